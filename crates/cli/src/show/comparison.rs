//! `compare`.

use hikiwake_conflict::Comparison;
use hikiwake_finding::{Finding, Holding, StatementHead};

use super::paper;

pub fn comparison(finding: &Finding<Comparison>) -> String {
    let found = &finding.finding;
    let name = |id: &str| {
        let actor = found.actors.iter().find(|actor| actor.id == id);
        actor.map_or(id.to_owned(), |actor| actor.name.clone())
    };
    let mut text = paper::heading(&finding.dossier.title);
    for (letter, side) in ["A", "B"].iter().zip(&found.sides) {
        text.push_str(&paper::paragraph(
            &paper::scenario(&side.scenario),
            &format!("{letter}  "),
            "   ",
        ));
    }
    text.push('\n');
    for sentence in &found.sentences {
        text.push_str(&paper::paragraph(sentence, "• ", "  "));
    }
    text.push_str(&statements("Only in A", &found.statements_gone, name));
    text.push_str(&statements("Only in B", &found.statements_new, name));
    if !found.statements_moved.is_empty() {
        text.push_str(&paper::heading("In both, at another rank"));
        for moved in &found.statements_moved {
            let (statement, [first, second]) = (&moved.statement, moved.ranks);
            text.push_str(&paper::paragraph(
                &format!(
                    "{}: {} (rank {first} in A, {second} in B)",
                    name(&statement.actor),
                    statement.wants
                ),
                "• ",
                "  ",
            ));
        }
    }
    text.push_str(&paper::heading("States that hold in A or B"));
    let rows = found
        .states
        .iter()
        .map(|pair| {
            vec![
                pair.code.clone(),
                how(pair.first.as_ref()),
                how(pair.second.as_ref()),
                pair.text.clone(),
            ]
        })
        .collect();
    let head = ["state", "A", "B", "options taken"];
    text.push_str(&paper::table(head.map(str::to_owned).to_vec(), rows, &[]));
    text.push_str(&paper::not_listed(
        found.states.len(),
        found.states_not_listed,
        "--list",
    ));
    for note in &found.notes {
        text.push_str(&paper::paragraph(note, "\nNote: ", "  "));
    }
    text
}

fn how(holding: Option<&Holding>) -> String {
    match holding {
        None => "cannot be".to_owned(),
        Some(holding) if holding.concepts.is_empty() => "does not hold".to_owned(),
        Some(holding) => {
            let reach = paper::reach(holding.reach);
            let concepts = holding.concepts.join(" ");
            if reach.is_empty() {
                concepts
            } else {
                format!("{concepts}; {reach}")
            }
        }
    }
}

fn statements(title: &str, statements: &[StatementHead], name: impl Fn(&str) -> String) -> String {
    if statements.is_empty() {
        return String::new();
    }
    let mut text = paper::heading(title);
    for statement in statements {
        text.push_str(&paper::paragraph(
            &format!(
                "{} {}. {} — {} ({})",
                name(&statement.actor),
                statement.rank,
                statement.wants,
                statement.text,
                statement.basis
            ),
            "• ",
            "  ",
        ));
    }
    text
}
