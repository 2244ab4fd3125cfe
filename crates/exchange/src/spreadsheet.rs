//! Cells that no spreadsheet runs as a formula, and their way back.
//!
//! A spreadsheet takes a cell for a formula that begins with `=`, `+`, `-` or `@`
//! (or their full-width forms), also behind blanks; a leading tab or line break can
//! hide one. Programs that expect another separator than the comma may cut a cell at
//! a semicolon, a tab or a line break, so what follows one counts as a beginning too
//! (OWASP, "CSV Injection").
//!
//! A plain number is no formula, whatever its sign: it stays a number.
//!
//! The escape: an apostrophe before every such beginning. Where apostrophes stand
//! there already, there is one more. Reading takes one off again, and leaves alone
//! every apostrophe that is no escape.

/// The cell as it is written.
pub(crate) fn escape(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len() + 1);
    for (at, part) in parts(cell) {
        if !is_number(part) && dangerous(part.trim_start_matches('\''), at == 0) {
            out.push('\'');
        }
        out.push_str(part);
    }
    out
}

/// The cell as it was before it was written.
pub(crate) fn unescape(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    for (at, part) in parts(cell) {
        let inner = part.trim_start_matches('\'');
        let escaped = inner.len() < part.len() && dangerous(inner, at == 0);
        out.push_str(&part[usize::from(escaped)..]);
    }
    out
}

/// Whether it is a number as programs write it, such as `-0.5` or `1e-7`.
fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(f64::is_finite)
}

/// Whether a spreadsheet might take what begins so for a formula.
fn dangerous(text: &str, first: bool) -> bool {
    if first && text.starts_with(SEPARATORS) && !text.starts_with(';') {
        return true;
    }
    let begins = text.trim_start_matches(invisible);
    begins.starts_with([
        '=', '+', '-', '@', '＝', '＋', '－', '＠', '−', '﹢', '﹣', '﹦', '﹫',
    ])
}

const SEPARATORS: [char; 4] = [';', '\t', '\r', '\n'];

/// Blanks and marks that do not show.
fn invisible(c: char) -> bool {
    let hidden = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    (c.is_whitespace() || c.is_control() || hidden) && !SEPARATORS.contains(&c)
}

/// The cell cut before each place behind a separator, each part with its byte.
fn parts(cell: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    cell.split_inclusive(SEPARATORS).map(move |part| {
        let start = at;
        at += part.len();
        (start, part)
    })
}

/// Whether a written cell can begin a formula, alone or cut at a separator.
#[cfg(test)]
pub(crate) fn is_safe(cell: &str) -> bool {
    parts(cell).all(|(at, part)| is_number(part) || !dangerous(part, at == 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_written() {
        for (cell, written) in [
            ("plain", "plain"),
            ("=1+1", "'=1+1"),
            ("'=1", "''=1"),
            ("  @x", "'  @x"),
            ("\u{3000}＝1", "'\u{3000}＝1"),
            ("\tx", "'\tx"),
            ("\r=x", "'\r'=x"),
            ("'t Hooft", "'t Hooft"),
            ("a; =b", "a;' =b"),
            ("-3", "-3"),
            ("'-3", "''-3"),
            ("+0.5", "+0.5"),
            ("-1e-7", "-1e-7"),
            ("-3%", "'-3%"),
            ("-inf", "'-inf"),
            ("a-b", "a-b"),
            ("", ""),
        ] {
            assert_eq!(escape(cell), written, "{cell:?}");
            assert_eq!(unescape(written), cell, "{written:?}");
        }
    }

    proptest! {
        #[test]
        fn there_and_back(cell in "[='\\-;\t\r\n @＝\u{3000}\u{feff}a]{0,12}") {
            let written = escape(&cell);
            prop_assert!(is_safe(&written), "{:?}", written);
            prop_assert_eq!(unescape(&written), cell);
        }

        #[test]
        fn any_text_there_and_back(cell in "\\PC{0,30}") {
            let written = escape(&cell);
            prop_assert!(is_safe(&written), "{:?}", written);
            prop_assert_eq!(unescape(&written), cell);
        }
    }
}
