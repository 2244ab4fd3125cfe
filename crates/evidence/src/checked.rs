//! The faults of a dossier, as a finding.

use hikiwake_dossier::{Diagnostic, Read, Severity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use hikiwake_finding::{DossierHead, Finding, FindingKind, basis};

/// The finding of `check`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Checked {
    /// Number of errors: with one or more the dossier cannot be used.
    pub errors: u64,
    /// Number of warnings: legal, but surely not meant.
    pub warnings: u64,
    /// All faults, in order of file and place.
    pub faults: Vec<Diagnostic>,
    /// Ids of the options of which answers can only quote the label: no fault, but answers
    /// speak more plainly where there is more.
    pub without_words: Vec<String>,
}

/// What came of reading a dossier. Where there are errors, the head of the finding
/// is empty: the title may be among what could not be read.
pub fn checked(read: &Read) -> Finding<Checked> {
    let number = |severity| {
        let faults = read.diagnostics.iter();
        faults.filter(|fault| fault.severity == severity).count() as u64
    };
    Finding {
        format: 1,
        kind: FindingKind::Check,
        dossier: read
            .dossier
            .as_ref()
            .map_or_else(DossierHead::default, basis::dossier_head),
        finding: Checked {
            errors: number(Severity::Error),
            warnings: number(Severity::Warning),
            faults: read.diagnostics.clone(),
            without_words: (read.dossier.iter())
                .flat_map(|dossier| dossier.options_without_words())
                .map(str::to_owned)
                .collect(),
        },
    }
}
