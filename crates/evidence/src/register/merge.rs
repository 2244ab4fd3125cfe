//! The reader's differences beside what the program found.

use hikiwake_dossier::Dossier;
use hikiwake_dossier::file::{Difference, DifferenceSide};

use super::side::{of_source, overlap, place_spans};
use super::{
    FoundBy, RegisterEntry, RegisterJudgement, RegisterKind, RegisterSide, RegisterVerdict,
};
use hikiwake_finding::basis;

/// Puts each difference into the entry that the program found about the same, or
/// makes it an entry of its own. It is about the same where two of its sides
/// share a claim with two sides of the entry that have different values; or share
/// passages with them, and speak of the same besides (one passage can say many
/// things). Of several such entries, the one with the most such sides is taken,
/// then the more serious.
pub(super) fn merge(dossier: &Dossier, entries: &mut Vec<RegisterEntry>) {
    // All are placed before any is put in, as an entry then takes on the reader's
    // words.
    let placed: Vec<_> = (dossier.file.differences.iter())
        .map(|(id, difference)| {
            let sides: Vec<RegisterSide> = (difference.sides.iter())
                .map(|side| of_difference(dossier, side))
                .collect();
            let place = place(difference, &sides, entries);
            (id, difference, sides, place)
        })
        .collect();
    for (id, difference, sides, place) in placed {
        match place {
            Some((at, pairs)) => join(&mut entries[at], id, difference, sides, &pairs),
            None => entries.push(alone(id, difference, sides)),
        }
    }
}

/// The entry that the difference is about, with the pairs of sides that say so.
fn place(
    difference: &Difference,
    sides: &[RegisterSide],
    entries: &[RegisterEntry],
) -> Option<(usize, Vec<(usize, usize)>)> {
    let mut best: Option<(usize, Vec<(usize, usize)>)> = None;
    for (at, entry) in entries.iter().enumerate() {
        let pairs = matching(sides, &entry.sides);
        let value = |pair: &(usize, usize)| &entry.sides[pair.1].value;
        let differ = pairs.iter().any(|pair| value(pair) != value(&pairs[0]));
        let better = |(_, known): &(usize, Vec<_>)| pairs.len() > known.len();
        if differ
            && best.as_ref().is_none_or(better)
            && (share_claims(sides, entry, &pairs) || same_matter(difference, entry, &pairs))
        {
            best = Some((at, pairs));
        }
    }
    best
}

fn share_claims(sides: &[RegisterSide], entry: &RegisterEntry, pairs: &[(usize, usize)]) -> bool {
    let shared = |&&(one, other): &&(usize, usize)| {
        let claims = &entry.sides[other].claims;
        sides[one].claims.iter().any(|id| claims.contains(id))
    };
    pairs.iter().filter(shared).count() > 1
}

/// Whether the reader's words are about what the entry is about: of figures, they
/// have the numbers of two sides; of a link, words of both its ends; of a level
/// or position, a word of one side's.
fn same_matter(difference: &Difference, entry: &RegisterEntry, pairs: &[(usize, usize)]) -> bool {
    let mut text = words(&difference.topic);
    text.extend(words(&difference.says));
    text.extend(difference.sides.iter().flat_map(|side| words(&side.value)));
    let has = |word: &String| word.len() > 3 && text.contains(word);
    let value_of = |&(_, other): &(usize, usize)| &entry.sides[other].value;
    match entry.kind {
        RegisterKind::Figure => {
            let numbers = |pair: &&(usize, usize)| {
                let theirs = digits(&difference.sides[pair.0].value);
                let ours = digits(value_of(pair));
                ours.iter().any(|number| theirs.contains(number))
            };
            pairs.iter().filter(numbers).count() > 1
        }
        RegisterKind::Link => {
            let (cause, effect) = entry.matter.split_once(" → ").unwrap_or_default();
            let (cause, effect) = (words(cause), words(effect));
            let of = |one: &[String], other: &[String]| {
                one.iter().any(|word| !other.contains(word) && has(word))
            };
            of(&cause, &effect) && of(&effect, &cause)
        }
        RegisterKind::Level | RegisterKind::Position => pairs
            .iter()
            .any(|pair| words(value_of(pair)).iter().any(has)),
        RegisterKind::Reading => false,
    }
}

