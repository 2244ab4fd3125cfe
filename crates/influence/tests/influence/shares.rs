//! Shares against closed forms.

use hikiwake_influence::{
    Damping, Determinacy, Draws, Link, Observation, Press, Shares, Sign, SignSet, SignedMap, shares,
};

use crate::plain::{self, Dice, random};

fn draws(range: std::ops::Range<u64>, damping: Damping) -> Draws {
    Draws {
        seed: 42,
        range,
        damping,
        identities: Vec::new(),
        observed: Vec::new(),
    }
}

fn up(driver: usize) -> Vec<(usize, Sign)> {
    vec![(driver, Sign::Plus)]
}

/// Within five standard errors.
fn near(hits: u64, of: u64, share: f64) {
    let error = (share * (1.0 - share) / of as f64).sqrt();
    let found = hits as f64 / of as f64;
    assert!((found - share).abs() <= 5.0 * error, "{found} for {share}");
}

fn map(drivers: usize, links: &[(usize, usize, SignSet)]) -> SignedMap {
    let links = links
        .iter()
        .map(|&(from, to, signs)| Link { from, to, signs });
    SignedMap::new(drivers, links.collect()).unwrap()
}

fn contest() -> SignedMap {
    let (plus, minus) = (SignSet::PLUS, SignSet::MINUS);
    map(3, &[(0, 1, plus), (0, 2, minus), (1, 2, plus)])
}

#[test]
fn richardson_settles_in_half_of_the_draws() {
    let pair = map(2, &[(0, 1, SignSet::PLUS), (1, 0, SignSet::PLUS)]);
    let found = shares(&pair, &[up(0)], &draws(0..40_000, Damping::Drawn)).unwrap();
    near(found.settled, 40_000, 0.5);
    assert_eq!(found.answers[0].positive, [found.kept; 2]);
    // With damping 1, ab < 1 nearly always.
    let found = shares(&pair, &[up(0)], &draws(0..1000, Damping::One)).unwrap();
    assert_eq!((found.settled, found.damping), (1000, Damping::One));
}

#[test]
fn how_damping_is_drawn_changes_shares() {
    for (damping, share) in [(Damping::Drawn, 0.5), (Damping::One, 0.25)] {
        let found = shares(&contest(), &[up(0)], &draws(0..40_000, damping)).unwrap();
        near(found.answers[0].positive[2], found.kept, share);
        assert_eq!(found.kept, 40_000);
    }
}

#[test]
fn parts_add_up_and_other_links_change_nothing() {
    let whole = shares(&contest(), &[up(0)], &draws(0..1000, Damping::Drawn)).unwrap();
    let parts = [0..300, 300..1000]
        .map(|range| shares(&contest(), &[up(0)], &draws(range, Damping::Drawn)).unwrap());
    let sum = |count: fn(&Shares) -> u64| parts.iter().map(count).sum::<u64>();
    assert_eq!(whole.kept, sum(|part| part.kept));
    assert_eq!(
        whole.answers[0].positive[2],
        sum(|part| part.answers[0].positive[2])
    );
    // A new driver and link, numbered last or first.
    let (plus, minus) = (SignSet::PLUS, SignSet::MINUS);
    let more = [(3, 0, plus), (0, 1, plus), (0, 2, minus), (1, 2, plus)];
    let found = shares(&map(4, &more), &[up(0)], &draws(0..1000, Damping::Drawn)).unwrap();
    assert_eq!(
        found.answers[0].positive[..3],
        whole.answers[0].positive[..]
    );
    let mut named = draws(0..1000, Damping::Drawn);
    named.identities = vec![99, 0, 1, 2];
    let moved = [(1, 2, plus), (1, 3, minus), (2, 3, plus)];
    let found = shares(&map(4, &moved), &[up(1)], &named).unwrap();
    assert_eq!(
        found.answers[0].positive[1..],
        whole.answers[0].positive[..]
    );
}

