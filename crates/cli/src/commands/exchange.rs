//! `hikiwake export` and `hikiwake import`

mod map;
mod model;
mod scenario;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use hikiwake_dossier::{
    Attached, Dossier, FileChange, FolderLock, PlainFileError, TextStore, read_plain, write_all,
};
use hikiwake_exchange::{
    ExportSettings, Fault, Format, MapFormat, MergeError, ModelFormat, ScenarioFormat,
};
use hikiwake_finding::no_or_count;

use super::{Answer, open, target, told};
use crate::args::{ExportFormat, ExportModel, ImportFormat};
use crate::write::{self, Kind, Output};

/// Most faults to print: whoever has more begins with these.
const SHOWN: usize = 50;

/// What a format is about.
enum Of {
    /// Claims and sources.
    Evidence(Format),
    /// The model of one period and reading.
    Model(ModelFormat),
    /// The model and its answers, as tables.
    Tables,
    /// What can be agreed on.
    Scenario(ScenarioFormat),
}

impl From<ExportFormat> for Of {
    fn from(format: ExportFormat) -> Of {
        match format {
            ExportFormat::ClaimsCsv => Of::Evidence(Format::ClaimsCsv),
            ExportFormat::SourcesCsv => Of::Evidence(Format::SourcesCsv),
            ExportFormat::Csl => Of::Evidence(Format::Csl),
            ExportFormat::Bibtex => Of::Evidence(Format::Bibtex),
            ExportFormat::Annotations => Of::Evidence(Format::Annotations),
            ExportFormat::Qdpx => Of::Evidence(Format::Qdpx),
            ExportFormat::Tables => Of::Tables,
            ExportFormat::Gmcr => Of::Model(ModelFormat::Gmcr),
            ExportFormat::Nfg => Of::Model(ModelFormat::Nfg),
            ExportFormat::Prism => Of::Model(ModelFormat::Prism),
            ExportFormat::Genius => Of::Scenario(ScenarioFormat::Genius),
            ExportFormat::Negmas => Of::Scenario(ScenarioFormat::Negmas),
        }
    }
}

/// Where to write, as it was typed.
pub struct Typed<'a> {
    pub path: &'a Path,
    pub force: bool,
}

pub fn export(
    folder: &Path,
    to: ExportFormat,
    output: &Typed,
    with_texts: bool,
    wanted: &ExportModel,
) -> Answer {
    if with_texts && to != ExportFormat::Qdpx {
        return Err("error: only --to qdpx can carry the texts".into());
    }
    let of = Of::from(to);
    let names_model = wanted.period.is_some() || wanted.reading.is_some() || wanted.stated_only;
    if names_model && matches!(of, Of::Evidence(_)) {
        return Err(
            "error: claims and sources belong to no period or reading\n  = help: leave out --period, --reading and --stated-only".into(),
        );
    }
    let dossier = open(folder)?;
    match of {
        Of::Evidence(format) => evidence(folder, &dossier, format, output, with_texts),
        Of::Model(format) => model::model(folder, &dossier, wanted, format, output),
        Of::Tables => model::tables(&dossier, wanted, output.path),
        Of::Scenario(format) => scenario::export(&dossier, wanted, format, output.path),
    }
}

fn evidence(
    folder: &Path,
    dossier: &Dossier,
    format: Format,
    output: &Typed,
    with_texts: bool,
) -> Answer {
    let kind = match format {
        Format::ClaimsCsv => Kind::ClaimsCsv,
        Format::SourcesCsv => Kind::SourcesCsv,
        Format::Csl => Kind::Csl,
        Format::Bibtex => Kind::Bibtex,
        Format::Annotations => Kind::Annotations,
        Format::Qdpx => Kind::Qdpx,
    };
    let output = Output::at(output.path, folder, kind, output.force)?;
    let mut settings = ExportSettings::default();
    if with_texts {
        settings.texts = texts(folder, dossier)?;
    }
    let exported = hikiwake_exchange::export(dossier, format, &settings)
        .map_err(|error| format!("error: {error}"))?;
    let mut text = format!("Written: {}", output.name());
    let counts = [
        (exported.claims, "claim", "claims"),
        (exported.sources, "source", "sources"),
    ];
    let counts = counts.iter().filter(|(number, ..)| *number > 0);
    let counts: Vec<String> = counts
        .map(|(number, one, many)| no_or_count(*number as u64, one, many))
        .collect();
    if !counts.is_empty() {
        let _ = write!(text, " ({})", counts.join(", "));
    }
    text.push('\n');
    for loss in &exported.losses {
        let _ = writeln!(text, "Not in this format: {loss}");
    }
    text.push_str(&too_large(exported.bytes.len(), format.largest()));
    output.write(&exported.bytes, text)
}

