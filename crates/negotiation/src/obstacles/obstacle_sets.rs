//! What would have to give before one agreement passed.

use std::cell::OnceCell;
use std::fmt;

use hikiwake_bargain::obstacles::{Set, TooMany, bits, combined, enough, minimal};
use hikiwake_dossier::file::FactionVerdict;
use hikiwake_dossier::{
    CompiledFaction, CompiledGate, CompiledStatement, Judge, Negotiation, Preferences,
};
use hikiwake_graph::{Bits, State};

use super::opposing_judgements::{Full, Numbered, OpposingJudgement};
use crate::EvaluatedNegotiation;
use crate::agreements::{ChangedTerms, FactionVerdicts, VoteSums, differing};
use hikiwake_finding::words::thousands;

/// Most kinds of agreements that are told apart.
pub(super) const MOST_KINDS: usize = 500_000;

/// Why the ways cannot be listed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Limit {
    /// More judgements than fit a set.
    Judgements,
    /// More ways than are kept.
    Ways(usize),
    /// More kinds of agreements than are told apart.
    Kinds,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Limit::Judgements => write!(
                f,
                "more than {} judgements stand in the way, too many to combine",
                Set::BITS
            ),
            Limit::Ways(sets) => write!(
                f,
                "there are {} or more ways to combine what stands in the way, too many to go \
                 through",
                thousands(*sets as u64)
            ),
            Limit::Kinds => write!(
                f,
                "what is said of its agreements differs in more than {} ways",
                thousands(MOST_KINDS as u64)
            ),
        }?;
        f.write_str("; ask for a narrower pattern, or under a rule with fewer who must accept")
    }
}

impl From<Full> for Limit {
    fn from(_: Full) -> Limit {
        Limit::Judgements
    }
}

impl From<TooMany> for Limit {
    fn from(TooMany(sets): TooMany) -> Limit {
        Limit::Ways(sets)
    }
}

/// Everything about the negotiation that the ways depend on.
pub(super) struct ObstacleSearch<'a> {
    talks: &'a Negotiation,
    by_form: &'a [Bits],
    gates: &'a [CompiledGate],
    judged: &'a [FactionVerdicts],
    /// Per faction, whether it has a say under the rule.
    counts: Vec<bool>,
    /// Per faction, rank and statement, where it is met.
    met: Vec<Vec<Vec<Bits>>>,
    /// The terms that are to stand as in this agreement, if one was asked about.
    asked: Option<State>,
    /// See [`ObstacleSearch::apart`].
    apart: OnceCell<[Vec<Bits>; 2]>,
}

