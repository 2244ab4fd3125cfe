//! How a dispute moves from the status quo: what is reached, by whom, who can stop it,
//! and from where there is no way back (status-quo analysis: Li, Kilgour & Hipel 2005;
//! Xu, Kilgour, Hipel & Kemkes 2010).

mod goal;
mod graph;
mod reached;
mod types;
mod walk_kind;

use std::collections::BTreeSet;

use hikiwake_dossier::{CompileError, Dossier, Scenario};
use hikiwake_graph::{Concept, Model, Returns, State, StepKind, WayRules};

pub use graph::{
    GraphEdge, GraphNode, StepGraph, StepGraphHead, StepGraphSettings, TooManyStates, step_graph,
};
pub use types::*;
pub use walk_kind::WalkKind;

use crate::Wanted;
use crate::{solve::Solved, solve::names};
use hikiwake_finding::words::thousands;
use hikiwake_finding::{AnalyseSettings, Finding, FindingKind, ReachKind, basis};

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct PathsQuestion {
    /// Where the walks start; the status quo, if left out.
    pub from: Option<State>,
    /// Where they lead; the outcomes and the strongest equilibria, if left out. Of a kind of
    /// states, to that one which lasts, is reached best and takes fewest steps, and to one
    /// that does not last if that is reached better.
    pub to: Option<Wanted>,
    /// What they come through, in this order.
    pub via: Vec<State>,
}

/// Most outcomes and equilibria to which the ways are told where no state is asked for.
const GOALS: usize = 6;
/// Most fewest-move paths listed to one of several goals, and to the one asked for.
const PATHS: usize = 1;
const PATHS_ASKED: usize = 3;
/// Most states and steps of a drawing.
const DRAWN: (usize, usize) = (24, 40);

/// All walks from the start, by kind of step; what was too large is left out.
struct Walks {
    start: State,
    by: Vec<(WalkKind, hikiwake_graph::StatusQuoAnalysis)>,
    /// What any moves lead to from all states that they reach.
    back: Option<Returns>,
}

/// Finds out what is reached from the status quo (or another state), by whom, where it
/// can end, from where there is no way back, and who can stop the ways to what would
/// hold.
///
/// # Errors
/// Where the scenario does not compile, or the watcher asked to stop.
pub fn ways(
    dossier: &Dossier,
    scenario: &Scenario,
    question: &PathsQuestion,
    settings: &AnalyseSettings,
) -> Result<Finding<Paths>, CompileError> {
    let solved = Solved::from(dossier, scenario, question.from, settings)?;
    let compiled = &solved.compiled;
    let start = question.from.or(compiled.status_quo);
    let mut finding = Paths {
        scenario: basis::scenario_head(dossier, compiled),
        actors: basis::actors(dossier, compiled),
        options: basis::options(dossier, compiled),
        feasible: compiled.model.feasible().count() as u64,
        start: start.map(|state| solved.row(state)),
        asked: (question.to.as_ref()).map(|to| match to.state {
            Some(state) => compiled.code(state),
            None => to.definition.clone().unwrap_or_else(|| to.text.clone()),
        }),
        asked_kind: (question.to.as_ref()).and_then(|to| to.kind(&solved)),
        reached: Vec::new(),
        no_return: Vec::new(),
        no_return_not_listed: 0,
        lasting: Vec::new(),
        goals: Vec::new(),
        drawing: None,
        rows: Vec::new(),
        notes: solved.notes(),
    };
    let Some(start) = start else {
        return Ok(basis::finding(dossier, FindingKind::Ways, finding));
    };
    settings.stage("walking by every kind of step");
    let limit = settings.limits.bytes;
    let walks = walks(&compiled.model, start, limit, &mut finding.notes);
    finding.reached = reached::reached(&solved, &walks, settings.list);
    let no_return = reached::no_return(&solved, &walks, settings.list);
    (finding.no_return, finding.no_return_not_listed) = no_return;
    finding.lasting = reached::lasting(&solved, &walks);

    settings.stage("asking who can stop it");
    let (states, paths) = match &question.to {
        Some(Wanted {
            state: Some(state), ..
        }) => (vec![*state], PATHS_ASKED),
        Some(kind) => (goals_of_kind(&solved, start, kind), PATHS_ASKED),
        None => (goals(&solved, start), PATHS),
    };
    finding.goals = (states.into_iter())
        .map(|state| {
            let asked = goal::GoalQuestion {
                state,
                via: &question.via,
                paths,
                every_kind: question.to.is_some(),
                limit,
            };
            goal::ways_to(&solved, &walks, &asked, &mut finding.notes)
        })
        .collect();
    finding.drawing = drawing(&solved, &walks);
    finding.rows = solved.rows();
    Ok(basis::finding(dossier, FindingKind::Ways, finding))
}

