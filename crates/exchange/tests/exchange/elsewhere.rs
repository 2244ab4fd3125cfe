//! Projects and annotations as other programs write them, and what is right for them.

use std::collections::BTreeMap;

use hikiwake_dossier::Dossier;
use hikiwake_exchange::{ExportSettings, Format, Incoming, export, take, take_with};
use serde_json::{Value, json};

use crate::projects::{archive, counting, sha256};
use crate::{folder, full, imported, opened, taken};

const TALK: &str = "Japan wants the islands back. Russia says no.";

/// A project with this in its code book, sources and notes, and the text `a.txt`.
fn project(codes: &str, sources: &str, notes: &str) -> Vec<u8> {
    let xml = format!(
        "<Project origin=\"Another 7\"><CodeBook><Codes>{codes}</Codes></CodeBook>\
         <Sources>{sources}</Sources><Notes>{notes}</Notes></Project>"
    );
    archive(&[
        ("project.qde", xml.as_bytes()),
        ("Sources/a.txt", TALK.as_bytes()),
        ("Sources/b.txt", b"Another talk."),
        ("Sources/n1.txt", b"What the note says."),
    ])
}

fn source(name: &str, path: &str, inner: &str) -> String {
    format!(
        "<TextSource guid=\"s-{name}\" name=\"{name}\" plainTextPath=\"{path}\">{inner}</TextSource>"
    )
}

/// A selection of the first five signs with a code.
fn selection(guid: &str, code: &str) -> String {
    format!(
        "<PlainTextSelection guid=\"{guid}\" startPosition=\"0\" endPosition=\"5\">\
         <Coding><CodeRef targetGUID=\"{code}\"/></Coding></PlainTextSelection>"
    )
}

const CODE: &str = "<Code guid=\"c1\" name=\"position\"/>";

fn read(bytes: &[u8]) -> Incoming {
    taken(bytes, Format::Qdpx, &opened(folder(&[]).path()))
}

fn says(incoming: &Incoming, id: &str) -> String {
    incoming.claims[id]["says"].as_str().unwrap().to_owned()
}

#[test]
fn two_sources_whose_names_make_one_id() {
    for (first, second, ids) in [
        ("Интервью.txt", "Отчёт.txt", ["interviu", "otchiot"]),
        ("Interview", "Interview", ["interview", "interview-2"]),
        (
            "Interview 1.docx",
            "Interview-1.pdf",
            ["interview-1", "interview-1-2"],
        ),
        ("会議録", "報告書", ["source", "source-2"]),
    ] {
        let sources = source(first, "internal://a.txt", &selection("p1", "c1"))
            + &source(second, "internal://b.txt", &selection("p2", "c1"));
        let bytes = project(CODE, &sources, "");
        let back = read(&bytes);
        let found: Vec<&String> = back.sources.keys().collect();
        assert_eq!(found, ids, "{first}, {second}");
        assert_eq!(back.claims["Q-p1"]["source"], ids[0]);
        assert_eq!(back.claims["Q-p2"]["source"], ids[1]);
        // Taken in once more, each is found to be there.
        let there = folder(&[]);
        assert_eq!(
            imported(there.path(), &bytes, Format::Qdpx).unwrap().claims,
            2
        );
        let again = imported(there.path(), &bytes, Format::Qdpx).unwrap();
        assert_eq!((again.claims, again.sources), (0, 0), "{first}, {second}");
        assert_eq!(again.files, []);
    }
}

#[test]
fn codes_of_one_name_under_two_others_keep_their_path() {
    let codes = "<Code guid=\"j\" name=\"Japan\"><Code guid=\"c1\" name=\"position\"/></Code>\
                 <Code guid=\"r\" name=\"Russia\"><Code guid=\"c2\" name=\"position\"/></Code>";
    let inner = selection("p1", "c1") + &selection("p2", "c2");
    let back = read(&project(
        codes,
        &source("Talk", "internal://a.txt", &inner),
        "",
    ));
    assert_eq!(says(&back, "Q-p1"), "Coded as Japan > position");
    assert_eq!(says(&back, "Q-p2"), "Coded as Russia > position");
    assert!(
        !back.left.iter().any(|left| left.contains("nowhere")),
        "{:?}",
        back.left
    );
}

