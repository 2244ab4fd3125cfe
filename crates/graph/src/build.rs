//! From options, rules and orders to a [`Model`], or a reason why not.

use crate::computation::Computation;
use crate::forbidden_transitions::Forbidden;
use crate::moves::Mover;
use crate::reduce::is_transitive;
use crate::stability::bytes_to_solve;
use crate::{Axis, BuildError, Change, Formula, Model, Order, Run, Space, Stopped};

/// What a model may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Most memory, in bytes, that building and solving may hold at once.
    /// Default: 4 GiB.
    pub bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { bytes: 4 << 30 }
    }
}

/// Most levels of an axis: sets of them are the bits of one number.
pub const MOST_LEVELS: usize = 64;
/// Most combinations of levels: room is left in 32 bits for what scores are made of.
pub const MOST_COMBINATIONS: u128 = 1 << 30;

/// Most decision makers a model can have.
const MOST_DECISION_MAKERS: usize = 16;

/// Collects the parts of a model.
#[derive(Clone, Debug, Default)]
pub struct ModelBuilder {
    decision_makers: usize,
    axes: Vec<Axis>,
    required: Vec<Formula>,
    forbidden: Vec<(Formula, Formula, Option<usize>)>,
    /// In the order given; a later one replaces an earlier one.
    orders: Vec<(usize, Order)>,
    limits: Limits,
    no_walks: bool,
    states_only: bool,
}

impl ModelBuilder {
    /// A model of `decision_makers` (1 to 16) decision makers, without options,
    /// all indifferent.
    pub fn new(decision_makers: usize) -> Self {
        ModelBuilder {
            decision_makers,
            ..Default::default()
        }
    }

    /// Adds an option and returns its axis index.
    pub fn option(&mut self, axis: Axis) -> usize {
        self.axes.push(axis);
        self.axes.len() - 1
    }

    /// Every feasible state meets `formula`.
    pub fn require(&mut self, formula: Formula) -> &mut Self {
        self.required.push(formula);
        self
    }

    /// No decision maker (or not `by`, if given) may move from a state that
    /// meets `from` to a state that meets `to` in one move.
    pub fn forbid(&mut self, from: Formula, to: Formula, by: Option<usize>) -> &mut Self {
        self.forbidden.push((from, to, by));
        self
    }

    /// Sets how `decision_maker` orders the states (indifferent until set).
    pub fn order(&mut self, decision_maker: usize, order: Order) -> &mut Self {
        self.orders.push((decision_maker, order));
        self
    }

    /// Sets the memory limit.
    pub fn limits(&mut self, limits: Limits) -> &mut Self {
        self.limits = limits;
        self
    }

    /// Keeps no room within the limit for walks ([`Model::reach`] and what asks it),
    /// which take more than all the rest: for who only asks what is stable.
    pub fn without_walks(&mut self) -> &mut Self {
        self.no_walks = true;
        self
    }

    /// Builds the space and the feasible states and nothing else, which takes a bit per
    /// combination: for who asks neither for moves nor for what is stable. The model has
    /// no decision makers then.
    pub fn states_only(&mut self) -> &mut Self {
        self.states_only = true;
        self
    }

    /// Number of decision makers.
    pub fn decision_makers(&self) -> usize {
        self.decision_makers
    }

    /// The options so far, by axis index.
    pub fn axes(&self) -> &[Axis] {
        &self.axes
    }

    /// What every feasible state meets.
    pub fn required(&self) -> &[Formula] {
        &self.required
    }

    /// The forbidden transitions: from, to, and by whom (`None`: by anybody).
    pub fn forbidden(&self) -> &[(Formula, Formula, Option<usize>)] {
        &self.forbidden
    }

    /// How `decision_maker` orders the states; `None` if indifferent.
    pub fn order_of(&self, decision_maker: usize) -> Option<&Order> {
        let mut given = self.orders.iter().rev();
        let (_, order) = given.find(|(dm, _)| *dm == decision_maker)?;
        Some(order)
    }

    /// Builds the model on all threads, unwatched: see [`ModelBuilder::build_with`].
    ///
    /// # Errors
    /// See [`BuildError`].
    pub fn build(&self) -> Result<Model, BuildError> {
        self.build_with(&Run::default())
    }

