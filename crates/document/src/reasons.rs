//! Why somebody likes one state better than another: the wish that decides.

use hikiwake_finding::{PreferenceVerdict, Reason, StatementHead};

use crate::{Basis, Inline, Names, Text};

/// `better for Japan, by its 2nd wish: “…”, stated in the sources [p19]`
pub(crate) fn reason(reason: &Reason, names: &Names) -> Text {
    let mut text = Text::from(verdict(reason.verdict))
        .and(" for ")
        .and(names.name(&reason.actor));
    if let Some(rank) = reason.rank {
        text = text.and(format!(", by its {} wish", ordinal(rank)));
    }
    for (at, one) in reason.statements.iter().enumerate() {
        text = text.and(if at == 0 { ": " } else { "; " }).then(wish(one));
    }
    text
}

/// The reasons of several, one behind the other.
pub(crate) fn reasons(all: &[Reason], names: &Names) -> Text {
    let mut text = Text::new();
    for (at, one) in all.iter().enumerate() {
        text = text
            .then(if at == 0 { "" } else { "; " })
            .then(reason(one, names));
    }
    text
}

/// `better`, `worse`, `no better and no worse`
pub(crate) fn verdict(verdict: PreferenceVerdict) -> &'static str {
    match verdict {
        PreferenceVerdict::Better => "better",
        PreferenceVerdict::Worse => "worse",
        PreferenceVerdict::Equal => "no better and no worse",
    }
}

/// A wish with what it rests on.
pub(crate) fn wish(statement: &StatementHead) -> Text {
    Text::from(Inline::Statement {
        id: statement.id.clone(),
        words: in_words(statement).to_owned(),
    })
    .and(", ")
    .then(rests_on(statement))
}

/// A wish in plain words, else its formula.
pub(crate) fn in_words(statement: &StatementHead) -> &str {
    match statement.text.as_str() {
        "" => &statement.wants,
        text => text,
    }
}

/// What a wish rests on: its basis and its claims.
pub(crate) fn rests_on(statement: &StatementHead) -> Text {
    let basis = Inline::Basis {
        basis: Basis::of(&statement.basis),
        hindsight: statement.hindsight,
    };
    let claims = statement.claims.iter();
    claims.fold(Text::from(basis), |text, claim| {
        text.and(" ").and(Inline::Claim(claim.into()))
    })
}

/// `1st`, `2nd`, `13th`
pub(crate) fn ordinal(n: usize) -> String {
    let suffix = match (n % 10, n % 100) {
        (1, hundred) if hundred != 11 => "st",
        (2, hundred) if hundred != 12 => "nd",
        (3, hundred) if hundred != 13 => "rd",
        _ => "th",
    };
    format!("{n}{suffix}")
}
