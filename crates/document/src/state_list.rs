//! The states of a model, a mark for each option.

use hikiwake_conflict::StateList;
use hikiwake_finding::Finding;

use crate::{Block, Document, Names, Number, Table, Text, count, scenarios, states, thousands};

/// The states that can be, with the place of each in everybody's order.
pub fn state_list(finding: &Finding<StateList>, names: &Names) -> Document {
    let list = &finding.finding;
    let mut document = Document::new("States", &finding.dossier.title);
    document.push(Block::paragraph(scenarios::scenario(&list.scenario)));
    document.push(Block::paragraph(how_many(list)));
    document.push(states::options(&list.options, names, false));
    let numbers = (1..=list.options.len()).map(|number| number.to_string());
    let actors = list.actors.iter().map(|actor| actor.name.clone());
    let heads = ["State".to_owned()].into_iter();
    let mut table = Table::marks(heads.chain(numbers).chain(actors)).caption(
        "● taken, · not taken, a number: the level. Under an actor: its place for them, 1 is best.",
    );
    for listed in &list.states {
        let levels = list.options.iter().zip(&listed.state.levels);
        let marks = levels.map(|(option, &level)| states::level_mark(option, level).into());
        let places = listed.places.iter();
        let places = places.map(|place| Number::whole(u64::from(*place)).into());
        let code = [states::marked_code(&listed.state)].into_iter();
        table.row(code.chain(marks).chain(places).collect::<Vec<Text>>());
    }
    document.push(Block::Table(table));
    let shown = list.states.iter().map(|listed| &listed.state);
    document.blocks.extend(states::marks_meaning(shown));
    let shown = list.states.len() as u64;
    if shown < list.matching {
        let more = count(list.matching - shown, "more is", "more are");
        document.push(Block::key(format!(
            "{more} not listed: --limit {} lists them all, --where narrows them down.",
            list.matching
        )));
    }
    document
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
