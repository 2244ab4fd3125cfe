//! What the others can answer to one improvement, by the definitions.

use std::cell::OnceCell;

use hikiwake_graph::{Concept, Model, Reach, State, StepKind};

/// A state other than the improvement itself that an answer ends in.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    pub state: State,
    /// P_i there, for the actor who made the improvement.
    pub value: u32,
    /// Steps of a shortest answer that ends there, and the options that they change.
    pub length: (usize, u32),
}

impl End {
    /// Fewest steps first, then worst for the actor, then fewest changes.
    pub fn order(&self) -> (usize, u32, u32, State) {
        (self.length.0, self.value, self.length.1, self.state)
    }
}

/// The ends that one kind of answer has.
pub(super) struct Ends {
    pub reach: Reach,
    /// Ends that leave the actor no better off than in the state explained, in the
    /// order of [`End::order`].
    pub hurting: Vec<End>,
    /// The worst end for the actor; `None` where the others have no answer.
    pub worst: Option<End>,
    /// Number of ends.
    pub count: usize,
}

/// Everything that the others can answer to one improvement of one actor. The
/// actor has just moved, so any of the others may start.
pub(super) struct Answers<'m> {
    model: &'m Model,
    actor: usize,
    /// P_i of the state explained.
    explained: u32,
    improvement: State,
    free: OnceCell<Ends>,
    credible: OnceCell<Ends>,
}

impl<'m> Answers<'m> {
    pub fn new(model: &'m Model, actor: usize, explained: State, improvement: State) -> Self {
        Answers {
            model,
            actor,
            explained: model.value(actor, explained),
            improvement,
            free: OnceCell::new(),
            credible: OnceCell::new(),
        }
    }

    /// R_{N−i} of the improvement.
    pub fn free(&self) -> &Ends {
        self.free.get_or_init(|| self.ends(StepKind::Move))
    }

    /// R+_{N−i} of the improvement.
    pub fn credible(&self) -> &Ends {
        self.credible
            .get_or_init(|| self.ends(StepKind::Improvement))
    }

    /// The answers that `concept` admits.
    pub fn admitted(&self, concept: Concept) -> &Ends {
        if credible(concept) {
            self.credible()
        } else {
            self.free()
        }
    }

    /// The end of the answer that spoils the improvement: fewest steps, then
    /// worst for the actor.
    pub fn spoiler(&self, concept: Concept) -> Option<End> {
        let ends = self.admitted(concept);
        ends.hurting
            .iter()
            .find(|end| !symmetric(concept) || self.way_out(end.state).is_none())
            .copied()
    }

    /// The actor's best move from `end`, where it leads to a better state than
    /// the one explained.
    pub fn way_out(&self, end: State) -> Option<State> {
        // Such a move improves on `end` too, which is no better than the state explained.
        let best = (self.model.improvements(self.actor, end).into_iter())
            .min_by_key(|&to| self.model.naming_order(self.actor, end, to))?;
        (self.model.value(self.actor, best) > self.explained).then_some(best)
    }

    fn ends(&self, kind: StepKind) -> Ends {
        let others: Vec<usize> = (0..self.model.decision_makers())
            .filter(|&j| j != self.actor)
            .collect();
        let reach = self.model.reach(self.improvement, &others, kind);
        let states: Vec<(u32, State)> = reach
            .states()
            .into_iter()
            .filter(|&state| state != self.improvement)
            .map(|state| (self.model.value(self.actor, state), state))
            .collect();
        let end = |&(value, state): &(u32, State)| {
            Some(End {
                state,
                value,
                length: reach.length(state)?,
            })
        };
        let least = states.iter().map(|&(value, _)| value).min();
        let worst = states
            .iter()
            .filter(|&&(value, _)| Some(value) == least)
            .filter_map(end)
            .min_by_key(End::order);
        let mut hurting: Vec<End> = states
            .iter()
            .filter(|&&(value, _)| value <= self.explained)
            .filter_map(end)
            .collect();
        hurting.sort_by_key(End::order);
        Ends {
            count: states.len(),
            reach,
            hurting,
            worst,
        }
    }
}

/// Whether every step of an answer has to improve its mover.
pub(super) fn credible(concept: Concept) -> bool {
    matches!(concept, Concept::Seq | Concept::Sseq)
}

/// Whether the actor must have no way out of an answer.
pub(super) fn symmetric(concept: Concept) -> bool {
    matches!(concept, Concept::Smr | Concept::Sseq)
}

/// How many moves a search for all answers to one improvement of `actor` follows
/// at most: at every state that the others can bring about, those of each of the
/// others, once for free and once for credible answers, and the actor's own.
pub(super) fn work_per_improvement(model: &Model, actor: usize) -> u64 {
    let mut combinations = vec![1u64; model.decision_makers()];
    for axis in model.space().axes() {
        let own = &mut combinations[axis.owner];
        *own = own.saturating_mul(u64::from(axis.levels));
    }
    let own = combinations.remove(actor);
    let states = combinations.iter().fold(1u64, |a, &b| a.saturating_mul(b));
    let moves = match combinations.len() {
        // Nobody moves twice running, so a lone opponent moves once.
        0 | 1 => 1,
        _ => combinations.iter().fold(0u64, |a, &b| a.saturating_add(b)),
    };
    states.saturating_mul(moves.saturating_mul(2).saturating_add(own))
}
