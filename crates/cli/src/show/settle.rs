//! `settle`: the sentences, then the agreements and what becomes of them.

mod parts;

use hikiwake_exchange::write_table;
use hikiwake_finding::{Finding, PreferenceVerdict, thousands};
use hikiwake_negotiation::{AfterState, Betrayal, Kept, SettledAgreement, Settlement, TermHead};

use super::paper;

pub fn settle(finding: &Finding<Settlement>) -> String {
    let found = &finding.finding;
    let title = &finding.dossier.title;
    let mut text = paper::opening(title, &found.scenario, &found.sentences);
    text.push_str(&paper::paragraph(
        &format!(
            "Rule of ratification: {} ({}).",
            found.rule.label, found.rule.id
        ),
        "\n  ",
        "  ",
    ));
    text.push_str(&efficient(found));
    text.push_str(&forms(found));
    text.push_str(&terms(found));
    text.push_str(&parts::additive(found));
    text.push_str(&parts::tipping(found));
    text.push_str(&parts::binding(found));
    text.push_str(&parts::promises(found));
    for note in &found.notes {
        text.push_str(&paper::paragraph(note, "\n! ", "  "));
    }
    text
}

/// The main table of the answer: every agreement that it names.
pub fn settle_csv(finding: &Finding<Settlement>) -> Result<String, String> {
    let found = &finding.finding;
    let mut head = [
        "agreement",
        "form",
        "changes",
        "zone",
        "efficient",
        "alike",
        "best_of_form",
        "points",
        "kept",
        "holds",
        "reached",
        "first_betrayal",
        "beyond",
    ]
    .map(str::to_owned)
    .to_vec();
    head.extend(
        (found.sides.iter())
            .flat_map(|side| [format!("verdict.{}", side.id), format!("score.{}", side.id)]),
    );
    let rows = found.agreements.iter().enumerate();
    let rows = rows.map(|(at, agreement)| row(found, at, agreement));
    write_table(head, rows)
}

fn row(found: &Settlement, at: usize, agreement: &SettledAgreement) -> Vec<String> {
    let group = found.efficient.iter().find(|group| group.agreement == at);
    let best = found.forms_best.iter().find(|best| best.agreement == at);
    let state = agreement.state.map(|state| &found.states[state]);
    let first = state.and_then(|state| state.betrayals.first());
    let mut row = vec![
        agreement.row.text.clone(),
        agreement.row.form.clone().unwrap_or_default(),
        agreement.changes.clone(),
        agreement.zone.to_string(),
        group.map_or(String::new(), |g| g.efficient.to_string()),
        group.map_or(String::new(), |g| g.count.to_string()),
        best.map_or(String::new(), |best| best.form.clone()),
        points(found, at).join("; "),
        kept(agreement, state),
        state.map_or(String::new(), |s| s.holding.concepts.join(" ")),
        state.map_or(String::new(), |s| paper::reach(s.holding.reach).to_owned()),
        first.map_or(String::new(), |b| b.step.text.clone()),
        agreement.beyond.join(" "),
    ];
    for seen in &agreement.seen {
        row.push(verdict(seen.verdict).to_owned());
        row.push(seen.score.map_or(String::new(), |score| score.to_string()));
    }
    row
}

/// The points of bargaining theory that an agreement is, over all agreements.
fn points(found: &Settlement, at: usize) -> Vec<String> {
    let additive = found.additive.iter();
    let sets = additive.flat_map(|a| a.sets.iter().take(1));
    let points = sets
        .flat_map(|set| &set.points)
        .filter(|p| p.agreement == at);
    points.map(|point| point.kind.words().to_owned()).collect()
}

fn verdict(verdict: PreferenceVerdict) -> &'static str {
    match verdict {
        PreferenceVerdict::Better => "better",
        PreferenceVerdict::Worse => "worse",
        PreferenceVerdict::Equal => "equal",
    }
}

fn efficient(found: &Settlement) -> String {
    if found.efficient.is_empty() {
        return String::new();
    }
    let mut text = paper::heading("Efficient agreements, those with the same values as one");
    let rows = found.efficient.iter().map(|group| {
        let of_zone = match (group.efficient, group.best_in_zone) {
            (true, _) => "",
            (false, _) => "best in the zone only",
        };
        (group.agreement, Some(group.count), of_zone)
    });
    text.push_str(&agreements(found, rows));
    text.push_str(&paper::not_listed(
        found.efficient.len(),
        found.efficient_not_listed,
        "--list",
    ));
    text
}

fn forms(found: &Settlement) -> String {
    if found.forms_best.is_empty() {
        return String::new();
    }
    let mut text = paper::heading("The best agreement of each form");
    let rows = found.forms_best.iter();
    let rows = rows.map(|best| (best.agreement, None, ""));
    text.push_str(&agreements(found, rows));
    text
}

