//! How drivers answer a sustained push on another.
//!
//! **Method.** Signed press perturbation (Levins 1974; Puccia & Levins 1985; Dambacher,
//! Li & Rossignol 2002, 2003): where the map settles, driver i answers a push on j with
//! the sign of `adj(-A)[i][j]`. Only the drivers on some way from j to i are looked at,
//! K: the descendants of j that are ancestors of i. What lies elsewhere cancels between
//! adjoint and determinant. Without loops in K the terms are the simple paths.
//!
//! **Blocks that a way passes by.** The same reason holds inside K. Drivers that reach
//! each other form a block; if the map settles, each block does, and its determinant is
//! positive. So a block that a way does not enter cannot turn the sign of that way. It
//! counts with its determinant at unit strengths, but never with less than 1: a
//! reinforcing loop beside the way, whose determinant is 1 - 1, would else blot the way
//! out. Where all such determinants are 1 or more, positive minus negative terms are
//! `adj(-A_K)[i][j]` exactly.
//!
//! Leaving links out only takes terms away, so an answer whose terms agree keeps its
//! sign whichever links are left out, as long as there is a way.

use std::fmt;

use crate::adjoint::{self, Adjoint};
use crate::between::Blocks;
use crate::terms::{Fraction, Terms};
use crate::ways::{self, Ways};
use crate::{Sign, SignedMap};

/// How far the signs alone determine an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Determinacy {
    /// All terms agree: this sign for every strength at which the map settles, and
    /// whichever links are left out, unless none is left that leads there.
    Certain(Sign),
    /// Terms of both signs; the net of them is at least half of all.
    Mixed {
        /// The sign at unit strengths.
        net: Sign,
        /// The weight W of the net, no probability.
        weight: Fraction,
    },
    /// Terms of both signs that outweigh each other nearly: no sign should be told.
    Open {
        /// The weight W of the net.
        weight: Fraction,
    },
    /// There is a way, but no term: the driver returns to where it was. Only drivers
    /// that do not level off by themselves make this.
    Zero,
    /// Nothing leads there.
    NoWay,
    /// A block between never settles, whatever the strengths: none of its drivers levels
    /// off by itself, or its determinant has no positive term.
    NeverSettles,
    /// A block between is too large (see [`crate::LARGEST_BLOCK`]), or the terms are more
    /// than 2^128: only shares over drawn strengths can be given.
    SharesOnly,
}

impl Determinacy {
    /// The sign, where it is certain.
    pub fn certain(self) -> Option<Sign> {
        match self {
            Determinacy::Certain(sign) => Some(sign),
            _ => None,
        }
    }

    fn of(terms: Option<Terms>) -> Self {
        let Some((terms, total)) = terms.and_then(|terms| Some((terms, terms.total()?))) else {
            return Determinacy::SharesOnly;
        };
        if terms.positive == total && total > 0 {
            return Determinacy::Certain(Sign::Plus);
        }
        if terms.negative == total && total > 0 {
            return Determinacy::Certain(Sign::Minus);
        }
        match (terms.weight(), terms.net()) {
            (None, _) => Determinacy::Zero,
            (Some(weight), Some(net)) if weight.is_half_or_more() => {
                Determinacy::Mixed { net, weight }
            }
            (Some(weight), _) => Determinacy::Open { weight },
        }
    }
}

/// The answer of one driver to a push on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Response {
    /// What can be said.
    pub determinacy: Determinacy,
    /// The terms behind it; none where they were not counted.
    pub terms: Terms,
}

impl Response {
    fn bare(determinacy: Determinacy) -> Self {
        Response {
            determinacy,
            terms: Terms::default(),
        }
    }

    fn of(terms: Option<Terms>) -> Self {
        Response {
            determinacy: Determinacy::of(terms),
            terms: terms.unwrap_or_default(),
        }
    }
}

/// A driver that the map does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownDriver {
    /// The number used.
    pub driver: usize,
}

impl fmt::Display for UnknownDriver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no driver {}", self.driver)
    }
}

impl std::error::Error for UnknownDriver {}

/// A map made ready for questions about pushes.
#[derive(Clone, Debug)]
pub struct Press {
    map: SignedMap,
    blocks: Blocks,
    /// The terms of each block; none where it is too large.
    adjoints: Vec<Option<Adjoint>>,
    settles: Vec<bool>,
}

