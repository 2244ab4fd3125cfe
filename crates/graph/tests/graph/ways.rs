//! How a dispute moves, against every legal sequence written out one by one, on
//! random models; and on small disputes worked out by hand.

use std::fmt;

use crate::compare;
use crate::compare::{both, state};
use crate::oracle::coalition::subsets;
use crate::oracle::ways::Sequence;
use crate::oracle::{Conflict, Steps};
use crate::random::Spec;
use crate::random::run::on_random_models;
use hikiwake_graph::{
    Axis, Change, Component, Formula, Model, ModelBuilder, Order, Path, State, StatusQuoAnalysis,
    Step, StepKind, TooLarge, WayRules,
};
use proptest::prelude::*;

const AMPLE: u64 = 1 << 30;
const KINDS: [(StepKind, Steps, usize); 3] = [
    (StepKind::Move, Steps::Any, 3),
    (StepKind::Improvement, Steps::Improving, 5),
    (StepKind::BestReply, Steps::BestReplies, 6),
];

#[derive(Default)]
struct Tally {
    models: compare::Tally,
    goals: usize,
    paths: usize,
    beyond: usize,
    groups: usize,
    on_all: usize,
    through: usize,
    regretless: usize,
    components: usize,
    cycles: usize,
    no_return: usize,
    stoppers: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}, {} goals reached ({} by more moves than were written out), {} fewest-move paths, \
             {} groups, {} steps and states on all paths, {} goals through others, {} without \
             regret, {} components, {} cycles, {} points of no return, {} who can step in",
            self.models,
            self.goals,
            self.beyond,
            self.paths,
            self.groups,
            self.on_all,
            self.through,
            self.regretless,
            self.components,
            self.cycles,
            self.no_return,
            self.stoppers
        )
    }
}

/// How many options all steps of a sequence change.
fn changes(conflict: &Conflict, from: usize, sequence: &Sequence) -> usize {
    let visited = Conflict::visited(from, sequence);
    let steps = visited.windows(2);
    steps.map(|step| conflict.changed(step[0], step[1]).0).sum()
}

fn written(from: usize, sequence: &Sequence) -> Path {
    let step = |&(mover, to): &(usize, usize)| Step {
        mover,
        to: state(to),
    };
    Path {
        from: state(from),
        steps: sequence.iter().map(step).collect(),
    }
}

/// The shortest of `sequences` to `goal` against the engine's paths. Returns how
/// many moves they take where the engine says it is reached.
fn fewest(
    (ways, conflict): (&StatusQuoAnalysis, &Conflict),
    from: usize,
    goal: usize,
    sequences: &[&Sequence],
    length: usize,
    tally: &mut Tally,
) -> Result<(), TestCaseError> {
    let ends_there = |s: &&&Sequence| s.last().map_or(from, |&(_, end)| end) == goal;
    let there: Vec<&Sequence> = sequences.iter().filter(ends_there).copied().collect();
    let least = there.iter().map(|sequence| sequence.len()).min();
    let found = ways.fewest_paths(state(goal), usize::MAX);
    match (least, found) {
        (None, None) => {}
        (None, Some(found)) => {
            prop_assert!(found.moves as usize > length);
            tally.beyond += 1;
        }
        (Some(_), None) => return Err(TestCaseError::fail("a goal is missed")),
        (Some(least), Some(found)) => {
            let mut shortest = there.clone();
            shortest.retain(|sequence| sequence.len() == least);
            shortest.sort_by_key(|sequence| (changes(conflict, from, sequence), *sequence));
            let shortest: Vec<Path> = shortest.iter().map(|s| written(from, s)).collect();
            prop_assert_eq!(found.moves as usize, least);
            prop_assert_eq!(found.count, Some(shortest.len() as u128));
            prop_assert_eq!(&found.paths, &shortest);
            let some = ways.fewest_paths(state(goal), 2).expect("reached");
            prop_assert_eq!(&some.paths[..], &shortest[..shortest.len().min(2)]);
            tally.paths += shortest.len();
        }
    }
    Ok(())
}

