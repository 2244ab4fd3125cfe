//! Why agreements that would pass do not come about: governments that like what they
//! have better, and states that do not hold or that nobody walks to.

use hikiwake_dossier::Negotiation;
use hikiwake_graph::{Bits, Concept, Formula, State, groups};

use super::KeptBack;
use crate::{agreements::EvaluatedNegotiation, agreements::now};
use hikiwake_conflict::solve::Solved;
use hikiwake_finding::ReachKind;

/// Most states after signing that are looked at.
const MOST_STATES: usize = 100_000;

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

/// One agreement for each state that agreements lead to, and how many lead there; `None`
/// where there are too many.
fn alike_after(talks: &Negotiation, agreements: &Bits, now: &[u8]) -> Option<Vec<(State, u64)>> {
    let space = talks.model.space();
    let mut apart = Vec::new();
    for (axis, term) in talks.terms.iter().enumerate() {
        let mut seen: Vec<Vec<u8>> = Vec::new();
        // Which levels leave the options alike: terms do not share options.
        let kinds: Vec<usize> = (0..term.levels.len() as u8)
            .map(|level| {
                let after = talks.after(space.with(talks.reversion, axis, level), now);
                let known = seen.iter().position(|other| *other == after);
                known.unwrap_or_else(|| {
                    seen.push(after);
                    seen.len() - 1
                })
            })
            .collect();
        for digit in (0..).take_while(|digit| seen.len() > 1 << digit) {
            let levels = kinds.iter().enumerate();
            let levels = levels.filter(|(_, kind)| **kind >> digit & 1 == 1);
            let levels = levels.fold(0, |set, (level, _)| set | 1u64 << level);
            apart.push(Formula::Level { axis, levels }.extension(space));
        }
    }
    let sets: Vec<&Bits> = apart.iter().collect();
    let groups = groups(&sets, agreements, MOST_STATES)?.into_iter();
    Some(groups.map(|g| (g.first, g.count as u64)).collect())
}
