//! Whether a text is the one in which a dossier counts its places.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::counted::CountedText;
use super::digest::{fits, sha256};
use super::owned_places::OwnedPlace;
use crate::file::TextHead;

/// How a text stands to the one that the dossier records for its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Edition {
    /// It is the recorded text: the digest fits.
    Recorded,
    /// It is another one.
    Other,
    /// The dossier records none.
    Unrecorded,
}

impl Edition {
    /// What a text with this SHA-256 is.
    pub(super) fn of(sha256: &str, recorded: Option<&TextHead>) -> Edition {
        match recorded {
            None => Edition::Unrecorded,
            Some(head) if head.sha256.eq_ignore_ascii_case(sha256) => Edition::Recorded,
            Some(_) => Edition::Other,
        }
    }
}

const MARK: char = '\u{feff}';

/// A text as it would be without a change that editors and converters make unasked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undisguised {
    /// What that would mend, in a sentence.
    pub words: String,
    /// The text.
    pub text: String,
}

/// A change that editors and converters make without asking.
struct Disguise {
    words: String,
    text: CountedText,
}

/// What the text would be without a byte order mark, or with other line ends, or
/// both; what changes nothing is left out.
fn disguises(text: &str) -> Vec<Disguise> {
    type Change = (&'static str, fn(&str) -> Option<String>);
    let heads: [Option<Change>; 3] = [
        None,
        Some(("without the byte order mark at its beginning", |text| {
            text.strip_prefix(MARK).map(str::to_owned)
        })),
        Some(("with a byte order mark at its beginning", |text| {
            (!text.starts_with(MARK)).then(|| format!("{MARK}{text}"))
        })),
    ];
    let ends: [Option<Change>; 3] = [
        None,
        Some(("with its line ends turned from CRLF to LF", |text| {
            text.contains("\r\n").then(|| text.replace("\r\n", "\n"))
        })),
        Some(("with its line ends turned from LF to CRLF", |text| {
            let plain = text.contains('\n') && !text.contains("\r\n");
            plain.then(|| text.replace('\n', "\r\n"))
        })),
    ];
    let mut all = Vec::new();
    for head in &heads {
        for end in &ends {
            let changes: Vec<&Change> = head.iter().chain(end).collect();
            let words: Vec<&str> = changes.iter().map(|(words, _)| *words).collect();
            let changed = changes
                .iter()
                .try_fold(text.to_owned(), |text, (_, change)| change(&text));
            if let (false, Some(text)) = (changes.is_empty(), changed) {
                all.push(Disguise {
                    words: words.join(" and "),
                    text: CountedText::new(text),
                });
            }
        }
    }
    all
}

/// Whether a text that is not the recorded one, or does not fit its places, would
/// be or do so without a byte order mark or with other line ends. A new text without
/// any place need not have them in the first place.
pub(super) fn disguised(
    text: &CountedText,
    edition: Edition,
    recorded: Option<&TextHead>,
    places: &[&OwnedPlace],
) -> Option<Undisguised> {
    let fitting = |text: &CountedText| {
        let fit = |place: &&&OwnedPlace| {
            let passage = text.slice(place.start, place.end);
            passage.is_some_and(|passage| fits(place.digest, passage))
        };
        places.iter().filter(fit).count()
    };
    let dated = places.iter().filter(|p| !p.digest.is_empty()).count();
    let now = fitting(text);
    if edition == Edition::Unrecorded && places.is_empty() {
        return plain(text.text());
    }
    if edition == Edition::Recorded || edition == Edition::Unrecorded && now == dated {
        return None;
    }
    let disguises = disguises(text.text());
    if let Some(head) = recorded {
        let is_it =
            |d: &&Disguise| sha256(d.text.text().as_bytes()).eq_ignore_ascii_case(&head.sha256);
        if let Some(found) = disguises.iter().find(is_it) {
            let words = &found.words;
            return Some(Undisguised {
                words: format!(
                    "{}, it would be exactly the text that the dossier counts in.",
                    capital(words)
                ),
                text: found.text.text().to_owned(),
            });
        }
    }
    let counted = disguises.iter().map(|d| (fitting(&d.text), d));
    // Of equal ones, the first: it changes least.
    let (fit, found) = counted.rev().max_by_key(|(fit, _)| *fit)?;
    (fit > now).then(|| Undisguised {
        words: format!(
            "{}, {fit} of its {dated} places with a digest would fit; as it lies there, {now} do.",
            capital(&found.words)
        ),
        text: found.text.text().to_owned(),
    })
}

/// A text without a byte order mark and with plain line ends, where it has others.
fn plain(text: &str) -> Option<Undisguised> {
    let plain = text.trim_start_matches(MARK).replace("\r\n", "\n");
    (plain != text).then(|| Undisguised {
        words: "It has a byte order mark or Windows line ends, and each counts as a character: \
                before you count places in it, better take a text without them."
            .to_owned(),
        text: plain,
    })
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
