//! The published JSON Schema, and the structure check that walks it.

/// JSON Schema (2020-12) of one dossier file, generated from the types in
/// [`crate::file`]: every object closed, every field described.
pub fn schema() -> serde_json::Value {
    todo!()
}
