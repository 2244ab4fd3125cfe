//! The answer at each level of the driver that is pushed.

use hikiwake_traceability::WhatIf;

use crate::{Block, Table, joined, links};

/// A row a level; nothing where more than one thing is supposed.
pub(super) fn strip(found: &WhatIf) -> Vec<Block> {
    let [push] = found.pushes.as_slice() else {
        return Vec::new();
    };
    if found.levels.is_empty() {
        return Vec::new();
    }
    let name = links::named(&found.drivers[push.driver]);
    let mut table = Table::new(["Level", "What is in place", "What could come about"]);
    for level in &found.levels {
        let here = if level.here { " (now)" } else { "" };
        let lasts = match level.lasts {
            Some(true) => "would last",
            Some(false) => "would not last",
            None => "is not told",
        };
        let label = |id: &String| {
            let label = found
                .answers
                .patterns
                .get(id)
                .filter(|label| !label.is_empty());
            format!("“{}”", label.unwrap_or(id))
        };
        let opens: Vec<String> = level.opens.iter().map(label).collect();
        let opens = match opens.as_slice() {
            [] => "nothing that has a name".to_owned(),
            some => joined(some),
        };
        table.row([format!("{}{here}", level.level), lasts.to_owned(), opens]);
    }
    vec![
        Block::heading(1, format!("At each level of {name}")),
        Block::Table(table),
    ]
}
