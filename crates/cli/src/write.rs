//! Where commands write: never over what is not theirs, unless told to.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use hikiwake_dossier::{
    FileChange, FolderLock, NewFolder, PlainFileError, WriteError, read_plain, write_all,
    write_folder,
};

use crate::answer::Answer;

/// What a file holds, by which those that are ours are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Report,
    /// The page of one answer.
    Page,
    /// The JSON of one answer.
    Finding,
    /// The Word document of one answer; nobody has saved it anew.
    Word,
    /// Text that has no mark of ours.
    Text,
    Dot,
    Graphml,
    GraphJson,
    ClaimsCsv,
    SourcesCsv,
    Csl,
    Bibtex,
    Annotations,
    Qdpx,
    Gmcr,
    Nfg,
    Prism,
    PrismQuestions,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Report => "report of hikiwake",
            Kind::Page => "page of an answer of hikiwake",
            Kind::Finding => "answer of hikiwake in JSON",
            Kind::Word => "Word document as hikiwake wrote it",
            Kind::Text => "empty file",
            Kind::Dot => "graph in DOT",
            Kind::Graphml => "graph in GraphML",
            Kind::GraphJson => "graph in JSON",
            Kind::ClaimsCsv => "table of claims",
            Kind::SourcesCsv => "table of sources",
            Kind::Csl => "bibliography in CSL-JSON",
            Kind::Bibtex => "bibliography in BibTeX",
            Kind::Annotations => "file of annotations of hikiwake",
            Kind::Qdpx => "project of qualitative analysis",
            Kind::Gmcr => "model of gmcr-py",
            Kind::Nfg => "game of Gambit",
            Kind::Prism => "model of hikiwake for PRISM",
            Kind::PrismQuestions => "file of questions of hikiwake for PRISM",
        }
    }

    /// Whether a file that begins so is one of this kind. An empty file is nobody's.
    fn fits(self, bytes: &[u8]) -> bool {
        let head = &bytes[..bytes.len().min(8 << 10)];
        let head = String::from_utf8_lossy(head);
        let head = head.trim_start_matches('\u{feff}').trim_start();
        let then = |mark: &str| {
            head.get(1..)
                .is_some_and(|rest| rest.trim_start().starts_with(mark))
        };
        head.is_empty()
            || match self {
                Kind::Report => head.contains(hikiwake_report::MARK),
                Kind::Page => head.contains(hikiwake_render::PAGE_MARK),
                Kind::Finding => {
                    let begins = head.strip_prefix('[').unwrap_or(head).trim_start();
                    let rest = begins.strip_prefix('{').unwrap_or_default().trim_start();
                    rest.starts_with("\"format\"") && head.contains("\"kind\":")
                }
                Kind::Word => head.starts_with("PK") && head.contains(hikiwake_render::DOCX_MARK),
                Kind::Text => false,
                Kind::Dot => head.starts_with("digraph moves {"),
                Kind::Graphml => head.contains("<graph id=\"moves\""),
                Kind::GraphJson => head.starts_with('{') && then("\"directed\""),
                Kind::ClaimsCsv => head.starts_with("id,source,"),
                Kind::SourcesCsv => {
                    let line = head.lines().next().unwrap_or_default();
                    let mut columns = line.split(',').skip(1);
                    let of_sources = ["type", "title", "author", "issued"];
                    head.starts_with("id,") && columns.any(|name| of_sources.contains(&name))
                }
                Kind::Csl => head.starts_with('[') && (then("{") || then("]")),
                Kind::Bibtex => head.starts_with('@'),
                Kind::Annotations => head.starts_with('{') && head.contains("\"hikiwake:claim\""),
                Kind::Qdpx => head.starts_with("PK") && head.contains("project.qde"),
                Kind::Gmcr => head.starts_with('{') && head.contains("\"decisionMakers\""),
                Kind::Nfg => head.starts_with("NFG 1 R"),
                Kind::Prism => head.contains("// The chair gives the floor"),
                Kind::PrismQuestions => head.starts_with("// Whether a state is stable for"),
            }
    }
}

