//! Whether every place of a dossier still holds what it held.

mod finding;
mod judge;
mod verdict;

use std::path::Path;

use super::attached::Attached;
use super::edition::{Edition, disguised};
use super::owned_places::{OwnedPlace, owned_places};
use super::quote::Quote;
use super::text_store::TextStore;
use crate::{Diagnostic, Read, file};
use finding::sentences;

pub use finding::{PlaceCounts, PlaceFault, RepeatedPlace, Verification, VerifiedSource};
pub(super) use judge::judge;
pub use verdict::PlaceStatus;
pub(super) use verdict::PlaceVerdict;

/// At most so many places are named where a passage stands at several.
const NAMED: usize = 10;

/// Checks every place of a dossier against the texts that are attached to its
/// sources on this machine. Nothing is written.
pub fn verify(read: &Read, folder: &Path, shelf: &TextStore) -> Verification {
    let mut all = Verification::default();
    let Some(dossier) = &read.dossier else {
        return all;
    };
    let mut faults = Vec::new();
    for (source, places) in by_source(&dossier.file) {
        let recorded = recorded(&dossier.file, source);
        let (state, text, quotes) = present(shelf, folder, source, recorded, &places);
        let mut state = state;
        let verdicts = match &text {
            Some(text) => judge(&places, &text.text, &quotes, true),
            None => vec![PlaceVerdict::Unchecked; places.len()],
        };
        for (place, verdict) in places.iter().zip(verdicts) {
            state.counts.count(place, &verdict, text.is_some());
            match verdict {
                PlaceVerdict::Sound { times } if times > 1 => all.repeated.push(RepeatedPlace {
                    name: place.name(),
                    source: source.to_owned(),
                    place: [place.start, place.end],
                    times,
                }),
                PlaceVerdict::Sound { .. } | PlaceVerdict::Unchecked => {}
                PlaceVerdict::Faulty { .. } => {
                    let length = text.as_ref().map_or(0, Attached::length);
                    faults.push(fault(read, place, verdict, length));
                }
            }
        }
        all.counts.add(&state.counts);
        all.sources.push(state);
    }
    let order = |name: &str| read.files.iter().position(|(file, _)| file == name);
    faults.sort_by_cached_key(|fault| {
        let span = fault.span.as_ref();
        span.map(|span| (order(&span.file), span.start))
    });
    all.faults = faults;
    all.sentences = sentences(&all);
    all
}

/// Adds a warning for each place whose passage is no longer there, and for each
/// attached text that cannot be read, to the faults of a dossier without errors.
pub fn warn_of_moved_texts(read: &mut Read, folder: &Path, shelf: &TextStore) {
    let Some(dossier) = &read.dossier else {
        return;
    };
    let mut warnings = Vec::new();
    for (source, places) in by_source(&dossier.file) {
        let recorded = recorded(&dossier.file, source);
        let (state, text, _) = present(shelf, folder, source, recorded, &places);
        let Some(text) = text else {
            if !state.remark.is_empty() {
                let span = read.span(&format!("bibliography.{source}"));
                warnings.push(Diagnostic::warning(
                    "unreadable-text",
                    span,
                    state.remark,
                    "Attach the text again with `hikiwake source attach`.",
                ));
            }
            continue;
        };
        // No search: where a passage stands now is a question for `source verify`.
        let verdicts = judge(&places, &text.text, &[], false);
        for (place, verdict) in places.iter().zip(verdicts) {
            let said = recorded.is_some_and(|head| place.end > head.length);
            if let PlaceVerdict::Faulty { status, .. } = verdict
                && !(said && status == PlaceStatus::Outside)
            {
                let what = match status {
                    PlaceStatus::Outside => "lies beyond the end of the attached text",
                    _ => "no longer holds what it held in the attached text",
                };
                let (start, end) = (place.start, place.end);
                warnings.push(Diagnostic::warning(
                    "moved-text",
                    read.span(&place.path),
                    format!("The {} ({source} {start}–{end}) {what}.", place.name()),
                    "`hikiwake source verify` says where it stands now; `hikiwake source \
                     relocate` carries it over to a new edition.",
                ));
            }
        }
    }
    if !warnings.is_empty() {
        read.warn(warnings);
    }
}

