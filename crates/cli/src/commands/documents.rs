//! One finding in the format that is asked for, printed or written to a file.

use std::io::stdout;
use std::path::Path;

use hikiwake_document::Document;
use hikiwake_render::Terminal;
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
        ..terminal(true)
    };
    hikiwake_render::terminal(document, terminal)
}

/// What can be shown where the answer goes.
fn terminal(prints: bool) -> Terminal {
    Terminal {
        width: match prints {
            true => show::width(),
            false => show::width_in_file(),
        },
        styled: prints && coloured(stdout()),
        unfolded: true,
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
    };
    let output = (shape.output.as_ref())
        .map(|path| Output::at(path, folder, kind, shape.force))
        .transpose()?;
    let Shown {
        finding,
        document,
        csv,
    } = ask()?;
    let prints = output.as_ref().is_none_or(Output::is_printed);
    let terminal = terminal(prints);
    let text = match (csv, format) {
        (Some(csv), _) => csv,
        (None, Format::Text) => hikiwake_render::terminal(&document, terminal),
        (None, Format::Html) => hikiwake_render::page(&document),
        (None, Format::Md) => hikiwake_render::markdown(&document),
        (None, Format::Json) => to_json(&finding)?,
    };
    match output {
        Some(output) => {
            let about = format!("The answer lies in {}.\n", output.name());
            output.write(text, if prints { String::new() } else { about })
        }
        // The renderers have made it safe; what is bold stays bold.
        None if terminal.styled => crate::print_as_is(text.as_bytes()).map(|()| String::new()),
        None => Ok(text),
    }
}
