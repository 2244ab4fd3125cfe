//! Stability beyond the five classical concepts: groups that move together, looking some
//! moves ahead, strong and weak sanctions, preferences that are partly unknown.

mod ahead;
mod definition;
mod finding;
mod groups;
mod strong;
mod unknown;

pub use finding::*;

use std::panic::resume_unwind;

use hikiwake_dossier::{CompileError, Dossier, Scenario};
use hikiwake_graph::{Bits, CoalitionRules, Concept, NextMover, State};

use crate::patterns::meeting;
use crate::solve::Solved;
use hikiwake_finding::{AnalyseSettings, Finding, FindingKind, basis};

/// How many of the strongest equilibria are looked at.
const STRONGEST: usize = 5;

/// What is asked of [`concepts_of`].
#[derive(Clone, Debug)]
pub struct ConceptsAsked {
    /// Only this state; without it the status quo, the outcomes and the strongest
    /// equilibria.
    pub state: Option<State>,
    /// Only these groups, by decision makers; without any, every group.
    pub groups: Vec<Vec<usize>>,
    /// How many moves are looked ahead. Default: 4.
    pub horizon: usize,
    /// How many moves ahead a limit is sought; without it as many as go fast.
    pub far: Option<usize>,
    /// Who moves next, where more than two decide.
    pub next: NextMover,
    /// What a coalition's gain and sanction are.
    pub rules: CoalitionRules,
}

impl Default for ConceptsAsked {
    fn default() -> Self {
        ConceptsAsked {
            state: None,
            groups: Vec::new(),
            horizon: 4,
            far: None,
            next: NextMover::default(),
            rules: CoalitionRules::default(),
        }
    }
}

/// What one family tells: of which states it holds, fully or in part, and why.
struct Family<'a> {
    kind: FamilyKind,
    /// The states where it holds; or why that was not found out.
    holds: Result<[Bits; 2], String>,
    /// Why it holds or not at a state.
    why: Box<dyn FnMut(State) -> Vec<ConceptReason> + 'a>,
}

impl Family<'_> {
    /// One that is not told.
    fn left_out(kind: FamilyKind, why: String) -> Self {
        Family {
            kind,
            holds: Err(why),
            why: Box::new(|_| Vec::new()),
        }
    }

    fn verdict(&self, state: State) -> Option<Held> {
        let [fully, partly] = self.holds.as_ref().ok()?;
        Some(match (fully.has(state), partly.has(state)) {
            (true, _) => Held::Yes,
            (false, true) => Held::Partly,
            (false, false) => Held::No,
        })
    }
}

/// Finds out what holds under further concepts, as is asked without options.
///
/// # Errors
/// Where the scenario does not compile.
pub fn concepts(
    dossier: &Dossier,
    scenario: &Scenario,
    settings: &AnalyseSettings,
) -> Result<Finding<Concepts>, CompileError> {
    concepts_of(dossier, scenario, settings, &ConceptsAsked::default())
}

