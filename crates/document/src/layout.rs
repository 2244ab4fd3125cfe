//! Layered layout of a directed graph, by dugong (a port of dagre).
//!
//! dugong takes graphs with loops, parallel edges and several components; its
//! work is bounded here all the same, and its errors are passed on.

use dugong::graphlib::{Graph, GraphOptions};
use dugong::{EdgeLabel, GraphLabel, LayoutError, NodeLabel, Point, WorkControl, WorkError};

/// Work units that a layout may cost; the largest drawing takes a fraction.
const MOST_WORK: usize = 200_000_000;

/// Where everything stands.
pub struct Layout {
    /// Its width in pixels.
    pub width: f64,
    /// Its height in pixels.
    pub height: f64,
    /// Centre of each node.
    pub nodes: Vec<(f64, f64)>,
    /// Way of each edge, from its start to its end.
    pub edges: Vec<Route>,
}

/// The way of an edge.
pub struct Route {
    /// From its start over its bends to its end.
    pub points: Vec<(f64, f64)>,
    /// Centre of the label.
    pub label: (f64, f64),
}

/// An edge to lay out.
pub struct Edge {
    /// Place of the node where it starts.
    pub from: usize,
    /// Place of the node where it ends.
    pub to: usize,
    /// Width and height of its label.
    pub label: (f64, f64),
    /// How much it matters that the edge is short and straight, above 0.
    pub weight: f64,
}

/// Lays out nodes of the given sizes, the first of them at the top.
///
/// # Errors
/// Where the library fails or the work goes beyond the bound.
pub fn layout(sizes: &[(f64, f64)], edges: &[Edge]) -> Result<Layout, LayoutError> {
    let mut graph = Graph::<NodeLabel, EdgeLabel, GraphLabel>::new(GraphOptions {
        directed: true,
        multigraph: true,
        compound: true,
    });
    graph.set_graph(GraphLabel {
        nodesep: 28.0,
        edgesep: 14.0,
        ranksep: 26.0,
        marginx: 8.0,
        marginy: 8.0,
        ..GraphLabel::default()
    });
    graph.set_default_edge_label(EdgeLabel::default);
    for (at, &(width, height)) in sizes.iter().enumerate() {
        graph.set_node(
            at.to_string(),
            NodeLabel {
                width,
                height,
                ..NodeLabel::default()
            },
        );
    }
    for (at, edge) in edges.iter().enumerate() {
        let (from, to) = ends(edge);
        let label = EdgeLabel {
            width: edge.label.0,
            height: edge.label.1,
            weight: edge.weight,
            ..EdgeLabel::default()
        };
        graph.set_edge_named(
            from.to_string(),
            to.to_string(),
            Some(at.to_string()),
            Some(label),
        );
    }
    for (at, node) in below_the_first(sizes.len(), edges).into_iter().enumerate() {
        let tie = EdgeLabel {
            weight: 0.0,
            ..EdgeLabel::default()
        };
        graph.set_edge_named("0", node.to_string(), Some(format!("tie {at}")), Some(tie));
    }
    dugong::layout_controlled(&mut graph, &mut Budget(MOST_WORK))?;

    let nodes = (0..sizes.len())
        .map(|at| {
            graph.node(&at.to_string()).map_or((0.0, 0.0), |node| {
                (node.x.unwrap_or(0.0), node.y.unwrap_or(0.0))
            })
        })
        .collect();
    let edges = (edges.iter().enumerate())
        .map(|(at, edge)| {
            let (from, to) = ends(edge);
            let label = graph.edge(&from.to_string(), &to.to_string(), Some(&at.to_string()));
            route(label, from != edge.from)
        })
        .collect();
    Ok(Layout {
        width: graph.graph().width,
        height: graph.graph().height,
        nodes,
        edges,
    })
}

/// The ends as they are laid out: nothing leads up to the first node.
fn ends(edge: &Edge) -> (usize, usize) {
    if edge.to == 0 {
        (edge.to, edge.from)
    } else {
        (edge.from, edge.to)
    }
}

