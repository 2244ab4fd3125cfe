//! Attitudes: stability of those who care what a move does to others.
//!
//! After Inohara, Hipel & Walker 2007 (Conflict analysis approaches for
//! investigating attitudes and misperceptions in the War of 1812). The article
//! itself could not be read; the definition taken is the one in the doc comments
//! here, in full.

use crate::explicit_moves::{Budget, ExplicitMoves, Relation, Sides};
use crate::sequences::sequences;
use crate::{Bits, Concept, MOST_STEPS, Model, State, TooMuchWork};

/// What one decision maker asks of a move, for the sake of another (or of itself).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attitude {
    /// Devoting preference: it must be better for the other.
    Positive,
    /// Indifferent preference: anything will do.
    Neutral,
    /// Aggressive preference: it must be worse for the other.
    Negative,
}

/// The attitude e_ij of every decision maker to every one, itself included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attitudes {
    /// By who has it, then by whom it is towards.
    matrix: Vec<Vec<Attitude>>,
}

impl Attitudes {
    /// Everybody positive to itself and neutral to the others: the classical case.
    pub fn selfish(decision_makers: usize) -> Self {
        let mut attitudes = Attitudes {
            matrix: vec![vec![Attitude::Neutral; decision_makers]; decision_makers],
        };
        for i in 0..decision_makers {
            attitudes.set(i, i, Attitude::Positive);
        }
        attitudes
    }

    /// Sets the attitude of one decision maker towards another, or towards itself.
    ///
    /// # Panics
    /// If there is no such decision maker.
    pub fn set(&mut self, of: usize, towards: usize, attitude: Attitude) -> &mut Self {
        self.matrix[of][towards] = attitude;
        self
    }

    /// The attitude of one decision maker towards another, or towards itself.
    ///
    /// # Panics
    /// If there is no such decision maker.
    pub fn get(&self, of: usize, towards: usize) -> Attitude {
        self.matrix[of][towards]
    }

    /// The places that are as all attitudes of `of` want them, seen from `from`.
    fn preferred(&self, listed: &ExplicitMoves, of: usize, from: usize) -> Vec<u64> {
        let mut set = listed.at_least[of].row(0).to_vec();
        for (j, attitude) in self.matrix[of].iter().enumerate() {
            let value = listed.values[j][from] as usize;
            let row = |value| listed.at_least[j].row(value);
            match attitude {
                Attitude::Positive => meet(&mut set, row(value + 1), |b| b),
                Attitude::Neutral => {}
                Attitude::Negative => meet(&mut set, row(value), |b| !b),
            }
        }
        set
    }

    /// Whether `to` is as all attitudes of `of` want it, seen from `from`: the total
    /// relational preference.
    ///
    /// # Panics
    /// If there is no such decision maker in the attitudes or in the model.
    pub fn prefers(&self, model: &Model, of: usize, from: State, to: State) -> bool {
        (self.matrix[of].iter().enumerate()).all(|(j, attitude)| {
            let (before, after) = (model.value(j, from), model.value(j, to));
            match attitude {
                Attitude::Positive => after > before,
                Attitude::Neutral => true,
                Attitude::Negative => after < before,
            }
        })
    }
}

/// A relational concept: one of the classical family under attitudes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RelationalConcept {
    /// No total relational reply.
    RNash,
    /// Every total relational reply can be answered by a state that is not as the
    /// attitudes want it.
    Rgmr,
    /// And from there no move leads to one that is.
    Rsmr,
    /// As RGMR, each step of the answer a total relational reply of its mover.
    Rseq,
}

impl RelationalConcept {
    /// All four, in the order of the tables.
    pub const ALL: [RelationalConcept; 4] = [
        RelationalConcept::RNash,
        RelationalConcept::Rgmr,
        RelationalConcept::Rsmr,
        RelationalConcept::Rseq,
    ];

    /// The field's abbreviation: `RNash`, `RGMR`, `RSMR`, `RSEQ`.
    pub fn name(self) -> &'static str {
        match self {
            RelationalConcept::RNash => "RNash",
            RelationalConcept::Rgmr => "RGMR",
            RelationalConcept::Rsmr => "RSMR",
            RelationalConcept::Rseq => "RSEQ",
        }
    }
}

/// Which states are stable for whom under attitudes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationalStability {
    /// Per decision maker, one set per concept, in the order of
    /// [`RelationalConcept::ALL`].
    stable: Vec<[Bits; 4]>,
}

impl RelationalStability {
    /// The states stable for `decision_maker` under `concept`.
    ///
    /// # Panics
    /// If there is no such decision maker.
    pub fn stable(&self, decision_maker: usize, concept: RelationalConcept) -> &Bits {
        &self.stable[decision_maker][concept as usize]
    }

