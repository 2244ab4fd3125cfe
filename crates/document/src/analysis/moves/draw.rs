//! The figure as SVG.

use std::fmt::Write;

use dugong::LayoutError;
use hikiwake_conflict::Analysis;
use hikiwake_finding::{MoveKind, WalkStep};
use maud::{Markup, html};

use super::select::Selection;
use crate::layout::{Edge, Route, layout};
use crate::{Names, states, text_width};

/// Font size in nodes and labels, in pixels.
pub const FONT: f64 = 12.0;
/// Line height in nodes and labels, in pixels.
pub const LINE: f64 = 15.0;
/// Most columns of a line, most changes named in a label.
const COLUMNS: usize = 34;
const CHANGES: usize = 3;
/// Width from which a figure is broad, in pixels, and the least scale at which a
/// broader one is shown to spare the reader some scrolling.
const BROAD: f64 = 800.0;
const PAGE: f64 = 1160.0;
const LEAST_SCALE: f64 = 0.85;
/// Length of an arrow head; how far from a bend its rounding begins.
const HEAD: f64 = 9.0;
const CORNER: f64 = 12.0;

/// What is drawn, and what is said of it.
pub(super) struct Drawing<'a> {
    pub found: &'a Analysis,
    pub names: &'a Names<'a>,
    pub selection: &'a Selection<'a>,
    pub id: String,
    pub title: String,
    pub description: String,
}

/// The figure; of class `broad` where it is broader than high, for paper.
///
/// # Errors
/// Where the layout fails.
pub(super) fn svg(drawing: &Drawing) -> Result<Markup, LayoutError> {
    let selection = drawing.selection;
    let nodes: Vec<Node> = (selection.nodes.iter())
        .map(|code| Node::new(drawing, code))
        .collect();
    let labels: Vec<Label> = (selection.steps.iter())
        .map(|step| Label::new(drawing, step))
        .collect();
    let edges: Vec<Edge> = (selection.steps.iter().zip(&labels))
        .filter_map(|(step, label)| {
            let at = |code: &str| selection.nodes.iter().position(|node| *node == code);
            Some(Edge {
                from: at(&step.from)?,
                to: at(&step.to)?,
                label: label.size(),
                weight: if step.kind == MoveKind::BestReply {
                    2.0
                } else {
                    1.0
                },
            })
        })
        .collect();
    let sizes: Vec<(f64, f64)> = nodes.iter().map(Node::size).collect();
    let placed = layout(&sizes, &edges)?;
    let (width, height) = (placed.width.ceil(), placed.height.ceil());
    let shown = (PAGE / width).clamp(LEAST_SCALE, 1.0);
    let id = &drawing.id;
    Ok(html! {
        svg.graph.broad[width > height.max(BROAD)] viewBox={ "0 0 " (width) " " (height) }
            width=((width * shown).ceil()) height=((height * shown).ceil())
            role="img" aria-labelledby={ (id) "-t " (id) "-d" } {
            title id={ (id) "-t" } { (drawing.title) }
            desc id={ (id) "-d" } { (drawing.description) }
            @for (step, route) in selection.steps.iter().zip(&placed.edges) {
                (line(drawing, step, route))
            }
            @for (node, at) in nodes.iter().zip(&placed.nodes) { (node.draw(*at)) }
            @for (label, route) in labels.iter().zip(&placed.edges) { (label.draw(route.label)) }
        }
    })
}

/// A box: the code, then what the state is.
pub struct Node {
    /// Code of the state.
    pub code: String,
    /// What the state is, line by line.
    pub lines: Vec<String>,
    /// The state in words, for whoever points at the box.
    pub tip: String,
    /// It is the status quo: a double frame.
    pub status_quo: bool,
    /// It happened: a broad frame.
    pub happened: bool,
    /// It lasts (SEQ): a tint.
    pub holds: bool,
}

