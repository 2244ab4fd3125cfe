//! Negotiation scenarios out and in: GENIUS, NegMAS.

use std::fmt::Write as _;
use std::path::Path;

use hikiwake_dossier::Dossier;
use hikiwake_exchange::{ScenarioFormat, export_scenario, may_hold_scenario, take_scenario};

use super::model::{chosen, limits, new_dossier, which};
use super::{Answer, read, shown, too_large};
use crate::args::ExportModel;
use crate::write;

/// Files of a scenario that are larger are not taken in.
const LARGEST: u64 = 16 << 20;

/// Most files of a scenario.
const MOST_FILES: usize = 200;

pub(super) fn export(
    dossier: &Dossier,
    wanted: &ExportModel,
    format: ScenarioFormat,
    output: &Path,
) -> Answer {
    let talks = dossier
        .talks(&chosen(wanted), limits(wanted))
        .map_err(|error| format!("error: {error}"))?;
    let exported =
        export_scenario(dossier, &talks, format).map_err(|error| format!("error: {error}"))?;
    write::folder_of(output, &exported.files)?;
    let mut text = format!("Written: {} ({})\n", output.display(), exported.holds);
    let which = which(&talks.scenario);
    if !which.is_empty() {
        let _ = writeln!(text, "The negotiation of {which}");
    }
    for (name, _) in &exported.files {
        let _ = writeln!(text, "  {name}");
    }
    for note in &exported.notes {
        let _ = writeln!(text, "{note}");
    }
    let _ = writeln!(text, "Not in this format: {}", exported.lost.join(", "));
    let largest = exported.files.iter().map(|(_, file)| file.len()).max();
    text.push_str(&too_large(largest.unwrap_or(0), LARGEST));
    Ok(text)
}

/// Makes a new dossier of a scenario: a folder, or its domain file, whose profiles stand
/// beside it.
pub(super) fn import(folder: &Path, path: &Path, format: ScenarioFormat) -> Answer {
    write::must_be_free(folder)?;
    let among = match path.is_dir() {
        true => path,
        false => path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty())
            .unwrap_or(Path::new(".")),
    };
    let cannot = |error: std::io::Error| format!("error: cannot read {}: {error}", path.display());
    if !path.is_dir() {
        path.metadata().map_err(cannot)?;
    }
    let mut names = Vec::new();
    for entry in among.read_dir().map_err(cannot)? {
        let name = entry
            .map_err(cannot)?
            .file_name()
            .to_string_lossy()
            .into_owned();
        if may_hold_scenario(&name, format) && among.join(&name).is_file() {
            names.push(name);
        }
    }
    names.sort();
    if names.len() > MOST_FILES {
        return Err(format!(
            "error: {} holds {} files, and up to {MOST_FILES} are read\n  = help: put the files of one scenario into a folder of their own",
            among.display(),
            names.len()
        ));
    }
    let files = names
        .into_iter()
        .map(|name| Ok((name.clone(), read(&among.join(&name), LARGEST)?)))
        .collect::<Result<Vec<_>, String>>()?;
    let whole = among.canonicalize().map_err(cannot)?;
    let title = whole.file_name().unwrap_or_default().to_string_lossy();
    let taken = take_scenario(&files, &title, format).map_err(|faults| shown(&faults))?;
    let mut text = new_dossier(folder, &taken)?;
    let _ = writeln!(
        text,
        "Without an agreement each side has its reservation value; `cost` holds it."
    );
    Ok(text)
}
