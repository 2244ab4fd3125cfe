//! Sanction cards: why an actor puts up with what it dislikes.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use hikiwake_graph::{Concept, State};

use crate::search::{Answer, answer};
use crate::sentences::card_question;
use crate::solve::Solved;
use crate::{SanctionCard, Step};

/// One improvement that an actor forgoes.
struct Forgone {
    /// Place of the state among those asked about.
    place: usize,
    actor: usize,
    state: State,
    to: State,
    /// An answer deters in which each step improves its mover.
    credible: bool,
}

/// Cards for `states`: for every decision maker who has improvements there and is
/// deterred (SEQ-stable, or failing that GMR-stable), one for each improvement by
/// a single option and one for its best improvement. At most `limit`, spread over
/// states and actors; and how many more there would be.
pub(crate) fn cards(solved: &Solved, states: &[State], limit: usize) -> (Vec<SanctionCard>, u64) {
    let mut rounds: Vec<Vec<Forgone>> = Vec::new();
    let mut seen = BTreeSet::new();
    for (place, &state) in states.iter().enumerate() {
        if !seen.insert(state) {
            continue;
        }
        for actor in 0..solved.compiled.decision_makers.len() {
            let credible = solved.stability.stable(actor, Concept::Seq).has(state);
            if !credible && !solved.stability.stable(actor, Concept::Gmr).has(state) {
                continue;
            }
            for (round, to) in forgone(solved, actor, state).into_iter().enumerate() {
                if rounds.len() <= round {
                    rounds.push(Vec::new());
                }
                rounds[round].push(Forgone {
                    place,
                    actor,
                    state,
                    to,
                    credible,
                });
            }
        }
    }
    let all: Vec<Forgone> = rounds.into_iter().flatten().collect();
    let mut cards: Vec<(usize, usize, SanctionCard)> = (all.iter())
        .filter_map(|f| Some((f.place, f.actor, card(solved, f)?)))
        .take(limit)
        .collect();
    let left = all.len() - cards.len();
    cards.sort_by_key(|&(place, actor, _)| (place, actor));
    (
        cards.into_iter().map(|(_, _, card)| card).collect(),
        left as u64,
    )
}

/// The improvements that make a card: those by a single option, best for the actor
/// first, then the best of all.
fn forgone(solved: &Solved, actor: usize, state: State) -> Vec<State> {
    let model = &solved.compiled.model;
    let space = model.space();
    let mut improvements = model.improvements(actor, state);
    improvements.sort_by_key(|&to| (Reverse(model.value(actor, to)), to));
    let here = space.levels(state);
    let single = |to: &State| {
        let there = space.levels(*to);
        here.iter().zip(&there).filter(|(a, b)| a != b).count() == 1
    };
    let best = improvements.first().copied();
    let mut chosen: Vec<State> = improvements.into_iter().filter(single).collect();
    chosen.extend(best.filter(|best| !single(best)));
    chosen
}

fn card(solved: &Solved, forgone: &Forgone) -> Option<SanctionCard> {
    let &Forgone {
        actor,
        state,
        to,
        credible,
        ..
    } = forgone;
    let model = &solved.compiled.model;
    let Answer::Found(steps) = answer(model, actor, state, to, credible, solved.work) else {
        return None;
    };
    let mut from = to;
    let mut told: Vec<Step> = Vec::new();
    for (mover, to) in steps {
        told.push(solved.step(&[mover], from, to));
        from = to;
    }
    let improvement = solved.step(&[actor], state, to);
    Some(SanctionCard {
        actor: solved.compiled.decision_makers[actor].clone(),
        state: solved.row(state).code,
        question: card_question(solved, actor, state, to),
        improvement,
        answer: told,
        credible,
        result: solved.reason(actor, state, from),
    })
}
