//! Findings about a conflict as a graph model: what would last, who would leave, how to
//! get there, what each side sees, and what would have to change.

mod analyse;
mod analysis;
mod compare;
mod concepts;
mod explain;
mod group_moves;
mod inverse;
mod joint;
mod joint_search;
mod moves;
mod paths;
pub mod patterns;
mod perceptions;
mod reach;
mod readings;
mod regret;
mod sanctions;
pub mod search;
mod sensitivity;
pub mod solve;
mod state_list;
pub mod stated_only;
mod symbolic;
mod symbolic_answer;
mod symbolic_words;
mod wanted;
mod watch;
mod wish_balance;

pub use analyse::analyse;
pub use analysis::*;
pub use compare::{Comparison, MovedStatement, Pair, Side, compare};
pub use concepts::*;
pub use explain::{
    Escape, ExplainError, ExplainSettings, Explanation, Failure, FailureKind, Improvement, Proof,
    explain,
};
pub use inverse::*;
pub use paths::*;
pub use perceptions::*;
pub use readings::{ReadingOutcome, Readings, readings};
pub use sensitivity::*;
pub use state_list::{ListedState, StateList, list_states};
pub use symbolic::*;
pub use symbolic_answer::{SymbolicRefusal, is_too_large, symbolic};
pub use wanted::{Wanted, WantedKind};
pub use watch::*;
pub use wish_balance::*;
