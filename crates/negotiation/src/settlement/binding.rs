//! Binding against declared: the same agreement with a level of a term that binds for
//! good, and with one that does not.

use std::collections::BTreeSet;

use hikiwake_dossier::Negotiation;
use hikiwake_dossier::file::ChangeKind;
use hikiwake_graph::State;

use super::after_signing::After;
use super::binding_finding::{Binding, BindingPair, BoundBetrayal, StepFate};
use super::kept::Fate;
use super::named::Named;

impl From<Fate> for StepFate {
    fn from(fate: Fate) -> StepFate {
        match fate {
            Fate::Impossible => StepFate::Impossible,
            Fate::NoGain => StepFate::NoGain,
            Fate::Answered => StepFate::Answered,
            Fate::Stays => StepFate::Stays,
            Fate::Unknown => StepFate::Unknown,
        }
    }
}

/// Compares levels of the terms that can bind, for each of the agreements `bases`, at
/// most `limit` pairs a term.
pub(super) fn binding(
    talks: &Negotiation,
    after: &After,
    bases: &[State],
    named: &mut Named,
    limit: usize,
) -> Vec<Binding> {
    let terms = 0..talks.terms.len();
    let one = |term: usize| {
        let levels = talks.terms[term].levels.len() as u8;
        let binds = |level: &u8| {
            let mut sets = talks.sets(term, *level).iter();
            sets.any(|&(column, to)| {
                let column = &talks.columns[column];
                match column.change {
                    Some(ChangeKind::OneWay) => to > 0,
                    Some(ChangeKind::OneWayDown) => usize::from(to) + 1 < column.levels.len(),
                    Some(ChangeKind::Reversible) | None => false,
                }
            })
        };
        let (binding, loose): (Vec<u8>, Vec<u8>) = (0..levels).partition(binds);
        if binding.is_empty() {
            return None;
        }
        let mut found = Binding {
            term,
            binding,
            compared: 0,
            betrayed: 0,
            ended: 0,
            pairs: Vec::new(),
        };
        found.compare(talks, after, &loose, bases, named, limit);
        Some(found)
    };
    terms.filter_map(one).collect()
}

impl Binding {
    fn compare(
        &mut self,
        talks: &Negotiation,
        after: &After,
        loose: &[u8],
        bases: &[State],
        named: &mut Named,
        limit: usize,
    ) {
        let space = talks.model.space();
        let mut seen: BTreeSet<(usize, usize)> = BTreeSet::new();
        for &base in bases {
            let at = |level: u8| {
                let agreement = space.with(base, self.term, level);
                let admitted = talks.model.feasible().has(agreement);
                admitted.then_some(agreement)
            };
            let place = |agreement: State| after.place(talks, agreement).ok();
            for &bound in &self.binding {
                let Some(bound_at) = at(bound) else { continue };
                let Some(bound_state) = place(bound_at) else {
                    continue;
                };
                // From the highest down: of levels that do the same, the one that says most.
                for &level in loose.iter().rev() {
                    let Some(loose_at) = at(level) else { continue };
                    let Some(loose_state) = place(loose_at) else {
                        continue;
                    };
                    if !seen.insert((loose_state, bound_state)) {
                        continue;
                    }
                    self.compared += 1;
                    let betrayals = after.at(loose_state).betrayals.into_iter();
                    let betrayals: Vec<BoundBetrayal> = betrayals
                        .map(|b| BoundBetrayal {
                            fate: after.fate_at(&b.step, bound_state).into(),
                            anyway: b.anyway,
                            step: b.step,
                        })
                        .collect();
                    let ends = betrayals.iter().any(|b| b.fate.ended());
                    self.betrayed += u64::from(!betrayals.is_empty());
                    self.ended += u64::from(ends);
                    if betrayals.is_empty() || self.pairs.len() >= limit {
                        continue;
                    }
                    self.pairs.push(BindingPair {
                        loose: level,
                        bound,
                        loose_agreement: named.place(loose_at),
                        bound_agreement: named.place(bound_at),
                        ends,
                        holds: after.at(bound_state).holding.leavers.is_empty(),
                        betrayals,
                    });
                }
            }
        }
    }
}
