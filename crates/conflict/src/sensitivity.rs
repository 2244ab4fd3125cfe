//! What it all hangs on: the single wishes that, taken away or turned round, upset what is
//! in place or open a pattern; the readings that do; and the patterns that last only because
//! what makes them cannot be undone.

use std::collections::BTreeSet;

use hikiwake_dossier::file::ReadingChange;
use hikiwake_dossier::{Change, CompileError, Compiled, Dossier, Preferences, Scenario};
use hikiwake_finding::{
    ActorHead, AnalyseSettings, Finding, FindingKind, OptionHead, ReachKind, ReadingHead,
    ScenarioHead, StateRow, StatementHead, WalkStep, basis,
};
use hikiwake_graph::{Concept, State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::patterns::{grounds, nearest, patterns, suits_who_act};
use crate::solve::Solved;
use crate::{NearestState, Pattern, PatternGround};

/// The finding of `sensitivity`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Sensitivity {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The decision makers.
    pub actors: Vec<ActorHead>,
    /// The options, in the order of the dossier's files.
    pub options: Vec<OptionHead>,
    /// All wishes, by actor and rank.
    pub statements: Vec<StatementHead>,
    /// The status quo, where the dossier gives one.
    pub today: Option<StateRow>,
    /// Whether nobody would leave it (SEQ), as the case is read.
    pub lasts: bool,
    /// How each who would leave it would do so, as the case is read.
    pub departures: Vec<WalkStep>,
    /// The patterns, as the case is read.
    pub patterns: Vec<PatternGround>,
    /// What becomes of it with one wish taken away, in the order of `statements`; the
    /// classes of a ranking are left out.
    pub dropped: Vec<StatementTurn>,
    /// The same with the wish turned round.
    pub reversed: Vec<StatementTurn>,
    /// The same under each other reading of the period.
    pub readings: Vec<ReadingTurn>,
}

impl Sensitivity {
    /// Whether a turn changes that the status quo lasts, or that it does not.
    pub fn is_upset_by(&self, turn: &Turn) -> bool {
        turn.lasts != self.lasts
    }

    /// The wishes (`actor.statement`) that decide: dropped or turned round, one changes what
    /// becomes of the status quo, or opens a pattern.
    pub fn decisive(&self) -> BTreeSet<String> {
        (self.dropped.iter().chain(&self.reversed))
            .filter(|one| self.is_upset_by(&one.turn) || !one.turn.opens.is_empty())
            .map(|one| &self.statements[one.statement])
            .map(|wish| format!("{}.{}", wish.actor, wish.id))
            .collect()
    }
}

/// What becomes of the answer with one wish changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StatementTurn {
    /// Index into `statements`.
    pub statement: usize,
    /// What becomes of the answer.
    pub turn: Turn,
}

/// What becomes of the answer under another reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadingTurn {
    /// The reading.
    pub reading: ReadingHead,
    /// Whether something in it was written after the outcome that it explains.
    pub hindsight: bool,
    /// What becomes of the answer.
    pub turn: Turn,
}

/// What becomes of the answer in another model of the same period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Turn {
    /// Whether nobody would leave the status quo (SEQ).
    pub lasts: bool,
    /// How each who would leave it would do so, as far as the work allowed shows it.
    pub departures: Vec<WalkStep>,
    /// The patterns that interest leads to here (by improvements, one of them joint at
    /// most) and that last then, but not as the case is read.
    pub opens: Vec<OpenedPattern>,
    /// Ids of the patterns of which it is the other way about.
    pub closes: Vec<String>,
}

/// A pattern that is opened, and the nearest state by which it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OpenedPattern {
    /// Id of its definition.
    pub id: String,
    /// The state, as its actors see it with the change: of those that interest leads to,
    /// one that all prefer whose options change, if there is one, then the nearest.
    pub nearest: NearestState,
}

