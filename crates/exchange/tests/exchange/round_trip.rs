//! What goes out comes in again.

use std::fs;

use hikiwake_dossier::file::Claim;
use hikiwake_exchange::{Format, Loss, MergeError};
use proptest::prelude::*;

use crate::lossy::with_plain_dates;
use crate::random::{claims, dossier_with, sources};
use crate::{CLAIMS, SOURCES, exported, folder, full, imported, opened, taken};

#[test]
fn claims_and_sources_into_an_empty_dossier() {
    let before = full();
    let before = opened(before.path());
    for (of_sources, of_claims) in [
        (Format::SourcesCsv, Format::ClaimsCsv),
        (Format::SourcesCsv, Format::Annotations),
        (Format::Csl, Format::ClaimsCsv),
    ] {
        let after = folder(&[]);
        let sources = exported(&before, of_sources);
        assert_eq!(sources.losses, [], "{of_sources:?}");
        let merged = imported(after.path(), &sources.bytes, of_sources).unwrap();
        assert_eq!((merged.claims, merged.sources), (0, 2));
        let claims = exported(&before, of_claims);
        assert_eq!(claims.losses, [], "{of_claims:?}");
        let merged = imported(after.path(), &claims.bytes, of_claims).unwrap();
        assert_eq!((merged.claims, merged.sources), (3, 0));
        let after = opened(after.path());
        assert_eq!(after.file.claims, before.file.claims, "{of_claims:?}");
        assert_eq!(after.sources.len(), 2);
        for (after, before) in after.sources.iter().zip(&before.sources) {
            assert_eq!(after.authors, before.authors);
            assert_eq!(after.csl, before.csl);
        }
    }
}

#[test]
fn what_is_there_stays_as_it_is() {
    let there = full();
    let dossier = opened(there.path());
    for format in [
        Format::ClaimsCsv,
        Format::SourcesCsv,
        Format::Csl,
        Format::Bibtex,
        Format::Annotations,
    ] {
        let merged = imported(there.path(), &exported(&dossier, format).bytes, format).unwrap();
        assert_eq!(merged.files, [], "{format:?}");
        assert_eq!(
            merged.there.len(),
            if format.holds_claims() { 3 } else { 2 }
        );
    }
    let text = |name: &str| fs::read_to_string(there.path().join(name)).unwrap();
    assert_eq!(
        (text("claims.toml").as_str(), text("sources.json").as_str()),
        (CLAIMS, SOURCES)
    );
}

#[test]
fn another_claim_of_the_same_name_is_refused() {
    let there = full();
    let table = "id,source,says\nC001,alpha2016,Another thing.\nN1,alpha2016,New.\n";
    let Err(MergeError::Faults(faults)) =
        imported(there.path(), table.as_bytes(), Format::ClaimsCsv)
    else {
        panic!("not refused");
    };
    let [fault] = faults.as_slice() else {
        panic!("{faults:#?}");
    };
    assert_eq!(fault.at, "row 2");
    assert!(fault.message.contains("another claim `C001`"));
}

#[test]
fn new_sources_stand_behind_the_old_ones() {
    let there = full();
    let bib =
        "@book{gamma2018, title = {Three}, author = {Doe, Jane and {The Board}}, year = 2018}";
    let merged = imported(there.path(), bib.as_bytes(), Format::Bibtex).unwrap();
    assert_eq!(merged.sources, 1);
    let text = fs::read_to_string(there.path().join("sources.json")).unwrap();
    let old = SOURCES.trim_end().trim_end_matches(']').trim_end();
    assert!(text.starts_with(old), "{text}");
    let gamma = &opened(there.path()).sources[2];
    assert_eq!(gamma.long(), "Doe, The Board (2018): Three");
}

