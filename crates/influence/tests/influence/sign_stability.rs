//! Sign stability against random strengths, and each condition by a map that fails it.

use hikiwake_influence::{Link, SignSet, SignStability, SignedMap, sign_stability};

use crate::plain::{self, Dice, characteristic, random, routh};

fn map(drivers: usize, links: &[(usize, usize, SignSet)]) -> SignedMap {
    let links = links
        .iter()
        .map(|&(from, to, signs)| Link { from, to, signs });
    SignedMap::new(drivers, links.collect()).unwrap()
}

const PLUS: SignSet = SignSet::PLUS;
const MINUS: SignSet = SignSet::MINUS;

/// Loops of two that balance, in a row.
fn chain(drivers: usize) -> SignedMap {
    let pairs = (1..drivers).flat_map(|d| [(d - 1, d, PLUS), (d, d - 1, MINUS)]);
    map(drivers, &pairs.collect::<Vec<_>>())
}

#[test]
fn each_condition() {
    assert_eq!(sign_stability(&chain(5)), SignStability::Stable);
    let pair = map(2, &[(0, 1, MINUS), (1, 0, MINUS)]);
    assert_eq!(sign_stability(&pair), SignStability::TwoLoop([0, 1]));
    let either = map(2, &[(0, 1, PLUS | MINUS), (1, 0, MINUS)]);
    assert_eq!(sign_stability(&either), SignStability::TwoLoop([0, 1]));
    let ring = map(3, &[(0, 1, PLUS), (1, 2, MINUS), (2, 0, PLUS)]);
    assert_eq!(
        sign_stability(&ring),
        SignStability::LongLoop(vec![0, 1, 2])
    );
    // Jeffries: five in a row, the middle one alone levels off.
    let swing = chain(5).undamped(&[0, 1, 3, 4]);
    assert_eq!(
        sign_stability(&swing),
        SignStability::Swing(vec![0, 1, 3, 4])
    );
    // At the end instead, it calms all.
    assert_eq!(
        sign_stability(&chain(5).undamped(&[1, 2, 3, 4])),
        SignStability::Stable
    );
    let alone = map(2, &[(0, 1, PLUS)]).undamped(&[0]);
    assert_eq!(sign_stability(&alone), SignStability::NoFullTerm(vec![0]));
    // Two preys of one predator, neither of which levels off.
    let two = map(
        3,
        &[(0, 1, PLUS), (1, 0, MINUS), (2, 1, PLUS), (1, 2, MINUS)],
    );
    assert_eq!(
        sign_stability(&two.clone().undamped(&[0])),
        SignStability::Stable
    );
    let two = two.undamped(&[0, 2]);
    assert_eq!(
        sign_stability(&two),
        SignStability::NoFullTerm(vec![0, 1, 2])
    );
    // Links that are claimed to have no effect close no loop.
    let open = map(2, &[(0, 1, PLUS), (1, 0, SignSet::ZERO)]);
    assert_eq!(sign_stability(&open), SignStability::Stable);
    assert_eq!(sign_stability(&map(0, &[])), SignStability::Stable);
}

#[test]
fn stable_signs_settle_whatever_the_strengths() {
    let mut dice = Dice::new(13);
    let (mut stable, mut shaken) = (0, 0);
    for _ in 0..3000 {
        let n = 1 + dice.below(4) as usize;
        let a = random(&mut dice, n, 45, 40);
        let told = sign_stability(&plain::map(&a));
        let mut settles = |times: usize, least: f64, power: i32| {
            (0..times).all(|_| {
                let mut strength =
                    |&s: &i8| f64::from(s) * (least + (1.0 - least) * dice.unit()).powi(power);
                let strengths: Vec<Vec<f64>> = a
                    .iter()
                    .map(|row| row.iter().map(&mut strength).collect())
                    .collect();
                routh(&characteristic(&strengths))
            })
        };
        match told {
            SignStability::Stable => {
                stable += 1;
                assert!(settles(10, 0.2, 1), "{a:?}");
            }
            // Strengths of several orders: what can be unsettled should be.
            SignStability::TwoLoop(_) => {
                assert!(!settles(400, 0.0, 3), "{a:?}");
                shaken += 1;
            }
            SignStability::LongLoop(_) => shaken += usize::from(!settles(100, 0.0, 3)),
            // Rounding decides on which side of the axis an eigenvalue comes out.
            SignStability::Swing(_) | SignStability::NoFullTerm(_) => {}
        }
    }
    assert!(stable > 300 && shaken > 100, "{stable} {shaken}");
}