/// Where one file is to be written.
#[derive(Debug)]
pub struct Output {
    typed: PathBuf,
    /// `None` for standard output.
    place: Option<Place>,
}

#[derive(Debug)]
struct Place {
    folder: PathBuf,
    name: OsString,
    /// What is replaced.
    before: Option<Vec<u8>>,
}

/// The folder and name of a file, if the path has them.
fn divided(path: &Path) -> Option<(PathBuf, OsString)> {
    let folder = match path.parent()? {
        here if here.as_os_str().is_empty() => Path::new("."),
        folder => folder,
    };
    Some((folder.to_owned(), path.file_name()?.to_owned()))
}

impl Output {
    /// Judges where a file of this kind is to go, before there is anything to write:
    /// standard output (`-`), a new file, or one of the kind that is there, unless it
    /// belongs to a dossier. `force` lets it be any plain file.
    pub fn at(typed: &Path, dossier: &Path, kind: Kind, force: bool) -> Result<Output, String> {
        let refused = |why: &str, mend: &str| {
            let shown = typed.display();
            Err(format!(
                "error: cannot write {shown}: {why}\n  = help: {mend}"
            ))
        };
        let cannot = |error| said(&WriteError::Io(typed.to_owned(), error));
        let to = |place| Output {
            typed: typed.to_owned(),
            place,
        };
        if typed == Path::new("-") {
            return Ok(to(None));
        }
        let data = match fs::metadata(typed) {
            Ok(data) => data,
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(cannot(error)),
            Err(_) if typed.symlink_metadata().is_ok() => {
                return refused("it is a link that leads nowhere", "choose another name");
            }
            Err(error) => {
                let Some((folder, name)) = divided(typed).filter(|(folder, _)| folder.is_dir())
                else {
                    return Err(cannot(error));
                };
                if !force && is_dossiers(&name) && holds_dossier(&folder, dossier) {
                    return refused(
                        "a file of this name is read as part of the dossier",
                        "choose another name or folder, or add --force",
                    );
                }
                let before = None;
                return Ok(to(Some(Place {
                    folder,
                    name,
                    before,
                })));
            }
        };
        if data.is_dir() {
            return refused("it is a folder", "add the name of a file to it");
        }
        if !data.is_file() {
            return refused(
                "it is not a plain file",
                "choose a new name, or print with `-o -` and redirect that",
            );
        }
        if data.permissions().readonly() {
            return refused(
                "the file is write-protected",
                "choose a new name, or take its protection away",
            );
        }
        #[cfg(unix)]
        if std::os::unix::fs::MetadataExt::nlink(&data) > 1 {
            return refused(
                "the file has a second name elsewhere (a hard link)",
                "choose a new name",
            );
        }
        // Links are followed: what is replaced is what they lead to.
        let real = typed.canonicalize().map_err(cannot)?;
        let before = read_plain(&real, u64::MAX).map_err(|error| match error {
            PlainFileError::Io(error) => cannot(error),
            _ => cannot(io::ErrorKind::InvalidInput.into()),
        })?;
        // A report in its dossier's folder may be made anew.
        let is_report = kind == Kind::Report && !before.is_empty() && kind.fits(&before);
        let mut folders = real.ancestors().skip(1);
        if !force && !is_report && folders.any(|folder| holds_dossier(folder, dossier)) {
            return refused(
                "it is a file in the folder of a dossier",
                "choose a new name, or write over it with --force",
            );
        }
        if !force && !kind.fits(&before) {
            return refused(
                &format!("what is there is no {}", kind.name()),
                "choose a new name, or write over it with --force",
            );
        }
        let Some((folder, name)) = divided(&real) else {
            return Err(cannot(io::ErrorKind::InvalidInput.into()));
        };
        let before = Some(before);
        Ok(to(Some(Place {
            folder,
            name,
            before,
        })))
    }

    /// Whether it is standard output.
    pub fn is_printed(&self) -> bool {
        self.place.is_none()
    }

    /// What to call it.
    pub fn name(&self) -> String {
        match self.is_printed() {
            true => "standard output".to_owned(),
            false => self.typed.display().to_string(),
        }
    }

