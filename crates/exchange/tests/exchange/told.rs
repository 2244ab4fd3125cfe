//! Whatever a file holds that this program does not know is told, or the file is
//! refused: for every reader, with a thing of a random name at every place.

use hikiwake_exchange::{ExportSettings, Format, ScenarioFormat, export, take_gmcr, take_scenario};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::negotiation::{A, B, SPACE, trade};
use crate::projects::archive;
use crate::{folder, full, opened};

/// The text with an element or attribute of this name at one of the places where XML
/// can have one.
fn with_xml(text: &str, name: &str, at: usize) -> String {
    let mut places = Vec::new();
    let mut rest = 0;
    while let Some(open) = text[rest..].find('<').map(|k| rest + k) {
        let close = open + text[open..].find('>').expect("closed");
        let tag = &text[open..=close];
        if !tag.starts_with("<?") {
            let empty = tag.ends_with("/>");
            if !tag.starts_with("</") {
                let end = close - usize::from(empty);
                places.push((end, format!(" {name}=\"1\"")));
            }
            if !empty && !text[close + 1..].trim().is_empty() {
                places.push((close + 1, format!("<{name} x=\"1\">y</{name}>")));
            }
        }
        rest = close + 1;
    }
    let (at, new) = &places[at % places.len()];
    format!("{}{new}{}", &text[..*at], &text[*at..])
}

fn count(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(object) => 1 + object.values().map(count).sum::<usize>(),
        _ => 0,
    }
}

/// Adds a key to the object with this number, counted from the outside in.
fn add(value: &mut Value, name: &str, at: &mut usize) -> bool {
    match value {
        Value::Array(items) => items.iter_mut().any(|item| add(item, name, at)),
        Value::Object(object) if *at == 0 => {
            object.insert(name.to_owned(), json!([1, { "x": "y" }]));
            true
        }
        Value::Object(object) => {
            *at -= 1;
            object.values_mut().any(|value| add(value, name, at))
        }
        _ => false,
    }
}

/// The value with a key of this name in one of its objects.
fn with_key(value: &Value, name: &str, at: usize) -> Value {
    let mut value = value.clone();
    let mut at = at % count(&value);
    assert!(add(&mut value, name, &mut at));
    value
}

fn is_told(left: &[String], name: &str) -> bool {
    left.iter().any(|left| left.contains(name))
}

/// Whether the file is refused, or the dossier that takes it in holds the name, or it is
/// told that it does not.
fn is_kept_or_told(bytes: &[u8], format: Format, name: &str) -> bool {
    let there = folder(&[]);
    let dossier = opened(there.path());
    let Ok(incoming) = hikiwake_exchange::take(bytes, format, &dossier) else {
        return true;
    };
    let Ok(merged) = hikiwake_exchange::merge(there.path(), &incoming, format, "x") else {
        return true;
    };
    let told = |part: &str| is_told(&incoming.left, part) || is_told(&merged.left, part);
    // What stands in a table that is told is told with it.
    let text = String::from_utf8_lossy(bytes);
    let inside = || {
        let own = text.split("\"hikiwake\":{").nth(1);
        told("hikiwake")
            && own.is_some_and(|own| own.split('}').next().is_some_and(|own| own.contains(name)))
    };
    merged.files.iter().any(|(_, text)| text.contains(name)) || told(name) || inside()
}

const PROJECT: &str = r#"<?xml version="1.0"?>
<Project name="P" origin="Another 7">
<Users><User guid="u" name="Coder"/></Users>
<CodeBook><Codes><Code guid="c0" name="side"><Code guid="c1" name="wants"><Description>memo</Description></Code></Code></Codes></CodeBook>
<Variables><Variable guid="v" name="year"/></Variables>
<Sources><TextSource guid="s" name="talk.txt" plainTextPath="internal://a.txt"><Description>A talk</Description>
<PlainTextSelection guid="p" name="x" startPosition="0" endPosition="5"><Description>memo</Description><Coding guid="k"><CodeRef targetGUID="c1"/></Coding></PlainTextSelection>
<PlainTextSelection guid="q" name="y" startPosition="0" endPosition="5"><NoteRef targetGUID="n"/></PlainTextSelection>
<VariableValue><VariableRef targetGUID="v"/><TextValue>2016</TextValue></VariableValue>
</TextSource></Sources>
<Notes><Note guid="n" name="N1"><PlainTextContent>It says so.</PlainTextContent></Note></Notes>
</Project>"#;

