//! From a folder to a dossier, with every fault on the way.

use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use toml::de::DeTable;

use crate::dossier::Places;
use crate::folder::Folder;
use crate::structure::Joined;
use crate::text::Text;
use crate::{Diagnostic, Dossier, Severity, check, file, folder, source};

/// What came of reading a folder.
#[derive(Debug)]
pub struct Read {
    /// The dossier; `None` where there are errors.
    pub dossier: Option<Dossier>,
    /// All faults, in order of file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The files read (name relative to the folder, text), for showing faults.
    pub files: Vec<(String, String)>,
}

/// Reads the dossier in `folder`: syntax, structure, names and formulas, and
/// what is legal but surely not meant. Never panics, whatever the files hold.
pub fn read(folder: &Path) -> Read {
    let mut faults = Vec::new();
    let loaded = folder::load(folder, &mut faults);
    judge(loaded, faults).0
}

/// Reads what was loaded; `faults` were found on the way. Tells, too, where each
/// thing stands.
pub(crate) fn judge(loaded: Folder, faults: Vec<Diagnostic>) -> (Read, Places) {
    let mut whole = faults.is_empty();
    let mut joined = Joined::new();
    joined.diagnostics = faults;
    for text in &loaded.dossier {
        let (table, faults) = syntax(text);
        let before = joined.diagnostics.len();
        joined.join(text, &table);
        if !faults.is_empty() {
            whole = false;
            let structure = joined.diagnostics.split_off(before);
            let apart = structure.into_iter().filter(|d| apart(d, &faults, text));
            joined.diagnostics.extend(apart);
            joined.diagnostics.extend(faults);
        }
    }
    let mut sources = Vec::new();
    if let Some(text) = &loaded.sources {
        let before = joined.diagnostics.len();
        sources = source::parse(text, &mut joined.places, &mut joined.diagnostics);
        whole &= joined.diagnostics.len() == before;
    }
    if whole && !joined.table.contains_key("dossier") {
        joined.diagnostics.push(headless(&loaded.dossier));
    }
    let Joined {
        table,
        mut places,
        mut diagnostics,
        ..
    } = joined;
    let mut texts = loaded.dossier;
    texts.extend(loaded.sources);
    let texts = Arc::new(texts);
    places.texts = Arc::clone(&texts);
    let mut dossier = None;
    match file::File::deserialize(toml::Value::Table(table)) {
        Ok(file) => {
            let meaning = check::check(&file, &sources, &places);
            diagnostics = without_noise(diagnostics, meaning, whole);
            if diagnostics.iter().all(|d| d.severity != Severity::Error) {
                dossier = Some(Dossier { file, sources });
            }
        }
        // The structure check leaves nothing to refuse; if it does, it is said.
        Err(error) => diagnostics.push(Diagnostic::error(
            "unreadable-structure",
            None,
            format!("The dossier cannot be read: {}", error.message()),
            "Please report this: the structure check should have found it.",
        )),
    }
    let order = |name: &str| texts.iter().position(|t| t.name == name);
    diagnostics.sort_by_cached_key(|d| {
        let place = d.span.as_ref();
        let place = place.map(|s| (order(&s.file), s.start, s.end));
        (place, std::cmp::Reverse(d.severity), d.code)
    });
    diagnostics.dedup();
    let files = texts.iter().map(|t| (t.name.clone(), t.text.clone()));
    let read = Read {
        dossier,
        diagnostics,
        files: files.collect(),
    };
    (read, places)
}

/// The tables of one file as far as they can be read, and its faults of syntax.
fn syntax(text: &Text) -> (DeTable<'_>, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(&text.text);
    let faults = errors.iter().map(|error| {
        let span = error.span().map(|range| text.span(range));
        let what = if span.is_some() {
            "This"
        } else {
            text.name.as_str()
        };
        let message = format!("{what} is not TOML: {}.", error.message());
        Diagnostic::error("syntax", span, message, syntax_help(error.message()))
    });
    let faults = faults.collect();
    (table.into_inner(), faults)
}

fn syntax_help(message: &str) -> &'static str {
    if message.contains("duplicate key") {
        "A key stands once in its table, and a table has one header: join the two or rename one."
    } else if message.contains("quoted") || message.contains("string") {
        "Put texts in quotes: `label = \"Keep the sanctions\"`."
    } else if message.contains("recursion") {
        "Tables and lists cannot be nested so deep."
    } else {
        "Keys are `name = \"text\"`, tables `[kind.name]`, list entries `[[name]]`."
    }
}

/// Whether a fault of structure in a file with faults of syntax is one of its
/// own: not on a broken line, nothing missing that may stand in one, and no
/// header broken, so that keys are where they belong.
fn apart(fault: &Diagnostic, syntax: &[Diagnostic], text: &Text) -> bool {
    let line = |d: &Diagnostic| d.span.as_ref().map(|s| s.line);
    let header = |d: &Diagnostic| {
        let written = line(d).and_then(|n| text.text.lines().nth(n - 1));
        written.is_none_or(|l| l.trim_start().starts_with('['))
    };
    fault.code != "missing-key" && syntax.iter().all(|s| line(s) != line(fault) && !header(s))
}

fn headless(files: &[Text]) -> Diagnostic {
    let first = files.iter().find(|text| text.name == "dossier.toml");
    Diagnostic::error(
        "missing-key",
        first.map(|text| text.span(0..0)),
        "The dossier has no table `[dossier]`.",
        "Put `[dossier]` with `format = 1` and `title = \"…\"` at the head of dossier.toml.",
    )
}

/// The faults of syntax (`whole`: there are none) and structure, and those of
/// meaning that do not merely follow from them.
fn without_noise(
    before: Vec<Diagnostic>,
    meaning: Vec<Diagnostic>,
    whole: bool,
) -> Vec<Diagnostic> {
    let follows = |fault: &Diagnostic| {
        let Some(span) = &fault.span else {
            return true;
        };
        let covers = |d: &Diagnostic| match &d.span {
            Some(s) if s.file == span.file && d.code == "syntax" => s.line == span.line,
            Some(s) => s.file == span.file && s.start <= span.start && span.end <= s.end,
            None => false,
        };
        // Names may stand in what could not be read; formulas stand for themselves.
        let counts = match whole {
            true => fault.severity == Severity::Error,
            false => fault.code == "formula",
        };
        !counts || before.iter().any(covers)
    };
    let kept: Vec<Diagnostic> = match before.is_empty() {
        true => meaning,
        false => meaning.into_iter().filter(|d| !follows(d)).collect(),
    };
    before.into_iter().chain(kept).collect()
}
