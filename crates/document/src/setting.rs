//! The setting: where it all lies, what happened when, who depends on whom.

use hikiwake_dossier::date;
use hikiwake_evidence::{Map, Ties, Timeline};
use hikiwake_finding::Finding;

use crate::{Block, Document, count, dependences, map, timeline};

/// The setting, as far as there is one; nothing where there is none.
pub fn setting(
    places: Option<&Finding<Map>>,
    events: Option<&Finding<Timeline>>,
    ties: Option<&Finding<Ties>>,
) -> Option<Document> {
    let parts = [places.map(map), events.map(timeline), ties.map(dependences)];
    let mut parts = parts.into_iter().flatten().peekable();
    let mut document = Document::new("The setting", &parts.peek()?.subject)
        .answering(answer(places, events, ties));
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

/// Who depends on whom, else which window ends when, else what is on the map.
fn answer(
    places: Option<&Finding<Map>>,
    events: Option<&Finding<Timeline>>,
    ties: Option<&Finding<Ties>>,
) -> String {
    let ties = ties.map(|ties| dependences::in_one_sentence(&ties.finding));
    let closing = || events.and_then(|events| timeline::closing(&events.finding));
    let record = || {
        let events = &events?.finding.events;
        let (first, last) = (events.first()?, events.last()?);
        Some(format!(
            "The record runs from {} to {}.",
            date::worded(&first.date),
            date::worded(&last.date)
        ))
    };
    let map = || {
        let places = places?.finding.places.len();
        Some(format!(
            "The map shows {}.",
            count(places as u64, "place", "places")
        ))
    };
    let told = ties.or_else(closing).or_else(record).or_else(map);
    told.unwrap_or_else(|| "No window has a date.".to_owned())
}
