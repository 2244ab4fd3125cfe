//! Coalition stability, quantifier by quantifier from the definitions (Kilgour,
//! Hipel, Fang & Peng 2001; Inohara & Hipel 2008).

use std::collections::BTreeSet;

use super::{Conflict, Steps};

/// Which variant: see the fields.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// A gain is no loss for anybody and better for one, not better for all.
    pub pareto: bool,
    /// A sanction leaves no member better off, not merely one.
    pub every_member: bool,
    /// Credible answers are made by coalitions, not only by single opponents.
    pub by_coalitions: bool,
}

/// R_H of every group H from every state, listed once.
pub struct Lists {
    by_group: Vec<Vec<Vec<usize>>>,
}

impl Lists {
    pub fn of(conflict: &Conflict) -> Lists {
        let everyone: Vec<usize> = (0..conflict.decision_makers).collect();
        let mut by_group = vec![Vec::new(); 1 << everyone.len()];
        for group in subsets(&everyone) {
            let from = |s| {
                let marks = conflict.joint_moves(s, &group, Steps::Any);
                (0..marks.len()).filter(|&t| marks[t]).collect()
            };
            by_group[bits(&group)] = (0..conflict.states.len()).map(from).collect();
        }
        Lists { by_group }
    }

    fn moves(&self, group: &[usize], s: usize) -> &[usize] {
        // Nobody has no moves.
        self.by_group[bits(group)].get(s).map_or(&[], |list| list)
    }
}

fn bits(group: &[usize]) -> usize {
    group.iter().map(|i| 1 << i).sum()
}

impl Conflict {
    /// Whether the whole of `group` would go from `s` to `t`.
    pub fn gain(&self, pareto: bool, group: &[usize], s: usize, t: usize) -> bool {
        if pareto {
            let nobody_loses = !group.iter().any(|&i| self.better(i, s, t));
            nobody_loses && group.iter().any(|&i| self.better(i, t, s))
        } else {
            !group.is_empty() && !group.iter().any(|&i| !self.better(i, t, s))
        }
    }

    /// At every feasible state (in their order) and under each concept, the gains of
    /// `group` that no sanction meets: it is stable where there is none.
    pub fn coalition_departures(
        &self,
        lists: &Lists,
        variant: Variant,
        group: &[usize],
    ) -> Vec<[Vec<usize>; 5]> {
        let everyone = 0..self.decision_makers;
        let others: Vec<usize> = everyone.filter(|i| !group.contains(i)).collect();
        let mut known: Vec<Option<Vec<usize>>> = vec![None; self.states.len()];
        let mut departures = Vec::new();
        for s in self.feasible_states() {
            let deters = |t: usize| {
                if variant.every_member {
                    group.iter().all(|&i| !self.better(i, t, s))
                } else {
                    !self.gain(variant.pareto, group, s, t)
                }
            };
            let held = |s2: usize| {
                let mut escapes = lists.moves(group, s2).iter();
                deters(s2) && escapes.all(|&s3| deters(s3))
            };
            let mut found: [Vec<usize>; 5] = Default::default();
            for &s1 in lists.moves(group, s) {
                if !self.gain(variant.pareto, group, s, s1) {
                    continue;
                }
                let free = lists.moves(&others, s1);
                let credible = known[s1]
                    .get_or_insert_with(|| self.credible_answers(lists, variant, &others, s1));
                let met = [
                    false,
                    free.iter().any(|&s2| deters(s2)),
                    free.iter().any(|&s2| held(s2)),
                    credible.iter().any(|&s2| deters(s2)),
                    credible.iter().any(|&s2| held(s2)),
                ];
                for (found, met) in found.iter_mut().zip(met) {
                    found.extend((!met).then_some(s1));
                }
            }
            departures.push(found);
        }
        departures
    }

    fn credible_answers(
        &self,
        lists: &Lists,
        variant: Variant,
        others: &[usize],
        s1: usize,
    ) -> Vec<usize> {
        if variant.by_coalitions {
            let found = self.class_improvements(lists, variant.pareto, others, s1);
            found.into_iter().collect()
        } else {
            let marks = self.joint_moves(s1, others, Steps::Improving);
            (0..marks.len()).filter(|&s2| marks[s2]).collect()
        }
    }

    /// What sequences of coalition improvements of parts of `others` lead to
    /// from `s`, no part moving twice running.
    fn class_improvements(
        &self,
        lists: &Lists,
        pareto: bool,
        others: &[usize],
        s: usize,
    ) -> BTreeSet<usize> {
        let parts: Vec<Vec<usize>> = subsets(others);
        let mut found = BTreeSet::new();
        let mut frontier = vec![(s, None)];
        while let Some((at, last)) = frontier.pop() {
            for (k, part) in parts.iter().enumerate().filter(|&(k, _)| last != Some(k)) {
                for &t in lists.moves(part, at) {
                    if self.gain(pareto, part, at, t) && found.insert((t, k)) {
                        frontier.push((t, Some(k)));
                    }
                }
            }
        }
        found.into_iter().map(|(t, _)| t).collect()
    }
}

/// Every part of `all` but the empty one.
pub fn subsets(all: &[usize]) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new()];
    for &i in all {
        let with: Vec<Vec<usize>> = found
            .iter()
            .map(|part| [&part[..], &[i]].concat())
            .collect();
        found.extend(with);
    }
    found.retain(|part| !part.is_empty());
    found
}
