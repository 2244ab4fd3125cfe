//! What is written for somebody who has never heard of a graph model: no term of art, no
//! code, no count of states, and short.

use std::path::PathBuf;

use hikiwake_document::glossary::AVOIDED;
use serde_json::Value;

use crate::program::{answered, answered_at};

/// Dossiers of several kinds: invented ones, the reference case, a published conflict.
const DOSSIERS: [&str; 5] = [
    "reference/dossiers/gate",
    "reference/dossiers/lake",
    "crates/dossier/starter",
    "dossiers/kuril",
    "dossiers/classics/elmira",
];

/// Those of them that say what could be agreed, and those with a gradual plan.
const TALKS: [&str; 3] = [DOSSIERS[1], DOSSIERS[2], DOSSIERS[3]];

/// Those of them that say what is in place, and the reference case alone.
const IN_PLACE: [&str; 3] = TALKS;
const KURIL: [&str; 1] = [DOSSIERS[3]];

/// The questions whose answers keep to the first two depths, and of which dossiers.
const QUESTIONS: [(&[&str], &[&str]); 35] = [
    (&["analyse"], &DOSSIERS),
    (&["wishes"], &DOSSIERS),
    (&["sensitivity"], &DOSSIERS),
    (&["ways"], &DOSSIERS),
    (&["ways", "settlement"], &KURIL),
    (&["inverse"], &DOSSIERS),
    (&["explain", "status-quo"], &IN_PLACE),
    (&["explain", "settlement"], &KURIL),
    (&["settle"], &TALKS),
    (&["block"], &TALKS),
    (&["ratify"], &TALKS),
    (&["steps"], &TALKS),
    (&["concepts"], &DOSSIERS),
    (&["views"], &DOSSIERS),
    (&["compare"], &DOSSIERS),
    (&["compare", "2016-04", "2017-10"], &KURIL),
    (&["compare", "2016-04"], &KURIL),
    (&["compare", "linkage-apr16"], &KURIL),
    (&["compare", "spring", "autumn"], &[DOSSIERS[1]]),
    (&["analyse", "--symbolic"], &DOSSIERS),
    (&["states"], &DOSSIERS),
    (&["register"], &DOSSIERS),
    (&["trace", "--all"], &DOSSIERS),
    (&["trace", "status-quo"], &IN_PLACE),
    (&["backtest"], &DOSSIERS),
    (&["watch"], &DOSSIERS),
    (&["setting"], &[DOSSIERS[1], DOSSIERS[2], DOSSIERS[3]]),
    (&["influence"], &DOSSIERS),
    (&["influence", "us_hardline_ru"], &KURIL),
    (&["influence", "us_opposition"], &KURIL),
    (&["loops"], &DOSSIERS),
    (&["scenarios"], &DOSSIERS),
    (&["whatif", "--push", "ru_election=away"], &KURIL),
    (&["whatif", "--push", "ukraine_crisis=high"], &KURIL),
    (&["mechanisms", "--only", "M025"], &KURIL),
];

/// Codes of the smallest dossiers that are words, too.
const WORDS: [&str; 10] = ["be", "do", "go", "he", "me", "no", "she", "so", "to", "we"];

/// Words of the answer in one sentence, at most.
const SENTENCE: usize = 25;

/// Lines of a screen of 80 columns.
const SCREEN: usize = 40;

/// Words that two pages take, with room for tables.
const TWO_PAGES: usize = 1_200;

fn folder(name: &str) -> String {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "..", name]
        .iter()
        .collect();
    folder.to_str().expect("a path in UTF-8").to_owned()
}

