//! The simple paths behind an answer: which way each pulls, and through which links.

use crate::between::Blocks;
use crate::terms::Terms;
use crate::{Sign, SignedMap};

/// Steps after which a search, or the count of one block, gives up.
const MOST_STEPS: usize = 1 << 20;

/// Simple paths from one driver to another. Each is a list of numbers of links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// Paths of positive sign, the shortest first; among equals, by the numbers of links.
    pub positive: Vec<Vec<usize>>,
    /// Paths of negative sign.
    pub negative: Vec<Vec<usize>>,
    /// Paths over an ambivalent link.
    pub undetermined: Vec<Vec<usize>>,
    /// How many there are of each; `None` where a block between is too dense to count.
    pub count: Option<Terms>,
    /// Whether the search ended before it gave up: then the lists hold all paths, or as
    /// many as were asked for.
    pub searched: bool,
}

pub fn ways(map: &SignedMap, blocks: &Blocks, from: usize, to: usize, most: usize) -> Ways {
    if !blocks.leads(from, to) {
        return Ways {
            count: Some(Terms::default()),
            searched: true,
            ..Ways::default()
        };
    }
    let between = blocks.between(from, to);
    let inside: Vec<Option<Vec<Vec<Terms>>>> = between
        .iter()
        .map(|&b| paths_inside(map, blocks, b))
        .collect();
    let through = |b| inside[between.binary_search(&b).ok()?].as_deref();
    let mut search = Search {
        map,
        to,
        inside: vec![false; map.drivers()],
        walks: Vec::new(),
        steps: 0,
    };
    for &driver in between.iter().flat_map(|&b| &blocks.blocks[b]) {
        search.inside[driver] = true;
    }
    let lists = [Some(Sign::Plus), Some(Sign::Minus), None].map(|sign| {
        search.steps = 0;
        search.shortest(from, sign, most)
    });
    let searched = lists.iter().all(|(_, ended)| *ended);
    let [positive, negative, undetermined] = lists.map(|(list, _)| list);
    Ways {
        positive,
        negative,
        undetermined,
        count: blocks.sums(map, from, &between, through, |_| 1)[to],
        searched,
    }
}

/// `[out][in]`: the simple paths within a block, by sign.
fn paths_inside(map: &SignedMap, blocks: &Blocks, b: usize) -> Option<Vec<Vec<Terms>>> {
    let k = blocks.blocks[b].len();
    let mut found = vec![vec![Terms::default(); k]; k];
    let mut steps = 0;
    for (into, &start) in blocks.blocks[b].iter().enumerate() {
        let mut on = vec![false; k];
        on[into] = true;
        found[into][into] = Terms::one(Some(Sign::Plus));
        // Links taken, and for each driver reached the number of links tried.
        let mut taken: Vec<usize> = Vec::new();
        let mut way = vec![(start, 0)];
        while let Some((driver, tried)) = way.last_mut() {
            steps += 1;
            if steps > MOST_STEPS {
                return None;
            }
            let Some(&link) = map.out(*driver).get(*tried) else {
                on[blocks.place[*driver].1] = false;
                way.pop();
                taken.pop();
                continue;
            };
            *tried += 1;
            let next = map.links()[link].to;
            let (block, place) = blocks.place[next];
            if block == b && !on[place] {
                on[place] = true;
                taken.push(link);
                way.push((next, 0));
                found[place][into] = found[place][into].plus(Terms::one(map.product(&taken)))?;
            }
        }
    }
    Some(found)
}

/// The kinds of walk as bits.
const PLUS: u8 = 1;
const MINUS: u8 = 2;
const EITHER: u8 = 4;

fn bit(sign: Option<Sign>) -> u8 {
    match sign {
        Some(Sign::Plus) => PLUS,
        Some(Sign::Minus) => MINUS,
        None => EITHER,
    }
}

/// The kinds of walk that begin with a link of this sign and go on as one of these.
fn after(sign: Option<Sign>, kinds: u8) -> u8 {
    match sign {
        Some(Sign::Plus) => kinds,
        Some(Sign::Minus) => kinds & EITHER | (kinds & PLUS) << 1 | (kinds & MINUS) >> 1,
        None if kinds != 0 => EITHER,
        None => 0,
    }
}

struct Search<'a> {
    map: &'a SignedMap,
    to: usize,
    inside: Vec<bool>,
    /// `[r][v]`: the kinds of walk of r links from v to the end.
    walks: Vec<Vec<u8>>,
    steps: usize,
}

impl Search<'_> {
    /// Up to `most` paths of one sign, and whether the search came to an end.
    fn shortest(
        &mut self,
        from: usize,
        sign: Option<Sign>,
        most: usize,
    ) -> (Vec<Vec<usize>>, bool) {
        let drivers = self.inside.iter().filter(|&&inside| inside).count();
        let mut found = Vec::new();
        for length in 0..drivers {
            self.walks_of(length);
            if self.walks[length].iter().all(|&kinds| kinds == 0) {
                break;
            }
            if !self.of_length(from, sign, length, most, &mut found) {
                return (found, false);
            }
            if found.len() >= most {
                break;
            }
        }
        (found, true)
    }

    fn walks_of(&mut self, length: usize) {
        while self.walks.len() <= length {
            let mut row = vec![0; self.map.drivers()];
            match self.walks.last() {
                None => row[self.to] = PLUS,
                Some(shorter) => {
                    for v in (0..row.len()).filter(|&v| self.inside[v]) {
                        for &link in self.map.out(v) {
                            let next = self.map.links()[link].to;
                            row[v] |= after(self.map.sign(link), shorter[next]);
                        }
                    }
                }
            }
            self.walks.push(row);
        }
    }

    /// Adds the paths of just this length; whether it came to an end.
    fn of_length(
        &mut self,
        from: usize,
        sign: Option<Sign>,
        length: usize,
        most: usize,
        found: &mut Vec<Vec<usize>>,
    ) -> bool {
        let mut on = vec![false; self.map.drivers()];
        on[from] = true;
        let mut taken: Vec<usize> = Vec::new();
        // Each driver reached, the sign so far, the number of links tried.
        let mut way = vec![(from, Some(Sign::Plus), 0)];
        while let Some((driver, so_far, tried)) = way.last_mut() {
            self.steps += 1;
            if self.steps > MOST_STEPS {
                return false;
            }
            let ended = taken.len() == length;
            if ended && *driver == self.to && *so_far == sign && found.len() < most {
                found.push(taken.clone());
            }
            let links = self.map.out(*driver);
            let Some(&link) = links.get(*tried).filter(|_| !ended && found.len() < most) else {
                on[*driver] = false;
                way.pop();
                taken.pop();
                continue;
            };
            *tried += 1;
            let next = self.map.links()[link].to;
            let product = so_far.and_then(|sign| Some(sign * self.map.sign(link)?));
            let rest = self.walks[length - taken.len() - 1][next];
            if self.inside[next] && !on[next] && after(product, rest) & bit(sign) != 0 {
                on[next] = true;
                taken.push(link);
                way.push((next, product, 0));
            }
        }
        true
    }
}
