//! The graph of moves among the states that matter.

use std::collections::BTreeSet;

use hikiwake_graph::State;

use crate::MoveGraph;
use crate::solve::Solved;
use hikiwake_finding::ReachKind;

/// One step: who moves, from where, and where to.
pub(crate) type Taken = (Vec<usize>, State, State);

/// Most steps drawn between the states, per state drawn.
const STEPS_PER_STATE: usize = 2;

/// Draws `states`, each with its walk from the status quo where improvements or one
/// joint improvement lead there, as many as fit into `limit` states; those that
/// come first matter most. `shown` are the steps that the finding shows elsewhere.
pub(crate) fn graph(solved: &Solved, states: &[State], shown: &[Taken], limit: usize) -> MoveGraph {
    let mut drawn: BTreeSet<State> = BTreeSet::new();
    let mut walked: BTreeSet<Taken> = BTreeSet::new();
    let mut left_out: BTreeSet<State> = BTreeSet::new();
    for &state in states {
        let walk = walk(solved, state);
        let mut wanted: BTreeSet<State> = walk.iter().map(|&(_, _, to)| to).collect();
        wanted.insert(state);
        if wanted.union(&drawn).count() <= limit {
            drawn.extend(wanted);
            walked.extend(walk);
        } else {
            left_out.insert(state);
        }
    }
    left_out.retain(|state| !drawn.contains(state));

    // Walks first, then what is shown elsewhere, best replies, other improvements.
    let mut steps: Vec<Taken> = walked.into_iter().collect();
    for step in shown {
        if drawn.contains(&step.1) && drawn.contains(&step.2) && !steps.contains(step) {
            steps.push(step.clone());
        }
    }
    let (best, other) = unilateral(solved, &drawn);
    let room = (STEPS_PER_STATE * drawn.len()).max(steps.len());
    let mut steps_left_out = 0;
    for step in best.into_iter().chain(other) {
        if steps.contains(&step) {
        } else if steps.len() < room {
            steps.push(step);
        } else {
            steps_left_out += 1;
        }
    }

    let start = solved.reached.as_ref().map(|r| r.start);
    let mut codes: Vec<(bool, String)> = (drawn.iter())
        .map(|&state| (Some(state) != start, solved.row(state).code))
        .collect();
    codes.sort();
    MoveGraph {
        states: codes.into_iter().map(|(_, code)| code).collect(),
        steps: (steps.iter())
            .map(|(movers, from, to)| solved.step(movers, *from, *to))
            .collect(),
        states_left_out: left_out.len() as u64,
        steps_left_out,
    }
}

/// The walk from the status quo to `state`, if improvements or one joint
/// improvement lead there.
fn walk(solved: &Solved, state: State) -> Vec<Taken> {
    let Some(reached) = &solved.reached else {
        return Vec::new();
    };
    if reached.kind(state) > ReachKind::JointMove {
        return Vec::new();
    }
    let mut from = reached.start;
    let mut steps = Vec::new();
    for (movers, to) in reached.path(state) {
        steps.push((movers, from, to));
        from = to;
    }
    steps
}

/// The best replies between `states`, and the other unilateral improvements.
fn unilateral(solved: &Solved, states: &BTreeSet<State>) -> (Vec<Taken>, Vec<Taken>) {
    let model = &solved.compiled.model;
    let (mut best, mut other) = (Vec::new(), Vec::new());
    for &from in states {
        for mover in 0..model.decision_makers() {
            let replies = model.best_replies(mover, from);
            for &to in states {
                if model.value(mover, to) <= model.value(mover, from)
                    || !model.can_move(mover, from, to)
                {
                    continue;
                }
                let step = (vec![mover], from, to);
                match replies.contains(&to) {
                    true => best.push(step),
                    false => other.push(step),
                }
            }
        }
    }
    (best, other)
}