/// What to say of a written file that `import` would not take.
fn too_large(bytes: usize, largest: u64) -> String {
    match bytes as u64 > largest {
        true => format!(
            "This file is larger than {} MiB: `hikiwake import` does not take it.\n",
            largest >> 20
        ),
        false => String::new(),
    }
}

/// The attached texts that are those of the dossier.
fn texts(folder: &Path, dossier: &Dossier) -> Result<BTreeMap<String, String>, String> {
    let shelf = TextStore::open().map_err(|error| format!("error: {error}"))?;
    let mut texts = BTreeMap::new();
    let mut faults = Vec::new();
    for source in &dossier.sources {
        let id = &source.id;
        let tie = match shelf.tie(folder, id) {
            Ok(Some(tie)) => tie,
            Ok(None) => continue,
            Err(error) => {
                faults.push(format!("error: {error}"));
                continue;
            }
        };
        match Attached::read(&tie.path) {
            Ok(text) if text.sha256 == tie.sha256 => {
                texts.insert(id.clone(), text.text.text().to_owned());
            }
            // The places of the dossier may not be counted in it.
            Ok(text) => faults.push(format!(
                "error: the text of {id} was changed since it was attached: {}\n  = help: attach it again with `hikiwake source attach`, carry the places over with `hikiwake source relocate`, or leave out --with-texts",
                text.path.display()
            )),
            Err(error) => faults.push(format!("error: {error}")),
        }
    }
    if texts.is_empty() && faults.is_empty() {
        faults.push(
            "error: no text is attached to a source of this dossier\n  = help: attach one with `hikiwake source attach`, or leave out --with-texts"
                .to_owned(),
        );
    }
    match faults.is_empty() {
        true => Ok(texts),
        false => Err(faults.join("\n\n")),
    }
}

pub fn import(typed: &[String], from: Option<ImportFormat>) -> Answer {
    let (folder, rest) = target::folder_first(typed, 1)?;
    let path = Path::new(&rest[0]);
    let from = match from {
        Some(format) => format,
        None => by_ending(path)?,
    };
    let format = match from {
        ImportFormat::ClaimsCsv => Format::ClaimsCsv,
        ImportFormat::SourcesCsv => Format::SourcesCsv,
        ImportFormat::Csl => Format::Csl,
        ImportFormat::Bibtex => Format::Bibtex,
        ImportFormat::Annotations => Format::Annotations,
        ImportFormat::Qdpx => Format::Qdpx,
        ImportFormat::Graphml => return map::import(&folder, path, MapFormat::Graphml),
        ImportFormat::MapCsv => return map::import(&folder, path, MapFormat::MapCsv),
        ImportFormat::Mmp => return map::import(&folder, path, MapFormat::Mmp),
        ImportFormat::Gmcr | ImportFormat::Genius | ImportFormat::Negmas if typed.len() < 2 => {
            return Err(format!(
                "error: a model of another program becomes a new dossier\n  = help: name its folder: hikiwake import FOLDER {}",
                crate::show::typed(path)
            ));
        }
        ImportFormat::Gmcr => return model::import_gmcr(&folder, path),
        ImportFormat::Genius => return scenario::import(&folder, path, ScenarioFormat::Genius),
        ImportFormat::Negmas => return scenario::import(&folder, path, ScenarioFormat::Negmas),
    };
    let lock = locked(&folder)?;
    let dossier = open(&folder)?;
    let bytes = read(path, format.largest())?;
    let mut texts = BTreeMap::new();
    if format == Format::Annotations {
        let shelf = TextStore::open().map_err(|error| format!("error: {error}"))?;
        for source in &dossier.sources {
            if let Some(attached) = shelf.text(&folder, &source.id) {
                texts.insert(source.id.clone(), attached.text.text().to_owned());
            }
        }
    }
    let incoming = hikiwake_exchange::take_with(&bytes, format, &dossier, &texts)
        .map_err(|faults| shown(&faults))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let merged = hikiwake_exchange::merge(&folder, &incoming, format, &name).map_err(unmerged)?;
    let changes = merged.files.iter().map(|(name, content)| {
        let replaced = merged.replaced.as_ref().filter(|_| name == "sources.json");
        FileChange::of(name, replaced.map(|text| text.as_bytes()), content.as_str())
    });
    write_all(&lock, &changes.collect::<Vec<_>>()).map_err(|error| write::said(&error))?;
    let mut text = String::new();
    for (name, _) in &merged.files {
        let _ = writeln!(text, "Written: {}", folder.join(name).display());
    }
    let _ = writeln!(
        text,
        "New: {} and {}.",
        no_or_count(merged.claims as u64, "claim", "claims"),
        no_or_count(merged.sources as u64, "source", "sources")
    );
    if !merged.made.is_empty() {
        let _ = writeln!(
            text,
            "New, because claims name them, and yours to describe: {}",
            some(&merged.made)
        );
    }
    if !merged.there.is_empty() {
        let _ = writeln!(text, "Already there, and left: {}", some(&merged.there));
    }
    tell_left(&mut text, incoming.left.iter().chain(&merged.left));
    Ok(text)
}

