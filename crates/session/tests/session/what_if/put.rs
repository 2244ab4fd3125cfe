//! Options, holders and readings put otherwise, and what there is not to be put.

use hikiwake_session::{Session, Settings, Watcher};
use hikiwake_traceability::{AnswerChange, changed_answers};

use super::{DAM, Supposed, answers, asked, by_hand, edited, now, question, same, session};

#[test]
fn options_put_otherwise_are_the_status_quo_written_otherwise() {
    let place = "status_quo = \"dam, pact.upland\"";
    for (set, written) in [
        (("dam", "no"), "status_quo = \"pact.upland\""),
        (("court", "yes"), "status_quo = \"dam, court, pact.upland\""),
        (
            ("gates", "half"),
            "status_quo = \"dam, gates = half, pact.upland\"",
        ),
        (("pact", "yes"), "status_quo = \"dam, pact\""),
        (("pact", "no"), "status_quo = \"dam\""),
    ] {
        let found = asked(&Supposed {
            set: &[set],
            ..Supposed::default()
        });
        let (before, after) = (
            answers(DAM, false),
            answers(&edited(&[(place, written)]), false),
        );
        let changed = changed_answers(&before, &after, &[]).into_iter();
        let changed: Vec<AnswerChange> = changed
            .map(|answer| AnswerChange {
                answer,
                turns_on: None,
            })
            .collect();
        same(&found, &changed);
        assert_eq!(found.set.len(), 1);
        assert!(found.levels.is_empty() && found.pushes.is_empty());
    }
    // What is taken off, and something changes.
    let found = asked(&Supposed {
        set: &[("dam", "no"), ("court", "yes")],
        ..Supposed::default()
    });
    same(
        &found,
        &by_hand(&[(place, "status_quo = \"court, pact.upland\"")], false),
    );
}

#[test]
fn holders_and_readings_are_as_written_into_the_files() {
    let council = asked(&Supposed {
        holders: &[("upland", "council")],
        ..Supposed::default()
    });
    same(
        &council,
        &by_hand(&[("faction = \"board\"", "faction = \"council\"")], true),
    );

    let suing = asked(&Supposed {
        readings: &["suing"],
        ..Supposed::default()
    });
    let reading = DAM.find("[readings.suing]").expect("the reading");
    let next = DAM[reading..].find("\n\n").expect("its end");
    let edits = [
        (&DAM[reading..reading + next], ""),
        ("  { id = \"quiet\", wants = \"not court\" },\n", ""),
        (
            "  { id = \"water\", wants = \"not dam\" },\n",
            "  { id = \"water\", wants = \"not dam\" },\n  { id = \"sue\", wants = \"court if dam\" },\n",
        ),
    ];
    // By hand, nothing says which reading brought the wish.
    assert!(suing.answers.unanswered.is_empty());
    let json = |changed: &[AnswerChange]| serde_json::to_string(changed).expect("JSON");
    let told = json(&suing.answers.answers);
    let told = told.replace("\"reading\":\"suing\"", "\"reading\":null");
    assert_eq!(told, json(&by_hand(&edits, false)));
}

#[test]
fn what_there_is_not_is_said_in_one_message() {
    let none = Supposed::default;
    let session = session(DAM);
    for (supposed, said) in [
        (
            Supposed {
                pushes: &[("snow", "much")],
                ..none()
            },
            ["snow", "driver"],
        ),
        (
            Supposed {
                pushes: &[("rian", "much")],
                ..none()
            },
            ["rian", "`rain`"],
        ),
        (
            Supposed {
                pushes: &[("rain", "lots")],
                ..none()
            },
            ["lots", "none, some, much"],
        ),
        (
            Supposed {
                pushes: &[("gates", "open")],
                ..none()
            },
            ["gates", "--set"],
        ),
        (
            Supposed {
                set: &[("moat", "yes")],
                ..none()
            },
            ["moat", "option"],
        ),
        (
            Supposed {
                set: &[("gates", "wide")],
                ..none()
            },
            ["wide", "half"],
        ),
        (
            Supposed {
                readings: &["storm"],
                ..none()
            },
            ["storm", "suing"],
        ),
        (
            Supposed {
                holders: &[("upland", "king")],
                ..none()
            },
            ["king", "faction"],
        ),
        (
            Supposed {
                holders: &[("moon", "council")],
                ..none()
            },
            ["moon", "side"],
        ),
    ] {
        let asked = session.ask(&question(&supposed, now()), Watcher::default());
        let why = match asked {
            Err(why) => why.to_string(),
            Ok(_) => panic!("{said:?} is answered"),
        };
        for word in said {
            assert!(why.contains(word), "{why}");
        }
    }
    let nowhere = DAM.replace(
        "status_quo = \"dam, pact.upland\"",
        "status_quo_text = \"Nobody knows.\"",
    );
    let nowhere = hikiwake_dossier::read_texts(&[("dossier.toml".to_owned(), nowhere)]);
    let Some(dossier) = nowhere.dossier else {
        return;
    };
    let session = Session::new(dossier, Settings::default());
    let supposed = Supposed {
        set: &[("dam", "no")],
        ..none()
    };
    let why = session.ask(&question(&supposed, now()), Watcher::default());
    let why = why.expect_err("nothing is in place").to_string();
    assert!(why.contains("what is in place"), "{why}");
}
