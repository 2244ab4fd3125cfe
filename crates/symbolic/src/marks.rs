//! What a decision maker's preferences see of a state: of the state asked about, not
//! its options but which formulas it meets.
//!
//! Each formula of an order has a mark, a variable that says whether the state asked
//! about meets it. Marks lie in [`Copy::Here`], where the options they stand for would,
//! each as near as there is room to the last option of its formula. An order of more
//! formulas than there are variables is not marked: its options stand for themselves.

use biodivine_lib_bdd::Bdd;
use hikiwake_graph::{Formula, Order};

use crate::encoding::{COPIES, Copy, Encoding, options_of};
use crate::error::Reached;
use crate::moves::{Machine, Mover};
use crate::prefer::formulas;

/// Per formula of an order, the variable of its mark; or none, where options stand
/// for themselves.
pub(crate) struct Marks(Option<Vec<usize>>);

impl Marks {
    pub fn new(encoding: &Encoding, order: Option<&Order>) -> Self {
        let last = |formula: &Formula| {
            let variables = encoding.variables_of(&options_of(formula), Copy::Here);
            variables.into_iter().max().unwrap_or(0)
        };
        let wanted: Vec<usize> = formulas(order).map(last).collect();
        let all: Vec<usize> = encoding.variables_of(&encoding.order, Copy::Here);
        if wanted.len() > all.len() {
            return Marks(None);
        }
        let mut by_place: Vec<usize> = (0..wanted.len()).collect();
        by_place.sort_by_key(|&k| wanted[k]);
        let mut marks = vec![0; wanted.len()];
        let mut free = 0;
        for (done, &k) in by_place.iter().enumerate() {
            // Room is left for those to come.
            let latest = all.len() - (by_place.len() - done);
            let near = all.partition_point(|&variable| variable < wanted[k]);
            let place = near.max(free).min(latest);
            marks[k] = all[place];
            free = place + 1;
        }
        Marks(Some(marks))
    }

    /// Where the state asked about meets formula `number` of the order.
    pub fn read(&self, m: &Machine, number: usize, formula: &Formula) -> Result<Bdd, Reached> {
        match &self.0 {
            Some(marks) => Ok(m.work.literal(marks[number], true)),
            None => m.encoding.formula(&m.work, formula, &|_| Copy::Here),
        }
    }

    /// Of `pairs` of a state asked about and a state (in [`Copy::There`]), those that
    /// `mover` alone makes of one another: own options of the state asked about in
    /// [`Copy::There`], the other state in [`Copy::Next`].
    pub fn settle(
        &self,
        m: &Machine,
        mover: &Mover,
        order: Option<&Order>,
        pairs: &Bdd,
    ) -> Result<Bdd, Reached> {
        let there = |v: usize| v % COPIES == Copy::There as usize;
        let Some(marks) = &self.0 else {
            let mut moves: Vec<bool> = (0..m.variables()).map(there).collect();
            let own = m.encoding.variables_of(&mover.axes, Copy::Here);
            own.iter().for_each(|&v| moves[v] = true);
            let pairs = m.work.rename(pairs, |v| if moves[v] { v + 1 } else { v });
            let foreign = mover.foreign(m);
            let same = m.alike(&foreign, Copy::Here, Copy::Next)?;
            let here = m.encoding.variables_of(&foreign, Copy::Here);
            return m.work.product(&pairs, &same, &here);
        };
        let pairs = m.work.rename(pairs, |v| if there(v) { v + 1 } else { v });
        let before = |axis: usize| m.own(mover, axis, Copy::Next, Copy::There);
        let mut says = m.work.constant(true);
        for (&mark, formula) in marks.iter().zip(formulas(order)) {
            let met = m.encoding.formula(&m.work, formula, &before)?;
            let mark = m.work.literal(mark, true);
            says = m.work.and(&says, &m.work.iff(&mark, &met)?)?;
        }
        m.work.product(&pairs, &says, marks)
    }
}
