//! Not, and, or: formulas over axes joined, without constants inside.

use hikiwake_graph::Formula;

/// The negation; of a negation, what it negates.
pub(super) fn not(part: Formula) -> Formula {
    match part {
        Formula::Constant(value) => Formula::Constant(!value),
        Formula::Not(part) => *part,
        other => Formula::Not(Box::new(other)),
    }
}

/// All parts, without those that are constants.
pub(super) fn and(parts: Vec<Formula>) -> Formula {
    joined(parts, false, Formula::And)
}

/// Any part, without those that are constants.
pub(super) fn or(parts: Vec<Formula>) -> Formula {
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

/// Whether these levels of the axes meet a formula.
pub(crate) fn meets(levels: &[u8], formula: &Formula) -> bool {
    match formula {
        Formula::Constant(value) => *value,
        Formula::Level { axis, levels: set } => set >> levels[*axis] & 1 == 1,
        Formula::Not(part) => !meets(levels, part),
        Formula::And(parts) => parts.iter().all(|part| meets(levels, part)),
        Formula::Or(parts) => parts.iter().any(|part| meets(levels, part)),
    }
}

/// The formula as written, negated.
pub fn negated(wants: &str) -> String {
    let word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    match wants.strip_prefix("not ") {
        Some(rest) if rest.chars().all(word) => rest.to_owned(),
        _ if wants.chars().all(word) => format!("not {wants}"),
        _ => format!("not ({wants})"),
    }
}
