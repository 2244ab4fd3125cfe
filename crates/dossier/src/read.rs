//! From a folder to a dossier, with every fault on the way.

use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use toml::de::DeTable;

use crate::folder::Folder;
use crate::spans::Spans;
use crate::structure::Joined;
use crate::text::Text;
use crate::{
    Diagnostic, Dossier, Severity, Span, check, coastline, file, folder, parts, source, syntax,
};

/// What came of reading a folder.
#[derive(Debug)]
pub struct Read {
    /// The dossier; `None` where there are errors.
    pub dossier: Option<Dossier>,
    /// All faults, in order of file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The files read (name relative to the folder, text), for showing faults.
    pub files: Vec<(String, String)>,
    /// Where each thing stands in them.
    pub(crate) places: Spans,
}

impl Read {
    /// Where the value at a path stands (`options.dam.label`,
    /// `claims.plans.places.0`), or, where it is not written, what encloses it.
    pub fn span(&self, path: &str) -> Option<Span> {
        self.places.value(&crate::spans::Path(path.to_owned()))
    }

    /// Whether a value is written at a path.
    pub(crate) fn is_written(&self, path: &str) -> bool {
        let path = crate::spans::Path(path.to_owned());
        self.places.values.contains_key(&path)
    }

    /// Adds faults that were found after reading.
    pub(crate) fn warn(&mut self, warnings: Vec<Diagnostic>) {
        self.diagnostics.extend(warnings);
        in_order(&mut self.diagnostics, &self.places.texts);
    }
}

/// Reads the dossier in `folder`: syntax, structure, names and formulas, and
/// what is legal but surely not meant. Never panics, whatever the files hold.
pub fn read(folder: &Path) -> Read {
    let mut faults = Vec::new();
    let loaded = folder::load(folder, &mut faults);
    judge(loaded, faults)
}

/// Reads the dossier in `folder` as if it held these files too (name relative to
/// the folder, text), or held them in place of its own. Nothing is written: this is
/// how a change is judged before it is made.
pub fn read_with(folder: &Path, files: &[(String, String)]) -> Read {
    let mut faults = Vec::new();
    let loaded = folder::load(folder, &mut faults);
    judge(with(loaded, files), faults)
}

/// Reads these files (name, text) as if they were a dossier's folder. Nothing is read
/// from disk: this is how a dossier is judged before there is one.
pub fn read_texts(files: &[(String, String)]) -> Read {
    judge(with(Folder::default(), files), Vec::new())
}

/// What was loaded, with these files beside or in place of its own.
fn with(mut loaded: Folder, files: &[(String, String)]) -> Folder {
    for (name, text) in files {
        let text = Text::new(name.clone(), text.clone());
        if name == "sources.json" {
            loaded.sources = Some(text);
            continue;
        }
        loaded.dossier.retain(|there| there.name != *name);
        loaded.dossier.push(text);
    }
    let order = |text: &Text| (text.name != "dossier.toml", text.name.clone());
    loaded.dossier.sort_by_cached_key(order);
    loaded
}

