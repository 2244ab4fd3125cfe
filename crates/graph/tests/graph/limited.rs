//! Limited-move stability against plays that are played out.

use std::collections::HashMap;
use std::fmt;

use crate::compare;
use crate::compare::{both, state};
use crate::oracle::limited::Next;
use crate::random::Spec;
use crate::random::run::on_random_models;
use hikiwake_graph::{
    Axis, Change, Concept, Foresight, LimitedMoves, Model, NextMover, Order, State,
};
use proptest::prelude::*;

#[derive(Default)]
struct Tally {
    models: compare::Tally,
    verdicts: usize,
    certain: usize,
    open: usize,
    /// Verdicts that depend on who moves next.
    differ: usize,
    skipped: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}, {} verdicts at horizons, {} of them stable, {} only possibly, {} depend on who \
             moves next, {} too many to try",
            self.models, self.verdicts, self.certain, self.open, self.differ, self.skipped
        )
    }
}

const NEXT: [(NextMover, Next); 3] = [
    (NextMover::Anyone, Next::Anyone),
    (NextMover::InTurn, Next::InTurn),
    (NextMover::Worst, Next::Worst),
];

fn solve(model: &Model, most: usize, next: NextMover) -> LimitedMoves {
    model
        .limited_moves(most, next)
        .expect("models of the tests are small")
}

fn has(limited: &LimitedMoves, i: usize, h: usize, s: usize) -> [bool; 2] {
    [Foresight::Certain, Foresight::Possible].map(|foresight| {
        let stable = limited.stable(i, h, foresight);
        stable.expect("within the horizons").has(state(s))
    })
}

const FAR: usize = 400;

fn every_horizon(spec: &Spec, tally: &mut Tally) -> Result<(), TestCaseError> {
    let Some((model, conflict)) = both(spec, &mut tally.models)? else {
        return Ok(());
    };
    let stability = model.stability();
    let default = solve(&model, FAR, NextMover::default());
    for (next, definition) in NEXT {
        let all = solve(&model, FAR, next);
        let mut known = HashMap::new();
        for h in 1..=4 {
            let limited = solve(&model, h, next);
            let foreseen = model.anticipate(h, next).expect("a small model");
            for i in 0..spec.decision_makers {
                for s in conflict.feasible_states() {
                    if limited.cycle().is_none() {
                        prop_assert_eq!(limited.horizons(), h);
                    }
                    let Some(ends) = conflict.ends(definition, &mut known, &[i], s, h) else {
                        tally.skipped += 1;
                        continue;
                    };
                    let expected = [ends.len() == 1 && ends.contains(&s), ends.contains(&s)];
                    let found = has(&limited, i, h, s);
                    prop_assert_eq!(found, expected, "L_{} of {} at {}: {:?}", h, i, s, next);
                    let anyone = has(&default, i, h, s);
                    prop_assert!(spec.decision_makers > 2 || found == anyone);
                    tally.differ += usize::from(found != anyone);
                    let ends: Vec<_> = ends.into_iter().map(state).collect();
                    prop_assert_eq!(foreseen.ends(i, state(s)), &ends[..]);
                    let departures = foreseen.departures(i, state(s));
                    let mut left: Vec<State> = Vec::new();
                    for (to, ends) in departures {
                        prop_assert!(model.can_move(i, state(s), to) && !ends.is_empty());
                        left.extend(ends);
                    }
                    left.sort_unstable();
                    left.dedup();
                    let elsewhere = ends.into_iter().filter(|&end| end != state(s));
                    prop_assert_eq!(left, elsewhere.collect::<Vec<_>>());
                    tally.verdicts += 1;
                    tally.certain += usize::from(expected[0]);
                    tally.open += usize::from(expected[1] && !expected[0]);
                }
            }
        }
        for foresight in [Foresight::Certain, Foresight::Possible] {
            for i in 0..spec.decision_makers {
                let nash = stability.stable(i, Concept::Nash);
                prop_assert_eq!(all.stable(i, 1, foresight), Some(nash), "L_1 is Nash");
                prop_assert_eq!(all.stable(i, 0, foresight), None);
            }
        }
        the_cycle_is_right(&model, &all, next, spec.decision_makers)?;
    }
    Ok(())
}

