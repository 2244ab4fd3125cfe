//! From anything in a dossier down to the passages that it rests on, and up to the
//! findings that would change without it.

mod change;
mod coverage;
mod decide;
mod down;
mod evidence;
mod find;
mod headlines;
mod holding;
mod judgement;
mod mentions;
mod negotiation;
mod passages;
mod plan;
mod thing;
mod types;
mod up;
mod without;

use std::collections::BTreeSet;

use hikiwake_dossier::file::Place;
use hikiwake_dossier::{CompileError, Dossier, Scenario};

use hikiwake_conflict::solve::Solved;
use hikiwake_finding::{AnalyseSettings, Finding, FindingKind, basis};

use down::Tree;
use evidence::judgements;
use passages::Passages;

pub use coverage::{ClaimReach, Coverage, coverage};
pub use find::{TraceError, things};
pub use headlines::{CoveredFinding, CoveredKind};
pub use thing::Thing;
pub use types::*;

/// The words that stand at a place of the source with this id, or why they cannot be
/// shown.
pub type PassageText<'a> = dyn Fn(&str, &Place) -> Result<String, NoWords> + 'a;

/// What to trace, and how far.
#[derive(Clone)]
pub struct TraceSettings<'a> {
    /// How the models are solved. Its `list` is the most things listed under one
    /// heading, and the most states compared one by one.
    pub analyse: AnalyseSettings<'a>,
    /// Whether to solve again without the thing. Without it, `up` stays empty.
    pub changes: bool,
    /// The words of passages. They are other people's: give this only where a
    /// person asked to see them.
    pub passages: Option<&'a PassageText<'a>>,
}

impl Default for TraceSettings<'_> {
    fn default() -> Self {
        TraceSettings {
            analyse: AnalyseSettings::default(),
            changes: true,
            passages: None,
        }
    }
}

/// Traces what `text` names: the id of anything in the dossier (`option.sanctions`
/// where several kinds share one), or a state as [`hikiwake_dossier::Compiled::find`]
/// takes it. A scenario without a period means all of them; for a state, the latest.
///
/// # Errors
/// See [`TraceError`].
pub fn trace(
    dossier: &Dossier,
    text: &str,
    scenario: &Scenario,
    settings: &TraceSettings,
) -> Result<Finding<Trace>, TraceError> {
    let analyse = &settings.analyse;
    known(dossier, scenario)?;
    let thing = find::find(dossier, text, scenario, analyse)?;
    let asked = match thing.kind {
        TraceKind::Reading => Scenario {
            reading: Some(thing.id.clone()),
            ..scenario.clone()
        },
        _ => scenario.clone(),
    };
    let mut tree = Tree::new(dossier, analyse.list, settings.passages);
    let all = judgements(dossier);
    let mut plans = match settings.changes {
        true => plan::plans(dossier, &tree.passages, &thing),
        false => Vec::new(),
    };
    plans.retain(|plan| plan.bites(dossier, &all));
    let models = match thing.kind {
        TraceKind::State => vec![asked],
        TraceKind::Outcome => scenarios(dossier, &asked),
        _ if plans.is_empty() => Vec::new(),
        _ => scenarios(dossier, &asked),
    };
    let solve = |scenario: &Scenario| Solved::new(dossier, scenario, analyse);
    let solved: Result<Vec<Solved>, CompileError> = models.iter().map(solve).collect();
    let solved = solved.map_err(TraceError::Compile)?;

    let claims = plan::claims_of(dossier, &thing);
    let mut trace = Trace {
        kind: thing.kind,
        label: match thing.kind {
            TraceKind::State => (solved.last())
                .and_then(|s| Some(s.compiled.state_text(s.compiled.find(&thing.id).ok()?)))
                .unwrap_or_default(),
            _ => thing::label(dossier, &thing),
        },
        id: thing.id.clone(),
        claims_beside: claims_beside(&tree.passages, &claims, &all),
        counted_as_pattern: thing.kind == TraceKind::Definition
            && (dossier.file.definitions.get(&thing.id)).is_some_and(|d| !d.label.is_empty()),
        down: tree.root(&thing, &solved),
        carries: (all.into_iter())
            .filter(|judgement| judgement.claims.iter().any(|id| claims.contains(id)))
            .collect(),
        claims: claims.into_iter().collect(),
        changes_asked: settings.changes,
        up: up::runs(&thing, &plans, &solved, analyse),
        notes: Vec::new(),
    };
    // Some limits are known only once the runs are made.
    let mut notes: Vec<String> = solved.iter().flat_map(Solved::notes).collect();
    notes.sort();
    notes.dedup();
    trace.notes = notes;
    Ok(basis::finding(dossier, FindingKind::Trace, trace))
}

/// The claims read from the same passage as one of `claims` that a judgement names.
fn claims_beside(
    passages: &Passages,
    claims: &BTreeSet<String>,
    judgements: &[TracedJudgement],
) -> Vec<String> {
    let own: BTreeSet<&str> = claims.iter().map(String::as_str).collect();
    let shared = passages.shared(&own).into_iter();
    let named = |id: &&str| judgements.iter().any(|j| j.claims.iter().any(|c| c == id));
    shared.filter(named).map(str::to_string).collect()
}

/// That the period and the reading asked about are there.
fn known(dossier: &Dossier, asked: &Scenario) -> Result<(), TraceError> {
    let file = &dossier.file;
    if let Some(id) = asked
        .period
        .as_ref()
        .filter(|id| !file.periods.contains_key(*id))
    {
        let error = CompileError::UnknownPeriod(id.clone(), dossier.period_ids());
        return Err(TraceError::Compile(error));
    }
    if let Some(id) = asked
        .reading
        .as_ref()
        .filter(|id| !file.readings.contains_key(*id))
    {
        let ids = file.readings.keys().cloned().collect();
        return Err(TraceError::Compile(CompileError::UnknownReading(
            id.clone(),
            ids,
        )));
    }
    Ok(())
}

/// The scenarios that one without a period leaves open: all periods, of a reading
/// those that it is meant for.
fn scenarios(dossier: &Dossier, asked: &Scenario) -> Vec<Scenario> {
    let periods = dossier.period_ids();
    if asked.period.is_some() || periods.is_empty() {
        return vec![asked.clone()];
    }
    let meant = |period: &String| {
        let reading = asked
            .reading
            .as_ref()
            .and_then(|id| dossier.file.readings.get(id));
        reading.is_none_or(|r| r.periods.is_empty() || r.periods.contains(period))
    };
    let of = |period| Scenario {
        period: Some(period),
        ..asked.clone()
    };
    periods.into_iter().filter(meant).map(of).collect()
}