fn every_way(spec: &Spec, tally: &mut Tally) -> Result<(), TestCaseError> {
    let Some((model, conflict)) = both(spec, &mut tally.models)? else {
        return Ok(());
    };
    let feasible = conflict.feasible_states();
    for (kind, steps, length) in KINDS {
        let leads = conflict.leads(steps, |_, _, _| true);
        for &from in feasible.iter().step_by(feasible.len().div_ceil(2)) {
            let rules = WayRules::of(kind);
            let ways = model.ways(state(from), &rules, AMPLE).expect("small");
            let all = conflict.sequences(from, None, steps, length);
            let all: Vec<&Sequence> = all.iter().collect();
            let arrived = conflict.arrivals(&leads, from, None, steps, |_, _, _| true);
            let reached = |t: usize| t == from || last_movers(&conflict, &arrived, t).count() > 0;
            let listed: Vec<State> = ways.states().iter().map(|&(s, _)| s).collect();
            let expected: Vec<usize> = feasible.iter().copied().filter(|&t| reached(t)).collect();
            prop_assert_eq!(
                listed,
                expected.iter().map(|&t| state(t)).collect::<Vec<_>>()
            );
            for &goal in &feasible {
                fewest((&ways, &conflict), from, goal, &all, length, tally)?;
                tally.goals += usize::from(reached(goal));
            }
            through(&model, &conflict, (kind, length), from, &all, tally)?;
            components(&model, &ways, &conflict, steps, from, &leads, tally)?;
            if let Some(&goal) = expected.iter().max_by_key(|&&t| ways.fewest(state(t))) {
                groups(&ways, &conflict, steps, from, goal, tally)?;
                on_all(&ways, &conflict, steps, from, goal, tally)?;
                stoppers(&model, &ways, &conflict, goal, tally)?;
            }
            returns(&model, &ways, &conflict, from, tally)?;
        }
    }
    Ok(())
}

fn last_movers<'a>(
    conflict: &Conflict,
    arrived: &'a [bool],
    t: usize,
) -> impl Iterator<Item = usize> + 'a {
    let n = conflict.decision_makers;
    (0..n).filter(move |last| arrived[t * n + last])
}

/// Paths through two states, paths without regret, and who may not begin.
fn through(
    model: &Model,
    conflict: &Conflict,
    (kind, length): (StepKind, usize),
    from: usize,
    all: &[&Sequence],
    tally: &mut Tally,
) -> Result<(), TestCaseError> {
    let feasible = conflict.feasible_states();
    let pick = |k: usize| feasible[k % feasible.len()];
    for via in [vec![pick(from + 1)], vec![pick(from + 3), pick(2 * from)]] {
        let rules = WayRules {
            via: via.iter().map(|&s| state(s)).collect(),
            ..WayRules::of(kind)
        };
        let ways = model.ways(state(from), &rules, AMPLE).expect("small");
        let mut kept = all.to_vec();
        kept.retain(|s| Conflict::comes_through(&Conflict::visited(from, s), &via));
        for &goal in &feasible {
            fewest((&ways, conflict), from, goal, &kept, length, tally)?;
            tally.through += usize::from(ways.fewest(state(goal)).is_some());
        }
    }
    for &goal in &feasible {
        let rules = WayRules {
            without_regret_at: Some(state(goal)),
            ..WayRules::of(kind)
        };
        let ways = model.ways(state(from), &rules, AMPLE).expect("small");
        let mut kept = all.to_vec();
        kept.retain(|s| {
            let ends_there = s.last().map_or(from, |&(_, end)| end) == goal;
            ends_there && conflict.without_regret(from, s)
        });
        fewest((&ways, conflict), from, goal, &kept, length, tally)?;
        tally.regretless += usize::from(goal != from && ways.fewest(state(goal)).is_some());
    }
    let after = from % conflict.decision_makers;
    let rules = WayRules {
        after: Some(after),
        ..WayRules::of(kind)
    };
    let ways = model.ways(state(from), &rules, AMPLE).expect("small");
    let mut kept = all.to_vec();
    kept.retain(|s| s.first().is_none_or(|&(mover, _)| mover != after));
    for &goal in &feasible {
        fewest((&ways, conflict), from, goal, &kept, length, tally)?;
    }
    Ok(())
}

