//! Width, wrapping, tables: how text is set on a terminal.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};
use hikiwake_analysis::{OptionHead, ReachKind, ScenarioHead, StateRow};
use hikiwake_dossier::{visible, visible_line};

/// Columns to set text in: the terminal's, within what reads well. Where the output goes to
/// a file or another program: those that the environment's `COLUMNS` asks for, else 100.
pub fn width() -> usize {
    let asked = || std::env::var("COLUMNS").ok()?.trim().parse().ok();
    let columns = match terminal_size::terminal_size() {
        Some((terminal_size::Width(columns), _)) => Some(usize::from(columns)),
        None => asked(),
    };
    columns.unwrap_or(100).clamp(60, 120)
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

/// What an answer begins with: the dossier, which model of it, and the sentences.
pub fn opening(title: &str, scenario: &ScenarioHead, sentences: &[String]) -> String {
    let mut text = heading(title);
    text.push_str(&paragraph(&self::scenario(scenario), "", ""));
    text.push('\n');
    for sentence in sentences {
        text.push_str(&paragraph(sentence, "• ", "  "));
    }
    text
}

/// A table without rules under its heading, if it has one; `centred` columns hold marks.
/// Where not even the longest words have room beside each other, or rows would grow too
/// tall, each row is a list.
pub fn table(head: Vec<String>, rows: Vec<Vec<String>>, centred: &[bool]) -> String {
    let text = |cells: Vec<String>| {
        cells
            .iter()
            .map(|cell| visible(cell).into_owned())
            .collect()
    };
    let head: Vec<String> = text(head);
    let rows: Vec<Vec<String>> = rows.into_iter().map(text).collect();
    let columns = rows.iter().chain([&head]).map(Vec::len).max().unwrap_or(0);
    let longest_word = |column: usize| {
        let cells = rows.iter().chain([&head]).filter_map(|row| row.get(column));
        let words = cells.flat_map(|cell| cell.split_whitespace());
        words.map(textwrap::core::display_width).max().unwrap_or(0)
    };
    let words: Vec<usize> = (0..columns).map(longest_word).collect();
    let room = width() - 2;
    let marks = |column: usize| centred.get(column).copied().unwrap_or(false);
    // Marks may stand close; words and numbers of several words would run together.
    let wide = |column: usize| if marks(column) { 1 } else { 2 };
    let fits = |gap: &dyn Fn(usize) -> usize| {
        (words.iter().enumerate())
            .map(|(column, word)| word + gap(column))
            .sum::<usize>()
            <= room
    };
    if !fits(&|_| 1) {
        return lists(&head, &rows);
    }
    let loose = fits(&wide);
    let gap = |column: usize| if loose { wide(column) } else { 1 };
    let least = |column: usize| words[column] + gap(column);
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(room).unwrap_or(u16::MAX));
    if !head.is_empty() {
        table.set_header(&head);
    }
    for row in &rows {
        table.add_row(row);
    }
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, u16::try_from(gap(index)).unwrap_or(u16::MAX)));
        let least = u16::try_from(least(index)).unwrap_or(u16::MAX);
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
        if marks(index) {
            column.set_cell_alignment(CellAlignment::Center);
        }
    }
    let mut text = String::new();
    let mut tall = 0;
    for line in table.lines() {
        text.push_str("  ");
        text.push_str(line.trim_end());
        text.push('\n');
        tall += 1;
    }
    match tall > TALLEST * (rows.len() + 1) {
        true => lists(&head, &rows),
        false => text,
    }
}

/// Most lines that a row of a table takes on average.
const TALLEST: usize = 6;

/// Longest `head: cell` that shares a line with others.
const SHORT: usize = 24;

