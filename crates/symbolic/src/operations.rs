//! Operations on the diagrams of a [`Forest`].

use crate::error::Reached;
use crate::forest::{Forest, Known, Tree, Way};

/// The question of [`Forest::and`]; those of [`Forest::product`] count from 1.
const BOTH: u32 = 0;
/// The question of [`Forest::within`].
const WITHIN: u32 = u32::MAX - 1;

impl Forest {
    /// Gives a number to a way of making products: `read` says where each variable of
    /// the second diagram is read (keeping their order, and moving a variable only to
    /// one that is freed), `freed` which variables are freed.
    pub fn way(&mut self, read: Vec<u32>, freed: Vec<bool>) -> usize {
        let end = freed.iter().rposition(|&freed| freed);
        self.ways.push(Way {
            read,
            freed,
            end: end.map_or(0, |v| v as u32 + 1),
        });
        self.ways.len() - 1
    }

    /// What is in `a` or `b`.
    pub fn or(&mut self, a: Tree, b: Tree) -> Result<Tree, Reached> {
        Ok(self.and(a.not(), b.not())?.not())
    }

    /// What is in both.
    pub fn and(&mut self, a: Tree, b: Tree) -> Result<Tree, Reached> {
        let (a, b) = (a.min(b), a.max(b));
        if a == Tree::TRUE || a == b {
            return Ok(b);
        }
        if a == Tree::FALSE || a == b.not() {
            return Ok(Tree::FALSE);
        }
        if let Some(known) = self.known(BOTH, a, b) {
            return Ok(known);
        }
        self.count()?;
        let (v, w) = (self.variable(a), self.variable(b));
        let variable = v.min(w);
        let (a0, a1) = if v == variable { self.links(a) } else { (a, a) };
        let (b0, b1) = if w == variable { self.links(b) } else { (b, b) };
        let low = self.and(a0, b0)?;
        let high = self.and(a1, b1)?;
        let answer = self.node(variable, low, high)?;
        self.remember(Known {
            question: BOTH,
            a,
            b,
            answer,
        });
        Ok(answer)
    }

    /// A diagram that is like `a` within `care` and as small as comes easily (the
    /// "restrict" of Coudert & Madre 1990); `care` must not be empty.
    pub fn within(&mut self, a: Tree, care: Tree) -> Result<Tree, Reached> {
        if care == Tree::TRUE || a.node() == 0 {
            return Ok(a);
        }
        if a == care {
            return Ok(Tree::TRUE);
        }
        if a == care.not() {
            return Ok(Tree::FALSE);
        }
        if let Some(known) = self.known(WITHIN, a, care) {
            return Ok(known);
        }
        self.count()?;
        let (v, w) = (self.variable(a), self.variable(care));
        let answer = if w < v {
            let (c0, c1) = self.links(care);
            let either = self.or(c0, c1)?;
            self.within(a, either)?
        } else {
            let (a0, a1) = self.links(a);
            let (c0, c1) = if w == v {
                self.links(care)
            } else {
                (care, care)
            };
            if c0 == Tree::FALSE {
                self.within(a1, c1)?
            } else if c1 == Tree::FALSE {
                self.within(a0, c0)?
            } else {
                let low = self.within(a0, c0)?;
                let high = self.within(a1, c1)?;
                self.node(v, low, high)?
            }
        };
        self.remember(Known {
            question: WITHIN,
            a,
            b: care,
            answer,
        });
        Ok(answer)
    }

