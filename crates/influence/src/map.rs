//! Drivers and the signed links between them.

use std::collections::HashSet;
use std::fmt;

use crate::{Sign, SignSet};

/// Drivers that a map may have.
pub const MOST_DRIVERS: usize = 1 << 12;

/// What is claimed of the effect of one driver on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// The driver that acts.
    pub from: usize,
    /// The driver acted upon.
    pub to: usize,
    /// The signs claimed.
    pub signs: SignSet,
}

/// Why a map cannot be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MapError {
    /// More than [`MOST_DRIVERS`].
    TooManyDrivers {
        /// How many were asked for.
        drivers: usize,
    },
    /// A link names a driver that does not exist.
    UnknownDriver {
        /// The link.
        link: usize,
    },
    /// A link leads from a driver to itself: whether a driver levels off is said by
    /// [`SignedMap::undamped`].
    OnItself {
        /// The link.
        link: usize,
    },
    /// An earlier link has the same ends: all claims on a pair are one link.
    Twice {
        /// The later link.
        link: usize,
    },
}

impl fmt::Display for MapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MapError::TooManyDrivers { drivers } => {
                write!(f, "{drivers} drivers; a map has at most {MOST_DRIVERS}")
            }
            MapError::UnknownDriver { link } => {
                write!(f, "link {link} names a driver that does not exist")
            }
            MapError::OnItself { link } => write!(f, "link {link} leads to where it comes from"),
            MapError::Twice { link } => write!(f, "link {link} has the ends of an earlier one"),
        }
    }
}

impl std::error::Error for MapError {}

/// Drivers, numbered from 0, with at most one link for each ordered pair.
///
/// A driver levels off by itself (`A[i][i] = -1`) unless [`SignedMap::undamped`] says
/// otherwise. A link that claims only 0 keeps its number and is no way for anything.
#[derive(Clone, Debug)]
pub struct SignedMap {
    damped: Vec<bool>,
    links: Vec<Link>,
    /// For each driver, the links with an effect that leave it, and that reach it.
    out: Vec<Vec<usize>>,
    into: Vec<Vec<usize>>,
}

impl SignedMap {
    /// A map of so many drivers, all of which level off by themselves.
    pub fn new(drivers: usize, links: Vec<Link>) -> Result<Self, MapError> {
        if drivers > MOST_DRIVERS {
            return Err(MapError::TooManyDrivers { drivers });
        }
        let mut ends = HashSet::new();
        for (at, link) in links.iter().enumerate() {
            if link.from.max(link.to) >= drivers {
                return Err(MapError::UnknownDriver { link: at });
            }
            if link.from == link.to {
                return Err(MapError::OnItself { link: at });
            }
            if !ends.insert((link.from, link.to)) {
                return Err(MapError::Twice { link: at });
            }
        }
        Ok(Self::joined(vec![true; drivers], links))
    }

    fn joined(damped: Vec<bool>, links: Vec<Link>) -> Self {
        let mut out = vec![Vec::new(); damped.len()];
        let mut into = vec![Vec::new(); damped.len()];
        for (at, link) in links.iter().enumerate() {
            if link.signs.has_effect() {
                out[link.from].push(at);
                into[link.to].push(at);
            }
        }
        SignedMap {
            damped,
            links,
            out,
            into,
        }
    }

    /// The same map where these drivers do not level off by themselves (`A[i][i] = 0`).
    /// Numbers of drivers that do not exist are passed over.
    pub fn undamped(mut self, drivers: &[usize]) -> Self {
        for &driver in drivers {
            if let Some(damped) = self.damped.get_mut(driver) {
                *damped = false;
            }
        }
        self
    }

    /// The same map, and the same numbers of links, where these links have no effect.
    /// Numbers of links that do not exist are passed over.
    pub fn without(&self, links: &[usize]) -> Self {
        let mut kept = self.links.clone();
        for &link in links {
            if let Some(link) = kept.get_mut(link) {
                link.signs = SignSet::ZERO;
            }
        }
        Self::joined(self.damped.clone(), kept)
    }

    /// How many drivers there are.
    pub fn drivers(&self) -> usize {
        self.damped.len()
    }

    /// All links, by their numbers.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The links whose effect some claims deny: {0,+}, {0,-}, {0,+,-}.
    pub fn disputed(&self) -> Vec<usize> {
        let disputed = |&link: &usize| self.links[link].signs.is_disputed();
        (0..self.links.len()).filter(disputed).collect()
    }

    /// Whether each driver levels off by itself.
    pub fn damped(&self) -> &[bool] {
        &self.damped
    }

    pub(crate) fn out(&self, driver: usize) -> &[usize] {
        &self.out[driver]
    }

    pub(crate) fn into(&self, driver: usize) -> &[usize] {
        &self.into[driver]
    }

    /// The sign of a link that has an effect; `None` where it is ambivalent.
    pub(crate) fn sign(&self, link: usize) -> Option<Sign> {
        self.links[link].signs.sign()
    }

    /// The product of signs; `None` as soon as one is ambivalent.
    pub(crate) fn product(&self, links: &[usize]) -> Option<Sign> {
        let mut links = links.iter();
        links.try_fold(Sign::Plus, |all, &link| Some(all * self.sign(link)?))
    }
}
