//! Two models of one period, finding by finding: what changes.

use hikiwake_conflict::patterns::patterns;
use hikiwake_conflict::solve::Solved;
use hikiwake_conflict::stated_only::{overlap, translate};
use hikiwake_conflict::{OutcomeHolding, Pattern};
use hikiwake_finding::{Holding, ReachKind, StateRow};
use hikiwake_graph::{Concept, State};

use super::{StateReached, TraceChange, TracedHolding};

/// What changes from `before` to `after`. At most `limit` states are named in one change.
pub(super) fn changes(before: &Solved, after: &Solved, limit: usize) -> Vec<TraceChange> {
    let mut changes = Vec::new();
    changes.extend(status_quo(before, after));
    changes.extend(outcomes(before, after));
    changes.extend(definitions(before, after));
    changes.extend(feasible(before, after));
    changes.extend(counts(before, after));
    changes.extend(states(before, after, limit));
    changes
}

/// What makes two holdings of one state the same verdict.
fn verdict(holding: &Holding) -> (&[String], &[String]) {
    (&holding.concepts, &holding.leavers)
}

/// The same of an outcome, which can be reached in several ways, or not be at all.
fn known(outcome: &OutcomeHolding) -> Option<(&[String], &[String], Option<ReachKind>)> {
    let holding = outcome.holding.as_ref()?;
    let (concepts, leavers) = verdict(holding);
    Some((concepts, leavers, holding.reach))
}

fn status_quo(before: &Solved, after: &Solved) -> Option<TraceChange> {
    let (is, would) = (before.status_quo()?, after.status_quo()?);
    (verdict(&is) != verdict(&would)).then(|| TraceChange::StatusQuo {
        before: TracedHolding::new(before, is),
        after: TracedHolding::new(after, would),
    })
}

fn outcomes(before: &Solved, after: &Solved) -> Vec<TraceChange> {
    let would = after.outcomes();
    let differing = before.outcomes().into_iter().filter_map(|is| {
        let would = would.iter().find(|other| other.id == is.id)?;
        (known(&is) != known(would)).then(|| TraceChange::Outcome {
            before: (is.holding).map(|holding| TracedHolding::new(before, holding)),
            after: (would.holding.clone()).map(|holding| TracedHolding::new(after, holding)),
            id: is.id,
            label: is.label,
        })
    });
    differing.collect()
}

fn definitions(before: &Solved, after: &Solved) -> Vec<TraceChange> {
    let (is, would) = (patterns(before), patterns(after));
    let counts = |pattern: &Pattern| {
        (
            pattern.holding,
            pattern.by_best_replies,
            pattern.by_improvements,
            pattern.by_joint_move,
        )
    };
    let differing = (before.dossier.file.definitions.iter()).filter_map(|(id, definition)| {
        let find = |all: &[Pattern]| all.iter().find(|pattern| pattern.id == *id).cloned();
        let (is, would) = (find(&is), find(&would));
        let differ = is.as_ref().map(counts) != would.as_ref().map(counts);
        differ.then(|| TraceChange::Pattern {
            id: id.clone(),
            label: definition.label.clone(),
            before: is,
            after: would,
        })
    });
    differing.collect()
}

fn feasible(before: &Solved, after: &Solved) -> Option<TraceChange> {
    let number = |solved: &Solved| solved.compiled.model.feasible().count() as u64;
    let (before, after) = (number(before), number(after));
    (before != after).then_some(TraceChange::Feasible { before, after })
}

fn counts(before: &Solved, after: &Solved) -> Option<TraceChange> {
    let (is, would) = (before.concept_counts(), after.concept_counts());
    let (_, gone, new) = overlap(before, after, Concept::Seq);
    (is != would || gone + new > 0).then_some(TraceChange::Counts {
        before: is,
        after: would,
        gone,
        new,
    })
}

/// The states listed first among those that hold under SEQ: which go, which are new,
/// which are reached in another way.
fn states(before: &Solved, after: &Solved, limit: usize) -> Vec<TraceChange> {
    let holds = |solved: &Solved, state: State| solved.equilibria[Concept::Seq as usize].has(state);
    let strongest = |solved: &Solved| -> Vec<State> {
        let (mut states, _) = solved.strongest(limit);
        states.retain(|&state| holds(solved, state));
        states
    };
    // Where a state of one model holds in the other.
    let held = |here: &Solved, there: &Solved, state: State| {
        translate(here, there, state).filter(|&state| holds(there, state))
    };
    let without_match = |here: &Solved, there: &Solved, states: &[State]| -> Vec<StateRow> {
        let states = states.iter().copied();
        let alone = states.filter(|&state| held(here, there, state).is_none());
        alone.map(|state| here.row(state)).collect()
    };
    let was = strongest(before);
    let gone = without_match(before, after, &was);
    let new = without_match(after, before, &strongest(after));
    let reached: Vec<StateReached> = (was.iter())
        .filter_map(|&state| {
            let there = held(before, after, state)?;
            let (is, would) = (before.reach(state)?, after.reach(there)?);
            (is != would).then(|| StateReached {
                code: before.compiled.code(state),
                before: is,
                after: would,
            })
        })
        .collect();
    let mut changes = Vec::new();
    if !gone.is_empty() {
        changes.push(TraceChange::StatesGone { states: gone });
    }
    if !new.is_empty() {
        changes.push(TraceChange::StatesNew { states: new });
    }
    if !reached.is_empty() {
        changes.push(TraceChange::StatesReached { states: reached });
    }
    changes
}
