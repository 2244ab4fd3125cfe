//! What a side lets through.

use hikiwake_dossier::file::Verdict;
use hikiwake_dossier::{CompiledGate, Talks};
use hikiwake_graph::Bits;

use super::Judged;
use super::sums::Sums;

/// The win-set of a side: the agreements that its gate lets pass. `judged` has one entry
/// per faction of `talks`.
pub(crate) fn win_set(talks: &Talks, judged: &[Judged], gate: &CompiledGate) -> Bits {
    let mut open = talks.model.feasible().clone();
    keep_passing(talks, judged, gate, &mut open);
    open
}

/// Keeps of `open` what the gate lets pass.
pub(crate) fn keep_passing(talks: &Talks, judged: &[Judged], gate: &CompiledGate, open: &mut Bits) {
    for &(faction, _) in &gate.vetoes {
        open.subtract(&judged[faction].rejects);
    }
    if gate.quota.is_none() && !gate.majority {
        return;
    }
    let votes = |faction: usize| u64::from(talks.factions[faction].votes);
    let mut rejecting = Sums::none(open.universe());
    for &faction in &gate.voters {
        rejecting.add(&judged[faction].rejects, votes(faction));
    }
    if let Some(quota) = gate.quota {
        let all: u64 = gate.voters.iter().map(|&faction| votes(faction)).sum();
        match all.checked_sub(u64::from(quota)) {
            Some(most) => open.intersect(&rejecting.at_most(most)),
            None => *open = Bits::none(open.universe()),
        }
    }
    if gate.majority {
        let mut accepting = Sums::none(open.universe());
        for &faction in &gate.voters {
            accepting.add(&judged[faction].accepts, votes(faction));
        }
        open.intersect(&accepting.above(&rejecting));
    }
}

/// Whether a gate lets an agreement pass to which each faction says `verdict`.
pub(crate) fn passes(
    talks: &Talks,
    gate: &CompiledGate,
    verdict: impl Fn(usize) -> Verdict,
) -> bool {
    let mut vetoes = gate.vetoes.iter();
    vetoes.all(|&(faction, _)| verdict(faction) != Verdict::Rejects)
        && votes_pass(talks, gate, verdict)
}

fn votes_pass(talks: &Talks, gate: &CompiledGate, verdict: impl Fn(usize) -> Verdict) -> bool {
    let (mut accepting, mut rejecting, mut all) = (0u64, 0u64, 0u64);
    for &faction in &gate.voters {
        let votes = u64::from(talks.factions[faction].votes);
        all += votes;
        match verdict(faction) {
            Verdict::Accepts => accepting += votes,
            Verdict::Rejects => rejecting += votes,
            Verdict::DoesNotMind => {}
        }
    }
    let quota = gate
        .quota
        .is_none_or(|quota| all - rejecting >= u64::from(quota));
    quota && (!gate.majority || accepting > rejecting)
}
