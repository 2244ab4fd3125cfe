//! Choosing among the places at which a passage may stand.

use triple_accel::levenshtein::{LEVENSHTEIN_COSTS, levenshtein_naive_k_with_opts};

use super::super::counted::CountedText;
use super::super::digest::sha256;
use super::super::owned_places::OwnedPlace;
use super::super::quote::Quote;
use super::super::search::MOST;
use super::super::wording::{TellingKind, TellingWords, same, telling};
use super::candidates::{Candidate, Haystack, Sought, Work, candidates, first, last};
use super::finding::{Grade, Proposal, Surroundings};
use super::order::{FoundPassage, Order};
use super::passages::Passage;
use crate::Read;

/// A proposal is compared with others whose edits differ by less than one in so
/// many bytes.
const MARGIN: usize = 10;

/// Why nothing is said of a place where the search was too long.
const GIVEN_UP: &str = "looking for it would take too long: accept what was found, then look again";

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
    /// The words of the passage are the same.
    same_words: bool,
    /// It begins and ends where words do, or where it did.
    whole_words: bool,
    telling: Vec<TellingWords>,
    remark: String,
}

/// Finds each passage in the new text.
pub(super) fn propose(
    places: &[OwnedPlace],
    passages: &[Passage],
    new: &CountedText,
) -> Vec<Found> {
    let haystack = Haystack::of(new.text());
    let mut work = Work::ALL;
    let sought: Vec<Sought> = passages
        .iter()
        .map(|passage| match &passage.quote {
            Some(quote) => candidates(quote, passage.around, &haystack, &mut work),
            None => Sought::default(),
        })
        .collect();
    let place_of = |c: &Candidate| [new.point(c.bytes.start), new.point(c.bytes.end)];
    let mut anchors = Vec::new();
    for ((place, passage), sought) in places.iter().zip(passages).zip(&sought) {
        let Some(quote) = &passage.quote else {
            continue;
        };
        if let [best] = as_good(&sought.candidates, quote)[..]
            && best.before.fits()
            && best.behind.fits()
        {
            anchors.push(FoundPassage {
                old: [place.start, place.end],
                new: place_of(best),
            });
        }
    }
    let order = Order::of(anchors);
    let settle = |((place, passage), sought): ((&OwnedPlace, &Passage), &Sought)| {
        let old = [place.start, place.end];
        let Some(quote) = &passage.quote else {
            return Found::nothing("nothing tells what stood there: attach the old text first");
        };
        let best = as_good(&sought.candidates, quote);
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
            return Found::nothing(match sought.exact > MOST {
                _ if sought.given_up => GIVEN_UP,
                true => "it stands at thousands of places",
                false => "it was not found",
            });
        };
        let to = place_of(chosen);
        let now = &new.text()[chosen.bytes.clone()];
        let same_words = same(&quote.exact, now);
        let beside = Beside::of(quote, chosen, new.text());
        let mut found = Found {
            to: Some(to),
            grade: match (chosen.edits, sought.exact) {
                (0, 1) => Grade::ExactOnce,
                (0, _) => Grade::ExactSeveral,
                _ => Grade::Near,
            },
            distance: distance(
                &quote.exact,
                new.slice(to[0], to[1]).unwrap_or_default(),
                chosen.edits,
                &mut work,
            ),
            length: quote.exact.chars().count() as u64,
            surroundings: surroundings(chosen, passage.around),
            edges: chosen.edges,
            in_order: order.kept(old, to),
            rivals: pool.len() as u64 - 1,
            same_words,
            whole_words: !passage.around || beside.whole_words(quote, now),
            telling: match same_words {
                false => telling(&quote.exact, now),
                true if passage.around => beside.telling(quote),
                true => Vec::new(),
            },
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

/// Code points in which two passages differ, that differ in `edits` bytes; the bytes
/// where counting would take too long.
fn distance(old: &str, new: &str, edits: u32, work: &mut Work) -> u64 {
    if edits == 0 {
        return 0;
    }
    if !work.spend(old.len() as u64 * u64::from(edits)) {
        return edits.into();
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
            same_words: false,
            whole_words: false,
            telling: Vec::new(),
            remark: why.to_owned(),
        }
    }

    /// Why a person should look; empty where nobody need.
    fn doubt(&self) -> String {
        let telling = self.telling.iter().map(|words| format!("{words}"));
        let words = match (self.same_words, self.telling.is_empty()) {
            (false, _) => Some("its words are not the same".to_owned()),
            (true, false) => Some("the words beside it are not the same".to_owned()),
            (true, true) => None,
        };
        let part = (!self.whole_words).then(|| "it is a part of other words now".to_owned());
        let place = Some(self.doubt_of_place()).filter(|why| !why.is_empty());
        let all = words.into_iter().chain(telling).chain(part).chain(place);
        all.collect::<Vec<_>>().join("; ")
    }

    /// Why the place may be another one.
    fn doubt_of_place(&self) -> String {
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

    pub fn proposal(
        self,
        read: &Read,
        place: &OwnedPlace,
        quote: Option<&Quote>,
        new: &CountedText,
    ) -> Proposal {
        let passage = self.to.and_then(|[start, end]| new.slice(start, end));
        let passages = passage.zip(quote);
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
            telling: self.telling,
            passages: passages.map(|(now, then)| [then.exact.clone(), now.to_owned()]),
            digest: passage.map_or(String::new(), |passage| sha256(passage.as_bytes())),
            mark: place.mark,
            digits: place.digest.len(),
        }
    }
}

/// What stands on either side of a passage now.
struct Beside<'t> {
    before: &'t str,
    behind: &'t str,
}

