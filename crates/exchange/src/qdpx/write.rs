//! Writing a project.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use hikiwake_dossier::file::TextHead;
use hikiwake_dossier::{Dossier, sha256};
use indexmap::{IndexMap, IndexSet};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::digest::guid;
use crate::people::text_of;
use crate::record::Record;
use crate::xml::{allowed, attribute};

use super::{CLAIM, CODED, DIGEST, LENGTH, NO_TIME, ORIGIN, SPACE, user};

/// The archive. `texts` are those of the sources that are to be in it.
pub(crate) fn write(
    dossier: &Dossier,
    claims: &IndexMap<String, Record>,
    sources: &IndexMap<String, Record>,
    texts: &BTreeMap<String, String>,
) -> Result<Vec<u8>, String> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let failed = |error: &dyn std::fmt::Display| format!("the archive cannot be written: {error}");
    let mut add = |name: &str, bytes: &[u8]| {
        // The options carry no time, so that the same dossier gives the same bytes.
        zip.start_file(name, SimpleFileOptions::default())
            .map_err(|error| failed(&error))?;
        zip.write_all(bytes).map_err(|error| failed(&error))
    };
    let project = Project {
        dossier,
        claims,
        sources,
        texts,
        user: user(),
    };
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    project.write(&mut xml).map_err(|error| failed(&error))?;
    add("project.qde", &xml.into_inner())?;
    for (source, text) in texts {
        let head = project.head(source);
        if head.is_some_and(|head| !head.sha256.eq_ignore_ascii_case(&sha256(text.as_bytes()))) {
            return Err(format!(
                "the text of `{source}` is not the one in which its places are counted\n  = help: attach that text (`hikiwake source attach`)"
            ));
        }
        add(
            &format!("Sources/{}.txt", guid(&["source", source])),
            text.as_bytes(),
        )?;
    }
    let done = zip.finish().map_err(|error| failed(&error))?;
    Ok(done.into_inner())
}

type Xml = Writer<Vec<u8>>;
type Written = std::io::Result<()>;

struct Project<'d> {
    dossier: &'d Dossier,
    claims: &'d IndexMap<String, Record>,
    sources: &'d IndexMap<String, Record>,
    texts: &'d BTreeMap<String, String>,
    user: String,
}

