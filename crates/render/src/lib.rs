//! Documents as terminal text, as HTML, as Markdown and, with the feature `docx`, for Word.
//!
//! A renderer knows blocks and inline parts and nothing of the findings they were made
//! from. Each is safe against what stands in a dossier: the terminal gets no control
//! characters, the page no markup.

#[cfg(feature = "docx")]
mod docx;
mod html;
mod markdown;
mod terminal;

#[cfg(feature = "docx")]
pub use docx::{DocxError, docx};
pub use html::{PAGE_MARK, POLICY, STYLE, evidence, fragment, page};
pub use markdown::markdown;
pub use terminal::{FOLDED, Terminal, terminal, terminal_table};

/// What every Word document of ours holds near its beginning, by which it is known; one
/// that Word has saved does not.
pub const DOCX_MARK: &str = "<dc:creator>Hikiwake</dc:creator>";
