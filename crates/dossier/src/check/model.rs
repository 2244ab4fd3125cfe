//! The states of one period, to ask what of the dossier makes a difference there.

use std::collections::BTreeSet;

use hikiwake_graph::{Bits, BuildError, Formula, Limits, Model, Run};

use crate::compile::{Parts, parts};
use crate::file::{File, Statement};
use crate::formula::{Expr, ExprKind};
use crate::{CompileError, Effect, Scenario};

/// The states of one period.
pub(super) struct Seen {
    pub parts: Parts,
    /// All combinations of levels, without rules and orders.
    free: Model,
    /// The states that the rules leave.
    pub feasible: Bits,
    /// What each rule that asks something of states lets through, by its id.
    required: Vec<(String, Bits)>,
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
    };
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
    let mut required = Vec::new();
    for rule in &parts.rules {
        if let Effect::Requires(formula) = &rule.effect {
            let met = formula.extension(space);
            feasible.intersect(&met);
            required.push((rule.id.clone(), met));
        }
    }
    Ok(Seen {
        parts,
        free,
        feasible,
        required,
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
        if let Some((_, met)) = self.required.iter().find(|(rule, _)| rule == id) {
            return self.without(|rule| rule != id).is_subset(met);
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
        let model = self.parts.model(
            Limits::default(),
            |rule| matches!(rule.effect, Effect::Requires(_)),
            false,
            &Run::default(),
        );
        let Ok(model) = model else {
            return false;
        };
        // Looking at moves costs more than looking at states: give up in time, and
        // believe that the rule is there for a reason.
        let mut left = 1 << 22;
        let movers = 0..model.decision_makers();
        for mover in movers.filter(|mover| by.is_none_or(|by| by == *mover)) {
            for state in from.iter() {
                let moves = model.moves(mover, state);
                if left < moves.len() || moves.iter().any(|next| to.has(*next)) {
                    return false;
                }
                left -= moves.len();
            }
        }
        true
    }

    /// The states that the rules wanted leave.
    fn without(&self, wanted: impl Fn(&str) -> bool) -> Bits {
        let mut left = Bits::all(self.free.space().size());
        for (id, met) in &self.required {
            if wanted(id) {
                left.intersect(met);
            }
        }
        left
    }

    /// Where no state is left: rules that no state meets together, none of which
    /// could be spared for that.
    pub fn contradiction(&self) -> Vec<String> {
        let mut core: BTreeSet<&str> = self.required.iter().map(|(id, _)| id.as_str()).collect();
        for (id, _) in &self.required {
            core.remove(id.as_str());
            if !self.without(|rule| core.contains(rule)).is_empty() {
                core.insert(id);
            }
        }
        let rules = self.parts.rules.iter().map(|rule| rule.id.clone());
        rules.filter(|id| core.contains(id.as_str())).collect()
    }
}
