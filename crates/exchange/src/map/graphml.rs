//! Maps in GraphML (Brandes et al. 2002), as Gephi, yEd, networkx and this program
//! write it.

use std::collections::HashMap;

use super::draft::{Arc, Draft, cut};
use super::graph_keys::{Keys, Role, first};
use super::{IncomingMap, MapDriver};
use crate::Fault;
use crate::names::plain;
use crate::xml::{self, Element};

/// The graph that `hikiwake influence` writes is called so.
const OWN: &str = "drivers";

pub(super) fn read(text: &str) -> Result<IncomingMap, Vec<Fault>> {
    let root = xml::parse(text).map_err(|(line, message)| {
        let help = "Save it again as GraphML, without a document type.";
        vec![Fault::new(
            format!("line {line}"),
            format!("This is not read: {message}."),
            help,
        )]
    })?;
    if root.name != "graphml" {
        let message = format!("This is no GraphML: its root is <{}>.", cut(&root.name));
        let help = "Save the map as GraphML, or say with --from what it is.";
        return Err(vec![Fault::new(
            format!("line {}", root.line),
            message,
            help,
        )]);
    }
    let mut reader = Reader {
        keys: Keys::of(&root),
        draft: Draft::default(),
        nodes: HashMap::new(),
    };
    let graphs: Vec<&Element> = root.all("graph").collect();
    // Data of the whole that say nothing.
    let of_all = root
        .all("data")
        .chain(graphs.iter().flat_map(|g| g.all("data")));
    for data in of_all {
        let blank = |part: &Element| part.text().trim().is_empty();
        let hollow = |part: &Element| blank(part) && part.children().next().is_none();
        match blank(data) && data.children().all(hollow) {
            true => data.told(),
            false => reader.keys.leave_whole(data),
        }
    }
    for graph in &graphs {
        reader.nodes(graph);
    }
    for graph in &graphs {
        reader.edges(graph);
    }
    let mut draft = reader.draft;
    draft.map.left.extend(reader.keys.left());
    draft.map.left.extend(root.unread(only_holds_together));
    draft.finish()
}

/// Attributes that say nothing of the map.
fn only_holds_together(name: &str, _: &str) -> bool {
    let plain = ["id", "for", "edgedefault", "yfiles.foldertype", "xmlns"];
    plain.contains(&name)
        || name.contains(':')
        || name.starts_with("attr.")
        || name.starts_with("parse.")
}

struct Reader {
    keys: Keys,
    draft: Draft,
    /// Drivers by the ids of their nodes, each with the line of the node.
    nodes: HashMap<String, (usize, usize)>,
}

impl Reader {
    /// Reads the nodes of a graph, and of the graphs within them.
    fn nodes(&mut self, graph: &Element) {
        let own = graph.peek("id") == Some(OWN);
        for node in graph.all("node") {
            let at = format!("line {}", node.line);
            let id = node.get("id").unwrap_or_default().trim().to_owned();
            let data = self.keys.data(node, "driver");
            let label = match first(&data, Role::Label) {
                empty if empty.is_empty() => id.clone(),
                label => label,
            };
            let mut inner = node.all("graph").peekable();
            if inner.peek().is_some() {
                let left = format!("the group `{}`, {at} (what is in it is)", cut(&label));
                self.draft.map.left.push(left);
                for graph in inner {
                    self.nodes(graph);
                }
                continue;
            }
            if let Some((_, line)) = self.nodes.get(&id) {
                let message = format!("The node `{}` stands already on line {line}.", cut(&id));
                self.draft
                    .fault(&at, message, "Give one of them another id.");
                continue;
            }
            let option = first(&data, Role::Option);
            let note = match first(&data, Role::Note) {
                empty if empty.is_empty() => first(&data, Role::Text),
                note => note,
            };
            let driver = self.draft.driver(MapDriver {
                id: (own && is_own(&id) || names(&id)).then(|| id.clone()),
                label,
                note,
                option: (!option.is_empty()).then_some(option),
                at,
            });
            self.nodes.insert(id, (driver, node.line));
        }
    }

    /// Reads the links of a graph, and of the graphs within its nodes.
    fn edges(&mut self, graph: &Element) {
        let undirected = graph.get("edgedefault") == Some("undirected");
        for edge in graph.all("edge") {
            let at = format!("line {}", edge.line);
            let directed = match edge.get("directed") {
                Some(directed) => directed != "false",
                None => !undirected,
            };
            if !directed {
                let message = "This edge has no direction, so that nothing acts on anything.";
                let help = "Make the graph a directed one in the program that it comes from.";
                self.draft.fault(&at, message, help);
                continue;
            }
            let [source, target] = ["source", "target"].map(|end| self.end(edge, end, &at));
            let data = self.keys.data(edge, "link");
            if let Some((cause, effect)) = source.zip(target) {
                self.draft.arc(Arc {
                    cause,
                    effect,
                    sign: first(&data, Role::Sign),
                    weight: first(&data, Role::Weight),
                    label: first(&data, Role::Label),
                    text: first(&data, Role::Text),
                    delay: first(&data, Role::Delay),
                    note: first(&data, Role::Note),
                    at,
                });
            }
        }
        for inner in graph.all("node").flat_map(|node| node.all("graph")) {
            self.edges(inner);
        }
    }

    fn end(&mut self, edge: &Element, end: &str, at: &str) -> Option<usize> {
        let id = edge.get(end).unwrap_or_default().trim();
        let found = self.nodes.get(id).map(|(driver, _)| *driver);
        if found.is_none() {
            let message = format!("The {end} `{}` is no node of the graph.", cut(id));
            let help = "Name the id of a node; a group of nodes has no links of its own here.";
            self.draft.fault(at, message, help);
        }
        found
    }
}

/// Whether an id of a node names it, and does not only number it (`n0`, `node12`).
fn names(id: &str) -> bool {
    let letters = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered = letters.len() < id.len() && letters.bytes().all(|b| b.is_ascii_alphabetic());
    id.len() > 1 && !numbered && plain(id).as_deref() == Some(id)
}

/// Whether a node's id is a driver's id as `hikiwake influence` writes it.
fn is_own(id: &str) -> bool {
    let id = id.strip_prefix("option.").unwrap_or(id);
    let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    id.starts_with(|c: char| c.is_ascii_alphanumeric()) && id.bytes().all(fits)
}