#[test]
fn files_get_names_that_are_free() {
    let there = full();
    for (id, name) in [
        ("N1", "imported-from-there.toml"),
        ("N2", "imported-from-there-2.toml"),
    ] {
        let table = format!("id,source,says\n{id},alpha2016,New.\n");
        let merged = imported(there.path(), table.as_bytes(), Format::ClaimsCsv).unwrap();
        assert_eq!(merged.files[0].0, name);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// Whatever claims say, a table and annotations hold all of it.
    #[test]
    fn claims_come_back_whole(claims in claims()) {
        let dossier = dossier_with(claims, sources_of_two());
        for format in [Format::ClaimsCsv, Format::Annotations] {
            let out = exported(&dossier, format);
            prop_assert_eq!(&out.losses, &Vec::<Loss>::new());
            let back = taken(&out.bytes, format, &dossier);
            prop_assert_eq!(back.claims.len(), dossier.file.claims.len());
            for ((id, claim), (back_id, back)) in dossier.file.claims.iter().zip(back.claims) {
                let back: Claim = serde_json::from_value(back.into()).unwrap();
                prop_assert_eq!(id, &back_id);
                prop_assert_eq!(claim, &back);
            }
        }
    }

    /// No cell of a table begins as a formula does, whole or cut at a separator.
    #[test]
    fn no_cell_runs(claims in claims(), sources in sources()) {
        let dossier = dossier_with(claims, sources);
        for format in [Format::ClaimsCsv, Format::SourcesCsv] {
            let out = exported(&dossier, format);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&out.bytes[..]);
            for row in reader.records() {
                for cell in &row.unwrap() {
                    prop_assert!(!cell.starts_with(['\t', '\r', '\n']), "{:?}", cell);
                    // A plain number is none.
                    let parts = cell.split([';', '\t', '\r', '\n']).filter(|part| part.parse::<f64>().is_err());
                    for part in parts {
                        let hidden = |c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}' || c == '\u{200b}';
                        let first = part.trim_start_matches(hidden).chars().next();
                        prop_assert!(!first.is_some_and(|c| "=+-@＝＋－＠".contains(c)), "{:?}", cell);
                    }
                }
            }
        }
    }

    /// Sources come back whole from CSL-JSON and from a table.
    #[test]
    fn sources_come_back_whole(sources in sources()) {
        let dossier = dossier_with(Vec::new(), sources);
        for format in [Format::Csl, Format::SourcesCsv] {
            let out = exported(&dossier, format);
            let back = taken(&out.bytes, format, &dossier);
            for (source, (_, back)) in dossier.sources.iter().zip(back.sources) {
                // A table has one form for a date.
                let csl = match format {
                    Format::SourcesCsv => with_plain_dates(&source.csl),
                    _ => source.csl.clone(),
                };
                for (key, value) in &csl {
                    prop_assert_eq!(Some(value), back.get(key), "{}", key);
                }
                prop_assert_eq!(back.len(), source.csl.len());
            }
            prop_assert_eq!(out.losses, Vec::<Loss>::new());
        }
    }
}

fn sources_of_two() -> Vec<serde_json::Value> {
    serde_json::from_str(SOURCES).unwrap()
}

/// What stood in `sources.json` before stays to the letter, however it was laid out.
#[test]
fn new_sources_come_behind_the_old_and_leave_their_layout() {
    let new = r#"[{"id": "new", "title": "N]"}]"#;
    let entry = "  {\n    \"id\": \"new\",\n    \"title\": \"N]\"\n  }";
    let old = r#"{"title":"O ]","id":"old" , "n":[1]}"#;
    for (before, after) in [
        ("[]".to_owned(), format!("[\n{entry}\n]")),
        (
            "\u{feff}[ \n ]\n".to_owned(),
            format!("\u{feff}[\n{entry} \n ]\n"),
        ),
        (format!("[{old}]"), format!("[{old},\n{entry}\n]")),
        (
            format!("\n[\t{old}\r\n\t]\r\n\n"),
            format!("\n[\t{old},\n{entry}\r\n\t]\r\n\n"),
        ),
    ] {
        let folder = folder(&[("sources.json", &before)]);
        imported(folder.path(), new.as_bytes(), Format::Csl).expect("taken in");
        let read = std::fs::read_to_string(folder.path().join("sources.json")).expect("read");
        assert_eq!(read, after, "{before}");
        assert_eq!(opened(folder.path()).sources.last().unwrap().id, "new");
    }
}

/// A dossier may have its sources in TOML and no `sources.json`.
#[test]
fn sources_come_into_a_dossier_that_has_its_own_in_toml() {
    let toml = "[sources.letter]\ntitle = \"A letter\"\nauthors = [\"Writer, W.\"]\n\
                date = \"2016-02\"\nclosed = \"2016-03\"\n";
    let folder = folder(&[("letters.toml", toml)]);
    let dossier = opened(folder.path());
    // What it writes itself is there already.
    for format in [Format::Csl, Format::SourcesCsv] {
        let out = exported(&dossier, format);
        let merged = imported(folder.path(), &out.bytes, format);
        let merged = merged.unwrap_or_else(|error| panic!("{format:?}: {error:?}"));
        assert_eq!(merged.files, [], "{format:?}");
        assert_eq!(merged.there, ["source `letter`"], "{format:?}");
    }
    let new = r#"[{"id": "letter", "title": "A letter"}, {"id": "new", "title": "New"}]"#;
    let merged = imported(folder.path(), new.as_bytes(), Format::Csl).expect("taken in");
    let written: Vec<&str> = merged.files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(written, ["sources.json"]);
    let ids: Vec<String> = opened(folder.path())
        .sources
        .into_iter()
        .map(|s| s.id)
        .collect();
    assert_eq!(ids, ["new", "letter"]);
    let toml_after = std::fs::read_to_string(folder.path().join("letters.toml")).expect("read");
    assert_eq!(toml_after, toml);
}
