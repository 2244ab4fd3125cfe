//! The definitions, written out: every combination of verdicts, every coalition, every
//! order of joining. Nothing here is taken from the crate but its types.

use hikiwake_bargain::vote::{Chances, Gate, Verdict};
use proptest::prelude::*;

pub const VERDICTS: [Verdict; 3] = [Verdict::Rejects, Verdict::DoesNotMind, Verdict::Accepts];

/// Whether an agreement passes, requirement by requirement.
pub fn passes(gate: &Gate, said: &[Verdict]) -> bool {
    for &veto in &gate.vetoes {
        if said[veto] == Verdict::Rejects {
            return false;
        }
    }
    let sum = |wanted: &dyn Fn(Verdict) -> bool| -> u64 {
        let who = (0..said.len()).filter(|&f| wanted(said[f]));
        who.map(|f| u64::from(gate.votes[f])).sum()
    };
    if let Some(quota) = gate.quota
        && sum(&|v| v != Verdict::Rejects) < u64::from(quota)
    {
        return false;
    }
    !gate.majority || sum(&|v| v == Verdict::Accepts) > sum(&|v| v == Verdict::Rejects)
}

/// All combinations of verdicts of `n` factions.
pub fn combinations(n: usize) -> Vec<Vec<Verdict>> {
    let mut all = vec![Vec::new()];
    for _ in 0..n {
        all = (all.into_iter())
            .flat_map(|said: Vec<Verdict>| {
                VERDICTS.map(|verdict| [said.clone(), vec![verdict]].concat())
            })
            .collect();
    }
    all
}

/// How likely this combination is.
pub fn likely(chances: &[Chances], said: &[Verdict]) -> f64 {
    let one = |(chance, verdict): (&Chances, &Verdict)| match verdict {
        Verdict::Rejects => chance.rejects,
        Verdict::DoesNotMind => chance.does_not_mind,
        Verdict::Accepts => chance.accepts,
    };
    chances.iter().zip(said).map(one).product()
}

/// Whether a coalition wins: its members accept, everybody else rejects.
pub fn wins(gate: &Gate, members: u32) -> bool {
    let said = |f: usize| match members >> f & 1 {
        1 => Verdict::Accepts,
        _ => Verdict::Rejects,
    };
    let said: Vec<Verdict> = (0..gate.votes.len()).map(said).collect();
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
            false => Chances::certain(Verdict::Rejects),
        }
    });
    prop::collection::vec(any, n)
}
