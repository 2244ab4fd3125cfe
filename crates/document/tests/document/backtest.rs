//! The back-test in words.

use hikiwake_evidence::backtest::{BacktestSettings, backtest};

use crate::lists::{items, opening};
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
    let counted = "There is 1 difference between the record of events and the states coded \
                   besides: see the list. Neither corrects the other.";
    assert!(
        opening(&told).iter().any(|one| one == counted),
        "{items:#?}"
    );
    let foreseen = "What changed from “One” to “January” (2021-01): “X” (no → yes), foreseen by \
                    the base reading (1 of 1 model made ex ante); “Y” (none → all), foreseen by \
                    nobody.";
    assert!(
        opening(&told).iter().any(|one| one == foreseen),
        "{items:#?}"
    );
}

#[test]
fn a_dossier_without_outcomes_has_one_sentence() {
    assert_eq!(
        opening(&told("")),
        ["There is nothing to test: no period has an outcome, and there are no forecasts."]
    );
}
