//! The lists of a document.

use hikiwake_document::{Block, Document};

/// The items of each list that is not folded, in the order of the document.
pub(crate) fn lists(document: &Document) -> Vec<Vec<String>> {
    let items = |block: &Block| match block {
        Block::List { items, .. } => Some(items.iter().map(|item| item.text.plain()).collect()),
        _ => None,
    };
    document.blocks.iter().filter_map(items).collect()
}

/// The items of the list with which a document opens.
pub(crate) fn opening(document: &Document) -> Vec<String> {
    lists(document).into_iter().next().unwrap_or_default()
}

/// The items of the lists folded behind this summary.
pub(crate) fn folded(document: &Document, behind: &str) -> Vec<String> {
    let blocks = document.blocks.iter().find_map(|block| match block {
        Block::Details { summary, blocks } if summary.plain() == behind => Some(blocks),
        _ => None,
    });
    blocks.map_or(Vec::new(), |blocks| items(blocks))
}

/// The items of all lists, those under others and those that are folded among them.
pub(crate) fn items(blocks: &[Block]) -> Vec<String> {
    let mut all = Vec::new();
    for block in blocks {
        match block {
            Block::List { items: own, .. } => {
                for item in own {
                    all.push(item.text.plain());
                    all.extend(items(&item.under));
                }
            }
            Block::Details { blocks, .. } => all.extend(items(blocks)),
            _ => {}
        }
    }
    all
}

/// The words of all blocks, those that are folded among them, one text a line.
pub(crate) fn everything(blocks: &[Block]) -> String {
    let mut all = String::new();
    for block in blocks {
        match block {
            Block::Details { summary, blocks } => {
                all += &format!("{}\n{}", summary.plain(), everything(blocks));
            }
            Block::Paragraph(text) | Block::Heading { text, .. } | Block::Note { text, .. } => {
                all += &format!("{}\n", text.plain());
            }
            _ => all += &format!("{}\n", items(std::slice::from_ref(block)).join("\n")),
        }
    }
    all
}
