//! What becomes of the patterns that the dossier names, the states that meet a definition
//! with a label such as "a two-island settlement": whether any last, what makes them last,
//! and the nearest that does.

use hikiwake_dossier::file::ChangeKind;
use hikiwake_dossier::{Change, CompileError};
use hikiwake_finding::{AnalyseSettings, ReachKind};
use hikiwake_graph::{Bits, Concept, State};

use crate::{NearestState, Pattern, PatternGround, solve::Solved};

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
            let mut reversible = compiled.scenario.clone();
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
    let lasting = solved.equilibria[Concept::Seq as usize].iter();
    let with_it = lasting.filter(|&state| meeting.as_ref().is_some_and(|with| with.has(state)));
    Ok(PatternGround {
        shared: solved.shared_levels(with_it),
        irreversible,
        holding_if_reversible,
        nearest: nearest(solved, &pattern.id, |_| true),
        pattern,
    })
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
    let compiled = &solved.compiled;
    let today = compiled.status_quo?;
    let meeting = meeting(solved, id)?;
    let firm = &solved.equilibria[Concept::Nash as usize];
    let lasting = solved.equilibria[Concept::Seq as usize].iter();
    let space = compiled.model.space();
    let changed = |state: State| {
        let axes = 0..space.axes().len();
        axes.filter(|&axis| space.level(today, axis) != space.level(state, axis))
            .count()
    };
    let state = lasting
        .filter(|&state| meeting.has(state) && wanted(state))
        .min_by_key(|&state| (changed(state), !firm.has(state), state))?;
    Some(NearestState {
        state: solved.row(state),
        reach: solved.reach(state),
        seen: (0..compiled.decision_makers.len())
            .map(|actor| solved.reason(actor, today, state))
            .collect(),
    })
}
