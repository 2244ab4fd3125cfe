//! From formulas as written to formulas over axes.

use std::ops::Range;

use hikiwake_graph::Formula;

use crate::formula::{Comparison, Expr, ExprKind, FormulaError};

use super::connectives::{and, not, or};
use super::names::{Fault, Names};

/// Most parts that one formula may have with its definitions written out, and how
/// deep they may be nested: far beyond what a person writes, and small enough that
/// no dossier can exhaust memory or stack.
const MOST_PARTS: usize = 100_000;
const DEEPEST: usize = 1_000;

impl Names {
    /// The formula over axes that `expr` means. Every fault is added to `faults`;
    /// the part at fault then means `false`.
    pub fn lower(&self, expr: &Expr, faults: &mut Vec<Fault>) -> Formula {
        let mut lowering = Lowering {
            names: self,
            faults,
            parts: 0,
        };
        let formula = lowering.expr(expr);
        let parts = lowering.parts;
        if parts > MOST_PARTS || depth(&formula) > DEEPEST {
            faults.push(Fault::new(
                "formula-too-large",
                expr.span.clone(),
                "The formula is too large with its definitions written out.",
                format!("Keep it under {MOST_PARTS} parts and {DEEPEST} levels of brackets."),
            ));
            return Formula::Constant(false);
        }
        formula
    }

    /// Reads and lowers a formula.
    pub fn formula(&self, text: &str) -> Result<Formula, FormulaError> {
        let mut faults = Vec::new();
        let formula = self.lower(&Expr::parse(text)?, &mut faults);
        match faults.into_iter().next() {
            Some(fault) => Err(fault.error),
            None => Ok(formula),
        }
    }
}

struct Lowering<'a> {
    names: &'a Names,
    faults: &'a mut Vec<Fault>,
    /// Parts made so far; once there are too many, nothing more is written out.
    parts: usize,
}

impl Lowering<'_> {
    fn expr(&mut self, expr: &Expr) -> Formula {
        self.parts += 1;
        if self.parts > MOST_PARTS {
            return Formula::Constant(false);
        }
        match &expr.kind {
            ExprKind::Constant(value) => Formula::Constant(*value),
            ExprKind::Name(name) => self.name(name, &expr.span),
            ExprKind::Compare {
                option: (name, span),
                comparison,
                level: (level, level_span),
            } => {
                let Some((option, consents)) = self.names.option(name) else {
                    self.faults
                        .push(self.names.unknown(name, span.clone(), true));
                    return Formula::Constant(false);
                };
                let Some(level) = option.level(level) else {
                    self.faults.push(Names::unknown_level(
                        option,
                        name,
                        level,
                        level_span.clone(),
                    ));
                    return Formula::Constant(false);
                };
                option.formula(consents, |l| match comparison {
                    Comparison::Equal => l == level,
                    Comparison::NotEqual => l != level,
                    Comparison::Less => l < level,
                    Comparison::AtMost => l <= level,
                    Comparison::More => l > level,
                    Comparison::AtLeast => l >= level,
                })
            }
            ExprKind::Not(part) => not(self.expr(part)),
            ExprKind::And(all) => and(all.iter().map(|part| self.expr(part)).collect()),
            ExprKind::Or(any) => or(any.iter().map(|part| self.expr(part)).collect()),
            ExprKind::If { then, condition } => {
                or(vec![self.expr(then), not(self.expr(condition))])
            }
            ExprKind::Iff(a, b) => {
                let (a, b) = (self.expr(a), self.expr(b));
                let (Some(a2), Some(b2)) = (self.copy(&a), self.copy(&b)) else {
                    return Formula::Constant(false);
                };
                or(vec![and(vec![a, b]), and(vec![not(a2), not(b2)])])
            }
        }
    }

    fn name(&mut self, name: &str, span: &Range<usize>) -> Formula {
        if let Some((option, consents)) = self.names.option(name) {
            self.parts += consents.len();
            return option.formula(consents, |l| l > 0);
        }
        if let Some(formula) = self.names.definitions.get(name) {
            return self.copy(formula).unwrap_or(Formula::Constant(false));
        }
        self.faults
            .push(self.names.unknown(name, span.clone(), false));
        Formula::Constant(false)
    }

    /// A copy, if there is still room for it.
    fn copy(&mut self, formula: &Formula) -> Option<Formula> {
        self.parts = self.parts.saturating_add(size(formula));
        (self.parts <= MOST_PARTS).then(|| formula.clone())
    }
}

fn parts_of(formula: &Formula) -> &[Formula] {
    match formula {
        Formula::Constant(_) | Formula::Level { .. } => &[],
        Formula::Not(part) => std::slice::from_ref(part),
        Formula::And(parts) | Formula::Or(parts) => parts,
    }
}

/// How many parts a formula has.
pub(crate) fn size(formula: &Formula) -> usize {
    1 + parts_of(formula).iter().map(size).sum::<usize>()
}

fn depth(formula: &Formula) -> usize {
    1 + parts_of(formula).iter().map(depth).max().unwrap_or(0)
}
