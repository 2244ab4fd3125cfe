//! Why agreements that would pass do not come about: governments that like what they
//! have better, and what would not be kept or that nobody walks to.

use hikiwake_graph::Bits;

use super::KeptBack;
use crate::agreements::{EvaluatedNegotiation, alike_after};
use crate::settlement::{Kept, SinceSigning};
use hikiwake_conflict::solve::Solved;
use hikiwake_finding::ReachKind;

/// Follows the agreements that pass, `open`, down to those that would come about, in the
/// model after signing; `None` where that cannot be built.
pub(super) fn kept<'a>(
    here: &EvaluatedNegotiation,
    open: &Bits,
    after: impl FnOnce() -> Option<&'a (Solved<'a>, SinceSigning)>,
) -> Option<KeptBack> {
    let talks = &here.talks;
    let mut wanted = open.clone();
    here.keep_preferred(&mut wanted);
    let mut kept = KeptBack {
        passing: open.count() as u64,
        wanted: wanted.count() as u64,
        ..KeptBack::default()
    };
    if kept.wanted == 0 {
        return Some(kept);
    }
    let (solved, since) = after()?;
    for (agreement, count) in alike_after(talks, &wanted, &since.now)? {
        let levels = talks.after(agreement, &since.now);
        let Ok(state) = solved.compiled.feasible(&levels) else {
            continue;
        };
        kept.possible += count;
        match since.kept(solved, state) {
            Kept::NotKnown => {
                kept.same_as_now += count;
                continue;
            }
            Kept::Betrayed => continue,
            Kept::Holds | Kept::AsNow => kept.hold += count,
        }
        if matches!(
            solved.reach(state),
            Some(ReachKind::Here | ReachKind::BestReplies | ReachKind::Improvements)
        ) {
            kept.reached += count;
        }
    }
    Some(kept)
}
