//! The text of one file, and places in it.

use std::ops::Range;

use crate::Span;

/// The text of one file with the table of its lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    /// File, relative to the dossier folder.
    pub name: String,
    /// All of it.
    pub text: String,
    line_starts: Vec<usize>,
    /// How many characters begin before every [`STEP`]-th byte, so that columns need no
    /// counting from the beginning.
    characters: Vec<usize>,
}

const STEP: usize = 128;

impl Text {
    pub fn new(name: String, text: String) -> Text {
        let newlines = text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
        let line_starts = std::iter::once(0)
            .chain(newlines.map(|(at, _)| at + 1))
            .collect();
        let mut characters = Vec::new();
        let mut before = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            characters.push(before);
            before += beginnings(chunk);
        }
        characters.push(before);
        Text {
            name,
            text,
            line_starts,
            characters,
        }
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, at: usize) -> usize {
        let chunk = at / STEP;
        let rest = self.text.as_bytes().get(chunk * STEP..at);
        let before = self.characters.get(chunk).copied().unwrap_or(0);
        before + rest.map_or(0, beginnings)
    }

    /// The span of a byte range; one that does not fit the text's characters is
    /// made to fit.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.boundary(range.start);
        let end = self.boundary(range.end).max(start);
        let line = self.line_starts.partition_point(|&at| at <= start).max(1);
        let line_start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let before = self.characters_before(start) - self.characters_before(line_start);
        Span {
            file: self.name.clone(),
            start,
            end,
            line,
            column: before + 1,
        }
    }

    /// The last character boundary at or before `at`.
    fn boundary(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

/// How many characters begin in these bytes of a text.
fn beginnings(bytes: &[u8]) -> usize {
    let continues = |byte: &&u8| **byte & 0xc0 == 0x80;
    bytes.len() - bytes.iter().filter(continues).count()
}

/// For a TOML string as written (quotes included): the byte range in it of a byte
/// range of its value. Escapes and line-ending backslashes count as one whole.
/// `None` where the text is not a TOML string or the range lies beyond it.
pub(crate) fn within_toml_string(raw: &str, range: Range<usize>) -> Option<Range<usize>> {
    let quotes = ["\"\"\"", "'''", "\"", "'"];
    let quote = quotes.into_iter().find(|q| raw.starts_with(q))?;
    let body_end = raw.strip_suffix(quote)?.len();
    let mut at = quote.len();
    if quote.len() == 3 {
        let rest = raw.get(at..body_end)?;
        // A newline directly after the opening quotes is not part of the value.
        at += ["\r\n", "\n"]
            .into_iter()
            .find(|n| rest.starts_with(n))
            .map_or(0, str::len);
    }
    let escapes = quote.starts_with('"');
    let (mut decoded, mut start, mut end) = (0, None, at);
    while decoded < range.end {
        let first = raw.get(at..body_end)?.chars().next()?;
        let (raw_len, value_len) = match first {
            '\\' if escapes => escape(raw.get(at + 1..body_end)?)?,
            _ => (first.len_utf8(), first.len_utf8()),
        };
        decoded += value_len;
        if decoded > range.start && value_len > 0 {
            start.get_or_insert(at);
        }
        at += raw_len;
        end = at;
    }
    Some(start.unwrap_or(end)..end)
}

/// Length of an escape as written (backslash included) and of what it stands
/// for, given the text behind the backslash.
fn escape(rest: &str) -> Option<(usize, usize)> {
    let kind = rest.chars().next()?;
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        'b' | 't' | 'n' | 'f' | 'r' | 'e' | '"' | '\\' => return Some((2, 1)),
        _ => {
            // A backslash at the end of a line swallows all white space behind it.
            let kept = rest.trim_start_matches([' ', '\t', '\r', '\n']);
            return (kept.len() < rest.len()).then_some((1 + rest.len() - kept.len(), 0));
        }
    };
    let code = u32::from_str_radix(rest.get(1..1 + digits)?, 16).ok()?;
    Some((2 + digits, char::from_u32(code)?.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_in_very_long_lines() {
        let line = "aé\u{3042}\u{1f600}".repeat(3 * STEP);
        let text = Text::new("a".into(), format!("{line}\n{line}"));
        for (column, (at, c)) in line.char_indices().enumerate().step_by(997) {
            for (line_number, start) in [(1, 0), (2, line.len() + 1)] {
                let span = text.span(start + at..start + at + c.len_utf8());
                assert_eq!((span.line, span.column), (line_number, column + 1));
            }
        }
        // The end of a text is a place, too, also where a step ends there.
        let text = Text::new("a".into(), "é".repeat(STEP));
        assert_eq!(text.span(2 * STEP..2 * STEP).column, STEP + 1);
    }

    #[test]
    fn places_in_strings() {
        for (raw, value, part, expected) in [
            ("\"a and b\"", "a and b", "b", "b"),
            ("'a and b'", "a and b", "and", "and"),
            ("\"\"\"\na\nb\"\"\"", "a\nb", "b", "b"),
            ("\"\"\"a \\\n   bc\"\"\"", "a bc", "bc", "bc"),
            ("\"\\u00e9 \\t x\"", "é \t x", "x", "x"),
            ("\"\\u00e9 \\t x\"", "é \t x", "é", "\\u00e9"),
        ] {
            let at = value.find(part).unwrap();
            let found = within_toml_string(raw, at..at + part.len()).unwrap();
            assert_eq!(&raw[found], expected, "{raw}");
        }
        // An empty range at the end is a place, too.
        assert_eq!(within_toml_string("\"ab\"", 2..2), Some(3..3));
        assert_eq!(within_toml_string("\"ab\"", 2..3), None);
    }
}
