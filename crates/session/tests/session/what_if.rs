//! What if: pushes, options put otherwise, holders and readings, against the same written
//! into the files.

mod kuril;
mod levels;
mod put;

use hikiwake_conflict::Analysis;
use hikiwake_dossier::Scenario;
use hikiwake_drivers::Answered;
use hikiwake_finding::Finding;
use hikiwake_session::{Answer, Question, Session, Settings, Watcher};
use hikiwake_traceability::{
    AnswerChange, ChangedAnswer, LevelAnswer, VersionAnswers, WhatIf, changed_answers,
};

use crate::written::{SOURCES, written};

const DAM: &str = include_str!("what_if/dam.toml");

/// What is supposed: pushes, options, holders, readings.
#[derive(Default)]
struct Supposed<'a> {
    pushes: &'a [(&'a str, &'a str)],
    set: &'a [(&'a str, &'a str)],
    holders: &'a [(&'a str, &'a str)],
    readings: &'a [&'a str],
}

fn question(supposed: &Supposed, scenario: Scenario) -> Question {
    let pairs = |all: &[(&str, &str)]| -> Vec<(String, String)> {
        let owned = all
            .iter()
            .map(|(what, to)| ((*what).to_owned(), (*to).to_owned()));
        owned.collect()
    };
    Question::WhatIf {
        scenario,
        pushes: pairs(supposed.pushes),
        set: pairs(supposed.set),
        holders: pairs(supposed.holders),
        readings: supposed
            .readings
            .iter()
            .map(|id| (*id).to_owned())
            .collect(),
    }
}

fn session(text: &str) -> Session {
    Session::new(written(text, Some(SOURCES)), Settings::default())
}

fn asked(supposed: &Supposed) -> WhatIf {
    let question = question(supposed, Scenario::default());
    found(
        session(DAM)
            .ask(&question, Watcher::default())
            .expect("an answer"),
    )
}

fn found<T>(answer: Answer) -> T
where
    Finding<T>: TryFrom<Answer>,
{
    let finding: Result<Finding<T>, _> = answer.try_into();
    let finding = finding.unwrap_or_else(|_| panic!("of another kind"));
    finding.finding
}

fn edited(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(DAM.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replacen(from, to, 1)
    })
}

fn now() -> Scenario {
    Scenario {
        period: Some("now".to_owned()),
        ..Scenario::default()
    }
}

/// The answers that a text gives.
fn answers(text: &str, home: bool) -> VersionAnswers {
    let session = session(text);
    let ask = |question| {
        session
            .ask(&question, Watcher::default())
            .expect("an answer")
    };
    let scenario = now;
    VersionAnswers {
        analysis: Some(found(ask(Question::Analysis {
            scenario: scenario(),
            list: 0,
        }))),
        wishes: Some(found(ask(Question::Wishes {
            scenario: scenario(),
        }))),
        home: home.then(|| {
            found(ask(Question::Ratify {
                scenario: scenario(),
                rule: None,
                list: 0,
            }))
        }),
        ..VersionAnswers::default()
    }
}

/// What changes from the text to the text with these edits.
fn by_hand(edits: &[(&str, &str)], home: bool) -> Vec<AnswerChange> {
    let (before, after) = (answers(DAM, home), answers(&edited(edits), home));
    let changed = changed_answers(&before, &after, &[]).into_iter();
    let changed: Vec<AnswerChange> = changed
        .map(|answer| AnswerChange {
            answer,
            turns_on: None,
        })
        .collect();
    assert!(!changed.is_empty(), "{edits:?} change nothing");
    changed
}

#[track_caller]
fn same(found: &WhatIf, by_hand: &[AnswerChange]) {
    assert!(
        found.answers.unanswered.is_empty(),
        "{:?}",
        found.answers.unanswered
    );
    let json = |changed: &[AnswerChange]| serde_json::to_value(changed).expect("JSON");
    assert_eq!(json(&found.answers.answers), json(by_hand));
}

/// Levels put in the files, each driver by the line above its level: from, to.
fn levels(put: &[(&str, &str, &str)]) -> String {
    put.iter().fold(DAM.to_owned(), |text, (driver, from, to)| {
        let line = |level: &str| format!("{driver}\nat.now = {{ level = \"{level}\" }}");
        assert_eq!(text.matches(&line(from)).count(), 1, "{from}");
        text.replacen(&line(from), &line(to), 1)
    })
}

const RAIN: &str = "levels = [\"none\", \"some\", \"much\"]";
const FEAR: &str = "levels = [\"low\", \"mid\", \"high\"]";
const FLOOD: &str = "label = \"A flood\"";

