//! Whatever the files hold, reading and showing never panic, and places are
//! places in the files.

use hikiwake_dossier::{Expr, Read, minimal_starter, read};
use proptest::prelude::*;

fn read_files(files: &[(&str, &[u8])]) -> Read {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let read = read(folder.path());
    for fault in &read.diagnostics {
        if let Some(span) = &fault.span {
            let (_, text) = read.files.iter().find(|(n, _)| *n == span.file).unwrap();
            assert!(text.get(span.start..span.end).is_some(), "{fault:?}");
        }
        assert!(
            !fault.message.is_empty() && !fault.help.is_empty(),
            "{fault:?}"
        );
    }
    let errors = read
        .diagnostics
        .iter()
        .any(|d| d.severity == hikiwake_dossier::Severity::Error);
    assert_eq!(read.dossier.is_none(), errors);
    let steers = |c: char| c.is_control() && c != '\n';
    assert!(!read.render(false).contains(steers));
    read
}

/// A dossier that uses much of the format.
fn rich() -> String {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/dossier.md");
    let page = std::fs::read_to_string(page).unwrap();
    let parts = page.split("```toml\n").skip(1);
    parts
        .map(|part| part.split("```").next().unwrap())
        .collect()
}

/// One edit of a text: where (as a share of its length), how much goes, what comes.
fn edit() -> impl Strategy<Value = (f64, usize, String)> {
    let pieces = prop_oneof![
        Just(String::new()),
        "[\\[\\]{}=,.\"'\\\\#\n ()-]{1,3}",
        "\\PC{0,4}",
        prop::sample::select(vec![
            "99999999999999999999",
            "-1",
            "nan",
            "2016-04-01",
            "true",
            "\"\"\"",
            "'''",
            "\\u",
            "\u{202e}",
            "\u{0}",
            "\r",
            "\u{feff}",
            "日本",
            "[[x]]",
            "[dossier]",
            "x.x.x = 1\n",
            " if ",
            " iff ",
            "not ",
            "(((",
            " >= ",
            "[options.dam]\n",
            "levels = []\n",
            "[options.dam]\n[options.dam]\n",
            "0,9",
            "10%",
            "1 000",
            "\u{a0}",
            "\u{200b}",
            "é",
            "–",
            "\"C:\\Users\"",
            "\"2016-02-30\"",
            "2016-04",
            " <> ",
            "not-",
            "-and-not-",
            "\"irreversible\"",
            "// ",
        ])
        .prop_map(String::from),
    ];
    (0.0..1.0f64, 0..12usize, pieces)
}

fn edited(text: &str, edits: &[(f64, usize, String)]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (at, gone, piece) in edits {
        let at = (*at * chars.len() as f64) as usize;
        let end = (at + gone).min(chars.len());
        chars.splice(at..end, piece.chars());
    }
    chars.into_iter().collect()
}

/// Words and signs of formulas in any order.
fn soup() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "a", "b-c", "d_1", "e.f", "not", "and", "or", "if", "iff", "implies", "true", "FALSE", "(",
        ")", "=", "!=", "<", "<=", ">", "->", "<->", "&&", "|", "!", "¬", "∧", "≥", ",", "-", "2",
        ".", "é", "?", "=>",
    ]);
    prop::collection::vec((word, prop::bool::ANY), 0..12).prop_map(|words| {
        let spaced = words
            .iter()
            .map(|(w, blank)| format!("{w}{}", if *blank { " " } else { "" }));
        spaced.collect()
    })
}

/// A formula that reads, with brackets in places where they may not be needed.
fn formula() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "a",
        "b-c",
        "e.f",
        "true",
        "false",
        "a = 2",
        "b >= high",
    ]);
    leaf.prop_map(String::from)
        .prop_recursive(5, 40, 3, |inner| {
            prop_oneof![
                inner.clone().prop_map(|a| format!("not ({a})")),
                inner.clone().prop_map(|a| format!("({a})")),
                prop::collection::vec(inner.clone(), 2..4)
                    .prop_map(|v| format!("({})", v.join(") and ("))),
                prop::collection::vec(inner.clone(), 2..4)
                    .prop_map(|v| format!("({})", v.join(") ∨ ("))),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) if ({b})")),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) -> ({b})")),
                (inner.clone(), inner).prop_map(|(a, b)| format!("({a}) iff ({b})")),
            ]
        })
}