#[test]
fn only_draws_that_reproduce_what_was_seen() {
    let seen = |answer| Observation {
        push: up(0),
        driver: 2,
        answer,
    };
    let mut asked = draws(0..4000, Damping::Drawn);
    asked.observed = vec![seen(Sign::Minus)];
    let found = shares(&contest(), &[up(0)], &asked).unwrap();
    near(found.kept, found.settled, 0.5);
    assert_eq!(found.answers[0].negative[2], found.kept);
    assert_eq!(found.answers[0].positive[2], 0);
    // Both at once, or an answer of what nothing reaches: the map contradicts it.
    asked.observed.push(seen(Sign::Plus));
    assert_eq!(shares(&contest(), &[up(0)], &asked).unwrap().kept, 0);
    let unreached = Observation {
        push: up(2),
        driver: 0,
        answer: Sign::Plus,
    };
    asked.observed = vec![unreached];
    assert_eq!(shares(&contest(), &[up(0)], &asked).unwrap().kept, 0);
    // Two pushes at once: the direct one on 2 outweighs nothing in half of the draws only.
    asked.observed = Vec::new();
    let both = vec![(0, Sign::Minus), (1, Sign::Minus)];
    let found = shares(&contest(), &[both], &asked).unwrap();
    assert_eq!(found.answers[0].negative[1], found.kept);
    assert!(found.answers[0].negative[2] > 0 && found.answers[0].positive[2] > 0);
}

#[test]
fn either_sign_of_an_ambivalent_link() {
    let both = SignSet::PLUS | SignSet::MINUS;
    let found = shares(
        &map(2, &[(0, 1, both)]),
        &[up(0)],
        &draws(0..4000, Damping::One),
    )
    .unwrap();
    near(found.answers[0].positive[1], 4000, 0.5);
}

#[test]
fn what_is_zero_stays_zero() {
    // A push on a predator whose prey does not level off.
    let pair = map(
        3,
        &[
            (0, 1, SignSet::PLUS),
            (1, 0, SignSet::MINUS),
            (1, 2, SignSet::PLUS),
        ],
    );
    let pair = pair.undamped(&[0]);
    let found = shares(&pair, &[up(1)], &draws(0..500, Damping::Drawn)).unwrap();
    assert_eq!(found.kept, 500);
    assert_eq!(found.answers[0].positive, [0, 0, 0]);
    assert_eq!(found.answers[0].negative, [500, 0, 0]);
}

/// What no term reaches is 0 in truth, and rounding makes no answer of it: neither in the
/// counts nor for what is observed.
#[test]
fn rounding_makes_no_answer() {
    let mut dice = Dice::new(14);
    let mut zeros = 0;
    for _ in 0..400 {
        let n = 3 + dice.below(3) as usize;
        let map = plain::map(&random(&mut dice, n, 60, 50));
        let press = Press::new(&map);
        for (from, to) in (0..n).flat_map(|from| (0..n).map(move |to| (from, to))) {
            if press.response(from, to).unwrap().determinacy != Determinacy::Zero {
                continue;
            }
            let mut asked = draws(0..40, Damping::Drawn);
            let found = shares(&map, &[up(from)], &asked).unwrap();
            let answers = &found.answers[0];
            assert_eq!((answers.positive[to], answers.negative[to]), (0, 0));
            zeros += found.kept;
            for answer in [Sign::Plus, Sign::Minus] {
                let (push, driver) = (up(from), to);
                asked.observed = vec![Observation {
                    push,
                    driver,
                    answer,
                }];
                assert_eq!(shares(&map, &[], &asked).unwrap().kept, 0);
            }
        }
    }
    assert!(zeros > 300, "{zeros}");
}

/// The numbers drawn are uniform: the share of settling draws is that of the tests' own.
#[test]
fn settling_draws_by_routh() {
    let mut dice = Dice::new(12);
    for _ in 0..12 {
        let n = 2 + dice.below(4) as usize;
        let a = random(&mut dice, n, 60, 10);
        let tried = 2000;
        let found = shares(&plain::map(&a), &[], &draws(0..tried, Damping::Drawn)).unwrap();
        let mut settled = 0;
        for _ in 0..tried {
            let strengths: Vec<Vec<f64>> = a
                .iter()
                .map(|row| row.iter().map(|&s| f64::from(s) * dice.unit()).collect())
                .collect();
            settled += u64::from(plain::routh(&plain::characteristic(&strengths)));
        }
        let (p, q) = (
            found.settled as f64 / tried as f64,
            settled as f64 / tried as f64,
        );
        let mean = (p + q) / 2.0;
        let error = (2.0 * mean * (1.0 - mean) / tried as f64).sqrt();
        assert!((p - q).abs() <= 5.0 * error, "{p} {q} {a:?}");
    }
}
