//! `block`: what stands in the way of each form, and what would open it.

use hikiwake_exchange::write_table;
use hikiwake_finding::{Finding, thousands};
use hikiwake_negotiation::{BlockTarget, Elsewhere, Obstacle, ObstacleSets, Repair};

use super::paper;

/// Most columns of targets that have room for numbers.
const COLUMNS: usize = 9;

/// Most columns of targets whose names have room over them.
const NAMED: usize = 4;

pub fn block(finding: &Finding<ObstacleSets>, list: usize) -> String {
    let found = &finding.finding;
    let title = &finding.dossier.title;
    let mut text = paper::opening(title, &found.scenario, &found.sentences);
    if found.targets.len() > 1 {
        text.push_str(&overview(found));
    }
    for target in found.targets.iter().filter(|t| !t.repairs.is_empty()) {
        text.push_str(&closed(found, target, list));
    }
    text.push_str(&elsewhere(found));
    text.push_str(&readings(found));
    text.push_str(&judgements(found));
    text
}

fn overview(found: &ObstacleSets) -> String {
    let head = [
        "",
        "",
        "agreements",
        "pass",
        "least to open it",
        "ways to open it",
    ];
    let rows = found.targets.iter().enumerate().map(|(at, target)| {
        let least = target
            .repairs
            .iter()
            .map(|repair| repair.without.len())
            .min();
        vec![
            (at + 1).to_string(),
            target.label.clone(),
            thousands(target.agreements),
            match target.passing {
                0 => "none".to_owned(),
                n if n == target.agreements => "all".to_owned(),
                n => thousands(n),
            },
            match least {
                None if target.cut_short.is_some() => "search cut short".to_owned(),
                None => String::new(),
                Some(1) => "1 change".to_owned(),
                Some(n) => format!("{n} changes"),
            },
            match target.repairs.len() {
                0 => String::new(),
                n => thousands(n as u64),
            },
        ]
    });
    let mut text = paper::heading(&format!("Under “{}”", found.rule_label));
    text.push_str(&paper::table(
        head.map(str::to_owned).to_vec(),
        rows.collect(),
        &[],
    ));
    text
}

/// A form that is kept out: by what, and what would open it.
fn closed(found: &ObstacleSets, target: &BlockTarget, list: usize) -> String {
    let mut text = paper::heading(&format!("“{}”", target.label));
    let all = |judgements: &[usize], say: fn(&Obstacle) -> &str| {
        let parts = judgements.iter().map(|&j| {
            let judgement = &found.judgements[j];
            format!("{} [{}]", say(judgement), judgement.code)
        });
        parts.collect::<Vec<_>>().join("; ")
    };
    let count = target.obstacles.len();
    if count > 0 {
        text.push_str(match count {
            1 => "  What keeps it out:\n",
            _ => "  What keeps it out (each set alone is enough; something of each must give):\n",
        });
    }
    for (at, set) in target.obstacles.iter().take(list).enumerate() {
        let mark = format!("{:>5}. ", at + 1);
        text.push_str(&paper::paragraph(&all(set, |j| &j.text), &mark, "       "));
    }
    text.push_str(&more(list, count));
    text.push_str("  What would open it, fewest changes first:\n");
    let mut at = 0;
    for alike in target.repairs_alike(list) {
        for repair in alike {
            at += 1;
            let mark = format!("{at:>5}. ");
            let repair = all(&repair.without, |j| &j.repair);
            text.push_str(&paper::paragraph(&repair, &mark, "       "));
        }
        let opens = opens(found, target, &alike[0]);
        text.push_str(&paper::paragraph(&opens, "       → ", "         "));
    }
    text.push_str(&more(list, target.repairs.len()));
    text
}

fn more(list: usize, all: usize) -> String {
    match all.saturating_sub(list) {
        0 => String::new(),
        more => paper::not_listed(list, more as u64, "--list").replacen("  ", "       ", 1),
    }
}

