//! What a sustained push on a driver does to the others, from signs alone.

use std::cmp::Reverse;

use hikiwake_dossier::{Dossier, Scenario, Switch};
use hikiwake_finding::{Finding, FindingKind, ScenarioHead, basis};
use hikiwake_influence::{Determinacy, Doubts, Judged, Press, Response, Sign};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::matters::what_matters;
use crate::record::record;
use crate::{Direction, DriverHead, DriverMap, InfluenceLink, MapRecord, UndrawnClaim};

/// Drivers whose pushes an overview tells.
const TOLD: usize = 12;
/// Ways of each direction that stand behind an answer.
const WAYS: usize = 3;

/// The finding of `influence`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Influence {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The drivers, in the order of the files, then options that act on some.
    pub drivers: Vec<DriverHead>,
    /// The links; each is named by its place here.
    pub links: Vec<InfluenceLink>,
    /// Claims of what should be, which draw nothing.
    pub undrawn: Vec<UndrawnClaim>,
    /// How many ordered pairs have a way from the first to the second, by what can be said.
    pub pairs: PairCounts,
    /// The drivers by which the dispute itself moves: those that bear the name of a
    /// definition, then those on which something stands, that are options of the model, and
    /// that are ends to which a quarter of all drivers leads.
    pub matters: Vec<usize>,
    /// The drivers that reach most others, and which of what matters they move. Empty where
    /// a driver is asked for.
    pub far_reaching: Vec<FarReaching>,
    /// What a push on the driver asked for does.
    pub push: Option<DriverPush>,
    /// The map against what happened: in an overview, where events pushed drivers.
    pub record: Option<MapRecord>,
}

impl Influence {
    /// Of the far-reaching drivers that are no actor's option, the one with most answers at
    /// what matters that are certain in every choice of hedged and disputed links; of equals
    /// the one that reaches more.
    pub fn moves_most(&self) -> Option<&FarReaching> {
        let outside = |one: &&FarReaching| self.drivers[one.driver].option.is_none();
        let certain = |one: &FarReaching| one.moves.iter().filter(|m| m.in_every_choice).count();
        let all = self.far_reaching.iter().filter(outside).rev();
        all.max_by_key(|one| certain(one))
            .filter(|one| certain(one) > 0)
    }
}

/// Ordered pairs of different drivers with a way between them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PairCounts {
    /// With a way.
    pub all: u64,
    /// All ways raise.
    pub certain_rise: u64,
    /// All ways lower.
    pub certain_fall: u64,
    /// Ways pull both ways.
    pub mixed: u64,
    /// Another answer, or none, where the disputed links are left out.
    pub changed_without_disputed: u64,
}

/// A driver that reaches many.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FarReaching {
    /// The driver.
    pub driver: usize,
    /// How many others it has a way to.
    pub reaches: usize,
    /// How many of them it moves for certain.
    pub certain: usize,
    /// Its answers at what matters, certain ones first.
    pub moves: Vec<DriverAnswer>,
}

/// What a sustained push up on a driver does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DriverPush {
    /// The driver.
    pub driver: usize,
    /// The answers of all that it reaches: what matters first, certain ones first.
    pub moves: Vec<DriverAnswer>,
    /// How the driver itself answers a push on each driver that reaches it; `driver` names
    /// the one pushed.
    pub moved_by: Vec<DriverAnswer>,
    /// The disputed link on which most of its answers hang.
    pub disagreement: Option<Disagreement>,
    /// What stands only while the driver, or one that it moves for certain, is at a level.
    pub switches: Vec<PushedSwitch>,
}

/// The answer of one driver to a push on another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DriverAnswer {
    /// The driver.
    pub driver: usize,
    /// What the signs determine.
    pub answer: Answered,
    /// Which way: where it is certain, or as the net of mixed ways.
    pub direction: Option<Direction>,
    /// The weight W of the net, from 0 to 1 (Dambacher, Li & Rossignol 2002): of mixed and
    /// open answers. It is no probability.
    pub weight: Option<f64>,
    /// Terms that raise, lower, and cross a link of either sign; `None` beyond 64 bits.
    pub terms: Option<[u64; 3]>,
    /// It is certain, and there is still a way where all disputed and hedged links are left
    /// out.
    pub in_every_choice: bool,
    /// The answer without the disputed links, where it is another.
    pub without_disputed: Option<Answered>,
    /// Disputed or hedged links each of which is on every way.
    pub hangs_on: Vec<usize>,
    /// The shortest ways that raise it: links in order. Only at what matters.
    pub rising: Vec<Vec<usize>>,
    /// The shortest ways that lower it.
    pub falling: Vec<Vec<usize>>,
    /// The shortest ways over a link of either sign.
    pub either: Vec<Vec<usize>>,
}

