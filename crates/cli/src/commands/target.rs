//! Arguments where the folder may be left out.

use std::path::{Path, PathBuf};

/// The folder, and what stands behind it if anything does: one argument alone is the
/// folder where there is such a folder.
pub fn folder_and_one(arguments: &[String]) -> Result<(PathBuf, Option<&str>), String> {
    match arguments {
        [] => Ok((PathBuf::from("."), None)),
        [folder] if Path::new(folder).is_dir() => Ok((PathBuf::from(folder), None)),
        some => {
            let (folder, rest) = folder_first(some, 1)?;
            Ok((folder, rest.first().map(String::as_str)))
        }
    }
}

/// Splits off the folder: the first argument, where one more is given than
/// `wanted` or where it is a folder that holds a dossier; else the current folder.
pub fn folder_first(arguments: &[String], wanted: usize) -> Result<(PathBuf, &[String]), String> {
    let is_dossier = |text: &str| Path::new(text).join("dossier.toml").is_file();
    match arguments {
        [first, rest @ ..] if arguments.len() > wanted || is_dossier(first) => {
            if rest.is_empty() {
                return Err(format!("error: which one? Name it after `{first}`"));
            }
            Ok((PathBuf::from(first), rest))
        }
        all => Ok((PathBuf::from("."), all)),
    }
}
