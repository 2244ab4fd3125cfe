//! Which periods of two versions are asked about.

use hikiwake_dossier::{Dossier, Scenario, periods_of_both};

use crate::AskError;

/// A period by its ids in the old and in the new version.
pub(super) type Period = [Option<String>; 2];

/// The periods of both versions that are asked about.
pub(super) fn periods_asked(
    dossiers: [&Dossier; 2],
    scenario: &Scenario,
) -> Result<Vec<Period>, AskError> {
    let asked = |why: String| Err(AskError::Asked(why));
    let mut periods = periods_of_both(dossiers[0], dossiers[1]);
    if let Some(id) = &scenario.period {
        let ids: Vec<String> = periods
            .iter()
            .filter_map(|period| period[1].clone())
            .collect();
        periods.retain(|period| period[1].as_ref() == Some(id));
        if periods.is_empty() {
            let both = match ids.is_empty() {
                true => "they have none in common".to_owned(),
                false => format!("both have {}", ids.join(", ")),
            };
            return asked(format!(
                "The two versions do not both have the period `{id}`.\n  = help: {both}"
            ));
        }
    }
    if let Some(id) = &scenario.reading {
        for (dossier, which) in dossiers.iter().zip(["old", "new"]) {
            let Some(reading) = dossier.file.readings.get(id) else {
                let ids: Vec<&str> = dossier.file.readings.keys().map(String::as_str).collect();
                let help = match ids.is_empty() {
                    true => "it has none".to_owned(),
                    false => format!("it has {}", ids.join(", ")),
                };
                return asked(format!(
                    "The {which} version has no reading `{id}`.\n  = help: {help}"
                ));
            };
            let side = usize::from(which == "new");
            let meant = |period: &Period| {
                let id = period[side].as_ref();
                reading.periods.is_empty() || id.is_some_and(|id| reading.periods.contains(id))
            };
            periods.retain(meant);
        }
        if periods.is_empty() {
            return asked(format!(
                "The reading `{id}` is meant for no period that is asked about in both versions."
            ));
        }
    }
    Ok(periods)
}
