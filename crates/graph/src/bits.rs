//! Sets of states as bits.

use crate::State;

/// A set of states, one bit each, over the combinations `0..universe`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bits {
    // Bits at and above `len` are always 0.
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// The empty set over `universe` combinations.
    pub fn none(universe: usize) -> Self {
        Bits {
            words: vec![0; universe.div_ceil(64)],
            len: universe,
        }
    }

    /// The set of all `universe` combinations.
    pub fn all(universe: usize) -> Self {
        let mut bits = Bits::none(universe);
        bits.complement();
        bits
    }

    /// Number of combinations that could be in the set.
    pub fn universe(&self) -> usize {
        self.len
    }

    /// Whether `state` is in the set.
    pub fn has(&self, state: State) -> bool {
        let index = state.0 as usize;
        index < self.len && self.words[index / 64] >> (index % 64) & 1 == 1
    }

    /// Number of states in the set.
    pub fn count(&self) -> usize {
        count_shared(&self.words, &self.words)
    }

    /// Number of states that are also in `other` (of the same universe).
    pub fn count_in(&self, other: &Bits) -> usize {
        count_shared(&self.words, &other.words)
    }

    /// Whether no state is in the set.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&w| w == 0)
    }

    /// The states of the set, lowest index first.
    pub fn iter(&self) -> impl Iterator<Item = State> + '_ {
        let words = self.words.iter().enumerate();
        words.flat_map(|(k, &word)| ones(word).map(move |bit| State((k * 64 + bit) as u32)))
    }

    /// Adds `state`; a state outside the universe is ignored.
    pub fn insert(&mut self, state: State) {
        let index = state.0 as usize;
        if index < self.len {
            self.words[index / 64] |= 1 << (index % 64);
        }
    }

    /// Takes `state` out.
    pub fn remove(&mut self, state: State) {
        let index = state.0 as usize;
        if index < self.len {
            self.words[index / 64] &= !(1 << (index % 64));
        }
    }

    /// Keeps only what is also in `other` (of the same universe).
    pub fn intersect(&mut self, other: &Bits) {
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a &= b;
        }
    }

    /// Adds what is in `other` (of the same universe).
    pub fn unite(&mut self, other: &Bits) {
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a |= b;
        }
    }

    /// Adds what these words are the bits of, from combination `first` (a multiple of 64)
    /// on; none of it lies outside the universe.
    pub fn unite_from(&mut self, first: usize, words: &[u64]) {
        let own = self.words.iter_mut().skip(first / 64);
        own.zip(words).for_each(|(a, b)| *a |= b);
    }

    /// Removes what is in `other` (of the same universe).
    pub fn subtract(&mut self, other: &Bits) {
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a &= !b;
        }
    }

    /// Whether both have the same states of `within` (all of the same universe).
    pub fn same_in(&self, other: &Bits, within: &Bits) -> bool {
        // Without a way out within a part, many are compared at once.
        let parts = self.words.chunks(PART).zip(other.words.chunks(PART));
        let mut parts = parts.zip(within.words.chunks(PART));
        parts.all(|((a, b), within)| {
            let words = a.iter().zip(b).zip(within);
            words.fold(0, |any, ((a, b), within)| any | (a ^ b) & within) == 0
        })
    }

    /// Adds `carried` (of the same universe) as one binary digit adds to another, state
    /// by state: what only one has is in the sum, what both had stays in `carried`, for
    /// the next digit. Whether there is any of that.
    pub fn add_digit(&mut self, carried: &mut Bits) -> bool {
        let mut any = 0;
        for (a, b) in self.words.iter_mut().zip(&mut carried.words) {
            let both = *a & *b;
            *a ^= *b;
            *b = both;
            any |= both;
        }
        any != 0
    }

    /// Turns the set into everything that was not in it.
    pub fn complement(&mut self) {
        for word in &mut self.words {
            *word = !*word;
        }
        self.trim();
    }

    /// Whether every state of the set is in `other` (of the same universe).
    pub fn is_subset(&self, other: &Bits) -> bool {
        self.words
            .iter()
            .zip(&other.words)
            .all(|(a, b)| a & !b == 0)
    }

    /// The set of the positions at which `holds` is true.
    pub fn from_fn(universe: usize, holds: impl Fn(usize) -> bool) -> Self {
        let words = (0..universe.div_ceil(64))
            .map(|k| {
                let first = k * 64;
                (first..universe.min(first + 64))
                    .fold(0, |word, s| word | u64::from(holds(s)) << (s - first))
            })
            .collect();
        Bits {
            words,
            len: universe,
        }
    }

    /// The set over no combinations.
    pub(crate) const NONE: Bits = Bits {
        words: Vec::new(),
        len: 0,
    };

    /// The set that these words are, bits outside the universe being 0.
    pub(crate) fn from_words(words: Vec<u64>, universe: usize) -> Self {
        Bits {
            words,
            len: universe,
        }
    }

    /// The set as bits: that of a combination is bit `index % 64` of word `index / 64`.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// The words in parts of `combinations` (a multiple of 64), each with its first
    /// combination, to be written; then comes [`Bits::trim`].
    pub(crate) fn parts_mut(
        &mut self,
        combinations: usize,
    ) -> impl ExactSizeIterator<Item = (usize, &mut [u64])> {
        let parts = self.words.chunks_mut(combinations / 64).enumerate();
        parts.map(move |(k, words)| (k * combinations, words))
    }

    /// Clears what lies outside the universe.
    pub(crate) fn trim(&mut self) {
        if !self.len.is_multiple_of(64)
            && let Some(last) = self.words.last_mut()
        {
            *last &= u64::MAX >> (64 - self.len % 64);
        }
    }
}

