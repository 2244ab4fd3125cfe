//! REFI-QDA projects: positions that are held against the texts, and refused where
//! they cannot be.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use hikiwake_dossier::Dossier;
use hikiwake_dossier::file::{Claim, Place, SourceText, TextHead};
use hikiwake_exchange::{ExportSettings, Format, export};
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::lossy::{counted, told};
use crate::random::{claims, dossier_with, text};
use crate::{SOURCES, refused, taken};

pub fn sha256(text: &str) -> String {
    Sha256::digest(text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// An archive with these entries.
pub fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TEXT: &str = "a\nRain falls.\nIt ends here.\n";

/// A dossier that counts `alpha2016` in this text.
pub fn counting(text: &str, claims: Vec<Claim>) -> Dossier {
    let mut dossier = dossier_with(claims, serde_json::from_str(SOURCES).unwrap());
    let head = TextHead {
        sha256: sha256(text),
        length: text.chars().count() as u64,
    };
    let beside = SourceText {
        text: Some(head),
        ..SourceText::default()
    };
    dossier.file.sources.insert("alpha2016".into(), beside);
    dossier
}

/// A project of another program with one selection.
fn project(text: &str, start: usize, end: usize, name: &str) -> Vec<u8> {
    let xml = format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="P" origin="Another Program 7">
 <CodeBook><Codes><Code guid="{{00000000-0000-0000-0000-00000000000A}}" name="weather" isCodable="true"/></Codes></CodeBook>
 <Sources><TextSource guid="00000000-0000-0000-0000-000000000001" name="alpha2016.txt" plainTextPath="internal://t.txt">
  <PlainTextSelection guid="00000000-0000-0000-0000-000000000002" name="{name}" startPosition="{start}" endPosition="{end}">
   <Coding guid="00000000-0000-0000-0000-000000000003"><CodeRef targetGUID="00000000-0000-0000-0000-00000000000a"/></Coding>
  </PlainTextSelection>
 </TextSource></Sources>
</Project>"#
    );
    archive(&[
        ("project.qde", xml.as_bytes()),
        ("sources/t.txt", text.as_bytes()),
    ])
}

#[test]
fn a_selection_of_another_program() {
    let dossier = counting(TEXT, Vec::new());
    let back = taken(&project(TEXT, 2, 13, ""), Format::Qdpx, &dossier);
    let (id, claim) = back.claims.first().unwrap();
    assert_eq!(id, "Q-000000000000");
    assert_eq!(claim["says"], "Coded as weather");
    assert_eq!(claim["source"], "alpha2016");
    let digest = &sha256("Rain falls.")[..16];
    assert_eq!(
        claim["places"],
        serde_json::json!([{ "start": 2, "end": 13, "digest": digest }])
    );
    let left = [
        "the name of the project, `P`",
        "the code `weather`, in 1 claims",
    ];
    assert_eq!(back.left, left);
}

#[test]
fn line_ends_are_not_guessed() {
    let dossier = counting(TEXT, Vec::new());
    let windows = TEXT.replace('\n', "\r\n");
    // Words that the selection is named by settle how it counts: line ends as two …
    let back = taken(
        &project(&windows, 3, 14, "Rain falls."),
        Format::Qdpx,
        &dossier,
    );
    assert_eq!(back.claims[0]["places"][0]["start"], 2);
    // … or as one.
    let back = taken(
        &project(&windows, 2, 13, "Rain falls."),
        Format::Qdpx,
        &dossier,
    );
    assert_eq!(back.claims[0]["places"][0]["start"], 2);
    assert_eq!(back.claims[0]["places"][0]["end"], 13);
    // Without them both are possible, and neither is taken.
    let faults = hikiwake_exchange::take(&project(&windows, 3, 14, "x"), Format::Qdpx, &dossier)
        .unwrap_err();
    assert!(
        faults[0]
            .message
            .contains("`x` (line 5): 3 to 14 may mean 2 places"),
        "{faults:?}"
    );
    // A mark at the head of the text is one more way to count.
    let marked = format!("\u{feff}{TEXT}");
    let back = taken(
        &project(&marked, 3, 14, "Rain falls."),
        Format::Qdpx,
        &dossier,
    );
    assert_eq!(back.claims[0]["places"][0]["start"], 2);
    assert!(hikiwake_exchange::take(&project(&marked, 3, 14, ""), Format::Qdpx, &dossier).is_err());
}

#[test]
fn another_text_is_refused() {
    let dossier = counting(TEXT, Vec::new());
    let other = TEXT.replace("Rain", "Snow");
    let faults = hikiwake_exchange::take(&project(&other, 2, 13, "here"), Format::Qdpx, &dossier)
        .unwrap_err();
    assert!(
        faults[0]
            .message
            .contains("is not the one that the dossier counts in. These are `here`"),
        "{faults:?}"
    );
    let bare = archive(&[("project.qde", br#"<Project name="P"><Sources><TextSource guid="1" name="alpha2016"><PlainTextSelection guid="2" startPosition="0" endPosition="1"/></TextSource></Sources></Project>"#)]);
    assert!(refused(&bare, Format::Qdpx)[0].contains("the archive holds no plain text of it"));
}

#[test]
fn a_source_that_is_new() {
    let dossier = counting(TEXT, Vec::new());
    let xml = r#"<Project name="P"><Sources><TextSource guid="1" name="Field Notes.docx"><PlainTextContent>One two</PlainTextContent><PlainTextSelection guid="2" startPosition="4" endPosition="7"><Description>It is two.</Description></PlainTextSelection></TextSource><PDFSource guid="3" name="x.pdf"/></Sources></Project>"#;
    let back = taken(
        &archive(&[("project.qde", xml.as_bytes())]),
        Format::Qdpx,
        &dossier,
    );
    let source = &back.sources["field-notes"];
    assert_eq!(source["title"], "Field Notes.docx");
    assert_eq!(source["hikiwake"]["text"]["sha256"], sha256("One two"));
    assert_eq!(back.claims[0]["says"], "It is two.");
    let left = ["the name of the project, `P`", "the PDFSource `x.pdf`"];
    assert_eq!(back.left, left);
}

#[test]
fn texts_only_when_asked_and_only_the_right_ones() {
    let dossier = counting(
        TEXT,
        vec![Claim {
            source: "alpha2016".into(),
            ..Claim::default()
        }],
    );
    let mut settings = ExportSettings::default();
    let plain = export(&dossier, Format::Qdpx, &settings).unwrap();
    let names = |bytes: Vec<u8>| -> Vec<String> {
        let zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names = zip.file_names().map(|name| name.unwrap().into_owned());
        names.collect()
    };
    assert_eq!(names(plain.bytes), ["project.qde"]);
    settings.texts.insert("alpha2016".into(), TEXT.into());
    assert_eq!(
        names(export(&dossier, Format::Qdpx, &settings).unwrap().bytes).len(),
        2
    );
    settings.texts.insert("alpha2016".into(), "another".into());
    assert!(
        export(&dossier, Format::Qdpx, &settings)
            .unwrap_err()
            .contains("is not the one")
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    /// With its texts, a project comes back checked, and loses what it says it loses.
    #[test]
    fn losses_of_projects_are_exact(
        claims in claims(),
        texts in (text(), text()).prop_map(|(a, b)| (format!("{a} alpha"), format!("{b} beta"))),
        at in prop::collection::vec((0.0..1.0f64, 0.0..1.0f64), 16),
    ) {
        let texts = [("alpha2016", texts.0), ("beta2017", texts.1)];
        let mut at = at.into_iter().cycle();
        let mut dossier = dossier_with(claims, serde_json::from_str(SOURCES).unwrap());
        for claim in dossier.file.claims.values_mut() {
            for place in &mut claim.places {
                let of = place.source.as_ref().unwrap_or(&claim.source);
                let text = &texts.iter().find(|(id, _)| id == of).unwrap().1;
                let (from, length) = at.next().unwrap();
                put(place, text, from, length);
            }
        }
        for (id, text) in &texts {
            let head = TextHead { sha256: sha256(text), length: text.chars().count() as u64 };
            let beside = SourceText { text: Some(head), ..SourceText::default() };
            dossier.file.sources.insert((*id).into(), beside);
        }
        let texts: BTreeMap<String, String> = texts.iter().map(|(id, text)| ((*id).into(), text.clone())).collect();
        let out = export(&dossier, Format::Qdpx, &ExportSettings { texts }).unwrap();
        prop_assert_eq!(&out, &export(&dossier, Format::Qdpx, &ExportSettings { texts: texts_again(&out, &dossier) }).unwrap());
        let back = taken(&out.bytes, Format::Qdpx, &dossier);
        let before = hikiwake_exchange::claims(&dossier);
        let of_claims: Vec<_> = out.losses.iter().filter(|loss| loss.of == "claims").cloned().collect();
        prop_assert_eq!(counted(before.iter(), |id| back.claims.get(id)), told(&of_claims));
    }
}

/// The texts of an archive, by source.
fn texts_again(out: &hikiwake_exchange::Exported, dossier: &Dossier) -> BTreeMap<String, String> {
    use std::io::Read as _;
    let mut zip = zip::ZipArchive::new(Cursor::new(&out.bytes)).unwrap();
    let mut texts = BTreeMap::new();
    for index in 0..zip.len() {
        let mut text = String::new();
        zip.by_index(index)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        for (id, known) in &dossier.file.sources {
            if known
                .text
                .as_ref()
                .is_some_and(|head| head.sha256 == sha256(&text))
            {
                texts.insert(id.clone(), text.clone());
            }
        }
    }
    texts
}

/// Lets a place lie in the text, with the digest of what stands there or none.
fn put(place: &mut Place, text: &str, from: f64, length: f64) {
    let chars: Vec<char> = text.chars().collect();
    let start = (from * (chars.len() - 1) as f64) as usize;
    let end = start + 1 + (length * (chars.len() - start - 1) as f64) as usize;
    let slice: String = chars[start..end].iter().collect();
    (place.start, place.end) = (start as u64, end as u64);
    if !place.digest.is_empty() {
        place.digest = sha256(&slice)[..8].to_owned();
    }
}
