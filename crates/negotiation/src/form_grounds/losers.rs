//! Governments that would lose by a form whatever its agreement, and leaders who judge a
//! form otherwise than the wishes of their own governments do.

use std::cmp::Ordering;

use hikiwake_dossier::{AgainstWishes, CompiledStatement, Judge, Preferences};
use hikiwake_finding::{StatementHead, basis};
use hikiwake_graph::{Bits, State};

use super::{FormGrounds, FormLoser, LeaderAgainstWishes};
use crate::agreements::{agreement_row, decided};

impl FormGrounds<'_> {
    /// The governments that prefer what is in force to all of these agreements.
    pub(super) fn losers(&self, agreements: &Bits) -> Vec<FormLoser> {
        let talks = &self.heard.talks;
        let sides = self.heard.beside().iter().enumerate();
        let losing = sides
            .filter(|(_, beside)| !agreements.is_empty() && agreements.is_subset(&beside.worse));
        let head = |(side, _): (usize, _)| {
            let agreement = self.least_decided(side, agreements)?;
            Some(FormLoser {
                name: basis::actor_name(self.dossier, &talks.sides[side]),
                side: talks.sides[side].clone(),
                agreement: agreement_row(talks, agreement),
                statements: self.deciding(side, agreement),
            })
        };
        losing.filter_map(head).collect()
    }

    /// Leaders under any rule of ratification whose verdict on a form the ordered wishes of
    /// their own governments contradict at each of its agreements.
    pub(super) fn leaders(&self, agreements: &Bits, form: usize) -> Vec<LeaderAgainstWishes> {
        let talks = &self.heard.talks;
        let each = |side: usize, order: Ordering| {
            let beside = &self.heard.beside()[side];
            let so = match order {
                Ordering::Less => &beside.worse,
                _ => &beside.better,
            };
            !agreements.is_empty() && agreements.is_subset(so)
        };
        let against = talks.leaders_against_wishes(form, each).into_iter();
        let head = |found: AgainstWishes| {
            let (leader, side) = (&talks.factions[found.leader], found.side);
            let agreement = self.least_decided(side, agreements)?;
            Some(LeaderAgainstWishes {
                leader: leader.actor.clone(),
                name: basis::short_name(self.dossier, &leader.actor),
                side: talks.sides[side].clone(),
                side_name: basis::actor_name(self.dossier, &talks.sides[side]),
                accepts: found.accepts,
                why: leader.why_differs(form).to_owned(),
                statements: self.deciding(side, agreement),
            })
        };
        against.filter_map(head).collect()
    }

    /// Of agreements that are all better, or all worse, than the one in force for a
    /// government: one of those that its least weighty rank tells from it; of these the one
    /// that changes the fewest terms.
    fn least_decided(&self, side: usize, agreements: &Bits) -> Option<State> {
        let talks = &self.heard.talks;
        let mut last: Option<(usize, Bits)> = None;
        if let Judge::Order { preferences, .. } = &talks.factions[talks.government(side)?].judge {
            decided(talks, preferences, agreements, |rank, first, up, down| {
                let all: Vec<u64> = up.iter().zip(down).map(|(up, down)| up | down).collect();
                if all.iter().all(|word| *word == 0) {
                    return;
                }
                match &mut last {
                    Some((known, _)) if *known > rank => {}
                    Some((known, decided)) if *known == rank => decided.unite_from(first, &all),
                    _ => {
                        let mut decided = Bits::none(agreements.universe());
                        decided.unite_from(first, &all);
                        last = Some((rank, decided));
                    }
                }
            });
        }
        let among = last.as_ref().map_or(agreements, |(_, decided)| decided);
        self.changed.fewest(talks, among)
    }

    /// The wishes of a government that decide between an agreement and the one in force, on
    /// the side of the one that it prefers.
    fn deciding(&self, side: usize, agreement: State) -> Vec<StatementHead> {
        let talks = &self.heard.talks;
        let (space, now, id) = (talks.model.space(), talks.reversion, &talks.sides[side]);
        let government = talks.government(side).map(|at| &talks.factions[at].judge);
        let Some(Judge::Order { preferences, .. }) = government else {
            return Vec::new();
        };
        let reason = basis::reason_of(self.dossier, id, preferences, space, now, agreement);
        let worse = self.heard.beside()[side].worse.has(agreement);
        let speaks = |wish: &&CompiledStatement| {
            let [now, then] = [now, agreement].map(|state| wish.formula.holds(space, state));
            now != then && now == worse
        };
        match (preferences, reason.rank) {
            (Preferences::Statements(ranks), Some(rank)) => (ranks[rank - 1].iter())
                .filter(speaks)
                .map(|wish| basis::statement_of(self.dossier, id, rank - 1, wish))
                .collect(),
            _ => reason.statements,
        }
    }
}