/// The codes of all states that a finding names.
fn codes(finding: &Value, found: &mut Vec<String>) {
    match finding {
        Value::Object(fields) => {
            let code = fields.get("code").and_then(Value::as_str);
            found.extend(code.map(str::to_owned));
            fields.values().for_each(|value| codes(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| codes(value, found)),
        _ => {}
    }
}

/// The first sentence below the title.
fn first_sentence(text: &str) -> &str {
    let below = text.split_once('═').map_or(text, |(_, below)| below);
    below.trim_start_matches(['═', '\n'])
}

#[test]
fn an_answer_is_one_sentence_then_a_screen_in_plain_words() {
    let mut faults = Vec::new();
    for name in DOSSIERS {
        let folder = folder(name);
        let asked = QUESTIONS.iter().filter(|(_, of)| of.contains(&name));
        for (question, _) in asked {
            let mut arguments = vec![question[0], folder.as_str()];
            arguments.extend(&question[1..]);
            let text = answered_at("80", &arguments);
            let mut fault = |what: String| {
                faults.push(format!(
                    "{what} in `{} {name}`:\n{text}",
                    question.join(" ")
                ));
            };
            for word in AVOIDED.iter().filter(|word| text.contains(**word)) {
                fault(format!("“{word}”"));
            }
            let finding = answered(&[&arguments[..], &["--json"]].concat());
            let finding: Value = serde_json::from_str(&finding).expect("JSON");
            let mut known = Vec::new();
            codes(&finding, &mut known);
            let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
            known.retain(|code| !WORDS.contains(&code.as_str()));
            if let Some(code) = known.iter().find(|code| words.contains(&code.as_str())) {
                fault(format!("the code {code}"));
            }
            let lines = text.trim().lines().count();
            if lines > SCREEN {
                fault(format!("{lines} lines"));
            }
            let answer = first_sentence(&text).split("\n\n").next().unwrap_or("");
            let words = answer.split_whitespace().count();
            if words == 0 || words > SENTENCE {
                fault(format!("an answer of {words} words"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn a_brief_is_two_pages_in_plain_words() {
    for name in DOSSIERS {
        let text = answered(&["brief", &folder(name)]);
        for word in AVOIDED {
            assert!(
                !text.contains(word),
                "`{word}` in the brief of {name}:\n{text}"
            );
        }
        let words = text.split_whitespace().count();
        assert!(words < TWO_PAGES, "{words} words in the brief of {name}");
    }
}

/// What a deal costs those outside it, the date in the wish that opens it, whose hands the
/// file is in; and steps that say as of which day they are counted.
#[test]
fn a_brief_tells_who_else_pays_and_until_when() {
    let brief = answered(&["brief", &folder(DOSSIERS[3]), "--period", "2017-10"]);
    let steps = answered(&["steps", &folder(DOSSIERS[3])]);
    for (text, told) in [
        (
            &brief,
            "That Japan binds itself to keep American bases off the islands would cost United \
             States its 2nd wish, “See no part of an ally's territory closed to American bases”.",
        ),
        (
            &brief,
            "Russia’s 1st wish is dated: “Putin can give up no land before the election of March \
             2018”.",
        ),
        (
            &brief,
            "6 of the 13 steps of “Small steps towards a treaty” are done;",
        ),
        (&steps, "Seven of 13 steps were done by 30 October 2019;"),
    ] {
        let words: Vec<&str> = text.split_whitespace().collect();
        assert!(words.join(" ").contains(told), "no “{told}” in:\n{text}");
    }
    // In a table, cells are broken into lines.
    assert!(
        brief.contains("Japan's MOFA takes the file in Japan"),
        "{brief}"
    );
    assert!(
        brief.contains("If “Leaders and whoever holds the"),
        "{brief}"
    );
}

/// Likelihood and confidence stand under two words of their own, in two paragraphs.
#[test]
fn a_brief_keeps_likelihood_and_confidence_apart() {
    let text = answered(&["brief", &folder("reference/dossiers/gate")]);
    let at = |part: &str| {
        text.find(part)
            .unwrap_or_else(|| panic!("no “{part}” in:\n{text}"))
    };
    let (likelihood, confidence) = (at("Likelihood. "), at("Confidence (the analyst’s). "));
    assert!(likelihood < confidence);
    assert!(text[likelihood..confidence].contains("\n\n"));
    assert!(!text[likelihood..confidence].contains("stated in the sources"));
}
