//! Loops among drivers, and loops that close through what actors would choose.

use hikiwake_dossier::{CompileError, Dossier, Scenario, Switch};
use hikiwake_finding::{AnalyseSettings, Finding, FindingKind, basis};
use hikiwake_influence::{Link, Sign, SignSet, SignedMap, loops as loops_of};

use crate::choices::induced;
use crate::loop_patterns::patterns;
use crate::{
    Direction, DriverHead, DriverLoop, DriverLoops, DriverMap, GameLoops, InducedEdge,
    InfluenceLink, LoopKind, LoopStep,
};

/// Up to `most` loops of the map, and as many through the game.
///
/// # Errors
/// Where the scenario makes no model, or the watcher asked to stop.
pub fn loops(
    dossier: &Dossier,
    scenario: &Scenario,
    map: &DriverMap,
    most: usize,
    settings: &AnalyseSettings,
) -> Result<Finding<DriverLoops>, CompileError> {
    let telling = Telling {
        dossier,
        map,
        switches: dossier.switches(),
    };
    let found = loops_of(&map.signed, most);
    let told = found.listed.iter().map(|one| {
        let steps = one.links.iter().map(|&link| LoopStep::Link(link)).collect();
        telling.told(one.sign.into(), steps, &[])
    });
    let found = DriverLoops {
        scenario: basis::scenario_head_of(dossier, &dossier.dated(scenario)),
        drivers: map.drivers.clone(),
        links: map.links.clone(),
        loops: told.collect(),
        complete: found.complete,
        game: telling.game(scenario, most, settings)?,
    };
    Ok(basis::finding(dossier, FindingKind::Loops, found))
}

struct Telling<'a> {
    dossier: &'a Dossier,
    map: &'a DriverMap,
    switches: Vec<Switch>,
}

impl Telling<'_> {
    fn game(
        &self,
        scenario: &Scenario,
        most: usize,
        settings: &AnalyseSettings,
    ) -> Result<GameLoops, CompileError> {
        if self.switches.is_empty() {
            return Ok(GameLoops {
                complete: true,
                ..GameLoops::default()
            });
        }
        let compiled = settings.compile(self.dossier, scenario)?;
        let induced = induced(self.dossier, scenario, self.map, settings)?;
        let joined = Joined::new(self.map, &induced);
        let found = joined
            .map
            .as_ref()
            .map(|map| loops_of(map, most))
            .unwrap_or_default();
        let through = found.listed.iter().filter_map(|one| {
            let steps = joined.steps(&one.links)?;
            Some(self.told(one.sign.into(), steps, &induced))
        });
        Ok(GameLoops {
            actors: basis::actors(self.dossier, &compiled),
            options: basis::options(self.dossier, &compiled),
            state: compiled
                .status_quo
                .map(|state| basis::row(self.dossier, &compiled, state)),
            loops: through.collect(),
            complete: found.complete,
            induced,
        })
    }

    fn told(&self, kind: LoopKind, steps: Vec<LoopStep>, induced: &[InducedEdge]) -> DriverLoop {
        let links: Vec<&InfluenceLink> = steps
            .iter()
            .filter_map(|step| match step {
                LoopStep::Link(link) => self.map.links.get(*link),
                LoopStep::Choice(_) => None,
            })
            .collect();
        let begins = |step: &LoopStep| match step {
            LoopStep::Link(link) => self.map.links[*link].cause,
            LoopStep::Choice(edge) => induced[*edge].driver,
        };
        let drivers: Vec<usize> = steps.iter().map(begins).collect();
        let options: Vec<String> = drivers
            .iter()
            .filter_map(|&driver| self.map.drivers[driver].option.clone())
            .collect();
        let count =
            |is: &dyn Fn(&InfluenceLink) -> bool| links.iter().filter(|link| is(link)).count();
        let delays = links.iter().flat_map(|link| &link.analyst);
        DriverLoop {
            asserted: count(&|link| !link.disputed && !link.hedged && !link.is_analysts()),
            hedged: count(&|link| link.hedged),
            disputed: count(&|link| link.disputed),
            analysts: count(&InfluenceLink::is_analysts),
            delays: delays
                .map(|link| link.delay.clone())
                .filter(|delay| !delay.is_empty())
                .collect(),
            patterns: patterns(
                self.dossier,
                self.map,
                &self.switches,
                kind,
                &drivers,
                &options,
            ),
            kind,
            steps,
            drivers,
            options,
        }
    }
}

/// The map with the edges through choices: each goes to a node of its own for the option's
/// choice, from which one edge leads on to the option.
struct Joined {
    map: Option<SignedMap>,
    links: usize,
    /// What each further link is: an induced edge, or the way on from a choice.
    further: Vec<Option<usize>>,
}

impl Joined {
    fn new(map: &DriverMap, induced: &[InducedEdge]) -> Self {
        let mut links = map.signed.links().to_vec();
        let mut choices: Vec<usize> = Vec::new();
        let mut further = Vec::new();
        for (at, edge) in induced.iter().enumerate() {
            let is = |head: &DriverHead| head.option.as_ref() == Some(&edge.option);
            let Some(option) = map
                .drivers
                .iter()
                .position(is)
                .filter(|&to| to != edge.driver)
            else {
                continue;
            };
            let choice = choices.iter().position(|&known| known == option);
            let choice = choice.unwrap_or_else(|| {
                choices.push(option);
                choices.len() - 1
            });
            let to = map.drivers.len() + choice;
            let sign = match edge.direction {
                Direction::Up => Sign::Plus,
                Direction::Down => Sign::Minus,
            };
            // Several parties to one option may each be led the same way.
            let ends = |link: &&mut Link| (link.from, link.to) == (edge.driver, to);
            match links.iter_mut().find(ends) {
                Some(known) => known.signs = known.signs | sign.into(),
                None => {
                    links.push(Link {
                        from: edge.driver,
                        to,
                        signs: sign.into(),
                    });
                    further.push(Some(at));
                }
            }
        }
        for (choice, &option) in choices.iter().enumerate() {
            links.push(Link {
                from: map.drivers.len() + choice,
                to: option,
                signs: SignSet::PLUS,
            });
            further.push(None);
        }
        Joined {
            map: SignedMap::new(map.drivers.len() + choices.len(), links).ok(),
            links: map.signed.links().len(),
            further,
        }
    }

    /// The steps of a loop that has an induced edge; `None` for others.
    fn steps(&self, links: &[usize]) -> Option<Vec<LoopStep>> {
        let step = |&link: &usize| match link.checked_sub(self.links) {
            None => Some(LoopStep::Link(link)),
            Some(further) => self.further[further].map(LoopStep::Choice),
        };
        let steps: Vec<LoopStep> = links.iter().filter_map(step).collect();
        let through = |step: &LoopStep| matches!(step, LoopStep::Choice(_));
        steps.iter().any(through).then_some(steps)
    }
}
