//! The register of contradictions in words.

use hikiwake_evidence::register;

use crate::lists::opening;
use crate::written::{SOURCES, written};

fn told(body: &str, work: u64) -> Vec<String> {
    let text = format!("[dossier]\nformat = 1\ntitle = \"Small\"\n{body}");
    let found = register(&written(&text, Some(SOURCES)), work);
    opening(&hikiwake_document::register(&found))
}

#[test]
fn what_rests_on_a_clash() {
    let told = told(
        r#"
[actors.one]
name = "One"
[options.go]
owner = "one"
label = "Go"
because = ["a"]
[options.stay]
owner = "one"
label = "Stay"
because = ["b"]
[claims.a]
source = "book"
says = "A thousand."
figure = { metric = "m", value = 1000, date = "2014" }
[claims.b]
source = "paper"
says = "Half as many again."
figure = { metric = "m", value = 1550, date = "2014" }
"#,
        50_000_000,
    );
    assert_eq!(
        told,
        [
            "The sources differ on 1 thing: 1 found by the program alone, none by the reader \
             alone, none by both.",
            "1 cannot both be true, and of none nobody can tell yet.",
            "The program compared 1 pair of figures of one metric (none in agreement, none in a \
             series of one source), and no link on which two or more claims speak (none with \
             different signs).",
            "2 judgements of the model rest on a passage that stands in a clash."
        ]
    );
}

#[test]
fn an_empty_register_is_one_sentence() {
    assert_eq!(told("", 50_000_000).len(), 1);
}

#[test]
fn what_was_too_much_work_is_said() {
    let figures: String = (0..6)
        .map(|i| {
            format!(
                "[claims.f{i}]\nsource = \"book\"\nsays = \"It.\"\n\
                 figure = {{ metric = \"m\", value = {i}, unit = \"t\" }}\n"
            )
        })
        .collect();
    let told = told(&figures, 14);
    let last = told.last().expect("a sentence");
    assert!(
        last.starts_with("15 pairs of figures of one metric were not") && last.contains("--work"),
        "{told:?}"
    );
}
