//! Wishes as they are cited: in words, with what they rest on.

use hikiwake_finding::StatementHead;

use crate::{Inline, Text, evidence};

/// `“Keep the islands” (stated in the sources [p26] [p42])`.
pub(crate) fn statement(head: &StatementHead) -> Text {
    Text::from(Inline::Statement {
        id: head.id.clone(),
        words: in_words(head).to_owned(),
    })
    .and(" (")
    .then(rests_on(head))
    .and(")")
}

/// The wish in few words.
pub(crate) fn in_short(head: &StatementHead) -> Inline {
    Inline::Statement {
        id: head.id.clone(),
        words: head.said().to_owned(),
    }
}

/// A wish in plain words, else its formula.
pub(crate) fn in_words(head: &StatementHead) -> &str {
    match head.text.as_str() {
        "" => &head.wants,
        text => text,
    }
}

/// What a wish rests on: its basis and its claims.
pub(crate) fn rests_on(head: &StatementHead) -> Text {
    evidence::basis(&head.basis, head.hindsight, &head.claims)
}
