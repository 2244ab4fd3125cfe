//! Documents as terminal text, as HTML and as Markdown.
//!
//! A renderer knows blocks and inline parts and nothing of the findings they were made
//! from. Each is safe against what stands in a dossier: the terminal gets no control
//! characters, the page no markup.

mod html;
mod markdown;
mod terminal;

pub use html::{PAGE_MARK, POLICY, STYLE, fragment, page};
pub use markdown::markdown;
pub use terminal::{Terminal, terminal, terminal_table};
