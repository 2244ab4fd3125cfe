//! One answer of the engine beside the oracle's.

use std::fmt;
use std::num::NonZeroUsize;

use hikiwake_graph::{BuildError, Concept, Model, Run, Stability, State, StepKind};
use proptest::prelude::*;

use crate::oracle::{Answers, Conflict, Steps};
use crate::random::Spec;

/// How much was compared.
#[derive(Debug, Default)]
pub struct Tally {
    pub models: usize,
    pub states: usize,
    pub refused: usize,
    pub verdicts: usize,
    pub stable: usize,
    pub moves: usize,
    pub reached: usize,
    pub joint: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} models, {} feasible states, {} rightly refused",
            self.models, self.states, self.refused
        )?;
        for (count, what) in [
            (self.verdicts, "verdicts"),
            (self.stable, "of them stable"),
            (self.moves, "moves"),
            (self.reached, "states reached by paths"),
            (self.joint, "joint improvements"),
        ] {
            if count > 0 {
                write!(f, ", {count} {what}")?;
            }
        }
        Ok(())
    }
}

/// A state of the oracle as the engine numbers it.
pub fn state(s: usize) -> State {
    State(u32::try_from(s).expect("models of the tests are small"))
}

fn states(found: &[usize]) -> Vec<State> {
    found.iter().map(|&s| state(s)).collect()
}

/// Both models, or `None` where the engine rightly refuses.
pub fn both(spec: &Spec, tally: &mut Tally) -> Result<Option<(Model, Conflict)>, TestCaseError> {
    let conflict = spec.conflict();
    let feasible = conflict.feasible_states();
    let gaps = |i: usize| -> Vec<usize> {
        let mut gaps = feasible.clone();
        gaps.retain(|&s| !spec.ranked(i, &conflict.states[s]));
        gaps
    };
    let gapped = (0..spec.decision_makers).find(|&i| !gaps(i).is_empty());
    match spec.model() {
        Ok(model) => {
            prop_assert!(
                !feasible.is_empty() && gapped.is_none(),
                "built, but has no states or a gap"
            );
            tally.models += 1;
            tally.states += feasible.len();
            Ok(Some((model, conflict)))
        }
        Err(BuildError::NoState) => {
            prop_assert!(feasible.is_empty());
            tally.refused += 1;
            Ok(None)
        }
        Err(BuildError::Unranked {
            decision_maker,
            states: shown,
            count,
        }) => {
            let gaps = gaps(decision_maker);
            prop_assert_eq!(Some(decision_maker), gapped);
            prop_assert_eq!(count, gaps.len());
            prop_assert_eq!(shown, states(&gaps[..count.min(8)]));
            tally.refused += 1;
            Ok(None)
        }
        Err(other) => Err(TestCaseError::fail(format!("refused: {other:?}"))),
    }
}

/// States, orders, moves and every verdict.
pub fn everything_at_each_state(spec: &Spec, tally: &mut Tally) -> Result<(), TestCaseError> {
    let Some((model, conflict)) = both(spec, tally)? else {
        return Ok(());
    };
    space(&model, &conflict)?;
    let stability = model.stability();
    for i in 0..spec.decision_makers {
        order(&model, &conflict, i)?;
        moves(&model, &conflict, i, tally)?;
        let mut answers = Answers::to(&conflict, i);
        for s in conflict.feasible_states() {
            let expected = answers.verdicts(s);
            let found = Concept::ALL.map(|concept| stability.stable(i, concept).has(state(s)));
            prop_assert_eq!(
                found,
                expected,
                "Nash, GMR, SMR, SEQ, SSEQ of {} at {:?}",
                i,
                &conflict.states[s]
            );
            implications(found)?;
            tally.verdicts += found.len();
            tally.stable += found.iter().filter(|&&stable| stable).count();
        }
    }
    equilibria(&model, &stability)
}

fn space(model: &Model, conflict: &Conflict) -> Result<(), TestCaseError> {
    let space = model.space();
    prop_assert_eq!(model.decision_makers(), conflict.decision_makers);
    prop_assert_eq!(space.size(), conflict.states.len());
    let feasible = conflict.feasible_states();
    prop_assert_eq!(
        model.feasible().iter().collect::<Vec<_>>(),
        states(&feasible)
    );
    prop_assert_eq!(model.feasible().count(), feasible.len());
    for (s, levels) in conflict.states.iter().enumerate() {
        prop_assert_eq!(&space.levels(state(s)), levels);
        prop_assert_eq!(space.state(levels), Some(state(s)));
        prop_assert_eq!(model.feasible().has(state(s)), conflict.feasible[s]);
    }
    Ok(())
}