impl<'a> ObstacleSearch<'a> {
    pub fn new(
        heard: &'a EvaluatedNegotiation,
        gates: &'a [CompiledGate],
        asked: Option<State>,
    ) -> ObstacleSearch<'a> {
        let talks = &heard.talks;
        let space = talks.model.space();
        let met = |statement: &CompiledStatement| statement.formula.extension(space);
        let counts =
            |faction: usize| (gates.iter()).any(|gate| gate.asks().any(|asked| asked == faction));
        let counts: Vec<bool> = (0..talks.factions.len()).map(counts).collect();
        let met = (talks.factions.iter().enumerate())
            .map(|(f, faction)| match &faction.judge {
                Judge::Order {
                    preferences: Preferences::Statements(ranks),
                    ..
                } if counts[f] => ranks
                    .iter()
                    .map(|rank| rank.iter().map(met).collect())
                    .collect(),
                _ => Vec::new(),
            })
            .collect();
        ObstacleSearch {
            talks,
            by_form: &heard.by_form,
            gates,
            judged: &heard.judged,
            counts,
            met,
            asked,
            apart: OnceCell::new(),
        }
    }

    /// The sets of agreements that the ways depend on: agreements that lie in the same
    /// ones of them have the same ways. And how many terms each agreement changes: those
    /// whose number has the digit for 1, 2, 4, ….
    pub fn apart(&self) -> (&[Bits], &[Bits]) {
        let [apart, changed] = self.apart.get_or_init(|| {
            let changed = ChangedTerms::new(self.talks);
            [self.told_apart(), changed.digits]
        });
        (apart, changed)
    }

    fn told_apart(&self) -> Vec<Bits> {
        let mut apart = Vec::new();
        // Whoever judges by forms says the same to all agreements of a form.
        let by_form =
            |faction: usize| matches!(self.talks.factions[faction].judge, Judge::Forms(_));
        for (faction, met) in self.met.iter().enumerate() {
            let judged = &self.judged[faction];
            if !self.counts[faction] || by_form(faction) || judged.rejects.is_empty() {
                continue;
            }
            apart.push(Bits::clone(&judged.rejects));
            apart.extend(self.by_wishes(faction, met));
        }
        for gate in self.gates.iter().filter(|gate| gate.majority) {
            let voters = gate.voters.iter().filter(|voter| !by_form(**voter));
            apart.extend(voters.map(|&faction| Bits::clone(&self.judged[faction].accepts)));
        }
        let heard = self.talks.factions.iter().zip(&self.counts);
        let by_forms = heard.filter(|(f, counts)| **counts && matches!(f.judge, Judge::Forms(_)));
        let by_forms: Vec<&CompiledFaction> = by_forms.map(|(faction, _)| faction).collect();
        if !by_forms.is_empty() {
            apart.extend(self.by_form.iter().cloned());
        }
        let space = self.talks.model.space();
        let guarantees = by_forms.into_iter().flat_map(|faction| &faction.guarantees);
        apart.extend(guarantees.map(|guarantee| guarantee.formula.extension(space)));
        if let Some(asked) = self.asked {
            let terms = 0..self.talks.terms.len();
            apart.extend(terms.map(|term| differing(self.talks, term, asked)));
        }
        apart
    }

    /// The sets that tell apart the agreements that a faction with wishes rejects, as far
    /// as its ways do: a rank matters only until one with more gained than lost, or one
    /// whose losses are borne anyway, and a wish only where more is lost at its rank.
    fn by_wishes(&self, faction: usize, met: &[Vec<Bits>]) -> Vec<Bits> {
        let Judge::Order {
            audience_cost,
            deadlock_cost,
            ..
        } = self.talks.factions[faction].judge
        else {
            return Vec::new();
        };
        let pays = audience_cost.unwrap_or(met.len());
        let borne = deadlock_cost.unwrap_or(met.len());
        let mut left = Bits::clone(&self.judged[faction].rejects);
        let universe = left.universe();
        // Gained in the end, without and with a price paid for conceding.
        let mut gains = [Bits::none(universe), Bits::none(universe)];
        let mut apart = Vec::new();
        for (rank, met) in met.iter().enumerate() {
            let (mut lost, mut gained) = (VoteSums::none(universe), VoteSums::none(universe));
            let mut losses = Vec::new();
            for met in met {
                if met.has(self.talks.reversion) {
                    let mut without = met.clone();
                    without.complement();
                    lost.add(&without, 1);
                    losses.push(without);
                } else {
                    gained.add(met, 1);
                }
            }
            let mut better = gained.above(&lost);
            better.intersect(&left);
            left.subtract(&better);
            gains[usize::from(rank >= pays)].unite(&better);
            let mut worse = lost.above(&gained);
            worse.intersect(&left);
            if rank >= borne {
                left.subtract(&worse);
                continue;
            }
            apart.extend(losses.into_iter().chain(gained.digits()).map(|mut here| {
                here.intersect(&worse);
                here
            }));
        }
        apart.extend(gains);
        apart.retain(|set| !set.is_empty());
        apart
    }

    /// The minimal sets of judgements without which the agreement passes; the empty set
    /// alone where it passes as it is.
    pub fn of(&self, agreement: State, numbered: &mut Numbered) -> Result<Vec<Set>, Limit> {
        let mut choices = Vec::new();
        if let Some(asked) = self.asked {
            let space = self.talks.model.space();
            for term in 0..self.talks.terms.len() {
                if space.level(agreement, term) != space.level(asked, term) {
                    choices.push(vec![numbered.bit(OpposingJudgement::Term { term })?]);
                }
            }
        }
        for (side, gate) in self.gates.iter().enumerate() {
            for &(faction, _) in &gate.vetoes {
                if self.judged[faction].rejects.has(agreement) {
                    let (mut ways, _) = self.turned(faction, agreement, numbered)?;
                    ways.push(numbered.bit(OpposingJudgement::Veto { side, faction })?);
                    choices.push(minimal(ways));
                }
            }
            if let Some(ways) = self.votes(side, gate, agreement, numbered)? {
                choices.push(ways);
            }
        }
        Ok(combined(&choices)?)
    }

    /// How a vote could be won that is lost; `None` where it is not lost.
    fn votes(
        &self,
        side: usize,
        gate: &CompiledGate,
        agreement: State,
        numbered: &mut Numbered,
    ) -> Result<Option<Vec<Set>>, Limit> {
        let (mut accepting, mut rejecting, mut all) = (0u64, 0u64, 0u64);
        let mut against = Vec::new();
        for &faction in &gate.voters {
            let votes = u64::from(self.talks.factions[faction].votes);
            all += votes;
            match self.judged[faction].verdict(agreement) {
                FactionVerdict::Accepts => accepting += votes,
                FactionVerdict::Rejects => {
                    rejecting += votes;
                    against.push((faction, votes));
                }
                FactionVerdict::DoesNotMind => {}
            }
        }
        let quota = gate.quota.map_or(0, u64::from);
        let for_quota = quota.saturating_sub(all - rejecting);
        let for_majority = match gate.majority {
            true => (rejecting + 1).saturating_sub(accepting),
            false => 0,
        };
        if for_quota == 0 && for_majority == 0 {
            return Ok(None);
        }
        let mut turned = Vec::new();
        for &(faction, _) in &against {
            turned.push(self.turned(faction, agreement, numbered)?);
        }
        // Turned, one rejects no longer, and may even accept.
        let saved: Vec<u64> = against.iter().map(|(_, votes)| *votes).collect();
        let gained = against.iter().zip(&turned);
        let gained = gained.map(|((_, votes), (_, accepts))| votes * (1 + u64::from(*accepts)));
        let gained: Vec<u64> = gained.collect();
        let voters = [enough(&saved, for_quota)?, enough(&gained, for_majority)?];
        let mut ways = vec![numbered.bit(OpposingJudgement::Vote { side })?];
        for set in combined(&voters)? {
            let turned: Vec<Vec<Set>> = bits(set).map(|voter| turned[voter].0.clone()).collect();
            ways.extend(combined(&turned)?);
        }
        Ok(Some(minimal(ways)))
    }

    /// The minimal sets of judgements without which a faction that rejects would not, and
    /// whether it would then accept.
    fn turned(
        &self,
        faction: usize,
        agreement: State,
        numbered: &mut Numbered,
    ) -> Result<(Vec<Set>, bool), Limit> {
        let judge = &self.talks.factions[faction].judge;
        let Judge::Order {
            preferences: Preferences::Statements(ranks),
            audience_cost,
            deadlock_cost,
        } = judge
        else {
            let ways = match judge {
                Judge::Forms(_) => self.answered(faction, agreement, numbered)?,
                _ => vec![numbered.bit(OpposingJudgement::Order { faction })?],
            };
            return Ok((ways, false));
        };
        let mut choices = Vec::new();
        let mut accepts = false;
        let borne = deadlock_cost.unwrap_or(ranks.len());
        for rank in 0..ranks.len() {
            let (lost, gained) = self.changes(faction, rank, agreement);
            if gained > lost.len() {
                if audience_cost.is_some_and(|pays| rank >= pays) {
                    choices.push(vec![
                        numbered.bit(OpposingJudgement::AudienceCost { faction })?,
                    ]);
                }
                accepts = true;
                break;
            }
            if gained < lost.len() {
                if rank >= borne {
                    break;
                }
                // Of the losses in one rank, all but as many as are made good there.
                let ones = vec![1; lost.len()];
                let mut some = Vec::new();
                for set in enough(&ones, (lost.len() - gained) as u64)? {
                    let mut without = 0;
                    for at in bits(set) {
                        let place = lost[at];
                        without |= numbered.bit(OpposingJudgement::Loss {
                            faction,
                            rank,
                            place,
                        })?;
                    }
                    some.push(without);
                }
                choices.push(some);
            }
        }
        Ok((combined(&choices)?, accepts))
    }

    /// What each by itself lifts the no of a faction to a form: the no, or a guarantee
    /// that the agreement has in it or that comes from outside.
    fn answered(
        &self,
        faction: usize,
        agreement: State,
        numbered: &mut Numbered,
    ) -> Result<Vec<Set>, Limit> {
        let form = self.talks.form_of(agreement);
        let mut ways = vec![numbered.bit(OpposingJudgement::Verdict { faction, form })?];
        let space = self.talks.model.space();
        let guarantees = self.talks.factions[faction].guarantees.iter();
        for (guarantee, compiled) in guarantees.enumerate() {
            let about = form.is_some_and(|form| compiled.forms[form]);
            if about && compiled.formula.holds(space, agreement) {
                ways.push(numbered.bit(OpposingJudgement::Unanswered { faction, guarantee })?);
            }
        }
        Ok(ways)
    }

    /// The statements of a rank that the agreement in force meets and this one does not,
    /// and how many it meets instead.
    fn changes(&self, faction: usize, rank: usize, agreement: State) -> (Vec<usize>, usize) {
        let mut lost = Vec::new();
        let mut gained = 0;
        for (place, met) in self.met[faction][rank].iter().enumerate() {
            match (met.has(self.talks.reversion), met.has(agreement)) {
                (true, false) => lost.push(place),
                (false, true) => gained += 1,
                _ => {}
            }
        }
        (lost, gained)
    }
}
