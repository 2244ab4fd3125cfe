//! What answers become where links that are disputed or hedged are left out.

use crate::press::{Press, Response, UnknownDriver};
use crate::{Determinacy, Sign, SignedMap};

/// One answer, with all links and with fewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// With all links: the answer itself.
    pub base: Response,
    /// Without the links whose effect some claims deny.
    pub without_disputed: Response,
    /// Without these and the hedged ones.
    pub without_doubted: Response,
    /// The disputed or hedged links each of which is on every way: where it is left out
    /// alone, nothing leads there. Ascending.
    pub vanishes_without: Vec<usize>,
}

impl Judged {
    /// The sign in every choice of the disputed and hedged links and for every strength
    /// at which the map settles, and there is a way in each choice.
    pub fn in_every_choice(&self) -> Option<Sign> {
        let sign = self.base.determinacy.certain()?;
        (self.without_doubted.determinacy == self.base.determinacy).then_some(sign)
    }

    /// Whether leaving the disputed links out gives another sign, or none.
    pub fn changed_without_disputed(&self) -> bool {
        let told = |response: &Response| match response.determinacy {
            Determinacy::Mixed { .. } | Determinacy::Open { .. } => None,
            other => Some(other),
        };
        told(&self.base) != told(&self.without_disputed)
    }
}

/// A map made ready for questions about pushes with all links and with fewer.
#[derive(Clone, Debug)]
pub struct Doubts {
    base: Press,
    without_disputed: Press,
    without_doubted: Press,
    doubted: Vec<usize>,
}

impl Doubts {
    /// `hedged`: links whose claims say that the effect may or could be. Numbers of links
    /// that do not exist are passed over, as are links without effect.
    pub fn new(map: &SignedMap, hedged: &[usize]) -> Self {
        let disputed = map.disputed();
        let mut doubted = [&disputed, hedged].concat();
        doubted.retain(|&link| map.links().get(link).is_some_and(|l| l.signs.has_effect()));
        doubted.sort_unstable();
        doubted.dedup();
        Doubts {
            base: Press::new(map),
            without_disputed: Press::new(&map.without(&disputed)),
            without_doubted: Press::new(&map.without(&doubted)),
            doubted,
        }
    }

    /// The map with all links.
    pub fn base(&self) -> &Press {
        &self.base
    }

    /// The map without its disputed links.
    pub fn without_disputed(&self) -> &Press {
        &self.without_disputed
    }

    /// The map without its disputed and hedged links.
    pub fn without_doubted(&self) -> &Press {
        &self.without_doubted
    }

    /// How driver `to` answers a sustained push up on driver `from`.
    pub fn judge(&self, from: usize, to: usize) -> Result<Judged, UnknownDriver> {
        let base = self.base.response(from, to)?;
        let mut vanishes_without = Vec::new();
        if base.determinacy != Determinacy::NoWay {
            let on_every_way = |&&link: &&usize| !self.leads_without(link, from, to);
            vanishes_without.extend(self.doubted.iter().filter(on_every_way));
        }
        Ok(Judged {
            base,
            without_disputed: self.without_disputed.response(from, to)?,
            without_doubted: self.without_doubted.response(from, to)?,
            vanishes_without,
        })
    }
    fn leads_without(&self, left_out: usize, from: usize, to: usize) -> bool {
        let map = self.base.map();
        let mut seen = vec![false; map.drivers()];
        let mut open = vec![from];
        while let Some(driver) = open.pop() {
            if driver == to {
                return true;
            }
            if !std::mem::replace(&mut seen[driver], true) {
                let links = map.out(driver).iter().filter(|&&link| link != left_out);
                open.extend(links.map(|&link| map.links()[link].to));
            }
        }
        false
    }
}