    /// Builds the model. It is the same on any number of threads; a small one is
    /// built on one.
    ///
    /// # Errors
    /// See [`BuildError`]. Size is checked before anything is allocated.
    pub fn build_with(&self, run: &Run) -> Result<Model, BuildError> {
        self.check_parts()?;
        let depth = self.check_formulas()?;
        let needed = self.needed(depth);
        let combinations = self.combinations();
        // Paths number states by last mover; the last number stands for "none".
        let nodes = combinations.saturating_mul(self.decision_makers as u128);
        if combinations > MOST_COMBINATIONS
            || nodes >= u32::MAX.into()
            || needed > self.limits.bytes.into()
        {
            return Err(BuildError::TooLarge {
                combinations,
                needed,
                limit: self.limits.bytes,
            });
        }

        let space = Space::new(self.axes.clone());
        let size = space.size() as u64;
        if self.states_only {
            let course = &Computation::new(run, size);
            let feasible = Formula::And(self.required.clone()).extension_on(&space, course)?;
            return match feasible.is_empty() {
                true => Err(BuildError::NoState),
                false => Ok(Model {
                    space,
                    feasible,
                    movers: Vec::new(),
                    values: Vec::new(),
                    bytes: needed as u64,
                }),
            };
        }
        let indifferent = Order::Statements(Vec::new());
        let orders: Vec<&Order> = (0..self.decision_makers)
            .map(|i| self.order_of(i).unwrap_or(&indifferent))
            .collect();
        let sets = 1 + 2 * self.forbidden.len();
        let works = orders.iter().map(|order| order.work());
        let course = &Computation::new(run, size * (sets as u64 + works.sum::<u64>()));

        let feasible = Formula::And(self.required.clone()).extension_on(&space, course)?;
        if feasible.is_empty() {
            return Err(BuildError::NoState);
        }
        let forbidden = self.forbidden.iter().map(|(from, to, by)| {
            Ok(Forbidden {
                from: from.extension_on(&space, course)?,
                to: to.extension_on(&space, course)?,
                by: *by,
            })
        });
        let forbidden = forbidden.collect::<Result<Vec<_>, Stopped>>()?;
        let movers = (0..self.decision_makers)
            .map(|i| Mover::new(i, &space, &feasible, &forbidden))
            .collect();
        let values = orders.iter().enumerate();
        let values = values.map(|(i, order)| order.values(&space, &feasible, i, course));
        Ok(Model {
            values: values.collect::<Result<_, _>>()?,
            space,
            feasible,
            movers,
            bytes: needed as u64,
        })
    }

    /// The estimate, in bytes, of what building and solving hold at once: what is
    /// compared with [`Limits`], and afterwards [`Model::bytes`].
    ///
    /// # Errors
    /// See [`BuildError`]; how large it may be is not asked.
    pub fn bytes(&self) -> Result<u128, BuildError> {
        self.check_parts()?;
        Ok(self.needed(self.check_formulas()?))
    }

    fn combinations(&self) -> u128 {
        self.axes
            .iter()
            .fold(1, |n: u128, a| n.saturating_mul(a.levels.into()))
    }

    /// An upper estimate of the bytes held at once, array by array.
    fn needed(&self, depth: usize) -> u128 {
        if self.states_only {
            // The set itself, and a set in passing for each level of the formulas.
            let bits = self.combinations().saturating_mul(depth as u128 + 2);
            return bits.div_ceil(8);
        }
        let dms = self.decision_makers as u128;
        let stops: u128 = (0..self.decision_makers)
            .map(|i| 16 * self.rules_on(i).div_ceil(64))
            .sum();
        // In bits per combination. Kept: values, the feasible set, rules.
        let kept = 8 * (4 * dms + stops) + 1;
        // Building: marks of the scores that occur (1.5 bits each), which are many to a
        // combination only in small models; formulas and rules as sets; what is looked
        // at to see which rules stop anybody.
        let small = self.combinations() < 1 << 18;
        let rules = 2 * self.forbidden.len() as u128;
        let stopping = if rules > 0 { 8 * 12 } else { 0 };
        let building = if small { 96 } else { 32 } + depth as u128 + 2 + rules + stopping;
        // Reaching: states by last mover, in a list that doubles as it grows.
        let reaching = if self.no_walks {
            0
        } else {
            (8 * 24 + 2) * dms + 8 * 16
        };
        let bytes = |bits: u128| self.combinations().saturating_mul(bits).div_ceil(8);
        let solving = self.needed_to_solve();
        let arrays = bytes(kept).saturating_add(bytes(building.max(reaching)).max(solving));
        (0..self.decision_makers).fold(arrays, |sum, i| sum.saturating_add(self.needed_by_rows(i)))
    }

