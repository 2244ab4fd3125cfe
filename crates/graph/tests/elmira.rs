//! The checker itself against a published conflict: Elmira (three decision
//! makers, holes, one-way options both ways, ties). The stable states are those
//! that another independent checker and the tool gmcr-py give. All five
//! published conflicts stand as dossiers in `dossiers/classics`.

mod compare;
mod oracle;
mod random;

use compare::{Tally, everything_at_each_state};
use hikiwake_graph::{Axis, Change, Formula, Order};
use oracle::Answers;
use random::Spec;

/// Options: modify (ministry), delay, accept, abandon (Uniroyal), insist (local
/// government). States by number, from 1.
const STATES: [&str; 12] = [
    "01000", "11000", "00100", "10100", "00010", "10010", "01001", "11001", "00101", "10101",
    "00011", "10011",
];

/// Best first; 5, 6, 11 and 12 are one class.
const RANKINGS: [&[&[usize]]; 3] = [
    &[
        &[9],
        &[3],
        &[4],
        &[10],
        &[7],
        &[1],
        &[2],
        &[8],
        &[5, 6, 11, 12],
    ],
    &[
        &[1],
        &[4],
        &[10],
        &[7],
        &[5, 6, 11, 12],
        &[2],
        &[3],
        &[9],
        &[8],
    ],
    &[
        &[9],
        &[3],
        &[7],
        &[1],
        &[10],
        &[8],
        &[4],
        &[2],
        &[5, 6, 11, 12],
    ],
];

/// `N` not taken, `Y` taken, `-` either.
fn pattern(pattern: &str) -> Formula {
    let literal = |(axis, sign)| match sign {
        'Y' | '1' => Some(Formula::Level { axis, levels: 2 }),
        'N' | '0' => Some(Formula::Level { axis, levels: 1 }),
        _ => None,
    };
    Formula::And(pattern.chars().enumerate().filter_map(literal).collect())
}

fn elmira() -> Spec {
    let axis = |(owner, change)| Axis {
        owner,
        levels: 2,
        change,
    };
    let never = |text| Formula::Not(Box::new(pattern(text)));
    Spec {
        decision_makers: 3,
        axes: [
            (0, Change::OneWayUp),
            (1, Change::OneWayDown),
            (1, Change::Reversible),
            (1, Change::OneWayUp),
            (2, Change::Reversible),
        ]
        .map(axis)
        .into(),
        require: ["-YY--", "-Y-Y-", "--YY-", "-NNN-"].map(never).into(),
        forbid: Vec::new(),
        orders: RANKINGS
            .iter()
            .map(|classes| {
                let class = |numbers: &&[usize]| {
                    Formula::Or(numbers.iter().map(|n| pattern(STATES[n - 1])).collect())
                };
                Order::Ranking(classes.iter().map(class).collect())
            })
            .collect(),
    }
}

#[test]
fn the_checker_gives_the_published_stable_states() {
    let all: Vec<usize> = (1..=12).collect();
    let two = vec![1, 4, 5, 6, 7, 10, 11, 12];
    let three_nash = vec![5, 6, 7, 8, 9, 10, 11, 12];
    let three_seq = vec![2, 3, 5, 6, 7, 8, 9, 10, 11, 12];
    // Nash, GMR, SMR, SEQ, SSEQ.
    let published = [
        [&all, &all, &all, &all, &all],
        [&two, &two, &two, &two, &two],
        [&three_nash, &all, &all, &three_seq, &three_seq],
    ];
    let conflict = elmira().conflict();
    let bits = |s: usize| -> String { conflict.states[s].iter().map(u8::to_string).collect() };
    for (i, expected) in published.into_iter().enumerate() {
        let mut answers = Answers::to(&conflict, i);
        let mut found: [Vec<usize>; 5] = Default::default();
        for s in conflict.feasible_states() {
            let number = STATES
                .iter()
                .position(|state| *state == bits(s))
                .expect("a state")
                + 1;
            for (concept, stable) in answers.verdicts(s).into_iter().enumerate() {
                if stable {
                    found[concept].push(number);
                }
            }
        }
        assert_eq!(found.each_ref(), expected, "decision maker {i}");
    }
}

#[test]
fn the_engine_agrees_with_the_checker() {
    let mut tally = Tally::default();
    everything_at_each_state(&elmira(), &mut tally).expect("equal");
    assert_eq!(tally.verdicts, 12 * 3 * 5);
}
