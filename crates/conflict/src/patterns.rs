//! What becomes of the patterns that the dossier names, the states that meet a definition
//! with a label such as "a two-island settlement": whether any last, what makes them last,
//! and the nearest that does.

use hikiwake_dossier::file::ChangeKind;
use hikiwake_dossier::{Change, CompileError, Compiled, Dossier};
use hikiwake_finding::{AnalyseSettings, ReachKind};
use hikiwake_graph::{Bits, Concept, State};

use crate::solve::{Solved, verdicts};
use crate::{NearestState, Pattern, PatternGround, Wanted, WantedKind};

/// The labelled definitions, in the order of the files. One whose options are all
/// off the table, so that no state or every state meets it, is left out.
pub fn patterns(solved: &Solved) -> Vec<Pattern> {
    let compiled = &solved.compiled;
    let feasible = compiled.model.feasible();
    let definitions = solved.dossier.file.definitions.iter();
    definitions
        .filter(|(_, definition)| !definition.label.is_empty())
        .filter_map(|(id, definition)| {
            let meeting = meeting(solved, id)?;
            let holding: Vec<_> = (solved.equilibria[Concept::Seq as usize].iter())
                .filter(|&state| meeting.has(state))
                .collect();
            let within = |reach: ReachKind| {
                let reached = |&&state: &&_| solved.reach(state).is_some_and(|kind| kind <= reach);
                holding.iter().filter(reached).count() as u64
            };
            (0 < meeting.count() && meeting.count() < feasible.count()).then(|| Pattern {
                id: id.clone(),
                label: definition.label.clone(),
                formula: definition.formula.clone(),
                feasible: meeting.count() as u64,
                holding: holding.len() as u64,
                by_best_replies: within(ReachKind::BestReplies),
                by_improvements: within(ReachKind::Improvements),
                by_joint_move: within(ReachKind::JointMove),
            })
        })
        .collect()
}

/// The feasible states that meet a definition.
pub fn meeting(solved: &Solved, id: &str) -> Option<Bits> {
    let compiled = &solved.compiled;
    let mut meeting = compiled.formula(id).ok()?.extension(compiled.model.space());
    meeting.intersect(compiled.model.feasible());
    Some(meeting)
}

/// The patterns with what makes them last, and the nearest state of each that does.
///
/// # Errors
/// Where the scenario with the options made reversible does not compile, or the watcher
/// asked to stop.
pub fn grounds(
    solved: &Solved,
    settings: &AnalyseSettings,
) -> Result<Vec<PatternGround>, CompileError> {
    let of = |pattern| ground(solved, pattern, settings);
    patterns(solved).into_iter().map(of).collect()
}

fn ground(
    solved: &Solved,
    pattern: Pattern,
    settings: &AnalyseSettings,
) -> Result<PatternGround, CompileError> {
    let meeting = meeting(solved, &pattern.id);
    let met = |state: &State| meeting.as_ref().is_some_and(|with| with.has(*state));
    let irreversible =
        (meeting.as_ref()).map_or_else(Vec::new, |meeting| irreversible(&solved.compiled, meeting));
    let holding_if_reversible = match &meeting {
        Some(meeting) => {
            let (dossier, compiled) = (solved.dossier, &solved.compiled);
            holding_if_reversible(
                dossier,
                compiled,
                meeting,
                &irreversible,
                Concept::Seq,
                settings,
            )?
        }
        None => None,
    };
    let lasting = solved.equilibria[Concept::Seq as usize].iter();
    Ok(PatternGround {
        shared: solved.shared_levels(lasting.filter(met)),
        irreversible,
        holding_if_reversible,
        nearest: nearest(solved, &pattern.id, |_| true),
        pattern,
    })
}

