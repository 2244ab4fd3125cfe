//! Random dossiers: how each state is reached, checked against a plain search from
//! the definitions; every step shown is what it says it is.

use std::collections::{BTreeMap, BTreeSet};

use hikiwake_conflict::{Analysis, JointTable, SanctionCard, analyse, list_states};
use hikiwake_dossier::{Compiled, Scenario};
use hikiwake_finding::{AnalyseSettings, MoveKind, PreferenceVerdict, ReachKind, WalkStep};
use hikiwake_graph::{Concept, Limits, Model, State};

use super::dossier;
use crate::random;

/// States reachable from `starts` by moves of `movers`, no one moving twice running.
fn closure(
    model: &Model,
    starts: &BTreeSet<State>,
    movers: &[usize],
    improving: bool,
) -> BTreeSet<State> {
    let mut nodes: BTreeSet<(State, Option<usize>)> = starts.iter().map(|&s| (s, None)).collect();
    let mut open: Vec<_> = nodes.iter().copied().collect();
    while let Some((state, last)) = open.pop() {
        for &i in movers.iter().filter(|&&i| Some(i) != last) {
            for to in model.moves(i, state) {
                let better = model.value(i, to) > model.value(i, state);
                if (better || !improving) && nodes.insert((to, Some(i))) {
                    open.push((to, Some(i)));
                }
            }
        }
    }
    nodes.into_iter().map(|(state, _)| state).collect()
}

/// The states that a group of two or more brings about from `from` with one move of
/// each member, all of whom prefer it.
fn each_once(model: &Model, from: State, found: &mut BTreeSet<State>) {
    type Node = (State, Vec<usize>);
    let mut open: Vec<Node> = vec![(from, Vec::new())];
    let mut seen: BTreeSet<Node> = BTreeSet::new();
    while let Some((state, moved)) = open.pop() {
        if moved.len() >= 2
            && moved
                .iter()
                .all(|&i| model.value(i, state) > model.value(i, from))
        {
            found.insert(state);
        }
        for i in (0..model.decision_makers()).filter(|i| !moved.contains(i)) {
            for to in model.moves(i, state) {
                let mut moved = moved.clone();
                moved.push(i);
                moved.sort_unstable();
                if seen.insert((to, moved.clone())) {
                    open.push((to, moved));
                }
            }
        }
    }
}

/// What moves lead to that leave no mover worse off, no one moving twice running.
fn without_loss(model: &Model, start: State) -> BTreeSet<State> {
    let mut nodes = BTreeSet::from([(start, None)]);
    let mut open = vec![(start, None)];
    while let Some((state, last)) = open.pop() {
        for i in (0..model.decision_makers()).filter(|&i| Some(i) != last) {
            let moves = model.feasible().iter().filter(|&to| {
                model.can_move(i, state, to) && model.value(i, to) >= model.value(i, state)
            });
            for to in moves {
                if nodes.insert((to, Some(i))) {
                    open.push((to, Some(i)));
                }
            }
        }
    }
    nodes.into_iter().map(|(state, _)| state).collect()
}

/// How the definitions say that each state is reached.
pub(crate) fn kinds(model: &Model, start: State) -> BTreeMap<State, ReachKind> {
    let all: Vec<usize> = (0..model.decision_makers()).collect();
    let one = BTreeSet::from([start]);
    let improvements = closure(model, &one, &all, true);
    let moves = closure(model, &one, &all, false);
    let without_loss = without_loss(model, start);
    let mut agreed = BTreeSet::new();
    for set in 0..1usize << all.len() {
        let group: Vec<usize> = all.iter().copied().filter(|i| set >> i & 1 == 1).collect();
        if group.len() >= 2 {
            let reached = closure(model, &one, &group, false);
            let better = |s: &State| {
                group
                    .iter()
                    .all(|&i| model.value(i, *s) > model.value(i, start))
            };
            agreed.extend(reached.into_iter().filter(better));
        }
    }
    for &state in improvements.iter().filter(|&&s| s != start) {
        each_once(model, state, &mut agreed);
    }
    agreed.retain(|state| !improvements.contains(state));
    let joint = closure(model, &agreed, &all, true);
    let mut best = one.clone();
    let mut nodes = BTreeSet::from([(start, None)]);
    let mut open = vec![(start, None)];
    while let Some((state, last)) = open.pop() {
        for &i in all.iter().filter(|&&i| Some(i) != last) {
            for to in model.best_replies(i, state) {
                best.insert(to);
                if nodes.insert((to, Some(i))) {
                    open.push((to, Some(i)));
                }
            }
        }
    }
    (model.feasible().iter())
        .map(|state| {
            let kind = match state {
                s if s == start => ReachKind::Here,
                s if best.contains(&s) => ReachKind::BestReplies,
                s if improvements.contains(&s) => ReachKind::Improvements,
                s if joint.contains(&s) => ReachKind::JointMove,
                s if without_loss.contains(&s) => ReachKind::MovesWithoutGain,
                s if moves.contains(&s) => ReachKind::MovesAtALoss,
                _ => ReachKind::Never,
            };
            (state, kind)
        })
        .collect()
}

