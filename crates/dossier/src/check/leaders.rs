//! A leader's verdicts on forms of settlement against the ordered wishes of its own
//! government: where the two cannot both be meant, one of them is a slip of coding.

use hikiwake_graph::{Bits, State};

use crate::compile::{Judge, Negotiation, Role, judgement};
use crate::file::FactionVerdict;
use crate::{CompiledStatement, Preferences};

use super::{Check, at};

impl Check<'_> {
    /// Leaders who accept a form by which their government could only lose, or reject one
    /// that it would always prefer. `by_form` has the agreements of each form. Where no
    /// agreement is in force, there is nothing to lose or gain against.
    pub fn leaders(&mut self, talks: &Negotiation, by_form: &[Bits]) {
        if talks.none_in_force {
            return;
        }
        let mut looked_at = Vec::new();
        for (side, gate) in (talks.ratification.iter()).flat_map(|r| r.gates.iter().enumerate()) {
            let leads = |&&(_, role): &&(usize, Role)| role == Role::Leader;
            let (Some(&(leader, _)), Some(government)) =
                (gate.vetoes.iter().find(leads), talks.government(side))
            else {
                continue;
            };
            if leader != government && !looked_at.contains(&(leader, government)) {
                looked_at.push((leader, government));
                self.leader(talks, by_form, leader, government);
            }
        }
    }

    fn leader(&mut self, talks: &Negotiation, by_form: &[Bits], leader: usize, government: usize) {
        let (leader, government) = (&talks.factions[leader], &talks.factions[government]);
        let (
            Judge::Forms(verdicts),
            Judge::Order {
                preferences,
                deadlock_cost,
                ..
            },
        ) = (&leader.judge, &government.judge)
        else {
            return;
        };
        let Preferences::Statements(ranks) = preferences else {
            return;
        };
        let wishes = Wishes {
            talks,
            ranks,
            borne_from: deadlock_cost.unwrap_or(ranks.len()),
        };
        let (who, whose) = (&leader.actor, &government.actor);
        for ((form, verdict), those) in talks.forms.iter().zip(verdicts).zip(by_form) {
            let told = match verdict {
                _ if those.is_empty() => None,
                FactionVerdict::Accepts => wishes.only_lost(those).map(|wish| {
                    format!(
                        "`{who}` accepts `{}`, and each agreement of it would cost `{whose}` its wish `{}`, with nothing as weighty that each would gain.",
                        form.id, wish.id
                    )
                }),
                FactionVerdict::Rejects => wishes.always_better(those).then(|| {
                    format!(
                        "`{who}` rejects `{}`, and by its ordered wishes `{whose}` would prefer each agreement of it to what is in force.",
                        form.id
                    )
                }),
                FactionVerdict::DoesNotMind => None,
            };
            if let Some(message) = told {
                self.verdict_against_wishes(talks, who, &form.id, message);
            }
        }
    }

    /// Warns at the verdict; the same of another period is told once, at the first.
    fn verdict_against_wishes(
        &mut self,
        talks: &Negotiation,
        leader: &str,
        form: &str,
        message: String,
    ) {
        let file = self.file;
        let stands = file.factions.get(leader).and_then(|faction| {
            let judges = judgement(faction, talks.scenario.period.as_deref())?;
            let place = faction
                .judges
                .iter()
                .position(|j| std::ptr::eq(j, judges))?;
            Some(at("factions", leader).at("judges").at(place))
        });
        let span = stands.and_then(|path| self.places.value(&path.at("forms").at(form)));
        self.warning(
            "verdict-against-wishes",
            span,
            message,
            "Mend the verdict or the wishes, unless the leader and the government are to differ.",
        );
    }
}

/// The ordered wishes of a government, over agreements.
struct Wishes<'a> {
    talks: &'a Negotiation,
    /// By rank, most important first.
    ranks: &'a [Vec<CompiledStatement>],
    /// Losses from this rank on are borne.
    borne_from: usize,
}

impl Wishes<'_> {
    fn met(&self, wish: &CompiledStatement, agreement: State) -> bool {
        wish.formula.holds(self.talks.model.space(), agreement)
    }

    fn met_now(&self, wish: &CompiledStatement) -> bool {
        self.met(wish, self.talks.reversion)
    }

    /// The weightiest wish that what is in force meets and none of these agreements does,
    /// where they have no other in common that is as weighty and not met now.
    fn only_lost(&self, those: &Bits) -> Option<&CompiledStatement> {
        for (rank, wishes) in self.ranks.iter().enumerate() {
            let gained = |wish: &&CompiledStatement| {
                !self.met_now(wish) && those.iter().all(|one| self.met(wish, one))
            };
            if wishes.iter().any(|wish| gained(&wish)) || rank >= self.borne_from {
                return None;
            }
            let lost = |wish: &&CompiledStatement| {
                self.met_now(wish) && !those.iter().any(|one| self.met(wish, one))
            };
            if let Some(lost) = wishes.iter().find(lost) {
                return Some(lost);
            }
        }
        None
    }

    /// Whether the government prefers each of these agreements to what is in force.
    fn always_better(&self, those: &Bits) -> bool {
        let count = |wishes: &[CompiledStatement], agreement| {
            let met = wishes.iter().filter(|wish| self.met(wish, agreement));
            met.count()
        };
        those.iter().all(|one| {
            let mut ranks = self.ranks.iter();
            let now = |wishes: &[CompiledStatement]| count(wishes, self.talks.reversion);
            ranks.find_map(|wishes| match count(wishes, one).cmp(&now(wishes)) {
                std::cmp::Ordering::Equal => None,
                order => Some(order.is_gt()),
            }) == Some(true)
        })
    }
}
