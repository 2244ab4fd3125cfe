//! A plain checker of graph models, written from the definitions and sharing no
//! code with the engine: moves as explicit lists, joint moves by search over
//! (state, last mover), quantifiers as loops. Slow and obvious on purpose.
//!
//! Definitions: Fang, Hipel & Kilgour 1993 for moves, joint moves and the
//! classical concepts; Rego & Vieira 2017 for SSEQ.

#![allow(dead_code)] // each test binary and bench uses its own part

pub mod attitudes;
pub mod coalition;
pub mod hypergame;
pub mod limited;
pub mod strength;
pub mod unknown;
pub mod ways;

use std::cmp::Ordering;
use std::collections::{BTreeMap, VecDeque};

/// A condition on the levels of all options.
pub type Condition<'a> = Box<dyn Fn(&[u8]) -> bool + 'a>;

/// One option.
pub struct Choice<'a> {
    /// Who controls it.
    pub owner: usize,
    /// How many levels it has.
    pub levels: u8,
    /// Whether its owner may change it from one level to another.
    pub allows: Box<dyn Fn(u8, u8) -> bool + 'a>,
}

/// A transition that nobody, or one decision maker, may make.
pub struct Bar<'a> {
    pub from: Condition<'a>,
    pub to: Condition<'a>,
    pub by: Option<usize>,
}

/// How one decision maker compares states.
pub enum Wants<'a> {
    /// Ranks of statements, most important rank first.
    Statements(Vec<Vec<Condition<'a>>>),
    /// Classes, best first; a state belongs to the first that it meets.
    Ranking(Vec<Condition<'a>>),
    /// A number for each state; more is better.
    Values(Vec<i64>),
}

/// A conflict as it is described.
pub struct Description<'a> {
    pub decision_makers: usize,
    pub options: Vec<Choice<'a>>,
    /// Every feasible state meets all of these.
    pub rules: Vec<Condition<'a>>,
    pub bars: Vec<Bar<'a>>,
    /// One entry per decision maker.
    pub wants: Vec<Wants<'a>>,
}

/// Which steps count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Steps {
    Any,
    Improving,
    BestReplies,
}

/// A conflict with everything listed. A state is its place in `states`.
pub struct Conflict {
    pub decision_makers: usize,
    /// All combinations of levels, the first option changing fastest.
    pub states: Vec<Vec<u8>>,
    pub feasible: Vec<bool>,
    /// `moves[i][s]`: R_i(s), lowest first.
    pub moves: Vec<Vec<Vec<usize>>>,
    /// `worth[i][s]`: compared entry by entry, first difference decides, more
    /// is better.
    worth: Vec<Vec<Vec<i64>>>,
}

/// One node of a search over (state, last mover).
pub struct Node {
    pub state: usize,
    /// Who moved last and from which node; `None` at the start.
    pub came: Option<(usize, usize)>,
}

/// A solution concept's verdicts in the order Nash, GMR, SMR, SEQ, SSEQ.
pub type Verdicts = [bool; 5];

impl Conflict {
    pub fn new(description: &Description) -> Conflict {
        let states = combinations(&description.options);
        let feasible: Vec<bool> = states
            .iter()
            .map(|levels| description.rules.iter().all(|rule| rule(levels)))
            .collect();
        let worth = description
            .wants
            .iter()
            .map(|wants| {
                (0..states.len())
                    .map(|s| worth(wants, s, &states[s]))
                    .collect()
            })
            .collect();
        let moves = (0..description.decision_makers)
            .map(|i| {
                (0..states.len())
                    .map(|s| {
                        if !feasible[s] {
                            return Vec::new();
                        }
                        let mut targets = own_changes(description, i, &states[s]);
                        targets.retain(|&t| {
                            t != s && feasible[t] && !barred(description, i, &states[s], &states[t])
                        });
                        targets.sort_unstable();
                        targets
                    })
                    .collect()
            })
            .collect();
        Conflict {
            decision_makers: description.decision_makers,
            states,
            feasible,
            moves,
            worth,
        }
    }

    /// The feasible states.
    pub fn feasible_states(&self) -> Vec<usize> {
        (0..self.states.len())
            .filter(|&s| self.feasible[s])
            .collect()
    }

    /// How decision maker `i` compares `a` with `b`; `Greater`: `a` is better.
    pub fn compare(&self, i: usize, a: usize, b: usize) -> Ordering {
        self.worth[i][a].cmp(&self.worth[i][b])
    }

    pub fn better(&self, i: usize, a: usize, b: usize) -> bool {
        self.compare(i, a, b) == Ordering::Greater
    }