impl Project<'_> {
    fn write(&self, xml: &mut Xml) -> Written {
        let head = self.dossier.file.dossier.as_ref();
        let name = head.map_or(ORIGIN, |head| &head.title);
        let origin = format!("{ORIGIN} {}", env!("CARGO_PKG_VERSION"));
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        let project = xml.create_element("Project").with_attributes(attributes(&[
            ("xmlns", SPACE),
            ("name", name),
            ("origin", &origin),
            ("creatingUserGUID", &self.user),
            ("creationDateTime", NO_TIME),
        ]));
        project.write_inner_content(|xml| {
            xml.create_element("Users").write_inner_content(|xml| {
                let user = attributes(&[("guid", &self.user), ("name", ORIGIN)]);
                xml.create_element("User")
                    .with_attributes(user)
                    .write_empty()?;
                Ok(())
            })?;
            self.codebook(xml)?;
            self.variables(xml)?;
            if !self.sources.is_empty() {
                xml.create_element("Sources").write_inner_content(|xml| {
                    self.sources
                        .iter()
                        .try_for_each(|(id, source)| self.source(xml, id, source))
                })?;
            }
            if !self.claims.is_empty() {
                xml.create_element("Notes").write_inner_content(|xml| {
                    self.claims
                        .iter()
                        .try_for_each(|(id, claim)| self.note(xml, id, claim))
                })?;
            }
            Ok(())
        })?;
        Ok(())
    }

    /// One code for each value, under one for its key.
    fn codebook(&self, xml: &mut Xml) -> Written {
        let mut values: IndexMap<&str, IndexSet<String>> = IndexMap::new();
        for path in CODED {
            for claim in self.claims.values() {
                for value in coded(claim, path) {
                    values.entry(path).or_default().insert(value);
                }
            }
        }
        xml.create_element("CodeBook").write_inner_content(|xml| {
            xml.create_element("Codes").write_inner_content(|xml| {
                let claim = attributes(&[
                    ("guid", &code_guid(CLAIM)),
                    ("name", CLAIM),
                    ("isCodable", "true"),
                ]);
                xml.create_element("Code")
                    .with_attributes(claim)
                    .write_empty()?;
                for (path, values) in &values {
                    let key = attributes(&[
                        ("guid", &code_guid(path)),
                        ("name", path),
                        ("isCodable", "false"),
                    ]);
                    xml.create_element("Code")
                        .with_attributes(key)
                        .write_inner_content(|xml| {
                            for value in values {
                                let name = code_name(path, value);
                                let code = attributes(&[
                                    ("guid", &code_guid(&name)),
                                    ("name", &name),
                                    ("isCodable", "true"),
                                ]);
                                xml.create_element("Code")
                                    .with_attributes(code)
                                    .write_empty()?;
                            }
                            Ok(())
                        })?;
                }
                Ok(())
            })?;
            Ok(())
        })?;
        Ok(())
    }

    fn variables(&self, xml: &mut Xml) -> Written {
        if !self.sources.keys().any(|id| self.head(id).is_some()) {
            return Ok(());
        }
        xml.create_element("Variables").write_inner_content(|xml| {
            for name in [DIGEST, LENGTH] {
                let own = guid(&["variable", name]);
                let parts = [("guid", &*own), ("name", name), ("typeOfVariable", "Text")];
                xml.create_element("Variable")
                    .with_attributes(attributes(&parts))
                    .write_empty()?;
            }
            Ok(())
        })?;
        Ok(())
    }

    /// The text in which the places of a source are counted.
    fn head(&self, source: &str) -> Option<&TextHead> {
        self.dossier.file.sources.get(source)?.text.as_ref()
    }

    fn source(&self, xml: &mut Xml, id: &str, source: &Record) -> Written {
        let own = guid(&["source", id]);
        let path = format!("internal://{own}.txt");
        let mut parts = vec![("guid", own.as_str()), ("name", id)];
        if self.texts.contains_key(id) {
            parts.push(("plainTextPath", &path));
        }
        parts.extend(self.made());
        let element = xml
            .create_element("TextSource")
            .with_attributes(attributes(&parts));
        element.write_inner_content(|xml| {
            text(xml, "Description", &text_of(source, "title"))?;
            for (claim_id, claim) in self.claims {
                for (k, place) in places(claim).enumerate() {
                    let of = place["source"].as_str().unwrap_or(source_of(claim));
                    if of == id {
                        self.selection(xml, claim_id, claim, k, place)?;
                    }
                }
            }
            // A claim with a place in another text, or with none.
            for (claim_id, claim) in self.claims {
                let here = |place: &Value| place["source"].as_str().is_none_or(|of| of == id);
                let placed = places(claim).next().is_some() && places(claim).all(here);
                if source_of(claim) == id && !placed {
                    note_ref(xml, claim_id)?;
                }
            }
            if let Some(head) = self.head(id) {
                for (name, value) in [(DIGEST, &head.sha256), (LENGTH, &head.length.to_string())] {
                    let target = guid(&["variable", name]);
                    xml.create_element("VariableValue")
                        .write_inner_content(|xml| {
                            xml.create_element("VariableRef")
                                .with_attributes(attributes(&[("targetGUID", &*target)]))
                                .write_empty()?;
                            text(xml, "TextValue", value)
                        })?;
                }
            }
            Ok(())
        })?;
        Ok(())
    }

    fn selection(
        &self,
        xml: &mut Xml,
        id: &str,
        claim: &Record,
        k: usize,
        place: &Value,
    ) -> Written {
        let own = guid(&["selection", id, &k.to_string()]);
        let (start, end) = (place["start"].to_string(), place["end"].to_string());
        let mut parts = vec![
            ("guid", own.as_str()),
            ("name", id),
            ("startPosition", &start),
            ("endPosition", &end),
        ];
        parts.extend(self.made());
        let element = xml
            .create_element("PlainTextSelection")
            .with_attributes(attributes(&parts));
        element.write_inner_content(|xml| {
            text(xml, "Description", &text_of(claim, "says"))?;
            self.codings(xml, id, claim, &k.to_string())?;
            note_ref(xml, id)
        })?;
        Ok(())
    }

    fn codings(&self, xml: &mut Xml, id: &str, claim: &Record, of: &str) -> Written {
        let mut names = vec![CLAIM.to_owned()];
        for path in CODED {
            names.extend(
                coded(claim, path)
                    .iter()
                    .map(|value| code_name(path, value)),
            );
        }
        for (n, name) in names.iter().enumerate() {
            let own = guid(&["coding", id, of, &n.to_string()]);
            let mut parts = vec![("guid", own.as_str())];
            parts.extend(self.made());
            let coding = xml
                .create_element("Coding")
                .with_attributes(attributes(&parts));
            coding.write_inner_content(|xml| {
                let target = attributes(&[("targetGUID", &code_guid(name))]);
                xml.create_element("CodeRef")
                    .with_attributes(target)
                    .write_empty()?;
                Ok(())
            })?;
        }
        Ok(())
    }

    /// The paraphrase; where a claim has no place, its codes too.
    fn note(&self, xml: &mut Xml, id: &str, claim: &Record) -> Written {
        let own = guid(&["note", id]);
        let mut parts = vec![("guid", own.as_str()), ("name", id)];
        parts.extend(self.made());
        let note = xml
            .create_element("Note")
            .with_attributes(attributes(&parts));
        note.write_inner_content(|xml| {
            text(xml, "PlainTextContent", &text_of(claim, "says"))?;
            if places(claim).next().is_none() {
                self.codings(xml, id, claim, "note")?;
            }
            Ok(())
        })?;
        Ok(())
    }

    fn made(&self) -> [(&'static str, &str); 2] {
        [("creatingUser", &self.user), ("creationDateTime", NO_TIME)]
    }
}

