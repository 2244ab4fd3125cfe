//! Documents on a terminal: wrapped to its width, tables without rules.

use comfy_table::{CellAlignment, ContentArrangement, presets};
use hikiwake_document::{Align, Block, Document, Inline, Item, Outcry, Table, Text};
use textwrap::core::display_width;

use crate::visible;

/// What a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terminal {
    /// Columns.
    pub width: usize,
    /// Whether bold and colour are understood and wanted.
    pub styled: bool,
    /// Whether what is folded elsewhere is written out.
    pub unfolded: bool,
}

/// The document as text for a terminal.
///
/// No line of words is longer than the width, unless a single word is. Text from a
/// dossier comes out without characters that a terminal would obey.
pub fn terminal(document: &Document, terminal: Terminal) -> String {
    let mut text = String::new();
    if !document.title.is_empty() {
        heading(&mut text, &document.title, '═', terminal);
    }
    blocks(&mut text, &document.blocks, "", terminal);
    text
}

fn blocks(text: &mut String, all: &[Block], indent: &str, terminal: Terminal) {
    for block in all {
        match block {
            Block::Heading { level, text: words } => {
                let line = if *level <= 1 { '─' } else { ' ' };
                heading(text, &words.plain(), line, terminal);
            }
            Block::Paragraph(words) => {
                paragraph(text, words, indent, indent, terminal);
            }
            Block::List { ordered, items } => list(text, *ordered, items, indent, terminal),
            Block::Table(one) => {
                text.push('\n');
                table(text, one, indent, terminal);
            }
            Block::Figure(figure) => {
                let told = format!("[Figure: {}] {}", figure.title, figure.description);
                paragraph(text, &told.into(), indent, indent, terminal);
            }
            Block::Note {
                outcry,
                text: words,
            } => {
                let mark = match outcry {
                    Outcry::Key => "",
                    Outcry::Caution => "! ",
                };
                text.push('\n');
                let first = format!("{indent}{mark}");
                let rest = " ".repeat(display_width(&first));
                paragraph(text, words, &first, &rest, terminal);
            }
            Block::Details {
                summary,
                blocks: inside,
            } => {
                if terminal.unfolded {
                    heading(text, &summary.plain(), ' ', terminal);
                    blocks(text, inside, indent, terminal);
                }
            }
        }
    }
}

/// A heading with a line under it; a blank for the line leaves it out.
fn heading(text: &mut String, words: &str, line: char, terminal: Terminal) {
    let words = visible(words).replace('\n', " ");
    let wrapped = textwrap::fill(&words, terminal.width);
    let longest = wrapped.lines().map(display_width).max().unwrap_or(0);
    text.push('\n');
    match terminal.styled {
        true => text.push_str(&format!("\u{1b}[1m{wrapped}\u{1b}[0m")),
        false => text.push_str(&wrapped),
    }
    text.push('\n');
    if line != ' ' {
        text.extend(std::iter::repeat_n(line, longest));
        text.push('\n');
    }
}

fn paragraph(text: &mut String, words: &Text, first: &str, rest: &str, terminal: Terminal) {
    for (at, line) in plain(words).split('\n').enumerate() {
        let options = textwrap::Options::new(terminal.width)
            .initial_indent(if at == 0 { first } else { rest })
            .subsequent_indent(rest)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        text.push_str(&textwrap::fill(line, options));
        text.push('\n');
    }
}

fn list(text: &mut String, ordered: bool, items: &[Item], indent: &str, terminal: Terminal) {
    let digits = items.len().to_string().len();
    for (at, item) in items.iter().enumerate() {
        let mark = match ordered {
            true => format!("{indent}{:>digits$}. ", at + 1),
            false => format!("{indent}• "),
        };
        let under = " ".repeat(display_width(&mark));
        paragraph(text, &item.text, &mark, &under, terminal);
        blocks(text, &item.under, &under, terminal);
    }
}

fn table(text: &mut String, table: &Table, indent: &str, terminal: Terminal) {
    if !table.caption.is_empty() {
        paragraph(text, &table.caption, indent, indent, terminal);
    }
    let room = terminal.width.saturating_sub(indent.len() + 2);
    let head: Vec<String> = table
        .columns
        .iter()
        .map(|column| plain(&column.head))
        .collect();
    let rows: Vec<Vec<String>> = (table.rows.iter())
        .map(|row| row.cells.iter().map(plain).collect())
        .collect();
    match columns_fit(&head, &rows, room) {
        true => text.push_str(&in_columns(table, head, rows, indent, room)),
        false => one_below_the_other(text, &head, &rows, indent, terminal),
    }
}

/// Whether the longest words of all columns stand beside each other: a table that breaks
/// within words is harder to read than a list.
fn columns_fit(head: &[String], rows: &[Vec<String>], room: usize) -> bool {
    let longest = |text: &str| {
        text.split_whitespace()
            .map(display_width)
            .max()
            .unwrap_or(0)
    };
    let column = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        let words = cells.map(|cell| longest(cell)).max().unwrap_or(0);
        words.max(head.get(at).map_or(0, |head| longest(head)))
    };
    (0..head.len()).map(|at| column(at) + 1).sum::<usize>() <= room
}

fn in_columns(
    table: &Table,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    indent: &str,
    room: usize,
) -> String {
    let mut set = comfy_table::Table::new();
    set.load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(room).unwrap_or(u16::MAX));
    if head.iter().any(|head| !head.is_empty()) {
        set.set_header(head);
    }
    for row in rows {
        set.add_row(row);
    }
    for (column, set) in table.columns.iter().zip(set.column_iter_mut()) {
        set.set_padding((0, 1));
        set.set_cell_alignment(match column.align {
            Align::Left => CellAlignment::Left,
            Align::Centre => CellAlignment::Center,
            Align::Right => CellAlignment::Right,
        });
    }
    let mut text = String::new();
    for line in set.lines() {
        text.push_str(indent);
        text.push_str("  ");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// A table for which there is no room, as a list: a row is named by its first cell, the
/// others stand under it behind the heads of their columns.
fn one_below_the_other(
    text: &mut String,
    head: &[String],
    rows: &[Vec<String>],
    indent: &str,
    terminal: Terminal,
) {
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 && cell.trim().is_empty() {
                continue;
            }
            let deep = if at == 0 { "  " } else { "    " };
            let first = format!("{indent}{deep}");
            let named = match head[at].is_empty() || at == 0 {
                true => cell.clone(),
                false => format!("{}: {cell}", head[at]),
            };
            let rest = format!("{first}  ");
            paragraph(text, &named.into(), &first, &rest, terminal);
        }
    }
}

/// The words of a text as a terminal may get them.
fn plain(text: &Text) -> String {
    let words: String = text.0.iter().map(Inline::words).collect();
    visible(&words).into_owned()
}
