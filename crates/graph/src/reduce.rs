//! The least of an array over changes of level, axis by axis.
//!
//! A move changes any of one's own options at once, so the states it can reach
//! are a product over axes, and the least over a product is the least over one
//! axis after the other. Arrays hold `u32::MAX` for "none".

use crate::bits::ones;
use crate::{Change, Space};

/// One axis, or a run of neighbouring axes of which every change is allowed.
#[derive(Clone, Debug)]
pub(crate) struct Span {
    stride: usize,
    levels: usize,
    change: SpanChange,
}

#[derive(Clone, Debug)]
enum SpanChange {
    All,
    Up(Vec<u64>),
    Down(Vec<u64>),
    Listed(Vec<u64>),
}

impl Span {
    /// The spans of some axes, given in index order.
    pub fn of(space: &Space, axes: impl Iterator<Item = usize>) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for axis in axes {
            let levels = space.axes()[axis].levels;
            let targets = space.targets(axis);
            let is = |change: Change| change.targets(levels) == targets;
            let span = Span {
                stride: space.stride(axis),
                levels: levels.into(),
                change: if is(Change::Reversible) {
                    SpanChange::All
                } else if is(Change::OneWayUp) {
                    SpanChange::Up(targets.to_vec())
                } else if is(Change::OneWayDown) {
                    SpanChange::Down(targets.to_vec())
                } else {
                    SpanChange::Listed(targets.to_vec())
                },
            };
            match spans.last_mut() {
                Some(last)
                    if last.is_reversible()
                        && span.is_reversible()
                        && last.stride * last.levels == span.stride =>
                {
                    last.levels *= span.levels;
                }
                _ => spans.push(span),
            }
        }
        spans
    }

    pub fn is_reversible(&self) -> bool {
        matches!(self.change, SpanChange::All)
    }

    /// Whether two changes in a row can always be made as one.
    pub fn is_transitive(&self) -> bool {
        match &self.change {
            SpanChange::Listed(targets) => is_transitive(targets),
            _ => true,
        }
    }

    /// Each entry becomes the least of itself and those it can be changed to.
    pub fn spread(&self, x: &mut [u32], scratch: &mut Vec<u32>) {
        let stride = self.stride;
        match &self.change {
            SpanChange::All if self.levels == 2 => {
                return pairs(x, stride, |a, b| (a.min(b), a.min(b)));
            }
            SpanChange::Up(_) if self.levels == 2 => return pairs(x, stride, |a, b| (a.min(b), b)),
            SpanChange::Down(_) if self.levels == 2 => {
                return pairs(x, stride, |a, b| (a, a.min(b)));
            }
            _ => {}
        }
        for block in x.chunks_exact_mut(stride * self.levels) {
            match &self.change {
                SpanChange::All if stride == 1 => {
                    let least = block.iter().fold(u32::MAX, |a, &b| a.min(b));
                    block.fill(least);
                }
                SpanChange::All => {
                    let (first, rest) = block.split_at_mut(stride);
                    rest.chunks_exact(stride)
                        .for_each(|next| lower(first, next));
                    rest.chunks_exact_mut(stride)
                        .for_each(|next| next.copy_from_slice(first));
                }
                SpanChange::Up(_) => {
                    for at in (stride..block.len()).step_by(stride).rev() {
                        let (below, above) = block.split_at_mut(at);
                        lower(&mut below[at - stride..], &above[..stride]);
                    }
                }
                SpanChange::Down(_) => {
                    for at in (stride..block.len()).step_by(stride) {
                        let (below, above) = block.split_at_mut(at);
                        lower(&mut above[..stride], &below[at - stride..]);
                    }
                }
                SpanChange::Listed(targets) => {
                    scratch.clear();
                    scratch.extend_from_slice(block);
                    lower_listed(block, scratch, stride, targets);
                }
            }
        }
    }

    /// Takes one more axis into `out`, the least of `x` over the changes of the
    /// axes so far that change something: either this axis stays and an earlier
    /// one changes, or this one changes and the earlier ones may.
    pub fn spread_changed(&self, x: &[u32], out: &mut [u32], scratch: &mut Vec<u32>) {
        let stride = self.stride;
        let size = stride * self.levels;
        for (x, out) in x.chunks_exact(size).zip(out.chunks_exact_mut(size)) {
            scratch.clear();
            scratch.extend(x.iter().zip(&*out).map(|(a, b)| a.min(b)));
            match &self.change {
                SpanChange::All => {
                    for column in 0..stride {
                        let at = |level: usize| column + level * stride;
                        // The least of the others: the second least for the least.
                        let (mut least, mut second) = (u32::MAX, u32::MAX);
                        for level in 0..self.levels {
                            let value = scratch[at(level)];
                            second = second.min(value.max(least));
                            least = least.min(value);
                        }
                        for level in 0..self.levels {
                            let own = scratch[at(level)] == least;
                            let others = if own { second } else { least };
                            out[at(level)] = out[at(level)].min(others);
                        }
                    }
                }
                SpanChange::Up(targets)
                | SpanChange::Down(targets)
                | SpanChange::Listed(targets) => lower_listed(out, scratch, stride, targets),
            }
        }
    }
}

/// Two levels `stride` apart each become what `both` makes of them.
fn pairs(x: &mut [u32], stride: usize, both: impl Fn(u32, u32) -> (u32, u32)) {
    match stride {
        // Runs too short for a loop of their own.
        1 => short_pairs::<2>(x, both),
        2 => short_pairs::<4>(x, both),
        4 => short_pairs::<8>(x, both),
        8 => short_pairs::<16>(x, both),
        _ => {
            for block in x.chunks_exact_mut(2 * stride) {
                let (low, high) = block.split_at_mut(stride);
                for (a, b) in low.iter_mut().zip(high) {
                    (*a, *b) = both(*a, *b);
                }
            }
        }
    }
}

