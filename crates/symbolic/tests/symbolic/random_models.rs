//! The symbolic engine against the explicit one on the random models of
//! `hikiwake-graph`: every set, state by state.

use std::fmt;

use crate::random::Spec;
use crate::random::run::on_random_models;
use hikiwake_graph::{BuildError, Concept, Formula, Model, ModelBuilder, Order, State, StepKind};
use hikiwake_symbolic::{Limits, StateSet, Symbolic, SymbolicError};
use proptest::prelude::*;

#[derive(Debug, Default)]
struct Tally {
    models: usize,
    refused: usize,
    verdicts: usize,
    stable: usize,
    reached: usize,
    terms: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally {
            models,
            refused,
            verdicts,
            stable,
            reached,
            terms,
        } = self;
        write!(
            f,
            "{models} models, {refused} rightly refused, {verdicts} verdicts, {stable} of them \
             stable, {reached} states reached, {terms} terms"
        )
    }
}

fn builder(spec: &Spec) -> ModelBuilder {
    let mut builder = ModelBuilder::new(spec.decision_makers);
    for axis in &spec.axes {
        builder.option(axis.clone());
    }
    for formula in &spec.require {
        builder.require(formula.clone());
    }
    for (from, to, by) in &spec.forbid {
        builder.forbid(from.clone(), to.clone(), *by);
    }
    for (i, order) in spec.orders.iter().enumerate() {
        builder.order(i, order.clone());
    }
    builder
}

/// Values as a ranking, one class per value: any order at all.
fn without_values(spec: &Spec) -> Spec {
    let levels = |mut s: usize| -> Vec<u8> {
        let level = |axis: &hikiwake_graph::Axis| {
            let radix = usize::from(axis.levels);
            let level = s % radix;
            s /= radix;
            level as u8
        };
        spec.axes.iter().map(level).collect()
    };
    let state = |s: usize| {
        let at = |(axis, level): (usize, u8)| Formula::Level {
            axis,
            levels: 1 << level,
        };
        Formula::And(levels(s).into_iter().enumerate().map(at).collect())
    };
    let ranking = |values: &Vec<u32>| {
        let mut distinct = values.clone();
        distinct.sort_unstable();
        distinct.dedup();
        let class = |value: &u32| {
            let members = (0..values.len()).filter(|&s| values[s] == *value);
            Formula::Or(members.map(state).collect())
        };
        Order::Ranking(distinct.iter().rev().map(class).collect())
    };
    let mut spec = spec.clone();
    for order in &mut spec.orders {
        if let Order::Values(values) = order {
            *order = ranking(values);
        }
    }
    spec
}

fn every_state(model: &Model) -> impl Iterator<Item = (State, Vec<u8>)> + '_ {
    (0..model.space().size() as u32).map(|s| (State(s), model.space().levels(State(s))))
}

fn same_states(
    symbolic: &Symbolic,
    model: &Model,
    set: &StateSet,
    expected: impl Fn(State) -> bool,
    what: &dyn fmt::Debug,
) -> Result<usize, TestCaseError> {
    let mut number = 0;
    for (state, levels) in every_state(model) {
        let here = expected(state);
        prop_assert_eq!(
            symbolic.has(set, &levels),
            here,
            "{:?} at {:?}",
            what,
            levels
        );
        number += usize::from(here);
    }
    prop_assert_eq!(
        symbolic.count(set),
        number.to_string(),
        "number of {:?}",
        what
    );
    let share = number as f64 / model.feasible().count() as f64;
    prop_assert!((symbolic.share(set) - share).abs() < 1e-9);
    samples(symbolic, model, set, number)?;
    Ok(number)
}

fn samples(
    symbolic: &Symbolic,
    model: &Model,
    set: &StateSet,
    number: usize,
) -> Result<(), TestCaseError> {
    let samples = symbolic.samples(set, 6);
    prop_assert_eq!(samples.is_empty(), number == 0);
    for sample in &samples {
        prop_assert!(symbolic.has(set, sample));
        prop_assert!(model.space().state(sample).is_some());
    }
    let mut distinct = samples.clone();
    distinct.sort();
    distinct.dedup();
    prop_assert_eq!(distinct.len(), samples.len());
    Ok(())
}

