//! Claims and sources out into the formats of other programs and in again; and files
//! that mean harm.

#[path = "../../../dossier/tests/dossier/absent.rs"]
mod absent;
mod bibtex;
mod elsewhere;
mod faults;
mod fuzz;
mod gmcr;
mod hostile;
mod kuril;
mod lossy;
mod maps;
mod negotiation;
mod prism;
mod projects;
mod random;
mod round_trip;
mod tables;
mod told;

use std::fs;
use std::path::Path;

use hikiwake_dossier::{Dossier, read};
use hikiwake_exchange::{ExportSettings, Exported, Format, Incoming, MergeError, Merged};
use tempfile::TempDir;

/// All formats.
const FORMATS: [Format; 6] = [
    Format::ClaimsCsv,
    Format::SourcesCsv,
    Format::Csl,
    Format::Bibtex,
    Format::Annotations,
    Format::Qdpx,
];

/// A dossier that says a little of everything, without claims and sources.
const EMPTY: &str = r#"
[dossier]
format = 1
title = "Two banks"

[actors.upper]
name = "Upper Land"
[actors.lower]
name = "Lower Land"

[options.dam]
owner = "upper"
label = "Build the dam"
[options.aid]
owner = "lower"
label = "Pay aid"

[drivers.rain]
label = "Rain"
[drivers.harvest]
label = "Harvest"

[[preferences]]
actor = "upper"
statements = [{ id = "build", wants = "dam" }]
[[preferences]]
actor = "lower"
statements = [{ id = "stop", wants = "not dam" }]

[periods.now]
label = "Now"
status_quo = ""
"#;

/// Claims of every kind.
const CLAIMS: &str = r#"
[claims.C001]
source = "alpha2016"
says = "More rain, more harvest; =1+1 is no formula."
section = "section 2"
places = [{ start = 0, end = 4, digest = "5f4ff82b7d4a0fbb" }, { start = 5, end = 9, in_note = 3 }]
by = "@ministry"
rests_on = ["press", "official"]
notes = [3, 4]
hedge = { strength = "hedged", cue = "may" }
grade = "B2"
likelihood = [0.2, 0.55]
confidence = "low"
note = "-checked"
link = { cause = "rain", effect = "harvest", sign = "-" }

[claims.C002]
source = "alpha2016"
says = "'t Hooft saw it."
places = [{ start = 1, end = 3, source = "beta2017" }]
position = { actors = ["upper", "lower"], issue = "water", stance = "share", kind = "goal" }
option = { key = "dam", kind = "project", status = "planned", controllers = ["upper"], options = ["dam"] }

[claims.C003]
source = "beta2017"
says = ""
figure = { metric = "height", value = -3.5, unit = "m", bound = ">=", date = "2014/2016", of = "dam", within = "a title" }
event = { date = "2016-12", until = "2017", about = "early", actors = ["lower"] }
level = { driver = "rain", at = "high" }
prediction = { key = "flood", kind = "conditional", horizon = "short", question = "Will it?", hint = "no", hint_from = "me" }
mechanism = { key = "siphon", feature = "loops" }
"#;

const SOURCES: &str = r#"[
  {
    "id": "alpha2016",
    "type": "article-newspaper",
    "author": [{ "family": "Berg", "given": "Anna", "non-dropping-particle": "van den" }, { "literal": "Bank & Co" }],
    "title": "100% of {water}",
    "container-title": "The Daily #1",
    "issued": { "date-parts": [[2016, 4, 9]] },
    "page": "3-5",
    "URL": "https://example.org/a--b_c%20d?x=1&y=~z",
    "custom": { "mine": [1, 2.5, null] }
  },
  {
    "id": "beta2017",
    "type": "report",
    "author": [{ "literal": "Institute of Rivers" }],
    "title": "Rivers",
    "publisher": "Institute of Rivers",
    "number": 12,
    "issued": { "date-parts": [[2017], [2018]] },
    "accessed": { "date-parts": [[2020, 1, 31]] }
  }
]
"#;

/// A folder with these files beside the empty dossier.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("dossier.toml"), EMPTY).expect("written");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

/// A folder with claims and sources.
fn full() -> TempDir {
    folder(&[("claims.toml", CLAIMS), ("sources.json", SOURCES)])
}

fn opened(folder: &Path) -> Dossier {
    let read = read(folder);
    match read.dossier {
        Some(dossier) => dossier,
        None => panic!("{}", read.render(false)),
    }
}

fn exported(dossier: &Dossier, format: Format) -> Exported {
    hikiwake_exchange::export(dossier, format, &ExportSettings::default()).expect("exported")
}

fn taken(bytes: &[u8], format: Format, dossier: &Dossier) -> Incoming {
    match hikiwake_exchange::take(bytes, format, dossier) {
        Ok(incoming) => incoming,
        Err(faults) => panic!("{faults:#?}"),
    }
}

/// The faults of a file, each as it is shown.
fn refused(bytes: &[u8], format: Format) -> Vec<String> {
    let folder = full();
    let dossier = opened(folder.path());
    let faults = hikiwake_exchange::take(bytes, format, &dossier).expect_err("refused");
    faults.iter().map(ToString::to_string).collect()
}

/// Takes a file into a folder and writes what came of it.
fn imported(folder: &Path, bytes: &[u8], format: Format) -> Result<Merged, MergeError> {
    let dossier = opened(folder);
    let incoming = taken(bytes, format, &dossier);
    let merged = hikiwake_exchange::merge(folder, &incoming, format, "From There.csv")?;
    for (name, text) in &merged.files {
        fs::write(folder.join(name), text).expect("written");
    }
    Ok(merged)
}
