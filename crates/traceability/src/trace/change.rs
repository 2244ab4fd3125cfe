//! Two models of one period, finding by finding: what changes.

use std::collections::BTreeSet;

use hikiwake_graph::{Concept, State};

use super::clauses::{holds, known, pattern_count, reached_by, verdict, would_hold};
use super::down::reach;
use super::{ChangedFinding, TraceChange};
use hikiwake_conflict::Pattern;
use hikiwake_conflict::patterns::patterns;
use hikiwake_conflict::solve::Solved;
use hikiwake_conflict::stated_only::{overlap, translate};
use hikiwake_finding::ReachKind;
use hikiwake_finding::{words::capital, words::count, words::list, words::thousands};

/// What changes from `before` to `after`, `opening` standing before each sentence
/// (“Without …, in “April 2016””). At most `limit` states are named in one change.
pub(super) fn changes(
    before: &Solved,
    after: &Solved,
    opening: &str,
    limit: usize,
) -> Vec<TraceChange> {
    let mut told = ChangeInWords {
        before,
        after,
        opening,
        changes: Vec::new(),
    };
    told.status_quo();
    told.outcomes();
    told.patterns();
    told.feasible();
    told.counts();
    told.states(limit);
    told.changes
}

struct ChangeInWords<'a, 'd> {
    before: &'a Solved<'d>,
    after: &'a Solved<'d>,
    opening: &'a str,
    changes: Vec<TraceChange>,
}

impl ChangeInWords<'_, '_> {
    /// Adds a change; `would` and `is` complete the sentence.
    fn add(&mut self, finding: ChangedFinding, ids: Vec<String>, would: String, is: String) {
        self.changes.push(TraceChange {
            finding,
            ids,
            sentence: format!("{} {would}; as it is, {is}.", self.opening),
            before: capital(&is),
            after: capital(&would),
        });
    }

    fn status_quo(&mut self) {
        let (Some(is), Some(would)) = (self.before.status_quo(), self.after.status_quo()) else {
            return;
        };
        if verdict(&is) != verdict(&would) {
            let subject = "the status quo";
            let would = would_hold(self.after, &would, subject, false);
            let is = holds(self.before, &is, false);
            self.add(ChangedFinding::StatusQuo, Vec::new(), would, is);
        }
    }

    fn outcomes(&mut self) {
        let would = self.after.outcomes();
        for is in self.before.outcomes() {
            let Some(would) = would.iter().find(|o| o.id == is.id) else {
                continue;
            };
            if known(&is) == known(would) {
                continue;
            }
            let subject = format!("what happened, “{}”,", is.label);
            let after = match &would.holding {
                Some(holding) => would_hold(self.after, holding, &subject, true),
                None => format!("{subject} would have no place in the model"),
            };
            let before = match &is.holding {
                Some(holding) => holds(self.before, holding, true),
                None => "it has no place in the model".to_string(),
            };
            self.add(ChangedFinding::Outcome, vec![is.id.clone()], after, before);
        }
    }

    fn patterns(&mut self) {
        let (is, would) = (patterns(self.before), patterns(self.after));
        for (id, definition) in &self.before.dossier.file.definitions {
            let find = |all: &[Pattern]| all.iter().find(|p| p.id == *id).cloned();
            let (is, would) = (find(&is), find(&would));
            let known = |p: &Option<Pattern>| {
                p.as_ref().map(|p| {
                    (
                        p.holding,
                        p.by_best_replies,
                        p.by_improvements,
                        p.by_joint_move,
                    )
                })
            };
            if known(&is) == known(&would) {
                continue;
            }
            let label = &definition.label;
            let would = match &would {
                Some(pattern) => pattern_count(pattern, Some(label)),
                None => format!("“{label}” would tell no state from another"),
            };
            let is = match &is {
                Some(pattern) => pattern_count(pattern, None),
                None => "it tells no state from another".to_string(),
            };
            self.add(ChangedFinding::Pattern, vec![id.clone()], would, is);
        }
    }

    fn feasible(&mut self) {
        let number = |solved: &Solved| solved.compiled.model.feasible().count() as u64;
        let (is, would) = (number(self.before), number(self.after));
        if is != would {
            let would = format!("{} could be", count(would, "state", "states"));
            let is = format!("{} can", thousands(is));
            self.add(ChangedFinding::Feasible, Vec::new(), would, is);
        }
    }

