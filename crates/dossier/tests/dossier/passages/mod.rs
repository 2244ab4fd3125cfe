//! Places of a dossier, and the texts that they point into.

use std::path::{Path, PathBuf};

mod finding;
mod papers;
mod relocating;
mod same_words;
mod small;
mod verifying;

use hikiwake_dossier::{Attached, CountedText, TextStore, owned_places, read};

/// The dossier of the two papers.
fn kuril() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dossiers/kuril")
}

#[test]
fn code_points_are_counted_as_they_lie_there() {
    let text = CountedText::new("\u{feff}a\r\n𝛼e\u{301}z".repeat(100));
    assert_eq!(text.length(), 800);
    assert_eq!(text.slice(0, 1), Some("\u{feff}"));
    assert_eq!(text.slice(2, 4), Some("\r\n"));
    assert_eq!(text.slice(796, 798), Some("𝛼e"));
    assert_eq!(text.slice(800, 800), Some(""));
    assert_eq!(text.slice(799, 801), None);
    assert_eq!(text.slice(5, 4), None);
    assert_eq!(text.slice(u64::MAX, u64::MAX), None);
    for point in 0..=800 {
        let byte = text.byte(point).unwrap();
        assert_eq!(text.point(byte), point);
    }
    // A byte inside a code point belongs to it.
    assert_eq!(text.point(text.byte(4).unwrap() + 2), 4);
    assert_eq!(CountedText::new(String::new()).point(3), 0);
}

#[test]
fn every_place_of_the_dossier_has_a_name_and_a_line() {
    let read = read(&kuril());
    let dossier = read.dossier.as_ref().expect("a dossier without errors");
    let all = owned_places(&dossier.file);
    assert!(all.len() > 1000, "{}", all.len());
    let mut names: Vec<_> = all.iter().map(|l| l.name()).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all.len(), "two places have one name");
    for place in &all {
        let span = read.span(&place.path).expect("a place in a file");
        let (_, text) = read.files.iter().find(|(n, _)| *n == span.file).unwrap();
        let written = &text[span.start..span.end];
        assert!(
            written.contains(&place.start.to_string()),
            "{}: {written}",
            place.name()
        );
    }
}

#[test]
fn a_text_is_given_while_it_is_what_was_attached() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("paper.txt");
    std::fs::write(&file, "Zwölf Boxkämpfer").unwrap();
    let shelf = TextStore::at(&here.path().join("data"));
    let dossier = here.path().join("dossier");
    std::fs::create_dir(&dossier).unwrap();
    assert!(shelf.text(&dossier, "paper").is_none());
    let text = Attached::read(&file).unwrap();
    shelf.put(&dossier, "paper", &text, Vec::new()).unwrap();
    let given = shelf.text(&dossier, "paper").expect("the text");
    assert_eq!(given.slice(6, 11), Some("Boxkä"));
    assert_eq!(given, text);
    // Another name of the same folder is the same folder; another source is not.
    assert!(
        shelf
            .text(&here.path().join("./dossier/../dossier"), "paper")
            .is_some()
    );
    assert!(shelf.text(&dossier, "paper2").is_none());
    std::fs::write(&file, "Zwölf Boxkämpfer.").unwrap();
    assert!(shelf.text(&dossier, "paper").is_none());
    assert!(shelf.tie(&dossier, "paper").unwrap().is_some());
    assert_eq!(std::fs::read_dir(&dossier).unwrap().count(), 0);
}

#[test]
fn a_file_that_is_no_text_says_which_byte() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("latin.txt");
    std::fs::write(&file, b"one\ntwo\nthr\xe9e").unwrap();
    let message = Attached::read(&file).unwrap_err().to_string();
    assert!(message.contains("byte 11 "), "{message}");
    assert!(message.contains("line 3"), "{message}");
    assert!(message.contains("0xE9"), "{message}");
    assert!(
        Attached::read(here.path())
            .unwrap_err()
            .to_string()
            .contains("not a file")
    );
}

#[test]
fn files_of_other_kinds_and_empty_ones_are_no_texts() {
    let here = tempfile::tempdir().unwrap();
    let said = |name: &str, bytes: &[u8]| {
        let file = here.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        Attached::read(&file).unwrap_err().to_string()
    };
    for (name, bytes, words) in [
        ("a.pdf", b"%PDF-1.5\nabc".as_slice(), "pdftotext -layout"),
        (
            "a.docx",
            b"PK\x03\x04 [Content_Types].xml",
            "--convert-to txt:Text",
        ),
        ("a.rtf", b"{\\rtf1 abc}", "word processor"),
        ("a.txt", b"\xff\xfea\0b\0", "choose UTF-8"),
        ("empty.txt", b"", "is empty"),
        ("scanned.txt", b"\x0c\n\x0c\n", "is empty"),
        ("mark.txt", b"\xef\xbb\xbf\n", "is empty"),
    ] {
        let said = said(name, bytes);
        assert!(
            said.contains(words) && said.contains("= help: "),
            "{name}: {said}"
        );
    }
}
