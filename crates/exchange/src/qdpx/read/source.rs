//! Which source of the dossier a source of the project is.

use std::collections::{HashMap, HashSet};

use hikiwake_dossier::{Dossier, sha256};
use serde_json::json;

use crate::Fault;
use crate::fault::utf8;
use crate::names::plain;
use crate::qdpx::archive::Archive;
use crate::qdpx::{DIGEST, LENGTH};
use crate::record::{BESIDE, Record};
use crate::xml::Element;

use super::element::{guid, plain_guid};
use super::places::Check;

/// Bytes of a text: 8 MiB.
const LARGEST_TEXT: u64 = 8 << 20;

/// The plain text of a source, where the archive holds it.
pub(super) fn text(
    element: &Element,
    archive: &mut Archive,
    left: &mut Vec<String>,
) -> Result<Option<String>, Fault> {
    if let Some(content) = element.child("PlainTextContent") {
        return Ok(Some(content.text().to_owned()));
    }
    let Some(path) = element.get("plainTextPath") else {
        return Ok(None);
    };
    let text = entry(path, archive)?;
    if text.is_none() {
        left.push(format!("the text at `{path}`, which is not in the archive"));
    }
    Ok(text)
}

/// The text that a path names: `internal://x`, as the standard has it, and what other
/// programs write, `internal:/x`, `x`, each also with the folder before it.
pub(super) fn entry(path: &str, archive: &mut Archive) -> Result<Option<String>, Fault> {
    let inside = path.strip_prefix("internal:").unwrap_or(path);
    if inside.contains("://") {
        return Ok(None);
    }
    let inside = inside.replace('\\', "/");
    let inside = inside.trim_start_matches('/');
    let folder = inside
        .get(..8)
        .filter(|f| f.eq_ignore_ascii_case("sources/"));
    let name = format!("Sources/{}", &inside[folder.map_or(0, str::len)..]);
    match archive.entry(&name, LARGEST_TEXT)? {
        Some(bytes) => Ok(Some(utf8(&bytes, &name)?.to_owned())),
        None => Ok(None),
    }
}

/// The text in which the project says that it counts the places of a source.
pub(super) struct Edition {
    pub sha256: String,
    length: Option<u64>,
}

/// What sources are looked up in, and how.
pub(super) struct Sources<'a> {
    pub dossier: &'a Dossier,
    check: Check,
    /// Whether this program wrote the project.
    own: bool,
    /// Names of the project's variables by GUID.
    variables: HashMap<String, String>,
    /// Ids of the sources that the project has brought along.
    brought: HashSet<String>,
}

impl<'a> Sources<'a> {
    pub fn new(root: &Element, dossier: &'a Dossier, check: Check, own: bool) -> Sources<'a> {
        let variables = root.all("Variables").flat_map(|all| all.all("Variable"));
        let named = |v: &Element| Some((guid(v)?, v.get("name")?.to_owned()));
        Sources {
            dossier,
            check,
            own,
            variables: variables.filter_map(named).collect(),
            brought: HashSet::new(),
        }
    }

    /// What this program writes of a source beside the standard. Other variables are
    /// told.
    pub fn edition(&self, element: &Element, left: &mut Vec<String>) -> Option<Edition> {
        let (mut sha256, mut length) = (None, None);
        for value in element.all("VariableValue") {
            let of = value.child("VariableRef").and_then(|v| v.get("targetGUID"));
            let name = of.and_then(|of| self.variables.get(&plain_guid(of)));
            let text = || {
                value
                    .child("TextValue")
                    .map(|text| text.text().trim().to_owned())
            };
            match name.map(String::as_str) {
                Some(DIGEST) => sha256 = text(),
                Some(LENGTH) => length = text(),
                name => {
                    let name = name.unwrap_or_default();
                    left.push(format!("the variable `{name}`, line {}", value.line));
                    value.told();
                }
            }
        }
        Some(Edition {
            sha256: sha256?,
            length: length.and_then(|length| length.parse().ok()),
        })
    }

    /// The digest of the text that the dossier counts in.
    pub fn recorded(&self, id: &str) -> Option<&'a str> {
        let known = self.dossier.file.sources.get(id);
        let head = known.and_then(|known| known.text.as_ref());
        head.map(|head| head.sha256.as_str())
    }

    /// The id of the source of the dossier that is meant, else of a new one; and the
    /// source, where the project brings one along.
    pub fn meant(
        &mut self,
        element: &Element,
        text: Option<&str>,
        edition: Option<&Edition>,
    ) -> (String, Option<Record>) {
        let name = element.get("name").unwrap_or("").trim();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let known = |id: &str| self.dossier.sources.iter().find(|source| source.id == id);
        let named = [name, stem].into_iter().find_map(known);
        let digest = text.map(|text| sha256(text.as_bytes()));
        let counts = |id: &str| {
            let recorded = self.recorded(id).zip(digest.as_deref());
            recorded.is_some_and(|(recorded, digest)| recorded.eq_ignore_ascii_case(digest))
        };
        // The same words are the same source, whatever it is called.
        let same = self.dossier.file.sources.keys().find(|id| counts(id));
        let same = same.filter(|_| named.is_none_or(|named| !counts(&named.id)));
        let id = same.or(named.map(|source| &source.id)).cloned();
        let edition = match (&digest, text, edition) {
            (Some(digest), Some(text), _) => {
                Some((digest.clone(), Some(text.chars().count() as u64)))
            }
            (_, _, Some(edition)) => Some((edition.sha256.clone(), edition.length)),
            _ => None,
        };
        let mut source = Record::new();
        title(&mut source, element, name);
        if let Some(id) = id.filter(|id| !self.brought.contains(id)) {
            // A source without a text counts in that of the project from now on.
            let fresh = edition.is_some() && !self.dossier.file.sources.contains_key(&id);
            match self.check {
                Check::Texts if !fresh => return (id, None),
                Check::Texts => drop(source.remove("title")),
                Check::Nothing => {}
            }
            return self.bring(id, source, edition);
        }
        let title = source["title"].as_str().unwrap_or_default();
        let free = |id: &String| {
            !self.brought.contains(id) && known(id).is_none_or(|there| there.title == title)
        };
        let stem = plain(stem).unwrap_or_else(|| "source".to_owned());
        let mut ids = (1..).map(|k| match k {
            1 => stem.clone(),
            k => format!("{stem}-{k}"),
        });
        let id = match self.own {
            true => name.to_owned(),
            false => ids.find(free).unwrap_or_default(),
        };
        source.insert("type".into(), "document".into());
        self.bring(id, source, edition)
    }

    fn bring(
        &mut self,
        id: String,
        mut source: Record,
        edition: Option<(String, Option<u64>)>,
    ) -> (String, Option<Record>) {
        source.insert("id".into(), id.as_str().into());
        if let Some((sha256, Some(length))) = edition {
            let text = json!({ "text": { "sha256": sha256, "length": length } });
            source.insert(BESIDE.into(), text);
        }
        self.brought.insert(id.clone());
        (id, Some(source))
    }
}

fn title(source: &mut Record, element: &Element, name: &str) {
    let title = element
        .child("Description")
        .map_or("", |title| title.text().trim());
    let title = if title.is_empty() { name } else { title };
    source.insert("title".into(), title.into());
}
