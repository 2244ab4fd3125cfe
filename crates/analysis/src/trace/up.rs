//! The way up: which judgements rest on a thing, and what would change without it.

use std::collections::BTreeSet;

use hikiwake_dossier::{Dossier, Scenario};

use super::change::changes;
use super::evidence::{Passages, carries, in_force};
use super::find::{Thing, word};
use super::mentions::{names, names_in_all, of_rule};
use super::without::without;
use super::{Judgement, RunScope, TraceKind, TracePeriod, TraceRun};
use crate::solve::Solved;
use crate::{AnalyseSettings, basis};

/// One way of doing without a thing.
pub(super) struct Plan {
    pub scope: RunScope,
    /// What is taken out, after “without”.
    pub without: String,
    takes: Takes,
}

/// What a plan takes out of a model.
enum Takes {
    /// The judgements that rest on these claims alone; with `all`, on any of them.
    Claims { claims: BTreeSet<String>, all: bool },
    /// One judgement.
    One(TraceKind, String),
    /// All that an actor wants.
    Wishes(String),
    /// The judgements whose formulas name this.
    Mentions(String),
    /// An option, held at its lowest level.
    Off(String),
    /// The reading.
    Reading,
}

/// The claims that stand for a thing: those that a judgement may rest on.
pub(super) fn claims_of(dossier: &Dossier, thing: &Thing) -> BTreeSet<String> {
    let file = &dossier.file;
    let id = thing.id.as_str();
    let of = |wanted: &dyn Fn(&str, &hikiwake_dossier::file::Claim) -> bool| {
        let claims = file.claims.iter().filter(|(id, claim)| wanted(id, claim));
        claims.map(|(id, _)| id.clone()).collect()
    };
    match thing.kind {
        TraceKind::Claim => BTreeSet::from([id.to_string()]),
        TraceKind::Source => of(&|_, claim| claim.source == id),
        TraceKind::Actor => of(&|_, claim| claim.by == id),
        TraceKind::Driver => of(&|_, claim| {
            let linked = claim.link.iter().any(|l| l.cause == id || l.effect == id);
            linked || claim.level.iter().any(|level| level.driver == id)
        }),
        TraceKind::Link => of(&|_, claim| {
            (claim.link.iter()).any(|l| id.split_once('>') == Some((&l.cause, &l.effect)))
        }),
        TraceKind::Note => file
            .notes
            .get(id)
            .map_or_else(BTreeSet::new, |note| of(&|_, claim| carries(claim, note))),
        TraceKind::Restatement => (file.restatements.get(id)).map_or_else(BTreeSet::new, |found| {
            found.claims.iter().cloned().collect()
        }),
        _ => BTreeSet::new(),
    }
}

