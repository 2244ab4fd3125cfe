//! The reference case: what its papers say acts on what.

use std::collections::HashMap;

use hikiwake_dossier::file::{Sign, Strength};
use hikiwake_dossier::{Dossier, Scenario};
use hikiwake_drivers::{
    Answered, Direction, DriverMap, DriverScenarios, Influence, LinkSign, LoopKind, PairCounts,
    influence, loops, scenarios,
};
use hikiwake_finding::AnalyseSettings;
use hikiwake_influence::{Determinacy, Link, Press, SignSet, SignedMap};

use crate::{open, root};

fn kuril() -> Dossier {
    open(&root().join("dossiers/kuril"))
}

fn at(dossier: &Dossier, scenario: &Scenario, driver: Option<&str>) -> (DriverMap, Influence) {
    let map = DriverMap::of(dossier, scenario).expect("a map");
    let driver = driver.map(|id| map.find(id).expect("a driver"));
    let found = influence(dossier, scenario, &map, driver).finding;
    (map, found)
}

/// Every claim with a link as it stands, those of what should be among them, and the signs
/// of each pair.
fn every_pair(dossier: &Dossier) -> Vec<((usize, usize), SignSet)> {
    let mut pairs: Vec<((usize, usize), SignSet)> = Vec::new();
    for claim in dossier.file.claims.values() {
        let Some(link) = &claim.link else { continue };
        let driver = |id: &str| dossier.file.drivers.get_index_of(id).expect("a driver");
        let ends = (driver(&link.cause), driver(&link.effect));
        let sign = match link.sign {
            Sign::Plus => SignSet::PLUS,
            Sign::Minus => SignSet::MINUS,
            Sign::None => SignSet::ZERO,
        };
        match pairs.iter_mut().find(|(known, _)| *known == ends) {
            Some((_, signs)) => *signs = *signs | sign,
            None => pairs.push((ends, sign)),
        }
    }
    pairs
}

/// The figures of the specification: all claims, those of what should be among them.
#[test]
fn the_papers_as_they_stand() {
    let dossier = kuril();
    let pairs = every_pair(&dossier);
    let count = |is: &dyn Fn(SignSet) -> bool| pairs.iter().filter(|(_, s)| is(*s)).count();
    let counts = [
        pairs.len(),
        count(&|s| s == SignSet::PLUS),
        count(&|s| s == SignSet::MINUS),
        count(&|s| s == SignSet::ZERO),
        count(&SignSet::is_disputed),
        count(&SignSet::is_ambivalent),
    ];
    assert_eq!(counts, [223, 142, 69, 6, 6, 0]);
    let links = pairs
        .iter()
        .map(|&((from, to), signs)| Link { from, to, signs });
    let map = SignedMap::new(dossier.file.drivers.len(), links.collect()).expect("a map");
    let other = Press::new(&map.without(&map.disputed())).all();
    let mut figures = [0; 5];
    for (from, row) in Press::new(&map).all().iter().enumerate() {
        for (to, response) in row.iter().enumerate().filter(|(to, _)| *to != from) {
            if response.determinacy == Determinacy::NoWay {
                continue;
            }
            let sign = |d: Determinacy| (d == Determinacy::NoWay, d.certain());
            figures[0] += 1;
            figures[match response.determinacy.certain() {
                Some(hikiwake_influence::Sign::Plus) => 1,
                Some(hikiwake_influence::Sign::Minus) => 2,
                None => 3,
            }] += 1;
            let changed = sign(response.determinacy) != sign(other[from][to].determinacy);
            figures[4] += usize::from(changed);
        }
    }
    assert_eq!(figures, [1_317, 534, 548, 235, 24]);
}

