//! Solution concepts: Nash, GMR, SMR, SEQ, SSEQ.

use crate::threat::{Answers, Threats, meet};
use crate::{Bits, Model};

/// A solution concept of the classical family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Concept {
    /// No unilateral improvement (Nash 1950, 1951).
    Nash,
    /// General metarationality: some answer punishes every improvement (Howard 1971).
    Gmr,
    /// Symmetric metarationality: and there is no escape from the punishment (Howard 1971).
    Smr,
    /// Sequential stability: each step of the answer improves its mover (Fraser & Hipel 1979, 1984).
    Seq,
    /// Symmetric sequential stability: credible and without escape (Rego & Vieira 2015, 2017).
    Sseq,
}

impl Concept {
    /// All five, in the order of the tables.
    pub const ALL: [Concept; 5] = [
        Concept::Nash,
        Concept::Gmr,
        Concept::Smr,
        Concept::Seq,
        Concept::Sseq,
    ];

    /// The field's abbreviation: `Nash`, `GMR`, `SMR`, `SEQ`, `SSEQ`.
    pub fn name(self) -> &'static str {
        match self {
            Concept::Nash => "Nash",
            Concept::Gmr => "GMR",
            Concept::Smr => "SMR",
            Concept::Seq => "SEQ",
            Concept::Sseq => "SSEQ",
        }
    }
}

/// Which states are stable for whom, under each concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stability {
    /// Per decision maker, one set per concept, in the order of [`Concept::ALL`].
    stable: Vec<[Bits; 5]>,
}

impl Stability {
    /// The states stable for `decision_maker` under `concept`.
    ///
    /// # Panics
    /// If there is no such decision maker.
    pub fn stable(&self, decision_maker: usize, concept: Concept) -> &Bits {
        &self.stable[decision_maker][concept as usize]
    }

    /// The states stable for every decision maker under `concept`.
    pub fn equilibria(&self, concept: Concept) -> Bits {
        let mut bits = self.stable(0, concept).clone();
        for sets in &self.stable[1..] {
            bits.intersect(&sets[concept as usize]);
        }
        bits
    }
}

impl Model {
    /// Solves every concept for every decision maker at every feasible state.
    pub fn stability(&self) -> Stability {
        let threats = Threats::new(self);
        let stable = (0..self.decision_makers())
            .map(|i| {
                let own = &self.values[i];
                let best = own_best(&threats, i, own);
                let nash = self.at_most(&best, own);
                if self.decision_makers() == 1 {
                    // Nobody is there to answer.
                    return Concept::ALL.map(|_| nash.clone());
                }
                // One maximin: the mover picks the state, the others the answer.
                let guarded = |by: &[u32], answers| {
                    let mut worst = threats.least(i, by, answers);
                    meet(&mut worst, own);
                    self.at_most(&own_best(&threats, i, &worst), own)
                };
                let gmr = guarded(own, Answers::Free);
                let smr = guarded(&best, Answers::Free);
                let seq = guarded(own, Answers::Credible);
                let sseq = guarded(&best, Answers::Credible);
                [nash, gmr, smr, seq, sseq]
            })
            .collect();
        Stability { stable }
    }

    /// The feasible states at which `a` is at most `b`.
    fn at_most(&self, a: &[u32], b: &[u32]) -> Bits {
        let mut bits = Bits::from_fn(a.len(), |s| a[s] <= b[s]);
        bits.intersect(&self.feasible);
        bits
    }
}

/// The most of `x` over {s} ∪ R_i(s), at every feasible s. `x` must be 0 where
/// infeasible; there the result means nothing.
fn own_best(threats: &Threats, i: usize, x: &[u32]) -> Vec<u32> {
    // The most of x is the complement of the least of its complement.
    let mut y: Vec<u32> = x.iter().map(|v| !v).collect();
    threats.least_own(i, &mut y);
    y.iter_mut().for_each(|v| *v = !*v);
    y
}
