//! The search for what groups could bring about together.

use std::collections::BTreeSet;

use hikiwake_graph::{Concept, JointImprovement, Model, Stability, State};

use crate::{group_moves::Candidates, group_moves::own_combinations};

/// The joint improvements of a group, as the engine has them.
pub type ByGroup = (Vec<usize>, JointImprovement);

/// A group, and a state that it could bring about together.
pub type JointStep = (Vec<usize>, State);

/// The joint improvements from one state.
#[derive(Default)]
pub struct JointSearch {
    /// Each with a minimal group: no smaller one can bring the state about.
    pub found: Vec<ByGroup>,
    /// The work allowed did not suffice for every group.
    pub cut: bool,
}

/// The joint improvements from `from`, with the question whether each holds.
pub fn joint_improvements(
    model: &Model,
    from: State,
    stability: &Stability,
    work: u64,
) -> JointSearch {
    let (steps, cut) = joint_steps(model, from, work);
    let everyone = || 0..model.decision_makers();
    let stable = |i, concept, state| stability.stable(i, concept).has(state);
    let found = steps.into_iter().map(|(group, to)| {
        let held = |c: &Concept| everyone().all(|i| stable(i, *c, to));
        let improvement = JointImprovement {
            to,
            movers: group.clone(),
            holds: Concept::ALL.into_iter().filter(held).collect(),
            leavers: everyone()
                .filter(|&i| !stable(i, Concept::Seq, to))
                .collect(),
        };
        (group, improvement)
    });
    JointSearch {
        found: found.collect(),
        cut,
    }
}

/// The joint improvements from `from` of all groups of two or more decision makers
/// who control options, smaller groups first, and whether the work allowed was too little
/// for all of them. Of groups for which all of R_H would be too much work, those that each
/// member's moving once brings about.
pub fn joint_steps(model: &Model, from: State, work: u64) -> (Vec<JointStep>, bool) {
    let combinations = own_combinations(model);
    let mut found: Vec<JointStep> = Vec::new();
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
        let of_all = model.joint_steps(from, &group).into_iter();
        let of_all = of_all.filter(|(_, movers)| movers.len() == group.len());
        found.extend(of_all.map(|(to, _)| (group.clone(), to)));
    }
    let cut = !too_large.is_empty();
    let states = model.feasible().count() * model.decision_makers();
    if cut && states as u64 <= work {
        let mut add = |group: Vec<usize>, to: State| {
            if too_large.contains(&group) {
                found.push((group, to));
            }
        };
        Candidates::new(model, |_| true).joint_improvements(model, from, &mut add);
    }
    (found, cut)
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
