//! Voting on an agreement at home: who lets it pass, who is decisive, how likely it is.
//!
//! A [`Gate`] says what must be met; a [`Vote`] is what one faction says. Power is
//! counted exactly: Shapley and Shubik (1954), Banzhaf (1965). The chance of passing
//! is summed exactly over all combinations of verdicts, factions being independent.

mod chance;
mod decisive;
mod gate;
mod noise;
mod power;
mod ratio;

pub use chance::{Chances, TooManyVotes, chance_of_all, chance_of_passing};
pub use decisive::{Decisive, decisive};
pub use gate::{Gate, Vote};
pub use noise::normal;
pub use power::{Player, Power, power};
pub use ratio::Ratio;
