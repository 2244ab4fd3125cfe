//! Answers at several widths: no line is wider, and no word is broken.

use std::collections::BTreeSet;

use crate::program::at_columns;

/// A plan with long names, and an agreement with many terms.
const TEXT: &str = r#"
[dossier]
format = 1
title = "Two neighbours with long names and the water that both of them would like to have"
[actors.north]
name = "Northumbrians"
[actors.south]
name = "Southumbrians"
[options.sluice]
owner = "north"
label = "Sluice"
[options.cooperation]
owner = "south"
label = "Cooperation"
[[preferences]]
actor = "north"
statements = [{ id = "dry", wants = "not sluice" }]
[[preferences]]
actor = "south"
statements = [{ id = "wet", wants = "sluice" }, { id = "cheap", wants = "not cooperation" }]
[terms]
water = { label = "Water", sets = { yes = "sluice" } }
money = { label = "Money", sets = { yes = "cooperation" } }
fish = { label = "Fish" }
reeds = { label = "Reeds" }
boats = { label = "Boats" }
mills = { label = "Mills" }
bridges = { label = "Bridges" }
[forms.partnership]
label = "A comprehensive partnership"
is = "water and money"
[factions.north]
side = "north"
judges = [{ statements = [{ id = "paid", wants = "water iff money" }, { id = "fishing", wants = "fish" }] }]
[factions.south]
side = "south"
judges = [{ statements = [{ id = "watered", wants = "water" }, { id = "milling", wants = "mills" }] }]
[periods.now]
label = "Now"
date = "2016-05-01"
status_quo = ""
[ladders.way]
label = "A way to a comprehensive partnership"
begins = "2016-05"
[steps.talks]
label = "Confidential consultations"
by = ["north", "south"]
shows = { north = 1, south = 0.5 }
[steps.water]
label = "Experimental irrigation"
by = ["north"]
costs = { north = 2.25, south = 0.25 }
worth = { north = 0.5, south = 3.75 }
locked = 0.25
[steps.money]
label = "Compensation"
by = ["south"]
costs = { south = 2.5 }
worth = { north = 4.25 }
"#;

/// What a command answers where lines have so many columns.
fn at(columns: &str, command: &[&str]) -> String {
    let out = at_columns(command, columns);
    assert!(out.status.success(), "{out:?}");
    String::from_utf8(out.stdout).expect("text")
}

/// The words, marks apart.
fn words(text: &str) -> BTreeSet<&str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect()
}

#[test]
fn at_60_and_100_columns_no_line_is_wider_and_no_word_is_broken() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("dossier.toml"), TEXT).expect("written");
    let folder = folder.path().to_str().expect("text");
    for command in ["steps", "settle", "concepts", "views", "compare", "states"] {
        // All of it, what is folded too; then the screen that is read first.
        let all = [command, folder, "--full"];
        let wide = at("120", &all);
        let known = words(&wide);
        let widths = [("60", 60), ("100", 100), ("120", 120)];
        let asked = [&all[..2], &all[..]].map(|asked| widths.map(|width| (asked, width)));
        let screen = at("120", &all[..2]);
        let on_screen = words(&screen);
        for (asked, (columns, most)) in asked.into_iter().flatten() {
            let text = at(columns, asked);
            let known = if asked.len() == 2 { &on_screen } else { &known };
            for line in text.lines() {
                let width = textwrap::core::display_width(line);
                assert!(width <= most, "{width} of {most}: {line}\n{text}");
            }
            let broken: Vec<&str> = words(&text).difference(known).copied().collect();
            assert!(broken.is_empty(), "{command} {columns}: {broken:?}\n{text}");
        }
        let heads = match command {
            "steps" => &["exposed", "Northumbrians", "guarantee", "bargain"][..],
            "settle" => &["zone", "Southumbrians", "Reached", "break"],
            "states" => &["Cooperation", "Southumbrians"],
            "compare" => &["Read", "way"],
            "concepts" => &["groups", "moves"],
            _ => &["misreads", "misjudges"],
        };
        for head in heads {
            assert!(known.contains(head), "{head}\n{wide}");
        }
    }
}
