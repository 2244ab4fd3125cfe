//! `analyse`.

use hikiwake_conflict::Analysis;
use hikiwake_finding::{Finding, Holding, OptionHead};

use super::paper;

/// Concepts as the table's columns name them.
const CONCEPTS: [&str; 5] = ["Nash", "GMR", "SMR", "SEQ", "SSEQ"];

pub fn analysis(finding: &Finding<Analysis>) -> String {
    let found = &finding.finding;
    let name = |id: &str| {
        found
            .actors
            .iter()
            .find(|actor| actor.id == id)
            .map_or(id.to_owned(), |a| a.name.clone())
    };
    let mut text = paper::heading(&finding.dossier.title);
    text.push_str(&paper::paragraph(&paper::scenario(&found.scenario), "", ""));
    if !finding.dossier.question.is_empty() {
        text.push_str(&paper::paragraph(
            &finding.dossier.question,
            "\nQuestion: ",
            "  ",
        ));
    }
    text.push('\n');
    for sentence in &found.sentences {
        text.push_str(&paper::paragraph(sentence, "• ", "  "));
    }
    text.push_str(&paper::heading("Options"));
    text.push_str(&paper::legend(&found.options, name));
    text.push_str(&paper::heading("States that hold"));
    text.push_str(&holdings(&found.options, &listed(found)));
    text.push_str(
        "\n  ● taken or stable   · not   × not feasible   Columns 1, 2, …: the options above.\n",
    );
    text.push_str(&counts(found));
    text.push_str(&joint(found, name));
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

/// The scenario and its sentences alone.
pub fn brief(finding: &Finding<Analysis>) -> String {
    let found = &finding.finding;
    let mut text = paper::heading(&paper::scenario(&found.scenario));
    for sentence in &found.sentences {
        text.push_str(&paper::paragraph(sentence, "• ", "  "));
    }
    text
}

/// The equilibria, and with them the status quo and what happened where these
/// do not hold.
fn listed(found: &Analysis) -> Vec<Holding> {
    let mut rows = found.equilibria.clone();
    let extra = found.status_quo.iter().chain(
        found
            .outcomes
            .iter()
            .filter_map(|outcome| outcome.holding.as_ref()),
    );
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
    head.push("reached by".to_owned());
    let mut centred = vec![true; head.len()];
    for left in [0, head.len() - 1] {
        centred[left] = false;
    }
    let rows = holdings
        .iter()
        .map(|holding| {
            let mut row = vec![paper::marked_code(&holding.state)];
            row.extend(
                options
                    .iter()
                    .zip(&holding.state.levels)
                    .map(|(option, &level)| paper::level_mark(option, level)),
            );
            row.extend(CONCEPTS.map(|concept| {
                if holding.concepts.iter().any(|held| held == concept) {
                    "●"
                } else {
                    "·"
                }
                .to_owned()
            }));
            row.push(paper::reach(holding.reach).to_owned());
            row
        })
        .collect();
    let mut text = paper::table(head, rows, &centred);
    text.push_str(&paper::marks_meaning(
        holdings.iter().map(|holding| &holding.state),
    ));
    text
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
    let head = [
        "concept",
        "states that hold",
        "by best replies",
        "by improvements",
    ];
    let mut text = String::from("\n");
    text.push_str(&paper::table(head.map(str::to_owned).to_vec(), rows, &[]));
    text.push_str(&paper::not_listed(
        found.equilibria.len(),
        found.equilibria_not_listed,
        "--list",
    ));
    text
}

/// What groups could do together: a sentence for each state to start from, and
/// from the status quo the first few such steps.
fn joint(found: &Analysis, name: impl Fn(&str) -> String) -> String {
    const SHOWN: usize = 6;
    if found.joint.is_empty() {
        return String::new();
    }
    let mut text = paper::heading("What groups could do together");
    for table in &found.joint {
        for sentence in &table.sentences {
            text.push_str(&paper::paragraph(sentence, "• ", "  "));
        }
        if !table.from.status_quo {
            continue;
        }
        for improvement in table.improvements.iter().take(SHOWN) {
            let leavers: Vec<String> = improvement.leavers.iter().map(|id| name(id)).collect();
            let verdict = if leavers.is_empty() {
                format!("holds ({})", improvement.holds.join(", "))
            } else {
                format!("does not hold: {} would leave", leavers.join(", "))
            };
            text.push_str(&paper::paragraph(
                &format!(
                    "→ {}: {}; {verdict}",
                    improvement.state.code, improvement.step.text
                ),
                "  ",
                "      ",
            ));
        }
        if table.count > SHOWN as u64 {
            text.push_str(&format!(
                "  {} more are not shown: the report and --json have more of them.\n",
                table.count - SHOWN as u64
            ));
        }
    }
    text
}
