//! Finding a passage again in a text: by its words, or by its digest alone.

use std::collections::{BTreeMap, HashMap};

use memchr::memmem;
use sha2::{Digest, Sha256};

use super::counted::CountedText;
use super::owned_places::OwnedPlace;

/// Bytes that a search by digest may hash: some seconds' work.
const HASHED: u64 = 4 << 30;
/// Shifts that are tried before a full search.
const SHIFTS: usize = 8;
/// Where a passage stands more often than this, nobody counts further.
pub(super) const MOST: usize = 5_000;

/// The places at which a passage stands, as code points, up to one more than
/// [`MOST`]; they may overlap.
pub(super) fn occurrences(text: &CountedText, passage: &str) -> Vec<[u64; 2]> {
    let length = passage.chars().count() as u64;
    let place = |byte| {
        let start = text.point(byte);
        [start, start + length]
    };
    bytes_of(text.text(), passage)
        .into_iter()
        .map(place)
        .collect()
}

/// The bytes at which a passage begins, up to one more than [`MOST`]; occurrences may
/// overlap.
pub(super) fn bytes_of(text: &str, passage: &str) -> Vec<usize> {
    let Some(first) = passage.chars().next() else {
        return Vec::new();
    };
    let finder = memmem::Finder::new(passage);
    let mut found = Vec::new();
    let mut from = 0;
    while found.len() <= MOST
        && let Some(at) = finder.find(&text.as_bytes()[from..])
    {
        found.push(from + at);
        from += at + first.len_utf8();
    }
    found
}

/// A passage known by its length and digest only.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lost<'a> {
    /// Where it stood.
    pub start: u64,
    /// Number of code points.
    pub length: u64,
    /// First hex digits of its SHA-256, eight or more.
    pub digest: &'a str,
}

impl<'a> Lost<'a> {
    /// The passage of a place whose words nobody kept.
    pub fn of(place: &OwnedPlace<'a>) -> Lost<'a> {
        Lost {
            start: place.start,
            length: place.end - place.start,
            digest: place.digest,
        }
    }
}

/// What came of a search by digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sought {
    /// It stands here first, or here at least.
    At(u64),
    /// It stands nowhere.
    Nowhere,
    /// The search was too long and was given up.
    GivenUp,
}

/// Finds passages by digest. What moves mostly moves together: the shifts of those
/// found before are tried first. (`shifts` may name some to begin with.) Otherwise
/// every slice of the right length is hashed, once for all passages of one length.
pub(super) fn by_digest(text: &CountedText, lost: &[Lost], shifts: &[i64]) -> Vec<Sought> {
    let mut answers = vec![Sought::Nowhere; lost.len()];
    let starts: Vec<usize> = (text.text().char_indices().map(|(at, _)| at))
        .chain([text.text().len()])
        .collect();
    let bytes = text.text().as_bytes();
    let hash = |start: usize, length: usize| {
        let slice = bytes.get(*starts.get(start)?..*starts.get(start.checked_add(length)?)?)?;
        Some(Sha256::digest(slice))
    };
    let mut shifts: Vec<i64> = shifts.to_vec();
    let mut lengths: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (k, passage) in lost.iter().enumerate() {
        lengths.entry(passage.length).or_default().push(k);
    }
    let mut left = HASHED;
    for (length, members) in lengths {
        let Ok(length) = usize::try_from(length) else {
            continue;
        };
        let last = (length.checked_add(1)).and_then(|l| starts.len().checked_sub(l));
        let mut open: HashMap<u32, Vec<usize>> = HashMap::new();
        for k in members {
            let Some(head) = head(lost[k].digest) else {
                continue;
            };
            let near = shifts.iter().rev().take(SHIFTS).find_map(|shift| {
                let at = lost[k].start.checked_add_signed(*shift)?;
                let at = usize::try_from(at).ok()?;
                is(&hash(at, length)?, lost[k].digest).then_some(at)
            });
            match near {
                Some(at) => answers[k] = Sought::At(at as u64),
                None => open.entry(head).or_default().push(k),
            }
        }
        for start in 0..last.map_or(0, |last| last + 1) {
            if open.is_empty() {
                break;
            }
            // SHA-256 works in blocks of 64 bytes and adds nine of its own.
            let cost = (starts[start + length] - starts[start]) as u64 + 64;
            let Some(rest) = left.checked_sub(cost) else {
                for k in open.into_values().flatten() {
                    answers[k] = Sought::GivenUp;
                }
                break;
            };
            left = rest;
            let Some(digest) = hash(start, length) else {
                break;
            };
            let head = u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]);
            let Some(of_head) = open.get_mut(&head) else {
                continue;
            };
            of_head.retain(|&k| {
                let found = is(&digest, lost[k].digest);
                if found {
                    answers[k] = Sought::At(start as u64);
                    let shift = (start as u64).wrapping_sub(lost[k].start).cast_signed();
                    if !shifts.contains(&shift) {
                        shifts.push(shift);
                    }
                }
                !found
            });
            if of_head.is_empty() {
                open.remove(&head);
            }
        }
    }
    answers
}

/// The first eight hex digits as a number.
fn head(digest: &str) -> Option<u32> {
    u32::from_str_radix(digest.get(..8)?, 16).ok()
}

/// Whether `hex` are the first hex digits of a digest.
fn is(digest: &[u8], hex: &str) -> bool {
    let half = |k: usize| (digest[k / 2] >> (4 * (1 - k % 2))) & 15;
    hex.len() <= 2 * digest.len()
        && hex
            .chars()
            .enumerate()
            .all(|(k, c)| c.to_digit(16) == Some(u32::from(half(k))))
}
