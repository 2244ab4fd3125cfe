//! Which drivers reach most others, and which of what matters they move.

use hikiwake_drivers::{FarReaching, Influence};

use super::answers::{labels, moved, sorted};
use super::record;
use crate::{Block, Item, Table, Text, joined, links, sentence};

/// Drivers told before what is folded.
const FIRST: usize = 3;
/// Names of one kind in a line.
const NAMES: usize = 2;

pub(super) fn answer(found: &Influence) -> String {
    if found.drivers.is_empty() {
        return "The dossier names no drivers, so nothing beside the actors’ own choices moves \
                anything here."
            .to_owned();
    }
    let most =
        (found.far_reaching.iter()).max_by_key(|one| (one.certain, std::cmp::Reverse(one.driver)));
    let Some(most) = most else {
        return "The dossier does not say of any driver that it acts on another.".to_owned();
    };
    let name = links::named(&found.drivers[most.driver]);
    sentence::first_that_fits(&[
        format!(
            "A push on {name} would move more of the other drivers for certain than a push on any other."
        ),
        "One push would move more of the other drivers for certain than any other push.".to_owned(),
    ])
}

pub(super) fn blocks(found: &Influence) -> Vec<Block> {
    if found.far_reaching.is_empty() {
        return Vec::new();
    }
    let items = found.far_reaching.iter().take(FIRST);
    let mut blocks = vec![
        Block::paragraph("What a push on those that reach most others would do:"),
        Block::List {
            ordered: false,
            items: items.map(|one| Item::new(told(found, one))).collect(),
        },
    ];
    if let Some(record) = &found.record {
        blocks.push(Block::paragraph(record::told(record)));
    }
    let told = vec![Block::Table(table(found))];
    blocks.push(Block::details("Each far-reaching driver", told));
    if let Some(record) = &found.record {
        blocks.extend(record::folded(found, record));
    }
    blocks.push(Block::details(
        "How many drivers and links there are",
        super::the_map(found),
    ));
    let all = Block::Table(links::table(&found.drivers, &found.links));
    blocks.push(Block::details("Every link, with who says so", vec![all]));
    blocks
}

/// `“Ukraine crisis” would for certain lower “A”; by hedged links raise “B”; both ways: “C”.`
fn told(found: &Influence, one: &FarReaching) -> Text {
    let all = sorted(found, &one.moves);
    let mut clauses = Vec::new();
    if !all.certain.is_empty() {
        clauses.push(format!(
            "would for certain {}",
            moved(found, &all.certain, NAMES)
        ));
    }
    if !all.hedged.is_empty() {
        let moved = moved(found, &all.hedged, NAMES);
        clauses.push(format!(
            "would {moved}, if what is only hedged or disputed holds"
        ));
    }
    if !all.open.is_empty() {
        clauses.push(format!(
            "pulls both ways: {}",
            labels(found, &all.open, NAMES)
        ));
    }
    let said = match clauses.is_empty() {
        true => "moves nothing by which the dispute itself moves".to_owned(),
        false => clauses.join("; "),
    };
    Text::from(format!(
        "{} {said}.",
        links::named(&found.drivers[one.driver])
    ))
}

fn table(found: &Influence) -> Table {
    let heads = [
        "Driver",
        "Others it reaches",
        "Moved for certain",
        "For certain",
        "If hedged or disputed links hold",
        "Both ways",
    ];
    let mut table = Table::new(heads).caption(
        "The drivers with most ways out, and what a push on each does to those by which the \
         dispute itself moves.",
    );
    for one in &found.far_reaching {
        let all = sorted(found, &one.moves);
        let open: Vec<String> = (all.open.iter())
            .map(|one| found.drivers[one.driver].label.clone())
            .collect();
        table.row::<Text>([
            found.drivers[one.driver].label.as_str().into(),
            one.reaches.to_string().into(),
            one.certain.to_string().into(),
            moved(found, &all.certain, usize::MAX).into(),
            moved(found, &all.hedged, usize::MAX).into(),
            joined(&open).into(),
        ]);
    }
    table
}