/// The shape of a formula without places: every part in brackets.
fn shape(expr: &Expr) -> String {
    let text = format!("{expr:?}");
    // Spans are the only numbers with dots between them in the debug form.
    let mut shape = String::new();
    for part in text.split("..") {
        shape.push_str(
            part.trim_end_matches(|c: char| c.is_ascii_digit())
                .trim_start_matches(|c: char| c.is_ascii_digit()),
        );
    }
    shape
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes(toml in prop::collection::vec(any::<u8>(), 0..300), json in prop::collection::vec(any::<u8>(), 0..100)) {
        read_files(&[("dossier.toml", &toml), ("sources.json", &json)]);
    }

    #[test]
    fn any_text(toml in "\\PC{0,200}", json in "[\\[\\]{}:,\"a-z0-9 \\\\]{0,60}") {
        read_files(&[("dossier.toml", toml.as_bytes()), ("sources.json", json.as_bytes())]);
    }

    #[test]
    fn an_edited_starter(edits in prop::collection::vec(edit(), 1..6)) {
        let (name, text) = minimal_starter()[0];
        read_files(&[(name, edited(text, &edits).as_bytes())]);
    }

    #[test]
    fn an_edited_rich_dossier(edits in prop::collection::vec(edit(), 1..8)) {
        read_files(&[("dossier.toml", edited(&rich(), &edits).as_bytes())]);
    }

    #[test]
    fn formulas_are_read_or_refused_with_a_place(text in prop_oneof![soup(), "\\PC{0,40}"]) {
        match Expr::parse(&text) {
            Ok(expr) => {
                let again = Expr::parse(&expr.to_string());
                prop_assert_eq!(shape(&again.unwrap()), shape(&expr), "{}", expr);
            }
            Err(fault) => prop_assert!(text.get(fault.span.clone()).is_some(), "{:?}", fault),
        }
    }

    #[test]
    fn a_written_formula_reads_back(text in formula()) {
        let expr = Expr::parse(&text).unwrap();
        let written = expr.to_string();
        let again = Expr::parse(&written).unwrap();
        prop_assert_eq!(shape(&again), shape(&expr), "{}", &written);
        prop_assert_eq!(again.to_string(), written);
    }
}

#[test]
fn hostile_files() {
    let deep = 100_000;
    for text in [
        format!("a{} = 1", ".a".repeat(deep)),
        format!("[{}b]", "b.".repeat(deep)),
        format!("x = {}", "[".repeat(deep)),
        format!("x = {}", "{a=".repeat(deep)),
        format!("[definitions.d]\nformula = \"{}\"", "(".repeat(deep)),
        format!("[definitions.d]\nformula = \"{}x\"", "not ".repeat(deep)),
        format!("[definitions.d]\nformula = \"x{}\"", " and x".repeat(deep)),
        format!("[definitions.d]\nformula = \"ä{}\"", " and x".repeat(9_000)),
        format!("[definitions.{}]\nformula = \"x\"", "n".repeat(deep)),
        "\u{feff}[dossier]\r\nformat = 1\r\ntitle = 'T'\r\n".into(),
        String::new(),
        format!(
            "[definitions.d]\nformula = \"{}x\"",
            "not-".repeat(deep / 8)
        ),
        format!(
            "[definitions.d]\nformula = \"x{}\"",
            "-and-x".repeat(deep / 12)
        ),
        format!("x = {}", "1,".repeat(deep)),
        format!("x = {}%", "9".repeat(deep)),
        format!("x = \"{}\"", "\\U".repeat(deep)),
        format!("[claims.c]\nsource = \"{}\"\nsays = 1", "é".repeat(deep)),
        format!("{}[x]", "[x]\n".repeat(300)),
    ] {
        read_files(&[("dossier.toml", text.as_bytes())]);
    }
    let json = "[".repeat(deep);
    read_files(&[("dossier.toml", b""), ("sources.json", json.as_bytes())]);
    let json = format!("[{{\"id\":\"a\",\"title\":{}", "[".repeat(deep));
    read_files(&[("dossier.toml", b""), ("sources.json", json.as_bytes())]);
}
