//! Formulas read block by block: whole words of combinations at a time, in pieces
//! that stay in the nearest cache.

use crate::computation::Computation;
use crate::{Bits, Formula, Space, Stopped};

/// Combinations in a block: whole words of 64.
pub(crate) const BLOCK: usize = 4096;

/// A formula made ready for a space.
#[derive(Debug)]
pub(crate) enum Circuit {
    Constant(bool),
    /// A level of an option that may change within a word: what repeats, followed
    /// by as much of it again as a word may run over its end.
    Narrow {
        period: usize,
        bits: Vec<u64>,
    },
    /// A level of an option that changes at most once within a word.
    Wide {
        stride: usize,
        count: usize,
        levels: u64,
    },
    Not(Box<Circuit>),
    And(Vec<Circuit>),
    Or(Vec<Circuit>),
}

/// Buffers of a block's words, to be used again.
#[derive(Debug, Default)]
pub(crate) struct Buffers(Vec<Vec<u64>>);

impl Buffers {
    /// A buffer of `words` words (at most those of a block); what is in it means
    /// nothing.
    pub fn take(&mut self, words: usize) -> Vec<u64> {
        let mut buffer = self.0.pop().unwrap_or_default();
        buffer.resize(words, 0);
        buffer
    }

    pub fn give_back(&mut self, buffer: Vec<u64>) {
        self.0.push(buffer);
    }
}

impl Circuit {
    pub fn new(formula: &Formula, space: &Space) -> Self {
        let all = |parts: &[Formula]| parts.iter().map(|p| Circuit::new(p, space)).collect();
        match formula {
            Formula::Constant(value) => Circuit::Constant(*value),
            Formula::Level { axis, levels } => Circuit::level(space, *axis, *levels),
            Formula::Not(part) => Circuit::Not(Box::new(Circuit::new(part, space))),
            Formula::And(parts) => Circuit::And(all(parts)),
            Formula::Or(parts) => Circuit::Or(all(parts)),
        }
    }

    fn level(space: &Space, axis: usize, levels: u64) -> Self {
        let stride = space.stride(axis);
        let count = usize::from(space.axes()[axis].levels);
        if stride >= 64 {
            return Circuit::Wide {
                stride,
                count,
                levels,
            };
        }
        let period = stride * count;
        let mut bits = vec![0; (period + 64).div_ceil(64) + 1];
        for (run, from) in (0..period + 64).step_by(stride).enumerate() {
            if levels >> (run % count) & 1 == 1 {
                // A run is shorter than a word.
                let ones = (1 << stride) - 1;
                bits[from / 64] |= ones << (from % 64);
                bits[from / 64 + 1] |= ones >> 1 >> (63 - from % 64);
            }
        }
        Circuit::Narrow { period, bits }
    }

    /// Which of the combinations from `first` (a multiple of 64) on, as many as
    /// `words` has bits, meet the formula: written to `words`, or returned where
    /// all do or none does (then what is in `words` means nothing). What is beyond
    /// the space means nothing either.
    pub fn read(&self, first: usize, words: &mut [u64], buffers: &mut Buffers) -> Option<bool> {
        match self {
            Circuit::Constant(value) => Some(*value),
            Circuit::Narrow { period, bits } => {
                let mut at = first % period;
                let step = 64 % period;
                for word in words {
                    let (k, shift) = (at / 64, at % 64);
                    // In two steps, since no shift goes as far as 64.
                    *word = bits[k] >> shift | bits[k + 1] << 1 << (63 - shift);
                    at += step;
                    at -= if at < *period { 0 } else { *period };
                }
                None
            }
            Circuit::Wide {
                stride,
                count,
                levels,
            } => {
                let met = |level: usize| levels >> level & 1 == 1;
                let mut level = first / stride % count;
                let mut left = stride - first % stride;
                if left >= words.len() * 64 {
                    return Some(met(level));
                }
                let mut now = mask(met(level));
                for word in words {
                    *word = now;
                    if left < 64 {
                        level = if level + 1 < *count { level + 1 } else { 0 };
                        now = mask(met(level));
                        *word ^= (*word ^ now) << left;
                        left += stride;
                    }
                    left -= 64;
                }
                None
            }
            Circuit::Not(part) => {
                let known = part.read(first, words, buffers);
                if known.is_none() {
                    words.iter_mut().for_each(|word| *word = !*word);
                }
                known.map(|known| !known)
            }
            Circuit::And(parts) => join(parts, true, |a, b| a & b, first, words, buffers),
            Circuit::Or(parts) => join(parts, false, |a, b| a | b, first, words, buffers),
        }
    }