fn source_of(claim: &Record) -> &str {
    claim.get("source").and_then(Value::as_str).unwrap_or("")
}

fn places(claim: &Record) -> impl Iterator<Item = &Value> {
    claim
        .get("places")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

/// The values of a key that become codes.
fn coded(claim: &Record, path: &str) -> Vec<String> {
    let mut keys = path.split('.');
    let first = keys.next().and_then(|key| claim.get(key));
    match keys.fold(first, |value, key| value.and_then(|value| value.get(key))) {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(|item| item.as_str().map(str::to_owned))
            .collect(),
        _ => Vec::new(),
    }
}

fn code_name(path: &str, value: &str) -> String {
    format!("{path}: {}", allowed(value))
}

fn code_guid(name: &str) -> String {
    guid(&["code", name])
}

fn note_ref(xml: &mut Xml, id: &str) -> Written {
    let target = attributes(&[("targetGUID", &guid(&["note", id]))]);
    xml.create_element("NoteRef")
        .with_attributes(target)
        .write_empty()?;
    Ok(())
}

fn text(xml: &mut Xml, name: &str, content: &str) -> Written {
    if content.is_empty() {
        return Ok(());
    }
    let escaped = quick_xml::escape::escape(allowed(content)).replace('\r', "&#13;");
    let content = BytesText::from_escaped(escaped);
    xml.create_element(name).write_text_content(content)?;
    Ok(())
}

type Attributes<'a> = Vec<quick_xml::events::attributes::Attribute<'a>>;

fn attributes<'a>(parts: &[(&'a str, &str)]) -> Attributes<'a> {
    let one = |(key, value): &(&'a str, &str)| quick_xml::events::attributes::Attribute {
        key: quick_xml::name::QName(key),
        value: attribute(value).into(),
    };
    parts.iter().map(one).collect()
}