fn annotations() -> Value {
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": [{
            "id": "https://example.org/a/1",
            "type": "Annotation",
            "motivation": "commenting",
            "body": [
                { "type": "TextualBody", "purpose": "tagging", "value": "river" },
                { "type": "TextualBody", "value": "It rains.", "format": "text/plain" },
            ],
            "target": [{
                "source": { "id": "alpha2016" },
                "selector": [
                    { "type": "TextPositionSelector", "start": 3, "end": 7 },
                    { "type": "TextQuoteSelector", "exact": "rain" },
                ],
            }],
        }],
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_a_project(name in "zq[a-z]{3,8}", at in any::<prop::sample::Index>()) {
        let xml = with_xml(PROJECT, &name, at.index(10_000));
        let bytes = archive(&[("project.qde", xml.as_bytes()), ("Sources/a.txt", b"Rain and more.")]);
        let dossier = opened(folder(&[]).path());
        if let Ok(back) = hikiwake_exchange::take(&bytes, Format::Qdpx, &dossier) {
            // What stands in a variable that is told is told with it.
            let inside = xml.find("<Variable").zip(xml.find("</VariableValue>"));
            let inside = inside.is_some_and(|(from, _)| {
                let value = xml[from..].find("<VariableValue").map_or(from, |k| from + k);
                xml[value..].split("</VariableValue>").next().is_some_and(|part| part.contains(&name))
            });
            prop_assert!(is_told(&back.left, &name) || inside, "{xml}\n{:#?}", back.left);
        }
    }

    #[test]
    fn of_annotations(name in "zq[a-z]{3,8}", at in any::<prop::sample::Index>(), own in any::<bool>()) {
        let there = full();
        let dossier = opened(there.path());
        let whole = match own {
            true => {
                let out = export(&dossier, Format::Annotations, &ExportSettings::default()).unwrap();
                serde_json::from_slice(&out.bytes).unwrap()
            }
            false => annotations(),
        };
        let whole = with_key(&whole, &name, at.index(10_000));
        let text = whole.to_string();
        if let Ok(back) = hikiwake_exchange::take(text.as_bytes(), Format::Annotations, &dossier) {
            let merged = hikiwake_exchange::merge(there.path(), &back, Format::Annotations, "x");
            prop_assert!(merged.is_err() || is_told(&back.left, &name) || is_told(&back.left, "the context"), "{text}\n{:#?}", back.left);
        }
    }

    #[test]
    fn of_a_genius_scenario(name in "zq[a-z]{3,8}", file in 0..3_usize, at in any::<prop::sample::Index>()) {
        for format in [ScenarioFormat::Genius, ScenarioFormat::Negmas] {
            let mut files = trade();
            let text = String::from_utf8(files[file].1.clone()).unwrap();
            files[file].1 = with_xml(&text, &name, at.index(10_000)).into_bytes();
            if let Ok(new) = take_scenario(&files, "Trade", format) {
                prop_assert!(is_told(&new.left, &name), "{:#?}", new.left);
            }
        }
    }

    #[test]
    fn of_a_negmas_scenario(name in "zq[a-z]{3,8}", file in 0..3_usize, at in any::<prop::sample::Index>()) {
        let space = json!({ "type": "DiscreteCartesianOutcomeSpace", "issues": [
            { "type": "CategoricalIssue", "name": "Price", "values": ["a", "no", "3"] },
            { "type": "ContiguousIssue", "name": "n", "values": [0, 2] },
        ]});
        let one = json!({ "type": "ExpDiscountedUFun", "discount": 0.9, "ufun": {
            "type": "LinearAdditiveUtilityFunction", "name": "A", "weights": [0.5, 0.5],
            "values": [
                { "type": "TableFun", "mapping": { "a": 0.2, "no": 1, "3": 0.5 } },
                { "type": "AffineFun", "slope": -1, "bias": 2 },
            ],
        }});
        let mut parts = [space, one, serde_json::from_str(B).unwrap()];
        parts[file] = with_key(&parts[file], &name, at.index(10_000));
        let files: Vec<_> = parts.iter().enumerate().map(|(k, part)| (format!("{k}.json"), part.to_string().into_bytes())).collect();
        if let Ok(new) = take_scenario(&files, "Trade", ScenarioFormat::Negmas) {
            prop_assert!(is_told(&new.left, &name), "{:?}\n{:#?}", parts, new.left);
        }
    }

    #[test]
    fn of_a_gmcr_file(name in "zq[a-z]{3,8}", at in any::<prop::sample::Index>()) {
        let file = with_key(&crate::gmcr::everything(), &name, at.index(10_000));
        if let Ok(new) = take_gmcr(file.to_string().as_bytes(), "x.gmcr") {
            prop_assert!(is_told(&new.left, &name), "{file}\n{:#?}", new.left);
        }
    }

    /// A bibliography is kept as it is.
    #[test]
    fn of_sources_in_csl_json(name in "zq[a-z]{3,8}", at in any::<prop::sample::Index>()) {
        let mut whole: Value = serde_json::from_str(crate::SOURCES).unwrap();
        whole[1]["hikiwake"] = json!({ "closed": "2020-01" });
        let whole = with_key(&whole, &name, at.index(10_000));
        prop_assert!(is_kept_or_told(whole.to_string().as_bytes(), Format::Csl, &name), "{whole}");
    }

    /// So is a table of sources, column by column.
    #[test]
    fn of_a_table_of_sources(
        name in "(zq|hikiwake[.]zq|hikiwake[.]text[.]zq|zq[.])[a-z]{3,8}",
        column in 0..3_usize,
        cell in "(json:)?(zq[a-z]{3}|\\{\"a\":\"zq[a-z]{3}\"\\}|\\[\"zq[a-z]{3}\"\\])",
    ) {
        let mut rows = [vec!["id", "title"], vec!["s1", "A letter"]];
        let quoted = format!("\"{}\"", cell.replace('"', "\"\""));
        rows[0].insert(column, &name);
        rows[1].insert(column, &quoted);
        let table = rows.map(|row| row.join(",")).join("\n");
        prop_assert!(is_kept_or_told(table.as_bytes(), Format::SourcesCsv, &name), "{table}");
        let value = &cell[cell.find("zq").unwrap()..][..5];
        prop_assert!(is_kept_or_told(table.as_bytes(), Format::SourcesCsv, value), "{table}");
    }

    /// A table has no losses: what it does not know it refuses.
    #[test]
    fn of_a_table_of_claims(name in "zq[a-z]{3,8}", column in 0..4_usize) {
        let mut rows = [vec!["id", "source", "says"], vec!["N1", "alpha2016", "It rains."]];
        rows[0].insert(column.min(3), &name);
        rows[1].insert(column.min(3), "x");
        let table = rows.map(|row| row.join(",")).join("\n");
        let faults = crate::refused(table.as_bytes(), Format::ClaimsCsv);
        prop_assert!(is_told(&faults, &name), "{faults:?}");
    }
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    let gmcr = take_gmcr(br#"{"options": [], "options": [1]}"#, "x.gmcr").unwrap_err();
    assert!(
        gmcr[0].message.contains("the key `options` stands twice"),
        "{gmcr:?}"
    );
    let twice = br#"[{"type": "Annotation", "body": {"value": "a", "value": "b"}}]"#;
    assert!(crate::refused(twice, Format::Annotations)[0].contains("`value` stands twice"));
    let twice = br#"[{"id": "s", "title": "T", "author": [{"family": "a", "family": "b"}]}]"#;
    assert!(crate::refused(twice, Format::Csl)[0].contains("`family` stands twice"));
    let twice = b"id,title,custom\ns,T,\"json:{\"\"a\"\": 1, \"\"a\"\": 2}\"\n";
    assert!(crate::refused(twice, Format::SourcesCsv)[0].contains("`a` stands twice"));
    let yaml = A.replace("bias: 0.125", "bias: 0.125\nbias: 0.25");
    let files = [("T.yml", SPACE), ("A.yml", &yaml), ("b.json", B)];
    let files: Vec<_> = files
        .iter()
        .map(|(name, text)| (name.to_string(), text.as_bytes().to_vec()))
        .collect();
    let faults = take_scenario(&files, "T", ScenarioFormat::Negmas).unwrap_err();
    assert!(
        faults[0].message.contains("The key `bias` stands twice"),
        "{faults:?}"
    );
}

/// It was dropped in silence, and with a column of its parts beside it there was a panic.
#[test]
fn a_column_for_all_that_the_dossier_knows_is_refused() {
    for table in [
        "id,title,hikiwake\ns,T,x\n",
        "id,title,hikiwake,hikiwake.why\ns,T,x,y\n",
        "id,title,hikiwake.text,hikiwake.text.sha256\ns,T,x,y\n",
    ] {
        let faults = crate::refused(table.as_bytes(), Format::SourcesCsv);
        assert!(
            faults[0].contains("There is no column `hikiwake"),
            "{table}: {faults:?}"
        );
    }
}