impl Node {
    fn new(drawing: &Drawing, code: &str) -> Self {
        let row = drawing.found.rows.iter().find(|row| row.code == code);
        let concepts = drawing.selection.concepts.get(code);
        let concepts = concepts.copied().unwrap_or_default();
        let mut lines = Vec::new();
        if row.is_some_and(|row| row.status_quo) {
            lines.push("in place".to_string());
        }
        for outcome in row.map_or(&[][..], |row| &row.outcomes) {
            lines.push(text_width::shortened(
                &format!("happened: {outcome}"),
                COLUMNS,
            ));
        }
        let lasts = |under: &str| concepts.iter().any(|concept| concept == under);
        match (lasts("Nash"), lasts("SEQ")) {
            _ if concepts.is_empty() => {}
            (true, _) => lines.push("✓ would last".to_string()),
            (_, true) => lines.push("✓ would last by fear".to_string()),
            _ => lines.push("by costly threats only".to_string()),
        }
        Node {
            code: text_width::shortened(code, COLUMNS),
            tip: row.map_or(String::new(), |row| row.text.clone()),
            status_quo: row.is_some_and(|row| row.status_quo),
            happened: row.is_some_and(|row| !row.outcomes.is_empty()),
            holds: lasts("SEQ"),
            lines,
        }
    }

    /// Width and height of the box.
    pub fn size(&self) -> (f64, f64) {
        let code = text_width::width(&self.code, FONT + 2.0);
        let lines = self.lines.iter().map(|line| text_width::width(line, FONT));
        let width = lines.fold(code, f64::max) + 22.0;
        (width.max(64.0), (self.lines.len() + 1) as f64 * LINE + 13.0)
    }

    /// The box with its middle there.
    pub fn draw(&self, (x, y): (f64, f64)) -> Markup {
        let (width, height) = self.size();
        let (left, top) = (x - width / 2.0, y - height / 2.0);
        html! {
            g.node.holds[self.holds].happened[self.happened].quo[self.status_quo]
                transform={ "translate(" (fixed(left)) " " (fixed(top)) ")" } {
                @if !self.tip.is_empty() { title { (self.code) ": " (self.tip) } }
                rect width=(fixed(width)) height=(fixed(height)) rx="5" {}
                @if self.status_quo {
                    rect.inner x="3" y="3" width=(fixed(width - 6.0)) height=(fixed(height - 6.0)) rx="3" {}
                }
                text.code x=(fixed(width / 2.0)) y="19" text-anchor="middle" { (self.code) }
                @for (at, line) in self.lines.iter().enumerate() {
                    text x=(fixed(width / 2.0)) y=(fixed(19.0 + LINE * (at + 1) as f64)) text-anchor="middle" { (line) }
                }
            }
        }
    }
}

/// A label on an arrow: the mark of who moves, and what changes.
struct Label {
    mark: String,
    lines: Vec<String>,
    colour: String,
}

impl Label {
    fn new(drawing: &Drawing, step: &WalkStep) -> Self {
        let options = &drawing.found.options;
        let change = |change: &hikiwake_finding::OptionChange| {
            let option = options.get(change.option)?;
            let sign = if change.to > change.from { '+' } else { '−' };
            let text = match states::level(option, change.to) {
                Some(level) if !states::is_yes_no(option) => format!("{} = {level}", option.id),
                _ => format!("{sign}{}", option.id),
            };
            Some(text_width::shortened(&text, COLUMNS))
        };
        let mut lines: Vec<String> = step.changes.iter().filter_map(change).collect();
        if lines.len() > CHANGES {
            let more = lines.len() - (CHANGES - 1);
            lines.truncate(CHANGES - 1);
            lines.push(format!("and {more} more"));
        }
        let marks: Vec<&str> = step
            .movers
            .iter()
            .map(|id| drawing.names.initials(id))
            .collect();
        Label {
            mark: text_width::shortened(&marks.join("+"), 12),
            lines,
            colour: colour(drawing, step),
        }
    }

    fn mark_width(&self) -> f64 {
        text_width::width(&self.mark, FONT) + 8.0
    }

    fn size(&self) -> (f64, f64) {
        let lines = self
            .lines
            .iter()
            .map(|line| text_width::width(line, FONT - 1.0));
        let width = self.mark_width() + lines.fold(0.0, f64::max) + 9.0;
        (width, self.lines.len().max(1) as f64 * (LINE - 2.0) + 5.0)
    }

