//! What the data of a GraphML file are called, and which of them a map has use for.

use std::collections::{BTreeMap, HashMap};

use crate::xml::Element;

/// What a piece of data is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Label,
    Sign,
    Weight,
    Text,
    Delay,
    Note,
    Option,
    /// How it is drawn.
    Drawing,
    Other,
}

/// A declared key.
#[derive(Debug)]
struct Key {
    name: String,
    default: String,
}

/// The declared keys of a file, and what was met that a map has no use for.
#[derive(Debug, Default)]
pub(super) struct Keys {
    known: HashMap<String, Key>,
    /// Name and what it belongs to: how often, and the first line.
    left: BTreeMap<(String, &'static str), (usize, usize)>,
    drawn: bool,
}

/// How things are drawn, in the words of Gephi, yEd and networkx.
const DRAWING: [&str; 17] = [
    "x",
    "y",
    "z",
    "r",
    "g",
    "b",
    "a",
    "alpha",
    "size",
    "color",
    "colour",
    "shape",
    "width",
    "height",
    "pos",
    "nodegraphics",
    "edgegraphics",
];

/// What a name stands for, in any case, with blanks, dashes or underlines in it.
pub(super) fn role(name: &str) -> Role {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    match plain.to_lowercase().as_str() {
        "label" | "nodelabel" | "edgelabel" | "name" | "title" => Role::Label,
        "sign" | "polarity" => Role::Sign,
        "weight" | "influence" | "strength" | "value" => Role::Weight,
        "text" | "description" | "desc" => Role::Text,
        "delay" => Role::Delay,
        "note" | "notes" | "comment" | "comments" => Role::Note,
        "option" => Role::Option,
        drawing if DRAWING.contains(&drawing) => Role::Drawing,
        _ => Role::Other,
    }
}

impl Keys {
    /// The keys that a file declares, by id.
    pub fn of(root: &Element) -> Keys {
        let mut keys = Keys::default();
        for key in root.all("key") {
            let kind = key.get("yfiles.type").unwrap_or_default();
            let id = key.get("id").unwrap_or_default().to_owned();
            let name = match key.get("attr.name").unwrap_or(kind) {
                "" => id.clone(),
                name => name.to_owned(),
            };
            let default = key.child("default").map(|d| d.text().trim().to_owned());
            let default = default.unwrap_or_default();
            keys.known.insert(id, Key { name, default });
        }
        keys
    }

    /// The data of a node or a link (`of` says which) with their roles; labels that are
    /// drawn are labels, too. What has no role here is noted.
    pub fn data(&mut self, element: &Element, of: &'static str) -> Vec<(Role, String)> {
        let mut found = Vec::new();
        for data in element.all("data") {
            let id = data.get("key").unwrap_or_default();
            let key = self.known.get(id);
            let name = key.map_or(id, |key| key.name.as_str()).to_owned();
            let default = key.map_or("", |key| key.default.as_str()).to_owned();
            let mut labels = Vec::new();
            drawn_labels(data, &mut labels);
            if data.children().next().is_some() {
                self.drawn = true;
                data.told();
                found.extend(labels.into_iter().map(|label| (Role::Label, label)));
                continue;
            }
            let value = data.text().trim();
            let value = if value.is_empty() { &default } else { value };
            if value.is_empty() {
                continue;
            }
            match role(&name) {
                Role::Drawing => self.drawn = true,
                Role::Other => self.leave(&name, of, value, data.line),
                role if !fits(role, of) => self.leave(&name, of, value, data.line),
                role => found.push((role, value.to_owned())),
            }
        }
        found
    }

    /// Notes data of the whole graph: a map has no use for them.
    pub fn leave_whole(&mut self, data: &Element) {
        let id = data.get("key").unwrap_or_default();
        let name = self.known.get(id).map_or(id, |key| key.name.as_str());
        let name = name.to_owned();
        self.leave(&name, "graph", "", data.line);
        data.told();
    }

    fn leave(&mut self, name: &str, of: &'static str, value: &str, line: usize) {
        // What is not so need not be told.
        if value != "false" {
            let entry = self.left.entry((name.to_owned(), of)).or_insert((0, line));
            entry.0 += 1;
        }
    }

    /// What was met and has no use here, in sentences.
    pub fn left(&self) -> Vec<String> {
        let sentence = |((name, of), (count, line)): (&(String, &str), &(usize, usize))| {
            let many = if *count == 1 { "" } else { "s" };
            format!("`{name}` of {count} {of}{many}, from line {line} on")
        };
        let mut left: Vec<String> = self.left.iter().map(sentence).collect();
        if self.drawn {
            left.push("how the map is drawn (places, colours, sizes)".to_owned());
        }
        left
    }
}

/// Whether nodes, or links, have a use for it.
fn fits(role: Role, of: &str) -> bool {
    match role {
        Role::Sign | Role::Weight | Role::Delay => of == "link",
        Role::Option => of == "driver",
        _ => true,
    }
}

/// The labels in a drawing of yEd.
fn drawn_labels(element: &Element, labels: &mut Vec<String>) {
    for child in element.children() {
        let label = matches!(child.name.as_str(), "NodeLabel" | "EdgeLabel");
        if label && !child.text().trim().is_empty() {
            labels.push(child.text().trim().to_owned());
        }
        drawn_labels(child, labels);
    }
}

/// The first of a role.
pub(super) fn first(data: &[(Role, String)], role: Role) -> String {
    let found = data.iter().find(|(of, _)| *of == role);
    found.map_or_else(String::new, |(_, value)| value.clone())
}
