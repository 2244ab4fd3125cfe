//! A model with every move listed, for the concepts that no single maximin
//! gives: what a group prefers, or someone whose preference is partly unknown,
//! is no order that values could stand for.

use std::fmt;

use crate::bits::ones;
use crate::{Bits, Concept, Model, State};

/// The question would take more steps than is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMuchWork {
    /// How many steps (moves looked at, words of state sets compared) the next
    /// stage of the work takes, with those before it.
    pub needed: u128,
    /// How many were allowed.
    pub limit: u64,
}

impl fmt::Display for TooMuchWork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "this takes {} steps or more, and {} are allowed: leave options out, or cut states that \
             do not matter with a rule",
            self.needed, self.limit
        )
    }
}

impl std::error::Error for TooMuchWork {}

/// How many steps a question with every move listed may take: up to about a
/// minute. That lets some 12,000 feasible states through for one coalition.
pub const MOST_STEPS: u64 = 100_000_000_000;

/// Counts steps before they are made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Budget {
    used: u128,
    limit: u64,
}

impl Budget {
    pub fn new(limit: u64) -> Self {
        Budget { used: 0, limit }
    }

    /// Takes the product of `factors` as steps.
    pub fn spend(&mut self, factors: &[usize]) -> Result<(), TooMuchWork> {
        let steps = factors
            .iter()
            .fold(1u128, |product, &f| product.saturating_mul(f as u128));
        self.used = self.used.saturating_add(steps);
        if self.used > self.limit.into() {
            return Err(TooMuchWork {
                needed: self.used,
                limit: self.limit,
            });
        }
        Ok(())
    }
}

/// Per place, the places that one step leads to.
pub(crate) type Arcs = Vec<Vec<u32>>;

/// A model whose feasible states are numbered without gaps: their places.
pub(crate) struct ExplicitMoves<'m> {
    pub model: &'m Model,
    /// The state at each place, lowest first.
    pub states: Vec<State>,
    /// Per decision maker, R_i.
    pub moves: Vec<Arcs>,
    /// Per decision maker and place, P_i.
    pub values: Vec<Vec<u32>>,
    /// Per decision maker and ordinal value, the places worth that or more.
    pub at_least: Vec<Relation>,
}

impl<'m> ExplicitMoves<'m> {
    pub fn new(model: &'m Model, budget: &mut Budget) -> Result<Self, TooMuchWork> {
        let states: Vec<State> = model.feasible.iter().collect();
        // Every question comes to compare sets of states at each pair of them:
        // what cannot be finished is not begun, and nothing large is held.
        let pairs = [states.len(), states.len(), states.len().div_ceil(64)];
        budget.clone().spend(&pairs)?;
        for mover in &model.movers {
            budget.spend(&[states.len(), mover.offsets.len()])?;
        }
        let place = |to: State| states.partition_point(|&s| s < to) as u32;
        let of = |i| {
            let lists = states.iter();
            lists
                .map(|&s| model.each_move(i, s).map(place).collect())
                .collect()
        };
        let value = |i| states.iter().map(|&s| model.value(i, s)).collect();
        let everyone = 0..model.decision_makers();
        let values: Vec<Vec<u32>> = everyone.clone().map(value).collect();
        Ok(ExplicitMoves {
            model,
            moves: everyone.map(of).collect(),
            at_least: values.iter().map(|values| at_least(values)).collect(),
            values,
            states,
        })
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        self.states.len()
    }

    /// The moves of each of `movers` that pass `counts(mover, from, to)`.
    pub fn steps(
        &self,
        movers: &[usize],
        counts: impl Fn(usize, usize, usize) -> bool,
    ) -> Vec<Relation> {
        let of = |&i: &usize| {
            let mut steps = Relation::none(self.len(), self.len());
            for (from, to) in self.moves[i].iter().enumerate() {
                let to = to.iter().map(|&t| t as usize);
                to.filter(|&t| counts(i, from, t))
                    .for_each(|t| steps.insert(from, t));
            }
            steps
        };
        movers.iter().map(of).collect()
    }

    /// The states at the places where `holds`.
    pub fn bits(&self, holds: impl Fn(usize) -> bool) -> Bits {
        let mut bits = Bits::none(self.model.space.size());
        let held = self.states.iter().enumerate().filter(|&(s, _)| holds(s));
        held.for_each(|(_, &state)| bits.insert(state));
        bits
    }
}

