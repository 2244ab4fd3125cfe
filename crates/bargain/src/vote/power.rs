//! Power in a voting rule, before anybody's opinion is known: how often a faction's
//! joining turns a losing coalition into a winning one.
//!
//! Coalitions are taken as those who accept, everybody else as rejecting. They are not
//! listed but counted, by size and votes; all numbers are exact.

use super::gate::Gate;
use super::ratio::{Ratio, greatest_common_divisor};

/// Power in one gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Power {
    /// Those who count, lowest number first; nobody else has power.
    pub players: Vec<Player>,
    /// How many of the 2^players coalitions win.
    pub winning: u128,
}

/// Power of one faction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Player {
    /// Its number.
    pub faction: usize,
    /// Coalitions of the others that lose without it and win with it.
    pub swings: u128,
    /// The share of all coalitions of the others that these are (Banzhaf, absolute).
    pub banzhaf: Ratio,
    /// The share of all players' swings (Banzhaf, normalised).
    pub banzhaf_share: Ratio,
    /// The share of all orders of joining in which it is the one that makes the
    /// coalition win (Shapley & Shubik 1954). The shares of all players are 1 together,
    /// unless nothing, or everything, wins.
    pub shapley: Ratio,
}

/// Most players, so that every count fits into 128 bits: the least common multiple of
/// 1 to 88 has 122 of them.
const MOST_PLAYERS: usize = 88;
/// Most cells of the table of coalitions by size and votes: 64 MB.
const MOST_CELLS: u128 = 1 << 22;

/// The power of all that count in a gate. `None` with more than 88 players, or with
/// votes so large and so uneven that coalitions cannot be counted by their votes:
/// votes in thousands do as well then.
pub fn power(gate: &Gate) -> Option<Power> {
    let members = gate.members();
    if members.len() > MOST_PLAYERS {
        return None;
    }
    let counted = gate.quota.is_some() || gate.majority;
    let (musts, others): (Vec<usize>, Vec<usize>) =
        members.iter().partition(|&&f| gate.has_veto(f));
    let votes = |f: &usize| u128::from(gate.votes_of(*f));
    let total: u128 = gate.votes.iter().map(|&v| u128::from(v)).sum();
    let mut least = u128::from(gate.quota.unwrap_or(0));
    if gate.majority {
        least = least.max(total / 2 + 1);
    }
    // What those without a veto must add to the votes of those with one.
    let mut needed = least.saturating_sub(musts.iter().map(votes).sum());
    if !counted {
        needed = 0;
    }
    let mut weights: Vec<u128> = others.iter().map(votes).collect();
    let common = weights.iter().copied().fold(0, greatest_common_divisor);
    if common > 1 {
        weights.iter_mut().for_each(|weight| *weight /= common);
        needed = needed.div_ceil(common);
    }
    let needed = needed.min(weights.iter().sum::<u128>() + 1);
    let size = others.len() + 1;
    if needed.saturating_mul(size as u128) > MOST_CELLS {
        return None;
    }
    let losing = Coalitions::short_of(&weights, needed as usize);

    let players = members.len();
    let shares = Shares::of(players)?;
    let mut swings = vec![0u128; players];
    let mut shapley = vec![0u128; players];
    let of_must = losing.winning_by_size();
    for (at, faction) in members.iter().enumerate() {
        // By size of the coalition that it joins: how often it turns it.
        let turned = match others.iter().position(|other| other == faction) {
            None => (of_must.iter().enumerate())
                .map(|(size, &count)| (size + musts.len() - 1, count))
                .collect::<Vec<_>>(),
            Some(other) => (losing.turned_by(weights[other]).into_iter().enumerate())
                .map(|(size, count)| (size + musts.len(), count))
                .collect(),
        };
        for (size, count) in turned.into_iter().filter(|&(_, count)| count > 0) {
            swings[at] += count;
            shapley[at] += count * shares.of_size[size];
        }
    }
    let all: u128 = swings.iter().sum();
    let coalitions = 1u128 << players.saturating_sub(1);
    let player = |(at, &faction): (usize, &usize)| Player {
        faction,
        swings: swings[at],
        banzhaf: Ratio::new(swings[at], coalitions),
        banzhaf_share: Ratio::new(swings[at], all),
        shapley: Ratio::new(shapley[at], shares.whole),
    };
    Some(Power {
        players: members.iter().enumerate().map(player).collect(),
        winning: of_must.iter().sum(),
    })
}

/// Coalitions by size and votes, as far as their votes fall short of what is needed.
struct Coalitions {
    /// `[size][votes]`, `needed` entries a row.
    counts: Vec<u128>,
    needed: usize,
    members: usize,
}

impl Coalitions {
    fn short_of(weights: &[u128], needed: usize) -> Self {
        let members = weights.len();
        let mut counts = vec![0u128; (members + 1) * needed];
        if let Some(empty) = counts.first_mut() {
            *empty = 1;
        }
        for (so_far, &weight) in weights.iter().enumerate() {
            let weight = weight.min(needed as u128) as usize;
            for size in (0..=so_far).rev() {
                for votes in (weight..needed).rev() {
                    let joined = counts[size * needed + votes - weight];
                    counts[(size + 1) * needed + votes] += joined;
                }
            }
        }
        Coalitions {
            counts,
            needed,
            members,
        }
    }

    /// Coalitions of these members that have the votes, by size.
    fn winning_by_size(&self) -> Vec<u128> {
        let all = binomials(self.members);
        let losing = |size: usize| {
            let row = &self.counts[size * self.needed..(size + 1) * self.needed];
            row.iter().sum::<u128>()
        };
        (all.iter().enumerate())
            .map(|(size, &count)| count - losing(size))
            .collect()
    }

    /// By size: coalitions without one member of this weight that fall short, and no
    /// longer do once it joins.
    fn turned_by(&self, weight: u128) -> Vec<u128> {
        let weight = weight.min(self.needed as u128) as usize;
        let from = self.needed - weight;
        let mut turned = Vec::with_capacity(self.members);
        // Those without the member: all, less those that it has joined.
        let mut smaller = vec![0u128; self.needed];
        for size in 0..self.members {
            let mut without = self.counts[size * self.needed..(size + 1) * self.needed].to_vec();
            for votes in weight..self.needed {
                without[votes] -= smaller[votes - weight];
            }
            turned.push(without[from..].iter().sum());
            smaller = without;
        }
        turned
    }
}

/// How much one coalition counts, by its size, among all orders of joining.
struct Shares {
    /// Over `whole`.
    of_size: Vec<u128>,
    /// The least common multiple of 1 to the number of players: all shares are whole
    /// parts of it, since 1 over players times the binomial coefficient is one.
    whole: u128,
}

impl Shares {
    fn of(players: usize) -> Option<Self> {
        let whole = (1..=players as u128).try_fold(1u128, |whole, n| {
            whole.checked_mul(n / greatest_common_divisor(whole, n))
        })?;
        let coalitions = binomials(players.saturating_sub(1));
        let share = |&count: &u128| whole / (count * players.max(1) as u128);
        Some(Shares {
            of_size: coalitions.iter().map(share).collect(),
            whole,
        })
    }
}

/// Ways to choose 0, 1, … of `n`.
fn binomials(n: usize) -> Vec<u128> {
    let mut row = vec![1u128];
    for _ in 0..n {
        let mut next = vec![1u128; row.len() + 1];
        for at in 1..row.len() {
            next[at] = row[at - 1] + row[at];
        }
        row = next;
    }
    row
}
