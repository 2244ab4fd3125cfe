//! What a dossier may be at most: beyond it, one clear fault and not much work.

use hikiwake_dossier::{Read, Severity, read, read_texts};

const SOUND: &str = "[dossier]\nformat = 1\ntitle = \"T\"\n[actors.a]\nname = \"A\"\n\
    [[preferences]]\nactor = \"a\"\nstatements = [{ id = \"s\", wants = \"x\" }]\n\
    [options.x]\nowner = \"a\"\nlabel = \"X\"\n";

/// Reads one file that begins with what is sound.
fn with(rest: &str) -> Read {
    read_texts(&[("dossier.toml".into(), format!("{SOUND}{rest}"))])
}

/// The codes of the faults, each once.
fn codes(read: &Read) -> Vec<&str> {
    let mut codes: Vec<&str> = read.diagnostics.iter().map(|fault| &*fault.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

#[test]
fn a_list_of_a_million_empty_lists_is_not_read() {
    let read = with(&format!("allow = [{}]\n", "[],".repeat(1_000_000)));
    assert_eq!(codes(&read), ["too-large"]);
    let fault = &read.diagnostics[0];
    assert!(
        fault.message.contains("more than 1000000"),
        "{}",
        fault.message
    );
    assert!(
        fault.help.contains("no setting raises it"),
        "{}",
        fault.help
    );
}

#[test]
fn the_files_of_a_folder_are_counted_together() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("dossier.toml"), SOUND).unwrap();
    let remark = format!("#{}", "x".repeat((13 << 20) - 1));
    for file in 0..5 {
        std::fs::write(folder.path().join(format!("f{file}.toml")), &remark).unwrap();
    }
    let read = read(folder.path());
    assert_eq!(codes(&read), ["too-large"]);
    let message = &read.diagnostics[0].message;
    assert!(message.contains("64 MiB together: f4.toml"), "{message}");
    assert_eq!(read.files.len(), 5);
}

#[test]
fn more_faults_than_anybody_reads_are_not_kept() {
    let unknown: String = (0..3_000)
        .map(|i| format!("[options.o{i}]\nowner = \"nobody{i}\"\nlabel = \"O\"\n"))
        .collect();
    let read = with(&unknown);
    assert_eq!(codes(&read), ["too-many-faults", "unknown-actor"]);
    assert_eq!(read.diagnostics.len(), 1_001);
    assert_eq!(read.diagnostics[0].code, "too-many-faults");
    // Warnings beyond the limit refuse nothing, and hide no error.
    let unused: String = (0..3_000)
        .map(|i| format!("[claims.c{i}]\nsource = \"s\"\nsays = \"It.\"\n"))
        .collect();
    let sources = (
        "sources.json".into(),
        r#"[{ "id": "s", "title": "T" }]"#.into(),
    );
    let claims = |text: String| read_texts(&[("dossier.toml".into(), text), sources.clone()]);
    let read = claims(format!("{SOUND}{unused}"));
    assert!(read.dossier.is_some());
    assert_eq!(codes(&read), ["too-many-faults", "unused-claim"]);
    let read = claims(format!(
        "{SOUND}{unused}[events.e]\nlabel = \"E\"\ndate = \"2016\"\nsets = [\"y\"]\n"
    ));
    assert!(read.dossier.is_none());
    let errors = read
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error);
    assert_eq!(
        errors.map(|d| &*d.code).collect::<Vec<_>>(),
        ["unknown-name"]
    );
}

#[test]
fn definitions_that_are_large_only_together_are_refused() {
    let long = vec!["x"; 9_000].join(" and ");
    let use_it: String = (0..200)
        .map(|i| format!("d{i} = {{ formula = \"d or d\" }}\n"))
        .collect();
    let read = with(&format!(
        "[definitions]\nd = {{ formula = \"{long}\" }}\n{use_it}"
    ));
    assert_eq!(codes(&read), ["formula-too-large"]);
    assert_eq!(read.diagnostics.len(), 1);
}

#[test]
fn rules_that_are_large_only_together_are_refused() {
    let long = vec!["x"; 30_000 / 3].join(" and ");
    let rules: String = (0..60)
        .map(|i| format!("[rules.r{i}]\nnever = \"d and d and d and d\"\n"))
        .collect();
    let read = with(&format!(
        "[definitions]\nd = {{ formula = \"{long}\" }}\n{rules}"
    ));
    assert_eq!(codes(&read), ["formula-too-large"]);
}

#[test]
fn a_name_of_a_megabyte_is_refused_and_not_echoed() {
    let name = "n".repeat(1 << 20);
    let read = with(&format!(
        "[claims.{name}]\nsource = \"{name}\"\nsays = \"It.\"\n[options.y]\nowner = \"{name}\"\nlabel = \"Y\"\n{name} = 1\n"
    ));
    assert_eq!(codes(&read), ["bad-name", "unknown-actor", "unknown-key"]);
    assert!(read.render(false).len() < 4_000);
    let read = with(&format!("[options.y]\nowner = \"{name}\"\nlabel = \"Y\"\n"));
    assert_eq!(codes(&read), ["unknown-actor"]);
    assert!(read.render(false).len() < 2_000);
}

/// Twenty thousand of each kind: comparing each with each would be 4·10⁸ comparisons of
/// texts, and many minutes of a test.
#[test]
fn very_many_things_of_one_kind_are_read_in_one_pass() {
    type Entry = fn(usize) -> String;
    let each: [(&str, Entry); 6] = [
        ("preferences-twice too-many-faults", |_| {
            "[[preferences]]\nactor = \"a\"\nstatements = [{ id = \"s\", wants = \"x\" }]\n".into()
        }),
        ("idle-rule too-many-faults", |i| {
            format!("[rules.r{i}]\nnever = \"x and not x\"\n")
        }),
        ("", |i| {
            let next = i + 1;
            format!("[actors.b{i}]\nname = \"B\"\npart_of = \"b{next}\"\nkind = \"faction\"\n")
        }),
        ("", |i| {
            format!(
                "[readings.r{i}]\nlabel = \"R\"\nchanges = [{{ actor = \"a\", drop = \"s\" }}]\n"
            )
        }),
        ("not-looked-at too-many-faults", |i| {
            format!("[periods.p{i}]\nlabel = \"P\"\ndate = \"2016\"\nstatus_quo = \"\"\n")
        }),
        ("definition-circle too-many-faults", |i| {
            format!("[definitions.d{i}]\nformula = \"d{}\"\n", (i + 1) % 20_000)
        }),
    ];
    for (expected, entry) in each {
        let mut text: String = (0..20_000).map(entry).collect();
        if expected.is_empty() {
            text.push_str("[actors.b20000]\nname = \"B\"\nkind = \"faction\"\n");
        }
        let read = with(&text);
        assert_eq!(codes(&read).join(" "), expected);
    }
}