    /// What `a` and `b` have in common, read and freed as this way has it.
    pub fn product(&mut self, way: usize, a: Tree, b: Tree) -> Result<Tree, Reached> {
        if a == Tree::FALSE || b == Tree::FALSE {
            return Ok(Tree::FALSE);
        }
        let how = &self.ways[way];
        let (v, w) = (self.variable(a), self.variable(b));
        let at = how.read.get(w as usize).map_or(w, |&read| read);
        let variable = v.min(at);
        if variable >= how.end {
            return self.and(a, b);
        }
        let freed = how.freed[variable as usize];
        let question = way as u32 + 1;
        if let Some(known) = self.known(question, a, b) {
            return Ok(known);
        }
        self.count()?;
        let (a0, a1) = if v == variable { self.links(a) } else { (a, a) };
        let (b0, b1) = if at == variable {
            self.links(b)
        } else {
            (b, b)
        };
        let low = self.product(way, a0, b0)?;
        let answer = if freed && low == Tree::TRUE {
            low
        } else {
            let high = self.product(way, a1, b1)?;
            match freed {
                true => self.or(low, high)?,
                false => self.node(variable, low, high)?,
            }
        };
        self.remember(Known {
            question,
            a,
            b,
            answer,
        });
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use biodivine_lib_bdd::BddValuation;

    use super::*;

    const VARIABLES: usize = 9;

    /// A function by its value at each assignment, variable v being bit v.
    type Table = Vec<bool>;

    /// Marsaglia's xorshift64.
    fn below(random: &mut u64, n: u64) -> u64 {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        (*random >> 33) % n
    }

    fn table(value: impl FnMut(usize) -> bool) -> Table {
        (0..1 << VARIABLES).map(value).collect()
    }

    /// The diagram of the functions of the variables from `v` on that has these values,
    /// variable v deciding between every second value.
    fn planted(forest: &mut Forest, v: u32, wanted: &[bool]) -> Result<Tree, Reached> {
        if let [value] = wanted {
            return Ok(if *value { Tree::TRUE } else { Tree::FALSE });
        }
        let half = |from| wanted.iter().skip(from).step_by(2).copied();
        let low = planted(forest, v + 1, &half(0).collect::<Table>())?;
        let high = planted(forest, v + 1, &half(1).collect::<Table>())?;
        forest.node(v, low, high)
    }

    fn read_off(forest: &Forest, tree: Tree) -> Table {
        let bdd = forest.take_out(tree);
        table(|at| {
            let bits = (0..VARIABLES).map(|v| at >> v & 1 == 1).collect();
            bdd.eval_in(&BddValuation::new(bits))
        })
    }

    /// Every operation against tables of values, in a forest that has to be cleared
    /// out: all the nodes ever made are many times its limit.
    #[test]
    fn operations_and_clearing_keep_every_value() {
        const LIMIT: usize = 1 << 12;
        let mut random = 1956;
        let mut forest = Forest::new(VARIABLES as u16, LIMIT, u64::MAX);
        let with = |at: usize, v: usize, value: usize| at & !(1 << v) | value << v;
        let mut read: Vec<u32> = (0..VARIABLES as u32).collect();
        let mut freed = vec![false; VARIABLES];
        for v in [1, 4] {
            read[v] += 1;
            freed[v + 1] = true;
        }
        let way = forest.way(read, freed);
        let mut first = table(|_| below(&mut random, 2) == 0);
        let mut kept = planted(&mut forest, 0, &first).unwrap();
        for _ in 0..120 {
            let odds = 1 + below(&mut random, 6);
            let drawn = table(|_| below(&mut random, 7) < odds);
            // The second of a product does not know the variables that are freed.
            let second = table(|at| drawn[with(with(at, 2, 0), 5, 0)]);
            let mut b = planted(&mut forest, 0, &second).unwrap();

            let both = forest.and(kept, b).unwrap();
            assert_eq!(read_off(&forest, both), table(|at| first[at] && second[at]));
            let either = forest.or(kept, b).unwrap();
            assert_eq!(
                read_off(&forest, either),
                table(|at| first[at] || second[at])
            );
            let same = forest.or(b, kept).unwrap();
            assert_eq!(same, either);

            let then = forest.product(way, kept, b).unwrap();
            let expected = table(|at| {
                (0..4).any(|k| {
                    let (p, q) = (k & 1, k >> 1);
                    first[with(with(at, 2, p), 5, q)] && second[with(with(at, 1, p), 4, q)]
                })
            });
            assert_eq!(read_off(&forest, then), expected);

            if b != Tree::FALSE {
                let close = forest.within(kept, b).unwrap();
                let close = read_off(&forest, close);
                assert!((0..first.len()).all(|at| !second[at] || close[at] == first[at]));
            }

            let mut either = either;
            forest.clear_out(&mut [&mut kept, &mut b, &mut either]);
            assert_eq!(read_off(&forest, kept), first);
            let out = forest.take_out(kept);
            assert_eq!(forest.take_in(&out).unwrap(), kept);
            assert_eq!(read_off(&forest, b), second);
            // What is known from before still holds.
            assert_eq!(forest.or(kept, b).unwrap(), either);
            first = table(|at| first[at] != second[at] || below(&mut random, 9) == 0);
            kept = planted(&mut forest, 0, &first).unwrap();
        }
        assert!(forest.done > 10 * LIMIT as u64);
    }

    #[test]
    fn limits_are_kept() {
        let mut random = 7;
        let draw = |random: &mut u64| table(|_| below(random, 2) == 0);
        let (a, b) = (draw(&mut random), draw(&mut random));
        let mut wide = Forest::new(VARIABLES as u16, 1 << 13, 40);
        let (p, q) = (
            planted(&mut wide, 0, &a).unwrap(),
            planted(&mut wide, 0, &b).unwrap(),
        );
        assert_eq!(wide.and(p, q), Err(Reached::Work));
        // As much room as the two need.
        let both = |limit| {
            let mut forest = Forest::new(VARIABLES as u16, limit, u64::MAX);
            let p = planted(&mut forest, 0, &a).ok()?;
            let q = planted(&mut forest, 0, &b).ok()?;
            Some((forest, p, q))
        };
        let (mut narrow, p, q) = (0..).find_map(both).unwrap();
        assert_eq!(narrow.and(p, q), Err(Reached::Bytes));
    }
}