/// Values are dense ranks from 1, worst first, and compare as the definition says.
fn order(model: &Model, conflict: &Conflict, i: usize) -> Result<(), TestCaseError> {
    let mut sorted = conflict.feasible_states();
    sorted.sort_by(|&a, &b| conflict.compare(i, a, b));
    let mut rank = 1;
    for (k, &s) in sorted.iter().enumerate() {
        if k > 0 && conflict.compare(i, sorted[k - 1], s).is_lt() {
            rank += 1;
        }
        prop_assert_eq!(model.value(i, state(s)), rank, "value of {} at {}", i, s);
    }
    Ok(())
}

fn moves(
    model: &Model,
    conflict: &Conflict,
    i: usize,
    tally: &mut Tally,
) -> Result<(), TestCaseError> {
    for s in conflict.feasible_states() {
        let expected = &conflict.moves[i][s];
        prop_assert_eq!(
            model.moves(i, state(s)),
            states(expected),
            "moves of {} from {}",
            i,
            s
        );
        prop_assert_eq!(
            model.improvements(i, state(s)),
            states(&conflict.improvements(i, s))
        );
        prop_assert_eq!(
            model.best_replies(i, state(s)),
            states(&conflict.best_replies(i, s))
        );
        let named = model.improvements_as_named(i, state(s));
        if let Some(first) = named.first().map(|first| first.0 as usize) {
            // The move that is named is best for its owner, and no move as good changes
            // fewer options, or as many by fewer levels.
            for &t in expected {
                prop_assert!(!conflict.better(i, t, first));
                let as_good = !conflict.better(i, first, t);
                prop_assert!(!as_good || conflict.changed(s, first) <= conflict.changed(s, t));
            }
        }
        let mut named: Vec<usize> = named.iter().map(|state| state.0 as usize).collect();
        named.sort_unstable();
        prop_assert_eq!(named, conflict.improvements(i, s));
        // Infeasible targets too: nobody can move to them.
        for t in 0..conflict.states.len() {
            let can = model.can_move(i, state(s), state(t));
            prop_assert_eq!(can, expected.contains(&t), "{} from {} to {}", i, s, t);
        }
        tally.moves += expected.len();
    }
    Ok(())
}

/// Runs of 1, 2 and 5 threads.
pub fn runs() -> [Run<'static>; 3] {
    [1, 2, 5].map(|threads| Run {
        threads: NonZeroUsize::new(threads).expect("at least one"),
        ..Run::default()
    })
}

/// The same verdicts on any number of threads, with the model cut as large ones are,
/// and for some concepts only.
pub fn on_every_road(spec: &Spec, tally: &mut Tally) -> Result<(), TestCaseError> {
    let Ok(model) = spec.model() else {
        return Ok(());
    };
    tally.models += 1;
    tally.states += model.feasible().count();
    let expected = model.stability();
    for (run, least) in runs().into_iter().zip([1, 2, 5]) {
        prop_assert_eq!(&model.stability_with(&run), &Ok(expected.clone()));
        let found = model.stability_as_if_large(&Concept::ALL, &run, least);
        prop_assert_eq!(&found, &Ok(expected.clone()), "cut to {}", least);
        let some = [Concept::Nash, Concept::Gmr, Concept::Smr];
        for concepts in [&some[..], &[Concept::Sseq], &[Concept::Smr]] {
            let found = model.stability_as_if_large(concepts, &run, 4);
            let found = found.expect("nobody stops it");
            for i in 0..model.decision_makers() {
                for &c in concepts {
                    prop_assert_eq!(found.stable(i, c), expected.stable(i, c));
                    tally.verdicts += model.feasible().count();
                }
            }
        }
    }
    Ok(())
}

fn implications([nash, gmr, smr, seq, sseq]: [bool; 5]) -> Result<(), TestCaseError> {
    prop_assert!(!nash || (gmr && smr && seq && sseq), "Nash implies all");
    prop_assert!(!smr || gmr, "SMR implies GMR");
    prop_assert!(!seq || gmr, "SEQ implies GMR");
    prop_assert!(!sseq || (seq && smr), "SSEQ implies SEQ and SMR");
    Ok(())
}

fn equilibria(model: &Model, stability: &Stability) -> Result<(), TestCaseError> {
    for concept in Concept::ALL {
        let found: Vec<State> = stability.equilibria(concept).iter().collect();
        let mut expected: Vec<State> = model.feasible().iter().collect();
        expected
            .retain(|&s| (0..model.decision_makers()).all(|i| stability.stable(i, concept).has(s)));
        prop_assert_eq!(found, expected, "{} equilibria", concept.name());
        for i in 0..model.decision_makers() {
            let mut outside = stability.stable(i, concept).iter();
            prop_assert!(
                outside.all(|s| model.feasible().has(s)),
                "an infeasible state is stable"
            );
        }
    }
    Ok(())
}

const KINDS: [(StepKind, Steps); 3] = [
    (StepKind::BestReply, Steps::BestReplies),
    (StepKind::Improvement, Steps::Improving),
    (StepKind::Move, Steps::Any),
];

/// All groups of decision makers, none and everyone included.
fn groups(decision_makers: usize) -> Vec<Vec<usize>> {
    (0..1usize << decision_makers)
        .map(|bits| {
            (0..decision_makers)
                .filter(|i| bits >> i & 1 == 1)
                .collect()
        })
        .collect()
}