/// Finds out what holds under further concepts. What would take more steps than the
/// engine allows is left out, and the finding says so.
///
/// # Errors
/// Where the scenario does not compile.
///
/// # Panics
/// Where `asked` names a decision maker that there is not.
pub fn concepts_of(
    dossier: &Dossier,
    scenario: &Scenario,
    settings: &AnalyseSettings,
    asked: &ConceptsAsked,
) -> Result<Finding<Concepts>, CompileError> {
    let solved = Solved::new(dossier, scenario, settings)?;
    settings.stage("asking which groups would leave");
    let model = &solved.compiled.model;
    let groups = || groups::GroupStability::new(model, asked);
    let rest = || {
        settings.stage("looking some moves ahead");
        let ahead = ahead::families(&solved, asked);
        settings.stage("weighing the sanctions");
        let strong = strong::family(&solved, settings);
        settings.stage("asking what the readings leave open");
        (ahead, strong, unknown::family(&solved, scenario, settings))
    };
    // The groups take about as long as all the rest.
    let (groups, rest) = match settings.run.threads.get() {
        1 => (groups(), rest()),
        _ => std::thread::scope(|scope| {
            let groups = scope.spawn(groups);
            let rest = rest();
            let groups = groups.join();
            (groups.unwrap_or_else(|panic| resume_unwind(panic)), rest)
        }),
    };
    let groups = groups::family(&solved, asked, groups);
    let ([ahead, far], (strong, red_lines), (unknown, readings)) = rest;
    let mut families = [groups, ahead, far, strong, unknown];

    let alone = &solved.equilibria[Concept::Seq as usize];
    let states: Vec<StateConcepts> = states(&solved, asked)
        .into_iter()
        .map(|state| StateConcepts {
            state: solved.row(state),
            alone: alone.has(state),
            leavers: solved.ids(&solved.leavers(state)),
            families: families
                .iter_mut()
                .map(|family| FamilyVerdict {
                    family: family.kind,
                    verdict: family.verdict(state),
                    why: (family.why)(state),
                })
                .collect(),
        })
        .collect();
    let counts: Vec<ConceptFamily> = families
        .iter()
        .map(|family| count(&solved, family, asked))
        .collect();
    let finding = Concepts {
        scenario: basis::scenario_head(dossier, &solved.compiled),
        actors: basis::actors(dossier, &solved.compiled),
        options: basis::options(dossier, &solved.compiled),
        feasible: solved.compiled.model.feasible().count() as u64,
        alone: alone.count() as u64,
        horizon: asked.horizon as u64,
        every_group: asked.groups.is_empty(),
        patterns: patterns(&solved, &families),
        families: counts,
        states,
        red_lines,
        readings,
    };
    Ok(basis::finding(dossier, FindingKind::Concepts, finding))
}

/// The states looked at: what was asked for, or those that matter.
fn states(solved: &Solved, asked: &ConceptsAsked) -> Vec<State> {
    if let Some(state) = asked.state {
        return vec![state];
    }
    let compiled = &solved.compiled;
    let outcomes = compiled.outcomes.iter();
    let outcomes = outcomes.filter_map(|(_, state)| state.as_ref().ok());
    let strongest = solved.strongest(STRONGEST).0;
    let mut states: Vec<State> = Vec::new();
    for &state in compiled.status_quo.iter().chain(outcomes).chain(&strongest) {
        if !states.contains(&state) {
            states.push(state);
        }
    }
    states
}

fn count(solved: &Solved, family: &Family, asked: &ConceptsAsked) -> ConceptFamily {
    let alone = &solved.equilibria[Concept::Seq as usize];
    let both = |states: &Bits| {
        let mut both = states.clone();
        both.intersect(alone);
        both.count() as u64
    };
    let told = family.holds.as_ref().ok();
    ConceptFamily {
        family: family.kind,
        definition: definition::definition(family.kind, asked),
        states: told.map(|[fully, _]| fully.count() as u64),
        partly: told.map(|[fully, partly]| {
            let mut only = partly.clone();
            only.subtract(fully);
            only.count() as u64
        }),
        with_alone: told.map(|[fully, _]| both(fully)),
        left_out: family.holds.as_ref().err().cloned(),
    }
}

/// The labelled definitions, as in `analyse`, and how many of their states hold.
fn patterns(solved: &Solved, families: &[Family]) -> Vec<PatternConcepts> {
    let patterns = crate::patterns::patterns(solved);
    let of = |pattern: crate::Pattern| {
        let meeting = meeting(solved, &pattern.id)?;
        let within = |states: &Bits| states.iter().filter(|&s| meeting.has(s)).count() as u64;
        let told = |family: &Family| {
            let [fully, _] = family.holds.as_ref().ok()?;
            Some(within(fully))
        };
        Some(PatternConcepts {
            id: pattern.id,
            label: pattern.label,
            feasible: pattern.feasible,
            alone: pattern.holding,
            families: families.iter().map(told).collect(),
        })
    };
    patterns.into_iter().filter_map(of).collect()
}
