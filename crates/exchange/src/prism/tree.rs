//! Functions of a state in the language of PRISM: nested conditions on options.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use hikiwake_graph::{Space, State};

/// A function of the levels of options, as a reduced ordered decision diagram; where it
/// is of no interest, it is whatever makes it shorter.
pub(super) struct Tree<'n> {
    nodes: Vec<Node>,
    root: usize,
    options: &'n [String],
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Node {
    Leaf(u32),
    /// Which node follows at each level of an axis.
    Axis(usize, Vec<usize>),
}

impl<'n> Tree<'n> {
    /// The function with these values, `None` where it is of no interest. `options` names
    /// each axis of `space`.
    pub(super) fn new(
        space: &Space,
        options: &'n [String],
        value: impl Fn(State) -> Option<u32>,
    ) -> Self {
        let mut nodes = Vec::new();
        let mut known = HashMap::new();
        let mut node = |wanted: Node| match known.entry(wanted) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                nodes.push(new.key().clone());
                *new.insert(nodes.len() - 1)
            }
        };
        let states = (0..space.size()).map(|s| State(u32::try_from(s).unwrap_or(u32::MAX)));
        let mut row: Vec<Option<usize>> = states
            .map(|s| value(s).map(|v| node(Node::Leaf(v))))
            .collect();
        for (k, axis) in space.axes().iter().enumerate() {
            let chunks = row.chunks(usize::from(axis.levels));
            let join = |levels: &[Option<usize>]| {
                let any = *levels.iter().flatten().next()?;
                let next: Vec<usize> = levels.iter().map(|n| n.unwrap_or(any)).collect();
                match next.iter().all(|&n| n == any) {
                    true => Some(any),
                    false => Some(node(Node::Axis(k, next))),
                }
            };
            row = chunks.map(join).collect();
        }
        let root = row.first().copied().flatten();
        let root = root.unwrap_or_else(|| node(Node::Leaf(0)));
        Tree {
            nodes,
            root,
            options,
        }
    }

    /// The function as a number.
    pub(super) fn number(&self) -> String {
        self.number_at(self.root)
    }

    fn number_at(&self, node: usize) -> String {
        match &self.nodes[node] {
            Node::Leaf(value) => value.to_string(),
            Node::Axis(axis, next) => {
                let mut groups = groups(next);
                let last = groups.pop().map_or(node, |(next, _)| next);
                let mut text = String::new();
                for (next, levels) in &groups {
                    let condition = self.condition(*axis, levels);
                    text += &format!("({condition} ? {} : ", self.number_at(*next));
                }
                text + &self.number_at(last) + &")".repeat(groups.len())
            }
        }
    }

    /// Where the function is not 0: a condition that can be joined by `&`, or `true` or
    /// `false`.
    pub(super) fn truth(&self) -> String {
        self.truth_at(self.root)
    }

    fn truth_at(&self, node: usize) -> String {
        match &self.nodes[node] {
            Node::Leaf(value) => (*value != 0).to_string(),
            Node::Axis(axis, next) => {
                let mut ways = Vec::new();
                for (next, levels) in groups(next) {
                    let condition = self.condition(*axis, &levels);
                    match &self.nodes[next] {
                        Node::Leaf(0) => {}
                        Node::Leaf(_) => ways.push(condition),
                        Node::Axis(..) => {
                            ways.push(format!("{condition} & {}", self.truth_at(next)));
                        }
                    }
                }
                match ways.len() {
                    1 => ways.concat(),
                    _ => format!("({})", ways.join(" | ")),
                }
            }
        }
    }

    fn condition(&self, axis: usize, levels: &[usize]) -> String {
        at_levels(&self.options[axis], levels)
    }
}

/// That an option is at one of some levels.
pub(super) fn at_levels(option: &str, levels: &[usize]) -> String {
    let each: Vec<String> = levels.iter().map(|l| format!("{option}={l}")).collect();
    match each.len() {
        1 => each.concat(),
        _ => format!("({})", each.join(" | ")),
    }
}

/// The levels from which the same follows, in the order of their lowest.
fn groups(next: &[usize]) -> Vec<(usize, Vec<usize>)> {
    let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
    for (level, &node) in next.iter().enumerate() {
        match groups.iter_mut().find(|(known, _)| *known == node) {
            Some((_, levels)) => levels.push(level),
            None => groups.push((node, vec![level])),
        }
    }
    groups
}
