//! What groups could bring about together, and whether it would hold.

use std::cmp::Reverse;

use hikiwake_graph::{Model, Stability, State};

use crate::sentences::joint_sentences;
use crate::solve::{ByGroup, Solved, names};
use crate::{JointImprovement, JointTable};

/// The joint improvements from one state.
#[derive(Default)]
pub(crate) struct JointSearch {
    /// Each with a minimal group: no smaller one can bring the state about.
    pub found: Vec<ByGroup>,
    /// The work allowed did not suffice for every group.
    pub cut: bool,
}

/// The joint improvements from `from` of all groups of two or more decision makers
/// who control options, smaller groups first.
pub(crate) fn joint_improvements(
    model: &Model,
    from: State,
    stability: &Stability,
    work: u64,
) -> JointSearch {
    let mut combinations = vec![1u64; model.decision_makers()];
    for axis in model.space().axes() {
        combinations[axis.owner] = combinations[axis.owner].saturating_mul(u64::from(axis.levels));
    }
    let able: Vec<usize> = (0..combinations.len())
        .filter(|&i| combinations[i] > 1)
        .collect();
    let mut groups: Vec<Vec<usize>> = (0..1u32 << able.len())
        .filter(|set| set.count_ones() >= 2)
        .map(|set| {
            let members = able.iter().enumerate();
            members
                .filter(|(place, _)| set >> place & 1 == 1)
                .map(|(_, &i)| i)
                .collect()
        })
        .collect();
    groups.sort_by_key(|group| group.len());

    let mut search = JointSearch::default();
    let mut left = work;
    for group in groups {
        let cost = (group.iter()).fold(1u64, |cost, &i| cost.saturating_mul(combinations[i]));
        match left.checked_sub(cost) {
            Some(rest) => left = rest,
            None => {
                search.cut = true;
                continue;
            }
        }
        // Where a part of the group suffices, the state is that part's.
        let of_all = model
            .joint_improvements(from, &group, stability)
            .into_iter();
        let of_all = of_all.filter(|improvement| improvement.movers.len() == group.len());
        search
            .found
            .extend(of_all.map(|improvement| (group.clone(), improvement)));
    }
    search
}

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
        let mut order: Vec<&ByGroup> = search.found.iter().collect();
        order.sort_by_cached_key(|(group, improvement)| {
            (
                improvement.leavers.len(),
                Reverse(improvement.holds.len()),
                solved.changes(from, improvement.to),
                group.len(),
                solved.compiled.code(improvement.to),
                group.clone(),
            )
        });
        let holding = order.iter().filter(|(_, i)| i.leavers.is_empty()).count();
        let count = order.len();
        order.truncate(limit);
        let mut table = JointTable {
            from: solved.row(from),
            label: label.to_string(),
            sentences: Vec::new(),
            improvements: (order.iter())
                .map(|(group, improvement)| one(solved, from, group, improvement))
                .collect(),
            count: count as u64,
            holding: holding as u64,
        };
        table.sentences = joint_sentences(solved, &table);
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
                "Joint improvements from {} were sought only as far as {} steps of search allow, \
                 for the groups that can bring about fewest states. Raise `work` to look further.",
                solved.compiled.code(self.from),
                solved.work
            )
        })
    }
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
    }
}
