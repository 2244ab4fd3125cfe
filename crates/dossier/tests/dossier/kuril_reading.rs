//! The dossier of the Southern Kurils / Northern Territories holds the whole
//! reading of its two papers: nothing lost, nothing added.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use hikiwake_dossier::file::{Claim, File, Place};
use hikiwake_dossier::{Dossier, read};
use serde_json::Value;

use crate::absent::shared_text;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn dossier() -> Dossier {
    let read = read(&repository().join("dossiers/kuril"));
    assert!(read.dossier.is_some(), "{}", read.render(false));
    read.dossier.unwrap()
}

/// The reading, where it is beside the repository.
fn reading() -> Option<Value> {
    let text = shared_text("kuril/reading.json")?;
    Some(serde_json::from_str(&text).unwrap())
}

fn list<'v>(reading: &'v Value, key: &str) -> &'v Vec<Value> {
    reading[key].as_array().unwrap()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

fn actor(id: &str) -> String {
    match id.strip_prefix("actor:").unwrap() {
        "JP" => "japan".into(),
        "RU" => "russia".into(),
        "US" => "us".into(),
        "CN" => "china".into(),
        other => other.to_lowercase().replace('_', "-"),
    }
}

fn actors(value: &Value) -> Vec<String> {
    let ids = value.as_array().unwrap().iter();
    ids.map(|id| actor(id.as_str().unwrap())).collect()
}

/// A place as source, start, end, digest.
type Spot = (String, u64, u64, String);

fn spots<'p>(places: impl IntoIterator<Item = &'p Place>, source: &str) -> Vec<Spot> {
    let of = |place: &Place| {
        let source = place.source.clone().unwrap_or_else(|| source.to_owned());
        (source, place.start, place.end, place.digest.clone())
    };
    places.into_iter().map(of).collect()
}

fn read_spots(spans: &Value) -> Vec<Spot> {
    let of = |span: &Value| {
        (
            text(span, "document").to_owned(),
            span["char_start"].as_u64().unwrap(),
            span["char_end"].as_u64().unwrap(),
            text(span, "slice_sha256_16").to_owned(),
        )
    };
    spans.as_array().unwrap().iter().map(of).collect()
}

/// A claim whose words go less far than in the reading: it had a state promise what the
/// paper calls an offer, and investment that was anticipated.
const REWORDED: [&str; 1] = ["M028"];

/// Compares what every kind of claim has in common.
fn same_claim(claim: &Claim, read: &Value) {
    let id = text(read, "id");
    assert_eq!(claim.source, text(read, "document"), "{id}");
    let same = claim.says == text(read, "paraphrase");
    assert_eq!(same, !REWORDED.contains(&id), "{id}: {}", claim.says);
    assert_eq!(
        spots(&claim.places, &claim.source),
        read_spots(&read["spans"]),
        "{id}"
    );
    for (place, span) in claim.places.iter().zip(list(read, "spans")) {
        assert_eq!(place.in_note.is_some(), span["in_footnote"] == true, "{id}");
    }
    let numbers = |value: &Value| -> Vec<u64> {
        let numbers = value.as_array().unwrap().iter();
        numbers.map(|n| n.as_u64().unwrap()).collect()
    };
    let notes: Vec<u64> = claim.notes.iter().map(|&n| n.into()).collect();
    assert_eq!(notes, numbers(&read["footnote"]), "{id}");
    assert_eq!(
        claim.note_after.map(u64::from),
        read["footnote_following"].as_u64(),
        "{id}"
    );
    let kinds: Vec<String> = (list(read, "evidence_kind").iter())
        .map(|kind| kind.as_str().unwrap().replace('_', "-"))
        .collect();
    let rests: Vec<String> = claim.rests_on.iter().map(kebab).collect();
    assert_eq!(rests, kinds, "{id}");
    let by = read["asserted_by"].as_str().unwrap_or("author");
    assert_eq!(claim.by.is_empty(), by == "author", "{id}");
    if let Some(strength) = read["hedging"]["strength"].as_str() {
        let hedge = claim.hedge.clone().unwrap_or_default();
        assert_eq!(kebab(&hedge.strength), strength, "{id}");
        assert_eq!(hedge.cue, text(&read["hedging"], "cue"), "{id}");
    }
    assert_eq!(claim.note, text(read, "note"), "{id}");
}

