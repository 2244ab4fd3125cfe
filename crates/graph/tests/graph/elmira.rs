//! The checker itself against a published conflict: Elmira (three decision
//! makers, holes, one-way options both ways, ties). The stable states are those
//! that another independent checker and the tool gmcr-py give. All five
//! published conflicts stand as dossiers in `dossiers/classics`.

use crate::compare::{Tally, everything_at_each_state};
use crate::oracle::Answers;
use crate::random::Spec;
use hikiwake_graph::{Axis, Change, CoalitionRules, Concept, Credible, Formula, Order};

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

/// What gmcr-py 0.4.1 gives for two who move as one and for all three (Nash, GMR,
/// SMR, SEQ); with one opponent left it agrees with the definition. That the
/// ministry and Uniroyal together leave state 7, which each alone would not, is
/// published (Kinsara 2014, a guide to GMCR+).
#[test]
fn coalitions_hold_what_is_published() {
    let all: Vec<usize> = (1..=12).collect();
    let without = |gone: &[usize]| {
        let mut left = all.clone();
        left.retain(|n| !gone.contains(n));
        left
    };
    let published: [(&[usize], [Vec<usize>; 4]); 4] = [
        (&[0, 1], [(); 4].map(|()| without(&[2, 7, 8]))),
        (
            &[0, 2],
            [without(&[1, 3]), all.clone(), all.clone(), without(&[1])],
        ),
        (&[1, 2], [(); 4].map(|()| without(&[2, 8]))),
        (&[0, 1, 2], [(); 4].map(|()| without(&[2, 8]))),
    ];
    let model = elmira().model().expect("Elmira can be built");
    let number = |s| {
        let levels = model.space().levels(s);
        let bits: String = levels.iter().map(u8::to_string).collect();
        1 + STATES
            .iter()
            .position(|state| *state == bits)
            .expect("a state")
    };
    for (group, expected) in published {
        for credible in [Credible::Individuals, Credible::Coalitions] {
            let rules = CoalitionRules {
                credible,
                ..CoalitionRules::default()
            };
            let found = model
                .coalition_stability(group, rules)
                .expect("twelve states");
            for (concept, expected) in Concept::ALL.into_iter().zip(&expected) {
                let mut stable: Vec<usize> = found.stable(concept).iter().map(number).collect();
                stable.sort_unstable();
                assert_eq!(&stable, expected, "{} of {group:?}", concept.name());
            }
        }
    }
}
