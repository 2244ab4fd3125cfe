//! How each government orders all agreements, and which of them are efficient.

use std::collections::HashMap;

use hikiwake_dossier::file::FactionVerdict;
use hikiwake_dossier::{CompileError, Dossier, Judge, Negotiation, Preferences};
use hikiwake_finding::basis;
use hikiwake_graph::{Bits, Numbering, Order, State};

use super::{AgreementGroup, SettledSide, ValuedBy};
use crate::{
    agreements::BesideInForce, agreements::EvaluatedNegotiation, agreements::FactionVerdicts,
    agreements::Scores, agreements::scores,
};

/// How the governments see all agreements.
pub(super) struct Values<'a> {
    /// What values are kept for: the agreements that the rules admit, and the one in
    /// force.
    pub numbered: &'a Numbering,
    pub sides: Vec<SideValues<'a>>,
}

/// How one government sees all agreements.
pub(super) struct SideValues<'a> {
    /// Its place among the factions, where it is one.
    pub faction: Option<usize>,
    pub by: ValuedBy,
    numbered: &'a Numbering,
    /// Per number, the dense rank from 1, worst first; 0 where it is no agreement.
    pub ranks: Vec<u32>,
    /// The highest rank.
    pub highest: u32,
    /// How it sees them beside the agreement in force.
    pub beside: &'a BesideInForce,
    /// The sums of its weights, where it has weights.
    pub scores: Option<Scores<'a>>,
}

impl<'a> Values<'a> {
    /// Asks every government.
    pub fn new(heard: &'a EvaluatedNegotiation) -> Result<Values<'a>, CompileError> {
        let sides = heard.beside().iter().enumerate();
        let side = |(side, beside)| SideValues::new(heard, side, beside);
        Ok(Values {
            numbered: heard.numbered(),
            sides: sides.map(side).collect::<Result<_, _>>()?,
        })
    }

    /// The values of an agreement, one per side.
    pub fn of(&self, agreement: State) -> Vec<u32> {
        self.sides.iter().map(|side| side.rank(agreement)).collect()
    }

    /// The efficient ones of `among`.
    pub fn efficient(&self, among: &Bits) -> Bits {
        let ranks: Vec<&[u32]> = self.sides.iter().map(|s| s.ranks.as_slice()).collect();
        hikiwake_graph::efficient(&ranks, self.numbered, among)
    }

    /// How many governments prefer an agreement to the one in force.
    pub fn preferring(&self, agreement: State) -> usize {
        let sides = self.sides.iter();
        sides
            .filter(|side| side.beside.better.has(agreement))
            .count()
    }

    /// The agreements that no government rejects, each by its own order alone.
    pub fn not_forbidden(&self, feasible: &Bits, judged: &[FactionVerdicts]) -> Bits {
        let mut left = feasible.clone();
        for faction in self.sides.iter().filter_map(|side| side.faction) {
            left.subtract(&judged[faction].rejects);
        }
        left
    }
}

impl<'a> SideValues<'a> {
    fn new(
        heard: &'a EvaluatedNegotiation,
        side: usize,
        beside: &'a BesideInForce,
    ) -> Result<SideValues<'a>, CompileError> {
        let talks = &heard.talks;
        let faction = talks.government(side);
        let government = faction.map(|f| (&talks.factions[f], &heard.judged[f]));
        let weights = government.and_then(|(g, _)| g.weights.as_ref());
        let numbered = heard.numbered();
        let scores = weights.map(|weights| scores(weights, numbered));
        let judge = government.map_or(&Judge::Nothing, |(g, _)| &g.judge);
        let (by, order) = match (judge, government, &scores) {
            (Judge::Order { preferences, .. }, _, _) => {
                let by = match preferences {
                    Preferences::None => ValuedBy::Nothing,
                    Preferences::Statements(_) => ValuedBy::Statements,
                    Preferences::Ranking { .. } => ValuedBy::Ranking,
                };
                (by, preferences.order())
            }
            (Judge::Forms(_), Some((_, judged)), _) => {
                let value = |at: usize| match judged.verdict(State(at as u32)) {
                    FactionVerdict::Rejects => 0,
                    FactionVerdict::DoesNotMind => 1,
                    FactionVerdict::Accepts => 2,
                };
                let values = (0..talks.model.space().size()).map(value);
                (ValuedBy::Forms, Some(Order::Values(values.collect())))
            }
            (Judge::Weights, _, Some(scores)) => {
                let mut values = vec![0; talks.model.space().size()];
                for (state, place) in numbered.states().zip(&scores.places) {
                    values[state.0 as usize] = *place;
                }
                (ValuedBy::Weights, Some(Order::Values(values)))
            }
            _ => (ValuedBy::Nothing, None),
        };
        let order = order.unwrap_or(Order::Statements(Vec::new()));
        let ranks = talks.model.values_by(&order, numbered);
        let ranks = ranks.map_err(CompileError::Build)?;
        Ok(SideValues {
            faction,
            by,
            numbered,
            highest: ranks.iter().copied().max().unwrap_or(1),
            ranks,
            beside,
            scores,
        })
    }