/// What a cycle tells of far horizons is what computing them one by one gives.
fn the_cycle_is_right(
    model: &Model,
    all: &LimitedMoves,
    next: NextMover,
    decision_makers: usize,
) -> Result<(), TestCaseError> {
    let Some(cycle) = all.cycle() else {
        return Err(TestCaseError::fail("no cycle in 400 horizons"));
    };
    // As long as no cycle is found, horizons are computed; so stop short of it.
    let computed = solve(model, all.horizons() - 1, next);
    prop_assert!(computed.cycle().is_none() && computed.horizons() == all.horizons() - 1);
    for foresight in [Foresight::Certain, Foresight::Possible] {
        for i in 0..decision_makers {
            let at = |h| all.stable(i, h, foresight).expect("a cycle tells all");
            for h in 1..all.horizons() {
                prop_assert_eq!(Some(at(h)), computed.stable(i, h, foresight));
                if h >= cycle.from {
                    prop_assert_eq!(at(h), at(h + 7 * cycle.period));
                }
            }
            let limit = all
                .non_myopic(i, foresight)
                .expect("a cycle has a limit or none");
            for s in model.feasible().iter() {
                let seen = cycle.from..cycle.from + cycle.period;
                let times = seen.filter(|&h| at(h).has(s)).count();
                prop_assert_eq!(limit.stable.has(s), times == cycle.period);
                prop_assert_eq!(
                    limit.without_limit.has(s),
                    times > 0 && times < cycle.period
                );
            }
        }
    }
    if cycle.from > 1 {
        let at = |i, h| [Foresight::Certain, Foresight::Possible].map(|f| all.stable(i, h, f));
        let before = cycle.from - 1;
        let mut everyone = 0..decision_makers;
        prop_assert!(everyone.any(|i| at(i, before) != at(i, before + cycle.period)));
    }
    Ok(())
}

#[test]
fn every_horizon_of_random_models() {
    let tally = on_random_models("limited moves", 600, 16, every_horizon);
    assert!(tally.differ > 0);
    assert!(tally.certain > 0 && tally.open > 0 && tally.certain < tally.verdicts);
    assert!(tally.skipped * 4 < tally.verdicts);
}

/// All 2×2 games with strict orders: the definition word for word, no ties.
#[test]
fn every_strict_two_by_two_game() {
    let codes = (0..256u32).map(|code| [0, 2, 4, 6].map(|shift| code >> shift & 3));
    let orders: Vec<[u32; 4]> = codes.filter(|o| (0..4).all(|k| o.contains(&k))).collect();
    assert_eq!(orders.len(), 24);
    let (mut verdicts, mut without_limit, mut longest) = (0, 0, 0);
    for one in &orders {
        for two in &orders {
            let spec = Spec {
                decision_makers: 2,
                axes: (0..2)
                    .map(|owner| Axis {
                        owner,
                        levels: 2,
                        change: Change::Reversible,
                    })
                    .collect(),
                require: Vec::new(),
                forbid: Vec::new(),
                orders: [one, two].map(|o| Order::Values(o.to_vec())).into(),
            };
            let model = spec.model().expect("a 2×2 game");
            let conflict = spec.conflict();
            let limited = solve(&model, FAR, NextMover::Anyone);
            let cycle = limited.cycle().expect("a 2×2 game repeats");
            longest = longest.max(cycle.period);
            let mut unlimited = false;
            for i in 0..2 {
                for h in 1..=16 {
                    for s in 0..4 {
                        let stays = conflict.anticipate(i, s, h) == Some(s);
                        assert_eq!(has(&limited, i, h, s), [stays; 2], "{one:?} {two:?} {h}");
                        verdicts += 1;
                    }
                }
                let limit = limited.non_myopic(i, Foresight::Certain);
                unlimited |= !limit.expect("it repeats").without_limit.is_empty();
            }
            without_limit += usize::from(unlimited);
        }
    }
    println!(
        "576 strict 2×2 games: {verdicts} verdicts, {without_limit} games have states without a \
         limit, the longest cycle of verdicts is {longest}"
    );
}
