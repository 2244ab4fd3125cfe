//! The words of findings about a conflict, on small dossiers: what is told, and how.

mod analysis;
mod comparison;
mod concepts;
mod diagrams;
mod inverse;
mod views;
mod ways;

use crate::lists::lists;
use crate::written::{SOURCES, written};
use hikiwake_document::{Block, Document, Figure};
use hikiwake_dossier::{Dossier, Scenario};

/// Two prisoners, from mutual silence and from mutual betrayal.
const DILEMMA: &str = include_str!("../../../session/tests/session/findings/dilemma.toml");

/// The dossier whose `dossier.toml` is `text`.
fn dossier(text: &str) -> Dossier {
    written(text, Some(SOURCES))
}

fn scenario(period: &str) -> Scenario {
    Scenario {
        period: Some(period.to_owned()),
        ..Scenario::default()
    }
}

/// The first picture of a document.
fn picture(document: &Document) -> Option<&Figure> {
    document.blocks.iter().find_map(|block| match block {
        Block::Figure(figure) => Some(figure),
        _ => None,
    })
}

/// All that is folded, item by item, in the order of the document.
fn folded(document: &Document) -> Vec<String> {
    let blocks = document.blocks.iter().filter_map(|block| match block {
        Block::Details { blocks, .. } => Some(blocks),
        _ => None,
    });
    let items = blocks.flatten().filter_map(|block| match block {
        Block::List { items, .. } => Some(items.iter().map(|item| item.text.plain())),
        _ => None,
    });
    items.flatten().collect()
}
