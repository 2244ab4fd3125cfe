//! Preferences: from what was said to ordinal values.

use crate::Formula;

/// How one decision maker orders the states.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// Option prioritisation (Hipel et al. 1997; Peng 1999), most important rank
    /// first. A state is compared by how many formulas of the first rank it
    /// meets, then of the second, and so on; formulas in one rank weigh the same
    /// (Mota et al.).
    Statements(Vec<Vec<Formula>>),
    /// Classes of equally good states, best first; a state belongs to the first
    /// class whose formula it meets. Every feasible state must meet one.
    Ranking(Vec<Formula>),
    /// An ordinal value for every combination (only the order means anything;
    /// values at infeasible combinations are ignored).
    Values(Vec<u32>),
}
