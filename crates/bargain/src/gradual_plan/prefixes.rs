//! A plan in one order, prefix by prefix.

use super::{GradualPlan, Range, SAME};

/// What each side has after 0, 1, 2, … steps, all as shares of what the whole plan is
/// worth to it ([`GradualPlan::scale`]). Every list is by prefix, then by side.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanCourse {
    /// What stands brings per unit of time on balance.
    pub flow: Vec<Vec<f64>>,
    /// What of it is left after a break.
    pub kept: Vec<Vec<f64>>,
    /// What could be shown at home so far.
    pub shown: Vec<Vec<f64>>,
    /// What has been given: costs.
    pub given: Vec<Vec<f64>>,
    /// What of that cannot be taken back.
    pub locked: Vec<Vec<f64>>,
}

/// What going on falls short of breaking by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shortfall {
    /// As a share of what the plan is worth to the side, per unit of time.
    pub amount: f64,
    /// Whose it is.
    pub side: usize,
    /// After how many steps.
    pub after: usize,
}

impl GradualPlan {
    /// The plan in this order.
    pub fn course(&self, order: &[usize]) -> PlanCourse {
        let mut course = PlanCourse::start(self.sides);
        for &step in order {
            course.add(|side| {
                let given = self.steps[step].costs[side] / self.scales[side];
                Prefix {
                    flow: self.value(step, side),
                    kept: self.kept(step, side),
                    shown: self.shown(step, side),
                    given,
                    locked: self.steps[step].locked * given,
                }
            });
        }
        course
    }
}

/// What one step adds for one side.
#[derive(Clone, Copy, Default)]
pub(super) struct Prefix {
    pub flow: f64,
    pub kept: f64,
    pub shown: f64,
    pub given: f64,
    pub locked: f64,
}

impl PlanCourse {
    pub(super) fn start(sides: usize) -> PlanCourse {
        let none = || vec![vec![0.0; sides]];
        PlanCourse {
            flow: none(),
            kept: none(),
            shown: none(),
            given: none(),
            locked: none(),
        }
    }

    pub(super) fn add(&mut self, adds: impl Fn(usize) -> Prefix) {
        let sides = self.sides();
        let adds: Vec<Prefix> = (0..sides).map(adds).collect();
        let put = |list: &mut Vec<Vec<f64>>, of: fn(&Prefix) -> f64| {
            let last = &list[list.len() - 1];
            let next = last.iter().zip(&adds).map(|(sum, add)| sum + of(add));
            let next = next.collect();
            list.push(next);
        };
        put(&mut self.flow, |p| p.flow);
        put(&mut self.kept, |p| p.kept);
        put(&mut self.shown, |p| p.shown);
        put(&mut self.given, |p| p.given);
        put(&mut self.locked, |p| p.locked);
    }

    /// How many steps it has.
    pub fn steps(&self) -> usize {
        self.flow.len() - 1
    }

    /// How many sides it has.
    pub fn sides(&self) -> usize {
        self.flow[0].len()
    }

    /// What a side would have lost if the others stopped or reversed after this many
    /// steps.
    pub fn exposure(&self, after: usize, side: usize) -> f64 {
        lost(self.kept[after][side] + self.shown[after][side])
    }

    /// The same with nothing counted for what was shown at home.
    pub fn bare(&self, after: usize, side: usize) -> f64 {
        lost(self.kept[after][side])
    }

    /// The largest exposure, with the side and the number of steps after which it is
    /// first reached; `None` where nobody is ever exposed.
    pub fn worst(&self) -> Option<Shortfall> {
        self.largest(|after, side| self.exposure(after, side))
    }

    /// The largest bare exposure.
    pub fn worst_bare(&self) -> Option<Shortfall> {
        self.largest(|after, side| self.bare(after, side))
    }

    /// The exposures and bare exposures of all sides after all steps, added up.
    pub fn total(&self) -> f64 {
        let both = |(t, side)| self.exposure(t, side) + self.bare(t, side);
        self.prefixes().map(both).sum()
    }

    /// The first number of steps from which on more than half of what the side has given
    /// cannot be taken back, whatever comes; `None` where it never gets there.
    pub fn no_return(&self, side: usize) -> Option<usize> {
        let gone = |t: &usize| self.locked[*t][side] > 0.5 * self.given[*t][side] + SAME;
        let from = (0..=self.steps()).rev().take_while(gone).last();
        from.filter(|&t| self.given[t][side] > 0.0)
    }

    /// What going on is worth more to a side than breaking after this many steps, per
    /// unit of time, where a unit of time later (one step) counts `discount`: the break
    /// leaves it what it keeps, for ever; going on brings what stands, step by step, and
    /// then for ever. What is shown at home is kept either way and does not count.
    pub fn margin(&self, after: usize, side: usize, discount: f64) -> f64 {
        let terms = self.terms(after, side);
        terms
            .iter()
            .rev()
            .fold(0.0, |sum, term| sum * discount + term)
    }

    /// The same as a polynomial in the discount, constant term first.
    pub(super) fn terms(&self, after: usize, side: usize) -> Vec<f64> {
        let stake = self.flow[after][side] - self.kept[after][side];
        let brings = |t: usize| self.flow[t][side] - self.flow[t - 1][side];
        let mut terms: Vec<f64> = (after + 1..=self.steps()).map(brings).collect();
        match terms.first_mut() {
            Some(first) => *first += stake,
            None => terms.push(stake),
        }
        terms
    }

    /// The guarantee that the plan needs at this patience: what a side must lose per unit
    /// of time for breaking, so that none gains by it after any number of steps. `None`
    /// where none is needed.
    pub fn guarantee(&self, discount: f64) -> Option<Shortfall> {
        self.largest(|after, side| -self.margin(after, side, discount))
    }

    /// The discounts, from 0 to 1, at which no side gains by stopping after any number of
    /// steps, lowest first. None where a guarantee is needed at any patience.
    pub fn patience(&self) -> Vec<Range> {
        super::patience::ranges(self.prefixes().map(|(t, side)| self.terms(t, side)))
    }

    /// The least discount from which on, up to 1, no side gains by stopping; `None` where
    /// some side does however much the future counts.
    pub fn patience_from(&self) -> Option<f64> {
        let last = self.patience().pop()?;
        (last.most > 1.0 - SAME).then_some(last.least)
    }

    /// The first of the largest amounts that are above nothing.
    fn largest(&self, amount: impl Fn(usize, usize) -> f64) -> Option<Shortfall> {
        let all = self.prefixes().map(|(after, side)| Shortfall {
            amount: amount(after, side),
            side,
            after,
        });
        let above = all.filter(|s| s.amount > SAME);
        above.reduce(|best, next| match next.amount > best.amount + SAME {
            true => next,
            false => best,
        })
    }

    fn prefixes(&self) -> impl Iterator<Item = (usize, usize)> {
        let sides = self.sides();
        (0..=self.steps()).flat_map(move |t| (0..sides).map(move |side| (t, side)))
    }
}

/// What is left, where it is below nothing.
fn lost(left: f64) -> f64 {
    match left < -SAME {
        true => -left,
        false => 0.0,
    }
}
