//! The strengths of one draw, and where drivers come to rest with them.

use super::{Damping, Draws, Push};
use crate::between::Blocks;
use crate::linear::{inverse, settles};
use crate::philox::Numbers;
use crate::{Sign, SignedMap};

/// One draw that settles.
pub struct Strengths {
    /// Signed, by link.
    links: Vec<f64>,
    /// For each block the inverse of -A.
    inverses: Vec<Vec<f64>>,
}

impl Strengths {
    /// `None` where it does not settle.
    pub fn drawn(map: &SignedMap, blocks: &Blocks, draws: &Draws, draw: u64) -> Option<Self> {
        let identity = |driver: usize| match draws.identities.get(driver) {
            Some(&identity) => identity,
            None => driver as u64,
        };
        let numbers = |from: usize, to: usize| {
            let judgement = identity(from).rotate_left(32) ^ identity(to);
            Numbers::new(draws.seed, judgement, draw)
        };
        let strength = |numbers: &mut Numbers| 1.0 - numbers.unit();
        let links: Vec<f64> = map
            .links()
            .iter()
            .map(|link| {
                let mut numbers = numbers(link.from, link.to);
                let size = strength(&mut numbers);
                match link.signs.sign() {
                    _ if !link.signs.has_effect() => 0.0,
                    Some(Sign::Plus) => size,
                    Some(Sign::Minus) => -size,
                    None if numbers.below(2) == 0 => size,
                    None => -size,
                }
            })
            .collect();
        let mut inverses = Vec::with_capacity(blocks.blocks.len());
        for (b, drivers) in blocks.blocks.iter().enumerate() {
            let k = drivers.len();
            let mut a = vec![0.0; k * k];
            for (at, &driver) in drivers.iter().enumerate() {
                if map.damped()[driver] {
                    a[at * k + at] = -match draws.damping {
                        Damping::Drawn => strength(&mut numbers(driver, driver)),
                        Damping::One => 1.0,
                    };
                }
                for &link in map.out(driver) {
                    let (block, to) = blocks.place[map.links()[link].to];
                    if block == b {
                        a[to * k + at] = links[link];
                    }
                }
            }
            if !settles(&a, k) {
                return None;
            }
            for value in &mut a {
                *value = -*value;
            }
            inverses.push(inverse(&a, k)?);
        }
        Some(Strengths { links, inverses })
    }

    /// Where each driver comes to rest under a push, block after block.
    pub fn answers(&self, map: &SignedMap, blocks: &Blocks, push: &Push) -> Vec<f64> {
        let mut arrived = vec![0.0; map.drivers()];
        for &(driver, sign) in push {
            arrived[driver] += if sign == Sign::Plus { 1.0 } else { -1.0 };
        }
        let mut rest = vec![0.0; map.drivers()];
        for (drivers, inverse) in blocks.blocks.iter().zip(&self.inverses) {
            for (row, &driver) in inverse.chunks_exact(drivers.len()).zip(drivers) {
                let terms = row
                    .iter()
                    .zip(drivers)
                    .map(|(value, &from)| value * arrived[from]);
                rest[driver] = terms.sum();
            }
            for &driver in drivers {
                for &link in map.out(driver) {
                    let to = map.links()[link].to;
                    if blocks.place[to].0 != blocks.place[driver].0 {
                        arrived[to] += self.links[link] * rest[driver];
                    }
                }
            }
        }
        rest
    }
}
