//! What is taken out of a dossier, against the same dossier with the entry deleted by hand
//! in its text.

use hikiwake_dossier::Scenario;
use hikiwake_dossier::file::Carriers;
use hikiwake_finding::Finding;
use hikiwake_session::{Question, Session, Settings, Watcher};
use hikiwake_traceability::{ChangedAnswer, Mechanisms};
use serde_json::{Value, json};

use super::{FERRY, answers, edited, now};
use crate::written::{SOURCES, written};

/// Takes out what `carried` names, and compares with the text after `edits`. Names the
/// questions that then have another answer, so that no case is empty.
fn compared(carried: Value, edits: &[(&str, &str)], reading: Option<&str>) -> Vec<&'static str> {
    let dossier = written(FERRY, Some(SOURCES));
    let told = carried.to_string();
    let carried: Carriers = serde_json::from_value(carried).expect("carriers");
    assert_eq!(carried.each().count(), 1, "{told}");
    let (without, changes) = dossier.without(&carried);
    let mut scenario = now(reading);
    scenario.changes.extend(changes);
    let taken_out = answers(without, &scenario);
    let by_hand = answers(written(&edited(edits), Some(SOURCES)), &now(reading));
    let before = answers(dossier, &now(reading));
    let mut changed = Vec::new();
    for (((name, taken_out), (_, by_hand)), (_, before)) in
        taken_out.into_iter().zip(by_hand).zip(before)
    {
        assert_eq!(taken_out, by_hand, "{told}: {name}");
        assert!(before.get("refused").is_none(), "{name}: {before}");
        assert!(taken_out.get("refused").is_none(), "{told}: {taken_out}");
        if taken_out != before {
            changed.push(name);
        }
    }
    changed
}

