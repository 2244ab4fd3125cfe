//! What additive scores say of agreements: kept apart from the orders, and named as
//! what it is.

use std::collections::HashMap;

use hikiwake_bargain::payments::{flows, payments};
use hikiwake_bargain::points::{Compare, Ideal, Points, Table};
use hikiwake_dossier::Talks;
use hikiwake_graph::{Bits, State, efficient};
use schemars::JsonSchema;
use serde::Serialize;

use super::named::Named;
use super::values::{Values, plainest};
use crate::AgreementRow;
use crate::talks::{Scores, agreement_row, units, worth};

/// What additive scores say: the governments' weights, added up over the terms. It
/// presumes that a loss in one term can be made good in another.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Additive {
    /// Ids of the sides, in the order of all scores.
    pub sides: Vec<String>,
    /// What each government must be given at least: the agreement in force with the cost
    /// of concluding another.
    pub disagreement: Vec<f64>,
    /// Over all agreements, over those that no government rejects by its own order, and
    /// over the zone.
    pub sets: Vec<AdditiveSet>,
    /// The same with what is promised counted as delivered; empty without such promises.
    pub as_delivered: Vec<AdditiveSet>,
    /// What scores promise and an order forbids.
    pub forbidden: Option<Forbidden>,
}

/// Over which agreements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AdditiveOver {
    /// All that the rules admit.
    All,
    /// Those that no government rejects by its own judgement.
    NotForbidden,
    /// Those that the rule of ratification lets pass on all sides.
    Zone,
}

/// The frontier by scores over one set of agreements.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AdditiveSet {
    /// Over which agreements.
    pub over: AdditiveOver,
    /// How many there are.
    pub agreements: u64,
    /// How many of them give every government more than it must have.
    pub gain: u64,
    /// The efficient ones by score, one for each pair of scores, by the first side's.
    pub frontier: Vec<ScoredAgreement>,
    /// The points that the literature singles out; none where no agreement gives every
    /// government what it must have.
    pub points: Vec<BargainPoint>,
    /// What would change hands at the largest sum, were scores money.
    pub payments: Option<SidePayments>,
}

/// An agreement with its scores.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ScoredAgreement {
    /// The one that changes the fewest terms.
    #[serde(flatten)]
    pub row: AgreementRow,
    /// Per side.
    pub scores: Vec<f64>,
    /// How many agreements have the same.
    pub count: u64,
}

/// A point of the frontier by scores.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BargainPoint {
    /// Which.
    pub kind: PointKind,
    /// The agreement; of several, the one that changes the fewest terms.
    pub agreement: usize,
    /// Per side.
    pub scores: Vec<f64>,
    /// Per side, above what it must be given.
    pub gains: Vec<f64>,
    /// How many agreements are as good by the same measure.
    pub count: u64,
}

/// What a point makes largest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PointKind {
    /// The product of the gains (Nash 1950).
    Nash,
    /// The least gain as a share of the most that a side could gain (Kalai and
    /// Smorodinsky 1975).
    KalaiSmorodinsky,
    /// The least gain (Kalai 1977).
    Egalitarian,
    /// The sum of the scores.
    LargestSum,
}

impl PointKind {
    /// Name for the reader.
    pub fn words(self) -> &'static str {
        match self {
            PointKind::Nash => "Nash",
            PointKind::KalaiSmorodinsky => "Kalai–Smorodinsky",
            PointKind::Egalitarian => "egalitarian",
            PointKind::LargestSum => "largest sum",
        }
    }
}

/// What would change hands, were scores money.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SidePayments {
    /// The agreement.
    pub agreement: usize,
    /// What all gain together.
    pub surplus: f64,
    /// Per side, what it receives if the surplus is shared equally; below 0 it pays.
    pub received: Vec<f64>,
    /// Who pays whom: places of the sides, and how much.
    pub flows: Vec<(usize, usize, f64)>,
}

/// Agreements by which every government gains by score, and who rejects them all the
/// same.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Forbidden {
    /// How many give every government more than it must have.
    pub promised: u64,
    /// Of these, how many some government rejects by its own judgement.
    pub rejected: u64,
    /// What rejects them, by how many, most first.
    pub by: Vec<super::ForbiddenBy>,
    /// The best of the promised ones: the Nash point over all agreements.
    pub best: usize,
    /// What rejects it; empty where nothing does.
    pub best_by: Vec<super::ForbiddenBy>,
}

/// What all governments must be given, and their scores.
pub(super) struct Scored<'a> {
    pub talks: &'a Talks,
    /// One per side.
    pub scores: Vec<&'a Scores>,
    /// In units, one per side.
    pub least: Vec<f64>,
}

