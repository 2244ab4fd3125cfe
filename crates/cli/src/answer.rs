//! What a command comes back with.

/// An answer to print, or a message for the person who asked.
pub type Answer = Result<String, String>;