/// Each row by itself: its first cells without a head, then each cell with its head,
/// short ones together.
fn lists(head: &[String], rows: &[Vec<String>]) -> String {
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
        text.push_str(&paragraph(
            &first.collect::<Vec<_>>().join(" "),
            "  ",
            "    ",
        ));
        let mut short: Vec<String> = Vec::new();
        let flush = |short: &mut Vec<String>, text: &mut String| {
            if !short.is_empty() {
                // Lines break between the cells.
                let whole = short.iter().map(|cell| cell.replace(' ', "\u{a0}"));
                let whole = whole.collect::<Vec<_>>().join("; ");
                text.push_str(&paragraph(&whole, "    ", "      ").replace('\u{a0}', " "));
                short.clear();
            }
        };
        // A dot stands for what is as it was, or not there.
        for (column, cell) in cells.filter(|(_, cell)| !matches!(cell.as_str(), "" | "·")) {
            let said = match head.get(column).filter(|head| !head.is_empty()) {
                Some(head) => format!("{head}: {cell}"),
                None => cell.clone(),
            };
            match textwrap::core::display_width(&said) <= SHORT {
                true => short.push(said),
                false => {
                    flush(&mut short, &mut text);
                    text.push_str(&paragraph(&said, "    ", "      "));
                }
            }
        }
        flush(&mut short, &mut text);
    }
    text
}

/// The mark of an option's level in a table: taken, not taken, or the level's number.
pub fn level_mark(option: &OptionHead, level: u8) -> String {
    match (option.absent, option.levels.len(), level) {
        (true, _, _) => " ".to_owned(),
        (_, _, 0) => "·".to_owned(),
        (_, 2, _) => "●".to_owned(),
        (_, _, level) => level.to_string(),
    }
}

/// A state's code with its marks: the status quo, what happened.
pub fn marked_code(state: &StateRow) -> String {
    let here = if state.status_quo { " ◆" } else { "" };
    let happened = if state.outcomes.is_empty() {
        ""
    } else {
        " ★"
    };
    format!("{}{here}{happened}", state.code)
}

/// What the marks beside the codes of these states mean.
pub fn marks_meaning<'a>(states: impl IntoIterator<Item = &'a StateRow>) -> String {
    let mut text = String::new();
    for state in states {
        if state.status_quo {
            text.push_str(&format!("  ◆ {}: the status quo\n", state.code));
        }
        for outcome in &state.outcomes {
            text.push_str(&paragraph(
                outcome,
                &format!("  ★ {}: happened: ", state.code),
                "      ",
            ));
        }
    }
    text
}

/// What a state is besides a state: the status quo, what happened.
pub fn state_notes(state: &StateRow) -> String {
    let here = state.status_quo.then(|| "status quo".to_owned());
    let happened = state
        .outcomes
        .iter()
        .map(|label| format!("happened: {label}"));
    here.into_iter()
        .chain(happened)
        .collect::<Vec<_>>()
        .join("; ")
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

/// The scenario in one line.
pub fn scenario(head: &ScenarioHead) -> String {
    let mut parts = Vec::new();
    if let Some(period) = &head.period {
        parts.push(format!("{} ({})", period.label, period.id));
    }
    if let Some(reading) = &head.reading {
        parts.push(format!("reading: {}", reading.label));
    }
    if head.stated_only {
        parts.push("stated judgements only".to_owned());
    }
    if parts.is_empty() {
        "the whole dossier".to_owned()
    } else {
        parts.join(" · ")
    }
}

/// The options by owner, numbered as the tables number them.
pub fn legend(options: &[OptionHead], actor_name: impl Fn(&str) -> String) -> String {
    let mut rows = Vec::new();
    let mut last_owner = "";
    for (index, option) in options.iter().enumerate() {
        let owner = if option.owner == last_owner {
            String::new()
        } else {
            actor_name(&option.owner)
        };
        last_owner = &option.owner;
        let mut label = option.label.clone();
        if option.levels.len() > 2 {
            label.push_str(&format!(" ({})", option.levels.join(" < ")));
        }
        match option.change.as_str() {
            "one-way" => label.push_str(" [cannot be undone]"),
            "one-way-down" => label.push_str(" [cannot be taken up again]"),
            "table" => label.push_str(" [only some changes]"),
            _ => {}
        }
        if option.absent {
            label.push_str(" [not on the table in this period]");
        }
        rows.push(vec![
            owner,
            (index + 1).to_string(),
            option.id.clone(),
            label,
        ]);
    }
    table(Vec::new(), rows, &[])
}

/// A line that says how many rows a table leaves out, and how to see them.
pub fn not_listed(shown: usize, more: u64, flag: &str) -> String {
    if more == 0 {
        return String::new();
    }
    let all = shown as u64 + more;
    match more {
        1 => format!("  1 more is not listed: {flag} {all} lists it, too.\n"),
        _ => format!("  {more} more are not listed: {flag} {all} lists them all.\n"),
    }
}