    /// How many options have other levels in `t` than in `s`, and by how many levels.
    pub fn changed(&self, s: usize, t: usize) -> (usize, u32) {
        let apart = self.states[s].iter().zip(&self.states[t]);
        let apart: Vec<u32> = apart.map(|(&a, &b)| u32::from(a.abs_diff(b))).collect();
        let options = apart.iter().filter(|&&levels| levels > 0).count();
        (options, apart.iter().sum())
    }

    /// R+_i(s).
    pub fn improvements(&self, i: usize, s: usize) -> Vec<usize> {
        let mut found = self.moves[i][s].clone();
        found.retain(|&t| self.better(i, t, s));
        found
    }

    /// The improvements that no other move of `i` from `s` beats.
    pub fn best_replies(&self, i: usize, s: usize) -> Vec<usize> {
        let mut found = self.improvements(i, s);
        found.retain(|&t| {
            !self.moves[i][s]
                .iter()
                .any(|&other| self.better(i, other, t))
        });
        found
    }

    pub fn steps(&self, kind: Steps, i: usize, s: usize) -> Vec<usize> {
        match kind {
            Steps::Any => self.moves[i][s].clone(),
            Steps::Improving => self.improvements(i, s),
            Steps::BestReplies => self.best_replies(i, s),
        }
    }

    /// Every (state, last mover) that `group` can bring about from `from`, no
    /// one moving twice running, in the order in which a breadth-first search
    /// finds them (movers by number, states by index). Node 0 is the start.
    pub fn walk(&self, from: usize, group: &[usize], kind: Steps) -> Vec<Node> {
        let mut group = group.to_vec();
        group.sort_unstable();
        let mut seen = vec![false; self.states.len() * self.decision_makers];
        let mut nodes = vec![Node {
            state: from,
            came: None,
        }];
        let mut queue = VecDeque::from([0]);
        while let Some(at) = queue.pop_front() {
            let last = nodes[at].came.map(|(mover, _)| mover);
            for &i in group.iter().filter(|&&i| Some(i) != last) {
                for t in self.steps(kind, i, nodes[at].state) {
                    let mark = &mut seen[t * self.decision_makers + i];
                    if !*mark {
                        *mark = true;
                        queue.push_back(nodes.len());
                        nodes.push(Node {
                            state: t,
                            came: Some((i, at)),
                        });
                    }
                }
            }
        }
        nodes
    }

    /// R_H(s) (with [`Steps::Any`]) or R+_H(s) (with [`Steps::Improving`]), as
    /// one mark per state.
    pub fn joint_moves(&self, from: usize, group: &[usize], kind: Steps) -> Vec<bool> {
        let mut marks = vec![false; self.states.len()];
        for node in &self.walk(from, group, kind)[1..] {
            marks[node.state] = true;
        }
        marks
    }

    /// Per state, how many steps a shortest walk of `group` to it takes, and how many
    /// options all steps of such a walk change at least.
    pub fn shortest(&self, from: usize, group: &[usize], kind: Steps) -> Vec<Option<[usize; 2]>> {
        let mut shortest = vec![None; self.states.len()];
        shortest[from] = Some([0, 0]);
        // The least changes by which exactly so many steps end with each last mover.
        let mut now = vec![(from, None, 0)];
        for steps in 1..=self.states.len() * self.decision_makers {
            let mut next: BTreeMap<(usize, usize), usize> = BTreeMap::new();
            for (s, last, changes) in now {
                for &i in group.iter().filter(|&&i| Some(i) != last) {
                    for t in self.steps(kind, i, s) {
                        let changes = changes + self.changed(s, t).0;
                        let least = next.entry((t, i)).or_insert(changes);
                        *least = changes.min(*least);
                    }
                }
            }
            for (&(t, _), &changes) in &next {
                match &mut shortest[t] {
                    Some([least, fewest]) if *least == steps => *fewest = changes.min(*fewest),
                    Some(_) => {}
                    none => *none = Some([steps, changes]),
                }
            }
            now = (next.into_iter())
                .map(|((t, i), changes)| (t, Some(i), changes))
                .collect();
        }
        shortest
    }

    /// The states of R_H(s) that every member of the group strictly prefers.
    pub fn joint_improvements(&self, from: usize, group: &[usize]) -> Vec<usize> {
        let reached = self.joint_moves(from, group, Steps::Any);
        (0..self.states.len())
            .filter(|&t| reached[t] && group.iter().all(|&i| self.better(i, t, from)))
            .collect()
    }
}

