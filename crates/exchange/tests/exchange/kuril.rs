//! The Kuril dossier out and in again.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use hikiwake_exchange::{ExportSettings, Format, export};

use crate::{FORMATS, imported, opened};

fn folder(parts: &[&str]) -> PathBuf {
    let mut path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", ".."].iter().collect();
    path.extend(parts);
    path
}

/// The dossier without its claims and sources, and what rests on them.
fn without_claims() -> tempfile::TempDir {
    let target = tempfile::tempdir().unwrap();
    let dossier = opened(&folder(&["dossiers", "kuril"]));
    let mut text = String::from("[dossier]\nformat = 1\ntitle = \"Kuril\"\n");
    for id in dossier.file.actors.keys() {
        text.push_str(&format!(
            "[actors.{id}]\nname = \"{id}\"\nkind = \"organisation\"\n"
        ));
    }
    for id in dossier.file.options.keys() {
        let owner = dossier.file.actors.keys().next().unwrap();
        text.push_str(&format!(
            "[options.{id}]\nowner = \"{owner}\"\nlabel = \"{id}\"\n"
        ));
    }
    for (id, driver) in &dossier.file.drivers {
        text.push_str(&format!("[drivers.{id}]\nlabel = {:?}\n", driver.label));
        if let Some(option) = &driver.option {
            text.push_str(&format!("option = \"{option}\"\n"));
        }
    }
    fs::write(target.path().join("dossier.toml"), text).unwrap();
    target
}

#[test]
fn all_claims_and_sources_come_back() {
    let dossier = opened(&folder(&["dossiers", "kuril"]));
    for (of_sources, of_claims) in [
        (Format::SourcesCsv, Format::ClaimsCsv),
        (Format::SourcesCsv, Format::Annotations),
    ] {
        let target = without_claims();
        for format in [of_sources, of_claims] {
            let begun = Instant::now();
            let out = export(&dossier, format, &ExportSettings::default()).unwrap();
            let written = begun.elapsed();
            assert_eq!(out.losses, [], "{format:?}");
            let begun = Instant::now();
            let merged = imported(target.path(), &out.bytes, format).unwrap();
            println!(
                "{format:?}: {} bytes, out in {:.2} s, in in {:.2} s ({} claims, {} sources)",
                out.bytes.len(),
                written.as_secs_f64(),
                begun.elapsed().as_secs_f64(),
                merged.claims,
                merged.sources
            );
        }
        let back = opened(target.path());
        assert_eq!(back.file.claims.len(), dossier.file.claims.len());
        for (id, claim) in &dossier.file.claims {
            assert_eq!(back.file.claims.get(id), Some(claim), "{id}");
        }
        assert_eq!(back.sources, dossier.sources);
        let beside = hikiwake_exchange::sources(&back);
        assert_eq!(beside, hikiwake_exchange::sources(&dossier));
    }
}

/// Into a dossier that knows no driver, actor or option of it.
#[test]
fn claims_come_back_into_a_new_dossier() {
    let dossier = opened(&folder(&["dossiers", "kuril"]));
    let of = |format| export(&dossier, format, &ExportSettings::default()).unwrap();
    for formats in [
        &[Format::SourcesCsv, Format::ClaimsCsv][..],
        &[Format::SourcesCsv, Format::Annotations],
        &[Format::Qdpx],
    ] {
        let target = crate::folder(&[]);
        let mut made = Vec::new();
        for format in formats {
            let out = of(*format);
            made = imported(target.path(), &out.bytes, *format).unwrap().made;
            // Once more, and everything is there.
            let again = imported(target.path(), &out.bytes, *format).unwrap();
            assert_eq!(again.files, [], "{format:?}");
        }
        assert!(made.contains(&"driver `rapprochement`".to_owned()));
        let back = opened(target.path());
        assert_eq!(back.file.claims.len(), dossier.file.claims.len());
        for (id, claim) in &dossier.file.claims {
            let mut claim = claim.clone();
            let mut other = back.file.claims[id].clone();
            if formats == [Format::Qdpx] {
                let own = |place: &hikiwake_dossier::file::Place| {
                    (place.start, place.end, place.source.clone())
                };
                let places: Vec<_> = claim.places.iter().map(own).collect();
                let mut others: Vec<_> = other.places.iter().map(own).collect();
                // Places in the claim's own source come first there.
                let key = |p: &(u64, u64, Option<String>)| places.iter().position(|q| q == p);
                others.sort_by_key(key);
                assert_eq!(places, others, "{id}");
                continue;
            }
            for claim in [&mut claim, &mut other] {
                claim
                    .option
                    .iter_mut()
                    .for_each(|option| option.options.clear());
            }
            assert_eq!(claim, other, "{id}");
        }
    }
}

#[test]
fn what_each_format_leaves_out() {
    let dossier = opened(&folder(&["dossiers", "kuril"]));
    for format in FORMATS {
        let out = export(&dossier, format, &ExportSettings::default()).unwrap();
        println!(
            "{format:?}: {} bytes; lost: {}",
            out.bytes.len(),
            out.losses.len()
        );
        assert!(
            out.losses.iter().all(|loss| loss.what != "the whole"),
            "{:?}",
            out.losses
        );
    }
}

/// With the papers, which are not in the repository, every place of the project is
/// held against the text, and its digest is the dossier's.
#[test]
fn a_project_with_the_papers() {
    let papers = folder(&["..", "shared", "papers"]);
    let mut texts = BTreeMap::new();
    for (source, file) in [
        ("niquet2016", "niquet-2016.txt"),
        ("pajon2017", "pajon-2017.txt"),
    ] {
        match fs::read_to_string(papers.join(file)) {
            Ok(text) => drop(texts.insert(source.to_owned(), text)),
            Err(error) => return println!("not run: {}: {error}", papers.join(file).display()),
        }
    }
    let dossier = opened(&folder(&["dossiers", "kuril"]));
    let begun = Instant::now();
    let out = export(&dossier, Format::Qdpx, &ExportSettings { texts }).unwrap();
    println!(
        "{} bytes in {:.2} s",
        out.bytes.len(),
        begun.elapsed().as_secs_f64()
    );
    let digests = out
        .losses
        .iter()
        .filter(|loss| loss.what.starts_with("places.digest"));
    assert_eq!(digests.count(), 0, "{:?}", out.losses);
    let back = crate::taken(&out.bytes, Format::Qdpx, &dossier);
    assert_eq!(back.claims.len(), dossier.file.claims.len());
    // What the dossier has already is found to be there, and nothing is written.
    let merged = hikiwake_exchange::merge(
        &folder(&["dossiers", "kuril"]),
        &back,
        Format::Qdpx,
        "k.qdpx",
    );
    let merged = match merged {
        Ok(merged) => merged,
        Err(hikiwake_exchange::MergeError::Faults(faults)) => panic!("{faults:#?}"),
        Err(other) => panic!("{other:?}"),
    };
    assert_eq!(merged.files, []);
}
