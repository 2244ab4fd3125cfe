//! What each faction says to every agreement.

use hikiwake_dossier::file::FactionVerdict;
use hikiwake_dossier::{CompiledStatement, Judge, Negotiation, Preferences};
use hikiwake_graph::{Bits, Formula, State};

use super::scores::{scores, units};
use super::vote_sums::VoteSums;

/// What one faction says to every agreement; what it neither accepts nor rejects it
/// does not mind. Combinations that the rules exclude are judged like any other.
#[derive(Clone, Debug)]
pub(crate) struct FactionVerdicts {
    /// The agreements that it accepts.
    pub accepts: Bits,
    /// The agreements that it rejects.
    pub rejects: Bits,
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

/// The verdicts of faction `faction` of `talks`; `by_form` has the combinations of each form.
pub(super) fn judge(talks: &Negotiation, by_form: &[Bits], faction: usize) -> FactionVerdicts {
    let size = talks.model.space().size();
    let mut judged = FactionVerdicts {
        accepts: Bits::none(size),
        rejects: Bits::none(size),
    };
    let faction = &talks.factions[faction];
    match &faction.judge {
        Judge::Nothing => {}
        Judge::Forms(verdicts) => judged.by_forms(by_form, verdicts),
        Judge::Order {
            preferences,
            audience_cost,
            deadlock_cost,
        } => {
            let pays = audience_cost.unwrap_or(usize::MAX);
            let borne = deadlock_cost.unwrap_or(usize::MAX);
            judged.by_order(talks, preferences, pays, borne);
        }
        Judge::Weights => {
            if let Some(weights) = &faction.weights {
                judged.by_weights(talks, weights, faction.cost);
            }
        }
    }
    judged
}

impl FactionVerdicts {
    fn by_forms(&mut self, by_form: &[Bits], verdicts: &[FactionVerdict]) {
        for (here, verdict) in by_form.iter().zip(verdicts) {
            match verdict {
                FactionVerdict::Accepts => self.accepts.unite(here),
                FactionVerdict::Rejects => self.rejects.unite(here),
                FactionVerdict::DoesNotMind => {}
            }
        }
    }

    /// Rank by rank, most important first. Gains from rank `pays` on do not pay, losses
    /// from rank `borne` on are borne.
    fn by_order(
        &mut self,
        talks: &Negotiation,
        preferences: &Preferences,
        pays: usize,
        borne: usize,
    ) {
        decided(talks, preferences, |rank, better, worse| {
            match rank < pays {
                true => self.accepts.unite(&better),
                false => self.rejects.unite(&better),
            }
            if rank < borne {
                self.rejects.unite(&worse);
            }
        });
    }

    fn by_weights(&mut self, talks: &Negotiation, weights: &[Vec<f64>], cost: f64) {
        let scores = scores(talks, weights);
        let least = scores.of(talks.reversion) + units(cost);
        self.accepts = scores.above(least);
        self.rejects = scores.below(least);
    }
}

/// Tells `each` of every rank (counted from 0, most important first) the agreements that
/// are better than the reversion point by it, and those that are worse: those that no
/// earlier rank tells apart from the reversion point.
pub(crate) fn decided(
    talks: &Negotiation,
    preferences: &Preferences,
    mut each: impl FnMut(usize, Bits, Bits),
) {
    let mut left = Bits::all(talks.model.space().size());
    let mut decide = |rank: usize, mut better: Bits, mut worse: Bits| {
        better.intersect(&left);
        worse.intersect(&left);
        left.subtract(&better);
        left.subtract(&worse);
        each(rank, better, worse);
    };
    match preferences {
        Preferences::None => {}
        Preferences::Statements(ranks) => {
            for (rank, statements) in ranks.iter().enumerate() {
                let (better, worse) = against_reversion(talks, statements);
                decide(rank, better, worse);
            }
        }
        Preferences::Ranking { classes, .. } => {
            let formulas = classes.iter().map(|(_, formula)| formula);
            let (better, worse) = by_classes(talks, formulas);
            decide(0, better, worse);
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

/// The agreements that meet more of these statements than the reversion point does, and
/// those that meet fewer.
fn against_reversion(talks: &Negotiation, statements: &[CompiledStatement]) -> (Bits, Bits) {
    let space = talks.model.space();
    // Most ranks have one statement: then nothing need be counted.
    if let [statement] = statements {
        let mut here = statement.formula.extension(space);
        let none = Bits::none(space.size());
        return match statement.formula.holds(space, talks.reversion) {
            false => (here, none),
            true => {
                here.complement();
                (none, here)
            }
        };
    }
    let mut met = VoteSums::none(space.size());
    let mut now = 0;
    for statement in statements {
        met.add(&statement.formula.extension(space), 1);
        now += u64::from(statement.formula.holds(space, talks.reversion));
    }
    let mut better = met.at_most(now);
    better.complement();
    let worse = now.checked_sub(1).map(|fewer| met.at_most(fewer));
    (better, worse.unwrap_or_else(|| Bits::none(space.size())))
}

/// The agreements of a better class than the reversion point's, and those of a worse one.
fn by_classes<'f>(talks: &Negotiation, classes: impl Iterator<Item = &'f Formula>) -> (Bits, Bits) {
    let space = talks.model.space();
    let mut left = Bits::all(space.size());
    let mut better = Bits::none(space.size());
    for class in classes {
        let mut here = class.extension(space);
        here.intersect(&left);
        left.subtract(&here);
        if here.has(talks.reversion) {
            return (better, left);
        }
        better.unite(&here);
    }
    // The reversion point finds no class: nothing is worse.
    (better, Bits::none(space.size()))
}
