//! The words for what a finding says by a mark.

use hikiwake_finding::{PeriodHead, ReachKind, ScenarioHead};

pub(crate) use hikiwake_finding::thousands as number;

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

/// Class and words of a basis.
pub(crate) fn basis(basis: &str) -> (&'static str, &'static str) {
    match basis {
        "stated" => ("stated", "stated in the sources"),
        "inferred" => ("inferred", "inferred from the sources"),
        _ => ("analyst", "the analyst’s own"),
    }
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

pub(crate) fn count(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
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