impl<'t> Beside<'t> {
    fn of(quote: &Quote, found: &Candidate, text: &'t str) -> Beside<'t> {
        Beside {
            before: last(&text[..found.bytes.start], quote.prefix.chars().count()),
            behind: first(&text[found.bytes.end..], quote.suffix.chars().count()),
        }
    }

    /// Whether no edge of the passage, which stands there as `now`, cuts a word that
    /// it did not cut before.
    fn whole_words(&self, quote: &Quote, now: &str) -> bool {
        let cuts = |left: &str, right: &str| {
            left.ends_with(char::is_alphanumeric) && right.starts_with(char::is_alphanumeric)
        };
        (cuts(&quote.prefix, &quote.exact) || !cuts(self.before, now))
            && (cuts(&quote.exact, &quote.suffix) || !cuts(now, self.behind))
    }

    /// Words of negation and hedges that changed beside the passage, in its own
    /// sentence. Numbers there are mostly those of pages and notes.
    fn telling(&self, quote: &Quote) -> Vec<TellingWords> {
        let before = telling(clause_before(&quote.prefix), clause_before(self.before));
        let ended = quote
            .exact
            .trim_end_matches(['"', '”', '’', ' '])
            .ends_with(ENDS);
        let behind = match ended {
            true => Vec::new(),
            false => telling(clause_behind(&quote.suffix), clause_behind(self.behind)),
        };
        let all = before.into_iter().chain(behind);
        all.filter(|words| words.kind != TellingKind::Number)
            .collect()
    }
}

/// Ends of sentences.
const ENDS: [char; 6] = ['.', '!', '?', ';', ':', '\u{c}'];

/// The whole words of a text's last sentence.
fn clause_before(text: &str) -> &str {
    let whole = || text.split_once(char::is_whitespace).map(|(_, rest)| rest);
    let sentence = text.rsplit_once(ENDS).map(|(_, rest)| rest);
    sentence.or_else(whole).unwrap_or_default()
}

/// The whole words of a text's first sentence.
fn clause_behind(text: &str) -> &str {
    let whole = || text.rsplit_once(char::is_whitespace).map(|(rest, _)| rest);
    let sentence = text.split_once(ENDS).map(|(rest, _)| rest);
    sentence.or_else(whole).unwrap_or_default()
}
