//! The states of one period, to ask what of the dossier makes a difference there.

use std::cell::{Cell, OnceCell};
use std::collections::HashSet;

use hikiwake_graph::{Bits, BuildError, Formula, Limits, Model, Run};
use indexmap::IndexMap;

use crate::compile::{Parts, controllers, level_names, parts};
use crate::file::{File, Statement};
use crate::formula::{Expr, ExprKind};
use crate::{CompileError, CompiledRule, Effect, Scenario};

/// The states of one period.
pub(super) struct Seen {
    pub parts: Parts,
    /// All combinations of levels, without rules and orders.
    free: Model,
    /// The states that the rules leave.
    pub feasible: Bits,
    /// What each rule that asks something of states lets through, by its id.
    required: IndexMap<String, Bits>,
    /// The states that one rule alone takes away.
    alone: Bits,
    /// The model with the rules that ask something of states, and how many moves in it
    /// may still be looked at.
    moved: OnceCell<Option<Model>>,
    moves_left: Cell<usize>,
}

/// Why a statement makes no difference.
pub(super) enum Idle {
    /// Its condition, at these bytes of the formula, is never met.
    Vacuous(std::ops::Range<usize>),
    /// It is met in every state.
    Always,
    /// It is met in no state.
    Never,
    /// It is met wherever this statement above is.
    Same(String),
    /// It is met wherever this statement above is not.
    Contrary(String),
}

/// A statement that stands above another: its id and where it is met.
pub(super) type Above = Vec<(String, Bits)>;

/// Most work that looking for what makes no difference may be, in states times
/// formulas, over all periods together.
const MOST_WORK: u128 = 1 << 30;
const MOST_STATES: u128 = 1 << 20;
const MOST_MOVES: usize = 1 << 24;

/// Looks at `period`, under a reading if one is given, taking what it costs from `budget`.
///
/// # Errors
/// What stands in the way; a number of states, if there are too many.
pub(super) fn look(
    file: &File,
    period: Option<&str>,
    reading: Option<&str>,
    budget: &mut u128,
) -> Result<Seen, Result<u128, CompileError>> {
    let scenario = Scenario {
        period: period.map(str::to_string),
        reading: reading.map(str::to_string),
        stated_only: false,
        ..Scenario::default()
    };
    // Looking at a period costs something even where it has few states.
    let things = file.options.len() + file.definitions.len() + file.preferences.len();
    let things = things + file.rules.len() + file.periods.len() + file.actors.len();
    let Some(left) = budget.checked_sub(256 * things as u128) else {
        return Err(Ok(all_states(file)));
    };
    *budget = left;
    let parts = parts(file, &scenario).map_err(Err)?;
    let states = parts.options.iter().fold(1u128, |product, option| {
        product.saturating_mul(option.levels.len() as u128)
    });
    let work = states.saturating_mul(1 + formulas(file) as u128);
    if states > MOST_STATES || work > *budget {
        return Err(Ok(states));
    }
    *budget -= work;
    let build = |error: BuildError| Err(CompileError::Build(error));
    let free = parts
        .model(Limits::default(), |_| false, false, &Run::default())
        .map_err(build)?;
    let space = free.space();
    let mut feasible = Bits::all(space.size());
    let mut required = IndexMap::new();
    let mut alone = Bits::none(space.size());
    let mut by_several = Bits::none(space.size());
    for rule in &parts.rules {
        if let Effect::Requires(formula) = &rule.effect {
            let met = formula.extension(space);
            feasible.intersect(&met);
            let mut taken = Bits::all(space.size());
            taken.subtract(&met);
            let mut again = taken.clone();
            again.intersect(&alone);
            by_several.unite(&again);
            alone.unite(&taken);
            required.insert(rule.id.clone(), met);
        }
    }
    alone.subtract(&by_several);
    Ok(Seen {
        parts,
        free,
        feasible,
        required,
        alone,
        moved: OnceCell::new(),
        moves_left: Cell::new(MOST_MOVES),
    })
}

/// How many combinations of levels there are with all options on the table.
fn all_states(file: &File) -> u128 {
    file.options.values().fold(1, |product: u128, option| {
        let consents = u32::try_from(controllers(option).len()).unwrap_or(u32::MAX);
        let levels = level_names(option).len() as u128;
        product.saturating_mul(levels.saturating_pow(consents))
    })
}

pub(super) fn budget() -> u128 {
    MOST_WORK
}

