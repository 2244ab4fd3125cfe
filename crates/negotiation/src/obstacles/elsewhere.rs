//! The same question at other dates, under other rules and in other readings.

use std::sync::Arc;

use hikiwake_dossier::{Dossier, Negotiation};
use hikiwake_graph::Bits;

use super::target::{Target, targets};
use super::{BlockTarget, Elsewhere};
use crate::EvaluatedNegotiation;
use hikiwake_finding::basis;

/// Writes into `found`, one entry per target of `wanted`, how many agreements pass in
/// every period and under every rule but what was asked about: `here`, under `rule`.
pub(super) fn elsewhere(
    dossier: &Dossier,
    (here, rule): (&EvaluatedNegotiation, usize),
    others: &[Arc<EvaluatedNegotiation>],
    wanted: &[Target],
    found: &mut [BlockTarget],
) {
    let now = &here.talks.scenario.period;
    let periods = dossier.period_ids();
    if periods.is_empty() {
        rules(dossier, here, Some(rule), wanted, found);
    }
    for period in periods.into_iter().map(Some) {
        if period == *now {
            rules(dossier, here, Some(rule), wanted, found);
            continue;
        }
        let mut others = others.iter();
        let other = others.find(|other| other.talks.scenario.period == period);
        if let Some(other) = other
            && let Ok(asked) = again(&here.talks, wanted, other)
        {
            rules(dossier, other, None, &asked, found);
        }
    }
}

/// The same targets in another period.
fn again(
    talks: &Negotiation,
    wanted: &[Target],
    other: &EvaluatedNegotiation,
) -> Result<Vec<Target>, String> {
    let Some(target) = wanted.first().filter(|target| target.form.is_none()) else {
        return targets(other, None, None);
    };
    let asked = target
        .asked
        .map(|a| other.talks.find(&talks.text(a)))
        .transpose()?;
    targets(other, Some(&target.wanted), asked)
}

/// Writes into `found` how many agreements pass in other readings of the period, where
/// others pass than in the one asked about; gives the ids of those readings in which
/// under every rule the same pass.
pub(super) fn readings(
    dossier: &Dossier,
    here: &EvaluatedNegotiation,
    wanted: &[Target],
    found: &mut [BlockTarget],
) -> Vec<String> {
    let scenario = &here.talks.scenario;
    let others = dossier.alternatives(scenario.period.as_deref());
    let others = others.map(|(id, _)| Some(id.clone()));
    let others = std::iter::once(None).chain(others);
    let mut same = Vec::new();
    for reading in others.filter(|reading| *reading != scenario.reading) {
        let Ok(other) = here.in_reading(dossier, reading.clone()) else {
            continue;
        };
        let mut differs = false;
        // Most readings are of the first table alone.
        if let Some(other) = other {
            for rule in 0..other.talks.ratification.len() {
                if other.has_the_win_sets_of(here, rule) {
                    continue;
                }
                let (there, passing) = (other.passing(rule), here.passing(rule));
                if wanted.iter().any(|w| !w.same(&there, &passing)) {
                    differs = true;
                    push(dossier, &other.talks, rule, &there, wanted, found);
                }
            }
        }
        same.extend(reading.filter(|_| !differs));
    }
    same
}

fn rules(
    dossier: &Dossier,
    heard: &EvaluatedNegotiation,
    but: Option<usize>,
    wanted: &[Target],
    found: &mut [BlockTarget],
) {
    for rule in (0..heard.talks.ratification.len()).filter(|rule| Some(*rule) != but) {
        push(
            dossier,
            &heard.talks,
            rule,
            &heard.passing(rule),
            wanted,
            found,
        );
    }
}

/// One line of the table: `open` pass under this rule.
fn push(
    dossier: &Dossier,
    talks: &Negotiation,
    rule: usize,
    open: &Bits,
    wanted: &[Target],
    found: &mut [BlockTarget],
) {
    let head = basis::scenario_head_of(dossier, &talks.scenario);
    let ratification = &talks.ratification[rule];
    for (target, found) in wanted.iter().zip(found) {
        found.elsewhere.push(Elsewhere {
            period: talks.scenario.period.clone(),
            reading: head.reading.clone(),
            rule: ratification.id.clone(),
            label: ratification.label.clone(),
            agreements: target.total,
            passing: target.count(open),
        });
    }
}
