//! A session: one dossier, questions as values, and answers as one closed type. Every face
//! of the program asks through it and nowhere else.

mod answer;
mod answers_of;
mod ask;
mod error;
mod mechanisms;
mod question;
mod session;
mod versions;
mod what_if;

pub use answer::{Answer, schema};
pub use error::AskError;
pub use question::{ConceptName, Gain, NextMover, Question};
pub use session::{Session, Settings, Watcher};
pub use versions::versions;
