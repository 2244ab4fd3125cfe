//! Timeline, map and dependences, checked against answers worked out by hand.

use hikiwake_evidence::{map, ties, timeline};
use hikiwake_session::schema;
use serde_json::json;

use super::dossier;

const TEXT: &str = r#"
[dossier]
format = 1
title = "Test"
[actors.a]
name = "Alpha"
[actors.b]
name = "the Betas"
[options.talk]
owner = "a"
label = "Talk"
[options.force]
owner = "b"
label = "Forces on the spot"
levels = ["none", "some", "many"]
[[preferences]]
actor = "a"
statements = [{ id = "s", wants = "talk", because = ["c"] }, { id = "t", wants = "force = none" }]
[periods.early]
label = "Early"
date = "2016-04"
status_quo = "force = some"
[periods.late]
label = "Late"
date = "2018"
status_quo = "talk"

[events.second]
date = "2016-05-06"
label = "Talks"
sets = ["talk", "force = many"]
because = ["c"]
basis = "stated"
[events.first]
date = "2016-02"
label = "No talks"
sets = ["talk = no"]
[events.third]
date = "2016-05"
until = "2017"
label = "A quarrel"
touches = ["talk"]
actors = ["b"]

[windows.term]
label = "The term"
closes = "2021"
at_latest = true
closed = "2017-08-28"
[windows.vote]
label = "The vote"
opens = "2016-05"
closes = "2018-03"
effect = "hinders"
[windows.never]
label = "A wish"
effect = "unclear"

[places.north]
names = ["North", "Kita"]
at = [147.0, 45.0]
[[places.north.ranges]]
label = "missile"
figure = "reach"
[[places.north.ranges]]
label = "shield"
figure = "across"
[[places.north.ranges]]
label = "radar"
figure = "people"
[places.south]
names = ["South"]
at = [147.0, 44.0]
kind = "town"
[places.far]
names = ["Far"]
at = [147.0, 43.0]
kind = "base"
[places.sea]
names = ["Sea"]
at = [147.0, 44.5]
kind = "sea"

[ties.one]
from = "a"
on = "b"
kind = "energy"
figures = ["fall", "reach"]
[ties.two]
from = "b"
on = "a"
kind = "energy"
[ties.three]
from = "b"
on = "a"
kind = "trade"

[claims.c]
source = "book"
says = "They talk."
[claims.reach]
source = "paper"
says = "How far it reaches"
section = "3"
figure = { metric = "reach", value = 180, unit = "km", bound = ">" }
[claims.across]
source = "paper"
says = "How broad the circle is"
figure = { metric = "across", value = 400, unit = "km across", bound = "~", date = "2016" }
[claims.people]
source = "paper"
says = "How many live there"
figure = { metric = "people", value = 16400, unit = "persons" }
[claims.fall]
source = "paper"
says = "How trade fell"
figure = { metric = "fall", value = -33, unit = "percent", bound = "<", of = "trade" }
[claims.old]
source = "book"
says = "It began."
event = { date = "1945-08" }
[claims.older]
source = "book"
says = "It began earlier."
event = { date = "1945" }
"#;

#[test]
fn the_timeline_is_in_order_and_tells_what_changed() {
    let timeline = timeline(&dossier(TEXT)).unwrap().finding;
    let ids: Vec<&str> = timeline.events.iter().map(|e| e.id.as_str()).collect();
    // A date that is less exact begins with its first day.
    assert_eq!(ids, ["first", "third", "second"]);
    let changes: Vec<&str> = (timeline.events.iter().flat_map(|e| &e.changes))
        .map(|change| change.short.as_str())
        .collect();
    assert_eq!(changes, ["−talk", "+talk", "force = many"]);
    let second = &timeline.events[2];
    assert_eq!(
        (
            second.changes[0].level.as_str(),
            second.ground.basis.as_str()
        ),
        ("yes", "stated")
    );
    assert_eq!(second.ground.claims[0].source, "Writer 2016");
    assert_eq!(timeline.events[1].touches, ["Talk"]);
    assert_eq!(timeline.events[1].actors[0].name, "the Betas");
    assert_eq!(json!(timeline.told), json!([{ "year": 1945, "events": 2 }]));
    assert_eq!(
        timeline.sentences,
        [
            "The record holds 3 events, from February 2016 to 6 May 2016; 2 changed an option.",
            "The sources tell of 2 events of 1945.",
            // The vote has not begun, the term runs, and the wish has no date.
            "Windows open at “Early” (April 2016), helping a settlement: “The term”.",
            // The term ended before it had to.
            "Windows open at “Late” (2018), hindering it: “The vote”.",
        ]
    );
    let texts: Vec<&str> = timeline.windows.iter().map(|w| w.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "Until 2021 at the latest; no beginning is given. It did end on 28 August 2017.",
            "No dates are given.",
            "From May 2016 to March 2018.",
        ]
    );
}

/// A degree of latitude is 111.2 km: the town is within 180 km and within half of
/// 400 km, the base (222 km) within neither; a sea is no place to be reached.
#[test]
fn the_map_tells_what_lies_within_a_range() {
    let map = map(&dossier(TEXT)).unwrap().finding;
    assert_eq!(
        map.sentences,
        [
            "Missile from North / Kita: more than 180 km [reach]. Within lie South (111 km).",
            "Shield from North / Kita: about 400 km across, so 200 km to each side [across]. \
             Within lie South (111 km).",
        ]
    );
    assert_eq!(
        map.notes,
        ["“radar” from North / Kita is not drawn: its figure is not in km."]
    );
    let ranges = &map.places[0].ranges;
    assert_eq!(ranges.len(), 2);
    assert!(ranges[0].at_least && !ranges[0].across);
    assert!(!ranges[1].at_least && ranges[1].across);
    assert_eq!(ranges[0].measure.short, ">\u{a0}180\u{a0}km");
    assert_eq!((ranges[0].km, ranges[1].km), (180.0, 200.0));
    assert!(map.land.is_empty());
}

#[test]
fn ties_tell_who_depends_on_whom() {
    let ties = ties(&dossier(TEXT)).unwrap().finding;
    assert_eq!(
        ties.sentences,
        [
            "Alpha: dependent on the Betas (energy).",
            "The Betas: dependent on Alpha (energy and trade).",
            "Both ways: Alpha and the Betas (energy).",
            "Without any figure: 2 of 3 ties.",
        ]
    );
    let figure = &ties.ties[0].figures[0];
    assert_eq!(figure.text, "a fall of more than 33% of trade");
    assert_eq!(figure.claim.source, "Scholar 2017");
}

#[test]
fn they_meet_the_schema() {
    let dossier = dossier(TEXT);
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    for value in [
        json!(timeline(&dossier).unwrap()),
        json!(map(&dossier).unwrap()),
        json!(ties(&dossier).unwrap()),
    ] {
        let faults: Vec<String> = validator
            .iter_errors(&value)
            .map(|e| e.to_string())
            .collect();
        assert!(faults.is_empty(), "{}: {faults:#?}", value["kind"]);
    }
}

#[test]
fn a_dossier_without_a_record_has_no_setting() {
    let bare = dossier(super::dilemma::TEXT);
    assert!(timeline(&bare).is_none() && map(&bare).is_none() && ties(&bare).is_none());
}
