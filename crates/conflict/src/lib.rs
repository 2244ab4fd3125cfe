//! Findings about a conflict as a graph model: what would last, who would leave, how to
//! get there, what each side sees, and what would have to change.

mod agree;
mod analyse;
mod analysis;
mod cards;
mod compare;
mod concepts;
mod explain;
mod inverse;
mod joint;
mod joint_search;
mod list;
mod moves;
pub mod patterns;
mod reach;
pub mod search;
mod sentences;
pub mod solve;
pub mod stated;
mod symbolic;
mod symbolic_answer;
mod symbolic_words;
mod views;
mod ways;

pub use analyse::analyse;
pub use analysis::*;
pub use compare::{Comparison, MovedStatement, Pair, Side, compare, compare_each};
pub use concepts::*;
pub use explain::{
    Escape, ExplainError, ExplainSettings, Explanation, Failure, FailureKind, Improvement, Proof,
    explain,
};
pub use inverse::*;
pub use list::{ListedState, StateList, list_states};
pub use symbolic::*;
pub use symbolic_answer::{SymbolicRefusal, is_too_large, symbolic};
pub use views::*;
pub use ways::*;
