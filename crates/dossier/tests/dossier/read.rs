//! Every kind of fault in files: its code, its line and what is underlined.

use hikiwake_dossier::{Read, Severity, minimal_starter, read, starter};

/// Reads a folder with these files.
fn dossier(files: &[(&str, &str)]) -> Read {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    read(folder.path())
}

/// The faults as `code file:line text-underlined`.
fn faults(read: &Read) -> Vec<String> {
    let shown = read.diagnostics.iter().map(|fault| match &fault.span {
        None => fault.code.to_string(),
        Some(span) => {
            let (_, text) = read.files.iter().find(|(n, _)| *n == span.file).unwrap();
            let underlined = &text[span.start..span.end];
            assert_eq!(span.line, 1 + text[..span.start].matches('\n').count());
            let line_start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
            let column = 1 + text[line_start..span.start].chars().count();
            assert_eq!(span.column, column);
            format!("{} {}:{} {underlined}", fault.code, span.file, span.line)
        }
    });
    shown.collect()
}

/// A small dossier without faults, to which a test adds one.
const SOUND: &str = r#"
[dossier]
format = 1
title = "Test"
[actors.a]
name = "A"
[options.x]
owner = "a"
label = "Do x"
[options.y]
owner = "a"
label = "Do y"
levels = ["none", "some", "full"]
[[preferences]]
actor = "a"
statements = [{ id = "s", wants = "x or y = full" }, { id = "t", wants = "not y" }]
"#;

/// The faults of a file `b.toml` beside the sound dossier.
fn with(text: &str) -> Vec<String> {
    faults(&dossier(&[("dossier.toml", SOUND), ("b.toml", text)]))
}

#[test]
fn sound() {
    let read = dossier(&[("dossier.toml", SOUND)]);
    assert_eq!(faults(&read), [] as [&str; 0]);
    assert_eq!(read.render(false), "0 errors, 0 warnings\n");
    assert_eq!(read.dossier.unwrap().file.options.len(), 2);
}

#[test]
fn the_starters_have_no_faults_and_lack_no_words() {
    for files in [starter(), minimal_starter()] {
        let read = dossier(files);
        assert_eq!(faults(&read), [] as [&str; 0]);
        let dossier = read.dossier.expect("no faults, so a dossier");
        assert_eq!(dossier.options_without_words().count(), 0);
        for (name, text) in files {
            // A screen a file; the small one is a single file.
            let screen = if files.len() == 1 { 70 } else { 50 };
            assert!(text.lines().count() <= screen, "{name}");
        }
    }
}

/// The claims point to what the newspaper says, by characters of the text that lies beside.
#[test]
fn the_claims_of_the_starter_stand_in_its_text() {
    let dossier = dossier(starter()).dossier.expect("no faults");
    let text = |name: &str| starter().iter().find(|(file, _)| *file == name);
    let (_, bulletin) = text("bulletin.txt").expect("the text of the newspaper");
    let tied = dossier.file.sources["bulletin"].text.as_ref();
    let tied = tied.expect("which text it counts in");
    assert_eq!(tied.sha256, hikiwake_dossier::sha256(bulletin.as_bytes()));
    assert_eq!(tied.length as usize, bulletin.chars().count());
    let claims = dossier.file.claims.values();
    let places = claims.flat_map(|claim| &claim.places).count();
    assert_eq!(places, 12);
}

#[test]
fn syntax() {
    for (text, expected) in [
        ("[claims.a", "syntax b.toml:1 "),
        ("[definitions]\nd = { formula = \"x\"", "syntax b.toml:2 "),
        ("[definitions.d]\nformula = x", "syntax b.toml:2 x"),
        ("[definitions.d]\nformula = \"x", "syntax b.toml:2 "),
        (
            "[definitions.d]\nformula = \"x\"\nformula = \"y\"",
            "syntax b.toml:3 formula",
        ),
        ("[definitions.d]\nformula = \"\\q\"", "syntax b.toml:2 "),
        ("= 3", "syntax b.toml:1 "),
    ] {
        let found = with(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].starts_with(expected), "{text}: {found:?}");
    }
}

