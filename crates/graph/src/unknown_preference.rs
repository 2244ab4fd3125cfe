//! Stability where a preference is partly unknown: four extensions of each
//! concept.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::fmt;

use crate::explicit_moves::{Budget, ExplicitMoves, Relation, Sides, at_least};
use crate::sequences::{sequences, steps_of_sequences};
use crate::{Concept, MOST_STEPS, Model, Stability, State, TooMuchWork};

/// How one who does not know whether a state is better behaves (Li, Hipel,
/// Kilgour & Fang 2004). "Perhaps" below means: the preference is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Extension {
    /// a: leaves for what is perhaps better, and is deterred only by what is
    /// certainly not better. The fewest states are stable.
    A,
    /// b: leaves only for what is certainly better, and is deterred only by what
    /// is certainly not better.
    B,
    /// c: leaves for what is perhaps better, and is deterred by what is perhaps
    /// not better.
    C,
    /// d: leaves only for what is certainly better, and is deterred by what is
    /// perhaps not better. The most states are stable.
    D,
}

impl Extension {
    /// All four.
    pub const ALL: [Extension; 4] = [Extension::A, Extension::B, Extension::C, Extension::D];

    fn leaves_for_unknown(self) -> bool {
        matches!(self, Extension::A | Extension::C)
    }

    fn deterred_by_unknown(self) -> bool {
        matches!(self, Extension::C | Extension::D)
    }
}

/// Which moves of the others are credible (SEQ, SSEQ) where their preferences
/// are unknown too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum CredibleMoves {
    /// To what is better for the mover, certainly or perhaps, in each of the
    /// four extensions.
    #[default]
    PerhapsBetter,
    /// Only to what is certainly better for the mover.
    CertainlyBetter,
}

/// Preferences of which each pair of states is told: better, as good, worse, or
/// unknown.
///
/// What is unknown is what several readings of the preferences disagree about:
/// whole models, alike but for the orders. A state is better than another for a
/// decision maker if it is so in each reading, as good if it is so in each, and
/// unknown otherwise.
#[derive(Clone, Debug)]
pub struct PartlyKnown<'m> {
    model: &'m Model,
    readings: Vec<&'m Model>,
    /// Per decision maker, once it was asked about: what it and what the others can move
    /// to. No extension changes it.
    moved: RefCell<Vec<[Moved; 2]>>,
}

/// What can be moved to, and how many steps it took to find that out, as factors.
#[derive(Clone, Debug)]
struct Moved {
    to: Relation,
    steps: [usize; 2],
}

impl Moved {
    fn new(steps: &[Relation], places: usize, budget: &mut Budget) -> Result<Self, TooMuchWork> {
        let movers: Vec<&Relation> = steps.iter().collect();
        Ok(Moved {
            to: sequences(&movers, places, budget)?,
            steps: steps_of_sequences(&movers, places),
        })
    }
}

/// A reading that differs from the model in more than orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAlike {
    /// Its place among the readings, from 0.
    pub reading: usize,
}

impl fmt::Display for NotAlike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "reading {} has other decision makers, options or feasible states than the model: \
             build all readings from the same parts, with other orders only",
            self.reading + 1
        )
    }
}

impl std::error::Error for NotAlike {}

