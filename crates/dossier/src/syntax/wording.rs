//! The parser's messages in plain words, and what to write instead.

use std::ops::Range;

use crate::structure::number_meant;

use super::{Reach, is_header, line, starts_anew};

/// What is wrong at a place, what to write, and how far it reaches.
pub(super) fn explain(text: &str, at: Range<usize>, message: &str) -> (String, String, Reach) {
    let rest = &text[at.start..];
    let has = |parts: &[&str]| parts.iter().any(|part| message.contains(part));
    let plain = |what: &str, help: &str, reach| (what.to_owned(), help.to_owned(), reach);
    if rest.starts_with(['“', '”', '„', '‘', '’', '«', '»']) {
        return plain(
            "These are typographic quotation marks.",
            "Write plain ones: `\"…\"`.",
            Reach::Line,
        );
    }
    let here = text.get(at.clone()).unwrap_or("").chars();
    if let Some(hidden) = here.chain(rest.chars().next()).find(|c| is_hidden(*c)) {
        let what = format!(
            "A character that looks like a blank or like nothing stands here (U+{:04X}).",
            u32::from(hidden)
        );
        return plain(
            &what,
            "Delete it, and type an ordinary blank where one is wanted.",
            Reach::Line,
        );
    }
    if let Some((written, meant)) = number(text, at.start) {
        return plain(
            &format!("`{written}` is no number as files have it."),
            &format!(
                "Write `{meant}`: a point for the fraction, and no other sign between the digits."
            ),
            Reach::Line,
        );
    }
    let scalar = has(&["invalid boolean", "invalid float", "must be quoted"]);
    let list = has(&["array element", "in array", "unclosed array,"]);
    if list || scalar && starts_anew(text, at.start) {
        plain(
            "The list is not closed before this, or a comma is missing.",
            "Write commas between the entries and `]` behind the last.",
            Reach::Value,
        )
    } else if has(&["inline table", "key-value"]) {
        plain(
            "The table in braces is not closed before this, or a comma is missing.",
            "Write it as `{ key = \"text\", other = \"text\" }`.",
            Reach::Value,
        )
    } else if has(&["unquoted key"]) {
        let (what, help) = no_key(rest);
        plain(&what, help, Reach::Line)
    } else if has(&["duplicate key"]) {
        let (what, help) = second(text, &at);
        plain(&what, help, Reach::Line)
    } else if has(&["invalid date", "invalid time"]) {
        let written = text.get(at).unwrap_or("");
        let help = format!("Write it in quotes: `\"{written}\"`.");
        plain("This is a date without quotes.", &help, Reach::Line)
    } else if let Some((_, what, help)) = PLAIN.iter().find(|(part, ..)| has(&[part])) {
        plain(what, help, Reach::Line)
    } else if scalar {
        plain(
            "This is neither a text in quotes nor `true`, `false` or a number.",
            "Put texts in quotes: `title = \"The dam\"`.",
            Reach::Line,
        )
    } else {
        plain(
            &format!("This is not TOML: {message}."),
            "Write `key = \"text\"`, headers `[options.dam]`, list entries `[[preferences]]`.",
            Reach::Line,
        )
    }
}

/// More of the parser's messages: part of it, what is wrong, what to write.
const PLAIN: [(&str, &str, &str); 9] = [
    (
        "cannot extend",
        "This key already has a value that is not a table.",
        "Join the two, or give one of them another name.",
    ),
    (
        "key with no value",
        "There is no `=` behind this key.",
        "Write `key = \"text\"`; remarks begin with `#`.",
    ),
    (
        "unexpected key or value",
        "This is more than one value.",
        "Write one key and value a line; a text with quotation marks in it stands in three: `'''…'''`.",
    ),
    (
        "recurse",
        "Lists or tables are nested too deep here.",
        "A dossier needs no more than a few brackets.",
    ),
    (
        "unclosed",
        "This header is not closed.",
        "Write `[options.dam]` or `[[preferences]]`, without blanks and on a line of its own.",
    ),
    (
        "string, expected `",
        "This text is not closed.",
        "Write the same quotation marks at its end; a text over several lines stands in three: `\"\"\"…\"\"\"`.",
    ),
    (
        "visible characters",
        "A control character stands in this text.",
        "Take it out, or write it as `\\u0001` with its number.",
    ),
    (
        "escape",
        "A backslash in a text in double quotes begins a special character.",
        "Write the text in single quotes, as in `'C:\\Users'`, or every backslash twice.",
    ),
    (
        "unicode",
        "A backslash in a text in double quotes begins a special character.",
        "Write the text in single quotes, as in `'C:\\Users'`, or every backslash twice.",
    ),
];

