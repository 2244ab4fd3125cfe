//! Responses against Leibniz's formula, path enumeration and random strengths.

use hikiwake_influence::{
    Determinacy, Link, Press, Sign, SignSet, SignedMap, Terms, adjoint, feedback,
};

use crate::plain::{self, Dice, leibniz, path_signs, random, rest, routh};

pub fn counts(positive: u128, negative: u128) -> Terms {
    Terms {
        positive,
        negative,
        undetermined: 0,
    }
}

/// Terms from a determinant and a permanent.
fn of((determinant, permanent): (i64, i64)) -> Terms {
    let half = |sum: i64| u128::try_from(sum / 2).expect("not below 0");
    counts(half(permanent + determinant), half(permanent - determinant))
}

fn negated(a: &plain::Matrix, drivers: &[usize]) -> Vec<Vec<i64>> {
    let row = |&i: &usize| drivers.iter().map(|&j| -i64::from(a[i][j])).collect();
    drivers.iter().map(row).collect()
}

#[test]
fn adjoint_and_feedback_by_leibniz() {
    let mut dice = Dice::new(2);
    for round in 0..200 {
        let n = round % 7;
        let a = random(&mut dice, n, 30 + 10 * (round as u64 % 6), 20);
        let map = plain::map(&a);
        let found = adjoint(&map).unwrap();
        let all: Vec<usize> = (0..n).collect();
        assert_eq!(found.determinant, of(leibniz(&negated(&a, &all))));
        for i in 0..n {
            for j in 0..n {
                assert_eq!(found.entries[i][j], of(plain::adjoint(&a, i, j)), "{a:?}");
            }
        }
        // Feedback: minus the sum of principal minors of -A.
        let mut levels = vec![(0, 0); n + 1];
        for set in 0_usize..1 << n {
            let some: Vec<usize> = all.iter().copied().filter(|d| set >> d & 1 == 1).collect();
            let (determinant, permanent) = leibniz(&negated(&a, &some));
            levels[some.len()].0 -= determinant;
            levels[some.len()].1 += permanent;
        }
        let levels: Vec<Terms> = levels.into_iter().skip(1).map(of).collect();
        assert_eq!(feedback(&map).unwrap(), levels);
    }
}

#[test]
fn without_loops_terms_are_paths() {
    let mut dice = Dice::new(3);
    for _ in 0..100 {
        let n = 2 + dice.below(9) as usize;
        // Links go up a random order.
        let mut order: Vec<usize> = (0..n).collect();
        for place in (1..n).rev() {
            order.swap(place, dice.below(place as u64 + 1) as usize);
        }
        let mut a = random(&mut dice, n, 45, 0);
        for (i, row) in a.iter_mut().enumerate() {
            for (j, entry) in row.iter_mut().enumerate() {
                *entry *= i8::from(order[j] <= order[i]);
            }
        }
        let press = Press::new(&plain::map(&a));
        for (j, answers) in press.all().into_iter().enumerate() {
            for (i, answer) in answers.into_iter().enumerate() {
                let signs = path_signs(&a, j, i);
                let of = |sign: i8| signs.iter().filter(|&&s| s == sign).count() as u128;
                assert_eq!(answer.terms, counts(of(1), of(-1)));
                let (more, less) = (of(1).max(of(-1)), of(1).min(of(-1)));
                let told = match answer.determinacy {
                    Determinacy::NoWay => more == 0,
                    Determinacy::Certain(Sign::Plus) => more > 0 && of(-1) == 0,
                    Determinacy::Certain(Sign::Minus) => more > 0 && of(1) == 0,
                    Determinacy::Mixed { .. } => less > 0 && 2 * (more - less) >= more + less,
                    Determinacy::Open { .. } => less > 0 && 2 * (more - less) < more + less,
                    _ => false,
                };
                assert!(told, "{answer:?} {signs:?}");
            }
        }
    }
}

