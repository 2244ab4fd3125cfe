//! What groups could bring about together, and whether it would hold.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use hikiwake_graph::{Concept, Model, Stability, State};

use crate::agree::{Candidates, own_combinations};

use crate::sentences::joint_sentences;
use crate::solve::{ByGroup, Solved, names};
use crate::words::thousands;
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
/// who control options, smaller groups first. Of groups for which all of R_H would
/// be too much work, those that each member's moving once brings about.
pub(crate) fn joint_improvements(
    model: &Model,
    from: State,
    stability: &Stability,
    work: u64,
) -> JointSearch {
    let combinations = own_combinations(model);
    let mut search = JointSearch::default();
    let mut too_large: BTreeSet<Vec<usize>> = BTreeSet::new();
    let mut left = work;
    for group in groups(&combinations) {
        // Every state that the group can reach, per last mover, and each one's moves.
        let of = |i: &usize| combinations[*i];
        let states = group.iter().map(of).fold(1, u64::saturating_mul);
        let moves = group.iter().map(of).fold(0, u64::saturating_add);
        let cost = states
            .saturating_mul(moves)
            .saturating_mul(group.len() as u64);
        match left.checked_sub(cost) {
            Some(rest) => left = rest,
            None => {
                too_large.insert(group);
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
    search.cut = !too_large.is_empty();
    let states = model.feasible().count() * model.decision_makers();
    if search.cut && states as u64 <= work {
        let everyone = || 0..model.decision_makers();
        let stable = |i, concept, state| stability.stable(i, concept).has(state);
        let mut add = |group: Vec<usize>, to: State| {
            if too_large.contains(&group) {
                let held = |c: &Concept| everyone().all(|i| stable(i, *c, to));
                let improvement = hikiwake_graph::JointImprovement {
                    to,
                    movers: group.clone(),
                    holds: Concept::ALL.into_iter().filter(held).collect(),
                    leavers: everyone()
                        .filter(|&i| !stable(i, Concept::Seq, to))
                        .collect(),
                };
                search.found.push((group, improvement));
            }
        };
        Candidates::new(model, |_| true).joint_improvements(model, from, &mut add);
    }
    search
}

/// The groups of two or more decision makers who control options, smaller ones first.
fn groups(combinations: &[u64]) -> Vec<Vec<usize>> {
    let able: Vec<usize> = (0..combinations.len())
        .filter(|&i| combinations[i] > 1)
        .collect();
    let members = |set: u32| {
        let members = able.iter().enumerate();
        members
            .filter(move |(place, _)| set >> place & 1 == 1)
            .map(|(_, &i)| i)
    };
    let mut groups: Vec<Vec<usize>> = (0..1u32 << able.len())
        .filter(|set| set.count_ones() >= 2)
        .map(|set| members(set).collect())
        .collect();
    groups.sort_by_key(|group| group.len());
    groups
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
                "Joint improvements from {} were sought only as far as {} steps of search allow: \
                 for the largest groups, at most those in which each member moves once. Raise \
                 `work` (--work) to look further.",
                solved.compiled.code(self.from),
                thousands(solved.work)
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
