//! Points of agreement where utilities were given: Nash, Kalai–Smorodinsky, Kalai,
//! the most in sum.
//!
//! Each is sought among the **efficient** agreements that leave no party below its
//! disagreement value. Agreements that share the best value within a tolerance are all
//! named: a discrete set may have several Nash points.
//!
//! Sources and what each fixes, on a finite set of agreements without lotteries:
//!
//! | name | takes | source |
//! |---|---|---|
//! | [`Table::nash`] | the largest product of gains over disagreement | Nash 1950 |
//! | [`Table::kalai_smorodinsky`] | the largest of the least gain ratios; a gain ratio is the gain as a share of the party's ideal gain | Kalai & Smorodinsky 1975, their rule on a finite set |
//! | [`Table::egalitarian`] | the largest of the least gains | Kalai 1977 with equal proportions; what NegMAS calls Kalai |
//! | [`Table::utilitarian`] | the largest sum of utilities | maximum welfare |

use crate::frontier::{self, Alike, Efficiency};

/// How far two utilities must lie apart to differ.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Compare {
    /// At all: 0.1 + 0.2 is more than 0.3, since binary fractions are rounded.
    #[default]
    Exact,
    /// They are rounded to whole multiples of this step first, and so compared as whole
    /// numbers when efficiency is decided.
    Step(f64),
}

/// Why no points can be given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    /// As for a frontier.
    Frontier(frontier::Fault),
    /// A utility or disagreement value is infinite or not a number.
    NotFinite {
        /// The party.
        party: usize,
    },
    /// There are not as many disagreement values as parties.
    Lengths,
    /// The step is not a positive number, or so small that the utilities are more than
    /// 2^53 steps.
    Step,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fault::Frontier(fault) => fault.fmt(f),
            Fault::NotFinite { party } => {
                write!(f, "a value of party {party} is not a finite number")
            }
            Fault::Lengths => write!(f, "each party needs one value"),
            Fault::Step => write!(f, "the step does not fit the utilities"),
        }
    }
}

impl std::error::Error for Fault {}

impl From<frontier::Fault> for Fault {
    fn from(fault: frontier::Fault) -> Self {
        Fault::Frontier(fault)
    }
}

/// Values that differ by less share a place: this times the best value, or this where
/// the best value is below 1.
const TOLERANCE: f64 = 1e-12;

/// The agreements that take the best value, lowest number first; none where the zone is
/// empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Points {
    /// The agreements.
    pub at: Vec<u32>,
    /// The value that they share, as far as the tolerance tells.
    pub value: f64,
}

/// Who would get what, and what each has without agreement.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    utilities: &'a [&'a [f64]],
    disagreement: Vec<f64>,
    ideal: Vec<f64>,
    acceptable: Vec<u32>,
    efficient: Vec<u32>,
}

