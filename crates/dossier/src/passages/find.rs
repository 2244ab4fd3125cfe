//! Finding words in the text of a source, as places that a dossier can hold.

use std::fmt::{self, Write as _};
use std::ops::Range;
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::attached::{Attached, TextError};
use super::digest::sha256;
use super::edition::Edition;
use super::owned_places::owned_places;
use super::quote::Quote;
use super::relocate::{Haystack, Work, first, last, near};
use super::text_store::{TextStore, TextStoreError};
use super::verify::recorded;
use super::wording::Plain;
use crate::Dossier;
use crate::file::File;

/// Hex digits of a digest that are written.
const DIGITS: usize = 16;
/// At most so many places are given.
const LISTED: usize = 100;
/// At most so many places are given where the words stand nowhere.
const LISTED_NEAR: usize = 5;
/// Characters given on either side of a passage.
const AROUND: usize = 40;

/// Where some words stand in the text of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PassageSearch {
    /// The source's id.
    pub source: String,
    /// Its text.
    pub file: String,
    /// The words that were looked for.
    pub words: String,
    /// What was found, in sentences.
    pub sentences: Vec<String>,
    /// At how many places they stand; nobody counts beyond 5,001.
    pub times: u64,
    /// The first hundred of these.
    pub passages: Vec<FoundPassage>,
    /// Where they stand nowhere: where something like them does, nearest first.
    pub near: Vec<FoundPassage>,
}

/// A passage that was found, with what a claim says of its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FoundPassage {
    /// First code point, and the one after the last.
    pub place: [u64; 2],
    /// First hex digits of the SHA-256 of the passage.
    pub digest: String,
    /// Number of the note in which it stands.
    pub in_note: Option<u32>,
    /// Numbers of the notes whose marks it carries.
    pub notes: Vec<u32>,
    /// The section, where the places on either side of it are of one.
    pub section: String,
    /// The passage.
    pub passage: String,
    /// What stands before it.
    pub before: String,
    /// What stands behind it.
    pub behind: String,
    /// Letters in which it differs from what was looked for, in bytes; 0 where only the
    /// typesetting does.
    pub distance: u32,
}

impl FoundPassage {
    /// The lines for a claim.
    pub fn toml(&self) -> String {
        let mut text = place_list(self);
        if !self.section.is_empty() {
            let section = toml::Value::from(self.section.as_str());
            let _ = write!(text, "\nsection = {section}");
        }
        if !self.notes.is_empty() {
            let _ = write!(text, "\nnotes = {:?}", self.notes);
        }
        text
    }
}

/// The list of places that holds a passage alone.
pub(super) fn place_list(found: &FoundPassage) -> String {
    let ([start, end], digest) = (found.place, &found.digest);
    let note = (found.in_note).map_or(String::new(), |number| format!(", in_note = {number}"));
    format!("places = [{{ start = {start}, end = {end}, digest = \"{digest}\"{note} }}]")
}

/// The digest of a passage, as long as it is written.
pub(super) fn short_digest(passage: &str) -> String {
    sha256(passage.as_bytes())[..DIGITS].to_owned()
}

