//! How governments see agreements beside the one in force, whatever they say to them.

use hikiwake_dossier::file::FactionVerdict;
use hikiwake_dossier::{Judge, Negotiation};
use hikiwake_graph::{Bits, Numbering};

use super::FactionVerdicts;
use super::faction_verdicts::decided;
use super::scores::{scores, units};

/// How one government sees all combinations beside the agreement in force. Accepting is
/// not preferring: what is accepted may be no better than what is in force, and what is
/// better may be rejected for what it costs at home.
#[derive(Clone)]
pub(crate) struct BesideInForce {
    /// Those that it prefers to the agreement in force.
    pub better: Bits,
    /// Those to which it prefers the agreement in force.
    pub worse: Bits,
}

impl BesideInForce {
    /// How the government of a side sees them: by its order, whatever its audience and
    /// deadlock cost; by its weights without the cost; by forms, where it says something
    /// better or worse to their form than to that of the agreement in force. Where none
    /// is in force, beside having no agreement: which no one minds by forms, and which is
    /// worth the cost more than the reversion point by weights.
    pub fn new(talks: &Negotiation, judged: &[FactionVerdicts], side: usize) -> BesideInForce {
        let size = talks.model.space().size();
        let (mut better, mut worse) = (Bits::none(size), Bits::none(size));
        let Some(faction) = talks.government(side) else {
            return BesideInForce { better, worse };
        };
        let judged = &judged[faction];
        let faction = &talks.factions[faction];
        let now = match talks.none_in_force {
            true => FactionVerdict::DoesNotMind,
            false => judged.verdict(talks.reversion),
        };
        match (&faction.judge, &faction.weights) {
            (Judge::Order { preferences, .. }, _) => {
                let all = Bits::all(size);
                decided(talks, preferences, &all, |_, first, up, down| {
                    better.unite_from(first, up);
                    worse.unite_from(first, down);
                });
            }
            (Judge::Forms(_), _) => match now {
                FactionVerdict::Accepts => {
                    worse = Bits::clone(&judged.accepts);
                    worse.complement();
                }
                FactionVerdict::DoesNotMind => {
                    better = Bits::clone(&judged.accepts);
                    worse = Bits::clone(&judged.rejects);
                }
                FactionVerdict::Rejects => {
                    better = Bits::clone(&judged.rejects);
                    better.complement();
                }
            },
            (Judge::Weights, Some(weights)) => {
                let all = Numbering::of(Bits::all(size));
                let scores = scores(weights, &all);
                let cost = match talks.none_in_force {
                    true => units(faction.cost),
                    false => 0.0,
                };
                let now = scores.of(talks.reversion) + cost;
                better = scores.above(now);
                worse = scores.below(now);
            }
            (Judge::Weights, None) | (Judge::Nothing, _) => {}
        }
        BesideInForce { better, worse }
    }
}
