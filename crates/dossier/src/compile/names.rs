//! What the names in formulas and state texts mean in one period.

use std::ops::Range;

use hikiwake_graph::Formula;
use indexmap::IndexMap;

use crate::diagnostic::nearest;
use crate::file::{File, Opt};
use crate::formula::{Comparison, Expr, ExprKind, FormulaError};

use super::error::list;

/// Most parts that one formula may have with its definitions written out, and how
/// deep they may be nested: far beyond what a person writes, and small enough that
/// no dossier can exhaust memory or stack.
const MOST_PARTS: usize = 100_000;
const DEEPEST: usize = 1_000;

/// What the names of a dossier mean in one period.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// The options, in the order of the files.
    pub options: IndexMap<String, NamedOption>,
    /// The definitions, written out.
    pub definitions: IndexMap<String, Formula>,
}

/// An option as formulas see it.
#[derive(Clone, Debug)]
pub(crate) struct NamedOption {
    /// Names of the levels, lowest first.
    pub levels: Vec<String>,
    /// Who must consent: one entry per party of a joint option, or one alone.
    pub consents: Vec<Consent>,
}

/// One party's consent to an option, or the whole of an option with one owner.
#[derive(Clone, Debug)]
pub(crate) struct Consent {
    /// The party, for a joint option.
    pub party: Option<String>,
    /// The axis; `None` where it is held at the lowest level.
    pub axis: Option<usize>,
    /// Its place among all options of the dossier, consents counted singly.
    pub column: usize,
}

/// A fault in a formula or a state text, with the code of its diagnostic.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub code: &'static str,
    pub error: FormulaError,
}

impl Fault {
    pub fn new(
        code: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Fault {
        Fault {
            code,
            error: FormulaError::new(span, message, help),
        }
    }
}

/// Faults of syntax.
impl From<FormulaError> for Fault {
    fn from(error: FormulaError) -> Fault {
        Fault {
            code: "formula",
            error,
        }
    }
}

/// Names of the levels of an option, lowest first.
pub(crate) fn level_names(option: &Opt) -> Vec<String> {
    option
        .levels
        .clone()
        .unwrap_or_else(|| vec!["no".to_string(), "yes".to_string()])
}

/// The parties of a joint option, or its owner alone.
pub(crate) fn controllers(option: &Opt) -> &[String] {
    match &option.owner {
        Some(owner) => std::slice::from_ref(owner),
        None => &option.parties,
    }
}

impl Names {
    /// The options of `file`, each on the axis that `axis` gives its column, and
    /// without the definitions.
    pub fn of_options(file: &File, axis: impl Fn(usize) -> Option<usize>) -> Names {
        let mut columns = 0..;
        let options = file
            .options
            .iter()
            .map(|(id, option)| {
                let joint = option.owner.is_none();
                let consents = controllers(option)
                    .iter()
                    .zip(&mut columns)
                    .map(|(actor, column)| Consent {
                        party: joint.then(|| actor.clone()),
                        axis: axis(column),
                        column,
                    })
                    .collect();
                let levels = level_names(option);
                (id.clone(), NamedOption { levels, consents })
            })
            .collect();
        Names {
            options,
            definitions: IndexMap::new(),
        }
    }

    /// Writes out the definitions of `file`, each after those it uses. `report` is
    /// told every fault with the definition it is in; a definition that does not
    /// read, or is made of itself, means `false`.
    pub fn define(&mut self, file: &File, mut report: impl FnMut(&str, Fault)) {
        let parsed: Vec<_> = file
            .definitions
            .values()
            .map(|definition| Expr::parse(&definition.formula))
            .collect();
        let names: Vec<Vec<(&str, Range<usize>)>> = parsed
            .iter()
            .map(|expr| expr.as_ref().map(names_in).unwrap_or_default())
            .collect();
        let index = |name: &str| file.definitions.get_index_of(name);
        let uses: Vec<Vec<usize>> = names
            .iter()
            .map(|names| names.iter().filter_map(|(name, _)| index(name)).collect())
            .collect();
        let (order, circles) = in_order(&uses);
        self.definitions = file
            .definitions
            .keys()
            .map(|id| (id.clone(), Formula::Constant(false)))
            .collect();
        for at in circles {
            let Some((id, _)) = file.definitions.get_index(at) else {
                continue;
            };
            let back = |&&(name, _): &&(&str, Range<usize>)| {
                index(name).is_some_and(|next| reaches(&uses, next, at))
            };
            let span = names[at].iter().find(back).map(|(_, span)| span.clone());
            report(
                id,
                Fault::new(
                    "definition-circle",
                    span.unwrap_or_default(),
                    format!("The definition `{id}` is made of itself."),
                    "Write one of the definitions on the circle without the others.",
                ),
            );
        }
        for (at, parsed) in parsed.iter().enumerate() {
            if let (Err(fault), Some((id, _))) = (parsed, file.definitions.get_index(at)) {
                report(id, fault.clone().into());
            }
        }
        for at in order {
            let (Ok(expr), Some((id, _))) = (&parsed[at], file.definitions.get_index(at)) else {
                continue;
            };
            let mut faults = Vec::new();
            let formula = self.lower(expr, &mut faults);
            faults.into_iter().for_each(|fault| report(id, fault));
            self.definitions.insert(id.clone(), formula);
        }
    }

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

