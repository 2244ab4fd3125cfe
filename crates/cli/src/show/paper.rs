//! Width, wrapping, tables: how text is set on a terminal.

use hikiwake_document::{Align, Table};
use hikiwake_dossier::{visible, visible_line};
use hikiwake_finding::ReachKind;
use hikiwake_render::terminal_table;

/// Columns to set text in: the terminal's, within what reads well. Where the output goes to
/// a file or another program: those that the environment's `COLUMNS` asks for, else 100.
pub fn width() -> usize {
    match terminal_size::terminal_size() {
        Some((terminal_size::Width(columns), _)) => readable(columns.into()),
        None => width_in_file(),
    }
}

/// Columns to set text in that goes to a file.
pub fn width_in_file() -> usize {
    let asked = std::env::var("COLUMNS").ok();
    readable(
        asked
            .and_then(|columns| columns.trim().parse().ok())
            .unwrap_or(100),
    )
}

fn readable(columns: usize) -> usize {
    columns.clamp(60, 120)
}

/// A paragraph wrapped to the width: `first` before its first line, `rest`
/// before the others.
pub fn paragraph(text: &str, first: &str, rest: &str) -> String {
    let options = textwrap::Options::new(width())
        .initial_indent(first)
        .subsequent_indent(rest);
    let mut lines = textwrap::fill(&visible(text), options);
    lines.push('\n');
    lines
}

/// A heading with a line under it.
pub fn heading(text: &str) -> String {
    let text = textwrap::fill(&visible_line(text), width());
    let widest = text.lines().map(textwrap::core::display_width).max();
    format!("\n{text}\n{}\n", "─".repeat(widest.unwrap_or(0)))
}

/// A table without rules under its heading, if it has one; `centred` columns hold marks.
/// Where there is no room for it, each row is a list.
pub fn table(head: Vec<String>, rows: Vec<Vec<String>>, centred: &[bool]) -> String {
    let columns = rows.iter().chain([&head]).map(Vec::len).max().unwrap_or(0);
    let head = head.into_iter().chain(std::iter::repeat(String::new()));
    let mut table = Table::new(head.take(columns));
    for (column, marks) in table.columns.iter_mut().zip(centred) {
        if *marks {
            column.align = Align::Centre;
        }
    }
    for row in rows {
        table.row(row);
    }
    terminal_table(&table, width())
}

/// How a state is reached, in the words of the tables.
pub fn reach(kind: Option<ReachKind>) -> &'static str {
    match kind {
        None => "",
        Some(ReachKind::Here) => "is the status quo",
        Some(ReachKind::BestReplies) => "best replies",
        Some(ReachKind::Improvements) => "improvements",
        Some(ReachKind::JointMove) => "only by a joint move",
        Some(ReachKind::MovesWithoutGain) => "only by moves without gain",
        Some(ReachKind::MovesAtALoss) => "only by moves at a loss",
        Some(ReachKind::Never) => "not at all",
    }
}