    fn needed_to_solve(&self) -> u128 {
        let axes = self.axes.iter();
        let axes: Vec<_> = axes.map(|a| (a.owner, a.levels.into())).collect();
        let is_transitive = |a: &Axis| is_transitive(&a.change.targets(a.levels));
        let independent = self.forbidden.is_empty() && self.axes.iter().all(is_transitive);
        bytes_to_solve(&axes, self.decision_makers, independent)
    }

    fn rules_on(&self, i: usize) -> u128 {
        let on = |by: &Option<usize>| by.is_none_or(|by| by == i);
        self.forbidden.iter().filter(|(_, _, by)| on(by)).count() as u128
    }

    /// What is held per position in the rows of one decision maker.
    fn needed_by_rows(&self, i: usize) -> u128 {
        let (mut positions, mut kinds, mut pairs) = (1u128, 1u128, 1u128);
        for axis in self.axes.iter().filter(|axis| axis.owner == i) {
            let levels = u128::from(axis.levels);
            positions = positions.saturating_mul(levels);
            if axis.change != Change::Reversible {
                let targets = axis.change.targets(axis.levels);
                let changes: u32 = targets.iter().map(|t| t.count_ones()).sum();
                kinds = kinds.saturating_mul(levels);
                pairs = pairs.saturating_mul(levels + u128::from(changes));
            }
        }
        let rule_sets = 1u128.checked_shl(self.rules_on(i).min(127) as u32);
        let piles = rule_sets.map_or(positions, |sets| sets.min(positions));
        positions
            .saturating_mul(64)
            .saturating_add(kinds.saturating_mul(64 + 8 * piles))
            .saturating_add(pairs.saturating_mul(8))
    }

    fn check_parts(&self) -> Result<(), BuildError> {
        let count = self.decision_makers;
        if !(1..=MOST_DECISION_MAKERS).contains(&count) {
            return Err(BuildError::DecisionMakers { count });
        }
        for (axis, a) in self.axes.iter().enumerate() {
            let bad = |reason| Err(BuildError::BadAxis { axis, reason });
            if !(2..=MOST_LEVELS).contains(&a.levels.into()) {
                return bad("it needs 2 to 64 levels");
            }
            if a.owner >= count {
                return bad("no decision maker has its owner's number");
            }
            if let Change::Table(table) = &a.change {
                if table.len() != usize::from(a.levels) {
                    return bad("its table of changes needs one entry per level");
                }
                let all = u64::MAX >> (64 - a.levels);
                if table.iter().any(|targets| targets & !all != 0) {
                    return bad("its table of changes names a level that does not exist");
                }
            }
        }
        let named = self.orders.iter().map(|(dm, _)| *dm);
        let barred = self.forbidden.iter().filter_map(|(_, _, by)| *by);
        match named.chain(barred).find(|&dm| dm >= count) {
            Some(decision_maker) => Err(BuildError::UnknownDecisionMaker { decision_maker }),
            None => Ok(()),
        }
    }

    /// The deepest nesting among all formulas.
    fn check_formulas(&self) -> Result<usize, BuildError> {
        let forbidden = self.forbidden.iter().flat_map(|(a, b, _)| [a, b]);
        let orders = self.orders.iter().flat_map(|(_, order)| order.formulas());
        self.required
            .iter()
            .chain(forbidden)
            .chain(orders)
            .try_fold(0, |deepest: usize, formula| {
                Ok(deepest.max(formula.check(&self.axes)?))
            })
            .map_err(|reason| BuildError::BadFormula { reason })
    }
}