impl<'m> PartlyKnown<'m> {
    /// The preferences on which `model` and `readings` agree.
    ///
    /// # Errors
    /// [`NotAlike`] if a reading has other decision makers, options or states.
    /// Moves are taken from `model`.
    pub fn new(model: &'m Model, readings: &[&'m Model]) -> Result<Self, NotAlike> {
        let alike = |reading: &&&Model| {
            reading.decision_makers() == model.decision_makers()
                && reading.space.axes() == model.space.axes()
                && reading.feasible == model.feasible
        };
        if let Some(reading) = readings.iter().position(|reading| !alike(&reading)) {
            return Err(NotAlike { reading });
        }
        Ok(PartlyKnown {
            model,
            readings: readings.to_vec(),
            moved: RefCell::default(),
        })
    }

    /// How `decision_maker` compares `a` with `b`, [`Ordering::Greater`] meaning
    /// that `a` is better; `None` where it is unknown.
    ///
    /// # Panics
    /// If there is no such decision maker.
    pub fn compare(&self, decision_maker: usize, a: State, b: State) -> Option<Ordering> {
        compare(&self.orders(decision_maker, &[a, b]), 0, 1)
    }

    /// Solves every concept for every decision maker in one extension.
    ///
    /// With R+_i(s) the moves to what is certainly better and RU_i(s) those to
    /// what is perhaps better, a state s is stable for i if every move that i
    /// would make (R+_i(s) in b and d, R+_i(s) and RU_i(s) in a and c) has a
    /// sanction: a state that is certainly not better than s (in a and b), or
    /// not certainly better (in c and d). Nash: i would make no move. GMR: a
    /// sanction in R_{N−i}(s1). SMR: from which each move of i leads to a
    /// sanction too. SEQ, SSEQ: as GMR, SMR, each step of the answer being
    /// `credible` (Li, Hipel, Kilgour & Fang 2004; SSEQ by analogy). Where
    /// nothing is unknown all four are the classical concepts.
    ///
    /// ```
    /// # use hikiwake_graph::*;
    /// // One can act; whether that is better, two readings disagree.
    /// let reading = |order: [u32; 2]| {
    ///     let mut builder = ModelBuilder::new(1);
    ///     builder.option(Axis { owner: 0, levels: 2, change: Change::OneWayUp });
    ///     builder.order(0, Order::Values(order.to_vec()));
    ///     builder.build()
    /// };
    /// let (eager, wary) = (reading([1, 2])?, reading([2, 1])?);
    /// let partly = PartlyKnown::new(&eager, &[&wary])?;
    /// assert_eq!(partly.compare(0, State(0), State(1)), None);
    /// let stays = |extension| {
    ///     let stability = partly.stability(extension, CredibleMoves::default())?;
    ///     Ok::<bool, TooMuchWork>(stability.stable(0, Concept::Nash).has(State(0)))
    /// };
    /// assert!(!stays(Extension::A)? && stays(Extension::B)?);
    /// assert!(!stays(Extension::C)? && stays(Extension::D)?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`TooMuchWork`] above [`MOST_STEPS`]: all moves are listed.
    pub fn stability(
        &self,
        extension: Extension,
        credible: CredibleMoves,
    ) -> Result<Stability, TooMuchWork> {
        let mut budget = Budget::new(MOST_STEPS);
        let listed = ExplicitMoves::new(self.model, &mut budget)?;
        let size = listed.len();
        let everyone: Vec<usize> = (0..self.model.decision_makers()).collect();
        let orders: Vec<Vec<Vec<u32>>> = (everyone.iter())
            .map(|&i| self.orders(i, &listed.states))
            .collect();
        let better = |i: usize, from: usize, to: usize| match compare(&orders[i], to, from) {
            Some(order) => order.is_gt(),
            None => credible == CredibleMoves::PerhapsBetter,
        };
        let mut stable = Vec::new();
        for &i in &everyone {
            let mut others = everyone.clone();
            others.retain(|&j| j != i);
            budget.spend(&[size, size + 4 * orders[i].len(), size.div_ceil(64)])?;
            let known = self.moved.borrow().len() > i;
            match known {
                // It is paid for each time: an answer does not hang on what was asked before.
                true => {
                    for moved in &self.moved.borrow()[i] {
                        budget.spend(&moved.steps)?;
                    }
                }
                false => {
                    let mut by = |movers: &[usize]| {
                        let steps = listed.steps(movers, |_, _, _| true);
                        Moved::new(&steps, size, &mut budget)
                    };
                    let moved = [by(&[i])?, by(&others)?];
                    self.moved.borrow_mut().push(moved);
                }
            }
            let moved = self.moved.borrow();
            let [own, free] = &moved[i];
            let credible = listed.steps(&others, better);
            let credible: Vec<&Relation> = credible.iter().collect();
            let credible = sequences(&credible, size, &mut budget)?;
            let sets: Vec<_> = orders[i].iter().map(|values| at_least(values)).collect();
            let told = KnownRelation {
                orders: &orders[i],
                at_least: &sets,
            };
            let sides = Sides {
                own: &own.to,
                improves: |s| match extension.leaves_for_unknown() {
                    false => told.better(s),
                    true => told.without(told.not_better(s)),
                },
                deters: |s| match extension.deterred_by_unknown() {
                    false => told.not_better(s),
                    true => told.without(told.better(s)),
                },
                free: &free.to,
                credible: &credible,
            };
            stable.push(sides.stable(&listed, Concept::ALL));
        }
        Ok(Stability::new(stable))
    }

    /// The values of `states` in each different order that `decision_maker` may have.
    fn orders(&self, decision_maker: usize, states: &[State]) -> Vec<Vec<u32>> {
        let mut orders: Vec<Vec<u32>> = Vec::new();
        for model in std::iter::once(self.model).chain(self.readings.iter().copied()) {
            let value = |&state: &State| model.value(decision_maker, state);
            let order = states.iter().map(value).collect();
            if !orders.contains(&order) {
                orders.push(order);
            }
        }
        orders
    }
}

/// How places `a` and `b` compare in all of `orders`, if alike.
fn compare(orders: &[Vec<u32>], a: usize, b: usize) -> Option<Ordering> {
    let mut by = orders.iter().map(|order| order[a].cmp(&order[b]));
    let first = by.next()?;
    by.all(|other| other == first).then_some(first)
}

/// What all orders of one decision maker tell alike, as sets of places.
struct KnownRelation<'a> {
    orders: &'a [Vec<u32>],
    at_least: &'a [Relation],
}

impl KnownRelation<'_> {
    /// The places that `holds` of the value of `s` in every order, word by word from
    /// the sets of what is worth that value or more, and what is worth more.
    fn in_all(&self, s: usize, holds: impl Fn(u64, u64) -> u64) -> Vec<u64> {
        let mut set = self.at_least[0].row(0).to_vec();
        for (values, at_least) in self.orders.iter().zip(self.at_least) {
            let value = values[s] as usize;
            let rows = at_least.row(value).iter().zip(at_least.row(value + 1));
            for (word, (&no_worse, &better)) in set.iter_mut().zip(rows) {
                *word &= holds(no_worse, better);
            }
        }
        set
    }

    /// What is certainly better than `s`.
    fn better(&self, s: usize) -> Vec<u64> {
        self.in_all(s, |_, better| better)
    }

    /// What is certainly as good, or certainly worse.
    fn not_better(&self, s: usize) -> Vec<u64> {
        let equal = self.in_all(s, |no_worse, better| no_worse & !better);
        let worse = self.in_all(s, |no_worse, _| !no_worse);
        equal.iter().zip(worse).map(|(a, b)| a | b).collect()
    }

    /// All other places.
    fn without(&self, mut set: Vec<u64>) -> Vec<u64> {
        let all = self.at_least[0].row(0);
        set.iter_mut().zip(all).for_each(|(a, &b)| *a = b & !*a);
        set
    }
}
