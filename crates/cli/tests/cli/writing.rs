//! Where commands write, what they never write over, and what is left of them when
//! they are killed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::program::{answered, hikiwake, refused};

struct Case {
    here: tempfile::TempDir,
}

impl Case {
    /// A folder with the starter dossier `m` and one claim.
    fn new() -> Case {
        let case = Case {
            here: tempfile::tempdir().expect("a folder"),
        };
        answered(&["new", "--minimal", &case.path("m")]);
        case.write("m/sources.json", "[{\"id\": \"s\", \"title\": \"S\"}]");
        let claim = "[claims.one]\nsource = \"s\"\nsays = \"One.\"\n";
        case.write("m/claims.toml", claim);
        case
    }

    fn path(&self, name: &str) -> String {
        let path = self.here.path().join(name);
        path.to_str().expect("UTF-8").to_owned()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a write");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file")
    }

    fn names(&self, folder: &str) -> Vec<String> {
        names(Path::new(&self.path(folder)))
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let name = |entry: std::io::Result<fs::DirEntry>| {
        let name = entry.expect("an entry").file_name();
        name.to_string_lossy().into_owned()
    };
    let mut names: Vec<String> = entries.map(name).collect();
    names.sort();
    names
}

/// A refusal says how to mend it, and no name that only the program knows.
fn refused_with(arguments: &[&str], why: &str) {
    let said = refused(arguments);
    assert!(said.contains(why), "{arguments:?}: {said}");
    assert!(said.contains("= help: "), "{said}");
    assert!(!said.contains(".hikiwake"), "{said}");
}

#[test]
fn a_report_is_never_written_over_the_dossier() {
    let case = Case::new();
    let m = case.path("m");
    let dossier = case.read("m/dossier.toml");
    for name in [
        "m/dossier.toml",
        "m/claims.toml",
        "m/sources.json",
        "m/../m/dossier.toml",
    ] {
        let before = case.read(name);
        refused_with(
            &["report", &m, "-o", &case.path(name)],
            "in the folder of a dossier",
        );
        assert_eq!(case.read(name), before);
    }
    // Nor into a file that would be read as part of it.
    let new = case.path("m/new.toml");
    refused_with(&["report", &m, "-o", &new], "read as part of the dossier");
    // Nor over the bibliography of another dossier, though it is of the kind.
    fs::create_dir(case.path("other")).expect("a folder");
    case.write("other/dossier.toml", "");
    case.write("other/sources.json", "[]");
    let other = case.path("other/sources.json");
    refused_with(
        &["export", &m, "--to", "csl", "-o", &other],
        "in the folder of a dossier",
    );
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(case.path("m/dossier.toml"), case.path("link.html"))
            .expect("a link");
        let link = case.path("link.html");
        refused_with(&["report", &m, "-o", &link], "in the folder of a dossier");
        fs::hard_link(case.path("m/dossier.toml"), case.path("hard.html")).expect("a link");
        let hard = case.path("hard.html");
        refused_with(&["report", &m, "-o", &hard], "hard link");
    }
    assert_eq!(case.read("m/dossier.toml"), dossier);
    assert_eq!(
        case.names("m"),
        ["claims.toml", "dossier.toml", "sources.json"]
    );
}

#[test]
fn what_is_no_report_is_written_over_with_force_only() {
    let case = Case::new();
    let (m, page) = (case.path("m"), case.path("page.html"));
    case.write("page.html", "<!DOCTYPE html><p>Somebody's page</p>");
    refused_with(&["report", &m, "-o", &page], "no report of hikiwake");
    assert!(case.read("page.html").contains("Somebody"));
    answered(&["report", &m, "-o", &page, "--force"]);
    assert!(case.read("page.html").contains("Conflict analysis"));
    // A report may be made anew, in the dossier's folder as well.
    answered(&["report", &m, "-o", &page]);
    let inside = case.path("m/report.html");
    answered(&["report", &m, "-o", &inside]);
    answered(&["report", &m, "-o", &inside]);
}

/// Each format is known again: it may be written over with its kind, and with no other.
#[test]
fn every_format_is_written_over_with_its_own_kind_only() {
    let case = Case::new();
    let m = case.path("m");
    let formats = [
        "claims-csv",
        "sources-csv",
        "csl",
        "bibtex",
        "annotations",
        "qdpx",
        "gmcr",
        "nfg",
        "prism",
    ];
    let export = |to: &str, file: &str| hikiwake(&["export", &m, "--to", to, "-o", file]);
    for format in formats {
        let file = case.path(&format!("of-{format}.x"));
        for _ in 0..2 {
            let done = export(format, &file);
            let said = String::from_utf8_lossy(&done.stderr).into_owned();
            assert!(done.status.success(), "{format}: {said}");
        }
    }
    case.write("notes.txt", "My notes.\n");
    for format in formats {
        for other in formats.iter().filter(|other| **other != format) {
            let file = case.path(&format!("of-{other}.x"));
            assert!(
                !export(format, &file).status.success(),
                "{format} over {other}"
            );
        }
        let notes = case.path("notes.txt");
        assert!(!export(format, &notes).status.success(), "{format}");
    }
    assert_eq!(case.read("notes.txt"), "My notes.\n");
    for format in ["dot", "graphml", "json"] {
        let file = case.path(&format!("graph.{format}"));
        let arguments = ["ways", &m, "--graph", format, "-o", &file];
        answered(&arguments);
        answered(&arguments);
        let notes = case.path("notes.txt");
        refused_with(
            &["ways", &m, "--graph", format, "-o", &notes],
            "is no graph",
        );
    }
}