/// Checks that a step is legal, of the kind that it claims, and for the reasons that
/// it gives.
fn check_step(compiled: &Compiled, step: &WalkStep) {
    let model = &compiled.model;
    let from = compiled.find(&step.from).expect("a state");
    let to = compiled.find(&step.to).expect("a state");
    let movers: Vec<usize> = (step.movers.iter())
        .map(|id| {
            compiled
                .decision_makers
                .iter()
                .position(|d| d == id)
                .expect("known")
        })
        .collect();
    for (&mover, reason) in movers.iter().zip(&step.because) {
        let verdict = match model.value(mover, to).cmp(&model.value(mover, from)) {
            std::cmp::Ordering::Less => PreferenceVerdict::Worse,
            std::cmp::Ordering::Equal => PreferenceVerdict::Equal,
            std::cmp::Ordering::Greater => PreferenceVerdict::Better,
        };
        assert_eq!(reason.verdict, verdict);
        assert_eq!(
            reason.statements.is_empty(),
            verdict == PreferenceVerdict::Equal
        );
    }
    let better = |&i: &usize| model.value(i, to) > model.value(i, from);
    match (step.kind, movers.as_slice()) {
        (MoveKind::Joint, group) => {
            assert!(group.len() >= 2 && group.iter().all(better));
            assert!(closure(model, &BTreeSet::from([from]), group, false).contains(&to));
        }
        (kind, &[mover]) => {
            assert!(model.can_move(mover, from, to));
            let best = model.best_replies(mover, from).contains(&to);
            assert_eq!(kind == MoveKind::BestReply, best);
            let worse = model.value(mover, to) < model.value(mover, from);
            assert_eq!(kind == MoveKind::AtALoss, worse);
            assert_eq!(kind == MoveKind::WithoutGain, !better(&mover) && !worse);
        }
        _ => panic!("a unilateral step has one mover"),
    }
}

