//! What could be agreed, in words.

use hikiwake_dossier::Dossier;

use super::Settlement;

pub(super) fn sentences(_dossier: &Dossier, _found: &Settlement) -> Vec<String> {
    Vec::new()
}
