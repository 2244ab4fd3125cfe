//! Which model a finding is about, in one line.

use hikiwake_finding::ScenarioHead;

/// `April 2016 (2016-04) · reading: …`, or `the whole dossier`.
pub(crate) fn scenario(head: &ScenarioHead) -> String {
    let period = head.period.as_ref();
    let parts = [
        period.map(|period| format!("{} ({})", period.label, period.id)),
        (head.reading.as_ref()).map(|reading| format!("reading: {}", reading.label)),
        (head.stated_only).then(|| "stated judgements only".to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match parts.is_empty() {
        true => "the whole dossier".to_owned(),
        false => parts.join(" · "),
    }
}
