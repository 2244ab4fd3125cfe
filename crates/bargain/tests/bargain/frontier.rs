//! Efficient agreements against the definition, pair by pair.

use hikiwake_bargain::frontier::{Alike, Efficiency, Fault, Worth, frontier, frontier_among};
use proptest::prelude::*;

/// From the definition: no other agreement improves on it.
fn by_pairs<V: Worth>(
    values: &[&[V]],
    among: &[u32],
    efficiency: Efficiency,
    alike: Alike,
) -> Vec<u32> {
    let improves = |b: u32, a: u32| {
        let pairs = || values.iter().map(|v| (v[b as usize], v[a as usize]));
        match efficiency {
            Efficiency::Strong => pairs().all(|(b, a)| b >= a) && pairs().any(|(b, a)| b > a),
            Efficiency::Weak => !values.is_empty() && pairs().all(|(b, a)| b > a),
        }
    };
    let same = |b: u32, a: u32| values.iter().all(|v| v[b as usize] == v[a as usize]);
    let mut found = Vec::new();
    for &a in among {
        let repeated = alike == Alike::First && among.iter().any(|&b| b < a && same(b, a));
        if !repeated && !among.iter().any(|&b| improves(b, a)) {
            found.push(a);
        }
    }
    found
}

const KINDS: [(Efficiency, Alike); 4] = [
    (Efficiency::Strong, Alike::All),
    (Efficiency::Strong, Alike::First),
    (Efficiency::Weak, Alike::All),
    (Efficiency::Weak, Alike::First),
];

fn slices<V>(columns: &[Vec<V>]) -> Vec<&[V]> {
    columns.iter().map(Vec::as_slice).collect()
}

fn agrees<V: Worth>(columns: &[Vec<V>], among: &[u32]) {
    agrees_for(columns, among, &KINDS);
}

fn agrees_for<V: Worth>(columns: &[Vec<V>], among: &[u32], kinds: &[(Efficiency, Alike)]) {
    let values = slices(columns);
    let all: Vec<u32> = (0..columns.first().map_or(0, Vec::len) as u32).collect();
    for &(efficiency, alike) in kinds {
        assert_eq!(
            frontier(&values, efficiency, alike).unwrap(),
            by_pairs(&values, &all, efficiency, alike),
            "{efficiency:?} {alike:?}"
        );
        assert_eq!(
            frontier_among(&values, among, efficiency, alike).unwrap(),
            by_pairs(&values, among, efficiency, alike),
            "{efficiency:?} {alike:?} among {among:?}"
        );
    }
}

