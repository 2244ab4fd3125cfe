//! `hikiwake trace`

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use hikiwake_dossier::file::Place;
use hikiwake_dossier::{Attached, TextStore};
use hikiwake_finding::AnalyseSettings;
use hikiwake_traceability::{NoWords, TraceSettings};

use super::{Answer, answer, asked, limits, open, progress, scenario, target};
use crate::args::ScenarioArgs;
use crate::show;

/// Traces one thing. Passages are shown on a terminal, elsewhere only where they
/// are asked for: they are other people's texts, and must not slip into files.
pub fn trace(typed: &[String], arguments: &ScenarioArgs, passages: bool, list: usize) -> Answer {
    let (folder, rest) = target::folder_first(typed, 1)?;
    let dossier = open(&folder)?;
    let texts = Texts::new(&folder);
    let words = |source: &str, place: &Place| texts.words(source, place);
    let wanted = passages || (!arguments.run.json && std::io::stdout().is_terminal());
    let finding = progress::with_parts(arguments.run.threads, |told, solve| {
        let settings = TraceSettings {
            analyse: AnalyseSettings {
                list,
                limits: limits(&arguments.run),
                work: arguments.run.work,
                run: solve,
                progress: Some(told),
                ..AnalyseSettings::default()
            },
            passages: wanted.then_some(&words),
            ..TraceSettings::default()
        };
        hikiwake_traceability::trace(&dossier, &rest[0], &scenario(arguments), &settings)
            .map_err(|error| format!("error: {error}"))
    })?;
    answer(&arguments.run, &finding, |finding| {
        show::trace(finding, &folder, wanted)
    })
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
    let dossier = open(&folder)?;
    let finding = asked(&arguments.run, list, |settings| {
        hikiwake_traceability::coverage(&dossier, &scenario(arguments), settings)
    })?;
    answer(&arguments.run, &finding, |finding| {
        show::coverage(finding, list)
    })
}