#[test]
fn what_stands_around_selections_is_read_or_told() {
    let told = |codes: &str, inner: &str, notes: &str, parts: &[&str]| {
        let back = read(&project(
            codes,
            &source("Talk", "internal://a.txt", inner),
            notes,
        ));
        for part in parts {
            assert!(
                back.left.iter().any(|left| left.contains(part)),
                "{part}: {:?}",
                back.left
            );
        }
        back
    };
    let coded = selection("p1", "c1");
    // The text of a note is a file of its own.
    let noted = coded.replace("</Coding>", "</Coding><NoteRef targetGUID=\"n1\"/>");
    let note = "<Note guid=\"n1\" name=\"Memo 1\" plainTextPath=\"internal://n1.txt\"/>";
    let back = told(CODE, &noted, note, &[]);
    assert_eq!(says(&back, "Q-n1"), "What the note says.");
    let memo = CODE.replace(
        "/>",
        "><Description>What a side wants.</Description></Code>",
    );
    told(&memo, &coded, "", &["the memo of the code `position`"]);
    let unused = format!("{CODE}<Code guid=\"c9\" name=\"never used\"/>");
    told(
        &unused,
        &coded,
        "",
        &["the code `never used`, which stands nowhere"],
    );
    let back = told(
        CODE,
        &selection("p1", "c99"),
        "",
        &[
            "a code that is not in the project, line 1",
            "neither code nor words",
        ],
    );
    assert_eq!(back.claims.len(), 0);
    let whole = format!("<Coding><CodeRef targetGUID=\"c1\"/></Coding>{coded}");
    told(
        CODE,
        &whole,
        "",
        &["the code `position` of the whole source `Talk`"],
    );
    let on_code = coded.replace("<CodeRef", "<NoteRef targetGUID=\"n1\"/><CodeRef");
    told(
        CODE,
        &on_code,
        note,
        &["a note on a code", "the note `Memo 1`"],
    );
    let dangling = coded.replace("<Coding>", "<NoteRef targetGUID=\"n9\"/><Coding>");
    told(CODE, &dangling, "", &["a note that is not in the project"]);
}

#[test]
fn paths_of_texts_in_every_form() {
    for path in [
        "internal://a.txt",
        "internal:/a.txt",
        "internal:///a.txt",
        "internal://Sources/a.txt",
        "a.txt",
        "sources/a.txt",
        "Sources\\a.txt",
    ] {
        let back = read(&project(
            CODE,
            &source("Talk", path, &selection("p1", "c1")),
            "",
        ));
        assert_eq!(back.claims.len(), 1, "{path}");
    }
    for path in [
        "absolute:///C:/x/a.txt",
        "relative:///a.txt",
        "internal://no.txt",
    ] {
        let bytes = project(CODE, &source("Talk", path, &selection("p1", "c1")), "");
        let faults = take(&bytes, Format::Qdpx, &opened(folder(&[]).path())).unwrap_err();
        assert!(
            faults[0].message.contains("no plain text"),
            "{path}: {faults:?}"
        );
    }
}

#[test]
fn what_was_refused_counts_and_is_not_inflated_again() {
    let long = vec![b'a'; (8 << 20) + 1];
    let names: Vec<String> = (0..40).map(|k| format!("Sources/{k}.txt")).collect();
    // Each is named a hundred times.
    let sources: String = (0..4_000)
        .map(|k| source(&k.to_string(), &format!("internal://{}.txt", k % 40), ""))
        .collect();
    let xml = format!("<Project><Sources>{sources}</Sources></Project>");
    let mut entries = vec![("project.qde", xml.as_bytes())];
    entries.extend(names.iter().map(|name| (name.as_str(), &long[..])));
    let faults = crate::refused(&archive(&entries), Format::Qdpx);
    assert_eq!(faults.len(), 40, "each is told once");
    let whole = |fault: &&String| fault.contains("All that is read of the archive");
    assert_eq!(faults.iter().filter(whole).count(), 9, "{faults:#?}");
}

/// The text that the dossier counts in, and claims with places in it.
fn with_places() -> Dossier {
    let claims = vec![hikiwake_dossier::file::Claim {
        source: "alpha2016".into(),
        says: "It wants them.".into(),
        places: vec![hikiwake_dossier::file::Place {
            start: 6,
            end: 11,
            digest: sha256("wants")[..16].to_owned(),
            ..Default::default()
        }],
        ..Default::default()
    }];
    counting(TALK, claims)
}

#[test]
fn an_own_project_without_texts_comes_back() {
    let dossier = with_places();
    let out = export(&dossier, Format::Qdpx, &ExportSettings::default()).unwrap();
    // Into the same dossier: the same places.
    let back = taken(&out.bytes, Format::Qdpx, &dossier);
    let place = json!([{ "start": 6, "end": 11 }]);
    assert_eq!(back.claims["C0"]["places"], place);
    assert_eq!(back.sources.len(), 0);
    // Into a new one: with the text in which they are counted.
    let there = folder(&[]);
    imported(there.path(), &out.bytes, Format::Qdpx).unwrap();
    let new = opened(there.path());
    let head = new.file.sources["alpha2016"].text.as_ref().unwrap();
    assert_eq!(head.sha256, sha256(TALK));
    assert_eq!(new.file.claims["C0"].places[0].start, 6);
    assert_eq!(
        imported(there.path(), &out.bytes, Format::Qdpx)
            .unwrap()
            .files,
        []
    );
    // A dossier that counts in another text does not take them.
    let other = counting("Another edition of the talk.", Vec::new());
    let faults = take(&out.bytes, Format::Qdpx, &other).unwrap_err();
    assert!(
        faults[0].message.contains("counts in another text"),
        "{faults:?}"
    );
}

