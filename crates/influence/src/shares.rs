//! Shares of drawn strengths in which an answer is positive or negative.
//!
//! QPress (Melbourne-Thomas, Wotherspoon, Raymond & Constable 2012, Ecol. Monogr.
//! 82:505-519): strengths are drawn uniformly from (0, 1], draws that do not settle are
//! dropped, and so are draws that do not reproduce what was observed. A share depends on
//! how strengths are drawn (Kristensen, Chisholm & McDonald-Madden 2019): it is no
//! probability, and is not the weight W.
//!
//! A link that is ambivalent takes either sign with share 1/2. Each strength is a
//! function of the seed, the number of the draw and the two drivers alone, so that maps
//! are compared on the same numbers.

mod strengths;

use std::fmt;
use std::ops::Range;

use crate::between::Blocks;
use crate::{Determinacy, Press, Sign, SignedMap};
use strengths::Strengths;

/// Drivers in a block that is drawn. Times grow with the third power: a draw of a block of
/// 40 takes some 0.3 ms.
pub const LARGEST_DRAWN_BLOCK: usize = 64;

/// How strongly a driver levels off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damping {
    /// Drawn uniformly from (0, 1], as links are (QPress).
    Drawn,
    /// Fixed at 1. This changes shares: say which it is.
    One,
}

/// Sustained pushes, up or down, on drivers at once, each of strength 1.
pub type Push = Vec<(usize, Sign)>;

/// What was seen: under these pushes, this driver went this way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// The pushes.
    pub push: Push,
    /// The driver that was seen to answer.
    pub driver: usize,
    /// Its answer.
    pub answer: Sign,
}

/// What is drawn.
#[derive(Clone, Debug)]
pub struct Draws {
    /// The seed.
    pub seed: u64,
    /// The numbers of the draws. Counts over parts of a range add up to those of the
    /// whole.
    pub range: Range<u64>,
    /// How damping is drawn.
    pub damping: Damping,
    /// What tells each driver from all others, such as a hash of its name; empty: their
    /// numbers.
    pub identities: Vec<u64>,
    /// What the draws kept must reproduce.
    pub observed: Vec<Observation>,
}

/// Why no shares can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharesError {
    /// A push or an observation names a driver that does not exist.
    UnknownDriver {
        /// The number used.
        driver: usize,
    },
    /// There are not as many identities as drivers.
    Identities,
    /// A block has more than [`LARGEST_DRAWN_BLOCK`] drivers.
    TooLarge {
        /// How many it has.
        drivers: usize,
    },
}

impl fmt::Display for SharesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SharesError::UnknownDriver { driver } => write!(f, "there is no driver {driver}"),
            SharesError::Identities => write!(f, "each driver needs one identity"),
            SharesError::TooLarge { drivers } => write!(
                f,
                "{drivers} drivers reach each other; at most {LARGEST_DRAWN_BLOCK} are drawn"
            ),
        }
    }
}

impl std::error::Error for SharesError {}

/// In how many of the draws kept each driver answered one push up, and down. In the rest
/// it did not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushShares {
    /// By driver.
    pub positive: Vec<u64>,
    /// By driver.
    pub negative: Vec<u64>,
}

/// Counts of draws; every one is out of the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares {
    /// Draws made.
    pub drawn: u64,
    /// Draws of these that settle.
    pub settled: u64,
    /// Draws of these that reproduce all that was observed. 0: the map contradicts the
    /// record.
    pub kept: u64,
    /// For each push asked, the answers in the draws kept.
    pub answers: Vec<PushShares>,
    /// How damping was drawn.
    pub damping: Damping,
}

/// Draws strengths and counts the answers to each of the pushes.
pub fn shares(map: &SignedMap, pushes: &[Push], draws: &Draws) -> Result<Shares, SharesError> {
    let n = map.drivers();
    let observed = draws.observed.iter();
    let named = pushes
        .iter()
        .chain(observed.clone().map(|o| &o.push))
        .flatten();
    let named = named.map(|&(driver, _)| driver);
    if let Some(driver) = named.chain(observed.map(|o| o.driver)).find(|&d| d >= n) {
        return Err(SharesError::UnknownDriver { driver });
    }
    if !draws.identities.is_empty() && draws.identities.len() != n {
        return Err(SharesError::Identities);
    }
    let blocks = Blocks::new(map);
    let largest = blocks.blocks.iter().map(Vec::len).max().unwrap_or(0);
    if largest > LARGEST_DRAWN_BLOCK {
        return Err(SharesError::TooLarge { drivers: largest });
    }
    let none = || PushShares {
        positive: vec![0; n],
        negative: vec![0; n],
    };
    let mut shares = Shares {
        drawn: 0,
        settled: 0,
        kept: 0,
        answers: pushes.iter().map(|_| none()).collect(),
        damping: draws.damping,
    };
    // Rounding must not make an answer of what is 0 in every draw. Where all drivers level
    // off, only what nothing reaches is, and that comes out as 0.
    let press = map.damped().contains(&false).then(|| Press::new(map));
    let zero = |from, to| {
        let response = press
            .as_ref()
            .and_then(|press| press.response(from, to).ok());
        response.is_some_and(|r| matches!(r.determinacy, Determinacy::Zero | Determinacy::NoWay))
    };
    let silent = |push: &Push| -> Vec<bool> {
        (0..n)
            .map(|to| push.iter().all(|&(from, _)| zero(from, to)))
            .collect()
    };
    let silences: Vec<Vec<bool>> = pushes.iter().map(silent).collect();
    let seen_silences: Vec<bool> = draws
        .observed
        .iter()
        .map(|o| silent(&o.push)[o.driver])
        .collect();
    for draw in draws.range.clone() {
        shares.drawn += 1;
        let Some(strengths) = Strengths::drawn(map, &blocks, draws, draw) else {
            continue;
        };
        shares.settled += 1;
        let reproduced = draws
            .observed
            .iter()
            .zip(&seen_silences)
            .all(|(o, silent)| {
                let answer = strengths.answers(map, &blocks, &o.push)[o.driver];
                !silent && sign(answer) == Some(o.answer)
            });
        if !reproduced {
            continue;
        }
        shares.kept += 1;
        for ((push, silent), counted) in pushes.iter().zip(&silences).zip(&mut shares.answers) {
            let answers = strengths.answers(map, &blocks, push);
            for (driver, answer) in answers.into_iter().enumerate() {
                match sign(answer).filter(|_| !silent[driver]) {
                    Some(Sign::Plus) => counted.positive[driver] += 1,
                    Some(Sign::Minus) => counted.negative[driver] += 1,
                    None => {}
                }
            }
        }
    }
    Ok(shares)
}

fn sign(value: f64) -> Option<Sign> {
    match value {
        v if v > 0.0 => Some(Sign::Plus),
        v if v < 0.0 => Some(Sign::Minus),
        _ => None,
    }
}
