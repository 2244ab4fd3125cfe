//! First-level hypergames against their definition on random models, with what
//! must hold of any hypergame.

use std::fmt;

use crate::compare::{both, state};
use crate::oracle::hypergame::{fate, verdicts};
use crate::random::Spec;
use crate::random::run::on_random_models;
use crate::{compare, oracle};
use hikiwake_graph::{
    Axis, Change, Concept, Formula, Hypergame, Model, ModelBuilder, NotOneSpace, Order, Sight,
    State,
};
use proptest::prelude::*;

#[derive(Default)]
struct Tally {
    models: compare::Tally,
    verdicts: usize,
    agreed: usize,
    unforeseen: usize,
    illusions: usize,
    sights: [usize; 6],
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally {
            models,
            verdicts,
            agreed,
            unforeseen,
            illusions,
            sights,
        } = self;
        write!(
            f,
            "{models}, {verdicts} verdicts, {agreed} agreed, {unforeseen} unforeseen, {illusions} \
             illusions; moves by sight (unseen start, unseen state, unseen move, no gain, answered, leaves): \
             {sights:?}"
        )
    }
}

fn level(axis: usize, level: u8) -> Formula {
    Formula::Level {
        axis,
        levels: 1 << level,
    }
}

/// A picture of the conflict: which of four mistakes are in it, as bits. `None`
/// where no state would be left.
fn picture(spec: &Spec, mistakes: usize, viewer: usize) -> Option<(Spec, Model)> {
    let mut seen = spec.clone();
    let axis = viewer % spec.axes.len();
    if mistakes & 1 != 0 {
        seen.orders.rotate_left(1);
    }
    if mistakes & 2 != 0 {
        // An option that it does not know of.
        seen.require.push(level(axis, 0));
    }
    if mistakes & 4 != 0 {
        seen.axes[axis].change = Change::OneWayUp;
    }
    if mistakes & 8 != 0 {
        let any = Formula::Constant(true);
        seen.forbid.push((level(axis, 0), any, None));
    }
    let model = seen.model().ok()?;
    Some((seen, model))
}

fn every_view(spec: &Spec, tally: &mut Tally) -> Result<(), TestCaseError> {
    let Some((truth, conflict)) = both(spec, &mut tally.models)? else {
        return Ok(());
    };
    let all = spec.decision_makers;
    for set in 0..4 {
        // Everybody right; then mistakes of one kind after the other, and together.
        let pictures: Vec<_> = (0..all)
            .map(|i| match set {
                0 => None,
                1 => picture(spec, 1 << ((spec.axes.len() + i) % 4), i),
                2 => picture(spec, if i == 0 { 2 } else { 0 }, all + i),
                _ => picture(spec, 3 + 4 * (i % 4), i + 1),
            })
            .collect();
        let games: Vec<&Model> = (pictures.iter())
            .map(|picture| picture.as_ref().map_or(&truth, |(_, model)| model))
            .collect();
        let conflicts: Vec<_> = (pictures.iter())
            .map(|picture| {
                (picture.as_ref()).map_or_else(|| spec.conflict(), |(s, _)| s.conflict())
            })
            .collect();
        let of: Vec<_> = conflicts.iter().map(verdicts).collect();
        let views = Hypergame::new(&truth, &games).expect("alike").stability();
        for (at, concept) in Concept::ALL.into_iter().enumerate() {
            let thinks: Vec<_> = (0..all).map(|i| views.thinks(i, concept)).collect();
            let stays: Vec<_> = (0..all).map(|i| views.stays(i, concept)).collect();
            let holds = views.holds(concept);
            let (agreed, unforeseen) = (views.agreed(concept), views.unforeseen(concept));
            let illusions = views.illusions(concept);
            for s in 0..conflict.states.len() {
                let expected = fate(&conflict, &of, s, at);
                for i in 0..all {
                    prop_assert_eq!(
                        thinks[i].has(state(s)),
                        expected.thinks[i],
                        "{} at {}",
                        i,
                        s
                    );
                    prop_assert_eq!(stays[i].has(state(s)), expected.stays[i], "{} at {}", i, s);
                    prop_assert_eq!(views.perceives(i, state(s)), conflicts[i].feasible[s]);
                    tally.verdicts += 2;
                }
                prop_assert_eq!(holds.has(state(s)), expected.holds);
                let everybody = conflict.feasible[s] && expected.thinks.iter().all(|&t| t);
                let somebody = expected.thinks.iter().any(|&t| t);
                prop_assert_eq!(agreed.has(state(s)), everybody);
                prop_assert_eq!(unforeseen.has(state(s)), expected.holds && !everybody);
                prop_assert_eq!(illusions.has(state(s)), somebody && !expected.holds);
            }
            // What all think holds, holds.
            prop_assert!(agreed.is_subset(&holds));
            tally.agreed += agreed.count();
            tally.unforeseen += unforeseen.count();
            tally.illusions += illusions.count();
            if set == 0 {
                let ordinary = truth.stability();
                prop_assert_eq!(&holds, &ordinary.equilibria(concept));
                prop_assert!(unforeseen.is_empty() && illusions.is_empty());
            }
            for s in conflict.feasible_states() {
                for (viewer, seen) in of.iter().enumerate() {
                    for (mover, verdicts) in seen.iter().enumerate() {
                        let leaves = views.leaves(viewer, mover, concept, state(s), u64::MAX);
                        let leaves = leaves.expect("no limit");
                        let unstable = verdicts[s].is_some_and(|v| !v[at]);
                        prop_assert_eq!(!leaves.is_empty(), unstable);
                        for &to in &leaves {
                            prop_assert!(conflicts[viewer].better(mover, to.0 as usize, s));
                            let own = views.sight(viewer, mover, concept, [state(s), to]);
                            prop_assert_eq!(own, Sight::Leaves);
                        }
                    }
                }
                moves(&views, &conflicts, &of, s, at, tally)?;
            }
        }
    }
    Ok(())
}

