//! What was promised against what came: a promise is worth what of it is delivered.

use hikiwake_bargain::vote::normal;
use hikiwake_dossier::file::Promise;
use hikiwake_dossier::{CompiledFaction, Dossier, Negotiation};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use hikiwake_finding::{ClaimHead, basis};

/// A promise, and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Delivery {
    /// Id.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// Id of the actor who promised.
    pub by: String,
    /// Id of the actor to whom.
    pub to: String,
    /// What sentences call them.
    pub to_short: String,
    /// Id of the option by which it is made.
    pub option: Option<String>,
    /// Place of the term whose levels say how large it is.
    pub term: Option<usize>,
    /// The size announced or expected.
    pub announced: f64,
    /// The size delivered or signed.
    pub delivered: f64,
    /// The unit of both.
    pub unit: String,
    /// The date on which the delivered was counted.
    pub counted: Option<String>,
    /// The part delivered, from 0 to 1; `None` where nothing was announced.
    pub part: Option<f64>,
    /// The share of the whole that private firms decide about.
    pub private_share: Option<f64>,
    /// Per level of the term, what it is worth to the receiver's government as announced
    /// and as delivered; empty where it has no weights.
    pub worths: Vec<PromisedWorth>,
    /// `stated`, `inferred` or `analyst`.
    pub basis: String,
    /// Written after the outcome it explains.
    pub hindsight: bool,
    /// The claims.
    pub claims: Vec<ClaimHead>,
    /// The analyst's remark.
    pub note: String,
}

/// What a level of a term is worth to who was promised it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PromisedWorth {
    /// As announced.
    pub announced: f64,
    /// As delivered: what the level adds to the lowest one, times the part delivered.
    pub delivered: f64,
}

/// All promises, in the order of the dossier.
pub(super) fn promises(dossier: &Dossier, talks: Option<&Negotiation>) -> Vec<Delivery> {
    let promises = dossier.file.promises.iter();
    promises
        .map(|(id, promise)| {
            let term = talks.and_then(|talks| term_of(talks, promise));
            let worths = talks.zip(term).map_or_else(Vec::new, |(talks, term)| {
                let receiver = talks.faction_of(&promise.to);
                let weights = receiver.and_then(|f| talks.factions[f].weights.as_ref());
                let announced = weights.map_or(&[][..], |w| &w[term]);
                let part = part(dossier, talks, term, &promise.to).unwrap_or(1.0);
                let worth = |(&announced, delivered)| PromisedWorth {
                    announced,
                    delivered,
                };
                announced
                    .iter()
                    .zip(shrunk(announced, part))
                    .map(worth)
                    .collect()
            });
            let evidence = &promise.evidence;
            Delivery {
                id: id.clone(),
                label: promise.label.clone(),
                by: promise.by.clone(),
                to: promise.to.clone(),
                to_short: basis::short_name(dossier, &promise.to),
                option: promise.option.clone(),
                term,
                announced: promise.announced,
                delivered: promise.delivered,
                unit: promise.unit.clone(),
                counted: promise.counted.clone(),
                part: ratio(promise.announced, promise.delivered),
                private_share: promise.private_share,
                worths,
                basis: basis::basis_name(evidence.basis.unwrap_or_default()).to_string(),
                hindsight: evidence.hindsight,
                claims: basis::claims(dossier, &evidence.because),
                note: evidence.note.clone(),
            }
        })
        .collect()
}

fn term_of(talks: &Negotiation, promise: &Promise) -> Option<usize> {
    let id = promise.term.as_ref()?;
    talks.terms.iter().position(|term| term.id == *id)
}

/// The part delivered, no more than all.
fn ratio(announced: f64, delivered: f64) -> Option<f64> {
    let part = delivered / announced;
    (announced > 0.0 && part.is_finite()).then(|| part.clamp(0.0, 1.0))
}

