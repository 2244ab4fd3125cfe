//! Sanction cards: why an actor puts up with what it dislikes.

use std::collections::BTreeSet;

use hikiwake_dossier::Preferences;
use hikiwake_graph::{Concept, State};

use crate::SanctionCard;
use crate::moves::Taken;
use crate::solve::Solved;
use crate::{search::Answer, search::answer};
use hikiwake_finding::{StatementHead, basis};

/// One step that an actor forgoes.
struct Forgone {
    /// Place of the state among those asked about.
    place: usize,
    actor: usize,
    state: State,
    to: State,
    why: Why,
}

/// What speaks against a step.
enum Why {
    /// An answer; each step of it improves its mover where `credible`.
    Deterred { credible: bool },
    /// The step meets this wish, but is no improvement.
    Outweighed { wish: StatementHead },
}

/// The states about which it is asked why actors stay there.
pub(crate) struct SanctionsQuestion<'a> {
    /// The status quo and the outcomes.
    pub landmarks: &'a [State],
    /// The strongest equilibria.
    pub strongest: &'a [State],
}

/// The cards, and what is shown with them.
#[derive(Default)]
pub(crate) struct Sanctions {
    pub cards: Vec<SanctionCard>,
    /// The steps of the cards with an answer, for the drawing.
    pub steps: Vec<Taken>,
    /// How many more cards there would be.
    pub left: u64,
}

/// Cards for the states asked about. For every decision maker who has improvements there and is
/// deterred (SEQ-stable, or failing that GMR-stable): one for each improvement by a
/// single option and one for its best improvement. For every decision maker, at the
/// landmarks: one for each other change of a single option that would meet an unmet
/// wish. At most `limit`, spread over states and actors.
pub(crate) fn cards(solved: &Solved, asked: &SanctionsQuestion, limit: usize) -> Sanctions {
    let mut rounds: Vec<Vec<Forgone>> = Vec::new();
    let mut wishes: Vec<Forgone> = Vec::new();
    let mut seen = BTreeSet::new();
    let states = asked.landmarks.iter().chain(asked.strongest);
    for (place, &state) in states.enumerate() {
        if !seen.insert(state) {
            continue;
        }
        for actor in 0..solved.compiled.decision_makers.len() {
            let forgone = |to, why| Forgone {
                place,
                actor,
                state,
                to,
                why,
            };
            if place < asked.landmarks.len() {
                for (to, wish) in outweighed(solved, actor, state) {
                    wishes.push(forgone(to, Why::Outweighed { wish }));
                }
            }
            let credible = solved.stability.stable(actor, Concept::Seq).has(state);
            if !credible && !solved.stability.stable(actor, Concept::Gmr).has(state) {
                continue;
            }
            for (round, to) in deterred(solved, actor, state).into_iter().enumerate() {
                if rounds.len() <= round {
                    rounds.push(Vec::new());
                }
                rounds[round].push(forgone(to, Why::Deterred { credible }));
            }
        }
    }
    rounds.push(wishes);
    let all: Vec<Forgone> = rounds.into_iter().flatten().collect();
    let mut work = solved.work;
    let mut told: Vec<(&Forgone, SanctionCard, Vec<Taken>)> = (all.iter())
        .filter_map(|forgone| {
            let (card, steps) = card(solved, forgone, &mut work)?;
            Some((forgone, card, steps))
        })
        .take(limit)
        .collect();
    told.sort_by_key(|(forgone, ..)| (forgone.place, forgone.actor));
    let mut cards = Sanctions {
        left: (all.len() - told.len()) as u64,
        ..Sanctions::default()
    };
    for (_, card, steps) in told {
        cards.cards.push(card);
        cards.steps.extend(steps);
    }
    cards
}

/// The improvements that make a card: those by a single option, best for the actor
/// first, then the best of all.
fn deterred(solved: &Solved, actor: usize, state: State) -> Vec<State> {
    let model = &solved.compiled.model;
    let improvements = model.improvements_as_named(actor, state);
    let best = improvements.first().copied();
    let mut chosen: Vec<State> = (improvements.into_iter())
        .filter(|&to| model.space().difference(state, to).options == 1)
        .collect();
    chosen.extend(best.filter(|best| !chosen.contains(best)));
    chosen
}

/// The moves by a single option that meet an unmet wish and are no improvement, each
/// with the weightiest such wish.
fn outweighed(solved: &Solved, actor: usize, state: State) -> Vec<(State, StatementHead)> {
    let (compiled, model) = (&solved.compiled, &solved.compiled.model);
    let Preferences::Statements(ranks) = &compiled.preferences[actor] else {
        return Vec::new();
    };
    let space = model.space();
    let mut steps: Vec<State> = (space.axes().iter().enumerate())
        .filter(|(_, option)| option.owner == actor)
        .flat_map(|(axis, option)| (0..option.levels).map(move |l| space.with(state, axis, l)))
        .filter(|&to| model.can_move(actor, state, to))
        .filter(|&to| model.value(actor, to) <= model.value(actor, state))
        .collect();
    let mut found = Vec::new();
    for (rank, statements) in ranks.iter().enumerate() {
        for statement in statements {
            if statement.formula.holds(space, state) {
                continue;
            }
            let met = |to: &State| statement.formula.holds(space, *to);
            let head = basis::statement_head(solved.dossier, compiled, actor, rank, statement);
            found.extend(
                steps
                    .iter()
                    .filter(|to| met(to))
                    .map(|&to| (to, head.clone())),
            );
            steps.retain(|to| !met(to));
        }
    }
    found
}

/// The card of one step forgone, and the steps to draw; nothing where the work
/// allowed does not suffice to find the answer.
fn card(solved: &Solved, forgone: &Forgone, work: &mut u64) -> Option<(SanctionCard, Vec<Taken>)> {
    let &Forgone {
        actor, state, to, ..
    } = forgone;
    let mut taken: Vec<Taken> = Vec::new();
    let (wish, credible) = match &forgone.why {
        Why::Outweighed { wish } => (Some(wish), true),
        &Why::Deterred { credible } => {
            let model = &solved.compiled.model;
            let answer = answer(model, actor, state, to, credible, work);
            let Answer::Found(steps) = answer else {
                return None;
            };
            taken.push((vec![actor], state, to));
            for (mover, to) in steps {
                let from = taken.last().map_or(state, |last| last.2);
                taken.push((vec![mover], from, to));
            }
            (None, credible)
        }
    };
    let answer = taken.iter().skip(1);
    let end = taken.last().map_or(to, |last| last.2);
    let card = SanctionCard {
        actor: solved.compiled.decision_makers[actor].clone(),
        state: solved.row(state).code,
        improvement: solved.step(&[actor], state, to),
        wish: wish.cloned(),
        answer: answer
            .map(|(movers, from, to)| solved.step(movers, *from, *to))
            .collect(),
        credible,
        result: solved.reason(actor, state, end),
    };
    Some((card, taken))
}
