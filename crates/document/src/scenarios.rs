//! Which model a finding is about.

use hikiwake_finding::ScenarioHead;

/// `December 2016 (2016-12) · reading: …`, or `The whole dossier`.
pub(crate) fn scenario(head: &ScenarioHead) -> String {
    let mut parts = Vec::new();
    if let Some(period) = &head.period {
        parts.push(match period.label.trim().is_empty() {
            true => period.id.clone(),
            false => format!("{} ({})", period.label, period.id),
        });
    }
    if let Some(reading) = &head.reading {
        parts.push(format!("reading: {}", reading.label));
    }
    if head.stated_only {
        parts.push("stated judgements only".to_owned());
    }
    match parts.is_empty() {
        true => "The whole dossier".to_owned(),
        false => parts.join(" · "),
    }
}
