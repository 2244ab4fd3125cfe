//! Tables on a terminal: in columns where they have room, else as lists.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Width, presets};
use hikiwake_document::{Align, Table, visible_line};
use textwrap::core::display_width;

use super::{plain, wrap};

/// Most lines that a row of a table takes on average.
const TALLEST: usize = 6;

/// Stands for a heading over rows while the columns are set.
const OVER: &str = "\u{e000}";

/// Longest `head: cell` that shares a line with others.
const SHORT: usize = 24;

/// The columns and rows of a table without rules, two blanks before each line. Where not
/// even the longest words have room beside each other, or rows would grow too tall, each
/// row is a list.
pub fn terminal_table(table: &Table, width: usize) -> String {
    let head: Vec<String> = (table.columns.iter())
        .map(|column| plain(&column.head))
        .collect();
    let rows: Vec<Vec<String>> = (table.rows.iter())
        .map(|row| match row.over {
            true => vec![OVER.to_owned()],
            false => row.cells.iter().map(plain).collect(),
        })
        .collect();
    let set = in_columns(table, &head, &rows, width.saturating_sub(2));
    let set = set.unwrap_or_else(|| lists(&head, &rows, width));
    let mut over = table.rows.iter().filter(|row| row.over);
    let mut text = String::new();
    for line in set.lines() {
        match (line.trim() == OVER).then(|| over.next()).flatten() {
            None => text.push_str(&format!("{line}\n")),
            Some(row) => {
                text.push('\n');
                wrap(&mut text, &plain(&row.cells[0]), "  ", "    ", width);
            }
        }
    }
    text
}

/// The table in columns, if there is room.
fn in_columns(table: &Table, head: &[String], rows: &[Vec<String>], room: usize) -> Option<String> {
    let shorter = table.columns.iter().zip(head);
    let shorter = shorter.map(|(column, head)| match &column.short {
        Some(short) => visible_line(short).into_owned(),
        None => head.clone(),
    });
    let head: Vec<String> = shorter.collect();
    let longest_word = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let words = cells.chain([&head[column]]);
        let words = words.flat_map(|cell| cell.split_whitespace());
        words.map(display_width).max().unwrap_or(0)
    };
    let words: Vec<usize> = (0..head.len()).map(longest_word).collect();
    // Marks may stand close; words and numbers of several words would run together.
    let wide = |column: usize| match table.columns[column].align {
        Align::Centre => 1,
        Align::Left | Align::Right => 2,
    };
    let fits = |gap: &dyn Fn(usize) -> usize| {
        (words.iter().enumerate())
            .map(|(column, word)| word + gap(column))
            .sum::<usize>()
            <= room
    };
    if !fits(&|_| 1) {
        return None;
    }
    let loose = fits(&wide);
    let gap = |column: usize| if loose { wide(column) } else { 1 };
    let narrow = |width: usize| u16::try_from(width).unwrap_or(u16::MAX);
    let mut set = comfy_table::Table::new();
    set.load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(narrow(room));
    if head.iter().any(|head| !head.is_empty()) {
        set.set_header(&head);
    }
    for row in rows {
        set.add_row(row);
    }
    for (index, column) in set.column_iter_mut().enumerate() {
        column.set_padding((0, narrow(gap(index))));
        let least = Width::Fixed(narrow(words[index] + gap(index)));
        column.set_constraint(ColumnConstraint::LowerBoundary(least));
        column.set_cell_alignment(match table.columns[index].align {
            Align::Left => CellAlignment::Left,
            Align::Centre => CellAlignment::Center,
            Align::Right => CellAlignment::Right,
        });
    }
    let lines: Vec<String> = set.lines().collect();
    let too_wide = lines
        .iter()
        .any(|line| display_width(line.trim_end()) > room);
    if too_wide || lines.len() > TALLEST * (rows.len() + 1) {
        return None;
    }
    let lines = lines.iter().map(|line| format!("  {}\n", line.trim_end()));
    Some(lines.collect())
}

/// Each row by itself: its first cells without a head, then each cell with its head,
/// short ones together.
fn lists(head: &[String], rows: &[Vec<String>], width: usize) -> String {
    let mut text = String::new();
    for row in rows {
        let title = row.iter().position(|cell| !cell.is_empty()).unwrap_or(0);
        let mut title: Vec<&str> = row.iter().take(title + 1).map(String::as_str).collect();
        // A number or mark alone is no title.
        let next = row
            .get(title.len())
            .filter(|_| head.first().is_none_or(String::is_empty));
        title.extend(next.map(String::as_str));
        let cells = row.iter().enumerate().skip(title.len());
        let first = title.iter().filter(|cell| !cell.is_empty()).copied();
        let first = first.collect::<Vec<_>>().join(" ");
        wrap(&mut text, &first, "  ", "    ", width);
        let mut short: Vec<String> = Vec::new();
        let flush = |short: &mut Vec<String>, text: &mut String| {
            if !short.is_empty() {
                // Lines break between the cells.
                let whole = short.iter().map(|cell| cell.replace(' ', "\u{a0}"));
                let whole = whole.collect::<Vec<_>>().join("; ");
                let mut lines = String::new();
                wrap(&mut lines, &whole, "    ", "      ", width);
                text.push_str(&lines.replace('\u{a0}', " "));
                short.clear();
            }
        };
        // A dot stands for what is as it was, or not there.
        for (column, cell) in cells.filter(|(_, cell)| !matches!(cell.as_str(), "" | "·")) {
            let said = match head[column].as_str() {
                "" => cell.clone(),
                head => format!("{head}: {cell}"),
            };
            match display_width(&said) <= SHORT {
                true => short.push(said),
                false => {
                    flush(&mut short, &mut text);
                    wrap(&mut text, &said, "    ", "      ", width);
                }
            }
        }
        flush(&mut short, &mut text);
    }
    text
}