/// The formula of a set is met where the set is, and each term by itself within it.
fn formula(
    symbolic: &Symbolic,
    model: &Model,
    set: &StateSet,
    tally: &mut Tally,
) -> Result<(), TestCaseError> {
    let cover = symbolic.cover(set, usize::MAX).unwrap();
    prop_assert!(cover.complete);
    let met = |levels: &[u8], term: &hikiwake_symbolic::Product| {
        levels
            .iter()
            .zip(&term.levels)
            .all(|(l, set)| set >> l & 1 == 1)
    };
    let mut met_by = vec![Vec::new(); cover.terms.len()];
    for (_, levels) in every_state(model).filter(|(s, _)| model.feasible().has(*s)) {
        let here: Vec<usize> = (0..cover.terms.len())
            .filter(|&k| met(&levels, &cover.terms[k]))
            .collect();
        prop_assert_eq!(symbolic.has(set, &levels), !here.is_empty());
        if let [only] = here[..] {
            met_by[only].push(levels);
        }
    }
    // No term is needless.
    prop_assert!(met_by.iter().all(|alone| !alone.is_empty()));
    tally.terms += cover.terms.len();
    let some = symbolic.cover(set, 2).unwrap();
    prop_assert!(some.terms.len() <= 2);
    for (_, levels) in every_state(model).filter(|(s, _)| model.feasible().has(*s)) {
        let here = some.terms.iter().any(|term| met(&levels, term));
        prop_assert!(!here || symbolic.has(set, &levels));
    }
    Ok(())
}

fn everything(spec: &Spec, tally: &mut Tally) -> Result<(), TestCaseError> {
    if let Some(listed) = (spec.orders.iter()).position(|o| matches!(o, Order::Values(_))) {
        let refused = Symbolic::new(&builder(spec), Limits::default());
        let decision_maker = listed;
        prop_assert_eq!(
            refused.unwrap_err(),
            SymbolicError::Values { decision_maker }
        );
    }
    let spec = without_values(spec);
    let symbolic = Symbolic::new(&builder(&spec), Limits::default());
    let model = match spec.model() {
        Ok(model) => model,
        Err(BuildError::NoState) => {
            prop_assert_eq!(
                symbolic.unwrap_err(),
                SymbolicError::Build(BuildError::NoState)
            );
            tally.refused += 1;
            return Ok(());
        }
        Err(BuildError::Unranked {
            decision_maker,
            count,
            ..
        }) => {
            let Err(SymbolicError::Unranked {
                decision_maker: whose,
                states,
                count: left,
            }) = symbolic
            else {
                return Err(TestCaseError::fail("a ranking with a gap was taken"));
            };
            prop_assert_eq!(whose, decision_maker);
            prop_assert_eq!(left, count.to_string());
            prop_assert!(states.iter().all(|levels| !spec.ranked(whose, levels)));
            tally.refused += 1;
            return Ok(());
        }
        Err(other) => return Err(TestCaseError::fail(other.to_string())),
    };
    let symbolic = symbolic.map_err(|error| TestCaseError::fail(error.to_string()))?;
    tally.models += 1;
    let feasible = |s: State| model.feasible().has(s);
    same_states(
        &symbolic,
        &model,
        symbolic.feasible(),
        feasible,
        &"feasible",
    )?;

    let stability = model.stability();
    for concept in Concept::ALL {
        for i in 0..spec.decision_makers {
            let set = symbolic.stable(i, concept).unwrap();
            let expected = stability.stable(i, concept);
            let at = (i, concept);
            tally.stable += same_states(&symbolic, &model, &set, |s| expected.has(s), &at)?;
            tally.verdicts += model.feasible().count();
        }
        let set = symbolic.equilibria(concept).unwrap();
        let expected = stability.equilibria(concept);
        same_states(&symbolic, &model, &set, |s| expected.has(s), &concept)?;
        formula(&symbolic, &model, &set, tally)?;
    }

    let everyone: Vec<usize> = (0..spec.decision_makers).collect();
    for start in model.feasible().iter().take(2) {
        for (kind, improving) in [(StepKind::Move, false), (StepKind::Improvement, true)] {
            let reach = model.reach(start, &everyone, kind);
            let set = symbolic
                .reached(&model.space().levels(start), improving)
                .unwrap();
            let what = (start, improving);
            let has = |s| reach.has(s) || s == start;
            tally.reached += same_states(&symbolic, &model, &set, has, &what)?;
        }
    }
    Ok(())
}

#[test]
fn every_set_of_small_models() {
    let tally = on_random_models("symbolic, small", 60, 48, everything);
    assert!(tally.models > 30 && tally.stable > 1000);
}

#[test]
fn every_set_of_larger_models() {
    on_random_models("symbolic, larger", 3, 384, everything);
}
