//! The register of contradictions, rule by rule on small dossiers, and on the
//! reference dossier against the reading it was made from.

use std::collections::{BTreeMap, BTreeSet};

use hikiwake_dossier::Dossier;
use hikiwake_evidence::{
    FoundBy, Register, RegisterEntry, RegisterKind, RegisterVerdict, register,
};
use serde_json::Value;

use crate::absent::shared_text;
use crate::written::{SOURCES, of_repository, written};

/// As many pairs of figures as no test has.
const WORK: u64 = 50_000_000;

fn dossier(body: &str) -> Dossier {
    let text = format!("[dossier]\nformat = 1\ntitle = \"Small\"\n{body}");
    written(&text, Some(SOURCES))
}

fn found(body: &str) -> Register {
    register(&dossier(body), WORK).finding
}

/// A claim with a place of ten code points.
fn claim(id: &str, source: &str, start: u64, rest: &str) -> String {
    format!(
        "[claims.{id}]\nsource = \"{source}\"\nsays = \"It says {id}.\"\n\
         places = [{{ start = {start}, end = {} }}]\n{rest}\n",
        start + 10
    )
}

fn figure(id: &str, source: &str, start: u64, fields: &str) -> String {
    claim(
        id,
        source,
        start,
        &format!("figure = {{ metric = \"m\", {fields} }}"),
    )
}

fn verdicts(register: &Register) -> Vec<RegisterVerdict> {
    register.entries.iter().map(|entry| entry.verdict).collect()
}

