//! `states`.

use hikiwake_conflict::StateList;
use hikiwake_finding::{Finding, count, thousands};

use super::paper;

pub fn states(finding: &Finding<StateList>) -> String {
    let list = &finding.finding;
    let name = |id: &str| {
        list.actors
            .iter()
            .find(|actor| actor.id == id)
            .map_or(id.to_owned(), |a| a.name.clone())
    };
    let mut text = paper::heading(&finding.dossier.title);
    text.push_str(&paper::paragraph(&paper::scenario(&list.scenario), "", ""));
    text.push_str(&paper::paragraph(&how_many(list), "", ""));
    text.push('\n');
    text.push_str(&paper::legend(&list.options, name));
    let mut head = vec!["state".to_owned()];
    let mut centred = vec![false];
    for (index, _) in list.options.iter().enumerate() {
        head.push((index + 1).to_string());
        centred.push(true);
    }
    for actor in &list.actors {
        head.push(actor.name.clone());
        centred.push(true);
    }
    let rows = list
        .states
        .iter()
        .map(|listed| {
            let mut row = vec![paper::marked_code(&listed.state)];
            row.extend(
                list.options
                    .iter()
                    .zip(&listed.state.levels)
                    .map(|(option, &level)| paper::level_mark(option, level)),
            );
            row.extend(listed.places.iter().map(u32::to_string));
            row
        })
        .collect();
    text.push('\n');
    text.push_str(&paper::table(head, rows, &centred));
    text.push_str(&paper::marks_meaning(
        list.states.iter().map(|listed| &listed.state),
    ));
    text.push_str("\n  ● taken  · not taken  a number: the level   Under an actor: its place for them, 1 is best.\n");
    let shown = list.states.len() as u64;
    if shown < list.matching {
        text.push_str(&format!(
            "  {} not listed: --limit {} lists them all, --where narrows them down.\n",
            count(list.matching - shown, "more is", "more are"),
            list.matching
        ));
    }
    text
}

fn how_many(list: &StateList) -> String {
    let can_be = format!("{} can be", count(list.feasible, "state", "states"));
    match &list.condition {
        None => format!("{can_be}. A condition narrows them down: --where \"…\"."),
        Some(condition) => format!(
            "{can_be}; {} “{condition}”.",
            match list.matching {
                0 => "none meets".to_owned(),
                1 => "1 meets".to_owned(),
                n => format!("{} meet", thousands(n)),
            }
        ),
    }
}
