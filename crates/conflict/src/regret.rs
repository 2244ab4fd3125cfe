//! Who would wish that a walk had not been begun, and who would rather not join it.

use std::collections::BTreeSet;

use hikiwake_graph::{Model, State};

use crate::joint::better_alone;
use crate::reach::Walked;

/// Those who move on a walk and like its end less than its start.
pub(crate) fn worse_off(model: &Model, start: State, walk: &[Walked]) -> Vec<usize> {
    let Some(&(_, end)) = walk.last() else {
        return Vec::new();
    };
    let movers: BTreeSet<usize> = walk.iter().flat_map(|(movers, _)| movers.clone()).collect();
    (movers.into_iter())
        .filter(|&mover| model.value(mover, end) < model.value(mover, start))
        .collect()
}

/// A move alone: who, from where, to where.
pub(crate) type Alone = (usize, State, State);

/// For each who takes part in a joint step of a walk and has one: the best move alone that
/// serves it better than that step does.
pub(crate) fn rather_alone(model: &Model, start: State, walk: &[Walked]) -> Vec<Alone> {
    let mut from = start;
    let mut found = Vec::new();
    for (movers, to) in walk {
        if movers.len() > 1 {
            let alone = movers.iter().filter_map(|&member| {
                Some((member, from, better_alone(model, member, from, *to)?))
            });
            found.extend(alone);
        }
        from = *to;
    }
    found
}
