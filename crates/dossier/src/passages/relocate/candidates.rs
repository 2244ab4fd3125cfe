//! Where in a new edition a passage may stand.

use std::cell::OnceCell;
use std::ops::Range;

use triple_accel::levenshtein::{
    LEVENSHTEIN_COSTS, levenshtein_search_simd_with_opts, levenshtein_simd_k,
};
use triple_accel::{Match, SearchType};

use super::super::quote::Quote;
use super::super::search::{MOST, bytes_of};
use super::super::wording::Plain;
use super::grams::Grams;

/// One edit in so many bytes is the most that a passage may have changed by.
const EDITS: usize = 5;
/// Longer passages are looked for word by word only: 10,000 bytes.
const LONGEST: usize = 10_000;
/// So many near places are looked at.
const MOST_NEAR: usize = 50;
/// What it costs to see how a candidate fits, in comparisons of two bytes.
const FITTING: u64 = 2_000;

/// How much looking for passages may still cost, in comparisons of two bytes.
#[derive(Clone, Copy, Debug)]
pub(in crate::passages) struct Work(u64);

impl Work {
    /// Some twenty seconds of it.
    pub const ALL: Work = Work(20_000_000_000);

    /// Takes off what is about to be done; `false` where too little is left.
    pub fn spend(&mut self, cost: u64) -> bool {
        let left = self.0.checked_sub(cost);
        self.0 = left.unwrap_or(0);
        left.is_some()
    }
}

/// What came of looking for a passage.
#[derive(Clone, Debug, Default)]
pub(super) struct Sought {
    /// Where it may stand, best first.
    pub candidates: Vec<Candidate>,
    /// At how many places it stands exactly.
    pub exact: usize,
    /// The search took too long and was given up.
    pub given_up: bool,
}

/// A place at which the passage may stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::passages) struct Candidate {
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
pub(in crate::passages) enum Side {
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

/// A text to look for passages in; what the search needs is made when it is needed
/// first.
pub(in crate::passages) struct Haystack<'t> {
    pub text: &'t str,
    plain: OnceCell<Plain>,
    grams: OnceCell<Grams>,
}

impl<'t> Haystack<'t> {
    pub fn of(text: &'t str) -> Haystack<'t> {
        Haystack {
            text,
            plain: OnceCell::new(),
            grams: OnceCell::new(),
        }
    }

    /// The text, typesetting aside.
    pub fn plain(&self) -> &Plain {
        self.plain.get_or_init(|| Plain::of(self.text))
    }

    /// The bytes at which the words stand, typesetting aside, up to one place more than
    /// [`MOST`].
    pub fn same_words(&self, words: &str) -> Vec<Range<usize>> {
        let plain = self.plain();
        let wanted = Plain::of(words);
        let wanted = wanted.text.trim_end();
        let found = bytes_of(&plain.text, wanted).into_iter();
        found
            .map(|at| plain.origin(self.text, at..at + wanted.len()))
            .collect()
    }
}

/// Where a passage may stand in a text, best first: where it stands exactly; where its
/// surroundings fit at none of those, where its words stand, typeset otherwise; else
/// where something like it stands. (`known`: whether the quote's surroundings are known.)
pub(super) fn candidates(
    passage: &Quote,
    known: bool,
    haystack: &Haystack,
    work: &mut Work,
) -> Sought {
    let text = haystack.text;
    let nothing = |exact: usize, given_up| Sought {
        candidates: Vec::new(),
        exact,
        given_up,
    };
    if !work.spend(text.len() as u64) {
        return nothing(0, true);
    }
    let exact = bytes_of(text, &passage.exact);
    let count = exact.len();
    let length = passage.exact.len();
    if count > MOST {
        return nothing(count, false);
    }
    if !work.spend(count as u64 * FITTING) {
        return nothing(count, true);
    }
    let mut all: Vec<Candidate> = (exact.into_iter())
        .map(|at| Candidate::at(passage, known, text, at..at + length, 0))
        .collect();
    let settled = |c: &Candidate| !known || c.sided();
    if !all.iter().any(settled) {
        let words = haystack.same_words(&passage.exact);
        if words.len() > MOST {
            return nothing(words.len(), false);
        }
        if !work.spend(words.len() as u64 * FITTING) {
            return nothing(count, true);
        }
        let words = words
            .into_iter()
            .filter(|at| text[at.clone()] != passage.exact);
        all.extend(words.map(|at| Candidate::at(passage, known, text, at, 1)));
    }
    if !all.iter().any(settled) {
        let Some(near) = near(passage, known, haystack, work) else {
            return nothing(count, true);
        };
        all.extend(near.into_iter().filter(|c| c.edits > 0));
    }
    all.sort_by_key(|c| (c.cost(), c.bytes.start, c.bytes.end));
    Sought {
        candidates: all,
        exact: count,
        given_up: false,
    }
}

/// Where something like the passage stands, each place once, in its best form; `None`
/// where looking for it would take too long.
pub(in crate::passages) fn near(
    passage: &Quote,
    known: bool,
    haystack: &Haystack,
    work: &mut Work,
) -> Option<Vec<Candidate>> {
    let text = haystack.text;
    let grams = haystack.grams.get_or_init(|| Grams::of(text));
    let needle = passage.exact.as_bytes();
    let most = needle.len() / EDITS;
    if most == 0 || needle.len() > LONGEST {
        return Some(Vec::new());
    }
    let mut matches: Vec<Match> = Vec::new();
    for window in grams.windows(needle, most) {
        if !work.spend(needle.len() as u64 * window.len() as u64) {
            return None;
        }
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
                if !work.spend(FITTING) {
                    return None;
                }
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
    Some(places)
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
pub(in crate::passages) fn last(text: &str, count: usize) -> &str {
    let from = (count.checked_sub(1)).map(|n| text.char_indices().rev().nth(n));
    match from {
        None => "",
        Some(Some((at, _))) => &text[at..],
        Some(None) => text,
    }
}

/// The first `count` characters of a text.
pub(in crate::passages) fn first(text: &str, count: usize) -> &str {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_that_takes_too_long_is_given_up_and_said() {
        let letters = "a".repeat(2_000);
        let passage = Quote {
            path: String::new(),
            start: 0,
            end: 2_000,
            prefix: String::new(),
            exact: letters.clone(),
            suffix: String::new(),
        };
        let text = format!("{}b", &letters[..1_990]).repeat(4);
        let haystack = Haystack::of(&text);
        let look = |mut work: Work| candidates(&passage, false, &haystack, &mut work);
        let found = look(Work::ALL);
        assert!(!found.given_up && !found.candidates.is_empty());
        let stopped = look(Work(1_000_000));
        assert!(stopped.given_up && stopped.candidates.is_empty());
    }
}