    /// The option, or the one consent `option.party`, with this name.
    pub fn option(&self, name: &str) -> Option<(&NamedOption, &[Consent])> {
        if let Some(option) = self.options.get(name) {
            return Some((option, &option.consents));
        }
        let (id, party) = name.split_once('.')?;
        let option = self.options.get(id)?;
        let consent = option
            .consents
            .iter()
            .find(|consent| consent.party.as_deref() == Some(party))?;
        Some((option, std::slice::from_ref(consent)))
    }

    /// The fault that `name` is no name.
    pub fn unknown(&self, name: &str, span: Range<usize>, options_only: bool) -> Fault {
        if options_only && self.definitions.contains_key(name) {
            return Fault::new(
                "no-levels",
                span,
                format!("`{name}` is a definition and has no levels."),
                "Only options have levels: name the option itself.",
            );
        }
        let options = self.options.keys().map(String::as_str);
        let definitions = self.definitions.keys().map(String::as_str);
        let consents: Vec<String> = self
            .options
            .iter()
            .flat_map(|(id, option)| option.consents.iter().map(move |c| (id, &c.party)))
            .filter_map(|(id, party)| party.as_ref().map(|party| format!("{id}.{party}")))
            .collect();
        let names = options
            .chain(consents.iter().map(String::as_str))
            .chain(definitions.filter(|_| !options_only));
        let what = if options_only {
            "option"
        } else {
            "option or definition"
        };
        let help = match nearest(name, names) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => "Declare it, or write the name of one that is declared.".to_string(),
        };
        Fault::new(
            "unknown-name",
            span,
            format!("There is no {what} `{name}`."),
            help,
        )
    }

    /// The fault that an option has no such level.
    pub fn unknown_level(
        option: &NamedOption,
        name: &str,
        level: &str,
        span: Range<usize>,
    ) -> Fault {
        let help = match nearest(level, option.levels.iter().map(String::as_str)) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => format!("Its levels are {}.", list(&option.levels)),
        };
        let message = format!("`{name}` has no level `{level}`.");
        Fault::new("unknown-level", span, message, help)
    }
}

impl NamedOption {
    /// The index of a level.
    pub fn level(&self, name: &str) -> Option<usize> {
        self.levels.iter().position(|level| level == name)
    }

