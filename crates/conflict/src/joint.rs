//! What groups could bring about together, and whether it would hold.

use std::cmp::Reverse;

use hikiwake_graph::{Model, State};

use crate::{JointImprovement, JointTable};
use crate::{joint_search::ByGroup, joint_search::joint_improvements};
use crate::{solve::Solved, solve::names};
use hikiwake_finding::words::thousands;

/// What groups could bring about together from one state: as a table, and as steps
/// for the drawing.
pub(crate) struct Agreements {
    pub from: State,
    pub table: JointTable,
    /// The steps of the improvements listed in the table.
    pub listed: Vec<Agreement>,
    cut: bool,
}

/// A joint improvement as a step.
pub(crate) struct Agreement {
    pub group: Vec<usize>,
    pub from: State,
    pub to: State,
    /// Nobody would leave the result.
    pub holds: bool,
}

impl Agreements {
    /// The joint improvements from `from`, at most `limit` of them listed.
    pub fn new(solved: &Solved, from: State, label: &str, limit: usize) -> Self {
        let searched;
        let search = if solved.compiled.status_quo == Some(from) {
            &solved.joint
        } else {
            let model = &solved.compiled.model;
            searched = joint_improvements(model, from, &solved.stability, solved.work);
            &searched
        };
        let space = solved.compiled.model.space();
        let mut order: Vec<&ByGroup> = search.found.iter().collect();
        order.sort_by_cached_key(|(group, improvement)| {
            (
                improvement.leavers.len(),
                Reverse(improvement.holds.len()),
                space.difference(from, improvement.to),
                group.len(),
                solved.compiled.code(improvement.to),
                group.clone(),
            )
        });
        let holding = order.iter().filter(|(_, i)| i.leavers.is_empty()).count();
        let count = order.len();
        order.truncate(limit);
        let table = JointTable {
            from: solved.row(from),
            label: label.to_string(),
            improvements: (order.iter())
                .map(|(group, improvement)| one(solved, from, group, improvement))
                .collect(),
            count: count as u64,
            holding: holding as u64,
        };
        let listed = order.into_iter().map(|(group, improvement)| Agreement {
            group: group.clone(),
            from,
            to: improvement.to,
            holds: improvement.leavers.is_empty(),
        });
        Agreements {
            from,
            listed: listed.collect(),
            cut: search.cut,
            table,
        }
    }

    /// What is to be said where the search was cut short.
    pub fn note(&self, solved: &Solved) -> Option<String> {
        self.cut.then(|| {
            format!(
                "Joint improvements from {} were sought only as far as {} steps of search allow: \
                 for the largest groups, at most those in which each member moves once. Raise \
                 `work` (--work) to look further.",
                solved.compiled.code(self.from),
                thousands(solved.work)
            )
        })
    }
}

/// The best move that a member has alone, where it likes its result better than `to`.
pub(crate) fn better_alone(model: &Model, member: usize, from: State, to: State) -> Option<State> {
    let best = model
        .moves(member, from)
        .into_iter()
        .max_by_key(|&state| (model.value(member, state), Reverse(state)))?;
    (model.value(member, best) > model.value(member, to)).then_some(best)
}

fn one(
    solved: &Solved,
    from: State,
    group: &[usize],
    improvement: &hikiwake_graph::JointImprovement,
) -> JointImprovement {
    let others = (0..solved.compiled.decision_makers.len()).filter(|i| !group.contains(i));
    JointImprovement {
        group: solved.ids(group),
        state: solved.row(improvement.to),
        holds: names(&improvement.holds),
        leavers: solved.ids(&improvement.leavers),
        step: solved.step(group, from, improvement.to),
        others: others
            .map(|i| solved.reason(i, from, improvement.to))
            .collect(),
        better_alone: (group.iter())
            .filter_map(|&member| {
                let model = &solved.compiled.model;
                let best = better_alone(model, member, from, improvement.to)?;
                Some(solved.step(&[member], from, best))
            })
            .collect(),
    }
}
