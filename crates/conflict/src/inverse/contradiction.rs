//! What a statement that an actor might come to want would override of what it wants.

use hikiwake_dossier::{Compiled, CompiledStatement, Preferences};
use hikiwake_graph::{Bits, Formula};

use super::elementary::Candidate;

/// Per candidate, the statements of its actor that pull the other way: rank and place.
pub(crate) struct Contradictions(Vec<Vec<(usize, usize)>>);

impl Contradictions {
    pub fn new(compiled: &Compiled, candidates: &[Candidate]) -> Self {
        let of = |candidate: &Candidate| opposed(compiled, candidate);
        Contradictions(candidates.iter().map(of).collect())
    }

    /// Those at this gap of the list or below it: what is added there ranks above them.
    pub fn below(&self, candidate: usize, gap: usize) -> impl Iterator<Item = (usize, usize)> {
        let opposed = self.0[candidate].iter();
        opposed.filter(move |(rank, _)| *rank >= gap).copied()
    }
}

/// The statements that some change of a single option breaks which meets the candidate.
fn opposed(compiled: &Compiled, candidate: &Candidate) -> Vec<(usize, usize)> {
    let Preferences::Statements(ranks) = &compiled.preferences[candidate.actor] else {
        return Vec::new();
    };
    let space = compiled.model.space();
    let met = |formula: &Formula| formula.extension(space);
    let wanted = met(&candidate.formula);
    let mut open: Vec<((usize, usize), Bits)> = Vec::new();
    for (rank, list) in ranks.iter().enumerate() {
        let place = |(place, statement): (usize, &CompiledStatement)| {
            ((rank, place), met(&statement.formula))
        };
        open.extend(list.iter().enumerate().map(place));
    }
    let mut found = Vec::new();
    for from in (compiled.model.feasible().iter()).filter(|&state| !wanted.has(state)) {
        for (axis, option) in space.axes().iter().enumerate() {
            for level in 0..option.levels {
                let to = space.with(from, axis, level);
                if !wanted.has(to) || !compiled.model.feasible().has(to) {
                    continue;
                }
                open.retain(|(at, met)| {
                    let breaks = met.has(from) && !met.has(to);
                    if breaks {
                        found.push(*at);
                    }
                    !breaks
                });
            }
        }
    }
    found.sort_unstable();
    found
}
