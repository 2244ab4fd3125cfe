//! `block`: what stands in the way of each form, and what would open it.

use hikiwake_analysis::{Block, BlockTarget, Finding, Obstacle, Repair, thousands};

use super::{csv, paper};

/// Most columns of targets that have room for numbers.
const COLUMNS: usize = 9;

pub fn block(finding: &Finding<Block>, list: usize) -> String {
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
    text.push_str(&judgements(found));
    for note in &found.notes {
        text.push_str(&paper::paragraph(note, "\n! ", "  "));
    }
    text
}

fn overview(found: &Block) -> String {
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
fn closed(found: &Block, target: &BlockTarget, list: usize) -> String {
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
    let alike = |repair: &Repair| {
        let first = &target.repairs[0];
        (repair.opens, &repair.example) == (first.opens, &first.example)
    };
    let once = target.repairs.iter().all(alike);
    for (at, repair) in target.repairs.iter().take(list).enumerate() {
        let mark = format!("{:>5}. ", at + 1);
        text.push_str(&paper::paragraph(
            &all(&repair.without, |j| &j.repair),
            &mark,
            "       ",
        ));
        if !once {
            let opens = opens(found, target, repair);
            text.push_str(&paper::paragraph(&opens, "       → ", "         "));
        }
    }
    text.push_str(&more(list, target.repairs.len()));
    if let Some(first) = target.repairs.first().filter(|_| once) {
        let opens = opens(found, target, first);
        text.push_str(&paper::paragraph(&opens, "    → ", "      "));
    }
    text
}

fn more(list: usize, all: usize) -> String {
    match all.saturating_sub(list) {
        0 => String::new(),
        more => paper::not_listed(list, more as u64, "--list").replacen("  ", "       ", 1),
    }
}

fn opens(found: &Block, target: &BlockTarget, repair: &Repair) -> String {
    let passing = match repair.opens {
        1 => "one agreement passes".to_owned(),
        n if n == target.agreements => format!("all {} agreements pass", thousands(n)),
        n => format!("{} agreements pass", thousands(n)),
    };
    let changes = found.changes(&repair.example);
    format!("Then {passing}. One that changes fewest terms of what is in force: {changes}.")
}

/// The same question at other dates and under other rules.
fn elsewhere(found: &Block) -> String {
    let Some(first) = found.targets.first().filter(|t| !t.elsewhere.is_empty()) else {
        return String::new();
    };
    let numbers = found.targets.len() <= COLUMNS;
    let mut head = vec!["date".to_owned(), "rule".to_owned()];
    head.extend(
        found
            .targets
            .iter()
            .enumerate()
            .map(|(at, target)| match found.targets.len() {
                1 => "passes".to_owned(),
                _ => format!("{} {}", at + 1, target.form.as_deref().unwrap_or("")),
            }),
    );
    let cell = |passing: u64, agreements: u64| match (agreements, passing) {
        (0, _) => "–".to_owned(),
        (_, 0) => "○".to_owned(),
        (all, some) if all == some => "●".to_owned(),
        (_, some) if numbers => format!("◐ {}", thousands(some)),
        _ => "◐".to_owned(),
    };
    let period = found.scenario.period.as_ref().map(|p| p.id.clone());
    let mut here = vec![
        period.unwrap_or_default(),
        format!("{} (as asked)", found.rule_label),
    ];
    here.extend(found.targets.iter().map(|t| cell(t.passing, t.agreements)));
    let mut rows = vec![here];
    for (at, other) in first.elsewhere.iter().enumerate() {
        let mut row = vec![
            other.period.clone().unwrap_or_default(),
            other.label.clone(),
        ];
        row.extend(found.targets.iter().map(|target| {
            let there = target.elsewhere.get(at);
            there.map_or_else(String::new, |e| cell(e.passing, e.agreements))
        }));
        rows.push(row);
    }
    let centred: Vec<bool> = (0..head.len()).map(|at| at > 1).collect();
    let mut text = paper::heading("At other dates and under other rules");
    text.push_str(&paper::table(head, rows, &centred));
    text.push_str("  ● all pass   ◐ some pass   ○ none passes   – there is no such agreement\n");
    text
}

/// Every judgement named, with its evidence.
fn judgements(found: &Block) -> String {
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

/// A line for each way to open a form, and one for each form that passes or for which
/// there is no way.
pub fn block_csv(found: &Block) -> String {
    let head = [
        "target",
        "label",
        "agreements",
        "passing",
        "way",
        "changes",
        "opens",
        "example",
        "kinds",
        "repairs",
        "claims",
    ];
    let rows = found.targets.iter().flat_map(|target| {
        let line = move |repair: Option<(usize, &Repair)>| csv_row(found, target, repair);
        let none = target.repairs.is_empty().then(|| line(None));
        let ways = target.repairs.iter().enumerate();
        ways.map(move |way| line(Some(way))).chain(none)
    });
    csv::table(&head, rows)
}

fn csv_row(found: &Block, target: &BlockTarget, way: Option<(usize, &Repair)>) -> Vec<String> {
    let mut row = vec![
        target.form.as_ref().unwrap_or(&target.wanted).clone(),
        target.label.clone(),
        target.agreements.to_string(),
        target.passing.to_string(),
    ];
    let Some((number, repair)) = way else {
        row.resize(11, String::new());
        return row;
    };
    let judgements: Vec<&Obstacle> = (repair.without.iter())
        .map(|&j| &found.judgements[j])
        .collect();
    let joined = |of: &dyn Fn(&Obstacle) -> String| {
        let parts: Vec<String> = judgements.iter().map(|j| of(j)).collect();
        parts.join("; ")
    };
    row.push((number + 1).to_string());
    row.push(repair.without.len().to_string());
    row.push(repair.opens.to_string());
    row.push(repair.example.text.clone());
    row.push(joined(&|j| j.kind.id().to_owned()));
    row.push(joined(&|j| j.repair.clone()));
    row.push(joined(&|j| {
        let ids: Vec<&str> = j.claims.iter().map(|claim| claim.id.as_str()).collect();
        ids.join(" ")
    }));
    row
}
