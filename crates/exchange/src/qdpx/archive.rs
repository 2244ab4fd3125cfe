//! A zip archive from anywhere, read in memory: nothing is unpacked to disk, so no
//! name in it can lead anywhere; what it inflates to is counted while it inflates,
//! whatever its headers say; archives within it are not opened.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use crate::Fault;

/// Entries of an archive.
const MOST_ENTRIES: usize = 10_000;
/// Bytes of one entry: 64 MiB.
pub(super) const LARGEST_ENTRY: u64 = 64 << 20;
/// Bytes of all entries that are inflated, each as often as it is, also where it turns
/// out to be too large: 256 MiB.
const LARGEST_WHOLE: u64 = 256 << 20;

/// An open archive.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Entries by name, in lower case: programs write `Sources` and `sources`.
    names: HashMap<String, usize>,
    /// Bytes that may still be inflated.
    left: u64,
    /// Entries that were refused. Each is refused once, and not looked into again.
    refused: HashSet<usize>,
}

impl<'b> Archive<'b> {
    /// Opens an archive.
    pub fn open(bytes: &'b [u8]) -> Result<Archive<'b>, Fault> {
        let help = "Export the project once more as REFI-QDA (.qdpx).";
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            Fault::new("", format!("This is not a zip archive: {error}."), help)
        })?;
        if zip.len() > MOST_ENTRIES {
            let message = format!("The archive has more than {MOST_ENTRIES} entries.");
            return Err(Fault::new("", message, "Divide the project."));
        }
        let mut names = HashMap::new();
        for index in 0..zip.len() {
            let Some(Ok(name)) = zip.name_for_index(index) else {
                continue;
            };
            let name = name.replace('\\', "/").to_lowercase();
            if names.insert(name.clone(), index).is_some() {
                let message = format!("Two entries of the archive are called `{name}`.");
                return Err(Fault::new("", message, help));
            }
        }
        Ok(Archive {
            zip,
            names,
            left: LARGEST_WHOLE,
            refused: HashSet::new(),
        })
    }

    /// What an entry holds; `None` where there is none of this name, or where it was
    /// refused before.
    pub fn entry(&mut self, name: &str, largest: u64) -> Result<Option<Vec<u8>>, Fault> {
        let Some(&index) = self.names.get(&name.to_lowercase()) else {
            return Ok(None);
        };
        if self.refused.contains(&index) {
            return Ok(None);
        }
        let read = self.inflated(index, name, largest);
        if read.is_err() {
            self.refused.insert(index);
        }
        read.map(Some)
    }

    fn inflated(&mut self, index: usize, name: &str, largest: u64) -> Result<Vec<u8>, Fault> {
        let fault = |message: String, help: &str| Fault::new(name, message, help);
        let unread = |error: &dyn std::fmt::Display| {
            let message = format!("The entry cannot be read: {error}.");
            fault(message, "Pack it once more.")
        };
        let file = self.zip.by_index(index).map_err(|error| unread(&error))?;
        let limit = largest.min(self.left);
        let mut bytes = Vec::new();
        let read = file.take(limit + 1).read_to_end(&mut bytes);
        self.left = self.left.saturating_sub(bytes.len() as u64);
        if bytes.len() as u64 > limit {
            let message = match limit < largest {
                true => format!(
                    "All that is read of the archive is more than {} MiB.",
                    LARGEST_WHOLE >> 20
                ),
                false => format!("The entry holds more than {} MiB.", limit >> 20),
            };
            return Err(fault(message, "Divide the project."));
        }
        read.map_err(|error| unread(&error))?;
        Ok(bytes)
    }
}