/// The ways of doing without `thing`.
pub(super) fn plans(dossier: &Dossier, passages: &Passages, thing: &Thing) -> Vec<Plan> {
    let id = &thing.id;
    let plan = |scope, without: String, takes| Plan {
        scope,
        without,
        takes,
    };
    let named = format!("the {} `{id}`", word(thing.kind));
    let resting = |name: &str| -> Vec<Plan> {
        let claims = claims_of(dossier, thing);
        if claims.is_empty() {
            return Vec::new();
        }
        let borrowed: BTreeSet<&str> = claims.iter().map(String::as_str).collect();
        let mut wider = claims.clone();
        wider.extend(passages.shared(&borrowed).into_iter().map(str::to_string));
        wider.extend(passages.restated(&borrowed).into_iter().map(str::to_string));
        let takes = |claims: &BTreeSet<String>, all| Takes::Claims {
            claims: claims.clone(),
            all,
        };
        vec![
            plan(RunScope::Alone, name.to_string(), takes(&claims, false)),
            plan(
                RunScope::All,
                format!("all that rests on {name}"),
                takes(&claims, true),
            ),
            plan(
                RunScope::Passage,
                format!("the passages of {name}, whatever else is read from them"),
                takes(&wider, false),
            ),
        ]
    };
    match thing.kind {
        TraceKind::Claim => resting(&named),
        // All that a source says is one: its passages are not those of others.
        TraceKind::Source => {
            let name = super::down::label(dossier, thing);
            let mut plans = resting(&format!("the source {name}"));
            plans.truncate(2);
            plans
        }
        TraceKind::Restatement => {
            let mut plans = resting(&format!("the claims of {named}"));
            plans.truncate(2);
            plans
        }
        TraceKind::Note => {
            let mut plans = resting(&format!("the claims that carry {named}"));
            plans.truncate(2);
            plans
        }
        TraceKind::Actor => {
            let name = basis::actor_name(dossier, id);
            let wishes = Takes::Wishes(id.clone());
            let mut plans = vec![plan(
                RunScope::Wishes,
                format!("the wishes of {name}"),
                wishes,
            )];
            plans.extend(resting(&format!("what {name} is reported to say")));
            plans
        }
        TraceKind::Statement | TraceKind::Ranking | TraceKind::Rule => {
            vec![plan(
                RunScope::Itself,
                named,
                Takes::One(thing.kind, id.clone()),
            )]
        }
        TraceKind::Option => vec![
            plan(
                RunScope::Mentions,
                format!("the judgements that speak of {named}"),
                Takes::Mentions(id.clone()),
            ),
            plan(RunScope::OffTheTable, named, Takes::Off(id.clone())),
        ],
        TraceKind::Definition => vec![plan(
            RunScope::Mentions,
            format!("the judgements that use {named}"),
            Takes::Mentions(id.clone()),
        )],
        TraceKind::Reading => vec![plan(RunScope::BaseReading, named, Takes::Reading)],
        _ => Vec::new(),
    }
}

/// What comes of a judgement.
enum Fate {
    Falls,
    Weakened,
    Untouched,
}

impl Plan {
    fn fate(&self, dossier: &Dossier, judgement: &Judgement) -> Fate {
        let falls = |falls| if falls { Fate::Falls } else { Fate::Untouched };
        match &self.takes {
            Takes::Claims { claims, all } => {
                let named = judgement
                    .claims
                    .iter()
                    .filter(|id| claims.contains(*id))
                    .count();
                match (named, judgement.claims.len()) {
                    (0, _) => Fate::Untouched,
                    (n, m) if *all || n == m => Fate::Falls,
                    _ => Fate::Weakened,
                }
            }
            Takes::One(kind, id) => falls(judgement.kind == *kind && judgement.id == *id),
            Takes::Wishes(actor) => falls(
                matches!(judgement.kind, TraceKind::Statement | TraceKind::Ranking)
                    && judgement.id.split('.').next() == Some(actor),
            ),
            Takes::Mentions(name) => falls(speaks_of(dossier, judgement, name)),
            Takes::Off(_) | Takes::Reading => Fate::Untouched,
        }
    }

    /// Whether the plan takes anything out of any model of the dossier.
    pub fn bites(&self, dossier: &Dossier, judgements: &[Judgement]) -> bool {
        match self.takes {
            Takes::Off(_) | Takes::Reading => true,
            _ => (judgements.iter())
                .any(|judgement| !matches!(self.fate(dossier, judgement), Fate::Untouched)),
        }
    }

