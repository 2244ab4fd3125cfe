//! Verdicts and power against every combination.

use hikiwake_bargain::vote::{Decisive, Gate, Power, Ratio, Vote, decisive, power};
use proptest::prelude::*;

use super::oracle::{combinations, gates, passes, wins};

proptest! {
    #[test]
    fn a_gate_lets_pass_what_meets_each_requirement(gate in gates()) {
        for said in combinations(gate.votes.len()) {
            prop_assert_eq!(gate.passes(&said), passes(&gate, &said));
        }
    }

    #[test]
    fn one_is_decisive_whose_other_verdict_turns_it(gate in gates()) {
        for said in combinations(gate.votes.len()) {
            let (passed, who) = decisive(&gate, &said);
            prop_assert_eq!(passed, passes(&gate, &said));
            for (faction, found) in who.into_iter().enumerate() {
                let with = |verdict| {
                    let mut other = said.clone();
                    other[faction] = verdict;
                    passes(&gate, &other)
                };
                let no_alone = !passed && with(Vote::DoesNotMind);
                let turns = [Vote::Rejects, Vote::DoesNotMind, Vote::Accepts]
                    .into_iter()
                    .any(|verdict| with(verdict) != passed);
                prop_assert_eq!(found.is_some(), turns);
                prop_assert_eq!(found == Some(Decisive::Carries), turns && passed);
                prop_assert_eq!(
                    found == Some(Decisive::KeepsOut),
                    said[faction] == Vote::Rejects && no_alone
                );
            }
        }
    }

    #[test]
    fn more_to_meet_never_lets_more_pass(
        gate in gates(),
        veto in 0usize..6,
        more in 0u32..5,
        majority in any::<bool>(),
    ) {
        let mut stricter = gate.clone();
        stricter.vetoes.push(veto % gate.votes.len());
        stricter.quota = Some(gate.quota.unwrap_or(0) + more);
        stricter.majority |= majority;
        for said in combinations(gate.votes.len()) {
            prop_assert!(gate.passes(&said) || !stricter.passes(&said));
        }
    }

    #[test]
    fn power_is_that_of_all_coalitions_and_orders(gate in gates()) {
        let power = power(&gate).unwrap();
        let players: Vec<usize> = power.players.iter().map(|p| p.faction).collect();
        let counted = gate.quota.is_some() || gate.majority;
        for faction in 0..gate.votes.len() {
            let counts = (counted && gate.votes[faction] > 0) || gate.vetoes.contains(&faction);
            prop_assert_eq!(players.contains(&faction), counts);
        }
        let (winning, swings) = every_coalition(&gate, &players);
        prop_assert_eq!(power.winning, winning);
        let pivots = every_order(&gate, &players);
        let orders: u128 = (1..=players.len() as u128).product();
        let all: u128 = swings.iter().sum();
        for (at, player) in power.players.iter().enumerate() {
            prop_assert_eq!(player.swings, swings[at]);
            prop_assert_eq!(player.banzhaf, Ratio::new(swings[at], 1 << (players.len() - 1)));
            prop_assert_eq!(player.banzhaf_share, Ratio::new(swings[at], all));
            prop_assert_eq!(player.shapley, Ratio::new(pivots[at], orders));
        }
    }
}

/// Winning coalitions, and per player those that it turns.
fn every_coalition(gate: &Gate, players: &[usize]) -> (u128, Vec<u128>) {
    let mut winning = 0;
    let mut swings = vec![0; players.len()];
    for coalition in 0..1u32 << players.len() {
        let members = (0..players.len()).filter(|at| coalition >> at & 1 == 1);
        let members: u32 = members.map(|at| 1 << players[at]).sum();
        winning += u128::from(wins(gate, members));
        for (at, &player) in players.iter().enumerate() {
            let outside = members >> player & 1 == 0;
            let turns = outside && !wins(gate, members) && wins(gate, members | 1 << player);
            swings[at] += u128::from(turns);
        }
    }
    (winning, swings)
}

/// Per player, the orders of joining in which it makes the coalition win.
fn every_order(gate: &Gate, players: &[usize]) -> Vec<u128> {
    let mut pivots = vec![0; players.len()];
    let mut joined = vec![(0u32, 0u32)];
    // Depth first over all orders: who has joined, by place and by number.
    while let Some((places, members)) = joined.pop() {
        for (at, &player) in players.iter().enumerate() {
            if places >> at & 1 == 1 {
                continue;
            }
            let next = (places | 1 << at, members | 1 << player);
            if !wins(gate, members) && wins(gate, next.1) {
                let left = players.len() as u32 - next.0.count_ones();
                pivots[at] += (1..=u128::from(left)).product::<u128>();
            }
            joined.push(next);
        }
    }
    pivots
}

#[test]
fn large_gates_are_counted_too() {
    // Everybody alike: a simple majority of 87, each with the same share.
    let alike = |n: usize| Gate {
        votes: vec![3; n],
        majority: true,
        ..Gate::default()
    };
    let shares = |power: Power| power.players.into_iter().map(|p| p.shapley);
    let found = power(&alike(87)).unwrap();
    assert!(shares(found).all(|share| share == Ratio::new(1, 87)));
    assert_eq!(power(&alike(89)), None);
    // Votes too uneven to be counted by sums.
    let uneven = Gate {
        votes: vec![u32::MAX, u32::MAX - 1, 7, 5],
        majority: true,
        ..Gate::default()
    };
    assert_eq!(power(&uneven), None);
}

#[test]
fn nobody_has_power_where_everything_or_nothing_passes() {
    assert!(power(&Gate::default()).unwrap().players.is_empty());
    let nothing = Gate {
        votes: vec![2, 3],
        quota: Some(6),
        ..Gate::default()
    };
    let found = power(&nothing).unwrap();
    assert_eq!(found.winning, 0);
    assert!(
        found
            .players
            .iter()
            .all(|p| p.swings == 0 && p.shapley.over == 0)
    );
}
