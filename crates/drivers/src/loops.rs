//! Loops among drivers, and loops that close through what actors would choose.

use hikiwake_dossier::{CompileError, Dossier, Scenario, Switch};
use hikiwake_finding::{
    ActorHead, AnalyseSettings, Finding, FindingKind, OptionHead, ScenarioHead, StateRow, basis,
};
use hikiwake_influence::{Link, LoopSign, Sign, SignSet, SignedMap, loops as loops_of};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::choices::induced;
use crate::loop_patterns::patterns;
use crate::{Direction, DriverHead, DriverMap, InfluenceLink, LoopPattern};

/// The finding of `loops`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DriverLoops {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The drivers, in the order of the files, then options that act on some.
    pub drivers: Vec<DriverHead>,
    /// The links; each is named by its place here.
    pub links: Vec<InfluenceLink>,
    /// The loops of the map: simple directed cycles (Johnson 1975).
    pub loops: Vec<DriverLoop>,
    /// Whether these are all.
    pub complete: bool,
    /// What runs through the actors' choices.
    pub game: GameLoops,
}

/// Loops that close through what actors would choose at what is in place.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct GameLoops {
    /// The decision makers.
    pub actors: Vec<ActorHead>,
    /// The options, in the order of the dossier's files.
    pub options: Vec<OptionHead>,
    /// The state at which best replies were taken: the status quo. Without one, or where
    /// nothing stands only while drivers do, nothing below is filled.
    pub state: Option<StateRow>,
    /// From a driver to an option: what raising the one makes the owner of the other choose.
    pub induced: Vec<InducedEdge>,
    /// The loops of the map and these edges together that have at least one of these.
    pub loops: Vec<DriverLoop>,
    /// Whether these are all.
    pub complete: bool,
}

/// What raising a driver by one level makes an actor choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InducedEdge {
    /// The driver raised.
    pub driver: usize,
    /// It stands highest: it was lowered, and is read the other way round.
    pub lowered: bool,
    /// Id of the option.
    pub option: String,
    /// Id of the actor who chooses.
    pub actor: String,
    /// Up: the option is taken, or raised, as the driver rises.
    pub direction: Direction,
    /// The best replies before the change; the state itself where no move is better.
    pub before: Vec<StateRow>,
    /// The best replies after it.
    pub after: Vec<StateRow>,
}

/// A loop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DriverLoop {
    /// What it does with a change that goes round.
    pub kind: LoopKind,
    /// Its steps in order.
    pub steps: Vec<LoopStep>,
    /// The drivers that it passes, from where the first step begins.
    pub drivers: Vec<usize>,
    /// Ids of the options that it crosses.
    pub options: Vec<String>,
    /// Links that a source plainly asserts and none disputes.
    pub asserted: usize,
    /// Links that sources only hedge.
    pub hedged: usize,
    /// Links that sources dispute.
    pub disputed: usize,
    /// Links that only the analyst draws.
    pub analysts: usize,
    /// How long links take, in words, where the analyst says so.
    pub delays: Vec<String>,
    /// The patterns of disputes that it has.
    pub patterns: Vec<LoopPattern>,
}

/// What a loop does with a change that goes round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LoopKind {
    /// It feeds itself: the product of its signs is +.
    Reinforcing,
    /// It keeps itself in check: the product is -.
    Balancing,
    /// It crosses a link of either sign.
    Undetermined,
}

impl From<LoopSign> for LoopKind {
    fn from(sign: LoopSign) -> Self {
        match sign {
            LoopSign::Reinforcing => LoopKind::Reinforcing,
            LoopSign::Balancing => LoopKind::Balancing,
            LoopSign::Undetermined => LoopKind::Undetermined,
        }
    }
}

/// One step of a loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LoopStep {
    /// Along a link: its place among the links.
    Link(usize),
    /// Through a choice: its place among the induced edges.
    Choice(usize),
}

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
