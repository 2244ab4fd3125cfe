//! What additive scores promise and a government's own judgement forbids: the red line.

use std::collections::BTreeMap;

use hikiwake_dossier::{CompiledStatement, Dossier, Judge, Negotiation, Preferences};
use hikiwake_graph::{Bits, State};

use super::additive::Scored;
use super::additive_finding::{Forbidden, ForbiddenBy, ForbiddenWhy};
use super::values::Values;
use crate::{agreements::FactionVerdicts, agreements::decided};
use hikiwake_finding::{StatementHead, basis};

/// Which of the agreements that all governments gain by, by score, are rejected by
/// one of them, and by what. `best` is the Nash point.
pub(super) fn forbidden(
    dossier: &Dossier,
    scored: &Scored,
    values: &Values,
    judged: &[FactionVerdicts],
    best: (State, usize),
) -> Forbidden {
    let talks = scored.talks;
    let promised = scored.gaining(talks.model.feasible());
    let mut open = promised.clone();
    let mut by = Vec::new();
    let mut best_by = Vec::new();
    let mut only_best = Bits::none(promised.universe());
    only_best.insert(best.0);
    for (side, seen) in values.sides.iter().enumerate() {
        let Some(faction) = seen.faction else {
            continue;
        };
        open.subtract(&judged[faction].rejects);
        let asked = RedLineQuestion {
            dossier,
            talks,
            side: &talks.sides[side],
            faction,
            judged: &judged[faction],
        };
        by.extend(asked.why(&promised, None));
        best_by.extend(asked.why(&only_best, Some(best.0)));
    }
    by.sort_by_key(|b| std::cmp::Reverse(b.agreements));
    Forbidden {
        promised: promised.count() as u64,
        rejected: (promised.count() - open.count()) as u64,
        by,
        best: best.1,
        best_by,
    }
}

struct RedLineQuestion<'a> {
    dossier: &'a Dossier,
    talks: &'a Negotiation,
    side: &'a str,
    faction: usize,
    judged: &'a FactionVerdicts,
}

impl RedLineQuestion<'_> {
    /// What makes it reject agreements of `among`; with `one`, only statements that
    /// differ between that agreement and the one in force are named.
    fn why(&self, among: &Bits, one: Option<State>) -> Vec<ForbiddenBy> {
        let mut rejected = among.clone();
        rejected.intersect(&self.judged.rejects);
        if rejected.is_empty() {
            return Vec::new();
        }
        let count = rejected.count() as u64;
        let faction = &self.talks.factions[self.faction];
        match &faction.judge {
            Judge::Nothing => Vec::new(),
            Judge::Weights => vec![self.by(ForbiddenWhy::Weights, count)],
            Judge::Forms(verdicts) => {
                let forms = self.talks.forms.iter().zip(verdicts);
                let no =
                    forms.filter(|(_, v)| **v == hikiwake_dossier::file::FactionVerdict::Rejects);
                let own = one.and_then(|state| self.talks.form_of(state));
                let own = own.map(|form| &self.talks.forms[form].id);
                let meant = no.filter(|(form, _)| own.is_none_or(|own| *own == form.id));
                let forms = meant.map(|(form, _)| form.id.clone()).collect();
                vec![ForbiddenBy {
                    forms,
                    ..self.by(ForbiddenWhy::Form, count)
                }]
            }
            Judge::Order { preferences, .. } => self.by_order(preferences, &rejected, one),
        }
    }

    fn by_order(
        &self,
        preferences: &Preferences,
        rejected: &Bits,
        one: Option<State>,
    ) -> Vec<ForbiddenBy> {
        let mut ranks: BTreeMap<usize, [u64; 2]> = BTreeMap::new();
        decided(
            self.talks,
            preferences,
            rejected,
            |rank, _, better, worse| {
                let counts = ranks.entry(rank).or_default();
                for (count, words) in counts.iter_mut().zip([worse, better]) {
                    *count += words.iter().map(|w| u64::from(w.count_ones())).sum::<u64>();
                }
            },
        );
        let mut found = Vec::new();
        for (rank, [worse, better]) in ranks {
            for (why, agreements) in [
                (ForbiddenWhy::Statement, worse),
                (ForbiddenWhy::AudienceCost, better),
            ] {
                if agreements == 0 {
                    continue;
                }
                let (statements, red_line) = self.statements(preferences, rank, one);
                found.push(ForbiddenBy {
                    statements,
                    red_line,
                    ..self.by(why, agreements)
                });
            }
        }
        found
    }

    /// The statements of a rank that decide, and whether one is a red line.
    fn statements(
        &self,
        preferences: &Preferences,
        rank: usize,
        one: Option<State>,
    ) -> (Vec<StatementHead>, bool) {
        let (talks, space) = (self.talks, self.talks.model.space());
        let actor = &talks.factions[self.faction].actor;
        match (preferences, one) {
            (Preferences::Statements(ranks), one) => {
                let differs = |s: &&CompiledStatement| {
                    one.is_none_or(|one| {
                        s.formula.holds(space, one) != s.formula.holds(space, talks.reversion)
                    })
                };
                let of_rank = ranks.get(rank).map_or(&[][..], Vec::as_slice);
                let decide: Vec<&CompiledStatement> = of_rank.iter().filter(differs).collect();
                let heads = (decide.iter())
                    .map(|s| basis::statement_of(self.dossier, actor, rank, s))
                    .collect();
                (heads, decide.iter().any(|s| s.red_line))
            }
            (_, Some(one)) => {
                let now = talks.reversion;
                let reason = basis::reason_of(self.dossier, actor, preferences, space, now, one);
                (reason.statements, false)
            }
            (_, None) => (Vec::new(), false),
        }
    }

    fn by(&self, why: ForbiddenWhy, agreements: u64) -> ForbiddenBy {
        ForbiddenBy {
            side: self.side.to_string(),
            why,
            statements: Vec::new(),
            forms: Vec::new(),
            red_line: false,
            agreements,
        }
    }
}
