//! Wishes as they are cited: in words, with what they rest on.

use hikiwake_finding::StatementHead;

use crate::{Inline, Text, evidence};

/// `“Keep the islands” (stated in the sources [p26] [p42])`.
pub(crate) fn statement(head: &StatementHead) -> Text {
    Text::from(Inline::Statement {
        id: head.id.clone(),
        words: head.text.clone(),
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

/// The wish without its reasons: the first clause of its words.
pub(crate) fn in_brief(head: &StatementHead) -> Inline {
    Inline::Statement {
        id: head.id.clone(),
        words: clause(head.said()).to_owned(),
    }
}

/// The first clause that says what is wanted; a condition that comes first stays with it.
pub(crate) fn clause(said: &str) -> &str {
    const CONDITIONS: [&str; 9] = [
        "As ", "If ", "When ", "Where ", "Unless ", "While ", "Once ", "Until ", "Should ",
    ];
    let begins = match CONDITIONS.iter().any(|word| said.starts_with(word)) {
        true => said.find(", ").map_or(0, |at| at + 2),
        false => 0,
    };
    let ends = [", ", ": ", "; ", " because ", " so that "]
        .iter()
        .filter_map(|end| said[begins..].find(end))
        // “Lean on Tokyo if, for once, …” is not told without its condition.
        .filter(|end| !said[..begins + end].ends_with(" if"));
    ends.min().map_or(said, |end| &said[..begins + end])
}

/// What a wish rests on: its basis and its claims.
pub(crate) fn rests_on(head: &StatementHead) -> Text {
    evidence::basis(&head.basis, head.hindsight, &head.claims)
}
