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
    /// Characters that begin before each block of bytes, so that a column on a long
    /// line needs no counting from the line's beginning.
    characters: Vec<usize>,
}

/// Bytes of a block.
const BLOCK: usize = 1024;

/// How many characters begin in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

impl Text {
    pub fn new(name: String, text: String) -> Text {
        let newlines = text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
        let line_starts = std::iter::once(0)
            .chain(newlines.map(|(at, _)| at + 1))
            .collect();
        let mut before = 0;
        let blocks = text.as_bytes().chunks(BLOCK).map(|block| {
            let here = before;
            before += characters(block);
            here
        });
        Text {
            name,
            characters: blocks.collect(),
            text,
            line_starts,
        }
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

    /// How many characters begin before the byte `at`.
    fn characters_before(&self, at: usize) -> usize {
        let block = at / BLOCK;
        match self.characters.get(block) {
            Some(before) => before + characters(&self.text.as_bytes()[block * BLOCK..at]),
            // The end of a text of whole blocks.
            None => characters(self.text.as_bytes()),
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
    fn columns_on_a_long_line_are_counted_in_characters() {
        let line = "aé日𝄞".repeat(700);
        let text = Text::new(String::new(), format!("é\n{line}"));
        for (k, (at, _)) in line.char_indices().enumerate() {
            let span = text.span(3 + at..3 + at);
            assert_eq!((span.line, span.column), (2, k + 1));
        }
        let whole = Text::new(String::new(), "é".repeat(BLOCK));
        assert_eq!(whole.span(2 * BLOCK..2 * BLOCK).column, BLOCK + 1);
        assert_eq!(Text::default().span(0..0).column, 1);
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
