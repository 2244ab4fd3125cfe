//! First-level hypergames: each decision maker plays the game that it sees.
//!
//! A hypergame (Bennett 1977; in graph form Wang, Hipel & Fraser 1988, and
//! Aljefri, Bashar, Fang & Hipel) has one game per decision maker: its own picture
//! of who can do what, of which states can be, and of everyone's preferences, its
//! own included. At the first level nobody knows that the pictures differ.
//!
//! How a picture lies in the one universal set of options and states is told
//! differently in the literature. Here each game is a [`Model`] over the same
//! axes, owners and levels:
//!
//! - an option that somebody does not know of stays at one level by a
//!   [`crate::ModelBuilder::require`] of its game: the states with another level
//!   are not in it, and are **not perceived**;
//! - a change that it thinks impossible is not in the [`crate::Change`] of its
//!   game, or is forbidden there;
//! - whatever it thinks that others want is their [`crate::Order`] in its game.
//!
//! One who is in a state that it does not perceive cannot move from there.

use std::fmt;

use crate::explicit_moves::Budget;
use crate::{Bits, Concept, Model, Run, Stability, State, Stopped, TooMuchWork};

/// What is, and what each decision maker takes it to be.
#[derive(Clone, Debug)]
pub struct Hypergame<'m> {
    truth: &'m Model,
    games: Vec<&'m Model>,
}

/// A game that is not over the same decision makers and axes as the truth, or not
/// one game per decision maker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotOneSpace {
    /// The decision maker whose game is at fault; past the last where the number
    /// of games is.
    pub decision_maker: usize,
}

impl fmt::Display for NotOneSpace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the game of decision maker {} is missing, one too many, or has other decision makers, \
             owners or levels than the model: give one game each, and leave options out by a rule",
            self.decision_maker
        )
    }
}

impl std::error::Error for NotOneSpace {}

impl<'m> Hypergame<'m> {
    /// A hypergame in which decision maker `i` sees `games[i]`. `truth` says which
    /// states can be.
    ///
    /// # Errors
    /// [`NotOneSpace`].
    pub fn new(truth: &'m Model, games: &[&'m Model]) -> Result<Self, NotOneSpace> {
        let shape = |model: &Model| -> Vec<(usize, u8)> {
            let axes = model.space().axes().iter();
            axes.map(|axis| (axis.owner, axis.levels)).collect()
        };
        let number = truth.decision_makers();
        let fits = |game: &Model| game.decision_makers() == number && shape(game) == shape(truth);
        let wrong = games.iter().take(number).position(|game| !fits(game));
        if let Some(decision_maker) = wrong {
            return Err(NotOneSpace { decision_maker });
        }
        if games.len() != number {
            let decision_maker = games.len().min(number);
            return Err(NotOneSpace { decision_maker });
        }
        Ok(Hypergame {
            truth,
            games: games.to_vec(),
        })
    }

    /// Solves every game under every concept.
    pub fn stability(&self) -> Views<'m> {
        let views = self.stability_with(&Run::default());
        views.expect("nobody watches who could stop it")
    }

    /// The same, run as told.
    ///
    /// # Errors
    /// [`Stopped`] if the watcher asked for it.
    pub fn stability_with(&self, run: &Run) -> Result<Views<'m>, Stopped> {
        let mut solved: Vec<(&Model, Stability)> = Vec::new();
        let mut of_game = Vec::new();
        for &game in &self.games {
            // Those who see the same game share its solution.
            let known = solved
                .iter()
                .position(|(model, _)| std::ptr::eq(*model, game));
            of_game.push(match known {
                Some(known) => known,
                None => {
                    solved.push((game, game.stability_with(run)?));
                    solved.len() - 1
                }
            });
        }
        Ok(Views {
            truth: self.truth,
            games: self.games.clone(),
            solved: solved.into_iter().map(|(_, stability)| stability).collect(),
            of_game,
        })
    }
}

/// What each decision maker thinks holds, and what does.
#[derive(Clone, Debug)]
pub struct Views<'m> {
    truth: &'m Model,
    games: Vec<&'m Model>,
    solved: Vec<Stability>,
    of_game: Vec<usize>,
}

/// How a move of one decision maker looks in another's game (or in its own).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sight {
    /// The state it is made from is not in the game: from there nobody can move.
    UnseenStart,
    /// It leads to a state that is not in the game.
    UnseenState,
    /// Both states are in the game, but not the move.
    UnseenMove,
    /// The mover does not gain by it.
    NoGain,
    /// The mover gains, but stays where it is because of the others' answers.
    Answered,
    /// The mover gains, and does not stay where it is.
    Leaves,
}

