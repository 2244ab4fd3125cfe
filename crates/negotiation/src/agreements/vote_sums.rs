//! Sums of votes for all agreements at once: one set per binary digit.

use hikiwake_graph::Bits;

/// Per agreement a whole number.
pub(crate) struct VoteSums {
    /// The agreements whose number has the digit for 1, 2, 4, ….
    digits: Vec<Bits>,
    universe: usize,
}

impl VoteSums {
    /// 0 everywhere.
    pub fn none(universe: usize) -> Self {
        VoteSums {
            digits: Vec::new(),
            universe,
        }
    }

    /// Adds `votes` to each of these agreements.
    pub fn add(&mut self, to: &Bits, votes: u64) {
        for place in (0..u64::BITS as usize).filter(|place| votes >> place & 1 == 1) {
            let mut carried = to.clone();
            let mut place = place;
            loop {
                while self.digits.len() <= place {
                    self.digits.push(Bits::none(self.universe));
                }
                if !self.digits[place].add_digit(&mut carried) {
                    break;
                }
                place += 1;
            }
        }
    }

    /// The agreements whose number has the digit for 1, 2, 4, ….
    pub fn digits(self) -> Vec<Bits> {
        self.digits
    }

    /// The agreements whose number is at most this.
    pub fn at_most(&self, most: u64) -> Bits {
        let mut less = Bits::none(self.universe);
        // Alike in all digits so far, the highest first.
        let mut alike = Bits::all(self.universe);
        for place in (0..u64::BITS as usize).rev() {
            match (most >> place & 1, self.digits.get(place)) {
                (1, Some(digit)) => {
                    let mut lower = alike.clone();
                    lower.subtract(digit);
                    less.unite(&lower);
                    alike.intersect(digit);
                }
                (1, None) => return Bits::all(self.universe),
                (_, Some(digit)) => alike.subtract(digit),
                (_, None) => {}
            }
        }
        less.unite(&alike);
        less
    }

    /// The agreements whose number is above that of `other`.
    pub fn above(&self, other: &VoteSums) -> Bits {
        const PART: usize = 512;
        let mut above = Bits::none(self.universe);
        let places = self.digits.len().max(other.digits.len());
        // Part by part, what is compared stays at hand.
        for first in (0..self.universe.div_ceil(64)).step_by(PART) {
            let part = first..self.universe.div_ceil(64).min(first + PART);
            let none = [0; PART];
            let (mut higher, mut alike) = ([0; PART], [u64::MAX; PART]);
            for place in (0..places).rev() {
                let [mine, theirs] = [self, other].map(|sums| match sums.digits.get(place) {
                    Some(digit) => &digit.words()[part.clone()],
                    None => &none[..part.len()],
                });
                let words = higher.iter_mut().zip(&mut alike).zip(mine).zip(theirs);
                for (((higher, alike), mine), theirs) in words {
                    *higher |= *alike & mine & !theirs;
                    *alike &= !(mine ^ theirs);
                }
            }
            above.unite_from(64 * first, &higher[..part.len()]);
        }
        above
    }
}

#[cfg(test)]
mod tests {
    use hikiwake_graph::State;

    use super::*;

    /// All subsets of five voters as agreements, each with the votes of its members.
    #[test]
    fn digits_add_up() {
        let votes = [9u64, 1, 6, 0, 5];
        let sets = [0, 1, 2, 3, 4].map(|voter| {
            let mut set = Bits::none(32);
            (0..32u32)
                .filter(|members| members >> voter & 1 == 1)
                .for_each(|members| set.insert(State(members)));
            set
        });
        let (mut sums, mut some) = (VoteSums::none(32), VoteSums::none(32));
        for voter in 0..5 {
            sums.add(&sets[voter], votes[voter]);
            some.add(&sets[voter], if voter > 2 { 0 } else { votes[2 - voter] });
        }
        let sum = |members: u32, votes: &[u64]| -> u64 {
            let who = votes.iter().enumerate();
            who.filter(|(voter, _)| members >> voter & 1 == 1)
                .map(|(_, v)| v)
                .sum()
        };
        for members in 0..32 {
            let number = sum(members, &votes);
            for most in 0..40 {
                assert_eq!(sums.at_most(most).has(State(members)), number <= most);
            }
            let other = sum(members, &[6, 1, 9]);
            assert_eq!(sums.above(&some).has(State(members)), number > other);
            assert_eq!(some.above(&sums).has(State(members)), other > number);
        }
    }
}
