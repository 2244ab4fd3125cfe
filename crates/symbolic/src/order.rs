//! The order of variables: options that share a statement or a rule close
//! together.
//!
//! Candidates are the order given (which keeps the options of each owner
//! together), the order in which preferences name the options, and both of them
//! improved by FORCE (Aloul, Markov & Sakallah 2003): each formula pulls its options
//! towards their centre until the spans grow no shorter.

use hikiwake_graph::{Formula, ModelBuilder, Order};

use crate::encoding::options_of;

/// Most rounds of pulling.
const ROUNDS: usize = 60;

/// The candidate orders of the options, without repeats.
pub(crate) fn candidates(builder: &ModelBuilder) -> Vec<Vec<usize>> {
    let edges: Vec<Vec<usize>> = formulas(builder).map(options_of).collect();
    let given: Vec<usize> = (0..builder.axes().len()).collect();
    let mut named: Vec<usize> = edges.iter().flatten().copied().collect();
    named.extend(&given);
    let mut seen = vec![false; given.len()];
    named.retain(|&axis| !std::mem::replace(&mut seen[axis], true));
    let mut all = vec![given, named];
    for k in 0..2 {
        let pulled = pulled(&all[k], &edges);
        all.push(pulled);
    }
    let mut distinct: Vec<Vec<usize>> = Vec::new();
    for order in all {
        if !distinct.contains(&order) {
            distinct.push(order);
        }
    }
    distinct
}

/// The sum over all formulas of how far apart their options lie.
pub(crate) fn total_span(builder: &ModelBuilder, order: &[usize]) -> usize {
    let edges: Vec<Vec<usize>> = formulas(builder).map(options_of).collect();
    spans(&places(order), &edges)
}

/// Every formula of the description: preferences, then rules.
fn formulas(builder: &ModelBuilder) -> impl Iterator<Item = &Formula> {
    let orders = (0..builder.decision_makers()).filter_map(|i| builder.order_of(i));
    let wishes = orders.flat_map(|order| {
        let (ranks, classes): (&[Vec<Formula>], &[Formula]) = match order {
            Order::Statements(ranks) => (ranks, &[]),
            Order::Ranking(classes) => (&[], classes),
            Order::Values(_) => (&[], &[]),
        };
        ranks.iter().flatten().chain(classes)
    });
    let barred = builder.forbidden().iter().flat_map(|(a, b, _)| [a, b]);
    wishes.chain(builder.required()).chain(barred)
}

fn places(order: &[usize]) -> Vec<usize> {
    let mut places = vec![0; order.len()];
    for (place, &axis) in order.iter().enumerate() {
        places[axis] = place;
    }
    places
}

fn spans(places: &[usize], edges: &[Vec<usize>]) -> usize {
    let span = |edge: &Vec<usize>| {
        let at = edge.iter().map(|&axis| places[axis]);
        at.clone().max().unwrap_or(0) - at.min().unwrap_or(0)
    };
    edges.iter().map(span).sum()
}

fn pulled(start: &[usize], edges: &[Vec<usize>]) -> Vec<usize> {
    let mut best = start.to_vec();
    let mut least = spans(&places(&best), edges);
    let mut order = best.clone();
    for _ in 0..ROUNDS {
        let places = places(&order);
        // Per option, the sum of the centres that pull it, and their number.
        let mut pulls: Vec<(f64, u32)> = vec![(0.0, 0); places.len()];
        for edge in edges.iter().filter(|edge| !edge.is_empty()) {
            let sum: usize = edge.iter().map(|&axis| places[axis]).sum();
            let centre = sum as f64 / edge.len() as f64;
            for &axis in edge {
                pulls[axis].0 += centre;
                pulls[axis].1 += 1;
            }
        }
        let goal = |axis: usize| match pulls[axis] {
            (_, 0) => places[axis] as f64,
            (sum, number) => sum / f64::from(number),
        };
        order.sort_by(|&a, &b| goal(a).total_cmp(&goal(b)));
        let span = spans(&self::places(&order), edges);
        if span >= least {
            break;
        }
        least = span;
        best.clone_from(&order);
    }
    best
}
