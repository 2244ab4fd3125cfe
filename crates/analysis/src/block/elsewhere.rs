//! The same question at other dates and under other rules.

use hikiwake_dossier::{Dossier, Scenario, Talks};
use hikiwake_graph::Bits;

use super::target::{Target, targets};
use super::{BlockTarget, Elsewhere, passing};
use crate::AnalyseSettings;
use crate::talks::{Judged, judge};

/// Writes into `found`, one entry per target of `wanted`, how many agreements pass in
/// every period and under every rule but what was asked about: `here`.
pub(super) fn elsewhere(
    dossier: &Dossier,
    scenario: &Scenario,
    settings: &AnalyseSettings,
    here: (&Talks, &[Judged], usize),
    wanted: &[Target],
    found: &mut [BlockTarget],
) {
    let (talks, judged, rule) = here;
    let now = &talks.scenario.period;
    let periods = dossier.period_ids();
    if periods.is_empty() {
        rules(talks, judged, Some(rule), wanted, found);
    }
    for period in periods.into_iter().map(Some) {
        if period == *now {
            rules(talks, judged, Some(rule), wanted, found);
            continue;
        }
        let scenario = Scenario {
            period,
            ..scenario.clone()
        };
        // A reading may be meant for some periods alone.
        let Ok(other) = dossier.talks(&scenario, settings.limits) else {
            continue;
        };
        let Ok(asked) = again(talks, wanted, &other) else {
            continue;
        };
        let judged: Vec<Judged> = (0..other.factions.len())
            .map(|f| judge(&other, f))
            .collect();
        rules(&other, &judged, None, &asked, found);
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

fn rules(
    talks: &Talks,
    judged: &[Judged],
    but: Option<usize>,
    wanted: &[Target],
    found: &mut [BlockTarget],
) {
    let others = (talks.ratification.iter().enumerate()).filter(|(rule, _)| Some(*rule) != but);
    for (rule, ratification) in others {
        let open: Bits = passing(talks, judged, rule);
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