/// Reads what was loaded; `faults` were found on the way.
pub(crate) fn judge(loaded: Folder, faults: Vec<Diagnostic>) -> Read {
    let mut whole = faults.is_empty();
    let mut joined = Joined::new();
    faults
        .into_iter()
        .for_each(|fault| joined.diagnostics.push(fault));
    let mut unread = Vec::new();
    let mut room = parts::Room::default();
    for text in &loaded.dossier {
        if let Some(fault) = room.take(text) {
            whole = false;
            joined.diagnostics.push(fault);
            continue;
        }
        let (sound, faults) = syntax::mend(text);
        let (table, _) = DeTable::parse_recoverable(&sound);
        let before = std::mem::take(&mut joined.diagnostics);
        joined.join(text, table.get_ref());
        let structure = std::mem::replace(&mut joined.diagnostics, before).into_kept();
        let unsure = |fault: &Diagnostic| !faults.is_empty() && fault.code == "missing-key";
        for fault in structure {
            // What is missing may stand in what could not be read.
            match unsure(&fault) {
                true => unread.extend(fault.span),
                false => joined.diagnostics.push(fault),
            }
        }
        whole &= faults.is_empty();
        faults
            .into_iter()
            .for_each(|fault| joined.diagnostics.push(fault));
    }
    let mut sources = Vec::new();
    if let Some(text) = &loaded.sources {
        let mut faults = Vec::new();
        sources = source::parse(text, &mut joined.places, &mut faults);
        whole &= faults.is_empty();
        faults
            .into_iter()
            .for_each(|fault| joined.diagnostics.push(fault));
    }
    if whole && !joined.table.contains_key("dossier") {
        joined.diagnostics.push(headless(&loaded.dossier));
    }
    let Joined {
        table,
        mut places,
        diagnostics,
        ..
    } = joined;
    let mut diagnostics = diagnostics.into_kept();
    let mut texts = loaded.dossier;
    texts.extend(loaded.sources);
    // The map has nothing to do with what the dossier says: its faults hide none.
    let mut faults_of_map = Vec::new();
    let land = (loaded.land.as_ref()).map(|text| coastline::parse(text, &mut faults_of_map));
    texts.extend(loaded.land);
    let texts = Arc::new(texts);
    places.texts = Arc::clone(&texts);
    let mut dossier = None;
    match file::File::deserialize(toml::Value::Table(table)) {
        Ok(file) => {
            sources.extend(source::declared(
                &file,
                &sources,
                &mut places,
                &mut diagnostics,
            ));
            let meaning = check::check(&file, &sources, &places);
            diagnostics = without_noise(diagnostics, meaning, whole, &unread);
            diagnostics.append(&mut faults_of_map);
            if diagnostics.iter().all(|d| d.severity != Severity::Error) {
                dossier = Some(Dossier {
                    file,
                    sources,
                    land,
                });
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
    diagnostics.append(&mut faults_of_map);
    in_order(&mut diagnostics, &texts);
    let files = texts.iter().map(|t| (t.name.clone(), t.text.clone()));
    Read {
        dossier,
        diagnostics,
        files: files.collect(),
        places,
    }
}

/// Puts faults in order of file and place, each once.
fn in_order(diagnostics: &mut Vec<Diagnostic>, texts: &[Text]) {
    let order = |name: &str| texts.iter().position(|t| t.name == name);
    diagnostics.sort_by_cached_key(|d| {
        let place = d.span.as_ref();
        let place = place.map(|s| (order(&s.file), s.start, s.end));
        (place, std::cmp::Reverse(d.severity), d.code.clone())
    });
    diagnostics.dedup();
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
/// meaning that do not merely follow from them. (`unread`: where something is
/// missing that may stand in what could not be read.)
fn without_noise(
    before: Vec<Diagnostic>,
    meaning: Vec<Diagnostic>,
    whole: bool,
    unread: &[Span],
) -> Vec<Diagnostic> {
    let faulty = || before.iter().filter_map(|d| d.span.as_ref()).chain(unread);
    let counts = |fault: &Diagnostic| {
        let Some(span) = &fault.span else {
            return false;
        };
        // Inside what is faulty, or around it: a whole depends on its parts.
        let touches = |s: &Span| {
            let around = |a: &Span, b: &Span| a.start <= b.start && b.end <= a.end;
            s.file == span.file && (around(s, span) || around(span, s))
        };
        // Names may stand in what could not be read; formulas stand for themselves.
        let own = match whole {
            true => fault.severity == Severity::Error,
            false => fault.code == "formula",
        };
        own && !faulty().any(touches)
    };
    let kept: Vec<Diagnostic> = match before.is_empty() {
        true => meaning,
        false => meaning.into_iter().filter(counts).collect(),
    };
    before.into_iter().chain(kept).collect()
}