/// Changes one wish after the other, and one reading after the other, and asks each time
/// whether the status quo lasts and which patterns are open.
///
/// # Errors
/// Where the scenario does not compile, or the watcher asked to stop.
pub fn sensitivity(
    dossier: &Dossier,
    scenario: &Scenario,
    settings: &AnalyseSettings,
) -> Result<Finding<Sensitivity>, CompileError> {
    let solved = Solved::new(dossier, scenario, settings)?;
    let compiled = &solved.compiled;
    let base = patterns(&solved);
    let turn = |change: Change| -> Result<Turn, CompileError> {
        let mut changed = scenario.clone();
        changed.changes.push(change);
        turn(dossier, &changed, &base, settings)
    };

    settings.stage("changing one wish after the other");
    let statements = basis::statements(dossier, compiled);
    let (mut dropped, mut reversed) = (Vec::new(), Vec::new());
    for (statement, wish) in statements.iter().enumerate() {
        if is_ranked(compiled, &wish.actor) {
            continue;
        }
        let negate = Change::Negate {
            actor: wish.actor.clone(),
            statement: wish.id.clone(),
        };
        for (turns, change) in [
            (&mut dropped, Change::drop(&wish.actor, &wish.id)),
            (&mut reversed, negate),
        ] {
            let turn = turn(change)?;
            turns.push(StatementTurn { statement, turn });
        }
    }

    settings.stage("reading the case otherwise");
    let mut readings = Vec::new();
    let period = compiled.scenario.period.as_deref();
    let others = dossier.alternatives(period);
    for (id, reading) in others.filter(|(id, _)| scenario.reading.as_ref() != Some(*id)) {
        match turn(Change::Reading(id.clone())) {
            Ok(turn) => readings.push(ReadingTurn {
                reading: ReadingHead {
                    id: id.clone(),
                    label: reading.label.clone(),
                    text: reading.text.clone(),
                },
                hindsight: reading.changes.iter().any(is_hindsight),
                turn,
            }),
            Err(CompileError::Stopped) => return Err(CompileError::Stopped),
            // A reading that cannot be carried out with what is changed already.
            Err(_) => {}
        }
    }

    settings.stage("asking what lasts only because it cannot be undone");
    let grounds = grounds(&solved, settings)?;
    let found = Sensitivity {
        scenario: basis::scenario_head(dossier, compiled),
        actors: basis::actors(dossier, compiled),
        options: basis::options(dossier, compiled),
        statements,
        today: compiled.status_quo.map(|today| solved.row(today)),
        lasts: lasts(&solved),
        departures: departures(&solved),
        patterns: grounds,
        dropped,
        reversed,
        readings,
    };
    Ok(basis::finding(dossier, FindingKind::Sensitivity, found))
}

/// Whether an actor ranks states, and so has classes in place of wishes.
fn is_ranked(compiled: &Compiled, actor: &str) -> bool {
    (compiled.decision_makers.iter().zip(&compiled.preferences))
        .any(|(id, preferences)| id == actor && matches!(preferences, Preferences::Ranking { .. }))
}

pub(crate) fn is_hindsight(change: &ReadingChange) -> bool {
    let new = change.with.iter().chain(&change.add);
    let whole = change.set.iter().flatten();
    new.chain(whole)
        .any(|statement| statement.evidence.hindsight)
}

fn lasts(solved: &Solved) -> bool {
    let today = solved.compiled.status_quo;
    today.is_some_and(|today| solved.equilibria[Concept::Seq as usize].has(today))
}

/// How each who would leave the status quo would do so.
fn departures(solved: &Solved) -> Vec<WalkStep> {
    let today = solved.status_quo();
    today.map_or(Vec::new(), |today| today.departures)
}

fn turn(
    dossier: &Dossier,
    scenario: &Scenario,
    base: &[Pattern],
    settings: &AnalyseSettings,
) -> Result<Turn, CompileError> {
    let solved = Solved::new(dossier, scenario, settings)?;
    let now = patterns(&solved);
    let open = |pattern: &&Pattern| pattern.by_joint_move > 0;
    let is_open = |all: &[Pattern], id: &str| all.iter().filter(open).any(|p| p.id == id);
    let opened = now.iter().filter(open).filter(|p| !is_open(base, &p.id));
    let opens = opened.filter_map(|pattern| {
        let reached = |state: State| {
            let reach = solved.reach(state);
            reach.is_some_and(|reach| reach <= ReachKind::JointMove)
        };
        let suits = |state: State| reached(state) && suits_who_act(&solved, state);
        let nearest = nearest(&solved, &pattern.id, suits)
            .or_else(|| nearest(&solved, &pattern.id, reached))?;
        let id = pattern.id.clone();
        Some(OpenedPattern { id, nearest })
    });
    let closed = base.iter().filter(open).filter(|p| !is_open(&now, &p.id));
    Ok(Turn {
        lasts: lasts(&solved),
        departures: departures(&solved),
        opens: opens.collect(),
        closes: closed.map(|pattern| pattern.id.clone()).collect(),
    })
}