/// The dossier of these tests answers every question, so that equal answers are answers.
#[test]
fn every_kind_of_carrier_is_taken_out_as_a_person_would_delete_it() {
    let cut = |carried: Value, edits: &[(&str, &str)], changes: &str| {
        let told = carried.to_string();
        let changed = compared(carried, edits, None);
        assert!(changed.contains(&changes), "{told} changes {changed:?}");
    };

    // Wishes: alone in its rank, the first of a shared rank, the second of one.
    cut(
        json!({ "statements": ["north.boats"] }),
        &[("  { id = \"boats\", wants = \"ferry\" },\n", "")],
        "analysis",
    );
    cut(
        json!({ "statements": ["north.no-toll"] }),
        &[
            ("  { id = \"no-toll\", wants = \"not toll\" },\n", ""),
            (
                "wants = \"guns = none\", same_rank = true",
                "wants = \"guns = none\"",
            ),
        ],
        "wishes",
    );
    cut(
        json!({ "statements": ["south.pact"] }),
        &[(
            "  { id = \"pact\", wants = \"pact\", same_rank = true },\n",
            "",
        )],
        "wishes",
    );

    // Options: nobody can take them, and nobody has.
    let absent = "absent = []";
    cut(
        json!({ "options": ["guns"] }),
        &[
            (absent, "absent = [\"guns\"]"),
            ("toll, guns = few, pact", "toll, pact"),
        ],
        "analysis",
    );
    cut(
        json!({ "options": ["pact"] }),
        &[(absent, "absent = [\"pact\"]"), (", pact.south\"", "\"")],
        "analysis",
    );

    // Rules, of the model and of agreements.
    cut(
        json!({ "rules": ["no-toll-alone"] }),
        &[(
            "[rules.no-toll-alone]\nnever = \"toll and not ferry\"\n",
            "",
        )],
        "analysis",
    );
    cut(
        json!({ "rules": ["no-fee-alone"] }),
        &[(
            "[term_rules.no-fee-alone]\nnever = \"fee > none and crossing = closed\"\n",
            "",
        )],
        "ratify",
    );

    // Links: the analyst's, and what a claim says.
    cut(
        json!({ "links": ["storms-frighten"] }),
        &[(
            "[links.storms-frighten]\ncause = \"storms\"\neffect = \"fear\"\nsign = \"+\"\n",
            "",
        )],
        "influence",
    );
    cut(
        json!({ "links": ["fear>anger"] }),
        &[(
            "link = { cause = \"fear\", effect = \"anger\", sign = \"+\" }\n",
            "",
        )],
        "loops",
    );

    // What factions say, in all its forms.
    let says = "forms = { fair = \"rejects\", bare = \"accepts\" }, ";
    cut(json!({ "verdicts": ["farmers"] }), &[(says, "")], "ratify");
    cut(
        json!({ "verdicts": ["farmers.fair"] }),
        &[(
            "fair = \"rejects\", bare = \"accepts\"",
            "bare = \"accepts\"",
        )],
        "ratify",
    );
    cut(
        json!({ "verdicts": ["south"] }),
        &[(
            "{ forms = { bare = \"rejects\", fair = \"accepts\" } }",
            "{}",
        )],
        "ratify",
    );
    cut(
        json!({ "verdicts": ["yard.paid"] }),
        &[("  { id = \"paid\", wants = \"fee > none\" },\n", "")],
        "ratify",
    );
    cut(
        json!({ "verdicts": ["yard.audience_cost"] }),
        &[("audience_cost = \"work\"\n", "")],
        "ratify",
    );
    cut(
        json!({ "verdicts": ["yard.deadlock_cost"] }),
        &[("deadlock_cost = \"work\"\n", "")],
        "ratify",
    );
    cut(
        json!({ "guarantees": ["farmers.share"] }),
        &[(
            "[factions.farmers.guarantees.share]\nlabel = \"A share of the fee\"\nforms = [\"fair\"]\n",
            "",
        )],
        "block",
    );

    // Who must agree, and who holds the file.
    cut(
        json!({ "ratification": ["home.north"] }),
        &[(
            "[ratification.home.sides.north]\nleader = \"north\"\nvetoes = [\"farmers\"]\n",
            "",
        )],
        "ratify",
    );
    cut(
        json!({ "holders": ["south"] }),
        &[("[[holders]]\nside = \"south\"\nfaction = \"yard\"\n", "")],
        "ratify",
    );

    // Plans: a step that others need, what one shows, a window.
    cut(
        json!({ "steps": ["line"] }),
        &[
            (
                "[steps.line]\nlabel = \"A telephone line\"\nby = [\"north\"]\ncosts = { north = 1 }\nworth = { north = 0.5, south = 2 }\n",
                "",
            ),
            ("needs = [\"line\"]\n", ""),
            ("needs = [\"line\", \"boats\"]", "needs = [\"boats\"]"),
        ],
        "steps",
    );
    cut(
        json!({ "shows": ["boats"] }),
        &[("shows = { south = 2 }\n", "")],
        "steps",
    );
    cut(
        json!({ "windows": ["summer"] }),
        &[
            (
                "[windows.summer]\nlabel = \"The calm season\"\nopens = \"2002-05\"\ncloses = \"2002-09\"\neffect = \"helps\"\n",
                "",
            ),
            ("windows = [\"summer\"]\n", ""),
        ],
        "steps",
    );
    cut(
        json!({ "promises": ["first"] }),
        &[(
            "[promises.first]\nlabel = \"The first fee\"\nby = \"north\"\nto = \"south\"\nterm = \"fee\"\nannounced = 9\ndelivered = 3\nunit = \"m\"\n",
            "",
        )],
        "settlement",
    );

    cut(
        json!({ "perceptions": ["north-on-south"] }),
        &[(
            "[perceptions.north-on-south]\nof = \"north\"\ntext = \"North does not reckon with the toll.\"\nunaware = [\"toll\"]\n",
            "",
        )],
        "views",
    );
    // A driver is put at the level that it would have.
    cut(
        json!({ "drivers": { "storms": "low" } }),
        &[(
            "label = \"Storms\"\nat.now = { level = \"high\" }\n",
            "label = \"Storms\"\nat.now = { level = \"low\" }\n",
        )],
        "wishes",
    );
}

/// A link that is drawn in a reading alone is missed where that reading is put on, and not
/// elsewhere.
#[test]
fn a_link_of_a_reading_is_taken_out_of_it() {
    let carried = json!({ "links": ["guns-frighten"] });
    let lines = "[links.guns-frighten]\noption = \"guns\"\neffect = \"fear\"\nsign = \"+\"\nreadings = [\"wary\"]\n";
    let edits = [(lines, "")];
    assert_eq!(compared(carried.clone(), &edits, None), [""; 0]);
    let changed = compared(carried, &edits, Some("wary"));
    assert!(
        changed.contains(&"loops") || changed.contains(&"influence"),
        "{changed:?}"
    );
}

