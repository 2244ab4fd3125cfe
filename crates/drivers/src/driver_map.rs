//! The signed map of a dossier under a scenario: drivers, options that act on them, and
//! links as sets of claims.

use std::fmt;

use hikiwake_dossier::file::{Opt, Sign, Strength};
use hikiwake_dossier::{CompileError, Dossier, Scenario, nearest};
use hikiwake_finding::{ActorHead, basis};
use hikiwake_influence::{Link, MapError, SignSet, SignedMap};

use crate::{AnalystLink, DriverHead, InfluenceLink, LinkClaim, LinkSign, UndrawnClaim};

/// The map that claims and the analyst's links draw.
///
/// A claim of what should be is no causal evidence and draws nothing. A pair of which it is
/// only said that there is no effect keeps its link, which leads nowhere.
#[derive(Clone, Debug)]
pub struct DriverMap {
    /// Drivers in the order of the files, then options that act on some and are none.
    pub drivers: Vec<DriverHead>,
    /// One link for each ordered pair, as the claims stand in the files, then the analyst's.
    pub links: Vec<InfluenceLink>,
    /// Claims of what should be.
    pub undrawn: Vec<UndrawnClaim>,
    /// The map as numbers: drivers and links have the numbers they have here.
    pub signed: SignedMap,
}

/// No driver is called so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownDriver {
    /// What was typed.
    pub written: String,
    /// The name most likely meant.
    pub nearest: Option<String>,
}

impl fmt::Display for UnknownDriver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no driver is called `{}`\n  = help: ", self.written)?;
        match &self.nearest {
            Some(near) => write!(f, "did you mean `{near}`?"),
            None => f.write_str("drivers stand under [drivers] (docs/influence.md)"),
        }
    }
}

impl std::error::Error for UnknownDriver {}

impl DriverMap {
    /// The map under a scenario: the analyst's links of the readings that stand, and of
    /// stated judgements only what a source asserts and none disputes.
    ///
    /// # Errors
    /// Where a driver, a level or a reading is unknown, or there are too many drivers.
    pub fn of(dossier: &Dossier, scenario: &Scenario) -> Result<Self, CompileError> {
        let mut drawing = Drawing::of_drivers(dossier, scenario)?;
        drawing.claims();
        let readings = dossier.standing_readings(scenario)?;
        drawing.analysts(&readings);
        drawing
            .map(scenario.stated_only)
            .map_err(|error| CompileError::Faulty(error.to_string()))
    }

    /// The driver that a person means: by id, by its option, or by its label in any case.
    ///
    /// # Errors
    /// Where there is none.
    pub fn find(&self, written: &str) -> Result<usize, UnknownDriver> {
        let by = |is: &dyn Fn(&DriverHead) -> bool| self.drivers.iter().position(is);
        by(&|head| head.id == written)
            .or_else(|| by(&|head| head.option.as_deref() == Some(written)))
            .or_else(|| by(&|head| head.label.eq_ignore_ascii_case(written)))
            .ok_or_else(|| {
                let ids = self.drivers.iter().map(|head| head.id.as_str());
                let options = self
                    .drivers
                    .iter()
                    .filter_map(|head| head.option.as_deref());
                UnknownDriver {
                    written: written.to_owned(),
                    nearest: nearest(written, ids.chain(options)).map(str::to_owned),
                }
            })
    }

    /// The links that no source plainly asserts.
    pub fn hedged(&self) -> Vec<usize> {
        let links = self.links.iter().enumerate();
        links
            .filter(|(_, link)| link.hedged)
            .map(|(at, _)| at)
            .collect()
    }

    /// How many ordered pairs have a link with an effect.
    pub fn effects(&self) -> usize {
        let effect = |link: &&InfluenceLink| link.sign != LinkSign::NoEffect;
        self.links.iter().filter(effect).count()
    }
}

