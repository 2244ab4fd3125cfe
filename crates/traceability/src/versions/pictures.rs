//! Who misreads whom, and whether that matters.

use hikiwake_conflict::Perceptions;

use super::{ChangedAnswer, Misreading, Pictures};

/// Whether the actors' pictures of each other are others, or matter otherwise.
pub(super) fn pictures(old: &Perceptions, new: &Perceptions) -> Option<ChangedAnswer> {
    let [before, after] = [old, new].map(of);
    (before != after).then_some(ChangedAnswer::Pictures {
        old: before,
        new: after,
    })
}

fn of(found: &Perceptions) -> Pictures {
    let misreadings = found.perceptions.iter().map(|picture| Misreading {
        viewer: picture.of.clone(),
        whom: picture.misreads.clone(),
        text: picture.text.clone(),
    });
    let seq = found.counts.iter().find(|count| count.concept == "SEQ");
    Pictures {
        misreadings: misreadings.collect(),
        surprises: seq.is_some_and(|count| count.unforeseen + count.illusions > 0),
    }
}
