//! Small steps against one bargain: what theory says in closed form.
//!
//! A plan of real steps can be held against it: what guarantee does a plan of equal
//! stakes with a certain last date need ([`Stakes::least_penalty`])? The guarantee is a
//! penalty on whoever breaks the plan: an escrow, a name to lose.

/// Two sides that each give in steps which cannot be taken back (Lockwood & Thomas 2002;
/// Admati & Perry 1991). A level of giving runs from 0 to 1 (full settlement); per step
/// of time a side gains `gain` times the other's level and pays `cost` times its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stakes {
    /// What full giving by the other side is worth, per step of time.
    pub gain: f64,
    /// What full giving costs, per step of time; less than `gain`.
    pub cost: f64,
    /// What the next step of time counts, against 1 for this one: from 0 to 1.
    pub discount: f64,
    /// The chance that the window is still open a step of time later: from 0 to 1.
    pub survival: f64,
}

impl Stakes {
    /// What one step ahead counts: patience and the chance to get there.
    pub fn patience(&self) -> f64 {
        self.discount * self.survival
    }

    /// q: how many times larger than the next step a step may be, its size being held
    /// by those that are still to come.
    pub fn ratio(&self) -> f64 {
        self.patience() * self.gain / self.cost
    }

    /// How large a step may be with 0, 1, … `steps` − 1 further steps to come, against
    /// the last: x₀ = 1, x_j = (1 − D) + q x_(j−1).
    pub fn multiples(&self, steps: u32) -> Vec<f64> {
        let (patience, ratio) = (self.patience(), self.ratio());
        let next = |x: &f64| Some(1.0 - patience + ratio * x);
        let all = std::iter::successors(Some(1.0), next);
        all.take(steps as usize).collect()
    }

    /// The least penalty with which full settlement holds in `steps` steps: b / Σ x_j.
    /// In one step it is the whole of what giving costs. `None` for no step.
    pub fn least_penalty(&self, steps: u32) -> Option<f64> {
        let sum: f64 = self.multiples(steps).iter().sum();
        (steps > 0).then(|| self.cost / sum)
    }
}