    /// The states stable for every decision maker under `concept`.
    pub fn equilibria(&self, concept: RelationalConcept) -> Bits {
        let mut bits = self.stable(0, concept).clone();
        for sets in &self.stable[1..] {
            bits.intersect(&sets[concept as usize]);
        }
        bits
    }
}

impl Model {
    /// TRR_i(s): the total relational replies, moves to states that satisfy all
    /// attitudes of `decision_maker`, lowest index first.
    ///
    /// # Panics
    /// If there is no such decision maker, or the attitudes are of another number.
    pub fn relational_replies(
        &self,
        attitudes: &Attitudes,
        decision_maker: usize,
        from: State,
    ) -> Vec<State> {
        self.each_move(decision_maker, from)
            .filter(|&to| attitudes.prefers(self, decision_maker, from, to))
            .collect()
    }

    /// Solves the four relational concepts for every decision maker.
    ///
    /// The definitions are the classical ones with *better for i* replaced by *as
    /// all attitudes of i want it*: i leaves by total relational replies, and is
    /// deterred by any state that is not as they want it. With
    /// [`Attitudes::selfish`] they are Nash, GMR, SMR and SEQ. Without attitudes of
    /// its own (neutral to all, itself included) everything suits a decision maker:
    /// it stays only where it cannot move.
    ///
    /// A relational SSEQ is not offered: no definition of it was found.
    ///
    /// ```
    /// # use hikiwake_graph::*;
    /// // Prisoner's dilemma: silent, each gains by confessing.
    /// let mut builder = ModelBuilder::new(2);
    /// let option = |owner| Axis { owner, levels: 2, change: Change::Reversible };
    /// let axes = [builder.option(option(0)), builder.option(option(1))];
    /// let at = |axis, level: u32| Formula::Level { axis, levels: 1 << level };
    /// for i in 0..2 {
    ///     let wants = vec![vec![at(axes[1 - i], 0)], vec![at(axes[i], 1)]];
    ///     builder.order(i, Order::Statements(wants));
    /// }
    /// let model = builder.build()?;
    /// let silent = State(0);
    /// let mut attitudes = Attitudes::selfish(2);
    /// assert_eq!(model.relational_replies(&attitudes, 0, silent), [State(1)]);
    /// // Who also cares for the other does not confess.
    /// attitudes.set(0, 1, Attitude::Positive).set(1, 0, Attitude::Positive);
    /// assert!(model.relational_replies(&attitudes, 0, silent).is_empty());
    /// let stability = model.relational_stability(&attitudes)?;
    /// assert!(stability.equilibria(RelationalConcept::RNash).has(silent));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`TooMuchWork`] above [`MOST_STEPS`]: all moves are listed.
    ///
    /// # Panics
    /// If the attitudes are of another number of decision makers.
    pub fn relational_stability(
        &self,
        attitudes: &Attitudes,
    ) -> Result<RelationalStability, TooMuchWork> {
        let mut budget = Budget::new(MOST_STEPS);
        let listed = ExplicitMoves::new(self, &mut budget)?;
        let preferred = |i: usize, from: usize| attitudes.preferred(&listed, i, from);
        let everyone: Vec<usize> = (0..self.decision_makers()).collect();
        let mut stable = Vec::new();
        for &i in &everyone {
            let mut others = everyone.clone();
            others.retain(|&j| j != i);
            // Each pair is compared for each decision maker.
            let size = listed.len();
            budget.spend(&[size, size, everyone.len() + size.div_ceil(64)])?;
            let mut reached = |steps: Vec<Relation>| {
                let steps: Vec<&Relation> = steps.iter().collect();
                sequences(&steps, listed.len(), &mut budget)
            };
            let own = reached(listed.steps(&[i], |_, _, _| true))?;
            let free = reached(listed.steps(&others, |_, _, _| true))?;
            let replies = |j: usize| {
                let moves = listed.steps(&[j], |_, _, _| true);
                moves[0].within_rows(|s| preferred(j, s))
            };
            let credible = reached(others.iter().map(|&j| replies(j)).collect())?;
            let sides = Sides {
                own: &own,
                improves: |s| preferred(i, s),
                deters: |s| {
                    let mut deters = listed.at_least[i].row(0).to_vec();
                    meet(&mut deters, &preferred(i, s), |b| !b);
                    deters
                },
                free: &free,
                credible: &credible,
            };
            let classical = [Concept::Nash, Concept::Gmr, Concept::Smr, Concept::Seq];
            stable.push(sides.stable(&listed, classical));
        }
        Ok(RelationalStability { stable })
    }
}

/// Keeps of a set what `other`, read through `word`, has too.
fn meet(set: &mut [u64], other: &[u64], word: impl Fn(u64) -> u64) {
    set.iter_mut().zip(other).for_each(|(a, &b)| *a &= word(b));
}
