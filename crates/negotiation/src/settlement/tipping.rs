//! How large a package must be to tip each faction.

use hikiwake_bargain::payments;
use hikiwake_dossier::file::FactionVerdict as Says;
use hikiwake_dossier::{Dossier, Judge, Negotiation};
use hikiwake_graph::State;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::named::Named;
use crate::agreements::FactionVerdicts;
use hikiwake_finding::{StatementHead, basis};

/// How large what a term promises must be, the rest of an agreement as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Tipping {
    /// Place of the term among the heads.
    pub term: usize,
    /// The agreement whose other terms are kept.
    pub agreement: usize,
    /// Per faction.
    pub factions: Vec<FactionTipping>,
}

/// How large it must be for one faction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FactionTipping {
    /// Id of the actor.
    pub faction: String,
    /// What sentences call it.
    pub name: String,
    /// Id of its side; `None` for a third party.
    pub side: Option<String>,
    /// Whether some size makes it stop rejecting.
    pub how: Tips,
    /// The least level at which it does not reject.
    pub level: Option<u8>,
    /// It does not reject at any higher level either.
    pub stays: bool,
    /// With weights: the size, counted in levels, at which its gain meets its cost.
    pub size: Option<f64>,
    /// With weights: what the best level leaves missing.
    pub missing: Option<f64>,
    /// Where no size does: the statements that are failed at the highest level.
    pub statements: Vec<StatementHead>,
}

/// Whether some size of a package makes a faction stop rejecting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Tips {
    /// It does not reject without it.
    Already,
    /// From a level on.
    At,
    /// No size does.
    Never,
    /// It judges by the form of the settlement alone.
    ByForm,
}

/// For each of `bases`, how large term `term` must be; factions that say nothing at all
/// are left out.
pub(super) fn tipping(
    dossier: &Dossier,
    talks: &Negotiation,
    judged: &[FactionVerdicts],
    term: usize,
    bases: &[State],
    named: &mut Named,
) -> Vec<Tipping> {
    let one = |&base: &State| {
        let factions = (0..talks.factions.len())
            .filter(|&f| !matches!(talks.factions[f].judge, Judge::Nothing))
            .filter_map(|f| faction(dossier, talks, &judged[f], term, base, f));
        Tipping {
            term,
            agreement: named.place(base),
            factions: factions.collect(),
        }
    };
    bases.iter().map(one).collect()
}

fn faction(
    dossier: &Dossier,
    talks: &Negotiation,
    judged: &FactionVerdicts,
    term: usize,
    base: State,
    faction: usize,
) -> Option<FactionTipping> {
    let space = talks.model.space();
    let levels = 0..talks.terms[term].levels.len() as u8;
    let admitted: Vec<(u8, State)> = levels
        .map(|level| (level, space.with(base, term, level)))
        .filter(|&(_, at)| talks.model.feasible().has(at))
        .collect();
    let (_, highest) = *admitted.last()?;
    let rejects = |at: State| judged.verdict(at) == Says::Rejects;
    let first = admitted.iter().position(|&(_, at)| !rejects(at));
    let who = &talks.factions[faction];
    let how = match (&who.judge, first) {
        // The size may change the form, and so the verdict.
        (Judge::Forms(_), first) if first.is_none_or(|k| k == 0) => Tips::ByForm,
        (_, Some(0)) => Tips::Already,
        (_, Some(_)) => Tips::At,
        (_, None) => Tips::Never,
    };
    let mut found = FactionTipping {
        faction: who.actor.clone(),
        name: basis::short_name(dossier, &who.actor),
        side: who.side.map(|side| talks.sides[side].clone()),
        how,
        level: first.map(|k| admitted[k].0),
        stays: first.is_some_and(|k| admitted[k..].iter().all(|&(_, at)| !rejects(at))),
        size: None,
        missing: None,
        statements: Vec::new(),
    };
    match (&who.judge, &who.weights) {
        (Judge::Weights, Some(weights)) => {
            let (now, there) = (space.levels(talks.reversion), space.levels(base));
            let gain = |t: usize| {
                let at = |level: u8| weights[t][usize::from(level)];
                at(if t == term { 0 } else { there[t] }) - at(now[t])
            };
            let rest: f64 = (0..there.len()).map(gain).sum();
            let lowest = weights[term].first().copied().unwrap_or(0.0);
            let worths: Vec<f64> = weights[term].iter().map(|w| w - lowest).collect();
            match payments::tipping(rest, &worths, None, who.cost) {
                payments::Tipping::Already => {}
                payments::Tipping::At { size, .. } => found.size = Some(size),
                payments::Tipping::Never { missing } => found.missing = Some(missing),
            }
        }
        (Judge::Order { preferences, .. }, _) if how == Tips::Never => {
            let now = talks.reversion;
            let reason = basis::reason_of(dossier, &who.actor, preferences, space, now, highest);
            found.statements = reason.statements;
        }
        _ => {}
    }
    Some(found)
}
