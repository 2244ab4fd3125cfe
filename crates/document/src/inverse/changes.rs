//! Changes of a model in words: who would want what, and what could be done no more.

use hikiwake_conflict::{ChangeSet, ModelChange};
use hikiwake_finding::{ClaimHead, OptionHead, StatementHead};

use super::Told;
use crate::reasons::ordinal;
use crate::statements::clause;
use crate::{Inline, Text, joined, who_does_what};

impl Told<'_> {
    /// `Russia no longer wants “Keep the islands”`
    pub(super) fn change(&self, change: &ModelChange) -> String {
        let who = change.actor.as_deref().unwrap_or_default();
        let who = self.names.name(who);
        let wish = change.statement.as_ref().map_or_else(String::new, wish);
        match change.kind.as_str() {
            "drop" => format!("{who} no longer wants {wish}"),
            "flip" => format!("{who} wants the opposite of {wish}"),
            "move" => format!("{who} puts {wish} {}", place(change)),
            "add" => format!("{who} also wants {wish}, {}", place(change)),
            kind => match self.option(change) {
                Some(option) => self.of_option(kind, who, option),
                None => change.text.clone(),
            },
        }
    }

    fn option(&self, change: &ModelChange) -> Option<&OptionHead> {
        let id = change.option.as_ref()?;
        let consent = |option: &OptionHead| option.consent.as_ref().map(|one| one.option.clone());
        let is = |option: &&OptionHead| option.id == *id || consent(option).as_ref() == Some(id);
        self.found.options.iter().find(is)
    }

    fn of_option(&self, kind: &str, who: &str, option: &OptionHead) -> String {
        let what = who_does_what::named(option);
        match (kind, option.levels.len()) {
            ("remove", _) => format!("{what} is off the table"),
            ("one-way", 2) => format!("{what}, once in place, cannot be undone"),
            ("one-way", _) => format!("{what} can only be raised, never lowered"),
            ("one-way-down", 2) => format!("{what}, once given up, cannot be taken up again"),
            ("one-way-down", _) => format!("{what} can only be lowered, never raised"),
            ("reversible", _) => format!("{what} can be changed at will, both ways"),
            _ => format!("{who} is bound to leave {what} as it is while that lasts"),
        }
    }

    /// The changes of a set, without what speaks against them.
    pub(super) fn all_changes(&self, changes: &[ModelChange]) -> String {
        let told: Vec<String> = changes.iter().map(|change| self.change(change)).collect();
        joined(&told)
    }

    /// The same with what speaks against each.
    pub(super) fn with_grounds(&self, set: &ChangeSet) -> Text {
        let mut text = Text::new();
        for (at, change) in set.changes.iter().enumerate() {
            text = text
                .and(if at == 0 { "" } else { "; and " })
                .and(self.change(change))
                .and(" (")
                .then(self.against(change))
                .and(")");
        }
        text
    }

    /// `against what a source states [p26]`
    fn against(&self, change: &ModelChange) -> Text {
        let who = self.names.name(change.actor.as_deref().unwrap_or_default());
        let from = match change.from.as_deref() {
            None => String::new(),
            Some("the question") => "supposed in the question; ".to_owned(),
            Some(from) => format!("as in {from}; "),
        };
        let Some(basis) = change.basis.as_deref() else {
            return match change.kind.as_str() {
                "add" => format!("{from}nothing else that {who} wants speaks against it").into(),
                _ => "nothing in the dossier speaks against it".into(),
            };
        };
        let ground = match basis {
            "stated" => "what a source states",
            "inferred" => "what is inferred from a source",
            _ => "the analyst’s own judgement",
        };
        let against = match change.against.first() {
            Some(first) => {
                let more = match change.against.len() - 1 {
                    0 => String::new(),
                    n => format!(" and {n} more"),
                };
                let rank = ordinal(first.rank);
                format!(
                    "{from}against its {rank} wish, {}{more}: {ground}",
                    wish(first)
                )
            }
            None => format!("against {ground}"),
        };
        with_claims(against.into(), &change.claims)
    }
}

fn with_claims(text: Text, claims: &[ClaimHead]) -> Text {
    claims.iter().fold(text, |text, claim| {
        text.and(" ").and(Inline::Claim(claim.into()))
    })
}

/// A wish by the first clause of its words.
fn wish(head: &StatementHead) -> String {
    format!("“{}”", clause(head.said()))
}

/// Where a wish goes: `first`, `above “…”`, `last`.
fn place(change: &ModelChange) -> String {
    match &change.above {
        _ if change.to == Some(1) => "above all else".to_owned(),
        Some(below) => format!("just above {}", wish(below)),
        None => "below all else".to_owned(),
    }
}
