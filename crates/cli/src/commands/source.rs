//! `hikiwake source attach | find | verify | relocate`

use std::path::Path;

use hikiwake_dossier::{Accept, Accepted, Dossier, Filled, Read, TextStore};

use super::{Answer, progress, target, to_json, told};
use crate::args::SourceAction;
use crate::{show, write};

pub fn source(action: &SourceAction) -> Answer {
    match action {
        SourceAction::Attach { target, copy } => {
            let (folder, source, file) = source_and_file(target)?;
            attach(&folder, source, Path::new(file), copy.as_deref())
        }
        SourceAction::Find {
            target, fill: true, ..
        } => match target.as_slice() {
            [] => fill(Path::new("."), hikiwake_dossier::fill_quotes),
            [folder] => fill(Path::new(folder), hikiwake_dossier::fill_quotes),
            _ => Err("error: with --fill, give the folder alone".to_owned()),
        },
        SourceAction::Find { target, json, .. } => {
            let (folder, rest) = target::folder_first(target, 2)?;
            match rest {
                [source, words] => find(&folder, source, words, *json),
                _ => Err("error: name the source by its id, then the words in quotation marks\n  = help: `hikiwake source find FOLDER SOURCE \"some words\"`".to_owned()),
            }
        }
        SourceAction::Verify {
            folder,
            fill: false,
            json,
        } => verify(folder, *json),
        SourceAction::Verify { folder, json, .. } => {
            // What was filled is told beside the answer, which may be JSON.
            match fill(folder, hikiwake_dossier::fill_digests) {
                Ok(told) => eprint!("{told}"),
                Err(refused) => {
                    eprint!("{refused}");
                    let answer = verify(folder, *json)?;
                    crate::print(&answer)?;
                    return Err(String::new());
                }
            }
            verify(folder, *json)
        }
        SourceAction::Relocate {
            target,
            accept,
            accept_all,
            passages,
            json,
        } => {
            let (folder, source, file) = source_and_file(target)?;
            let which = match (accept_all, accept.as_slice()) {
                (true, _) => Some(Accept::Sure),
                (false, []) => None,
                (false, ids) => Some(Accept::Of(ids)),
            };
            let words = *passages || !json;
            relocate(
                &folder,
                source,
                Path::new(file),
                which.as_ref(),
                words,
                *json,
            )
        }
    }
}

fn attach(folder: &Path, source: &str, file: &Path, copy: Option<&Path>) -> Answer {
    let read = hikiwake_dossier::read(folder);
    let dossier = sound(&read)?;
    let shelf = shelf()?;
    let tie = |file: &Path| {
        hikiwake_dossier::attach(dossier, folder, &shelf, source, file)
            .map_err(|error| format!("error: {error}"))
    };
    let mut attached = tie(file)?;
    if let Some(copy) = copy {
        let Some(mended) = attached.disguise else {
            return Err(format!(
                "error: {} needs no copy: no byte order mark and no line ends are in the way\n  = help: it is attached as it is",
                file.display()
            ));
        };
        write::new_file(copy, mended.text.as_bytes())?;
        attached = tie(copy)?;
    }
    let inside = (folder.canonicalize()).is_ok_and(|all| attached.text.path.starts_with(all));
    Ok(show::attachment(source, &attached, inside))
}

fn find(folder: &Path, source: &str, words: &str, json: bool) -> Answer {
    let read = hikiwake_dossier::read(folder);
    let dossier = sound(&read)?;
    let found = hikiwake_dossier::find_words(dossier, folder, &shelf()?, source, words)
        .map_err(|error| format!("error: {error}"))?;
    let nowhere = found.passages.is_empty();
    let finding = hikiwake_evidence::passage_search(dossier, found);
    let answer = match json {
        true => to_json(&finding)?,
        false => show::passage_search(&finding),
    };
    if !nowhere {
        return Ok(answer);
    }
    crate::print(&answer)?;
    Err(String::new())
}

type Fill = fn(&Read, &Path, &TextStore) -> Result<Filled, hikiwake_dossier::EditError>;

/// Fills in what is missing; what could not be filled in is a fault.
fn fill(folder: &Path, with: Fill) -> Answer {
    let read = hikiwake_dossier::read(folder);
    sound(&read)?;
    let shelf = shelf()?;
    let filled = with(&read, folder, &shelf).map_err(|error| format!("error: {error}"))?;
    let told = show::filled(&filled);
    if filled.left.is_empty() {
        return Ok(told);
    }
    crate::print(&told)?;
    Err(show::unfilled(&filled, folder))
}

fn verify(folder: &Path, json: bool) -> Answer {
    let read = hikiwake_dossier::read(folder);
    let dossier = sound(&read)?;
    let shelf = shelf()?;
    let found = progress::shown(|told| {
        told("looking for every place");
        hikiwake_dossier::verify(&read, folder, &shelf)
    });
    let faulty = !found.faults.is_empty();
    let finding = hikiwake_evidence::verification(dossier, found);
    let answer = match json {
        true => to_json(&finding)?,
        false => show::verification(&finding, folder),
    };
    if !faulty {
        return Ok(answer);
    }
    // What is wrong is the answer; the exit code says that something is.
    crate::print(&answer)?;
    Err(String::new())
}

fn relocate(
    folder: &Path,
    source: &str,
    file: &Path,
    which: Option<&Accept>,
    words: bool,
    json: bool,
) -> Answer {
    let read = hikiwake_dossier::read(folder);
    let dossier = sound(&read)?;
    let shelf = shelf()?;
    let edition = progress::shown(|told| {
        told("looking for every place in the new text");
        hikiwake_dossier::relocate(&read, folder, &shelf, source, file)
    })
    .map_err(|error| format!("error: {error}"))?;
    let accepted = match which {
        Some(which) => Some(
            edition
                .accept(folder, &shelf, which)
                .map_err(|error| format!("error: {error}"))?,
        ),
        None => None,
    };
    let mut relocation = edition.relocation;
    // Other people's words must not slip into files unasked.
    for proposal in &mut relocation.proposals {
        proposal.passages.take_if(|_| proposal.sure || !words);
    }
    let finding = hikiwake_evidence::relocation(dossier, relocation);
    let answer = match json {
        true => to_json(&finding)?,
        false => show::relocation(&finding, accepted.as_ref()),
    };
    let refused = accepted.map_or(String::new(), |accepted| refusals(&accepted));
    if refused.is_empty() {
        return Ok(answer);
    }
    crate::print(&answer)?;
    Err(refused)
}

/// What was asked for by name and not done.
fn refusals(accepted: &Accepted) -> String {
    let refused = accepted.refused.iter();
    let lines = refused.map(|(name, why)| format!("error: {name} was not carried over: {why}\n"));
    let mut text: String = lines.collect();
    if !text.is_empty() {
        text.push_str("  = help: write its new place into the file by hand\n");
    }
    text
}

/// The folder, the source and the file that were typed.
fn source_and_file(typed: &[String]) -> Result<(std::path::PathBuf, &str, &str), String> {
    match target::folder_first(typed, 2)? {
        (folder, [source, file]) => Ok((folder, source, file)),
        _ => Err("error: name the source by its id, then the file with its text".to_owned()),
    }
}

fn sound(read: &Read) -> Result<&Dossier, String> {
    read.dossier.as_ref().ok_or_else(|| told(read))
}

fn shelf() -> Result<TextStore, String> {
    TextStore::open().map_err(|error| format!("error: {error}"))
}
