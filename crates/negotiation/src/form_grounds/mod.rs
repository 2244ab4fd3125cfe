//! What is found of a form of settlement whoever must agree to it at home: whether the
//! governments want it, who would lose by it, what it breaks off, and where it fares
//! otherwise at the other table.

mod losers;
mod tables_disagree;
mod types;

use hikiwake_conflict::solve::Solved;
use hikiwake_dossier::Dossier;
use hikiwake_graph::{Bits, Formula};

pub use types::*;

use crate::EvaluatedNegotiation;
use crate::agreements::{ChangedTerms, agreement_row, new_agreements};
use tables_disagree::OtherTable;

/// What all forms of one negotiation are asked with.
pub(crate) struct FormGrounds<'a> {
    dossier: &'a Dossier,
    heard: &'a EvaluatedNegotiation,
    changed: ChangedTerms,
    other: Option<OtherTable<'a>>,
}

impl<'a> FormGrounds<'a> {
    /// `after` is the model after signing, where terms set options of it.
    pub fn new(
        dossier: &'a Dossier,
        heard: &'a EvaluatedNegotiation,
        after: Option<&'a Solved<'a>>,
    ) -> FormGrounds<'a> {
        FormGrounds {
            dossier,
            heard,
            changed: ChangedTerms::new(&heard.talks),
            other: after.and_then(|after| OtherTable::new(&heard.talks, after)),
        }
    }

    /// What is found of these agreements; of them only new ones count. `form` is their form,
    /// where they are those of one.
    pub fn of(&self, agreements: &Bits, form: Option<usize>) -> FormGround {
        let talks = &self.heard.talks;
        let mut all = new_agreements(talks);
        all.intersect(agreements);
        let mut preferred = all.clone();
        self.heard.keep_preferred(&mut preferred);
        let mut harmless = all.clone();
        for side in self.heard.beside() {
            harmless.subtract(&side.worse);
        }
        let best = [&preferred, &harmless, &all];
        let best = best.into_iter().find(|some| !some.is_empty());
        let least = best.and_then(|some| self.changed.fewest(talks, some));
        FormGround {
            preferred: preferred.count() as u64,
            worse_for_none: harmless.count() as u64,
            undoes_in_force: undoes_in_force(self.heard, &all),
            least_change: least.map(|agreement| agreement_row(talks, agreement)),
            losers: self.losers(&all),
            leaders: form.map_or_else(Vec::new, |form| self.leaders(&all, form)),
            tables_disagree: (self.other.as_ref())
                .and_then(|other| other.disagrees(&self.changed, &all, &preferred)),
        }
    }
}

/// Ids of the terms that all of these agreements set below what is in force, where no
/// government would have the term lower and some would not.
pub(crate) fn undoes_in_force(heard: &EvaluatedNegotiation, agreements: &Bits) -> Vec<String> {
    let talks = &heard.talks;
    if talks.none_in_force || agreements.is_empty() {
        return Vec::new();
    }
    let space = talks.model.space();
    let undone = (0..talks.terms.len()).filter(|&axis| {
        let now = space.level(talks.reversion, axis);
        let levels = (1u64 << now) - 1;
        let below = Formula::Level { axis, levels }.extension(space);
        now > 0 && agreements.is_subset(&below) && nobody_wants_less(heard, axis, now)
    });
    undone.map(|axis| talks.terms[axis].id.clone()).collect()
}

fn nobody_wants_less(heard: &EvaluatedNegotiation, axis: usize, now: u8) -> bool {
    let (talks, beside) = (&heard.talks, heard.beside());
    (0..now).all(|level| {
        let less = talks.model.space().with(talks.reversion, axis, level);
        beside.iter().all(|side| !side.better.has(less))
            && beside.iter().any(|side| side.worse.has(less))
    })
}
