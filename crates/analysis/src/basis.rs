//! What each judgement rests on: rows, reasons, claims, provenance.

use hikiwake_dossier::{Compiled, Dossier};
use hikiwake_graph::State;

use crate::{
    ActorHead, ClaimHead, DossierHead, OptionHead, Provenance, Reason, ScenarioHead, StateRow,
    StatementHead,
};

pub(crate) fn dossier_head(dossier: &Dossier) -> DossierHead {
    todo!()
}

pub(crate) fn scenario_head(dossier: &Dossier, compiled: &Compiled) -> ScenarioHead {
    todo!()
}

pub(crate) fn actors(dossier: &Dossier, compiled: &Compiled) -> Vec<ActorHead> {
    todo!()
}

pub(crate) fn options(dossier: &Dossier, compiled: &Compiled) -> Vec<OptionHead> {
    todo!()
}

/// The row of a state.
pub(crate) fn row(dossier: &Dossier, compiled: &Compiled, state: State) -> StateRow {
    todo!()
}

/// The claims with these ids.
pub(crate) fn claims(dossier: &Dossier, ids: &[String]) -> Vec<ClaimHead> {
    todo!()
}

/// Every statement, by decision maker and rank.
pub(crate) fn statements(dossier: &Dossier, compiled: &Compiled) -> Vec<StatementHead> {
    todo!()
}

/// The first rank in the order of decision maker `actor` that tells `to` from
/// `from`, and which way.
pub(crate) fn reason(
    dossier: &Dossier,
    compiled: &Compiled,
    actor: usize,
    from: State,
    to: State,
) -> Reason {
    todo!()
}

pub(crate) fn provenance(statements: &[StatementHead]) -> Provenance {
    todo!()
}