#[test]
fn the_questions_beside_a_model_are_not_written_over_unasked() {
    let case = Case::new();
    case.write("game.props", "My own questions.\n");
    let game = case.path("game.prism");
    refused_with(
        &["export", &case.path("m"), "--to", "prism", "-o", &game],
        "game.props",
    );
    assert_eq!(case.read("game.props"), "My own questions.\n");
    assert_eq!(case.names("."), ["game.props", "m"]);
}

#[test]
fn a_hyphen_is_standard_output_with_nothing_else_on_it() {
    let case = Case::new();
    let m = case.path("m");
    let page = answered(&["report", &m, "-o", "-"]);
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    let csl = answered(&["export", &m, "--to", "csl", "-o", "-"]);
    let csl: serde_json::Value = serde_json::from_str(&csl).expect("JSON and nothing else");
    assert_eq!(csl[0]["id"], "s");
    let dot = answered(&["ways", &m, "--graph", "dot", "-o", "-"]);
    assert!(dot.starts_with("digraph") && dot.trim_end().ends_with('}'));
    for format in ["prism", "tables", "genius"] {
        let said = refused(&["export", &m, "--to", format, "-o", "-"]);
        assert!(!Path::new("-").exists(), "{said}");
    }
}

#[test]
fn what_cannot_be_written_is_said_with_the_mend() {
    let case = Case::new();
    let m = case.path("m");
    let to = |name: &str, why: &str| {
        refused_with(&["report", &m, "-o", &case.path(name)], why);
    };
    to("none/page.html", "there is no folder");
    to("m", "it is a folder");
    to("m/dossier.toml/page.html", "is not a folder");
    to(&"x".repeat(300), "the name is too long");
    case.write("guarded.html", "");
    let guarded = case.path("guarded.html");
    let mut mode = fs::metadata(&guarded).expect("there").permissions();
    mode.set_readonly(true);
    fs::set_permissions(&guarded, mode).expect("set");
    to("guarded.html", "write-protected");
    #[cfg(unix)]
    {
        let made = Command::new("mkfifo").arg(case.path("pipe")).status();
        assert!(made.expect("mkfifo").success());
        to("pipe", "not a plain file");
        refused_with(&["report", &m, "-o", "/dev/null"], "not a plain file");
        std::os::unix::fs::symlink("nowhere", case.path("dangling")).expect("a link");
        to("dangling", "leads nowhere");
    }
    let left = case.names(".");
    assert!(
        left.iter().all(|name| !name.starts_with(".hik")),
        "{left:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_the_mode_is_kept() {
    use std::os::unix::fs::PermissionsExt as _;
    let case = Case::new();
    let (m, page) = (case.path("m"), case.path("page.html"));
    answered(&["report", &m, "-o", &page]);
    fs::set_permissions(&page, fs::Permissions::from_mode(0o600)).expect("set");
    let link = case.path("link.html");
    std::os::unix::fs::symlink(&page, &link).expect("a link");
    answered(&["report", &m, "-o", &link]);
    let is_link = |path: &str| fs::symlink_metadata(path).expect("there").is_symlink();
    assert!(is_link(&link) && !is_link(&page));
    let mode = fs::metadata(&page).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

fn start(arguments: &[&str]) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_hikiwake"))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

#[test]
fn twenty_imports_at_once_are_all_there_or_refused() {
    let case = Case::new();
    let m = case.path("m");
    let mut children = Vec::new();
    for run in 0..20 {
        // All of one name, each in a folder of its own.
        fs::create_dir(case.path(&run.to_string())).expect("a folder");
        let (name, format, text) = match run % 2 {
            0 => (
                format!("{run}/claims.csv"),
                "claims-csv",
                format!("id,source,says\nc{run},s,Claim {run}.\n"),
            ),
            _ => (
                format!("{run}/sources.csv"),
                "sources-csv",
                format!("id,title\nc{run},Source {run}\n"),
            ),
        };
        case.write(&name, &text);
        children.push(start(&["import", &m, &case.path(&name), "--from", format]));
    }
    let mut taken = Vec::new();
    for (run, child) in children.into_iter().enumerate() {
        let output = child.wait_with_output().expect("an end");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        match output.status.success() {
            true => taken.push(run),
            false => assert!(said.contains("another run of hikiwake"), "{run}: {said}"),
        }
    }
    answered(&["check", &m]);
    let files = case.names("m");
    let all: String = files
        .iter()
        .map(|name| case.read(&format!("m/{name}")))
        .collect();
    for run in &taken {
        let is = match run % 2 {
            0 => all.contains(&format!("[claims.c{run}]")),
            _ => all.contains(&format!("\"c{run}\"")),
        };
        assert!(is, "{run} is lost: {files:?}");
    }
    assert!(taken.len() >= 10, "{taken:?}");
}

/// Kills the program at moments spread over its run, each time in a new place.
fn killed(runs: u32, prepared: impl Fn() -> (Case, Vec<String>), judged: impl Fn(&Case, u32)) {
    let (case, arguments) = prepared();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let begun = Instant::now();
    answered(&words);
    let whole = begun.elapsed();
    judged(&case, runs);
    for run in 0..runs {
        let (case, arguments) = prepared();
        let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let mut child = start(&words);
        std::thread::sleep(whole * run / runs + Duration::from_millis(1));
        child.kill().expect("killed");
        child.wait().expect("an end");
        judged(&case, run);
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn an_import_that_is_killed_is_whole_or_not_at_all() {
    let prepared = || {
        let case = Case::new();
        let table = "id,title,hikiwake.reliability,hikiwake.why\nt,T,B,Known.\n";
        case.write("new.csv", table);
        let words = ["import", &case.path("m"), &case.path("new.csv")];
        let mut words = owned(&words);
        words.extend(owned(&["--from", "sources-csv"]));
        (case, words)
    };
    killed(30, prepared, |case, run| {
        answered(&["check", &case.path("m")]);
        let mut expected = vec!["claims.toml", "dossier.toml"];
        if case.read("m/sources.json").contains("\"t\"") {
            expected.push("imported-new.toml");
        }
        expected.push("sources.json");
        assert_eq!(case.names("m"), expected, "run {run}");
    });
}

#[test]
fn a_new_dossier_that_is_killed_is_whole_or_not_there() {
    let prepared = || {
        let case = Case {
            here: tempfile::tempdir().expect("a folder"),
        };
        let words = owned(&["new", &case.path("deep/m")]);
        (case, words)
    };
    killed(30, prepared, |case, run| {
        let m = case.path("deep/m");
        match PathBuf::from(case.path("deep")).exists() {
            true => assert!(answered(&["check", &m]).contains("no errors"), "run {run}"),
            false => {
                // The next to write there sweeps what was left.
                answered(&["new", &case.path("other")]);
                assert_eq!(case.names("."), ["other"], "run {run}");
            }
        }
    });
}

#[test]
fn tables_that_are_killed_are_whole_or_not_there() {
    let prepared = || {
        let case = Case::new();
        let words = ["export", &case.path("m"), "--to", "tables", "-o"];
        let mut words = owned(&words);
        words.push(case.path("tables"));
        (case, words)
    };
    killed(30, prepared, |case, run| {
        if Path::new(&case.path("tables")).exists() {
            assert_eq!(case.names("tables").len(), 8, "run {run}");
        }
        answered(&["new", &case.path("other")]);
        let left = case.names(".");
        assert!(
            left.iter().all(|name| !name.starts_with('.')),
            "run {run}: {left:?}"
        );
    });
}

/// Ctrl-C clears away what is not whole, without a next start.
#[cfg(unix)]
#[test]
fn tables_that_are_stopped_leave_nothing() {
    for run in 0..30 {
        let case = Case::new();
        let tables = case.path("tables");
        let child = start(&["export", &case.path("m"), "--to", "tables", "-o", &tables]);
        std::thread::sleep(Duration::from_millis(5 * run));
        let stop = ["-INT", &child.id().to_string()];
        // It may have ended before.
        let _ = Command::new("kill")
            .args(stop)
            .stderr(Stdio::null())
            .status();
        let output = child.wait_with_output().expect("an end");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!said.contains("error"), "run {run}: {said}");
        let left = case.names(".");
        assert!(
            left == ["m", "tables"] || left == ["m"],
            "run {run}: {left:?}"
        );
    }
}

#[test]
fn a_model_and_its_questions_are_killed_together() {
    let prepared = || {
        let case = Case::new();
        let words = ["export", &case.path("m"), "--to", "prism", "-o"];
        let mut words = owned(&words);
        words.push(case.path("game.prism"));
        (case, words)
    };
    killed(30, prepared, |case, run| {
        // Another file of the folder is enough of a next start.
        let csl = case.path("s.json");
        answered(&["export", &case.path("m"), "--to", "csl", "-o", &csl]);
        let left = case.names(".");
        let both = ["game.prism", "game.props", "m", "s.json"];
        assert!(
            left == both || left == ["m", "s.json"],
            "run {run}: {left:?}"
        );
    });
}
