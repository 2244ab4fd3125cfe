//! Links between the same two drivers that go different ways.

use hikiwake_dossier::Dossier;
use hikiwake_dossier::file::{Claim, Link, Sign, Strength};

use super::side::{Restated, driver_label, of_claim, once};
use super::{
    RegisterCounts, RegisterEntry, RegisterJudgement, RegisterKind, RegisterSide, RegisterVerdict,
};
use hikiwake_finding::words;

const SIGNS: [(Sign, &str); 3] = [
    (Sign::Plus, "the more, the more"),
    (Sign::Minus, "the more, the less"),
    (Sign::None, "no effect to speak of"),
];

/// A claim that speaks of a link, with its id.
type Linked<'a> = (&'a str, &'a Claim, &'a Link);

/// One entry per pair of drivers that claims link with different signs.
pub(super) fn entries(
    dossier: &Dossier,
    restated: &Restated,
    counts: &mut RegisterCounts,
) -> Vec<RegisterEntry> {
    let mut links: indexmap::IndexMap<(&str, &str), Vec<Linked>> = Default::default();
    for (id, claim) in &dossier.file.claims {
        if let Some(link) = &claim.link {
            let pair = (link.cause.as_str(), link.effect.as_str());
            links.entry(pair).or_default().push((id, claim, link));
        }
    }
    links.retain(|_, claims| claims.len() > 1);
    counts.links_compared = links.len() as u64;
    let differ = |claims: &[Linked]| {
        let mut signs = claims.iter().map(|(.., link)| link.sign);
        let first = signs.next();
        signs.any(|sign| Some(sign) != first)
    };
    (links.iter())
        .filter(|(_, claims)| differ(claims))
        .map(|(&(cause, effect), claims)| {
            let side = |&(id, claim, link): &Linked| {
                of_claim(dossier, id, claim, words_for(link.sign).to_string())
            };
            let sides = once(claims.iter().map(side).collect(), restated);
            entry(dossier, cause, effect, claims, sides)
        })
        .collect()
}

fn entry(
    dossier: &Dossier,
    cause: &str,
    effect: &str,
    claims: &[Linked],
    sides: Vec<RegisterSide>,
) -> RegisterEntry {
    let (verdict, why) = judge(claims);
    let signs = SIGNS.iter().filter_map(|(sign, words)| {
        let number = claims
            .iter()
            .filter(|(.., link)| link.sign == *sign)
            .count();
        (number > 0).then(|| {
            format!(
                "“{words}” {}",
                words::no_or_count(number as u64, "claim", "claims")
            )
        })
    });
    let signs: Vec<String> = signs.collect();
    let matter = format!(
        "{} → {}",
        driver_label(dossier, cause),
        driver_label(dossier, effect)
    );
    let says = format!("{matter}: {}.", signs.join(", "));
    let id = format!("link.{cause}.{effect}");
    let judgement = RegisterJudgement { says, verdict, why };
    RegisterEntry::of_program(id, RegisterKind::Link, matter, judgement, sides)
}

/// Different signs are a clash where two sources plainly say so in their own
/// words. What one source says both ways, reports of others, or hedges, may
/// hold under other conditions or of other times.
fn judge(claims: &[Linked]) -> (RegisterVerdict, String) {
    let plain = |claim: &Claim| {
        let strength = claim
            .hedge
            .as_ref()
            .map_or(Strength::Asserted, |h| h.strength);
        strength == Strength::Asserted && claim.by.is_empty()
    };
    let pairs = || {
        claims.iter().enumerate().flat_map(|(at, one)| {
            let others = claims[at + 1..].iter();
            others
                .filter(move |other| other.2.sign != one.2.sign)
                .map(move |other| (one, other))
        })
    };
    let sources = |(one, other): &(&Linked, &Linked)| one.1.source != other.1.source;
    if let Some((one, other)) = pairs().find(|p| sources(p) && plain(p.0.1) && plain(p.1.1)) {
        let why = format!(
            "Two sources say so in their own words, and “{}” is not “{}”.",
            words_for(one.2.sign),
            words_for(other.2.sign)
        );
        return (RegisterVerdict::Clash, why);
    }
    let why = match pairs().any(|p| sources(&p)) {
        true => {
            "One side is hedged, or reports somebody else's view: whether both can be true is for \
             a reader to say."
        }
        false => {
            "One source says both: it may mean other times or conditions, which is for a reader \
             to say."
        }
    };
    (RegisterVerdict::Open, why.to_string())
}

fn words_for(sign: Sign) -> &'static str {
    SIGNS
        .iter()
        .find(|(known, _)| *known == sign)
        .map_or("", |(_, words)| words)
}