struct Drawing<'d> {
    dossier: &'d Dossier,
    drivers: Vec<DriverHead>,
    links: Vec<(InfluenceLink, Vec<SignSet>)>,
    undrawn: Vec<UndrawnClaim>,
}

impl<'d> Drawing<'d> {
    fn of_drivers(dossier: &'d Dossier, scenario: &Scenario) -> Result<Self, CompileError> {
        let levels = dossier.driver_levels(scenario)?;
        let said = said(dossier, scenario)?;
        let head = |(id, driver): (&String, &hikiwake_dossier::file::Driver)| {
            let option = driver.option.as_ref();
            DriverHead {
                id: id.clone(),
                label: driver.label.clone(),
                option: option.cloned(),
                decided_by: option.map_or_else(Vec::new, |id| decided_by(dossier, id)),
                levels: driver.level_names(),
                level: levels.level(id).unwrap_or(0),
                said: said.contains(&id.as_str()),
                lasting: driver.lasting,
            }
        };
        Ok(Drawing {
            dossier,
            drivers: dossier.file.drivers.iter().map(head).collect(),
            links: Vec::new(),
            undrawn: Vec::new(),
        })
    }

    fn driver(&self, id: &str) -> Option<usize> {
        self.dossier.file.drivers.get_index_of(id)
    }

    /// The driver that is an option, or the option itself as one more.
    fn of_option(&mut self, id: &str) -> Option<usize> {
        let (_, option) = self.dossier.file.options.get_key_value(id)?;
        let is = |head: &DriverHead| head.option.as_deref() == Some(id);
        Some(self.drivers.iter().position(is).unwrap_or_else(|| {
            self.drivers.push(DriverHead {
                id: format!("option.{id}"),
                label: option.label.clone(),
                option: Some(id.to_owned()),
                decided_by: decided_by(self.dossier, id),
                levels: option_levels(option),
                level: 0,
                said: false,
                lasting: false,
            });
            self.drivers.len() - 1
        }))
    }

    fn link(&mut self, cause: usize, effect: usize) -> &mut (InfluenceLink, Vec<SignSet>) {
        let ends = |(link, _): &(InfluenceLink, _)| (link.cause, link.effect) == (cause, effect);
        let at = self.links.iter().position(ends).unwrap_or_else(|| {
            let link = InfluenceLink {
                cause,
                effect,
                sign: LinkSign::NoEffect,
                disputed: false,
                hedged: false,
                claims: Vec::new(),
                analyst: Vec::new(),
            };
            self.links.push((link, Vec::new()));
            self.links.len() - 1
        });
        &mut self.links[at]
    }

    fn claims(&mut self) {
        let dossier = self.dossier;
        for (id, claim) in &dossier.file.claims {
            let ends = claim.link.as_ref().and_then(|link| {
                Some((
                    self.driver(&link.cause)?,
                    self.driver(&link.effect)?,
                    link.sign,
                ))
            });
            let Some((cause, effect, sign)) = ends.filter(|(cause, effect, _)| cause != effect)
            else {
                continue;
            };
            let strength = claim
                .hedge
                .as_ref()
                .map_or(Strength::Asserted, |hedge| hedge.strength);
            for head in basis::claims(dossier, std::slice::from_ref(id)) {
                if strength == Strength::Normative {
                    self.undrawn.push(UndrawnClaim {
                        cause,
                        effect,
                        claim: head,
                    });
                    continue;
                }
                let signs = sign_set(sign);
                let (link, all) = self.link(cause, effect);
                all.push(signs);
                link.claims.push(LinkClaim {
                    sign: signs.into(),
                    strength,
                    claim: head,
                });
            }
        }
    }