/// The folder, held from reading to writing: what another program takes in meanwhile is
/// not lost.
fn locked(folder: &Path) -> Result<FolderLock, String> {
    FolderLock::acquire(folder).map_err(|error| match open(folder) {
        Err(faults) => faults,
        Ok(_) => write::said(&error),
    })
}

/// Why nothing can be taken in.
fn unmerged(error: MergeError) -> String {
    match error {
        MergeError::Dossier(read) => told(&read),
        MergeError::Faults(faults) => shown(&faults),
    }
}

/// Says what of a file is not taken over.
fn tell_left<'l>(text: &mut String, left: impl Iterator<Item = &'l String> + Clone) {
    let count = left.clone().count();
    for left in left.take(SHOWN) {
        let _ = writeln!(text, "Not taken over: {left}");
    }
    if count > SHOWN {
        let _ = writeln!(text, "… and {} more", count - SHOWN);
    }
}

/// The first of a list, and how many more there are.
fn some(list: &[String]) -> String {
    let mut text = list[..list.len().min(12)].join(", ");
    if list.len() > 12 {
        let _ = write!(text, " and {} more", list.len() - 12);
    }
    text
}

fn shown(faults: &[Fault]) -> String {
    let mut text = String::new();
    for fault in faults.iter().take(SHOWN) {
        let _ = writeln!(text, "{fault}\n");
    }
    if faults.len() > SHOWN {
        let _ = writeln!(text, "… and {} more", faults.len() - SHOWN);
    }
    let _ = writeln!(text, "Nothing was written.");
    text
}

fn by_ending(path: &Path) -> Result<ImportFormat, String> {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    match ending.to_lowercase().as_str() {
        "bib" => Ok(ImportFormat::Bibtex),
        "qdpx" => Ok(ImportFormat::Qdpx),
        "jsonld" => Ok(ImportFormat::Annotations),
        "gmcr" => Ok(ImportFormat::Gmcr),
        "graphml" => Ok(ImportFormat::Graphml),
        "mmp" => Ok(ImportFormat::Mmp),
        "json" => Ok(ImportFormat::Csl),
        _ => Err(format!(
            "error: what is in {}?\n  = help: say it with --from: claims-csv, sources-csv, csl, bibtex, annotations, qdpx, graphml, map-csv, mmp, gmcr, genius or negmas",
            path.display()
        )),
    }
}

/// The bytes of a plain file, up to a limit.
fn read(path: &Path, largest: u64) -> Result<Vec<u8>, String> {
    read_plain(path, largest).map_err(|error| {
        let path = path.display();
        match error {
            PlainFileError::Io(error) => format!("error: cannot read {path}: {error}"),
            PlainFileError::NotAFile => {
                format!("error: cannot read {path}: it is not a plain file")
            }
            PlainFileError::TooLarge => format!(
                "error: {path} is larger than {} MiB\n  = help: divide it into several files",
                largest >> 20
            ),
        }
    })
}
