//! Sanction cards: why an actor puts up with what it dislikes.
