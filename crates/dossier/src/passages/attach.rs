//! Tying a text to a source.

use std::fmt;
use std::path::Path;

use super::attached::{Attached, TextError};
use super::counted::CountedText;
use super::edition::{Edition, Undisguised, disguised};
use super::owned_places::{OwnedPlace, owned_places};
use super::quote::Quote;
use super::text_store::{TextStore, TextStoreError};
use super::verify::{PlaceVerdict, judge, recorded};
use crate::Dossier;

/// What tying a text to a source found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The text.
    pub text: Attached,
    /// Whether it is the text that the dossier records.
    pub edition: Edition,
    /// Places of the source that have a digest.
    pub places: usize,
    /// Those whose digest fits.
    pub fitting: usize,
    /// Passages kept on this machine.
    pub quotes: usize,
    /// What an editor may have done to the text, where it would fit but for that.
    pub disguise: Option<Undisguised>,
}

/// Ties `text` to a source of the dossier in `folder`: on this machine only. With
/// it, what stands at each sound place is kept, and what stood at the others by an
/// earlier tie.
///
/// # Errors
/// See [`AttachError`].
pub fn attach(
    dossier: &Dossier,
    folder: &Path,
    shelf: &TextStore,
    source: &str,
    file: &Path,
) -> Result<Attachment, AttachError> {
    if !dossier.sources.iter().any(|known| known.id == source) {
        let known = dossier.sources.iter().map(|known| known.id.clone());
        return Err(AttachError::NoSource(source.to_owned(), known.collect()));
    }
    let text = Attached::read(file).map_err(AttachError::Text)?;
    let earlier = match shelf.tie(folder, source) {
        Ok(tie) => tie.map_or(Vec::new(), |tie| tie.quotes),
        // What cannot be read is replaced.
        Err(TextStoreError::Unreadable(..)) => Vec::new(),
        Err(error) => return Err(AttachError::Shelf(error)),
    };
    let all = owned_places(&dossier.file);
    let places: Vec<OwnedPlace> = all.into_iter().filter(|p| p.source == source).collect();
    let recorded = recorded(&dossier.file, source);
    let edition = Edition::of(&text.sha256, recorded);
    let verdicts = judge(&places, &text.text, &[], false);
    let mut quotes = Vec::new();
    let (mut dated, mut fitting) = (0, 0);
    for (place, verdict) in places.iter().zip(&verdicts) {
        let sound = matches!(verdict, PlaceVerdict::Sound { .. });
        dated += usize::from(!place.digest.is_empty());
        fitting += usize::from(sound);
        let before = || Quote::find(&earlier, place).cloned();
        quotes.extend(quote(place, &text.text, sound, edition, before).filter(Quote::can_be_kept));
    }
    Quote::sort(&mut quotes);
    let kept = quotes.len();
    shelf
        .put(folder, source, &text, quotes)
        .map_err(AttachError::Shelf)?;
    let all: Vec<&OwnedPlace> = places.iter().collect();
    Ok(Attachment {
        disguise: disguised(&text.text, edition, recorded, &all),
        text,
        edition,
        places: dated,
        fitting,
        quotes: kept,
    })
}

/// What to keep of a place: what stands there, where that is surely what is meant;
/// else what stood there `before`.
fn quote(
    place: &OwnedPlace,
    text: &CountedText,
    sound: bool,
    edition: Edition,
    before: impl FnOnce() -> Option<Quote>,
) -> Option<Quote> {
    if sound {
        return Quote::of(place, text);
    }
    // Without a digest, the recorded text is the word on what stands there.
    let here = || {
        (place.digest.is_empty() && edition == Edition::Recorded).then(|| Quote::of(place, text))
    };
    before().or_else(|| here().flatten())
}

/// What to say where the dossier has no such source, but these.
pub(super) fn no_source(f: &mut fmt::Formatter<'_>, source: &str, known: &[String]) -> fmt::Result {
    write!(f, "there is no source `{source}`\n  = help: ")?;
    match known {
        [] => f.write_str("add it to sources.json, or as `[sources.…]` with a `title`"),
        known => write!(f, "the bibliography has {}", known.join(", ")),
    }
}

/// Why a text was not tied to a source.
#[derive(Debug)]
#[non_exhaustive]
pub enum AttachError {
    /// The dossier has no such source; it has these.
    NoSource(String, Vec<String>),
    /// The file cannot be a text.
    Text(TextError),
    /// The tie cannot be kept.
    Shelf(TextStoreError),
}

impl fmt::Display for AttachError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AttachError::NoSource(source, known) => no_source(f, source, known),
            AttachError::Text(error) => error.fmt(f),
            AttachError::Shelf(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for AttachError {}
