//! Random models, each built twice: for the engine and for the oracle.

#![allow(dead_code)] // each test binary and bench uses its own part

pub mod run;

use hikiwake_graph::{Axis, BuildError, Change, Formula, Model, ModelBuilder, Order};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::oracle::{Bar, Choice, Condition, Conflict, Description, Wants};

/// A model as data.
#[derive(Clone, Debug)]
pub struct Spec {
    pub decision_makers: usize,
    pub axes: Vec<Axis>,
    pub require: Vec<Formula>,
    pub forbid: Vec<(Formula, Formula, Option<usize>)>,
    pub orders: Vec<Order>,
}

impl Spec {
    /// The engine's model.
    pub fn model(&self) -> Result<Model, BuildError> {
        let mut builder = ModelBuilder::new(self.decision_makers);
        for axis in &self.axes {
            builder.option(axis.clone());
        }
        for formula in &self.require {
            builder.require(formula.clone());
        }
        for (from, to, by) in &self.forbid {
            builder.forbid(from.clone(), to.clone(), *by);
        }
        for (i, order) in self.orders.iter().enumerate() {
            builder.order(i, order.clone());
        }
        builder.build()
    }

    /// The oracle's.
    pub fn conflict(&self) -> Conflict {
        Conflict::new(&Description {
            decision_makers: self.decision_makers,
            options: self.axes.iter().map(choice).collect(),
            rules: self.require.iter().map(condition).collect(),
            bars: self
                .forbid
                .iter()
                .map(|(from, to, by)| Bar {
                    from: condition(from),
                    to: condition(to),
                    by: *by,
                })
                .collect(),
            wants: self.orders.iter().map(wants).collect(),
        })
    }

    /// Whether state `levels` is in some class of the ranking of `i` (true of
    /// other orders).
    pub fn ranked(&self, i: usize, levels: &[u8]) -> bool {
        match &self.orders[i] {
            Order::Ranking(classes) => classes.iter().any(|class| met(class, levels)),
            _ => true,
        }
    }
}

fn choice(axis: &Axis) -> Choice<'_> {
    Choice {
        owner: axis.owner,
        levels: axis.levels,
        allows: match &axis.change {
            Change::Reversible => Box::new(|_, _| true),
            Change::OneWayUp => Box::new(|from, to| to > from),
            Change::OneWayDown => Box::new(|from, to| to < from),
            Change::Table(rows) => Box::new(|from, to| rows[usize::from(from)] >> to & 1 == 1),
        },
    }
}

fn condition(formula: &Formula) -> Condition<'_> {
    Box::new(|levels| met(formula, levels))
}

fn wants(order: &Order) -> Wants<'_> {
    match order {
        Order::Statements(ranks) => Wants::Statements(
            ranks
                .iter()
                .map(|rank| rank.iter().map(condition).collect())
                .collect(),
        ),
        Order::Ranking(classes) => Wants::Ranking(classes.iter().map(condition).collect()),
        Order::Values(values) => Wants::Values(values.iter().map(|&v| i64::from(v)).collect()),
    }
}

/// The formula read aloud: not the engine's evaluation.
pub fn met(formula: &Formula, levels: &[u8]) -> bool {
    match formula {
        Formula::Constant(value) => *value,
        Formula::Level { axis, levels: set } => set >> levels[*axis] & 1 == 1,
        Formula::Not(part) => !met(part, levels),
        Formula::And(parts) => parts.iter().all(|part| met(part, levels)),
        Formula::Or(parts) => parts.iter().any(|part| met(part, levels)),
    }
}

/// Models of 1 to 4 decision makers with at most `most` combinations of levels.
pub fn specs(most: usize) -> impl Strategy<Value = Spec> {
    (1..=4usize)
        .prop_flat_map(move |decision_makers| {
            let axes = vec(axis(decision_makers), 1..=9);
            (
                Just(decision_makers),
                axes.prop_map(move |axes| keep_within(axes, most)),
            )
        })
        .prop_flat_map(|(decision_makers, axes)| {
            let require = vec(rule(&axes), 0..=3);
            let mover = proptest::option::of(0..decision_makers);
            let forbid = vec((formula(&axes), formula(&axes), mover), 0..=2);
            let orders = vec(order(&axes), decision_makers);
            (Just(decision_makers), Just(axes), require, forbid, orders)
        })
        .prop_map(|(decision_makers, axes, require, forbid, orders)| Spec {
            decision_makers,
            axes,
            require,
            forbid,
            orders,
        })
}