/// Per ordinal value up to one more than there is, the places worth that or more.
pub(crate) fn at_least(values: &[u32]) -> Relation {
    let most = values.iter().max().copied().unwrap_or(0) as usize;
    let mut at_least = Relation::none(most + 2, values.len());
    for (s, &value) in values.iter().enumerate() {
        at_least.insert(value as usize, s);
    }
    for value in (0..=most).rev() {
        let above = at_least.row(value + 1).to_vec();
        at_least.unite(value, &above);
    }
    at_least
}

/// Per place, or another number, a set of places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relation {
    words: Vec<u64>,
    width: usize,
}

impl Relation {
    /// `rows` empty sets of `places` places.
    pub fn none(rows: usize, places: usize) -> Self {
        let width = places.div_ceil(64);
        Relation {
            words: vec![0; rows * width],
            width,
        }
    }

    /// How many pairs there are.
    pub fn count(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// Adds `to` to the set of `from`.
    pub fn insert(&mut self, from: usize, to: usize) {
        self.words[from * self.width + to / 64] |= 1 << (to % 64);
    }

    /// The set of `from`, a bit for each place.
    pub fn row(&self, from: usize) -> &[u64] {
        &self.words[from * self.width..(from + 1) * self.width]
    }

    /// Adds `set` to the set of `from`.
    pub fn unite(&mut self, from: usize, set: &[u64]) {
        let row = &mut self.words[from * self.width..(from + 1) * self.width];
        row.iter_mut().zip(set).for_each(|(a, b)| *a |= b);
    }

    /// Takes `to` out of the set of `from`.
    pub fn remove(&mut self, from: usize, to: usize) {
        self.words[from * self.width + to / 64] &= !(1 << (to % 64));
    }

    /// Whether `to` is in the set of `from`.
    pub fn has(&self, from: usize, to: usize) -> bool {
        self.words[from * self.width + to / 64] >> (to % 64) & 1 == 1
    }

    /// Takes what is in `set` out of the set of `from`.
    pub fn subtract(&mut self, from: usize, set: &[u64]) {
        let row = &mut self.words[from * self.width..(from + 1) * self.width];
        row.iter_mut().zip(set).for_each(|(a, b)| *a &= !b);
    }

    /// The places in the set of `from`, lowest first.
    pub fn each(&self, from: usize) -> impl Iterator<Item = usize> + '_ {
        places(self.row(from))
    }

    /// The pairs that are also in `other`, given by row.
    pub fn within_rows(&self, other: impl Fn(usize) -> Vec<u64>) -> Self {
        let mut kept = self.clone();
        for (from, row) in kept.words.chunks_mut(self.width.max(1)).enumerate() {
            let words = row.iter_mut().zip(other(from));
            words.for_each(|(a, b)| *a &= b);
        }
        kept
    }
}

/// The places in a set, lowest first.
pub(crate) fn places(set: &[u64]) -> impl Iterator<Item = usize> + '_ {
    let words = set.iter().enumerate();
    words.flat_map(|(k, &word)| ones(word).map(move |bit| k * 64 + bit))
}

/// One side against the others, in sets instead of values. To compare all states takes
/// size × size × width steps.
pub(crate) struct Sides<'a, I, P> {
    /// What the side can move to.
    pub own: &'a Relation,
    /// The places to which the side would move from `s`, if it could.
    pub improves: I,
    /// The places that deter the side from leaving `s`.
    pub deters: P,
    /// What the others can answer.
    pub free: &'a Relation,
    /// What they can answer credibly.
    pub credible: &'a Relation,
}

