//! What to watch, and what would show that the brief is wrong.

use super::BriefFindings;
use crate::domestic_ratification::changes;
use crate::watch::{self, Deals};
use crate::{Block, Names};

/// Most signs of each kind.
const SIGNS: usize = 4;

pub(super) fn signs(found: &BriefFindings, names: &Names) -> Vec<Block> {
    let mut signs = watch::table(found.watch, names, SIGNS, Deals::Elsewhere);
    let period = &found.analysis.finding.scenario.period;
    if let (Some(ratification), Some(period)) = (found.ratification, period) {
        for [sign, means] in changes::signs_of_hands(ratification, &period.id) {
            signs.row([sign, means, String::new()]);
        }
    }
    let table = (!signs.is_empty()).then_some(Block::Table(signs));
    let wrong = watch::wrong_if(found.watch, names).map(Block::paragraph);
    table.into_iter().chain(wrong).collect()
}
