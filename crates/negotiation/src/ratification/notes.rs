//! What is said of the finding itself.

/// Adds a note once.
pub(super) fn note(notes: &mut Vec<String>, text: &str) {
    if notes.iter().all(|known| known != text) {
        notes.push(text.to_owned());
    }
}
