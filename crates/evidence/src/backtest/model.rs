//! What the model of a period foretells.

use hikiwake_dossier::{AllOptions, CompileError, Compiled, Dossier, Scenario};
use hikiwake_graph::{Concept, State, StepKind};

use super::BacktestSettings;
use super::finding::{CodedState, Foretold, LevelShare, ScenarioTest};
use crate::hindsight::{closed_after, date, options_in_hindsight};
use hikiwake_finding::basis;

/// Most states listed one by one.
const LISTED: usize = 12;

/// What a scenario's model foretells, and how it stands to what happened.
pub(crate) struct Foretelling {
    pub test: ScenarioTest,
    /// Per outcome: whether its state is among those foretold by best replies, and
    /// by improvements.
    pub among: Vec<[bool; 2]>,
    /// Per outcome: why the model does not have its state, if so.
    pub infeasible: Vec<Option<String>>,
}

/// What the scenario's model foretells. `outcomes` are the levels of the period's
/// outcomes, by date.
///
/// The states foretold are the equilibria under SEQ that walks from the status quo
/// reach. Where the status quo itself is one, it alone is foretold: nobody gains by
/// leaving it once the others have answered. That some state is an equilibrium, but
/// no walk leads to it, is no forecast.
pub(crate) fn foretell(
    dossier: &Dossier,
    options: &AllOptions,
    scenario: &Scenario,
    outcomes: &[Vec<u8>],
    settings: &BacktestSettings,
) -> Result<Foretelling, CompileError> {
    let compiled = settings.analyse.compile(dossier, scenario)?;
    let model = &compiled.model;
    let stability = model.stability_of(&[Concept::Seq], &settings.analyse.run)?;
    let holding = stability.equilibria(Concept::Seq);
    let everybody: Vec<usize> = (0..model.decision_makers()).collect();
    let by = |kind| -> (Vec<State>, bool) {
        let Some(start) = compiled.status_quo else {
            return (Vec::new(), false);
        };
        if holding.has(start) {
            return (vec![start], true);
        }
        let reach = model.reach(start, &everybody, kind);
        (
            holding.iter().filter(|&state| reach.has(state)).collect(),
            false,
        )
    };
    let ways = [StepKind::BestReply, StepKind::Improvement].map(by);
    let among = |came: &Vec<u8>| {
        let is = |&state: &State| levels(&compiled, state) == *came;
        [0, 1].map(|way: usize| ways[way].0.iter().any(is))
    };
    let statements = basis::statements(dossier, &compiled);
    let date = date(dossier, &compiled);
    let later = |source: &str| closed_after(dossier, source, date);
    let rules_hindsight: Vec<String> = (compiled.rules.iter())
        .filter(|rule| {
            let rule = dossier.file.rules.get(&rule.id);
            rule.is_some_and(|rule| rule.evidence.hindsight)
        })
        .map(|rule| rule.id.clone())
        .collect();
    let statements_hindsight = statements.iter().filter(|s| s.hindsight).count();
    let test = ScenarioTest {
        reading: basis::scenario_head(dossier, &compiled).reading,
        hindsight: statements_hindsight > 0 || !rules_hindsight.is_empty(),
        statements: statements.len(),
        statements_hindsight,
        rules_hindsight,
        options_hindsight: options_in_hindsight(dossier, &compiled),
        later_sources: (statements.iter())
            .filter(|s| s.claims.iter().any(|claim| later(&claim.source_id)))
            .count(),
        best_replies: foretold(options, &compiled, &ways[0]),
        improvements: foretold(options, &compiled, &ways[1]),
    };
    Ok(Foretelling {
        test,
        among: outcomes.iter().map(among).collect(),
        infeasible: (compiled.outcomes.iter())
            .map(|(_, state)| state.clone().err())
            .collect(),
    })
}

fn foretold(
    options: &AllOptions,
    compiled: &Compiled,
    (states, stays): &(Vec<State>, bool),
) -> Foretold {
    let mut counts: Vec<Vec<u64>> = (options.columns().iter())
        .map(|column| vec![0; column.levels.len()])
        .collect();
    let mut listed = Vec::new();
    for &state in states {
        let levels = levels(compiled, state);
        for (counts, &level) in counts.iter_mut().zip(&levels) {
            counts[usize::from(level)] += 1;
        }
        if listed.len() < LISTED {
            listed.push(coded(options, levels));
        }
    }
    listed.sort_by(|a, b| a.code.cmp(&b.code));
    let shares = |counts: Vec<u64>| {
        let levels = (0u8..).zip(counts).filter(|&(_, states)| states > 0);
        levels
            .map(|(level, states)| LevelShare { level, states })
            .collect()
    };
    Foretold {
        stays: *stays,
        states: states.len() as u64,
        listed,
        calls: counts.into_iter().map(shares).collect(),
    }
}

/// One level per option of the dossier.
fn levels(compiled: &Compiled, state: State) -> Vec<u8> {
    let space = compiled.model.space();
    (compiled.columns.iter())
        .map(|column| column.axis.map_or(0, |axis| space.level(state, axis)))
        .collect()
}

/// A state by its levels.
pub(crate) fn coded(options: &AllOptions, levels: Vec<u8>) -> CodedState {
    CodedState {
        code: options.code(&levels),
        text: options.text(&levels),
        levels,
    }
}