impl<'a> Table<'a> {
    /// `utilities[party][agreement]`, the agreements that are possible (`None`: all),
    /// and what each party has without agreement: its reservation value.
    pub fn new(
        utilities: &'a [&'a [f64]],
        among: Option<&[u32]>,
        disagreement: &[f64],
        compare: Compare,
    ) -> Result<Self, Fault> {
        if disagreement.len() != utilities.len() {
            return Err(Fault::Lengths);
        }
        let finite = |party: usize, values: &[f64]| match values.iter().all(|v| v.is_finite()) {
            true => Ok(()),
            false => Err(Fault::NotFinite { party }),
        };
        for (party, column) in utilities.iter().enumerate() {
            finite(party, column)?;
            finite(party, &disagreement[party..=party])?;
        }
        let every: Vec<u32> = match among {
            Some(named) => named.to_vec(),
            None => (0..utilities.first().map_or(0, |column| column.len() as u32)).collect(),
        };
        let whole: Vec<Vec<i64>> = match compare {
            Compare::Exact => Vec::new(),
            Compare::Step(step) => utilities
                .iter()
                .map(|column| in_steps(column, step))
                .collect::<Result<_, _>>()?,
        };
        // Unknown agreements and unequal lengths are found here.
        let known = frontier::frontier_among(utilities, &every, Efficiency::Strong, Alike::All)?;
        let mut every = every;
        every.sort_unstable();
        every.dedup();
        let acceptable: Vec<u32> = every
            .iter()
            .copied()
            .filter(|&a| {
                utilities
                    .iter()
                    .zip(disagreement)
                    .all(|(u, d)| u[a as usize] >= *d)
            })
            .collect();
        let efficient = match compare {
            Compare::Exact if acceptable.len() == every.len() => known,
            Compare::Exact => {
                frontier::frontier_among(utilities, &acceptable, Efficiency::Strong, Alike::All)?
            }
            Compare::Step(_) => {
                let whole: Vec<&[i64]> = whole.iter().map(Vec::as_slice).collect();
                frontier::frontier_among(&whole, &acceptable, Efficiency::Strong, Alike::All)?
            }
        };
        let most = |column: &&[f64]| {
            let worths = acceptable.iter().map(|&a| column[a as usize]);
            worths.fold(f64::NEG_INFINITY, f64::max)
        };
        Ok(Table {
            utilities,
            disagreement: disagreement.to_vec(),
            ideal: utilities.iter().map(most).collect(),
            acceptable,
            efficient,
        })
    }

    /// The agreements that leave no party below its disagreement value, lowest number
    /// first.
    pub fn acceptable(&self) -> &[u32] {
        &self.acceptable
    }

    /// The efficient ones among them: no other acceptable agreement is at least as good
    /// for all and better for one. Agreements alike for all are all named.
    pub fn efficient(&self) -> &[u32] {
        &self.efficient
    }

    /// The highest utility of each party, over the acceptable agreements.
    pub fn ideal(&self) -> &[f64] {
        &self.ideal
    }

    /// The gains of all parties over disagreement.
    pub fn gains(&self, agreement: u32) -> Vec<f64> {
        self.each_gain(agreement).collect()
    }

    /// The largest product of gains (Nash 1950). Where every acceptable agreement leaves
    /// some party without gain, the value is 0 and all efficient agreements share it:
    /// the solution is not defined then.
    pub fn nash(&self) -> Points {
        self.best(|a| self.each_gain(a).product())
    }

    /// The largest of the least gain ratios (Kalai & Smorodinsky 1975 on a finite set).
    pub fn kalai_smorodinsky(&self) -> Points {
        self.best(|a| self.ratios(a).fold(f64::INFINITY, f64::min))
    }

    /// The largest of the least gains (Kalai 1977, equal proportions).
    pub fn egalitarian(&self) -> Points {
        self.best(|a| self.each_gain(a).fold(f64::INFINITY, f64::min))
    }

    /// The largest sum of utilities (maximum welfare). It compares what one party gains
    /// with what another loses, which utilities alone do not justify.
    pub fn utilitarian(&self) -> Points {
        self.best(|a| self.utilities.iter().map(|column| column[a as usize]).sum())
    }

    fn each_gain(&self, agreement: u32) -> impl Iterator<Item = f64> + '_ {
        let columns = self.utilities.iter().zip(&self.disagreement);
        columns.map(move |(column, d)| column[agreement as usize] - d)
    }

    /// Gains as shares of the ideal gains; a party that can gain nothing has all that it
    /// can get.
    fn ratios(&self, agreement: u32) -> impl Iterator<Item = f64> + '_ {
        let ideal = self
            .ideal
            .iter()
            .zip(&self.disagreement)
            .map(|(most, d)| most - d);
        let shares = self.each_gain(agreement).zip(ideal);
        shares.map(|(gain, ideal)| if ideal > 0.0 { gain / ideal } else { 1.0 })
    }

    fn best(&self, worth: impl Fn(u32) -> f64) -> Points {
        let worths: Vec<f64> = self.efficient.iter().map(|&a| worth(a)).collect();
        let Some(value) = worths.iter().copied().reduce(f64::max) else {
            return Points::default();
        };
        let near = value - TOLERANCE * value.abs().max(1.0);
        let at = self.efficient.iter().zip(&worths);
        Points {
            at: at
                .filter(|(_, worth)| **worth >= near)
                .map(|(&a, _)| a)
                .collect(),
            value,
        }
    }
}

/// Values as whole numbers of steps, the nearest each.
fn in_steps(values: &[f64], step: f64) -> Result<Vec<i64>, Fault> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if !(step.is_finite() && step > 0.0) {
        return Err(Fault::Step);
    }
    values
        .iter()
        .map(|value| {
            let steps = (value / step).round();
            if steps.abs() <= EXACT {
                Ok(steps as i64)
            } else {
                Err(Fault::Step)
            }
        })
        .collect()
}
