//! What drivers do to each other: an overview, or what a push on one of them does.

mod answers;
mod map_figure;
mod overview;
mod push;
mod record;

use hikiwake_drivers::{Influence, LinkSign};
use hikiwake_finding::Finding;

pub(crate) use map_figure::figure as map_around;

use crate::{Block, Document, Inline, Text, count, links, scenarios};

/// What a sustained push on a driver moves; without one, what moves most.
pub fn influence(finding: &Finding<Influence>) -> Document {
    let found = &finding.finding;
    let subject = &finding.dossier.title;
    let mut document = match &found.push {
        Some(push) => {
            let label = &found.drivers[push.driver].label;
            Document::new(format!("What a push does: {label}"), subject)
                .answering(push::answer(found, push))
        }
        None => Document::new("What moves what", subject).answering(overview::answer(found)),
    };
    document.push(Block::heading(1, scenarios::scenario(&found.scenario)));
    document.blocks.extend(match &found.push {
        Some(push) => push::blocks(found, push),
        None => overview::blocks(found),
    });
    document
}

/// What the map is made of, for whoever doubts.
fn the_map(found: &Influence) -> Vec<Block> {
    let effect = |sign: LinkSign| sign != LinkSign::NoEffect;
    let drawn = found.links.iter().filter(|link| effect(link.sign));
    let barred: Vec<_> = found
        .links
        .iter()
        .filter(|link| !effect(link.sign))
        .collect();
    let counted = |is: &dyn Fn(&&hikiwake_drivers::InfluenceLink) -> bool| {
        let links = found.links.iter().filter(|link| effect(link.sign));
        links.filter(is).count() as u64
    };
    let pairs = &found.pairs;
    let mut blocks = vec![
        Block::list([
            format!(
                "{}, {}: {} only hedged, {} disputed, {} the analyst’s own",
                count(found.drivers.len() as u64, "driver", "drivers"),
                count(drawn.count() as u64, "link", "links"),
                counted(&|link| link.hedged),
                counted(&|link| link.disputed),
                counted(&|link| link.is_analysts()),
            ),
            format!(
                "{} of drivers with a way from one to the other: {} rise for certain, {} fall \
                 for certain, {} pulled both ways; {} have another answer without the disputed \
                 links",
                count(pairs.all, "pair", "pairs"),
                pairs.certain_rise,
                pairs.certain_fall,
                pairs.mixed,
                pairs.changed_without_disputed,
            ),
        ]),
        Block::key(HOW_TO_READ),
    ];
    if !barred.is_empty() {
        blocks.push(Block::paragraph("Looked at, and no effect found:"));
        blocks.push(Block::Table(links::table(&found.drivers, barred)));
    }
    if !found.undrawn.is_empty() {
        blocks.push(Block::paragraph(
            "Said of what should be, which is no evidence of cause and draws no link:",
        ));
        blocks.push(Block::list(found.undrawn.iter().map(|one| {
            Text::from(format!("{} ", one.claim.says)).and(Inline::Claim((&one.claim).into()))
        })));
    }
    blocks
}

const HOW_TO_READ: &str = "For certain: every way there has the same sign, so it holds however \
    strong each link is, as long as all comes to rest. Both ways: some ways raise and some \
    lower, and which is stronger nobody said. No count here says how likely anything is.";
