//! Choosing among the places at which a passage may stand.

use std::cell::OnceCell;

use triple_accel::levenshtein::{LEVENSHTEIN_COSTS, levenshtein_naive_k_with_opts};

use super::super::counted::CountedText;
use super::super::digest::sha256;
use super::super::locators::Locator;
use super::super::quote::Quote;
use super::candidates::{Candidate, MOST, candidates};
use super::finding::{Grade, Proposal, Surroundings};
use super::order::{Anchor, Order};
use super::passages::Passage;
use crate::Read;

/// A proposal is compared with others whose edits differ by less than one in so
/// many bytes.
const MARGIN: usize = 10;

/// What was found for one place.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub to: Option<[u64; 2]>,
    grade: Grade,
    pub distance: u64,
    length: u64,
    surroundings: Surroundings,
    edges: [bool; 2],
    in_order: Option<bool>,
    rivals: u64,
    remark: String,
}

/// Finds each passage in the new text.
pub(super) fn propose(places: &[Locator], passages: &[Passage], new: &CountedText) -> Vec<Found> {
    let grams = OnceCell::new();
    let sought: Vec<(Vec<Candidate>, usize)> = passages
        .iter()
        .map(|passage| match &passage.quote {
            Some(quote) => candidates(quote, passage.around, new.text(), &grams),
            None => (Vec::new(), 0),
        })
        .collect();
    let place_of = |c: &Candidate| [new.point(c.bytes.start), new.point(c.bytes.end)];
    let mut anchors = Vec::new();
    for ((place, passage), (found, _)) in places.iter().zip(passages).zip(&sought) {
        let Some(quote) = &passage.quote else {
            continue;
        };
        if let [best] = as_good(found, quote)[..]
            && best.before.fits()
            && best.behind.fits()
        {
            anchors.push(Anchor {
                old: [place.start, place.end],
                new: place_of(best),
            });
        }
    }
    let order = Order::of(anchors);
    let settle =
        |((place, passage), (found, exact)): ((&Locator, &Passage), &(Vec<Candidate>, usize))| {
            let old = [place.start, place.end];
            let Some(quote) = &passage.quote else {
                return Found::nothing("nothing tells what stood there: attach the old text first");
            };
            let best = as_good(found, quote);
            let in_order: Vec<&Candidate> = best
                .iter()
                .copied()
                .filter(|c| order.kept(old, place_of(c)) == Some(true))
                .collect();
            let pool: Vec<&Candidate> = match in_order.is_empty() {
                true => best,
                false => in_order,
            };
            let expected = order.expected(old);
            let chosen = pool
                .iter()
                .min_by_key(|c| new.point(c.bytes.start).abs_diff(expected));
            let Some(chosen) = chosen else {
                return Found::nothing(match *exact > MOST {
                    true => "it stands at thousands of places",
                    false => "it was not found",
                });
            };
            let to = place_of(chosen);
            let mut found = Found {
                to: Some(to),
                grade: match (chosen.edits, exact) {
                    (0, 1) => Grade::ExactOnce,
                    (0, _) => Grade::ExactSeveral,
                    _ => Grade::Near,
                },
                distance: distance(
                    &quote.exact,
                    new.slice(to[0], to[1]).unwrap_or_default(),
                    chosen.edits,
                ),
                length: quote.exact.chars().count() as u64,
                surroundings: surroundings(chosen, passage.around),
                edges: chosen.edges,
                in_order: order.kept(old, to),
                rivals: pool.len() as u64 - 1,
                remark: String::new(),
            };
            found.remark = found.doubt();
            found
        };
    places
        .iter()
        .zip(passages)
        .zip(&sought)
        .map(settle)
        .collect()
}

/// The best candidates: those that no other surpasses by a margin. What fits to the
/// letter with all its surroundings has no rivals but others that do; what merely
/// touches a better one (the second 1 of an 11) is none.
fn as_good<'c>(found: &'c [Candidate], quote: &Quote) -> Vec<&'c Candidate> {
    let Some(best) = found.first() else {
        return Vec::new();
    };
    let length = quote.exact.len() + quote.prefix.len() + quote.suffix.len();
    let margin = match best.cost() == 0 && best.before.fits() && best.behind.fits() {
        true => 0,
        false => u32::try_from(length / MARGIN).unwrap_or(u32::MAX).max(1),
    };
    let within = |c: &&Candidate| c.cost() <= best.cost().saturating_add(margin);
    let touches = |c: &&Candidate| {
        let (c, best) = (&c.bytes, &best.bytes);
        c.start <= best.end && best.start <= c.end
    };
    let good = found.iter().take_while(within);
    good.filter(|c| c.cost() == best.cost() || !touches(c))
        .collect()
}

fn surroundings(candidate: &Candidate, known: bool) -> Surroundings {
    match (candidate.before.fits(), candidate.behind.fits()) {
        _ if !known => Surroundings::Unknown,
        (true, true) => Surroundings::Both,
        (true, false) => Surroundings::Before,
        (false, true) => Surroundings::Behind,
        (false, false) => Surroundings::Neither,
    }
}

/// Code points in which two passages differ, that differ in `edits` bytes.
fn distance(old: &str, new: &str, edits: u32) -> u64 {
    if edits == 0 {
        return 0;
    }
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let exact = levenshtein_naive_k_with_opts(
        &old,
        &new,
        edits.saturating_add(8),
        false,
        LEVENSHTEIN_COSTS,
    );
    exact.map_or(edits, |(distance, _)| distance).max(1).into()
}

impl Found {
    fn nothing(why: &str) -> Found {
        Found {
            to: None,
            grade: Grade::None,
            distance: 0,
            length: 0,
            surroundings: Surroundings::Unknown,
            edges: [false; 2],
            in_order: None,
            rivals: 0,
            remark: why.to_owned(),
        }
    }

    /// Why a person should look; empty where nobody need.
    fn doubt(&self) -> String {
        let why = match (self.surroundings, self.in_order) {
            _ if self.rivals == 1 => "another place fits as well",
            _ if self.rivals > 0 => return format!("{} other places fit as well", self.rivals),
            (Surroundings::Neither, _) => "what stands around it is not what it was",
            (Surroundings::Unknown, _) => "nothing tells what stood around it",
            (_, Some(false)) => "it would stand in another order than before",
            (Surroundings::Behind, _) if !self.edges[0] => "its beginning is not what it was",
            (Surroundings::Before, _) if !self.edges[1] => "its end is not what it was",
            (Surroundings::Both, _) | (_, Some(true)) => "",
            (Surroundings::Before | Surroundings::Behind, None) => {
                "what stands around it fits on one side only"
            }
        };
        why.to_owned()
    }

    pub fn proposal(self, read: &Read, place: &Locator, new: &CountedText) -> Proposal {
        let passage = self.to.and_then(|[start, end]| new.slice(start, end));
        Proposal {
            name: place.name(),
            owner: place.owner,
            id: place.id.to_owned(),
            path: place.path.clone(),
            span: read.span(&place.path),
            from: [place.start, place.end],
            to: self.to,
            grade: self.grade,
            distance: self.distance,
            length: self.length,
            surroundings: self.surroundings,
            in_order: self.in_order,
            rivals: self.rivals,
            sure: self.to.is_some() && self.remark.is_empty(),
            remark: self.remark,
            digest: passage.map_or(String::new(), |passage| sha256(passage.as_bytes())),
            mark: place.mark,
            digits: place.digest.len(),
        }
    }
}
