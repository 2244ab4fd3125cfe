//! The statements that decide whether a state holds.

use std::collections::BTreeSet;

use hikiwake_graph::State;

use hikiwake_conflict::solve::Solved;
use hikiwake_conflict::{search::Answer, search::answer};
use hikiwake_finding::StatementHead;

use super::holding::named;
use super::{Stand, TracedStand};

/// Why each decision maker stays at a state or leaves it.
pub(super) struct Grounds {
    pub per_actor: Vec<Ground>,
    /// The work allowed did not suffice to find all answers.
    pub cut: bool,
}

/// Why one decision maker stays or leaves.
pub(super) struct Ground {
    pub stand: TracedStand,
    /// The statements that decide, each once.
    pub statements: Vec<StatementHead>,
}

/// Why each decision maker stays at `state` or leaves it, under SEQ. Who leaves
/// does so for the statements that its best unanswered improvement turns on. Who
/// stays does so for those that make each of its moves no better, and, where a move
/// is better, for those by which the others answer and for which the end is no gain.
pub(super) fn grounds(solved: &Solved, state: State) -> Grounds {
    let leavers = solved.leavers(state);
    let mut cut = false;
    let actors = 0..solved.compiled.decision_makers.len();
    let per_actor = actors
        .map(|actor| match leavers.contains(&actor) {
            true => leaves(solved, actor, state, &mut cut),
            false => stays(solved, actor, state, &mut cut),
        })
        .collect();
    Grounds { per_actor, cut }
}

fn leaves(solved: &Solved, actor: usize, state: State, cut: &mut bool) -> Ground {
    let departure = solved.departure(actor, state);
    *cut |= departure.is_none();
    Ground {
        stand: TracedStand {
            actor: named(solved, &solved.compiled.decision_makers[actor]),
            does: Stand::Leaves {
                step: departure.as_ref().map(|step| step.text.clone()),
            },
        },
        statements: each_once(
            (departure.into_iter())
                .flat_map(|step| step.because)
                .flat_map(|reason| reason.statements),
        ),
    }
}

fn stays(solved: &Solved, actor: usize, state: State, cut: &mut bool) -> Ground {
    let model = &solved.compiled.model;
    let moves = model.moves(actor, state);
    let mut found = Vec::new();
    let mut better = 0;
    let mut work = solved.work;
    for &to in &moves {
        found.extend(solved.reason(actor, state, to).statements);
        if model.value(actor, to) <= model.value(actor, state) {
            continue;
        }
        better += 1;
        match answer(model, actor, state, to, true, &mut work) {
            Answer::Found(steps) => {
                let mut from = to;
                for (mover, next) in steps {
                    found.extend(solved.reason(mover, from, next).statements);
                    from = next;
                }
                found.extend(solved.reason(actor, state, from).statements);
            }
            // A state is stable only where there is an answer.
            Answer::None | Answer::Unknown => *cut = true,
        }
    }
    Ground {
        stand: TracedStand {
            actor: named(solved, &solved.compiled.decision_makers[actor]),
            does: match (moves.len(), better) {
                (0, _) => Stand::NoMove,
                (_, 0) => Stand::NoBetterMove,
                (_, moves) => Stand::Answered { moves },
            },
        },
        statements: each_once(found),
    }
}

/// The statements in order of actor and rank, each once.
pub(super) fn each_once(heads: impl IntoIterator<Item = StatementHead>) -> Vec<StatementHead> {
    let mut seen = BTreeSet::new();
    let mut kept: Vec<StatementHead> = (heads.into_iter())
        .filter(|head| seen.insert((head.actor.clone(), head.id.clone())))
        .collect();
    kept.sort_by(|a, b| (&a.actor, a.rank, &a.id).cmp(&(&b.actor, b.rank, &b.id)));
    kept
}
