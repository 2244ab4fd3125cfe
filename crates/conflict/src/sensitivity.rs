//! What it all hangs on: the single wishes that, taken away or turned round, upset what is
//! in place or open a pattern; the readings that do; and the patterns that last only because
//! what makes them cannot be undone.

use hikiwake_dossier::file::{ChangeKind, Reading, ReadingChange};
use hikiwake_dossier::{Change, CompileError, Compiled, Dossier, Preferences, Scenario};
use hikiwake_finding::{
    ActorHead, AnalyseSettings, Finding, FindingKind, OptionChange, OptionHead, ReachKind,
    ReadingHead, Reason, ScenarioHead, StateRow, StatementHead, WalkStep, basis, walk,
};
use hikiwake_graph::{Concept, State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Pattern;
use crate::patterns::{meeting, patterns};
use crate::solve::Solved;

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

/// A pattern, and what would make it no longer last.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PatternGround {
    /// The pattern.
    pub pattern: Pattern,
    /// The options that every state with it has taken and that cannot be given up again:
    /// indices of the option heads.
    pub irreversible: Vec<usize>,
    /// How many states with it would last (SEQ) if these could be given up again; `None`
    /// where there are none.
    pub holding_if_reversible: Option<u64>,
    /// The state with it that lasts and is nearest to the status quo.
    pub nearest: Option<NearestState>,
}

