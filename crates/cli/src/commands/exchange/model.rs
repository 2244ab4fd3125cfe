//! Whole models out and in: tables, gmcr-py, Gambit, PRISM.

use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::path::Path;

use hikiwake_dossier::{Compiled, Dossier, Scenario, WriteError};
use hikiwake_exchange::{ModelFormat, NewDossier, TablesError};
use hikiwake_finding::thousands;
use hikiwake_graph::Limits;

use super::{Answer, Typed, read, shown, too_large};
use crate::args::ExportModel;
use crate::write::{self, Kind, Output};

/// `.gmcr` files larger than this are not taken in.
const LARGEST: u64 = 16 << 20;

fn compiled(dossier: &Dossier, wanted: &ExportModel) -> Result<Compiled, String> {
    (dossier.compile(&chosen(wanted), limits(wanted))).map_err(|error| format!("error: {error}"))
}

/// The scenario that is meant.
pub(super) fn chosen(wanted: &ExportModel) -> Scenario {
    Scenario {
        period: wanted.period.clone(),
        reading: wanted.reading.clone(),
        stated_only: wanted.stated_only,
        ..Scenario::default()
    }
}

pub(super) fn limits(wanted: &ExportModel) -> Limits {
    Limits {
        bytes: wanted.memory,
    }
}

/// Which model was written, in a few words.
pub(super) fn which(scenario: &Scenario) -> String {
    let mut words = Vec::new();
    words.extend(scenario.period.iter().map(|id| format!("period {id}")));
    words.extend(scenario.reading.iter().map(|id| format!("reading {id}")));
    words.extend(scenario.stated_only.then(|| "stated only".to_owned()));
    words.join(", ")
}

pub(super) fn model(
    folder: &Path,
    dossier: &Dossier,
    wanted: &ExportModel,
    format: ModelFormat,
    output: &Typed,
) -> Answer {
    let at = |path: &Path, kind| Output::at(path, folder, kind, output.force);
    let kind = match format {
        ModelFormat::Gmcr => Kind::Gmcr,
        ModelFormat::Nfg => Kind::Nfg,
        ModelFormat::Prism => Kind::Prism,
    };
    let beside = output.path.with_extension("props");
    if format == ModelFormat::Prism && beside == output.path {
        return Err(
            "error: the questions go to a file that ends in .props\n  = help: let the name of the model end in .prism"
                .into(),
        );
    }
    let output = at(output.path, kind)?;
    let mut questions_output = None;
    if format == ModelFormat::Prism {
        if output.is_printed() {
            return Err(
                "error: a model for PRISM is two files, which cannot be printed\n  = help: name a file that ends in .prism"
                    .into(),
            );
        }
        questions_output = Some(at(&beside, Kind::PrismQuestions)?);
    }
    let compiled = compiled(dossier, wanted)?;
    let exported = hikiwake_exchange::export_model(dossier, &compiled, format, limits(wanted))
        .map_err(|error| format!("error: {error}"))?;
    let mut text = format!("Written: {} ({})\n", output.name(), exported.holds);
    let questions = exported.questions.as_ref().zip(questions_output);
    if let Some(((_, count), _)) = &questions {
        let count = thousands(u64::try_from(*count).unwrap_or(u64::MAX));
        let _ = writeln!(text, "Written: {} ({count} questions)", beside.display());
    }
    let which = which(&compiled.scenario);
    if !which.is_empty() {
        let _ = writeln!(text, "The model of {which}");
    }
    for note in &exported.notes {
        let _ = writeln!(text, "{note}");
    }
    let _ = writeln!(text, "Not in this format: {}", exported.lost.join(", "));
    if format == ModelFormat::Gmcr {
        text.push_str(&too_large(exported.bytes.len(), LARGEST));
    }
    match questions {
        None => output.write(&exported.bytes, text),
        Some(((questions, _), beside)) => {
            let files = [
                (&output, exported.bytes.as_slice()),
                (&beside, questions.as_slice()),
            ];
            write::write_together(&files).map(|()| text)
        }
    }
}

pub(super) fn tables(dossier: &Dossier, wanted: &ExportModel, output: &Path) -> Answer {
    let compiled = compiled(dossier, wanted)?;
    let written = write::folder(output, |folder| {
        let mut open = |name: &str| {
            let file = BufWriter::new(folder.file(name).map_err(std::io::Error::other)?);
            Ok(Box::new(file) as Box<dyn Write>)
        };
        hikiwake_exchange::write_tables(dossier, &compiled, wanted.rows, &mut open).map_err(
            |error| match error {
                TablesError::Io(error) => write::said(&match error.downcast::<WriteError>() {
                    Ok(error) => error,
                    Err(error) => WriteError::Io(output.to_owned(), error),
                }),
                TablesError::Rows(most) => format!(
                    "error: the tables have more than {} rows\n  = help: raise --rows, or mark options as absent in the period",
                    thousands(most)
                ),
            },
        )
    })?;
    let mut text = format!("Written: {}\n", output.display());
    let which = which(&compiled.scenario);
    if !which.is_empty() {
        let _ = writeln!(text, "The model of {which}");
    }
    for (name, rows) in written {
        let rows = thousands(rows);
        let _ = writeln!(text, "  {name:<15} {rows:>12} rows");
    }
    Ok(text)
}

/// Makes a new dossier of a file of gmcr-py.
pub(super) fn import_gmcr(folder: &Path, path: &Path) -> Answer {
    write::must_be_free(folder)?;
    let bytes = read(path, LARGEST)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let taken = hikiwake_exchange::take_gmcr(&bytes, &name).map_err(|faults| shown(&faults))?;
    let mut text = new_dossier(folder, &taken)?;
    let _ = writeln!(
        text,
        "The file has no status quo: give the dossier a period to say where things stand."
    );
    Ok(text)
}

/// Writes a new dossier, and says what came of it.
pub(super) fn new_dossier(folder: &Path, taken: &NewDossier) -> Answer {
    write::folder_of(folder, &taken.files)?;
    let mut text = String::new();
    for (name, _) in &taken.files {
        let _ = writeln!(text, "Written: {}", folder.join(name).display());
    }
    for remark in &taken.remarks {
        let _ = writeln!(text, "{remark}");
    }
    for left in &taken.left {
        let _ = writeln!(text, "Not taken over: {left}");
    }
    if taken.warnings > 0 {
        let folder = crate::show::typed(folder);
        let _ = writeln!(
            text,
            "Worth a look: `hikiwake check {folder}` names {}.",
            match taken.warnings {
                1 => "1 thing that makes no difference".to_owned(),
                several => format!("{several} things that make no difference"),
            }
        );
    }
    Ok(text)
}
