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
    let mut misreadings: Vec<Misreading> = Vec::new();
    for picture in &found.perceptions {
        for whom in &picture.misreads {
            let misreading = Misreading {
                viewer: picture.of.clone(),
                whom: whom.clone(),
            };
            if !misreadings.contains(&misreading) {
                misreadings.push(misreading);
            }
        }
    }
    let seq = found.counts.iter().find(|count| count.concept == "SEQ");
    Pictures {
        misreadings,
        surprises: seq.is_some_and(|count| count.unforeseen + count.illusions > 0),
    }
}