/// Looks for words in the text that is attached to a source. Line ends, blanks, hyphens
/// at line ends, quotation marks and ligatures make no difference.
///
/// # Errors
/// See [`FindError`].
pub fn find_words(
    dossier: &Dossier,
    folder: &Path,
    shelf: &TextStore,
    source: &str,
    words: &str,
) -> Result<PassageSearch, FindError> {
    if !dossier.sources.iter().any(|known| known.id == source) {
        let known = dossier.sources.iter().map(|known| known.id.clone());
        return Err(FindError::NoSource(source.to_owned(), known.collect()));
    }
    if words.trim().is_empty() {
        return Err(FindError::NoWords);
    }
    let text = counted_in(&dossier.file, folder, shelf, source)?;
    let place = |(bytes, distance)| found(&dossier.file, source, &text, bytes, distance);
    let mut search = Searcher::of(&text);
    let all = search.exact(words);
    let near = match all.is_empty() {
        true => search.near(words),
        false => Vec::new(),
    };
    let mut sentences = vec![match (all.len(), near.is_empty()) {
        (0, true) => "The words stand nowhere in the text, nor does anything like them: give \
                      fewer of them, as they stand there."
            .to_owned(),
        (0, false) => "The words do not stand in the text; this is like them:".to_owned(),
        (1, _) => "The words stand at one place.".to_owned(),
        (times, _) if times > super::search::MOST => {
            format!(
                "The words stand at more than {} places.",
                super::search::MOST
            )
        }
        (times, _) => format!("The words stand at {times} places."),
    }];
    if all.len() > LISTED {
        sentences.push(format!(
            "The first {LISTED} are given: more words tell which is meant."
        ));
    }
    if recorded(&dossier.file, source).is_none() {
        let id = toml::Value::from(source);
        sentences.push(format!(
            "The dossier does not record which text it counts in: write `text = {{ sha256 = \
             \"{}\", length = {} }}` below `[sources.{id}]`.",
            text.sha256,
            text.length()
        ));
    }
    Ok(PassageSearch {
        source: source.to_owned(),
        file: text.path.display().to_string(),
        words: words.to_owned(),
        sentences,
        times: all.len() as u64,
        passages: (all.into_iter().take(LISTED))
            .map(|bytes| place((bytes, 0)))
            .collect(),
        near: near.into_iter().map(place).collect(),
    })
}

/// The text attached to a source, where it is the one in which the dossier counts.
pub(super) fn counted_in(
    file: &File,
    folder: &Path,
    shelf: &TextStore,
    source: &str,
) -> Result<Attached, FindError> {
    let none = || FindError::NotAttached(source.to_owned());
    let tie = shelf.tie(folder, source).map_err(FindError::Shelf)?;
    let tie = tie.ok_or_else(none)?;
    let text = Attached::read(&tie.path).map_err(FindError::Text)?;
    let other = Edition::of(&text.sha256, recorded(file, source)) == Edition::Other;
    match text.sha256 != tie.sha256 || other {
        true => Err(FindError::OtherText(source.to_owned())),
        false => Ok(text),
    }
}

/// Looks for words in one text.
pub(super) struct Searcher<'t> {
    haystack: Haystack<'t>,
    work: Work,
}

