//! The model of one period and reading in the formats of other programs.

use hikiwake_dossier::{Compiled, Dossier};
use hikiwake_graph::Limits;

use crate::exported_model::ExportedModel;
use crate::{gmcr, nfg, prism};

/// A format that holds a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelFormat {
    /// A file of gmcr-py (0.4.1).
    Gmcr,
    /// A game in strategic form for Gambit (`.nfg`).
    Nfg,
    /// A game of turns in the language of PRISM, with questions beside it.
    Prism,
}

/// Writes a model.
///
/// # Errors
/// What of the model the format cannot say, and how to do without it.
pub fn export_model(
    dossier: &Dossier,
    compiled: &Compiled,
    format: ModelFormat,
    limits: Limits,
) -> Result<ExportedModel, String> {
    let mut exported = match format {
        ModelFormat::Gmcr => gmcr::write(dossier, compiled, limits)?,
        ModelFormat::Nfg => nfg::write(dossier, compiled)?,
        ModelFormat::Prism => prism::write(dossier, compiled)?,
    };
    exported.lost = lost(dossier, compiled, format);
    Ok(exported)
}

/// What of the dossier the format does not hold.
fn lost(dossier: &Dossier, compiled: &Compiled, format: ModelFormat) -> Vec<String> {
    let file = &dossier.file;
    let count = |count: usize, one: &str, several: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {several}")),
    };
    let quo = compiled.status_quo.map(|_| "the status quo".to_owned());
    let mut lost = Vec::new();
    match format {
        ModelFormat::Gmcr | ModelFormat::Nfg => {
            lost.push("ids and texts".to_owned());
            lost.extend(quo);
        }
        ModelFormat::Prism => lost.push("statements and rules by themselves".to_owned()),
    }
    lost.extend(count(compiled.outcomes.len(), "outcome", "outcomes"));
    lost.extend(count(file.claims.len(), "claim", "claims"));
    lost.extend(count(dossier.sources.len(), "source", "sources"));
    lost
}
