//! The whole as a graph: every state reached and every step between them, or the same
//! with states that lead to one another as one.

use std::collections::BTreeMap;
use std::fmt;

use hikiwake_dossier::{CompileError, Dossier, Scenario};
use hikiwake_graph::State;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{WalkKind, Walks, concepts, walks};
use crate::solve::Solved;
use hikiwake_finding::words::thousands;
use hikiwake_finding::{
    AnalyseSettings, Finding, FindingKind, MoveKind, ReachKind, WalkStep, basis,
};

/// What the graph shows.
#[derive(Clone, Debug)]
pub struct StepGraphSettings {
    /// Which steps.
    pub by: WalkKind,
    /// States that lead to one another by such steps as one.
    pub condensed: bool,
    /// Most nodes. Default: 5,000.
    pub states: usize,
    /// Most edges. Default: 100,000.
    pub steps: usize,
}

impl Default for StepGraphSettings {
    fn default() -> Self {
        StepGraphSettings {
            by: WalkKind::Improvements,
            condensed: false,
            states: 5_000,
            steps: 100_000,
        }
    }
}

/// States and steps as nodes and edges, in the node-link form that networkx and d3
/// read.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StepGraph {
    /// Always true: edges lead from `source` to `target`.
    pub directed: bool,
    /// Always false: at most one edge leads from one node to another.
    pub multigraph: bool,
    /// What is shown.
    pub graph: StepGraphHead,
    /// The start first, then by fewest moves, then by code.
    pub nodes: Vec<GraphNode>,
    /// By source and target, in the order of the nodes.
    pub edges: Vec<GraphEdge>,
}

/// What a graph shows.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StepGraphHead {
    /// Title of the dossier.
    pub title: String,
    /// Id of the period, if there is one.
    pub period: Option<String>,
    /// Id of the reading, if it is not the base reading.
    pub reading: Option<String>,
    /// Code of the state at which all walks start.
    pub start: String,
    /// Which steps.
    pub by: WalkKind,
    /// States that lead to one another are one node.
    pub condensed: bool,
}

/// A state; condensed, states that lead to one another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GraphNode {
    /// The code of the state; condensed, of the one nearest to the start.
    pub id: String,
    /// The options above their lowest level in that state.
    pub text: String,
    /// Concepts under which that state is an equilibrium.
    pub concepts: Vec<String>,
    /// How that state is reached.
    pub reached: ReachKind,
    /// The fewest steps of the graph's kind to it.
    pub moves: u64,
    /// States with the same number lead to one another by such steps; a component has
    /// a higher number than those to which it leads.
    pub component: u64,
    /// Nobody at all has such a step that leads away. Where no edge leads away and yet
    /// this is false, only whoever moved last has one.
    pub ends: bool,
    /// The start is among its states.
    pub start: bool,
    /// Labels of what happened, among its states.
    pub outcomes: Vec<String>,
    /// How many states it stands for.
    pub states: u64,
}

/// A step; condensed, all steps from one node to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GraphEdge {
    /// Id of the node before.
    pub source: String,
    /// Id of the node after.
    pub target: String,
    /// Ids of who moves.
    pub movers: Vec<String>,
    /// The strongest kind among the steps.
    pub kind: MoveKind,
    /// No moves of anybody, in any order, lead back over it (over any of the steps);
    /// `null` where that is not known.
    pub irreversible: Option<bool>,
    /// What changes, for a single step.
    pub text: String,
    /// How many steps it stands for.
    pub steps: u64,
}

/// Why there is no graph.
#[derive(Clone, Debug, PartialEq)]
pub enum TooManyStates {
    /// The scenario does not compile, or the watcher asked to stop.
    Compile(CompileError),
    /// No status quo is given, nor another state to start from.
    NoStart,
    /// What is reached does not fit into memory.
    Memory {
        /// Bytes allowed.
        limit: u64,
    },
    /// More nodes or edges than asked for.
    Size {
        /// Nodes there are.
        states: usize,
        /// Edges there are; as far as they were counted.
        steps: usize,
        /// The graph is condensed already.
        condensed: bool,
    },
}

impl From<CompileError> for TooManyStates {
    fn from(error: CompileError) -> Self {
        TooManyStates::Compile(error)
    }
}

impl fmt::Display for TooManyStates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            TooManyStates::Compile(ref error) => error.fmt(f),
            TooManyStates::NoStart => {
                f.write_str("there is no status quo to start from\n  = help: name a state (--from)")
            }
            TooManyStates::Memory { limit } => write!(
                f,
                "what is reached does not fit into {} MB\n  = help: raise --memory, or take fewer \
                 steps (--steps best-replies)",
                thousands(limit / 1_000_000)
            ),
            TooManyStates::Size {
                states,
                steps,
                condensed,
            } => {
                let (states, steps) = (thousands(states as u64), thousands(steps as u64));
                let help = match condensed {
                    true => "take fewer steps (--steps best-replies), or raise --most",
                    false => {
                        "take states that lead to one another as one (--condensed), or raise --most"
                    }
                };
                write!(
                    f,
                    "the graph has {states} nodes and {steps} edges, more than asked for\n  = help: \
                     {help}"
                )
            }
        }
    }
}

/// A step with its mover.
type Taken = (State, usize, State);
/// Nodes with the steps from the one to the other.
type Between = ((State, State), Vec<Taken>);

