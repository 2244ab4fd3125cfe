//! Faults of JSON that people make by hand: each at its place, and the rest read on.

use std::borrow::Cow;
use std::ops::Range;

use serde::de::IgnoredAny;

/// Reading again stops where more than this was read, in bytes.
const WORK: usize = 1 << 26;
/// Typographic quotation marks.
const BENT: [char; 7] = ['“', '”', '„', '‟', '«', '»', '″'];

/// One fault.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct JsonFault {
    pub at: Range<usize>,
    pub message: String,
    pub help: &'static str,
}

/// A list in JSON with what spoils it made good (each byte stays where it is), and
/// the faults. Where a fault cannot be made good, it is the last.
pub(super) fn mend(json: &str) -> (Cow<'_, str>, Vec<JsonFault>) {
    let mut sound = Cow::Borrowed(json);
    let mut faults: Vec<JsonFault> = Vec::new();
    let mut work = 0;
    loop {
        let Err(error) = serde_json::from_str::<Vec<IgnoredAny>>(&sound) else {
            return (sound, faults);
        };
        work += sound.len();
        let at = offset(&sound, error.line(), error.column());
        let mended = match trailing_comma(&sound, at) {
            Some(comma) => Some((
                comma..comma + 1,
                "A comma stands here before the closing bracket.",
                "Take the comma out.",
                vec![(comma..comma + 1, " ".to_owned())],
            )),
            None => bent_quotes(&sound, at).map(|(open, close)| {
                (
                    open.start..close.end,
                    "These are typographic quotation marks.",
                    "Write plain ones: `\"…\"`.",
                    vec![
                        (open.clone(), format!("{:>1$}", '"', open.len())),
                        (close.clone(), format!("{:<1$}", '"', close.len())),
                    ],
                )
            }),
        };
        let Some((at, message, help, patches)) = mended.filter(|_| work <= WORK) else {
            faults.push(explain(&sound, at, &error));
            return (sound, faults);
        };
        faults.push(JsonFault {
            at,
            message: message.to_owned(),
            help,
        });
        for (range, text) in patches {
            sound.to_mut().replace_range(range, &text);
        }
    }
}

/// The comma that stands, white space aside, between a value and the bracket at or
/// about `at`.
fn trailing_comma(json: &str, at: usize) -> Option<usize> {
    let from = boundary(json, at.saturating_sub(1));
    let bracket = from + json[from..].find(|c: char| !c.is_ascii_whitespace() && c != ',')?;
    if !json[bracket..].starts_with([']', '}']) {
        return None;
    }
    let before = json[..bracket].trim_ascii_end();
    before.ends_with(',').then(|| before.len() - 1)
}

/// The typographic quotation mark at or about `at`, and the mark that closes the text
/// on the same line.
fn bent_quotes(json: &str, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let from = boundary(json, at.saturating_sub(1));
    let (open, mark) = json[from..]
        .char_indices()
        .take(2)
        .find(|(_, c)| BENT.contains(c))?;
    let open = from + open..from + open + mark.len_utf8();
    let line = json[open.end..].lines().next().unwrap_or_default();
    let close = line.find(|c: char| BENT.contains(&c) || c == '"')?;
    let mark = line[close..].chars().next()?;
    let close = open.end + close;
    Some((open, close..close + mark.len_utf8()))
}

/// A fault that is not made good, in plain words.
fn explain(json: &str, at: usize, error: &serde_json::Error) -> JsonFault {
    let said = error.to_string();
    let has = |part: &str| said.contains(part);
    let list = "Export the bibliography as CSL-JSON (Zotero, JabRef, Pandoc and others do), or \
                write the sources as `[sources.…]` into a `.toml` file.";
    let (message, help) = match () {
        () if !json.trim_start().starts_with('[') => (
            "sources.json must be a list of sources in square brackets.".to_owned(),
            list,
        ),
        () if has("EOF") => (
            "sources.json ends too early: a bracket or a text is not closed.".to_owned(),
            "Write the `\"`, `}` or `]` that is missing.",
        ),
        () if has("control character") => (
            "A text is not closed on this line.".to_owned(),
            "Write `\"` at its end; a line end inside a text is written `\\n`.",
        ),
        () if has("expected `,`") => (
            "A comma is missing before this, or the text before it holds a quotation mark."
                .to_owned(),
            "Write a comma between the two; a quotation mark inside a text is written `\\\"`.",
        ),
        () => (format!("sources.json is not JSON here: {error}."), list),
    };
    JsonFault {
        at: at..at + 1,
        message,
        help,
    }
}

/// The byte of a line and column, both counted from 1 (columns in bytes).
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before = text.split_inclusive('\n').take(line.saturating_sub(1));
    let byte = before.map(str::len).sum::<usize>() + column.saturating_sub(1);
    byte.min(text.len())
}

/// The last character boundary at or before `at`.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(json: &str) -> Vec<(&str, String)> {
        let faults = mend(json).1.into_iter();
        faults.map(|f| (&json[f.at], f.message)).collect()
    }

    #[test]
    fn commas_and_quotation_marks_are_all_named_and_read_over() {
        let json = "[{ \"id\": “a”, },\n  { “id”: \"b\" },\n]";
        let (sound, _) = mend(json);
        assert_eq!(sound.len(), json.len());
        let read: serde_json::Value = serde_json::from_str(&sound).unwrap();
        assert_eq!(read[1]["id"], "b");
        let said: Vec<&str> = said(json).iter().map(|(at, _)| *at).collect();
        assert_eq!(said, ["“a”", ",", "“id”", ","]);
    }

    #[test]
    fn other_faults_are_the_last_that_is_said() {
        for (json, words) in [
            ("{}", "must be a list"),
            ("[{ \"a\": 1", "ends too early"),
            ("[\"a\nb\"]", "not closed on this line"),
            ("[1 2]", "comma is missing"),
            ("[“a]", "is not JSON"),
            ("", "must be a list"),
        ] {
            let (_, faults) = mend(json);
            let last = faults.last().unwrap();
            assert!(last.message.contains(words), "{json}: {last:?}");
        }
    }

    proptest! {
        #[test]
        fn mending_ends_and_keeps_every_byte_in_place(json in r#"[\[\]{},:"“”a1 \n]{0,60}"#) {
            let (sound, faults) = mend(&json);
            prop_assert_eq!(sound.len(), json.len());
            let reads = serde_json::from_str::<Vec<IgnoredAny>>(&json).is_ok();
            prop_assert_eq!(faults.is_empty(), reads);
        }
    }
}
