//! Signed maps in: GraphML, tables, Mental Modeler.

use std::fmt::Write as _;
use std::path::Path;

use hikiwake_dossier::{FileChange, write_all};
use hikiwake_exchange::{MapFormat, merge_map, take_map};
use hikiwake_finding::no_or_count;

use super::{Answer, SHOWN, locked, open, read, shown, some, tell_left, unmerged};
use crate::write;

/// Adds the drivers and links of a map to a dossier.
pub(super) fn import(folder: &Path, path: &Path, format: MapFormat) -> Answer {
    let lock = locked(folder)?;
    open(folder)?;
    let bytes = read(path, format.largest())?;
    let map = take_map(&bytes, format).map_err(|faults| shown(&faults))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let merged = merge_map(folder, &map, &name).map_err(unmerged)?;
    let mut text = String::new();
    if let Some((name, content)) = &merged.file {
        let change = FileChange::of(name, None, content.as_str());
        write_all(&lock, &[change]).map_err(|error| write::said(&error))?;
        let _ = writeln!(text, "Written: {}", folder.join(name).display());
    }
    let _ = writeln!(
        text,
        "New: {} and {}.",
        no_or_count(merged.drivers as u64, "driver", "drivers"),
        no_or_count(merged.links as u64, "link", "links")
    );
    if merged.links > 0 {
        let _ = writeln!(
            text,
            "The links stand as your own judgement until claims bear them out."
        );
    }
    if !merged.there.is_empty() {
        let _ = writeln!(text, "Already there, and left: {}", some(&merged.there));
    }
    let remarks = || map.remarks.iter().chain(&merged.remarks);
    for remark in remarks().take(SHOWN) {
        let _ = writeln!(text, "{remark}");
    }
    if remarks().count() > SHOWN {
        let _ = writeln!(text, "… and {} more", remarks().count() - SHOWN);
    }
    tell_left(&mut text, map.left.iter().chain(&merged.left));
    Ok(text)
}
