//! Preferences as a relation between states: "b is better than a".
//!
//! Built from the least important statement up: b is better if the most important
//! statement that tells them apart speaks for b. No numbers are needed.

use biodivine_lib_bdd::Bdd;
use hikiwake_graph::{Formula, Order};

use crate::encoding::{Copy, Encoding};
use crate::error::Reached;
use crate::work::Work;

/// One state of a pair: the copy that each option is read from.
pub(crate) type Side<'a> = &'a dyn Fn(usize) -> Copy;

/// A relation as it grew: nodes after each rank or class, the least important first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Growth {
    pub nodes: Vec<usize>,
}

/// That `b` is strictly better than `a`. `growth` is told the nodes after each rank.
pub(crate) fn better(
    work: &Work,
    encoding: &Encoding,
    order: Option<&Order>,
    [a, b]: [Side; 2],
    growth: &mut Growth,
) -> Result<Bdd, Reached> {
    let mut better = work.constant(false);
    let both = |formula: &Formula| {
        let at = |side| encoding.formula(work, formula, side);
        Ok((at(a)?, at(b)?))
    };
    match order {
        Some(Order::Statements(ranks)) => {
            for rank in ranks.iter().rev() {
                let mut pairs = Vec::new();
                for formula in rank {
                    pairs.push(both(formula)?);
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
                let (a, b) = both(class)?;
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