/// What each group reaches from some states by steps of each kind, and by which
/// shortest path.
pub fn reach_of_each_kind(spec: &Spec, tally: &mut Tally) -> Result<(), TestCaseError> {
    let Some((model, conflict)) = both(spec, tally)? else {
        return Ok(());
    };
    let feasible = conflict.feasible_states();
    for &from in feasible.iter().step_by(feasible.len().div_ceil(6)) {
        for group in groups(spec.decision_makers) {
            for (kind, steps) in KINDS {
                let reach = model.reach(state(from), &group, kind);
                let nodes = conflict.walk(from, &group, steps);
                let mut expected: Vec<usize> = nodes.iter().map(|node| node.state).collect();
                expected.sort_unstable();
                expected.dedup();
                prop_assert_eq!(
                    reach.states(),
                    states(&expected),
                    "{:?} from {}",
                    kind,
                    from
                );
                let shortest = conflict.shortest(from, &group, steps);
                for (s, expected) in shortest.into_iter().enumerate() {
                    prop_assert_eq!(reach.has(state(s)), expected.is_some());
                    let length = reach.length(state(s));
                    let length = length.map(|(steps, changes)| [steps, changes as usize]);
                    prop_assert_eq!(length, expected, "{:?} from {} to {}", kind, from, s);
                    let Some(path) = reach.path(state(s)) else {
                        prop_assert!(expected.is_none());
                        continue;
                    };
                    prop_assert_eq!(path.from, state(from));
                    let (mut at, mut last, mut changes) = (from, None, 0);
                    for step in &path.steps {
                        let (i, to) = (step.mover, step.to.0 as usize);
                        prop_assert!(group.contains(&i) && Some(i) != last);
                        prop_assert!(conflict.steps(steps, i, at).contains(&to));
                        changes += conflict.changed(at, to).0;
                        (at, last) = (to, Some(i));
                    }
                    prop_assert_eq!(at, s);
                    prop_assert_eq!(Some([path.steps.len(), changes]), expected);
                    tally.reached += usize::from(reach.has(state(s)));
                }
            }
        }
    }
    Ok(())
}

/// What each group can bring about together from every feasible state, who has
/// to move for it and whether it holds.
pub fn joint_improvements_of_each_group(
    spec: &Spec,
    tally: &mut Tally,
) -> Result<(), TestCaseError> {
    let Some((model, conflict)) = both(spec, tally)? else {
        return Ok(());
    };
    let stability = model.stability();
    let everyone = 0..spec.decision_makers;
    let feasible = conflict.feasible_states();
    let verdicts: Vec<Vec<[bool; 5]>> = everyone
        .clone()
        .map(|i| {
            let mut answers = Answers::to(&conflict, i);
            (0..conflict.states.len())
                .map(|s| {
                    if conflict.feasible[s] {
                        answers.verdicts(s)
                    } else {
                        [false; 5]
                    }
                })
                .collect()
        })
        .collect();
    for &from in &feasible {
        for group in groups(spec.decision_makers) {
            let found = model.joint_improvements(state(from), &group, &stability);
            let expected = conflict.joint_improvements(from, &group);
            let to: Vec<State> = found.iter().map(|joint| joint.to).collect();
            prop_assert_eq!(to, states(&expected), "of {:?} from {}", &group, from);
            for (joint, &to) in found.iter().zip(&expected) {
                let holds: Vec<Concept> = (0..5)
                    .filter(|&c| everyone.clone().all(|i| verdicts[i][to][c]))
                    .map(|c| Concept::ALL[c])
                    .collect();
                prop_assert_eq!(&joint.holds, &holds, "concepts under which {} holds", to);
                let leavers: Vec<usize> =
                    everyone.clone().filter(|&i| !verdicts[i][to][3]).collect();
                prop_assert_eq!(&joint.leavers, &leavers, "who leaves {}", to);
                movers(&conflict, from, &group, to, &joint.movers)?;
                tally.joint += 1;
            }
        }
    }
    Ok(())
}

/// The movers bring it about between them, and no smaller part of the group does.
fn movers(
    conflict: &Conflict,
    from: usize,
    group: &[usize],
    to: usize,
    movers: &[usize],
) -> Result<(), TestCaseError> {
    let reaches = |part: &[usize]| conflict.joint_moves(from, part, Steps::Any)[to];
    prop_assert!(movers.iter().all(|i| group.contains(i)));
    prop_assert!(reaches(movers), "{:?} cannot reach {}", movers, to);
    for part in groups(conflict.decision_makers) {
        let part: Vec<usize> = part.into_iter().filter(|i| group.contains(i)).collect();
        prop_assert!(
            part.len() >= movers.len() || !reaches(&part),
            "{:?} suffice for {}, not {:?}",
            part,
            to,
            movers
        );
    }
    Ok(())
}
