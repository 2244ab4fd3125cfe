//! What a decision maker can move: own options, in rows of states that differ
//! in nothing else.

use crate::forbidden_transitions::{Forbidden, Stops};
use crate::reduce::Span;
use crate::{Bits, Space, State};

/// How one decision maker moves.
#[derive(Clone, Debug)]
pub(crate) struct Mover {
    /// Own axes, in index order.
    pub axes: Vec<usize>,
    pub spans: Vec<Span>,
    pub stops: Stops,
    /// Whether two moves in a row can always be made as one.
    pub transitive: bool,
    /// Where the states of a row lie, from its first.
    pub offsets: Vec<u32>,
    /// Positions in a row that agree on every axis that is not reversible are
    /// of one kind. The kind of each position:
    pub kinds: Vec<u32>,
    /// Per kind, those from which it can be reached, itself included.
    pub sources: Vec<Vec<u32>>,
    /// Per kind, what it is and what it cannot become, as bits over the levels
    /// of the axes that are not reversible.
    levels: Vec<u64>,
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
        let mut mover = Mover {
            transitive: spans.iter().all(Span::is_transitive),
            stops: Stops::new(&[], 0),
            offsets: Grid::new(space, &axes).collect(),
            kinds: Vec::new(),
            sources: vec![vec![0]],
            levels: Vec::new(),
            barred: Vec::new(),
            words: 0,
            others: Grid::new(space, &others),
            axes,
            spans,
        };
        mover.sort_kinds(space);
        let own = forbidden
            .iter()
            .filter(|rule| rule.by.is_none_or(|by| by == i));
        let stopping: Vec<_> = own
            .filter(|rule| mover.is_stopped(rule, feasible))
            .collect();
        for rule in &stopping {
            // From a to b to c, a to c forbidden: where every state meets one of
            // the two formulas, one of the two steps was forbidden too.
            let mut either = rule.from.clone();
            either.unite(&rule.to);
            mover.transitive &= feasible.is_subset(&either);
        }
        mover.stops = Stops::new(&stopping, space.size());
        mover
    }

    /// Whether, apart from infeasible states, what can be reached in own options
    /// does not depend on the others' options or moves.
    pub fn is_independent(&self) -> bool {
        self.transitive && self.stops.is_empty()
    }

    /// The first state of the row of `state`, and the position in it.
    pub fn place(&self, space: &Space, state: State) -> (u32, u32) {
        let mut position = 0;
        let mut unit = 1;
        for &axis in &self.axes {
            position += u32::from(space.level(state, axis)) * unit;
            unit *= u32::from(space.axes()[axis].levels);
        }
        (state.0 - self.offsets[position as usize], position)
    }

    /// Whether the options can be changed from one position in a row to another
    /// (or stay).
    pub fn allows(&self, from: u32, to: u32) -> bool {
        if self.words == 0 {
            return true;
        }
        let words = |at: u32| {
            let kind = self.kinds[at as usize] as usize;
            kind * self.words..(kind + 1) * self.words
        };
        let barred = self.barred[words(from)].iter();
        barred.zip(&self.levels[words(to)]).all(|(a, b)| a & b == 0)
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

    fn sort_kinds(&mut self, space: &Space) {
        self.kinds = vec![0; self.offsets.len()];
        let mut used = 64;
        let mut fields = Vec::new();
        for &axis in &self.axes {
            let levels = space.axes()[axis].levels;
            let targets = space.targets(axis);
            if targets
                .iter()
                .all(|t| t.count_ones() == u32::from(levels) - 1)
            {
                continue;
            }
            if used + levels > 64 {
                self.words += 1;
                used = 0;
            }
            fields.push((axis, self.words - 1, used));
            used += levels;
            let before = self.sources.len() as u32;
            for (kind, &offset) in self.kinds.iter_mut().zip(&self.offsets) {
                *kind += before * u32::from(space.level(State(offset), axis));
            }
            let mut sources = Vec::with_capacity(self.sources.len() * targets.len());
            for level in 0..targets.len() {
                let from = |&l: &usize| l == level || targets[l] >> level & 1 == 1;
                let from: Vec<u32> = (0..targets.len()).filter(from).map(|l| l as u32).collect();
                sources.extend(self.sources.iter().map(|kinds| {
                    let shift = |&l: &u32| kinds.iter().map(move |kind| kind + l * before);
                    from.iter().flat_map(shift).collect::<Vec<u32>>()
                }));
            }
            self.sources = sources;
        }
        self.levels = vec![0; self.sources.len() * self.words];
        self.barred = self.levels.clone();
        for (&kind, &offset) in self.kinds.iter().zip(&self.offsets) {
            for &(axis, word, bit) in &fields {
                let level = space.level(State(offset), axis);
                let own = 1u64 << level;
                let all = u64::MAX >> (64 - space.axes()[axis].levels);
                let targets = space.targets(axis)[usize::from(level)];
                let k = kind as usize * self.words + word;
                self.levels[k] |= own << bit;
                self.barred[k] |= (all & !targets & !own) << bit;
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
