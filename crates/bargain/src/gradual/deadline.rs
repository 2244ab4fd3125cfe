//! A plan with a certain last date, and a penalty on whoever breaks it: a guarantee, an
//! escrow, a name to lose.

use super::Stakes;

/// A plan with a last date.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// How much each step adds to the level of giving, first step first.
    pub steps: Vec<f64>,
    /// What it is worth to each side per step of time.
    pub value: f64,
}

impl Plan {
    /// The level that is reached.
    pub fn level(&self) -> f64 {
        self.steps.iter().sum()
    }
}

impl Stakes {
    /// How large a step may be with 0, 1, … `steps` − 1 further steps to come, against
    /// the last: x₀ = 1, x_j = (1 − D) + q x_(j−1).
    pub fn multiples(&self, steps: u32) -> Vec<f64> {
        let (patience, ratio) = (self.patience(), self.ratio());
        let next = |x: &f64| Some(1.0 - patience + ratio * x);
        let all = std::iter::successors(Some(1.0), next);
        all.take(steps as usize).collect()
    }

    /// The largest steps that hold in `steps` steps under a penalty, first step first.
    /// The penalty is counted per step of time like gain and cost, so that it can be held
    /// against them: as a single fine, it is penalty / (1 − D). A last step of size f/b is
    /// just worth taking. Without a penalty nothing holds: the last step is
    /// not taken, so the one before it is not, and so on.
    pub fn largest_steps(&self, penalty: f64, steps: u32) -> Vec<f64> {
        let mut sizes = self.multiples(steps);
        sizes.reverse();
        let last = penalty / self.cost;
        sizes.iter().map(|x| x * last).collect()
    }

    /// The least penalty with which full settlement holds in `steps` steps: b / Σ x_j.
    /// In one step it is the whole of what giving costs. `None` for no step.
    pub fn least_penalty(&self, steps: u32) -> Option<f64> {
        let sum: f64 = self.multiples(steps).iter().sum();
        (steps > 0).then(|| self.cost / sum)
    }

    /// The best plan that holds in at most `steps` steps under a penalty and stops at
    /// full settlement: as much as holds as early as it holds, the last step only as
    /// large as is left to give. It has no step where giving brings nothing.
    pub fn best_plan(&self, penalty: f64, steps: u32) -> Plan {
        let mut plan = Plan {
            steps: Vec::new(),
            value: 0.0,
        };
        if self.gain <= self.cost || self.cost <= 0.0 || penalty <= 0.0 {
            return plan;
        }
        let last = penalty / self.cost;
        let mut sum = 0.0;
        let enough = |x: &f64| {
            sum += x * last;
            sum >= 1.0
        };
        let multiples = self.multiples(steps);
        let full = multiples.iter().position(enough);
        let used = full.map_or(multiples.len(), |at| at + 1);
        plan.steps = match full {
            None => self.largest_steps(penalty, steps),
            Some(_) => {
                // Every step is linear in the size of the last one.
                let none = self.held_by(0.0, last, used);
                let whole = self.held_by(last, last, used);
                let (low, high): (f64, f64) = (none.iter().sum(), whole.iter().sum());
                self.held_by(last * (1.0 - low) / (high - low), last, used)
            }
        };
        let counted = plan.steps.iter().rev();
        plan.value = self.at_once() * counted.fold(0.0, |v, step| step + self.patience() * v);
        plan
    }

    /// The largest steps before a last one of this size, `count` in all, first first.
    fn held_by(&self, last: f64, penalty: f64, count: usize) -> Vec<f64> {
        let gain = self.at_once() / self.cost;
        let mut steps = vec![last];
        let mut ahead = 0.0;
        for _ in 1..count {
            let next = steps[steps.len() - 1];
            ahead = self.patience() * (gain * next + ahead);
            steps.push(penalty + ahead);
        }
        steps.reverse();
        steps
    }
}
