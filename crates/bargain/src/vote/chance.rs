//! How likely an agreement passes when verdicts are uncertain.
//!
//! Factions are independent of one another. The sum over all combinations of verdicts
//! is exact: only the votes against, and those for less those against, matter, so
//! combinations with the same votes are taken together.

use std::fmt;

use super::gate::{Gate, Vote};
use super::noise::normal;
use super::ratio::greatest_common_divisor;

/// How likely a faction says what; together 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chances {
    /// That it rejects.
    pub rejects: f64,
    /// That it does not mind.
    pub does_not_mind: f64,
    /// That it accepts.
    pub accepts: f64,
}

impl Chances {
    /// It says this for sure.
    pub fn certain(verdict: Vote) -> Self {
        Chances::one_step_off(verdict, 0.0)
    }

    /// The true verdict is one step off with probability `doubt` (0 to 1; beyond, the
    /// nearest of these): one that accepts or rejects does not mind then, one that does
    /// not mind accepts or rejects, each half as likely.
    pub fn one_step_off(verdict: Vote, doubt: f64) -> Self {
        let doubt = if doubt > 0.0 { doubt.min(1.0) } else { 0.0 };
        let (rejects, accepts) = match verdict {
            Vote::Rejects => (1.0 - doubt, 0.0),
            Vote::Accepts => (0.0, 1.0 - doubt),
            Vote::DoesNotMind => (doubt / 2.0, doubt / 2.0),
        };
        let does_not_mind = match verdict {
            Vote::DoesNotMind => 1.0 - doubt,
            _ => doubt,
        };
        Chances {
            rejects,
            does_not_mind,
            accepts,
        }
    }

    /// It accepts what gains more than accepting costs and rejects the rest; `gain` is
    /// the gain less the cost, which is uncertain by a normal variable with standard
    /// deviation `doubt` (above 0).
    pub fn of_gain(gain: f64, doubt: f64) -> Self {
        let accepts = normal(gain / doubt);
        Chances {
            rejects: normal(-gain / doubt),
            does_not_mind: 0.0,
            accepts,
        }
    }
}

/// Votes are too many and too uneven to be added up one by one: votes in thousands do
/// as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyVotes;

impl fmt::Display for TooManyVotes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The votes are too many to be counted one by one; give them in thousands.")
    }
}

impl std::error::Error for TooManyVotes {}

/// Most sums of votes that are told apart.
const MOST_SUMS: u64 = 1 << 20;
/// Most factions that count in several gates at once: their verdicts are tried one by
/// one.
const MOST_SHARED: usize = 8;

/// How likely an agreement passes a gate, if faction `f` says what `chances[f]` tells;
/// one that is left out does not mind.
///
/// # Errors
/// Votes whose sums would be more than 2^20 different ones.
pub fn chance_of_passing(gate: &Gate, chances: &[Chances]) -> Result<f64, TooManyVotes> {
    let common = (gate.votes.iter()).fold(0, |d, &v| greatest_common_divisor(d, u128::from(v)));
    let common = u64::try_from(common).unwrap_or(1).max(1);
    let total = gate.total() / common;
    // The most votes that may be against.
    let against = match gate.quota {
        None => 0,
        Some(quota) => match total.checked_sub(u64::from(quota).div_ceil(common)) {
            None => return Ok(0.0),
            Some(against) => against,
        },
    };
    let lead = if gate.majority { total } else { 0 };
    let (rows, width) = (against + 1, 2 * lead + 1);
    if rows.checked_mul(width).is_none_or(|sums| sums > MOST_SUMS) {
        return Err(TooManyVotes);
    }
    let (rows, width) = (rows as usize, width as usize);
    let mut sums = vec![0.0; rows * width];
    sums[lead as usize] = 1.0;
    for (faction, chance) in chances.iter().enumerate() {
        let votes = (gate.votes_of(faction) / common) as usize;
        let against = if gate.quota.is_some() { votes } else { 0 };
        let shift = if gate.majority { votes } else { 0 };
        let rejects = match gate.has_veto(faction) {
            true => 0.0,
            false => chance.rejects,
        };
        let mut next = vec![0.0; rows * width];
        for (at, &sum) in sums.iter().enumerate().filter(|(_, sum)| **sum > 0.0) {
            next[at] += sum * chance.does_not_mind;
            if chance.accepts > 0.0 {
                next[at + shift] += sum * chance.accepts;
            }
            if rejects > 0.0 && at / width + against < rows {
                next[at + against * width - shift] += sum * rejects;
            }
        }
        sums = next;
    }
    let passing = sums.chunks(width).map(|row| match gate.majority {
        true => row[lead as usize + 1..].iter().sum::<f64>(),
        false => row.iter().sum(),
    });
    Ok(passing.sum::<f64>().min(1.0))
}

/// How likely an agreement passes all gates: the product of the chances, save that a
/// faction that counts in several gates says the same in each.
///
/// # Errors
/// As [`chance_of_passing`], and more than 8 factions that count in several gates.
pub fn chance_of_all(gates: &[Gate], chances: &[Chances]) -> Result<f64, TooManyVotes> {
    let members: Vec<Vec<usize>> = gates.iter().map(Gate::members).collect();
    let counts = |f: &usize| members.iter().filter(|m| m.contains(f)).count();
    let shared: Vec<usize> = (0..chances.len()).filter(|f| counts(f) > 1).collect();
    if shared.len() > MOST_SHARED {
        return Err(TooManyVotes);
    }
    let mut fixed = chances.to_vec();
    let mut sum = 0.0;
    for case in 0..3usize.pow(shared.len() as u32) {
        let mut weight = 1.0;
        for (at, &faction) in shared.iter().enumerate() {
            let chance = &chances[faction];
            let (verdict, likely) = match case / 3usize.pow(at as u32) % 3 {
                0 => (Vote::Rejects, chance.rejects),
                1 => (Vote::DoesNotMind, chance.does_not_mind),
                _ => (Vote::Accepts, chance.accepts),
            };
            weight *= likely;
            fixed[faction] = Chances::certain(verdict);
        }
        if weight > 0.0 {
            for gate in gates {
                weight *= chance_of_passing(gate, &fixed)?;
            }
            sum += weight;
        }
    }
    Ok(sum.min(1.0))
}
