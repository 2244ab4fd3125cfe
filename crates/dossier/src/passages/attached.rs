//! The text of a source, as it lies on this machine.

use std::fmt;
use std::path::{Path, PathBuf};

use super::counted::CountedText;
use super::digest::sha256;
use crate::encoding::{Foreign, foreign};
use crate::plain_file::{PlainFileError, line_of, read_plain};

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
        let unread = |error| fault(TextFault::Unread(error));
        let io = |error| unread(PlainFileError::Io(error));
        let path = path.canonicalize().map_err(io)?;
        let bytes = read_plain(&path, LARGEST).map_err(unread)?;
        if let Some(foreign) = foreign(&bytes) {
            return Err(fault(TextFault::Foreign(foreign)));
        }
        // A scanned paper gives nothing but page breaks.
        let blank = |text: &str| text.trim_matches(['\u{feff}', '\u{c}']).trim().is_empty();
        if str::from_utf8(&bytes).is_ok_and(blank) {
            return Err(fault(TextFault::Empty));
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
                Err(fault(TextFault::NotUtf8 {
                    byte,
                    value: error.as_bytes()[byte],
                    line: line_of(error.as_bytes(), byte),
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
    Unread(PlainFileError),
    Foreign(Foreign),
    Empty,
    NotUtf8 { byte: usize, value: u8, line: usize },
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.kind {
            TextFault::Unread(PlainFileError::Io(error)) => {
                write!(f, "the text {path} cannot be read: {error}")
            }
            TextFault::Unread(PlainFileError::NotAFile) => {
                write!(f, "{path} is not a file: give a plain text file")
            }
            TextFault::Unread(PlainFileError::TooLarge) => write!(
                f,
                "the text {path} is larger than 64 MiB: divide it into several sources"
            ),
            TextFault::Foreign(Foreign { what, help }) => {
                write!(f, "the text {path} is {what}\n  = help: {help}")
            }
            TextFault::Empty => write!(
                f,
                "the text {path} is empty\n  = help: give the one in which places are counted; \
                 a paper that was scanned must be made text first, by a program such as \
                 `ocrmypdf`"
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
