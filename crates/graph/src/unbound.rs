//! Nash, GMR and SMR where nothing stands in anyone's way: every combination is
//! feasible, every option can be changed to every level, no transition is forbidden.
//!
//! The states are then a matrix for each decision maker: own position a by the
//! others' position b. The others can bring about any b and one can take any a, so
//! the most that one can have is M(b) = max over a of P(a, b), and the least that
//! the others leave at a is min over b of P(a, b). GMR comes down to P being at
//! least the greatest of these (maximin), SMR to P being at least the least M
//! (minimax). Two passes over the values answer all three.

use crate::course::Course;
use crate::moves::Mover;
use crate::reduce::Span;
use crate::{Bits, Model, Stopped};

/// Most combinations worked on at once: they stay in the nearest cache.
const BLOCK: usize = 4096;

/// Fewer entries than this are not worth a call.
const SHORT: usize = 8;

/// The matrix of one decision maker, in blocks of neighbouring combinations.
struct Matrix {
    /// Levels of the axes inside a block, lowest first, and whether they are own.
    dims: Vec<(usize, bool)>,
    /// Combinations in a block.
    block: usize,
    /// Per block, the first own position and the first position of the others.
    starts: Vec<[usize; 2]>,
    /// Positions in all: own, the others'.
    positions: [usize; 2],
    /// Positions of the others in a block.
    others: usize,
}

impl Matrix {
    /// `None` where a block is not a whole number of words of bits.
    fn new(model: &Model, i: usize, most: usize) -> Option<Matrix> {
        let axes = model.space().axes().iter();
        let axes = axes.map(|axis| (usize::from(axis.levels), axis.owner == i));
        let mut matrix = Matrix {
            dims: Vec::new(),
            block: 1,
            starts: vec![[0, 0]],
            positions: [1, 1],
            others: 1,
        };
        for (levels, own) in axes {
            let stride = &mut matrix.positions[usize::from(!own)];
            if matrix.starts.len() == 1 && matrix.block * levels <= most {
                matrix.dims.push((levels, own));
                matrix.block *= levels;
                *stride *= levels;
                matrix.others = matrix.positions[1];
                continue;
            }
            let lower = matrix.starts.clone();
            for level in 1..levels {
                matrix.starts.extend(lower.iter().map(|&(mut start)| {
                    start[usize::from(!own)] += level * *stride;
                    start
                }));
            }
            *stride *= levels;
        }
        matrix.block.is_multiple_of(64).then_some(matrix)
    }

    /// The states stable under Nash, GMR and SMR for one who has these values.
    fn stable(&self, values: &[u32], course: &Course) -> Result<[Bits; 3], Stopped> {
        let mut most = vec![0; self.positions[1]];
        let mut least = vec![u32::MAX; self.positions[0]];
        let mut rest = Vec::with_capacity(self.block);
        let mut spare = Vec::with_capacity(self.block);
        let blocks = || values.chunks_exact(self.block).zip(&self.starts);
        for (block, &[a, b]) in blocks() {
            course.go_on()?;
            self.fold(block, true, u32::max, &mut rest);
            join(&mut most[b..], &rest, u32::max);
            self.fold(block, false, u32::min, &mut rest);
            join(&mut least[a..], &rest, u32::min);
            course.advance(self.block as u64);
        }
        let maximin = least.into_iter().max().unwrap_or(0);
        let minimax = most.iter().copied().min().unwrap_or(0);
        let mut stable = [const { Vec::new() }; 3];
        (stable.iter_mut()).for_each(|words| words.reserve_exact(values.len() / 64));
        for (block, &[_, b]) in blocks() {
            course.go_on()?;
            rest.clear();
            rest.extend_from_slice(&most[b..b + self.others]);
            self.unfold(&mut rest, &mut spare);
            let [nash, gmr, smr] = &mut stable;
            let pairs = block.as_chunks::<64>().0.iter().zip(rest.as_chunks().0);
            for (p, m) in pairs {
                nash.push(word(p, m));
                gmr.push(word(p, &[maximin; 64]));
                smr.push(word(p, &[minimax; 64]));
            }
            course.advance(self.block as u64);
        }
        Ok(stable.map(|words| Bits::from_words(words, values.len())))
    }

