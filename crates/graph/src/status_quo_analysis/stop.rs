//! Who can bring a state about, who can keep it from coming about, and who can
//! step off a path.

use std::collections::HashMap;

use super::{FAR, StatusQuoAnalysis, TooLarge, WayRules, grow};
use crate::{Model, Path, State, Step, StepKind};

/// Most decision makers with steps of their own for whom groups are looked for:
/// every group of them is tried.
pub const MOST_MOVERS: usize = 10;

/// A decision maker other than the mover who can move before a step of a path is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stopper {
    /// Who.
    pub who: usize,
    /// How many moves it has there: what it could do.
    pub moves: usize,
    /// Its improvements there, as they are named: what it would do. With each, whether
    /// improvements of anybody still lead from there to the end of the path.
    pub improvements: Vec<(State, bool)>,
}

impl StatusQuoAnalysis {
    /// The smallest groups that can bring `state` about by their own steps alone:
    /// no smaller part of such a group can. The empty group, where it is the start;
    /// none, where it is not reached. `None` where more than [`MOST_MOVERS`] take
    /// steps.
    pub fn able_alone(&self, state: State) -> Option<Vec<Vec<usize>>> {
        let movers = self.movers()?;
        let able = self.able(state, &movers);
        Some(able.into_iter().map(|set| members(&movers, set)).collect())
    }

    /// The smallest groups without whose steps `state` is not reached: whoever
    /// among all others moves, and in whatever order. One decision maker alone in
    /// such a group can keep it from coming about. None, where it is the start;
    /// the empty group, where it is not reached at all. `None` as for
    /// [`StatusQuoAnalysis::able_alone`].
    pub fn needed(&self, state: State) -> Option<Vec<Vec<usize>>> {
        let movers = self.movers()?;
        let able = self.able(state, &movers);
        let mut needed: Vec<u32> = Vec::new();
        for set in by_size(movers.len()) {
            // What is left without the group can no longer do it.
            let cut = able.iter().all(|group| group & set != 0);
            if cut && !needed.iter().any(|smaller| smaller & set == *smaller) {
                needed.push(set);
            }
        }
        Some(
            needed
                .into_iter()
                .map(|set| members(&movers, set))
                .collect(),
        )
    }

    /// The steps that every walk to `state` takes, in the order of a shortest one.
    pub fn steps_on_all(&self, state: State) -> Vec<(State, Step)> {
        let mut found: Vec<(State, Step)> = Vec::new();
        for (from, step) in self.shortest(state) {
            let other = |a: State, b: Step| (a, b.to) != (from, step.to);
            if !found.contains(&(from, step)) && !self.reaches(state, other) {
                found.push((from, step));
            }
        }
        found
    }

    /// The states between that every walk to `state` comes through, in the order of
    /// a shortest one.
    pub fn states_on_all(&self, state: State) -> Vec<State> {
        let mut found: Vec<State> = Vec::new();
        for (between, _) in self.shortest(state) {
            let other = |_: State, step: Step| step.to != between;
            let ends = between == self.from() || between == state;
            if !ends && !found.contains(&between) && !self.reaches(state, other) {
                found.push(between);
            }
        }
        found
    }

    /// A path with the fewest moves, each step with where it starts.
    fn shortest(&self, state: State) -> Vec<(State, Step)> {
        let found = self.fewest_paths(state, 1);
        let path = found.and_then(|mut found| found.paths.pop());
        path.map_or_else(Vec::new, |path| with_starts(&path))
    }

    /// The decision makers who take steps; `None` where they are too many.
    fn movers(&self) -> Option<Vec<usize>> {
        let mut movers: Vec<usize> = (self.nodes[1..].iter())
            .map(|node| usize::from(node.last))
            .collect();
        movers.sort_unstable();
        movers.dedup();
        (movers.len() <= MOST_MOVERS).then_some(movers)
    }

    /// The smallest sets of `movers`, as bits, that reach `state` alone.
    fn able(&self, state: State, movers: &[usize]) -> Vec<u32> {
        let mut able: Vec<u32> = Vec::new();
        for set in by_size(movers.len()) {
            let group = members(movers, set);
            let own = |_: State, step: Step| group.contains(&step.mover);
            if !able.iter().any(|smaller| smaller & set == *smaller) && self.reaches(state, own) {
                able.push(set);
            }
        }
        able
    }
}

impl Model {
    /// Per step of a path, who else can move before it is made: decision makers
    /// other than its mover and other than whoever moved last. `limit` bounds the
    /// bytes for asking what their improvements lead to.
    ///
    /// # Errors
    /// Where that takes more.
    pub fn stoppers(&self, path: &Path, limit: u64) -> Result<Vec<Vec<Stopper>>, TooLarge> {
        let steps = with_starts(path);
        let end = path.steps.last().map_or(path.from, |step| step.to);
        let mut seeds = Vec::new();
        let mut last = None;
        let mut found: Vec<Vec<Stopper>> = Vec::new();
        for (from, step) in steps {
            let others = (0..self.decision_makers()).filter(|&i| i != step.mover);
            let mut stoppers = Vec::new();
            for who in others.filter(|&i| Some(i) != last) {
                let improvements = self.improvements_as_named(who, from);
                seeds.extend(improvements.iter().map(|&to| (to, who as u16)));
                let moves = self.moves(who, from).len();
                if moves > 0 {
                    stoppers.push(Stopper {
                        who,
                        moves,
                        improvements: improvements.into_iter().map(|to| (to, false)).collect(),
                    });
                }
            }
            found.push(stoppers);
            last = Some(step.mover);
        }
        let (nodes, graph) = grow(self, &seeds, &WayRules::of(StepKind::Improvement), limit)?;
        let arrives = |&at: &u32| nodes[at as usize].state == end;
        let ends: Vec<u32> = (0..nodes.len() as u32).filter(arrives).collect();
        let to_go = graph.reversed().distances(&ends, |_, _| true);
        let reached = nodes
            .iter()
            .map(|node| (node.state, usize::from(node.last)));
        let to_go: HashMap<(State, usize), u32> = reached.zip(to_go).collect();
        for stopper in found.iter_mut().flatten() {
            for (to, leads_on) in &mut stopper.improvements {
                let left = to_go.get(&(*to, stopper.who));
                *leads_on = left.is_some_and(|&left| left != FAR);
            }
        }
        Ok(found)
    }
}

/// Each step of a path with the state from which it is taken.
fn with_starts(path: &Path) -> Vec<(State, Step)> {
    let starts = std::iter::once(path.from).chain(path.steps.iter().map(|step| step.to));
    starts.zip(path.steps.iter().copied()).collect()
}

/// All sets of `count` things as bits, smaller ones first.
fn by_size(count: usize) -> Vec<u32> {
    let mut sets: Vec<u32> = (0..1 << count).collect();
    sets.sort_by_key(|set| set.count_ones());
    sets
}

fn members(movers: &[usize], set: u32) -> Vec<usize> {
    let members = movers.iter().enumerate();
    let chosen = members.filter(|(k, _)| set >> k & 1 == 1);
    chosen.map(|(_, &mover)| mover).collect()
}
