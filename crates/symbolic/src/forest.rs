//! Many diagrams in one table (Brace, Rudell & Bryant 1990): where they are alike they
//! are the same nodes, so that what was worked out for one need not be worked out
//! again for the next, and equal diagrams are seen to be equal at once. Links may be
//! complemented, so that "not" costs nothing.
//!
//! A fixpoint does its work in one forest and leaves with one diagram. Answers are
//! remembered in a table that forgets; nodes that no diagram needs are cleared out
//! now and then, which keeps the tables near the processor.

use biodivine_lib_bdd::{Bdd, BddNode, BddPointer, BddVariable};

use crate::error::Reached;

/// How a product reads and frees variables.
pub(crate) struct Way {
    /// Per variable of the second diagram, where it is read.
    pub read: Vec<u32>,
    /// Per variable, whether it is freed.
    pub freed: Vec<bool>,
    /// One more than the last variable that is freed.
    pub end: u32,
}

/// A diagram: its node, twice, and one if it is complemented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tree(u32);

impl Tree {
    pub const TRUE: Tree = Tree(0);
    pub const FALSE: Tree = Tree(1);

    pub fn not(self) -> Tree {
        Tree(self.0 ^ 1)
    }

    pub(crate) fn not_if(self, complemented: bool) -> Tree {
        Tree(self.0 ^ u32::from(complemented))
    }

    pub(crate) fn is_not(self) -> bool {
        self.0 & 1 == 1
    }

    pub(crate) fn node(self) -> usize {
        (self.0 >> 1) as usize
    }

    /// The same diagram once each node lies where `to` says.
    fn moved(self, to: &[u32]) -> Tree {
        Tree(2 * to[self.node()]).not_if(self.is_not())
    }
}

/// The high link is never complemented; children lie before parents.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Node {
    variable: u32,
    low: Tree,
    high: Tree,
}

/// An answer worked out: to which question about which diagrams.
#[derive(Clone, Copy)]
pub(crate) struct Known {
    pub question: u32,
    pub a: Tree,
    pub b: Tree,
    pub answer: Tree,
}

const NOTHING: Known = Known {
    question: u32::MAX,
    a: Tree::TRUE,
    b: Tree::TRUE,
    answer: Tree::TRUE,
};

/// Places of the table of nodes and of that of answers, at first.
const PLACES: usize = 1 << 12;
/// Most places of the table of answers.
const MOST_PLACES: usize = 1 << 17;
/// Fewer nodes than this are not cleared out.
const FEW: usize = 1 << 17;

pub(crate) struct Forest {
    variables: u16,
    nodes: Vec<Node>,
    /// Nodes by what they are; 0 is no node.
    places: Vec<u32>,
    answers: Vec<Known>,
    pub(crate) ways: Vec<Way>,
    /// Nodes that were needed when last cleared.
    needed: usize,
    /// Most nodes.
    limit: usize,
    /// Answers worked out so far, and the most there may be.
    pub done: u64,
    work: u64,
}

/// Where three numbers fall among `places`, which are a power of two: both halves of
/// a long product count.
fn spread(a: u32, b: u32, c: u32, places: usize) -> usize {
    let key = u64::from(a) << 32 | u64::from(b);
    let wide = u128::from(key ^ u64::from(c).wrapping_mul(0xA24B_AED4_963E_E407));
    let wide = wide * 0x9E37_79B9_7F4A_7C15;
    ((wide >> 64) as u64 ^ wide as u64) as usize & (places - 1)
}

impl Forest {
    /// `limit`: most nodes; `work`: most answers worked out.
    pub fn new(variables: u16, limit: usize, work: u64) -> Self {
        let one = Node {
            variable: u32::from(variables),
            low: Tree::TRUE,
            high: Tree::TRUE,
        };
        Forest {
            variables,
            nodes: vec![one],
            places: vec![0; PLACES],
            answers: vec![NOTHING; PLACES],
            ways: Vec::new(),
            needed: 0,
            limit,
            done: 0,
            work,
        }
    }

    /// Takes a diagram into the forest.
    ///
    /// # Errors
    /// As everything here: where a limit is reached.
    pub fn take_in(&mut self, bdd: &Bdd) -> Result<Tree, Reached> {
        let mut trees = Vec::with_capacity(bdd.size());
        for pointer in bdd.pointers() {
            trees.push(match pointer.as_bool() {
                Some(value) => Tree::FALSE.not_if(value),
                None => {
                    let variable = bdd.var_of(pointer).to_index() as u32;
                    let low = trees[bdd.low_link_of(pointer).to_index()];
                    let high = trees[bdd.high_link_of(pointer).to_index()];
                    self.node(variable, low, high)?
                }
            });
        }
        Ok(trees[bdd.root_pointer().to_index()])
    }

