//! The definitions, read naively: orders from statements, moves by trying every
//! own combination of levels, answers by search over (state, last mover).

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use hikiwake_dossier::{Compiled, Preferences};
use hikiwake_graph::{Concept, Formula, State};

/// One compiled model with everything looked up naively.
pub struct World<'a> {
    pub compiled: &'a Compiled,
    /// Levels per state index.
    levels: Vec<Vec<u8>>,
    /// Per decision maker, the place of each state in its order; higher is better.
    places: Vec<Vec<u32>>,
    codes: HashMap<String, State>,
    /// Answers already searched for, by actor, state and whether credible.
    searched: RefCell<HashMap<(usize, State, bool), Rc<Ends>>>,
}

/// The states that answers end in, each with the fewest steps it takes, and how many
/// options these change at least.
pub type Ends = HashMap<State, (usize, usize)>;

impl<'a> World<'a> {
    pub fn new(compiled: &'a Compiled) -> Self {
        let axes = compiled.model.space().axes();
        let size: usize = axes.iter().map(|a| usize::from(a.levels)).product();
        let levels: Vec<Vec<u8>> = (0..size)
            .map(|mut index| {
                axes.iter()
                    .map(|axis| {
                        let level = index % usize::from(axis.levels);
                        index /= usize::from(axis.levels);
                        level as u8
                    })
                    .collect()
            })
            .collect();
        let places = (0..compiled.decision_makers.len())
            .map(|i| {
                let keys: Vec<Vec<i64>> = levels
                    .iter()
                    .map(|l| key(&compiled.preferences[i], l))
                    .collect();
                let mut sorted = keys.clone();
                sorted.sort();
                sorted.dedup();
                keys.iter()
                    .map(|k| sorted.binary_search(k).expect("present") as u32)
                    .collect()
            })
            .collect();
        let codes = (0..size as u32)
            .map(State)
            .filter(|&s| compiled.model.feasible().has(s))
            .map(|s| (compiled.code(s), s))
            .collect();
        World {
            compiled,
            levels,
            places,
            codes,
            searched: RefCell::default(),
        }
    }

    pub fn actors(&self) -> usize {
        self.compiled.decision_makers.len()
    }

    pub fn actor(&self, id: &str) -> Result<usize, String> {
        (self.compiled.decision_makers.iter())
            .position(|d| d == id)
            .ok_or(format!("unknown actor {id}"))
    }

    pub fn state(&self, code: &str) -> Result<State, String> {
        (self.codes.get(code).copied()).ok_or(format!("no feasible state has code {code}"))
    }

    /// How good `state` is for `actor`; only the order means anything.
    pub fn place(&self, actor: usize, state: State) -> u32 {
        self.places[actor][state.0 as usize]
    }

    /// How many options differ, and by how many levels in all.
    pub fn changed(&self, from: State, to: State) -> (usize, u32) {
        let [from, to] = [from, to].map(|state| &self.levels[state.0 as usize]);
        let apart = from.iter().zip(to).map(|(&a, &b)| u32::from(a.abs_diff(b)));
        (
            apart.clone().filter(|&levels| levels > 0).count(),
            apart.sum(),
        )
    }

    pub fn holds(&self, formula: &Formula, state: State) -> bool {
        holds(formula, &self.levels[state.0 as usize])
    }

    /// R_i(s), by trying every combination of the actor's own levels.
    pub fn moves(&self, actor: usize, from: State) -> Vec<State> {
        let axes = self.compiled.model.space().axes();
        let mut found = vec![from.0];
        let mut stride = 1u32;
        for (axis, &now) in axes.iter().zip(&self.levels[from.0 as usize]) {
            if axis.owner == actor {
                found = (found.iter())
                    .flat_map(|&s| {
                        (0..u32::from(axis.levels))
                            .map(move |level| s - u32::from(now) * stride + level * stride)
                    })
                    .collect();
            }
            stride *= u32::from(axis.levels);
        }
        let mut found: Vec<State> = found.into_iter().map(State).collect();
        found.retain(|&to| to != from && self.compiled.model.can_move(actor, from, to));
        found.sort();
        found
    }

