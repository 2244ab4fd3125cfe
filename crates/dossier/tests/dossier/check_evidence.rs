//! Faults of the evidence base: what claims say, and the record.

use hikiwake_dossier::read;

const SOUND: &str = r#"
[dossier]
format = 1
title = "Evidence"

[actors]
jp = { name = "JP", mentions = [{ source = "s1", count = 2, place = { start = 1, end = 3, digest = "01234567" } }] }
mofa = { name = "Ministry", kind = "ministry", part_of = "jp", sides = ["jp"] }

[options]
pay = { owner = "jp", label = "Pay", because = ["base"] }

[[preferences]]
actor = "jp"
statements = [{ id = "save", wants = "not pay" }]

[drivers]
price = { label = "Price", option = "pay" }
trade = { label = "Trade" }

[claims]
base = { source = "s1", says = "…" }
link = { source = "s1", says = "…", link = { cause = "price", effect = "trade", sign = "-" } }
stand = { source = "s1", says = "…", position = { actors = ["mofa"], issue = "i", stance = "t" } }
could = { source = "s1", says = "…", option = { key = "k", controllers = ["jp"], options = ["pay"] } }
sum = { source = "s1", says = "…", likelihood = [0.2, 0.5], figure = { metric = "m", value = 2.6 } }
told = { source = "s1", says = "…", event = { date = "2016-05", until = "2016", actors = ["mofa"] } }
high = { source = "s1", says = "…", level = { driver = "trade", at = "high" } }

[sources]
s1 = { reliability = "B", text = { sha256 = "00", length = 50 }, pages = [{ page = 7, start = 0 }, { page = 8, start = 25 }, { start = 40 }] }

[notes]
n1 = { source = "s1", number = 1, place = { start = 5, end = 9, digest = "01234567" } }

[differences.d1]
topic = "T"
says = "…"
sides = [{ source = "s1", value = "1", claims = ["sum"] }, { source = "s1", value = "2" }]

[restatements]
r1 = { source = "s1", places = [{ start = 1, end = 3, digest = "01234567" }, { start = 4, end = 6, digest = "01234567" }], claims = ["told"] }

[events]
e1 = { date = "2016", label = "E", actors = ["jp"], drivers = { price = "+" }, because = ["told"] }

[forecasts]
f1 = { claim = "high", text = "…", from = "2016", until = "2018-03", events = ["e1"], likelihood = [0, 1], verdict = "true" }

[windows]
w1 = { label = "W", opens = "2016-01", closes = "2016-05" }

[ties]
t1 = { from = "jp", on = "mofa", kind = "trade", figures = ["sum"] }

[places]
p1 = { names = ["P"], at = [147.9, 45.0], ranges = [{ label = "R", figure = "sum" }] }
"#;

fn faults(text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("dossier.toml"), text).unwrap();
    let sources = r#"[{ "id": "s1", "type": "report", "title": "One" }]"#;
    std::fs::write(folder.path().join("sources.json"), sources).unwrap();
    let read = read(folder.path());
    let describe = |d: &hikiwake_dossier::Diagnostic| {
        let span = d.span.as_ref().unwrap();
        let underlined = &read.files[0].1[span.start..span.end];
        format!("{} {underlined}", d.code)
    };
    read.diagnostics.iter().map(describe).collect()
}

#[test]
fn a_sound_dossier_has_no_faults() {
    assert_eq!(faults(SOUND), [""; 0]);
}

