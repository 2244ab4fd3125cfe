//! Steps and paths in words, and how far each kind of step leads from the status quo.

use hikiwake_dossier::{Compiled, Dossier};
use hikiwake_graph::State;

use crate::Step;

/// One step of `movers` from `from` to `to`, in words and with each mover's reason.
pub(crate) fn step(
    dossier: &Dossier,
    compiled: &Compiled,
    movers: &[usize],
    from: State,
    to: State,
) -> Step {
    todo!()
}

/// A path of the engine as steps in words.
pub(crate) fn path(
    dossier: &Dossier,
    compiled: &Compiled,
    path: &hikiwake_graph::Path,
) -> Vec<Step> {
    todo!()
}
