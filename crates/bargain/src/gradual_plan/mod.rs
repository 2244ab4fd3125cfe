//! A gradual plan: steps in some order instead of one bargain.
//!
//! **What is left after a break.** A step costs a side c and is worth w to it for as long
//! as it stands, v = w − c; the share λ of it cannot be undone. If the plan breaks after
//! some steps, a side is left with, per step,
//!
//! | whose step | left of v | because |
//! |---|---|---|
//! | its own alone | max(v, λv) | it takes back what costs it more than it brings |
//! | others' alone | min(v, λv) | they take back what helped it, and leave what hurts it |
//! | its own together with others | λv | whoever loses by it ends it |
//!
//! and with what it has shown at home in any case. Its **exposure** is how far all this is
//! below nothing: what it would have lost if the others stopped or reversed now. It is
//! counted as a share of what the whole plan is worth to it, since the worths of two
//! sides have no common scale.

mod order;
mod patience;
mod patient;
mod prefixes;
mod roots;
mod self_enforcing;
mod single_bargain;

pub use order::{BestOrder, MOST_STEPS, TooManySteps};
pub use patience::Range;
pub use patient::Patient;
pub use prefixes::{PlanCourse, Shortfall};

/// What a side gains by stopping counts from this share on.
const SAME: f64 = 1e-9;

/// One step. Costs, worths and shows have one number per side, none below 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanStep {
    /// The sides that take it, by index; none for all of them.
    pub by: Vec<usize>,
    /// What it costs each side per unit of time for as long as it stands.
    pub costs: Vec<f64>,
    /// What it is worth to each side per unit of time for as long as it stands.
    pub worth: Vec<f64>,
    /// What each side can show for it at home, whatever comes later.
    pub shows: Vec<f64>,
    /// The share that cannot be undone, from 0 to 1.
    pub locked: f64,
    /// Steps that must come before, by index.
    pub needs: Vec<usize>,
}

/// A plan.
#[derive(Clone, Debug, PartialEq)]
pub struct GradualPlan {
    sides: usize,
    steps: Vec<PlanStep>,
    scales: Vec<f64>,
}

/// Why steps make no plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GradualPlanError {
    /// A number is missing, below 0, not finite, or a share above 1; or there are more
    /// than ten thousand times more of one thing than a side's whole plan is worth.
    Number {
        /// Index of the step.
        step: usize,
    },
    /// A step names a step or side that is not there.
    Name {
        /// Index of the step.
        step: usize,
    },
    /// Steps need each other in a circle, this one among them.
    Circle {
        /// Index of the step.
        step: usize,
    },
    /// There are more than 64 steps, or more than 16 sides.
    TooMany,
}

/// Steps and sides beyond which nothing is looked at.
const MOST: (usize, usize) = (64, 16);

impl GradualPlan {
    /// A plan of these steps between `sides` sides.
    ///
    /// # Errors
    /// See [`GradualPlanError`].
    pub fn new(sides: usize, steps: Vec<PlanStep>) -> Result<GradualPlan, GradualPlanError> {
        if steps.len() > MOST.0 || sides > MOST.1 {
            return Err(GradualPlanError::TooMany);
        }
        for (step, s) in steps.iter().enumerate() {
            let lists = [&s.costs, &s.worth, &s.shows];
            let fair = |n: &f64| n.is_finite() && *n >= 0.0;
            if !(lists.iter()).all(|list| list.len() == sides && list.iter().all(fair))
                || !(0.0..=1.0).contains(&s.locked)
            {
                return Err(GradualPlanError::Number { step });
            }
            if s.by.iter().any(|&b| b >= sides) || s.needs.iter().any(|&n| n >= steps.len()) {
                return Err(GradualPlanError::Name { step });
            }
        }
        let scale = |side: usize| {
            let sum =
                |of: fn(&PlanStep) -> &Vec<f64>| steps.iter().map(|s| of(s)[side]).sum::<f64>();
            let (worth, cost) = (sum(|s| &s.worth), sum(|s| &s.costs));
            [worth, cost].into_iter().find(|n| *n > 0.0).unwrap_or(1.0)
        };
        let scales: Vec<f64> = (0..sides).map(scale).collect();
        for (step, s) in steps.iter().enumerate() {
            let far = |(side, n): (usize, &f64)| n / scales[side] > 1e4;
            let numbers = [&s.costs, &s.shows];
            if numbers.iter().any(|list| list.iter().enumerate().any(far)) {
                return Err(GradualPlanError::Number { step });
            }
        }
        let ladder = GradualPlan {
            sides,
            steps,
            scales,
        };
        let order = ladder.written_order();
        match (0..ladder.steps.len()).find(|step| !order.contains(step)) {
            Some(step) => Err(GradualPlanError::Circle { step }),
            None => Ok(ladder),
        }
    }

    /// The steps.
    pub fn steps(&self) -> &[PlanStep] {
        &self.steps
    }

    /// How many sides there are.
    pub fn sides(&self) -> usize {
        self.sides
    }

    /// What the whole plan is worth to a side; where it is worth nothing, what it costs
    /// it. All shares are shares of this.
    pub fn scale(&self, side: usize) -> f64 {
        self.scales[side]
    }

    /// The steps as they were given, a step that needs later ones waiting for them.
    pub fn written_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = Vec::new();
        let ready = |order: &[usize], step: usize| {
            !order.contains(&step) && self.steps[step].needs.iter().all(|n| order.contains(n))
        };
        while let Some(next) = (0..self.steps.len()).find(|&step| ready(&order, step)) {
            order.push(next);
        }
        order
    }

    /// What a step brings a side on balance while it stands, as a share.
    fn value(&self, step: usize, side: usize) -> f64 {
        let s = &self.steps[step];
        (s.worth[side] - s.costs[side]) / self.scales[side]
    }

    /// What is left of it after a break, as a share; see the module's table.
    fn kept(&self, step: usize, side: usize) -> f64 {
        let value = self.value(step, side);
        let locked = self.steps[step].locked * value;
        match self.taker(step, side) {
            Taker::Alone => value.max(locked),
            Taker::Others => value.min(locked),
            Taker::Together => locked,
        }
    }

    /// What a side can show for a step, as a share.
    fn shown(&self, step: usize, side: usize) -> f64 {
        self.steps[step].shows[side] / self.scales[side]
    }

    fn taker(&self, step: usize, side: usize) -> Taker {
        let by = &self.steps[step].by;
        let others = by.iter().any(|&b| b != side);
        match (by.contains(&side), others) {
            (true, false) => Taker::Alone,
            (false, true) => Taker::Others,
            (true, true) => Taker::Together,
            (false, false) if self.sides == 1 => Taker::Alone,
            (false, false) => Taker::Together,
        }
    }
}

/// Who takes a step, as one side sees it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taker {
    Alone,
    Others,
    Together,
}
