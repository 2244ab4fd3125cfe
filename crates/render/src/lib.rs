//! Documents as terminal text, as HTML, as Markdown and as tables for a spreadsheet.
//!
//! A renderer knows blocks and inline parts and nothing of the findings they were made
//! from. Each is safe against what stands in a dossier: the terminal gets no control
//! characters, the page no markup, the spreadsheet no formula.

mod html;
mod markdown;
mod terminal;
mod visible;

pub use html::{POLICY, fragment, page};
pub use markdown::markdown;
pub use terminal::{Terminal, terminal};
pub use visible::visible;
