//! What stood at each place.

use super::super::attached::Attached;
use super::super::counted::CountedText;
use super::super::digest::fits;
use super::super::owned_places::OwnedPlace;
use super::super::quote::Quote;
use super::super::search::{Lost, Sought, by_digest};

/// What stood at a place, as far as anything tells.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    pub quote: Option<Quote>,
    /// Whether what stood around it is known.
    pub around: bool,
}

/// What stood at each place: by the old text, else by what was kept of it, else, by
/// its digest, in the new text itself.
pub(super) fn passages(
    places: &[OwnedPlace],
    old: Option<&(bool, Attached)>,
    kept: &[Quote],
    new: &CountedText,
) -> Vec<Passage> {
    let mut passages = Vec::with_capacity(places.len());
    let mut lost = Vec::new();
    for place in places {
        let of_old = old.and_then(|(recorded, text)| {
            let true_there = match place.digest {
                "" => *recorded,
                digest => text.fits(place.start, place.end, digest),
            };
            true_there.then(|| Quote::of(place, &text.text)).flatten()
        });
        let quote = of_old.or_else(|| Quote::find(kept, place).cloned());
        let sided = |q: &Quote| !(q.prefix.is_empty() && q.suffix.is_empty());
        let around = quote.as_ref().is_some_and(sided);
        // What still stands where it stood needs no search.
        let same = || {
            let here = Quote::of(place, new)?;
            fits(place.digest, &here.exact).then_some(here)
        };
        let quote = quote.or_else(same);
        if quote.is_none() && !place.digest.is_empty() && place.start < place.end {
            lost.push(passages.len());
        }
        passages.push(Passage { quote, around });
    }
    let wanted: Vec<Lost> = lost.iter().map(|&k| Lost::of(&places[k])).collect();
    if wanted.is_empty() {
        return passages;
    }
    for (&k, sought) in lost.iter().zip(by_digest(new, &wanted, &[])) {
        let Sought::At(start) = sought else { continue };
        let (place, length) = (&places[k], places[k].end - places[k].start);
        let exact = new.slice(start, start + length).unwrap_or_default();
        passages[k].quote = Some(Quote {
            path: place.path.clone(),
            start: place.start,
            end: place.end,
            prefix: String::new(),
            exact: exact.to_owned(),
            suffix: String::new(),
        });
    }
    passages
}
