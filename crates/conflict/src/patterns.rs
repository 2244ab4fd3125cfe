//! What becomes of the patterns that the dossier names: the states that meet a
//! definition with a label, such as "a two-island settlement".

use hikiwake_graph::{Bits, Concept};

use crate::Pattern;
use crate::solve::Solved;
use hikiwake_finding::ReachKind;
use hikiwake_finding::{words::list, words::thousands};

/// The labelled definitions, in the order of the files. One whose options are all
/// off the table, so that no state or every state meets it, is left out.
pub fn patterns(solved: &Solved) -> Vec<Pattern> {
    let compiled = &solved.compiled;
    let feasible = compiled.model.feasible();
    let definitions = solved.dossier.file.definitions.iter();
    definitions
        .filter(|(_, definition)| !definition.label.is_empty())
        .filter_map(|(id, definition)| {
            let meeting = meeting(solved, id)?;
            let holding: Vec<_> = (solved.equilibria[Concept::Seq as usize].iter())
                .filter(|&state| meeting.has(state))
                .collect();
            let within = |reach: ReachKind| {
                let reached = |&&state: &&_| solved.reach(state).is_some_and(|kind| kind <= reach);
                holding.iter().filter(reached).count() as u64
            };
            (0 < meeting.count() && meeting.count() < feasible.count()).then(|| Pattern {
                id: id.clone(),
                label: definition.label.clone(),
                formula: definition.formula.clone(),
                feasible: meeting.count() as u64,
                holding: holding.len() as u64,
                by_best_replies: within(ReachKind::BestReplies),
                by_improvements: within(ReachKind::Improvements),
                by_joint_move: within(ReachKind::JointMove),
            })
        })
        .collect()
}

/// The feasible states that meet a definition.
pub fn meeting(solved: &Solved, id: &str) -> Option<Bits> {
    let compiled = &solved.compiled;
    let mut meeting = compiled.formula(id).ok()?.extension(compiled.model.space());
    meeting.intersect(compiled.model.feasible());
    Some(meeting)
}

/// What becomes of one pattern, in a sentence.
pub fn pattern_sentence(pattern: &Pattern, has_status_quo: bool) -> String {
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
        false => format!("{holding}; the status quo leads to {}.", list(&ways)),
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
        let told = |holding, reached| pattern_sentence(&pattern(holding, reached), true);
        assert_eq!(told(0, [0, 0, 0]), "No state with “A deal” holds.");
        assert_eq!(
            told(26, [0, 0, 1]),
            "26 states with “A deal” hold; the status quo leads to 1 of them with a joint \
             improvement on the way."
        );
        assert_eq!(
            told(9, [1, 3, 7]),
            "9 states with “A deal” hold; the status quo leads to 1 of them by best replies, 2 of \
             them by other improvements and 4 of them with a joint improvement on the way."
        );
        assert!(told(1, [0, 0, 0]).starts_with("1 state with “A deal” holds, but neither"));
        assert_eq!(
            pattern_sentence(&pattern(2, [0, 0, 0]), false),
            "2 states with “A deal” hold."
        );
    }
}