/// A state that lasts and meets a pattern, with the fewest options changed from the status
/// quo; one that nobody could better (Nash) before others as near.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NearestState {
    /// The state.
    pub state: StateRow,
    /// What differs from the status quo.
    pub changes: Vec<OptionChange>,
    /// How it is reached.
    pub reach: Option<ReachKind>,
    /// How each decision maker sees it against the status quo, in the order of the actors.
    pub seen: Vec<Reason>,
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
    let (mut dropped, mut reversed) = (Vec::new(), Vec::new());
    for (statement, (actor, id)) in wishes(compiled).into_iter().enumerate() {
        let Some(id) = id else { continue };
        let found = turn(Change::drop(&actor, &id))?;
        dropped.push(StatementTurn {
            statement,
            turn: found,
        });
        let found = turn(Change::Negate {
            actor,
            statement: id,
        })?;
        reversed.push(StatementTurn {
            statement,
            turn: found,
        });
    }

    settings.stage("reading the case otherwise");
    let mut readings = Vec::new();
    for (id, reading) in other_readings(dossier, scenario) {
        match turn(Change::Reading(id.to_owned())) {
            Ok(turn) => readings.push(ReadingTurn {
                reading: ReadingHead {
                    id: id.to_owned(),
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
    let mut grounds = Vec::new();
    for pattern in &base {
        grounds.push(ground(&solved, scenario, pattern, settings)?);
    }
    let found = Sensitivity {
        scenario: basis::scenario_head(dossier, compiled),
        actors: basis::actors(dossier, compiled),
        options: basis::options(dossier, compiled),
        statements: basis::statements(dossier, compiled),
        today: compiled.status_quo.map(|today| solved.row(today)),
        lasts: lasts(&solved),
        patterns: grounds,
        dropped,
        reversed,
        readings,
    };
    Ok(basis::finding(dossier, FindingKind::Sensitivity, found))
}

/// Actor and id of every wish, in the order of [`basis::statements`]; no id for the classes
/// of a ranking.
fn wishes(compiled: &Compiled) -> Vec<(String, Option<String>)> {
    let of_actor = |(actor, preferences): (&String, &Preferences)| match preferences {
        Preferences::None => Vec::new(),
        Preferences::Statements(ranks) => (ranks.iter().flatten())
            .map(|wish| (actor.clone(), Some(wish.id.clone())))
            .collect(),
        Preferences::Ranking { classes, .. } => vec![(actor.clone(), None); classes.len()],
    };
    (compiled.decision_makers.iter().zip(&compiled.preferences))
        .flat_map(of_actor)
        .collect()
}

/// The readings that are meant for the period and are not asked about already; that of the
/// time after signing is no other reading of today.
fn other_readings<'a>(
    dossier: &'a Dossier,
    scenario: &'a Scenario,
) -> impl Iterator<Item = (&'a str, &'a Reading)> {
    let meant = |reading: &Reading| match &scenario.period {
        Some(period) => reading.periods.is_empty() || reading.periods.contains(period),
        None => reading.periods.is_empty(),
    };
    let signed = dossier
        .file
        .settlement
        .as_ref()
        .and_then(|one| one.after.as_ref());
    (dossier.file.readings.iter())
        .filter(move |(id, reading)| {
            meant(reading) && scenario.reading.as_ref() != Some(*id) && signed != Some(*id)
        })
        .map(|(id, reading)| (id.as_str(), reading))
}

fn is_hindsight(change: &ReadingChange) -> bool {
    let new = change.with.iter().chain(&change.add);
    let whole = change.set.iter().flatten();
    new.chain(whole)
        .any(|statement| statement.evidence.hindsight)
}

fn lasts(solved: &Solved) -> bool {
    let today = solved.compiled.status_quo;
    today.is_some_and(|today| solved.equilibria[Concept::Seq as usize].has(today))
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
        departures: solved
            .status_quo()
            .map_or(Vec::new(), |today| today.departures),
        opens: opens.collect(),
        closes: closed.map(|pattern| pattern.id.clone()).collect(),
    })
}

fn ground(
    solved: &Solved,
    scenario: &Scenario,
    pattern: &Pattern,
    settings: &AnalyseSettings,
) -> Result<PatternGround, CompileError> {
    let compiled = &solved.compiled;
    let space = compiled.model.space();
    let meeting = meeting(solved, &pattern.id);
    let set = |axis: usize, up: bool| {
        let today = compiled.status_quo.map(|today| space.level(today, axis));
        let differs = |state: State| match (today, up) {
            (Some(today), true) => space.level(state, axis) > today,
            (Some(today), false) => space.level(state, axis) < today,
            (None, _) => false,
        };
        (meeting.iter()).all(|states| states.iter().all(differs))
    };
    let irreversible: Vec<usize> = (compiled.columns.iter().enumerate())
        .filter(|(_, column)| match (column.axis, column.change) {
            (Some(axis), Some(ChangeKind::OneWay)) => set(axis, true),
            (Some(axis), Some(ChangeKind::OneWayDown)) => set(axis, false),
            _ => false,
        })
        .map(|(at, _)| at)
        .collect();
    let holding_if_reversible = match irreversible.is_empty() {
        true => None,
        false => {
            let mut reversible = scenario.clone();
            let changes = irreversible.iter().map(|&at| Change::Reversibility {
                option: compiled.columns[at].id.clone(),
                change: ChangeKind::Reversible,
            });
            reversible.changes.extend(changes);
            let solved = Solved::new(solved.dossier, &reversible, settings)?;
            let now = patterns(&solved)
                .into_iter()
                .find(|now| now.id == pattern.id);
            Some(now.map_or(0, |now| now.holding))
        }
    };
    Ok(PatternGround {
        pattern: pattern.clone(),
        irreversible,
        holding_if_reversible,
        nearest: nearest(solved, &pattern.id, |_| true),
    })
}

/// Whether all whose options differ from the status quo prefer the state to it.
fn suits_who_act(solved: &Solved, state: State) -> bool {
    let compiled = &solved.compiled;
    let (model, space) = (&compiled.model, compiled.model.space());
    compiled.status_quo.is_some_and(|today| {
        (compiled.options.iter().enumerate())
            .filter(|(axis, _)| space.level(state, *axis) != space.level(today, *axis))
            .all(|(_, option)| model.value(option.owner, state) > model.value(option.owner, today))
    })
}

/// The state nearest to the status quo that lasts, meets the definition and is wanted.
fn nearest(solved: &Solved, id: &str, wanted: impl Fn(State) -> bool) -> Option<NearestState> {
    let compiled = &solved.compiled;
    let today = compiled.status_quo?;
    let meeting = meeting(solved, id)?;
    let firm = &solved.equilibria[Concept::Nash as usize];
    let lasting = solved.equilibria[Concept::Seq as usize].iter();
    let changes = |state: State| walk::changes(compiled, today, state);
    let state = lasting
        .filter(|&state| meeting.has(state) && wanted(state))
        .min_by_key(|&state| (changes(state).len(), !firm.has(state), state))?;
    Some(NearestState {
        state: solved.row(state),
        changes: changes(state),
        reach: solved.reach(state),
        seen: (0..compiled.decision_makers.len())
            .map(|actor| solved.reason(actor, today, state))
            .collect(),
    })
}