    pub fn improvements(&self, actor: usize, from: State) -> Vec<State> {
        let mut moves = self.moves(actor, from);
        moves.retain(|&to| self.place(actor, to) > self.place(actor, from));
        moves
    }

    /// The states other than `from` that the others can bring about after a move
    /// of `actor` to `from`: nobody moves twice running; where `credible`, each
    /// step improves its mover.
    pub fn answers(&self, actor: usize, from: State, credible: bool) -> Rc<Ends> {
        let key = (actor, from, credible);
        if let Some(ends) = self.searched.borrow().get(&key) {
            return Rc::clone(ends);
        }
        let ends = Rc::new(self.search(actor, from, credible));
        self.searched.borrow_mut().insert(key, Rc::clone(&ends));
        ends
    }

    /// Forgets the answers searched for.
    pub fn forget(&self) {
        self.searched.borrow_mut().clear();
    }

    fn search(&self, actor: usize, from: State, credible: bool) -> Ends {
        let mut seen = HashSet::new();
        let mut ends: Ends = HashMap::new();
        // States with their last movers that take as many steps, each with the changes.
        let mut layer = BTreeMap::from([((from, actor), 0)]);
        for steps in 1.. {
            let mut next: BTreeMap<(State, usize), usize> = BTreeMap::new();
            for ((at, last), changes) in layer {
                for mover in (0..self.actors()).filter(|&m| m != actor && m != last) {
                    for to in self.moves(mover, at) {
                        if credible && self.place(mover, to) <= self.place(mover, at) {
                            continue;
                        }
                        if !seen.contains(&(to, mover)) {
                            let changes = changes + self.changed(at, to).0;
                            let least = next.entry((to, mover)).or_insert(changes);
                            *least = changes.min(*least);
                        }
                    }
                }
            }
            for (&(to, mover), &changes) in &next {
                seen.insert((to, mover));
                let end = ends.entry(to).or_insert((steps, changes));
                *end = (*end).min((steps, changes));
            }
            if next.is_empty() {
                break;
            }
            layer = next;
        }
        ends.remove(&from);
        ends
    }

    /// Whether ending an answer in `end` spoils an improvement from `here`.
    pub fn spoils(&self, actor: usize, concept: Concept, here: State, end: State) -> bool {
        let no_better = |state| self.place(actor, state) <= self.place(actor, here);
        no_better(end)
            && (!has_way_out(concept) || self.moves(actor, end).into_iter().all(no_better))
    }
}

/// Whether the concept looks at the actor's moves after the answer.
pub fn has_way_out(concept: Concept) -> bool {
    matches!(concept, Concept::Smr | Concept::Sseq)
}

/// Whether the concept asks each step of an answer to improve its mover.
pub fn is_credible(concept: Concept) -> bool {
    matches!(concept, Concept::Seq | Concept::Sseq)
}

fn holds(formula: &Formula, levels: &[u8]) -> bool {
    match formula {
        Formula::Constant(value) => *value,
        Formula::Level { axis, levels: set } => set >> levels[*axis] & 1 == 1,
        Formula::Not(part) => !holds(part, levels),
        Formula::And(parts) => parts.iter().all(|p| holds(p, levels)),
        Formula::Or(parts) => parts.iter().any(|p| holds(p, levels)),
    }
}

/// Sorts as the preferences do, higher better: how many statements are met, rank
/// by rank, or the class of a ranking, counted backwards.
fn key(preferences: &Preferences, levels: &[u8]) -> Vec<i64> {
    match preferences {
        Preferences::None => Vec::new(),
        Preferences::Statements(ranks) => (ranks.iter())
            .map(|rank| rank.iter().filter(|s| holds(&s.formula, levels)).count() as i64)
            .collect(),
        Preferences::Ranking { classes, .. } => {
            let class = classes.iter().position(|(_, f)| holds(f, levels));
            vec![-(class.unwrap_or(classes.len()) as i64)]
        }
    }
}