/// The places of a dossier by source, in the order in which sources come up.
pub(super) fn by_source(file: &file::File) -> Vec<(&str, Vec<OwnedPlace<'_>>)> {
    let mut sources: indexmap::IndexMap<&str, Vec<OwnedPlace>> = indexmap::IndexMap::new();
    for place in owned_places(file) {
        sources.entry(place.source).or_default().push(place);
    }
    sources.into_iter().collect()
}

/// The text that the dossier records for a source.
pub(super) fn recorded<'f>(file: &'f file::File, source: &str) -> Option<&'f file::TextHead> {
    file.sources.get(source)?.text.as_ref()
}

/// The text of a source as it lies there now, changed or not, and its quotes.
fn present(
    shelf: &TextStore,
    folder: &Path,
    source: &str,
    recorded: Option<&file::TextHead>,
    places: &[OwnedPlace],
) -> (VerifiedSource, Option<Attached>, Vec<Quote>) {
    let mut state = VerifiedSource {
        source: source.to_owned(),
        file: None,
        edition: None,
        changed: false,
        remark: String::new(),
        counts: PlaceCounts::default(),
    };
    let tie = match shelf.tie(folder, source) {
        Ok(Some(tie)) => tie,
        Ok(None) => return (state, None, Vec::new()),
        Err(error) => {
            state.remark = format!("{source}: {error}");
            return (state, None, Vec::new());
        }
    };
    match Attached::read(&tie.path) {
        Ok(text) => {
            let edition = Edition::of(&text.sha256, recorded);
            let all: Vec<&OwnedPlace> = places.iter().collect();
            state.file = Some(text.path.display().to_string());
            state.edition = Some(edition);
            state.changed = text.sha256 != tie.sha256;
            let mended = disguised(&text.text, edition, recorded, &all);
            state.remark = mended.map_or(String::new(), |mended| mended.words);
            (state, Some(text), tie.quotes)
        }
        Err(error) => {
            state.remark = format!("{source}: {error}");
            (state, None, tie.quotes)
        }
    }
}

fn fault(read: &Read, place: &OwnedPlace, verdict: PlaceVerdict, length: u64) -> PlaceFault {
    let (status, mut found, given_up) = match verdict {
        PlaceVerdict::Faulty {
            status,
            found,
            given_up,
        } => (status, found, given_up),
        PlaceVerdict::Sound { .. } | PlaceVerdict::Unchecked => {
            (PlaceStatus::Vanished, Vec::new(), false)
        }
    };
    let times = found.len() as u64;
    let at = match found[..] {
        [] => String::new(),
        [[start, end]] => format!("; the passage stands at {start}–{end}"),
        [[start, end], ..] => {
            format!("; the passage stands {times} times, first at {start}–{end}")
        }
    };
    let sentence = match status {
        PlaceStatus::Moved | PlaceStatus::Several => format!("moved{at}"),
        PlaceStatus::Vanished if given_up => "not here; looking for it would take too long \
             without the old text: attach that first, then this one"
            .to_owned(),
        PlaceStatus::Vanished => "vanished: the passage stands nowhere in the text".to_owned(),
        PlaceStatus::Outside => {
            format!(
                "outside: the text ends after {length} code points{at}; correct the numbers \
                 (`hikiwake source find` gives them), or attach the text that they count in"
            )
        }
    };
    found.truncate(NAMED);
    PlaceFault {
        name: place.name(),
        owner: place.owner,
        id: place.id.to_owned(),
        path: place.path.clone(),
        span: read.span(&place.path),
        source: place.source.to_owned(),
        place: [place.start, place.end],
        status,
        found,
        times,
        sentence,
    }
}
