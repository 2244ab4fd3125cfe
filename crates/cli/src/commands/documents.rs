//! One finding in the format that is asked for, printed or written to a file.

use std::io::stdout;
use std::path::Path;

use hikiwake_document::Document;
use hikiwake_render::{FOLDED, Terminal};
use serde::Serialize;

use super::{Answer, coloured, to_json};
use crate::args::{Format, Run, Shape};
use crate::show;
use crate::write::{Kind, Output};

/// A finding or several, and what is made of them.
pub struct Shown<T> {
    pub finding: T,
    pub document: Document,
    /// The table that is asked for instead.
    pub csv: Option<String>,
}

/// The document as it is printed by the side of what a command does.
pub fn printed(document: &Document) -> String {
    let terminal = Terminal {
        styled: false,
        ..terminal(true, false)
    };
    hikiwake_render::terminal(document, terminal)
}

/// What can be shown where the answer goes.
fn terminal(prints: bool, unfolded: bool) -> Terminal {
    Terminal {
        width: match prints {
            true => show::width(),
            false => show::width_in_file(),
        },
        styled: prints && coloured(stdout()),
        unfolded,
    }
}

/// Answers in the format that was asked for. Where the answer is to go is judged before
/// there is one.
pub fn shown<T: Serialize>(
    folder: &Path,
    shape: &Shape,
    run: &Run,
    ask: impl FnOnce() -> Result<Shown<T>, String>,
) -> Answer {
    let format = match run.json {
        true => Format::Json,
        false => shape.format,
    };
    let kind = match format {
        Format::Html => Kind::Page,
        Format::Json => Kind::Finding,
        Format::Text | Format::Md => Kind::Text,
        Format::Docx => word_kind(shape)?,
    };
    let output = (shape.output.as_ref())
        .map(|path| Output::at(path, folder, kind, shape.force))
        .transpose()?;
    let Shown {
        finding,
        document,
        csv,
    } = ask()?;
    let document = match shape.terms {
        true => document.with_terms(),
        false => document,
    };
    let prints = output.as_ref().is_none_or(Output::is_printed);
    let terminal = terminal(prints, shape.full);
    let text = match (csv, format) {
        (Some(csv), _) => csv,
        (None, Format::Text) => {
            let mut text = hikiwake_render::terminal(&document, terminal);
            if !shape.full && text.contains(FOLDED) {
                text.push_str(HOW_TO_UNFOLD);
            }
            text
        }
        (None, Format::Html) => hikiwake_render::page(&document),
        (None, Format::Md) => hikiwake_render::markdown(&document),
        (None, Format::Json) => to_json(&finding)?,
        (None, Format::Docx) => {
            let output = output.ok_or(NO_FILE)?;
            return write(&output, word(&document)?);
        }
    };
    match output {
        Some(output) => write(&output, text),
        // The renderers have made it safe; what is bold stays bold.
        None if terminal.styled => crate::print_as_is(text.as_bytes()).map(|()| String::new()),
        None => Ok(text),
    }
}

fn write(output: &Output, contents: impl AsRef<[u8]>) -> Answer {
    let about = match output.is_printed() {
        true => String::new(),
        false => format!("The answer lies in {}.\n", output.name()),
    };
    output.write(contents, about)
}

const HOW_TO_UNFOLD: &str = "\nWhat stands behind ▸ is written out with --full.\n";
const NO_WORD: &str = "error: this program was built without Word documents\n  \
    = help: build it with them: `cargo build --release --features docx`";
const NO_FILE: &str =
    "error: a Word document goes into a file\n  = help: name one, such as `-o answer.docx`";

/// Whether a Word document can be had, said before there is an answer.
fn word_kind(shape: &Shape) -> Result<Kind, String> {
    match shape.output {
        _ if !cfg!(feature = "docx") => Err(NO_WORD.to_owned()),
        None => Err(NO_FILE.to_owned()),
        Some(_) => Ok(Kind::Word),
    }
}

#[cfg(feature = "docx")]
fn word(document: &Document) -> Result<Vec<u8>, String> {
    hikiwake_render::docx(document).map_err(|error| format!("error: {error}"))
}

#[cfg(not(feature = "docx"))]
fn word(_: &Document) -> Result<Vec<u8>, String> {
    Err(NO_WORD.to_owned())
}