/// On one block, or where all blocks that a way passes by have only positive terms, the
/// terms are those of the adjoint of K.
#[test]
fn terms_are_those_of_the_adjoint_between() {
    let mut dice = Dice::new(4);
    let mut looped = 0;
    for _ in 0..400 {
        let n = 2 + dice.below(5) as usize;
        let links = 15 + dice.below(40);
        let a = random(&mut dice, n, links, 0);
        let press = Press::new(&plain::map(&a));
        let leads = |j: usize, i: usize| !path_signs(&a, j, i).is_empty();
        for j in 0..n {
            for i in (0..n).filter(|&i| leads(j, i)) {
                let between: Vec<usize> = (0..n).filter(|&d| leads(j, d) && leads(d, i)).collect();
                let sub: plain::Matrix = between
                    .iter()
                    .map(|&r| between.iter().map(|&c| a[r][c]).collect())
                    .collect();
                let at = |d: usize| between.iter().position(|&e| e == d).unwrap();
                let literal = of(plain::adjoint(&sub, at(i), at(j)));
                let balanced = between.iter().all(|&d| {
                    let block: Vec<usize> =
                        (0..n).filter(|&e| leads(d, e) && leads(e, d)).collect();
                    of(leibniz(&negated(&a, &block))).negative == 0
                });
                let one = between.iter().all(|&d| leads(d, j));
                let answer = press.response(j, i).unwrap();
                if balanced || one {
                    assert_eq!(answer.terms, literal, "{a:?} {j} {i}");
                    looped += usize::from(between.len() > 1 && leads(i, j));
                }
                // In any case terms that agree literally are certain.
                if literal.positive == 0 || literal.negative == 0 {
                    assert!(answer.determinacy.certain().is_some());
                }
            }
        }
    }
    assert!(looped > 100, "{looped}");
}

/// Whatever the strengths, as long as the map settles.
#[test]
fn certain_signs_hold_for_every_strength_that_settles() {
    let mut dice = Dice::new(6);
    let (mut certain, mut blurred) = (0, 0);
    for _ in 0..250 {
        let n = 2 + dice.below(5) as usize;
        let links = 15 + dice.below(40);
        let a = random(&mut dice, n, links, 10);
        let map = plain::map(&a);
        let press = Press::new(&map);
        let whole = adjoint(&map).unwrap();
        for _ in 0..12 {
            let strengths: Vec<Vec<f64>> = a
                .iter()
                .map(|row| row.iter().map(|&s| f64::from(s) * dice.unit()).collect())
                .collect();
            if !routh(&plain::characteristic(&strengths)) {
                continue;
            }
            for j in 0..n {
                let answers = rest(&strengths, j);
                for (i, answer) in answers.into_iter().enumerate() {
                    let told = press.response(j, i).unwrap();
                    match told.determinacy {
                        Determinacy::Certain(Sign::Plus) => assert!(answer > 0.0, "{a:?} {told:?}"),
                        Determinacy::Certain(Sign::Minus) => {
                            assert!(answer < 0.0, "{a:?} {told:?}")
                        }
                        Determinacy::NoWay | Determinacy::Zero => assert!(answer.abs() < 1e-9),
                        Determinacy::Mixed { .. } | Determinacy::Open { .. } => {}
                        other => panic!("it settles, and yet {other:?}: {a:?}"),
                    }
                    if told.determinacy.certain().is_some() {
                        certain += 1;
                        let terms = whole.entries[i][j];
                        blurred += usize::from(terms.positive > 0 && terms.negative > 0);
                    }
                }
            }
        }
    }
    // The whole matrix would have told hundreds of these as mixed.
    assert!(certain > 5000 && blurred > 300, "{certain} {blurred}");
}

#[test]
fn one_sweep_answers_as_single_questions_do() {
    let mut dice = Dice::new(15);
    let mut kinds = std::collections::BTreeSet::new();
    for _ in 0..400 {
        let n = 2 + dice.below(6) as usize;
        let (links, undamped) = (10 + dice.below(40), dice.below(30));
        let press = Press::new(&plain::map(&random(&mut dice, n, links, undamped)));
        for (from, answers) in press.all().into_iter().enumerate() {
            for (to, answer) in answers.into_iter().enumerate() {
                assert_eq!(answer, press.response(from, to).unwrap());
                let kind = format!("{:?}", answer.determinacy);
                kinds.insert(
                    kind.chars()
                        .take_while(|c| c.is_alphabetic())
                        .collect::<String>(),
                );
            }
        }
    }
    let expected = ["Certain", "Mixed", "NeverSettles", "NoWay", "Open", "Zero"];
    assert!(kinds.iter().eq(expected), "{kinds:?}");
}

