//! Who at home lets which agreements pass, where the sides' win-sets overlap, who is
//! decisive, and how likely an agreement is ratified (Putnam 1988; Iida 1993).

mod chances;
mod change;
mod notes;
mod passing;
mod power;
mod rows;
mod table;
mod types;

use std::sync::Arc;

use std::fmt;

use hikiwake_dossier::{CompileError, Dossier, Scenario};

pub use types::*;

use crate::EvaluatedNegotiation;
use hikiwake_finding::{AnalyseSettings, Finding, FindingKind, basis};
use table::Table;

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct RatifyQuestion {
    /// Which model; without a period, all periods.
    pub scenario: Scenario,
    /// Id of the only rule of ratification to look at; without it, all of them.
    pub rule: Option<String>,
}

/// Why there is no answer.
#[derive(Debug)]
pub enum RatifyError {
    /// The dossier does not compile.
    Compile(CompileError),
    /// There is no such rule of ratification; the ids there are.
    UnknownRule(String, Vec<String>),
}

impl fmt::Display for RatifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RatifyError::Compile(error) => error.fmt(f),
            RatifyError::UnknownRule(id, ids) => write!(
                f,
                "There is no rule of ratification `{id}`: there are {}.",
                ids.join(", ")
            ),
        }
    }
}

impl std::error::Error for RatifyError {}

impl From<CompileError> for RatifyError {
    fn from(error: CompileError) -> Self {
        RatifyError::Compile(error)
    }
}

/// Finds out, for each date and rule of ratification, what each side lets pass, where
/// all sides overlap, who is decisive, and how likely agreements are ratified.
///
/// # Errors
/// Where there is nothing to agree on, or no such period, reading or rule.
pub fn ratify(
    dossier: &Dossier,
    question: &RatifyQuestion,
    settings: &AnalyseSettings,
) -> Result<Finding<DomesticRatification>, RatifyError> {
    let mut heard = Vec::new();
    for scenario in scenarios(dossier, &question.scenario) {
        let mut here = EvaluatedNegotiation::kept(dossier, &scenario, settings)?;
        if let Some(id) = &question.rule {
            let ids = here.talks.ratification.iter().map(|rule| rule.id.clone());
            let ids: Vec<String> = ids.collect();
            let Some(rule) = ids.iter().position(|known| known == id) else {
                return Err(RatifyError::UnknownRule(id.clone(), ids));
            };
            here = Arc::new(here.under_one_rule(rule));
        }
        heard.push(here);
    }
    settings.stage("telling agreements apart");
    let tables: Vec<Table> = heard.iter().map(|heard| Table::new(heard)).collect();
    let mut notes = Vec::new();
    let periods: Vec<RatifyPeriod> = (tables.iter())
        .map(|table| {
            settings.stage("counting what passes");
            rows::period(dossier, table, settings, &mut notes)
        })
        .collect();
    let changes = (tables.windows(2))
        .map(|pair| change::change(dossier, &pair[0], &pair[1]))
        .collect();
    let first = tables.first().map(|table| table.talks);
    let head = basis::scenario_head_of(dossier, &question.scenario);
    let mut finding = DomesticRatification {
        reading: head.reading,
        stated_only: head.stated_only,
        sides: first.map_or_else(Vec::new, |talks| rows::sides(dossier, talks)),
        forms: first.map_or_else(Vec::new, rows::forms),
        rules: first.map_or_else(Vec::new, rows::rules),
        periods,
        changes,
        claims: Vec::new(),
        notes,
    };
    finding.claims = rows::claims(dossier, &finding);
    Ok(basis::finding(dossier, FindingKind::Ratify, finding))
}

/// One scenario per period, earliest first; only the one that is asked for, if one is.
/// A reading that is meant for some periods is asked only there.
fn scenarios(dossier: &Dossier, asked: &Scenario) -> Vec<Scenario> {
    let ids = dossier.period_ids();
    if asked.period.is_some() || ids.is_empty() {
        return vec![asked.clone()];
    }
    let meant = (asked.reading.as_ref())
        .and_then(|id| dossier.file.readings.get(id))
        .map_or(&[][..], |reading| &reading.periods);
    let of = |id: String| Scenario {
        period: Some(id),
        ..asked.clone()
    };
    (ids.into_iter())
        .filter(|id| meant.is_empty() || meant.contains(id))
        .map(of)
        .collect()
}