/// What should be is no cause: five pairs rest on nothing else. Four links are the
/// analyst's.
#[test]
fn what_should_be_draws_nothing() {
    let dossier = kuril();
    let (map, found) = at(&dossier, &Scenario::default(), None);
    let normative = |claim: &&hikiwake_dossier::file::Claim| {
        let hedge = claim.hedge.as_ref();
        claim.link.is_some() && hedge.is_some_and(|h| h.strength == Strength::Normative)
    };
    assert_eq!(dossier.file.claims.values().filter(normative).count(), 6);
    assert_eq!(
        (map.undrawn.len(), map.links.len(), map.effects()),
        (6, 222, 216)
    );
    let analysts = map.links.iter().filter(|link| link.is_analysts());
    assert_eq!(analysts.count(), 4);
    let claims: usize = map.links.iter().map(|link| link.claims.len()).sum();
    assert_eq!(claims, 256);
    let figures = PairCounts {
        all: 1_308,
        certain_rise: 527,
        certain_fall: 542,
        mixed: 239,
        changed_without_disputed: 24,
    };
    assert_eq!(found.pairs, figures);
}

/// The one loop of the map is reinforcing, and so it turns no sign: an answer is certain
/// just where all simple paths agree.
#[test]
fn certain_is_what_every_path_says() {
    let dossier = kuril();
    let (map, _) = at(&dossier, &Scenario::default(), None);
    let mut out: HashMap<usize, Vec<(usize, bool)>> = HashMap::new();
    for link in &map.links {
        match link.sign {
            LinkSign::Rises => out.entry(link.cause).or_default().push((link.effect, true)),
            LinkSign::Falls => out
                .entry(link.cause)
                .or_default()
                .push((link.effect, false)),
            LinkSign::NoEffect => {}
            LinkSign::Either => panic!("no paper contradicts another on a direction"),
        }
    }
    fn walk(
        out: &HashMap<usize, Vec<(usize, bool)>>,
        way: &mut Vec<usize>,
        rises: bool,
        seen: &mut HashMap<usize, [bool; 2]>,
    ) {
        let here = way[way.len() - 1];
        for &(next, same) in out.get(&here).into_iter().flatten() {
            if !way.contains(&next) {
                let rises = rises == same;
                seen.entry(next).or_default()[usize::from(rises)] = true;
                way.push(next);
                walk(out, way, rises, seen);
                way.pop();
            }
        }
    }
    for id in [
        "us_hardline_ru",
        "us_opposition",
        "jp_dep_us",
        "ukraine_crisis",
        "perception_gap",
    ] {
        let (map, found) = at(&dossier, &Scenario::default(), Some(id));
        let push = found.push.expect("a push");
        let mut seen = HashMap::new();
        walk(&out, &mut vec![push.driver], true, &mut seen);
        assert_eq!(seen.len(), push.moves.len(), "{id}");
        for one in &push.moves {
            let plain = match seen[&one.driver] {
                [false, true] => Some(Direction::Up),
                [true, false] => Some(Direction::Down),
                _ => None,
            };
            let told = one.direction.filter(|_| one.answer == Answered::Certain);
            assert_eq!(told, plain, "{id} on {}", map.drivers[one.driver].id);
        }
    }
}

#[test]
fn a_push_tells_what_matters_first_with_its_ways() {
    let dossier = kuril();
    let (map, found) = at(&dossier, &Scenario::default(), Some("us_hardline_ru"));
    let push = found.push.expect("a push");
    let told = |id: &str| {
        let driver = map.find(id).expect("a driver");
        push.moves
            .iter()
            .find(|one| one.driver == driver)
            .expect("an answer")
    };
    let concession = told("ru_concession");
    assert_eq!(
        (
            concession.answer,
            concession.direction,
            concession.in_every_choice
        ),
        (Answered::Certain, Some(Direction::Down), false)
    );
    let links: Vec<&str> = (concession.falling[0].iter())
        .map(|&link| map.drivers[map.links[link].effect].id.as_str())
        .collect();
    assert_eq!(
        links,
        [
            "ru_west_hostility",
            "rapprochement",
            "ru_dep_china",
            "ru_concession"
        ]
    );
    let settlement = told("settlement");
    assert!(matches!(
        settlement.answer,
        Answered::Mixed | Answered::Open
    ));
    assert!(!settlement.rising.is_empty() && !settlement.falling.is_empty());
    // What matters stands before the rest.
    let matters = push
        .moves
        .iter()
        .map(|one| found.matters.contains(&one.driver));
    assert!(matters.is_sorted_by(|before, after| before >= after));
    assert_eq!(map.find("us-pressure"), map.find("us_pressure_jp"));
    let unknown = map.find("settlment").expect_err("no such driver");
    assert_eq!(unknown.nearest.as_deref(), Some("settlement"));
}

