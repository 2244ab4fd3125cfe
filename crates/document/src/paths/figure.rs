//! The improvements from the status quo, drawn: where they lead and where they end.

use std::collections::BTreeSet;

use hikiwake_conflict::{GraphEdge, GraphNode, StepGraph};
use hikiwake_finding::MoveKind;
use maud::{Markup, html};

use crate::layout::{Edge, layout};
use crate::moves::{FONT, LINE, Node, fixed, line_class, mark_sample, sample, stroke, way};
use crate::{Block, Figure, Key, Names, count, states, text_width};

/// Most columns of a line.
const COLUMNS: usize = 34;

pub(super) fn figure(at: usize, graph: &StepGraph, names: &Names) -> Block {
    let id = format!("ways-{at}");
    let boxes: Vec<Node> = graph.nodes.iter().map(boxed).collect();
    let place = |id: &str| graph.nodes.iter().position(|node| node.id == id);
    let edges: Vec<(Edge, &GraphEdge, Mark)> = (graph.edges.iter())
        .filter_map(|edge| {
            let mark = Mark::new(edge, names);
            let ends = Edge {
                from: place(&edge.source)?,
                to: place(&edge.target)?,
                label: mark.size(),
                weight: if edge.kind == MoveKind::BestReply {
                    2.0
                } else {
                    1.0
                },
            };
            Some((ends, edge, mark))
        })
        .collect();
    let sizes: Vec<(f64, f64)> = boxes.iter().map(Node::size).collect();
    let (ends, drawn): (Vec<Edge>, Vec<_>) = edges
        .into_iter()
        .map(|(ends, edge, mark)| (ends, (edge, mark)))
        .unzip();
    let Ok(placed) = layout(&sizes, &ends) else {
        return Block::caution("The steps could not be laid out as a figure.");
    };
    let (width, height) = (placed.width.ceil(), placed.height.ceil());
    let title = "Where steps in their movers’ interest lead";
    let description = described(graph, names);
    let drawn = html! {
        svg.graph viewBox={ "0 0 " (width) " " (height) } width=(width) height=(height)
            role="img" aria-labelledby={ (id) "-t " (id) "-d" } {
            title id={ (id) "-t" } { (title) }
            desc id={ (id) "-d" } { (description) }
            @for ((edge, _), route) in drawn.iter().zip(&placed.edges) {
                g.edge.(colour(edge, names)).(line_class(edge.kind)) {
                    @let (path, head) = way(&route.points);
                    (stroke(edge.kind, &path, &head))
                }
            }
            @for (node, at) in boxes.iter().zip(&placed.nodes) { (node.draw(*at)) }
            @for ((edge, mark), route) in drawn.iter().zip(&placed.edges) {
                (mark.draw(&colour(edge, names), route.label))
            }
        }
    };
    Block::Figure(Figure {
        title: title.to_owned(),
        description,
        caption: caption(graph).into(),
        keys: keys(graph, names),
        wide: drawn.into_string(),
        narrow: None,
        id,
    })
}

/// How to read the drawing.
fn caption(graph: &StepGraph) -> String {
    let mut text = "Where steps in their movers’ interest lead from what is in place".to_owned();
    if graph.graph.condensed {
        text.push_str("; arrangements that lead to one another are one box");
    }
    text.push_str(". A mark in brackets, as in (R), is a step over which nothing leads back.");
    let left = |node: &GraphNode| graph.edges.iter().any(|edge| edge.source == node.id);
    if graph.nodes.iter().any(|node| !node.ends && !left(node)) {
        text.push_str(
            " From a box that no arrow leaves and that is not marked as an end, only whoever moved \
             last would go on.",
        );
    }
    text
}

/// The figure as text.
fn described(graph: &StepGraph, names: &Names) -> String {
    let told = graph.edges.iter().map(|edge| {
        let who = names.list(&edge.movers);
        format!("{} to {} by {who}", edge.source, edge.target)
    });
    format!("{}.", told.collect::<Vec<_>>().join("; "))
}

/// What the marks and lines mean.
fn keys(graph: &StepGraph, names: &Names) -> Vec<Key> {
    let movers: BTreeSet<&str> = (graph.edges.iter())
        .flat_map(|edge| edge.movers.iter().map(String::as_str))
        .collect();
    let kinds: BTreeSet<MoveKind> = graph.edges.iter().map(|edge| edge.kind).collect();
    let movers = names.ids().filter(|actor| movers.contains(actor));
    let movers = movers.map(|actor| Key {
        sample: mark_sample(names, actor).into_string(),
        text: names.name(actor).into(),
    });
    let kinds = kinds.into_iter().map(|kind| Key {
        sample: sample(kind).into_string(),
        text: states::move_kind(kind).into(),
    });
    movers.chain(kinds).collect()
}

fn colour(edge: &GraphEdge, names: &Names) -> String {
    match edge.movers.as_slice() {
        [mover] => names.colour(mover),
        _ => "actor-group".to_owned(),
    }
}

/// A state, or states that lead to one another.
fn boxed(node: &GraphNode) -> Node {
    let mut lines = Vec::new();
    if node.start {
        lines.push("in place".to_owned());
    }
    for outcome in &node.outcomes {
        lines.push(text_width::shortened(
            &format!("happened: {outcome}"),
            COLUMNS,
        ));
    }
    if node.states > 1 {
        let more = count(node.states - 1, "more arrangement", "more arrangements");
        lines.push(format!("and {more}"));
    }
    if node.ends {
        lines.push("ends here".to_owned());
    }
    Node {
        code: text_width::shortened(&node.id, COLUMNS),
        lines,
        tip: node.text.clone(),
        status_quo: node.start,
        happened: !node.outcomes.is_empty(),
        holds: node.concepts.iter().any(|concept| concept == "SEQ"),
    }
}

/// Who moves, on an arrow.
struct Mark(String);

impl Mark {
    fn new(edge: &GraphEdge, names: &Names) -> Self {
        let marks: Vec<&str> = edge.movers.iter().map(|id| names.initials(id)).collect();
        let marks = text_width::shortened(&marks.join(" "), 12);
        Mark(match edge.irreversible {
            Some(true) => format!("({marks})"),
            _ => marks,
        })
    }

    fn size(&self) -> (f64, f64) {
        (text_width::width(&self.0, FONT) + 8.0, LINE + 3.0)
    }

    fn draw(&self, colour: &str, (x, y): (f64, f64)) -> Markup {
        let (width, height) = self.size();
        html! {
            g.label.(colour) transform={ "translate(" (fixed(x - width / 2.0)) " " (fixed(y - height / 2.0)) ")" } {
                rect.mark width=(fixed(width)) height=(fixed(height)) rx="3" {}
                text.mark x=(fixed(width / 2.0)) y=(fixed(height / 2.0 + 4.0)) text-anchor="middle" { (self.0) }
            }
        }
    }
}