/// Two figures of one metric by two sources, and what the program makes of them;
/// `None` where they agree.
#[test]
fn figures_are_compared_by_value_time_measure_and_bound() {
    use RegisterVerdict::*;
    #[rustfmt::skip]
    let cases = [
        (r#"value = 1000, unit = "men", date = "2014""#, r#"value = 1000, unit = "man", date = "2014""#, Some(OtherMeasure), "convert"),
        (r#"value = 1000, unit = "troops", date = "2014""#, r#"value = 1000, unit = "troops", date = "2014""#, None, ""),
        (r#"value = 1000, unit = "troops", date = "2014""#, r#"value = 1550, unit = "troops", date = "2014""#, Some(Clash), "1,000 troops is not 1,550 troops"),
        (r#"value = 1000, date = "2014""#, r#"value = 1550, date = "2015""#, Some(OtherDate), "other times"),
        (r#"value = 301, date = "FY2016""#, r#"value = 470, date = "2016""#, Some(Open), "fiscal"),
        (r#"value = 301, date = "FY2016""#, r#"value = 470, date = "2014""#, Some(OtherDate), "other times"),
        (r#"value = 15, date = "to 2017-10""#, r#"value = 12, date = "2012-2015""#, Some(OtherDate), "overlap"),
        (r#"value = 9, unit = "percent", date = "2016", of = "LNG""#, r#"value = 8, unit = "percent", date = "2016", of = "all gas""#, Some(OtherMeasure), "of LNG, and of all gas"),
        (r#"value = 9, unit = "percent", date = "2016", of = "LNG""#, r#"value = 8, unit = "percent", date = "2016""#, Some(Open), "Only one"),
        (r#"value = 9, unit = "percent", date = "2016", of = "LNG""#, r#"value = 8, unit = "%", date = "2016", of = "lng""#, Some(Clash), ""),
        (r#"value = 2.6, unit = "USD bn", date = "2016""#, r#"value = 2600, unit = "USD mn", date = "2016""#, None, ""),
        (r#"value = 2.6, unit = "USD bn", date = "2016""#, r#"value = 2.6, unit = "USD mn", date = "2016""#, Some(Clash), ""),
        (r#"value = 2.6, unit = "USD bn", date = "2016""#, r#"value = 2.4, unit = "EUR bn", date = "2016""#, Some(Open), "currencies"),
        (r#"value = 300, unit = "km", date = "2016""#, r#"value = 600, unit = "km across", date = "2016""#, Some(OtherMeasure), "in km and in km across"),
        (r#"value = 180, bound = ">", date = "2016""#, r#"value = 200, date = "2016""#, None, ""),
        (r#"value = 180, bound = ">", date = "2016""#, r#"value = 150, date = "2016""#, Some(Clash), "more than 180 is not 150"),
        (r#"value = 15, bound = "~", date = "2016""#, r#"value = 14, date = "2016""#, None, ""),
        (r#"value = 15, bound = "~", date = "2016""#, r#"value = 12, date = "2016""#, Some(Clash), ""),
        (r#"value = 33, date = "2016""#, r#"value = 33.2, date = "2016""#, None, ""),
        (r#"value = 33"#, r#"value = 35"#, Some(Open), "Neither says"),
        (r#"value = 33"#, r#"value = 35, date = "2016""#, Some(Open), "Not both"),
        (r#"value = 33, date = "after the war""#, r#"value = 35, date = "2016""#, Some(Open), "does not read"),
        (r#"value = 33, date = "2016""#, r#"value = 35, date = "2016-12""#, Some(Open), "less exactly"),
        (r#"value = 33, date = "2016-01/02 yoy""#, r#"value = 35, date = "2016-01/02""#, Some(Open), "year before"),
        (r#"value = 33, date = "2016", within = "title of an article""#, r#"value = 35, date = "2016""#, Some(Open), "title of an article"),
        (r#"when = "2016-05""#, r#"when = "2016-04""#, Some(Clash), "2016-05 is not 2016-04"),
        (r#"when = "2016-05", date = "2016-05""#, r#"when = "2016-04", date = "2016-04""#, Some(Clash), ""),
        (r#"when = "2016""#, r#"when = "2016-04""#, None, ""),
        (r#"when = "2021", bound = "<=""#, r#"when = "2020-09-16""#, None, ""),
        (r#"when = "2019", bound = "<=""#, r#"when = "2020-09-16""#, Some(Clash), "at the latest 2019"),
        (r#"when = "2019", bound = ">""#, r#"when = "2019-12-31""#, Some(Clash), ""),
        (r#"when = "2016""#, r#"value = 2016"#, Some(OtherMeasure), "as a date"),
    ];
    for (one, other, expected, said) in cases {
        for (first, second) in [(one, other), (other, one)] {
            let both = figure("a", "book", 0, first) + &figure("b", "paper", 0, second);
            let register = found(&both);
            let case = format!("{first} · {second}");
            assert_eq!(verdicts(&register), Vec::from_iter(expected), "{case}");
            assert_eq!(register.counts.figures_compared, 1, "{case}");
            let agree = u64::from(expected.is_none());
            assert_eq!(register.counts.figures_agree, agree, "{case}");
            for entry in &register.entries {
                assert_eq!(
                    (entry.found, entry.kind),
                    (FoundBy::Program, RegisterKind::Figure)
                );
                assert_eq!(entry.id, "figure.m");
                let sources: Vec<&str> = entry.sides.iter().map(|s| s.source.as_str()).collect();
                assert_eq!(sources, ["Writer 2016", "Scholar 2017"]);
                assert_eq!(entry.sides[0].place, "characters 0–10");
                assert!(
                    first != one || entry.why.contains(said),
                    "{case}: {}",
                    entry.why
                );
            }
        }
    }
}

/// A source's own series is no difference; its own contradiction is one.
#[test]
fn one_source_may_contradict_itself_but_not_by_a_series() {
    let pair = |first: &str, second: &str| {
        found(&(figure("a", "book", 0, first) + &figure("b", "book", 20, second)))
    };
    let series = pair(r#"value = 8, date = "1991""#, r#"value = 6, date = "2015""#);
    assert!(series.entries.is_empty());
    assert_eq!(
        (series.counts.figures_series, series.counts.figures_agree),
        (1, 0)
    );
    let clash = pair(r#"value = 8, date = "2015""#, r#"value = 6, date = "2015""#);
    assert_eq!(verdicts(&clash), [RegisterVerdict::Clash]);
}

/// One entry per metric and verdict, the clash first, with the sides it concerns.
#[test]
fn a_metric_with_several_verdicts_has_an_entry_for_each() {
    let register = found(
        &(figure("a", "book", 0, r#"value = 8, date = "2015""#)
            + &figure("b", "paper", 0, r#"value = 6, date = "2015""#)
            + &figure("c", "paper", 20, r#"value = 5, date = "2016""#)),
    );
    let ids: Vec<&str> = register.entries.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(ids, ["figure.m", "figure.m.other-date"]);
    let claims = |entry: &RegisterEntry| -> Vec<String> {
        entry.sides.iter().flat_map(|s| s.claims.clone()).collect()
    };
    assert_eq!(claims(&register.entries[0]), ["a", "b"]);
    assert_eq!(claims(&register.entries[1]), ["a", "c"]);
}

/// What a summary repeats counts once, whether the restatement names the claims
/// or their passages.
#[test]
fn restatements_count_once() {
    let figures = figure("a", "book", 0, r#"value = 8, date = "2015""#)
        + &figure("b", "book", 100, r#"value = 8, date = "2015""#)
        + &figure("c", "paper", 0, r#"value = 6, date = "2015""#);
    let plain = found(&figures);
    assert_eq!(plain.entries[0].sides.len(), 3);
    assert_eq!(
        (plain.counts.figures_compared, plain.counts.figures_agree),
        (3, 1)
    );
    for restated in [
        "places = [{ start = 0, end = 10 }, { start = 105, end = 110 }]",
        "places = [{ start = 500, end = 510 }, { start = 600, end = 610 }]\nclaims = [\"a\", \"b\"]",
    ] {
        let once = found(&format!(
            "{figures}[restatements.r]\nsource = \"book\"\n{restated}\n"
        ));
        assert_eq!(once.entries[0].sides.len(), 2, "{restated}");
        assert_eq!(once.entries[0].sides[0].claims, ["a", "b"]);
        assert_eq!(
            (once.counts.figures_compared, once.counts.figures_agree),
            (1, 0)
        );
    }
}

const DRIVERS: &str = "[drivers.rain]\nlabel = \"Rain\"\n[drivers.mood]\nlabel = \"Mood\"\n";

fn link(id: &str, source: &str, sign: &str, rest: &str) -> String {
    let link =
        format!("link = {{ cause = \"rain\", effect = \"mood\", sign = \"{sign}\" }}\n{rest}");
    claim(id, source, 0, &link)
}

#[test]
fn links_with_different_signs() {
    let of = |claims: &[String]| found(&format!("{DRIVERS}{}", claims.concat()));
    let same = of(&[link("a", "book", "+", ""), link("b", "paper", "+", "")]);
    assert!(same.entries.is_empty());
    assert_eq!(same.counts.links_compared, 1);
    let hedge = "hedge = { strength = \"hedged\", cue = \"may\" }";
    for (sign, source, rest, expected) in [
        ("-", "paper", "", RegisterVerdict::Clash),
        ("0", "paper", "", RegisterVerdict::Clash),
        ("-", "paper", hedge, RegisterVerdict::Open),
        ("-", "paper", "by = \"some experts\"", RegisterVerdict::Open),
        ("-", "book", "", RegisterVerdict::Open),
    ] {
        let register = of(&[link("a", "book", "+", ""), link("b", source, sign, rest)]);
        assert_eq!(verdicts(&register), [expected], "{sign} {source} {rest}");
        let entry = &register.entries[0];
        assert_eq!(entry.matter, "Rain → Mood");
        assert_eq!(entry.sides.len(), 2);
    }
    // The other way round is another link.
    let back = "link = { cause = \"mood\", effect = \"rain\", sign = \"-\" }";
    assert!(
        of(&[link("a", "book", "+", ""), claim("b", "paper", 0, back)])
            .entries
            .is_empty()
    );
}

#[test]
fn positions_of_one_actor_and_kind_in_two_sources() {
    let position = |id: &str, source: &str, stance: &str, kind: &str| {
        let rest = format!(
            "position = {{ actors = [\"japan\"], issue = \"islands\", stance = \"{stance}\", \
             kind = \"{kind}\" }}"
        );
        claim(id, source, 0, &rest)
    };
    let of = |claims: [String; 2]| {
        found(&format!(
            "[actors.japan]\nname = \"Japan\"\n{}",
            claims.concat()
        ))
    };
    let differ = of([
        position("a", "book", "four", "demand"),
        position("b", "paper", "two", "demand"),
    ]);
    assert_eq!(verdicts(&differ), [RegisterVerdict::Open]);
    assert_eq!(differ.entries[0].matter, "Japan on islands (demand)");
    for agree in [
        [
            position("a", "book", "four", "demand"),
            position("b", "paper", "four", "demand"),
        ],
        [
            position("a", "book", "four", "demand"),
            position("b", "paper", "two", "goal"),
        ],
        [
            position("a", "book", "four", "demand"),
            position("b", "book", "two", "demand"),
        ],
    ] {
        assert!(of(agree).entries.is_empty());
    }
}

#[test]
fn levels_of_one_driver() {
    let of = |one: &str, other: &str| {
        let level = |at: &str| format!("level = {{ driver = \"rain\", at = \"{at}\" }}");
        let claims = claim("a", "book", 0, &level(one)) + &claim("b", "paper", 0, &level(other));
        found(&format!("{DRIVERS}{claims}"))
    };
    assert!(of("low", "Low (in summer)").entries.is_empty());
    let differ = of("low", "rising");
    assert_eq!(verdicts(&differ), [RegisterVerdict::Open]);
    assert_eq!(differ.entries[0].says, "It is called low; rising.");
}

fn difference(verdict: &str, values: [&str; 2], starts: [u64; 2], rest: &str) -> String {
    let side = |source: &str, value: &str, start: u64| {
        format!(
            "{{ source = \"{source}\", value = \"{value}\", places = [{{ start = {start}, end = {} }}]{rest} }}",
            start + 30
        )
    };
    format!(
        "[differences.D1]\ntopic = \"Men\"\nsays = \"How many men.\"\nresolution = \"So it is.\"\n\
         verdict = \"{verdict}\"\nsides = [{}, {}]\n",
        side("book", values[0], starts[0]),
        side("paper", values[1], starts[1])
    )
}

/// What both found is one entry; the reader's verdict comes first where it is not
/// open, and the program's stays beside it.
#[test]
fn the_readers_differences_beside_the_programs() {
    let figures = figure("a", "book", 5, r#"value = 1000, date = "2014""#)
        + &figure("b", "paper", 5, r#"value = 1550, date = "2014""#);
    let with = |difference: String| found(&format!("{figures}{difference}"));

    let both = with(difference(
        "other-measure",
        ["1,000", "1550 men"],
        [0, 0],
        "",
    ));
    assert_eq!(both.entries.len(), 1);
    let entry = &both.entries[0];
    assert_eq!(
        (entry.found, entry.verdict),
        (FoundBy::Both, RegisterVerdict::OtherMeasure)
    );
    assert_eq!(
        (entry.id.as_str(), entry.matter.as_str()),
        ("figure.m", "Men")
    );
    assert_eq!(entry.why, "So it is.");
    assert_eq!(
        entry.program.as_ref().unwrap().verdict,
        RegisterVerdict::Clash
    );
    assert_eq!(
        entry.reading.as_ref().unwrap().verdict,
        RegisterVerdict::OtherMeasure
    );
    assert_eq!(entry.differences, ["D1"]);
    assert_eq!(entry.sides.len(), 2);
    assert_eq!(entry.sides[1].read_as, "1550 men");
    assert_eq!(
        (both.counts.program, both.counts.reading, both.counts.both),
        (0, 0, 1)
    );

    let open = with(difference("open", ["1000", "1550"], [0, 0], ""));
    assert_eq!(open.entries[0].verdict, RegisterVerdict::Clash);
    assert!(open.entries[0].why.contains("1,000 is not 1,550"));

    // Elsewhere in the text, or about something else in the same place.
    for (values, starts) in [
        (["1000", "1550"], [0, 500]),
        (["the army", "the navy"], [0, 0]),
    ] {
        let apart = with(difference("open", values, starts, ""));
        assert_eq!(
            (
                apart.counts.program,
                apart.counts.reading,
                apart.counts.both
            ),
            (1, 1, 0)
        );
        assert_eq!(apart.entries[1].id, "D1");
    }
    // The reader names the claims: then it is the same, whatever the words.
    let named = difference("open", ["few", "many"], [500, 500], "")
        .replacen("value = \"few\"", "value = \"few\", claims = [\"a\"]", 1)
        .replacen("value = \"many\"", "value = \"many\", claims = [\"b\"]", 1);
    assert_eq!(with(named).entries[0].found, FoundBy::Both);
}

/// The words of a link's both ends must be in the reader's.
#[test]
fn a_difference_about_another_matter_in_the_same_passages_stays_apart() {
    let links = format!(
        "{DRIVERS}{}{}",
        link("a", "book", "+", ""),
        link("b", "paper", "0", "")
    );
    let both = format!(
        "{links}{}",
        difference("clash", ["rain lifts the mood", "it does not"], [0, 0], "")
    );
    assert_eq!(found(&both).entries[0].found, FoundBy::Both);
    let other = format!(
        "{links}{}",
        difference("same-thing", ["rain", "showers"], [0, 0], "")
    );
    let found = found(&other);
    assert_eq!((found.counts.program, found.counts.reading), (1, 1));
    assert_eq!(
        verdicts(&found),
        [RegisterVerdict::Clash, RegisterVerdict::SameThing]
    );
}

/// The register tells what rests on a passage that stands in a clash.
#[test]
fn what_a_clash_bears_on() {
    let register = found(
        &(format!(
            "{}{}{}{}",
            figure("a", "book", 100, r#"value = 1000, date = "2014""#),
            figure("b", "paper", 100, r#"value = 1550, date = "2014""#),
            claim("near", "book", 95, ""),
            claim("far", "book", 300, ""),
        ) + r#"
[actors.one]
name = "One"
[options.go]
owner = "one"
label = "Go"
because = ["far"]
[options.stay]
owner = "one"
label = "Stay"
because = ["b"]
[[preferences]]
actor = "one"
statements = [
  { id = "first", wants = "go", text = "To go.", because = ["near", "far"] },
  { id = "second", wants = "stay", because = ["far"] },
]
"#),
    );
    let bears: Vec<(&str, &str, &[String])> = (register.entries[0].bears_on.iter())
        .map(|b| (b.part.as_str(), b.id.as_str(), b.claims.as_slice()))
        .collect();
    assert_eq!(
        bears,
        [
            ("statement", "one.first", &["near".to_string()][..]),
            ("option", "stay", &["b".to_string()][..])
        ]
    );
}

#[test]
fn a_dossier_without_any_of_it_has_an_empty_register() {
    let register = found("");
    assert!(register.entries.is_empty());
    assert_eq!(
        (
            register.counts.figures_compared,
            register.counts.links_compared
        ),
        (0, 0)
    );
}

fn shared(name: &str) -> Option<Value> {
    let text = shared_text(&format!("kuril/{name}"))?;
    Some(serde_json::from_str(&text).expect("JSON"))
}

/// Every difference of the reading stands in one entry, and the two that anybody
/// would call clashes are clashes that the program found too.
#[test]
fn the_reference_dossier() {
    let dossier = of_repository("dossiers/kuril");
    let register = register(&dossier, WORK).finding;
    let mut held: Vec<&String> = register
        .entries
        .iter()
        .flat_map(|e| &e.differences)
        .collect();
    held.sort();
    let mut all: Vec<&String> = dossier.file.differences.keys().collect();
    all.sort();
    assert_eq!(held, all);
    let entry = |id: &str| {
        register
            .entries
            .iter()
            .find(|e| e.id == id)
            .expect("the entry")
    };
    for (id, difference) in [
        ("figure.vostok2014_personnel", "D002"),
        ("link.jp_sanctions.trade", "D011"),
    ] {
        let entry = entry(id);
        assert_eq!(
            (entry.found, entry.verdict),
            (FoundBy::Both, RegisterVerdict::Clash)
        );
        assert_eq!(entry.differences, [difference]);
        assert_eq!(
            entry.program.as_ref().unwrap().verdict,
            RegisterVerdict::Clash
        );
    }
    let scrambles = entry("figure.scrambles");
    assert_eq!(scrambles.verdict, RegisterVerdict::OtherDate);
    let numbers: Vec<_> = scrambles
        .sides
        .iter()
        .map(|s| (s.source.as_str(), s.number))
        .collect();
    assert!(
        numbers.contains(&("Pajon 2017", Some(301.0))),
        "{numbers:?}"
    );
    assert!(
        numbers.contains(&("Niquet 2016", Some(470.0))),
        "{numbers:?}"
    );
    let counts = &register.counts;
    println!(
        "found by the program {}, by the reading {}, by both {}",
        counts.program + counts.both,
        counts.reading + counts.both,
        counts.both
    );
    assert_eq!(
        counts.program + counts.reading + counts.both,
        register.entries.len() as u64
    );
    assert!(counts.both >= 6 && counts.program >= 9);
}

/// The sign conflicts of the reading, claim by claim, and no other.
#[test]
fn the_sign_conflicts_are_those_of_the_reading() {
    let Some(reading) = shared("reading.json") else {
        return;
    };
    let text = |value: &Value| value.as_str().expect("text").to_string();
    let mut expected: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for conflict in reading["sign_conflicts"].as_array().expect("a list") {
        let id = format!(
            "link.{}.{}",
            text(&conflict["cause"]),
            text(&conflict["effect"])
        );
        let claims = conflict["claims"].as_array().expect("a list");
        expected.insert(id, claims.iter().map(|claim| text(&claim[0])).collect());
    }
    assert_eq!(expected.len(), 6);
    let register = register(&of_repository("dossiers/kuril"), WORK).finding;
    let links = register
        .entries
        .iter()
        .filter(|e| e.kind == RegisterKind::Link);
    let found: BTreeMap<String, BTreeSet<String>> = links
        .map(|entry| {
            let program = entry.sides.iter().filter(|side| !side.strength.is_empty());
            (
                entry.id.clone(),
                program.flat_map(|side| side.claims.clone()).collect(),
            )
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn figures_beyond_the_work_are_not_compared_and_counted_as_left_out() {
    let figures: String = (0..6)
        .map(|i| {
            format!(
                "[claims.f{i}]\nsource = \"book\"\nsays = \"It.\"\nfigure = {{ metric = \"m\", \
                 value = {i}, unit = \"t\" }}\n"
            )
        })
        .collect();
    let dossier = dossier(&figures);
    let all = register(&dossier, 15).finding;
    assert_eq!(
        (all.counts.figures_compared, all.counts.figures_left_out),
        (15, 0)
    );
    let few = register(&dossier, 14).finding;
    assert_eq!(
        (few.counts.figures_compared, few.counts.figures_left_out),
        (0, 15)
    );
}
