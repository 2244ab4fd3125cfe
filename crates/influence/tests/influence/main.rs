//! Loops, responses, shares, balances and fuzzy maps against known answers, and against
//! plain checkers that share no code with the crate.

#[path = "../../../dossier/tests/dossier/absent.rs"]
mod absent;
mod cross_impact;
mod doubts;
mod equilibria;
mod fuzzy;
mod known;
mod kuril;
mod loops;
mod philox;
mod plain;
mod press;
mod refused;
mod shares;
mod sign_stability;
mod ways;
