//! How far each kind of step leads from the status quo.

use std::collections::HashMap;

use hikiwake_graph::{Model, Reach, State, StepKind};

use crate::group_moves::Candidates;
use crate::joint_search::{JointStep, joint_steps};
use crate::search::Search;
use hikiwake_finding::ReachKind;

/// Everything reachable from one state, by kind of step.
pub struct Reached {
    pub start: State,
    pub best_replies: Reach,
    pub improvements: Reach,
    /// By moves that leave no mover worse off.
    pub without_loss: Reach,
    pub moves: Reach,
    pub joint: WithJointStep,
}

/// One step of a walk: who moves, and where to.
pub type Walked = (Vec<usize>, State);

impl Reached {
    /// Walks from `start` by every kind of step. `at_start` are the joint
    /// improvements from there, each with its group; `work` bounds the search for
    /// walks with a joint improvement.
    pub fn new(model: &Model, start: State, at_start: &[JointStep], work: u64) -> Self {
        let all: Vec<usize> = (0..model.decision_makers()).collect();
        let improvements = model.reach(start, &all, StepKind::Improvement);
        let joint = WithJointStep::new(model, start, &improvements, at_start, work);
        Reached {
            start,
            best_replies: model.reach(start, &all, StepKind::BestReply),
            without_loss: model.reach(start, &all, StepKind::WithoutLoss),
            moves: model.reach(start, &all, StepKind::Move),
            improvements,
            joint,
        }
    }

    /// The same where the joint improvements from there are not yet known.
    pub fn searched(model: &Model, start: State, work: u64) -> Self {
        let (at_start, _) = joint_steps(model, start, work);
        Reached::new(model, start, &at_start, work)
    }

    /// The strongest way to `state`.
    pub fn kind(&self, state: State) -> ReachKind {
        if state == self.start {
            ReachKind::Here
        } else if self.best_replies.has(state) {
            ReachKind::BestReplies
        } else if self.improvements.has(state) {
            ReachKind::Improvements
        } else if self.joint.search.has(state) {
            ReachKind::JointMove
        } else if self.without_loss.has(state) {
            ReachKind::MovesWithoutGain
        } else if self.moves.has(state) {
            ReachKind::MovesAtALoss
        } else {
            ReachKind::Never
        }
    }

    /// A shortest walk of the strongest kind, from the start.
    pub fn path(&self, state: State) -> Vec<Walked> {
        match self.kind(state) {
            ReachKind::Here | ReachKind::Never => Vec::new(),
            ReachKind::BestReplies => walked(&self.best_replies, state),
            ReachKind::Improvements => walked(&self.improvements, state),
            ReachKind::JointMove => self.joint.path(&self.improvements, state),
            ReachKind::MovesWithoutGain => walked(&self.without_loss, state),
            ReachKind::MovesAtALoss => walked(&self.moves, state),
        }
    }
}

fn walked(reach: &Reach, state: State) -> Vec<Walked> {
    let steps = reach.path(state).map(|path| path.steps).unwrap_or_default();
    let one = |step: hikiwake_graph::Step| (vec![step.mover], step.to);
    steps.into_iter().map(one).collect()
}

/// The states that improvements alone do not reach, but improvements with one
/// joint improvement among them do.
///
/// At the start a joint improvement is any state of R_H that each member of the
/// group H prefers. At the other states that improvements reach, nearest first,
/// each member changes its own options once, in some order, each change a legal
/// move: a whole R_H from every state would cost too much.
pub struct WithJointStep {
    /// What improvements reach from the results of joint improvements.
    search: Search,
    /// The results of joint improvements: from where, and by whom.
    agreed: HashMap<State, (State, Vec<usize>)>,
    /// Number of states that improvements alone do not reach.
    pub count: usize,
    /// The work allowed did not suffice to follow all of them.
    pub cut: bool,
}

impl WithJointStep {
    /// The walks with a joint improvement from a start from which improvements lead so far.
    pub fn searched(model: &Model, start: State, improvements: &Reach, work: u64) -> Self {
        let (at_start, cut) = joint_steps(model, start, work);
        let mut joint = WithJointStep::new(model, start, improvements, &at_start, work);
        joint.cut |= cut;
        joint
    }

    /// Whether such a walk leads to a state.
    pub fn has(&self, state: State) -> bool {
        self.search.has(state)
    }

    fn new(
        model: &Model,
        start: State,
        improvements: &Reach,
        at_start: &[JointStep],
        work: u64,
    ) -> Self {
        let (mut sources, mut cut) = sources(model, start, improvements, work);
        let candidates = match sources.len() {
            0 | 1 => Candidates::default(),
            _ => Candidates::new(model, |state| !improvements.has(state)),
        };
        let all: Vec<usize> = (0..model.decision_makers()).collect();
        let mut search = Search::new(model, all, true, work);
        let mut agreed: HashMap<State, (State, Vec<usize>)> = HashMap::new();
        for depth in 0.. {
            // What is agreed at this depth joins what is reached at the next.
            cut |= !search.advance(model);
            while sources
                .last()
                .is_some_and(|((steps, _), _)| *steps == depth)
            {
                let Some(((_, changes), source)) = sources.pop() else {
                    break;
                };
                let mut agree = |group: Vec<usize>, to: State| {
                    if !improvements.has(to) && !search.has(to) {
                        let more = model.space().difference(source, to).options;
                        search.start(to, changes + more);
                        agreed.insert(to, (source, group));
                    }
                };
                if source == start {
                    for (group, to) in at_start {
                        agree(group.clone(), *to);
                    }
                    continue;
                }
                candidates.joint_improvements(model, source, &mut agree);
            }
            if sources.is_empty() && search.layer().next().is_none() {
                break;
            }
        }
        let count = search.states().filter(|&s| !improvements.has(s)).count();
        WithJointStep {
            search,
            agreed,
            count,
            cut,
        }
    }

    fn path(&self, improvements: &Reach, state: State) -> Vec<Walked> {
        let Some((seed, steps)) = self.search.path(state) else {
            return Vec::new();
        };
        let Some((source, group)) = self.agreed.get(&seed) else {
            return Vec::new();
        };
        let mut path = walked(improvements, *source);
        path.push((group.clone(), seed));
        path.extend(steps.into_iter().map(|(mover, to)| (vec![mover], to)));
        path
    }
}

/// A state that improvements reach: the steps of a shortest walk, the options that these
/// change, and the state.
type Source = ((usize, u32), State);

/// The states that improvements reach, furthest first: as many of the nearest as `work` allows to look for joint improvements from;
/// and whether some are left out.
fn sources(model: &Model, start: State, improvements: &Reach, work: u64) -> (Vec<Source>, bool) {
    let reached = improvements.states();
    let candidates = (model.feasible().count() - reached.len()) * model.decision_makers();
    let affordable = work / (candidates as u64).max(1);
    let nearest = match reached.len() as u64 > work {
        // Too many even to be sorted by distance.
        true => vec![start],
        false => reached.clone(),
    };
    let length = |state| Some((improvements.length(state)?, state));
    let mut sources: Vec<Source> = nearest.into_iter().filter_map(length).collect();
    sources.sort_unstable();
    // The start comes first and costs nothing here: its joint improvements are known.
    sources.truncate(usize::try_from(affordable).map_or(usize::MAX, |n| n.saturating_add(1)));
    let cut = sources.len() < reached.len();
    sources.reverse();
    (sources, cut)
}
