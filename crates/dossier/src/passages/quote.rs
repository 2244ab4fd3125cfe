//! Passages with what stands around them.

use serde::{Deserialize, Serialize};

use super::counted::CountedText;
use super::digest::fits;
use super::owned_places::OwnedPlace;

/// Code points kept on either side of a passage.
const AROUND: u64 = 32;
/// Passages longer than this are not kept: 10,000 code points.
const LONGEST: u64 = 10_000;

/// What stood at a place, and around it (W3C Web Annotation text quote selector).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// The place in the dossier: `claims.C001.places.1`.
    pub path: String,
    /// Its first code point then.
    pub start: u64,
    /// The code point after its last.
    pub end: u64,
    /// Up to 32 code points before it.
    pub prefix: String,
    /// The passage.
    pub exact: String,
    /// Up to 32 code points behind it.
    pub suffix: String,
}

impl Quote {
    /// What stands at a place of a text; `None` where the text has no such place.
    pub(super) fn of(place: &OwnedPlace, text: &CountedText) -> Option<Quote> {
        let (start, end) = (place.start, place.end);
        let exact = text.slice(start, end)?;
        let before = text.slice(start.saturating_sub(AROUND), start)?;
        let behind = text.slice(end, end.saturating_add(AROUND).min(text.length()))?;
        Some(Quote {
            path: place.path.clone(),
            start,
            end,
            prefix: before.to_owned(),
            exact: exact.to_owned(),
            suffix: behind.to_owned(),
        })
    }

    /// Whether it is short enough to be kept.
    pub(super) fn can_be_kept(&self) -> bool {
        self.end - self.start <= LONGEST
    }

    /// Whether it is what stood at this place: both places are the same, and the
    /// place's digest, where it has one, is that of the passage.
    fn is_of(&self, place: &OwnedPlace) -> bool {
        (self.start, self.end) == (place.start, place.end)
            && match place.digest {
                "" => self.path == place.path,
                digest => fits(digest, &self.exact),
            }
    }

    /// The quote of a place among those kept, which are in order of start.
    pub(super) fn find<'q>(quotes: &'q [Quote], place: &OwnedPlace) -> Option<&'q Quote> {
        let first = quotes.partition_point(|quote| quote.start < place.start);
        let same = quotes[first..]
            .iter()
            .take_while(|q| q.start == place.start);
        let mut fitting = same.filter(|quote| quote.is_of(place)).peekable();
        let any = fitting.peek().copied();
        // Two places may be one passage: each finds its own first.
        fitting.find(|quote| quote.path == place.path).or(any)
    }

    /// The order in which quotes are kept.
    pub(super) fn sort(quotes: &mut [Quote]) {
        quotes.sort_by(|a, b| (a.start, a.end, &a.path).cmp(&(b.start, b.end, &b.path)));
    }
}
