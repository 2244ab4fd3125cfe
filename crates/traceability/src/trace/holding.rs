//! How a state holds, as a trace tells it.

use hikiwake_conflict::solve::Solved;
use hikiwake_finding::{ActorHead, Holding, basis};

use super::{TracedHolding, TracedLeaver};

impl TracedHolding {
    /// Of a holding that was made with the departures of its leavers.
    pub(super) fn new(solved: &Solved, holding: Holding) -> Self {
        let step = |actor: &String| {
            let mut departures = holding.departures.iter();
            let departure = departures.find(|step| step.movers.contains(actor))?;
            Some(departure.text.clone())
        };
        let leavers = holding.leavers.iter().map(|id| TracedLeaver {
            actor: named(solved, id),
            step: step(id),
        });
        TracedHolding {
            leavers: leavers.collect(),
            concepts: holding.concepts,
            reach: holding.reach,
        }
    }
}

/// An actor with its name.
pub(super) fn named(solved: &Solved, id: &str) -> ActorHead {
    ActorHead {
        id: id.to_string(),
        name: basis::actor_name(solved.dossier, id),
    }
}
