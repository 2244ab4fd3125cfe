//! When sources were closed, and what was known only afterwards.

use hikiwake_dossier::{Compiled, Date, Dossier};
use hikiwake_finding::basis;

/// When a source was closed: by the dossier, else by its date of issue.
pub(crate) fn closed(dossier: &Dossier, source: &str) -> Option<Date> {
    Date::parse(&closed_text(dossier, source))
}

/// The same as written; empty where nobody says.
pub(crate) fn closed_text(dossier: &Dossier, source: &str) -> String {
    let given = dossier.file.sources.get(source);
    if let Some(closed) = given.and_then(|given| given.closed.clone()) {
        return closed;
    }
    let entry = dossier.sources.iter().find(|entry| entry.id == source);
    entry.map_or(String::new(), |entry| entry.issued())
}

/// Whether a source was closed after that date.
pub(crate) fn closed_after(dossier: &Dossier, source: &str, date: Option<Date>) -> bool {
    let closed = closed(dossier, source);
    (closed.zip(date)).is_some_and(|(closed, date)| closed.first > date.last)
}

/// The options on the table that are worded with hindsight at the model's date: marked so,
/// and resting on a source that was closed after it, or on none.
pub(crate) fn options_in_hindsight(dossier: &Dossier, compiled: &Compiled) -> Vec<String> {
    let date = date(dossier, compiled);
    let later = |claim: &String| match dossier.file.claims.get(claim) {
        Some(claim) => closed_after(dossier, &claim.source, date),
        None => false,
    };
    let options = dossier.file.options.iter().filter(|(id, option)| {
        let evidence = &option.evidence;
        let mut columns = compiled.columns.iter();
        evidence.hindsight
            && columns.any(|column| column.id == **id && column.axis.is_some())
            && (evidence.because.is_empty() || evidence.because.iter().any(later))
    });
    options.map(|(id, _)| id.clone()).collect()
}

/// The date of a model's period.
pub(crate) fn date(dossier: &Dossier, compiled: &Compiled) -> Option<Date> {
    let (_, period) = basis::period(dossier, compiled)?;
    Date::parse(period.date.as_deref()?)
}
