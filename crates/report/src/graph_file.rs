//! A graph of steps in the formats that other programs draw: DOT (Graphviz) and
//! GraphML (Gephi, yEd, networkx). JSON is the finding itself.

use std::fmt::Write;

use hikiwake_conflict::{GraphEdge, GraphNode, StepGraph, WalkKind};
use hikiwake_dossier::visible;
use hikiwake_finding::{MoveKind, ReachKind};

/// Marks of GraphML: id, what it belongs to, its name, its type.
const KEYS: [(&str, &str, &str, &str); 19] = [
    ("title", "graph", "title", "string"),
    ("period", "graph", "period", "string"),
    ("start", "graph", "start", "string"),
    ("by", "graph", "by", "string"),
    ("condensed", "graph", "condensed", "boolean"),
    ("text", "node", "text", "string"),
    ("concepts", "node", "concepts", "string"),
    ("reached", "node", "reached", "string"),
    ("moves", "node", "moves", "long"),
    ("component", "node", "component", "long"),
    ("ends", "node", "ends", "boolean"),
    ("is-start", "node", "is_start", "boolean"),
    ("outcomes", "node", "outcomes", "string"),
    ("states", "node", "states", "long"),
    ("movers", "edge", "movers", "string"),
    ("kind", "edge", "kind", "string"),
    ("irreversible", "edge", "irreversible", "boolean"),
    ("change", "edge", "text", "string"),
    ("steps", "edge", "steps", "long"),
];

/// The graph in DOT. States that hold are bold, the start has a double line; what
/// cannot be undone is red, what is no best reply dashed, what is no improvement dotted.
pub fn dot(graph: &StepGraph) -> String {
    let mut text = String::from("digraph moves {\n  rankdir=TB;\n  node [shape=box];\n");
    let _ = writeln!(text, "  label={};", quoted(&graph.graph.title));
    for node in &graph.nodes {
        let mut label = node.id.clone();
        if node.states > 1 {
            let _ = write!(label, " (+{})", node.states - 1);
        }
        for outcome in &node.outcomes {
            let _ = write!(label, "\nhappened: {outcome}");
        }
        if !node.concepts.is_empty() {
            let _ = write!(label, "\n{}", node.concepts.join(" "));
        }
        let _ = writeln!(
            text,
            "  {} [label={}, tooltip={}, component={}, reached={}, moves={}{}{}];",
            quoted(&node.id),
            quoted(&label),
            quoted(&node.text),
            node.component,
            quoted(reached(node.reached)),
            node.moves,
            if node.concepts.is_empty() {
                ""
            } else {
                ", style=bold"
            },
            if node.start { ", peripheries=2" } else { "" },
        );
    }
    for edge in &graph.edges {
        let style = match edge.kind {
            MoveKind::BestReply => "solid",
            MoveKind::Improvement | MoveKind::Joint => "dashed",
            MoveKind::WithoutGain | MoveKind::AtALoss => "dotted",
        };
        let _ = writeln!(
            text,
            "  {} -> {} [label={}, tooltip={}, kind={}, style={style}{}];",
            quoted(&edge.source),
            quoted(&edge.target),
            quoted(&edge.movers.join(", ")),
            quoted(&edge.text),
            quoted(kind(edge.kind)),
            match edge.irreversible {
                Some(true) => ", irreversible=true, color=red",
                Some(false) => ", irreversible=false",
                None => "",
            },
        );
    }
    text.push_str("}\n");
    text
}

/// A string of DOT: quoted, with its own backslashes and quotes as themselves, and
/// nothing in it that does not show.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in visible(text).chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The graph in GraphML.
pub fn graphml(graph: &StepGraph) -> String {
    let head = &graph.graph;
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
    text.push_str("  <graph id=\"moves\" edgedefault=\"directed\">\n");
    data(&mut text, 4, "title", &head.title);
    data(&mut text, 4, "period", head.period.as_deref().unwrap_or(""));
    data(&mut text, 4, "start", &head.start);
    data(&mut text, 4, "by", walk(head.by));
    data(&mut text, 4, "condensed", &head.condensed.to_string());
    for node in &graph.nodes {
        node_element(&mut text, node);
    }
    for edge in &graph.edges {
        edge_element(&mut text, edge);
    }
    text.push_str("  </graph>\n</graphml>\n");
    text
}

fn node_element(text: &mut String, node: &GraphNode) {
    let _ = writeln!(text, "    <node id=\"{}\">", escaped(&node.id));
    data(text, 6, "text", &node.text);
    data(text, 6, "concepts", &node.concepts.join(" "));
    data(text, 6, "reached", reached(node.reached));
    data(text, 6, "moves", &node.moves.to_string());
    data(text, 6, "component", &node.component.to_string());
    data(text, 6, "ends", &node.ends.to_string());
    data(text, 6, "is-start", &node.start.to_string());
    data(text, 6, "outcomes", &node.outcomes.join("; "));
    data(text, 6, "states", &node.states.to_string());
    text.push_str("    </node>\n");
}

fn edge_element(text: &mut String, edge: &GraphEdge) {
    let (source, target) = (escaped(&edge.source), escaped(&edge.target));
    let _ = writeln!(text, "    <edge source=\"{source}\" target=\"{target}\">");
    data(text, 6, "movers", &edge.movers.join(", "));
    data(text, 6, "kind", kind(edge.kind));
    if let Some(irreversible) = edge.irreversible {
        data(text, 6, "irreversible", &irreversible.to_string());
    }
    data(text, 6, "change", &edge.text);
    data(text, 6, "steps", &edge.steps.to_string());
    text.push_str("    </edge>\n");
}

pub(crate) fn data(text: &mut String, indent: usize, key: &str, value: &str) {
    let value = escaped(value);
    let _ = writeln!(text, "{:indent$}<data key=\"{key}\">{value}</data>", "");
}

/// Text for XML 1.0: what it does not allow is among what does not show.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

fn walk(by: WalkKind) -> &'static str {
    match by {
        WalkKind::BestReplies => "best-replies",
        WalkKind::WithoutRegret => "without-regret",
        WalkKind::Improvements => "improvements",
        WalkKind::Moves => "moves",
    }
}

fn kind(kind: MoveKind) -> &'static str {
    match kind {
        MoveKind::BestReply => "best-reply",
        MoveKind::Improvement => "improvement",
        MoveKind::Joint => "joint",
        MoveKind::WithoutGain => "without-gain",
        MoveKind::AtALoss => "at-a-loss",
    }
}

fn reached(kind: ReachKind) -> &'static str {
    match kind {
        ReachKind::Here => "here",
        ReachKind::BestReplies => "best-replies",
        ReachKind::Improvements => "improvements",
        ReachKind::JointMove => "joint-move",
        ReachKind::MovesWithoutGain => "moves-without-gain",
        ReachKind::MovesAtALoss => "moves-at-a-loss",
        ReachKind::Never => "never",
    }
}
