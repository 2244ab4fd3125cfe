//! What everybody says to every agreement, and what passes, as sets.

use std::sync::Arc;

use hikiwake_bargain::vote::{self, Gate};
use hikiwake_dossier::file;
use hikiwake_dossier::{CompiledGate, Judge, Negotiation};
use hikiwake_graph::{Bits, State, groups};

use crate::EvaluatedNegotiation;
use crate::{agreements::FactionVerdicts, agreements::new_agreements};

/// Most kinds of agreements, told apart by what anybody says to them, that are looked at
/// one by one.
pub(super) const MOST_KINDS: usize = 1 << 19;

/// What everybody says in one period.
pub(super) struct Table<'a> {
    pub heard: &'a EvaluatedNegotiation,
    pub talks: &'a Negotiation,
    /// Per faction.
    pub judged: &'a [FactionVerdicts],
    /// All agreements that the rules admit, but the one in force.
    pub new: Bits,
    /// The new agreements of each form, then those of none.
    pub by_form: Vec<Bits>,
    /// By rule and side: the win-set, the agreement in force included.
    pub wins: Vec<&'a [Arc<Bits>]>,
    /// The new agreements by kind; `None` where there are too many kinds.
    pub kinds: Option<Vec<Kind>>,
}

/// Agreements of one form to which everybody says the same.
pub(super) struct Kind {
    /// Per faction.
    pub says: Vec<vote::Vote>,
    /// Column of [`Table::by_form`].
    pub form: usize,
    pub count: u64,
    /// The one with the lowest index.
    pub first: State,
}

impl<'a> Table<'a> {
    pub fn new(heard: &'a EvaluatedNegotiation) -> Self {
        let EvaluatedNegotiation { talks, judged, .. } = heard;
        let new = new_agreements(talks);
        let mut left = new.clone();
        let mut by_form = heard.by_form.to_vec();
        for here in &mut by_form {
            here.intersect(&new);
            left.subtract(here);
        }
        by_form.push(left);
        let wins = (0..talks.ratification.len()).map(|rule| heard.win_sets(rule));
        let mut table = Table {
            heard,
            talks,
            judged,
            new,
            by_form,
            wins: wins.collect(),
            kinds: None,
        };
        table.kinds = table.kinds();
        table
    }

    fn kinds(&self) -> Option<Vec<Kind>> {
        // Whoever judges by forms says the same to all agreements of a form.
        let mut sets: Vec<&Bits> = self.by_form.iter().collect();
        for (faction, judged) in self.talks.factions.iter().zip(self.judged) {
            if !matches!(faction.judge, Judge::Nothing | Judge::Forms(_)) {
                sets.extend([&*judged.accepts, &*judged.rejects]);
            }
        }
        let kind = |group: hikiwake_graph::Group| {
            let form = &group.within[..self.by_form.len()];
            Kind {
                says: self.verdicts(group.first),
                form: form.iter().position(|&here| here).unwrap_or(0),
                count: group.count as u64,
                first: group.first,
            }
        };
        let groups = groups(&sets, &self.new, MOST_KINDS)?;
        Some(groups.into_iter().map(kind).collect())
    }

    /// What everybody says to one agreement.
    pub fn verdicts(&self, agreement: State) -> Vec<vote::Vote> {
        let says = |judged: &FactionVerdicts| verdict(judged.verdict(agreement));
        self.judged.iter().map(says).collect()
    }

    /// The column of an agreement in [`Table::by_form`].
    pub fn form_of(&self, agreement: State) -> usize {
        let mut forms = self.by_form.iter();
        let found = forms.position(|form| form.has(agreement));
        found.unwrap_or(self.by_form.len() - 1)
    }

    /// A gate as numbers.
    pub fn gate(&self, gate: &CompiledGate) -> Gate {
        let counted = gate.quota.is_some() || gate.majority;
        let votes = |f: usize| match counted && gate.voters.contains(&f) {
            true => self.talks.factions[f].votes,
            false => 0,
        };
        Gate {
            votes: (0..self.talks.factions.len()).map(votes).collect(),
            vetoes: gate.vetoes.iter().map(|&(faction, _)| faction).collect(),
            quota: gate.quota,
            majority: gate.majority,
        }
    }

    /// The agreements that all sides let pass, given their win-sets.
    pub fn zone<'w>(&self, wins: impl Iterator<Item = &'w Bits>) -> Bits {
        let mut zone = self.new.clone();
        for win in wins {
            zone.intersect(win);
        }
        zone
    }

    /// How many of these are new.
    pub fn count_new(&self, agreements: &Bits) -> u64 {
        agreements.count_in(&self.new) as u64
    }
}

pub(super) fn verdict(verdict: file::FactionVerdict) -> vote::Vote {
    match verdict {
        file::FactionVerdict::Accepts => vote::Vote::Accepts,
        file::FactionVerdict::DoesNotMind => vote::Vote::DoesNotMind,
        file::FactionVerdict::Rejects => vote::Vote::Rejects,
    }
}
