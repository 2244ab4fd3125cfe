//! The text of a source, as it lies on this machine.

use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::counted::CountedText;
use super::digest::sha256;

/// Texts larger than this are refused: 64 MiB.
const LARGEST: u64 = 64 << 20;

/// A source's text with the file that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// The file.
    pub path: PathBuf,
    /// SHA-256 of the file, in hex.
    pub sha256: String,
    /// What it holds, exactly as it lies there.
    pub text: CountedText,
}

impl Attached {
    /// Reads a text file, which must be UTF-8. Nothing is made to fit: a byte order
    /// mark and line ends of any kind are parts of the text.
    ///
    /// # Errors
    /// See [`TextError`].
    pub fn read(path: &Path) -> Result<Attached, TextError> {
        let fault = |kind| TextError {
            path: path.to_owned(),
            kind,
        };
        let unreadable = |error| fault(TextFault::Io(error));
        let path = path.canonicalize().map_err(unreadable)?;
        // Asked before opening: opening a pipe would wait for ever.
        if !path.metadata().map_err(unreadable)?.is_file() {
            return Err(fault(TextFault::NotAFile));
        }
        let mut bytes = Vec::new();
        let file = File::open(&path).map_err(unreadable)?;
        file.take(LARGEST + 1)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        if bytes.len() as u64 > LARGEST {
            return Err(fault(TextFault::TooLarge));
        }
        let sha256 = sha256(&bytes);
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Attached {
                path,
                sha256,
                text: CountedText::new(text),
            }),
            Err(error) => {
                let byte = error.utf8_error().valid_up_to();
                let before = &error.as_bytes()[..byte];
                Err(fault(TextFault::NotUtf8 {
                    byte,
                    value: error.as_bytes()[byte],
                    line: 1 + before.iter().filter(|b| **b == b'\n').count(),
                }))
            }
        }
    }

    /// What stands from code point `start` up to, not including, `end`; `None`
    /// where that is not a part of the text.
    pub fn slice(&self, start: u64, end: u64) -> Option<&str> {
        self.text.slice(start, end)
    }

    /// Whether what stands there has this digest (its first hex digits). An empty
    /// digest fits nothing: it does not tell what stood there.
    pub fn fits(&self, start: u64, end: u64, digest: &str) -> bool {
        let passage = self.slice(start, end);
        passage.is_some_and(|passage| super::digest::fits(digest, passage))
    }

    /// Number of code points.
    pub fn length(&self) -> u64 {
        self.text.length()
    }
}

/// Why a file cannot be the text of a source.
#[derive(Debug)]
pub struct TextError {
    path: PathBuf,
    kind: TextFault,
}

#[derive(Debug)]
enum TextFault {
    Io(io::Error),
    NotAFile,
    TooLarge,
    NotUtf8 { byte: usize, value: u8, line: usize },
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.kind {
            TextFault::Io(error) => write!(f, "the text {path} cannot be read: {error}"),
            TextFault::NotAFile => write!(f, "{path} is not a file: give a plain text file"),
            TextFault::TooLarge => write!(
                f,
                "the text {path} is larger than 64 MiB: divide it into several sources"
            ),
            TextFault::NotUtf8 { byte, value, line } => write!(
                f,
                "the text {path} is not UTF-8: byte {byte} (counted from 0, in line {line}) \
                 is 0x{value:02X}\n  = help: save it as UTF-8; for a PDF or a document of a \
                 word processor, give the plain text in which the places were counted"
            ),
        }
    }
}

impl std::error::Error for TextError {}
