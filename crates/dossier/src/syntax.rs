//! Faults of TOML in one file: all of them, and few words about what only
//! follows from another.
//!
//! The parser recovers, but loses sight behind some faults and stumbles on behind
//! others. So the first fault is taken, the lines it spoils are blanked (spaces
//! keep every place where it was), and the rest is read again, until it is sound.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::DeTable;

use crate::Diagnostic;
use crate::text::Text;

/// Reading again stops where more than this was read, in bytes.
const WORK: usize = 1 << 26;

/// The text with its faulty lines blanked, and the faults.
pub(crate) fn mend(text: &Text) -> (Cow<'_, str>, Vec<Diagnostic>) {
    let mut sound = Cow::Borrowed(text.text.as_str());
    let mut faults: Vec<Diagnostic> = Vec::new();
    let mut work = 0;
    loop {
        let (_, errors) = DeTable::parse_recoverable(&sound);
        let first = errors.iter().min_by_key(|e| e.span().map(|s| s.start));
        let Some(error) = first else {
            return (sound, faults);
        };
        work += sound.len();
        // What has no place concerns the file as a whole.
        let Some(span) = error.span().map(|range| text.span(range)) else {
            let what = format!("{} is not TOML: {}.", text.name, error.message());
            let help = "A dossier needs no more than a few dots in a name.";
            faults.push(Diagnostic::error("syntax", None, what, help));
            return (Cow::Borrowed(""), faults);
        };
        let (message, help, reach) = explain(&sound, span.start, error.message());
        let spoilt = spoilt(&sound, span.start, reach);
        let progress = !sound[spoilt.clone()].trim().is_empty();
        // An unclosed text is met again at the end of the file, whatever is blanked.
        let again = faults
            .last()
            .is_some_and(|f| f.span.as_ref() == Some(&span));
        if !again {
            faults.push(Diagnostic::error("syntax", Some(span), message, help));
        }
        if again || !progress || work > WORK {
            if let Some(last) = faults.last_mut() {
                last.help.push_str(" The rest of the file was not read.");
            }
            return (Cow::Borrowed(""), faults);
        }
        let keep = |b: u8| if b == b'\n' { '\n' } else { ' ' };
        let blank: String = sound[spoilt.clone()].bytes().map(keep).collect();
        sound.to_mut().replace_range(spoilt, &blank);
    }
}

/// How far a fault spoils what is around it.
#[derive(Clone, Copy)]
enum Reach {
    /// Its line; the whole table where that is a header.
    Line,
    /// The value in brackets or braces in which it stands, over lines.
    Value,
}

/// The parser's message in plain words, what to write, and how far it reaches.
fn explain(text: &str, at: usize, message: &str) -> (String, &'static str, Reach) {
    let rest = &text[at..];
    let has = |parts: &[&str]| parts.iter().any(|part| message.contains(part));
    let scalar = has(&["invalid boolean", "invalid float", "must be quoted"]);
    let list = has(&["array element", "in array", "unclosed array,"]);
    let (message, help, reach) = if rest.starts_with(['“', '”', '„', '‘', '’', '«', '»'])
    {
        (
            "These are typographic quotation marks.",
            "Write plain ones: `\"…\"`.",
            Reach::Line,
        )
    } else if list || scalar && starts_anew(text, at) {
        (
            "The list is not closed before this, or a comma is missing.",
            "Write commas between the entries and `]` behind the last.",
            Reach::Value,
        )
    } else if has(&["inline table", "key-value"]) {
        (
            "The table in braces is not closed before this, or a comma is missing.",
            "Write it as `{ key = \"text\", other = \"text\" }`.",
            Reach::Value,
        )
    } else if scalar {
        (
            "This is neither a text in quotes nor `true`, `false` or a number.",
            "Put texts in quotes: `title = \"The dam\"`.",
            Reach::Line,
        )
    } else if has(&["unquoted key"]) && rest.starts_with(':') {
        (
            "A key is followed by `=`, not by `:`.",
            "Write `key = \"text\"`.",
            Reach::Line,
        )
    } else if let Some((_, plain, help)) = PLAIN.iter().find(|(part, ..)| has(&[part])) {
        (*plain, *help, Reach::Line)
    } else {
        return (
            format!("This is not TOML: {message}."),
            "Write `key = \"text\"`, headers `[options.dam]`, list entries `[[preferences]]`.",
            Reach::Line,
        );
    };
    (message.to_owned(), help, reach)
}

/// More of the parser's messages: part of it, what is wrong, what to write.
const PLAIN: [(&str, &str, &str); 7] = [
    (
        "duplicate key",
        "This key or table stands here for the second time.",
        "Join the two, or give one of them another name.",
    ),
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
];

/// The lines that cannot be read because of a fault.
fn spoilt(text: &str, at: usize, reach: Reach) -> Range<usize> {
    let Range { mut start, mut end } = line(text, at);
    match reach {
        Reach::Line if is_header(&text[start..end]) || text[start..end].starts_with('[') => {
            while end < text.len() && !is_header(&text[line(text, end + 1)]) {
                end = line(text, end + 1).end;
            }
        }
        Reach::Line => {}
        Reach::Value => {
            // What begins anew on this line is not part of the value before it.
            if starts_anew(text, at) && start > 0 {
                Range { start, end } = line(text, start - 1);
            }
            while start > 0 && !begins(&text[line(text, start)]) {
                start = line(text, start - 1).start;
            }
        }
    }
    start..end
}

/// Whether the line of `at` begins an entry or a table and has opened no bracket
/// of a value before `at`.
fn starts_anew(text: &str, at: usize) -> bool {
    let around = line(text, at);
    let equals = text[around.clone()].find('=').unwrap_or(0);
    is_header(&text[around.clone()]) || begins(&text[around.clone()]) && at <= around.start + equals
}

/// Whether a line begins an entry or a table.
fn begins(line: &str) -> bool {
    let key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '"' | '\'');
    let behind = line.trim_start().trim_start_matches(key);
    is_header(line) || !line.trim_start().starts_with('=') && behind.trim_start().starts_with('=')
}

/// Whether a line looks like the header of a table.
fn is_header(line: &str) -> bool {
    let inside = line.trim_start_matches('[');
    inside.len() < line.len() && inside.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// The line around a place, without its end.
fn line(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
    start..end
}