/// Who can bring `goal` about alone, and without whom it is not reached.
fn groups(
    ways: &StatusQuoAnalysis,
    conflict: &Conflict,
    kind: Steps,
    from: usize,
    goal: usize,
    tally: &mut Tally,
) -> Result<(), TestCaseError> {
    let everyone: Vec<usize> = (0..conflict.decision_makers).collect();
    let reached_by = |group: &[usize]| {
        let own = |i: usize, _: usize, _: usize| group.contains(&i);
        let leads = conflict.leads(kind, own);
        let arrived = conflict.arrivals(&leads, from, None, kind, own);
        goal == from || last_movers(conflict, &arrived, goal).count() > 0
    };
    let mut all = subsets(&everyone);
    all.push(Vec::new());
    let smallest = |fits: &dyn Fn(&[usize]) -> bool| {
        let fitting: Vec<&Vec<usize>> = all.iter().filter(|group| fits(group)).collect();
        let within =
            |a: &[usize], b: &[usize]| a.len() < b.len() && a.iter().all(|i| b.contains(i));
        let mut least: Vec<Vec<usize>> = (fitting.iter())
            .filter(|group| !fitting.iter().any(|other| within(other, group)))
            .map(|group| group.to_vec())
            .collect();
        least.sort();
        least
    };
    let sorted = |mut groups: Vec<Vec<usize>>| {
        groups.sort();
        groups
    };
    let able = sorted(ways.able_alone(state(goal)).expect("few movers"));
    prop_assert_eq!(&able, &smallest(&|group| reached_by(group)));
    let needed = sorted(ways.needed(state(goal)).expect("few movers"));
    let rest = |group: &[usize]| -> Vec<usize> {
        everyone
            .iter()
            .copied()
            .filter(|i| !group.contains(i))
            .collect()
    };
    prop_assert_eq!(&needed, &smallest(&|group| !reached_by(&rest(group))));
    tally.groups += able.len() + needed.len();
    Ok(())
}

/// The steps and states on all walks to `goal`.
fn on_all(
    ways: &StatusQuoAnalysis,
    conflict: &Conflict,
    kind: Steps,
    from: usize,
    goal: usize,
    tally: &mut Tally,
) -> Result<(), TestCaseError> {
    let Some(found) = ways.fewest_paths(state(goal), 1) else {
        return Ok(());
    };
    let reached_over = |open: &dyn Fn(usize, usize, usize) -> bool| {
        let leads = conflict.leads(kind, open);
        let arrived = conflict.arrivals(&leads, from, None, kind, open);
        goal == from || last_movers(conflict, &arrived, goal).count() > 0
    };
    let mut steps = Vec::new();
    let mut states = Vec::new();
    let mut at = from;
    for step in &found.paths[0].steps {
        let to = step.to.0 as usize;
        let this = (state(at), *step);
        if !reached_over(&|_, s, t| (s, t) != (at, to)) && !steps.contains(&this) {
            steps.push(this);
        }
        let between = at != from && at != goal && !states.contains(&state(at));
        if between && !reached_over(&|_, _, t| t != at) {
            states.push(state(at));
        }
        at = to;
    }
    prop_assert_eq!(ways.steps_on_all(state(goal)), steps.clone());
    prop_assert_eq!(ways.states_on_all(state(goal)), states.clone());
    tally.on_all += steps.len() + states.len();
    Ok(())
}

/// Who else can move before each step of the first path, and what then.
fn stoppers(
    model: &Model,
    ways: &StatusQuoAnalysis,
    conflict: &Conflict,
    goal: usize,
    tally: &mut Tally,
) -> Result<(), TestCaseError> {
    let Some(found) = ways.fewest_paths(state(goal), 1) else {
        return Ok(());
    };
    let path = &found.paths[0];
    let stoppers = model.stoppers(path, AMPLE).expect("small");
    prop_assert_eq!(stoppers.len(), path.steps.len());
    let leads = conflict.leads(Steps::Improving, |_, _, _| true);
    let mut at = path.from.0 as usize;
    let mut last = None;
    for (step, found) in path.steps.iter().zip(&stoppers) {
        let mut who = found.iter().map(|stopper| stopper.who);
        for j in 0..conflict.decision_makers {
            let may = j != step.mover && Some(j) != last && !conflict.moves[j][at].is_empty();
            if !may {
                continue;
            }
            prop_assert_eq!(who.next(), Some(j));
            let stopper = found.iter().find(|s| s.who == j).expect("just seen");
            prop_assert_eq!(stopper.moves, conflict.moves[j][at].len());
            let mut better = conflict.improvements(j, at);
            better.sort_by(|&a, &b| {
                let changed = |t| (conflict.changed(at, t), t);
                (conflict.compare(j, b, a)).then(changed(a).cmp(&changed(b)))
            });
            let expected: Vec<(State, bool)> = (better.iter())
                .map(|&t| {
                    let all = |_: usize, _: usize, _: usize| true;
                    let arrived = conflict.arrivals(&leads, t, Some(j), Steps::Improving, all);
                    let on = t == goal || last_movers(conflict, &arrived, goal).count() > 0;
                    (state(t), on)
                })
                .collect();
            prop_assert_eq!(&stopper.improvements, &expected);
            tally.stoppers += 1;
        }
        prop_assert_eq!(who.next(), None);
        (at, last) = (step.to.0 as usize, Some(step.mover));
    }
    Ok(())
}