/// Agreements, each with how many are alike and a remark; the levels of the terms that
/// they change by number, as the list of terms has them.
fn agreements<'a>(
    found: &Settlement,
    rows: impl Iterator<Item = (usize, Option<u64>, &'a str)>,
) -> String {
    let terms = 1..=found.terms.len();
    let mut head = vec!["form".to_owned()];
    head.extend(terms.map(|term| term.to_string()));
    head.push("zone".to_owned());
    head.extend(found.sides.iter().map(|side| side.name.clone()));
    head.extend(["kept", "reached", "first betrayal"].map(str::to_owned));
    let rows = rows.map(|(at, alike, remark)| {
        let agreement = &found.agreements[at];
        let state = agreement.state.map(|state| &found.states[state]);
        let mut row = vec![what(found, agreement, alike, remark)];
        row.extend(levels(found, agreement));
        row.push(if agreement.zone { "yes" } else { "no" }.to_owned());
        row.extend(agreement.seen.iter().map(|s| mark(s.verdict).to_owned()));
        row.push(kept(agreement, state));
        row.push(
            state
                .map_or("", |s| paper::reach(s.holding.reach))
                .to_owned(),
        );
        row.push(state.map_or(String::new(), first));
        row
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let mut centred = vec![false];
    centred.resize(found.terms.len() + found.sides.len() + 2, true);
    paper::table(head, rows, &centred)
}

/// Per term, the level agreed, or a dot where it stays as it is.
pub fn levels(found: &Settlement, agreement: &SettledAgreement) -> Vec<String> {
    let levels = found.terms.iter().zip(&agreement.row.levels);
    let cell = |(term, level): (&TermHead, &u8)| match *level == term.now {
        true => "·".to_owned(),
        false => level.to_string(),
    };
    levels.map(cell).collect()
}

/// The terms by number, each with its levels.
fn terms(found: &Settlement) -> String {
    let mut text = paper::heading(match found.none_in_force {
        true => "Terms and their levels; · stands for the level marked",
        false => "Terms and their levels; · stands for the level in force",
    });
    for (at, term) in found.terms.iter().enumerate() {
        let levels = term.levels.iter().enumerate().map(|(level, name)| {
            let now = if level == usize::from(term.now) {
                match found.none_in_force {
                    true => " (·)",
                    false => " (in force)",
                }
            } else {
                ""
            };
            format!("{level} {name}{now}")
        });
        let levels: Vec<String> = levels.collect();
        let line = format!("{}: {}", term.label, levels.join("; "));
        text.push_str(&paper::paragraph(
            &line,
            &format!("{:>4}  ", at + 1),
            "      ",
        ));
    }
    text
}

fn mark(verdict: PreferenceVerdict) -> &'static str {
    match verdict {
        PreferenceVerdict::Better => "+",
        PreferenceVerdict::Worse => "−",
        PreferenceVerdict::Equal => "=",
    }
}

fn what(
    found: &Settlement,
    agreement: &SettledAgreement,
    alike: Option<u64>,
    remark: &str,
) -> String {
    let form = agreement.row.form.as_ref();
    let form = form.and_then(|id| found.forms.iter().find(|form| form.id == *id));
    let mut text = form.map_or("(no form)", |form| &form.label).to_owned();
    if agreement.row.in_force {
        text.push_str(" [in force]");
    }
    if let Some(more) = alike.filter(|n| *n > 1) {
        text.push_str(&format!(" (and {} alike)", thousands(more - 1)));
    }
    if !remark.is_empty() {
        text.push_str(&format!(" [{remark}]"));
    }
    text
}

fn kept(agreement: &SettledAgreement, state: Option<&AfterState>) -> String {
    match (state, &agreement.no_state) {
        (Some(state), _) => match state.kept {
            Kept::Holds => format!("holds ({})", state.holding.concepts.join(" ")),
            Kept::AsNow => "as now".to_owned(),
            Kept::Betrayed => "broken".to_owned(),
        },
        (None, Some(why)) => format!("not in the model: {why}"),
        (None, None) => String::new(),
    }
}

/// The first betrayal, and what comes of it.
fn first(state: &AfterState) -> String {
    let Some(betrayal) = state.betrayals.first() else {
        return String::new();
    };
    let mut text = betrayal.step.text.clone();
    for note in notes(betrayal) {
        text.push_str(&format!(" ({note})"));
    }
    text
}

fn notes(betrayal: &Betrayal) -> Vec<String> {
    let mut notes = Vec::new();
    if !betrayal.undoes.is_empty() {
        notes.push("undoes what was agreed".to_owned());
    }
    if !betrayal.opens.is_empty() {
        notes.push("possible only once signed".to_owned());
    }
    if betrayal.anyway {
        notes.push("would be done anyway".to_owned());
    }
    notes
}
