//! The engine against a plain checker written from the definitions, and on published
//! conflicts.

#[path = "../../../dossier/tests/dossier/absent.rs"]
mod absent;
mod attitudes;
mod blocks;
mod coalitions;
mod compare;
mod elmira;
mod hypergame;
mod limited;
mod oracle;
mod random;
mod random_models;
mod rankings;
mod refusal;
mod strength;
mod two_by_two;
mod unknown;
mod ways;