/// What signs alone determine of an answer.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Answered {
    /// One direction, for every strength at which the map settles and whichever links are
    /// left out, unless none is left that leads there.
    Certain,
    /// Ways of both directions; the net of them is at least half of all.
    Mixed,
    /// Ways of both directions that nearly outweigh each other.
    Open,
    /// A way, but the driver returns to where it was.
    Returns,
    /// Drivers between never settle.
    NeverSettles,
    /// Too dense to count.
    TooDense,
    /// Nothing leads there.
    NoWay,
}

/// A disputed link, and what hangs on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Disagreement {
    /// The link.
    pub link: usize,
    /// How many of the push's answers are others without it.
    pub changes: usize,
}

/// Something that stands only while drivers do, and the driver by which a push touches it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PushedSwitch {
    /// The driver on which it stands.
    pub driver: usize,
    /// Which way the push moves that driver.
    pub direction: Direction,
    /// What stands.
    pub switch: Switch,
}

/// What drivers do to each other: an overview, or what a push on one of them does.
pub fn influence(
    dossier: &Dossier,
    scenario: &Scenario,
    map: &DriverMap,
    driver: Option<usize>,
) -> Finding<Influence> {
    let asking = Asking {
        dossier,
        map,
        doubts: Doubts::new(&map.signed, &map.hedged()),
    };
    let matters = what_matters(dossier, map, asking.doubts.base());
    let found = Influence {
        scenario: basis::scenario_head_of(dossier, &dossier.dated(scenario)),
        drivers: map.drivers.clone(),
        links: map.links.clone(),
        undrawn: map.undrawn.clone(),
        pairs: asking.pairs(),
        far_reaching: match driver {
            None => asking.far_reaching(&matters),
            Some(_) => Vec::new(),
        },
        push: driver.map(|driver| asking.push(driver, &matters)),
        record: match driver {
            None => record(dossier, map, &asking.doubts),
            Some(_) => None,
        },
        matters,
    };
    basis::finding(dossier, FindingKind::Influence, found)
}

/// What a sustained push up on one driver does.
pub fn push(dossier: &Dossier, map: &DriverMap, driver: usize) -> DriverPush {
    let asking = Asking {
        dossier,
        map,
        doubts: Doubts::new(&map.signed, &map.hedged()),
    };
    let matters = what_matters(dossier, map, asking.doubts.base());
    asking.push(driver, &matters)
}

struct Asking<'a> {
    dossier: &'a Dossier,
    map: &'a DriverMap,
    doubts: Doubts,
}

