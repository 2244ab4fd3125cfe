//! What a side lets through.

use std::sync::Arc;

use hikiwake_dossier::file::FactionVerdict;
use hikiwake_dossier::{CompiledGate, Negotiation};
use hikiwake_graph::Bits;

use super::FactionVerdicts;
use super::vote_sums::VoteSums;

/// The win-set of a side: the agreements that its gate lets pass. `judged` has one entry
/// per faction of `talks`.
pub(crate) fn win_set(
    talks: &Negotiation,
    judged: &[FactionVerdicts],
    gate: &CompiledGate,
) -> Bits {
    let mut open = talks.model.feasible().clone();
    for &(faction, _) in &gate.vetoes {
        open.subtract(&judged[faction].rejects);
    }
    if gate.quota.is_none() && !gate.majority {
        return open;
    }
    let votes = |faction: usize| u64::from(talks.factions[faction].votes);
    let universe = open.universe();
    let sums = |of: fn(&FactionVerdicts) -> &Arc<Bits>| {
        // Many factions judge by forms, and alike: their votes are added up first.
        let mut together: Vec<(&Arc<Bits>, u64)> = Vec::new();
        for &faction in &gate.voters {
            let set = of(&judged[faction]);
            match together
                .iter_mut()
                .find(|(known, _)| Arc::ptr_eq(known, set))
            {
                Some((_, known)) => *known += votes(faction),
                None => together.push((set, votes(faction))),
            }
        }
        let mut sums = VoteSums::none(universe);
        together
            .iter()
            .for_each(|(set, votes)| sums.add(set, *votes));
        sums
    };
    let rejecting = sums(|judged| &judged.rejects);
    if let Some(quota) = gate.quota {
        let all: u64 = gate.voters.iter().map(|&faction| votes(faction)).sum();
        match all.checked_sub(u64::from(quota)) {
            Some(most) => open.intersect(&rejecting.at_most(most)),
            None => return Bits::none(universe),
        }
    }
    if gate.majority {
        let accepting = sums(|judged| &judged.accepts);
        open.intersect(&accepting.above(&rejecting));
    }
    open
}

/// Whether a gate lets an agreement pass to which each faction says `verdict`.
pub(crate) fn passes(
    talks: &Negotiation,
    gate: &CompiledGate,
    verdict: impl Fn(usize) -> FactionVerdict,
) -> bool {
    let mut vetoes = gate.vetoes.iter();
    vetoes.all(|&(faction, _)| verdict(faction) != FactionVerdict::Rejects)
        && votes_pass(talks, gate, verdict)
}

fn votes_pass(
    talks: &Negotiation,
    gate: &CompiledGate,
    verdict: impl Fn(usize) -> FactionVerdict,
) -> bool {
    let (mut accepting, mut rejecting, mut all) = (0u64, 0u64, 0u64);
    for &faction in &gate.voters {
        let votes = u64::from(talks.factions[faction].votes);
        all += votes;
        match verdict(faction) {
            FactionVerdict::Accepts => accepting += votes,
            FactionVerdict::Rejects => rejecting += votes,
            FactionVerdict::DoesNotMind => {}
        }
    }
    let quota = gate
        .quota
        .is_none_or(|quota| all - rejecting >= u64::from(quota));
    quota && (!gate.majority || accepting > rejecting)
}