#[test]
fn several_faults_of_syntax_at_once() {
    let text = "[definitions.d]\nformula = x\n[definitions.e]\nformula = \"x\"\nlabel = \"\\q\"\n";
    let found = with(text);
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn structure() {
    for (text, expected) in [
        (
            "[definitons.d]\nformula = \"x\"",
            "unknown-key b.toml:1 definitons",
        ),
        (
            "[definitions.d]\nformla = \"x\"",
            "unknown-key b.toml:2 formla",
        ),
        ("[quarrels]\n", "unknown-key b.toml:1 quarrels"),
        ("[definitions.d]\nlabel = \"D\"", "missing-key b.toml:1 d"),
        (
            "[[preferences]]\nperiods = []",
            "missing-key b.toml:1 [[preferences]]",
        ),
        ("[definitions.d]\nformula = 3", "wrong-type b.toml:2 3"),
        (
            "[definitions.d]\nformula = true",
            "wrong-type b.toml:2 true",
        ),
        (
            "[definitions.d]\nformula = [\"x\"]",
            "wrong-type b.toml:2 [\"x\"]",
        ),
        ("[definitions]\nd = \"x\"", "wrong-type b.toml:2 \"x\""),
        ("definitions = 1.5", "wrong-type b.toml:1 1.5"),
        (
            "[[definitions]]\nformula = \"x\"",
            "wrong-type b.toml:1 [[definitions]]",
        ),
        (
            "[preferences]\nactor = \"a\"",
            "wrong-type b.toml:1 [preferences]",
        ),
        (
            "[rules.r]\nnever = \"x\"\nperiods = \"p\"",
            "wrong-type b.toml:3 \"p\"",
        ),
        (
            "[rules.r]\nnever = \"x\"\nhindsight = 1",
            "wrong-type b.toml:3 1",
        ),
        (
            "[rules.r]\nnever = \"x\"\nbasis = \"state\"",
            "unknown-value b.toml:3 \"state\"",
        ),
        (
            "[rules.r]\nbars = { from = \"x\" }",
            "missing-key b.toml:2 bars",
        ),
        (
            "[definitions.And]\nformula = \"x\"",
            "bad-name b.toml:1 And",
        ),
        (
            "[definitions.and]\nformula = \"x\"",
            "bad-name b.toml:1 and",
        ),
        (
            "[definitions.\"d d\"]\nformula = \"x\"",
            "bad-name b.toml:1 \"d d\"",
        ),
        ("[definitions.d-]\nformula = \"x\"", "bad-name b.toml:1 d-"),
        ("[definitions.2d]\nformula = \"x\"", "bad-name b.toml:1 2d"),
        ("[rules.\"ü\"]\nnever = \"x\"", "bad-name b.toml:1 \"ü\""),
        (
            "[periods.2016-04]\nlabel = \"P\"\ndate = 2016-04-15\nstatus_quo = \"\"",
            "wrong-type b.toml:3 2016-04-15",
        ),
        (
            "[periods.2016-04]\nlabel = \"P\"\ndate = \"2016-13\"\nstatus_quo = \"\"",
            "bad-name b.toml:3 \"2016-13\"",
        ),
        (
            "[options.z]\nowner = \"a\"\nlabel = \"Z\"\nlevels = [\"one\"]",
            "wrong-count b.toml:4 [\"one\"]",
        ),
        (
            "[options.z]\nowner = \"a\"\nlabel = \"Z\"\nallow = [[\"no\"]]",
            "wrong-count b.toml:4 [\"no\"]",
        ),
        (
            "[options.z]\nowner = \"a\"\nlabel = \"Z\"\nlevels = [\"l\", \"m\", \"l\"]",
            "duplicate b.toml:4 \"l\"",
        ),
        (
            "[dossier]\nformat = 1\ntitle = \"T\"",
            "duplicate b.toml:1 dossier",
        ),
        (
            "[options.x]\nowner = \"a\"\nlabel = \"X\"",
            "duplicate b.toml:1 x",
        ),
        (
            "[claims.c]\nsource = \"s\"\nsays = \"it\"\nplaces = [{ start = -1, end = 2 }]",
            "unknown-value b.toml:4 -1",
        ),
        (
            "[claims.c]\nsource = \"s\"\nsays = \"it\"\nplaces = [{ start = 1, end = 9223372036854775808 }]",
            "unknown-value b.toml:4 9223372036854775808",
        ),
    ] {
        // A file with a fault of structure may have others that follow from its
        // content (an unknown source); its own must be there, and each fault once.
        let mut found = with(text);
        assert!(found.iter().any(|f| f == expected), "{text}: {found:?}");
        let count = found.len();
        found.sort();
        found.dedup();
        assert_eq!(found.len(), count, "{text}: {found:?}");
        let kinds = [
            "syntax",
            "unknown-key",
            "missing-key",
            "wrong",
            "unknown-value",
            "duplicate",
        ];
        let structure = |f: &&String| kinds.iter().any(|k| f.starts_with(k)) && *f != expected;
        assert_eq!(found.iter().find(structure), None, "{text}");
    }
}

#[test]
fn a_blank_for_what_is_faulty_makes_no_noise() {
    // The option is there, though its owner is not: formulas with it are sound.
    let text = "[options.z]\nowner = 3\nlabel = \"Z\"\n[definitions.d]\nformula = \"z and x\"";
    assert_eq!(with(text), ["wrong-type b.toml:2 3"]);
    // So it is in a misspelt table, and with a bad level.
    let text = "[optoins.z]\nowner = \"a\"\nlabel = \"Z\"\nlevels = [\"low\", \"High\"]\n\
                [rules.r]\nnever = \"z = High\"";
    assert_eq!(
        with(text),
        ["unknown-key b.toml:1 optoins", "bad-name b.toml:4 \"High\""]
    );
    // What stands in a file with faults of syntax may be lost: no word on names.
    let broken = "[options.z\nowner = \"a\"\n";
    let uses = "[definitions.d]\nformula = \"z and x\"\n[definitions.e]\nformula = \"x and\"\n";
    let files = [
        ("dossier.toml", SOUND),
        ("b.toml", broken),
        ("c.toml", uses),
    ];
    let found = faults(&dossier(&files));
    assert_eq!(found, ["syntax b.toml:1 ", "formula c.toml:4 and"]);
}

#[test]
fn faults_inside_formulas_are_underlined_inside() {
    for (text, expected) in [
        (
            "[definitions.d]\nformula = \"x and\"",
            "formula b.toml:2 and",
        ),
        (
            "[definitions.d]\nformula = 'x if y if x'",
            "formula b.toml:2 if",
        ),
        (
            "[definitions.d]\nformula = \"\"\"\nx and\n(y or x\"\"\"",
            "formula b.toml:4 (",
        ),
        (
            "[definitions.d]\nformula = \"\\u0078 ? x\"",
            "formula b.toml:2 ?",
        ),
    ] {
        assert_eq!(with(text), [expected], "{text}");
    }
}

#[test]
fn heads() {
    let found = faults(&dossier(&[("a.toml", "[actors.a]\nname = \"A\"")]));
    assert!(found.contains(&"missing-key".to_owned()), "{found:?}");
    let two = SOUND.replace("format = 1", "format = 2");
    assert_eq!(
        faults(&dossier(&[("dossier.toml", &two)])),
        ["unknown-value dossier.toml:3 2"]
    );
}

/// The only source of a dossier whose bibliography is this.
fn only_source(entry: &str) -> hikiwake_dossier::Source {
    let bibliography = format!("[{entry}]");
    let read = dossier(&[("dossier.toml", SOUND), ("sources.json", &bibliography)]);
    read.dossier.unwrap().sources.remove(0)
}

#[test]
fn a_particle_that_belongs_to_the_name_stands_in_the_label() {
    for (author, label) in [
        (
            r#"{ "family": "Leyen", "given": "Ursula", "non-dropping-particle": "von der" }"#,
            "von der Leyen",
        ),
        (
            r#"{ "family": "Aubigné", "non-dropping-particle": "d’" }"#,
            "d’Aubigné",
        ),
        (
            r#"{ "family": "Gaulle", "given": "Charles", "dropping-particle": "de" }"#,
            "Gaulle",
        ),
    ] {
        let source = only_source(&format!(
            r#"{{ "id": "s", "title": "T", "author": [{author}] }}"#
        ));
        assert_eq!(source.short(), label);
        assert_eq!(source.long(), format!("{label}: T"));
    }
}

#[test]
fn a_date_is_read_in_whatever_form_a_program_writes_it() {
    for (date, year, issued) in [
        (
            r#"{ "date-parts": [["2016", "12", "15"]] }"#,
            Some(2016),
            "2016-12-15",
        ),
        (r#"{ "raw": "16 December 2016" }"#, Some(2016), "2016-12-16"),
        (r#""2016-12-15""#, Some(2016), "2016-12-15"),
        ("2016", Some(2016), "2016"),
        (
            r#"{ "date-parts": [[2016]], "season": 4 }"#,
            Some(2016),
            "2016",
        ),
        (
            r#"{ "literal": "16 days after Christmas 2016" }"#,
            Some(2016),
            "2016",
        ),
        (r#"{ "date-parts": [[2016, 2, 30]] }"#, Some(2016), "2016"),
        (r#"{ "date-parts": [[-431]] }"#, Some(-431), ""),
        (r#"{ "literal": "no date" }"#, None, ""),
    ] {
        let source = only_source(&format!(
            r#"{{ "id": "s", "title": "T", "issued": {date} }}"#
        ));
        assert_eq!(
            (source.year, source.issued().as_str()),
            (year, issued),
            "{date}"
        );
    }
}

#[test]
fn markup_of_a_title_is_not_shown() {
    let entry = r#"{ "id": "s", "title": "The <i>Rurik</i> and H<sub>2</sub>O, a < b" }"#;
    let source = only_source(entry);
    assert_eq!(source.title, "The Rurik and H2O, a < b");
    assert!(source.csl["title"].as_str().unwrap().contains("<i>"));
}

#[test]
fn sources() {
    let claim = "[claims.c]\nsource = \"s\"\nsays = \"It.\"\n[definitions.d]\nformula = \"x\"\n\
                 [rules.r]\nnever = \"d and y = full\"\nbecause = [\"c\"]\nbasis = \"stated\"";
    let sound = r#"[{ "id": "s", "title": "T", "author": [{ "family": "N" }, { "literal": "I" }],
        "issued": { "date-parts": [["2016"]] }, "container-title": "J", "number": 13,
        "URL": "https://example.org" }]"#;
    let read = dossier(&[
        ("dossier.toml", SOUND),
        ("b.toml", claim),
        ("sources.json", sound),
    ]);
    assert_eq!(faults(&read), [] as [&str; 0]);
    let dossier_read = read.dossier.unwrap();
    assert_eq!(dossier_read.sources[0].short(), "N and I 2016");
    assert_eq!(
        dossier_read.sources[0].long(),
        "N, I (2016): T. J 13. https://example.org"
    );

    for (json, expected) in [
        ("", "syntax sources.json:1 "),
        ("{}", "syntax sources.json:1 {"),
        (
            "[\n{\"id\": \"s\", \"title\": }]",
            "syntax sources.json:2 }",
        ),
        (
            "[{\"title\": \"T\"}]",
            "missing-key sources.json:1 {\"title\": \"T\"}",
        ),
        ("[{\"id\": \"s\"}]", "missing-key sources.json:1 \"s\""),
        ("[1]", "wrong-type sources.json:1 1"),
        (
            "[{\"id\":\"s\",\"title\":\"T\"},\n{\"title\":\"U\",\"id\":\"s\"}]",
            "duplicate sources.json:2 \"s\"",
        ),
    ] {
        let read = dossier(&[("dossier.toml", SOUND), ("sources.json", json)]);
        let found = faults(&read);
        assert!(found.iter().any(|f| f == expected), "{json}: {found:?}");
        assert!(read.dossier.is_none());
    }
}

/// Of two values the first was lost in silence.
#[test]
fn a_key_that_stands_twice_in_sources_json_is_a_fault() {
    let twice = "[{\"id\": \"s\",\n \"title\": \"T\",\n \"author\": [{\"family\": \"A\",\n \"f\\u0061mily\": \"B\"}],\n \
                 \"title\": \"U\"},\n{\"id\": \"t\", \"title\": \"T\", \"id\": \"u\"}]";
    let read = dossier(&[("dossier.toml", SOUND), ("sources.json", twice)]);
    let told = read.diagnostics.iter().map(|fault| fault.message.as_str());
    let said = |key: &str, line: usize| {
        format!("The key `{key}` stands twice in this object: first in line {line}.")
    };
    let expected = [said("family", 3), said("title", 2), said("id", 6)];
    assert_eq!(told.collect::<Vec<_>>(), expected);
    assert_eq!(
        faults(&read),
        [
            "duplicate sources.json:4 \"f\\u0061mily\"",
            "duplicate sources.json:5 \"title\"",
            "duplicate sources.json:6 \"id\"",
        ]
    );
    assert!(read.dossier.is_none());
}

#[test]
fn folders() {
    let folder = tempfile::tempdir().unwrap();
    let missing = read(&folder.path().join("none"));
    assert_eq!(faults(&missing), ["no-folder"]);
    assert!(missing.dossier.is_none());
    assert!(faults(&read(folder.path())).contains(&"no-dossier".to_owned()));

    let file = folder.path().join("dossier.toml");
    std::fs::write(&file, b"[dossier]\ntitle = \"\xff\"").unwrap();
    assert_eq!(faults(&read(&file)), ["no-folder"]);
    let bad = read(folder.path());
    assert_eq!(faults(&bad), ["not-utf8"]);
    assert!(
        bad.diagnostics[0].message.contains("byte 19"),
        "{}",
        bad.diagnostics[0].message
    );

    std::fs::write(&file, SOUND).unwrap();
    std::fs::create_dir(folder.path().join("sub.toml")).unwrap();
    assert_eq!(faults(&read(folder.path())), ["unreadable-file"]);
    std::fs::remove_dir(folder.path().join("sub.toml")).unwrap();

    let big = std::fs::File::create(folder.path().join("big.toml")).unwrap();
    big.set_len((16 << 20) + 1).unwrap();
    let read_big = read(folder.path());
    assert_eq!(faults(&read_big), ["too-large"]);
    assert!(read_big.diagnostics[0].message.contains("16 MiB"));
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_refused() {
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("secret.toml"), "[claims]").unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("dossier.toml"), SOUND).unwrap();
    let link = folder.path().join("link.toml");
    std::os::unix::fs::symlink(outside.path().join("secret.toml"), &link).unwrap();
    assert_eq!(faults(&read(folder.path())), ["outside-folder"]);
    std::fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink("gone.toml", &link).unwrap();
    assert_eq!(faults(&read(folder.path())), ["unreadable-file"]);
}

#[test]
fn files_are_joined_in_order() {
    let preference = |id: &str| {
        format!(
            "[[preferences]]\nactor = \"a\"\nperiods = [\"p\"]\nstatements = [{{ id = \"{id}\", wants = \"x\" }}]\n"
        )
    };
    let files = [
        ("z.toml", &*preference("third")),
        ("b.toml", &*preference("second")),
        ("dossier.toml", SOUND),
        (".hidden.toml", "not toml"),
        ("notes.md", "not toml"),
    ];
    let read = dossier(&files);
    let names: Vec<&str> = read.files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["dossier.toml", "b.toml", "z.toml"]);
    // Both later lists name a period that is not there: each at its own place.
    let found = faults(&read);
    assert!(
        found.contains(&"unknown-period b.toml:3 \"p\"".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&"unknown-period z.toml:3 \"p\"".to_owned()),
        "{found:?}"
    );
}

#[test]
fn every_fault_at_once() {
    let files = [
        ("dossier.toml", SOUND),
        (
            "b.toml",
            "[options.z]\nowner = \"nobody\"\nlabl = \"Z\"\nlevels = \"low\"\n[rules.r]\nnever = \"x and\"\nbasis = \"said\"\n[claims.c]\nsays = 4\n",
        ),
        ("c.toml", "[definitions.d]\nformula = x\n"),
        ("sources.json", "[{\"id\": \"s\"}]"),
    ];
    let found = faults(&dossier(&files));
    assert_eq!(
        found,
        [
            "unknown-key b.toml:3 labl",
            "wrong-type b.toml:4 \"low\"",
            "formula b.toml:6 and",
            "unknown-value b.toml:7 \"said\"",
            "missing-key b.toml:8 c",
            "wrong-type b.toml:9 4",
            "syntax c.toml:2 x",
            "missing-key sources.json:1 \"s\"",
        ]
    );
}

#[test]
fn rendered() {
    let text = "[definitions.d]\nformula = \"x and\"\n[rules.r]\nnever = \"ä\u{3042} & b\"\n";
    let read = dossier(&[("dossier.toml", SOUND), ("b.toml", text)]);
    let shown = read.render(false);
    for part in [
        "error[formula]: The formula ends too soon: something must follow `and`.",
        "--> b.toml:2:14",
        "2 | formula = \"x and\"",
        "  |              ^^^",
        "= help: Write a name",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    assert!(!shown.contains('\u{1b}'));
    assert!(read.render(true).contains('\u{1b}'));
    let errors = read
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .count();
    assert!(
        shown.ends_with(&format!("{errors} errors, 0 warnings\n")),
        "{shown}"
    );
}

#[test]
fn nothing_in_a_dossier_steers_the_terminal() {
    let hostile = "\\u001B[2J\\u202E \u{9b}31m \u{202e}";
    let text =
        format!("[definitions.\"{hostile}\"]\nformula = \"x & {hostile}\"\n\"{hostile}\" = 1\n");
    let files = [("dossier.toml", SOUND), ("b.toml", &*text)];
    let shown = dossier(&files).render(false);
    let steers = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
    assert_eq!(shown.chars().find(|c| steers(*c)), None, "{shown:?}");
}

#[test]
fn very_many_faults_are_counted() {
    let text: String = (0..600)
        .map(|i| format!("[definitions.d{i}]\nformula = 1\n"))
        .collect();
    let read = dossier(&[("dossier.toml", SOUND), ("b.toml", &*text)]);
    assert_eq!(read.diagnostics.len(), 600);
    let shown = read.render(false);
    assert!(shown.contains("… and 100 more"), "{shown}");
    assert!(shown.ends_with("600 errors, 0 warnings\n"));
}

#[test]
fn one_slip_in_a_file_hides_no_other_and_makes_no_other() {
    let text = r#"
[definitions.a]
formula: "x"
label = Test
[definitions.b]
formula = “x”
label = "x
[definitions.c
formula = 3
[definitions.d]
formula = "x"
label = "He said "yes" to it"
[rules.r]
never = "x and not y"
because = ["a" "b"]
periods = ["2016-04",
basis = "sated"
[rules.s]
bars = { from = "x", to = "y"
text = no
[definitions.e]
"#;
    let found = with(text);
    let lines = found
        .iter()
        .map(|f| f.split(['.', ':', ' ']).nth(3).unwrap());
    // Line 14 takes formula, which is sound; 17 is a fault of structure.
    let expected = "3 4 6 7 8 12 15 17 17 20 20".split(' ');
    assert!(lines.eq(expected), "{found:#?}");
    assert!(
        found.contains(&"unknown-value b.toml:17 \"sated\"".to_owned()),
        "{found:#?}"
    );
}

#[test]
fn a_day_that_no_calendar_has_is_refused_wherever_a_date_is_read() {
    let tables = [
        "[periods.p]\nlabel = \"P\"\nstatus_quo = \"\"\ndate = DATE",
        "[[periods.p.outcomes]]\nid = \"o\"\nlabel = \"O\"\nstate = \"x\"\ndate = DATE",
        "[events.e]\nlabel = \"E\"\ndate = DATE",
        "[events.e]\nlabel = \"E\"\ndate = \"2016\"\nuntil = DATE",
        "[windows.w]\nlabel = \"W\"\nopens = DATE",
        "[windows.w]\nlabel = \"W\"\ncloses = DATE",
        "[windows.w]\nlabel = \"W\"\ncloses = \"2016\"\nclosed = DATE",
        "[forecasts.f]\nfrom = DATE",
        "[forecasts.f]\nuntil = DATE",
        "[claims.c]\nfigure = { when = DATE }",
        "[claims.c]\nevent = { date = DATE }",
        "[claims.c]\nevent = { date = \"2016\", until = DATE }",
        "[sources.s]\nclosed = DATE",
        "[ladders.l]\nlabel = \"L\"\nbegins = DATE",
        "[steps.s]\nlabel = \"S\"\ndone = DATE",
        "[promises.p]\nlabel = \"P\"\ncounted = DATE",
    ];
    for table in tables {
        let fault = |day: &str| {
            let text = table.replace("DATE", &format!("\"{day}\""));
            let read = dossier(&[("dossier.toml", SOUND), ("b.toml", &text)]);
            let mut faults = read.diagnostics.into_iter();
            faults.find(|fault| fault.code == "bad-name")
        };
        for (day, last) in [
            ("2016-02-30", "29"),
            ("2015-02-29", "28"),
            ("2016-04-31", "30"),
        ] {
            let fault = fault(day).unwrap_or_else(|| panic!("{table}: {day} passes"));
            assert_eq!(
                fault.message,
                format!("\"{day}\" is no day of the calendar.")
            );
            assert!(
                fault.help.ends_with(&format!("to {last}.")),
                "{}",
                fault.help
            );
        }
        assert_eq!(fault("2016-02-29"), None, "{table}");
    }
}

#[test]
fn a_day_that_no_calendar_has_is_told_of_in_the_bibliography() {
    let json = r#"[{ "id": "s", "title": "T", "issued": { "date-parts": [[2016, 2, 30]] },
        "accessed": { "date-parts": [["2016", "04", "30"], [2016, 4, 31]] },
        "event-date": { "date-parts": [[2016, 21]] } }]"#;
    let read = dossier(&[("dossier.toml", SOUND), ("sources.json", json)]);
    let told = read.diagnostics.iter().filter(|d| d.code == "no-such-day");
    let told: Vec<&str> = told.map(|fault| fault.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "`accessed` of the source `s` is 2016-04-31, which no calendar has.",
            "`issued` of the source `s` is 2016-02-30, which no calendar has.",
        ]
    );
    // Of a date that cannot be, only the year is taken.
    assert_eq!(read.dossier.unwrap().sources[0].issued(), "2016");
}

/// What is said of a file `b.toml` beside the sound dossier, its faults on one line.
fn told(text: &str) -> String {
    let read = dossier(&[("dossier.toml", SOUND), ("b.toml", text)]);
    let faults: Vec<String> = (read.diagnostics.iter())
        .map(|fault| format!("{} {}", fault.message, fault.help))
        .collect();
    faults.join(" + ")
}

#[test]
fn what_people_write_is_answered_with_what_they_mean() {
    let number = "a point for the fraction, and no other sign between the digits.";
    let name = "Names are letters a–z without accents, digits, `-` and `_`; what readers see \
                stands behind `=` in quotes.";
    let hidden = "Delete it, and type an ordinary blank where one is wanted.";
    let backslash = "A backslash in a text in double quotes begins a special character. Write \
                     the text in single quotes, as in `'C:\\Users'`, or every backslash twice.";
    for (text, expected) in [
        (
            "[options.z]\nowner = \"a\"\nlabel = \"Z\"\nchange = \"irreversible\"",
            "\"irreversible\" is not a value of `change`. Did you mean \"one-way\"?".into(),
        ),
        (
            "[rules.r]\nnever = \"y <> none\"",
            "`<>` is not a sign of formulas. Write `!=` for \"not equal\".".into(),
        ),
        (
            "[rules.r]\nnever = \"y = full and not-x\"",
            "There is no option or definition `not-x`. Did you mean `not x`?".into(),
        ),
        (
            "[definitions.d]\nformula = \"x-and-not-d2\"\n[definitions.d2]\nformula = \"x\"",
            "There is no option or definition `x-and-not-d2`. Did you mean `x and not d2`?".into(),
        ),
        (
            "[factions.a]\nside = \"a\"\njudges = [{ doubt = \"10%\" }]",
            "`doubt` must be a number, but this is a text. Write `doubt = 0.1`, without quotes."
                .into(),
        ),
        (
            "[ladders.l]\nlabel = \"L\"\nyearly_survival = 0,9",
            format!("`0,9` is no number as files have it. Write `0.9`: {number}"),
        ),
        (
            "[ladders]\nl = { yearly_survival = 0,9, label = \"L\" }",
            format!("`0,9` is no number as files have it. Write `0.9`: {number}"),
        ),
        (
            "[ladders.l]\nlabel = \"L\"\nyearly_survival = 90%",
            format!("`90%` is no number as files have it. Write `0.9`: {number}"),
        ),
        (
            "[definitions.réforme]",
            format!("`é` cannot stand in a name. {name}"),
        ),
        (
            "[definitions.build–up]",
            "`–` cannot stand in a name: it is a typographic dash. Write the plain hyphen `-`."
                .into(),
        ),
        (
            "[definitions.d]\nformula = \"x\"\n\u{a0}label = \"D\"",
            format!(
                "A character that looks like a blank or like nothing stands here (U+00A0). {hidden}"
            ),
        ),
        (
            "[definitions.d]\nformula = \"x\"\nlabel = \"D\"\u{200b}",
            format!(
                "A character that looks like a blank or like nothing stands here (U+200B). {hidden}"
            ),
        ),
        (
            "[definitions.d]\nformula = \"x\"\nlabel = \"C:\\Users\"",
            backslash.into(),
        ),
        (
            "[definitions.d]\nformula = \"x\"\nlabel = \"C:\\Work\"",
            backslash.into(),
        ),
        (
            "[definitions.d]\nformula = \"x\"\nlabel = \"D\"\nformula = \"y\"",
            "This key stands here for the second time; the first is in line 2. Keep one of \
             the two, or give one of them another name."
                .into(),
        ),
        (
            "\n[definitions.d]\nformula = \"x\"\n[rules]\n[ definitions . d ]\nformula = \"y\"",
            "This table stands here for the second time; the first is in line 2. Put all of \
             it under one header, or give one of them another name."
                .into(),
        ),
        (
            "[periods.p]\nlabel = \"P\"\nstatus_quo = \"\"\ndate = 2016-04",
            "This is a date without quotes. Write it in quotes: `\"2016-04\"`.".into(),
        ),
        (
            "// a remark",
            "`/` cannot stand here. Remarks begin with `#`.".into(),
        ),
    ] {
        let expected: String = expected;
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn a_number_in_quotes_makes_no_second_fault() {
    let claim = |place: &str| {
        let text = format!("[claims.c]\nsource = \"s\"\nsays = \"It.\"\nplaces = [{{ {place} }}]");
        let sources = ("sources.json", r#"[{ "id": "s", "title": "T" }]"#);
        let read = dossier(&[("dossier.toml", SOUND), ("b.toml", &text), sources]);
        let errors = faults(&read).into_iter();
        errors
            .filter(|fault| !fault.starts_with("unused"))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        claim("start = \"882\", end = 900"),
        ["wrong-type b.toml:4 \"882\""]
    );
    assert_eq!(
        claim("start = 882, end = \"900\""),
        ["wrong-type b.toml:4 \"900\""]
    );
    assert_eq!(
        claim("start = 882, end = true"),
        ["wrong-type b.toml:4 true"]
    );
    // A fault that it really is stays one.
    assert_eq!(
        claim("start = 882, end = 800"),
        ["empty-place b.toml:4 { start = 882, end = 800 }"]
    );
}