fn opens(found: &ObstacleSets, target: &BlockTarget, repair: &Repair) -> String {
    let passing = match repair.opens {
        1 => "one agreement passes".to_owned(),
        n if n == target.agreements => format!("all {} agreements pass", thousands(n)),
        n => format!("{} agreements pass", thousands(n)),
    };
    let changes = found.changes(&repair.example);
    format!("Then {passing}. One that changes fewest terms of what is in force: {changes}.")
}

/// The same question at other dates and under other rules.
fn elsewhere(found: &ObstacleSets) -> String {
    let period = found.scenario.period.as_ref().map(|p| p.id.clone());
    let mut here = vec![
        period.unwrap_or_default(),
        format!("{} (as asked)", found.rule),
    ];
    let passing = |t: &BlockTarget| cell(found, t.passing, t.agreements);
    here.extend(found.targets.iter().map(passing));
    let others = lines(
        found,
        |there| !found.reads_otherwise(there),
        |there| there.period.clone().unwrap_or_default(),
    );
    if others.is_empty() {
        return String::new();
    }
    let rows = std::iter::once(here).chain(others).collect();
    paper::heading("At other dates and under other rules") + &marked(found, "date", rows)
}

/// The same question in other readings of the date.
fn readings(found: &ObstacleSets) -> String {
    let rows = lines(
        found,
        |there| found.reads_otherwise(there),
        |there| {
            let reading = there.reading.as_ref();
            reading.map_or("base reading".to_owned(), |reading| reading.id.clone())
        },
    );
    let same = &found.same_readings;
    if rows.is_empty() && same.is_empty() {
        return String::new();
    }
    let mut text = paper::heading("In other readings of this date");
    if !rows.is_empty() {
        text.push_str(&marked(found, "reading", rows));
    }
    if !same.is_empty() {
        let line = format!(
            "Under every rule the same agreements pass in {}: {}.",
            match same.len() {
                1 => "one other reading".to_owned(),
                n => format!("{} other readings", thousands(n as u64)),
            },
            same.join(", ")
        );
        text.push_str(&paper::paragraph(&line, "  ", "  "));
    }
    text
}

/// A line for each entry of `elsewhere` that is wanted: a name for it, its rule, and what
/// passes of each target.
fn lines(
    found: &ObstacleSets,
    wanted: impl Fn(&Elsewhere) -> bool,
    name: impl Fn(&Elsewhere) -> String,
) -> Vec<Vec<String>> {
    let entries = found.targets.first().map_or(&[][..], |t| &t.elsewhere);
    let entries = entries
        .iter()
        .enumerate()
        .filter(|(_, there)| wanted(there));
    let lines =
        entries.map(|(at, there)| {
            let mut line = vec![name(there), there.rule.clone()];
            let there = found.targets.iter().map(|target| target.elsewhere.get(at));
            line.extend(there.map(|there| {
                there.map_or_else(String::new, |e| cell(found, e.passing, e.agreements))
            }));
            line
        });
    lines.collect()
}

/// What passes of a target, as a mark.
fn cell(found: &ObstacleSets, passing: u64, agreements: u64) -> String {
    match (agreements, passing) {
        (0, _) => "–".to_owned(),
        (_, 0) => "○".to_owned(),
        (all, some) if all == some => "●".to_owned(),
        (_, some) if found.targets.len() <= COLUMNS => format!("◐ {}", thousands(some)),
        _ => "◐".to_owned(),
    }
}

/// A table of marks, a column for each target.
fn marked(found: &ObstacleSets, first: &str, rows: Vec<Vec<String>>) -> String {
    let mut head = vec![first.to_owned(), "rule".to_owned()];
    let targets = found.targets.iter().enumerate();
    head.extend(targets.map(|(at, target)| match found.targets.len() {
        1 => "passes".to_owned(),
        many if many > NAMED => format!("{}", at + 1),
        _ => format!("{} {}", at + 1, target.form.as_deref().unwrap_or("")),
    }));
    let centred: Vec<bool> = (0..head.len()).map(|at| at > 1).collect();
    let meaning = "  ● all pass   ◐ some pass   ○ none passes   – there is no such agreement\n";
    let numbers = match found.targets.len() > NAMED {
        true => "  1, 2, … are numbered as in the first table\n",
        false => "",
    };
    paper::table(head, rows, &centred) + meaning + numbers
}

