//! What becomes of the patterns that the dossier names.

use hikiwake_conflict::{Analysis, Pattern};

use super::whole;
use crate::{Inline, Table, Text, joined, thousands};

/// How many states of each are reached, and how.
pub(super) fn table(found: &Analysis) -> Table {
    let heads = [
        "Pattern",
        "Feasible",
        "Hold",
        "by best replies",
        "by improvements",
        "with a joint move",
    ];
    let mut table = Table::numbers(heads).caption(
        "States of each pattern: feasible ones, those that nobody would leave (SEQ), and how many \
         of these the status quo leads to.",
    );
    for one in &found.patterns {
        let reached = [one.by_best_replies, one.by_improvements, one.by_joint_move];
        let row = [one.feasible, one.holding].into_iter().chain(reached);
        let label = Text::from(&one.label).and(Inline::Break);
        let label = label.and(Inline::Code(one.formula.clone()));
        table.row([label].into_iter().chain(row.map(whole)));
    }
    table
}

/// What becomes of one pattern, in a sentence.
pub(super) fn told(pattern: &Pattern, has_status_quo: bool) -> String {
    let label = &pattern.label;
    let holding = match pattern.holding {
        0 => return format!("No state with “{label}” holds."),
        1 => format!("1 state with “{label}” holds"),
        n => format!("{} states with “{label}” hold", thousands(n)),
    };
    if !has_status_quo {
        return format!("{holding}.");
    }
    let best = pattern.by_best_replies;
    let more = pattern.by_improvements.saturating_sub(best);
    let joint = pattern.by_joint_move.saturating_sub(best + more);
    let ways: Vec<String> = [
        (best, "by best replies"),
        (more, "by other improvements"),
        (joint, "with a joint improvement on the way"),
    ]
    .into_iter()
    .filter(|&(number, _)| number > 0)
    .map(|(number, way)| format!("{} of them {way}", thousands(number)))
    .collect();
    match ways.is_empty() {
        true => format!(
            "{holding}, but neither improvements nor a joint improvement lead there from the \
             status quo."
        ),
        false => format!("{holding}; the status quo leads to {}.", joined(&ways)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(holding: u64, reached: [u64; 3]) -> Pattern {
        let [by_best_replies, by_improvements, by_joint_move] = reached;
        Pattern {
            id: "deal".to_owned(),
            label: "A deal".to_owned(),
            formula: "treaty and aid".to_owned(),
            feasible: 40,
            holding,
            by_best_replies,
            by_improvements,
            by_joint_move,
        }
    }

    #[test]
    fn a_pattern_is_told_with_the_ways_to_it() {
        let ways = |holding, reached| told(&pattern(holding, reached), true);
        assert_eq!(ways(0, [0, 0, 0]), "No state with “A deal” holds.");
        assert_eq!(
            ways(26, [0, 0, 1]),
            "26 states with “A deal” hold; the status quo leads to 1 of them with a joint \
             improvement on the way."
        );
        assert_eq!(
            ways(9, [1, 3, 7]),
            "9 states with “A deal” hold; the status quo leads to 1 of them by best replies, 2 of \
             them by other improvements and 4 of them with a joint improvement on the way."
        );
        assert!(ways(1, [0, 0, 0]).starts_with("1 state with “A deal” holds, but neither"));
        assert_eq!(
            told(&pattern(2, [0, 0, 0]), false),
            "2 states with “A deal” hold."
        );
    }
}
