//! Preferences as a relation between states: "b is better than a".
//!
//! Built from the least important statement up: b is better if the most important
//! statement that tells them apart speaks for b. No numbers are needed.

use biodivine_lib_bdd::Bdd;
use hikiwake_graph::{Formula, Order};

use crate::error::Reached;
use crate::work::Work;

/// One state of a pair: where it meets a formula, which is that of this number in
/// [`formulas`].
pub(crate) type Reader<'a> = &'a dyn Fn(usize, &Formula) -> Result<Bdd, Reached>;

/// The formulas of an order, the most important first.
pub(crate) fn formulas(order: Option<&Order>) -> impl Iterator<Item = &Formula> {
    let (ranks, classes): (&[Vec<Formula>], &[Formula]) = match order {
        Some(Order::Statements(ranks)) => (ranks, &[]),
        Some(Order::Ranking(classes)) => (&[], classes),
        Some(Order::Values(_)) | None => (&[], &[]),
    };
    ranks.iter().flatten().chain(classes)
}

/// A relation as it grew: nodes after each rank or class, the least important first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Growth {
    pub nodes: Vec<usize>,
}

/// That `b` is strictly better than `a`. `growth` is told the nodes after each rank.
pub(crate) fn better(
    work: &Work,
    order: Option<&Order>,
    [a, b]: [Reader; 2],
    growth: &mut Growth,
) -> Result<Bdd, Reached> {
    let mut better = work.constant(false);
    let mut number = formulas(order).count();
    match order {
        Some(Order::Statements(ranks)) => {
            for rank in ranks.iter().rev() {
                number -= rank.len();
                let mut pairs = Vec::new();
                for (k, formula) in (number..).zip(rank) {
                    pairs.push((a(k, formula)?, b(k, formula)?));
                }
                let (more, same) = counted(work, &pairs)?;
                better = work.or(&more, &work.and(&same, &better)?)?;
                growth.nodes.push(better.size());
            }
        }
        Some(Order::Ranking(classes)) => {
            for class in classes.iter().rev() {
                // Whoever is in the class beats whoever is not; if neither is, the
                // classes after it decide.
                number -= 1;
                let (a, b) = (a(number, class)?, b(number, class)?);
                let neither = work.or(&a, &b)?.into_not();
                let more = work.and_not(&b, &a)?;
                better = work.or(&more, &work.and(&neither, &better)?)?;
                growth.nodes.push(better.size());
            }
        }
        Some(Order::Values(_)) | None => {}
    }
    Ok(better)
}

/// Of formulas that weigh the same, each at `a` and at `b`: that `b` meets more of
/// them than `a`, and that both meet as many.
fn counted(work: &Work, pairs: &[(Bdd, Bdd)]) -> Result<(Bdd, Bdd), Reached> {
    // At `k`: that b meets k - n more than a, n being the number of formulas.
    let n = pairs.len();
    let mut lead = vec![work.constant(false); 2 * n + 1];
    lead[n] = work.constant(true);
    for (done, (a, b)) in pairs.iter().enumerate() {
        let (same, up, down) = (work.iff(a, b)?, work.and_not(b, a)?, work.and_not(a, b)?);
        let before = lead.clone();
        for k in n - done - 1..=n + done + 1 {
            let mut now = work.and(&before[k], &same)?;
            if k > 0 {
                now = work.or(&now, &work.and(&before[k - 1], &up)?)?;
            }
            if k < 2 * n {
                now = work.or(&now, &work.and(&before[k + 1], &down)?)?;
            }
            lead[k] = now;
        }
    }
    let mut more = work.constant(false);
    for ahead in &lead[n + 1..] {
        more = work.or(&more, ahead)?;
    }
    Ok((more, lead.swap_remove(n)))
}
