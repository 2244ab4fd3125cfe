//! Small dossiers, and the sentences of a document.

use hikiwake_document::{Block, Document};
use hikiwake_dossier::{Dossier, read};

/// The dossier of these files.
pub(crate) fn dossier(text: &str, sources: Option<&str>) -> Dossier {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("dossier.toml"), text).expect("written");
    if let Some(sources) = sources {
        std::fs::write(folder.path().join("sources.json"), sources).expect("written");
    }
    let read = read(folder.path());
    let faults = read.render(false);
    read.dossier.unwrap_or_else(|| panic!("{faults}"))
}

/// The items of the list with which a document opens.
pub(crate) fn opening(document: &Document) -> Vec<String> {
    let lists = document.blocks.iter().find_map(|block| match block {
        Block::List { items, .. } => Some(items),
        _ => None,
    });
    let items = lists.into_iter().flatten();
    items.map(|item| item.text.plain()).collect()
}

/// The items of all lists, those under others among them.
pub(crate) fn items(blocks: &[Block]) -> Vec<String> {
    let mut all = Vec::new();
    for block in blocks {
        if let Block::List { items: own, .. } = block {
            for item in own {
                all.push(item.text.plain());
                all.extend(items(&item.under));
            }
        }
    }
    all
}
