//! Reachability: what can be walked to, by whom, and how.

use crate::{Bits, Model, State};

/// Which steps a walk may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StepKind {
    /// Each step is a best reply of its mover.
    BestReply,
    /// Each step is a unilateral improvement of its mover.
    Improvement,
    /// No step leaves its mover worse off.
    WithoutLoss,
    /// Each step is any unilateral move.
    Move,
}

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Who moves.
    pub mover: usize,
    /// Where to.
    pub to: State,
}

/// A walk from a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Where it starts.
    pub from: State,
    /// The steps, in order; empty for the state itself.
    pub steps: Vec<Step>,
}

/// Everything reachable from one state by steps of one kind by a set of
/// decision makers, no one moving twice running (Li, Kilgour & Hipel 2005).
#[derive(Clone, Debug)]
pub struct Reach {
    from: State,
    /// Each state with each last mover, in the order found.
    nodes: Vec<Node>,
    /// The states, lowest first, and the node of each that was found first.
    found: Vec<(State, u32)>,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    to: State,
    mover: u8,
    /// The node before; `START` for the start.
    before: u32,
    /// How many options all steps from the start change.
    changes: u32,
}

const START: u32 = u32::MAX;

impl Reach {
    /// Whether `state` is reached (the start always is).
    pub fn has(&self, state: State) -> bool {
        self.node(state).is_some()
    }

    /// The states reached, lowest index first, the start included.
    pub fn states(&self) -> Vec<State> {
        self.found.iter().map(|&(state, _)| state).collect()
    }

    /// How long the path to `state` is: its steps, and the options that these change.
    pub fn length(&self, state: State) -> Option<(usize, u32)> {
        let last = self.node(state)?;
        let changes = self.nodes.get(last as usize).map_or(0, |node| node.changes);
        Some((self.back(last).count(), changes))
    }

    /// A shortest path to `state`; among the shortest, one whose steps change fewest
    /// options in all; among these, the one found first when movers are tried in
    /// order of number and states in order of index.
    pub fn path(&self, state: State) -> Option<Path> {
        let mut steps: Vec<Step> = (self.back(self.node(state)?))
            .map(|node| Step {
                mover: node.mover.into(),
                to: node.to,
            })
            .collect();
        steps.reverse();
        Some(Path {
            from: self.from,
            steps,
        })
    }

    /// A node and those before it, without the start.
    fn back(&self, node: u32) -> impl Iterator<Item = &Node> {
        let at = |node: u32| self.nodes.get(node as usize);
        std::iter::successors(at(node), move |last| at(last.before))
    }

    fn node(&self, state: State) -> Option<u32> {
        let place = self.found.binary_search_by_key(&state, |&(s, _)| s);
        place.ok().map(|k| self.found[k].1)
    }
}

impl Model {
    /// Everything that the decision makers in `movers` can reach from `from` by
    /// steps of `kind`.
    ///
    /// With `kind` = [`StepKind::Move`] and `movers` = a coalition H this is
    /// R_H(s) with s; with [`StepKind::Improvement`] it is R+_H(s) with s (Fang,
    /// Hipel & Kilgour 1993, ch. 4): breadth-first over (state, last mover).
    pub fn reach(&self, from: State, movers: &[usize], kind: StepKind) -> Reach {
        self.reach_by(from, movers, kind, |mover, state| self.value(mover, state))
    }

