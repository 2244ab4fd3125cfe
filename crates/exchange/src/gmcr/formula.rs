//! Conditions of a `.gmcr` file as formulas of a dossier.

use super::file::{Condition, Pattern};

/// The formula that a condition means. `names` are the options' ids.
pub(super) fn formula(condition: &Condition, names: &[String]) -> String {
    let literal = |(option, taken): (usize, bool)| match taken {
        true => names[option].clone(),
        false => format!("not {}", names[option]),
    };
    let all = |pattern: &Pattern| match pattern.is_empty() {
        true => "true".to_owned(),
        false => {
            let words: Vec<String> = pattern.iter().copied().map(literal).collect();
            words.join(" and ")
        }
    };
    if let Some((a, b)) = alike(condition) {
        return format!("{} iff {}", literal(a), literal(b));
    }
    if let Some((then, condition)) = conditional(condition) {
        return format!("{} if {}", literal(then), literal(condition));
    }
    match condition.is_empty() {
        true => "false".to_owned(),
        false => condition.iter().map(all).collect::<Vec<_>>().join(" or "),
    }
}

type Literal = (usize, bool);

fn opposite((option, taken): Literal) -> Literal {
    (option, !taken)
}

/// The two sides of `a iff b`, which gmcr-py stores written out.
fn alike(condition: &Condition) -> Option<(Literal, Literal)> {
    let [first, second] = condition.as_slice() else {
        return None;
    };
    let &[a, b] = first.as_slice() else {
        return None;
    };
    let written_out = second.len() == 2 && [a, b].iter().all(|l| second.contains(&opposite(*l)));
    written_out.then_some((a, b))
}

/// The two sides of `a if b`, which gmcr-py stores written out: three of the four
/// cases of two options.
fn conditional(condition: &Condition) -> Option<(Literal, Literal)> {
    let &[a, b] = condition.first()?.as_slice() else {
        return None;
    };
    let cases = [true, false].map(|x| [true, false].map(|y| ((a.0, x), (b.0, y))));
    let mut missing = (cases.as_flattened().iter())
        .filter(|(x, y)| !(condition.iter()).any(|p| p.contains(x) && p.contains(y)));
    let case = missing.next()?;
    let only_two = condition.iter().all(|pattern| pattern.len() == 2);
    let three = condition.len() == 3 && only_two && missing.next().is_none();
    three.then_some((opposite(case.1), case.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditionals_are_told_from_their_cases() {
        let names = ["a", "b", "c"].map(str::to_owned);
        let said = |condition: &[&[Literal]]| {
            let condition: Condition = condition.iter().map(|p| p.to_vec()).collect();
            formula(&condition, &names)
        };
        let (a, b, c) = ((0, true), (1, true), (2, true));
        let (not_a, not_b) = (opposite(a), opposite(b));
        assert_eq!(said(&[&[a, not_b]]), "a and not b");
        assert_eq!(said(&[&[a], &[b, c]]), "a or b and c");
        assert_eq!(said(&[&[a, not_b], &[not_a, b]]), "a iff not b");
        assert_eq!(said(&[&[b, a], &[not_b, a], &[not_b, not_a]]), "a if b");
        assert_eq!(said(&[&[a, b], &[a, c]]), "a and b or a and c");
        assert_eq!(
            said(&[&[a, b], &[a, not_b], &[c, a]]),
            "a and b or a and not b or c and a"
        );
        assert_eq!(said(&[&[]]), "true");
        assert_eq!(said(&[]), "false");
    }
}