#[test]
fn every_name_and_number_is_checked() {
    // From, to, and what must be said of it.
    #[rustfmt::skip]
    let cases: &[(&str, &str, &str)] = &[
        (r#"mentions = [{ source = "s1""#, r#"mentions = [{ source = "s9""#, r#"unknown-source "s9""#),
        (r#"place = { start = 1, end = 3, digest = "01234567" } }"#, r#"place = { start = 3, end = 3 } }"#, r#"empty-place { start = 3, end = 3 }"#),
        (r#"part_of = "jp""#, r#"part_of = "mofa""#, r#"circle "mofa""#),
        (r#"part_of = "jp""#, r#"part_of = "jq""#, r#"unknown-actor "jq""#),
        (r#"sides = ["jp"]"#, r#"sides = ["jq"]"#, r#"unknown-actor "jq""#),
        (r#"option = "pay" }"#, r#"option = "play" }"#, r#"unknown-option "play""#),
        (r#"cause = "price""#, r#"cause = "prise""#, r#"unknown-driver "prise""#),
        (r#"effect = "trade""#, r#"effect = "tradee""#, r#"unknown-driver "tradee""#),
        (r#"position = { actors = ["mofa"]"#, r#"position = { actors = ["moffa"]"#, r#"unknown-actor "moffa""#),
        (r#"controllers = ["jp"]"#, r#"controllers = ["jq"]"#, r#"unknown-actor "jq""#),
        (r#"options = ["pay"]"#, r#"options = ["play"]"#, r#"unknown-option "play""#),
        (r#"likelihood = [0.2, 0.5], figure"#, r#"likelihood = [0.5, 0.2], figure"#, "likelihood [0.5, 0.2]"),
        (r#"value = 2.6"#, r#"value = 2.6, when = "2016""#, r#"value-or-when { metric = "m", value = 2.6, when = "2016" }"#),
        (r#", value = 2.6"#, "", r#"value-or-when { metric = "m" }"#),
        (r#"until = "2016", actors"#, r#"until = "2015-12", actors"#, r#"ends-before "2015-12""#),
        (r#"level = { driver = "trade""#, r#"level = { driver = "tried""#, r#"unknown-driver "tried""#),
        (r#"s1 = { reliability"#, r#"s2 = { reliability"#, "unknown-source s2"),
        (r#"page = 8"#, r#"page = 7"#, "pages-out-of-order 7"),
        (r#"start = 25"#, r#"start = 45"#, "pages-out-of-order 40"),
        (r#"start = 40"#, r#"start = 25"#, "pages-out-of-order 25"),
        (r#"start = 40"#, r#"start = 50"#, "page-beyond-text 50"),
        (r#"n1 = { source = "s1""#, r#"n1 = { source = "s2""#, r#"unknown-source "s2""#),
        (r#"place = { start = 5, end = 9, digest = "01234567" }"#, r#"place = { start = 5, end = 4 }"#, "empty-place { start = 5, end = 4 }"),
        (r#", { source = "s1", value = "2" }]"#, "]", "one-side d1"),
        (r#"value = "1", claims = ["sum"]"#, r#"value = "1", claims = ["sam"]"#, r#"unknown-claim "sam""#),
        (r#"r1 = { source = "s1""#, r#"r1 = { source = "s2""#, r#"unknown-source "s2""#),
        (r#"claims = ["told"]"#, r#"claims = ["toll"]"#, r#"unknown-claim "toll""#),
        (r#"label = "E", actors = ["jp"]"#, r#"label = "E", actors = ["jq"]"#, r#"unknown-actor "jq""#),
        (r#"drivers = { price"#, r#"drivers = { prise"#, r#"unknown-driver "+""#),
        (r#"because = ["told"]"#, r#"because = ["toll"]"#, r#"unknown-claim "toll""#),
        (r#"f1 = { claim = "high""#, r#"f1 = { claim = "hight""#, r#"unknown-claim "hight""#),
        (r#"events = ["e1"]"#, r#"events = ["e2"]"#, r#"unknown-event "e2""#),
        (r#"until = "2018-03""#, r#"until = "2015-03""#, r#"ends-before "2015-03""#),
        (r#"likelihood = [0, 1]"#, r#"likelihood = [0, 2]"#, "likelihood [0, 2]"),
        (r#"closes = "2016-05""#, r#"closes = "2015""#, r#"ends-before "2015""#),
        (r#"t1 = { from = "jp""#, r#"t1 = { from = "jq""#, r#"unknown-actor "jq""#),
        (r#"on = "mofa""#, r#"on = "moffa""#, r#"unknown-actor "moffa""#),
        (r#"figures = ["sum"]"#, r#"figures = ["told"]"#, r#"no-figure "told""#),
        (r#"figure = "sum" }"#, r#"figure = "sam" }"#, r#"unknown-claim "sam""#),
        (r#"at = [147.9, 45.0]"#, r#"at = [45.0, 147.9]"#, "off-the-map [45.0, 147.9]"),
        (r#"names = ["P"]"#, r#"names = []"#, "no-name []"),
        (r#"says = "…", level"#, r#"says = "…", grade = "B7", level"#, r#"bad-name "B7""#),
    ];
    let mut wrong = String::new();
    for (from, to, expected) in cases {
        assert_eq!(SOUND.matches(from).count(), 1, "{from}");
        let found = faults(&SOUND.replace(from, to));
        if found != [*expected] {
            wrong += &format!("{to}\n  expected {expected}\n  found {found:#?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A claim that says nothing a program can read, and on which nothing rests, is
/// surely forgotten; one that gives a figure is content by itself.
#[test]
fn unused_claims() {
    let text = SOUND.replace(
        "[claims]",
        "[claims]\nlost = { source = \"s1\", says = \"…\" }",
    );
    assert_eq!(faults(&text), ["unused-claim lost"]);
}