    /// The same with other orders than those of the model: `value` says what a state is
    /// worth to a decision maker, more being better. It is asked of few states where few
    /// are reached.
    pub fn reach_by<V: Ord>(
        &self,
        from: State,
        movers: &[usize],
        kind: StepKind,
        value: impl Fn(usize, State) -> V,
    ) -> Reach {
        let mut movers = movers.to_vec();
        movers.sort_unstable();
        movers.dedup();
        let size = self.space().size();
        // Per mover: where its moves were looked at; and the node of each state that
        // they led to, counted from 1.
        let mut left = vec![Bits::none(size); movers.len()];
        // Room is made for these with the first: most walks are short.
        let mut entered: Vec<Vec<u32>> = vec![Vec::new(); movers.len()];
        let mut seen = Bits::none(size);
        seen.insert(from);
        let mut nodes: Vec<Node> = Vec::new();
        let mut found = vec![(from, START)];
        // The nodes that take as many steps, those that change fewest options first: so
        // whoever leaves a state leaves it by the first of its nodes.
        let mut layer = vec![START];
        while !layer.is_empty() {
            let next = nodes.len();
            for &at in &layer {
                let (state, last, changes) = match nodes.get(at as usize) {
                    Some(node) => (node.to, Some(usize::from(node.mover)), node.changes),
                    None => (from, None, 0),
                };
                for (k, &mover) in movers.iter().enumerate() {
                    if last == Some(mover) || left[k].has(state) {
                        continue;
                    }
                    left[k].insert(state);
                    let entered = &mut entered[k];
                    // Not yet entered; or in as many steps, which may change more.
                    let open = |to: &State| match entered.get(to.0 as usize) {
                        None | Some(0) => true,
                        Some(node) => {
                            let node = *node as usize - 1;
                            node >= next && nodes[node].changes > changes + 1
                        }
                    };
                    let worth = |to: &State| value(mover, *to);
                    let now = worth(&state);
                    let moves = self.each_move(mover, state);
                    let targets: Vec<State> = match kind {
                        StepKind::Move => moves.filter(open).collect(),
                        StepKind::WithoutLoss => {
                            moves.filter(|to| open(to) && worth(to) >= now).collect()
                        }
                        StepKind::Improvement => {
                            moves.filter(|to| open(to) && worth(to) > now).collect()
                        }
                        StepKind::BestReply => {
                            let mut states: Vec<State> =
                                moves.filter(|to| worth(to) > now).collect();
                            let best = states.iter().map(worth).max();
                            states.retain(|to| open(to) && Some(worth(to)) == best);
                            states
                        }
                    };
                    if entered.is_empty() && !targets.is_empty() {
                        entered.resize(size, 0);
                    }
                    for to in targets {
                        let node = Node {
                            to,
                            mover: mover as u8,
                            before: at,
                            changes: changes + self.space.difference(state, to).options,
                        };
                        match entered[to.0 as usize] {
                            0 => {
                                nodes.push(node);
                                entered[to.0 as usize] = nodes.len() as u32;
                            }
                            known => {
                                let known = &mut nodes[known as usize - 1];
                                if node.changes < known.changes {
                                    *known = node;
                                }
                            }
                        }
                    }
                }
            }
            layer = (next as u32..nodes.len() as u32).collect();
            layer.sort_by_key(|&node| nodes[node as usize].changes);
            for &node in &layer {
                let to = nodes[node as usize].to;
                if !seen.has(to) {
                    seen.insert(to);
                    found.push((to, node));
                }
            }
        }
        found.sort_unstable_by_key(|&(state, _)| state);
        Reach { from, nodes, found }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Axis, Change, ModelBuilder, Order};

    #[test]
    fn walks_alternate_and_are_shortest() {
        let mut builder = ModelBuilder::new(2);
        builder.option(Axis {
            owner: 0,
            levels: 3,
            change: Change::Table(vec![0b010, 0b100, 0]),
        });
        builder.option(Axis {
            owner: 1,
            levels: 2,
            change: Change::Reversible,
        });
        builder.order(0, Order::Values(vec![0, 1, 2, 0, 1, 2]));
        builder.order(1, Order::Values(vec![0, 0, 0, 0, 1, 0]));
        let model = builder.build().unwrap();
        let reach = |movers: &[usize], kind| model.reach(State(0), movers, kind);
        let states = |r: &Reach| r.states().iter().map(|s| s.0).collect::<Vec<_>>();

        let alone = reach(&[0], StepKind::Move);
        assert_eq!(states(&alone), [0, 1]);
        assert_eq!(alone.path(State(2)), None);

        let both = reach(&[1, 0], StepKind::Move);
        assert_eq!(states(&both), [0, 1, 2, 3, 4, 5]);
        let path = both.path(State(2)).unwrap();
        let steps: Vec<_> = path.steps.iter().map(|s| (s.mover, s.to.0)).collect();
        assert_eq!(steps, [(0, 1), (1, 4), (0, 5), (1, 2)]);
        assert_eq!(both.path(State(0)).unwrap().steps, []);

        // 1 gains only by going from 1 to 4.
        let better = reach(&[0, 1], StepKind::Improvement);
        assert_eq!(states(&better), [0, 1, 4, 5]);
    }
}