    /// The diagram by itself.
    pub fn take_out(&self, tree: Tree) -> Bdd {
        let terminals = [
            BddNode::mk_zero(self.variables),
            BddNode::mk_one(self.variables),
        ];
        let kept = if tree == Tree::FALSE { 1 } else { 2 };
        let mut made: Vec<BddNode> = terminals[..kept].to_vec();
        // A node and its complement are two nodes there.
        let mut places: Vec<Option<BddPointer>> = vec![None; 2 * self.nodes.len()];
        places[Tree::TRUE.0 as usize] = Some(BddPointer::one());
        places[Tree::FALSE.0 as usize] = Some(BddPointer::zero());
        let mut open = vec![tree];
        while let Some(&top) = open.last() {
            if places[top.0 as usize].is_some() {
                open.pop();
                continue;
            }
            let (low, high) = self.links(top);
            match (places[low.0 as usize], places[high.0 as usize]) {
                (Some(low), Some(high)) => {
                    let variable = self.nodes[top.node()].variable as usize;
                    let variable = BddVariable::from_index(variable);
                    places[top.0 as usize] = Some(BddPointer::from_index(made.len()));
                    made.push(BddNode::mk_node(variable, low, high));
                    open.pop();
                }
                (low_place, high_place) => {
                    open.extend(low_place.is_none().then_some(low));
                    open.extend(high_place.is_none().then_some(high));
                }
            }
        }
        Bdd::from_nodes(&made).unwrap_or_else(|_| unreachable!("children come first"))
    }

    pub(crate) fn variable(&self, tree: Tree) -> u32 {
        self.nodes[tree.node()].variable
    }

    pub(crate) fn links(&self, tree: Tree) -> (Tree, Tree) {
        let node = self.nodes[tree.node()];
        (
            node.low.not_if(tree.is_not()),
            node.high.not_if(tree.is_not()),
        )
    }

    /// The one node that decides by `variable` between two diagrams.
    pub(crate) fn node(&mut self, variable: u32, low: Tree, high: Tree) -> Result<Tree, Reached> {
        if low == high {
            return Ok(low);
        }
        let complemented = high.is_not();
        let node = Node {
            variable,
            low: low.not_if(complemented),
            high: high.not_if(complemented),
        };
        let mut place = spread(node.low.0, node.high.0, variable, self.places.len());
        loop {
            match self.places[place] {
                0 => break,
                at if self.nodes[at as usize] == node => {
                    return Ok(Tree(2 * at).not_if(complemented));
                }
                _ => place = (place + 1) & (self.places.len() - 1),
            }
        }
        if self.nodes.len() >= self.limit {
            return Err(Reached::Bytes);
        }
        let at = self.nodes.len() as u32;
        self.nodes.push(node);
        self.places[place] = at;
        if 2 * self.nodes.len() > self.places.len() {
            self.widen();
        }
        Ok(Tree(2 * at).not_if(complemented))
    }

    fn widen(&mut self) {
        let size = 2 * self.places.len();
        self.index(size);
        if self.answers.len() < size.min(MOST_PLACES) {
            let known = std::mem::replace(&mut self.answers, vec![NOTHING; size.min(MOST_PLACES)]);
            for known in known
                .into_iter()
                .filter(|known| known.question != NOTHING.question)
            {
                self.remember(known);
            }
        }
    }

    /// Looks up nodes in a table of this size from now on.
    fn index(&mut self, size: usize) {
        self.places.clear();
        self.places.resize(size, 0);
        for (at, node) in self.nodes.iter().enumerate().skip(1) {
            let mut place = spread(node.low.0, node.high.0, node.variable, size);
            while self.places[place] != 0 {
                place = (place + 1) & (size - 1);
            }
            self.places[place] = at as u32;
        }
    }

    pub(crate) fn remember(&mut self, known: Known) {
        let place = spread(known.a.0, known.b.0, known.question, self.answers.len());
        self.answers[place] = known;
    }

    pub(crate) fn known(&self, question: u32, a: Tree, b: Tree) -> Option<Tree> {
        let known = &self.answers[spread(a.0, b.0, question, self.answers.len())];
        (known.a == a && known.b == b && known.question == question).then_some(known.answer)
    }

    pub(crate) fn count(&mut self) -> Result<(), Reached> {
        self.done += 1;
        match self.done > self.work {
            true => Err(Reached::Work),
            false => Ok(()),
        }
    }

    /// Clears out, if it is time, all nodes but those that these diagrams need. The
    /// diagrams are the same afterwards; any others are lost.
    pub fn clear_out(&mut self, kept: &mut [&mut Tree]) {
        let many = (2 * self.needed).max(FEW).min(self.limit / 2);
        if self.nodes.len() <= many {
            return;
        }
        let mut needed = vec![false; self.nodes.len()];
        kept.iter().for_each(|tree| needed[tree.node()] = true);
        needed[0] = true;
        for at in (1..self.nodes.len()).rev() {
            if needed[at] {
                let node = self.nodes[at];
                needed[node.low.node()] = true;
                needed[node.high.node()] = true;
            }
        }
        let mut moved = vec![0u32; self.nodes.len()];
        let mut count = 0;
        for at in 0..self.nodes.len() {
            if !needed[at] {
                continue;
            }
            let node = self.nodes[at];
            self.nodes[count] = Node {
                low: node.low.moved(&moved),
                high: node.high.moved(&moved),
                ..node
            };
            moved[at] = count as u32;
            count += 1;
        }
        self.nodes.truncate(count);
        for tree in kept.iter_mut() {
            **tree = tree.moved(&moved);
        }
        self.needed = count;
        self.index(self.places.len());
        // What is known of those that stay is still known.
        let size = self.answers.len();
        for known in std::mem::replace(&mut self.answers, vec![NOTHING; size]) {
            let about = [known.a, known.b, known.answer];
            if known.question == NOTHING.question || !about.iter().all(|t| needed[t.node()]) {
                continue;
            }
            let [a, b, answer] = about.map(|tree| tree.moved(&moved));
            let question = known.question;
            self.remember(Known {
                question,
                a,
                b,
                answer,
            });
        }
    }
}
