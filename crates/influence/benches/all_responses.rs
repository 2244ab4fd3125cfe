//! All responses of a map against walking every path:
//! `cargo bench -p hikiwake-influence --bench all_responses -- [DRIVERS]` (166).
//!
//! Maps are random and without loops, of 4 links for 3 drivers as in a map read from
//! texts, and denser; one has a block of 12 drivers in its middle, for which paths are no
//! measure.

use std::hint::black_box;
use std::time::Instant;

use hikiwake_influence::{Link, Press, SignSet, SignedMap};

fn main() {
    let given = std::env::args().skip(1).find(|given| given != "--bench");
    let drivers: usize = given.map_or(166, |given| given.parse().expect("a number"));
    println!(
        "drivers  links  block  pairs with a way        terms        ms  every path ms  ratio"
    );
    for (links, block) in [(4, 0), (6, 0), (9, 0), (12, 0), (4, 12)] {
        line(drivers, drivers * links / 3, block);
    }
}

fn line(drivers: usize, links: usize, block: usize) {
    let map = random(drivers, links, block);
    let (all, seconds) = least(5, || Press::new(black_box(&map)).all());
    let terms = all.iter().flatten().map(|r| r.terms);
    let totals = terms.map(|t| t.total().expect("not so many"));
    let (pairs, sum) = totals
        .filter(|&total| total > 0)
        .fold((0, 0), |(pairs, sum), total| (pairs + 1, sum + total));
    let walked = (block == 0).then(|| {
        let (walked, path_by_path) = least(5, || every_path(black_box(&map)));
        for (told, counted) in all.iter().flatten().zip(walked.iter().flatten()) {
            assert_eq!([told.terms.positive, told.terms.negative], *counted);
        }
        format!(
            "{:13.2}  {:5.1}",
            path_by_path * 1e3,
            path_by_path / seconds
        )
    });
    println!(
        "{drivers:7}  {:5}  {block:5}  {pairs:16}  {sum:11}  {:8.2}  {}",
        map.links().len(),
        seconds * 1e3,
        walked.unwrap_or_default()
    );
}

/// What `run` answers, and the least time of some runs.
fn least<T>(times: usize, mut run: impl FnMut() -> T) -> (T, f64) {
    let mut timed = || {
        let begun = Instant::now();
        let answer = black_box(run());
        (answer, begun.elapsed().as_secs_f64())
    };
    let mut best = timed();
    for _ in 1..times {
        let next = timed();
        if next.1 < best.1 {
            best = next;
        }
    }
    best
}

/// Links from lower to higher numbers of two or more, and both ways among `block` in the middle.
fn random(drivers: usize, links: usize, block: usize) -> SignedMap {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = |n: usize| {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        (state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11) as usize % n
    };
    let middle = drivers / 2..drivers / 2 + block;
    let mut upwards = |_| {
        let from = below(drivers - 1);
        (from, from + 1 + below(drivers - from - 1))
    };
    let mut ends: Vec<(usize, usize)> = (0..links).map(&mut upwards).collect();
    for from in middle.clone() {
        ends.extend(
            middle
                .clone()
                .filter(|&to| to != from && (from + to) % 3 != 0)
                .map(|to| (from, to)),
        );
    }
    ends.sort_unstable();
    ends.dedup();
    let signed = |(from, to): (usize, usize)| Link {
        from,
        to,
        signs: if below(3) == 0 {
            SignSet::MINUS
        } else {
            SignSet::PLUS
        },
    };
    SignedMap::new(drivers, ends.into_iter().map(signed).collect()).expect("a map")
}

/// For each pair, how many simple paths are positive and negative, each walked for itself.
fn every_path(map: &SignedMap) -> Vec<Vec<[u128; 2]>> {
    type Out = Vec<Vec<(usize, usize)>>;
    fn from(out: &Out, at: usize, sign: usize, on: &mut [bool], row: &mut [[u128; 2]]) {
        row[at][sign] += 1;
        on[at] = true;
        for &(next, turn) in &out[at] {
            if !on[next] {
                from(out, next, sign ^ turn, on, row);
            }
        }
        on[at] = false;
    }
    let n = map.drivers();
    let mut out = vec![Vec::new(); n];
    for link in map.links() {
        let turn = usize::from(link.signs == SignSet::MINUS);
        out[link.from].push((link.to, turn));
    }
    let row = |start: usize| {
        let mut row = vec![[0; 2]; n];
        from(&out, start, 0, &mut vec![false; n], &mut row);
        row
    };
    (0..n).map(row).collect()
}
