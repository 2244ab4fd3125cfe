//! What is reached, where it can end, and what is for good.

use std::collections::{BTreeMap, BTreeSet};

use hikiwake_graph::{State, Step as Taken};

use super::{End, EndKind, Lasting, NoReturn, ReachedBy, WalkKind, Walks, codes};
use crate::solve::Solved;
use hikiwake_finding::{OptionChange, WalkStep};

/// What each kind of step reaches; at most `limit` ends of each.
pub(super) fn reached(solved: &Solved, walks: &Walks, limit: usize) -> Vec<ReachedBy> {
    let one = |(by, ways): &(WalkKind, hikiwake_graph::StatusQuoAnalysis)| {
        let states = ways.states();
        let mut by_moves: Vec<u64> = Vec::new();
        for &(_, moves) in &states {
            let moves = moves as usize;
            by_moves.resize(by_moves.len().max(moves + 1), 0);
            by_moves[moves] += 1;
        }
        let (mut ends, mut shared) = (Vec::new(), Vec::new());
        let mut round = Vec::new();
        if *by != WalkKind::Moves {
            ends = self::ends(solved, ways);
            let components = ways.components(&solved.compiled.model).into_iter();
            let rests = components.filter(|one| one.is_final && one.at_rest);
            shared = solved.shared_levels(rests.flat_map(|one| one.states));
            if let Some((mut from, steps)) = ways.cycle() {
                for step in steps {
                    round.push(solved.step(&[step.mover], from, step.to));
                    from = step.to;
                }
            }
        }
        let all = ends.len();
        ends.truncate(limit);
        ReachedBy {
            by: *by,
            states: states.len() as u64,
            by_moves,
            ends_not_listed: (all - ends.len()) as u64,
            ends,
            shared,
            round,
        }
    };
    walks.by.iter().map(one).collect()
}

/// The final components, states of rest first, no two alike.
fn ends(solved: &Solved, ways: &hikiwake_graph::StatusQuoAnalysis) -> Vec<End> {
    let components = ways.components(&solved.compiled.model);
    let ends: BTreeSet<(EndKind, u64, Vec<String>)> = (components.into_iter())
        .filter(|component| component.is_final)
        .map(|component| {
            let how = match (component.at_rest, component.is_cyclic) {
                (true, _) => EndKind::AtRest,
                (_, true) => EndKind::Round,
                _ => EndKind::Paused,
            };
            let nearest = (component.states.iter())
                .filter_map(|&state| ways.fewest(state))
                .min();
            let moves = nearest.unwrap_or(0).into();
            (how, moves, codes(solved, &component.states))
        })
        .collect();
    let end = |(how, moves, states)| End { states, how, moves };
    ends.into_iter().map(end).collect()
}

/// The improvements after which no moves lead back to the start, at most `limit` of
/// them, and how many more there are.
pub(super) fn no_return(solved: &Solved, walks: &Walks, limit: usize) -> (Vec<NoReturn>, u64) {
    let (Some(ways), Some(back)) = (walks.of(WalkKind::Improvements), &walks.back) else {
        return (Vec::new(), 0);
    };
    let points = back.points_of_no_return(&ways.steps(), walks.start);
    let code = |state: State| solved.compiled.code(state);
    let mut points: Vec<(u32, String, String, State, Taken)> = (points.into_iter())
        .map(|(from, step)| {
            let moves = ways.fewest(from).unwrap_or(0);
            (moves, code(from), code(step.to), from, step)
        })
        .collect();
    points.sort_by(|a, b| (a.0, &a.1, &a.2).cmp(&(b.0, &b.1, &b.2)));
    let more = points.len().saturating_sub(limit) as u64;
    points.truncate(limit);
    let point = |(moves, _, _, from, step): (u32, String, String, State, Taken)| NoReturn {
        step: solved.step(&[step.mover], from, step.to),
        moves: moves.into(),
    };
    (points.into_iter().map(point).collect(), more)
}

/// The least changes of each actor after which no moves lead back to the start.
pub(super) fn lasting(solved: &Solved, walks: &Walks) -> Vec<Lasting> {
    let (Some(ways), Some(back)) = (walks.of(WalkKind::Moves), &walks.back) else {
        return Vec::new();
    };
    type Changes = BTreeSet<(usize, u8, u8)>;
    let mut made: BTreeMap<(usize, Changes), (State, State, u64)> = BTreeMap::new();
    for (from, step) in back.points_of_no_return(&ways.steps(), walks.start) {
        let changes: Changes = changes(solved, from, step.to);
        let entry = made.entry((step.mover, changes));
        entry.or_insert((from, step.to, 0)).2 += 1;
    }
    let least = |(mover, changes): &(usize, Changes)| {
        let within = |(other, fewer): &(usize, Changes)| {
            other == mover && fewer.len() < changes.len() && fewer.is_subset(changes)
        };
        !made.keys().any(within)
    };
    (made.iter())
        .filter(|(key, _)| least(key))
        .map(|((mover, changes), &(from, to, _))| {
            let step: WalkStep = solved.step(&[*mover], from, to);
            let makes = |(key, _): &(&(usize, Changes), &(State, State, u64))| {
                key.0 == *mover && changes.is_subset(&key.1)
            };
            let steps = made.iter().filter(makes).map(|(_, made)| made.2).sum();
            Lasting {
                actor: solved.compiled.decision_makers[*mover].clone(),
                text: step.text,
                changes: step.changes,
                steps,
            }
        })
        .collect()
}

fn changes(solved: &Solved, from: State, to: State) -> BTreeSet<(usize, u8, u8)> {
    let changed = |change: OptionChange| (change.option, change.from, change.to);
    let changes = hikiwake_finding::basis::changes(&solved.compiled, from, to);
    changes.into_iter().map(changed).collect()
}
