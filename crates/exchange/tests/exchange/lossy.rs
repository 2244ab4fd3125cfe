//! Formats that hold less say exactly what they leave out.

use std::collections::{BTreeMap, BTreeSet};

use hikiwake_exchange::{Format, Loss, Record};
use proptest::prelude::*;
use serde_json::Value;

use crate::random::{dossier_with, sources};
use crate::{exported, full, opened, taken};

#[test]
fn bibtex_says_what_it_cannot_hold() {
    let folder = full();
    let out = exported(&opened(folder.path()), Format::Bibtex);
    let losses: Vec<String> = out.losses.iter().map(Loss::to_string).collect();
    assert_eq!(losses, ["custom, in 1 source"]);
    let text = String::from_utf8(out.bytes).unwrap();
    for part in [
        "@article{alpha2016,",
        "entrysubtype = {article-newspaper}",
        "author = {van den {Berg}, Anna and {Bank \\& Co}}",
        "title = {{100\\% of {\\textbraceleft}water{\\textbraceright}}}",
        "pages = {3--5}",
        "date = {2016-04-09}",
        "month = apr",
        "url = {https://example.org/a--b_c%20d?x=1&y=~z}",
        "@techreport{beta2017,",
        "institution = {Institute of Rivers}",
        "date = {2017/2018}",
        "urldate = {2020-01-31}",
    ] {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
}

#[test]
fn bibtex_of_other_programs() {
    let folder = full();
    let bib = r#"
@comment{x}
@string{ifri = "Ifri"}
@InProceedings{pajon:17,
  author    = "P{\'e}jon, C{\'e}line and de la Tour, Jr, Ann and others",
  title     = {The {EU} \& \textit{Japan} -- a ``draw''},
  booktitle = ifri # { Notes},
  pages     = {12--15},
  year = 2017, month = oct, day = 3,
  crossref = {other},
  file = {a.pdf},
}
"#;
    let back = taken(bib.as_bytes(), Format::Bibtex, &opened(folder.path()));
    let source = &back.sources["pajon:17"];
    let expected = serde_json::json!({
        "id": "pajon:17",
        "type": "paper-conference",
        "author": [
            { "family": "Péjon", "given": "Céline" },
            { "family": "Tour", "given": "Ann", "non-dropping-particle": "de la", "suffix": "Jr" },
        ],
        "container-title": "Ifri Notes",
        "page": "12-15",
        "issued": { "date-parts": [[2017, 10, 3]] },
    });
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(&source[key], value, "{key}");
    }
    let title = source["title"].as_str().unwrap();
    assert_eq!(title, "The EU & <i>Japan</i> – a “draw”");
    for left in ["crossref", "`and others`", "`file`"] {
        assert!(
            back.left.iter().any(|text| text.contains(left)),
            "{left}: {:?}",
            back.left
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// What BibTeX is said to lose is lost in so many sources, and nothing else is.
    #[test]
    fn losses_of_bibtex_are_exact(sources in sources()) {
        let dossier = dossier_with(Vec::new(), sources);
        let out = exported(&dossier, Format::Bibtex);
        let back = taken(&out.bytes, Format::Bibtex, &dossier);
        let before = hikiwake_exchange::sources(&dossier);
        let before = before.iter().map(|(id, source)| (id.clone(), with_plain_dates(source)));
        let before: BTreeMap<String, Record> = before.collect();
        prop_assert_eq!(counted(before.iter(), |id| back.sources.get(id)), told(&out.losses));
    }
}

/// A source whose dates have the form in which they come back: what a date means is
/// kept, and not how it was written.
pub fn with_plain_dates(source: &Record) -> Record {
    let mut source = source.clone();
    if let Some(issued) = source.get_mut("issued") {
        *issued = match hikiwake_dossier::CslDate::of(issued) {
            Some(date) => date.to_value(),
            None => issued.clone(),
        };
    }
    source
}

/// Losses as they are told.
pub fn told(losses: &[Loss]) -> BTreeMap<String, usize> {
    losses
        .iter()
        .map(|loss| (loss.what.clone(), loss.count))
        .collect()
}

/// In how many records what stands at a path is not the same afterwards: counted here
/// over leaves, in another way than in the library.
pub fn counted<'r>(
    before: impl Iterator<Item = (&'r String, &'r Record)>,
    after: impl Fn(&str) -> Option<&'r Record>,
) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for (id, record) in before {
        let Some(back) = after(id) else {
            *counts.entry("the whole".to_owned()).or_default() += 1;
            continue;
        };
        let back = Value::from(back.clone());
        let mut lost = BTreeSet::new();
        for (pointer, value) in leaves(&record.clone().into()) {
            let there = back.pointer(&pointer);
            let digest = pointer.ends_with("/digest");
            let same = match (&value, there) {
                (Value::String(a), Some(Value::String(b))) if digest => b.starts_with(a.as_str()),
                (value, there) => there == Some(value),
            };
            // Lists of unequal length are lost as a whole.
            if !same {
                lost.insert(path(&pointer, &record.clone().into(), &back));
            }
        }
        for what in lost {
            *counts.entry(what).or_default() += 1;
        }
    }
    counts
}

/// The key that a leaf belongs to: the path to the first list of texts or of unequal
/// length, to the first part that is gone, or to the leaf.
fn path(pointer: &str, before: &Value, after: &Value) -> String {
    let (mut named, mut walked) = (Vec::new(), String::new());
    for part in pointer.split('/').skip(1) {
        let whole = before.pointer(&walked);
        walked.push('/');
        walked.push_str(part);
        if whole.is_some_and(Value::is_array) {
            continue;
        }
        named.push(part.replace("~1", "/").replace("~0", "~"));
        let (a, b) = (before.pointer(&walked), after.pointer(&walked));
        let whole_list = match (a, b) {
            (Some(Value::Array(a)), Some(Value::Array(b))) => {
                a.len() != b.len() || !a.iter().all(Value::is_object)
            }
            (Some(_), None) => part != "hikiwake",
            _ => false,
        };
        if whole_list {
            break;
        }
    }
    named.join(".")
}

fn leaves(value: &Value) -> Vec<(String, Value)> {
    let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
    let under = |key: String, value: &Value| -> Vec<(String, Value)> {
        let inner = leaves(value).into_iter();
        inner
            .map(|(pointer, leaf)| (format!("/{key}{pointer}"), leaf))
            .collect()
    };
    match value {
        Value::Object(map) if !map.is_empty() => map
            .iter()
            .flat_map(|(key, value)| under(escaped(key), value))
            .collect(),
        Value::Array(list) if !list.is_empty() => list
            .iter()
            .enumerate()
            .flat_map(|(k, value)| under(k.to_string(), value))
            .collect(),
        leaf => vec![(String::new(), leaf.clone())],
    }
}
