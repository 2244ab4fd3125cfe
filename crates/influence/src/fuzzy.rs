//! Fuzzy cognitive maps: weights that are iterated until they rest or go round.
//!
//! Kosko 1986, Int. J. Man-Machine Studies 24:65-75. `W[i][j]` is the effect of i on j;
//! `x_j(t+1) = f(sum_i x_i(t) W[i][j])`, all at once, with `x_j(t)` added inside where
//! there is memory. Where a sigmoid map has `||W||_F < 4 / lambda` there is one fixed point for
//! every start (Harmati, Hatwágner & Kóczy 2021): then only clamps make a scenario, and
//! a link passes on at most lambda / 4 of a change. Results mirror distance, not
//! likelihood.

use std::fmt;

/// What a sum of effects becomes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Transfer {
    /// `1 / (1 + exp(-lambda v))`
    Sigmoid {
        /// The steepness.
        lambda: f64,
    },
    /// `tanh(lambda v)`
    Tanh {
        /// The steepness.
        lambda: f64,
    },
    /// 1 above 0, else 0.
    Bivalent,
    /// 1, 0 or -1, by the sign.
    Trivalent,
}

/// Why a map or a run is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FuzzyError {
    /// A row of weights, the start or the clamps are not one per driver.
    Lengths,
    /// A weight, a start, a clamp or lambda is infinite or not a number, or lambda is not
    /// above 0.
    NotFinite,
}

impl fmt::Display for FuzzyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FuzzyError::Lengths => "each driver needs one value",
            FuzzyError::NotFinite => "a value is not a finite number, or lambda not above 0",
        })
    }
}

impl std::error::Error for FuzzyError {}

/// How a run ends.
#[derive(Clone, Debug, PartialEq)]
pub enum Rest {
    /// The state does not change any more.
    FixedPoint {
        /// The step whose state it is.
        at: usize,
    },
    /// States come again.
    Cycle {
        /// The step whose state is the first to come again.
        enters_at: usize,
        /// After how many steps it does.
        period: usize,
    },
    /// Neither, within the steps allowed.
    None,
}

/// A run: its states, and how it ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The state of each step, the start first; the last is the first one not new.
    pub states: Vec<Vec<f64>>,
    /// How it ends.
    pub rest: Rest,
}

impl Run {
    /// The fixed point, where there is one.
    pub fn fixed_point(&self) -> Option<&[f64]> {
        match self.rest {
            Rest::FixedPoint { .. } => self.states.last().map(Vec::as_slice),
            _ => None,
        }
    }

    /// The states of the cycle, the one entered first; empty where there is none.
    pub fn cycle(&self) -> &[Vec<f64>] {
        match self.rest {
            Rest::Cycle { enters_at, period } => &self.states[enters_at..enters_at + period],
            _ => &[],
        }
    }
}

/// A map of weights.
#[derive(Clone, Debug)]
pub struct FuzzyMap {
    weights: Vec<Vec<f64>>,
    transfer: Transfer,
    memory: bool,
}

impl FuzzyMap {
    /// `weights[i][j]`: the effect of i on j.
    pub fn new(
        weights: Vec<Vec<f64>>,
        transfer: Transfer,
        memory: bool,
    ) -> Result<Self, FuzzyError> {
        if weights.iter().any(|row| row.len() != weights.len()) {
            return Err(FuzzyError::Lengths);
        }
        let lambda = match transfer {
            Transfer::Sigmoid { lambda } | Transfer::Tanh { lambda } => lambda,
            Transfer::Bivalent | Transfer::Trivalent => 1.0,
        };
        let finite = weights.iter().flatten().all(|weight| weight.is_finite());
        if !(finite && lambda.is_finite() && lambda > 0.0) {
            return Err(FuzzyError::NotFinite);
        }
        Ok(FuzzyMap {
            weights,
            transfer,
            memory,
        })
    }

    /// Whether all starts are known to end in one fixed point: `||W||_F` is below
    /// `4 / lambda` (sigmoid) or `1 / lambda` (tanh). With memory, W has the identity
    /// added.
    pub fn forgets_its_start(&self) -> bool {
        let own = |i: usize, j: usize| f64::from(u8::from(self.memory && i == j));
        let entries = self
            .weights
            .iter()
            .enumerate()
            .flat_map(|(i, row)| row.iter().enumerate().map(move |(j, w)| w + own(i, j)));
        let norm = entries.map(|w| w * w).sum::<f64>().sqrt();
        match self.transfer {
            Transfer::Sigmoid { lambda } => norm < 4.0 / lambda,
            Transfer::Tanh { lambda } => norm < 1.0 / lambda,
            Transfer::Bivalent | Transfer::Trivalent => false,
        }
    }

    /// Iterates from a start until a state comes again, every value within `tolerance`
    /// of an earlier one, or after `most` steps. A clamped driver has its value in every
    /// state, the first included. All states are kept and compared: O(steps^2 n).
    pub fn run(
        &self,
        start: &[f64],
        clamps: &[Option<f64>],
        tolerance: f64,
        most: usize,
    ) -> Result<Run, FuzzyError> {
        let n = self.weights.len();
        if start.len() != n || clamps.len() != n {
            return Err(FuzzyError::Lengths);
        }
        let given = start.iter().chain(clamps.iter().flatten());
        if !given.chain([&tolerance]).all(|value| value.is_finite()) {
            return Err(FuzzyError::NotFinite);
        }
        let held = |(value, clamp): (f64, &Option<f64>)| clamp.unwrap_or(value);
        let start = start.iter().copied().zip(clamps).map(held).collect();
        let mut states: Vec<Vec<f64>> = vec![start];
        for step in 0..most {
            let next = self.next(&states[step]);
            let next: Vec<f64> = next.into_iter().zip(clamps).map(held).collect();
            let same = |earlier: &Vec<f64>| {
                let mut pairs = earlier.iter().zip(&next);
                pairs.all(|(a, b)| (a - b).abs() <= tolerance)
            };
            // The latest: a map that comes to rest slowly goes round nowhere.
            let earlier = states.iter().rposition(same);
            states.push(next);
            if let Some(enters_at) = earlier {
                let rest = match step + 1 - enters_at {
                    1 => Rest::FixedPoint { at: enters_at },
                    period => Rest::Cycle { enters_at, period },
                };
                return Ok(Run { states, rest });
            }
        }
        let rest = Rest::None;
        Ok(Run { states, rest })
    }

    fn next(&self, state: &[f64]) -> Vec<f64> {
        let arrives = |j: usize| {
            let effects = state.iter().zip(&self.weights).map(|(x, row)| x * row[j]);
            let own = if self.memory { state[j] } else { 0.0 };
            self.transferred(effects.sum::<f64>() + own)
        };
        (0..state.len()).map(arrives).collect()
    }

    fn transferred(&self, v: f64) -> f64 {
        match self.transfer {
            Transfer::Sigmoid { lambda } => 1.0 / (1.0 + libm::exp(-lambda * v)),
            Transfer::Tanh { lambda } => libm::tanh(lambda * v),
            Transfer::Bivalent => f64::from(u8::from(v > 0.0)),
            Transfer::Trivalent => f64::from(i8::from(v > 0.0) - i8::from(v < 0.0)),
        }
    }
}
