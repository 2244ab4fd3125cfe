//! Where in a new edition a passage may stand.

use std::cell::OnceCell;
use std::ops::Range;

use triple_accel::levenshtein::{
    LEVENSHTEIN_COSTS, levenshtein_search_simd_with_opts, levenshtein_simd_k,
};
use triple_accel::{Match, SearchType};

use super::super::quote::Quote;
use super::super::search::bytes_of;
use super::grams::Grams;

/// One edit in so many bytes is the most that a passage may have changed by.
const EDITS: usize = 5;
/// Longer passages are looked for word by word only: 10,000 bytes.
const LONGEST: usize = 10_000;
/// A passage that stands at more places than this is left to a person.
pub(super) const MOST: usize = 5_000;
/// So many near places are looked at.
const MOST_NEAR: usize = 50;

/// A place at which the passage may stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Bytes of the new text.
    pub bytes: Range<usize>,
    /// Edits between the passage and what stands there, in bytes.
    pub edits: u32,
    /// How what stands before it fits.
    pub before: Side,
    /// How what stands behind it fits.
    pub behind: Side,
    /// Whether its own beginning and its own end are what they were. Where what
    /// stands around it is new, that alone tells where it begins and ends.
    pub edges: [bool; 2],
}

/// Code points at either end of a passage that make its edge.
const EDGE: usize = 32;

/// How the text on one side fits what stood there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// With so many edits.
    Fits(u32),
    /// It is another text, of so many bytes.
    Differs(u32),
    /// Nothing is known of what stood there.
    Unknown,
}

impl Side {
    fn edits(self) -> u32 {
        match self {
            Side::Fits(edits) | Side::Differs(edits) => edits,
            Side::Unknown => 0,
        }
    }

    pub fn fits(self) -> bool {
        matches!(self, Side::Fits(_))
    }
}

impl Candidate {
    /// Edits of the passage with its surroundings: the less, the better.
    pub fn cost(&self) -> u32 {
        self.edits + self.before.edits() + self.behind.edits()
    }

    /// Whether the text on at least one side is what it was.
    pub fn sided(&self) -> bool {
        self.before.fits() || self.behind.fits()
    }

    fn at(passage: &Quote, known: bool, text: &str, bytes: Range<usize>, edits: u32) -> Candidate {
        let start = boundary(text, bytes.start, false);
        let end = boundary(text, bytes.end, true).max(start);
        let (before, behind) = match known {
            true => (
                side(
                    &passage.prefix,
                    last(&text[..start], passage.prefix.chars().count()),
                    start == 0,
                ),
                side(
                    &passage.suffix,
                    first(&text[end..], passage.suffix.chars().count()),
                    end == text.len(),
                ),
            ),
            false => (Side::Unknown, Side::Unknown),
        };
        let exact = passage.exact.as_str();
        let now = &text[start..end];
        let edges = [
            (first(exact, EDGE), first(now, EDGE)),
            (last(exact, EDGE), last(now, EDGE)),
        ];
        Candidate {
            bytes: start..end,
            edits,
            before,
            behind,
            edges: edges.map(|(then, now)| edits == 0 || side(then, now, true).fits()),
        }
    }
}

/// Where a passage may stand in `text`, best first: where it stands exactly; and
/// where its surroundings fit at none of those, where something like it stands.
/// (`known`: whether the quote's surroundings are known.) The second part is the
/// number of exact places. `grams`: of the text, made when they are needed first.
pub(super) fn candidates(
    passage: &Quote,
    known: bool,
    text: &str,
    grams: &OnceCell<Grams>,
) -> (Vec<Candidate>, usize) {
    let exact = bytes_of(text, &passage.exact);
    let count = exact.len();
    let length = passage.exact.len();
    if count > MOST {
        return (Vec::new(), count);
    }
    let mut all: Vec<Candidate> = (exact.into_iter())
        .map(|at| Candidate::at(passage, known, text, at..at + length, 0))
        .collect();
    let settled = |c: &Candidate| !known || c.sided();
    if !all.iter().any(settled) {
        let near = near(passage, known, text, grams.get_or_init(|| Grams::of(text)));
        all.extend(near.into_iter().filter(|c| c.edits > 0));
    }
    all.sort_by_key(|c| (c.cost(), c.bytes.start, c.bytes.end));
    (all, count)
}

/// Where something like the passage stands, each place once, in its best form.
fn near(passage: &Quote, known: bool, text: &str, grams: &Grams) -> Vec<Candidate> {
    let needle = passage.exact.as_bytes();
    let most = needle.len() / EDITS;
    if most == 0 || needle.len() > LONGEST {
        return Vec::new();
    }
    let mut matches: Vec<Match> = Vec::new();
    for window in grams.windows(needle, most) {
        let offset = window.start;
        let found = levenshtein_search_simd_with_opts(
            needle,
            &text.as_bytes()[window],
            u32::try_from(most).unwrap_or(u32::MAX),
            SearchType::All,
            LEVENSHTEIN_COSTS,
            false,
        );
        matches.extend(found.map(|m| Match {
            start: m.start + offset,
            end: m.end + offset,
            k: m.k,
        }));
    }
    matches.retain(|m| m.start < m.end && m.end <= text.len());
    matches.sort_by_key(|m| (m.k, m.start, m.end));
    let mut places: Vec<Candidate> = Vec::new();
    for m in matches {
        let full = places.len() == MOST_NEAR;
        let overlap = places
            .iter_mut()
            .find(|c| m.start < c.bytes.end && c.bytes.start < m.end);
        match overlap {
            Some(place) if place.edits == m.k => {
                // As near in another form: the one whose surroundings fit better.
                let other = Candidate::at(passage, known, text, m.start..m.end, m.k);
                let order = |c: &Candidate| (c.cost(), c.bytes.len().abs_diff(needle.len()));
                if order(&other) < order(place) {
                    *place = other;
                }
            }
            Some(_) => {}
            None if full => {}
            None => places.push(Candidate::at(passage, known, text, m.start..m.end, m.k)),
        }
    }
    places
}

/// How `now` fits `then`; at the edge of the text nothing may stand.
fn side(then: &str, now: &str, edge: bool) -> Side {
    if then.is_empty() {
        return match edge {
            true => Side::Fits(0),
            false => Side::Unknown,
        };
    }
    let length = u32::try_from(then.len()).unwrap_or(u32::MAX);
    // Unrelated texts differ in about three letters of four.
    let most = length * 2 / 5;
    if now.is_empty() || most == 0 {
        return match then == now {
            true => Side::Fits(0),
            false => Side::Differs(length),
        };
    }
    match levenshtein_simd_k(then.as_bytes(), now.as_bytes(), most) {
        Some(edits) => Side::Fits(edits),
        None => Side::Differs(length),
    }
}

/// The last `count` characters of a text.
fn last(text: &str, count: usize) -> &str {
    let from = (count.checked_sub(1)).map(|n| text.char_indices().rev().nth(n));
    match from {
        None => "",
        Some(Some((at, _))) => &text[at..],
        Some(None) => text,
    }
}

/// The first `count` characters of a text.
fn first(text: &str, count: usize) -> &str {
    let behind = text.char_indices().nth(count);
    behind.map_or(text, |(at, _)| &text[..at])
}

/// The next byte at which a character begins, up or down.
fn boundary(text: &str, byte: usize, up: bool) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte = if up { byte + 1 } else { byte - 1 };
    }
    byte
}
