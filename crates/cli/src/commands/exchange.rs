//! `hikiwake export` and `hikiwake import`

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use hikiwake_dossier::{Attached, Dossier, PlainFileError, Shelf, read_plain};
use hikiwake_exchange::{ExportSettings, Fault, Format, MergeError};

use super::{Answer, coloured, open, target};
use crate::args::FormatArg;
use crate::write;

/// Most faults to print: whoever has more begins with these.
const SHOWN: usize = 50;

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Format {
        match format {
            FormatArg::ClaimsCsv => Format::ClaimsCsv,
            FormatArg::SourcesCsv => Format::SourcesCsv,
            FormatArg::Csl => Format::Csl,
            FormatArg::Bibtex => Format::Bibtex,
            FormatArg::Annotations => Format::Annotations,
            FormatArg::Qdpx => Format::Qdpx,
        }
    }
}

pub fn export(folder: &Path, to: FormatArg, output: &Path, with_texts: bool) -> Answer {
    let dossier = open(folder)?;
    if with_texts && to != FormatArg::Qdpx {
        return Err("error: only --to qdpx can carry the texts".into());
    }
    let mut settings = ExportSettings::default();
    if with_texts {
        settings.texts = texts(folder, &dossier)?;
    }
    let exported = hikiwake_exchange::export(&dossier, to.into(), &settings)
        .map_err(|error| format!("error: {error}"))?;
    write::whole(output, &exported.bytes)?;
    let mut text = format!("Written: {}", output.display());
    let counts = [(exported.claims, "claims"), (exported.sources, "sources")];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, of)| format!("{count} {of}")).collect();
    if !counts.is_empty() {
        let _ = write!(text, " ({})", counts.join(", "));
    }
    text.push('\n');
    for loss in &exported.losses {
        let _ = writeln!(text, "Not in this format: {loss}");
    }
    Ok(text)
}

/// The attached texts that are those of the dossier.
fn texts(folder: &Path, dossier: &Dossier) -> Result<BTreeMap<String, String>, String> {
    let shelf = Shelf::open().map_err(|error| format!("error: {error}"))?;
    let mut texts = BTreeMap::new();
    for source in &dossier.sources {
        let tie = shelf.tie(folder, &source.id);
        let Some(tie) = tie.map_err(|error| format!("error: {error}"))? else {
            continue;
        };
        let attached = Attached::read(&tie.path).map_err(|error| format!("error: {error}"))?;
        texts.insert(source.id.clone(), attached.text.text().to_owned());
    }
    match texts.is_empty() {
        true => Err(
            "error: no text is attached to a source of this dossier\n  = help: attach one with `hikiwake source attach`, or leave out --with-texts"
                .into(),
        ),
        false => Ok(texts),
    }
}

pub fn import(typed: &[String], from: Option<FormatArg>) -> Answer {
    let (folder, rest) = target::folder_first(typed, 1)?;
    let path = Path::new(&rest[0]);
    let format = match from {
        Some(format) => format.into(),
        None => by_ending(path)?,
    };
    let dossier = open(&folder)?;
    let bytes = read(path, format.largest())?;
    let incoming =
        hikiwake_exchange::take(&bytes, format, &dossier).map_err(|faults| shown(&faults))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let merged =
        hikiwake_exchange::merge(&folder, &incoming, format, &name).map_err(
            |error| match error {
                MergeError::Dossier(read) => read.render(coloured(std::io::stderr())),
                MergeError::Faults(faults) => shown(&faults),
            },
        )?;
    let mut text = String::new();
    for (name, content) in &merged.files {
        let path = folder.join(name);
        match name.as_str() {
            "sources.json" => write::whole(&path, content)?,
            _ => write::new(&path, content)?,
        }
        let _ = writeln!(text, "Written: {}", path.display());
    }
    let _ = writeln!(
        text,
        "{} claims and {} sources are new.",
        merged.claims, merged.sources
    );
    if !merged.there.is_empty() {
        let _ = writeln!(text, "Already there, and left: {}", some(&merged.there));
    }
    for left in incoming.left.iter().take(SHOWN) {
        let _ = writeln!(text, "Not taken over: {left}");
    }
    if incoming.left.len() > SHOWN {
        let _ = writeln!(text, "… and {} more", incoming.left.len() - SHOWN);
    }
    Ok(text)
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

fn by_ending(path: &Path) -> Result<Format, String> {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    match ending.to_lowercase().as_str() {
        "bib" => Ok(Format::Bibtex),
        "qdpx" => Ok(Format::Qdpx),
        "jsonld" => Ok(Format::Annotations),
        "json" => Ok(Format::Csl),
        _ => Err(format!(
            "error: what is in {}?\n  = help: say it with --from: claims-csv, sources-csv, csl, bibtex, annotations or qdpx",
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
