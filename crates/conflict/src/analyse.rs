//! What would hold, who would leave the rest, and how to get there.

use hikiwake_dossier::{CompileError, Dossier, Scenario};
use hikiwake_graph::State;

use crate::moves::Taken;
use crate::solve::Solved;
use crate::{Analysis, MoveGraph, OutcomeHolding, moves, patterns, sanctions, stated_only};
use crate::{joint::Agreement, joint::Agreements};
use crate::{sanctions::Sanctions, sanctions::SanctionsQuestion};
use hikiwake_evidence::provenance;
use hikiwake_finding::{AnalyseSettings, Finding, FindingKind, Holding, ReachKind, basis};

/// How many of the strongest equilibria are asked why actors stay there.
const CARD_EQUILIBRIA: usize = 3;

/// Analyses one scenario of a dossier, and the same on stated statements only.
///
/// # Errors
/// Where the scenario does not compile, or the watcher asked to stop.
pub fn analyse(
    dossier: &Dossier,
    scenario: &Scenario,
    settings: &AnalyseSettings,
) -> Result<Finding<Analysis>, CompileError> {
    let solved = Solved::new(dossier, scenario, settings)?;
    let (compiled, model) = (&solved.compiled, &solved.compiled.model);
    settings.stage("looking at the states that hold");
    let (strongest, all) = solved.strongest(settings.list);
    let equilibria: Vec<Holding> = (strongest.iter())
        .map(|&state| solved.holding(state, false))
        .collect();
    let status_quo = solved.status_quo();
    let outcomes = solved.outcomes();
    let landmarks = landmarks(&solved, &outcomes);

    settings.stage("looking for what groups could do together");
    let mut notes = solved.notes();
    let mut agreements: Vec<Agreements> = Vec::new();
    for (state, label) in &landmarks {
        if agreements.iter().all(|known| known.from != *state) {
            let found = Agreements::new(&solved, *state, label, settings.joint);
            notes.extend(found.note(&solved));
            agreements.push(found);
        }
    }

    settings.stage("asking why actors stay");
    let places: Vec<State> = landmarks.iter().map(|&(state, _)| state).collect();
    let asked = SanctionsQuestion {
        landmarks: &places,
        strongest: &strongest[..strongest.len().min(CARD_EQUILIBRIA)],
    };
    let cards = sanctions::cards(&solved, &asked, settings.cards);

    settings.stage("drawing the moves");
    let moves = draw(
        &solved,
        &places,
        &strongest,
        &agreements,
        &cards,
        settings.draw,
    );
    let statements = basis::statements(dossier, compiled);
    let combinations = model
        .space()
        .axes()
        .iter()
        .map(|axis| u64::from(axis.levels));
    let mut analysis = Analysis {
        scenario: basis::scenario_head(dossier, compiled),
        actors: basis::actors(dossier, compiled),
        options: basis::options(dossier, compiled),
        combinations: combinations.product(),
        feasible: model.feasible().count() as u64,
        equilibria_not_listed: (all - equilibria.len()) as u64,
        equilibria,
        equilibrium_counts: solved.concept_counts(),
        patterns: patterns::grounds(&solved, settings)?,
        status_quo,
        outcomes,
        reached: solved.reached_counts(),
        moves,
        rows: Vec::new(),
        cards: cards.cards,
        cards_not_listed: cards.left,
        joint: agreements.into_iter().map(|a| a.table).collect(),
        provenance: provenance(dossier, compiled, &statements),
        statements,
        stated_only: None,
        notes,
    };
    analysis.rows = solved.rows();
    if !scenario.stated_only {
        settings.stage("the same on what the sources state");
        match stated_only::stated_only(&solved, settings) {
            Ok(stated) => analysis.stated_only = Some(Box::new(stated)),
            Err(error) => analysis.notes.push(format!(
                "On the stated wishes alone there is no model: {error}"
            )),
        }
    }
    Ok(basis::finding(dossier, FindingKind::Analysis, analysis))
}

/// The status quo and the outcomes, with what they are called.
fn landmarks(solved: &Solved, outcomes: &[OutcomeHolding]) -> Vec<(State, String)> {
    let status_quo = solved.compiled.status_quo;
    let mut landmarks: Vec<(State, String)> = (status_quo.iter())
        .map(|&state| (state, "status quo".to_string()))
        .collect();
    for ((_, state), outcome) in solved.compiled.outcomes.iter().zip(outcomes) {
        if let Ok(state) = state {
            landmarks.push((*state, outcome.label.clone()));
        }
    }
    landmarks
}

/// Draws the states that matter, those that matter most first.
fn draw(
    solved: &Solved,
    landmarks: &[State],
    strongest: &[State],
    agreements: &[Agreements],
    cards: &Sanctions,
    limit: usize,
) -> MoveGraph {
    let kept = |state: &&State| {
        let reached = (solved.reach(**state)).is_none_or(|reach| reach <= ReachKind::JointMove);
        reached && solved.leavers(**state).is_empty()
    };
    let joint: Vec<&Agreement> = agreements.iter().flat_map(|a| &a.listed).collect();
    let mut states: Vec<State> = landmarks.to_vec();
    states.extend(strongest.iter().filter(kept));
    states.extend(joint.iter().filter(|a| a.holds).map(|a| a.to));
    states.extend(cards.steps.iter().map(|&(_, _, to)| to));
    if let Some(reached) = &solved.reached {
        let near = reached.improvements.states();
        if near.len() <= limit {
            states.extend(near);
        }
    }
    let joint = joint.iter().map(|a| (a.group.clone(), a.from, a.to));
    let steps: Vec<Taken> = cards.steps.iter().cloned().chain(joint).collect();
    moves::graph(solved, &states, &steps, limit)
}
