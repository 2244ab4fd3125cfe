//! What those see who look some moves ahead.

use std::cmp::Reverse;

use hikiwake_graph::{Anticipation, Bits, Foresight, LimitedMoves, State};

use super::{ConceptReason, ConceptsAsked, Family, FamilyKind};
use crate::solve::Solved;
use hikiwake_finding::words;

/// How many horizons are looked at for a limit, at most, and how many times the
/// number of states: more than a few seconds should be asked for.
const HORIZONS: usize = 256;
const WORK: usize = 32_000;

/// Looking as far as was asked, and looking any large number of moves ahead.
pub(super) fn families<'a>(solved: &'a Solved<'a>, asked: &ConceptsAsked) -> [Family<'a>; 2] {
    let model = &solved.compiled.model;
    let fast = (WORK / model.feasible().count().max(1)).clamp(1, HORIZONS);
    let most = asked.far.unwrap_or(fast).max(asked.horizon);
    let found = model.limited_moves(most, asked.next);
    let foreseen = model.anticipate(asked.horizon, asked.next);
    let (limited, foreseen) = match (found, foreseen) {
        (Ok(limited), Ok(foreseen)) => (limited, foreseen),
        (Err(error), _) | (_, Err(error)) => {
            return [FamilyKind::Ahead, FamilyKind::Far]
                .map(|kind| Family::left_out(kind, error.to_string()));
        }
    };
    let at = |i, foresight| limited.stable(i, asked.horizon, foresight).cloned();
    let ahead = Family {
        kind: FamilyKind::Ahead,
        holds: for_all(solved, at).ok_or_else(|| "look one move ahead or more".to_string()),
        why: Box::new(move |state| why(solved, &foreseen, state)),
    };
    [ahead, far(solved, limited)]
}

fn far<'a>(solved: &'a Solved<'a>, limited: LimitedMoves) -> Family<'a> {
    let at = |i, foresight| Some(limited.non_myopic(i, foresight)?.stable);
    let Some(holds) = for_all(solved, at) else {
        let why = format!(
            "after {} what is stable had not begun to repeat; ask for more with --far",
            words::no_or_count(limited.horizons() as u64, "move", "moves")
        );
        return Family::left_out(FamilyKind::Far, why);
    };
    let why = move |state| {
        let without = |i: &usize| {
            let limit = limited.non_myopic(*i, Foresight::Certain);
            limit.is_some_and(|limit| limit.without_limit.has(state))
        };
        let everyone: Vec<usize> = (0..solved.compiled.decision_makers.len()).collect();
        let turning: Vec<usize> = everyone.into_iter().filter(without).collect();
        let actors = solved.ids(&turning);
        let told = (!actors.is_empty()).then_some(ConceptReason::NoLimit { actors });
        told.into_iter().collect()
    };
    Family {
        kind: FamilyKind::Far,
        holds: Ok(holds),
        why: Box::new(why),
    }
}

/// The states stable for everyone, certainly and possibly.
fn for_all(
    solved: &Solved,
    stable: impl Fn(usize, Foresight) -> Option<Bits>,
) -> Option<[Bits; 2]> {
    let all = |foresight| {
        let mut all = solved.compiled.model.feasible().clone();
        for i in 0..solved.compiled.decision_makers.len() {
            all.intersect(&stable(i, foresight)?);
        }
        Some(all)
    };
    Some([all(Foresight::Certain)?, all(Foresight::Possible)?])
}

/// Who would leave, by which move, and what he expects at the end.
fn why(solved: &Solved, foreseen: &Anticipation, state: State) -> Vec<ConceptReason> {
    let model = &solved.compiled.model;
    let mut told = Vec::new();
    for i in 0..model.decision_makers() {
        let departures = foreseen.departures(i, state);
        let best = |ends: &Vec<State>| ends.iter().map(|&end| model.value(i, end)).max();
        let differs = |to: State| model.space().difference(state, to);
        let chosen = departures
            .iter()
            .min_by_key(|(to, ends)| (Reverse(best(ends)), differs(*to), *to));
        let Some((to, ends)) = chosen else { continue };
        let Some(&end) = ends
            .iter()
            .min_by_key(|&&end| model.naming_order(i, *to, end))
        else {
            continue;
        };
        told.push(ConceptReason::LeavesAhead {
            step: solved.step(&[i], state, *to),
            perhaps: foreseen.ends(i, state).contains(&state),
            end: solved.row(end),
            ends: ends.len() as u64,
        });
    }
    if told.is_empty() {
        told.push(ConceptReason::NobodyLeaves);
    }
    told
}