/// Everything that steps of one kind reach from `from` (the status quo, if left out), as
/// a graph.
///
/// # Errors
/// Where there is no start, or the graph is larger than the settings allow.
pub fn step_graph(
    dossier: &Dossier,
    scenario: &Scenario,
    from: Option<State>,
    settings: &StepGraphSettings,
    analysis: &AnalyseSettings,
) -> Result<Finding<StepGraph>, TooManyStates> {
    let solved = Solved::from(dossier, scenario, from, analysis)?;
    let status_quo = solved.compiled.status_quo;
    let start = from.or(status_quo).ok_or(TooManyStates::NoStart)?;
    let limit = analysis.limits.bytes;
    let walks = walks(&solved.compiled.model, start, limit, &mut Vec::new());
    let graph = draw(&solved, &walks, settings)?;
    Ok(basis::finding(dossier, FindingKind::StepGraph, graph))
}

/// The graph of the walks of one kind.
pub(super) fn draw(
    solved: &Solved,
    walks: &Walks,
    settings: &StepGraphSettings,
) -> Result<StepGraph, TooManyStates> {
    let limit = solved.limits.bytes;
    let memory = TooManyStates::Memory { limit };
    let ways = walks.of(settings.by).ok_or(memory.clone())?;
    let model = &solved.compiled.model;
    let mut reached = ways.states();
    reached.sort_by_cached_key(|&(state, moves)| (moves, solved.compiled.code(state)));
    let states: Vec<State> = reached.iter().map(|&(state, _)| state).collect();
    let returns = model
        .returns(&states, settings.by.steps(), limit)
        .map_err(|_| memory)?;
    let component = |state: State| returns.component(state).unwrap_or(u32::MAX);

    // The node that stands for each state: the state itself, or the nearest of its
    // component; and the members of each node, in the order of the nodes.
    let mut nearest: BTreeMap<u32, State> = BTreeMap::new();
    let mut members: BTreeMap<State, Vec<State>> = BTreeMap::new();
    for &state in &states {
        let first = *nearest.entry(component(state)).or_insert(state);
        let node = if settings.condensed { first } else { state };
        members.entry(node).or_default().push(state);
    }
    let node_of = |state: State| match settings.condensed {
        true => nearest.get(&component(state)).copied().unwrap_or(state),
        false => state,
    };

    let mut edges: BTreeMap<(State, State), Vec<Taken>> = BTreeMap::new();
    for (from, step) in ways.steps() {
        let ends = (node_of(from), node_of(step.to));
        if ends.0 != ends.1 {
            edges
                .entry(ends)
                .or_default()
                .push((from, step.mover, step.to));
        }
    }
    if members.len() > settings.states || edges.len() > settings.steps {
        return Err(TooManyStates::Size {
            states: members.len(),
            steps: edges.len(),
            condensed: settings.condensed,
        });
    }
    let order: Vec<(State, u32)> = (reached.into_iter())
        .filter(|(state, _)| members.contains_key(state))
        .collect();
    let everyone = 0..model.decision_makers();
    let leaves = |&state: &State| {
        let mut steps = everyone
            .clone()
            .flat_map(|i| model.steps_of(settings.by.steps(), i, state));
        steps.any(|to| !settings.condensed || component(to) != component(state))
    };
    let nodes = order.iter().map(|&(state, moves)| {
        let row = solved.row(state);
        let all = &members[&state];
        let outcomes = all.iter().flat_map(|&member| solved.row(member).outcomes);
        GraphNode {
            id: row.code,
            text: row.text,
            concepts: concepts(solved, state),
            reached: solved.reach(state).unwrap_or(ReachKind::Never),
            moves: moves.into(),
            component: component(state).into(),
            ends: !all.iter().any(leaves),
            start: all.contains(&walks.start),
            outcomes: outcomes.collect(),
            states: all.len() as u64,
        }
    });
    let nodes: Vec<GraphNode> = nodes.collect();
    let mut edges: Vec<Between> = edges.into_iter().collect();
    let places: BTreeMap<State, usize> = order.iter().map(|o| o.0).zip(0..).collect();
    edges.sort_by_key(|(ends, _)| (places[&ends.0], places[&ends.1]));
    let scenario = basis::scenario_head(solved.dossier, &solved.compiled);
    Ok(StepGraph {
        directed: true,
        multigraph: false,
        graph: StepGraphHead {
            title: basis::dossier_head(solved.dossier).title,
            period: scenario.period.map(|period| period.id),
            reading: scenario.reading.map(|reading| reading.id),
            start: solved.compiled.code(walks.start),
            by: settings.by,
            condensed: settings.condensed,
        },
        nodes,
        edges: (edges.iter())
            .map(|(ends, steps)| edge(solved, walks, *ends, steps))
            .collect(),
    })
}

fn edge(
    solved: &Solved,
    walks: &Walks,
    (source, target): (State, State),
    steps: &[Taken],
) -> GraphEdge {
    let made: Vec<WalkStep> = (steps.iter())
        .map(|&(from, mover, to)| solved.step(&[mover], from, to))
        .collect();
    let mut movers: Vec<usize> = steps.iter().map(|&(_, mover, _)| mover).collect();
    movers.sort_unstable();
    movers.dedup();
    let lasting = steps
        .iter()
        .map(|&(from, _, to)| walks.is_lasting(from, to));
    GraphEdge {
        source: solved.compiled.code(source),
        target: solved.compiled.code(target),
        movers: solved.ids(&movers),
        kind: made
            .iter()
            .map(|step| step.kind)
            .min()
            .unwrap_or(MoveKind::AtALoss),
        irreversible: lasting
            .collect::<Option<Vec<bool>>>()
            .map(|steps| steps.contains(&true)),
        text: match &made[..] {
            [step] => step.text.clone(),
            _ => String::new(),
        },
        steps: steps.len() as u64,
    }
}
