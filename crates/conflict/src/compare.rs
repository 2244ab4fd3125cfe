//! Two periods or readings side by side.

use std::cmp::Reverse;

use hikiwake_dossier::{CompileError, Dossier, Scenario, fewest_moved};
use hikiwake_graph::{Concept, State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::patterns::patterns;
use crate::solve::Solved;
use crate::{ConceptCount, OutcomeHolding, Pattern, ReachedCounts};
use crate::{stated_only::overlap, stated_only::translate};
use hikiwake_finding::{
    ActorHead, AnalyseSettings, Finding, FindingKind, Holding, OptionHead, ScenarioHead,
    StatementHead, basis,
};

/// The finding of `compare`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// The decision makers of either.
    pub actors: Vec<ActorHead>,
    /// The options, in the order of the dossier's files; absent where neither
    /// has it on the table.
    pub options: Vec<OptionHead>,
    /// What stands side by side.
    pub sides: [Side; 2],
    /// Statements of the first that the second lacks.
    pub statements_gone: Vec<StatementHead>,
    /// Statements of the second that the first lacks.
    pub statements_new: Vec<StatementHead>,
    /// The fewest statements in both that would have to change places to turn the
    /// one order into the other.
    pub statements_moved: Vec<MovedStatement>,
    /// States that hold in either, those that matter most first: how in the
    /// first, how in the second. At most the number asked for.
    pub states: Vec<Pair>,
    /// How many further states hold in either and are not listed.
    pub states_not_listed: u64,
    /// States that hold under SEQ in both, in the first only, in the second only.
    pub hold: [u64; 3],
    /// Limits that were reached, and how to raise them.
    pub notes: Vec<String>,
}

/// One of the two scenarios compared.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Side {
    /// Which model.
    pub scenario: ScenarioHead,
    /// Feasible states.
    pub feasible: u64,
    /// How many states hold under each concept.
    pub equilibrium_counts: Vec<ConceptCount>,
    /// How many states are reached from the status quo by each kind of step.
    pub reached: Option<ReachedCounts>,
    /// The status quo.
    pub status_quo: Option<Holding>,
    /// What happened.
    pub outcomes: Vec<OutcomeHolding>,
    /// The patterns: how many of their states last and are reached, by each kind of step.
    pub patterns: Vec<Pattern>,
}

/// A statement with another rank in each scenario.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MovedStatement {
    /// The statement, as the second scenario has it.
    pub statement: StatementHead,
    /// Its ranks, counted from 1.
    pub ranks: [usize; 2],
}

/// A state in two scenarios.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Pair {
    /// Its code.
    pub code: String,
    /// Its text.
    pub text: String,
    /// How it holds in the first; `None` where it is not feasible there.
    pub first: Option<Holding>,
    /// How it holds in the second.
    pub second: Option<Holding>,
}

/// Sets two scenarios of one dossier side by side.
///
/// # Errors
/// Where one of them does not compile.
pub fn compare(
    dossier: &Dossier,
    first: &Scenario,
    second: &Scenario,
    settings: &AnalyseSettings,
) -> Result<Finding<Comparison>, CompileError> {
    let first = Solved::new(dossier, first, settings)?;
    against(&first, second, settings)
}

fn against(
    first: &Solved,
    second: &Scenario,
    settings: &AnalyseSettings,
) -> Result<Finding<Comparison>, CompileError> {
    let dossier = first.dossier;
    let second = Solved::new(dossier, second, settings)?;
    let sides = [side(first), side(&second)];
    let statements = [first, &second].map(|s| basis::statements(dossier, &s.compiled));
    let (states, all) = pairs(first, &second, settings.list);
    let (both, only_first, only_second) = overlap(first, &second, Concept::Seq);
    let mut notes = first.notes();
    notes.extend(second.notes());
    notes.dedup();
    let comparison = Comparison {
        actors: actors(first, &second),
        options: options(first, &second),
        statements_gone: lacking(&statements[0], &statements[1]),
        statements_new: lacking(&statements[1], &statements[0]),
        statements_moved: moved(&statements),
        states_not_listed: (all - states.len()) as u64,
        states,
        hold: [both, only_first, only_second],
        sides,
        notes,
    };
    Ok(basis::finding(dossier, FindingKind::Comparison, comparison))
}

fn side(solved: &Solved) -> Side {
    Side {
        scenario: basis::scenario_head(solved.dossier, &solved.compiled),
        feasible: solved.compiled.model.feasible().count() as u64,
        equilibrium_counts: solved.concept_counts(),
        reached: solved.reached_counts(),
        status_quo: solved.status_quo(),
        outcomes: solved.outcomes(),
        patterns: patterns(solved),
    }
}

