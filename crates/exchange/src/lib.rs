//! Claims, sources and models in the formats of other programs.
//!
//! Out: [`export`] writes a dossier's claims or sources, and says what the format
//! cannot hold, by taking the written file in again and comparing. In: [`take`] reads
//! a file from anywhere, within limits and in memory, into [`Incoming`]; [`merge()`]
//! judges the dossier as it would be with it. Models go out by [`export_model`] and
//! [`write_tables`]; [`take_gmcr`] makes a new dossier of one. What can be agreed on
//! goes out by [`export_scenario`], and [`take_scenario`] makes a new dossier of a
//! negotiation scenario. [`take_map`] reads a signed map, and [`merge_map`] adds it to a
//! dossier as drivers and links. Nothing here writes to disk.

mod annotations;
mod bibtex;
mod claims_csv;
mod columns;
mod csl;
mod digest;
mod exported_model;
mod fault;
mod gmcr;
mod incoming;
mod json;
mod loss;
mod map;
mod merge;
mod model;
mod names;
mod negotiation;
mod nfg;
mod people;
mod prism;
mod qdpx;
mod record;
mod sources_csv;
mod spreadsheet;
mod table;
mod tables;
mod toml_text;
mod xml;

use std::collections::BTreeMap;

use hikiwake_dossier::Dossier;

pub use exported_model::ExportedModel;
pub use fault::Fault;
pub use gmcr::{NewDossier, take_gmcr};
pub use incoming::Incoming;
pub use loss::Loss;
pub use map::{IncomingMap, MapDriver, MapFormat, MapLink, MergedMap, merge_map, take_map};
pub use merge::{MergeError, Merged, merge};
pub use model::{ModelFormat, export_model};
pub use negotiation::{
    ExportedScenario, ScenarioFormat, export_scenario, may_hold_scenario, take_scenario,
};
pub use record::{Record, claims, sources};
pub use table::write_table;
pub use tables::{Open, TablesError, write_tables};

/// A format of another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Claims as a table (RFC 4180).
    ClaimsCsv,
    /// Sources as a table (RFC 4180).
    SourcesCsv,
    /// Sources as CSL-JSON (Citation Style Language 1.0.2).
    Csl,
    /// Sources as BibTeX, as BibLaTeX reads it too.
    Bibtex,
    /// Claims as W3C web annotations in JSON-LD (Web Annotation Data Model, 2017).
    Annotations,
    /// A project of qualitative analysis (REFI-QDA 1.5, `.qdpx`): claims with their
    /// places, and sources by name.
    Qdpx,
}

impl Format {
    /// Whether it is about claims.
    pub fn holds_claims(self) -> bool {
        matches!(self, Format::ClaimsCsv | Format::Annotations | Format::Qdpx)
    }

    /// Whether it is about sources.
    pub fn holds_sources(self) -> bool {
        !matches!(self, Format::ClaimsCsv | Format::Annotations)
    }

    /// Files larger than this are not taken in, in bytes: 16 MiB, as for dossier
    /// files; archives 256 MiB.
    pub fn largest(self) -> u64 {
        match self {
            Format::Qdpx => 256 << 20,
            _ => 16 << 20,
        }
    }

    /// Whether the format holds all that a claim or source can say, so that less in
    /// a file means less said.
    pub(crate) fn is_exact(self) -> bool {
        matches!(
            self,
            Format::ClaimsCsv | Format::SourcesCsv | Format::Annotations
        )
    }
}

/// What an export may use beside the dossier.
#[derive(Clone, Debug, Default)]
pub struct ExportSettings {
    /// Texts to be included, by source; only where the user asked for them.
    pub texts: BTreeMap<String, String>,
}

/// A written file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// The file.
    pub bytes: Vec<u8>,
    /// What it cannot hold of the claims and sources that it is about.
    pub losses: Vec<Loss>,
    /// Claims in it.
    pub claims: usize,
    /// Sources in it.
    pub sources: usize,
}

/// Writes the claims or sources of a dossier.
///
/// # Errors
/// Where the written file cannot be read again, which is a fault of this program.
pub fn export(
    dossier: &Dossier,
    format: Format,
    settings: &ExportSettings,
) -> Result<Exported, String> {
    let claims = record::claims(dossier);
    let sources = record::sources(dossier);
    let bytes = match format {
        Format::ClaimsCsv => claims_csv::write(&claims)?.into_bytes(),
        Format::SourcesCsv => sources_csv::write(&sources)?.into_bytes(),
        Format::Csl => csl::write(&sources)?.into_bytes(),
        Format::Bibtex => bibtex::write(&sources).into_bytes(),
        Format::Annotations => annotations::write(dossier, &claims)?.into_bytes(),
        Format::Qdpx => qdpx::write(dossier, &claims, &sources, &settings.texts)?,
    };
    let none = BTreeMap::new();
    let back =
        take_checked(&bytes, format, dossier, &none, qdpx::Check::Nothing).map_err(|faults| {
            let faults: Vec<String> = faults.iter().map(Fault::to_string).collect();
            format!(
                "The written file cannot be read again:\n{}",
                faults.join("\n")
            )
        })?;
    let mut losses = Vec::new();
    if format.holds_claims() {
        losses.extend(loss::losses("claims", &claims, &back.claims));
    }
    if format.holds_sources() {
        losses.extend(loss::losses("sources", &sources, &back.sources));
    }
    Ok(Exported {
        bytes,
        losses,
        claims: back.claims.len(),
        sources: back.sources.len(),
    })
}

/// Reads a file of another program, with every fault at once. `dossier` is the one
/// that it is meant for: its sources tell which texts places are counted in. Never
/// panics, whatever the bytes; writes nothing.
///
/// # Errors
/// Every fault that was found.
pub fn take(bytes: &[u8], format: Format, dossier: &Dossier) -> Result<Incoming, Vec<Fault>> {
    take_with(bytes, format, dossier, &BTreeMap::new())
}

/// The same with the texts of sources, by id, in which quotations are looked up.
///
/// # Errors
/// Every fault that was found.
pub fn take_with(
    bytes: &[u8],
    format: Format,
    dossier: &Dossier,
    texts: &BTreeMap<String, String>,
) -> Result<Incoming, Vec<Fault>> {
    take_checked(bytes, format, dossier, texts, qdpx::Check::Texts)
}

fn take_checked(
    bytes: &[u8],
    format: Format,
    dossier: &Dossier,
    texts: &BTreeMap<String, String>,
    check: qdpx::Check,
) -> Result<Incoming, Vec<Fault>> {
    match format {
        Format::ClaimsCsv => claims_csv::read(bytes),
        Format::SourcesCsv => sources_csv::read(bytes),
        Format::Csl => csl::read(bytes),
        Format::Bibtex => bibtex::read(bytes),
        Format::Annotations => annotations::read(bytes, dossier, texts),
        Format::Qdpx => qdpx::read(bytes, dossier, check),
    }
}