fn check(compiled: &Compiled, analysis: &Analysis, kinds: &BTreeMap<State, ReachKind>) {
    let listed = analysis.equilibria.iter().chain(&analysis.status_quo);
    for holding in listed.chain(analysis.outcomes.iter().filter_map(|o| o.holding.as_ref())) {
        let state = compiled.find(&holding.state.code).expect("a state");
        assert_eq!(holding.reach, Some(kinds[&state]), "{}", holding.state.code);
        let mut at = analysis
            .status_quo
            .as_ref()
            .expect("a status quo")
            .state
            .code
            .clone();
        for step in &holding.path {
            assert_eq!(step.from, at);
            check_step(compiled, step);
            at.clone_from(&step.to);
        }
        assert!(
            holding
                .path
                .windows(2)
                .all(|two| two[0].movers != two[1].movers)
        );
        if holding.reach != Some(ReachKind::Never) {
            assert_eq!(at, holding.state.code);
        }
        let joint = holding
            .path
            .iter()
            .filter(|s| s.kind == MoveKind::Joint)
            .count();
        let worst = holding.path.iter().map(|s| s.kind).max();
        match holding.reach {
            Some(ReachKind::BestReplies) => assert_eq!(worst, Some(MoveKind::BestReply)),
            Some(ReachKind::Improvements) => assert_eq!(worst, Some(MoveKind::Improvement)),
            Some(ReachKind::JointMove) => assert_eq!((joint, worst), (1, Some(MoveKind::Joint))),
            Some(ReachKind::MovesWithoutGain) => {
                assert_eq!(worst, Some(MoveKind::WithoutGain));
            }
            Some(ReachKind::MovesAtALoss) => assert_eq!(worst, Some(MoveKind::AtALoss)),
            _ => assert!(holding.path.is_empty()),
        }
        // Whoever would leave has a move that no credible answer spoils.
        for step in &holding.departures {
            check_step(compiled, step);
            let actor = compiled
                .decision_makers
                .iter()
                .position(|d| *d == step.movers[0]);
            let actor = actor.expect("known");
            let others: Vec<usize> = (0..compiled.decision_makers.len())
                .filter(|&j| j != actor)
                .collect();
            let to = BTreeSet::from([compiled.find(&step.to).expect("a state")]);
            let answers = closure(&compiled.model, &to, &others, true);
            let here = compiled.model.value(actor, state);
            assert!(
                answers
                    .iter()
                    .all(|&s| compiled.model.value(actor, s) > here)
            );
        }
    }
    for step in &analysis.moves.steps {
        check_step(compiled, step);
        assert!(analysis.moves.states.contains(&step.from));
        assert!(analysis.moves.states.contains(&step.to));
    }
    assert_eq!(analysis.cards_not_listed, 0);
    for card in &analysis.cards {
        check_card(compiled, card);
    }
    check_joint(compiled, &analysis.joint[0]);
    // A step that is no improvement is drawn only as part of a card's answer.
    let answers: Vec<&WalkStep> = analysis.cards.iter().flat_map(|c| &c.answer).collect();
    let any_move = |step: &&WalkStep| step.kind >= MoveKind::WithoutGain;
    assert!((analysis.moves.steps.iter().filter(any_move)).all(|step| answers.contains(&step)));
    let rows: BTreeSet<&str> = analysis.rows.iter().map(|row| row.code.as_str()).collect();
    for step in &analysis.moves.steps {
        assert!(rows.contains(step.from.as_str()) && rows.contains(step.to.as_str()));
    }
}

/// Fewest steps of an answer of the others to `improvement` after which `actor` is no
/// better off than at `from`, and the least value for `actor` after so many.
fn shortest_answer(
    model: &Model,
    (actor, from, improvement): (usize, State, State),
    credible: bool,
) -> Option<(usize, u32)> {
    let mut seen = BTreeSet::from([(improvement, actor)]);
    let mut layer = vec![(improvement, actor)];
    for steps in 1.. {
        let mut next = Vec::new();
        for (state, last) in layer {
            for i in (0..model.decision_makers()).filter(|&i| i != actor && i != last) {
                for to in model.moves(i, state) {
                    let better = model.value(i, to) > model.value(i, state);
                    if (better || !credible) && seen.insert((to, i)) {
                        next.push((to, i));
                    }
                }
            }
        }
        let least = next
            .iter()
            .map(|&(state, _)| model.value(actor, state))
            .min()?;
        if least <= model.value(actor, from) {
            return Some((steps, least));
        }
        layer = next;
    }
    None
}

fn check_card(compiled: &Compiled, card: &SanctionCard) {
    let model = &compiled.model;
    let state = |code: &str| compiled.find(code).expect("a state");
    let ids = &compiled.decision_makers;
    let actor = ids.iter().position(|id| *id == card.actor).expect("known");
    check_step(compiled, &card.improvement);
    assert_eq!(card.wish.is_some(), card.answer.is_empty());
    assert_eq!(
        card.wish.is_some(),
        card.improvement.kind >= MoveKind::WithoutGain
    );
    assert_ne!(card.result.verdict, PreferenceVerdict::Better);
    let (from, to) = (state(&card.state), state(&card.improvement.to));
    let mut at = to;
    for step in &card.answer {
        assert_eq!(state(&step.from), at);
        assert!(step.kind < MoveKind::WithoutGain || !card.credible);
        check_step(compiled, step);
        at = state(&step.to);
    }
    if card.wish.is_none() {
        let told = Some((card.answer.len(), model.value(actor, at)));
        assert_eq!(
            told,
            shortest_answer(model, (actor, from, to), card.credible)
        );
    }
}

