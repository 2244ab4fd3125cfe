//! Why somebody likes one state better than another: the wish that decides.

use hikiwake_finding::{PreferenceVerdict, Reason};

use crate::statements::statement;
use crate::{Names, Text};

/// `better for Japan, by its 2nd wish: “…” (stated in the sources [p19])`
pub(crate) fn reason(reason: &Reason, names: &Names) -> Text {
    let mut text = Text::from(verdict(reason.verdict))
        .and(" for ")
        .and(names.name(&reason.actor));
    if let Some(rank) = reason.rank {
        text = text.and(format!(", by its {} wish", ordinal(rank)));
    }
    for (at, one) in reason.statements.iter().enumerate() {
        text = text
            .and(if at == 0 { ": " } else { "; " })
            .then(statement(one));
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
