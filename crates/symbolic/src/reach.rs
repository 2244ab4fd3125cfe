//! What a state leads to.

use biodivine_lib_bdd::Bdd;

use crate::encoding::Copy;
use crate::error::Reached;
use crate::moves::Machine;
use crate::stable::{Side, to_fixpoint};

/// The states that all decision makers between them can reach from `start`, which
/// is among them, no one moving twice running; both in [`Copy::Here`].
pub(crate) fn reached(
    m: &Machine,
    sides: &[Side],
    start: &Bdd,
    improving: bool,
) -> Result<Bdd, Reached> {
    let there = m.work.rename(start, |variable| variable + 1);
    let movers: Vec<&Side> = (sides.iter())
        .filter(|side| !side.mover.axes.is_empty())
        .collect();
    let all = if movers.iter().all(|side| side.mover.is_plain()) {
        let feasible = m.feasible(&|_| Copy::There)?;
        to_fixpoint(m, movers.len(), there, |k, states| {
            let side = movers[k];
            if improving {
                return side.mover.after_by(m, side.gains(m)?, states);
            }
            let after = side.mover.after(m, states, Copy::There)?;
            m.work.and(&after, &feasible)
        })?
    } else {
        by_last_mover(m, &movers, there, improving)?
    };
    Ok(m.work.rename(&all, |variable| variable - 1))
}

fn by_last_mover(
    m: &Machine,
    movers: &[&Side],
    start: Bdd,
    improving: bool,
) -> Result<Bdd, Reached> {
    let mut last = vec![m.work.constant(false); movers.len()];
    let (mut quiet, mut k) = (0, 0);
    while quiet < movers.len() {
        let mut from = start.clone();
        for (l, other) in last.iter().enumerate() {
            if l != k {
                from = m.work.or(&from, other)?;
            }
        }
        let after = movers[k]
            .mover
            .after_by(m, movers[k].relation(m, improving)?, &from)?;
        quiet = if after == last[k] { quiet + 1 } else { 1 };
        last[k] = after;
        k = (k + 1) % movers.len();
    }
    let mut all = start;
    for states in &last {
        all = m.work.or(&all, states)?;
    }
    Ok(all)
}
