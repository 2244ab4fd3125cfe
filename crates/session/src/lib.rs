//! Questions about a dossier and their answers.

mod schema;

pub use schema::schema;
