//! Where a dispute drifts if it is left alone, and what could not be taken back.

use hikiwake_conflict::{EndKind, Paths, ReachedBy, WalkKind};
use hikiwake_finding::OptionChange;

use crate::glossary::{BEST_MOVES, NO_WAY_BACK};
use crate::states::place;
use crate::{Names, Text, joined, who_does_what};

/// Most changes named in a sentence.
const NAMED: usize = 4;

fn by(found: &Paths, kind: WalkKind) -> Option<&ReachedBy> {
    found.reached.iter().find(|by| by.by == kind)
}

/// Whether walks of this kind can end so.
fn ends(by: &ReachedBy, how: EndKind) -> usize {
    by.ends.iter().filter(|end| end.how == how).count()
}

/// What all arrangements have that walks of a kind come to rest at, as changes of the start.
fn common(found: &Paths, by: &ReachedBy) -> Vec<OptionChange> {
    let Some(start) = &found.start else {
        return Vec::new();
    };
    let levels = start.levels.iter().zip(&by.shared).enumerate();
    let change = |(option, (&from, to)): (usize, (&u8, &Option<u8>))| {
        let to = to.filter(|to| *to != from)?;
        Some(OptionChange { option, from, to })
    };
    levels.filter_map(change).collect()
}

/// Where the best moves lead, in a clause, the fullest first.
pub(super) fn sentences(found: &Paths, names: &Names) -> Vec<String> {
    let Some(best) = by(found, WalkKind::BestReplies) else {
        return vec!["How far each side’s best moves lead was not followed".to_owned()];
    };
    if best.states <= 1 {
        return vec![
            "Left alone, nothing moves: no step is in anyone’s own interest".to_owned(),
            "Left alone, nothing moves".to_owned(),
        ];
    }
    let rests = ends(best, EndKind::AtRest);
    let changes = common(found, best);
    match (rests, changes.is_empty()) {
        (0, _) => {
            vec!["Left alone, it would go on: each side’s best moves come to no rest".to_owned()]
        }
        (_, true) => vec!["Left alone, it would move, but not always to the same end".to_owned()],
        (_, false) => {
            let deeds = who_does_what::deeds(&found.options, &changes, names);
            vec![
                format!("Left alone, it would move: {deeds}"),
                first_and_others(found, &changes, names),
                "Left alone, it would move: each side has a better move of its own".to_owned(),
            ]
        }
    }
}

/// What the first does, and who else moves.
fn first_and_others(found: &Paths, changes: &[OptionChange], names: &Names) -> String {
    let owner = |change: &OptionChange| found.options[change.option].owner.as_str();
    let first = owner(&changes[0]);
    let (own, rest): (Vec<_>, Vec<_>) = (changes.iter()).partition(|one| owner(one) == first);
    let own: Vec<OptionChange> = own.into_iter().cloned().collect();
    let mut others: Vec<&str> = Vec::new();
    for change in rest {
        let name = names.name(owner(change));
        if !others.contains(&name) {
            others.push(name);
        }
    }
    let deeds = who_does_what::deeds(&found.options, &own, names);
    match others.as_slice() {
        [] => format!("Left alone, it would move: {deeds}"),
        [one] => format!("Left alone, it would move: {deeds}, and {one} moves, too"),
        some => format!(
            "Left alone, it would move: {deeds}; {} move, too",
            joined(some)
        ),
    }
}

/// What each side's best moves lead to in full, what other steps could, and what could not
/// be taken back; without what the answer has said.
pub(super) fn points(found: &Paths, answer: &str, names: &Names) -> Vec<Text> {
    let mut points = Vec::new();
    if let Some(best) = by(found, WalkKind::BestReplies) {
        let rests = ends(best, EndKind::AtRest) == 1 && best.ends.len() == 1;
        let whole = rests && best.ends_not_listed == 0;
        let said = sentences(found, names).swap_remove(0);
        if !(whole && answer.contains(&said)) {
            points.extend(drift(found, best, names));
        }
    }
    points.extend(otherwise(found));
    points.extend(no_return(found, names));
    points
}

fn drift(found: &Paths, best: &ReachedBy, names: &Names) -> Option<Text> {
    if best.states <= 1 {
        return None;
    }
    let begins = BEST_MOVES.said_as("Where each side’s best moves lead");
    let rests = ends(best, EndKind::AtRest);
    let mut told = Vec::new();
    if rests == 0 {
        let begins = BEST_MOVES.said_as("Each side’s best moves");
        let led = match ends(best, EndKind::Round) {
            0 => " come to no rest.",
            _ => " would go round for ever.",
        };
        return Some(Text::from(begins).and(led));
    }
    let deeds = who_does_what::deeds(&found.options, &common(found, best), names);
    let more = best.ends_not_listed > 0;
    match (rests, deeds.is_empty()) {
        (1, false) if !more => told.push(deeds),
        (1, true) if !more => told.push("back to where it began".to_owned()),
        (_, false) => told.push(format!("{deeds}; in the rest the ends differ")),
        (_, true) => told.push("to several ends that share nothing new".to_owned()),
    }
    if ends(best, EndKind::Round) > 0 {
        told.push("it could also go round for ever".to_owned());
    }
    Some(Text::from(begins).and(format!(": {}.", told.join("; "))))
}

/// What steps lead to that serve their movers, but are not their best.
fn otherwise(found: &Paths) -> Option<Text> {
    let (best, all) = (
        by(found, WalkKind::BestReplies)?,
        by(found, WalkKind::Improvements)?,
    );
    if all.states <= best.states {
        return None;
    }
    let round = match all.round.is_empty() {
        true => "",
        false => ", and could go round on the way",
    };
    Some(
        format!("Other steps that serve whoever takes them, though not best, lead further{round}.")
            .into(),
    )
}

/// The least changes after which nothing leads back.
fn no_return(found: &Paths, names: &Names) -> Option<Text> {
    by(found, WalkKind::Moves)?;
    let home = found.start.as_ref().map_or_else(String::new, place);
    if found.lasting.is_empty() {
        return Some(
            format!("From everywhere there is a way back to {home}: nothing done is for good.")
                .into(),
        );
    }
    let mut told: Vec<String> = (found.lasting.iter().take(NAMED))
        .map(|lasting| who_does_what::deeds(&found.options, &lasting.changes, names))
        .collect();
    let more = found.lasting.len().saturating_sub(NAMED);
    if more > 0 {
        told.push(format!("{more} more"));
    }
    let interest = match found.no_return.is_empty() {
        true => "; no step in anyone’s own interest does that",
        false => "",
    };
    let begins = NO_WAY_BACK.said_as("No way back");
    Some(Text::from(begins).and(format!(" to {home} after: {}{interest}.", joined(&told))))
}
