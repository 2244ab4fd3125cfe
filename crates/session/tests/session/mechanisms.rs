//! Mechanisms: taken out as a person would delete them, and what changes without them.

mod kuril;
mod taken_out;

use hikiwake_dossier::Scenario;
use hikiwake_session::{Question, Session, Settings, Watcher};
use serde_json::{Value, json};

const FERRY: &str = include_str!("mechanisms/ferry.toml");

/// Every question that a carrier can bear on.
fn questions(scenario: &Scenario) -> [(&'static str, Question); 9] {
    let scenario = || scenario.clone();
    [
        (
            "analysis",
            Question::Analysis {
                scenario: scenario(),
                list: 50,
            },
        ),
        (
            "wishes",
            Question::Wishes {
                scenario: scenario(),
            },
        ),
        (
            "ratify",
            Question::Ratify {
                scenario: scenario(),
                rule: None,
                list: 50,
            },
        ),
        (
            "block",
            Question::Block {
                scenario: scenario(),
                wanted: None,
                agreement: None,
                rule: None,
            },
        ),
        (
            "settlement",
            Question::Settlement {
                scenario: scenario(),
                rule: None,
                list: 50,
            },
        ),
        (
            "steps",
            Question::Steps {
                plan: None,
                yearly_discount: None,
            },
        ),
        (
            "views",
            Question::Views {
                scenario: scenario(),
                list: 50,
            },
        ),
        (
            "loops",
            Question::Loops {
                scenario: scenario(),
                list: 50,
            },
        ),
        (
            "influence",
            Question::Influence {
                scenario: scenario(),
                driver: Some("storms".to_owned()),
            },
        ),
    ]
}

/// The answer to each question as JSON, or why there is none.
fn answers(dossier: hikiwake_dossier::Dossier, scenario: &Scenario) -> Vec<(&'static str, Value)> {
    let session = Session::new(dossier, Settings::default());
    let answer = |(name, question): (&'static str, Question)| {
        let value = match session.ask(&question, Watcher::default()) {
            Ok(answer) => serde_json::to_value(answer).expect("JSON"),
            Err(why) => json!({ "refused": why.to_string() }),
        };
        (name, value)
    };
    questions(scenario).into_iter().map(answer).collect()
}

/// In the period "now", under a reading.
fn now(reading: Option<&str>) -> Scenario {
    Scenario {
        period: Some("now".to_owned()),
        reading: reading.map(str::to_owned),
        ..Scenario::default()
    }
}

fn edited(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(FERRY.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replacen(from, to, 1)
    })
}
