//! Definitions, each after those it uses, and the circles among them.

use std::ops::Range;

use hikiwake_graph::Formula;

use crate::file::File;
use crate::formula::Expr;

use super::names::{Fault, Names};

impl Names {
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
            .map(|expr| expr.as_ref().map(Expr::names).unwrap_or_default())
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
