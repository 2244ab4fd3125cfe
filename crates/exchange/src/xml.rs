//! A small tree of XML elements, from a file of anywhere: no document type, no
//! entities but the five of XML, nothing fetched, bounded depth and size. And text as
//! XML can hold it. An element remembers what of it was asked for, so that what nobody
//! asked for can be told.

use std::cell::Cell;
use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Elements within elements.
const DEEPEST: usize = 64;
/// Elements of a file.
const MOST_ELEMENTS: usize = 1_000_000;
/// Attributes of an element.
const MOST_ATTRIBUTES: usize = 64;

/// One element.
#[derive(Clone, Debug, Default)]
pub(crate) struct Element {
    /// Name without its prefix.
    pub name: String,
    /// Line in the file, counted from 1.
    pub line: usize,
    attributes: Vec<Attribute>,
    children: Vec<Element>,
    text: String,
    text_read: Cell<bool>,
    read: Cell<bool>,
    /// Whether all that is in it has been told.
    told: Cell<bool>,
}

#[derive(Clone, Debug, Default)]
struct Attribute {
    name: String,
    value: String,
    read: Cell<bool>,
}

impl Element {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|a| a.name == name)?;
        found.read.set(true);
        Some(&found.value)
    }

    /// The same, and it still counts as not asked for.
    pub fn peek(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|a| a.name == name)?;
        Some(&found.value)
    }

    /// Its own text.
    pub fn text(&self) -> &str {
        self.text_read.set(true);
        &self.text
    }

    /// Its children.
    pub fn children(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().inspect(|child| child.read.set(true))
    }

    /// Its children of this name.
    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        let named = self.children.iter().filter(move |child| child.name == name);
        named.inspect(|child| child.read.set(true))
    }

    /// Its first child of this name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        let child = self.children.iter().find(|child| child.name == name)?;
        child.read.set(true);
        Some(child)
    }

    /// Notes that whatever is in it has been told.
    pub fn told(&self) {
        self.told.set(true);
    }

    /// What nobody asked for, in sentences: attributes, text and elements of one kind
    /// together, each with the line of the first. `plain` are attributes that only
    /// hold the file together.
    pub fn unread(&self, plain: impl Fn(&str, &str) -> bool) -> Vec<String> {
        let mut found: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let mut open = vec![self];
        while let Some(element) = open.pop() {
            if element.told.get() {
                continue;
            }
            let mut tell = |what: String| {
                let (count, line) = found.entry(what).or_insert((0, element.line));
                *count += 1;
                *line = element.line.min(*line);
            };
            for attribute in element.attributes.iter().filter(|a| !a.read.get()) {
                if !attribute.value.is_empty() && !plain(&attribute.name, &attribute.value) {
                    tell(format!("`{}` of <{}>", attribute.name, element.name));
                }
            }
            if !element.text_read.get() && !element.text.trim().is_empty() {
                tell(format!("the text of <{}>", element.name));
            }
            for child in &element.children {
                match child.read.get() {
                    true => open.push(child),
                    false if child.told.get() => {}
                    false => tell(format!("<{}> in <{}>", child.name, element.name)),
                }
            }
        }
        let told = |(what, (count, line))| match count {
            1 => format!("{what}, line {line}"),
            _ => format!("{what}, {count} times from line {line} on"),
        };
        found.into_iter().map(told).collect()
    }
}

/// The root element of a file; a fault comes with its line.
pub(crate) fn parse(text: &str) -> Result<Element, (usize, String)> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    let mut count = 0;
    // Lines are counted on the way: each byte is looked at once.
    let (mut line, mut seen) = (1, 0);
    loop {
        let event = reader.read_event();
        let now = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let now = now.min(text.len());
        let at = line;
        line += text.as_bytes()[seen..now.max(seen)]
            .iter()
            .filter(|b| **b == b'\n')
            .count();
        seen = now.max(seen);
        let fault = |message: String| (at, message);
        let event = event.map_err(|error| fault(format!("the XML is broken: {error}")))?;
        let (element, closed) = match event {
            Event::Start(start) => (Some(element(&start, at)?), false),
            Event::Empty(start) => (Some(element(&start, at)?), true),
            Event::End(_) => (None, true),
            Event::Text(text) => {
                if let Some(last) = open.last_mut() {
                    last.text
                        .push_str(&text.xml_content(XmlVersion::Implicit1_0));
                }
                continue;
            }
            Event::CData(text) => {
                if let Some(last) = open.last_mut() {
                    last.text
                        .push_str(&text.xml_content(XmlVersion::Implicit1_0));
                }
                continue;
            }
            Event::GeneralRef(reference) => {
                let number = reference.resolve_char_ref();
                let number =
                    number.map_err(|error| fault(format!("the XML is broken: {error}")))?;
                let name = reference.xml_content(XmlVersion::Implicit1_0);
                let c = number.or(match name.as_ref() {
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "amp" => Some('&'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => None,
                });
                let c = c.ok_or_else(|| fault(format!("the entity `&{name};` is not read")))?;
                if let Some(last) = open.last_mut() {
                    last.text.push(c);
                }
                continue;
            }
            Event::DocType(_) => return Err(fault("a document type is not read".into())),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            Event::Eof => break,
        };
        if let Some(element) = element {
            count += 1;
            if open.len() >= DEEPEST || count > MOST_ELEMENTS {
                return Err(fault(format!(
                    "there are more than {DEEPEST} elements within each other, or more than {MOST_ELEMENTS}"
                )));
            }
            open.push(element);
        }
        if closed && let Some(done) = open.pop() {
            match open.last_mut() {
                Some(parent) => parent.children.push(done),
                None if root.is_none() => root = Some(done),
                None => return Err(fault("there is a second root element".into())),
            }
        }
    }
    match root {
        Some(root) if open.is_empty() => Ok(root),
        _ => Err((line, "the XML ends too soon".into())),
    }
}

fn element(start: &BytesStart, line: usize) -> Result<Element, (usize, String)> {
    let mut element = Element {
        name: start.local_name().as_ref().to_owned(),
        line,
        ..Element::default()
    };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| (line, format!("the XML is broken: {error}")))?;
        if element.attributes.len() >= MOST_ATTRIBUTES {
            return Err((
                line,
                format!("an element has more than {MOST_ATTRIBUTES} attributes"),
            ));
        }
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_err(|error| (line, format!("the XML is broken: {error}")))?;
        let name = attribute.key.as_ref().to_owned();
        element.attributes.push(Attribute {
            name,
            value: value.into_owned(),
            read: Cell::new(false),
        });
    }
    Ok(element)
}

/// Characters that XML 1.0 has no way to write are replaced.
pub(crate) fn allowed(text: &str) -> String {
    let fits = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{7f}'..='\u{9f}');
    let fits = |c: char| fits(c) && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars()
        .map(|c| if fits(c) { c } else { '\u{fffd}' })
        .collect()
}

/// The value of an attribute, to stand between double quotes.
pub(crate) fn attribute(text: &str) -> String {
    let value = quick_xml::escape::escape(allowed(text));
    // Line ends in attributes are kept as references.
    let value = value.replace('\r', "&#13;");
    value.replace('\n', "&#10;").replace('\t', "&#9;")
}
