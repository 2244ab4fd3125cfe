//! What the answer hangs on: wishes and readings that upset what is in place, and what
//! opens or carries a pattern.

use hikiwake_conflict::{PatternGround, ReadingTurn, Sensitivity, StatementTurn, Turn};
use hikiwake_finding::Finding;

use crate::block::DatePart;
use crate::number::in_words;
use crate::reasons::ordinal;
use crate::statements::{clause, in_brief, rests_on};
use crate::{
    Block, Document, Names, Table, Text, joined, pattern_grounds, scenarios, who_does_what,
};

/// Most wishes named in one sentence.
const NAMED: usize = 3;

/// What the answer hangs on.
pub fn sensitivity(found: &Finding<Sensitivity>, names: &Names) -> Document {
    sensitivities(std::slice::from_ref(found), names)
}

/// The same at several dates.
pub fn sensitivities(findings: &[Finding<Sensitivity>], names: &Names) -> Document {
    Document::of_dates("What it hangs on", findings, |_, hangs| DatePart {
        heading: scenarios::scenario(&hangs.scenario),
        answer: opening(hangs).into(),
        blocks: blocks(hangs, names),
    })
    .naming_what_lasts()
}

fn blocks(hangs: &Sensitivity, names: &Names) -> Vec<Block> {
    let mut blocks = vec![Block::list(first_movers(hangs, names))];
    for pattern in &hangs.patterns {
        blocks.extend(of_pattern(hangs, pattern, names));
    }
    let mut fold = |summary: &str, table: Table| {
        if !table.is_empty() {
            blocks.push(Block::details(summary, vec![Block::Table(table)]));
        }
    };
    fold("If one reads the case otherwise", readings(hangs, names));
    fold(
        "Wishes that matter when they are taken away",
        turns(hangs, &hangs.dropped, names),
    );
    fold(
        "Wishes that matter when they are turned round",
        turns(hangs, &hangs.reversed, names),
    );
    blocks
}

/// The wishes of those turns that change whether the status quo lasts.
pub(crate) fn upsetting(hangs: &Sensitivity, turns: &[StatementTurn]) -> Vec<usize> {
    let upsetting = turns.iter().filter(|one| hangs.is_upset_by(&one.turn));
    upsetting.map(|one| one.statement).collect()
}

/// One sentence that answers it.
pub(crate) fn opening(hangs: &Sensitivity) -> String {
    if hangs.today.is_none() {
        return "The dossier does not say what is in place, so nothing can be upset.".to_owned();
    }
    let (dropped, reversed) = (
        upsetting(hangs, &hangs.dropped).len(),
        upsetting(hangs, &hangs.reversed).len(),
    );
    let becomes = match hangs.lasts {
        true => "upset what is in place",
        false => "make what is in place last",
    };
    let of = |number: usize| match number {
        0 => "no wish".to_owned(),
        1 => "one wish".to_owned(),
        all if all == hangs.dropped.len() => "any one of the wishes".to_owned(),
        some => format!("any of {}", in_words(some)),
    };
    match (dropped, reversed) {
        (0, 0) => format!("No single wish, taken away or turned round, would {becomes}."),
        (0, _) => format!(
            "No single wish, taken away, would {becomes}; turned round, {} would.",
            of(reversed)
        ),
        (_, 0) => format!(
            "Taking away {} would {becomes}; turning one round would not.",
            of(dropped)
        ),
        _ => format!(
            "Taking away {} would {becomes}; turned round, {} would.",
            of(dropped),
            of(reversed)
        ),
    }
}

/// Whose wishes those are, and who would move first.
pub(crate) fn first_movers(hangs: &Sensitivity, names: &Names) -> Vec<Text> {
    let reversed = upsetting(hangs, &hangs.reversed);
    let owners = (hangs.actors.iter()).filter_map(|actor| {
        let own: Vec<usize> = (reversed.iter())
            .map(|&wish| &hangs.statements[wish])
            .filter(|wish| wish.actor == actor.id)
            .map(|wish| wish.rank)
            .collect();
        (!own.is_empty()).then(|| {
            let ranks: Vec<String> = own.iter().map(|&rank| ordinal(rank)).collect();
            format!("{} (its {})", names.name(&actor.id), joined(&ranks))
        })
    });
    let owners: Vec<String> = owners.collect();
    let mut told = Vec::new();
    if !owners.is_empty() {
        told.push(Text::from(format!(
            "The wishes that, turned round, would change it: {}.",
            joined(&owners)
        )));
    }
    let (holds, turns): (Vec<_>, Vec<_>) =
        (hangs.readings.iter()).partition(|one| !hangs.is_upset_by(&one.turn));
    if !hangs.readings.is_empty() && hangs.today.is_some() {
        let verdict = match hangs.lasts {
            true => "it lasts",
            false => "it does not last",
        };
        told.push(Text::from(match turns.len() {
            0 if hangs.lasts => format!("Under every other reading of the case {verdict}, too."),
            0 => format!("Under every other reading of the case {verdict} either."),
            _ if holds.is_empty() => format!("Under no other reading of the case {verdict}."),
            _ => format!(
                "Of the {} other readings of the case, {verdict} in {}{}.",
                in_words(hangs.readings.len()),
                in_words(holds.len()),
                who_moves_first(hangs, &turns, names)
            ),
        }));
    }
    told
}

