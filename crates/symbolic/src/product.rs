//! The relational product: what two diagrams have in common, some variables freed,
//! in one pass. The library's own has no limit.

use std::collections::HashMap;

use biodivine_lib_bdd::{Bdd, BddNode, BddPointer, BddVariable};
use rustc_hash::FxBuildHasher;

use crate::error::Reached;

/// Nodes of the result are numbered as made; 0 is false, 1 is true.
const FALSE: u32 = 0;
const TRUE: u32 = 1;

pub(crate) struct Product<'a> {
    a: &'a Bdd,
    b: &'a Bdd,
    /// Per variable, whether it is freed.
    freed: &'a [bool],
    /// Variable, low and high link.
    nodes: Vec<(u32, u32, u32)>,
    unique: HashMap<(u32, u32, u32), u32, FxBuildHasher>,
    both: Known,
    either: Known,
    /// Most steps.
    limit: usize,
}

/// The odd number nearest to 2^64 by the golden ratio.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Fibonacci hashing (Knuth): the top bits of a product; `places` is a power of two.
fn slot(key: u64, places: usize) -> usize {
    (key.wrapping_mul(SPREAD) >> (64 - places.trailing_zeros())) as usize
}

/// Answers by pairs. Where two pairs fall to one place the later stays; what is
/// lost is found again.
struct Known {
    places: Vec<(u64, u32)>,
    stored: usize,
}

impl Known {
    /// The key of no pair.
    const NONE: u64 = u64::MAX;

    fn new() -> Self {
        Known {
            places: vec![(Known::NONE, 0); 1 << 10],
            stored: 0,
        }
    }

    fn key(a: u32, b: u32) -> u64 {
        u64::from(a) << 32 | u64::from(b)
    }

    fn get(&self, key: u64) -> Option<u32> {
        let (known, value) = self.places[slot(key, self.places.len())];
        (known == key).then_some(value)
    }

    fn insert(&mut self, key: u64, value: u32) {
        if self.stored >= self.places.len() {
            let size = 4 * self.places.len();
            for (key, value) in std::mem::replace(&mut self.places, vec![(Known::NONE, 0); size]) {
                if key != Known::NONE {
                    self.places[slot(key, size)] = (key, value);
                }
            }
        }
        let place = slot(key, self.places.len());
        self.places[place] = (key, value);
        self.stored += 1;
    }
}

/// `a` and `b` for some values of the variables that are `freed`, and the number
/// of steps it took.
pub(crate) fn product(
    a: &Bdd,
    b: &Bdd,
    freed: &[bool],
    limit: usize,
) -> Result<(Bdd, usize), Reached> {
    let mut product = Product {
        a,
        b,
        freed,
        nodes: vec![(u32::MAX, 0, 0); 2],
        unique: HashMap::default(),
        both: Known::new(),
        either: Known::new(),
        limit,
    };
    let root = product.both(a.root_pointer(), b.root_pointer())?;
    Ok((product.reachable(root), product.steps()))
}

impl Product<'_> {
    fn steps(&self) -> usize {
        self.both.stored + self.either.stored + self.nodes.len()
    }

    fn both(&mut self, p: BddPointer, q: BddPointer) -> Result<u32, Reached> {
        if p.is_zero() || q.is_zero() {
            return Ok(FALSE);
        }
        if p.is_one() && q.is_one() {
            return Ok(TRUE);
        }
        let key = Known::key(p.to_index() as u32, q.to_index() as u32);
        if let Some(known) = self.both.get(key) {
            return Ok(known);
        }
        if self.steps() > self.limit {
            return Err(Reached::Bytes);
        }
        let (v, w) = (self.a.var_of(p), self.b.var_of(q));
        let variable = v.min(w);
        let parts = |bdd: &Bdd, at: BddPointer, own: BddVariable| match own == variable {
            true => (bdd.low_link_of(at), bdd.high_link_of(at)),
            false => (at, at),
        };
        let ((p0, p1), (q0, q1)) = (parts(self.a, p, v), parts(self.b, q, w));
        let freed = self.freed[variable.to_index()];
        let low = self.both(p0, q0)?;
        let found = if freed && low == TRUE {
            TRUE
        } else {
            let high = self.both(p1, q1)?;
            match freed {
                true => self.either(low, high)?,
                false => self.node(variable.to_index() as u32, low, high),
            }
        };
        self.both.insert(key, found);
        Ok(found)
    }

    fn either(&mut self, x: u32, y: u32) -> Result<u32, Reached> {
        let (x, y) = (x.min(y), x.max(y));
        if x == y || x == FALSE {
            return Ok(y);
        }
        if x == TRUE {
            return Ok(TRUE);
        }
        let key = Known::key(x, y);
        if let Some(known) = self.either.get(key) {
            return Ok(known);
        }
        if self.steps() > self.limit {
            return Err(Reached::Bytes);
        }
        let (a, b) = (self.nodes[x as usize], self.nodes[y as usize]);
        let variable = a.0.min(b.0);
        let parts = |node: (u32, u32, u32), at| match node.0 == variable {
            true => (node.1, node.2),
            false => (at, at),
        };
        let ((a0, a1), (b0, b1)) = (parts(a, x), parts(b, y));
        let low = self.either(a0, b0)?;
        let high = self.either(a1, b1)?;
        let found = self.node(variable, low, high);
        self.either.insert(key, found);
        Ok(found)
    }

    fn node(&mut self, variable: u32, low: u32, high: u32) -> u32 {
        if low == high {
            return low;
        }
        let node = (variable, low, high);
        *self.unique.entry(node).or_insert_with(|| {
            self.nodes.push(node);
            self.nodes.len() as u32 - 1
        })
    }

    /// The diagram with this root; nodes that only served on the way are left out.
    fn reachable(&self, root: u32) -> Bdd {
        let terminals = [
            BddNode::mk_zero(self.a.num_vars()),
            BddNode::mk_one(self.a.num_vars()),
        ];
        let kept = if root == FALSE { 1 } else { 2 };
        let mut made: Vec<BddNode> = terminals[..kept].to_vec();
        let mut places: Vec<Option<BddPointer>> = vec![None; self.nodes.len()];
        places[0] = Some(BddPointer::zero());
        places[1] = Some(BddPointer::one());
        let mut open = vec![root];
        // Children first, as the library has it.
        while let Some(&top) = open.last() {
            if places[top as usize].is_some() {
                open.pop();
                continue;
            }
            let (variable, low, high) = self.nodes[top as usize];
            match (places[low as usize], places[high as usize]) {
                (Some(low), Some(high)) => {
                    let variable = BddVariable::from_index(variable as usize);
                    places[top as usize] = Some(BddPointer::from_index(made.len()));
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
}
