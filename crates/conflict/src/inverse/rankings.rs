//! Which rankings of an actor make a state stable for it.

use hikiwake_dossier::{Compiled, Dossier};
use hikiwake_graph::State;

use super::InverseSettings;
use super::finding::{MoveKept, RankingAnswer};
use hikiwake_finding::basis;

pub(crate) fn answers(
    dossier: &Dossier,
    compiled: &Compiled,
    state: State,
    actors: &[usize],
    settings: &InverseSettings,
) -> Vec<RankingAnswer> {
    let of = |&actor: &usize| one(dossier, compiled, state, actor, settings);
    actors.iter().map(of).collect()
}

fn one(
    dossier: &Dossier,
    compiled: &Compiled,
    state: State,
    actor: usize,
    settings: &InverseSettings,
) -> RankingAnswer {
    let model = &compiled.model;
    let rankings = model.rankings(actor, state, settings.concept);
    let own = |s: State| model.value(actor, s);
    let met = rankings.met(|s| own(s) <= own(state));
    let minimal = rankings.minimal_sets(settings.analyse.list.max(1));
    let counts = rankings.counts(settings.analyse.work);
    let text = |numbers: (u128, u128)| [numbers.0.to_string(), numbers.1.to_string()];
    let row = |s: State| basis::row(dossier, compiled, s);
    let code = |s: &State| compiled.code(*s);
    RankingAnswer {
        actor: compiled.decision_makers[actor].clone(),
        concept: settings.concept.name().to_owned(),
        met,
        moves: (rankings.conditions.iter())
            .map(|condition| MoveKept {
                to: row(condition.to),
                ways: condition.enough.len() as u64,
            })
            .collect(),
        minimal: minimal.map(|sets| {
            (sets.iter())
                .map(|set| set.iter().map(code).collect())
                .collect()
        }),
        share: counts.as_ref().map(|counts| counts.share),
        strict: counts.as_ref().and_then(|counts| counts.strict).map(text),
        weak: counts.as_ref().and_then(|counts| counts.weak).map(text),
    }
}
