//! Red lines that the steps of a gradual plan would cross.

use crate::file::{File, PlanStep};
use crate::{CompiledStatement, Dossier, Preferences, Scenario};

use super::{Parts, meets, parts, periods_by_date};

/// A step of a gradual plan after which a red line is broken that was kept before it.
#[derive(Clone, Debug, PartialEq)]
pub struct CrossedRedLine {
    /// Id of the step.
    pub step: String,
    /// Id of the period in whose status quo the plan is looked at; `None` in a dossier
    /// without periods.
    pub period: Option<String>,
    /// Id of the actor whose red line it is.
    pub actor: String,
    /// Its rank in the actor's list, counted from 0, most important first.
    pub rank: usize,
    /// The red line.
    pub statement: CompiledStatement,
}

impl Dossier {
    /// The red lines that steps of gradual plans cross, each step taken on the status quo of
    /// a period after all that it needs; by period, then in the order of the steps. What a
    /// period cannot say (an option that is absent there) is left out.
    pub fn crossed_red_lines(&self) -> Vec<CrossedRedLine> {
        crossed_red_lines(&self.file)
    }
}

/// See [`Dossier::crossed_red_lines`]; `file` must be without errors.
pub(crate) fn crossed_red_lines(file: &File) -> Vec<CrossedRedLine> {
    if file.steps.values().all(|step| step.sets.is_empty()) {
        return Vec::new();
    }
    let periods: Vec<Option<String>> = match file.periods.is_empty() {
        true => vec![None],
        false => periods_by_date(file).into_iter().map(Some).collect(),
    };
    let mut crossed = Vec::new();
    for period in periods {
        let scenario = Scenario {
            period,
            ..Scenario::default()
        };
        let Ok(parts) = parts(file, &scenario) else {
            continue;
        };
        for (id, step) in &file.steps {
            in_period(file, &parts, id, step, &mut crossed);
        }
    }
    crossed
}

/// The red lines that one step crosses in the period of `parts`.
fn in_period(
    file: &File,
    parts: &Parts,
    id: &str,
    step: &PlanStep,
    crossed: &mut Vec<CrossedRedLine>,
) {
    let now = parts.status_quo.as_deref().unwrap_or_default();
    let mut levels = (parts.names).levels(now, parts.columns.len(), &mut Vec::new());
    let mut seen = vec![id.to_owned()];
    for needed in &step.needs {
        take(file, parts, needed, &mut seen, &mut levels);
    }
    let before = parts.at_axes(&levels);
    set(parts, step, &mut levels);
    let (Some(before), Some(after)) = (before, parts.at_axes(&levels)) else {
        return;
    };
    for (actor, preferences) in parts.decision_makers.iter().zip(&parts.preferences) {
        let Preferences::Statements(ranks) = preferences else {
            continue;
        };
        for (rank, statements) in ranks.iter().enumerate() {
            let broken = statements.iter().filter(|statement| {
                statement.red_line
                    && meets(&before, &statement.formula)
                    && !meets(&after, &statement.formula)
            });
            crossed.extend(broken.map(|statement| CrossedRedLine {
                step: id.to_owned(),
                period: parts.scenario.period.clone(),
                actor: actor.clone(),
                rank,
                statement: statement.clone(),
            }));
        }
    }
}

/// Takes a step after all that it needs, each once.
fn take(file: &File, parts: &Parts, id: &str, seen: &mut Vec<String>, levels: &mut [u8]) {
    if seen.iter().any(|known| known == id) {
        return;
    }
    seen.push(id.to_owned());
    let Some(step) = file.steps.get(id) else {
        return;
    };
    for needed in &step.needs {
        take(file, parts, needed, seen, levels);
    }
    set(parts, step, levels);
}

/// What a step does to the columns.
fn set(parts: &Parts, step: &PlanStep, levels: &mut [u8]) {
    for (column, level) in parts.names.changes(&step.sets, &mut Vec::new()) {
        levels[column] = level;
    }
}