/// What the others can answer to each state that decision maker `i` might move
/// to: R_{N-i} and R+_{N-i}, listed when first asked for.
pub struct Answers<'a> {
    conflict: &'a Conflict,
    i: usize,
    others: Vec<usize>,
    any: Vec<Option<Vec<bool>>>,
    improving: Vec<Option<Vec<bool>>>,
    /// How many lists were made.
    pub lists: usize,
}

impl<'a> Answers<'a> {
    pub fn to(conflict: &'a Conflict, i: usize) -> Answers<'a> {
        Answers {
            conflict,
            i,
            others: (0..conflict.decision_makers).filter(|&j| j != i).collect(),
            any: vec![None; conflict.states.len()],
            improving: vec![None; conflict.states.len()],
            lists: 0,
        }
    }

    fn from(&mut self, s: usize, kind: Steps) -> &[bool] {
        let (conflict, others) = (self.conflict, &self.others);
        let lists = &mut self.lists;
        let slot = match kind {
            Steps::Any => &mut self.any[s],
            _ => &mut self.improving[s],
        };
        slot.get_or_insert_with(|| {
            *lists += 1;
            conflict.joint_moves(s, others, kind)
        })
    }

    /// Whether some answer in R_{N-i}(s1), or R+_{N-i}(s1), is not better for
    /// `i` than `s`; with `no_escape`, and every move of `i` from there is not
    /// better than `s` either.
    fn sanctioned(&mut self, s: usize, s1: usize, kind: Steps, no_escape: bool) -> bool {
        let (conflict, i) = (self.conflict, self.i);
        let answers = self.from(s1, kind);
        (0..conflict.states.len()).any(|s2| {
            answers[s2]
                && !conflict.better(i, s2, s)
                && (!no_escape
                    || conflict.moves[i][s2]
                        .iter()
                        .all(|&s3| !conflict.better(i, s3, s)))
        })
    }

    /// The five verdicts at `s`, straight from the definitions.
    pub fn verdicts(&mut self, s: usize) -> Verdicts {
        let improvements = self.conflict.improvements(self.i, s);
        let mut stable = |kind, no_escape| {
            improvements
                .iter()
                .all(|&s1| self.sanctioned(s, s1, kind, no_escape))
        };
        [
            improvements.is_empty(),
            stable(Steps::Any, false),
            stable(Steps::Any, true),
            stable(Steps::Improving, false),
            stable(Steps::Improving, true),
        ]
    }
}

fn combinations(options: &[Choice]) -> Vec<Vec<u8>> {
    let mut found = vec![Vec::new()];
    for option in options {
        // The new option changes slowest: one copy of what there is per level.
        let before = found;
        found = Vec::new();
        for level in 0..option.levels {
            for levels in &before {
                let mut levels = levels.clone();
                levels.push(level);
                found.push(levels);
            }
        }
    }
    found
}

fn place(description: &Description, levels: &[u8]) -> usize {
    let mut index = 0;
    for (option, &level) in description.options.iter().zip(levels).rev() {
        index = index * usize::from(option.levels) + usize::from(level);
    }
    index
}

/// Every state that differs from `levels` in options of `i` only, each of them
/// changed as it allows; `levels` itself included.
fn own_changes(description: &Description, i: usize, levels: &[u8]) -> Vec<usize> {
    let mut found = vec![levels.to_vec()];
    for (axis, option) in description.options.iter().enumerate() {
        if option.owner != i {
            continue;
        }
        for before in found.clone() {
            for level in 0..option.levels {
                if level != levels[axis] && (option.allows)(levels[axis], level) {
                    let mut after = before.clone();
                    after[axis] = level;
                    found.push(after);
                }
            }
        }
    }
    found
        .iter()
        .map(|levels| place(description, levels))
        .collect()
}

fn barred(description: &Description, i: usize, from: &[u8], to: &[u8]) -> bool {
    description
        .bars
        .iter()
        .any(|bar| bar.by.is_none_or(|by| by == i) && (bar.from)(from) && (bar.to)(to))
}

fn worth(wants: &Wants, state: usize, levels: &[u8]) -> Vec<i64> {
    match wants {
        // Option prioritisation: how many statements of each rank are met.
        Wants::Statements(ranks) => ranks
            .iter()
            .map(|rank| rank.iter().filter(|wish| wish(levels)).count() as i64)
            .collect(),
        // Later classes are worse; what meets none is worst of all.
        Wants::Ranking(classes) => {
            let class = classes.iter().position(|class| class(levels));
            vec![-(class.unwrap_or(classes.len()) as i64)]
        }
        Wants::Values(values) => vec![values[state]],
    }
}
