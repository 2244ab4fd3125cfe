//! Names, counts and lists in English. No sentence needs a verb that agrees with
//! an actor's name, so that `Japan` and `the ministries` read equally well.

use std::collections::BTreeSet;

use hikiwake_dossier::{Column, Compiled, Dossier};
use hikiwake_graph::State;

use crate::{ScenarioHead, StateRow, StatementHead, basis};

/// `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// `no state`, `1 state`, `6,144 states`.
pub fn count(number: u64, one: &str, many: &str) -> String {
    match number {
        0 => format!("no {one}"),
        1 => format!("1 {one}"),
        n => format!("{} {many}", thousands(n)),
    }
}

/// `none`, or the number.
pub fn none_or(number: u64) -> String {
    match number {
        0 => "none".to_string(),
        n => thousands(n),
    }
}

/// The number with its digits in groups of three: `6,144`.
pub fn thousands(number: u64) -> String {
    hikiwake_dossier::grouped(&number.to_string())
}

/// With a capital first letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// `rina (economy, sanctions)`
pub fn state(row: &StateRow) -> String {
    format!("{} ({})", row.code, row.text)
}

/// The state by the name under which the reader knows it.
pub fn place(row: &StateRow) -> String {
    match row.outcomes.as_slice() {
        _ if row.status_quo => "the status quo".to_string(),
        [] => format!("the state {}", row.code),
        [label, ..] => format!("“{label}”"),
    }
}

/// The names of actors, as a list.
pub fn actors(dossier: &Dossier, ids: &[String]) -> String {
    let names: Vec<String> = (ids.iter())
        .map(|id| basis::actor_name(dossier, id))
        .collect();
    list(&names)
}

/// `Japan: “sanctions if press” (stated)`
pub fn statement(dossier: &Dossier, statement: &StatementHead) -> String {
    let name = basis::actor_name(dossier, &statement.actor);
    format!("{name}: “{}” ({})", statement.wants, statement.basis)
}

/// What `to` changes about `from`, as something that one does: `drop “Keep the
/// sanctions” and take up “Make an economic offer”`. Where several do it, it is said whose
/// consent changes: `consent to “Sign a treaty” (Japan and Russia)`.
pub fn deed(dossier: &Dossier, compiled: &Compiled, from: State, to: State) -> String {
    let space = compiled.model.space();
    let change = |column: &Column| {
        let axis = column.axis?;
        let (before, after) = (space.level(from, axis), space.level(to, axis));
        (before != after).then_some((before, after))
    };
    let changed = compiled.columns.iter().filter(|c| change(c).is_some());
    let doers: BTreeSet<&String> = changed.map(|column| &column.actor).collect();
    let mut deeds = Vec::new();
    for parties in compiled.columns.chunk_by(|a, b| a.id == b.id) {
        let made: BTreeSet<(u8, u8)> = parties.iter().filter_map(change).collect();
        for (before, after) in made {
            let same = parties
                .iter()
                .filter(|c| change(c) == Some((before, after)));
            let whose: Vec<String> = same.filter_map(|c| c.party.clone()).collect();
            let whose = match doers.len() {
                0 | 1 => String::new(),
                _ if whose.is_empty() => String::new(),
                _ => format!(" ({})", actors(dossier, &whose)),
            };
            let deed = one_change(dossier, &parties[0], before, after);
            deeds.push(format!("{deed}{whose}"));
        }
    }
    list(&deeds)
}

fn one_change(dossier: &Dossier, column: &Column, before: u8, after: u8) -> String {
    let option = dossier.file.options.get(&column.id);
    let label = match option {
        Some(option) if !option.label.is_empty() => &option.label,
        _ => &column.id,
    };
    let level = |level: u8| column.levels.get(usize::from(level)).map_or("", |l| l);
    match (column.levels.len(), &column.party, after) {
        (2, None, 0) => format!("drop “{label}”"),
        (2, None, _) => format!("take up “{label}”"),
        (2, Some(_), 0) => format!("withdraw consent to “{label}”"),
        (2, Some(_), _) => format!("consent to “{label}”"),
        _ => format!(
            "set “{label}” from “{}” to “{}”",
            level(before),
            level(after)
        ),
    }
}

/// The scenario by what tells it from `other`.
pub fn scenario(head: &ScenarioHead, other: &ScenarioHead) -> String {
    let mut parts = Vec::new();
    if head.period != other.period
        && let Some(period) = &head.period
    {
        parts.push(format!("“{}”", period.label));
    }
    if head.reading != other.reading {
        parts.push(match &head.reading {
            Some(reading) => format!("“{}”", reading.label),
            None => "the base reading".to_string(),
        });
    }
    if head.stated_only != other.stated_only {
        parts.push(match head.stated_only {
            true => "stated statements only".to_string(),
            false => "all statements".to_string(),
        });
    }
    match parts.is_empty() {
        true => "this scenario".to_string(),
        false => parts.join(", "),
    }
}
