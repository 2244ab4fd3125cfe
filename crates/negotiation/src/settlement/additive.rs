//! What additive scores say of agreements: kept apart from the orders, and named as
//! what it is.

use std::collections::HashMap;

use hikiwake_bargain::payments::{flows, payments};
use hikiwake_bargain::points::{Compare, Points, Table};
use hikiwake_dossier::Negotiation;
use hikiwake_graph::{Bits, Numbering, State, efficient};

use super::additive_finding::{
    AdditiveOver, AdditiveSet, BargainPoint, PointKind, ScoredAgreement, SidePayments,
};
use super::named::Named;
use super::values::{Values, plainest};
use crate::{agreements::Scores, agreements::agreement_row, agreements::units, agreements::worth};

/// What all governments must be given, and their scores.
pub(super) struct Scored<'a> {
    pub talks: &'a Negotiation,
    numbered: &'a Numbering,
    /// One per side.
    pub scores: Vec<&'a Scores<'a>>,
    /// In units, one per side.
    pub least: Vec<f64>,
}

impl<'a> Scored<'a> {
    /// The governments' scores, where every one has weights.
    pub fn new(talks: &'a Negotiation, values: &'a Values) -> Option<Scored<'a>> {
        let scores = values.sides.iter().map(|side| side.scores.as_ref());
        let scores: Vec<&Scores> = scores.collect::<Option<_>>()?;
        let costs = values.sides.iter().map(|side| {
            let faction = side.faction.and_then(|f| talks.factions.get(f));
            units(faction.map_or(0.0, |f| f.cost))
        });
        let costs = costs.collect();
        Some(Scored::of(talks, values.numbered, scores, costs))
    }

    /// The same from scores and costs in units.
    pub fn of(
        talks: &'a Negotiation,
        numbered: &'a Numbering,
        scores: Vec<&'a Scores>,
        costs: Vec<f64>,
    ) -> Scored<'a> {
        let least = scores.iter().zip(costs);
        Scored {
            least: least
                .map(|(s, cost)| s.of(talks.reversion) + cost)
                .collect(),
            talks,
            numbered,
            scores,
        }
    }

    /// The agreements of `among` that give every government more than it must have.
    pub fn gaining(&self, among: &Bits) -> Bits {
        let sides = self.scores.iter().zip(&self.least);
        let sides: Vec<(&[u32], u32)> = sides
            .map(|(scores, least)| (scores.places.as_slice(), scores.place_above(*least)))
            .collect();
        let mut gaining = Bits::none(among.universe());
        self.numbered.each_of(among).for_each(|(agreement, at)| {
            if sides.iter().all(|(places, above)| places[at] >= *above) {
                gaining.insert(agreement);
            }
        });
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
        let best = efficient(&ranks, self.numbered, among);
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
        for (agreement, at) in self.numbered.each_of(best) {
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
        let table = match Table::new(&columns, None, &least, step) {
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
