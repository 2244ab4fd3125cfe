//! Real roots of a polynomial between 0 and 1.

/// The places in (0, 1) where the polynomial with these coefficients, constant term
/// first, changes its sign, lowest first. Between two neighbouring roots of its
/// derivative a polynomial is monotone: one bisection finds what is there.
pub(super) fn sign_changes(terms: &[f64]) -> Vec<f64> {
    let degree = terms.iter().rposition(|term| *term != 0.0).unwrap_or(0);
    if degree == 0 {
        return Vec::new();
    }
    let slope: Vec<f64> = (1..=degree).map(|n| terms[n] * n as f64).collect();
    let mut ends = vec![0.0];
    ends.extend(sign_changes(&slope));
    ends.push(1.0);
    let ends = ends
        .windows(2)
        .filter_map(|pair| bisect(terms, pair[0], pair[1]));
    ends.collect()
}

pub(super) fn at(terms: &[f64], x: f64) -> f64 {
    terms.iter().rev().fold(0.0, |sum, term| sum * x + term)
}

fn bisect(terms: &[f64], mut low: f64, mut high: f64) -> Option<f64> {
    let rises = at(terms, low) < 0.0;
    if rises == (at(terms, high) < 0.0) {
        return None;
    }
    // Halving 60 times goes below what a number between 0 and 1 can tell apart.
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        match (at(terms, middle) < 0.0) == rises {
            true => low = middle,
            false => high = middle,
        }
    }
    Some(0.5 * (low + high))
}
