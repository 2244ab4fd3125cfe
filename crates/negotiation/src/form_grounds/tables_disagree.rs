//! Where terms and options give different verdicts on a form.

use std::cmp::Reverse;

use hikiwake_conflict::NearestState;
use hikiwake_conflict::solve::Solved;
use hikiwake_dossier::Negotiation;
use hikiwake_finding::{OptionChange, ReachKind};
use hikiwake_graph::{Bits, Concept, State};

use super::TablesDisagree;
use crate::agreements::{ChangedTerms, agreement_row, alike_after, leading_where, now};

/// The table of options: the model after signing, as the governments see it.
pub(super) struct OtherTable<'a> {
    talks: &'a Negotiation,
    solved: &'a Solved<'a>,
    /// What is in place: the state, and the levels of all columns.
    today: State,
    now: Vec<u8>,
    /// The sides as decision makers.
    sides: Vec<usize>,
    /// Per column, whether some level of some term sets it.
    settled: Vec<bool>,
    /// What lasts, can be reached by improvements or one joint improvement, and is better
    /// for every side than what is in place.
    better: Vec<State>,
}

impl<'a> OtherTable<'a> {
    /// `None` where nothing is in place, or a side is no decision maker of the model.
    pub fn new(talks: &'a Negotiation, solved: &'a Solved<'a>) -> Option<OtherTable<'a>> {
        let compiled = &solved.compiled;
        let today = compiled.status_quo?;
        let decision_maker = |id: &String| compiled.decision_makers.iter().position(|d| d == id);
        let sides: Vec<usize> = talks
            .sides
            .iter()
            .map(decision_maker)
            .collect::<Option<_>>()?;
        let value = |side: usize, state| compiled.model.value(side, state);
        let better = solved.equilibria[Concept::Seq as usize]
            .iter()
            .filter(|&state| {
                let gain = |&side: &usize| value(side, state) > value(side, today);
                sides.iter().all(gain)
                    && (solved.reach(state)).is_some_and(|reach| reach <= ReachKind::JointMove)
            });
        let mut settled = vec![false; compiled.columns.len()];
        for (term, head) in talks.terms.iter().enumerate() {
            let sets = (0..head.levels.len() as u8).flat_map(|level| talks.sets(term, level));
            sets.for_each(|&(column, _)| settled[column] = true);
        }
        Some(OtherTable {
            settled,
            better: better.collect(),
            now: now(compiled),
            talks,
            solved,
            today,
            sides,
        })
    }

    /// Where this table disagrees about the agreements of a form, of which every government
    /// prefers `preferred` by the terms.
    pub fn disagrees(
        &self,
        changed: &ChangedTerms,
        agreements: &Bits,
        preferred: &Bits,
    ) -> Option<TablesDisagree> {
        match preferred.is_empty() {
            true => self.pays_here(changed, agreements),
            false => self.costs_here(changed, preferred),
        }
    }

    /// The nearest arrangement that has all that terms settle as one of the agreements has
    /// it, and is better for every side.
    fn pays_here(&self, changed: &ChangedTerms, agreements: &Bits) -> Option<TablesDisagree> {
        let groups = alike_after(self.talks, agreements, &self.now)?;
        let steps = groups.len() as u64 * self.better.len() as u64;
        if steps > self.solved.work {
            return None;
        }
        let firm = &self.solved.equilibria[Concept::Nash as usize];
        let pairs = groups.iter().flat_map(|&(agreement, _)| {
            let agreed = self.talks.after(agreement, &self.now);
            let keeping = self.better.iter().filter_map(move |&state| {
                let beyond = self.beyond(&agreed, state)?;
                Some((
                    beyond.len(),
                    Reverse(firm.has(state)),
                    state,
                    agreement,
                    beyond,
                ))
            });
            keeping.collect::<Vec<_>>()
        });
        let (_, _, state, agreement, beyond) =
            pairs.min_by_key(|pair| (pair.0, pair.1, pair.2, pair.3))?;
        let alike = leading_where(self.talks, agreements, agreement, &self.now);
        let agreement = changed.fewest(self.talks, &alike)?;
        Some(self.found(false, agreement, state, beyond))
    }

    /// What a state changes beyond what was agreed; `None` where it has otherwise what terms
    /// settle, or the agreement sets nothing.
    fn beyond(&self, agreed: &[u8], state: State) -> Option<Vec<OptionChange>> {
        let space = self.solved.compiled.model.space();
        let mut beyond = Vec::new();
        for (option, column) in self.solved.compiled.columns.iter().enumerate() {
            let to = column.axis.map_or(0, |axis| space.level(state, axis));
            match (to == agreed[option], self.settled[option]) {
                (true, _) => {}
                (false, true) => return None,
                (false, false) => beyond.push(OptionChange {
                    option,
                    from: agreed[option],
                    to,
                }),
            }
        }
        (agreed != self.now).then_some(beyond)
    }

    /// Of the agreements that every government prefers and that lead to another state, the
    /// one that changes the fewest terms, where each costs some side something here.
    fn costs_here(&self, changed: &ChangedTerms, preferred: &Bits) -> Option<TablesDisagree> {
        let model = &self.solved.compiled.model;
        let costs = |state: State| {
            let side = |&side: &usize| model.value(side, state) < model.value(side, self.today);
            self.sides.iter().any(side)
        };
        let leads = |agreement: State| {
            let levels = self.talks.after(agreement, &self.now);
            let state = self.solved.compiled.feasible(&levels).ok();
            state.filter(|state| *state != self.today)
        };
        let groups = alike_after(self.talks, preferred, &self.now)?;
        let mut states = groups.iter().filter_map(|&(agreement, _)| leads(agreement));
        if !states.all(costs) {
            return None;
        }
        let mut left = preferred.clone();
        while let Some(agreement) = changed.fewest(self.talks, &left) {
            if let Some(state) = leads(agreement) {
                return Some(self.found(true, agreement, state, Vec::new()));
            }
            let alike = leading_where(self.talks, &left, agreement, &self.now);
            left.subtract(&alike);
        }
        None
    }

    fn found(
        &self,
        wanted_by_terms: bool,
        agreement: State,
        state: State,
        beyond: Vec<OptionChange>,
    ) -> TablesDisagree {
        let actors = 0..self.solved.compiled.decision_makers.len();
        TablesDisagree {
            wanted_by_terms,
            agreement: agreement_row(self.talks, agreement),
            arrangement: NearestState {
                state: self.solved.row(state),
                reach: self.solved.reach(state),
                seen: actors
                    .map(|actor| self.solved.reason(actor, self.today, state))
                    .collect(),
            },
            beyond,
        }
    }
}
