//! Why agreements that would pass do not come about: governments that like what they
//! have better, and states that do not hold or that nobody walks to.

use hikiwake_graph::{Bits, Concept};

use super::KeptBack;
use crate::agreements::{EvaluatedNegotiation, alike_after, now};
use hikiwake_conflict::solve::Solved;
use hikiwake_finding::ReachKind;

/// Follows the agreements that pass, `open`, down to those that would come about, in the
/// model after signing; `None` where that cannot be built.
pub(super) fn kept<'a>(
    here: &EvaluatedNegotiation,
    open: &Bits,
    after: impl FnOnce() -> Option<&'a Solved<'a>>,
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
    let solved = after()?;
    let now = now(&solved.compiled);
    for (agreement, count) in alike_after(talks, &wanted, &now)? {
        let levels = talks.after(agreement, &now);
        let Ok(state) = solved.compiled.feasible(&levels) else {
            continue;
        };
        kept.possible += count;
        if solved.compiled.status_quo == Some(state) {
            kept.same_as_now += count;
            continue;
        }
        if !solved.concepts(state).contains(&Concept::Seq) {
            continue;
        }
        kept.hold += count;
        if matches!(
            solved.reach(state),
            Some(ReachKind::Here | ReachKind::BestReplies | ReachKind::Improvements)
        ) {
            kept.reached += count;
        }
    }
    Some(kept)
}