#[test]
fn a_certain_push_moves_the_next_driver_one_level_and_switches_wishes() {
    let dry = asked(&Supposed {
        pushes: &[("rain", "none")],
        ..Supposed::default()
    });
    let [chain] = dry.pushes.as_slice() else {
        panic!("{:?}", dry.pushes);
    };
    let id = |driver: usize| dry.drivers[driver].id.as_str();
    assert_eq!((id(chain.driver), chain.from, chain.to), ("rain", 1, 0));
    let moved: Vec<(&str, usize, usize)> = (chain.moved.iter())
        .map(|one| (id(one.answer.driver), one.from, one.to))
        .collect();
    // Fear rises by one level and no more; no flood cannot be less.
    assert_eq!(moved, [("fear", 0, 1), ("flood", 0, 0)]);
    // Two ways speak against each other.
    let stopped: Vec<(&str, Answered)> = (chain.stopped.iter())
        .map(|one| (id(one.driver), one.answer))
        .collect();
    assert_eq!(stopped, [("mood", Answered::Open)]);
    let switched: Vec<(&str, bool)> = (dry.switched.iter())
        .map(|one| (one.switch.id.as_str(), one.stands))
        .collect();
    assert_eq!(switched, [("power", false), ("guard", true)]);

    let text = levels(&[(RAIN, "some", "none"), (FEAR, "low", "mid")]);
    let changed = changed_answers(&answers(DAM, false), &answers(&text, false), &[]);
    assert!(
        changed
            .iter()
            .any(|one| matches!(one, ChangedAnswer::InPlace { .. }))
    );
    let changed: Vec<AnswerChange> = (changed.into_iter())
        .map(|answer| AnswerChange {
            answer,
            turns_on: None,
        })
        .collect();
    same(&dry, &changed);
}

/// What a mixed response would switch stays as it is: nothing but the push itself does.
#[test]
fn a_mixed_response_moves_nothing() {
    let gloomy = asked(&Supposed {
        pushes: &[("fear", "mid")],
        ..Supposed::default()
    });
    let moved = |found: &WhatIf| -> Vec<(String, usize)> {
        let moved = found.pushes.iter().flat_map(|chain| &chain.moved);
        moved
            .map(|one| (found.drivers[one.answer.driver].id.clone(), one.to))
            .collect()
    };
    // By fear alone, mood rises for certain.
    assert_eq!(moved(&gloomy), [("mood".to_owned(), 1)]);
    assert!(gloomy.switched.iter().any(|one| one.switch.id == "song"));
    let wet = asked(&Supposed {
        pushes: &[("rain", "much")],
        ..Supposed::default()
    });
    assert_eq!(
        moved(&wet),
        [("fear".to_owned(), 0), ("flood".to_owned(), 1)]
    );
    assert!(wet.switched.iter().all(|one| one.switch.id != "song"));
    // A push to where it stands is none.
    let still = asked(&Supposed {
        pushes: &[("rain", "some")],
        ..Supposed::default()
    });
    assert!(still.switched.is_empty() && still.answers.answers.is_empty());
    // One that acts on nothing moves nothing.
    let news = asked(&Supposed {
        pushes: &[("news", "high")],
        ..Supposed::default()
    });
    assert!(moved(&news).is_empty() && news.pushes[0].stopped.is_empty());
    assert!(news.answers.answers.is_empty());
}

/// A driver that is pushed stands where it is put, whatever another push would do to it.
#[test]
fn a_driver_pushed_itself_stands_where_it_is_put() {
    let both = asked(&Supposed {
        pushes: &[("rain", "none"), ("fear", "high")],
        ..Supposed::default()
    });
    assert_eq!(both.pushes.len(), 2);
    let id = |driver: usize| both.drivers[driver].id.as_str();
    let mut moved = both.pushes.iter().flat_map(|chain| &chain.moved);
    assert!(moved.all(|one| id(one.answer.driver) != "fear"));
    assert!(both.levels.is_empty(), "a strip is of one push alone");
}

/// One row a level, each with what the files say with the levels to which the push leads.
#[test]
fn the_strip_has_a_row_a_level() {
    let strip = asked(&Supposed {
        pushes: &[("rain", "none")],
        ..Supposed::default()
    })
    .levels;
    let texts = [
        (
            "none",
            levels(&[(RAIN, "some", "none"), (FEAR, "low", "mid")]),
        ),
        ("some", DAM.to_owned()),
        (
            "much",
            levels(&[(RAIN, "some", "much"), (FLOOD, "low", "high")]),
        ),
    ];
    let by_hand: Vec<LevelAnswer> = (texts.iter())
        .map(|(level, text)| {
            let analysis: Analysis = answers(text, false).analysis.expect("an analysis");
            let today = analysis.status_quo.expect("a status quo");
            let patterns = analysis.patterns.into_iter().map(|ground| ground.pattern);
            let open = patterns
                .filter(|one| one.by_best_replies + one.by_improvements + one.by_joint_move > 0);
            LevelAnswer {
                level: (*level).to_owned(),
                here: *level == "some",
                lasts: Some(today.concepts.iter().any(|concept| concept == "SEQ")),
                opens: open.map(|one| one.id).collect(),
            }
        })
        .collect();
    assert_eq!(strip, by_hand);
    // The levels do not all answer alike, so that a strip of one answer would be seen.
    assert!(
        strip
            .iter()
            .any(|row| row.opens != strip[1].opens || row.lasts != strip[1].lasts)
    );
}
