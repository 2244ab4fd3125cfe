//! Joint improvements of groups.

use crate::{Concept, Model, Stability, State, StepKind};

/// A state that a group can bring about together and that each of its members
/// strictly prefers (Kilgour, Hipel, Fang & Peng 2001).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JointImprovement {
    /// The state reached.
    pub to: State,
    /// The smallest part of the group that can bring it about: those whose own
    /// options differ and, where rules or change tables make them wait for
    /// another's move, whoever makes it. The others in the group only agree.
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
        let everyone = 0..self.decision_makers();
        let improvement = |(to, movers)| JointImprovement {
            to,
            movers,
            holds: Concept::ALL
                .into_iter()
                .filter(|&c| everyone.clone().all(|i| stability.stable(i, c).has(to)))
                .collect(),
            leavers: everyone
                .clone()
                .filter(|&i| !stability.stable(i, Concept::Seq).has(to))
                .collect(),
        };
        let steps = self.joint_steps(from, group).into_iter();
        steps.map(improvement).collect()
    }

    /// The same states alone, each with the smallest part of the group that can reach it:
    /// where nobody asks whether they hold.
    pub fn joint_steps(&self, from: State, group: &[usize]) -> Vec<(State, Vec<usize>)> {
        if group.is_empty() {
            return Vec::new();
        }
        let mut members = group.to_vec();
        members.sort_unstable();
        members.dedup();
        let better = |&to: &State| {
            let mut members = members.iter();
            members.all(|&i| self.value(i, to) > self.value(i, from))
        };
        // Mostly there are none: so these are sought before what can be reached.
        let others = (0..self.decision_makers()).filter(|i| !members.contains(i));
        let fixed: Vec<usize> = others.flat_map(|i| self.movers[i].axes.clone()).collect();
        let own = |&to: &State| {
            let mut fixed = fixed.iter();
            fixed.all(|&axis| self.space.level(from, axis) == self.space.level(to, axis))
        };
        let mut states: Vec<State> = self.feasible.iter().filter(better).filter(own).collect();
        if states.is_empty() {
            return Vec::new();
        }
        // Where each who has changed an option has but to move once, no one else is needed.
        let mut found: Vec<(State, Vec<usize>)> = Vec::new();
        states.retain(|&to| {
            let changed = |&i: &usize| {
                let mut axes = self.movers[i].axes.iter();
                axes.any(|&axis| self.space.level(from, axis) != self.space.level(to, axis))
            };
            let changed: Vec<usize> = members.iter().copied().filter(changed).collect();
            let once = self.each_moves_once(&changed, from, to);
            if once {
                found.push((to, changed));
            }
            !once
        });
        if !states.is_empty() {
            let reach = self.reach(from, &members, StepKind::Move);
            states.retain(|&to| reach.has(to));
            let movers = self.needed_movers(from, &states, &members);
            found.extend(states.into_iter().zip(movers));
            found.sort_unstable();
        }
        found
    }

    /// Whether the members of a group can go from one state to another, each setting its own
    /// options to their levels there by one legal move, in some order.
    pub fn each_moves_once(&self, group: &[usize], from: State, to: State) -> bool {
        // The state after the members in the set `moved` have moved.
        let after = |moved: usize| {
            let mut state = from;
            for (place, &member) in group.iter().enumerate() {
                if moved & (1 << place) != 0 {
                    for &axis in &self.movers[member].axes {
                        state = self.space.with(state, axis, self.space.level(to, axis));
                    }
                }
            }
            state
        };
        let everyone = (1usize << group.len()) - 1;
        let mut reached = vec![false; everyone + 1];
        reached[0] = true;
        for moved in 1..=everyone {
            let state = after(moved);
            reached[moved] = (group.iter().enumerate()).any(|(place, &member)| {
                let before = moved & !(1 << place);
                before != moved && reached[before] && self.can_move(member, after(before), state)
            });
        }
        reached[everyone]
    }

    /// Per state of `states`, all of which `members` can reach from `from`, the
    /// smallest part of them that can reach it.
    fn needed_movers(&self, from: State, states: &[State], members: &[usize]) -> Vec<Vec<usize>> {
        // Parts of `members` as bits.
        let changed: Vec<u32> = states
            .iter()
            .map(|&to| {
                let differs =
                    |&axis: &usize| self.space.level(from, axis) != self.space.level(to, axis);
                let bit = |(k, &i): (usize, &usize)| {
                    u32::from(self.movers[i].axes.iter().any(differs)) << k
                };
                members.iter().enumerate().map(bit).sum()
            })
            .collect();
        let mut needed: Vec<Option<u32>> = vec![None; states.len()];
        if self.has_no_holes() && members.iter().all(|&i| self.movers[i].is_independent()) {
            // Each can do his part at any time, so no one else is needed.
            needed = changed.iter().copied().map(Some).collect();
        }
        // All of them can: of that it is not asked again.
        let mut parts: Vec<u32> = (1..(1 << members.len()) - 1).collect();
        parts.sort_by_key(|part| part.count_ones());
        for part in parts {
            let open = |k: &usize| needed[*k].is_none() && changed[*k] & !part == 0;
            let open: Vec<usize> = (0..states.len()).filter(open).collect();
            if open.is_empty() {
                continue;
            }
            let reach = self.reach(from, &chosen(members, part), StepKind::Move);
            for k in open {
                if reach.has(states[k]) {
                    needed[k] = Some(part);
                }
            }
        }
        let all = u32::MAX;
        let part = |part: Option<u32>| chosen(members, part.unwrap_or(all));
        needed.into_iter().map(part).collect()
    }
}

/// The members whose bit is set.
fn chosen(members: &[usize], part: u32) -> Vec<usize> {
    let members = members.iter().enumerate();
    let set = members.filter(|(k, _)| part >> k & 1 == 1);
    set.map(|(_, &i)| i).collect()
}

#[cfg(test)]
mod tests {
    use crate::*;

    #[test]
    fn who_must_wait_for_another_names_him() {
        // 0 goes up step by step and cannot step twice running.
        let model = |steps: Vec<u64>| {
            let mut builder = ModelBuilder::new(3);
            for (owner, change) in [Change::Table(steps), Change::Reversible]
                .into_iter()
                .enumerate()
            {
                let levels = if owner == 0 { 3 } else { 2 };
                builder.option(Axis {
                    owner,
                    levels,
                    change,
                });
            }
            let top = |axis, levels| Formula::Level { axis, levels };
            let goal = Formula::And(vec![top(0, 0b100), top(1, 0b01)]);
            for i in 0..3 {
                builder.order(i, Order::Statements(vec![vec![goal.clone()]]));
            }
            builder.build().unwrap()
        };
        let movers = |model: &Model, group: &[usize]| {
            let found = model.joint_improvements(State(0), group, &model.stability());
            let movers = |j: JointImprovement| (j.to.0, j.movers);
            found.into_iter().map(movers).collect::<Vec<_>>()
        };
        let slow = model(vec![0b010, 0b100, 0]);
        assert_eq!(movers(&slow, &[0, 2]), []);
        assert_eq!(movers(&slow, &[2, 1, 0]), [(2, vec![0, 1])]);
        let fast = model(vec![0b110, 0b100, 0]);
        assert_eq!(movers(&fast, &[0, 1, 2]), [(2, vec![0])]);
        assert_eq!(movers(&fast, &[]), []);
    }
}
