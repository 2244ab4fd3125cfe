//! The setting: where it all lies, what happened when, who depends on whom.

use hikiwake_evidence::{Map, Ties, Timeline};
use hikiwake_finding::Finding;

use crate::{Block, Document, dependences, map, timeline};

/// The setting, as far as there is one; nothing where there is none.
pub fn setting(
    places: Option<&Finding<Map>>,
    events: Option<&Finding<Timeline>>,
    ties: Option<&Finding<Ties>>,
) -> Option<Document> {
    let parts = [places.map(map), events.map(timeline), ties.map(dependences)];
    let mut parts = parts.into_iter().flatten().peekable();
    let mut document = Document::new("The setting", &parts.peek()?.subject);
    for part in parts {
        document.push(Block::heading(1, part.title));
        for mut block in part.blocks {
            if let Block::Heading { level, .. } = &mut block {
                *level += 1;
            }
            document.push(block);
        }
    }
    Some(document)
}