/// One to five parties, few levels, so that ties abound.
fn small() -> impl Strategy<Value = (Vec<Vec<u32>>, Vec<u32>)> {
    (1..6_usize, 0..40_usize, 1..9_u32).prop_flat_map(|(parties, agreements, levels)| {
        let column = prop::collection::vec(0..levels, agreements);
        let all: Vec<u32> = (0..agreements as u32).collect();
        let among = prop::sample::subsequence(all, 0..=agreements);
        (prop::collection::vec(column, parties), among)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn as_by_definition((columns, among) in small()) {
        agrees(&columns, &among);
        let signed: Vec<Vec<i64>> = columns.iter()
            .map(|column| column.iter().map(|&v| (i64::from(v) - 4) * (i64::MAX / 5)).collect())
            .collect();
        agrees(&signed, &among);
        let odd = [f64::NEG_INFINITY, -1e300, -0.0, 0.0, 5e-324, 0.1, 1.0, 1e300, f64::INFINITY];
        let real: Vec<Vec<f64>> = columns.iter()
            .map(|column| column.iter().map(|&v| odd[v as usize]).collect())
            .collect();
        agrees(&real, &among);
    }
}

/// Numbers that look random and are the same each time.
fn draws(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed;
    move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    }
}

/// Columns of values below `levels`; with a tilt, what the others have the last party
/// lacks, nearly.
fn drawn(parties: usize, agreements: usize, levels: u64, tilt: bool) -> Vec<Vec<i64>> {
    let mut draw = draws(parties as u64 * 1000 + levels);
    let mut columns = vec![Vec::new(); parties];
    for _ in 0..agreements {
        let mut rest = 0;
        for (party, column) in columns.iter_mut().enumerate() {
            let value = (draw() % levels) as i64;
            let last = tilt && party + 1 == parties;
            column.push(if last { value / 8 - rest } else { value });
            rest += value;
        }
    }
    columns
}

/// Larger sets: halves are halved again, and samples leave something out.
#[test]
fn larger_sets() {
    for parties in 2..=5 {
        for (levels, tilt) in [(7, false), (50, false), (1000, true), (12, true)] {
            let columns = drawn(parties, 400, levels, tilt);
            let among: Vec<u32> = (0..400).filter(|a| a % 3 == 0).collect();
            agrees(&columns, &among);
        }
        for (levels, tilt) in [(9, false), (1 << 20, false)] {
            let columns = drawn(parties, 5000, levels, tilt);
            agrees_for(&columns, &[], &[(Efficiency::Strong, Alike::All)]);
        }
    }
}

/// A set larger than the sample of two parties: the answer is known by construction.
#[test]
fn a_long_staircase() {
    let mut draw = draws(1);
    let agreements = 60_000_u32;
    let mut order: Vec<u32> = (0..agreements).collect();
    for at in (1..order.len()).rev() {
        order.swap(at, draw() as usize % (at + 1));
    }
    // Every third is a step of the staircase, the others lie a little below one.
    let at = |n: u32| f64::from(n - n % 3) / f64::from(agreements);
    let below = |n: u32| f64::from(n % 3) * 1e-6;
    let first: Vec<f64> = order.iter().map(|&n| at(n) - below(n)).collect();
    let second: Vec<f64> = order
        .iter()
        .map(|&n| (1.0 - at(n) * at(n)).sqrt() - below(n))
        .collect();
    let mut steps: Vec<u32> = (0..agreements)
        .filter(|&a| order[a as usize].is_multiple_of(3))
        .collect();
    let found = frontier(&[&first, &second], Efficiency::Strong, Alike::All).unwrap();
    assert_eq!(found, steps);
    let third = vec![2.0; first.len()];
    for values in [[&first, &second, &third], [&third, &first, &second]] {
        let values = values.map(Vec::as_slice);
        let found = frontier(&values, Efficiency::Strong, Alike::All).unwrap();
        assert_eq!(found, steps);
    }
    // A party that cannot tell agreements apart rules none out as weakly efficient.
    steps = (0..agreements).collect();
    let found = frontier(&[&first, &second, &third], Efficiency::Weak, Alike::All).unwrap();
    assert_eq!(found, steps);
}

#[test]
fn strong_and_weak_part_where_one_party_is_indifferent() {
    let (first, second) = ([1, 2, 2, 2], [1, 1, 3, 3]);
    let values: [&[u32]; 2] = [&first, &second];
    let found = |efficiency, alike| frontier(&values, efficiency, alike).unwrap();
    assert_eq!(found(Efficiency::Strong, Alike::All), [2, 3]);
    assert_eq!(found(Efficiency::Strong, Alike::First), [2]);
    assert_eq!(found(Efficiency::Weak, Alike::All), [1, 2, 3]);
    assert_eq!(found(Efficiency::Weak, Alike::First), [1, 2]);
}

#[test]
fn faults_say_where() {
    let found = |values: &[&[f64]]| frontier(values, Efficiency::Strong, Alike::All);
    assert_eq!(found(&[&[1.0], &[]]), Err(Fault::Lengths { party: 1 }));
    for parties in 1..5 {
        for wrong in 0..parties {
            for agreement in 0..3 {
                let mut columns = vec![vec![0.0, 1.0, 2.0]; parties];
                columns[wrong][agreement] = f64::NAN;
                let fault = Fault::NotANumber {
                    party: wrong,
                    agreement: agreement as u32,
                };
                assert_eq!(found(&slices(&columns)), Err(fault));
                let among = [2, 1, 0];
                let values = slices(&columns);
                let found = frontier_among(&values, &among, Efficiency::Weak, Alike::All);
                assert_eq!(found, Err(fault));
            }
        }
    }
    let among = frontier_among(&[&[1.0, 2.0][..]], &[2], Efficiency::Strong, Alike::All);
    assert_eq!(among, Err(Fault::Unknown { agreement: 2 }));
    assert_eq!(found(&[]), Ok(vec![]));
    assert_eq!(found(&[&[], &[]]), Ok(vec![]));
    assert_eq!(found(&[&[], &[], &[]]), Ok(vec![]));
}
