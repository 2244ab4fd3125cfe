//! `hikiwake block` as a person runs it.

use crate::program::{answered, refused};

use serde_json::Value;

/// North’s army will not give up all the land; South would rather not pay.
const TEXT: &str = r#"
[dossier]
format = 1
title = "Two sides"
[actors.north]
name = "North"
[actors.south]
name = "South"
[actors.army]
name = "The army"
[options.idle]
label = "Idle"
owner = "north"
[options.paying]
label = "Pays"
owner = "south"
[periods.now]
label = "Now"
date = "2016"
status_quo = "none"
[terms.land]
label = "Land"
levels = ["none", "some", "all"]
parties = ["north", "south"]
[terms.money]
label = "Money"
levels = ["no", "yes"]
sets = { yes = "paying" }
parties = ["north", "south"]
[forms.whole]
label = "The whole"
is = "land = all"
[forms.part]
label = "A part"
is = "land = some"
[factions.army]
side = "north"
[[factions.army.judges]]
statements = [
  { id = "ours", wants = "land < all", text = "Not all of it.", red_line = true },
  { id = "paid", wants = "money" },
]
[[preferences]]
actor = "south"
statements = [{ id = "thrift", wants = "not paying" }]
[ratification.usual]
label = "The army agrees"
usual = true
sides.north = { vetoes = ["army"] }
[ratification.open]
label = "Anything goes"
sides.north = { leader = "north" }
[ratification.both]
label = "The army and South"
sides.north = { vetoes = ["army"] }
sides.south = { leader = "south" }
[readings.generous]
label = "South pays gladly"
changes = [{ actor = "south", replace = "thrift", with = { id = "gift", wants = "paying" } }]
[readings.busy]
label = "North is idle"
changes = [{ actor = "north", set = [{ id = "rest", wants = "idle" }] }]
"#;

/// A folder with that dossier.
fn sides() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("dossier.toml"), TEXT).expect("written");
    let path = folder.path().to_str().expect("UTF-8").to_owned();
    (folder, path)
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_stands_in_the_way_is_told() {
    let (_folder, sides) = sides();
    let text = words(&answered(&["block", &sides, "--full"]));
    for part in [
        "Nothing that can pass at home would be better for every government than what is in \
         place; The army can stop the rest.",
        "Who must agree is a supposition (the analyst’s own): “The army agrees”.",
        "“A part” can pass at home.",
        "The army (the analyst’s own) can stop “The whole”.",
        "The least that would open “The whole”: bring The army to bear the loss of “Not all of it”",
        "If instead “Anything goes” had to agree, “The whole” could pass.",
        "1. The whole 2 none 1 change 2",
        "2. A part 2 all",
        "bring The army to bear the loss of “Not all of it”",
        "Each of 1 and 2 lets all 2 agreements pass.",
        "At other dates and under other rules",
        "In other readings of this date",
        "Which judgement stands in the way of which form.",
        "J1 The army’s red line “Not all of it” (the analyst’s own)",
    ] {
        assert!(text.contains(part), "no “{part}” in {text}");
    }
    // Only where South has a say does it matter whether it pays gladly.
    assert!(
        text.contains("South pays gladly The army and South"),
        "{text}"
    );
    assert!(
        text.contains("the same agreements pass in 1 other reading: busy."),
        "{text}"
    );
}

#[test]
fn the_finding_is_the_same_as_json() {
    let (_folder, sides) = sides();
    let json = answered(&["block", &sides, "--json"]);
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["kind"], "block");
    let finding = &json["finding"];
    assert_eq!(finding["rule"], "usual");
    assert_eq!(finding["same_readings"], serde_json::json!(["busy"]));
    let whole = &finding["targets"][0];
    assert_eq!(whole["form"], "whole");
    assert_eq!(
        (&whole["agreements"], &whole["passing"]),
        (&2.into(), &0.into())
    );
    assert_eq!(whole["repairs"].as_array().map(Vec::len), Some(2));
    assert!(whole["cut_short"].is_null());
    let elsewhere = whole["elsewhere"].as_array().expect("a list");
    let rules: Vec<_> = elsewhere
        .iter()
        .map(|there| (&there["rule"], &there["reading"]["id"]))
        .collect();
    assert_eq!(rules.len(), 3, "{rules:?}");
    assert_eq!(rules[2], (&"both".into(), &"generous".into()));
}

/// For each form the ways to open it, or one line, then each other rule and reading.
#[test]
fn a_table_has_a_line_for_each_way_and_each_other_rule_and_reading() {
    let (_folder, sides) = sides();
    let csv = answered(&["block", &sides, "--csv"]);
    let mut lines = csv.lines();
    assert_eq!(
        lines.next(),
        Some(
            "target,label,period,rule,reading,agreements,passing,way,changes,opens,example,kinds,\
             repairs,claims,cut_short"
        )
    );
    let starts: Vec<String> = lines
        .map(|line| line.split(',').take(8).collect::<Vec<_>>().join(","))
        .collect();
    assert_eq!(
        starts,
        [
            "whole,The whole,now,usual,,2,0,1",
            "whole,The whole,now,usual,,2,0,2",
            "whole,The whole,now,open,,2,2,",
            "whole,The whole,now,both,,2,0,",
            "whole,The whole,now,both,generous,2,0,",
            "part,A part,now,usual,,2,2,",
            "part,A part,now,open,,2,2,",
            "part,A part,now,both,,2,1,",
            "part,A part,now,both,generous,2,2,",
        ]
    );
}

#[test]
fn a_pattern_or_an_agreement_can_be_asked_about() {
    let (_folder, sides) = sides();
    let text = words(&answered(&["block", &sides, "land = all and money"]));
    assert!(
        text.contains("“land = all and money” cannot pass at home; The army can stop it."),
        "{text}"
    );
    let agreement = ["block", &sides, "--agreement", "land = all"];
    let text = words(&answered(&agreement));
    assert!(
        text.contains("The least that would open “land = all”: settle “Land” otherwise."),
        "{text}"
    );
    let named = words(&answered(&["block", &sides, "--rule", "open"]));
    for part in [
        "Who must agree is a supposition (the analyst’s own): “Anything goes”.",
        "“The whole” and “A part” can pass at home.",
    ] {
        assert!(named.contains(part), "no “{part}” in {named}");
    }
    assert!(!named.contains("can stop"), "{named}");
}

#[test]
fn what_is_not_there_is_named_with_what_is() {
    let (_folder, sides) = sides();
    let message = refused(&["block", &sides, "--rule", "nonsense"]);
    assert!(
        message.contains("`nonsense`") && message.contains("usual, open, both"),
        "{message}"
    );
    assert!(refused(&["block", &sides, "land and"]).contains("land and"));
    assert!(refused(&["block", &sides, "--agreement", "status-quo"]).contains("in force"));
}
