//! What moves the dispute from outside, and what goes round: a part of the report.

use hikiwake_drivers::{DriverLoops, Influence};
use hikiwake_finding::Finding;

use crate::influence::{influence, map_around};
use crate::{Block, Document, loops};

/// The overview of influence, the map around the driver that moves most for certain, and the
/// loops; nothing where the map has no links.
pub fn what_moves_it(
    overview: &Finding<Influence>,
    driver: Option<&Finding<Influence>>,
    round: Option<&Finding<DriverLoops>>,
) -> Option<Document> {
    if overview.finding.links.is_empty() {
        return None;
    }
    let mut document = influence(overview);
    document.title = "What moves it".to_owned();
    if let Some(found) = driver.map(|found| &found.finding)
        && let Some(push) = &found.push
        && let Some(mut figure) = map_around(found, push)
    {
        figure.title = format!("{}: {}", found.drivers[push.driver].label, figure.title);
        document.push(Block::Figure(figure));
    }
    if let Some(round) = round {
        let part = loops(round);
        document.push(Block::heading(2, part.title));
        document.push(Block::paragraph(part.answer));
        // The scenario stands above, and the loops are told in words.
        let blocks = part.blocks.into_iter();
        document.blocks.extend(
            blocks.filter(|block| !matches!(block, Block::Heading { .. } | Block::Figure(_))),
        );
    }
    Some(document)
}
