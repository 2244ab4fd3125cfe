//! The same analysis on what the sources state alone.

use hikiwake_dossier::{CompileError, Scenario};
use hikiwake_graph::{Concept, State};

use crate::StatedOnly;
use crate::solve::Solved;
use hikiwake_finding::{AnalyseSettings, Holding, basis};
use hikiwake_finding::{words::count, words::thousands};

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
    Ok(StatedOnly {
        sentences: sentences(full, &stated, kept, of),
        equilibria_not_listed: (all - equilibria.len()) as u64,
        equilibria,
        equilibrium_counts: stated.concept_counts(),
        status_quo: stated.status_quo(),
        kept,
        of,
    })
}

fn sentences(full: &Solved, stated: &Solved, kept: usize, of: usize) -> Vec<String> {
    if kept == of {
        return vec!["All statements are stated in the sources: nothing changes.".to_string()];
    }
    let (both, gone, new) = overlap(full, stated, Concept::Seq);
    let on = match kept {
        0 => "The sources state none of the preferences, so everybody is indifferent".to_string(),
        _ => format!(
            "On the {} of {} that the sources state",
            kept,
            count(of as u64, "statement", "statements")
        ),
    };
    let still = match both + gone {
        0 => "no state held under SEQ before".to_string(),
        1 if both == 1 => "the one state that held under SEQ still holds".to_string(),
        1 => "the one state that held under SEQ no longer holds".to_string(),
        n => format!(
            "of the {} states that held under SEQ {}",
            thousands(n),
            match both {
                0 => "none still holds".to_string(),
                1 => "1 still holds".to_string(),
                b if b == n => "all still hold".to_string(),
                b => format!("{} still hold", thousands(b)),
            }
        ),
    };
    let besides = match new {
        0 => "no other does".to_string(),
        1 => "1 other does".to_string(),
        n => format!("{} others do", thousands(n)),
    };
    let mut sentences = vec![format!("{on}, {still}, and {besides}.")];
    if let (Some(before), Some(after)) = (&full.reached, &stated.reached) {
        let held = |solved: &Solved, state| solved.concepts(state).contains(&Concept::Seq);
        sentences.push(
            match (held(full, before.start), held(stated, after.start)) {
                (true, true) => "The status quo still holds.",
                (true, false) => "The status quo no longer holds.",
                (false, true) => "The status quo now holds.",
                (false, false) => "The status quo still does not hold.",
            }
            .to_string(),
        );
    }
    sentences
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
