//! The way up: what would change without a thing.

use hikiwake_dossier::Scenario;

use super::change::changes;
use super::evidence::in_force;
use super::plan::{Fate, Plan, Takes};
use super::thing::Thing;
use super::without::without;
use super::{NoModel, TracePeriod, TraceRun, TracedJudgement};
use hikiwake_conflict::solve::Solved;
use hikiwake_finding::{AnalyseSettings, basis};

impl Plan {
    /// Runs the plan in the period of `before`; `None` where it takes nothing out.
    fn period(&self, before: &Solved, settings: &AnalyseSettings) -> Option<TracePeriod> {
        let dossier = before.dossier;
        let mut period = TracePeriod {
            scenario: basis::scenario_head(dossier, &before.compiled),
            fallen: Vec::new(),
            weakened: Vec::new(),
            left_bare: Vec::new(),
            changes: Vec::new(),
            no_model: None,
        };
        for judgement in in_force(dossier, &before.compiled) {
            match self.fate(dossier, &judgement) {
                Fate::Falls if judgement.enters_the_model() => period.fallen.push(judgement),
                Fate::Falls => period.left_bare.push(judgement),
                Fate::Weakened => period.weakened.push(judgement),
                Fate::Untouched => {}
            }
        }
        let off = match &self.takes {
            Takes::Off(option) => {
                if !on_the_table(before, option) {
                    return None;
                }
                if let Some(why) = taken(before, option) {
                    period.no_model = Some(why);
                    return Some(period);
                }
                Some(option.as_str())
            }
            _ => None,
        };
        let reading = matches!(self.takes, Takes::Reading);
        if period.fallen.is_empty() && off.is_none() && !reading {
            let bare = period.weakened.is_empty() && period.left_bare.is_empty();
            return (!bare).then_some(period);
        }
        let scenario = match reading {
            true => Scenario {
                reading: None,
                ..before.compiled.scenario.clone()
            },
            false => without(&before.compiled, &period.fallen, off),
        };
        match Solved::new(dossier, &scenario, settings) {
            Ok(after) => period.changes = changes(before, &after, settings.list),
            Err(error) => {
                let fault = error.to_string();
                period.no_model = Some(NoModel::DoesNotCompile { fault });
            }
        }
        Some(period)
    }
}

fn on_the_table(solved: &Solved, option: &str) -> bool {
    (solved.compiled.columns.iter()).any(|column| column.id == option && column.axis.is_some())
}

/// Why an option cannot be held at its lowest level, where it cannot.
fn taken(solved: &Solved, option: &str) -> Option<NoModel> {
    let Some(start) = solved.compiled.status_quo else {
        return Some(NoModel::NoStatusQuo);
    };
    let space = solved.compiled.model.space();
    let axes = solved
        .compiled
        .columns
        .iter()
        .filter(|column| column.id == option);
    let up = axes
        .filter_map(|c| c.axis)
        .any(|axis| space.level(start, axis) > 0);
    up.then_some(NoModel::TakenInTheStatusQuo)
}

/// Runs the plans in the periods of `solved`, one after the other. A run that would
/// take out the same as one before it is left out.
pub(super) fn runs(
    thing: &Thing,
    plans: &[Plan],
    solved: &[Solved],
    settings: &AnalyseSettings,
) -> Vec<TraceRun> {
    let mut runs: Vec<TraceRun> = Vec::new();
    for (at, plan) in plans.iter().enumerate() {
        let same = |run: &TraceRun| {
            let fallen = |s: &Solved| -> Vec<TracedJudgement> {
                let judgements = in_force(s.dossier, &s.compiled).into_iter();
                judgements
                    .filter(|j| j.enters_the_model())
                    .filter(|j| matches!(plan.fate(s.dossier, j), Fate::Falls))
                    .collect()
            };
            let claims = matches!(plan.takes, Takes::Claims { .. });
            claims
                && solved.iter().all(|s| {
                    let head = basis::scenario_head(s.dossier, &s.compiled);
                    let known = run.periods.iter().find(|p| p.scenario == head);
                    known.map_or(&[][..], |p| &p.fallen) == fallen(s)
                })
        };
        if runs.iter().any(same) {
            continue;
        }
        settings.stage(&format!(
            "without {}: {} of {}",
            thing.qualified(),
            at + 1,
            plans.len()
        ));
        let periods: Vec<TracePeriod> = solved
            .iter()
            .filter_map(|s| plan.period(s, settings))
            .collect();
        if !periods.is_empty() {
            runs.push(TraceRun {
                scope: plan.scope,
                periods,
            });
        }
    }
    runs
}
