//! What is drawn: a bounded number of states and moves, the telling ones first.

use std::collections::{BTreeMap, BTreeSet};

use hikiwake_conflict::Analysis;
use hikiwake_finding::{Holding, MoveKind, WalkStep};

/// Most states and moves drawn: beyond that, no drawing is legible.
pub(super) const MOST_STATES: usize = 26;
pub(super) const MOST_STEPS: usize = 44;

/// The states and moves to draw.
pub(super) struct Selection<'a> {
    /// Codes, the status quo first where there is one.
    pub nodes: Vec<&'a str>,
    /// The concepts under which a state holds, where the findings say it.
    pub concepts: BTreeMap<&'a str, &'a [String]>,
    /// Moves between `nodes`, no two alike.
    pub steps: Vec<&'a WalkStep>,
    /// States that no move drawn touches.
    pub alone: Vec<&'a str>,
    pub states_left_out: u64,
    pub steps_left_out: u64,
}

impl<'a> Selection<'a> {
    pub fn of(analysis: &'a Analysis) -> Self {
        let graph = &analysis.moves;
        let concepts = concepts(analysis);
        let kept = kept_states(analysis);
        let mut seen = BTreeSet::new();
        let mut steps: Vec<&WalkStep> = (graph.steps.iter())
            .filter(|step| step.from != step.to)
            .filter(|step| kept.contains(&step.from.as_str()) && kept.contains(&step.to.as_str()))
            .filter(|step| seen.insert((&step.from, &step.to, &step.movers)))
            .collect();
        let all = steps.len();
        let paths = path_steps(analysis);
        steps.sort_by_key(|step| match step.kind {
            MoveKind::BestReply => 0,
            _ if paths.contains(&(step.from.as_str(), step.to.as_str())) => 1,
            MoveKind::Joint => 2,
            MoveKind::Improvement => 3,
            MoveKind::WithoutGain | MoveKind::AtALoss => 4,
        });
        steps.truncate(MOST_STEPS);
        steps.sort_by_key(|step| kept.iter().position(|code| *code == step.from));
        let touched: BTreeSet<&str> = (steps.iter())
            .flat_map(|step| [step.from.as_str(), step.to.as_str()])
            .collect();
        let states_left_out =
            graph.states_left_out + graph.states.len().saturating_sub(kept.len()) as u64;
        let (nodes, alone) = kept.into_iter().partition(|code| touched.contains(code));
        Selection {
            nodes,
            concepts,
            steps_left_out: graph.steps_left_out + all.saturating_sub(MOST_STEPS) as u64,
            steps,
            alone,
            states_left_out,
        }
    }
}

/// The status quo, the outcomes, the equilibria and the states on their paths,
/// then the others in order.
fn kept_states(analysis: &Analysis) -> Vec<&str> {
    let mut wanted: Vec<&str> = Vec::new();
    for holding in holdings(analysis) {
        let path = holding.path.iter().flat_map(|step| [&step.from, &step.to]);
        wanted.extend(path.map(String::as_str));
        wanted.push(&holding.state.code);
    }
    wanted.extend(analysis.moves.states.iter().map(String::as_str));
    let drawable: BTreeSet<&str> = analysis.moves.states.iter().map(String::as_str).collect();
    let mut kept = Vec::new();
    for code in wanted {
        if kept.len() < MOST_STATES && drawable.contains(code) && !kept.contains(&code) {
            kept.push(code);
        }
    }
    kept
}

/// The status quo, the outcomes, the equilibria, in this order.
fn holdings(analysis: &Analysis) -> impl Iterator<Item = &Holding> {
    let outcomes = analysis
        .outcomes
        .iter()
        .filter_map(|outcome| outcome.holding.as_ref());
    analysis
        .status_quo
        .iter()
        .chain(outcomes)
        .chain(&analysis.equilibria)
}

fn concepts(analysis: &Analysis) -> BTreeMap<&str, &[String]> {
    let joint = (analysis.joint.iter().flat_map(|table| &table.improvements))
        .map(|joint| (joint.state.code.as_str(), joint.holds.as_slice()));
    holdings(analysis)
        .map(|holding| (holding.state.code.as_str(), holding.concepts.as_slice()))
        .chain(joint)
        .collect()
}

fn path_steps(analysis: &Analysis) -> BTreeSet<(&str, &str)> {
    holdings(analysis)
        .flat_map(|holding| &holding.path)
        .map(|step| (step.from.as_str(), step.to.as_str()))
        .collect()
}
