//! The same question at other dates and under other rules.

use hikiwake_dossier::{Dossier, Scenario, Talks};
use hikiwake_graph::Limits;

use super::{Elsewhere, Target, new_agreements, passing};
use crate::talks::{Judged, judge};

/// How many agreements pass in every period and under every rule but the one asked about.
pub(super) fn elsewhere(
    dossier: &Dossier,
    scenario: &Scenario,
    limits: Limits,
    here: &Talks,
    rule: usize,
    target: &Target,
) -> Vec<Elsewhere> {
    let mut found = Vec::new();
    let periods = dossier.period_ids();
    let periods: Vec<Option<String>> = match periods.is_empty() {
        true => vec![None],
        false => periods.into_iter().map(Some).collect(),
    };
    for period in periods {
        let scenario = Scenario {
            period: period.clone(),
            ..scenario.clone()
        };
        // A reading may be meant for some periods alone.
        let Ok(talks) = dossier.talks(&scenario, limits) else {
            continue;
        };
        let judged: Vec<Judged> = (0..talks.factions.len()).map(|f| judge(&talks, f)).collect();
        let mut agreements = new_agreements(&talks);
        match target.form.map(|form| &here.forms[form].id) {
            Some(id) => {
                let space = talks.model.space();
                for form in &talks.forms {
                    let here = form.formula.extension(space);
                    if form.id == *id {
                        agreements.intersect(&here);
                        break;
                    }
                    agreements.subtract(&here);
                }
            }
            None => match talks.formula(&target.wanted) {
                Ok(formula) => agreements.intersect(&formula.extension(talks.model.space())),
                Err(_) => continue,
            },
        }
        for (index, ratification) in talks.ratification.iter().enumerate() {
            if period == here.scenario.period && index == rule {
                continue;
            }
            let mut open = passing(&talks, &judged, index);
            open.intersect(&agreements);
            found.push(Elsewhere {
                period: period.clone(),
                rule: ratification.id.clone(),
                agreements: agreements.count() as u64,
                passing: open.count() as u64,
            });
        }
    }
    found
}
