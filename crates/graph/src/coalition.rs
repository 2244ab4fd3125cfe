//! Joint improvements of groups.

use crate::{Concept, Model, Stability, State, StepKind};

/// A state that a group can bring about together and that each of its members
/// strictly prefers (Kilgour, Hipel, Fang & Peng 2001).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JointImprovement {
    /// The state reached.
    pub to: State,
    /// The members who have to move for it: the others in the group only agree.
    pub movers: Vec<usize>,
    /// The concepts under which the result holds: it is an equilibrium among
    /// all decision makers, so that nobody leaves it.
    pub holds: Vec<Concept>,
    /// The decision makers, inside the group or outside, for whom the result is
    /// not SEQ-stable: who would leave it and is not credibly deterred.
    pub leavers: Vec<usize>,
}

impl Model {
    /// The states that `group` can reach from `from` by its own legal moves in
    /// any sequence (R_H) and that every member strictly prefers to `from`,
    /// with the question whether each holds, answered from `stability`.
    pub fn joint_improvements(
        &self,
        from: State,
        group: &[usize],
        stability: &Stability,
    ) -> Vec<JointImprovement> {
        if group.is_empty() {
            return Vec::new();
        }
        let mut members = group.to_vec();
        members.sort_unstable();
        members.dedup();
        let everyone = 0..self.decision_makers();
        let better = |&to: &State| {
            let mut members = members.iter();
            members.all(|&i| self.value(i, to) > self.value(i, from))
        };
        let reach = self.reach(from, &members, StepKind::Move);
        let states = reach.states().into_iter().filter(better);
        states
            .map(|to| JointImprovement {
                to,
                movers: self.changed_by(from, to, &members),
                holds: Concept::ALL
                    .into_iter()
                    .filter(|&c| everyone.clone().all(|i| stability.stable(i, c).has(to)))
                    .collect(),
                leavers: everyone
                    .clone()
                    .filter(|&i| !stability.stable(i, Concept::Seq).has(to))
                    .collect(),
            })
            .collect()
    }

    /// Those of `members` whose own options differ between two states.
    fn changed_by(&self, from: State, to: State, members: &[usize]) -> Vec<usize> {
        let space = self.space();
        let differs = |&axis: &usize| space.level(from, axis) != space.level(to, axis);
        let own = |i: &usize| self.movers[*i].axes.iter().any(differs);
        members.iter().copied().filter(own).collect()
    }
}