    /// `out` becomes the block with the own axes, or the others', folded away.
    fn fold(&self, block: &[u32], own: bool, f: impl Fn(u32, u32) -> u32, out: &mut Vec<u32>) {
        out.clear();
        // The axes of long strides first: what is left for the short ones is little.
        let (mut inner, mut outer) = (self.block, 1);
        for &(levels, is_own) in self.dims.iter().rev() {
            inner /= levels;
            if is_own != own {
                outer *= levels;
                continue;
            }
            let group = levels * inner;
            if out.is_empty() {
                for group in block.chunks_exact(group) {
                    let (first, others) = group.split_at(inner);
                    let at = out.len();
                    out.extend_from_slice(first);
                    (others.chunks_exact(inner)).for_each(|other| join(&mut out[at..], other, &f));
                }
            } else if inner < SHORT {
                for o in 0..outer {
                    for k in 0..inner {
                        let others = (1..levels).map(|level| out[o * group + level * inner + k]);
                        out[o * inner + k] = others.fold(out[o * group + k], &f);
                    }
                }
            } else {
                for o in 0..outer {
                    let (first, others) = out[o * group..][..group].split_at_mut(inner);
                    (others.chunks_exact(inner)).for_each(|other| join(first, other, &f));
                    out.copy_within(o * group..o * group + inner, o * inner);
                }
            }
            out.truncate(outer * inner);
        }
        if out.is_empty() {
            out.extend_from_slice(block);
        }
    }

    /// `x`, by the others' positions, becomes a block that is equal along own axes.
    fn unfold(&self, x: &mut Vec<u32>, spare: &mut Vec<u32>) {
        let mut inner = 1;
        for &(levels, own) in &self.dims {
            if own {
                spare.clear();
                spare.resize(x.len() * levels, 0);
                let groups = spare.chunks_exact_mut(levels * inner);
                for (group, run) in groups.zip(x.chunks_exact(inner)) {
                    for to in group.chunks_exact_mut(inner) {
                        if inner < SHORT {
                            to.iter_mut().zip(run).for_each(|(to, &value)| *to = value);
                        } else {
                            to.copy_from_slice(run);
                        }
                    }
                }
                std::mem::swap(x, spare);
            }
            inner *= levels;
        }
    }
}

/// `a` becomes `f` of both, entry by entry.
fn join(a: &mut [u32], b: &[u32], f: impl Fn(u32, u32) -> u32) {
    a.iter_mut().zip(b).for_each(|(a, &b)| *a = f(*a, b));
}

/// Where `a` is at least `b`, as bits.
fn word(a: &[u32; 64], b: &[u32; 64]) -> u64 {
    let mut holds = [0u8; 64];
    for (holds, (a, b)) in holds.iter_mut().zip(a.iter().zip(b)) {
        // Values are below 2^31; signed numbers are compared faster.
        *holds = u8::from(*a as i32 >= *b as i32);
    }
    // Eight bytes of 0 or 1 at a time: the product lines their bits up at the top.
    let bytes = holds.as_chunks::<8>().0.iter().enumerate();
    bytes.fold(0, |word, (k, bytes)| {
        let bits = u64::from_le_bytes(*bytes).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        word | bits << (8 * k)
    })
}

