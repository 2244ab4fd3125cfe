//! What is refused, and that nothing panics.

use hikiwake_influence::cross_impact::{CrossImpact, CrossImpactError, Limits, Succession};
use hikiwake_influence::fuzzy::{FuzzyError, FuzzyMap, Transfer};
use hikiwake_influence::{
    Damping, Doubts, Draws, Link, MapError, Observation, Press, SharesError, Sign, SignSet,
    SignedMap, UnknownDriver, loops, shares, sign_stability,
};
use proptest::prelude::*;

fn link(from: usize, to: usize) -> Link {
    let signs = SignSet::PLUS;
    Link { from, to, signs }
}

#[test]
fn maps() {
    let refused = |drivers, links: &[Link]| SignedMap::new(drivers, links.to_vec()).unwrap_err();
    let drivers = usize::MAX;
    assert_eq!(refused(drivers, &[]), MapError::TooManyDrivers { drivers });
    assert_eq!(
        refused(1, &[link(0, 1)]),
        MapError::UnknownDriver { link: 0 }
    );
    assert_eq!(refused(1, &[link(0, 0)]), MapError::OnItself { link: 0 });
    assert_eq!(
        refused(2, &[link(0, 1), link(0, 1)]),
        MapError::Twice { link: 1 }
    );
    let map = SignedMap::new(2, vec![link(0, 1)]).unwrap();
    let map = map.undamped(&[7]).without(&[9]);
    let press = Press::new(&map);
    let unknown = UnknownDriver { driver: 2 };
    assert_eq!(press.response(0, 2), Err(unknown));
    assert_eq!(press.responses(2), Err(unknown));
    assert_eq!(press.ways(2, 0, 1), Err(unknown));
    assert_eq!(Doubts::new(&map, &[5]).judge(2, 0), Err(unknown));
}

#[test]
fn draws() {
    let ring = |n: usize| {
        let links = (0..n).map(|from| link(from, (from + 1) % n));
        SignedMap::new(n, links.collect()).unwrap()
    };
    let mut draws = Draws {
        seed: 0,
        range: 0..10,
        damping: Damping::One,
        identities: Vec::new(),
        observed: Vec::new(),
    };
    let push = vec![(0, Sign::Plus)];
    let refused = shares(&ring(65), &[], &draws).unwrap_err();
    assert_eq!(refused, SharesError::TooLarge { drivers: 65 });
    assert_eq!(
        shares(&ring(64), std::slice::from_ref(&push), &draws)
            .unwrap()
            .drawn,
        10
    );
    let refused = shares(&ring(3), &[vec![(3, Sign::Plus)]], &draws).unwrap_err();
    assert_eq!(refused, SharesError::UnknownDriver { driver: 3 });
    draws.observed = vec![Observation {
        push,
        driver: 4,
        answer: Sign::Plus,
    }];
    let refused = shares(&ring(3), &[], &draws).unwrap_err();
    assert_eq!(refused, SharesError::UnknownDriver { driver: 4 });
    draws.observed.clear();
    draws.identities = vec![1];
    assert_eq!(shares(&ring(3), &[], &draws), Err(SharesError::Identities));
}

