//! The back-test in words.

use hikiwake_evidence::backtest::{BacktestSettings, backtest};

use crate::lists::{folded, items, opening};
use crate::written::written;

const TEXT: &str = r#"
[dossier]
format = 1
title = "A small record"
[actors.a]
name = "A"
[options]
x = { owner = "a", label = "X" }
y = { owner = "a", label = "Y", levels = ["none", "some", "all"] }
[[preferences]]
actor = "a"
statements = [{ id = "x", wants = "x" }]
"#;

fn told(rest: &str) -> hikiwake_document::Document {
    let dossier = written(&format!("{TEXT}{rest}"), None);
    let found = backtest(&dossier, &BacktestSettings::default()).expect("it compiles");
    hikiwake_document::backtest(&found)
}

#[test]
fn where_record_and_coded_state_disagree() {
    let told = told(
        r#"
[periods.p1]
label = "One"
date = "2020-03"
status_quo = "none"
outcomes = [{ id = "o", label = "January", date = "2021-01", state = "x, y = all" }]
[events]
e1 = { date = "2020-12", label = "In December", sets = ["x", "y = some"] }
"#,
    );
    let items = items(&told.blocks);
    let disagreement = "Record and outcome disagree on “Y” at “January” (2021-01): the record has \
                        some (set last by “In December” (2020-12)), the outcome all.";
    assert!(items.iter().any(|item| item == disagreement), "{items:#?}");
    let counted = "The record of events and what the dossier codes differ in one place; neither \
                   corrects the other.";
    assert!(
        opening(&told).iter().any(|one| one == counted),
        "{items:#?}"
    );
    let foreseen = "What changed from “One” to “January” (2021-01): “X” (no → yes), foreseen by \
                    the base reading (1 of 1 model written beforehand); “Y” (none → all), foreseen by \
                    nobody.";
    let figures = folded(&told, "In figures");
    assert!(figures.iter().any(|one| one == foreseen), "{figures:#?}");
    assert_eq!(
        told.answer.plain(),
        "Written beforehand, the model got 1 of 2 points right: better than saying that nothing \
         changes (0)."
    );
    assert_eq!(
        opening(&told)[..2],
        [
            "That is one test: one model against one outcome.",
            "Of the two things that changed it foresaw one. It missed: “Y” brought to all."
        ]
    );
}

#[test]
fn a_dossier_without_outcomes_has_one_sentence() {
    let told = told("");
    assert!(told.blocks.is_empty());
    assert_eq!(
        told.answer.plain(),
        "There is nothing to test: no period has an outcome, and there are no forecasts."
    );
}