fn walks(model: &Model, start: State, limit: u64, notes: &mut Vec<String>) -> Walks {
    let mut by = Vec::new();
    for kind in [
        WalkKind::BestReplies,
        WalkKind::Improvements,
        WalkKind::Moves,
    ] {
        match model.ways(start, &WayRules::of(kind.steps()), limit) {
            Ok(ways) => by.push((kind, ways)),
            Err(_) => notes.push(too_large(&format!("What {} lead to", kind.words()), limit)),
        }
    }
    let mut walks = Walks {
        start,
        by,
        back: None,
    };
    let Some(any) = walks.of(WalkKind::Moves) else {
        return walks;
    };
    let states: Vec<State> = any.states().into_iter().map(|(state, _)| state).collect();
    match model.returns(&states, StepKind::Move, limit) {
        Ok(back) => walks.back = Some(back),
        Err(_) => notes.push(too_large("What can be undone", limit)),
    }
    walks
}

/// What is to be said where something does not fit into memory.
fn too_large(what: &str, limit: u64) -> String {
    let limit = thousands(limit / 1_000_000);
    format!("{what} does not fit into {limit} MB. Raise `memory` (--memory) to see it.")
}

impl Walks {
    fn of(&self, kind: WalkKind) -> Option<&hikiwake_graph::StatusQuoAnalysis> {
        let mut by = self.by.iter();
        by.find(|(by, _)| *by == kind).map(|(_, ways)| ways)
    }

    /// Whether no moves of anybody, in any order, lead back over a step; `None` where
    /// that is not known.
    fn is_lasting(&self, from: State, to: State) -> Option<bool> {
        let back = self.back.as_ref()?;
        Some(back.component(from)? != back.component(to)?)
    }
}

/// What happened, then the states that hold (SEQ) and that improvements or a joint
/// improvement reach, the strongest first; other states that hold only if there are
/// none of these.
fn goals(solved: &Solved, start: State) -> Vec<State> {
    let outcomes = (solved.compiled.outcomes.iter()).filter_map(|(_, state)| state.clone().ok());
    let mut goals: Vec<State> = Vec::new();
    for state in outcomes {
        if state != start && !goals.contains(&state) {
            goals.push(state);
        }
    }
    let (strongest, _) = solved.strongest(GOALS + 1);
    let holds = |state: &State| {
        let walked = solved
            .reach(*state)
            .is_some_and(|reach| reach <= ReachKind::JointMove);
        solved.concepts(*state).contains(&Concept::Seq) && (walked || goals.is_empty())
    };
    let more: Vec<State> = strongest.into_iter().filter(holds).collect();
    for state in more {
        if state != start && !goals.contains(&state) && goals.len() < GOALS {
            goals.push(state);
        }
    }
    goals
}

/// Of a kind of states the one that lasts and is reached best, in fewest steps and with
/// fewest options changed; behind it one that does not last, where that is reached better.
fn goals_of_kind(solved: &Solved, start: State, kind: &Wanted) -> Vec<State> {
    let Some(reached) = &solved.reached else {
        return Vec::new();
    };
    let space = solved.compiled.model.space();
    let meeting = kind.meeting(&solved.compiled);
    let key = |state: &State| {
        let changed = space.difference(start, *state).options;
        (
            reached.kind(*state),
            reached.path(*state).len(),
            changed,
            *state,
        )
    };
    let lasts = |state: &State| solved.equilibria[Concept::Seq as usize].has(*state);
    let lasting = meeting.iter().filter(lasts).min_by_key(key);
    let any = meeting.iter().min_by_key(key);
    match (any, lasting) {
        (Some(any), Some(lasting)) if reached.kind(any) < reached.kind(lasting) => {
            vec![lasting, any]
        }
        (any, lasting) => lasting.or(any).into_iter().collect(),
    }
}

/// The improvements drawn: state by state, or, where these are too many, with the states
/// that lead to one another as one; nothing where even that is too much.
fn drawing(solved: &Solved, walks: &Walks) -> Option<StepGraph> {
    [false, true].into_iter().find_map(|condensed| {
        let (states, steps) = DRAWN;
        let settings = StepGraphSettings {
            by: WalkKind::Improvements,
            condensed,
            states,
            steps,
        };
        graph::draw(solved, walks, &settings).ok()
    })
}

/// The concepts under which a state holds, by name.
fn concepts(solved: &Solved, state: State) -> Vec<String> {
    names(&solved.concepts(state))
}

/// The codes of states, in the order of codes.
fn codes(solved: &Solved, states: &[State]) -> Vec<String> {
    let codes: BTreeSet<String> = states.iter().map(|&s| solved.row(s).code).collect();
    codes.into_iter().collect()
}
