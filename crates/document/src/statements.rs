//! Wishes as they are cited: in words, with what they rest on.

use hikiwake_finding::StatementHead;

use crate::{Inline, Text, evidence};

/// `“Keep the islands” (stated in the sources [p26] [p42])`.
pub(crate) fn statement(head: &StatementHead) -> Text {
    let words = match head.text.is_empty() {
        true => &head.wants,
        false => &head.text,
    };
    Text::from(Inline::Statement {
        id: head.id.clone(),
        words: words.clone(),
    })
    .and(" (")
    .then(evidence::basis(&head.basis, head.hindsight, &head.claims))
    .and(")")
}