    /// That the level is one of those that `wanted` holds for. Where several
    /// consents count, the level is the lowest among them.
    pub fn formula(&self, consents: &[Consent], wanted: impl Fn(usize) -> bool) -> Formula {
        let set = |wanted: &dyn Fn(usize) -> bool| {
            (0..self.levels.len().min(64))
                .filter(|&l| wanted(l))
                .fold(0u64, |set, l| set | 1 << l)
        };
        let all = set(&|_| true);
        let one = |consent: &Consent, levels: u64| match consent.axis {
            None => Formula::Constant(levels & 1 == 1),
            Some(_) if levels == 0 || levels == all => Formula::Constant(levels != 0),
            Some(axis) => Formula::Level { axis, levels },
        };
        if let [consent] = consents {
            return one(consent, set(&wanted));
        }
        // In force at `low` or above: all consent to `low` or above. A set of
        // levels is a union of runs [low, high).
        let at_least = |low: usize| {
            let levels = set(&|l| l >= low);
            and(consents.iter().map(|c| one(c, levels)).collect())
        };
        let mut runs = Vec::new();
        let mut low = 0;
        while low < self.levels.len() {
            let high = (low..self.levels.len())
                .find(|&l| !wanted(l))
                .unwrap_or(self.levels.len());
            if high > low {
                runs.push(and(vec![at_least(low), not(at_least(high))]));
            }
            low = high + 1;
        }
        or(runs)
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

pub(crate) fn not(part: Formula) -> Formula {
    match part {
        Formula::Constant(value) => Formula::Constant(!value),
        Formula::Not(part) => *part,
        other => Formula::Not(Box::new(other)),
    }
}

/// All parts, without those that are constants.
fn and(parts: Vec<Formula>) -> Formula {
    joined(parts, false, Formula::And)
}

/// Any part, without those that are constants.
pub(crate) fn or(parts: Vec<Formula>) -> Formula {
    joined(parts, true, Formula::Or)
}

/// `decides`: the constant that settles the whole.
fn joined(mut parts: Vec<Formula>, decides: bool, join: fn(Vec<Formula>) -> Formula) -> Formula {
    if parts.contains(&Formula::Constant(decides)) {
        return Formula::Constant(decides);
    }
    parts.retain(|part| *part != Formula::Constant(!decides));
    match parts.len() {
        0 => Formula::Constant(!decides),
        1 => parts.swap_remove(0),
        _ => join(parts),
    }
}

fn parts_of(formula: &Formula) -> &[Formula] {
    match formula {
        Formula::Constant(_) | Formula::Level { .. } => &[],
        Formula::Not(part) => std::slice::from_ref(part),
        Formula::And(parts) | Formula::Or(parts) => parts,
    }
}

fn size(formula: &Formula) -> usize {
    1 + parts_of(formula).iter().map(size).sum::<usize>()
}

fn depth(formula: &Formula) -> usize {
    1 + parts_of(formula).iter().map(depth).max().unwrap_or(0)
}

/// The names in a formula, with their places, from left to right.
pub(crate) fn names_in(expr: &Expr) -> Vec<(&str, Range<usize>)> {
    fn walk<'e>(expr: &'e Expr, found: &mut Vec<(&'e str, Range<usize>)>) {
        match &expr.kind {
            ExprKind::Constant(_) => {}
            ExprKind::Name(name) => found.push((name, expr.span.clone())),
            ExprKind::Compare {
                option: (name, span),
                ..
            } => found.push((name, span.clone())),
            ExprKind::Not(part) => walk(part, found),
            ExprKind::And(parts) | ExprKind::Or(parts) => {
                parts.iter().for_each(|part| walk(part, found));
            }
            ExprKind::If {
                then: a,
                condition: b,
            }
            | ExprKind::Iff(a, b) => {
                walk(a, found);
                walk(b, found);
            }
        }
    }
    let mut found = Vec::new();
    walk(expr, &mut found);
    found
}

/// Puts each thing after those it uses. Returns the order of all that can be so
/// placed, and apart from it those that are made of themselves.
pub(crate) fn in_order(uses: &[Vec<usize>]) -> (Vec<usize>, Vec<usize>) {
    let mut missing: Vec<usize> = uses.iter().map(Vec::len).collect();
    let mut used_by = vec![Vec::new(); uses.len()];
    for (user, used) in uses.iter().enumerate() {
        used.iter().for_each(|&used| used_by[used].push(user));
    }
    let mut order: Vec<usize> = (0..uses.len()).filter(|&at| missing[at] == 0).collect();
    let mut next = 0;
    while let Some(&done) = order.get(next) {
        next += 1;
        for &user in &used_by[done] {
            missing[user] -= 1;
            if missing[user] == 0 {
                order.push(user);
            }
        }
    }
    let circles = (0..uses.len())
        .filter(|&at| missing[at] > 0 && uses[at].iter().any(|&next| reaches(uses, next, at)))
        .collect();
    (order, circles)
}

/// Whether `to` is `from` or is used by it, directly or not.
pub(crate) fn reaches(uses: &[Vec<usize>], from: usize, to: usize) -> bool {
    let mut seen = vec![false; uses.len()];
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        if at == to {
            return true;
        }
        if !std::mem::replace(&mut seen[at], true) {
            open.extend(&uses[at]);
        }
    }
    false
}