/// About how many formulas there are.
fn formulas(file: &File) -> usize {
    let lists = file.preferences.iter();
    let wishes: usize = lists
        .map(|p| p.statements.len() + p.ranking.iter().flatten().map(Vec::len).sum::<usize>())
        .sum();
    let changes = file.readings.values().flat_map(|r| &r.changes);
    let changed: usize = changes
        .map(|c| 1 + c.set.as_deref().map_or(0, <[_]>::len))
        .sum();
    wishes + changed + 2 * file.rules.len()
}

impl Seen {
    /// Where among the feasible states a formula is met. `None` where it does not read.
    pub fn met(&self, text: &str) -> Option<Bits> {
        Some(self.met_by(&self.parts.names.formula(text).ok()?))
    }

    fn met_by(&self, formula: &Formula) -> Bits {
        let mut met = formula.extension(self.free.space());
        met.intersect(&self.feasible);
        met
    }

    /// Why `statement` makes no difference here, if it makes none; it is added to
    /// `above`.
    pub fn idle(&self, statement: &Statement, above: &mut Above) -> Option<Idle> {
        let met = self.met(&statement.wants)?;
        if let Ok(Expr {
            kind: ExprKind::If { condition, .. },
            ..
        }) = Expr::parse(&statement.wants)
            && self
                .met_by(&self.parts.names.lower(&condition, &mut Vec::new()))
                .is_empty()
        {
            return Some(Idle::Vacuous(condition.span.clone()));
        }
        if met == self.feasible {
            return Some(Idle::Always);
        }
        if met.is_empty() {
            return Some(Idle::Never);
        }
        let mut not_met = self.feasible.clone();
        not_met.subtract(&met);
        let like = above.iter().find_map(|(id, other)| {
            if *other == met {
                return Some(Idle::Same(id.clone()));
            }
            (*other == not_met).then(|| Idle::Contrary(id.clone()))
        });
        above.push((statement.id.clone(), met));
        like
    }

    /// The states that the rules of a picture of this period leave.
    pub fn left_by(&self, picture: &Parts) -> Bits {
        let mut left = Bits::all(self.free.space().size());
        for rule in &picture.rules {
            if let Effect::Requires(formula) = &rule.effect {
                left.intersect(&formula.extension(self.free.space()));
            }
        }
        left
    }

    /// Whether the rule takes away no state and no move that the others leave.
    pub fn rule_is_idle(&self, id: &str) -> bool {
        if let Some(met) = self.required.get(id) {
            return self.alone.is_subset(met);
        }
        let rule = self.parts.rules.iter().find(|rule| rule.id == id);
        let Some(Effect::Bars { from, to, by }) = rule.map(|rule| &rule.effect) else {
            // It binds an actor who decides nothing here.
            return true;
        };
        let (from, to) = (self.met_by(from), self.met_by(to));
        if from.is_empty() || to.is_empty() {
            return true;
        }
        let model = self.moved.get_or_init(|| {
            let asks = |rule: &CompiledRule| matches!(rule.effect, Effect::Requires(_));
            self.parts
                .model(Limits::default(), asks, false, &Run::default())
                .ok()
        });
        let Some(model) = model else {
            return false;
        };
        // Looking at moves costs more than looking at states: give up in time, and
        // believe that the rule is there for a reason.
        let mut left = self.moves_left.get();
        let movers = 0..model.decision_makers();
        for mover in movers.filter(|mover| by.is_none_or(|by| by == *mover)) {
            for state in from.iter() {
                let moves = model.moves(mover, state);
                if left < moves.len() || moves.iter().any(|next| to.has(*next)) {
                    return false;
                }
                left -= moves.len();
                self.moves_left.set(left);
            }
        }
        true
    }

    /// Where no state is left: rules that no state meets together, none of which
    /// could be spared for that.
    pub fn contradiction(&self) -> Vec<String> {
        // What all rules from each one on leave together.
        let mut left = Bits::all(self.free.space().size());
        let mut from = vec![left.clone()];
        for met in self.required.values().rev() {
            left.intersect(met);
            from.push(left.clone());
        }
        let mut core = HashSet::new();
        let mut left_by_core = Bits::all(self.free.space().size());
        for (id, met) in &self.required {
            from.pop();
            let mut without = left_by_core.clone();
            if let Some(behind) = from.last() {
                without.intersect(behind);
            }
            if !without.is_empty() {
                core.insert(id.as_str());
                left_by_core.intersect(met);
            }
        }
        let rules = self.parts.rules.iter().map(|rule| rule.id.clone());
        rules.filter(|id| core.contains(id.as_str())).collect()
    }
}
