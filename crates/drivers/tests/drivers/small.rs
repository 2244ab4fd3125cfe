//! An invented dispute whose answers can be worked out by hand: two sides that arm while
//! they fear each other.

use hikiwake_dossier::{Dossier, Scenario, read_texts};
use hikiwake_drivers::{
    Answered, Direction, DriverMap, LinkSign, LoopKind, LoopPattern, LoopStep, influence, loops,
    scenarios,
};
use hikiwake_finding::AnalyseSettings;

const ARMS: &str = r#"
[dossier]
format = 1
title = "Arms"

[actors.east]
name = "East"
[actors.west]
name = "West"

[options.east-arms]
owner = "east"
label = "East arms"
[options.west-arms]
owner = "west"
label = "West arms"

[periods.calm]
label = "Calm"
date = "2001"
status_quo = ""
[periods.armed]
label = "Armed"
date = "2002"
status_quo = "east-arms, west-arms"

[readings.softer]
label = "Arms calm the other side"

[drivers.east-fear]
label = "Fear in East"
at.calm = { level = "low", basis = "analyst" }
at.armed = { level = "high", basis = "analyst" }
[drivers.west-fear]
label = "Fear in West"
at.calm = { level = "low", basis = "analyst" }
at.armed = { level = "high", basis = "analyst" }

[links.east]
option = "east-arms"
effect = "west-fear"
sign = "+"
delay = "within months"
[links.west]
option = "west-arms"
effect = "east-fear"
sign = "+"
[links.calming]
option = "west-arms"
effect = "east-fear"
sign = "-"
readings = ["softer"]

[[preferences]]
actor = "east"
[[preferences.statements]]
id = "match"
wants = "east-arms"
while = "east-fear = high"
[[preferences.statements]]
id = "save"
wants = "not east-arms"
[[preferences]]
actor = "west"
[[preferences.statements]]
id = "match"
wants = "west-arms"
while = "west-fear = high"
[[preferences.statements]]
id = "save"
wants = "not west-arms"
"#;

fn dossier(text: &str) -> Dossier {
    let read = read_texts(&[("dossier.toml".to_owned(), text.to_owned())]);
    let faults = read.render(false);
    read.dossier.unwrap_or_else(|| panic!("{faults}"))
}

fn in_period(period: &str) -> Scenario {
    Scenario {
        period: Some(period.to_owned()),
        ..Scenario::default()
    }
}

#[test]
fn a_security_dilemma_closes_through_choices() {
    let dossier = dossier(ARMS);
    for (period, lowered) in [("calm", false), ("armed", true)] {
        let scenario = in_period(period);
        let map = DriverMap::of(&dossier, &scenario).expect("a map");
        let found = loops(&dossier, &scenario, &map, 10, &AnalyseSettings::default());
        let found = found.expect("loops").finding;
        assert!(found.loops.is_empty() && found.complete && found.game.complete);
        let edges: Vec<_> = (found.game.induced.iter())
            .map(|edge| (edge.option.as_str(), edge.direction, edge.lowered))
            .collect();
        let up = Direction::Up;
        assert_eq!(
            edges,
            [("east-arms", up, lowered), ("west-arms", up, lowered)]
        );
        let [one] = found.game.loops.as_slice() else {
            panic!("{:?}", found.game.loops);
        };
        assert_eq!(one.kind, LoopKind::Reinforcing);
        let choices = one
            .steps
            .iter()
            .filter(|step| matches!(step, LoopStep::Choice(_)));
        assert_eq!((one.steps.len(), choices.count(), one.analysts), (4, 2, 2));
        assert_eq!(one.delays, ["within months"]);
        assert_eq!(
            one.patterns,
            [LoopPattern::SecurityDilemma, LoopPattern::HardLinerFeedback]
        );
    }
}

#[test]
fn levels_fit_what_is_in_place() {
    let dossier = dossier(ARMS);
    for (period, level) in [("calm", 0), ("armed", 1)] {
        let scenario = in_period(period);
        let map = DriverMap::of(&dossier, &scenario).expect("a map");
        let settings = AnalyseSettings::default();
        let found = scenarios(&dossier, &scenario, &map, (12, 10), &settings);
        let found = found.expect("bundles").finding;
        let [one] = found.bundles.as_slice() else {
            panic!("{:?}", found.bundles);
        };
        assert_eq!(
            (one.levels.as_slice(), one.now),
            (&[level, level][..], true)
        );
        let lasting = one.lasting.as_ref().expect("a status quo");
        assert!(lasting.firm && lasting.lasts && lasting.leavers.is_empty());
    }
    // More than may vary are told.
    let calm = in_period("calm");
    let map = DriverMap::of(&dossier, &calm).expect("a map");
    let found = scenarios(&dossier, &calm, &map, (0, 10), &AnalyseSettings::default());
    let found = found.expect("bundles").finding;
    assert_eq!((found.varying.len(), found.left_out.len()), (0, 2));
}

#[test]
fn readings_bring_links_and_an_option_can_be_pushed() {
    let dossier = dossier(ARMS);
    let base = in_period("calm");
    let softer = Scenario {
        reading: Some("softer".to_owned()),
        ..base.clone()
    };
    let signs = |scenario: &Scenario| {
        let map = DriverMap::of(&dossier, scenario).expect("a map");
        map.links.iter().map(|link| link.sign).collect::<Vec<_>>()
    };
    assert_eq!(signs(&base), [LinkSign::Rises, LinkSign::Rises]);
    assert_eq!(signs(&softer), [LinkSign::Rises, LinkSign::Either]);
    let map = DriverMap::of(&dossier, &softer).expect("a map");
    let pushed = map.find("west-arms").expect("an option");
    assert_eq!(map.drivers[pushed].id, "option.west-arms");
    let found = influence(&dossier, &softer, &map, Some(pushed)).finding;
    let push = found.push.expect("a push");
    assert_eq!(
        (push.moves.len(), push.moves[0].answer),
        (1, Answered::Open)
    );
    let map = DriverMap::of(&dossier, &base).expect("a map");
    let found = influence(&dossier, &base, &map, Some(pushed)).finding;
    let push = found.push.expect("a push");
    assert_eq!(push.moves[0].direction, Some(Direction::Up));
    let switched: Vec<&str> = push
        .switches
        .iter()
        .map(|one| one.switch.of.as_str())
        .collect();
    assert_eq!(switched, ["east"]);
}

#[test]
fn a_dossier_without_drivers_has_an_empty_map() {
    let text = ARMS.split("[drivers").next().expect("a head");
    let dossier = dossier(text);
    let scenario = in_period("calm");
    let map = DriverMap::of(&dossier, &scenario).expect("a map");
    let found = influence(&dossier, &scenario, &map, None).finding;
    assert!(found.drivers.is_empty() && found.far_reaching.is_empty());
    let settings = AnalyseSettings::default();
    let found = loops(&dossier, &scenario, &map, 10, &settings)
        .expect("none")
        .finding;
    assert!(found.loops.is_empty() && found.complete);
    let found = scenarios(&dossier, &scenario, &map, (12, 10), &settings);
    assert!(found.expect("none").finding.varying.is_empty());
}