/// Only what a source asserts and none disputes.
#[test]
fn stated_links_alone() {
    let dossier = kuril();
    let stated = Scenario {
        stated_only: true,
        ..Scenario::default()
    };
    let (map, found) = at(&dossier, &stated, None);
    assert_eq!(map.links.len(), 112);
    assert_eq!((found.pairs.all, found.pairs.mixed), (308, 20));
}

#[test]
fn one_loop_feeds_itself() {
    let dossier = kuril();
    let map = DriverMap::of(&dossier, &Scenario::default()).expect("a map");
    let settings = AnalyseSettings::default();
    let found = loops(&dossier, &Scenario::default(), &map, 100, &settings);
    let found = found.expect("loops").finding;
    assert!(found.complete);
    let [one] = found.loops.as_slice() else {
        panic!("{:?}", found.loops);
    };
    let ids: Vec<&str> = one
        .drivers
        .iter()
        .map(|&at| map.drivers[at].id.as_str())
        .collect();
    assert_eq!(ids, ["perception_gap", "security_dialogue"]);
    assert_eq!(
        (one.kind, one.asserted, one.disputed, one.patterns.len()),
        (LoopKind::Reinforcing, 2, 0, 0)
    );
}

/// Each bundle listed is consistent by plain sums, and no other is.
#[test]
fn bundles_are_those_of_plain_sums() {
    let dossier = kuril();
    for period in dossier.period_ids() {
        let scenario = Scenario {
            period: Some(period),
            ..Scenario::default()
        };
        let map = DriverMap::of(&dossier, &scenario).expect("a map");
        let settings = AnalyseSettings::default();
        let found = scenarios(&dossier, &scenario, &map, (12, 5_000), &settings);
        let found = found.expect("bundles").finding;
        assert!(found.complete && !found.varying.is_empty());
        let all = 1 << found.varying.len();
        let plain = (0..all).filter(|bits| is_consistent(&found, *bits)).count();
        assert_eq!(found.bundles.len(), plain);
        for bundle in &found.bundles {
            let bits = bundle.levels.iter().enumerate();
            assert!(is_consistent(
                &found,
                bits.map(|(at, level)| level << at).sum()
            ));
        }
    }
}

/// Two levels each: a driver stands high only if what acts on it does not speak against.
fn is_consistent(found: &DriverScenarios, bits: usize) -> bool {
    let level = |driver: usize| {
        let varying = found.varying.iter().position(|&other| other == driver);
        match varying {
            Some(at) => bits >> at & 1,
            None => {
                let fixed = found.fixed.iter().find(|one| one.driver == driver);
                fixed.expect("held").level
            }
        }
    };
    found.varying.iter().all(|&driver| {
        let score: i32 = (found.impacts.iter())
            .filter(|impact| impact.effect == driver)
            .map(|impact| {
                let stands = 2 * i32::try_from(level(impact.cause)).expect("small") - 1;
                match impact.direction {
                    Some(Direction::Up) => stands,
                    _ => -stands,
                }
            })
            .sum();
        let own = 2 * i32::try_from(level(driver)).expect("small") - 1;
        score * own >= 0
    })
}