impl<'a> Scored<'a> {
    /// The governments' scores, where every one has weights.
    pub fn new(talks: &'a Talks, values: &'a Values) -> Option<Scored<'a>> {
        let scores = values.sides.iter().map(|side| side.scores.as_ref());
        let scores: Vec<&Scores> = scores.collect::<Option<_>>()?;
        let costs = values.sides.iter().map(|side| {
            let faction = side.faction.and_then(|f| talks.factions.get(f));
            units(faction.map_or(0.0, |f| f.cost))
        });
        Some(Scored::of(talks, scores, costs.collect()))
    }

    /// The same from scores and costs in units.
    pub fn of(talks: &'a Talks, scores: Vec<&'a Scores>, costs: Vec<f64>) -> Scored<'a> {
        let least = scores.iter().zip(costs);
        Scored {
            least: least
                .map(|(s, cost)| s.of(talks.reversion) + cost)
                .collect(),
            talks,
            scores,
        }
    }

    /// The agreements of `among` that give every government more than it must have.
    pub fn gaining(&self, among: &Bits) -> Bits {
        let mut gaining = among.clone();
        for (scores, least) in self.scores.iter().zip(&self.least) {
            gaining.intersect(&scores.above(*least));
        }
        gaining
    }

    /// The frontier and its points over `among`.
    pub fn over(
        &self,
        over: AdditiveOver,
        among: &Bits,
        zone: &Bits,
        named: &mut Named,
    ) -> AdditiveSet {
        let ranks: Vec<&[u32]> = self.scores.iter().map(|s| s.places.as_slice()).collect();
        let best = efficient(&ranks, among);
        let frontier = self.distinct(&best, zone);
        let (points, payments) = self.points(&frontier, named);
        let row = |(at, count, scores): &(State, u64, Vec<f64>)| ScoredAgreement {
            row: agreement_row(self.talks, *at),
            scores: scores.iter().copied().map(worth).collect(),
            count: *count,
        };
        AdditiveSet {
            over,
            agreements: among.count() as u64,
            gain: self.gaining(among).count() as u64,
            frontier: frontier.iter().map(row).collect(),
            points,
            payments,
        }
    }

    /// The agreements of a frontier, one for each list of scores, by the first score.
    fn distinct(&self, best: &Bits, zone: &Bits) -> Vec<(State, u64, Vec<f64>)> {
        type Found = ((bool, usize, Vec<u8>, State), u64);
        // By the places of the scores: as these, lowest first.
        let mut found: HashMap<Vec<u32>, Found> = HashMap::new();
        for agreement in best.iter() {
            let at = agreement.0 as usize;
            let places = self.scores.iter().map(|s| s.places[at]).collect();
            let plain = plainest(self.talks, zone, agreement);
            let (least, count) = found.entry(places).or_insert_with(|| (plain.clone(), 0));
            *count += 1;
            if plain < *least {
                *least = plain;
            }
        }
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_by(|a, b| a.0.cmp(&b.0));
        let scores = |at: State| self.scores.iter().map(|s| s.of(at)).collect();
        let found = found
            .into_iter()
            .map(|(_, (plain, count))| (plain.3, count));
        found.map(|(at, count)| (at, count, scores(at))).collect()
    }

    /// All points lie on the frontier, so that its agreements suffice.
    fn points(
        &self,
        frontier: &[(State, u64, Vec<f64>)],
        named: &mut Named,
    ) -> (Vec<BargainPoint>, Option<SidePayments>) {
        let column = |side: usize| frontier.iter().map(move |(_, _, s)| worth(s[side]));
        let columns: Vec<Vec<f64>> = (0..self.scores.len())
            .map(|s| column(s).collect())
            .collect();
        let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
        let least: Vec<f64> = self.least.iter().copied().map(worth).collect();
        let step = Compare::Step(worth(1.0));
        let table = match Table::new(&columns, None, &least, Ideal::Acceptable, step) {
            Ok(table) if !table.acceptable().is_empty() => table,
            _ => return (Vec::new(), None),
        };
        let mut one = |kind: PointKind, found: &Points| {
            let first = found.at.iter().copied().min_by_key(|&at| {
                let at = frontier[at as usize].0;
                // Outside the zone or not makes no difference to a point.
                plainest(self.talks, self.talks.model.feasible(), at)
            })?;
            let (agreement, _, scores) = &frontier[first as usize];
            Some(BargainPoint {
                kind,
                agreement: named.place(*agreement),
                scores: scores.iter().copied().map(worth).collect(),
                gains: table.gains(first),
                count: found.at.iter().map(|&at| frontier[at as usize].1).sum(),
            })
        };
        let largest = table.utilitarian();
        let kinds = [
            (PointKind::Nash, table.nash()),
            (PointKind::KalaiSmorodinsky, table.kalai_smorodinsky()),
            (PointKind::Egalitarian, table.egalitarian()),
            (PointKind::LargestSum, largest),
        ];
        let points: Vec<BargainPoint> = (kinds.iter())
            .filter_map(|(kind, found)| one(*kind, found))
            .collect();
        let paid = points.last().map(|point| {
            let paid = payments(0, &point.gains);
            let flows = flows(&paid.equal, worth(1.0)).into_iter();
            SidePayments {
                agreement: point.agreement,
                surplus: paid.surplus,
                flows: flows.map(|f| (f.from, f.to, f.amount)).collect(),
                received: paid.equal,
            }
        });
        (points, paid)
    }
}
