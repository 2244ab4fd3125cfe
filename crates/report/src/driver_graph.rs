//! The map of drivers in the formats that other programs draw: DOT (Graphviz) and GraphML
//! (Gephi, yEd, networkx). JSON is the finding itself.

use std::fmt::Write;

use hikiwake_drivers::{Influence, InfluenceLink, LinkSign};

use crate::graph_file::{data, escaped, quoted};

/// Marks of GraphML: id, what it belongs to, its name, its type.
const KEYS: [(&str, &str, &str, &str); 8] = [
    ("label", "node", "label", "string"),
    ("option", "node", "option", "string"),
    ("level", "node", "level", "string"),
    ("sign", "edge", "sign", "string"),
    ("disputed", "edge", "disputed", "boolean"),
    ("hedged", "edge", "hedged", "boolean"),
    ("claims", "edge", "claims", "string"),
    ("links", "edge", "links", "string"),
];

/// The map in DOT: what lowers has a flat head, what is hedged or disputed is dashed, and
/// of what no effect was found is dotted.
pub fn driver_dot(found: &Influence) -> String {
    let mut text = String::from("digraph drivers {\n  rankdir=TB;\n  node [shape=box];\n");
    for driver in &found.drivers {
        let option = driver.option.is_some();
        let _ = writeln!(
            text,
            "  {} [label={}{}];",
            quoted(&driver.id),
            quoted(&driver.label),
            if option { ", style=bold" } else { "" }
        );
    }
    for link in &found.links {
        let style = match link.sign {
            LinkSign::NoEffect => "dotted",
            _ if link.hedged || link.disputed => "dashed",
            _ => "solid",
        };
        let head = match link.sign {
            LinkSign::Falls => "tee",
            _ => "normal",
        };
        let _ = writeln!(
            text,
            "  {} -> {} [label={}, tooltip={}, style={style}, arrowhead={head}];",
            quoted(&found.drivers[link.cause].id),
            quoted(&found.drivers[link.effect].id),
            quoted(sign(link.sign)),
            quoted(&claims(link)),
        );
    }
    text.push_str("}\n");
    text
}

/// The map in GraphML.
pub fn driver_graphml(found: &Influence) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    for (id, of, name, kind) in KEYS {
        let _ = writeln!(
            text,
            "  <key id=\"{id}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
        );
    }
    text.push_str("  <graph id=\"drivers\" edgedefault=\"directed\">\n");
    for driver in &found.drivers {
        let _ = writeln!(text, "    <node id=\"{}\">", escaped(&driver.id));
        data(&mut text, 6, "label", &driver.label);
        data(
            &mut text,
            6,
            "option",
            driver.option.as_deref().unwrap_or(""),
        );
        data(&mut text, 6, "level", &driver.levels[driver.level]);
        text.push_str("    </node>\n");
    }
    for link in &found.links {
        let [source, target] = [link.cause, link.effect].map(|at| escaped(&found.drivers[at].id));
        let _ = writeln!(text, "    <edge source=\"{source}\" target=\"{target}\">");
        data(&mut text, 6, "sign", sign(link.sign));
        data(&mut text, 6, "disputed", &link.disputed.to_string());
        data(&mut text, 6, "hedged", &link.hedged.to_string());
        data(&mut text, 6, "claims", &claims(link));
        let ids: Vec<&str> = link.analyst.iter().map(|one| one.id.as_str()).collect();
        data(&mut text, 6, "links", &ids.join(" "));
        text.push_str("    </edge>\n");
    }
    text.push_str("  </graph>\n</graphml>\n");
    text
}

fn claims(link: &InfluenceLink) -> String {
    let ids: Vec<&str> = link
        .claims
        .iter()
        .map(|one| one.claim.id.as_str())
        .collect();
    ids.join(" ")
}

fn sign(sign: LinkSign) -> &'static str {
    match sign {
        LinkSign::Rises => "+",
        LinkSign::Falls => "-",
        LinkSign::Either => "+-",
        LinkSign::NoEffect => "0",
    }
}
