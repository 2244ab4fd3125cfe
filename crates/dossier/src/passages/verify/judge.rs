//! What a text says of places, one by one.

use std::collections::HashMap;

use super::super::counted::CountedText;
use super::super::digest::fits;
use super::super::owned_places::OwnedPlace;
use super::super::quote::Quote;
use super::super::search::{Lost, Sought, by_digest, occurrences};
use super::verdict::{PlaceStatus, PlaceVerdict};

/// What a text says of each of some places. With `search`, passages that are not
/// where they should be are looked for: by what they were (`quotes`, in their
/// order), else by digest.
pub(in crate::passages) fn judge(
    places: &[OwnedPlace],
    text: &CountedText,
    quotes: &[Quote],
    search: bool,
) -> Vec<PlaceVerdict> {
    let mut known: HashMap<&str, u64> = HashMap::new();
    let mut verdicts = Vec::with_capacity(places.len());
    let mut shifts = Vec::new();
    let mut lost = Vec::new();
    for place in places {
        let outside = place.end > text.length();
        let passage = text.slice(place.start, place.end);
        verdicts.push(match passage {
            Some(passage) if fits(place.digest, passage) => PlaceVerdict::Sound {
                times: match search {
                    true => *(known.entry(passage))
                        .or_insert_with(|| occurrences(text, passage).len() as u64),
                    false => 1,
                },
            },
            _ if place.digest.is_empty() && !outside => PlaceVerdict::Unchecked,
            _ => {
                let quote = Quote::find(quotes, place).filter(|_| search);
                let found = quote.map_or(Vec::new(), |q| occurrences(text, &q.exact));
                if let [[start, _]] = found[..] {
                    shifts.push(start.wrapping_sub(place.start).cast_signed());
                }
                if search && quote.is_none() && place.start < place.end {
                    lost.push(verdicts.len());
                }
                faulty(outside, found, false)
            }
        });
    }
    let wanted: Vec<Lost> = lost.iter().map(|&k| Lost::of(&places[k])).collect();
    if wanted.is_empty() {
        return verdicts;
    }
    for (k, sought) in lost.into_iter().zip(by_digest(text, &wanted, &shifts)) {
        let length = places[k].end - places[k].start;
        let passage = match sought {
            Sought::At(start) => text.slice(start, start + length),
            Sought::Nowhere | Sought::GivenUp => None,
        };
        let found = passage.map_or(Vec::new(), |passage| occurrences(text, passage));
        let outside = places[k].end > text.length();
        verdicts[k] = faulty(outside, found, sought == Sought::GivenUp);
    }
    verdicts
}

fn faulty(outside: bool, found: Vec<[u64; 2]>, given_up: bool) -> PlaceVerdict {
    let status = match found.len() {
        _ if outside => PlaceStatus::Outside,
        0 => PlaceStatus::Vanished,
        1 => PlaceStatus::Moved,
        _ => PlaceStatus::Several,
    };
    PlaceVerdict::Faulty {
        status,
        found,
        given_up,
    }
}