fn short_pairs<const BLOCK: usize>(x: &mut [u32], both: impl Fn(u32, u32) -> (u32, u32)) {
    for block in x.as_chunks_mut::<BLOCK>().0 {
        for k in 0..BLOCK / 2 {
            (block[k], block[k + BLOCK / 2]) = both(block[k], block[k + BLOCK / 2]);
        }
    }
}

/// Whether two of the listed changes in a row can always be made as one.
pub(crate) fn is_transitive(targets: &[u64]) -> bool {
    targets.iter().enumerate().all(|(level, &next)| {
        let twice = ones(next).fold(0, |all, via| all | targets[via]);
        twice & !next & !(1 << level) == 0
    })
}

/// `a` becomes the lesser of `a` and `b`, entry by entry.
fn lower(a: &mut [u32], b: &[u32]) {
    for (a, &b) in a.iter_mut().zip(b) {
        *a = (*a).min(b);
    }
}

fn lower_listed(block: &mut [u32], from: &[u32], stride: usize, targets: &[u64]) {
    for (out, &targets) in block.chunks_exact_mut(stride).zip(targets) {
        for level in ones(targets) {
            lower(out, &from[level * stride..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Axis;

    fn spans(axes: &[(u8, Change)]) -> Vec<Span> {
        let axes: Vec<Axis> = axes
            .iter()
            .map(|(levels, change)| Axis {
                owner: 0,
                levels: *levels,
                change: change.clone(),
            })
            .collect();
        let count = axes.len();
        Span::of(&Space::new(axes), 0..count)
    }

    fn spread<const N: usize>(axes: &[(u8, Change)], mut x: [u32; N]) -> [u32; N] {
        for span in spans(axes) {
            span.spread(&mut x, &mut Vec::new());
        }
        x
    }

    fn changed<const N: usize>(axes: &[(u8, Change)], x: [u32; N]) -> [u32; N] {
        let mut out = [u32::MAX; N];
        for span in spans(axes) {
            span.spread_changed(&x, &mut out, &mut Vec::new());
        }
        out
    }

    #[test]
    fn one_axis() {
        const MAX: u32 = u32::MAX;
        let x = [3, 1, 2];
        let table = || Change::Table(vec![0b100, 0b101, 0]);
        assert_eq!(spread(&[(3, Change::Reversible)], x), [1, 1, 1]);
        assert_eq!(spread(&[(3, Change::OneWayUp)], x), [1, 1, 2]);
        assert_eq!(spread(&[(3, Change::OneWayDown)], x), [3, 1, 1]);
        assert_eq!(spread(&[(3, table())], x), [2, 1, 2]);
        assert_eq!(changed(&[(3, Change::Reversible)], x), [1, 2, 1]);
        assert_eq!(changed(&[(3, Change::Reversible)], [1, 1, 2]), [1, 1, 1]);
        assert_eq!(changed(&[(3, Change::OneWayUp)], x), [1, 2, MAX]);
        assert_eq!(changed(&[(3, Change::OneWayDown)], x), [MAX, 3, 1]);
        assert_eq!(changed(&[(3, table())], x), [2, 2, MAX]);
    }

    #[test]
    fn two_levels_at_every_stride() {
        let x: [u32; 64] = std::array::from_fn(|s| (s as u32 * 37 + 11) % 64);
        for change in [Change::Reversible, Change::OneWayUp, Change::OneWayDown] {
            for axis in 0..6 {
                let stride = 1 << axis;
                let axes: Vec<Axis> = (0..6)
                    .map(|k| Axis {
                        owner: usize::from(k != axis),
                        levels: 2,
                        change: change.clone(),
                    })
                    .collect();
                let mut found = x;
                for span in Span::of(&Space::new(axes), [axis].into_iter()) {
                    span.spread(&mut found, &mut Vec::new());
                }
                let targets = change.targets(2);
                for s in 0..64 {
                    let other = targets[s / stride % 2] != 0;
                    let least = if other { x[s].min(x[s ^ stride]) } else { x[s] };
                    assert_eq!(found[s], least, "{change:?}, stride {stride}, at {s}");
                }
            }
        }
    }

    #[test]
    fn a_move_changes_some_axis() {
        let up = || (2, Change::OneWayUp);
        // States by (axis 1, axis 0): 00, 01, 10, 11.
        assert_eq!(spread(&[up(), up()], [1, 2, 3, 4]), [1, 2, 3, 4]);
        assert_eq!(changed(&[up(), up()], [1, 2, 3, 4]), [2, 4, 4, u32::MAX]);
        assert_eq!(changed(&[up(), up()], [1, 3, 4, 2]), [2, 2, 2, u32::MAX]);
    }

    #[test]
    fn neighbouring_reversible_axes_are_one_span() {
        let free = || (2, Change::Reversible);
        assert_eq!(spans(&[free(), free(), free()]).len(), 1);
        assert_eq!(spans(&[free(), (2, Change::OneWayUp), free()]).len(), 3);
        assert_eq!(changed(&[free(), free()], [4, 1, 2, 3]), [1, 2, 1, 1]);
    }

    #[test]
    fn transitive_tables_are_known() {
        let is = |rows: &[u64]| {
            let change = Change::Table(rows.to_vec());
            spans(&[(rows.len() as u8, change)])[0].is_transitive()
        };
        assert!(!is(&[0b010, 0b100, 0]));
        assert!(is(&[0b110, 0b100, 0]));
        // There and back is no change.
        assert!(is(&[0b10, 0b01]));
    }
}
