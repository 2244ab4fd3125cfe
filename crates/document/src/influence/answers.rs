//! The answers to a push, sorted and in words.

use hikiwake_drivers::{Answered, Direction, DriverAnswer, Influence};

use crate::{joined, links};

/// The answers at what matters, by what can be said.
pub(super) struct Sorted<'a> {
    /// For certain, and by links that are neither hedged nor disputed alone.
    pub certain: Vec<&'a DriverAnswer>,
    /// In one direction, by links that sources only hedge or dispute.
    pub hedged: Vec<&'a DriverAnswer>,
    /// All others, what matters most first.
    pub open: Vec<&'a DriverAnswer>,
}

pub(super) fn sorted<'a>(found: &Influence, moves: &'a [DriverAnswer]) -> Sorted<'a> {
    let matters = || {
        moves
            .iter()
            .filter(|one| found.matters.contains(&one.driver))
    };
    let certain = |one: &&DriverAnswer| one.answer == Answered::Certain;
    let mut open: Vec<&DriverAnswer> = matters().filter(|one| !certain(one)).collect();
    open.sort_by_key(|one| {
        found
            .matters
            .iter()
            .position(|&driver| driver == one.driver)
    });
    Sorted {
        certain: matters()
            .filter(certain)
            .filter(|one| one.in_every_choice)
            .collect(),
        hedged: matters()
            .filter(certain)
            .filter(|one| !one.in_every_choice)
            .collect(),
        open,
    }
}

/// `raise “A” and lower “B” and “C”`, at most so many of each.
pub(super) fn moved(found: &Influence, answers: &[&DriverAnswer], most: usize) -> String {
    let moved = |direction: Direction, verb: &str| {
        let of = answers
            .iter()
            .filter(|one| one.direction == Some(direction));
        let names: Vec<String> = of.take(most).map(|one| label(found, one)).collect();
        (!names.is_empty()).then(|| format!("{verb} {}", joined(&names)))
    };
    let parts = [
        moved(Direction::Up, "raise"),
        moved(Direction::Down, "lower"),
    ];
    joined(&parts.into_iter().flatten().collect::<Vec<_>>())
}

/// The labels of the first of them.
pub(super) fn labels(found: &Influence, answers: &[&DriverAnswer], most: usize) -> String {
    let names = answers.iter().take(most).map(|one| label(found, one));
    joined(&names.collect::<Vec<_>>())
}

fn label(found: &Influence, one: &DriverAnswer) -> String {
    links::named(&found.drivers[one.driver])
}