#[test]
fn claims_whose_names_make_one_id_are_numbered() {
    // The first twelve digits of both are the same.
    let inner = selection("00000000-aaaa-1", "c1") + &selection("00000000-aaaa-2", "c1");
    let back = read(&project(CODE, &source("Talk", "a.txt", &inner), ""));
    let ids: Vec<&String> = back.claims.keys().collect();
    assert_eq!(ids, ["Q-00000000aaaa", "Q-00000000aaaa-2"]);
    let refs = "<NoteRef targetGUID=\"n1\"/><NoteRef targetGUID=\"n2\"/>";
    let note = |k| {
        format!("<Note guid=\"n{k}\" name=\"Memo\"><PlainTextContent>{k}</PlainTextContent></Note>")
    };
    let back = read(&project(
        "",
        &source("Talk", "a.txt", refs),
        &(note(1) + &note(2)),
    ));
    let ids: Vec<&String> = back.claims.keys().collect();
    assert_eq!(ids, ["Memo", "Q-n2"]);
    let position = json!({ "type": "TextPositionSelector", "start": 4, "end": 13 });
    let mut two = [
        annotation(comment("x"), position.clone()),
        annotation(comment("y"), position),
    ];
    two[1]["id"] = json!("https://example.com/b/t1");
    let back = annotated(&json!(two), &opened(full().path()), "").unwrap();
    let ids: Vec<&String> = back.claims.keys().collect();
    assert_eq!(ids, ["t1", "t1-2"]);
}

/// An annotation of `alpha2016`.
fn annotation(body: Value, selector: Value) -> Value {
    json!({
        "id": "https://example.org/a/t1",
        "type": "Annotation",
        "body": body,
        "target": [{ "source": "alpha2016", "selector": selector }],
    })
}

fn quoted(start: u64, end: u64) -> Value {
    json!([
        { "type": "RangeSelector", "startOffset": 8 },
        { "type": "TextPositionSelector", "start": start, "end": end },
        { "type": "TextQuoteSelector", "exact": ":thinking", "prefix": "🤔🤔🤔🤔", "suffix": " and" },
    ])
}

fn comment(words: &str) -> Value {
    json!([{ "type": "TextualBody", "value": words }])
}

