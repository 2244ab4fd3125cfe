//! Which model a finding is about.

use hikiwake_finding::{PeriodHead, ScenarioHead};

/// `December 2016 (2016-12) · reading: …`, or `The whole dossier`.
pub(crate) fn scenario(head: &ScenarioHead) -> String {
    let period = head.period.iter().map(|period| match label(period) {
        label if label == period.id => label.to_owned(),
        label => format!("{label} ({})", period.id),
    });
    let reading = (head.reading.iter()).map(|reading| format!("reading: {}", reading.label));
    let stated = (head.stated_only).then(|| "stated judgements only".to_owned());
    let parts: Vec<String> = period.chain(reading).chain(stated).collect();
    match parts.as_slice() {
        [] => "The whole dossier".to_owned(),
        parts => parts.join(" · "),
    }
}

/// Its date alone, for a title.
pub(crate) fn period_name(head: &ScenarioHead) -> &str {
    head.period.as_ref().map_or("The model", label)
}

/// The label of a period; its id where it has none.
pub(crate) fn label(period: &PeriodHead) -> &str {
    match period.label.trim() {
        "" => &period.id,
        _ => &period.label,
    }
}
