//! What is wrong with a dossier whose files have the right structure: unknown
//! names, formulas that do not read, and what is legal but surely not meant.

use crate::dossier::Places;
use crate::{Diagnostic, Source, file};

/// All faults of meaning, in no particular order.
pub(crate) fn check(file: &file::File, sources: &[Source], places: &Places) -> Vec<Diagnostic> {
    let _ = (file, sources, places); // TODO(check)
    Vec::new()
}
