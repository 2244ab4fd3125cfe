//! The finding in plain sentences.
