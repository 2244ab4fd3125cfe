//! Ratification as text: who says what to each form, and what passes.

use hikiwake_exchange::write_table;
use hikiwake_finding::{Finding, thousands};
use hikiwake_negotiation::{
    DomesticRatification, FactionRow, FormRatified, HowMany, Ratified, RatifyPeriod, Says,
    SideRatified,
};

use super::paper;

pub fn ratify(finding: &Finding<DomesticRatification>) -> String {
    let found = &finding.finding;
    let mut text = paper::heading(&finding.dossier.title);
    if let Some(reading) = &found.reading {
        text.push_str(&paper::paragraph(
            &format!("reading: {}", reading.label),
            "",
            "",
        ));
    }
    if found.stated_only {
        text.push_str("stated judgements only\n");
    }
    text.push('\n');
    for sentence in &found.sentences {
        text.push_str(&paper::paragraph(sentence, "• ", "  "));
    }
    text.push_str(&legend(found));
    for period in &found.periods {
        text.push_str(&verdicts(found, period));
        text.push_str(&likeliest(found, period));
    }
    text.push_str(&overlap(found));
    text.push_str(&decisive(found));
    for note in &found.notes {
        text.push_str(&paper::paragraph(note, "\n! ", "  "));
    }
    text
}

/// The forms by number, and the rules.
fn legend(found: &DomesticRatification) -> String {
    let mut text = String::new();
    if !found.forms.is_empty() {
        text.push_str(&paper::heading("Forms of settlement"));
        let rows = found.forms.iter().enumerate();
        let rows =
            rows.map(|(at, form)| vec![(at + 1).to_string(), form.id.clone(), form.label.clone()]);
        text.push_str(&paper::table(Vec::new(), rows.collect(), &[]));
    }
    text.push_str(&paper::heading("Rules of ratification"));
    for rule in &found.rules {
        let usual = if rule.usual && found.rules.len() > 1 {
            " (the usual one)"
        } else {
            ""
        };
        let mut line = format!("{} [{}]{usual}", rule.label, rule.id);
        if !rule.text.is_empty() {
            line = format!("{line}: {}", rule.text);
        }
        text.push_str(&paper::paragraph(&line, "  ", "    "));
    }
    text
}

fn verdicts(found: &DomesticRatification, period: &RatifyPeriod) -> String {
    let mut text = paper::heading(&format!(
        "{}: who says what to each form",
        paper::scenario(&period.scenario)
    ));
    // The agreements of no form have a column of their own only where there are any.
    let columns: Vec<usize> = (0..period.by_form.len())
        .filter(|&at| period.by_form[at].form.is_some() || period.by_form[at].agreements > 0)
        .collect();
    let mut head: Vec<String> = ["", "influence", "votes", "role"]
        .map(str::to_owned)
        .to_vec();
    head.extend(columns.iter().map(|&at| match period.by_form[at].form {
        Some(_) => (at + 1).to_string(),
        None if found.forms.is_empty() => "all".to_owned(),
        None => "other".to_owned(),
    }));
    head.push("basis".to_owned());
    let centred: Vec<bool> = (0..head.len())
        .map(|at| at >= 4 && at + 1 < head.len())
        .collect();
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut sides: Vec<(Option<&str>, &str)> = (found.sides.iter())
        .map(|side| (Some(side.id.as_str()), side.name.as_str()))
        .collect();
    sides.push((None, "Others"));
    for (index, (id, name)) in sides.iter().enumerate() {
        let members: Vec<&FactionRow> = (period.factions.iter())
            .filter(|row| row.head.side.as_deref() == *id)
            .collect();
        if members.is_empty() {
            continue;
        }
        rows.push(vec![name.to_uppercase()]);
        for row in members {
            let mut cells = vec![
                row.head.name.clone(),
                bar(row.influence).to_owned(),
                row.head.votes.to_string(),
                roles(row),
            ];
            cells.extend(
                columns
                    .iter()
                    .map(|&at| says(row.cells[at].says).to_owned()),
            );
            let hindsight = if row.head.hindsight {
                ", hindsight"
            } else {
                ""
            };
            let reading = if row.head.readings.is_empty() {
                ""
            } else {
                ", reading"
            };
            cells.push(format!("{}{hindsight}{reading}", row.head.basis));
            rows.push(cells);
        }
        if id.is_some() {
            for (rule, head) in period.rules.iter().zip(&found.rules) {
                let by_form = &rule.sides[index].by_form;
                rows.push(passing(&format!("= {}", head.label), by_form, &columns));
            }
        }
    }
    rows.push(vec!["ALL SIDES".to_owned()]);
    for (rule, head) in period.rules.iter().zip(&found.rules) {
        rows.push(passing(
            &format!("= {}", head.label),
            &rule.by_form,
            &columns,
        ));
    }
    for sentence in &period.sentences {
        text.push_str(&paper::paragraph(sentence, "• ", "  "));
    }
    text.push('\n');
    text.push_str(&paper::table(head, rows, &centred));
    text.push_str(
        "  + accepts   · does not mind   − rejects   ± depends on the agreement\n  \
         ● all pass   ◐ some pass   ○ none passes   (blank: there is no new agreement of it)\n  \
         L leads   V has a veto   H holds the file, where a rule asks it\n",
    );
    for holder in &period.holders {
        let name = |id: &str| {
            let row = period.factions.iter().find(|row| row.head.id == id);
            row.map_or_else(|| id.to_owned(), |row| row.head.name.clone())
        };
        let side = found.sides.iter().find(|side| side.id == holder.side);
        let side = side.map_or(holder.side.as_str(), |side| &side.name);
        let line = format!(
            "The file in {side} is held by {} ({}).",
            name(&holder.faction),
            holder.ground.basis
        );
        text.push_str(&paper::paragraph(&line, "  ", "  "));
    }
    text
}

