//! Terms, factions and agreements, ready to be shown.

use hikiwake_dossier::{Compiled, Dossier, Negotiation};
use hikiwake_graph::State;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use hikiwake_finding::basis;

/// One term as a column: the order of these is the order of `levels` in every
/// [`AgreementRow`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TermHead {
    /// Id.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// What it means.
    pub text: String,
    /// Names of the levels for the reader, lowest first.
    pub levels: Vec<String>,
    /// Level of the agreement in force.
    pub now: u8,
    /// What the model after signing has no options for.
    pub beyond: String,
}

/// One who judges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FactionHead {
    /// Id of the actor.
    pub id: String,
    /// Name for the reader.
    pub name: String,
    /// What sentences call it.
    pub short: String,
    /// Id of the side at whose table it sits; `None` for a third party.
    pub side: Option<String>,
    /// Its votes.
    pub votes: u32,
    /// `stated`, `inferred` or `analyst`.
    pub basis: String,
    /// Written after the outcome it explains.
    pub hindsight: bool,
    /// Ids of the claims it rests on.
    pub because: Vec<String>,
    /// Remark of the analyst.
    pub note: String,
    /// Names of the readings that changed what it says to forms.
    pub readings: Vec<String>,
}

/// An agreement as a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AgreementRow {
    /// Level of each term, in the order of the term heads.
    pub levels: Vec<u8>,
    /// The terms above their lowest level, as text; `--agreement` reads it back.
    pub text: String,
    /// Id of its form; `None` where it has none.
    pub form: Option<String>,
    /// It is the agreement in force.
    pub in_force: bool,
}

/// The heads of all terms.
pub(crate) fn term_heads(talks: &Negotiation) -> Vec<TermHead> {
    let space = talks.model.space();
    let heads = talks.terms.iter().enumerate().map(|(axis, term)| TermHead {
        id: term.id.clone(),
        label: term.label.clone(),
        text: term.text.clone(),
        levels: term.level_labels.clone(),
        now: space.level(talks.reversion, axis),
        beyond: term.beyond.clone(),
    });
    heads.collect()
}

/// The heads of all factions.
pub(crate) fn faction_heads(dossier: &Dossier, talks: &Negotiation) -> Vec<FactionHead> {
    let heads = talks.factions.iter().map(|faction| FactionHead {
        id: faction.actor.clone(),
        name: basis::actor_name(dossier, &faction.actor),
        short: basis::short_name(dossier, &faction.actor),
        side: faction.side.map(|side| talks.sides[side].clone()),
        votes: faction.votes,
        basis: basis::basis_name(faction.evidence.basis.unwrap_or_default()).to_owned(),
        hindsight: faction.evidence.hindsight,
        because: faction.evidence.because.clone(),
        note: faction.evidence.note.clone(),
        readings: (faction.readings.iter())
            .map(|id| basis::reading_name(dossier, id))
            .collect(),
    });
    heads.collect()
}

/// One agreement.
pub(crate) fn agreement_row(talks: &Negotiation, agreement: State) -> AgreementRow {
    let form = talks.form_of(agreement);
    AgreementRow {
        levels: talks.model.space().levels(agreement),
        text: talks.text(agreement),
        form: form.map(|form| talks.forms[form].id.clone()),
        in_force: agreement == talks.reversion && !talks.none_in_force,
    }
}

/// The levels of all columns at the status quo of a model of the same dossier.
pub(crate) fn now(compiled: &Compiled) -> Vec<u8> {
    let space = compiled.model.space();
    let level = |axis: Option<usize>| match (axis, compiled.status_quo) {
        (Some(axis), Some(state)) => space.level(state, axis),
        _ => 0,
    };
    compiled.columns.iter().map(|c| level(c.axis)).collect()
}
