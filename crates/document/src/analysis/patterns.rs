//! What becomes of the patterns that the dossier names.

use hikiwake_conflict::Analysis;

use super::whole;
use crate::{Inline, Table, Text};

/// How many states of each are reached, and how.
pub(super) fn table(found: &Analysis) -> Table {
    let heads = [
        "Of this kind",
        "possible",
        "would last",
        "by best moves",
        "step by step",
        "with a step together",
    ];
    let mut table = Table::numbers(heads).caption(
        "Arrangements of each kind: those that are possible, those that nobody would leave once \
         the answers are counted (SEQ), and how many of these can be reached from what is in place.",
    );
    for one in found.patterns.iter().map(|ground| &ground.pattern) {
        let reached = [one.by_best_replies, one.by_improvements, one.by_joint_move];
        let row = [one.feasible, one.holding].into_iter().chain(reached);
        let label = Text::from(&one.label).and(Inline::Break);
        let label = label.and(Inline::Code(one.formula.clone()));
        table.row([label].into_iter().chain(row.map(whole)));
    }
    table
}
