//! The words of findings about a conflict, on small dossiers: what is told, and how.

mod analysis;
mod comparison;
mod concepts;
mod diagrams;
mod inverse;
mod views;
mod ways;

use hikiwake_document::{Block, Document};
use hikiwake_dossier::{Dossier, Scenario, read};

/// Two prisoners, from mutual silence and from mutual betrayal.
const DILEMMA: &str = include_str!("../../../session/tests/session/findings/dilemma.toml");

/// The dossier whose `dossier.toml` is `text`.
fn dossier(text: &str) -> Dossier {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("dossier.toml"), text).expect("written");
    std::fs::write(folder.path().join("sources.json"), SOURCES).expect("written");
    let read = read(folder.path());
    let faults = read.render(false);
    read.dossier.unwrap_or_else(|| panic!("{faults}\n{text}"))
}

const SOURCES: &str = r#"[
  {"id": "book", "type": "book", "title": "A book",
   "author": [{"family": "Writer", "given": "A."}], "issued": {"date-parts": [[2016]]}},
  {"id": "paper", "type": "report", "title": "A paper",
   "author": [{"family": "Scholar", "given": "B."}], "issued": {"date-parts": [[2017]]}}
]"#;

fn scenario(period: &str) -> Scenario {
    Scenario {
        period: Some(period.to_owned()),
        ..Scenario::default()
    }
}

/// The items of each list that is not folded, in the order of the document.
fn lists(document: &Document) -> Vec<Vec<String>> {
    let items = |block: &Block| match block {
        Block::List { items, .. } => Some(items.iter().map(|item| item.text.plain()).collect()),
        _ => None,
    };
    document.blocks.iter().filter_map(items).collect()
}

/// The words of all headings.
fn headings(document: &Document) -> Vec<String> {
    let words = |block: &Block| match block {
        Block::Heading { text, .. } => Some(text.plain()),
        _ => None,
    };
    document.blocks.iter().filter_map(words).collect()
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