/// Blanks and signs without width that are no blanks to a program.
fn is_hidden(c: char) -> bool {
    c == '\u{feff}'
        || !c.is_ascii() && c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

/// The number that is the value before or at a place, where it is one only to people:
/// as it is written, and as it must be.
fn number(text: &str, at: usize) -> Option<(&str, String)> {
    let around = line(text, at);
    // What the value is to a table in braces ends before its next key.
    let before = &text[around.start..at];
    let begins = match before.rfind('=') {
        Some(equals) => around.start + equals + 1,
        None => return None,
    };
    let value = text[begins..around.end].trim_start();
    let of_number = |c: char| c.is_ascii_digit() || "+-.,'’% _\u{a0}\u{202f}".contains(c);
    let end = value.find(|c| !of_number(c)).unwrap_or(value.len());
    let ends = value[end..].trim_start();
    let written = value[..end].trim_end_matches([',', ' ']);
    // `3 apples` is a text without quotes, and no number.
    let alone = ends.is_empty()
        || ends.starts_with(['#', '}', ']'])
        || value[..end].ends_with([',', ' ']) && value[..end].contains(", ");
    let meant = number_meant(written).filter(|meant| alone && meant != written)?;
    Some((written, meant))
}

/// Words for a character that no key without quotes can have, which stands first in `rest`.
fn no_key(rest: &str) -> (String, &'static str) {
    let first = rest.chars().next().unwrap_or(' ');
    if first == ':' {
        (
            "A key is followed by `=`, not by `:`.".into(),
            "Write `key = \"text\"`.",
        )
    } else if rest.starts_with("//") || rest.starts_with("/*") || first == ';' {
        (
            format!("`{first}` cannot stand here."),
            "Remarks begin with `#`.",
        )
    } else if matches!(first, '‐'..='―' | '−') {
        (
            format!("`{first}` cannot stand in a name: it is a typographic dash."),
            "Write the plain hyphen `-`.",
        )
    } else {
        (
            format!("`{}` cannot stand in a name.", first.escape_debug()),
            "Names are letters a–z without accents, digits, `-` and `_`; what readers see stands behind `=` in quotes.",
        )
    }
}

/// Words for a key or table that stands for the second time, with the line of the first
/// where that is plain to see.
fn second(text: &str, at: &Range<usize>) -> (String, &'static str) {
    let here = line(text, at.start);
    let lines = || text[..here.start].lines().enumerate();
    let (what, first, help) = if is_header(text[here.clone()].trim_start()) {
        let header = header(&text[here.clone()]);
        let same = |(_, line): &(usize, &str)| self::header(line) == header && header.is_some();
        (
            "table",
            lines().find(same),
            "Put all of it under one header, or give one of them another name.",
        )
    } else {
        let key = text.get(at.clone()).unwrap_or("");
        let table = lines()
            .filter(|(_, line)| is_header(line.trim_start()))
            .last();
        let since = table.map_or(0, |(number, _)| number);
        let same = |(number, line): &(usize, &str)| {
            let behind = line.trim_start().strip_prefix(key).map(str::trim_start);
            *number >= since && behind.is_some_and(|behind| behind.starts_with(['=', '.']))
        };
        (
            "key",
            lines().find(same),
            "Keep one of the two, or give one of them another name.",
        )
    };
    let first = first.map_or(String::new(), |(number, _)| {
        format!("; the first is in line {}", number + 1)
    });
    (
        format!("This {what} stands here for the second time{first}."),
        help,
    )
}

/// The name in the header of a table.
fn header(line: &str) -> Option<String> {
    let inside = line.trim_start().strip_prefix('[')?.trim_start_matches('[');
    let name = inside.split(']').next()?;
    Some(name.split('.').map(str::trim).collect::<Vec<_>>().join("."))
}
