//! Which source of the dossier a source of the project is.

use hikiwake_dossier::{Dossier, sha256};
use serde_json::json;

use crate::Fault;
use crate::fault::utf8;
use crate::qdpx::archive::Archive;
use crate::record::{BESIDE, Record};
use crate::xml::Element;

use super::places::Check;

/// Bytes of a text: 8 MiB.
const LARGEST_TEXT: u64 = 8 << 20;

/// The plain text of a source, where the archive holds it.
pub(super) fn text(element: &Element, archive: &mut Archive) -> Result<Option<String>, Fault> {
    if let Some(content) = element.child("PlainTextContent") {
        return Ok(Some(content.text.clone()));
    }
    let path = element.get("plainTextPath").unwrap_or("");
    let Some(name) = path.strip_prefix("internal://") else {
        return Ok(None);
    };
    let name = format!("Sources/{}", name.trim_start_matches('/'));
    match archive.entry(&name, LARGEST_TEXT)? {
        Some(bytes) => Ok(Some(utf8(&bytes, &name)?.to_owned())),
        None => Ok(None),
    }
}

/// What sources are looked up in, and how.
pub(super) struct Sources<'a> {
    pub dossier: &'a Dossier,
    pub check: Check,
    /// Whether this program wrote the project.
    pub own: bool,
}

impl<'a> Sources<'a> {
    /// The digest of the text that the dossier counts in.
    pub fn recorded(&self, id: &str) -> Option<&'a str> {
        let known = self.dossier.file.sources.get(id);
        let head = known.and_then(|known| known.text.as_ref());
        head.map(|head| head.sha256.as_str())
    }

    /// The id of the source of the dossier that is meant, else of a new one; and the
    /// source, where the project brings one along.
    pub fn meant(&self, element: &Element, text: Option<&str>) -> (String, Option<Record>) {
        let name = element.get("name").unwrap_or("").trim();
        let known = |id: &str| self.dossier.sources.iter().any(|source| source.id == id);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        if let Some(id) = [name, stem].into_iter().find(|id| known(id)) {
            let mut source = Record::new();
            source.insert("id".into(), id.into());
            title(&mut source, element, name);
            let brought = self.check == Check::Nothing;
            return (id.to_owned(), brought.then_some(source));
        }
        let digest = text.map(|text| sha256(text.as_bytes()));
        let same = self.dossier.file.sources.iter().find(|(_, known)| {
            let head = known.text.as_ref();
            head.is_some_and(|head| Some(head.sha256.to_ascii_lowercase()) == digest)
        });
        if let Some((id, _)) = same {
            return (id.clone(), None);
        }
        let id = match self.own {
            true => name.to_owned(),
            false => plain_id(stem),
        };
        let mut source = Record::new();
        source.insert("id".into(), id.as_str().into());
        source.insert("type".into(), "document".into());
        title(&mut source, element, name);
        if let (Some(digest), Some(text)) = (digest, text) {
            let length = text.chars().count();
            source.insert(
                BESIDE.into(),
                json!({ "text": { "sha256": digest, "length": length } }),
            );
        }
        (id, Some(source))
    }
}

/// An id from the name of a file.
fn plain_id(stem: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    let id: String = stem.chars().take(60).map(plain).collect();
    match id.trim_matches('-') {
        "" => "source".to_owned(),
        id => id.to_owned(),
    }
}

fn title(source: &mut Record, element: &Element, name: &str) {
    let title = element
        .child("Description")
        .map_or("", |title| title.text.trim());
    let title = if title.is_empty() { name } else { title };
    source.insert("title".into(), title.into());
}