fn components(
    model: &Model,
    ways: &StatusQuoAnalysis,
    conflict: &Conflict,
    kind: Steps,
    from: usize,
    leads: &[Vec<bool>],
    tally: &mut Tally,
) -> Result<(), TestCaseError> {
    let n = conflict.decision_makers;
    let arrived = conflict.arrivals(leads, from, None, kind, |_, _, _| true);
    let nodes: Vec<usize> = (0..arrived.len()).filter(|&a| arrived[a]).collect();
    // Nothing leads back to the start without a last mover.
    let alone = !conflict.moves_on(kind, from);
    let mut expected = vec![Component {
        states: vec![state(from)],
        is_final: alone,
        is_cyclic: false,
        at_rest: alone,
    }];
    for &a in &nodes {
        let members: Vec<usize> = (nodes.iter().copied())
            .filter(|&b| a == b || leads[a][b] && leads[b][a])
            .collect();
        if members[0] != a {
            continue;
        }
        let mut states: Vec<State> = members.iter().map(|&b| state(b / n)).collect();
        states.dedup();
        let is_final = (nodes.iter()).all(|&b| !leads[a][b] || members.contains(&b));
        expected.push(Component {
            states,
            is_final,
            is_cyclic: leads[a][a],
            at_rest: is_final && !leads[a][a] && !conflict.moves_on(kind, a / n),
        });
    }
    let mut found = ways.components(model);
    let key = |c: &Component| (c.states.clone(), c.is_final, c.is_cyclic, c.at_rest);
    found.sort_by_key(key);
    expected.sort_by_key(key);
    prop_assert_eq!(&found, &expected);
    tally.components += found.len();

    let Some((start, round)) = ways.cycle() else {
        prop_assert!(!expected.iter().any(|c| c.is_cyclic));
        return Ok(());
    };
    tally.cycles += 1;
    let ends = (round.first(), round.last());
    let (Some(first), Some(last)) = ends else {
        return Err(TestCaseError::fail("a cycle without steps"));
    };
    prop_assert!(last.to == start && first.mover != last.mover);
    let leading = |s: State| arrived[s.0 as usize * n + last.mover];
    prop_assert!(leading(start), "the cycle is on no walk");
    let mut at = start;
    for (k, step) in round.iter().enumerate() {
        prop_assert!(k == 0 || round[k - 1].mover != step.mover);
        let (s, t) = (at.0 as usize, step.to.0 as usize);
        let legal = conflict.moves[step.mover][s].contains(&t);
        let wanted = kind == Steps::Any || conflict.better(step.mover, t, s);
        prop_assert!(legal && wanted);
        at = step.to;
    }
    Ok(())
}

/// What leads back to the start, and the steps after which nothing does.
fn returns(
    model: &Model,
    ways: &StatusQuoAnalysis,
    conflict: &Conflict,
    from: usize,
    tally: &mut Tally,
) -> Result<(), TestCaseError> {
    let reached: Vec<State> = ways.states().iter().map(|&(s, _)| s).collect();
    for (kind, steps) in [
        (StepKind::Move, Steps::Any),
        (StepKind::Improvement, Steps::Improving),
    ] {
        let returns = model.returns(&reached, kind, AMPLE).expect("small");
        let leads = conflict.leads_freely(steps);
        let back = |s: State| s.0 as usize == from || leads[s.0 as usize][from];
        for &s in &reached {
            let open = returns.leading_to(state(from));
            prop_assert_eq!(open.binary_search(&s).is_ok(), back(s));
            for &t in &reached {
                let (a, b) = (s.0 as usize, t.0 as usize);
                let same = a == b || leads[a][b] && leads[b][a];
                prop_assert_eq!(returns.component(s) == returns.component(t), same);
                let down = leads[a][b] && !same;
                prop_assert!(!down || returns.component(s) > returns.component(t));
            }
        }
        let mut expected = ways.steps();
        expected.retain(|(s, step)| back(*s) && !back(step.to));
        let found = returns.points_of_no_return(&ways.steps(), state(from));
        prop_assert_eq!(&found, &expected);
        tally.no_return += found.len();
    }
    Ok(())
}

#[test]
fn ways_of_random_models() {
    let tally = on_random_models("ways", 150, 12, every_way);
    let nothing_idle = [
        tally.paths,
        tally.groups,
        tally.on_all,
        tally.through,
        tally.regretless,
        tally.cycles,
        tally.no_return,
        tally.stoppers,
    ];
    assert!(nothing_idle.iter().all(|&count| count > 0), "{tally}");
}

