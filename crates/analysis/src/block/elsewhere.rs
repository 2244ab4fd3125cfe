//! The same question at other dates and under other rules.

use hikiwake_dossier::{Dossier, Talks};
use hikiwake_graph::Bits;

use super::target::{Target, targets};
use super::{BlockTarget, Elsewhere, passing};
use crate::Heard;

/// Writes into `found`, one entry per target of `wanted`, how many agreements pass in
/// every period and under every rule but what was asked about: `here`, under `rule`.
pub(super) fn elsewhere(
    dossier: &Dossier,
    (here, rule): (&Heard, usize),
    others: &[Heard],
    wanted: &[Target],
    found: &mut [BlockTarget],
) {
    let now = &here.talks.scenario.period;
    let periods = dossier.period_ids();
    if periods.is_empty() {
        rules(here, Some(rule), wanted, found);
    }
    for period in periods.into_iter().map(Some) {
        if period == *now {
            rules(here, Some(rule), wanted, found);
            continue;
        }
        let mut others = others.iter();
        let other = others.find(|other| other.talks.scenario.period == period);
        if let Some(other) = other
            && let Ok(asked) = again(&here.talks, wanted, &other.talks)
        {
            rules(other, None, &asked, found);
        }
    }
}

/// The same targets in another period.
fn again(talks: &Talks, wanted: &[Target], other: &Talks) -> Result<Vec<Target>, String> {
    let Some(target) = wanted.first().filter(|target| target.form.is_none()) else {
        return targets(other, None, None);
    };
    let asked = target
        .asked
        .map(|a| other.find(&talks.text(a)))
        .transpose()?;
    targets(other, Some(&target.wanted), asked)
}

fn rules(heard: &Heard, but: Option<usize>, wanted: &[Target], found: &mut [BlockTarget]) {
    let talks = &heard.talks;
    let others = (talks.ratification.iter().enumerate()).filter(|(rule, _)| Some(*rule) != but);
    for (rule, ratification) in others {
        let open: Bits = passing(heard, rule);
        for (target, found) in wanted.iter().zip(&mut *found) {
            found.elsewhere.push(Elsewhere {
                period: talks.scenario.period.clone(),
                rule: ratification.id.clone(),
                label: ratification.label.clone(),
                agreements: target.of(&target.agreements).count() as u64,
                passing: target.of(&open).count() as u64,
            });
        }
    }
}
