//! Formulas over options with two levels as lists of patterns (disjunctive normal
//! form), which is all that `.gmcr` files know.

use hikiwake_graph::Formula;

use super::file::{Condition, Pattern};

/// Patterns that one formula may become.
const MOST: usize = 4_096;

/// Options taken and not taken, as bits; at most 64 options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cube {
    asked: u64,
    taken: u64,
}

/// Patterns that fit exactly where `formula` is met (or, if not `wanted`, where it is
/// not met); axes are options. `None` where there are too many.
pub(super) fn patterns(formula: &Formula, wanted: bool) -> Option<Condition> {
    let cubes = cubes(formula, wanted)?;
    let pattern = |cube: &Cube| -> Pattern {
        let asked = (0..64).filter(|axis| cube.asked >> axis & 1 == 1);
        asked
            .map(|axis| (axis, cube.taken >> axis & 1 == 1))
            .collect()
    };
    Some(cubes.iter().map(pattern).collect())
}

fn cubes(formula: &Formula, wanted: bool) -> Option<Vec<Cube>> {
    let everywhere = Cube { asked: 0, taken: 0 };
    match (formula, wanted) {
        (Formula::Constant(value), _) if *value == wanted => Some(vec![everywhere]),
        (Formula::Constant(_), _) => Some(Vec::new()),
        (Formula::Level { axis, levels }, _) => {
            let levels = if wanted { *levels } else { !*levels } & 0b11;
            let asked = 1u64.checked_shl(u32::try_from(*axis).ok()?)?;
            Some(match levels {
                0b00 => Vec::new(),
                0b11 => vec![everywhere],
                one => vec![Cube {
                    asked,
                    taken: if one == 0b10 { asked } else { 0 },
                }],
            })
        }
        (Formula::Not(part), _) => cubes(part, !wanted),
        (Formula::And(parts), true) | (Formula::Or(parts), false) => {
            let mut all = vec![everywhere];
            for part in parts {
                let part = cubes(part, wanted)?;
                all = shortest(
                    all.iter()
                        .flat_map(|a| part.iter().filter_map(|b| both(*a, *b))),
                )?;
            }
            Some(all)
        }
        (Formula::Or(parts), true) | (Formula::And(parts), false) => {
            let mut any = Vec::new();
            for part in parts {
                any.extend(cubes(part, wanted)?);
            }
            shortest(any.into_iter())
        }
    }
}

/// Where both are met; `None` where they contradict each other.
fn both(a: Cube, b: Cube) -> Option<Cube> {
    let differ = (a.taken ^ b.taken) & a.asked & b.asked;
    (differ == 0).then_some(Cube {
        asked: a.asked | b.asked,
        taken: a.taken | b.taken,
    })
}

/// The cubes, without those that lie within another.
fn shortest(cubes: impl Iterator<Item = Cube>) -> Option<Vec<Cube>> {
    let within = |inner: &Cube, outer: &Cube| {
        inner.asked & outer.asked == outer.asked && inner.taken & outer.asked == outer.taken
    };
    let mut kept: Vec<Cube> = Vec::new();
    for cube in cubes {
        if kept.iter().any(|other| within(&cube, other)) {
            continue;
        }
        kept.retain(|other| !within(other, &cube));
        kept.push(cube);
        if kept.len() > MOST {
            return None;
        }
    }
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_where_the_formula_is_met() {
        let on = |axis| Formula::Level { axis, levels: 2 };
        let off = |axis| Formula::Level { axis, levels: 1 };
        let not = |f| Formula::Not(Box::new(f));
        // (0 if not 1) iff 2, written out.
        let conditional = || Formula::Or(vec![on(0), not(off(1))]);
        let formula = Formula::Or(vec![
            Formula::And(vec![conditional(), on(2)]),
            Formula::And(vec![not(conditional()), not(on(2))]),
        ]);
        for wanted in [true, false] {
            let found = patterns(&formula, wanted).unwrap();
            for state in 0..8u32 {
                let taken = |axis: usize| state >> axis & 1 == 1;
                let met = ((taken(0) || taken(1)) == taken(2)) == wanted;
                let fits = |p: &Pattern| p.iter().all(|(axis, yes)| taken(*axis) == *yes);
                assert_eq!(found.iter().any(fits), met, "{state} {wanted}");
            }
        }
        let all = |value| patterns(&Formula::Constant(value), true).unwrap();
        assert_eq!((all(true), all(false)), (vec![vec![]], vec![]));
    }
}