/// The options that cannot be given up again, once taken, and that all of these states have
/// taken beyond the status quo: columns of the model.
pub(crate) fn irreversible(compiled: &Compiled, meeting: &Bits) -> Vec<usize> {
    let space = compiled.model.space();
    let set = |axis: usize, up: bool| {
        let today = compiled.status_quo.map(|today| space.level(today, axis));
        meeting.iter().all(|state| match (today, up) {
            (Some(today), true) => space.level(state, axis) > today,
            (Some(today), false) => space.level(state, axis) < today,
            (None, _) => false,
        })
    };
    (compiled.columns.iter().enumerate())
        .filter(|(_, column)| match (column.axis, column.change) {
            (Some(axis), Some(ChangeKind::OneWay)) => set(axis, true),
            (Some(axis), Some(ChangeKind::OneWayDown)) => set(axis, false),
            _ => false,
        })
        .map(|(at, _)| at)
        .collect()
}

/// How many of these states would be equilibria under a concept if the options could be
/// given up again; `None` without such options.
///
/// # Errors
/// Where the scenario with the options made reversible does not compile, or the watcher
/// asked to stop.
pub(crate) fn holding_if_reversible(
    dossier: &Dossier,
    compiled: &Compiled,
    meeting: &Bits,
    irreversible: &[usize],
    concept: Concept,
    settings: &AnalyseSettings,
) -> Result<Option<u64>, CompileError> {
    if irreversible.is_empty() {
        return Ok(None);
    }
    let mut reversible = compiled.scenario.clone();
    let changes = irreversible.iter().map(|&at| Change::Reversibility {
        option: compiled.columns[at].id.clone(),
        change: ChangeKind::Reversible,
    });
    reversible.changes.extend(changes);
    let compiled = settings.compile(dossier, &reversible)?;
    let verdicts = verdicts::<CompileError>(dossier, &compiled, &compiled.content(), settings)?;
    let holding = &verdicts.equilibria[concept as usize];
    Ok(Some(meeting.count_in(holding) as u64))
}

/// Whether all whose options differ from the status quo prefer the state to it.
pub fn suits_who_act(solved: &Solved, state: State) -> bool {
    let compiled = &solved.compiled;
    let (model, space) = (&compiled.model, compiled.model.space());
    compiled.status_quo.is_some_and(|today| {
        (compiled.options.iter().enumerate())
            .filter(|(axis, _)| space.level(state, *axis) != space.level(today, *axis))
            .all(|(_, option)| model.value(option.owner, state) > model.value(option.owner, today))
    })
}

/// The state nearest to the status quo that lasts, meets the definition and is wanted.
pub fn nearest(solved: &Solved, id: &str, wanted: impl Fn(State) -> bool) -> Option<NearestState> {
    let today = solved.compiled.status_quo?;
    let meeting = meeting(solved, id)?;
    let lasting = solved.equilibria[Concept::Seq as usize].iter();
    let state = nearest_of(solved, lasting.filter(|&s| meeting.has(s) && wanted(s)))?;
    Some(NearestState {
        state: solved.row(state),
        reach: solved.reach(state),
        seen: (0..solved.compiled.decision_makers.len())
            .map(|actor| solved.reason(actor, today, state))
            .collect(),
    })
}

/// The state that differs from the status quo in fewest options; one that nobody could
/// better (Nash) before others as near.
fn nearest_of(solved: &Solved, states: impl Iterator<Item = State>) -> Option<State> {
    let compiled = &solved.compiled;
    let firm = &solved.equilibria[Concept::Nash as usize];
    let space = compiled.model.space();
    let changed = |state: State| {
        let today = compiled.status_quo.unwrap_or(state);
        space.difference(today, state).options
    };
    states.min_by_key(|&state| (changed(state), !firm.has(state), state))
}

/// The state that stands for what was asked for: that one state, or of a kind the nearest
/// that lasts, else the nearest; and the kind, if it is one.
///
/// # Errors
/// A sentence for the person where no state meets it.
pub fn standing_for(
    solved: &Solved,
    wanted: &Wanted,
) -> Result<(State, Option<WantedKind>), String> {
    let meeting = wanted.meeting(&solved.compiled);
    let lasting = solved.equilibria[Concept::Seq as usize].iter();
    let state = wanted
        .state
        .or_else(|| nearest_of(solved, lasting.filter(|&state| meeting.has(state))))
        .or_else(|| nearest_of(solved, meeting.iter()))
        .ok_or_else(|| wanted.none_meets_it())?;
    Ok((state, wanted.kind(solved)))
}
