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

/// The part of a wish's words that bears a date, of this year or later: until when it is
/// wanted, or since when; nothing where its first clause says so already.
pub(crate) fn dated(head: &StatementHead, since: Option<u16>) -> Option<&str> {
    let rest = head.text.strip_prefix(clause(&head.text))?;
    let is_year = |word: &str| {
        let year = word.trim_matches(|c: char| !c.is_ascii_digit());
        year.len() == 4 && year.parse().is_ok_and(|year: u16| Some(year) >= since)
    };
    let mut parts = rest.split([',', ';', ':', '.']).map(str::trim);
    let part = parts.find(|part| part.split(' ').any(is_year))?;
    Some(part.strip_prefix("and ").unwrap_or(part))
}

/// What a wish rests on: its basis and its claims.
pub(crate) fn rests_on(head: &StatementHead) -> Text {
    evidence::basis(&head.basis, head.hindsight, &head.claims)
}
