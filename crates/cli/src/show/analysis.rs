//! `analyse`.

use hikiwake_analysis::{Analysis, Finding, Holding, OptionHead, Step};

use super::paper;

/// Concepts as the table's columns name them.
const CONCEPTS: [&str; 5] = ["Nash", "GMR", "SMR", "SEQ", "SSEQ"];

pub fn analysis(finding: &Finding<Analysis>) -> String {
    let found = &finding.finding;
    let name = |id: &str| {
        found.actors.iter().find(|actor| actor.id == id).map_or(id.to_owned(), |a| a.name.clone())
    };
    let mut text = paper::heading(&finding.dossier.title);
    text.push_str(&paper::paragraph(&paper::scenario(&found.scenario), "", ""));
    if !finding.dossier.question.is_empty() {
        text.push_str(&paper::paragraph(&finding.dossier.question, "\nQuestion: ", "  "));
    }
    text.push('\n');
    for sentence in &found.sentences {
        text.push_str(&paper::paragraph(sentence, "• ", "  "));
    }
    text.push_str(&paper::heading("Options"));
    text.push_str(&paper::legend(&found.options, name));
    text.push_str(&paper::heading("States that hold"));
    text.push_str(&holdings(&found.options, &listed(found)));
    text.push_str("\n  ● taken or stable   · not   × not feasible   Columns 1, 2, …: the options above.\n");
    text.push_str(&counts(found));
    text.push_str(&joint(found));
    if let Some(stated) = &found.stated_only {
        text.push_str(&paper::heading(&format!(
            "The same with the {} of {} statements that a source states",
            stated.kept, stated.of
        )));
        for sentence in &stated.sentences {
            text.push_str(&paper::paragraph(sentence, "• ", "  "));
        }
        text.push('\n');
        text.push_str(&holdings(&found.options, &stated.equilibria));
    }
    text
}

/// The equilibria, and with them the status quo and what happened where these
/// do not hold.
fn listed(found: &Analysis) -> Vec<Holding> {
    let mut rows = found.equilibria.clone();
    let extra = found
        .status_quo
        .iter()
        .chain(found.outcomes.iter().filter_map(|outcome| outcome.holding.as_ref()));
    for holding in extra {
        if !rows.iter().any(|row| row.state.code == holding.state.code) {
            rows.push(holding.clone());
        }
    }
    rows
}

fn holdings(options: &[OptionHead], holdings: &[Holding]) -> String {
    let mut head = vec!["state".to_owned()];
    head.extend((1..=options.len()).map(|number| number.to_string()));
    head.extend(CONCEPTS.map(str::to_owned));
    head.extend(["reached by".to_owned(), String::new()]);
    let mut centred = vec![true; head.len()];
    for left in [0, head.len() - 2, head.len() - 1] {
        centred[left] = false;
    }
    let rows = holdings
        .iter()
        .map(|holding| {
            let mut row = vec![holding.state.code.clone()];
            row.extend(
                options
                    .iter()
                    .zip(&holding.state.levels)
                    .map(|(option, &level)| paper::level_mark(option, level)),
            );
            row.extend(CONCEPTS.map(|concept| {
                if holding.concepts.iter().any(|held| held == concept) { "●" } else { "·" }.to_owned()
            }));
            row.push(paper::reach(holding.reach).to_owned());
            row.push(paper::state_notes(&holding.state));
            row
        })
        .collect();
    paper::table(head, rows, &centred)
}

fn counts(found: &Analysis) -> String {
    let rows = found
        .equilibrium_counts
        .iter()
        .map(|count| {
            vec![
                count.concept.clone(),
                count.states.to_string(),
                count.by_best_replies.to_string(),
                count.by_improvements.to_string(),
            ]
        })
        .collect();
    let head = ["concept", "states that hold", "by best replies", "by improvements"];
    let mut text = String::from("\n");
    text.push_str(&paper::table(head.map(str::to_owned).to_vec(), rows, &[]));
    if found.equilibria_not_listed > 0 {
        text.push_str(&format!(
            "  {} more states hold and are not listed: --list {} lists them all.\n",
            found.equilibria_not_listed,
            found.equilibria.len() as u64 + found.equilibria_not_listed
        ));
    }
    text
}

fn joint(found: &Analysis) -> String {
    if found.joint.is_empty() {
        return String::new();
    }
    let mut text = paper::heading("What groups could do together from the status quo, each member better off");
    for improvement in &found.joint {
        let verdict = if improvement.holds.is_empty() {
            format!("does not hold: {} would leave", improvement.leavers.join(", "))
        } else {
            format!("holds ({})", improvement.holds.join(", "))
        };
        text.push_str(&paper::paragraph(
            &format!("{} → {}: {} — {verdict}", improvement.group.join(" + "), improvement.state.code, improvement.text),
            "• ",
            "  ",
        ));
    }
    text
}

/// Steps as numbered lines.
pub fn steps(steps: &[Step]) -> String {
    steps
        .iter()
        .enumerate()
        .map(|(index, step)| {
            paper::paragraph(&format!("{} → {}", step.text, step.to), &format!("  {}. ", index + 1), "     ")
        })
        .collect()
}
