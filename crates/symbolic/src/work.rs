//! Operations on diagrams that keep to a limit.
//!
//! The library limits the nodes of a result, not the steps on the way, which cost
//! memory too; so large operations are tried without a result first.

use std::cell::Cell;

use biodivine_lib_bdd::{Bdd, BddNode, BddVariable, BddVariableSet, op_function};

use crate::error::Reached;
use crate::forest::Forest;
use crate::product::product;

/// What the answers may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Most memory, in bytes, that one operation on diagrams may hold. Default: 4 GiB.
    pub bytes: u64,
    /// Most nodes looked at for one question. Default: 50 million (some ten seconds).
    pub work: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            bytes: 4 << 30,
            work: 50_000_000,
        }
    }
}

/// Bytes that one step of an operation may come to: its entry in the table of
/// steps, and the node it makes with its entry in the table of nodes, all while
/// the tables double.
const BYTES_A_STEP: u64 = 160;

type Op = fn(Option<bool>, Option<bool>) -> Option<bool>;

pub(crate) struct Work {
    variables: u16,
    all: Vec<BddVariable>,
    /// Most steps of one operation.
    steps: usize,
    work: u64,
    done: Cell<u64>,
    largest: Cell<usize>,
}

impl Work {
    pub fn new(variables: u16, limits: Limits) -> Self {
        let steps = limits.bytes / BYTES_A_STEP;
        Work {
            variables,
            all: BddVariableSet::new_anonymous(variables).variables(),
            steps: usize::try_from(steps.clamp(16, 1 << 30)).unwrap_or(1 << 30),
            work: limits.work,
            done: Cell::new(0),
            largest: Cell::new(0),
        }
    }

    /// A new question begins.
    pub fn begin(&self) {
        self.done.set(0);
    }

    /// Nodes in the largest diagram so far.
    pub fn largest(&self) -> usize {
        self.largest.get()
    }

    /// A forest that keeps to what is left of the limits; the answers it works out are
    /// to be counted by [`Work::count`].
    pub fn forest(&self) -> Forest {
        let left = self.work.saturating_sub(self.done.get());
        Forest::new(self.variables, self.steps, left)
    }

    /// Counts the answers that a forest worked out.
    pub fn count(&self, steps: u64) {
        self.done.set(self.done.get() + steps);
    }

    /// Takes notice of the size of a diagram.
    pub fn note(&self, diagram: &Bdd) {
        self.largest.set(self.largest.get().max(diagram.size()));
    }

    pub fn constant(&self, value: bool) -> Bdd {
        let mut nodes = vec![BddNode::mk_zero(self.variables)];
        if value {
            nodes.push(BddNode::mk_one(self.variables));
        }
        Bdd::from_nodes(&nodes).unwrap_or_else(|_| unreachable!("a terminal is a diagram"))
    }

    pub fn literal(&self, index: usize, value: bool) -> Bdd {
        let (low, high) = (self.constant(!value), self.constant(value));
        let pointer = |bdd: &Bdd| bdd.root_pointer();
        let node = BddNode::mk_node(self.all[index], pointer(&low), pointer(&high));
        let terminals = [
            BddNode::mk_zero(self.variables),
            BddNode::mk_one(self.variables),
        ];
        Bdd::from_nodes(&[terminals[0], terminals[1], node])
            .unwrap_or_else(|_| unreachable!("a literal is a diagram"))
    }

    pub fn and(&self, a: &Bdd, b: &Bdd) -> Result<Bdd, Reached> {
        if self.may_be_large(a, b) {
            return self.product(a, b, &[]);
        }
        self.apply(a, b, op_function::and)
    }

    pub fn or(&self, a: &Bdd, b: &Bdd) -> Result<Bdd, Reached> {
        if self.may_be_large(a, b) {
            return Ok(self.product(&a.not(), &b.not(), &[])?.into_not());
        }
        self.apply(a, b, op_function::or)
    }

    pub fn and_not(&self, a: &Bdd, b: &Bdd) -> Result<Bdd, Reached> {
        if self.may_be_large(a, b) {
            return self.product(a, &b.not(), &[]);
        }
        self.apply(a, b, op_function::and_not)
    }

    /// Whether an operation could take more steps than one may: these go by
    /// [`product`], which counts them.
    fn may_be_large(&self, a: &Bdd, b: &Bdd) -> bool {
        a.size().saturating_mul(b.size()) > self.steps
    }

    pub fn iff(&self, a: &Bdd, b: &Bdd) -> Result<Bdd, Reached> {
        self.apply(a, b, op_function::iff)
    }

    /// Whether `a` and `b` have nothing in common.
    pub fn disjoint(&self, a: &Bdd, b: &Bdd) -> Result<bool, Reached> {
        Ok(self.and(a, b)?.is_false())
    }

    /// `a` for some values of `variables`.
    pub fn exists(&self, a: &Bdd, variables: &[usize]) -> Result<Bdd, Reached> {
        self.product(a, &self.constant(true), variables)
    }

    /// What `a` and `b` have in common, for some values of `variables`.
    pub fn product(&self, a: &Bdd, b: &Bdd, variables: &[usize]) -> Result<Bdd, Reached> {
        let mut freed = vec![false; self.all.len()];
        variables.iter().for_each(|&v| freed[v] = true);
        let (result, steps) = product(a, b, &freed, self.steps)?;
        self.spend(steps, result)
    }

    /// `a` with its variables renamed, which must keep their order.
    pub fn rename(&self, a: &Bdd, to: impl Fn(usize) -> usize) -> Bdd {
        let mut nodes = a.clone().to_nodes();
        for node in nodes.iter_mut().skip(2) {
            node.var = self.all[to(node.var.to_index())];
        }
        Bdd::from_nodes(&nodes).unwrap_or_else(|_| unreachable!("renaming keeps the order"))
    }

    fn apply(&self, a: &Bdd, b: &Bdd, op: Op) -> Result<Bdd, Reached> {
        if self.may_be_large(a, b) {
            let tried = Bdd::check_binary_op(self.steps, a, b, op);
            tried.ok_or(Reached::Bytes)?;
        }
        let result = Bdd::binary_op(a, b, op);
        self.spend(a.size() + b.size() + result.size(), result)
    }

    /// Counts what a result took.
    fn spend(&self, steps: usize, result: Bdd) -> Result<Bdd, Reached> {
        self.note(&result);
        self.done.set(self.done.get() + steps as u64);
        match self.done.get() > self.work {
            true => Err(Reached::Work),
            false => Ok(result),
        }
    }
}
