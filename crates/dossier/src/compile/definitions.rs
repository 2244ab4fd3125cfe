//! Definitions, each after those it uses, and the circles among them.

use std::ops::Range;

use hikiwake_graph::Formula;

use crate::file::File;
use crate::formula::Expr;

use super::lower::size;
use super::names::{Fault, Names};

/// Most parts that all definitions may have together, each written out.
const MOST_PARTS: usize = 1_000_000;
/// After so many faults the rest is not written out.
const MOST_FAULTS: usize = 1_000;

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
        let circle_of = circles(&uses);
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
                index(name).is_some_and(|next| circle_of[next] == circle_of[at])
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
        let (mut left, mut faulty) = (MOST_PARTS, 0);
        for at in order {
            let (Ok(expr), Some((id, _))) = (&parsed[at], file.definitions.get_index(at)) else {
                continue;
            };
            let mut faults = Vec::new();
            let formula = self.lower(expr, &mut faults);
            let Some(rest) = left.checked_sub(size(&formula)) else {
                report(
                    id,
                    Fault::new(
                        "formula-too-large",
                        expr.span.clone(),
                        format!(
                            "With this one, the definitions have more than {MOST_PARTS} parts, each written out."
                        ),
                        "That is the most that is read, and no setting raises it: use fewer of them in one another.",
                    ),
                );
                return;
            };
            left = rest;
            faulty += faults.len();
            faults.into_iter().for_each(|fault| report(id, fault));
            self.definitions.insert(id.clone(), formula);
            if faulty > MOST_FAULTS {
                return;
            }
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
    let circle_of = circles(uses);
    let circles = (0..uses.len())
        .filter(|&at| circle_of[at].is_some())
        .collect();
    (order, circles)
}

/// For each thing the circle that it is on, if it is made of itself: things on one
/// circle have the same number. (Kosaraju's algorithm: each use is followed twice.)
pub(crate) fn circles(uses: &[Vec<usize>]) -> Vec<Option<usize>> {
    let mut used_by = vec![Vec::new(); uses.len()];
    for (user, used) in uses.iter().enumerate() {
        used.iter().for_each(|&used| used_by[used].push(user));
    }
    let mut circle_of = vec![None; uses.len()];
    for root in finished(uses).into_iter().rev() {
        if circle_of[root].is_some() {
            continue;
        }
        circle_of[root] = Some(root);
        let mut members = vec![root];
        let mut next = 0;
        while let Some(&at) = members.get(next) {
            next += 1;
            for &user in &used_by[at] {
                if circle_of[user].is_none() {
                    circle_of[user] = Some(root);
                    members.push(user);
                }
            }
        }
        if members.len() == 1 && !uses[root].contains(&root) {
            // It is looked at, and on no circle.
            circle_of[root] = Some(uses.len());
        }
    }
    let on_one = |circle: Option<usize>| circle.filter(|circle| *circle < uses.len());
    circle_of.into_iter().map(on_one).collect()
}

/// All things, each after whatever it uses that does not use it in turn.
fn finished(uses: &[Vec<usize>]) -> Vec<usize> {
    let mut seen = vec![false; uses.len()];
    let mut order = Vec::with_capacity(uses.len());
    for start in 0..uses.len() {
        if std::mem::replace(&mut seen[start], true) {
            continue;
        }
        let mut open = vec![(start, 0)];
        while let Some((at, next)) = open.last_mut() {
            let used = uses[*at].get(*next).copied();
            *next += 1;
            match used {
                Some(used) if !std::mem::replace(&mut seen[used], true) => open.push((used, 0)),
                Some(_) => {}
                None => {
                    order.push(*at);
                    open.pop();
                }
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Whether `to` is `from` or is used by it, directly or not: by looking.
    fn reaches(uses: &[Vec<usize>], from: usize, to: usize) -> bool {
        let (mut seen, mut open) = (vec![false; uses.len()], vec![from]);
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

    proptest! {
        #[test]
        fn circles_are_what_following_uses_finds(
            uses in prop::collection::vec(prop::collection::vec(0usize..8, 0..4), 8)
        ) {
            let circle_of = circles(&uses);
            for at in 0..8 {
                let on_one = uses[at].iter().any(|&next| reaches(&uses, next, at));
                prop_assert_eq!(circle_of[at].is_some(), on_one);
                for other in 0..8 {
                    let both = reaches(&uses, at, other) && reaches(&uses, other, at);
                    let same = circle_of[at].is_some() && circle_of[at] == circle_of[other];
                    prop_assert_eq!(same, both && on_one);
                }
            }
        }
    }

    #[test]
    fn a_long_circle_is_followed_once() {
        // Following each from each would be 10¹⁰ steps.
        let count = 100_000;
        let uses: Vec<Vec<usize>> = (0..count).map(|at| vec![(at + 1) % count]).collect();
        let circle_of = circles(&uses);
        assert!(
            circle_of
                .iter()
                .all(|circle| circle.is_some() && *circle == circle_of[0])
        );
    }
}