impl Views<'_> {
    /// Whether the state is in the game of `decision_maker`.
    ///
    /// # Panics
    /// If there is no such decision maker; so do the other methods that take one.
    pub fn perceives(&self, decision_maker: usize, state: State) -> bool {
        self.games[decision_maker].feasible().has(state)
    }

    /// The verdicts in the game that `viewer` sees: for whom each state is stable.
    pub fn game(&self, viewer: usize) -> &Stability {
        &self.solved[self.of_game[viewer]]
    }

    /// What `viewer` thinks holds: the equilibria of its game.
    pub fn thinks(&self, viewer: usize, concept: Concept) -> Bits {
        self.game(viewer).equilibria(concept)
    }

    /// The states at which `decision_maker` stays, judging by its own game: those
    /// stable for it there, and those that it does not perceive.
    pub fn stays(&self, decision_maker: usize, concept: Concept) -> Bits {
        let mut stays = self.games[decision_maker].feasible().clone();
        stays.complement();
        stays.unite(self.game(decision_maker).stable(decision_maker, concept));
        stays.intersect(self.truth.feasible());
        stays
    }

    /// What does hold: the hypergame equilibria, states that can be and at which
    /// every decision maker stays, each judging by its own game.
    pub fn holds(&self, concept: Concept) -> Bits {
        let mut holds = self.truth.feasible().clone();
        for i in 0..self.games.len() {
            holds.intersect(&self.stays(i, concept));
        }
        holds
    }

    /// What holds in everyone's view; it holds in fact too, if it can be at all.
    pub fn agreed(&self, concept: Concept) -> Bits {
        let mut agreed = self.truth.feasible().clone();
        for i in 0..self.games.len() {
            agreed.intersect(&self.thinks(i, concept));
        }
        agreed
    }

    /// A surprise (a class of our own): what holds although somebody thinks that
    /// it does not, or does not perceive it.
    pub fn unforeseen(&self, concept: Concept) -> Bits {
        let mut unforeseen = self.holds(concept);
        unforeseen.subtract(&self.agreed(concept));
        unforeseen
    }

    /// A surprise (a class of our own): what does not hold, or cannot be, although
    /// somebody thinks that it holds.
    pub fn illusions(&self, concept: Concept) -> Bits {
        let mut illusions = Bits::none(self.truth.space().size());
        for i in 0..self.games.len() {
            illusions.unite(&self.thinks(i, concept));
        }
        illusions.subtract(&self.holds(concept));
        illusions
    }

    /// How the move of `mover` from `from` to `to` looks in the game of `viewer`.
    pub fn sight(
        &self,
        viewer: usize,
        mover: usize,
        concept: Concept,
        [from, to]: [State; 2],
    ) -> Sight {
        let game = self.games[viewer];
        if !game.feasible().has(from) {
            Sight::UnseenStart
        } else if !game.feasible().has(to) {
            Sight::UnseenState
        } else if !game.can_move(mover, from, to) {
            Sight::UnseenMove
        } else if game.value(mover, to) <= game.value(mover, from) {
            Sight::NoGain
        } else if self.game(viewer).stable(mover, concept).has(from) {
            Sight::Answered
        } else {
            Sight::Leaves
        }
    }

    /// The moves by which `mover` leaves `from` in the game of `viewer`: its
    /// improvements that no answer spoils, lowest state first. In fact, it leaves
    /// by those in its own game. There is one if and only if `from` is in the game
    /// and not stable there for `mover`.
    ///
    /// # Errors
    /// [`TooMuchWork`] if more than `limit` moves would have to be looked at.
    pub fn leaves(
        &self,
        viewer: usize,
        mover: usize,
        concept: Concept,
        from: State,
        limit: u64,
    ) -> Result<Vec<State>, TooMuchWork> {
        let game = self.games[viewer];
        let mut budget = Budget::new(limit);
        let mut left = Vec::new();
        for to in game.improvements(mover, from) {
            if concept == Concept::Nash || !answered(game, mover, concept, [from, to], &mut budget)?
            {
                left.push(to);
            }
        }
        Ok(left)
    }
}

/// Whether the others answer the improvement from `from` to `to` so that it does
/// not pay.
fn answered(
    model: &Model,
    mover: usize,
    concept: Concept,
    [from, to]: [State; 2],
    budget: &mut Budget,
) -> Result<bool, TooMuchWork> {
    let here = model.value(mover, from);
    let spoils = |at: State| model.value(mover, at) <= here;
    let lasting = matches!(concept, Concept::Smr | Concept::Sseq);
    let credible = matches!(concept, Concept::Seq | Concept::Sseq);
    let universe = model.space().size();
    // Per last mover, where it has been.
    let mut seen = vec![Bits::none(universe); model.decision_makers()];
    let mut open = vec![(to, mover)];
    while let Some((at, last)) = open.pop() {
        for next in (0..model.decision_makers()).filter(|&j| j != mover && j != last) {
            let steps = match credible {
                true => model.improvements(next, at),
                false => model.moves(next, at),
            };
            budget.spend(&[steps.len() + 1])?;
            for step in steps {
                if seen[next].has(step) {
                    continue;
                }
                seen[next].insert(step);
                if spoils(step) && (!lasting || model.moves(mover, step).into_iter().all(spoils)) {
                    return Ok(true);
                }
                open.push((step, next));
            }
        }
    }
    Ok(false)
}
