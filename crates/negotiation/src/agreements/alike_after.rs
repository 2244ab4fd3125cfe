//! Agreements that lead to the same state of the model after signing.

use hikiwake_dossier::Negotiation;
use hikiwake_graph::{Bits, Formula, State, groups};

/// Most states after signing that are looked at.
const MOST_STATES: usize = 100_000;

/// One agreement for each state that agreements lead to, and how many lead there; `None`
/// where there are too many.
pub(crate) fn alike_after(
    talks: &Negotiation,
    agreements: &Bits,
    now: &[u8],
) -> Option<Vec<(State, u64)>> {
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

/// The agreements of `among` that leave the options as `agreement` does.
pub(crate) fn leading_where(
    talks: &Negotiation,
    among: &Bits,
    agreement: State,
    now: &[u8],
) -> Bits {
    let space = talks.model.space();
    let there = talks.after(agreement, now);
    let terms = (0..talks.terms.len()).map(|axis| {
        let same = (0..talks.terms[axis].levels.len() as u8)
            .filter(|&level| talks.after(space.with(agreement, axis, level), now) == there);
        let levels = same.fold(0, |set, level| set | 1u64 << level);
        Formula::Level { axis, levels }
    });
    Formula::And(terms.collect()).extension_in(space, among)
}
