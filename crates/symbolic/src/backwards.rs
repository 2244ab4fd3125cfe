//! Which states lead to others by sequences of steps: the fixpoint that takes most of
//! the time, so all of it is done in one [`Forest`].

use biodivine_lib_bdd::Bdd;

use crate::encoding::Copy;
use crate::error::Reached;
use crate::forest::{Forest, Tree};
use crate::moves::{Machine, Mover};

/// `goal` (in [`Copy::There`]) and what leads to it by steps of `relations`, no one
/// moving twice running; in a `plain` game two steps of the same mover are one.
pub(crate) fn backwards(
    m: &Machine,
    relations: &[(&Mover, &Bdd)],
    goal: &Bdd,
    plain: bool,
) -> Result<Bdd, Reached> {
    let mut forest = m.work.forest();
    let mut steps = Vec::new();
    let found = (|| {
        for (mover, relation) in relations {
            let mut read: Vec<u32> = (0..m.variables() as u32).collect();
            let mut freed = vec![false; m.variables()];
            for variable in m.encoding.variables_of(&mover.axes, Copy::There) {
                read[variable] += 1;
                freed[variable + 1] = true;
            }
            forest.way(read, freed);
            steps.push(forest.take_in(relation)?);
        }
        let goal = forest.take_in(goal)?;
        match plain {
            true => by_all(&mut forest, &mut steps, goal),
            false => by_first_mover(&mut forest, &mut steps, goal),
        }
    })();
    m.work.count(forest.done);
    let found = forest.take_out(found?);
    m.work.note(&found);
    Ok(found)
}

/// Adds what each mover in turn gives, until none has anything to add.
fn by_all(forest: &mut Forest, steps: &mut [Tree], goal: Tree) -> Result<Tree, Reached> {
    let mut states = goal;
    // What each mover has already been asked about.
    let mut asked = vec![Tree::FALSE; steps.len()];
    let (mut quiet, mut k) = (0, 0);
    while quiet < steps.len() {
        let new = states != asked[k];
        if new {
            // Whatever was asked already only repeats its answer: it may be in or out.
            let simpler = forest.within(states, asked[k].not())?;
            let before = forest.product(k, steps[k], simpler)?;
            states = forest.or(states, before)?;
        }
        quiet = if new { 1 } else { quiet + 1 };
        // Whoever has just moved has nothing to add.
        asked[k] = states;
        let kept = steps.iter_mut().chain(&mut asked).chain([&mut states]);
        forest.clear_out(&mut kept.collect::<Vec<_>>());
        k = (k + 1) % steps.len();
    }
    Ok(states)
}

/// Per first mover, the states from which a sequence that it begins gets there.
fn by_first_mover(forest: &mut Forest, steps: &mut [Tree], goal: Tree) -> Result<Tree, Reached> {
    let mut goal = goal;
    let mut first = vec![Tree::FALSE; steps.len()];
    let (mut quiet, mut k) = (0, 0);
    while quiet < steps.len() {
        let mut then = goal;
        for (_, &other) in first.iter().enumerate().filter(|(l, _)| *l != k) {
            then = forest.or(then, other)?;
        }
        let before = forest.product(k, steps[k], then)?;
        quiet = if before == first[k] { quiet + 1 } else { 1 };
        first[k] = before;
        let kept = steps.iter_mut().chain(&mut first).chain([&mut goal]);
        forest.clear_out(&mut kept.collect::<Vec<_>>());
        k = (k + 1) % steps.len();
    }
    for &other in &first {
        goal = forest.or(goal, other)?;
    }
    Ok(goal)
}