impl<'t> Searcher<'t> {
    pub fn of(text: &'t Attached) -> Searcher<'t> {
        Searcher {
            haystack: Haystack::of(text.text.text()),
            work: Work::ALL,
        }
    }

    /// Where the words stand, as bytes; where they stand as whole words, there only.
    pub fn exact(&self, words: &str) -> Vec<Range<usize>> {
        let text = self.haystack.text;
        let all = self.haystack.same_words(words);
        let whole = |at: &&Range<usize>| word_edges(text, (*at).clone()) == **at;
        match all.iter().any(|at| whole(&at)) {
            true => all.iter().filter(whole).cloned().collect(),
            false => all,
        }
    }

    /// Where something like the words stands, nearest first, with the edits.
    pub fn near(&mut self, words: &str) -> Vec<(Range<usize>, u32)> {
        let quote = Quote {
            path: String::new(),
            start: 0,
            end: 0,
            prefix: String::new(),
            exact: Plain::of(words).text.trim_end().to_owned(),
            suffix: String::new(),
        };
        let (text, plain) = (self.haystack.text, self.haystack.plain());
        let haystack = Haystack::of(&plain.text);
        let found = near(&quote, false, &haystack, &mut self.work).unwrap_or_default();
        let places = found.into_iter().take(LISTED_NEAR);
        places
            .map(|place| {
                (
                    word_edges(text, plain.origin(text, place.bytes)),
                    place.edits,
                )
            })
            .collect()
    }
}

/// A range widened to whole words.
fn word_edges(text: &str, at: Range<usize>) -> Range<usize> {
    let word = |c: char| c.is_alphanumeric();
    let cut = |at: usize| text[..at].ends_with(word) && text[at..].starts_with(word);
    let (mut start, mut end) = (at.start, at.end);
    if cut(start) {
        start = text[..start].trim_end_matches(word).len();
    }
    if cut(end) {
        end = text.len() - text[end..].trim_start_matches(word).len();
    }
    start..end
}

/// What stands at some bytes of a text, as a place.
pub(super) fn found(
    file: &File,
    source: &str,
    text: &Attached,
    bytes: Range<usize>,
    distance: u32,
) -> FoundPassage {
    let all = text.text.text();
    let [start, end] = [bytes.start, bytes.end].map(|byte| text.text.point(byte));
    let passage = &all[bytes.clone()];
    let notes = || file.notes.values().filter(|note| note.source == source);
    let inside = |place: &crate::file::Place| place.start <= start && end <= place.end;
    let in_note = notes().find(|note| note.place.as_ref().is_some_and(inside));
    let marked = notes().filter(|note| note.marks.iter().any(|m| (start..=end).contains(m)));
    FoundPassage {
        place: [start, end],
        digest: short_digest(passage),
        in_note: in_note.map(|note| note.number),
        notes: marked.map(|note| note.number).collect(),
        section: section(file, source, [start, end]),
        passage: passage.to_owned(),
        before: last(&all[..bytes.start], AROUND).to_owned(),
        behind: first(&all[bytes.end..], AROUND).to_owned(),
        distance,
    }
}

/// The section in which a place stands: where the nearest places on both sides are of
/// one and the same.
fn section(file: &File, source: &str, [start, end]: [u64; 2]) -> String {
    let mut before: Option<(u64, &str)> = None;
    let mut behind: Option<(u64, &str)> = None;
    for place in owned_places(file).iter().filter(|p| p.source == source) {
        let Some(claim) = file
            .claims
            .get(place.id)
            .filter(|_| place.path.starts_with("claims."))
        else {
            continue;
        };
        if claim.section.is_empty() || claim.source != source {
            continue;
        }
        let section = claim.section.as_str();
        if place.start <= start && before.is_none_or(|(at, _)| at <= place.start) {
            before = Some((place.start, section));
        }
        if end <= place.end && behind.is_none_or(|(at, _)| place.end <= at) {
            behind = Some((place.end, section));
        }
    }
    match (before, behind) {
        (Some((_, a)), Some((_, b))) if a == b => a.to_owned(),
        _ => String::new(),
    }
}

/// Why words were not looked for.
#[derive(Debug)]
#[non_exhaustive]
pub enum FindError {
    /// The dossier has no such source; it has these.
    NoSource(String, Vec<String>),
    /// No words were given.
    NoWords,
    /// No text is attached to the source.
    NotAttached(String),
    /// The text attached to the source is not the one in which the dossier counts.
    OtherText(String),
    /// The text cannot be read.
    Text(TextError),
    /// The tie cannot be read.
    Shelf(TextStoreError),
}

impl fmt::Display for FindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FindError::NoSource(source, known) => super::attach::no_source(f, source, known),
            FindError::NoWords => f.write_str(
                "there are no words to look for\n  = help: give some in quotation marks",
            ),
            FindError::NotAttached(source) => write!(
                f,
                "no text is attached to {source}\n  = help: `hikiwake source attach` ties one to \
                 it"
            ),
            FindError::OtherText(source) => write!(
                f,
                "the text attached to {source} is not the one in which the dossier counts, or \
                 was changed\n  = help: attach that one with `hikiwake source attach`, or carry \
                 the places over to this one with `hikiwake source relocate`"
            ),
            FindError::Text(error) => error.fmt(f),
            FindError::Shelf(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for FindError {}
