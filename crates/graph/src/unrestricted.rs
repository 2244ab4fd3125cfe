//! Nash, GMR and SMR where nothing stands in anyone's way: every combination is
//! feasible, every option can be changed to every level, no transition is forbidden.
//!
//! The states are then a matrix for each decision maker: own position a by the
//! others' position b. The others can bring about any b and one can take any a, so
//! the most that one can have is M(b) = max over a of P(a, b), and the least that
//! the others leave at a is min over b of P(a, b). GMR comes down to P being at
//! least the greatest of these (maximin), SMR to P being at least the least M
//! (minimax). Two passes over the values answer all three.

use crate::computation::Computation;
use crate::moves::Mover;
use crate::packed_ordinals::{Bounds, Floats, LANES, bound, greater, lesser, pick_along, pick_one};
use crate::reduce::Span;
use crate::{Bits, Model, Stopped};

/// Most combinations between two questions whether to go on: what they touch stays
/// in the nearest cache.
const BLOCK: usize = 4096;

/// The matrix of one decision maker, cut into runs of neighbouring combinations that
/// differ in the lowest axes only. A run is a whole number of words of bits; positions
/// are told apart by run and, inside a run, by combination, so that a run is compared
/// with another entry by entry.
struct Matrix {
    /// Levels of the axes inside a run, lowest first, and whether they are own.
    inside: Vec<(usize, bool)>,
    /// Words in a run.
    run: usize,
    /// Per run of a block, where its own position and the others' position are kept.
    near: Vec<[usize; 2]>,
    /// The same per block, to be added.
    far: Vec<[usize; 2]>,
    /// Words that are kept: by own position, by the others'.
    kept: [usize; 2],
}

impl Matrix {
    /// `None` where no run within `most` combinations is a whole number of words.
    fn new(model: &Model, i: usize, most: usize) -> Option<Matrix> {
        let axes = model.space().axes().iter();
        let axes = axes.map(|axis| (usize::from(axis.levels), axis.owner == i));
        let mut axes = axes.peekable();
        let (mut inside, mut size) = (Vec::new(), 1_usize);
        while !size.is_multiple_of(LANES) {
            let axis = axes.next_if(|(levels, _)| size * levels <= most)?;
            size *= axis.0;
            inside.push(axis);
        }
        let run = size / LANES;
        let mut kept = [run; 2];
        let mut near = vec![[0, 0]];
        while let Some(axis) = axes.next_if(|(levels, _)| size * levels <= most) {
            size *= axis.0;
            place(&mut near, axis, &mut kept);
        }
        let mut far = vec![[0, 0]];
        axes.for_each(|axis| place(&mut far, axis, &mut kept));
        Some(Matrix {
            inside,
            run,
            near,
            far,
            kept,
        })
    }

    /// The states stable under Nash, GMR and SMR for one who has these values.
    fn stable(&self, values: &[u32], course: &Computation) -> Result<[Bits; 3], Stopped> {
        let words = values.as_chunks().0;
        let blocks = || {
            words
                .chunks_exact(self.near.len() * self.run)
                .zip(&self.far)
        };
        let mut least = vec![[f32::MAX; LANES]; self.kept[0]];
        let mut most = vec![[0.0; LANES]; self.kept[1]];
        for (block, far) in blocks() {
            course.go_on()?;
            for (run, near) in block.chunks_exact(self.run).zip(&self.near) {
                let least = &mut least[far[0] + near[0]..][..self.run];
                let most = &mut most[far[1] + near[1]..][..self.run];
                for ((values, least), most) in run.iter().zip(least).zip(most) {
                    bound(least, most, values);
                }
            }
            course.advance((block.len() * LANES) as u64);
        }
        self.settle(&mut least, false, lesser);
        self.settle(&mut most, true, greater);
        let maximin = pick_one(&least, greater);
        let minimax = pick_one(&most, lesser);
        let bounds = Bounds::at_least([maximin, minimax]);
        let mut stable = [const { Vec::new() }; 3];
        (stable.iter_mut()).for_each(|bits| bits.reserve_exact(words.len()));
        let [nash, gmr, smr] = &mut stable;
        for (block, far) in blocks() {
            course.go_on()?;
            for (run, near) in block.chunks_exact(self.run).zip(&self.near) {
                let most = &most[far[1] + near[1]..][..self.run];
                for (values, most) in run.iter().zip(most) {
                    let words = bounds.compare(values, most);
                    nash.push(words[0]);
                    gmr.push(words[1]);
                    smr.push(words[2]);
                }
            }
            course.advance((block.len() * LANES) as u64);
        }
        Ok(stable.map(|words| Bits::from_words(words, values.len())))
    }

    /// Does inside the runs what has been done across them: picks along own axes, or
    /// along the others'.
    fn settle(&self, kept: &mut [Floats], own: bool, pick: impl Fn(f32, f32) -> f32 + Copy) {
        let mut inner = 1;
        for &(levels, is_own) in &self.inside {
            if is_own == own {
                pick_along(kept, levels, inner, pick);
            }
            inner *= levels;
        }
    }
}

/// The places of each are those of `places` once more for each level of one more axis.
fn place(places: &mut Vec<[usize; 2]>, (levels, own): (usize, bool), kept: &mut [usize; 2]) {
    let of = usize::from(!own);
    let lower = places.len();
    places.reserve_exact((levels - 1) * lower);
    for level in 1..levels {
        for k in 0..lower {
            let mut place = places[k];
            place[of] += level * kept[of];
            places.push(place);
        }
    }
    kept[of] *= levels;
}

impl Model {
    /// Nash, GMR and SMR of everyone; `None` where something stands in the way, or
    /// where runs would be no whole words of bits. Fewer than `whole` combinations are
    /// left to one thread.
    pub(crate) fn stable_unbound(
        &self,
        course: &Computation,
        whole: usize,
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
        let mut parts = stable.iter_mut().zip(matrices.iter().zip(&self.values));
        let solve = |_: &mut (), part: (&mut [Bits; 3], (&Matrix, &Vec<u32>))| {
            let (stable, (matrix, values)) = part;
            *stable = matrix.stable(values, course)?;
            Ok(())
        };
        if self.space().size() < whole {
            parts.try_for_each(|part| solve(&mut (), part))?;
        } else {
            course.each(parts, || (), solve)?;
        }
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
                    let course = crate::computation::Computation::new(&run, 1);
                    let found = model.stable_unbound(&course, 0).unwrap().unwrap();
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
            let course = crate::computation::Computation::new(&run, 1);
            model.stable_unbound(&course, 0).unwrap().is_some()
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
