//! `concepts`.

use hikiwake_conflict::{ConceptFamily, Concepts, Held, StateConcepts};
use hikiwake_finding::{Finding, thousands};

use super::paper;

pub fn concepts(finding: &Finding<Concepts>) -> String {
    let found = &finding.finding;
    let title = &finding.dossier.title;
    let mut text = paper::opening(title, &found.scenario, &found.sentences);
    let told: Vec<(usize, &ConceptFamily)> = (found.families.iter().enumerate())
        .filter(|(_, family)| family.left_out.is_none())
        .collect();
    let head = |first: &str| {
        let mut head = vec![first.to_owned(), "Alone".to_owned()];
        head.extend(told.iter().map(|(_, family)| family.title.clone()));
        head
    };
    let centred: Vec<bool> = (0..told.len() + 2).map(|column| column > 0).collect();

    text.push_str(&paper::heading("The states that matter"));
    let rows = found.states.iter().map(|state| {
        let mut row = vec![paper::marked_code(&state.state)];
        row.push(mark(Some(if state.alone { Held::Yes } else { Held::No })).to_owned());
        row.extend(
            told.iter()
                .map(|&(k, _)| mark(state.families[k].verdict).to_owned()),
        );
        row
    });
    text.push_str(&paper::table(head("state"), rows.collect(), &centred));
    text.push_str("\n  ● yes   ◐ partly   · no\n");
    text.push_str(&paper::paragraph(
        "yes: nobody would leave alone (SEQ); no: somebody would",
        "  Alone: ",
        "    ",
    ));
    for (_, family) in &told {
        let first = format!("  {}: ", family.title);
        text.push_str(&paper::paragraph(&family.meaning, &first, "    "));
    }
    text.push_str(&paper::marks_meaning(found.states.iter().map(|s| &s.state)));

    if !found.patterns.is_empty() {
        text.push_str(&paper::heading("How many states of each pattern hold"));
        let rows = found.patterns.iter().map(|pattern| {
            let mut row = vec![pattern.label.clone(), thousands(pattern.alone)];
            let count = |k: usize| pattern.families[k].map_or(String::new(), thousands);
            row.extend(told.iter().map(|&(k, _)| count(k)));
            row
        });
        text.push_str(&paper::table(head("pattern"), rows.collect(), &centred));
    }
    text.push_str(&paper::heading("Why"));
    for state in &found.states {
        text.push_str(&why(found, state));
    }
    text.push_str(&paper::heading("Definitions"));
    for (_, family) in &told {
        let first = format!("{}: ", family.title);
        text.push_str(&paper::paragraph(&family.definition, &first, "  "));
    }
    text
}

fn why(found: &Concepts, state: &StateConcepts) -> String {
    let row = &state.state;
    let mut head = format!("{}  {}", row.code, row.text);
    if row.status_quo {
        head.push_str(" (the status quo)");
    }
    for outcome in &row.outcomes {
        head.push_str(&format!(" (happened: {outcome})"));
    }
    let mut text = String::from("\n");
    text.push_str(&paper::paragraph(&head, "", "        "));
    for (verdict, family) in state.families.iter().zip(&found.families) {
        if verdict.verdict.is_none() || verdict.why.is_empty() {
            continue;
        }
        let first = format!("  {} ", mark(verdict.verdict));
        let told = format!("{}: {}", family.title, verdict.why.join(" "));
        text.push_str(&paper::paragraph(&told, &first, "    "));
    }
    text
}

fn mark(held: Option<Held>) -> &'static str {
    match held {
        Some(Held::Yes) => "●",
        Some(Held::Partly) => "◐",
        Some(Held::No) => "·",
        None => "",
    }
}