    fn analysts(&mut self, readings: &[&str]) {
        let dossier = self.dossier;
        for (id, link) in &dossier.file.links {
            let stands = link.readings.is_empty()
                || link
                    .readings
                    .iter()
                    .any(|reading| readings.contains(&reading.as_str()));
            if !stands {
                continue;
            }
            let cause = match (&link.cause, &link.option) {
                (Some(cause), _) => self.driver(cause),
                (None, Some(option)) => self.of_option(option),
                (None, None) => None,
            };
            let ends = cause.zip(self.driver(&link.effect));
            let Some((cause, effect)) = ends.filter(|(cause, effect)| cause != effect) else {
                continue;
            };
            let signs = sign_set(link.sign);
            let (drawn, all) = self.link(cause, effect);
            all.push(signs);
            drawn.analyst.push(AnalystLink {
                id: id.clone(),
                sign: signs.into(),
                text: link.text.clone(),
                delay: link.delay.clone(),
                ground: basis::ground(dossier, &link.evidence),
            });
        }
    }

    fn map(self, stated_only: bool) -> Result<DriverMap, MapError> {
        let mut links = Vec::new();
        let mut numbers = Vec::new();
        for (mut link, signs) in self.links {
            let Some(signs) = signs.into_iter().reduce(|all, more| all | more) else {
                continue;
            };
            link.sign = signs.into();
            link.disputed = signs.is_disputed();
            let effect = |sign: LinkSign| sign != LinkSign::NoEffect;
            let asserted = link
                .claims
                .iter()
                .any(|one| effect(one.sign) && one.strength == Strength::Asserted);
            let by_analyst = link.analyst.iter().any(|one| effect(one.sign));
            link.hedged = signs.has_effect() && !asserted && !by_analyst;
            let stated = link.analyst.iter().any(|one| one.ground.basis == "stated");
            if stated_only && (link.disputed || !(asserted || stated)) {
                continue;
            }
            numbers.push(Link {
                from: link.cause,
                to: link.effect,
                signs,
            });
            links.push(link);
        }
        let lasting = self.drivers.iter().enumerate();
        let lasting: Vec<usize> = lasting
            .filter(|(_, d)| d.lasting)
            .map(|(at, _)| at)
            .collect();
        Ok(DriverMap {
            signed: SignedMap::new(self.drivers.len(), numbers)?.undamped(&lasting),
            drivers: self.drivers,
            links,
            undrawn: self.undrawn,
        })
    }
}

fn sign_set(sign: Sign) -> SignSet {
    match sign {
        Sign::Plus => SignSet::PLUS,
        Sign::Minus => SignSet::MINUS,
        Sign::None => SignSet::ZERO,
    }
}

/// Ids of the drivers of which the period, a reading or a change says where they stand.
fn said<'d>(dossier: &'d Dossier, scenario: &'d Scenario) -> Result<Vec<&'d str>, CompileError> {
    let period = scenario
        .period
        .clone()
        .or_else(|| dossier.period_ids().pop());
    let in_period = dossier.file.drivers.iter().filter(|(_, driver)| {
        period
            .as_ref()
            .is_some_and(|period| driver.at.contains_key(period))
    });
    let mut said: Vec<&str> = in_period.map(|(id, _)| id.as_str()).collect();
    for reading in dossier.standing_readings(scenario)? {
        said.extend(
            dossier.file.readings[reading]
                .drivers
                .keys()
                .map(String::as_str),
        );
    }
    said.extend(scenario.changes.iter().filter_map(|change| match change {
        hikiwake_dossier::Change::Driver { driver, .. } => Some(driver.as_str()),
        _ => None,
    }));
    Ok(said)
}

fn decided_by(dossier: &Dossier, option: &str) -> Vec<ActorHead> {
    let option = dossier.file.options.get(option);
    let ids = option
        .into_iter()
        .flat_map(|o| o.owner.iter().chain(&o.parties));
    ids.map(|id| ActorHead {
        id: id.clone(),
        name: basis::actor_name(dossier, id),
    })
    .collect()
}

fn option_levels(option: &Opt) -> Vec<String> {
    let usual = || vec!["no".to_owned(), "yes".to_owned()];
    option.levels.clone().unwrap_or_else(usual)
}
