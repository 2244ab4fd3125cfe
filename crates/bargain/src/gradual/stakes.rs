//! Steps that cannot be taken back (Lockwood & Thomas 2002; Admati & Perry 1991).

/// Two sides that each give in steps which cannot be taken back. A level of giving runs
/// from 0 to 1 (full settlement); per step of time a side gains `gain` times the other's
/// level and pays `cost` times its own.
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

    /// Whether steps without end hold each other up: q > 1. Otherwise nothing is ever
    /// given, however small the steps.
    pub fn lasts(&self) -> bool {
        self.gain > self.cost && self.cost > 0.0 && self.ratio() > 1.0
    }

    /// The level after `steps` steps of the fastest plan that holds, 1 − q^−t; 0 where
    /// none does. It comes near 1 and never arrives.
    pub fn level(&self, steps: u32) -> f64 {
        match self.lasts() {
            true => 1.0 - self.ratio().powf(-f64::from(steps)),
            false => 0.0,
        }
    }

    /// What that plan is worth to each side per step of time, a (1 − 1/q), to be held
    /// against [`Stakes::at_once`]; 0 where no plan holds. The future counts with
    /// [`Stakes::patience`].
    pub fn value(&self) -> f64 {
        match self.lasts() {
            true => self.gain * (1.0 - 1.0 / self.ratio()),
            false => 0.0,
        }
    }

    /// What full settlement from the first day is worth to each side per step of time,
    /// if only it held.
    pub fn at_once(&self) -> f64 {
        self.gain - self.cost
    }
}

/// The level after `steps` steps where giving costs k · level²/2 and gains a times the
/// other's level, as a share of the limit δa/k to which it comes near (full giving is
/// a/k): y₁ = ½, y_(t+1) = ½ + y_t²/2.
pub fn smooth_level(steps: u32) -> f64 {
    (0..steps).fold(0.0, |y: f64, _| 0.5 + y * y / 2.0)
}

/// The same as levels of giving, after 1, 2, … `steps` steps.
pub fn smooth_levels(gain: f64, curvature: f64, discount: f64, steps: u32) -> Vec<f64> {
    let limit = discount * gain / curvature;
    (1..=steps).map(|t| limit * smooth_level(t)).collect()
}