/// Words that are compared before it is asked whether to go on.
const PART: usize = 256;

/// Words that are counted at once: seven for each of some lanes.
const COUNTED: usize = 7 * LANES;
const LANES: usize = 8;

/// How many bits two lists of words share. To count the bits of a word takes long where
/// the processor has no step for it: so seven words are added up first, as digits.
fn count_shared(a: &[u64], b: &[u64]) -> usize {
    let add = |a: u64, b: u64, c: u64| (a ^ b ^ c, a & b | c & (a ^ b));
    let ((a, a_left), (b, b_left)) = (a.as_chunks::<COUNTED>(), b.as_chunks::<COUNTED>());
    let mut counts = [0u64; LANES];
    for (a, b) in a.iter().zip(b) {
        for (lane, count) in counts.iter_mut().enumerate() {
            let word = |k: usize| a[k * LANES + lane] & b[k * LANES + lane];
            let (first, twos_of_first) = add(word(0), word(1), word(2));
            let (second, twos_of_second) = add(word(3), word(4), word(5));
            let (ones, twos_of_both) = add(first, second, word(6));
            let (twos, fours) = add(twos_of_first, twos_of_second, twos_of_both);
            let [ones, twos, fours] =
                [ones, twos, fours].map(|digit| u64::from(digit.count_ones()));
            *count += ones + 2 * twos + 4 * fours;
        }
    }
    let left = a_left.iter().zip(b_left);
    let left: u32 = left.map(|(a, b)| (a & b).count_ones()).sum();
    counts.iter().sum::<u64>() as usize + left as usize
}

/// The positions of the bits that are set, lowest first.
pub(crate) fn ones(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = bits.trailing_zeros() as usize;
        (bits != 0).then(|| {
            bits &= bits - 1;
            bit
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(bits: &Bits) -> Vec<u32> {
        bits.iter().map(|s| s.0).collect()
    }

    #[test]
    fn shared_states_are_counted() {
        for universe in [0, 63, 64, 56 * 64, 10_000] {
            let a = Bits::from_fn(universe, |at| at % 3 == 0 || at % 64 < 9);
            let b = Bits::from_fn(universe, |at| at % 5 < 3);
            assert_eq!(a.count(), a.iter().count());
            assert_eq!(a.count_in(&b), a.iter().filter(|s| b.has(*s)).count());
        }
    }

    #[test]
    fn operations_stay_inside_the_universe() {
        let mut a = Bits::none(70);
        a.insert(State(3));
        a.insert(State(69));
        a.insert(State(70));
        assert_eq!(set(&a), [3, 69]);
        assert!(!a.has(State(70)) && !a.has(State(u32::MAX)));
        let mut one = a.clone();
        one.remove(State(3));
        one.remove(State(70));
        assert_eq!(set(&one), [69]);
        let mut b = a.clone();
        b.complement();
        assert_eq!(b.count(), 68);
        let mut none = b.clone();
        none.intersect(&a);
        assert!(none.is_empty() && none.is_subset(&a));
        assert_eq!(Bits::all(70).count(), 70);
        assert_eq!(Bits::all(64).count(), 64);
        assert_eq!(Bits::all(0).count(), 0);
        let mut c = Bits::all(70);
        c.subtract(&a);
        assert_eq!((c.count_in(&Bits::all(70)), c.count_in(&a)), (68, 0));
        assert!(c.same_in(&Bits::all(70), &c) && !c.same_in(&a, &c));
        let mut carried = a.clone();
        assert!(!c.add_digit(&mut carried) && carried.is_empty());
        assert_eq!(c, Bits::all(70));
        carried.unite(&a);
        assert!(c.add_digit(&mut carried));
        assert_eq!((carried, c), (a, b));
    }
}
