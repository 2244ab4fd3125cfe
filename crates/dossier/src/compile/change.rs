//! How options may change: of one owner, and joint ones once they are in force.

use hikiwake_graph::{Axis, Change, Formula, MOST_LEVELS};

use crate::Column;
use crate::file::{ChangeKind, Opt};

use super::connectives::not;
use super::names::{Consent, NamedOption};

/// The axis of a column.
pub(super) fn axis(owner: usize, column: &Column, option: &Opt) -> Axis {
    // A party may consent and withdraw freely: what binds it is that the joint
    // option is in force (see `bound`).
    let change = match column.change {
        _ if column.party.is_some() => Change::Reversible,
        Some(ChangeKind::Reversible) => Change::Reversible,
        Some(ChangeKind::OneWay) => Change::OneWayUp,
        Some(ChangeKind::OneWayDown) => Change::OneWayDown,
        None => Change::Table(
            (0..column.levels.len())
                .map(|from| {
                    (0..column.levels.len().min(MOST_LEVELS))
                        .filter(|&to| allows(option, &column.levels, from, to))
                        .fold(0, |set, to| set | 1u64 << to)
                })
                .collect(),
        ),
    };
    Axis {
        owner,
        levels: u8::try_from(column.levels.len()).unwrap_or(u8::MAX),
        change,
    }
}

/// Whether the option's table of changes has this one.
fn allows(option: &Opt, levels: &[String], from: usize, to: usize) -> bool {
    let pairs = option.allow.as_deref().unwrap_or_default();
    pairs
        .iter()
        .any(|pair| pair[0] == levels[from] && pair[1] == levels[to])
}

/// The transitions barred by how a joint option may change once it is in force.
pub(super) fn bound(
    named: &NamedOption,
    change: Option<ChangeKind>,
    option: &Opt,
) -> Vec<(Formula, Formula)> {
    let all: &[Consent] = &named.consents;
    let count = named.levels.len();
    let at_least = |level: usize| named.formula(all, |l| l >= level);
    match change {
        Some(ChangeKind::Reversible) => Vec::new(),
        Some(ChangeKind::OneWay) => (1..count)
            .map(|level| (at_least(level), not(at_least(level))))
            .collect(),
        Some(ChangeKind::OneWayDown) => (1..count)
            .map(|level| (not(at_least(level)), at_least(level)))
            .collect(),
        None => (0..count)
            .flat_map(|from| (0..count).map(move |to| (from, to)))
            .filter(|&(from, to)| from != to && !allows(option, &named.levels, from, to))
            .map(|(from, to)| {
                (
                    named.formula(all, |l| l == from),
                    named.formula(all, |l| l == to),
                )
            })
            .collect(),
    }
}
