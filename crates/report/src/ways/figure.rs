//! The improvements from the status quo, drawn: where they lead and where they end.

use std::collections::BTreeSet;

use hikiwake_conflict::{GraphEdge, GraphNode, StepGraph};
use hikiwake_finding::MoveKind;
use maud::{Markup, html};

use crate::graph::draw::{FONT, LINE, Node, fixed, line_class, stroke, way};
use crate::layout::{Edge, layout};
use crate::names::Names;
use crate::text;
use crate::words;

/// Most columns of a line.
const COLUMNS: usize = 34;

pub(super) fn figure(at: usize, graph: &StepGraph, names: &Names) -> Markup {
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
        return html! { p { "The improvements could not be laid out as a figure." } };
    };
    let left = |node: &GraphNode| graph.edges.iter().any(|edge| edge.source == node.id);
    let paused = graph.nodes.iter().any(|node| !node.ends && !left(node));
    let (width, height) = (placed.width.ceil(), placed.height.ceil());
    html! {
        figure.walked aria-labelledby={ (id) "-h" } {
            (legend(graph, names))
            div.scroll role="group" aria-label="Figure: improvements from the status quo" tabindex="0" {
                svg.graph viewBox={ "0 0 " (width) " " (height) } width=(width) height=(height)
                    role="img" aria-labelledby={ (id) "-t " (id) "-d" } {
                    title id={ (id) "-t" } { "Improvements from the status quo" }
                    desc id={ (id) "-d" } { (described(graph, names)) }
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
            }
            figcaption id={ (id) "-h" } {
                "Where improvements lead from the status quo"
                @if graph.graph.condensed { "; states that lead to one another are one box" }
                ". A mark in brackets, as in (R), is a step over which nothing leads back."
                @if paused {
                    " From a box that no arrow leaves and that is not marked as an end, only \
                     whoever moved last would go on."
                }
            }
        }
    }
}

/// The figure as text.
fn described(graph: &StepGraph, names: &Names) -> String {
    let told = graph.edges.iter().map(|edge| {
        let who = names.list(&edge.movers);
        format!("{} to {} by {who}", edge.source, edge.target)
    });
    format!("{}.", told.collect::<Vec<_>>().join("; "))
}

fn legend(graph: &StepGraph, names: &Names) -> Markup {
    let movers: BTreeSet<&str> = (graph.edges.iter())
        .flat_map(|edge| edge.movers.iter().map(String::as_str))
        .collect();
    let kinds: BTreeSet<MoveKind> = graph.edges.iter().map(|edge| edge.kind).collect();
    html! {
        ul.legend aria-label="Key to the figure" {
            @for actor in names.ids().filter(|actor| movers.contains(actor)) {
                li {
                    span.badge.actor.(names.colour(actor)) { (names.initials(actor)) }
                    " " (names.name(actor))
                }
            }
            @for kind in kinds { li { (crate::graph::draw::sample(kind)) " " (words::move_kind(kind)) } }
        }
    }
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
        lines.push("status quo".to_owned());
    }
    for outcome in &node.outcomes {
        lines.push(text::shortened(&format!("happened: {outcome}"), COLUMNS));
    }
    if node.states > 1 {
        let more = crate::words::count(node.states - 1, "more state", "more states");
        lines.push(format!("and {more}"));
    }
    if node.ends {
        lines.push("ends here".to_owned());
    }
    Node {
        code: text::shortened(&node.id, COLUMNS),
        lines,
        tip: node.text.clone(),
        status_quo: node.start,
        happened: !node.outcomes.is_empty(),
        holds: !node.concepts.is_empty(),
    }
}

/// Who moves, on an arrow.
struct Mark(String);

impl Mark {
    fn new(edge: &GraphEdge, names: &Names) -> Self {
        let marks: Vec<&str> = edge.movers.iter().map(|id| names.initials(id)).collect();
        let marks = text::shortened(&marks.join(" "), 12);
        Mark(match edge.irreversible {
            Some(true) => format!("({marks})"),
            _ => marks,
        })
    }

    fn size(&self) -> (f64, f64) {
        (text::width(&self.0, FONT) + 8.0, LINE + 3.0)
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
