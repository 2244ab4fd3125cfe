//! What each faction says to every agreement.

use std::collections::HashMap;
use std::sync::Arc;

use hikiwake_dossier::file::FactionVerdict;
use hikiwake_dossier::{CompiledFaction, Judge, Negotiation, Preferences};
use hikiwake_graph::{Bits, Formula, Numbering, State, told_apart};

use super::scores::{scores, units};

/// What one faction says to every agreement; what it neither accepts nor rejects it
/// does not mind. Combinations that the rules exclude are judged like any other.
#[derive(Clone, Debug)]
pub(crate) struct FactionVerdicts {
    /// The agreements that it accepts.
    pub accepts: Arc<Bits>,
    /// The agreements that it rejects.
    pub rejects: Arc<Bits>,
}

impl FactionVerdicts {
    /// What it says to one agreement.
    pub fn verdict(&self, agreement: State) -> FactionVerdict {
        if self.accepts.has(agreement) {
            FactionVerdict::Accepts
        } else if self.rejects.has(agreement) {
            FactionVerdict::Rejects
        } else {
            FactionVerdict::DoesNotMind
        }
    }
}

/// The combinations of several forms together, each kept once: many factions judge by
/// forms, and many alike.
pub(super) struct Unions<'a> {
    by_form: &'a [Bits],
    known: HashMap<Vec<bool>, Arc<Bits>>,
}

impl<'a> Unions<'a> {
    /// `by_form` has the combinations of each form.
    pub fn of(by_form: &'a [Bits]) -> Unions<'a> {
        Unions {
            by_form,
            known: HashMap::new(),
        }
    }

    fn of_those(
        &mut self,
        verdicts: &[FactionVerdict],
        wanted: FactionVerdict,
        universe: usize,
    ) -> Arc<Bits> {
        let forms: Vec<bool> = verdicts.iter().map(|verdict| *verdict == wanted).collect();
        let known = self.known.entry(forms);
        let union = known.or_insert_with_key(|forms| {
            let mut union = Bits::none(universe);
            for (here, _) in self.by_form.iter().zip(forms).filter(|(_, meant)| **meant) {
                union.unite(here);
            }
            Arc::new(union)
        });
        union.clone()
    }
}

/// The verdicts of one of the factions of `talks`.
pub(super) fn judge(
    talks: &Negotiation,
    unions: &mut Unions,
    faction: &CompiledFaction,
) -> FactionVerdicts {
    let size = talks.model.space().size();
    let mut accepts = Bits::none(size);
    let mut rejects = Bits::none(size);
    match &faction.judge {
        Judge::Nothing => return FactionVerdicts::by_forms(unions, &[], size),
        Judge::Forms(verdicts) => return FactionVerdicts::by_forms(unions, verdicts, size),
        Judge::Order {
            preferences,
            audience_cost,
            deadlock_cost,
        } => {
            // Rank by rank, most important first. Gains from one rank on do not pay, losses
            // from one on are borne.
            let pays = audience_cost.unwrap_or(usize::MAX);
            let borne = deadlock_cost.unwrap_or(usize::MAX);
            let all = Bits::all(size);
            decided(talks, preferences, &all, |rank, first, better, worse| {
                match rank < pays {
                    true => accepts.unite_from(first, better),
                    false => rejects.unite_from(first, better),
                }
                if rank < borne {
                    rejects.unite_from(first, worse);
                }
            });
        }
        Judge::Weights => {
            if let Some(weights) = &faction.weights {
                let all = Numbering::of(Bits::all(size));
                let scores = scores(weights, &all);
                let least = scores.of(talks.reversion) + units(faction.cost);
                accepts = scores.above(least);
                rejects = scores.below(least);
            }
        }
    }
    FactionVerdicts {
        accepts: Arc::new(accepts),
        rejects: Arc::new(rejects),
    }
}

impl FactionVerdicts {
    fn by_forms(
        unions: &mut Unions,
        verdicts: &[FactionVerdict],
        universe: usize,
    ) -> FactionVerdicts {
        FactionVerdicts {
            accepts: unions.of_those(verdicts, FactionVerdict::Accepts, universe),
            rejects: unions.of_those(verdicts, FactionVerdict::Rejects, universe),
        }
    }
}

/// Tells `each`, piece by piece, which agreements of `among` are better than the reversion
/// point and which are worse, and by which rank (counted from 0, most important first):
/// see [`told_apart`].
pub(crate) fn decided(
    talks: &Negotiation,
    preferences: &Preferences,
    among: &Bits,
    mut each: impl FnMut(usize, usize, &[u64], &[u64]),
) {
    match preferences {
        Preferences::None => {}
        Preferences::Statements(ranks) => {
            let formulas = ranks.iter().map(|rank| rank.iter().map(|s| &s.formula));
            let space = talks.model.space();
            told_apart(space, formulas, talks.reversion, among, each);
        }
        Preferences::Ranking { classes, .. } => {
            let formulas = classes.iter().map(|(_, formula)| formula);
            let (better, worse) = by_classes(talks, formulas, among.clone());
            each(0, 0, better.words(), worse.words());
        }
    }
}

/// What a faction's weights add up to.
fn worth(talks: &Negotiation, weights: &[Vec<f64>], agreement: State) -> f64 {
    let levels = talks.model.space().levels(agreement);
    let at = weights.iter().zip(levels).map(|(w, l)| w[usize::from(l)]);
    at.sum()
}

/// What an agreement is worth to a faction more than the reversion point and the cost of
/// accepting it; `None` for one without weights.
pub(crate) fn gain(talks: &Negotiation, faction: usize, agreement: State) -> Option<f64> {
    let faction = &talks.factions[faction];
    let weights = faction.weights.as_ref()?;
    let least = worth(talks, weights, talks.reversion) + faction.cost;
    Some(worth(talks, weights, agreement) - least)
}

/// The agreements of `among` of a better class than the reversion point's, and those of a
/// worse one.
fn by_classes<'f>(
    talks: &Negotiation,
    classes: impl Iterator<Item = &'f Formula>,
    among: Bits,
) -> (Bits, Bits) {
    let space = talks.model.space();
    let mut left = among;
    let mut better = Bits::none(space.size());
    for class in classes {
        let here = class.extension_in(space, &left);
        left.subtract(&here);
        if class.holds(space, talks.reversion) {
            return (better, left);
        }
        better.unite(&here);
    }
    // The reversion point finds no class: nothing is worse.
    (better, Bits::none(space.size()))
}
