//! What `verify` says of places that moved, vanished, or stand twice.

use hikiwake_dossier::{
    Edition, PlaceStatus, TextStore, Verification, attach, read, verify, warn_of_moved_texts,
};

use super::small::{Small, place};

const TEXT: &str = "The dam stands. The dam is high. Water falls from the dam, 堤防 and all. End.";

fn dossier() -> Small {
    let claims = [
        place(TEXT, "The dam is high."),
        place(TEXT, "Water falls"),
        place(TEXT, "堤防"),
        place(TEXT, "The dam"),
    ];
    Small::new(TEXT, &claims)
}

fn verified(small: &Small) -> Verification {
    verify(&read(&small.folder), &small.folder, &small.shelf)
}

fn statuses(found: &Verification) -> Vec<(&str, PlaceStatus, &[[u64; 2]])> {
    let faults = found.faults.iter();
    faults
        .map(|f| (f.id.as_str(), f.status, f.found.as_slice()))
        .collect()
}

#[test]
fn sound_places_and_those_that_match_twice() {
    let small = dossier();
    let found = verified(&small);
    assert_eq!(found.counts.unchecked, 4);
    assert!(
        found
            .sentences
            .join(" ")
            .contains("No text is attached to paper")
    );
    let attached = small.attach();
    assert_eq!(
        (attached.fitting, attached.places, attached.quotes),
        (4, 4, 4)
    );
    assert_eq!(attached.edition, Edition::Recorded);
    let found = verified(&small);
    assert_eq!((found.counts.places, found.counts.sound), (4, 4));
    assert_eq!(found.faults, []);
    let twice: Vec<_> = found
        .repeated
        .iter()
        .map(|r| (r.name.as_str(), r.times))
        .collect();
    assert_eq!(twice, [("claim c3, place 1", 2)]);
    // Not a byte has gone into the dossier's folder.
    let names = std::fs::read_dir(&small.folder).unwrap();
    assert_eq!(names.count(), 2);
}

#[test]
fn moved_several_vanished_and_outside() {
    let small = dossier();
    small.attach();
    // The text of the source changes under the tie.
    small.write_text("New. The dam is high. Water rises. 堤防 堤防 The.");
    let found = verified(&small);
    assert!(found.sources[0].changed);
    assert_eq!(found.sources[0].edition, Some(Edition::Other));
    let expected: [(&str, PlaceStatus, &[[u64; 2]]); 4] = [
        ("c0", PlaceStatus::Moved, &[[5, 21]]),
        ("c1", PlaceStatus::Vanished, &[]),
        ("c2", PlaceStatus::Outside, &[[35, 37], [38, 40]]),
        ("c3", PlaceStatus::Moved, &[[5, 12]]),
    ];
    assert_eq!(statuses(&found), expected);
    let span = found.faults[0].span.as_ref().unwrap();
    assert_eq!(span.file, "dossier.toml");
    assert!(span.line > 5);
    // The same without quotes: by the digests alone.
    std::fs::remove_dir_all(&small.data).unwrap();
    small.attach();
    let found = verified(&small);
    assert_eq!(statuses(&found), expected);
    assert!(!found.sources[0].changed);
}

#[test]
fn check_warns_of_moved_texts_and_reading_alone_does_not() {
    let small = dossier();
    small.attach();
    let mut sound = read(&small.folder);
    let before = sound.diagnostics.clone();
    warn_of_moved_texts(&mut sound, &small.folder, &small.shelf);
    assert_eq!(sound.diagnostics, before);
    small.write_text(&TEXT.replace("Water", "The water"));
    let mut moved = read(&small.folder);
    assert_eq!(moved.diagnostics, before);
    warn_of_moved_texts(&mut moved, &small.folder, &small.shelf);
    let new: Vec<_> = moved
        .diagnostics
        .iter()
        .filter(|d| d.code == "moved-text")
        .collect();
    assert_eq!(new.len(), 2, "{}", moved.render(false));
    assert!(
        new.iter()
            .all(|d| d.span.as_ref().is_some_and(|s| s.file == "dossier.toml"))
    );
    std::fs::remove_file(&small.text).unwrap();
    let mut gone = read(&small.folder);
    warn_of_moved_texts(&mut gone, &small.folder, &small.shelf);
    assert!(gone.diagnostics.iter().any(|d| d.code == "unreadable-text"));
    // Another machine, or another user, knows of no text.
    let mut elsewhere = read(&small.folder);
    let empty = TextStore::at(&small.folder.join("nowhere"));
    warn_of_moved_texts(&mut elsewhere, &small.folder, &empty);
    assert_eq!(elsewhere.diagnostics, before);
}

#[test]
fn what_an_editor_does_is_said_and_not_mended() {
    let text = "Line one.\nLine two.\nLine three.\n";
    let places = [place(text, "one"), place(text, "two"), place(text, "three")];
    let small = Small::new(text, &places);
    for (written, words) in [
        (
            format!("\u{feff}{text}"),
            "Without the byte order mark at its beginning",
        ),
        (
            text.replace('\n', "\r\n"),
            "With its line ends turned from CRLF to LF",
        ),
        (
            format!("\u{feff}{}", text.replace('\n', "\r\n")),
            "Without the byte order mark at its beginning and with its line ends turned from CRLF \
             to LF",
        ),
    ] {
        small.write_text(&written);
        let attached = small.attach();
        assert_eq!(attached.edition, Edition::Other);
        let said = attached.disguise.expect("a sentence").words;
        assert!(said.starts_with(words), "{said}");
        assert!(said.contains("exactly the text"), "{said}");
        assert!(verified(&small).counts.sound < 3);
        assert_eq!(std::fs::read_to_string(&small.text).unwrap(), written);
    }
    // Where the dossier records no text, the places tell.
    let unrecorded = Small::without_head(text, &places);
    unrecorded.write_text(&text.replace('\n', "\r\n"));
    let attached = unrecorded.attach();
    assert_eq!(attached.edition, Edition::Unrecorded);
    let said = attached.disguise.expect("a sentence").words;
    assert!(said.contains("3 of its 3 places"), "{said}");
    // And the other way round, where the dossier counts a mark and CRLF.
    let crlf = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let small = Small::new(&crlf, &[place(&crlf, "three")]);
    small.write_text(text);
    let said = small.attach().disguise.expect("a sentence").words;
    assert!(said.starts_with("With a byte order mark"), "{said}");
}

#[test]
fn a_source_that_is_none_is_refused() {
    let small = dossier();
    let read = read(&small.folder);
    let dossier = read.dossier.as_ref().unwrap();
    let error = attach(dossier, &small.folder, &small.shelf, "other", &small.text).unwrap_err();
    assert!(
        error.to_string().contains("the bibliography has paper"),
        "{error}"
    );
}

#[test]
fn a_tie_that_is_damaged_is_said_and_replaced() {
    let small = dossier();
    small.attach();
    let tie = std::fs::read_dir(small.data.join("texts"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    std::fs::write(tie.path(), "{").unwrap();
    assert!(small.shelf.text(&small.folder, "paper").is_none());
    let found = verified(&small);
    assert!(
        found.sentences.join(" ").contains("attach the text again"),
        "{found:?}"
    );
    small.attach();
    assert_eq!(verified(&small).counts.sound, 4);
}
