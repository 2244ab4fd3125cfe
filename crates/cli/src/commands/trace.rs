//! `hikiwake trace`

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use hikiwake_document::{Block, Inline};
use hikiwake_dossier::file::Place;
use hikiwake_dossier::{Attached, TextStore};
use hikiwake_session::{Question, Watcher};
use hikiwake_traceability::{NoWords, TraceNode};

use super::documents::{Shown, shown};
use super::{Answer, asked, of_kind, put, scenario, session, target};
use crate::args::{Format, ScenarioArgs};
use crate::show;

/// Traces one thing. Passages are shown on a terminal, elsewhere only where they
/// are asked for: they are other people's texts, and must not slip into files.
pub fn trace(typed: &[String], arguments: &ScenarioArgs, passages: bool, list: usize) -> Answer {
    let (folder, rest) = target::folder_first(typed, 1)?;
    let session = session(&folder, &arguments.run)?;
    let texts = Texts::new(&folder);
    let words = |source: &str, place: &Place| texts.words(source, place);
    let (shape, run) = (&arguments.shape, &arguments.run);
    let printed = !run.json && shape.format == Format::Text && shape.output.is_none();
    let wanted = passages || (printed && std::io::stdout().is_terminal());
    let question = Question::Trace {
        scenario: scenario(arguments),
        thing: rest[0].clone(),
        list,
    };
    shown(&folder, shape, run, || {
        let found = asked(run, |watcher| {
            let watcher = Watcher {
                passages: wanted.then_some(&words),
                ..watcher
            };
            session.ask(&question, watcher)
        })?;
        let finding = of_kind(found)?;
        let mut document = hikiwake_document::trace(&finding);
        (document.blocks).extend(about_words(&finding.finding.down, &folder, wanted));
        Ok(Shown {
            finding,
            document,
            csv: None,
        })
    })
}

/// How to see the words of the passages, where they are not shown.
fn about_words(down: &TraceNode, folder: &Path, wanted: bool) -> Vec<Block> {
    let mut sources = BTreeSet::new();
    let any = passages(down, &mut sources);
    if !wanted && any {
        let how = "The passages’ own words are shown on a terminal, or with --passages.";
        return vec![Block::key(how)];
    }
    if sources.is_empty() {
        return Vec::new();
    }
    let folder = show::typed(folder);
    let attach = |source: &String| {
        let source = show::typed(Path::new(source));
        Inline::Code(format!("hikiwake source attach {folder} {source} FILE"))
    };
    vec![
        Block::key(
            "Passages whose words are not here are in texts that are not attached on this machine. To attach them:",
        ),
        Block::list(sources.iter().map(attach)),
    ]
}

/// Whether there are passages, and the sources of which no text is attached.
fn passages(shown: &TraceNode, sources: &mut BTreeSet<String>) -> bool {
    let mut any = shown.place.is_some();
    if let (Some(place), Some(NoWords::NotAttached)) = (&shown.place, shown.no_words) {
        sources.insert(place.source.clone());
    }
    for child in &shown.children {
        any |= passages(child, sources);
    }
    any
}

/// The texts attached to the sources of a dossier, each read once.
struct Texts<'a> {
    folder: &'a Path,
    /// None where the user has no place for such things: then nothing is attached.
    shelf: Option<TextStore>,
    read: RefCell<BTreeMap<String, Option<Attached>>>,
}

impl<'a> Texts<'a> {
    fn new(folder: &'a Path) -> Self {
        Texts {
            folder,
            shelf: TextStore::open().ok(),
            read: RefCell::default(),
        }
    }

    fn words(&self, source: &str, place: &Place) -> Result<String, NoWords> {
        let mut read = self.read.borrow_mut();
        let text = read.entry(source.to_owned()).or_insert_with(|| {
            let shelf = self.shelf.as_ref()?;
            shelf.text(self.folder, source)
        });
        let text = text.as_ref().ok_or(NoWords::NotAttached)?;
        if !place.digest.is_empty() && !text.fits(place.start, place.end, &place.digest) {
            return Err(NoWords::Moved);
        }
        let words = text.slice(place.start, place.end).ok_or(NoWords::Moved)?;
        Ok(words.to_owned())
    }
}

/// What every claim reaches, and what every finding rests on.
pub fn coverage(typed: &[String], arguments: &ScenarioArgs, list: usize) -> Answer {
    let folder = match typed {
        [] => PathBuf::from("."),
        [folder] => PathBuf::from(folder),
        [_, thing, ..] => {
            return Err(format!(
                "error: --all traces everything, and `{thing}` is one thing\n  = help: leave out \
                 one of the two"
            ));
        }
    };
    let session = session(&folder, &arguments.run)?;
    let question = Question::Coverage {
        scenario: scenario(arguments),
        list,
    };
    shown(&folder, &arguments.shape, &arguments.run, || {
        let finding = put(&session, &arguments.run, &question)?;
        Ok(Shown {
            document: hikiwake_document::coverage(&finding, list),
            finding,
            csv: None,
        })
    })
}