#[test]
fn a_reinforcing_loop_beside_the_way_blurs_nothing() {
    let link = |from, to, signs| Link { from, to, signs };
    let (plus, minus) = (SignSet::PLUS, SignSet::MINUS);
    // 0 to 3 directly, and by 1 <-> 2.
    let links = vec![
        link(0, 3, minus),
        link(0, 1, plus),
        link(1, 2, plus),
        link(2, 1, plus),
        link(2, 3, minus),
        link(4, 5, plus),
        link(5, 4, plus),
    ];
    let map = SignedMap::new(6, links).unwrap();
    let whole = adjoint(&map).unwrap().entries[3][0];
    assert_eq!(whole.weight().unwrap().numerator, 0);
    let answer = Press::new(&map).response(0, 3).unwrap();
    assert_eq!(answer.determinacy, Determinacy::Certain(Sign::Minus));
    assert_eq!(answer.terms, counts(0, 2));
}

#[test]
fn the_largest_block_and_beyond() {
    let ring = |n: usize| {
        let signs = SignSet::PLUS;
        let links = (0..n).map(|from| Link {
            from,
            to: (from + 1) % n,
            signs,
        });
        SignedMap::new(n, links.collect()).unwrap()
    };
    let press = Press::new(&ring(64));
    let answer = press.response(3, 2).unwrap();
    assert_eq!(answer.determinacy, Determinacy::Certain(Sign::Plus));
    assert_eq!(answer.terms, counts(1, 0));
    let press = Press::new(&ring(65));
    let answer = press.response(3, 2).unwrap();
    assert_eq!(answer.determinacy, Determinacy::SharesOnly);
    assert_eq!(press.ways(3, 2, 5).unwrap().count, Some(counts(1, 0)));
    assert!(adjoint(&ring(65)).is_none());
}

#[test]
fn counts_that_do_not_fit_are_told() {
    // Ladders of 130 steps with two ways each: 2^130 paths.
    let n = 3 * 130 + 1;
    let mut links = Vec::new();
    for step in 0..130 {
        for side in 1..=2 {
            let (from, middle) = (3 * step, 3 * step + side);
            let signs = SignSet::PLUS;
            links.push(Link {
                from,
                to: middle,
                signs,
            });
            links.push(Link {
                from: middle,
                to: 3 * step + 3,
                signs,
            });
        }
    }
    let press = Press::new(&SignedMap::new(n, links).unwrap());
    let answer = press.response(0, n - 1).unwrap();
    assert_eq!(answer.determinacy, Determinacy::SharesOnly);
    let answer = press.response(0, 3 * 120).unwrap();
    assert_eq!(answer.terms, counts(1 << 120, 0));
    let ways = press.ways(0, n - 1, 3).unwrap();
    assert_eq!(
        (ways.positive.len(), ways.count, ways.searched),
        (3, None, true)
    );
}

#[test]
fn drivers_that_do_not_level_off() {
    let link = |from, to, signs| Link { from, to, signs };
    let pair = vec![
        link(0, 1, SignSet::PLUS),
        link(1, 0, SignSet::MINUS),
        link(1, 2, SignSet::PLUS),
    ];
    let map = SignedMap::new(3, pair).unwrap();
    // Prey that does not level off: a push on its predator leaves the predator as it was.
    let press = Press::new(&map.clone().undamped(&[0]));
    let told = |from, to| press.response(from, to).unwrap().determinacy;
    assert_eq!(told(1, 1), Determinacy::Zero);
    assert_eq!(told(1, 2), Determinacy::Zero);
    assert_eq!(told(1, 0), Determinacy::Certain(Sign::Minus));
    assert_eq!(told(2, 0), Determinacy::NoWay);
    // None of the two, or the last alone: it never settles.
    let press = Press::new(&map.clone().undamped(&[0, 1]));
    assert_eq!(
        press.response(0, 1).unwrap().determinacy,
        Determinacy::NeverSettles
    );
    let press = Press::new(&map.undamped(&[2]));
    assert_eq!(
        press.response(0, 2).unwrap().determinacy,
        Determinacy::NeverSettles
    );
    assert!(
        press
            .response(0, 1)
            .unwrap()
            .determinacy
            .certain()
            .is_some()
    );
}