/// A can close a gate for good; B and C each can light a lamp. A prefers the gate
/// closed, B its lamp lit, C everything as it is.
fn gate() -> Model {
    let mut builder = ModelBuilder::new(3);
    let option = |owner, change| Axis {
        owner,
        levels: 2,
        change,
    };
    let gate = builder.option(option(0, Change::OneWayUp));
    let lamp = builder.option(option(1, Change::Reversible));
    builder.option(option(2, Change::Reversible));
    let on = |axis| Formula::Level { axis, levels: 0b10 };
    builder.order(0, Order::Statements(vec![vec![on(gate)]]));
    builder.order(1, Order::Statements(vec![vec![on(lamp)]]));
    builder.build().expect("eight states")
}

#[test]
fn a_gate_and_two_lamps() {
    let model = gate();
    let (start, closed, lit, both, all) = (State(0), State(1), State(2), State(3), State(7));
    let any = model
        .ways(start, &WayRules::of(StepKind::Move), AMPLE)
        .expect("small");
    assert_eq!(any.states().len(), 8);
    // Three moves in any order.
    let paths = any.fewest_paths(all, 4).expect("reached");
    assert_eq!(
        (paths.moves, paths.count, paths.paths.len()),
        (3, Some(6), 4)
    );
    assert_eq!(any.able_alone(all), Some(vec![vec![0, 1, 2]]));
    assert_eq!(any.needed(all), Some(vec![vec![0], vec![1], vec![2]]));
    assert_eq!(any.able_alone(start), Some(vec![vec![]]));
    assert_eq!(any.needed(start), Some(vec![]));

    let gains = model
        .ways(start, &WayRules::of(StepKind::Improvement), AMPLE)
        .expect("small");
    let states: Vec<State> = gains.states().iter().map(|&(s, _)| s).collect();
    assert_eq!(states, [start, closed, lit, both]);
    assert_eq!(gains.fewest(all), None);
    assert_eq!(gains.needed(all), Some(vec![vec![]]));
    // It comes to rest with the gate closed and the lamp of B lit, whoever begins.
    let components = gains.components(&model);
    let last: Vec<&Component> = components.iter().filter(|c| c.is_final).collect();
    assert!(last.iter().all(|c| c.states == [both] && c.at_rest));
    assert_eq!(components[0].states, [start]);
    assert_eq!(gains.cycle(), None);

    // Closing the gate is the one thing that cannot be undone.
    let reached: Vec<State> = any.states().iter().map(|&(s, _)| s).collect();
    let back = model
        .returns(&reached, StepKind::Move, AMPLE)
        .expect("small");
    let points = back.points_of_no_return(&any.steps(), start);
    assert_eq!(points.len(), 4);
    assert!(
        points
            .iter()
            .all(|(from, step)| step.mover == 0 && step.to.0 == from.0 + 1)
    );

    // On the way A, then B: before A closes, B would light its lamp, which leads
    // there too, and C could light its own but would not.
    let path = &gains.fewest_paths(both, 1).expect("reached").paths[0];
    let stoppers = model.stoppers(path, AMPLE).expect("small");
    let told: Vec<_> = (stoppers.iter().flatten())
        .map(|s| (s.who, s.moves, s.improvements.clone()))
        .collect();
    assert_eq!(
        told,
        [(1, 1, vec![(lit, true)]), (2, 1, vec![]), (2, 1, vec![])]
    );
}

#[test]
fn round_and_round() {
    // A wants to be where B is, B where A is not.
    let mut builder = ModelBuilder::new(2);
    for owner in 0..2 {
        builder.option(Axis {
            owner,
            levels: 2,
            change: Change::Reversible,
        });
    }
    builder.order(0, Order::Values(vec![1, 0, 0, 1]));
    builder.order(1, Order::Values(vec![0, 1, 1, 0]));
    let model = builder.build().expect("four states");
    let ways = model
        .ways(State(0), &WayRules::of(StepKind::BestReply), AMPLE)
        .expect("small");
    let (start, round) = ways.cycle().expect("it never rests");
    assert_eq!((start, round.len()), (State(2), 4));
    let last: Vec<Component> = ways
        .components(&model)
        .into_iter()
        .filter(|c| c.is_final)
        .collect();
    assert_eq!(last.len(), 1);
    assert!(last[0].is_cyclic && !last[0].at_rest && last[0].states.len() == 4);
}

#[test]
fn memory_is_kept_to() {
    let rules = WayRules::of(StepKind::Move);
    let model = gate();
    let refused = model.ways(State(0), &rules, 500).expect_err("too little");
    assert_eq!(refused, TooLarge { limit: 500 });
    assert!(model.returns(&[State(0)], StepKind::Move, 100).is_err());
    assert!(model.ways(State(0), &rules, 5_000).is_ok());
}