    /// Writes it whole or not at all. What a command says about it is the answer,
    /// unless standard output holds the file itself.
    pub fn write(&self, contents: impl AsRef<[u8]>, about: String) -> Answer {
        if self.is_printed() {
            crate::print_as_is(contents.as_ref())?;
            crate::say(&about);
            return Ok(String::new());
        }
        write_together(&[(self, contents.as_ref())])?;
        Ok(about)
    }
}

/// Writes a file where none of its name may be there yet.
pub fn new_file(path: &Path, contents: &[u8]) -> Result<(), String> {
    let write = || {
        let (folder, name) = divided(path)
            .ok_or_else(|| WriteError::Io(path.to_owned(), io::ErrorKind::InvalidInput.into()))?;
        let lock = FolderLock::acquire(&folder)?;
        write_all(&lock, &[FileChange::of(&name, None, contents)])
    };
    write().map_err(|error| said(&error))
}

/// Writes several files of one folder: all of them or none.
pub fn write_together(files: &[(&Output, &[u8])]) -> Result<(), String> {
    let mut changes = Vec::new();
    let mut first: Option<(&Path, FolderLock)> = None;
    for (output, contents) in files {
        let Some(place) = &output.place else {
            return Err("error: several files cannot be printed\n  = help: name a file".to_owned());
        };
        match &first {
            Some((folder, _)) if *folder == place.folder => {}
            Some(_) => {
                return Err(format!(
                    "error: cannot write {}: it is a link into another folder\n  = help: choose a new name",
                    output.typed.display()
                ));
            }
            None => {
                let lock = FolderLock::acquire(&place.folder).map_err(|error| match error {
                    WriteError::Io(_, error) => said(&WriteError::Io(output.typed.clone(), error)),
                    other => said(&other),
                })?;
                first = Some((&place.folder, lock));
            }
        }
        changes.push(FileChange::of(
            &place.name,
            place.before.as_deref(),
            *contents,
        ));
    }
    match first {
        Some((_, lock)) => write_all(&lock, &changes).map_err(|error| said(&error)),
        None => Ok(()),
    }
}

/// Whether a file of this name is one of those that a dossier is read from.
fn is_dossiers(name: &OsString) -> bool {
    let name = name.to_string_lossy().to_lowercase();
    name.ends_with(".toml") || name == "sources.json" || name == "map.geojson"
}

/// Whether a folder is that of the dossier in question, or of another.
fn holds_dossier(folder: &Path, dossier: &Path) -> bool {
    let same = |one: &Path| Some((one.canonicalize().ok()?, dossier.canonicalize().ok()?));
    folder.join("dossier.toml").is_file() || same(folder).is_some_and(|(one, two)| one == two)
}

/// Refuses a folder that is there and not empty.
pub fn must_be_free(folder: &Path) -> Result<(), String> {
    hikiwake_dossier::must_be_free(folder).map_err(|error| said(&error))
}

/// Writes a new folder whole: it has its name only when `fill` has written all of it.
pub fn folder<T>(
    path: &Path,
    fill: impl FnOnce(&NewFolder) -> Result<T, String>,
) -> Result<T, String> {
    if path == Path::new("-") {
        return Err(
            "error: a folder cannot be printed\n  = help: name a new folder (`./-` for one called -)"
                .to_owned(),
        );
    }
    write_folder(path, |folder| fill(folder).map_err(Said)).map_err(|Said(message)| message)
}

/// Writes a new folder with these files (name, text).
pub fn folder_of<N: AsRef<str>, T: AsRef<str>>(
    path: &Path,
    files: &[(N, T)],
) -> Result<(), String> {
    folder(path, |folder| {
        files.iter().try_for_each(|(name, text)| {
            let mut file = folder.file(name.as_ref()).map_err(|error| said(&error))?;
            file.write_all(text.as_ref().as_bytes())
                .map_err(|error| said(&WriteError::Io(path.join(name.as_ref()), error)))
        })
    })
}

/// What the person who asked is told.
struct Said(String);

impl From<WriteError> for Said {
    fn from(error: WriteError) -> Said {
        Said(said(&error))
    }
}

/// A fault of writing as it is told.
pub fn said(error: &WriteError) -> String {
    format!("error: {error}")
}