fn passing(label: &str, by_form: &[FormRatified], columns: &[usize]) -> Vec<String> {
    let mut row = vec![
        label.to_owned(),
        String::new(),
        String::new(),
        String::new(),
    ];
    row.extend(columns.iter().map(|&at| how(by_form[at].how).to_owned()));
    row
}

fn bar(influence: &str) -> &'static str {
    match influence {
        "high" => "■■■",
        "medium" => "■■",
        _ => "■",
    }
}

fn says(says: Says) -> &'static str {
    match says {
        Says::Accepts => "+",
        Says::DoesNotMind => "·",
        Says::Rejects => "−",
        Says::Depends => "±",
        Says::NoAgreement => "",
    }
}

fn how(how: HowMany) -> &'static str {
    match how {
        HowMany::All => "●",
        HowMany::Some => "◐",
        HowMany::None => "○",
        HowMany::NoAgreement => "",
    }
}

/// What it is under any rule.
fn roles(row: &FactionRow) -> String {
    let is = |wanted: &str| row.roles.iter().any(|role| role.role == wanted);
    [("leader", "L"), ("veto", "V"), ("holder", "H")]
        .into_iter()
        .filter(|(role, _)| is(role))
        .map(|(_, mark)| mark)
        .collect::<Vec<_>>()
        .join(" ")
}

fn likeliest(found: &DomesticRatification, period: &RatifyPeriod) -> String {
    let mut text = String::new();
    for (rule, head) in period.rules.iter().zip(&found.rules) {
        if rule.likeliest.is_empty() {
            continue;
        }
        let mut titles: Vec<String> = found.sides.iter().map(|side| side.name.clone()).collect();
        titles.extend(["all sides", "agreements", "for example"].map(str::to_owned));
        let rows = rule.likeliest.iter().map(|likely| {
            let mut row: Vec<String> = likely.sides.iter().map(|&c| percent(c)).collect();
            row.push(percent(likely.joint));
            row.push(thousands(likely.agreements));
            row.push(match likely.example.text.is_empty() {
                true => "nothing above its lowest level".to_owned(),
                false => likely.example.text.clone(),
            });
            row
        });
        text.push_str(&paper::paragraph(
            &format!(
                "Likeliest to be ratified under “{}”, factions being independent:",
                head.label
            ),
            "\n  ",
            "  ",
        ));
        text.push_str(&paper::table(titles, rows.collect(), &[]));
    }
    text
}

fn percent(chance: f64) -> String {
    format!("{:.1}%", chance * 100.0)
}

/// Win-sets and zone at the dates.
fn overlap(found: &DomesticRatification) -> String {
    let mut head = vec![
        "rule".to_owned(),
        "date".to_owned(),
        "agreements".to_owned(),
    ];
    head.extend(found.sides.iter().map(|side| side.name.clone()));
    head.extend(["all sides", "in force passes"].map(str::to_owned));
    let mut rows = Vec::new();
    for (index, rule) in found.rules.iter().enumerate() {
        for (at, period) in found.periods.iter().enumerate() {
            let here = &period.rules[index];
            let of = |passes: u64| match period.agreements {
                0 => "none".to_owned(),
                all => format!("{} ({})", thousands(passes), share(passes, all)),
            };
            let label = if at == 0 {
                rule.label.clone()
            } else {
                String::new()
            };
            let mut row = vec![
                label,
                paper::scenario(&period.scenario),
                thousands(period.agreements),
            ];
            row.extend(here.sides.iter().map(|side| of(side.win_set)));
            row.push(of(here.zone));
            row.push(match here.reversion_passes {
                Some(true) => "yes".to_owned(),
                Some(false) => "no".to_owned(),
                None => "not admitted".to_owned(),
            });
            rows.push(row);
        }
    }
    let mut text = paper::heading("What passes: win-sets and where they overlap");
    text.push_str(&paper::table(head, rows, &[]));
    text
}