/// What others build on a statement goes with it: what a reading would do to it, and the
/// costs that name it. What a reading puts above it goes above the next.
#[test]
fn what_builds_on_a_statement_goes_with_it() {
    let no_guns = "  { id = \"no-guns\", wants = \"guns = none\" },\n";
    let edits = [(no_guns, ""), ("above = \"no-guns\"", "above = \"income\"")];
    let changed = compared(
        json!({ "statements": ["south.no-guns"] }),
        &edits,
        Some("eager"),
    );
    assert!(changed.contains(&"wishes"), "{changed:?}");
    let edits = [
        ("  { id = \"income\", wants = \"toll\" },\n", ""),
        ("wants = \"pact\", same_rank = true", "wants = \"pact\""),
        (
            "changes = [{ actor = \"south\", first = \"income\" }]",
            "changes = []",
        ),
    ];
    let carried = json!({ "statements": ["south.income"] });
    let changed = compared(carried, &edits, Some("wary"));
    assert!(changed.contains(&"wishes"), "{changed:?}");
    let edits = [
        ("  { id = \"work\", wants = \"crossing < open\" },\n", ""),
        ("audience_cost = \"work\"\n", ""),
        ("deadlock_cost = \"work\"\n", ""),
    ];
    let changed = compared(json!({ "verdicts": ["yard.work"] }), &edits, None);
    assert!(changed.contains(&"ratify"), "{changed:?}");
}

/// A reading that carries a mechanism is put on by whoever asks: it stays in the dossier.
#[test]
fn a_reading_stays_to_be_put_on() {
    let dossier = written(FERRY, Some(SOURCES));
    let carried: Carriers =
        serde_json::from_value(json!({ "readings": ["wary"] })).expect("carriers");
    let (without, changes) = dossier.without(&carried);
    assert!(changes.is_empty());
    let put_on = now(Some("wary"));
    assert_eq!(answers(without, &put_on), answers(dossier, &put_on));
    // Moved by hand to where it would stand as the case is read, it changes the same.
    let by_hand = edited(&[
        ("  { id = \"income\", wants = \"toll\" },\n", ""),
        (
            "  { id = \"no-guns\", wants = \"guns = none\" },\n",
            "  { id = \"income\", wants = \"toll\" },\n  { id = \"no-guns\", wants = \"guns = none\" },\n",
        ),
        ("wants = \"pact\", same_rank = true", "wants = \"pact\""),
    ]);
    let session = |text: &str| Session::new(written(text, Some(SOURCES)), Settings::default());
    let met = |session: &Session, scenario: Scenario| {
        let answer = session.ask(
            &Question::Analysis { scenario, list: 50 },
            Watcher::default(),
        );
        let value = serde_json::to_value(answer.expect("an answer")).expect("JSON");
        value["finding"]["status_quo"].clone()
    };
    let (read, moved) = (
        met(&session(FERRY), put_on),
        met(&session(&by_hand), now(None)),
    );
    assert!(read.is_object());
    assert_eq!(read, moved);
}

/// Nothing taken out is the dossier as it was, and what is not there is passed over.
#[test]
fn nothing_taken_out_changes_nothing() {
    let nothing = [
        json!({}),
        json!({ "statements": ["north.wine"], "options": [], "rules": ["none"], "links": ["fear>storms", "no-link"] }),
        json!({ "verdicts": ["farmers.wine", "nobody"], "guarantees": ["farmers.none"], "ratification": ["home.east", "abroad.north"] }),
        json!({ "holders": ["north"], "steps": ["none"], "shows": ["none", "line"], "promises": ["none"], "windows": ["none"], "perceptions": ["none"] }),
    ];
    let before = answers(written(FERRY, Some(SOURCES)), &now(None));
    for carried in nothing {
        let told = carried.to_string();
        let carried: Carriers = serde_json::from_value(carried).expect("carriers");
        let (same, changes) = written(FERRY, Some(SOURCES)).without(&carried);
        assert!(changes.is_empty());
        assert_eq!(answers(same, &now(None)), before, "{told}");
    }
}

/// An option is on the map of drivers for its links alone: without the last of them the push
/// on it leads nowhere, and that is an answer.
#[test]
fn an_option_without_its_link_moves_nothing() {
    let carried =
        "[mechanisms.M1]\nlabel = \"Guns frighten\"\ncarried = { links = [\"guns-frighten\"] }\n";
    let text = format!("{FERRY}\n{carried}");
    let session = Session::new(written(&text, Some(SOURCES)), Settings::default());
    let question = Question::Mechanisms {
        scenario: now(None),
        mechanism: Some("M1".to_owned()),
    };
    let answer = session.ask(&question, Watcher::default());
    let found: Finding<Mechanisms> = (answer.expect("an answer").try_into()).expect("mechanisms");
    let [mechanism] = found.finding.mechanisms.as_slice() else {
        panic!("one was asked for");
    };
    let [test] = mechanism.tests.as_slice() else {
        panic!("one period was asked about");
    };
    assert!(
        test.answers.unanswered.is_empty(),
        "{:?}",
        test.answers.unanswered
    );
    let fear = test.answers.answers.iter().any(|one| {
        matches!(&one.answer, ChangedAnswer::Push { cause, effect, old: Some(_), new: None }
            if cause == "Guns at the quay" && effect == "Fear in the South")
    });
    assert!(fear, "{:?}", test.answers.answers);
}
