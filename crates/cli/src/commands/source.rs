//! `hikiwake source attach | verify | relocate`

use std::path::Path;

use hikiwake_dossier::{Accept, Accepted, Dossier, Read, Shelf};

use super::{Answer, coloured, progress, target, to_json};
use crate::args::SourceAction;
use crate::show;

pub fn source(action: &SourceAction) -> Answer {
    match action {
        SourceAction::Attach { target } => {
            let (folder, source, file) = source_and_file(target)?;
            attach(&folder, source, Path::new(file))
        }
        SourceAction::Verify { folder, json } => verify(folder, *json),
        SourceAction::Relocate {
            target,
            accept,
            accept_all,
            json,
        } => {
            let (folder, source, file) = source_and_file(target)?;
            let which = match (accept_all, accept.as_slice()) {
                (true, _) => Some(Accept::Sure),
                (false, []) => None,
                (false, ids) => Some(Accept::Of(ids)),
            };
            relocate(&folder, source, Path::new(file), which.as_ref(), *json)
        }
    }
}

fn attach(folder: &Path, source: &str, file: &Path) -> Answer {
    let read = hikiwake_dossier::read(folder);
    let dossier = sound(&read)?;
    let shelf = shelf()?;
    let attached = hikiwake_dossier::attach(dossier, folder, &shelf, source, file)
        .map_err(|error| format!("error: {error}"))?;
    let inside = (folder.canonicalize()).is_ok_and(|all| attached.text.path.starts_with(all));
    Ok(show::attachment(source, &attached, inside))
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
    let finding = hikiwake_analysis::verification(dossier, found);
    let answer = match json {
        true => to_json(&finding)?,
        false => show::verification(&finding, folder),
    };
    if !faulty {
        return Ok(answer);
    }
    // What is wrong is the answer; the exit code says that something is.
    crate::print(answer.as_bytes())?;
    Err(String::new())
}

fn relocate(
    folder: &Path,
    source: &str,
    file: &Path,
    which: Option<&Accept>,
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
    let finding = hikiwake_analysis::relocation(dossier, edition.relocation);
    let answer = match json {
        true => to_json(&finding)?,
        false => show::relocation(&finding, accepted.as_ref()),
    };
    let refused = accepted.map_or(String::new(), |accepted| refusals(&accepted));
    if refused.is_empty() {
        return Ok(answer);
    }
    crate::print(answer.as_bytes())?;
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
    let faults = || read.render(coloured(std::io::stderr()));
    read.dossier.as_ref().ok_or_else(faults)
}

fn shelf() -> Result<Shelf, String> {
    Shelf::open().map_err(|error| format!("error: {error}"))
}
