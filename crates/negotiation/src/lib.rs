//! Findings about what could be agreed: the agreements and who scores them how, what
//! holds after signing, who must accept at home, what stands in the way, and gradual plans.

mod agreements;
mod form_grounds;
mod gradual_plans;
mod obstacles;
mod ratification;
mod settlement;

pub use agreements::{AgreementRow, EvaluatedNegotiation, FactionHead, TermHead};
pub use form_grounds::{FormGround, FormLoser, LeaderAgainstWishes, TablesDisagree};
pub use gradual_plans::*;
pub use obstacles::*;
pub use ratification::*;
pub use settlement::*;
