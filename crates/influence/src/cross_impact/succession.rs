//! Succession: what a scenario that is not consistent turns into (Weimer-Jehle 2006).

use std::collections::HashMap;

use super::{CrossImpact, CrossImpactError, Scenario, is_fixed};

/// Scenarios that are followed at once, at most.
pub const MOST_SCENARIOS: u64 = 1 << 28;

/// Which descriptors move in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Succession {
    /// Each whose level is not best goes to its first best level, all at once.
    Global,
    /// Only the one that falls shortest of its best level does, the first of equals.
    Local,
}

/// Scenarios that follow each other for ever; one alone is consistent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attractor {
    /// In order, from the one that stands first by its levels.
    pub cycle: Vec<Scenario>,
    /// How many scenarios lead there, its own among them.
    pub weight: u64,
}

/// What follows one scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trajectory {
    /// The scenarios in order, the start first, none twice.
    pub scenarios: Vec<Scenario>,
    /// Where the cycle begins that the last one leads back to; none where the steps
    /// allowed did not suffice.
    pub cycle_from: Option<usize>,
}

impl CrossImpact {
    /// The scenario that follows.
    fn successor(&self, scenario: &mut [usize], fixed: &[Option<usize>], rule: Succession) {
        let scores = self.scores(scenario);
        let mut furthest = (0, 0, 0);
        for j in (0..scenario.len()).filter(|&j| !is_fixed(fixed, j)) {
            let (level, best) = self.best(&scores, j);
            let short = best - scores[self.first[j] + scenario[j]];
            match rule {
                Succession::Global if short > 0 => scenario[j] = level,
                Succession::Local if short > furthest.0 => furthest = (short, j, level),
                _ => {}
            }
        }
        let (short, j, level) = furthest;
        if short > 0 {
            scenario[j] = level;
        }
    }

    /// Follows one scenario until one comes again, or for `most` steps.
    pub fn succession(
        &self,
        start: &[usize],
        fixed: &[Option<usize>],
        rule: Succession,
        most: usize,
    ) -> Result<Trajectory, CrossImpactError> {
        self.known(start)?;
        self.known_fixed(fixed)?;
        let mut scenarios = vec![start.to_vec()];
        let mut seen = HashMap::from([(start.to_vec(), 0)]);
        for step in 0..most {
            let mut next = scenarios[step].clone();
            self.successor(&mut next, fixed, rule);
            if let Some(&at) = seen.get(&next) {
                return Ok(Trajectory {
                    scenarios,
                    cycle_from: Some(at),
                });
            }
            seen.insert(next.clone(), step + 1);
            scenarios.push(next);
        }
        Ok(Trajectory {
            scenarios,
            cycle_from: None,
        })
    }

    /// Follows every scenario with the fixed levels given; the attractors, heaviest
    /// first, among equals the one whose cycle stands first. More scenarios than `most`,
    /// or than [`MOST_SCENARIOS`], are refused. Takes 8 bytes a scenario.
    pub fn attractors(
        &self,
        fixed: &[Option<usize>],
        rule: Succession,
        most: u64,
    ) -> Result<Vec<Attractor>, CrossImpactError> {
        self.known_fixed(fixed)?;
        let free: Vec<usize> = (0..self.levels.len())
            .filter(|&j| !is_fixed(fixed, j))
            .collect();
        let counts = free.iter().map(|&j| self.levels[j] as u128);
        let scenarios = counts.fold(1, u128::saturating_mul);
        if scenarios > most.min(MOST_SCENARIOS).into() {
            return Err(CrossImpactError::TooManyScenarios { scenarios });
        }
        let numbered = |mut number: u32| {
            let mut scenario = vec![0; self.levels.len()];
            for (at, level) in fixed.iter().enumerate() {
                scenario[at] = level.unwrap_or(0);
            }
            for &j in free.iter().rev() {
                let count = self.levels[j] as u32;
                scenario[j] = (number % count) as usize;
                number /= count;
            }
            scenario
        };
        let number = |scenario: &[usize]| {
            let digits = free
                .iter()
                .map(|&j| (self.levels[j] as u32, scenario[j] as u32));
            digits.fold(0, |number, (count, level)| number * count + level)
        };
        let follows: Vec<u32> = (0..scenarios as u32)
            .map(|start| {
                let mut scenario = numbered(start);
                self.successor(&mut scenario, fixed, rule);
                number(&scenario)
            })
            .collect();
        // Each attractor by the lowest of its cycle, in that order at the end.
        let mut found: Vec<Attractor> = cycles(&follows)
            .into_iter()
            .map(|(cycle, weight)| Attractor {
                cycle: cycle.into_iter().map(numbered).collect(),
                weight,
            })
            .collect();
        found.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.cycle.cmp(&b.cycle)));
        Ok(found)
    }
}

/// The cycles of a function on 0..n, each from its lowest member, and how many members
/// lead there.
fn cycles(follows: &[u32]) -> Vec<(Vec<u32>, u64)> {
    const UNSEEN: u32 = u32::MAX;
    const ON_WAY: u32 = u32::MAX - 1;
    let mut leads_to = vec![UNSEEN; follows.len()];
    let mut found: Vec<(Vec<u32>, u64)> = Vec::new();
    for start in 0..follows.len() as u32 {
        let mut way = Vec::new();
        let mut at = start;
        while leads_to[at as usize] == UNSEEN {
            leads_to[at as usize] = ON_WAY;
            way.push(at);
            at = follows[at as usize];
        }
        let mut cycle = leads_to[at as usize];
        if cycle == ON_WAY {
            cycle = found.len() as u32;
            let from = way.iter().position(|&member| member == at).unwrap_or(0);
            let mut members = way[from..].to_vec();
            let lowest = (0..members.len()).min_by_key(|&place| members[place]);
            members.rotate_left(lowest.unwrap_or(0));
            found.push((members, 0));
        }
        found[cycle as usize].1 += way.len() as u64;
        for member in way {
            leads_to[member as usize] = cycle;
        }
    }
    found
}
