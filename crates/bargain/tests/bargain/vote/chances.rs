//! Chances against every combination of verdicts.

use hikiwake_bargain::vote::{
    Chances, Gate, TooManyVotes, Vote, chance_of_all, chance_of_passing, normal,
};
use proptest::prelude::*;

use super::oracle::{VERDICTS, chances, combinations, gates, likely, passes};

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-12
}

fn gate_and_chances() -> impl Strategy<Value = (Gate, Vec<Chances>)> {
    gates().prop_flat_map(|gate| {
        let n = gate.votes.len();
        (Just(gate), chances(n))
    })
}

/// Two gates over the same factions, so that some count in both.
fn two_gates() -> impl Strategy<Value = ([Gate; 2], Vec<Chances>)> {
    (gates(), gates()).prop_flat_map(|(mut a, mut b)| {
        let n = a.votes.len().max(b.votes.len());
        a.votes.resize(n, 0);
        b.votes.resize(n, 0);
        (Just([a, b]), chances(n))
    })
}

proptest! {
    #[test]
    fn the_chance_is_that_of_the_combinations_that_pass((gate, chances) in gate_and_chances()) {
        let expected: f64 = (combinations(chances.len()).iter())
            .filter(|said| passes(&gate, said))
            .map(|said| likely(&chances, said))
            .sum();
        let found = chance_of_passing(&gate, &chances).unwrap();
        prop_assert!(close(found, expected), "{found} is not {expected}");
    }

    #[test]
    fn one_who_counts_twice_says_the_same_twice((gates, chances) in two_gates()) {
        let expected: f64 = (combinations(chances.len()).iter())
            .filter(|said| gates.iter().all(|gate| passes(gate, said)))
            .map(|said| likely(&chances, said))
            .sum();
        let found = chance_of_all(&gates, &chances).unwrap();
        prop_assert!(close(found, expected), "{found} is not {expected}");
    }

    #[test]
    fn without_doubt_the_chance_is_the_verdict(gate in gates()) {
        for said in combinations(gate.votes.len()) {
            let chances: Vec<Chances> = said.iter().map(|&v| Chances::certain(v)).collect();
            let expected = if passes(&gate, &said) { 1.0 } else { 0.0 };
            prop_assert_eq!(chance_of_passing(&gate, &chances), Ok(expected));
        }
    }

    #[test]
    fn a_higher_cost_is_never_likelier_to_pass(
        gate in gates(),
        gains in prop::collection::vec(-3.0f64..3.0, 6),
        cost in 0.0f64..2.0,
        doubt in 0.1f64..2.0,
    ) {
        let chances = |cost: f64| {
            let gains = gains.iter().take(gate.votes.len());
            gains.map(|gain| Chances::of_gain(gain - cost, doubt)).collect::<Vec<_>>()
        };
        let before = chance_of_passing(&gate, &chances(0.0)).unwrap();
        let after = chance_of_passing(&gate, &chances(cost)).unwrap();
        prop_assert!(after <= before + 1e-12);
    }
}

#[test]
fn one_step_off_is_as_it_is_described() {
    let tell = |verdict| {
        let chances = Chances::one_step_off(verdict, 0.2);
        [chances.rejects, chances.does_not_mind, chances.accepts]
    };
    assert_eq!(
        VERDICTS.map(tell),
        [[0.8, 0.2, 0.0], [0.1, 0.8, 0.1], [0.0, 0.2, 0.8]]
    );
    let certain = Chances::one_step_off(Vote::Accepts, f64::NAN);
    assert_eq!(certain, Chances::certain(Vote::Accepts));
}

/// Abramowitz & Stegun 1964, table 26.1.
#[test]
fn the_normal_distribution_is_as_in_the_tables() {
    for (x, expected) in [
        (0.0, "0.500000000000000"),
        (1.0, "0.841344746068543"),
        (1.5, "0.933192798731142"),
        (2.0, "0.977249868051821"),
        (3.0, "0.998650101968370"),
    ] {
        assert_eq!(format!("{:.15}", normal(x)), expected);
        assert!(close(normal(-x), 1.0 - normal(x)));
    }
    assert!((normal(-10.0) / 7.619_853_024_160_527e-24 - 1.0).abs() < 1e-12);
}

#[test]
fn votes_beyond_counting_are_refused() {
    let gate = Gate {
        votes: vec![u32::MAX, u32::MAX - 1],
        quota: Some(u32::MAX / 2),
        ..Gate::default()
    };
    let chances = [Chances::certain(Vote::Accepts); 2];
    assert_eq!(chance_of_passing(&gate, &chances), Err(TooManyVotes));
    // Votes in thousands are counted in thousands.
    let thousands = Gate {
        votes: vec![3_000_000_000, 1_000_000_000],
        quota: Some(2_000_000_001),
        ..Gate::default()
    };
    let chances = [
        Chances::one_step_off(Vote::Rejects, 0.25),
        Chances::certain(Vote::Accepts),
    ];
    assert_eq!(chance_of_passing(&thousands, &chances), Ok(0.25));
}
