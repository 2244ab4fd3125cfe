//! What claims and the texts of sources are called on the web.

use hikiwake_dossier::Dossier;
use serde_json::Value;

/// The namespace of the keys that the data model has no word for.
pub(super) const SPACE: &str = "urn:x-hikiwake:";

/// What a claim is called on the web.
pub(super) fn of_claim(id: &str) -> String {
    format!("{SPACE}claim:{}", encoded(id))
}

/// The id of the claim that an annotation stands for.
pub(super) fn claim_of(iri: &str) -> Option<String> {
    match iri.strip_prefix(SPACE) {
        Some(name) => decoded(name.strip_prefix("claim:")?),
        None => Some(plain_id(iri)).filter(|id| !id.is_empty()),
    }
}

/// What a source's text is called on the web: by its digest, which fits no other
/// text; by the id of the source, where the digest is not known.
pub(super) fn of_source(dossier: &Dossier, source: &str) -> String {
    let text = dossier
        .file
        .sources
        .get(source)
        .and_then(|known| known.text.as_ref());
    match text {
        Some(text) => format!("urn:sha256:{}", text.sha256),
        None => format!("{SPACE}source:{}", encoded(source)),
    }
}

/// The source of the dossier that a target means.
pub(super) fn source_of(dossier: &Dossier, target: &Value) -> Option<String> {
    let by_id = |id: &str| dossier.sources.iter().find(|source| source.id == id);
    if let Some(id) = target["hikiwake:source"].as_str() {
        return Some(id.to_owned());
    }
    let iri = match target {
        Value::String(iri) => iri,
        target => {
            let source = &target["source"];
            let id = source.as_str().or_else(|| source["id"].as_str());
            id.or_else(|| target["id"].as_str())?
        }
    };
    if let Some(digest) = iri.strip_prefix("urn:sha256:") {
        let mut texts = dossier.file.sources.iter();
        let found = texts.find(|(_, known)| {
            let text = known.text.as_ref();
            text.is_some_and(|text| text.sha256.eq_ignore_ascii_case(digest))
        });
        return found.map(|(id, _)| id.clone());
    }
    if let Some(name) = iri
        .strip_prefix(SPACE)
        .and_then(|name| name.strip_prefix("source:"))
    {
        return decoded(name);
    }
    let address = dossier.sources.iter().find(|source| source.url == iri);
    address
        .or_else(|| by_id(iri))
        .map(|source| source.id.clone())
}

/// An id with all but plain letters and figures as `%` and two hex digits.
fn encoded(id: &str) -> String {
    let one = |b: u8| match b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.') {
        true => char::from(b).to_string(),
        false => format!("%{b:02X}"),
    };
    id.bytes().map(one).collect()
}

/// The id that was so encoded; `None` where it is no text.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        match (first, behind) {
            (b'%', [high, low, behind @ ..]) => {
                let digit = |b: u8| char::from(b).to_digit(16);
                bytes.push(u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()?);
                rest = behind;
            }
            _ => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

/// An id from the end of an address.
fn plain_id(iri: &str) -> String {
    let end = iri
        .trim_end_matches('/')
        .rsplit(['/', ':', '#'])
        .next()
        .unwrap_or("");
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let id: String = end.chars().take(64).map(plain).collect();
    id.trim_matches('-').to_owned()
}
