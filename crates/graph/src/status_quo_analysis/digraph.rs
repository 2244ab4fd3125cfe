//! A directed graph over numbered nodes, and the searches that need no more.

use std::collections::HashMap;
use std::hash::Hash;
use std::mem::size_of;

use super::TooLarge;

/// Who follows whom; nodes are numbered in the order in which a breadth-first
/// search finds them.
#[derive(Clone, Debug)]
pub(super) struct Digraph {
    /// Where the arcs of each node begin in `heads`, and where the last end.
    first: Vec<usize>,
    heads: Vec<u32>,
}

/// Stands for what is not reached.
pub(super) const FAR: u32 = u32::MAX;

impl Digraph {
    /// Everything that `seeds` lead to, as `follow` lists what follows a node.
    /// Keeps to `limit` bytes, the reversed graph and the lookup included.
    pub fn grow<K: Copy + Eq + Hash>(
        seeds: impl IntoIterator<Item = K>,
        limit: u64,
        mut follow: impl FnMut(K, &mut Vec<K>),
    ) -> Result<(Vec<K>, Digraph), TooLarge> {
        let mut nodes: Vec<K> = Vec::new();
        let mut places: HashMap<K, u32> = HashMap::new();
        let mut place = |node: K, nodes: &mut Vec<K>| {
            *places.entry(node).or_insert_with(|| {
                nodes.push(node);
                nodes.len() as u32 - 1
            })
        };
        for seed in seeds {
            place(seed, &mut nodes);
        }
        let mut graph = Digraph {
            first: vec![0],
            heads: Vec::new(),
        };
        let mut next = Vec::new();
        let mut at = 0;
        while let Some(&node) = nodes.get(at) {
            next.clear();
            follow(node, &mut next);
            for &to in &next {
                graph.heads.push(place(to, &mut nodes));
            }
            graph.first.push(graph.heads.len());
            // A node as key twice over, its place, two beginnings, some marks.
            let per_node = 3 * size_of::<K>() + 2 * size_of::<usize>() + 32;
            let bytes = (nodes.len() * per_node + graph.heads.len() * 2 * size_of::<u32>()) as u64;
            if bytes > limit || nodes.len() >= FAR as usize {
                return Err(TooLarge { limit });
            }
            at += 1;
        }
        Ok((nodes, graph))
    }

    pub fn len(&self) -> usize {
        self.first.len() - 1
    }

    pub fn next(&self, at: u32) -> &[u32] {
        let at = at as usize;
        &self.heads[self.first[at]..self.first[at + 1]]
    }

    /// The fewest arcs from any of `seeds` to each node over arcs that `open` lets
    /// pass; [`FAR`] where there is no way.
    pub fn distances(&self, seeds: &[u32], open: impl Fn(u32, u32) -> bool) -> Vec<u32> {
        let mut far = vec![FAR; self.len()];
        let mut queue = seeds.to_vec();
        for &seed in seeds {
            far[seed as usize] = 0;
        }
        let mut at = 0;
        while let Some(&node) = queue.get(at) {
            for &to in self.next(node) {
                if far[to as usize] == FAR && open(node, to) {
                    far[to as usize] = far[node as usize] + 1;
                    queue.push(to);
                }
            }
            at += 1;
        }
        far
    }

    /// The same nodes with every arc turned round.
    pub fn reversed(&self) -> Digraph {
        let mut first = vec![0; self.len() + 1];
        for &to in &self.heads {
            first[to as usize + 1] += 1;
        }
        for at in 1..first.len() {
            first[at] += first[at - 1];
        }
        let mut free = first.clone();
        let mut heads = vec![0; self.heads.len()];
        for at in 0..self.len() as u32 {
            for &to in self.next(at) {
                heads[free[to as usize]] = at;
                free[to as usize] += 1;
            }
        }
        Digraph { first, heads }
    }

    /// The strongly connected component of each node, and their number (Tarjan
    /// 1972, without recursion). A component has a lower number than those that
    /// lead to it.
    pub fn components(&self) -> (Vec<u32>, usize) {
        let mut component = vec![FAR; self.len()];
        let mut order = vec![FAR; self.len()];
        let mut low = vec![FAR; self.len()];
        let (mut seen, mut count) = (0, 0);
        // Open nodes; and the way down, with the next arc of each node on it.
        let mut open: Vec<u32> = Vec::new();
        let mut way: Vec<(u32, usize)> = Vec::new();
        for root in 0..self.len() as u32 {
            if order[root as usize] != FAR {
                continue;
            }
            way.push((root, 0));
            while let Some((node, arc)) = way.last_mut() {
                let at = *node as usize;
                if *arc == 0 && order[at] == FAR {
                    order[at] = seen;
                    low[at] = seen;
                    seen += 1;
                    open.push(*node);
                }
                if let Some(&to) = self.next(*node).get(*arc) {
                    *arc += 1;
                    let t = to as usize;
                    if order[t] == FAR {
                        way.push((to, 0));
                    } else if component[t] == FAR {
                        low[at] = low[at].min(order[t]);
                    }
                    continue;
                }
                if low[at] == order[at] {
                    while let Some(member) = open.pop() {
                        component[member as usize] = count;
                        if member as usize == at {
                            break;
                        }
                    }
                    count += 1;
                }
                way.pop();
                if let Some(&(before, _)) = way.last() {
                    let before = before as usize;
                    low[before] = low[before].min(low[at]);
                }
            }
        }
        (component, count as usize)
    }
}