/// `; in three Japan moves first, in one United States`
fn who_moves_first(hangs: &Sensitivity, turns: &[&ReadingTurn], names: &Names) -> String {
    let of_actor = |id: &str| {
        let first = turns.iter().filter(|one| {
            let step = one.turn.departures.first();
            step.is_some_and(|step| step.movers.iter().any(|mover| mover == id))
        });
        first.count()
    };
    let mut told: Vec<String> = Vec::new();
    for actor in &hangs.actors {
        let name = names.name(&actor.id);
        match (of_actor(&actor.id), told.is_empty()) {
            (0, _) => {}
            (n, true) => told.push(format!("in {} {name} moves first", in_words(n))),
            (n, false) => told.push(format!("in {} {name}", in_words(n))),
        }
    }
    match told.is_empty() {
        true => String::new(),
        false => format!("; {}", joined(&told)),
    }
}

/// What opens a pattern, what carries it, and what it would be like.
fn of_pattern(hangs: &Sensitivity, ground: &PatternGround, names: &Names) -> Vec<Block> {
    vec![
        Block::heading(2, &ground.pattern.label),
        Block::list(told_of_pattern(hangs, ground, names)),
    ]
}

/// The same, sentence by sentence.
pub(crate) fn told_of_pattern(
    hangs: &Sensitivity,
    ground: &PatternGround,
    names: &Names,
) -> Vec<Text> {
    let mut told = pattern_grounds::told(ground, &hangs.options, names);
    if ground.pattern.by_joint_move == 0 {
        told.push(openers(hangs, &ground.pattern.id, names));
    }
    told
}

/// Which single wishes and readings open a pattern.
pub(crate) fn openers(hangs: &Sensitivity, id: &str, names: &Names) -> Text {
    let opens = |turn: &Turn| turn.opens.iter().any(|open| open.id == id);
    let by = |turns: &[StatementTurn]| -> Vec<usize> {
        (turns.iter().filter(|one| opens(&one.turn)))
            .map(|one| one.statement)
            .collect()
    };
    let (dropped, reversed) = (by(&hangs.dropped), by(&hangs.reversed));
    let readings: Vec<&str> = (hangs.readings.iter())
        .filter(|one| opens(&one.turn))
        .map(|one| one.reading.label.as_str())
        .collect();
    let mut all: Vec<usize> = dropped.iter().chain(&reversed).copied().collect();
    all.sort_unstable();
    all.dedup();
    let mut text = Text::new();
    if all.is_empty() {
        text = text.and("No single wish taken away or turned round would open a way to it.");
    } else {
        let one = if all.len() == 1 {
            "One wish"
        } else {
            "Single wishes"
        };
        text = text.and(format!(
            "{one} would open a way to it if given up or turned round: "
        ));
        text = text.then(named(hangs, &all[..all.len().min(NAMED)], "", names));
        if all.len() > NAMED {
            text = text.and(format!("; and {} more", all.len() - NAMED));
        }
        text = text.and(".");
    }
    if !readings.is_empty() {
        let labels: Vec<String> = readings.iter().map(|label| format!("“{label}”")).collect();
        text = text.and(format!(
            " So would reading the case so: {}.",
            joined(&labels)
        ));
    }
    text
}

/// `Russia’s 1st, “Keep the islands”; Japan’s 2nd, “…”`; `of` stands behind the rank.
pub(crate) fn named(hangs: &Sensitivity, wishes: &[usize], of: &str, names: &Names) -> Text {
    let mut text = Text::new();
    for (at, &wish) in wishes.iter().enumerate() {
        let wish = &hangs.statements[wish];
        let (whose, rank) = (names.name(&wish.actor), ordinal(wish.rank));
        text = text
            .and(if at == 0 { "" } else { "; " })
            .and(format!("{whose}’s {rank}{of}, "))
            .and(in_brief(wish));
    }
    text
}

/// What happens under each other reading.
fn readings(hangs: &Sensitivity, names: &Names) -> Table {
    let mut table = Table::new(["If", "what is in place", "What it opens"]);
    for one in &hangs.readings {
        table.row([
            Text::from(&one.reading.label),
            becomes(hangs, &one.turn, names).into(),
            opened(hangs, &one.turn).into(),
        ]);
    }
    table
}

/// `would last`, or how it would be left.
pub(crate) fn becomes(hangs: &Sensitivity, turn: &Turn, names: &Names) -> String {
    if turn.lasts {
        return "would last".to_owned();
    }
    let first = turn.departures.first();
    let told = first.map(|step| who_does_what::step(&hangs.options, step, names));
    told.map_or("would not last".to_owned(), |told| {
        format!("would not last: {told}")
    })
}

fn opened(hangs: &Sensitivity, turn: &Turn) -> String {
    let label = |id: &str| {
        let ground = hangs.patterns.iter().find(|one| one.pattern.id == id);
        ground.map_or(id.to_owned(), |one| one.pattern.label.clone())
    };
    let mut parts: Vec<String> = turn.opens.iter().map(|open| label(&open.id)).collect();
    let closed = turn.closes.iter().map(|id| format!("closes {}", label(id)));
    parts.extend(closed);
    match parts.is_empty() {
        true => "nothing".to_owned(),
        false => joined(&parts),
    }
}

/// The wishes whose change changes the answer.
fn turns(hangs: &Sensitivity, turns: &[StatementTurn], names: &Names) -> Table {
    let mut table = Table::new(["Wish", "What is in place", "What it opens", "It rests on"]);
    for one in turns {
        let turn = &one.turn;
        if !hangs.is_upset_by(turn) && turn.opens.is_empty() && turn.closes.is_empty() {
            continue;
        }
        let wish = &hangs.statements[one.statement];
        table.row([
            Text::from(format!(
                "{}’s {}: {}",
                names.name(&wish.actor),
                ordinal(wish.rank),
                clause(wish.said())
            )),
            becomes(hangs, turn, names).into(),
            opened(hangs, turn).into(),
            rests_on(wish),
        ]);
    }
    table
}