    /// As [`Circuit::read`], always written.
    pub fn write(&self, first: usize, words: &mut [u64], buffers: &mut Buffers) {
        if let Some(known) = self.read(first, words, buffers) {
            words.fill(mask(known));
        }
    }
}

fn mask(met: bool) -> u64 {
    if met { u64::MAX } else { 0 }
}

/// Joins the parts; `neutral` is what changes nothing, its contrary decides.
fn join(
    parts: &[Circuit],
    neutral: bool,
    join: impl Fn(u64, u64) -> u64,
    first: usize,
    words: &mut [u64],
    buffers: &mut Buffers,
) -> Option<bool> {
    let mut other = buffers.take(words.len());
    let mut result = Some(neutral);
    for part in parts {
        let into = if result.is_none() {
            &mut other
        } else {
            &mut *words
        };
        match part.read(first, into, buffers) {
            Some(known) if known == neutral => {}
            Some(known) => {
                result = Some(known);
                break;
            }
            None => {
                if result.is_none() {
                    for (word, &other) in words.iter_mut().zip(&other) {
                        *word = join(*word, other);
                    }
                }
                result = None;
            }
        }
    }
    buffers.give_back(other);
    result
}

impl Formula {
    /// The set of all combinations that meet the formula, block by block.
    ///
    /// # Panics
    /// If the formula names an axis that `space` lacks.
    pub fn extension(&self, space: &Space) -> Bits {
        let circuit = Circuit::new(self, space);
        let mut buffers = Buffers::default();
        let mut bits = Bits::none(space.size());
        for (first, words) in bits.parts_mut(BLOCK) {
            circuit.write(first, words, &mut buffers);
        }
        bits.trim();
        bits
    }

    /// The combinations of `among` that meet the formula. Blocks of which `among` has
    /// none are not looked at.
    ///
    /// # Panics
    /// If the formula names an axis that `space` lacks.
    pub fn extension_in(&self, space: &Space, among: &Bits) -> Bits {
        let circuit = Circuit::new(self, space);
        let mut buffers = Buffers::default();
        let mut bits = Bits::none(space.size());
        let there = among.words().chunks(BLOCK / 64);
        for ((first, words), there) in bits.parts_mut(BLOCK).zip(there) {
            if there.iter().any(|&word| word != 0) {
                circuit.write(first, words, &mut buffers);
                words.iter_mut().zip(there).for_each(|(a, b)| *a &= b);
            }
        }
        bits
    }

    /// The same as [`Formula::extension`], on the threads of `course`; takes a step per
    /// combination.
    pub(crate) fn extension_on(
        &self,
        space: &Space,
        course: &Computation,
    ) -> Result<Bits, Stopped> {
        let circuit = Circuit::new(self, space);
        let mut bits = Bits::none(space.size());
        let parts = bits.parts_mut(64 * BLOCK);
        course.each(parts, Buffers::default, |buffers, (first, words)| {
            for (k, words) in words.chunks_mut(BLOCK / 64).enumerate() {
                circuit.write(first + k * BLOCK, words, buffers);
            }
            course.advance(words.len() as u64 * 64);
            Ok(())
        })?;
        bits.trim();
        Ok(bits)
    }
}