    /// The rank of an agreement.
    fn rank(&self, agreement: State) -> u32 {
        let number = self.numbered.number(agreement);
        number.map_or(0, |at| self.ranks[at])
    }

    /// The head of the side for the reader.
    pub fn head(
        &self,
        dossier: &Dossier,
        talks: &Negotiation,
        id: &str,
        win_set: &Bits,
    ) -> SettledSide {
        SettledSide {
            id: id.to_string(),
            name: basis::actor_name(dossier, id),
            short: basis::short_name(dossier, id),
            by: self.by,
            values: self.highest.into(),
            win_set: win_set.count() as u64,
            preferred: self.beside.better.count_in(talks.model.feasible()) as u64,
        }
    }

    /// The place of an agreement in the order, from 0 (worst) to 1 (best).
    pub fn place(&self, agreement: State) -> f64 {
        let rank = self.rank(agreement).max(1);
        match self.highest {
            0 | 1 => 1.0,
            highest => f64::from(rank - 1) / f64::from(highest - 1),
        }
    }
}

/// What one agreement is chosen by before others of the same values: in the zone, few
/// terms changed, low levels.
pub(super) fn plainest(
    talks: &Negotiation,
    zone: &Bits,
    agreement: State,
) -> (bool, usize, Vec<u8>, State) {
    let space = talks.model.space();
    let (now, levels) = (space.levels(talks.reversion), space.levels(agreement));
    let changed = now.iter().zip(&levels).filter(|(n, l)| n != l).count();
    (!zone.has(agreement), changed, levels, agreement)
}

/// A group of agreements with the same values; its agreement stands for the place that it
/// gets among those that the finding names.
pub(super) struct Group {
    pub agreement: State,
    pub head: AgreementGroup,
}

/// The agreements of `efficient` and `best_in_zone`, those with the same values as one.
pub(super) fn groups(
    talks: &Negotiation,
    values: &Values,
    zone: &Bits,
    efficient: &Bits,
    best_in_zone: &Bits,
) -> Vec<Group> {
    let mut all = efficient.clone();
    all.unite(best_in_zone);
    type Plainest = (bool, usize, Vec<u8>, State);
    let mut found: HashMap<Vec<u32>, (Plainest, AgreementGroup)> = HashMap::new();
    for agreement in all.iter() {
        let plain = plainest(talks, zone, agreement);
        let new = || {
            let head = AgreementGroup {
                agreement: 0,
                count: 0,
                zone: 0,
                efficient: false,
                best_in_zone: false,
            };
            (plain.clone(), head)
        };
        let (least, head) = found.entry(values.of(agreement)).or_insert_with(new);
        head.count += 1;
        head.zone += u64::from(zone.has(agreement));
        head.efficient |= efficient.has(agreement);
        head.best_in_zone |= best_in_zone.has(agreement);
        if plain < *least {
            *least = plain;
        }
    }
    let mut groups: Vec<_> = (found.into_values())
        .map(|(plain, head)| {
            let preferring = values.preferring(plain.3);
            let key = (plain.0, std::cmp::Reverse(preferring), plain.1, plain.2);
            (key, plain.3, head)
        })
        .collect();
    groups.sort_by(|a, b| a.0.cmp(&b.0));
    let group = |(_, agreement, head)| Group { agreement, head };
    groups.into_iter().map(group).collect()
}
