//! Writing places where a claim has a quote, and digests where a place has none.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use super::attach::attach;
use super::attached::Attached;
use super::find::{Searcher, counted_in, found, place_list};
use super::text_store::TextStore;
use super::verify::{PlaceVerdict, by_source, judge};
use crate::edit::{Replacement, change_all};
use crate::{Dossier, EditError, Read, Span, read};

/// What was written into a dossier, and what was not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// What was written.
    pub done: Vec<FilledPlace>,
    /// What was left as it is.
    pub left: Vec<Unfilled>,
    /// The dossier files written.
    pub files: Vec<String>,
}

/// A place that was written, or got its digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledPlace {
    /// How to call it: `claim C001, place 2`.
    pub name: String,
    /// The source into whose text it points.
    pub source: String,
    /// First code point, and the one after the last.
    pub place: [u64; 2],
    /// What stands there.
    pub passage: String,
}

/// What could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfilled {
    /// How to call it.
    pub name: String,
    /// Where it is written.
    pub span: Option<Span>,
    /// Why it was left, in a sentence.
    pub why: String,
    /// What to do about it.
    pub help: String,
}

/// Turns the quote of each claim into a place with its digest, where the quote stands
/// at one place of the attached text. Comments and layout stay.
///
/// # Errors
/// See [`EditError`]: nothing is written then.
pub fn fill_quotes(before: &Read, folder: &Path, shelf: &TextStore) -> Result<Filled, EditError> {
    let mut filled = Filled::default();
    let Some(dossier) = &before.dossier else {
        return Ok(filled);
    };
    let file = &dossier.file;
    let waiting = || {
        file.claims
            .iter()
            .filter(|(_, claim)| claim.quote.is_some())
    };
    let sources: BTreeSet<&str> = waiting().map(|(_, claim)| claim.source.as_str()).collect();
    let texts: HashMap<&str, Result<Attached, String>> = sources
        .into_iter()
        .map(|source| {
            let text = counted_in(file, folder, shelf, source);
            (source, text.map_err(|error| error.to_string()))
        })
        .collect();
    let mut searchers = HashMap::new();
    let mut changes = Vec::new();
    for (id, claim) in waiting() {
        let source = claim.source.as_str();
        let path = format!("claims.{id}.quote");
        let mut leave = |why: String, help: &str| {
            filled.left.push(Unfilled {
                name: format!("claim {id}"),
                span: before.span(&path),
                why,
                help: help.to_owned(),
            });
        };
        let text = match &texts[source] {
            Ok(text) => text,
            Err(error) => {
                let (why, help) = error.split_once("\n  = help: ").unwrap_or((error, ""));
                leave(why.to_owned(), help);
                continue;
            }
        };
        let quote = claim.quote.as_deref().unwrap_or_default();
        let searcher = searchers
            .entry(source)
            .or_insert_with(|| Searcher::of(text));
        let places = searcher.exact(quote);
        let at = |bytes: &std::ops::Range<usize>| {
            let [start, end] = [bytes.start, bytes.end].map(|byte| text.text.point(byte));
            format!("{start}–{end}")
        };
        match places.as_slice() {
            [one] => {
                let place = found(file, source, text, one.clone(), 0);
                changes.push((path, Replacement::Entry(place_list(&place))));
                filled.done.push(FilledPlace {
                    name: format!("claim {id}, place 1"),
                    source: source.to_owned(),
                    place: place.place,
                    passage: place.passage,
                });
            }
            [] => {
                let like = searcher.near(quote);
                let like = like.first().map_or(String::new(), |(bytes, _)| {
                    let words = &text.text.text()[bytes.clone()];
                    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                    format!("; this is like it, at {}: {words}", at(bytes))
                });
                leave(
                    format!("its quote does not stand in the text of {source}{like}"),
                    "write the words as they stand there; `hikiwake source find` looks for some",
                );
            }
            many => {
                let first: Vec<String> = many.iter().take(3).map(at).collect();
                leave(
                    format!(
                        "its quote stands {} times in the text of {source}: at {}{}",
                        many.len(),
                        first.join(", "),
                        if many.len() > 3 { " …" } else { "" }
                    ),
                    "add words to the quote until only one place holds it, or write the place \
                     that `hikiwake source find` gives",
                );
            }
        }
    }
    write(&mut filled, before, folder, shelf, &changes)?;
    Ok(filled)
}

