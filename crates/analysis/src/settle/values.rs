//! How each government orders all agreements, and which of them are efficient.

use std::collections::HashMap;

use hikiwake_dossier::{CompileError, CompiledFaction, Judge, Preferences, Talks};
use hikiwake_graph::{Bits, Order, State};

use super::scores::{Scores, scores};
use super::{AgreementGroup, SettledSide, ValuedBy};
use crate::talks::{Judged, decided};

/// How the governments see all agreements.
pub(super) struct Values {
    pub sides: Vec<SideValues>,
}

/// How one government sees all agreements.
pub(super) struct SideValues {
    /// Its place among the factions, where it is one.
    pub faction: Option<usize>,
    pub by: ValuedBy,
    /// Per combination, the dense rank from 1, worst first; 0 where it is no agreement.
    pub ranks: Vec<u32>,
    /// The highest rank.
    pub highest: u32,
    /// The agreements that it prefers to the one in force, whatever it costs at home.
    pub better: Bits,
    /// Those to which it prefers the one in force.
    pub worse: Bits,
    /// The sums of its weights, where it has weights.
    pub scores: Option<Scores>,
}

impl Values {
    /// Asks every government; `judged` has what each faction says.
    pub fn new(talks: &Talks, judged: &[Judged]) -> Result<Values, CompileError> {
        let side = |side: usize| {
            let faction = talks.government(side);
            let government = faction.map(|f| (&talks.factions[f], &judged[f]));
            SideValues::new(talks, faction, government)
        };
        let sides = (0..talks.sides.len()).map(side);
        Ok(Values {
            sides: sides.collect::<Result<_, _>>()?,
        })
    }

    /// The values of an agreement, one per side.
    pub fn of(&self, agreement: State) -> Vec<u32> {
        let at = agreement.0 as usize;
        self.sides.iter().map(|side| side.ranks[at]).collect()
    }

    /// The efficient ones of `among`.
    pub fn efficient(&self, among: &Bits) -> Bits {
        let ranks: Vec<&[u32]> = self.sides.iter().map(|s| s.ranks.as_slice()).collect();
        hikiwake_graph::efficient(&ranks, among)
    }

    /// The agreements that every government prefers to the one in force.
    pub fn preferred(&self, feasible: &Bits) -> Bits {
        let mut all = feasible.clone();
        for side in &self.sides {
            all.intersect(&side.better);
        }
        all
    }

    /// How many governments prefer an agreement to the one in force.
    pub fn preferring(&self, agreement: State) -> usize {
        let sides = self.sides.iter();
        sides.filter(|side| side.better.has(agreement)).count()
    }

    /// The agreements that no government rejects, each by its own order alone.
    pub fn not_forbidden(&self, feasible: &Bits, judged: &[Judged]) -> Bits {
        let mut left = feasible.clone();
        for faction in self.sides.iter().filter_map(|side| side.faction) {
            left.subtract(&judged[faction].rejects);
        }
        left
    }
}

impl SideValues {
    fn new(
        talks: &Talks,
        faction: Option<usize>,
        government: Option<(&CompiledFaction, &Judged)>,
    ) -> Result<SideValues, CompileError> {
        let size = talks.model.space().size();
        let weights = government.and_then(|(g, _)| g.weights.as_ref());
        let scores = weights.map(|weights| scores(talks, weights));
        let (mut better, mut worse) = (Bits::none(size), Bits::none(size));
        let judge = government.map_or(&Judge::Nothing, |(g, _)| &g.judge);
        let (by, order) = match (judge, government, &scores) {
            (Judge::Order { preferences, .. }, _, _) => {
                decided(talks, preferences, |_, up, down| {
                    better.unite(&up);
                    worse.unite(&down);
                });
                let by = match preferences {
                    Preferences::None => ValuedBy::Nothing,
                    Preferences::Statements(_) => ValuedBy::Statements,
                    Preferences::Ranking { .. } => ValuedBy::Ranking,
                };
                (by, preferences.order())
            }
            (Judge::Forms(_), Some((_, judged)), _) => {
                better.unite(&judged.accepts);
                worse.unite(&judged.rejects);
                let value = |at: usize| {
                    let state = State(at as u32);
                    1 + u32::from(better.has(state)) - u32::from(worse.has(state))
                };
                (
                    ValuedBy::Forms,
                    Some(Order::Values((0..size).map(value).collect())),
                )
            }
            (Judge::Weights, _, Some(scores)) => {
                let now = scores.of(talks.reversion);
                for agreement in talks.model.feasible().iter() {
                    match scores.of(agreement).cmp(&now) {
                        std::cmp::Ordering::Greater => better.insert(agreement),
                        std::cmp::Ordering::Less => worse.insert(agreement),
                        std::cmp::Ordering::Equal => {}
                    }
                }
                (
                    ValuedBy::Weights,
                    Some(Order::Values(scores.places.clone())),
                )
            }
            _ => (ValuedBy::Nothing, None),
        };
        let order = order.unwrap_or(Order::Statements(Vec::new()));
        let ranks = talks.model.values_by(&order).map_err(CompileError::Build)?;
        better.intersect(talks.model.feasible());
        Ok(SideValues {
            faction,
            by,
            highest: ranks.iter().copied().max().unwrap_or(1),
            ranks,
            better,
            worse,
            scores,
        })
    }

    /// The head of the side for the reader.
    pub fn head(&self, id: &str, name: String, win_set: &Bits) -> SettledSide {
        SettledSide {
            id: id.to_string(),
            name,
            by: self.by,
            values: self.highest.into(),
            win_set: win_set.count() as u64,
            preferred: self.better.count() as u64,
        }
    }

    /// The place of an agreement in the order, from 0 (worst) to 1 (best).
    pub fn place(&self, agreement: State) -> f64 {
        let rank = self.ranks[agreement.0 as usize].max(1);
        match self.highest {
            0 | 1 => 1.0,
            highest => f64::from(rank - 1) / f64::from(highest - 1),
        }
    }
}

/// What one agreement is chosen by before others of the same values: in the zone, few
/// terms changed, low levels.
pub(super) fn plainest(
    talks: &Talks,
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
    talks: &Talks,
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
