//! The definitions, written out: every combination of verdicts, every coalition, every
//! order of joining. Nothing here is taken from the crate but its types.

use hikiwake_bargain::vote::{Chances, Gate, Vote};
use proptest::prelude::*;

pub const VERDICTS: [Vote; 3] = [Vote::Rejects, Vote::DoesNotMind, Vote::Accepts];

/// Whether an agreement passes, requirement by requirement.
pub fn passes(gate: &Gate, said: &[Vote]) -> bool {
    for &veto in &gate.vetoes {
        if said[veto] == Vote::Rejects {
            return false;
        }
    }
    let sum = |wanted: &dyn Fn(Vote) -> bool| -> u64 {
        let who = (0..said.len()).filter(|&f| wanted(said[f]));
        who.map(|f| u64::from(gate.votes[f])).sum()
    };
    if let Some(quota) = gate.quota
        && sum(&|v| v != Vote::Rejects) < u64::from(quota)
    {
        return false;
    }
    !gate.majority || sum(&|v| v == Vote::Accepts) > sum(&|v| v == Vote::Rejects)
}

/// All combinations of verdicts of `n` factions.
pub fn combinations(n: usize) -> Vec<Vec<Vote>> {
    let mut all = vec![Vec::new()];
    for _ in 0..n {
        all = (all.into_iter())
            .flat_map(|said: Vec<Vote>| {
                VERDICTS.map(|verdict| [said.clone(), vec![verdict]].concat())
            })
            .collect();
    }
    all
}

/// How likely this combination is.
pub fn likely(chances: &[Chances], said: &[Vote]) -> f64 {
    let one = |(chance, verdict): (&Chances, &Vote)| match verdict {
        Vote::Rejects => chance.rejects,
        Vote::DoesNotMind => chance.does_not_mind,
        Vote::Accepts => chance.accepts,
    };
    chances.iter().zip(said).map(one).product()
}

/// Whether a coalition wins: its members accept, everybody else rejects.
pub fn wins(gate: &Gate, members: u32) -> bool {
    let said = |f: usize| match members >> f & 1 {
        1 => Vote::Accepts,
        _ => Vote::Rejects,
    };
    let said: Vec<Vote> = (0..gate.votes.len()).map(said).collect();
    passes(gate, &said)
}

/// Gates of up to six factions.
pub fn gates() -> impl Strategy<Value = Gate> {
    (1usize..=6).prop_flat_map(|n| {
        let votes = prop::collection::vec(prop_oneof![Just(0u32), 1u32..10, 2u32..4], n);
        let vetoes = prop::collection::vec(0..n, 0..=2);
        let quota = prop::option::of(0u32..24);
        (votes, vetoes, quota, any::<bool>()).prop_map(|(votes, vetoes, quota, majority)| Gate {
            votes,
            vetoes,
            quota,
            majority,
        })
    })
}

/// Chances of as many factions, some of them certain.
pub fn chances(n: usize) -> impl Strategy<Value = Vec<Chances>> {
    let any = (0u32..5, 0u32..5, 0u32..5).prop_map(|(rejects, does_not_mind, accepts)| {
        let sum = f64::from(rejects + does_not_mind + accepts);
        match sum > 0.0 {
            true => Chances {
                rejects: f64::from(rejects) / sum,
                does_not_mind: f64::from(does_not_mind) / sum,
                accepts: f64::from(accepts) / sum,
            },
            false => Chances::certain(Vote::Rejects),
        }
    });
    prop::collection::vec(any, n)
}