/// Nodes to be tied to the first, so that all others come below it.
fn below_the_first(nodes: usize, edges: &[Edge]) -> Vec<usize> {
    let mut reached = vec![false; nodes];
    let mut ties = Vec::new();
    let has_source = |node: usize| edges.iter().any(|edge| ends(edge).1 == node);
    let sources = (0..nodes).filter(|&node| !has_source(node));
    let order: Vec<usize> = std::iter::once(0).chain(sources).chain(0..nodes).collect();
    for start in order.into_iter().filter(|&node| node < nodes) {
        if reached[start] {
            continue;
        }
        if start != 0 {
            ties.push(start);
        }
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut reached[node], true) {
                let next = edges.iter().map(ends).filter(|(from, _)| *from == node);
                open.extend(next.map(|(_, to)| to));
            }
        }
    }
    ties
}

fn route(edge: Option<&EdgeLabel>, reversed: bool) -> Route {
    let at = |point: &Point| (point.x, point.y);
    let mut points: Vec<_> = edge.map_or(Vec::new(), |edge| edge.points.iter().map(at).collect());
    if reversed {
        points.reverse();
    }
    let middle = points.get(points.len() / 2).copied().unwrap_or((0.0, 0.0));
    let label = edge.and_then(|edge| edge.x.zip(edge.y)).unwrap_or(middle);
    Route { points, label }
}

/// A budget of work units.
struct Budget(usize);

impl WorkControl for Budget {
    fn charge(&mut self, units: usize) -> Result<(), WorkError> {
        self.0 = self.0.checked_sub(units).ok_or(WorkError::Interrupted)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small generator of odd graphs, the same in every run (xorshift).
    struct Draw(u64);

    impl Draw {
        fn below(&mut self, n: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            (self.0 >> 11) as usize % n
        }
    }

    /// Loops, parallel edges, opposite edges, several components, no edges at all:
    /// the first node is at the top, boxes do not overlap, every edge has a way.
    #[test]
    fn odd_graphs_are_laid_out() {
        let mut draw = Draw(88_172_645_463_325_252);
        for _ in 0..200 {
            let nodes = 1 + draw.below(12);
            let sizes: Vec<(f64, f64)> = (0..nodes)
                .map(|_| (40.0 + draw.below(120) as f64, 30.0))
                .collect();
            let edges: Vec<Edge> = (0..draw.below(25))
                .map(|_| Edge {
                    from: draw.below(nodes),
                    to: draw.below(nodes),
                    label: (50.0, 20.0),
                    weight: 1.0,
                })
                .collect();
            let placed = layout(&sizes, &edges).expect("the work is far below the bound");
            for (at, (x, y)) in placed.nodes.iter().enumerate() {
                assert!(
                    at == 0 || *y > placed.nodes[0].1,
                    "node {at} is not below the first"
                );
                assert!(*x >= 0.0 && *x <= placed.width && *y >= 0.0 && *y <= placed.height);
                for (other, (x2, y2)) in placed.nodes.iter().enumerate().skip(at + 1) {
                    let apart = (x - x2).abs() >= (sizes[at].0 + sizes[other].0) / 2.0
                        || (y - y2).abs() >= (sizes[at].1 + sizes[other].1) / 2.0;
                    assert!(apart, "nodes {at} and {other} overlap");
                }
            }
            assert!(placed.edges.iter().all(|route| route.points.len() >= 2));
        }
    }

    /// An edge up to the first node still runs from its start to its end.
    #[test]
    fn reversed_edges_keep_their_direction() {
        let sizes = [(60.0, 30.0); 2];
        let up = [Edge {
            from: 1,
            to: 0,
            label: (0.0, 0.0),
            weight: 1.0,
        }];
        let placed = layout(&sizes, &up).expect("two nodes");
        let points = &placed.edges[0].points;
        assert!(points[0].1 > points[points.len() - 1].1);
    }

    #[test]
    fn too_much_work_is_an_error() {
        let mut graph = Graph::<NodeLabel, EdgeLabel, GraphLabel>::new(GraphOptions::default());
        graph.set_graph(GraphLabel::default());
        graph.set_node("0", NodeLabel::default());
        assert!(dugong::layout_controlled(&mut graph, &mut Budget(0)).is_err());
    }
}