fn share(part: u64, all: u64) -> String {
    match 100.0 * part as f64 / all as f64 {
        s if s > 0.0 && s < 1.0 => "under 1%".to_owned(),
        s if s > 99.0 && s < 100.0 => "over 99%".to_owned(),
        s => format!("{s:.0}%"),
    }
}

/// Who is decisive, and the power of the votes.
fn decisive(found: &DomesticRatification) -> String {
    let mut text = String::new();
    for period in &found.periods {
        for (rule, head) in period.rules.iter().zip(&found.rules) {
            for (at, side) in rule.sides.iter().enumerate() {
                let rows = decisive_rows(period, rule, side);
                if rows.is_empty() {
                    continue;
                }
                text.push_str(&paper::paragraph(
                    &format!(
                        "{}, {}, “{}”: {}.",
                        paper::scenario(&period.scenario),
                        found.sides[at].name,
                        head.label,
                        side.gate.text
                    ),
                    "\n  ",
                    "  ",
                ));
                let titles = [
                    "",
                    "keeps out",
                    "could open",
                    "carries",
                    "Banzhaf",
                    "Shapley–Shubik",
                ];
                text.push_str(&paper::table(titles.map(str::to_owned).to_vec(), rows, &[]));
            }
        }
    }
    if text.is_empty() {
        return text;
    }
    let told = "keeps out: agreements that fail by its no alone; could open: others that would \
                pass if it accepted; carries: those that pass and would fail if it rejected. \
                Banzhaf: its share of all swings, Shapley–Shubik: of all orders of joining, before \
                anybody’s verdict is known.";
    format!(
        "{}{text}{}",
        paper::heading("Who is decisive"),
        paper::paragraph(told, "\n  ", "  ")
    )
}

fn decisive_rows(period: &RatifyPeriod, _rule: &Ratified, side: &SideRatified) -> Vec<Vec<String>> {
    let power = |id: &str| {
        let members = side.power.iter().flat_map(|power| &power.members);
        members.into_iter().find(|row| row.faction == id)
    };
    let mut ids: Vec<&str> = side
        .decisive
        .iter()
        .map(|row| row.faction.as_str())
        .collect();
    for member in side.power.iter().flat_map(|power| &power.members) {
        if !ids.contains(&member.faction.as_str()) {
            ids.push(&member.faction);
        }
    }
    let rows = ids.into_iter().map(|id| {
        let name = period.factions.iter().find(|row| row.head.id == id);
        let turns = side.decisive.iter().find(|row| row.faction == id);
        let count = |n: Option<u64>| n.map_or_else(String::new, thousands);
        vec![
            name.map_or_else(|| id.to_owned(), |row| row.head.name.clone()),
            count(turns.map(|t| t.keeps_out)),
            count(turns.map(|t| t.could_open)),
            count(turns.map(|t| t.carries)),
            power(id).map_or_else(String::new, |row| format!("{:.3}", row.banzhaf_share)),
            power(id).map_or_else(String::new, |row| {
                format!("{:.3} = {}", row.shapley, row.shapley_exact)
            }),
        ]
    });
    rows.collect()
}

/// What passes, a line for each date, rule, side and form.
pub fn ratify_csv(found: &DomesticRatification) -> Result<String, String> {
    let head = [
        "period",
        "rule",
        "side",
        "form",
        "agreements",
        "passes",
        "how",
        "chance_least",
        "chance_greatest",
        "kept_out_by",
        "kept_out_by_several",
        "could_stop",
    ];
    let mut rows = Vec::new();
    for period in &found.periods {
        let id = period.scenario.period.as_ref().map_or("", |p| &p.id);
        for rule in &period.rules {
            let sides = rule
                .sides
                .iter()
                .map(|side| (side.side.as_str(), &side.by_form));
            for (side, by_form) in sides.chain([("all", &rule.by_form)]) {
                for form in by_form {
                    rows.push(csv_row(id, rule, side, form));
                }
            }
        }
    }
    write_table(head.map(str::to_owned).to_vec(), rows)
}

fn csv_row(period: &str, rule: &Ratified, side: &str, form: &FormRatified) -> Vec<String> {
    let chance = |number: Option<f64>| number.map_or_else(String::new, |n| n.to_string());
    let factions = |counts: &[hikiwake_negotiation::FactionCount]| {
        let each = counts
            .iter()
            .map(|c| format!("{} {}", c.faction, c.agreements));
        each.collect::<Vec<_>>().join("; ")
    };
    vec![
        period.to_owned(),
        rule.rule.clone(),
        side.to_owned(),
        form.form.clone().unwrap_or_default(),
        form.agreements.to_string(),
        form.passes.to_string(),
        match form.how {
            HowMany::All => "all",
            HowMany::Some => "some",
            HowMany::None => "none",
            HowMany::NoAgreement => "no-agreement",
        }
        .to_owned(),
        chance(form.chance.map(|c| c.least)),
        chance(form.chance.map(|c| c.greatest)),
        factions(&form.kept_out_by),
        form.kept_out_by_several.to_string(),
        factions(&form.could_stop),
    ]
}