/// Gives each place that has no digest that of what stands there in the attached text.
///
/// # Errors
/// See [`EditError`]: nothing is written then.
pub fn fill_digests(before: &Read, folder: &Path, shelf: &TextStore) -> Result<Filled, EditError> {
    let mut filled = Filled::default();
    let Some(dossier) = &before.dossier else {
        return Ok(filled);
    };
    let mut changes = Vec::new();
    for (source, places) in by_source(&dossier.file) {
        let without = |place: &&super::OwnedPlace| !place.mark && place.digest.is_empty();
        if !places.iter().any(|place| without(&place)) {
            continue;
        }
        let text = counted_in(&dossier.file, folder, shelf, source);
        let text = text.map_err(|error| error.to_string()).and_then(|text| {
            let verdicts = judge(&places, &text.text, &[], false);
            let wrong = |(place, verdict): &(&super::OwnedPlace, PlaceVerdict)| {
                !place.digest.is_empty() && matches!(verdict, PlaceVerdict::Faulty { .. })
            };
            let wrong = places.iter().zip(verdicts).filter(wrong).count();
            match wrong {
                0 => Ok(text),
                wrong => Err(format!(
                    "{wrong} other places of {source} do not fit the attached text\n  = help: \
                     mend these first: `hikiwake source verify` names them"
                )),
            }
        });
        for place in places.iter().filter(without) {
            let mut leave = |why: String, help: &str| {
                filled.left.push(Unfilled {
                    name: place.name(),
                    span: before.span(&place.path),
                    why,
                    help: help.to_owned(),
                });
            };
            let text = match &text {
                Ok(text) => text,
                Err(error) => {
                    let (why, help) = error.split_once("\n  = help: ").unwrap_or((error, ""));
                    leave(why.to_owned(), help);
                    continue;
                }
            };
            let Some(passage) = text.slice(place.start, place.end) else {
                leave(
                    format!(
                        "it ends at {}, and the text of {source} after {} code points",
                        place.end,
                        text.length()
                    ),
                    "correct `start` and `end`; `hikiwake source find` gives them",
                );
                continue;
            };
            let digest = super::find::short_digest(passage);
            let path = format!("{}.digest", place.path);
            changes.push(match before.is_written(&path) {
                true => (path, Replacement::Value(format!("\"{digest}\""))),
                false => (
                    format!("{}.end", place.path),
                    Replacement::Beside(format!("digest = \"{digest}\"")),
                ),
            });
            filled.done.push(FilledPlace {
                name: place.name(),
                source: source.to_owned(),
                place: [place.start, place.end],
                passage: passage.to_owned(),
            });
        }
    }
    write(&mut filled, before, folder, shelf, &changes)?;
    Ok(filled)
}

/// Writes the changes, and keeps on this machine what stands at the new places.
fn write(
    filled: &mut Filled,
    before: &Read,
    folder: &Path,
    shelf: &TextStore,
    changes: &[(String, Replacement)],
) -> Result<(), EditError> {
    if changes.is_empty() {
        return Ok(());
    }
    filled.files = change_all(before, folder, changes)?;
    let after = read(folder);
    let sources: BTreeSet<&str> = filled.done.iter().map(|f| f.source.as_str()).collect();
    for source in sources {
        // The places are written; what is kept beside the tie only helps later.
        let _ = after
            .dossier
            .as_ref()
            .map(|d| tie_again(d, folder, shelf, source));
    }
    Ok(())
}

fn tie_again(dossier: &Dossier, folder: &Path, shelf: &TextStore, source: &str) -> Option<()> {
    let tie = shelf.tie(folder, source).ok()??;
    attach(dossier, folder, shelf, source, &tie.path).ok()?;
    Some(())
}
