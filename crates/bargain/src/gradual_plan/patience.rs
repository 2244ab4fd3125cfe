//! The patience with which nobody gains by stopping.

use super::SAME;
use super::roots::{at, sign_changes};

/// Discounts from `least` to `most`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The lower end.
    pub least: f64,
    /// The upper end.
    pub most: f64,
}

/// The discounts at which all of these polynomials are at least 0, up to what cannot be
/// told from it. A single discount between two ranges that fail is not seen.
pub(super) fn ranges(margins: impl Iterator<Item = Vec<f64>>) -> Vec<Range> {
    let margins: Vec<Vec<f64>> = margins
        .map(|mut terms| {
            terms[0] += SAME;
            terms
        })
        .collect();
    let mut ends = vec![0.0, 1.0];
    ends.extend(margins.iter().flat_map(|terms| sign_changes(terms)));
    ends.sort_by(f64::total_cmp);
    ends.dedup_by(|a, b| *a - *b < 1e-12);
    let mut ranges: Vec<Range> = Vec::new();
    for pair in ends.windows(2) {
        let middle = 0.5 * (pair[0] + pair[1]);
        if margins.iter().any(|terms| at(terms, middle) < 0.0) {
            continue;
        }
        match ranges.last_mut() {
            Some(last) if last.most == pair[0] => last.most = pair[1],
            _ => ranges.push(Range {
                least: pair[0],
                most: pair[1],
            }),
        }
    }
    ranges
}