impl<I: Fn(usize) -> Vec<u64>, P: Fn(usize) -> Vec<u64>> Sides<'_, I, P> {
    /// The states stable for the side, by concept: every improvement has an answer that
    /// deters, under SMR and SSEQ one from which each move of the side leads to what
    /// deters too.
    pub fn stable<const K: usize>(
        &self,
        listed: &ExplicitMoves,
        concepts: [Concept; K],
    ) -> [Bits; K] {
        let mut stable = concepts.map(|_| Bits::none(listed.model.space.size()));
        let mut found = concepts.map(|_| Found::new(listed.len()));
        let mut escapes = Found::new(listed.len());
        for (s, &state) in listed.states.iter().enumerate() {
            let (open, mut from) = self.standing(s);
            let mut holds = [false; Concept::ALL.len()];
            for (k, &concept) in concepts.iter().enumerate() {
                // What no answer deters from, none deters from for good.
                let weaker = weaker(concept).and_then(|w| concepts[..k].iter().find(|&&c| c == w));
                holds[concept as usize] = weaker.is_none_or(|&weaker| holds[weaker as usize])
                    && places(&open).all(|s1| {
                        self.answered(&mut from, concept, s1, &mut found[k], &mut escapes)
                    });
                if holds[concept as usize] {
                    stable[k].insert(state);
                }
            }
        }
        stable
    }

    /// The improvements from `s` that have no such answer.
    pub fn departures(&self, concept: Concept, s: usize) -> Vec<usize> {
        let places_in_all = self.own.width * 64;
        let [mut found, mut escapes] = [(); 2].map(|()| Found::new(places_in_all));
        let (open, mut from) = self.standing(s);
        let unanswered =
            |&s1: &usize| !self.answered(&mut from, concept, s1, &mut found, &mut escapes);
        places(&open).filter(unanswered).collect()
    }

    /// The moves that the side would make from `s`, and what may deter it from them.
    fn standing(&self, s: usize) -> (Vec<u64>, Standing) {
        let mut open = (self.improves)(s);
        (open.iter_mut().zip(self.own.row(s))).for_each(|(a, &b)| *a &= b);
        let deterring = match open.iter().all(|&word| word == 0) {
            true => Vec::new(),
            false => (self.deters)(s),
        };
        let standing = Standing {
            lasting: vec![0; deterring.len()],
            unclear: deterring.clone(),
            deterring,
        };
        (open, standing)
    }

    fn answered(
        &self,
        from: &mut Standing,
        concept: Concept,
        s1: usize,
        found: &mut Found,
        escapes: &mut Found,
    ) -> bool {
        let answers = match concept {
            Concept::Nash => return false,
            Concept::Gmr | Concept::Smr => self.free.row(s1),
            Concept::Seq | Concept::Sseq => self.credible.row(s1),
        };
        if weaker(concept).is_none() {
            return found.any(s1, answers, |k| from.deterring[k]);
        }
        found.any(s1, answers, |k| from.lasting[k])
            || (0..answers.len()).any(|k| {
                let asked = answers[k] & from.unclear[k];
                from.unclear[k] &= !asked;
                let lasts = ones(asked).filter(|bit| {
                    // Nothing at the places beyond the last is ever moved to.
                    let s2 = k * 64 + bit;
                    !escapes.any(s2, self.own.row(s2), |k| !from.deterring[k])
                });
                let lasts = lasts.fold(0, |word, bit| word | 1 << bit);
                from.lasting[k] |= lasts;
                lasts != 0
            })
    }
}

/// The concept of the same answers, from which the side may escape.
fn weaker(concept: Concept) -> Option<Concept> {
    match concept {
        Concept::Smr => Some(Concept::Gmr),
        Concept::Sseq => Some(Concept::Seq),
        Concept::Nash | Concept::Gmr | Concept::Seq => None,
    }
}

/// One state as the side sees it.
struct Standing {
    /// The places that deter it from its moves; not known where it would make none.
    deterring: Vec<u64>,
    /// Those of them that it cannot escape from, as far as was asked.
    lasting: Vec<u64>,
    /// Those of them of which that was not asked yet.
    unclear: Vec<u64>,
}

/// Per place, what was last found in its set: mostly it is what is looked for next too.
struct Found(Vec<u32>);

impl Found {
    fn new(places: usize) -> Self {
        Found(vec![0; places])
    }

    /// Whether `row`, the set of `place`, has a place of the set whose words `wanted` tells.
    fn any(&mut self, place: usize, row: &[u64], wanted: impl Fn(usize) -> u64) -> bool {
        let last = self.0[place] as usize;
        if row[last / 64] & wanted(last / 64) & (1 << (last % 64)) != 0 {
            return true;
        }
        let word = (0..row.len()).find(|&k| row[k] & wanted(k) != 0);
        if let Some(k) = word {
            self.0[place] = (k * 64) as u32 + (row[k] & wanted(k)).trailing_zeros();
        }
        word.is_some()
    }
}
