//! Faults of TOML in one file: all of them, and few words about what only
//! follows from another.
//!
//! The parser recovers, but loses sight behind some faults and stumbles on behind
//! others. So the first fault is taken, the lines it spoils are blanked (spaces
//! keep every place where it was), and the rest is read again, until it is sound.

mod wording;

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
        let (message, help, reach) =
            wording::explain(&sound, span.start..span.end, error.message());
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
    let name = inside.trim_start_matches(' ');
    inside.len() < line.len() && name.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// The line around a place, without its end.
fn line(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
    start..end
}