    fn counts(&mut self) {
        let (is, would) = (self.before.concept_counts(), self.after.concept_counts());
        let (both, gone, new) = overlap(self.before, self.after, Concept::Seq);
        if is == would && gone == 0 && new == 0 {
            return;
        }
        let each = |counts: &[hikiwake_conflict::ConceptCount],
                    other: &[hikiwake_conflict::ConceptCount]| {
            let differing = counts
                .iter()
                .zip(other)
                .filter(|(a, b)| a.states != b.states);
            let told =
                differing.map(|(c, _)| format!("{} under {}", thousands(c.states), c.concept));
            list(&told.collect::<Vec<_>>())
        };
        let (after, before) = match each(&would, &is) {
            same if same.is_empty() && gone + new > 0 => (
                format!(
                    "as many states would hold, but {} that hold under SEQ would not, and {} others \
                     would",
                    thousands(gone),
                    thousands(new)
                ),
                format!("{} hold under SEQ", thousands(both + gone)),
            ),
            same if same.is_empty() => (
                "the states that hold would be reached in other ways".to_string(),
                reached_by(&is),
            ),
            differing => (
                format!("the states that hold would be {differing}"),
                format!("they are {}", each(&is, &would)),
            ),
        };
        self.add(ChangedFinding::Counts, Vec::new(), after, before);
    }

    /// The states listed first among those that hold under SEQ: which go, which are
    /// new, which are reached in another way.
    fn states(&mut self, limit: usize) {
        let (before, after) = (self.before, self.after);
        let strongest = |solved: &Solved| -> Vec<State> {
            let (states, _) = solved.strongest(limit);
            (states.into_iter())
                .filter(|&s| solved.equilibria[Concept::Seq as usize].has(s))
                .collect()
        };
        let seq = |solved: &Solved, state: Option<State>| {
            state.filter(|&s| solved.equilibria[Concept::Seq as usize].has(s))
        };
        let was = strongest(before);
        let gone: Vec<State> = (was.iter().copied())
            .filter(|&s| seq(after, translate(before, after, s)).is_none())
            .collect();
        let new: Vec<State> = (strongest(after).into_iter())
            .filter(|&s| seq(before, translate(after, before, s)).is_none())
            .collect();
        let codes = |solved: &Solved, states: &[State]| -> Vec<String> {
            states.iter().map(|&s| solved.compiled.code(s)).collect()
        };
        if !gone.is_empty() {
            let ids = codes(before, &gone);
            let would = format!(
                "of the states listed first {} would not hold",
                named(before, &gone)
            );
            let is = format!(
                "{} under SEQ",
                if gone.len() == 1 {
                    "it holds"
                } else {
                    "they hold"
                }
            );
            self.add(ChangedFinding::StatesGone, ids, would, is);
        }
        if !new.is_empty() {
            let ids = codes(after, &new);
            let would = format!(
                "{} would be listed among the first that hold",
                named(after, &new)
            );
            let is = format!(
                "{} under SEQ",
                match new.len() {
                    1 => "it does not hold",
                    _ => "they do not hold",
                }
            );
            self.add(ChangedFinding::StatesNew, ids, would, is);
        }
        let mut seen = BTreeSet::new();
        let other: Vec<(State, ReachKind, ReachKind)> = (was.iter())
            .filter_map(|&s| {
                let there = seq(after, translate(before, after, s))?;
                let (is, would) = (before.reach(s)?, after.reach(there)?);
                (is != would && seen.insert(s)).then_some((s, is, would))
            })
            .collect();
        if !other.is_empty() {
            let told = |pick: &dyn Fn(&(State, ReachKind, ReachKind)) -> ReachKind| {
                let each = other
                    .iter()
                    .map(|step| format!("{} {}", before.compiled.code(step.0), reach(pick(step))));
                list(&each.collect::<Vec<_>>())
            };
            let would = format!(
                "states that hold would be reached in another way: {}",
                told(&|s| s.2)
            );
            let ids = other
                .iter()
                .map(|step| before.compiled.code(step.0))
                .collect();
            self.add(ChangedFinding::StatesReached, ids, would, told(&|s| s.1));
        }
    }
}

/// Most states named by their options too.
const WRITTEN_OUT: usize = 2;

fn named(solved: &Solved, states: &[State]) -> String {
    let one = |&state: &State| match states.len() <= WRITTEN_OUT {
        true => hikiwake_finding::words::state(&solved.row(state)),
        false => solved.compiled.code(state),
    };
    list(&states.iter().map(one).collect::<Vec<_>>())
}