/// The decision makers of the first, then those that only the second has.
fn actors(first: &Solved, second: &Solved) -> Vec<ActorHead> {
    let mut actors = basis::actors(first.dossier, &first.compiled);
    for actor in basis::actors(second.dossier, &second.compiled) {
        if !actors.contains(&actor) {
            actors.push(actor);
        }
    }
    actors
}

/// The options as the second has them; as the first, where the second has not.
fn options(first: &Solved, second: &Solved) -> Vec<OptionHead> {
    let before = basis::options(first.dossier, &first.compiled);
    let after = basis::options(second.dossier, &second.compiled);
    (before.into_iter().zip(after))
        .map(|(before, after)| if after.absent { before } else { after })
        .collect()
}

/// Whether two heads are of one statement: the same wish of the same actor.
fn same(a: &StatementHead, b: &StatementHead) -> bool {
    a.actor == b.actor && a.id == b.id && a.wants == b.wants
}

/// The statements of `here` that `there` lacks.
fn lacking(here: &[StatementHead], there: &[StatementHead]) -> Vec<StatementHead> {
    (here.iter())
        .filter(|a| !there.iter().any(|b| same(a, b)))
        .cloned()
        .collect()
}

/// The fewest statements in both that would have to change places to turn the order
/// of the first into that of the second: all but a longest list that both order alike.
fn moved(statements: &[Vec<StatementHead>; 2]) -> Vec<MovedStatement> {
    let [first, second] = statements;
    let mut common: Vec<MovedStatement> = (second.iter())
        .filter_map(|after| {
            let before = first.iter().find(|before| same(before, after))?;
            Some(MovedStatement {
                statement: after.clone(),
                ranks: [before.rank, after.rank],
            })
        })
        .collect();
    common.sort_by(|a, b| {
        (&a.statement.actor, a.ranks[1], a.ranks[0]).cmp(&(
            &b.statement.actor,
            b.ranks[1],
            b.ranks[0],
        ))
    });
    let of_one = |a: &MovedStatement, b: &MovedStatement| a.statement.actor == b.statement.actor;
    let moved = common.chunk_by(of_one).flat_map(|own| {
        let ranks: Vec<[usize; 2]> = own.iter().map(|one| one.ranks).collect();
        let moved = fewest_moved(&ranks);
        own.iter().zip(moved).filter(|(_, moved)| *moved)
    });
    moved.map(|(statement, _)| statement.clone()).collect()
}

/// The states that hold in either under some concept: by the stronger reach of the
/// two, then by the larger number of concepts, then by code; and how many there are.
fn pairs(first: &Solved, second: &Solved, limit: usize) -> (Vec<Pair>, usize) {
    type Sides = (Option<State>, Option<State>);
    let gmr = Concept::Gmr;
    let mut states: Vec<Sides> = (first.stability.equilibria(gmr).iter())
        .map(|state| (Some(state), translate(first, second, state)))
        .collect();
    for state in second.stability.equilibria(gmr).iter() {
        let other = translate(second, first, state);
        if !other.is_some_and(|other| first.stability.equilibria(gmr).has(other)) {
            states.push((other, Some(state)));
        }
    }
    let key = |&(a, b): &Sides| {
        let sides = [a.map(|a| (first, a)), b.map(|b| (second, b))];
        let reach = sides
            .iter()
            .flatten()
            .filter_map(|(solved, s)| solved.reach(*s))
            .min();
        let concepts = sides
            .iter()
            .flatten()
            .map(|(solved, s)| solved.concepts(*s).len())
            .max();
        (reach.is_none(), reach, Reverse(concepts))
    };
    let code = |&(a, b): &Sides| match (a, b) {
        (Some(a), _) => first.compiled.code(a),
        (None, Some(b)) => second.compiled.code(b),
        (None, None) => String::new(),
    };
    states.sort_by_cached_key(|sides| (key(sides), code(sides)));
    let all = states.len();
    let pairs = (states.iter().take(limit))
        .map(|sides| {
            let holding = |solved: &Solved, state: Option<State>| {
                state.map(|state| solved.holding(state, false))
            };
            let (first, second) = (holding(first, sides.0), holding(second, sides.1));
            Pair {
                code: code(sides),
                text: (first.iter().chain(&second))
                    .map(|holding| holding.state.text.clone())
                    .next()
                    .unwrap_or_default(),
                first,
                second,
            }
        })
        .collect();
    (pairs, all)
}