/// Every judgement named, with its evidence.
fn judgements(found: &ObstacleSets) -> String {
    if found.judgements.is_empty() {
        return String::new();
    }
    let mut text = paper::heading("Judgements named");
    for judgement in &found.judgements {
        let line = format!("{} ({})", judgement.text, evidence(judgement));
        let mark = format!("{:>5}  ", judgement.code);
        text.push_str(&paper::paragraph(&line, &mark, "       "));
    }
    text
}

/// `inferred, hindsight, P027, p16`.
fn evidence(judgement: &Obstacle) -> String {
    let mut parts = vec![judgement.basis.clone()];
    if judgement.hindsight {
        parts.push("hindsight".to_owned());
    }
    parts.extend(judgement.claims.iter().map(|claim| claim.id.clone()));
    parts.join(", ")
}

/// A line for each way to open a form, and one for each form that passes or for which no
/// way is known; then a line for each other date, rule and reading.
pub fn block_csv(found: &ObstacleSets) -> Result<String, String> {
    let head = [
        "target",
        "label",
        "period",
        "rule",
        "reading",
        "agreements",
        "passing",
        "way",
        "changes",
        "opens",
        "example",
        "kinds",
        "repairs",
        "claims",
        "cut_short",
    ];
    let rows = found.targets.iter().flat_map(|target| {
        let line = |there: &Elsewhere, way: Option<(usize, &Repair)>, cut: Option<&String>| {
            let mut row = csv_place(target, there);
            row.extend(match way {
                Some((number, repair)) => csv_way(found, number, repair),
                None => vec![String::new(); 7],
            });
            row.push(cut.cloned().unwrap_or_default());
            row
        };
        let period = found.scenario.period.as_ref();
        let here = Elsewhere {
            period: period.map(|period| period.id.clone()),
            reading: found.scenario.reading.clone(),
            rule: found.rule.clone(),
            label: found.rule_label.clone(),
            agreements: target.agreements,
            passing: target.passing,
        };
        let ways = target.repairs.iter().enumerate().map(Some);
        let none = target.repairs.is_empty().then_some(None);
        let asked = ways
            .chain(none)
            .map(|way| line(&here, way, target.cut_short.as_ref()));
        let others = target.elsewhere.iter().map(|there| line(there, None, None));
        asked.chain(others).collect::<Vec<_>>()
    });
    write_table(head.map(str::to_owned).to_vec(), rows)
}

/// What was asked of a target, where, and how much passes.
fn csv_place(target: &BlockTarget, there: &Elsewhere) -> Vec<String> {
    let reading = there.reading.as_ref();
    vec![
        target.form.as_ref().unwrap_or(&target.wanted).clone(),
        target.label.clone(),
        there.period.clone().unwrap_or_default(),
        there.rule.clone(),
        reading.map_or_else(String::new, |reading| reading.id.clone()),
        there.agreements.to_string(),
        there.passing.to_string(),
    ]
}

/// One way to open it.
fn csv_way(found: &ObstacleSets, number: usize, repair: &Repair) -> Vec<String> {
    let judgements = || repair.without.iter().map(|&j| &found.judgements[j]);
    let joined = |of: &dyn Fn(&Obstacle) -> String| {
        let parts: Vec<String> = judgements().map(of).collect();
        parts.join("; ")
    };
    vec![
        (number + 1).to_string(),
        repair.without.len().to_string(),
        repair.opens.to_string(),
        repair.example.text.clone(),
        joined(&|j| j.kind.id().to_owned()),
        joined(&|j| j.repair.clone()),
        joined(&|j| {
            let ids: Vec<&str> = j.claims.iter().map(|claim| claim.id.as_str()).collect();
            ids.join(" ")
        }),
    ]
}