impl Model {
    /// Nash, GMR and SMR of everyone; `None` where something stands in the way, or
    /// where blocks would be no whole words of bits.
    pub(crate) fn stable_unbound(
        &self,
        course: &Course,
    ) -> Result<Option<Vec<[Bits; 3]>>, Stopped> {
        let reversible = |mover: &Mover| mover.spans.iter().all(Span::is_reversible);
        let free = |mover: &Mover| reversible(mover) && mover.stops.is_empty();
        if !self.has_no_holes() || !self.movers.iter().all(free) {
            return Ok(None);
        }
        let matrices = (0..self.decision_makers()).map(|i| Matrix::new(self, i, BLOCK));
        let Some(matrices) = matrices.collect::<Option<Vec<_>>>() else {
            return Ok(None);
        };
        let mut stable = vec![[Bits::NONE; 3]; matrices.len()];
        let parts = stable.iter_mut().zip(matrices.iter().zip(&self.values));
        let solve = |_: &mut (), part: (&mut [Bits; 3], (&Matrix, &Vec<u32>))| {
            let (stable, (matrix, values)) = part;
            *stable = matrix.stable(values, course)?;
            Ok(())
        };
        course.each(parts, || (), solve)?;
        Ok(Some(stable))
    }
}

#[cfg(test)]
mod tests {
    use crate::*;

    /// Options dealt out in turn; values that tell little apart, so that ties are many.
    fn model(levels: &[u8], decision_makers: usize, seed: u32) -> Model {
        let mut builder = ModelBuilder::new(decision_makers);
        for (k, &levels) in levels.iter().enumerate() {
            builder.option(Axis {
                owner: (k * 5 + seed as usize) % decision_makers,
                levels,
                change: Change::Reversible,
            });
        }
        let size: u32 = levels.iter().map(|&l| u32::from(l)).product();
        let mut x = seed;
        for i in 0..decision_makers {
            let value = |_| {
                x = x.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                x >> (24 + i)
            };
            builder.order(i, Order::Values((0..size).map(value).collect()));
        }
        builder.build().unwrap()
    }

    #[test]
    fn as_one_decision_maker_after_the_other() {
        let shapes: [&[u8]; 5] = [
            &[2; 6],
            &[2; 13],
            &[4, 3, 8, 2, 3],
            &[64, 3, 5],
            &[2, 2, 3, 16, 2, 2, 5, 2],
        ];
        let (mut stable, mut all) = ([0; 3], 0);
        for levels in shapes {
            for decision_makers in 1..=4 {
                for seed in 0..6 {
                    let model = model(levels, decision_makers, seed);
                    let run = Run::default();
                    let course = crate::course::Course::new(&run, 1);
                    let found = model.stable_unbound(&course).unwrap().unwrap();
                    for (i, found) in found.iter().enumerate() {
                        for (k, bits) in found.iter().enumerate() {
                            assert_eq!(*bits, model.stability_for(i, Concept::ALL[k]));
                            stable[k] += bits.count();
                        }
                        all += model.space().size();
                    }
                }
            }
        }
        assert!(stable.iter().all(|&n| n > 0 && n < all), "{stable:?} {all}");
        assert!(stable[0] < stable[2] && stable[2] < stable[1]);
    }

    #[test]
    fn not_where_something_stands_in_the_way() {
        let ask = |change: fn(&mut ModelBuilder)| {
            let mut builder = ModelBuilder::new(2);
            for k in 0..6 {
                builder.option(Axis {
                    owner: k % 2,
                    levels: 2,
                    change: Change::Reversible,
                });
            }
            change(&mut builder);
            let (model, run) = (builder.build().unwrap(), Run::default());
            let course = crate::course::Course::new(&run, 1);
            model.stable_unbound(&course).unwrap().is_some()
        };
        assert!(ask(|_| ()));
        assert!(!ask(|builder| {
            builder.require(Formula::Not(Box::new(Formula::Level {
                axis: 1,
                levels: 2,
            })));
        }));
        assert!(!ask(|builder| {
            let (from, to) = (
                Formula::Constant(true),
                Formula::Level { axis: 0, levels: 2 },
            );
            builder.forbid(from, to, None);
        }));
        assert!(!ask(|builder| {
            builder.option(Axis {
                owner: 0,
                levels: 2,
                change: Change::OneWayUp,
            });
        }));
    }
}
