//! The arrangements that can be, a mark for each option.

use hikiwake_conflict::StateList;
use hikiwake_finding::{Finding, words::capital};

use crate::number::in_words;
use crate::{
    Block, Document, Inline, Names, Number, Table, Text, count, joined, scenarios, sentence,
    states, thousands, who_does_what,
};

/// The arrangements that can be, with the place of each in everybody's order. All of them are
/// folded; those that meet a condition are not.
pub fn state_list(finding: &Finding<StateList>, names: &Names) -> Document {
    let list = &finding.finding;
    let mut document =
        Document::new("What is possible", &finding.dossier.title).answering(answer(list, names));
    document.push(Block::heading(1, scenarios::scenario(&list.scenario)));
    let options = states::options(&list.options, names, false);
    let all = listed(list);
    match list.condition {
        Some(_) => {
            document.blocks.extend(all);
            document.push(Block::details("What can be done, by whom", vec![options]));
        }
        None => {
            document.push(options);
            let example = list.options.iter().find(|option| !option.absent);
            document.blocks.extend(example.map(|option| {
                let narrow = format!("--where \"{}\"", option.id);
                let told = Text::from("To see only those that meet a condition: ");
                Block::key(told.and(Inline::Code(narrow)).and("."))
            }));
            document.push(Block::details(
                "Every arrangement that the rules allow",
                all,
            ));
        }
    }
    document
}

/// Who decides how much; with a condition, what comes nearest that meets it.
fn answer(list: &StateList, names: &Names) -> String {
    let Some(condition) = &list.condition else {
        let on_the_table = || list.options.iter().filter(|option| !option.absent);
        let decided = names.ids().filter_map(|actor| {
            let own = on_the_table()
                .filter(|option| option.owner == actor)
                .count();
            (own > 0).then(|| (names.name(actor), own))
        });
        let decided = decided.enumerate().map(|(at, (name, own))| match at {
            0 if own == 1 => format!("{} decides on one thing", capital(name)),
            0 => format!("{} decides on {} things", capital(name), in_words(own)),
            _ => format!("{name} on {}", in_words(own)),
        });
        let decided: Vec<String> = decided.collect();
        return sentence::of_clauses(&[joined(&decided)]);
    };
    let Some(nearest) = &list.nearest else {
        return match list.matching {
            0 => format!("Nothing that the rules allow meets “{condition}”."),
            n if n == list.feasible => format!("All that the rules allow meets “{condition}”."),
            _ => format!("Some arrangements that the rules allow meet “{condition}”."),
        };
    };
    if nearest.status_quo {
        return format!("What is in place meets “{condition}”.");
    }
    let step = who_does_what::deeds(&list.options, &nearest.from_status_quo, names);
    let step = format!("The nearest to what is in place that meets “{condition}”: {step}");
    sentence::of_clauses(&step.split("; ").collect::<Vec<_>>())
}

/// The arrangements, a row each.
fn listed(list: &StateList) -> Vec<Block> {
    let numbers = (1..=list.options.len()).map(|number| number.to_string());
    let actors = list.actors.iter().map(|actor| actor.name.clone());
    let heads = ["Code".to_owned()].into_iter();
    let mut table = Table::marks(heads.chain(numbers).chain(actors)).caption(format!(
        "{} ● taken, · not taken, a number: the level. Under an actor: its place for them, 1 is \
         best.",
        how_many(list)
    ));
    for listed in &list.states {
        let levels = list.options.iter().zip(&listed.state.levels);
        let marks = levels.map(|(option, &level)| states::level_mark(option, level).into());
        let places = listed.places.iter();
        let places = places.map(|place| Number::whole(u64::from(*place)).into());
        let code = [states::marked_code(&listed.state)].into_iter();
        table.row(code.chain(marks).chain(places).collect::<Vec<Text>>());
    }
    let mut blocks = vec![Block::Table(table)];
    blocks.extend(states::marks_meaning(
        list.states.iter().map(|listed| &listed.state),
    ));
    let shown = list.states.len() as u64;
    if shown < list.matching {
        let more = count(list.matching - shown, "more is", "more are");
        blocks.push(Block::key(format!(
            "{more} not listed: --limit {} lists them all, --where narrows them down.",
            list.matching
        )));
    }
    blocks
}

fn how_many(list: &StateList) -> String {
    let can_be = format!(
        "{} can be",
        count(list.feasible, "arrangement", "arrangements")
    );
    match &list.condition {
        None => format!("{can_be}."),
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
