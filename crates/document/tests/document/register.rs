//! The register of contradictions in words.

use hikiwake_document::{Block, Document};
use hikiwake_evidence::register;

use crate::lists::folded;
use crate::written::{SOURCES, written};

fn told(body: &str, work: u64) -> Document {
    let text = format!("[dossier]\nformat = 1\ntitle = \"Small\"\n{body}");
    let found = register(&written(&text, Some(SOURCES)), work);
    hikiwake_document::register(&found)
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
        told.answer.plain(),
        "The sources contradict each other on one thing."
    );
    assert_eq!(
        folded(&told, "How they were found"),
        [
            "Of 1 difference 1 found by the program alone, none by the reader alone, none by both.",
            "The program compared 1 pair of figures of one metric (none in agreement, none in a \
             series of one source), and no link on which two or more claims speak (none with \
             different signs).",
        ]
    );
    let items = folded(&told, "Cannot both be true (1)");
    for option in ["option go ", "option stay "] {
        assert!(items.iter().any(|one| one.starts_with(option)), "{items:?}");
    }
}

#[test]
fn an_empty_register_is_one_sentence() {
    let told = told("", 50_000_000);
    assert!(told.blocks.is_empty() && !told.answer.is_empty());
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
    let cautions = told.blocks.iter().filter_map(|block| match block {
        Block::Note { text, .. } => Some(text.plain()),
        _ => None,
    });
    let cautions: Vec<String> = cautions.collect();
    assert!(
        cautions.iter().any(|one| {
            one.starts_with("15 pairs of figures of one metric were not") && one.contains("--work")
        }),
        "{cautions:?}"
    );
}