/// Every move of everybody from `s`, in everybody's eyes.
fn moves(
    views: &hikiwake_graph::Views,
    conflicts: &[oracle::Conflict],
    of: &[Vec<Vec<Option<[bool; 5]>>>],
    s: usize,
    at: usize,
    tally: &mut Tally,
) -> Result<(), TestCaseError> {
    for mover in 0..conflicts.len() {
        for &t in &conflicts[mover].moves[mover][s] {
            for (viewer, seen) in conflicts.iter().enumerate() {
                let expected = if !seen.feasible[s] {
                    Sight::UnseenStart
                } else if !seen.feasible[t] {
                    Sight::UnseenState
                } else if !seen.moves[mover][s].contains(&t) {
                    Sight::UnseenMove
                } else if !seen.better(mover, t, s) {
                    Sight::NoGain
                } else if of[viewer][mover][s].is_some_and(|v| v[at]) {
                    Sight::Answered
                } else {
                    Sight::Leaves
                };
                let sight = views.sight(viewer, mover, Concept::ALL[at], [state(s), state(t)]);
                prop_assert_eq!(sight, expected);
                tally.sights[sight as usize] += 1;
            }
        }
    }
    Ok(())
}

#[test]
fn every_view_on_random_models() {
    let tally = on_random_models("hypergames", 120, 16, every_view);
    assert!(tally.agreed > 0 && tally.unforeseen > 0 && tally.illusions > 0);
    assert!(tally.sights.iter().all(|&n| n > 0));
}

/// 0 can strike and would, once 1 has disarmed for good; 1 likes to be disarmed,
/// but not struck.
fn armed(known: bool) -> Model {
    let mut builder = ModelBuilder::new(2);
    let option = |owner, change| Axis {
        owner,
        levels: 2,
        change,
    };
    let strike = builder.option(option(0, Change::Reversible));
    let disarm = builder.option(option(1, Change::OneWayUp));
    let both = Formula::And(vec![level(strike, 1), level(disarm, 1)]);
    let wants =
        |formulas: Vec<Formula>| Order::Statements(formulas.into_iter().map(|f| vec![f]).collect());
    builder.order(0, wants(vec![both, level(strike, 0)]));
    builder.order(1, wants(vec![level(strike, 0), level(disarm, 1)]));
    if !known {
        builder.require(level(strike, 0));
    }
    builder.build().expect("a model")
}

#[test]
fn an_option_that_the_other_does_not_know_of() {
    let (truth, innocent) = (armed(true), armed(false));
    let views = Hypergame::new(&truth, &[&truth, &innocent])
        .expect("alike")
        .stability();
    let (disarmed, struck) = (State(2), State(3));
    for concept in Concept::ALL {
        assert_eq!(
            views.thinks(1, concept).iter().collect::<Vec<_>>(),
            [disarmed]
        );
        assert!(!views.thinks(0, concept).has(disarmed) && !views.holds(concept).has(disarmed));
        assert!(views.illusions(concept).has(disarmed));
        let by = views.leaves(0, 0, concept, disarmed, 100);
        assert_eq!(by, Ok(vec![struck]));
        let seen = views.sight(1, 0, concept, [disarmed, struck]);
        assert_eq!(seen, Sight::UnseenState);
        // Once struck, 1 cannot move from a state that it does not see.
        assert!(!views.perceives(1, struck) && views.unforeseen(concept).has(struck));
    }
    assert!(!truth.stability().equilibria(Concept::Nash).has(disarmed));
    assert!(views.leaves(0, 0, Concept::Seq, disarmed, 0).is_err());
}

#[test]
fn games_must_lie_in_one_space() {
    let (model, other) = (armed(true), {
        let mut builder = ModelBuilder::new(2);
        builder.option(Axis {
            owner: 1,
            levels: 2,
            change: Change::Reversible,
        });
        builder.build().expect("a model")
    });
    let refused = |games: &[&Model]| Hypergame::new(&model, games).err();
    let at = |decision_maker| Some(NotOneSpace { decision_maker });
    assert_eq!(refused(&[&model, &model]), None);
    assert_eq!(refused(&[&model, &other]), at(1));
    assert_eq!(refused(&[&model]), at(1));
    assert_eq!(refused(&[&model, &model, &model]), at(2));
}
