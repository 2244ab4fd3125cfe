//! Whether what was signed would be kept: by one rule for all who ask.

use hikiwake_conflict::search::{Answer, answer};
use hikiwake_conflict::solve::Solved;
use hikiwake_dossier::Compiled;
use hikiwake_finding::WalkStep;
use hikiwake_graph::State;

use super::Kept;
use crate::agreements;

/// What sets the model after signing apart from that before.
pub(crate) struct SinceSigning {
    /// The levels of all columns at its status quo.
    pub now: Vec<u8>,
    /// Per column, whether it is on the table only after signing.
    pub new: Vec<bool>,
}

/// What becomes of a step that somebody would take in one state, in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It cannot be taken.
    Impossible,
    /// It does not gain.
    NoGain,
    /// An answer of others spoils it.
    Answered,
    /// It is taken as before.
    Stays,
    /// The search was cut short.
    Unknown,
}

impl SinceSigning {
    /// Of the models after signing and before.
    pub fn new(after: &Compiled, before: &Compiled) -> Self {
        let columns = after.columns.iter().zip(&before.columns);
        let new = columns.map(|(after, now)| after.axis.is_some() && now.axis.is_none());
        SinceSigning {
            now: agreements::now(after),
            new: new.collect(),
        }
    }

    /// Columns in which a step undoes what the agreement set: what differs from the status
    /// quo.
    pub fn undone<'s>(&'s self, step: &'s WalkStep) -> impl Iterator<Item = usize> + 's {
        let changes = step.changes.iter();
        let set = changes.filter(|c| self.now.get(c.option).is_some_and(|&now| now != c.from));
        set.map(|change| change.option)
    }

    /// Columns that a step uses and that are on the table only after signing.
    pub fn opened<'s>(&'s self, step: &'s WalkStep) -> impl Iterator<Item = usize> + 's {
        let changes = step.changes.iter().map(|change| change.option);
        changes.filter(|&option| self.new[option])
    }

    /// Whether the agreement that leads to a state would be kept.
    pub fn kept(&self, solved: &Solved, state: State) -> Kept {
        if solved.compiled.status_quo == Some(state) {
            return Kept::NotKnown;
        }
        let leavers = solved.leavers(state);
        // Whoever would leave by a step that was not found counts as breaking it.
        let keeps = |&actor: &usize| {
            let step = solved.departure(actor, state);
            step.is_some_and(|step| {
                let is_new = self
                    .undone(&step)
                    .chain(self.opened(&step))
                    .next()
                    .is_some();
                !is_new && taken_anyway(solved, &step)
            })
        };
        match leavers.is_empty() {
            true => Kept::Holds,
            false if leavers.iter().all(keeps) => Kept::AsNow,
            false => Kept::Betrayed,
        }
    }
}

/// Whether the step would be taken at the status quo, too, without any agreement.
pub(super) fn taken_anyway(solved: &Solved, step: &WalkStep) -> bool {
    let compiled = &solved.compiled;
    compiled.status_quo.is_some_and(|today| {
        step.movers.iter().all(|mover| {
            let actor = compiled.decision_makers.iter().position(|a| a == mover);
            actor.is_some_and(|actor| fate(solved, actor, step, today) == Fate::Stays)
        })
    })
}

/// What becomes of the changes that `step` makes if `actor` makes them in a state.
pub(super) fn fate(solved: &Solved, actor: usize, step: &WalkStep, from: State) -> Fate {
    let compiled = &solved.compiled;
    let model = &compiled.model;
    let to = step.changes.iter().try_fold(from, |at, change| {
        let axis = compiled.columns.get(change.option)?.axis?;
        Some(model.space().with(at, axis, change.to))
    });
    let Some(to) = to.filter(|&to| model.can_move(actor, from, to)) else {
        return Fate::Impossible;
    };
    if model.value(actor, to) <= model.value(actor, from) {
        return Fate::NoGain;
    }
    let mut work = solved.work;
    match answer(model, actor, from, to, true, &mut work) {
        Answer::Found(_) => Fate::Answered,
        Answer::None => Fate::Stays,
        Answer::Unknown => Fate::Unknown,
    }
}