    /// Runs the plan in the period of `before`; `None` where it takes nothing out.
    fn period(&self, before: &Solved, settings: &AnalyseSettings) -> Option<TracePeriod> {
        let dossier = before.dossier;
        let mut period = TracePeriod {
            scenario: basis::scenario_head(dossier, &before.compiled),
            fallen: Vec::new(),
            weakened: Vec::new(),
            left_bare: Vec::new(),
            changes: Vec::new(),
            no_model: None,
        };
        for judgement in in_force(dossier, &before.compiled) {
            match self.fate(dossier, &judgement) {
                Fate::Falls if judgement.enters_the_model() => period.fallen.push(judgement),
                Fate::Falls => period.left_bare.push(judgement),
                Fate::Weakened => period.weakened.push(judgement),
                Fate::Untouched => {}
            }
        }
        let off = match &self.takes {
            Takes::Off(option) => {
                if !on_the_table(before, option) {
                    return None;
                }
                if let Some(why) = taken(before, option) {
                    period.no_model = Some(why);
                    return Some(period);
                }
                Some(option.as_str())
            }
            _ => None,
        };
        let reading = matches!(self.takes, Takes::Reading);
        if period.fallen.is_empty() && off.is_none() && !reading {
            let bare = period.weakened.is_empty() && period.left_bare.is_empty();
            return (!bare).then_some(period);
        }
        let (left, scenario) = match reading {
            true => (
                dossier.clone(),
                Scenario {
                    reading: None,
                    ..before.compiled.scenario.clone()
                },
            ),
            false => without(dossier, &before.compiled, &period.fallen, off),
        };
        let name = period
            .scenario
            .period
            .as_ref()
            .map(|p| format!(", in “{}”", p.label));
        let opening = format!(
            "Without {}{}",
            self.without,
            name.unwrap_or_else(|| ",".to_string())
        );
        match Solved::new(&left, &scenario, settings) {
            Ok(after) => period.changes = changes(before, &after, &opening, settings.list),
            Err(error) => period.no_model = Some(error.to_string()),
        }
        Some(period)
    }
}

/// Whether a formula of the judgement names an option or definition.
fn speaks_of(dossier: &Dossier, judgement: &Judgement, name: &str) -> bool {
    let file = &dossier.file;
    match judgement.kind {
        TraceKind::Statement => names(file, &judgement.text).contains(name),
        TraceKind::Rule => (file.rules.get(&judgement.id))
            .is_some_and(|rule| names_in_all(file, of_rule(rule)).contains(name)),
        TraceKind::Ranking => {
            let actor = judgement.id.split('.').next().unwrap_or_default();
            let lists = file.preferences.iter().filter(|p| p.actor == actor);
            let classes = lists.flat_map(|p| p.ranking.iter().flatten().flatten());
            names_in_all(file, classes).contains(name)
        }
        _ => false,
    }
}

fn on_the_table(solved: &Solved, option: &str) -> bool {
    (solved.compiled.columns.iter()).any(|column| column.id == option && column.axis.is_some())
}

/// Why an option cannot be held at its lowest level, where it cannot.
fn taken(solved: &Solved, option: &str) -> Option<String> {
    let Some(start) = solved.compiled.status_quo else {
        return Some("There are no periods in which it could be off the table.".to_string());
    };
    let space = solved.compiled.model.space();
    let axes = solved
        .compiled
        .columns
        .iter()
        .filter(|column| column.id == option);
    let up = axes
        .filter_map(|c| c.axis)
        .any(|axis| space.level(start, axis) > 0);
    up.then(|| {
        "It is taken in the status quo, so taking it off the table would make another model."
            .to_string()
    })
}

/// Runs the plans in the periods of `solved`, one after the other. A run that would
/// take out the same as one before it is left out.
pub(super) fn runs(plans: &[Plan], solved: &[Solved], settings: &AnalyseSettings) -> Vec<TraceRun> {
    let mut runs: Vec<TraceRun> = Vec::new();
    for plan in plans {
        let same = |run: &TraceRun| {
            let fallen = |s: &Solved| -> Vec<Judgement> {
                let judgements = in_force(s.dossier, &s.compiled).into_iter();
                judgements
                    .filter(|j| j.enters_the_model())
                    .filter(|j| matches!(plan.fate(s.dossier, j), Fate::Falls))
                    .collect()
            };
            let claims = matches!(plan.takes, Takes::Claims { .. });
            claims
                && solved.iter().all(|s| {
                    let head = basis::scenario_head(s.dossier, &s.compiled);
                    let known = run.periods.iter().find(|p| p.scenario == head);
                    known.map_or(&[][..], |p| &p.fallen) == fallen(s)
                })
        };
        if runs.iter().any(same) {
            continue;
        }
        settings.stage(&format!("without {}", plan.without));
        let periods: Vec<TracePeriod> = solved
            .iter()
            .filter_map(|s| plan.period(s, settings))
            .collect();
        if !periods.is_empty() {
            runs.push(TraceRun {
                scope: plan.scope,
                without: plan.without.clone(),
                periods,
            });
        }
    }
    runs
}
