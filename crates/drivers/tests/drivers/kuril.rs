//! The reference case: what its papers say acts on what.

use hikiwake_dossier::Scenario;
use hikiwake_dossier::file::Sign;
use hikiwake_drivers::{
    Answered, Direction, DriverMap, LinkSign, LoopKind, influence, loops, scenarios,
};
use hikiwake_finding::AnalyseSettings;
use hikiwake_influence::{Determinacy, Doubts, Link, SignSet, SignedMap};

use crate::{open, root};

#[test]
fn dbg() {
    let dossier = open(&root().join("dossiers/kuril"));
    let scenario = Scenario::default();
    let map = DriverMap::of(&dossier, &scenario).unwrap();
    println!(
        "links {} effects {} undrawn {}",
        map.links.len(),
        map.effects(),
        map.undrawn.len()
    );
    let f = influence(&dossier, &scenario, &map, None).finding;
    println!("{:?}", f.pairs);
    println!(
        "{:?}",
        f.matters
            .iter()
            .map(|&d| &map.drivers[d].id)
            .collect::<Vec<_>>()
    );
    for r in &f.far_reaching {
        println!("{} {} {}", map.drivers[r.driver].id, r.reaches, r.certain);
        for m in &r.moves {
            println!(
                "    {} {:?} {:?} {}",
                map.drivers[m.driver].id, m.answer, m.direction, m.in_every_choice
            );
        }
    }
    let l = loops(&dossier, &scenario, &map, 100, &AnalyseSettings::default())
        .unwrap()
        .finding;
    println!("{:?} {:?}", l.loops, l.game);
    let s = scenarios(
        &dossier,
        &scenario,
        &map,
        (12, 100),
        &AnalyseSettings::default(),
    )
    .unwrap()
    .finding;
    println!(
        "vary {:?}",
        s.varying
            .iter()
            .map(|&d| &map.drivers[d].id)
            .collect::<Vec<_>>()
    );
    println!(
        "fixed {:?}",
        s.fixed
            .iter()
            .map(|d| (&map.drivers[d.driver].id, d.level))
            .collect::<Vec<_>>()
    );
    for i in s.impacts.iter().chain(&s.undetermined) {
        println!(
            "{} {} {:?}",
            map.drivers[i.cause].id, map.drivers[i.effect].id, i.direction
        );
    }
    println!("{:?} {:?}", s.bundles, s.complete);
}