fn axis(decision_makers: usize) -> impl Strategy<Value = Axis> {
    let levels = prop_oneof![4 => Just(2u8), 2 => Just(3u8), 1 => Just(4u8)];
    levels.prop_flat_map(move |levels| {
        let row = 0..1u64 << levels;
        let change = prop_oneof![
            4 => Just(Change::Reversible),
            1 => Just(Change::OneWayUp),
            1 => Just(Change::OneWayDown),
            2 => vec(row, usize::from(levels)).prop_map(Change::Table),
        ];
        (0..decision_makers, change).prop_map(move |(owner, change)| Axis {
            owner,
            levels,
            change,
        })
    })
}

fn keep_within(mut axes: Vec<Axis>, most: usize) -> Vec<Axis> {
    while axes
        .iter()
        .map(|axis| usize::from(axis.levels))
        .product::<usize>()
        > most
    {
        axes.pop();
    }
    axes
}

/// A literal, a conjunction, a conditional, or anything.
fn formula(axes: &[Axis]) -> BoxedStrategy<Formula> {
    let counts: Vec<u8> = axes.iter().map(|axis| axis.levels).collect();
    let level = (0..counts.len(), any::<u64>()).prop_map(move |(axis, bits)| Formula::Level {
        axis,
        levels: bits & ((1 << counts[axis]) - 1),
    });
    let leaf = prop_oneof![12 => level, 1 => any::<bool>().prop_map(Formula::Constant)].boxed();
    leaf.prop_recursive(3, 10, 3, |part| {
        prop_oneof![
            part.clone().prop_map(|part| Formula::Not(Box::new(part))),
            vec(part.clone(), 0..=3).prop_map(Formula::And),
            vec(part.clone(), 0..=3).prop_map(Formula::Or),
            // `x if y`
            (part.clone(), part).prop_map(|(x, y)| Formula::Or(vec![x, Formula::Not(Box::new(y))])),
        ]
    })
    .boxed()
}

/// Mostly a pattern that is cut out, sometimes any formula.
fn rule(axes: &[Axis]) -> BoxedStrategy<Formula> {
    let pattern =
        vec(literal(axes), 2..=3).prop_map(|parts| Formula::Not(Box::new(Formula::And(parts))));
    prop_oneof![4 => pattern, 1 => formula(axes)].boxed()
}

fn literal(axes: &[Axis]) -> impl Strategy<Value = Formula> + use<> {
    let counts: Vec<u8> = axes.iter().map(|axis| axis.levels).collect();
    (0..counts.len(), any::<u8>()).prop_map(move |(axis, level)| Formula::Level {
        axis,
        levels: 1 << (level % counts[axis]),
    })
}

fn order(axes: &[Axis]) -> BoxedStrategy<Order> {
    let size: usize = axes.iter().map(|axis| usize::from(axis.levels)).product();
    let statements = vec(vec(formula(axes), 1..=3), 0..=5).prop_map(Order::Statements);
    // Mostly closed by a class for the rest, sometimes with a gap.
    let ranking = (vec(formula(axes), 0..=6), 0..20u8).prop_map(|(mut classes, gap)| {
        if gap > 0 {
            classes.push(Formula::Constant(true));
        }
        Order::Ranking(classes)
    });
    let values = prop_oneof![
        vec(0..4u32, size),
        vec(0..1000u32, size),
        vec(
            prop_oneof![Just(0), Just(1), Just(u32::MAX - 1), Just(u32::MAX)],
            size
        ),
    ]
    .prop_map(Order::Values);
    prop_oneof![4 => statements, 2 => ranking, 4 => values].boxed()
}
