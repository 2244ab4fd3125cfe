//! What a decision maker can move: own options, in rows of states that differ
//! in nothing else.

use crate::reduce::Span;
use crate::{Bits, Space, State};

/// A transition that a rule forbids.
#[derive(Clone, Debug)]
pub(crate) struct Forbidden {
    pub from: Bits,
    pub to: Bits,
    pub by: Option<usize>,
}

/// How one decision maker moves.
#[derive(Clone, Debug)]
pub(crate) struct Mover {
    /// Own axes, in index order.
    pub axes: Vec<usize>,
    pub spans: Vec<Span>,
    /// The forbidden transitions that stop a move of this decision maker.
    pub forbidden: Vec<usize>,
    /// Whether two moves in a row can always be made as one.
    pub transitive: bool,
    /// Where the states of a row lie, from its first.
    pub offsets: Vec<u32>,
    /// Per position in a row, what it is and what it cannot become, as bits over
    /// the levels of the axes that are not reversible.
    at: Vec<u64>,
    barred: Vec<u64>,
    words: usize,
    /// The other axes.
    others: Grid,
}

impl Mover {
    pub fn new(i: usize, space: &Space, feasible: &Bits, forbidden: &[Forbidden]) -> Self {
        let all = 0..space.axes().len();
        let (axes, others): (Vec<_>, Vec<_>) = all.partition(|&k| space.axes()[k].owner == i);
        let spans = Span::of(space, axes.iter().copied());
        let offsets: Vec<u32> = Grid::new(space, &axes).collect();
        let mut mover = Mover {
            transitive: spans.iter().all(Span::is_transitive),
            forbidden: Vec::new(),
            at: Vec::new(),
            barred: Vec::new(),
            words: 0,
            others: Grid::new(space, &others),
            axes,
            spans,
            offsets,
        };
        mover.mark_levels(space);
        for (k, rule) in forbidden.iter().enumerate() {
            if rule.by.is_none_or(|by| by == i) && mover.is_stopped(rule, feasible) {
                mover.forbidden.push(k);
                // From a to b to c, a to c forbidden: where every state meets
                // `from` or `to`, one of the two steps was forbidden too.
                let mut either = rule.from.clone();
                either.unite(&rule.to);
                mover.transitive &= feasible.is_subset(&either);
            }
        }
        mover
    }

    /// Whether every change of own options is allowed.
    pub fn is_free(&self) -> bool {
        self.words == 0 && self.forbidden.is_empty()
    }

    /// Whether a rule forbids the move.
    pub fn forbids(&self, rules: &[Forbidden], from: State, to: State) -> bool {
        let mut rules = self.forbidden.iter().map(|&k| &rules[k]);
        rules.any(|rule| rule.from.has(from) && rule.to.has(to))
    }

    /// Whether the options can be changed from one position in a row to another.
    pub fn allows(&self, from: u32, to: u32) -> bool {
        let words = |at: u32| at as usize * self.words..(at as usize + 1) * self.words;
        let barred = self.barred[words(from)].iter();
        barred.zip(&self.at[words(to)]).all(|(a, b)| a & b == 0)
    }

    /// The first state of each row, in the order in which rows are kept.
    pub fn rows(&self) -> Grid {
        self.others.clone()
    }

    /// The least of `x` over R_i(s) as options alone allow, `u32::MAX` for none.
    pub fn least_changed(&self, x: &[u32], out: &mut [u32], scratch: &mut Vec<u32>) {
        out.fill(u32::MAX);
        for span in &self.spans {
            span.spread_changed(x, out, scratch);
        }
    }

    fn mark_levels(&mut self, space: &Space) {
        // Which word and bit each axis that is not reversible starts at.
        let mut fields = Vec::new();
        let mut used = 64;
        for &axis in &self.axes {
            let levels = usize::from(space.axes()[axis].levels);
            let free = space
                .targets(axis)
                .iter()
                .all(|t| t.count_ones() as usize == levels - 1);
            if free {
                continue;
            }
            if used + levels > 64 {
                self.words += 1;
                used = 0;
            }
            fields.push((axis, self.words - 1, used));
            used += levels;
        }
        self.at = vec![0; self.offsets.len() * self.words];
        self.barred = self.at.clone();
        for (position, &offset) in self.offsets.iter().enumerate() {
            for &(axis, word, bit) in &fields {
                let level = space.level(State(offset), axis);
                let all = u64::MAX >> (64 - space.axes()[axis].levels);
                let barred = all & !(space.targets(axis)[usize::from(level)] | 1 << level);
                let k = position * self.words + word;
                self.at[k] |= 1 << level << bit;
                self.barred[k] |= barred << bit;
            }
        }
    }

    /// Whether `rule` stops any move at all.
    fn is_stopped(&self, rule: &Forbidden, feasible: &Bits) -> bool {
        let mut to = rule.to.clone();
        to.intersect(feasible);
        let mut x = vec![u32::MAX; feasible.universe()];
        to.iter().for_each(|s| x[s.0 as usize] = 0);
        let mut least = vec![0; x.len()];
        self.least_changed(&x, &mut least, &mut Vec::new());
        let mut from = rule.from.clone();
        from.intersect(feasible);
        from.iter().any(|s| least[s.0 as usize] == 0)
    }
}

/// Counts through the levels of some axes, the lowest axis fastest: offsets.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    /// Stride, last level and current level of each axis.
    digits: Vec<[u32; 3]>,
    next: Option<u32>,
}

impl Grid {
    fn new(space: &Space, axes: &[usize]) -> Self {
        let digit = |&k: &usize| {
            [
                space.stride(k) as u32,
                (space.axes()[k].levels - 1).into(),
                0,
            ]
        };
        Grid {
            digits: axes.iter().map(digit).collect(),
            next: Some(0),
        }
    }
}

impl Iterator for Grid {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let now = self.next?;
        let mut next = now;
        for [stride, last, level] in &mut self.digits {
            if level < last {
                *level += 1;
                self.next = Some(next + *stride);
                return Some(now);
            }
            next -= *stride * *level;
            *level = 0;
        }
        self.next = None;
        Some(now)
    }
}