/// The words, in lower case.
fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The numbers as they are written, without marks between groups of digits.
fn digits(text: &str) -> Vec<String> {
    let text = text.replace(',', "");
    let numbers = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    let numbers = numbers.map(|number| number.trim_matches('.').to_string());
    numbers.filter(|number| !number.is_empty()).collect()
}

fn of_difference(dossier: &Dossier, side: &DifferenceSide) -> RegisterSide {
    RegisterSide {
        claims: side.claims.clone(),
        value: side.value.clone(),
        read_as: side.value.clone(),
        place: basis::place(dossier, &side.source, &side.section, &side.places),
        ..of_source(dossier, &side.source, &side.places)
    }
}

/// Pairs of sides that share a passage or a claim, no side twice, as many as can
/// be (by augmenting paths).
fn matching(one: &[RegisterSide], other: &[RegisterSide]) -> Vec<(usize, usize)> {
    fn seat(at: usize, fits: &[Vec<bool>], seen: &mut [bool], taken: &mut [Option<usize>]) -> bool {
        for next in 0..taken.len() {
            if !fits[at][next] || std::mem::replace(&mut seen[next], true) {
                continue;
            }
            if taken[next].is_none_or(|other| seat(other, fits, seen, taken)) {
                taken[next] = Some(at);
                return true;
            }
        }
        false
    }
    let same = |one: &RegisterSide, other: &RegisterSide| {
        let claim = one.claims.iter().any(|id| other.claims.contains(id));
        let passage =
            || place_spans(one).any(|one| place_spans(other).any(|other| overlap(one, other)));
        claim || passage()
    };
    let row = |one| other.iter().map(|other| same(one, other)).collect();
    let fits: Vec<Vec<bool>> = one.iter().map(row).collect();
    let mut taken = vec![None; other.len()];
    for at in 0..one.len() {
        seat(at, &fits, &mut vec![false; other.len()], &mut taken);
    }
    let pairs = taken.iter().enumerate();
    pairs
        .filter_map(|(next, at)| Some(((*at)?, next)))
        .collect()
}

fn join(
    entry: &mut RegisterEntry,
    id: &str,
    difference: &Difference,
    sides: Vec<RegisterSide>,
    pairs: &[(usize, usize)],
) {
    let judgement = judgement(difference);
    if entry.differences.is_empty() {
        entry.matter.clone_from(&difference.topic);
        if !difference.says.is_empty() {
            entry.says.clone_from(&difference.says);
        }
    }
    let open = |judged: &RegisterJudgement| judged.verdict == RegisterVerdict::Open;
    if entry.reading.as_ref().is_none_or(open) && !(entry.reading.is_some() && open(&judgement)) {
        if !open(&judgement) {
            entry.verdict = judgement.verdict;
            entry.why.clone_from(&judgement.why);
        }
        entry.reading = Some(judgement);
    }
    entry.found = FoundBy::Both;
    entry.differences.push(id.to_string());
    for (at, side) in sides.into_iter().enumerate() {
        match pairs.iter().find(|(of_difference, _)| *of_difference == at) {
            Some(&(_, of_entry)) => {
                let read_as = &mut entry.sides[of_entry].read_as;
                if read_as.is_empty() {
                    *read_as = side.value;
                }
            }
            None => entry.sides.push(side),
        }
    }
}

fn alone(id: &str, difference: &Difference, sides: Vec<RegisterSide>) -> RegisterEntry {
    let judgement = judgement(difference);
    RegisterEntry {
        id: id.to_string(),
        kind: RegisterKind::Reading,
        matter: difference.topic.clone(),
        says: difference.says.clone(),
        sides,
        verdict: judgement.verdict,
        why: judgement.why.clone(),
        found: FoundBy::Reading,
        program: None,
        reading: Some(judgement),
        differences: vec![id.to_string()],
        bears_on: Vec::new(),
        decides: Vec::new(),
    }
}

fn judgement(difference: &Difference) -> RegisterJudgement {
    let verdict = RegisterVerdict::from(difference.verdict);
    let why = match (difference.resolution.as_str(), verdict) {
        ("", RegisterVerdict::Open) => "The reader leaves it open.".to_string(),
        ("", _) => "The reader gives no reason.".to_string(),
        (resolution, _) => resolution.to_string(),
    };
    let says = match difference.says.as_str() {
        "" => &difference.topic,
        says => says,
    };
    RegisterJudgement {
        says: says.to_string(),
        verdict,
        why,
    }
}