/// `StateMedia` as `state-media`.
fn kebab(name: &impl std::fmt::Debug) -> String {
    let mut out = String::new();
    for c in format!("{name:?}").chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.extend(c.to_lowercase());
    }
    out
}

fn claims<'f>(file: &'f File, reading: &'f Value, key: &str) -> Vec<(&'f Claim, &'f Value)> {
    let of = |read| {
        let claim = &file.claims[text(read, "id")];
        same_claim(claim, read);
        (claim, read)
    };
    list(reading, key).iter().map(of).collect()
}

#[test]
fn claims_are_those_of_the_reading() {
    let file = dossier().file;
    let Some(reading) = reading() else { return };
    for (claim, read) in claims(&file, &reading, "causal") {
        let link = claim.link.as_ref().unwrap();
        assert_eq!(link.cause, text(read, "cause"));
        assert_eq!(link.effect, text(read, "effect"));
        let sign = match text(read, "sign") {
            "+" => "plus",
            "-" => "minus",
            _ => "none",
        };
        assert_eq!(kebab(&link.sign), sign);
    }
    for (claim, read) in claims(&file, &reading, "positions") {
        let position = claim.position.as_ref().unwrap();
        assert_eq!(position.actors, actors(&read["actors"]));
        assert_eq!(position.issue, text(read, "issue"));
        assert_eq!(position.stance, text(read, "stance"));
        assert_eq!(position.kind, text(read, "position_kind").replace('_', " "));
    }
    for (claim, read) in claims(&file, &reading, "options") {
        let option = claim.option.as_ref().unwrap();
        assert_eq!(option.key, text(read, "option_key"));
        assert_eq!(option.kind, text(read, "option_kind").replace('_', " "));
        assert_eq!(option.status, text(read, "status_in_source"));
        assert_eq!(option.controllers, actors(&read["controllers"]));
    }
    for (claim, read) in claims(&file, &reading, "quantities") {
        let figure = claim.figure.as_ref().unwrap();
        match (&figure.when, figure.value) {
            (Some(when), None) => assert_eq!(*when, read["value"].to_string().replace('"', "")),
            (None, Some(value)) => {
                assert_eq!(value, read["value"].as_f64().unwrap());
                assert_eq!(figure.unit.replace(" across", ""), text(read, "unit"));
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(figure.date, text(read, "date").replace("n/a", ""));
        let bound = match text(read, "op") {
            "=" => "exact",
            "~" => "about",
            ">" => "more-than",
            "<" => "less-than",
            _ => "at-most",
        };
        assert_eq!(kebab(&figure.bound), bound);
    }
    for (claim, read) in claims(&file, &reading, "events") {
        let event = claim.event.as_ref().unwrap();
        let date = match &event.until {
            Some(until) => format!("{}/{until}", event.date),
            None => event.date.clone(),
        };
        assert_eq!(date, text(read, "date"));
        assert!(text(read, "precision").ends_with(&event.about));
        assert_eq!(event.actors, actors(&read["actors"]));
    }
    for (claim, read) in claims(&file, &reading, "assessments") {
        let level = claim.level.as_ref().unwrap();
        assert_eq!(level.driver, text(read, "variable"));
        assert_eq!(level.at, text(read, "level"));
    }
    for (claim, read) in claims(&file, &reading, "predictions") {
        let prediction = claim.prediction.as_ref().unwrap();
        assert_eq!(prediction.key, text(read, "prediction_key"));
        let kind = text(read, "prediction_type").replace('_', "-");
        assert_eq!(kebab(&prediction.kind), kind);
        assert_eq!(prediction.horizon, text(read, "horizon"));
        assert_eq!(prediction.question, text(read, "test"));
        assert_eq!(prediction.hint, text(read, "backtest_hint"));
        assert_eq!(prediction.hint_from, text(read, "hint_status"));
        let cue = claim.hedge.as_ref().map_or("asserted", |hedge| &hedge.cue);
        assert_eq!(cue, text(read, "strength"));
    }
    for (claim, read) in claims(&file, &reading, "mechanisms") {
        let mechanism = claim.mechanism.as_ref().unwrap();
        assert_eq!(mechanism.key.replace('-', "_"), text(read, "mechanism_key"));
        assert_eq!(mechanism.feature, text(read, "engine_feature"));
    }
    // Beside them stand the passages on which the model's statements rest, only.
    let keys = [
        "causal",
        "positions",
        "options",
        "quantities",
        "events",
        "assessments",
        "predictions",
        "mechanisms",
    ];
    let known: BTreeSet<&str> = (keys.iter().flat_map(|key| list(&reading, key)))
        .map(|read| text(read, "id"))
        .collect();
    assert_eq!(known.len(), 688);
    let others = file
        .claims
        .iter()
        .filter(|(id, _)| !known.contains(id.as_str()));
    for (id, claim) in others {
        assert!(!claim.has_content(), "{id}");
    }
}

#[test]
fn issues_are_those_of_the_reading() {
    let file = dossier().file;
    let Some(reading) = reading() else { return };
    let mut found: BTreeMap<&str, (Vec<&str>, BTreeSet<&str>)> = BTreeMap::new();
    for (id, claim) in &file.claims {
        if let Some(position) = &claim.position {
            let issue = found.entry(&position.issue).or_default();
            issue.0.push(id);
            issue.1.insert(&position.stance);
        }
    }
    assert_eq!(found.len(), list(&reading, "issues").len());
    for issue in list(&reading, "issues") {
        let texts = |key: &str| list(issue, key).iter().map(|v| v.as_str().unwrap());
        let (positions, stances) = &found[text(issue, "id")];
        assert_eq!(*positions, texts("positions").collect::<Vec<_>>());
        assert_eq!(*stances, texts("stances").collect::<BTreeSet<_>>());
    }
}

#[test]
fn actors_and_drivers_are_those_of_the_reading() {
    let file = dossier().file;
    let Some(reading) = reading() else { return };
    for read in list(&reading, "actors") {
        let id = actor(text(read, "id"));
        let found = &file.actors[&id];
        if !["japan", "russia", "us", "china"].contains(&id.as_str()) {
            // These four decide: they have the model's names.
            assert_eq!(found.name, text(read, "name"));
            assert_eq!(found.about, text(read, "role"));
        }
        assert_eq!(found.part_of, read["part_of"].as_str().map(actor), "{id}");
        let sides: &[&str] = match text(read, "side") {
            "JP" => &["japan"],
            "RU" => &["russia"],
            "both" => &["japan", "russia"],
            _ => &[],
        };
        assert_eq!(found.sides, sides, "{id}");
        let counts: BTreeMap<&str, u64> = (found.mentions.iter())
            .map(|mention| (mention.source.as_str(), mention.count.into()))
            .collect();
        let read_counts = read["mentions"].as_object().unwrap().iter();
        let read_counts: BTreeMap<&str, u64> = read_counts
            .map(|(source, count)| (source.as_str(), count.as_u64().unwrap()))
            .filter(|(_, count)| *count > 0)
            .collect();
        assert_eq!(counts, read_counts, "{id}");
        let placed = found.mentions.iter().filter_map(|mention| {
            let place = mention.place.as_ref()?;
            Some(spots([place], &mention.source))
        });
        let spans = Value::Array(vec![read.clone()]);
        assert_eq!(placed.collect::<Vec<_>>(), [read_spots(&spans)], "{id}");
    }
    let drivers = list(&reading, "variables");
    assert_eq!(file.drivers.len(), drivers.len());
    for read in drivers {
        assert_eq!(file.drivers[text(read, "id")].label, text(read, "label"));
    }
}

#[test]
fn notes_differences_and_restatements_are_those_of_the_reading() {
    let file = dossier().file;
    let Some(reading) = reading() else { return };
    assert_eq!(file.notes.len(), list(&reading, "footnotes").len());
    for read in list(&reading, "footnotes") {
        let id = text(read, "id");
        let note = &file.notes[id];
        assert_eq!(u64::from(note.number), read["number"].as_u64().unwrap());
        let spans = Value::Array(vec![read.clone()]);
        assert_eq!(spots(&note.place, &note.source), read_spots(&spans), "{id}");
        let marks = list(read, "markers").iter();
        let marks: Vec<u64> = marks.map(|m| m["char_start"].as_u64().unwrap()).collect();
        assert_eq!(note.marks, marks, "{id}");
    }
    assert_eq!(file.differences.len(), list(&reading, "differences").len());
    for read in list(&reading, "differences") {
        let id = text(read, "id");
        let difference = &file.differences[id];
        assert_eq!(difference.topic, text(read, "topic"));
        assert_eq!(difference.says, text(read, "paraphrase"));
        let [a, b] = difference.sides.as_slice() else {
            panic!("{id}")
        };
        for (side, key) in [(a, "a"), (b, "b")] {
            assert_eq!(side.value, text(read, &format!("{key}_value")), "{id}");
            let spans = read_spots(&read[key]["spans"]);
            assert_eq!(spots(&side.places, &side.source), spans, "{id}");
        }
    }
    assert_eq!(
        file.restatements.len(),
        list(&reading, "restatements").len()
    );
    for read in list(&reading, "restatements") {
        let id = text(read, "id");
        let restated = &file.restatements[id];
        assert_eq!(restated.says, text(read, "note"));
        let mut spans = read_spots(&read["a"]["spans"]);
        spans.extend(read_spots(&read["b"]["spans"]));
        assert_eq!(spots(&restated.places, &restated.source), spans, "{id}");
        let affected = list(read, "affected").iter();
        let affected: Vec<&str> = affected.map(|id| id.as_str().unwrap()).collect();
        assert_eq!(restated.claims, affected, "{id}");
    }
}

/// A note stands on the page of its mark: the page map, worked out from blocks of notes and
/// the contents, has every one of the 122 there.
#[test]
fn notes_stand_on_the_page_of_their_mark() {
    let dossier = dossier();
    let mut seen = 0;
    for (id, note) in &dossier.file.notes {
        let source = &dossier.file.sources[&note.source];
        let place = note.place.as_ref().expect("a place");
        let note_on = source.pages_of(place.start, place.end).expect("a page");
        let mark = note.marks.first().expect("a mark");
        assert_eq!(source.pages_of(*mark, mark + 1), Some(note_on), "{id}");
        assert_eq!(note_on[0], note_on[1], "{id}");
        seen += 1;
    }
    assert_eq!(seen, 122);
    let pages = |source: &str, start, end| dossier.file.sources[source].pages_of(start, end);
    // Across a page, before the first that is known, behind the last, and at both ends of one.
    assert_eq!(pages("pajon2017", 23002, 24038), Some([12, 13]));
    assert_eq!(pages("pajon2017", 2882, 2888), None);
    assert_eq!(pages("pajon2017", 52000, 52100), None);
    assert_eq!(pages("pajon2017", 51400, 52000), None);
    assert_eq!(pages("pajon2017", 26600, 28525), Some([14, 14]));
    assert_eq!(pages("niquet2016", 30311, 30855), Some([16, 16]));
}
