//! The same analysis on what the sources state alone.

use hikiwake_dossier::{CompileError, Scenario};
use hikiwake_graph::{Concept, State};

use crate::StatedOnly;
use crate::solve::Solved;
use hikiwake_finding::{AnalyseSettings, Holding, basis};

/// Runs the scenario of `full` again with stated statements only.
pub fn stated_only(full: &Solved, settings: &AnalyseSettings) -> Result<StatedOnly, CompileError> {
    let scenario = Scenario {
        stated_only: true,
        ..full.compiled.scenario.clone()
    };
    let stated = Solved::new(full.dossier, &scenario, settings)?;
    let (listed, all) = stated.strongest(settings.list);
    let equilibria: Vec<Holding> = listed.iter().map(|&s| stated.holding(s, false)).collect();
    let kept = basis::statements(stated.dossier, &stated.compiled).len();
    let of = basis::statements(full.dossier, &full.compiled).len();
    let (both, gone, new) = overlap(full, &stated, Concept::Seq);
    Ok(StatedOnly {
        hold: [both, gone, new],
        equilibria_not_listed: (all - equilibria.len()) as u64,
        equilibria,
        equilibrium_counts: stated.concept_counts(),
        status_quo: stated.status_quo(),
        kept,
        of,
    })
}

/// How many states are equilibria under `concept` in both, in the first only, in
/// the second only.
pub fn overlap(first: &Solved, second: &Solved, concept: Concept) -> (u64, u64, u64) {
    let holds = |solved: &Solved| solved.stability.equilibria(concept);
    let (here, there) = (holds(first), holds(second));
    let same = |&state: &State| translate(first, second, state).is_some_and(|s| there.has(s));
    let both = here.iter().filter(same).count() as u64;
    let (first, second) = (here.count() as u64, there.count() as u64);
    (both, first - both, second - both)
}

/// The state of `second` with the same levels as `state` has in `first`, where it
/// is feasible.
pub fn translate(first: &Solved, second: &Solved, state: State) -> Option<State> {
    let (here, there) = (first.compiled.model.space(), second.compiled.model.space());
    let mut levels = vec![0; there.axes().len()];
    for (a, b) in first.compiled.columns.iter().zip(&second.compiled.columns) {
        let level = a.axis.map_or(0, |axis| here.level(state, axis));
        match b.axis {
            Some(axis) => levels[axis] = level,
            None if level > 0 => return None,
            None => {}
        }
    }
    let state = there.state(&levels)?;
    second.compiled.model.feasible().has(state).then_some(state)
}