#[test]
fn matrices() {
    use CrossImpactError as E;
    let refused = |levels: &[usize]| CrossImpact::new(levels.to_vec(), &[]).unwrap_err();
    assert_eq!(refused(&[0]), E::NoLevel { descriptor: 0 });
    let levels = usize::MAX;
    assert_eq!(refused(&[levels, 2]), E::TooManyLevels { levels });
    assert_eq!(refused(&[1]), E::Lengths);
    let map = SignedMap::new(2, vec![link(0, 1)]).unwrap();
    let of = |strength| CrossImpact::of_links(&map, vec![4, 2], &[strength]);
    assert_eq!(of(i32::MAX).unwrap_err(), E::ImpactTooLarge { link: 0 });
    let mut matrix = of(1).unwrap();
    assert_eq!(matrix.set_block(0, 0, &[]), Err(E::Lengths));
    assert_eq!(matrix.set_block(5, 0, &[]), Err(E::Lengths));
    assert_eq!(matrix.balances(&[1]), Err(E::Lengths));
    let unknown = E::UnknownLevel {
        descriptor: 1,
        level: 2,
    };
    assert_eq!(matrix.balances(&[0, 2]), Err(unknown));
    assert_eq!(
        matrix.inconsistency(&[0, 0], &[None, Some(2)]),
        Err(unknown)
    );
    let limits = Limits {
        listed: 1,
        tried: 1,
    };
    assert_eq!(matrix.consistent(&[None], 0, limits), Err(E::Lengths));
    let refused = matrix.attractors(&[], Succession::Local, 7).unwrap_err();
    assert_eq!(refused, E::TooManyScenarios { scenarios: 8 });
    let signs = SignSet::PLUS | SignSet::MINUS;
    let map = SignedMap::new(
        2,
        vec![Link {
            signs,
            ..link(0, 1)
        }],
    )
    .unwrap();
    let refused = CrossImpact::of_links(&map, vec![2, 2], &[1]).unwrap_err();
    assert_eq!(refused, E::Ambivalent { link: 0 });
    assert!(!matrix.is_free(1) && matrix.is_free(0) && matrix.is_free(9));
}

#[test]
fn fuzzy_maps() {
    let new = |weight: f64, transfer| FuzzyMap::new(vec![vec![weight]], transfer, false);
    assert_eq!(
        new(f64::NAN, Transfer::Bivalent).unwrap_err(),
        FuzzyError::NotFinite
    );
    let flat = Transfer::Sigmoid { lambda: 0.0 };
    assert_eq!(new(1.0, flat).unwrap_err(), FuzzyError::NotFinite);
    let ragged = FuzzyMap::new(vec![vec![]], Transfer::Bivalent, false);
    assert_eq!(ragged.unwrap_err(), FuzzyError::Lengths);
    let map = new(1.0, Transfer::Bivalent).unwrap();
    assert_eq!(map.run(&[], &[None], 0.0, 1), Err(FuzzyError::Lengths));
    assert_eq!(
        map.run(&[f64::INFINITY], &[None], 0.0, 1),
        Err(FuzzyError::NotFinite)
    );
    assert_eq!(
        map.run(&[0.0], &[Some(f64::NAN)], 0.0, 1),
        Err(FuzzyError::NotFinite)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Every question of any map has an answer or an error.
    #[test]
    fn nothing_panics(
        drivers in 0..9_usize,
        ends in proptest::collection::vec((0..9_usize, 0..9_usize, 1..8_u8), 0..30),
        undamped in proptest::collection::vec(0..9_usize, 0..5),
        hedged in proptest::collection::vec(0..30_usize, 0..5),
    ) {
        let signs = |bits: u8| {
            let all = [SignSet::PLUS, SignSet::MINUS, SignSet::ZERO];
            let named = (0..3).filter(|at| bits >> at & 1 == 1).map(|at| all[at]);
            named.reduce(|a, b| a | b).unwrap_or(SignSet::ZERO)
        };
        let link = |&(from, to, bits): &(usize, usize, u8)| Link { from, to, signs: signs(bits) };
        let mut links: Vec<Link> = ends.iter().map(link).collect();
        if SignedMap::new(drivers, links.clone()).is_err() {
            links.retain(|l| l.from != l.to && l.from.max(l.to) < drivers);
            links.sort_by_key(|l| (l.from, l.to));
            links.dedup_by_key(|l| (l.from, l.to));
        }
        let map = SignedMap::new(drivers, links).unwrap().undamped(&undamped);
        loops(&map, 50);
        sign_stability(&map);
        let doubts = Doubts::new(&map, &hedged);
        for from in 0..drivers {
            for to in 0..drivers {
                doubts.judge(from, to).unwrap();
                doubts.base().ways(from, to, 5).unwrap();
            }
        }
        let pushes: Vec<_> = (0..drivers).map(|d| vec![(d, Sign::Minus)]).collect();
        let draws = Draws {
            seed: 1,
            range: 0..5,
            damping: Damping::Drawn,
            identities: Vec::new(),
            observed: Vec::new(),
        };
        shares(&map, &pushes, &draws).unwrap();
    }
}
