//! What is written for somebody who has never heard of a graph model: no term of art, no
//! code, no count of states, and short.

use std::path::PathBuf;

use crate::program::answered;

/// What a policy reader is not to meet.
const AVOIDED: [&str; 17] = [
    "feasible state",
    "equilibri",
    "joint improvement",
    "best repl",
    "SEQ",
    "GMR",
    "SMR",
    "Nash",
    "win-set",
    "efficient",
    "betray",
    "It turns on",
    "nothing has to change",
    "contradicts nothing",
    "at a loss",
    "swings",
    "discount",
];

/// Words that two pages take, with room for tables.
const TWO_PAGES: usize = 1_200;

fn folder(name: &str) -> String {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "..", name]
        .iter()
        .collect();
    folder.to_str().expect("a path in UTF-8").to_owned()
}

#[test]
fn a_brief_and_what_it_is_made_of_are_in_plain_words() {
    for name in [
        "reference/dossiers/gate",
        "reference/dossiers/lake",
        "crates/dossier/starter",
    ] {
        let folder = folder(name);
        for command in ["wishes", "sensitivity", "brief"] {
            let text = answered(&[command, &folder]);
            for word in AVOIDED {
                assert!(
                    !text.contains(word),
                    "`{word}` in `{command} {name}`:\n{text}"
                );
            }
            let opening = text.lines().skip(3).find(|line| !line.is_empty());
            assert!(opening.is_some(), "{text}");
        }
        let words = answered(&["brief", &folder]).split_whitespace().count();
        assert!(words < TWO_PAGES, "{words} words in the brief of {name}");
    }
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