fn annotated(annotation: &Value, dossier: &Dossier, text: &str) -> Result<Incoming, Vec<String>> {
    let mut texts = BTreeMap::from([("alpha2016".to_owned(), text.to_owned())]);
    texts.retain(|_, text| !text.is_empty());
    let bytes = annotation.to_string();
    take_with(bytes.as_bytes(), Format::Annotations, dossier, &texts)
        .map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

#[test]
fn the_quotation_decides_between_ways_of_counting() {
    let text = "🤔🤔🤔🤔:thinking and more text";
    let dossier = counting(text, Vec::new());
    let place = json!([{ "start": 4, "end": 13, "digest": sha256(":thinking")[..16] }]);
    // UTF-16 units, code points, and a position of nowhere.
    for (start, end) in [(8, 17), (4, 13), (0, 9)] {
        let item = annotation(comment("They think."), quoted(start, end));
        let back = annotated(&item, &dossier, text).unwrap();
        assert_eq!(back.claims["t1"]["places"], place);
        let told = back.left.iter().any(|left| left.contains("is taken"));
        assert_eq!(told, start != 4, "{:?}", back.left);
        assert!(back.left.iter().any(|left| left.contains("RangeSelector")));
        // Without the text nobody can tell.
        let faults = annotated(&item, &dossier, "another text").unwrap_err();
        assert!(
            faults[0].contains("some programs count as one"),
            "{faults:?}"
        );
    }
    // A text that is attached counts where the dossier records none.
    let item = annotation(comment("x"), quoted(8, 17));
    let back = annotated(&item, &opened(full().path()), text).unwrap();
    assert_eq!(back.claims["t1"]["places"], place);
    // Where it stands twice, the position says which.
    let twice = format!("{text}. Again :thinking and more.");
    let dossier = counting(&twice, Vec::new());
    let selector = |start: u64| {
        json!([
            { "type": "TextPositionSelector", "start": start, "end": start + 9 },
            { "type": "TextQuoteSelector", "exact": ":thinking" },
        ])
    };
    for (start, right) in [
        (8, Some(4)),
        (4, Some(4)),
        (39, Some(35)),
        (35, Some(35)),
        (7, None),
    ] {
        let item = annotation(comment("x"), selector(start));
        let back = annotated(&item, &dossier, &twice);
        let found = back.map(|back| back.claims["t1"]["places"][0]["start"].as_u64().unwrap());
        assert_eq!(found.clone().ok(), right, "{start}: {found:?}");
    }
    let none = annotation(
        comment("x"),
        json!({ "type": "TextQuoteSelector", "exact": "nowhere" }),
    );
    assert!(annotated(&none, &dossier, &twice).unwrap_err()[0].contains("does not stand"));
}

#[test]
fn a_quotation_of_another_length_than_its_position() {
    let dossier = opened(full().path());
    let selector = |end: u64| {
        json!([
            { "type": "TextPositionSelector", "start": 3, "end": end },
            { "type": "TextQuoteSelector", "exact": "water" },
        ])
    };
    let back = annotated(&annotation(comment("x"), selector(8)), &dossier, "").unwrap();
    let place = json!([{ "start": 3, "end": 8, "digest": sha256("water")[..16] }]);
    assert_eq!(back.claims["t1"]["places"], place);
    let faults = annotated(&annotation(comment("x"), selector(9)), &dossier, "").unwrap_err();
    assert!(faults[0].contains("5 signs long"), "{faults:?}");
}

#[test]
fn a_place_behind_the_end_of_the_text() {
    let there = folder(&[("sources.json", crate::SOURCES)]);
    let head = format!(
        "[sources.alpha2016]\ntext = {{ sha256 = \"{}\", length = 10 }}\n",
        sha256(TALK)
    );
    std::fs::write(there.path().join("heads.toml"), head).unwrap();
    let position = json!({ "type": "TextPositionSelector", "start": 4, "end": 11 });
    let item = annotation(comment("x"), position).to_string();
    let table = "id,source,says,places\nN1,alpha2016,x,4-11\n";
    for (bytes, format) in [
        (item.as_str(), Format::Annotations),
        (table, Format::ClaimsCsv),
    ] {
        let refused = imported(there.path(), bytes.as_bytes(), format).unwrap_err();
        let refused = format!("{refused:?}");
        assert!(refused.contains("ends at 11"), "{refused}");
    }
}

#[test]
fn a_tag_is_no_comment() {
    let dossier = opened(full().path());
    let position = json!({ "type": ["TextPositionSelector"], "start": 4, "end": 13 });
    let tag = |words: &str| json!({ "type": "TextualBody", "purpose": "tagging", "value": words });
    let say = json!({ "type": "TextualBody", "purpose": "commenting", "value": "The comment." });
    let read = |body: Value| annotated(&annotation(body, position.clone()), &dossier, "").unwrap();
    let back = read(json!([tag("kuril"), say]));
    assert_eq!(back.claims["t1"]["says"], "The comment.");
    assert_eq!(back.left, ["the tag `kuril`, in annotation 1"]);
    let back = read(json!([tag("kuril"), tag("islands")]));
    assert_eq!(back.claims["t1"]["says"], "Tagged as kuril; islands");
    let back = read(comment(""));
    assert_eq!(back.claims.len(), 0);
    assert_eq!(
        back.left,
        ["annotation 1 (https://example.org/a/t1), which has no words"]
    );
    // JSON-LD writes one kind alone or several in a list.
    let mut item = annotation(
        json!({ "type": ["TextualBody"], "value": "x" }),
        position.clone(),
    );
    item["type"] = json!(["Annotation", "oa:Annotation"]);
    let back = annotated(&item, &dossier, "").unwrap();
    assert_eq!(back.claims["t1"]["says"], "x");
}

#[test]
fn claims_make_the_drivers_and_actors_that_they_name() {
    let there = folder(&[("sources.json", crate::SOURCES)]);
    let table = "id,source,says,link.cause,link.effect,link.sign,event.date,event.actors\n\
                 N1,alpha2016,x,snow,rain,+,,\n\
                 N2,alpha2016,y,snow,harvest,-,2016,guild; upper\n";
    let merged = imported(there.path(), table.as_bytes(), Format::ClaimsCsv).unwrap();
    assert_eq!(merged.made, ["driver `snow`", "actor `guild`"]);
    let new = opened(there.path());
    assert_eq!(new.file.drivers["snow"].label, "snow");
    assert_eq!(new.file.actors["guild"].name, "guild");
    // What is nearly a name that is there was a slip of the pen.
    let slip = "id,source,says,link.cause,link.effect,link.sign\nN3,alpha2016,x,snw,rain,+\n";
    let refused = imported(there.path(), slip.as_bytes(), Format::ClaimsCsv).unwrap_err();
    assert!(format!("{refused:?}").contains("Did you mean `snow`?"));
}
