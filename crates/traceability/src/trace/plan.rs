//! The ways of doing without a thing, and what each takes out of a model.

use std::collections::BTreeSet;

use hikiwake_dossier::Dossier;

use super::mentions::{names, names_in_all, of_rule};
use super::passages::{Passages, carries};
use super::thing::Thing;
use super::{RunScope, TraceKind, TracedJudgement};

/// One way of doing without a thing.
pub(super) struct Plan {
    pub scope: RunScope,
    pub takes: Takes,
}

/// What a plan takes out of a model.
pub(super) enum Takes {
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
    let plan = |scope, takes| Plan { scope, takes };
    let mentions = || plan(RunScope::Mentions, Takes::Mentions(id.clone()));
    match thing.kind {
        TraceKind::Claim => resting(dossier, passages, thing),
        // All that a source says is one: its passages are not those of others.
        TraceKind::Source | TraceKind::Restatement | TraceKind::Note => {
            let mut plans = resting(dossier, passages, thing);
            plans.truncate(2);
            plans
        }
        TraceKind::Actor => {
            let mut plans = vec![plan(RunScope::Wishes, Takes::Wishes(id.clone()))];
            plans.extend(resting(dossier, passages, thing));
            plans
        }
        TraceKind::Statement | TraceKind::Ranking | TraceKind::Rule => {
            vec![plan(RunScope::Itself, Takes::One(thing.kind, id.clone()))]
        }
        TraceKind::Option => vec![
            mentions(),
            plan(RunScope::OffTheTable, Takes::Off(id.clone())),
        ],
        TraceKind::Definition => vec![mentions()],
        TraceKind::Reading => vec![plan(RunScope::BaseReading, Takes::Reading)],
        _ => Vec::new(),
    }
}

/// The ways of doing without the claims that stand for `thing`.
fn resting(dossier: &Dossier, passages: &Passages, thing: &Thing) -> Vec<Plan> {
    let claims = claims_of(dossier, thing);
    if claims.is_empty() {
        return Vec::new();
    }
    let borrowed: BTreeSet<&str> = claims.iter().map(String::as_str).collect();
    let mut wider = claims.clone();
    wider.extend(passages.shared(&borrowed).into_iter().map(str::to_string));
    wider.extend(passages.restated(&borrowed).into_iter().map(str::to_string));
    let plan = |scope, claims: &BTreeSet<String>, all| Plan {
        scope,
        takes: Takes::Claims {
            claims: claims.clone(),
            all,
        },
    };
    vec![
        plan(RunScope::Alone, &claims, false),
        plan(RunScope::All, &claims, true),
        plan(RunScope::Passage, &wider, false),
    ]
}

/// What comes of a judgement.
pub(super) enum Fate {
    Falls,
    Weakened,
    Untouched,
}

impl Plan {
    pub fn fate(&self, dossier: &Dossier, judgement: &TracedJudgement) -> Fate {
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
    pub fn bites(&self, dossier: &Dossier, judgements: &[TracedJudgement]) -> bool {
        match self.takes {
            Takes::Off(_) | Takes::Reading => true,
            _ => (judgements.iter())
                .any(|judgement| !matches!(self.fate(dossier, judgement), Fate::Untouched)),
        }
    }
}

/// Whether a formula of the judgement names an option or definition.
fn speaks_of(dossier: &Dossier, judgement: &TracedJudgement, name: &str) -> bool {
    let file = &dossier.file;
    match judgement.kind {
        TraceKind::Statement => names(file, &judgement.formula).contains(name),
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
