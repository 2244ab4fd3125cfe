//! The words for what a finding says by a mark.

use hikiwake_conflict::ConceptCount;
use hikiwake_finding::{
    Holding, MoveKind, OptionHead, PeriodHead, PreferenceVerdict, ReachKind, ScenarioHead,
};

use crate::names::{Names, join};

pub(crate) use hikiwake_finding::thousands as number;

/// The solution concepts in the order of the columns, with their meaning for a
/// reader who does not know them.
pub(crate) const CONCEPTS: [(&str, &str); 5] = [
    (
        "Nash",
        "Nobody can do better by moving alone, if the others then stand still.",
    ),
    (
        "GMR",
        "Whoever could do better alone must fear an answer of the others that leaves it no \
         better off than staying, whatever that answer costs them (general metarationality).",
    ),
    (
        "SMR",
        "As GMR, and the one who moved has no way out after the answer (symmetric \
         metarationality).",
    ),
    (
        "SEQ",
        "As GMR, but the answer must be credible: each step of it is better for the one who \
         takes it (sequential stability).",
    ),
    (
        "SSEQ",
        "As SEQ, and the one who moved has no way out after the answer (symmetric sequential \
         stability).",
    ),
];

/// The kinds of reach, strongest first, with their meaning.
pub(crate) const REACHES: [(ReachKind, &str); 6] = [
    (
        ReachKind::BestReplies,
        "From the status quo, each step is the best that its mover has. The likeliest way.",
    ),
    (
        ReachKind::Improvements,
        "Each step is better for its mover, but some are not the best on offer.",
    ),
    (
        ReachKind::JointMove,
        "It takes one step that several take together and that each of them prefers.",
    ),
    (
        ReachKind::MovesWithoutGain,
        "Somebody would have to take a step that gains it nothing, though nobody one that leaves \
         it worse off.",
    ),
    (
        ReachKind::MovesAtALoss,
        "Somebody would have to take a step that leaves it worse off.",
    ),
    (ReachKind::Never, "No sequence of moves leads there."),
];

pub(crate) fn reach(kind: ReachKind) -> &'static str {
    match kind {
        ReachKind::Here => "is the status quo",
        ReachKind::BestReplies => "by best replies",
        ReachKind::Improvements => "by improvements",
        ReachKind::JointMove => "by a joint move",
        ReachKind::MovesWithoutGain => "only without gain",
        ReachKind::MovesAtALoss => "only at a loss",
        ReachKind::Never => "not at all",
    }
}

pub(crate) fn move_kind(kind: MoveKind) -> &'static str {
    match kind {
        MoveKind::BestReply => "best reply",
        MoveKind::Improvement => "improvement",
        MoveKind::Joint => "joint move",
        MoveKind::WithoutGain => "move without gain",
        MoveKind::AtALoss => "move at a loss",
    }
}

pub(crate) fn verdict(verdict: PreferenceVerdict) -> &'static str {
    match verdict {
        PreferenceVerdict::Better => "better",
        PreferenceVerdict::Worse => "worse",
        PreferenceVerdict::Equal => "no better and no worse",
    }
}

/// Class and words of a basis.
pub(crate) fn basis(basis: &str) -> (&'static str, &'static str) {
    match basis {
        "stated" => ("stated", "stated in the sources"),
        "inferred" => ("inferred", "inferred from the sources"),
        _ => ("analyst", "the analyst’s own"),
    }
}

/// `holds under all five concepts`, `holds under SEQ and GMR`, `does not hold`.
pub(crate) fn holds(concepts: &[String]) -> String {
    match concepts.len() {
        0 => "does not hold under any concept".to_string(),
        n if n == CONCEPTS.len() => "holds under all five concepts".to_string(),
        _ => format!("holds under {}", join(concepts)),
    }
}

/// How a state holds, who would leave it, and how it is reached, in one clause.
pub(crate) fn holding(holding: &Holding, names: &Names) -> String {
    let mut text = holds(&holding.concepts);
    if !holding.leavers.is_empty() {
        text.push_str(&format!(
            "; {} would leave it",
            names.list(&holding.leavers)
        ));
    }
    match holding.reach {
        None | Some(ReachKind::Here) => {}
        Some(ReachKind::Never) => text.push_str("; it cannot be reached"),
        Some(kind) => text.push_str(&format!("; reached {}", reach(kind))),
    }
    text
}

pub(crate) fn level(option: &OptionHead, level: u8) -> Option<&str> {
    option.levels.get(usize::from(level)).map(String::as_str)
}

/// Whether the levels are just no and yes.
pub(crate) fn is_yes_no(option: &OptionHead) -> bool {
    matches!(option.levels.as_slice(), [no, yes] if no == "no" && yes == "yes")
}

/// Name of a scenario's period for headings.
pub(crate) fn period_name(scenario: &ScenarioHead) -> &str {
    match &scenario.period {
        Some(PeriodHead { id, label, .. }) => [label, id]
            .into_iter()
            .find(|text| !text.trim().is_empty())
            .map_or("The model", String::as_str),
        None => "The model",
    }
}

/// `1 state`, `24 states`, `1,024 states`.
pub(crate) fn states(n: u64) -> String {
    count(n, "state", "states")
}

pub(crate) fn count(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

/// Number of equilibria under a concept.
pub(crate) fn under<'a>(counts: &'a [ConceptCount], concept: &str) -> Option<&'a ConceptCount> {
    counts.iter().find(|count| count.concept == concept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped() {
        assert_eq!(number(7), "7");
        assert_eq!(number(1_024), "1,024");
        assert_eq!(number(12_345_678), "12,345,678");
    }
}
