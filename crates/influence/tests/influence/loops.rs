//! Loops against every order of every set of drivers.

use hikiwake_influence::{Link, LoopSign, MOST_DRIVERS, SignSet, SignedMap, loops};

use crate::plain;
use crate::plain::{Dice, orders, random};

/// All cycles as lists of drivers from the lowest, with their signs.
fn by_orders(a: &plain::Matrix) -> Vec<(Vec<usize>, i8)> {
    let n = a.len();
    let mut found = Vec::new();
    for set in 0_usize..1 << n {
        let drivers: Vec<usize> = (0..n).filter(|d| set >> d & 1 == 1).collect();
        if drivers.len() < 2 {
            continue;
        }
        for order in orders(drivers.len() - 1) {
            let rest = order.into_iter().map(|at| drivers[at + 1]);
            let cycle: Vec<usize> = std::iter::once(drivers[0]).chain(rest).collect();
            let next = cycle.iter().skip(1).chain(&cycle[..1]);
            let sign: i8 = cycle
                .iter()
                .zip(next)
                .map(|(&from, &to)| a[to][from])
                .product();
            if sign != 0 {
                found.push((cycle, sign));
            }
        }
    }
    found.sort_unstable();
    found
}

#[test]
fn all_loops_and_only_these() {
    let mut dice = Dice::new(1);
    let mut most = 0;
    for round in 0..300 {
        let n = 2 + round % 6;
        let a = random(&mut dice, n, 20 + 10 * (round as u64 % 7), 0);
        let map = plain::map(&a);
        let found = loops(&map, usize::MAX);
        assert!(found.complete);
        let mut told: Vec<(Vec<usize>, i8)> = found
            .listed
            .iter()
            .map(|cycle| {
                let ends = cycle.links.iter().map(|&link| map.links()[link]);
                let sign = if cycle.sign == LoopSign::Reinforcing {
                    1
                } else {
                    -1
                };
                assert_ne!(cycle.sign, LoopSign::Undetermined);
                (ends.map(|link| link.from).collect(), sign)
            })
            .collect();
        told.sort_unstable();
        let expected = by_orders(&a);
        most = most.max(expected.len());
        assert_eq!(told, expected, "{a:?}");
        // A shorter list is the beginning of the whole one, and says that it is short.
        for bound in [0, 1, expected.len() / 2, expected.len()] {
            let short = loops(&map, bound);
            assert_eq!(short.listed[..], found.listed[..bound.min(expected.len())]);
            assert_eq!(short.complete, bound >= expected.len());
        }
    }
    assert!(most > 100, "{most}");
}

#[test]
fn ambivalent_links_and_links_without_effect() {
    let link = |from, to, signs| Link { from, to, signs };
    let both = SignSet::PLUS | SignSet::MINUS;
    let map = SignedMap::new(
        4,
        vec![
            link(0, 1, both),
            link(1, 0, SignSet::PLUS),
            link(1, 2, SignSet::MINUS | SignSet::ZERO),
            link(2, 1, SignSet::MINUS),
            link(2, 3, SignSet::PLUS),
            link(3, 2, SignSet::ZERO),
        ],
    )
    .unwrap();
    let found = loops(&map, 10);
    let told: Vec<_> = found
        .listed
        .iter()
        .map(|l| (&l.links[..], l.sign))
        .collect();
    let expected: [(&[usize], LoopSign); 2] = [
        (&[0, 1], LoopSign::Undetermined),
        (&[2, 3], LoopSign::Reinforcing),
    ];
    assert_eq!(told, expected);
    assert_eq!(map.disputed(), [2]);
    assert_eq!(loops(&map.without(&[2]), 10).listed.len(), 1);
}

#[test]
fn long_rings_do_not_exhaust_the_stack() {
    let n = MOST_DRIVERS;
    let signs = SignSet::MINUS;
    let links = (0..n).map(|from| Link {
        from,
        to: (from + 1) % n,
        signs,
    });
    let found = loops(&SignedMap::new(n, links.collect()).unwrap(), 10);
    assert_eq!(found.listed.len(), 1);
    assert_eq!(found.listed[0].links.len(), n);
    assert_eq!(found.listed[0].sign, LoopSign::Reinforcing);
}