impl Press {
    /// Counts the terms of each block: some 4 s for one of 20 drivers that all act on each
    /// other, 15 ms for one of 30 with 45 links.
    pub fn new(map: &SignedMap) -> Self {
        let blocks = Blocks::new(map);
        let adjoints: Vec<Option<Adjoint>> = blocks
            .blocks
            .iter()
            .map(|drivers| adjoint::block(map, drivers))
            .collect();
        let settles = |(drivers, adjoint): (&Vec<usize>, &Option<Adjoint>)| {
            let levels_off = drivers.iter().any(|&driver| map.damped()[driver]);
            let positive = |a: &Adjoint| a.determinant.positive + a.determinant.undetermined > 0;
            levels_off && adjoint.as_ref().is_none_or(positive)
        };
        Press {
            settles: blocks.blocks.iter().zip(&adjoints).map(settles).collect(),
            map: map.clone(),
            blocks,
            adjoints,
        }
    }

    /// The map asked.
    pub fn map(&self) -> &SignedMap {
        &self.map
    }

    /// Drivers that reach each other, causes before effects: each driver is in one block.
    pub fn blocks(&self) -> &[Vec<usize>] {
        &self.blocks.blocks
    }

    /// How driver `to` answers a sustained push up on driver `from`.
    pub fn response(&self, from: usize, to: usize) -> Result<Response, UnknownDriver> {
        self.known(from)?;
        self.known(to)?;
        Ok(self.answer(from, to))
    }

    /// How every driver, by its number, answers a push on one. One sweep over the map
    /// answers all that no block is passed by for.
    pub fn responses(&self, from: usize) -> Result<Vec<Response>, UnknownDriver> {
        self.known(from)?;
        let reached = self.blocks.reached(from);
        let sums = self
            .blocks
            .sums(&self.map, from, &reached, |b| self.through(b), |_| 1);
        // For each block: reached, something between never settles, may be passed by.
        let mut marks = vec![[false; 3]; self.blocks.blocks.len()];
        for &b in &reached {
            let [_, stuck, costly] = marks[b];
            let here = [true, stuck || !self.settles[b], costly || self.past(b) != 1];
            marks[b] = here;
            for &link in self.blocks.blocks[b].iter().flat_map(|&d| self.map.out(d)) {
                let next = self.blocks.place[self.map.links()[link].to].0;
                let marked = marks[next];
                marks[next] = [0, 1, 2].map(|mark| marked[mark] || here[mark]);
            }
        }
        let answer = |to: usize| match marks[self.blocks.place[to].0] {
            [false, ..] => Response::bare(Determinacy::NoWay),
            [_, true, _] => Response::bare(Determinacy::NeverSettles),
            [_, _, true] => self.answer(from, to),
            _ => Response::of(sums[to]),
        };
        Ok((0..self.map.drivers()).map(answer).collect())
    }

    /// All answers: `[from][to]`, of about 100 bytes each.
    pub fn all(&self) -> Vec<Vec<Response>> {
        let all = 0..self.map.drivers();
        all.filter_map(|from| self.responses(from).ok()).collect()
    }

    /// The simple paths from one driver to another: how many there are, and up to
    /// `most` of each sign, the shortest first.
    pub fn ways(&self, from: usize, to: usize, most: usize) -> Result<Ways, UnknownDriver> {
        self.known(from)?;
        self.known(to)?;
        Ok(ways::ways(&self.map, &self.blocks, from, to, most))
    }

    pub(crate) fn known(&self, driver: usize) -> Result<(), UnknownDriver> {
        match driver < self.map.drivers() {
            true => Ok(()),
            false => Err(UnknownDriver { driver }),
        }
    }

    fn answer(&self, from: usize, to: usize) -> Response {
        if !self.blocks.leads(from, to) {
            return Response::bare(Determinacy::NoWay);
        }
        let between = self.blocks.between(from, to);
        if between.iter().any(|&b| !self.settles[b]) {
            return Response::bare(Determinacy::NeverSettles);
        }
        let past = |b| self.past(b);
        let sums = self
            .blocks
            .sums(&self.map, from, &between, |b| self.through(b), past);
        Response::of(sums[to])
    }

    fn through(&self, block: usize) -> Option<&[Vec<Terms>]> {
        Some(&self.adjoints[block].as_ref()?.entries)
    }

    /// What a block counts for ways that pass it by.
    fn past(&self, block: usize) -> u128 {
        self.adjoints[block].as_ref().map_or(1, |adjoint| {
            let Terms {
                positive, negative, ..
            } = adjoint.determinant;
            positive.saturating_sub(negative).max(1)
        })
    }
}
