//! What becomes of the patterns that the dossier names: the states that meet a
//! definition with a label, such as "a two-island settlement".

use hikiwake_graph::{Bits, Concept};

use crate::Pattern;
use crate::solve::Solved;
use hikiwake_finding::ReachKind;

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