/// Every group and what it, but no part of it, can bring about and each member prefers.
fn check_joint(compiled: &Compiled, table: &JointTable) {
    let model = &compiled.model;
    let from = compiled.find(&table.from.code).expect("a state");
    let start = BTreeSet::from([from]);
    let members = |set: usize| -> Vec<usize> {
        let all = 0..model.decision_makers();
        all.filter(|i| set >> i & 1 == 1).collect()
    };
    let reached: Vec<BTreeSet<State>> = (0..1 << model.decision_makers())
        .map(|set| closure(model, &start, &members(set), false))
        .collect();
    let mut expected = BTreeSet::new();
    for set in (1..reached.len()).filter(|set| set.count_ones() >= 2) {
        let better =
            |s: &&State| (members(set).iter()).all(|&i| model.value(i, **s) > model.value(i, from));
        let part = |part: &usize| *part != set && part & set == *part;
        for &to in reached[set].iter().filter(better) {
            if !(1..set)
                .filter(part)
                .any(|part| reached[part].contains(&to))
            {
                let ids = members(set)
                    .iter()
                    .map(|&i| compiled.decision_makers[i].clone())
                    .collect();
                expected.insert((ids, compiled.code(to)));
            }
        }
    }
    let listed: BTreeSet<(Vec<String>, String)> = (table.improvements.iter())
        .map(|improvement| (improvement.group.clone(), improvement.state.code.clone()))
        .collect();
    assert_eq!(listed, expected);
    assert_eq!(table.count, expected.len() as u64);
    let stability = model.stability();
    for improvement in &table.improvements {
        assert_eq!(improvement.step.kind, MoveKind::Joint);
        check_step(compiled, &improvement.step);
        let to = compiled.find(&improvement.state.code).expect("a state");
        let leaves = |i: &usize| !stability.stable(*i, Concept::Seq).has(to);
        let leavers: Vec<&String> = (0..model.decision_makers())
            .filter(leaves)
            .map(|i| &compiled.decision_makers[i])
            .collect();
        assert!(improvement.leavers.iter().eq(leavers));
    }
}

#[test]
fn reach_follows_the_definitions() {
    let mut seen: BTreeMap<ReachKind, usize> = BTreeMap::new();
    for seed in 0..300 {
        let text = random::dossier(seed)
            + "\n[periods.now]\nlabel = \"Now\"\ndate = \"2020\"\nstatus_quo = \"none\"\n";
        let dossier = dossier(&text);
        let scenario = Scenario::default();
        let compiled = dossier
            .compile(&scenario, Limits::default())
            .expect("compiles");
        let settings = AnalyseSettings {
            list: 10_000,
            cards: 10_000,
            joint: 10_000,
            ..AnalyseSettings::default()
        };
        let analysis = analyse(&dossier, &scenario, &settings)
            .expect("compiles")
            .finding;
        assert!(
            analysis.notes.is_empty() || analysis.stated_only.is_none(),
            "{:?}",
            analysis.notes
        );
        let kinds = kinds(&compiled.model, compiled.status_quo.expect("a status quo"));
        check(&compiled, &analysis, &kinds);
        let counts = analysis.reached.as_ref().expect("a status quo");
        let up_to = |kind| kinds.values().filter(|&&k| k <= kind).count() as u64;
        assert_eq!(
            counts.best_replies,
            up_to(ReachKind::BestReplies),
            "seed {seed}"
        );
        assert_eq!(
            counts.improvements,
            up_to(ReachKind::Improvements),
            "seed {seed}"
        );
        assert_eq!(counts.joint, up_to(ReachKind::JointMove), "seed {seed}");
        let all: Vec<usize> = (0..compiled.decision_makers.len()).collect();
        let start = BTreeSet::from([compiled.status_quo.expect("a status quo")]);
        let moves = closure(&compiled.model, &start, &all, false);
        assert_eq!(counts.moves, moves.len() as u64, "seed {seed}");
        for equilibrium in &analysis.equilibria {
            *seen
                .entry(equilibrium.reach.expect("a status quo"))
                .or_default() += 1;
        }
        let states = list_states(&dossier, &compiled, None, usize::MAX).finding;
        assert_eq!(states.states.len() as u64, analysis.feasible);
    }
    // Every kind came up.
    assert_eq!(seen.len(), 7, "{seen:?}");
}