    fn draw(&self, (x, y): (f64, f64)) -> Markup {
        let (width, height) = self.size();
        let (left, top) = (x - width / 2.0, y - height / 2.0);
        let mark = self.mark_width();
        html! {
            g.label.(self.colour) transform={ "translate(" (fixed(left)) " " (fixed(top)) ")" } {
                rect.paper width=(fixed(width)) height=(fixed(height)) rx="3" {}
                rect.mark width=(fixed(mark)) height=(fixed(height)) rx="3" {}
                text.mark x=(fixed(mark / 2.0)) y=(fixed(height / 2.0 + 4.0)) text-anchor="middle" { (self.mark) }
                @for (at, line) in self.lines.iter().enumerate() {
                    text x=(fixed(mark + 5.0)) y=(fixed(12.5 + (LINE - 2.0) * at as f64)) { (line) }
                }
            }
        }
    }
}

/// Colour of the mover, or that of groups.
fn colour(drawing: &Drawing, step: &WalkStep) -> String {
    match step.movers.as_slice() {
        [mover] => drawing.names.colour(mover),
        _ => "actor-group".to_string(),
    }
}

/// Class of the line of a kind of move.
pub fn line_class(kind: MoveKind) -> &'static str {
    match kind {
        MoveKind::BestReply => "best",
        MoveKind::Improvement => "improvement",
        MoveKind::Joint => "joint",
        MoveKind::WithoutGain | MoveKind::AtALoss => "loss",
    }
}

/// An arrow, without its label.
fn line(drawing: &Drawing, step: &WalkStep, route: &Route) -> Markup {
    let (path, head) = way(&route.points);
    html! {
        g.edge.(colour(drawing, step)).(line_class(step.kind)) {
            (stroke(step.kind, &path, &head))
        }
    }
}

/// The line of a kind: a joint move has a double line and an open head.
pub fn stroke(kind: MoveKind, path: &str, head: &str) -> Markup {
    html! {
        path d=(path) {}
        @if kind == MoveKind::Joint { path.inner d=(path) {} }
        polygon points=(head) {}
    }
}

/// A short line of a kind, for the key.
pub fn sample(kind: MoveKind) -> Markup {
    let (path, head) = way(&[(1.0, 7.0), (44.0, 7.0)]);
    html! {
        svg.sample width="46" height="14" viewBox="0 0 46 14" aria-hidden="true" {
            g.edge.actor-group.(line_class(kind)) { (stroke(kind, &path, &head)) }
        }
    }
}

/// The mark of an actor, for the key.
pub(crate) fn mark_sample(names: &Names, actor: &str) -> Markup {
    let label = Label {
        mark: names.initials(actor).to_owned(),
        lines: Vec::new(),
        colour: names.colour(actor),
    };
    let width = label.mark_width().ceil();
    html! {
        svg.sample width=(width) height="18" viewBox={ "0 0 " (width) " 18" } aria-hidden="true" {
            g.label.(label.colour) {
                rect.mark width=(width) height="18" rx="3" {}
                text.mark x=(fixed(width / 2.0)) y="13" text-anchor="middle" { (label.mark) }
            }
        }
    }
}

/// The way through the points with rounded corners, and the arrow head at its end.
pub fn way(points: &[(f64, f64)]) -> (String, String) {
    let [start, between @ .., end] = points else {
        return (String::new(), String::new());
    };
    let before = between.last().unwrap_or(start);
    let neck = towards(*end, *before, HEAD);
    let mut path = format!("M{}", pair(*start));
    for corner in points.windows(3) {
        let into = towards(corner[1], corner[0], CORNER);
        let out = towards(corner[1], corner[2], CORNER);
        let _ = write!(path, "L{}Q{} {}", pair(into), pair(corner[1]), pair(out));
    }
    let _ = write!(path, "L{}", pair(neck));
    let (dx, dy) = (end.0 - neck.0, end.1 - neck.1);
    let side = |sign: f64| (neck.0 - sign * dy / 2.0, neck.1 + sign * dx / 2.0);
    let corners = [*end, side(1.0), side(-1.0)].map(pair);
    (path, corners.join(" "))
}

/// The point at `distance` from `from` on the way to `to`, at most half way.
fn towards(from: (f64, f64), to: (f64, f64), distance: f64) -> (f64, f64) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let share = (distance / dx.hypot(dy).max(1e-9)).min(0.5);
    (from.0 + dx * share, from.1 + dy * share)
}

fn pair((x, y): (f64, f64)) -> String {
    format!("{},{}", fixed(x), fixed(y))
}

/// One decimal, so that the drawing has the same bytes everywhere.
pub fn fixed(x: f64) -> String {
    format!("{x:.1}")
}
