//! Ordinal values side by side, a word of bits' worth at a time.
//!
//! Ordinal values are below 2^30, and positive floating-point numbers are in the order
//! of their bits. So what is kept of values is kept as floats of the same bits: the
//! plain x86-64 has the maximum of floats in one step, of 32-bit integers in six.

use std::array::from_fn;

/// Entries worked on at once: one for each bit of a word.
pub(crate) const LANES: usize = 64;

/// As many values.
pub(crate) type PackedOrdinals = [u32; LANES];

/// As many values, as floats of the same bits.
pub(crate) type Floats = [f32; LANES];

/// The greater of two; without the care of [`f32::max`] for what is no number.
pub(crate) fn greater(a: f32, b: f32) -> f32 {
    if a < b { b } else { a }
}

/// The lesser of two.
pub(crate) fn lesser(a: f32, b: f32) -> f32 {
    if a > b { b } else { a }
}

/// `least` becomes the lesser of both and `most` the greater, entry by entry.
pub(crate) fn bound(least: &mut Floats, most: &mut Floats, values: &PackedOrdinals) {
    *most = from_fn(|k| greater(most[k], f32::from_bits(values[k])));
    *least = from_fn(|k| lesser(least[k], f32::from_bits(values[k])));
}

/// What `pick` leaves of all entries.
pub(crate) fn pick_one(kept: &[Floats], pick: impl Fn(f32, f32) -> f32) -> f32 {
    let mut words = kept.iter().copied();
    let first = words.next().unwrap_or([0.0; LANES]);
    let lanes = words.fold(first, |lanes, word| from_fn(|k| pick(lanes[k], word[k])));
    lanes.into_iter().reduce(pick).unwrap_or(0.0)
}

/// Every entry becomes what `pick` leaves of those that differ from it in one axis
/// only, of `levels` with `inner` combinations of the axes below.
pub(crate) fn pick_along(
    kept: &mut [Floats],
    levels: usize,
    inner: usize,
    pick: impl Fn(f32, f32) -> f32 + Copy,
) {
    if !(levels.is_power_of_two() && inner.is_power_of_two()) {
        return pick_in_groups(kept, levels, inner, pick);
    }
    // As many axes of two levels.
    let mut inner = inner;
    for _ in 0..levels.trailing_zeros() {
        match inner {
            1 => pick_in_pairs::<1>(kept, pick),
            2 => pick_in_pairs::<2>(kept, pick),
            4 => pick_in_pairs::<4>(kept, pick),
            8 => pick_in_pairs::<8>(kept, pick),
            16 => pick_in_pairs::<16>(kept, pick),
            32 => pick_in_pairs::<32>(kept, pick),
            _ => pick_in_groups(kept, 2, inner, pick),
        }
        inner *= 2;
    }
}

/// The same for an axis of two levels.
fn pick_in_pairs<const INNER: usize>(kept: &mut [Floats], pick: impl Fn(f32, f32) -> f32) {
    let lower_and_upper = kept.as_flattened_mut().as_chunks_mut::<INNER>().0;
    for [lower, upper] in lower_and_upper.as_chunks_mut().0 {
        *lower = from_fn(|k| pick(lower[k], upper[k]));
        *upper = *lower;
    }
}

/// The same for any axis.
fn pick_in_groups(
    kept: &mut [Floats],
    levels: usize,
    inner: usize,
    pick: impl Fn(f32, f32) -> f32,
) {
    for group in kept.as_flattened_mut().chunks_exact_mut(levels * inner) {
        for k in 0..inner {
            let picked = (1..levels).fold(group[k], |a, level| pick(a, group[level * inner + k]));
            (0..levels).for_each(|level| group[level * inner + k] = picked);
        }
    }
}

/// What values are compared with.
pub(crate) struct Bounds {
    above: [i32; 2],
    /// The bit of each entry of half a word. No constant: the optimiser knows better
    /// for the first two, and the loop is no longer one of vectors.
    bits: [i32; LANES / 2],
}

impl Bounds {
    /// To be at least each of two values.
    pub fn at_least(values: [f32; 2]) -> Bounds {
        Bounds {
            above: values.map(|value| value.to_bits() as i32 - 1),
            bits: from_fn(|k| 1 << k),
        }
    }

    /// Where a value is what is kept of it, and where it is within each bound, as bits.
    #[inline(never)]
    pub fn compare(&self, values: &PackedOrdinals, kept: &Floats) -> [u64; 3] {
        // Four entries side by side fill a vector; their bits come together at the end.
        let mut found = [[[0; 4]; 2]; 3];
        for half in 0..2 {
            for group in 0..LANES / 8 {
                for k in 0..4 {
                    let bit = 4 * group + k;
                    let value = values[32 * half + bit] as i32;
                    let same = value == kept[32 * half + bit].to_bits() as i32;
                    let holds = [same, value > self.above[0], value > self.above[1]];
                    for (found, holds) in found.iter_mut().zip(holds) {
                        found[half][k] |= -i32::from(holds) & self.bits[bit];
                    }
                }
            }
        }
        found.map(|halves| {
            let [low, high] = halves.map(|[a, b, c, d]| u64::from((a | b | c | d) as u32));
            low | high << 32
        })
    }
}
