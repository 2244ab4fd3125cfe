//! Files that a beginner's editor makes, and sources without JSON.

use hikiwake_dossier::{Read, read};

const HEAD: &str = "[dossier]\nformat = 1\ntitle = \"The dam\"\n";

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let here = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        std::fs::write(here.path().join(name), bytes).expect("a write");
    }
    here
}

fn reading(files: &[(&str, &[u8])]) -> Read {
    read(folder(files).path())
}

/// Whether nothing is said but that such a dossier has no model.
fn sound(read: &Read) -> bool {
    read.diagnostics.iter().all(|d| d.code == "no-model")
}

/// The one fault of some files: its code, and all of it as it is shown.
fn fault(files: &[(&str, &[u8])]) -> (String, String) {
    let read = reading(files);
    let faults: Vec<_> = read.diagnostics.iter().map(|d| &*d.code).collect();
    assert_eq!(faults.len(), 1, "{}", read.render(false));
    (faults[0].to_owned(), read.render(false))
}

#[test]
fn a_name_that_notepad_or_capitals_spoilt_is_said() {
    for (name, meant) in [
        ("dossier.toml.txt", "dossier.toml"),
        ("Dossier.TOML", "dossier.toml"),
    ] {
        let (code, said) = fault(&[(name, HEAD.as_bytes())]);
        assert_eq!(code, "misnamed-file");
        assert!(
            said.contains(name) && said.contains(&format!("should be {meant}")),
            "{said}"
        );
        assert!(said.contains("Rename it"), "{said}");
    }
    let dossier = ("dossier.toml", HEAD.as_bytes());
    for (name, meant) in [
        ("sources.json.txt", "sources.json"),
        ("Sources.json", "sources.json"),
        ("map.geojson.txt", "map.geojson"),
        ("Claims.Toml.txt", "Claims.toml"),
    ] {
        let (code, said) = fault(&[dossier, (name, b"")]);
        assert_eq!(code, "misnamed-file");
        assert!(said.contains(&format!("should be {meant}")), "{said}");
    }
    let others: [(&str, &[u8]); 3] = [dossier, ("notes.txt", b""), ("toml.txt", b"")];
    assert!(sound(&reading(&others)));
}

#[test]
fn utf16_is_said_to_be_that_and_a_mark_of_utf8_is_no_fault() {
    let wide = |mark: &[u8]| -> Vec<u8> {
        let units = HEAD.encode_utf16().flat_map(u16::to_le_bytes);
        mark.iter().copied().chain(units).collect()
    };
    for bytes in [wide(&[0xff, 0xfe]), wide(&[])] {
        let (code, said) = fault(&[("dossier.toml", &bytes)]);
        assert_eq!(code, "not-utf8");
        assert!(
            said.contains("UTF-16") && said.contains("choose UTF-8"),
            "{said}"
        );
    }
    let marked = |text: &str| format!("\u{feff}{text}").into_bytes();
    let sources = marked("[{ \"id\": \"a\", \"title\": \"A\" }]");
    let read = reading(&[("dossier.toml", &marked(HEAD)), ("sources.json", &sources)]);
    assert_eq!(read.dossier.expect("no errors").sources.len(), 1);
}

#[test]
fn faults_that_hands_make_in_sources_json_are_all_named_with_their_places() {
    let json = "[\n  { \"id\": \"a\", \"title\": “The dam”, },\n  { \"id\": \"b\", \"title\": \"B\" },\n]\n";
    let toml = format!("{HEAD}[claims.x]\nsource = \"a\"\nsays = \"x\"\n");
    let read = reading(&[
        ("dossier.toml", toml.as_bytes()),
        ("sources.json", json.as_bytes()),
    ]);
    let faults: Vec<_> = read
        .diagnostics
        .iter()
        .map(|d| {
            let span = d.span.as_ref().expect("a place");
            (span.line, &json[span.start..span.end], d.help.as_str())
        })
        .collect();
    assert_eq!(
        faults,
        [
            (2, "“The dam”", "Write plain ones: `\"…\"`."),
            (2, ",", "Take the comma out."),
            (3, ",", "Take the comma out."),
        ],
        "{}",
        read.render(false)
    );
}

const SOURCES: &str = r#"
[sources.niquet]
title = "Japan's dam"
authors = ["Niquet, Valérie", "{Ministry of Health, Labour and Welfare}", "A bank"]
date = "2016-12"
publisher = "A house"
url = "https://example.org/dam"
reliability = "B"

[claims.x]
source = "niquet"
says = "x"
event = { date = "2016" }
"#;

#[test]
fn a_source_needs_no_json() {
    let read = reading(&[("dossier.toml", format!("{HEAD}{SOURCES}").as_bytes())]);
    assert!(sound(&read), "{}", read.render(false));
    let dossier = read.dossier.unwrap();
    let source = &dossier.sources[0];
    assert_eq!(
        source.long(),
        "Niquet, Ministry of Health, Labour and Welfare, A bank (2016): Japan's dam. A house. \
         https://example.org/dam"
    );
    assert_eq!(source.issued(), "2016-12");
    let csl = serde_json::json!({
        "id": "niquet",
        "type": "document",
        "title": "Japan's dam",
        "author": [
            { "family": "Niquet", "given": "Valérie" },
            { "literal": "Ministry of Health, Labour and Welfare" },
            { "literal": "A bank" },
        ],
        "issued": { "date-parts": [[2016, 12]] },
        "publisher": "A house",
        "URL": "https://example.org/dam",
    });
    assert_eq!(serde_json::Value::Object(source.csl.clone()), csl);
    // What is known beside it holds no second copy.
    let beside = serde_json::to_value(&dossier.file.sources["niquet"]).unwrap();
    assert!(beside.get("title").is_none());
}

#[test]
fn a_source_given_twice_or_without_a_title_is_a_fault() {
    let toml = format!("{HEAD}{SOURCES}");
    let json = "[{ \"id\": \"niquet\", \"title\": \"Another\" }]";
    let (code, said) = fault(&[
        ("dossier.toml", toml.as_bytes()),
        ("sources.json", json.as_bytes()),
    ]);
    assert_eq!(code, "duplicate");
    assert!(said.contains("stands in sources.json, too"), "{said}");
    assert!(said.contains("dossier.toml:6"), "{said}");
    let untitled = toml.replace("title = \"Japan's dam\"\n", "");
    let (code, said) = fault(&[("dossier.toml", untitled.as_bytes())]);
    assert_eq!(code, "missing-key");
    assert!(said.contains("has no `title`"), "{said}");
    // Beside an entry of sources.json, the rest is still said of it.
    let beside = format!(
        "{HEAD}[sources.niquet]\nreliability = \"B\"\n[claims.x]\nsource = \"niquet\"\nsays = \"x\"\nevent = {{ date = \"2016\" }}\n"
    );
    let read = reading(&[
        ("dossier.toml", beside.as_bytes()),
        ("sources.json", json.as_bytes()),
    ]);
    assert!(sound(&read), "{}", read.render(false));
}