/// The part delivered of what was promised to an actor by a term: of promises in one
/// unit, all taken together; of several units, the least part. `None` where nothing was
/// promised.
pub(super) fn part(dossier: &Dossier, talks: &Negotiation, term: usize, to: &str) -> Option<f64> {
    let promises = dossier.file.promises.values();
    let meant: Vec<&Promise> = promises
        .filter(|p| p.to == to && term_of(talks, p) == Some(term))
        .collect();
    let first = meant.first()?;
    if meant.iter().all(|p| p.unit == first.unit) {
        let sum = |size: fn(&Promise) -> f64| meant.iter().map(|p| size(p)).sum();
        return ratio(sum(|p| p.announced), sum(|p| p.delivered));
    }
    let parts = meant.iter().filter_map(|p| ratio(p.announced, p.delivered));
    parts.reduce(f64::min)
}

/// Worths of levels with only a part of what each adds to the lowest.
fn shrunk(worths: &[f64], part: f64) -> Vec<f64> {
    let lowest = worths.first().copied().unwrap_or(0.0);
    worths
        .iter()
        .map(|w| lowest + (w - lowest) * part)
        .collect()
}

/// The weights of a faction with what it was promised counted as delivered; `None` where
/// it has no weights or was promised nothing.
pub(super) fn delivered_weights(
    dossier: &Dossier,
    talks: &Negotiation,
    faction: &CompiledFaction,
) -> Option<Vec<Vec<f64>>> {
    let mut weights = faction.weights.clone()?;
    let mut any = false;
    for (term, worths) in weights.iter_mut().enumerate() {
        if let Some(part) = part(dossier, talks, term, &faction.actor) {
            *worths = shrunk(worths, part);
            any = true;
        }
    }
    any.then_some(weights)
}

/// The chance that a faction who was promised something does not reject an agreement,
/// by its weights and the doubt about them: believing the promise, and doubting it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DeliveryDoubt {
    /// Id of the faction's actor.
    pub faction: String,
    /// The agreement.
    pub agreement: usize,
    /// Places of the terms that were promised to it.
    pub terms: Vec<usize>,
    /// If all of it is believed.
    pub believed: f64,
    /// If each such term is delivered with the chance that its part delivered so far
    /// gives, each by itself, and else stays at its lowest level.
    pub doubted: f64,
}

/// The doubts of all factions that judge with weights and a doubt about an agreement.
pub(super) fn doubts(
    dossier: &Dossier,
    talks: &Negotiation,
    (agreement, place): (hikiwake_graph::State, usize),
) -> Vec<DeliveryDoubt> {
    let levels = talks.model.space().levels(agreement);
    let now = talks.model.space().levels(talks.reversion);
    let factions = talks.factions.iter();
    factions
        .filter_map(|faction| {
            let weights = faction.weights.as_ref().filter(|_| faction.doubt > 0.0)?;
            let promised: Vec<(usize, f64)> = (0..talks.terms.len())
                .filter(|&term| levels[term] > 0)
                .filter_map(|term| Some((term, part(dossier, talks, term, &faction.actor)?)))
                .collect();
            if promised.is_empty() || promised.len() > MOST_TERMS {
                return None;
            }
            let at = |term: usize, level: u8| weights[term][usize::from(level)];
            let gain: f64 = (0..levels.len())
                .map(|term| at(term, levels[term]) - at(term, now[term]))
                .sum();
            let chance = |gain: f64| normal((gain - faction.cost) / faction.doubt);
            // Every way in which some of the terms are delivered and the others are not.
            let doubted = (0..1u32 << promised.len()).map(|kept| {
                let each = promised.iter().enumerate();
                let (odds, lost) = each.fold((1.0, 0.0), |(odds, lost), (k, &(term, part))| {
                    match kept >> k & 1 {
                        1 => (odds * part, lost),
                        _ => (
                            odds * (1.0 - part),
                            lost + at(term, levels[term]) - at(term, 0),
                        ),
                    }
                });
                odds * chance(gain - lost)
            });
            Some(DeliveryDoubt {
                faction: faction.actor.clone(),
                agreement: place,
                terms: promised.iter().map(|&(term, _)| term).collect(),
                believed: chance(gain),
                doubted: doubted.sum(),
            })
        })
        .collect()
}

/// Most terms promised to one faction whose combinations are gone through.
const MOST_TERMS: usize = 12;