impl Asking<'_> {
    fn pairs(&self) -> PairCounts {
        let all = self.doubts.base().all();
        let without = self.doubts.without_disputed().all();
        let mut counts = PairCounts::default();
        for (from, (row, other)) in all.iter().zip(&without).enumerate() {
            for (to, (response, other)) in row.iter().zip(other).enumerate() {
                if to == from || response.determinacy == Determinacy::NoWay {
                    continue;
                }
                counts.all += 1;
                match response.determinacy {
                    Determinacy::Certain(Sign::Plus) => counts.certain_rise += 1,
                    Determinacy::Certain(Sign::Minus) => counts.certain_fall += 1,
                    _ => counts.mixed += 1,
                }
                let changed = told(response) != told(other);
                counts.changed_without_disputed += u64::from(changed);
            }
        }
        counts
    }

    /// The drivers with most ways out, those that are most certain first among equals.
    fn far_reaching(&self, matters: &[usize]) -> Vec<FarReaching> {
        let all = self.doubts.base().all();
        let mut order: Vec<(usize, usize, usize)> = (all.iter().enumerate())
            .map(|(driver, row)| {
                let others = || row.iter().enumerate().filter(move |(to, _)| *to != driver);
                let leads = |r: &Response| r.determinacy != Determinacy::NoWay;
                let reaches = others().filter(|(_, r)| leads(r)).count();
                let certain = others().filter(|(_, r)| r.determinacy.certain().is_some());
                (reaches, certain.count(), driver)
            })
            .filter(|(reaches, ..)| *reaches > 0)
            .collect();
        order.sort_by_key(|&(reaches, certain, driver)| (Reverse((reaches, certain)), driver));
        let told = order.into_iter().take(TOLD);
        told.map(|(reaches, certain, driver)| FarReaching {
            driver,
            reaches,
            certain,
            moves: self.answers(driver, matters, false),
        })
        .collect()
    }

    fn push(&self, driver: usize, matters: &[usize]) -> DriverPush {
        let mut moves = self.answers(driver, matters, true);
        let others: Vec<usize> = (0..self.map.drivers.len())
            .filter(|to| !matters.contains(to))
            .collect();
        moves.extend(self.answers(driver, &others, false));
        let mut moved_by: Vec<DriverAnswer> = (0..self.map.drivers.len())
            .filter(|&from| from != driver)
            .filter_map(|from| {
                let answer = self.answer(from, driver, false)?;
                Some(DriverAnswer {
                    driver: from,
                    ..answer
                })
            })
            .collect();
        let acts_at_once = |cause: usize| {
            let mut links = self.map.links.iter();
            links.any(|link| (link.cause, link.effect) == (cause, driver))
        };
        moved_by.sort_by_key(|one| (!acts_at_once(one.driver), one.answer, one.driver));
        DriverPush {
            driver,
            disagreement: self.disagreement(driver),
            switches: self.switches(driver, &moves),
            moves,
            moved_by,
        }
    }

    /// The answers of these drivers that the push reaches, certain ones first, and among
    /// equals in the order given.
    fn answers(&self, from: usize, to: &[usize], with_ways: bool) -> Vec<DriverAnswer> {
        let to = to.iter().copied().filter(|&to| to != from);
        let mut answers: Vec<DriverAnswer> = to
            .filter_map(|to| self.answer(from, to, with_ways))
            .collect();
        answers.sort_by_key(|one| (one.answer, !one.in_every_choice));
        answers
    }

    fn answer(&self, from: usize, to: usize, with_ways: bool) -> Option<DriverAnswer> {
        let judged = self.doubts.judge(from, to).ok()?;
        if judged.base.determinacy == Determinacy::NoWay {
            return None;
        }
        let mut answer = answer_of(to, &judged);
        if with_ways && let Ok(ways) = self.doubts.base().ways(from, to, WAYS) {
            answer.rising = ways.positive;
            answer.falling = ways.negative;
            answer.either = ways.undetermined;
        }
        Some(answer)
    }

    fn disagreement(&self, driver: usize) -> Option<Disagreement> {
        let base = self.doubts.base().responses(driver).ok()?;
        let changes = |link: usize| {
            let without = Press::new(&self.map.signed.without(&[link]));
            let without = without.responses(driver).unwrap_or_default();
            let pairs = base.iter().zip(&without);
            let changes = pairs
                .filter(|(base, without)| told(base) != told(without))
                .count();
            Disagreement { link, changes }
        };
        let disputed = self.map.signed.disputed().into_iter().map(changes);
        let most = disputed.max_by_key(|one| (one.changes, Reverse(one.link)));
        most.filter(|one| one.changes > 0)
    }

    fn switches(&self, driver: usize, moves: &[DriverAnswer]) -> Vec<PushedSwitch> {
        let moved = moves.iter().filter(|one| one.answer == Answered::Certain);
        let moved = moved.filter_map(|one| Some((one.driver, one.direction?)));
        let touched: Vec<(usize, Direction)> =
            [(driver, Direction::Up)].into_iter().chain(moved).collect();
        let mut switches = Vec::new();
        for switch in self.dossier.switches() {
            for &(driver, direction) in &touched {
                if switch.hangs_on(&self.map.drivers[driver].id) {
                    switches.push(PushedSwitch {
                        driver,
                        direction,
                        switch: switch.clone(),
                    });
                }
            }
        }
        switches
    }
}

/// What an answer tells without weights: the sign where it is certain, or that there is none.
fn told(response: &Response) -> (Answered, Option<Sign>) {
    match answered(response.determinacy) {
        Answered::Mixed | Answered::Open => (Answered::Open, None),
        other => (other, response.determinacy.certain()),
    }
}

fn answered(determinacy: Determinacy) -> Answered {
    match determinacy {
        Determinacy::Certain(_) => Answered::Certain,
        Determinacy::Mixed { .. } => Answered::Mixed,
        Determinacy::Open { .. } => Answered::Open,
        Determinacy::Zero => Answered::Returns,
        Determinacy::NoWay => Answered::NoWay,
        Determinacy::NeverSettles => Answered::NeverSettles,
        Determinacy::SharesOnly => Answered::TooDense,
    }
}

fn answer_of(driver: usize, judged: &Judged) -> DriverAnswer {
    let base = &judged.base;
    let (direction, weight) = match base.determinacy {
        Determinacy::Certain(sign) => (Some(sign), None),
        Determinacy::Mixed { net, weight } => (Some(net), Some(weight)),
        Determinacy::Open { weight } => (None, Some(weight)),
        _ => (None, None),
    };
    let terms = [
        base.terms.positive,
        base.terms.negative,
        base.terms.undetermined,
    ];
    let [up, down, either] = terms.map(|count| u64::try_from(count).ok());
    let other = answered(judged.without_disputed.determinacy);
    DriverAnswer {
        driver,
        answer: answered(base.determinacy),
        direction: direction.map(Direction::from),
        weight: weight.map(hikiwake_influence::Fraction::value),
        terms: up
            .zip(down)
            .zip(either)
            .map(|((up, down), either)| [up, down, either]),
        in_every_choice: judged.in_every_choice().is_some(),
        without_disputed: judged.changed_without_disputed().then_some(other),
        hangs_on: judged.vanishes_without.clone(),
        rising: Vec::new(),
        falling: Vec::new(),
        either: Vec::new(),
    }
}
