//! Text from elsewhere, made safe to show.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with every character shown that a terminal would obey or that does not
/// show: controls, turns of the writing direction, characters without width, tags.
/// The old controls become their pictures (`␛`), a tab a blank, the others their
/// number (`‹U+202E›`). Line breaks stay. So do joiners within words of the scripts
/// that are spelt with them.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\n' => shown.push(c),
            '\t' => shown.push(' '),
            '\0'..='\u{1f}' => shown.push(char::from_u32(0x2400 + c as u32).unwrap_or(' ')),
            '\u{7f}' => shown.push('␡'),
            '\u{200c}' | '\u{200d}'
                if before.is_some_and(is_joined) && rest.peek().copied().is_some_and(is_joined) =>
            {
                shown.push(c);
            }
            c if is_hidden(c) => {
                let _ = write!(shown, "‹U+{:04X}›", c as u32);
            }
            c => shown.push(c),
        }
        before = Some(c);
    }
    Cow::Owned(shown)
}

/// The same in one line: a line break is shown too.
pub fn visible_line(text: &str) -> Cow<'_, str> {
    match text.contains('\n') {
        true => Cow::Owned(visible(text).replace('\n', "␊")),
        false => visible(text),
    }
}

/// Most characters of a line of a message: more is not read, such as a typed name of a
/// megabyte.
const LONGEST_LINE: usize = 2_000;

/// A line without its middle, if it is very long.
pub fn shortened(line: &str) -> Cow<'_, str> {
    let length = line.chars().count();
    if length <= LONGEST_LINE {
        return Cow::Borrowed(line);
    }
    let kept = LONGEST_LINE / 2;
    let first: String = line.chars().take(kept).collect();
    let last: String = line.chars().skip(length - kept).collect();
    let left_out = length - 2 * kept;
    Cow::Owned(format!(
        "{first} … ({left_out} characters left out) … {last}"
    ))
}

/// JSON with every such character of its texts as a number (`\u202e`), which says the
/// same to whoever reads it.
pub fn visible_json(json: &str) -> Cow<'_, str> {
    // Between its texts JSON has no character of these but the line break.
    let hides = |c: char| c != '\n' && is_hidden(c);
    if !json.chars().any(hides) {
        return Cow::Borrowed(json);
    }
    let mut shown = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match hides(c) {
            true => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(shown, "\\u{unit:04x}");
                }
            }
            false => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Whether a terminal obeys the character, or it does not show.
fn is_hidden(c: char) -> bool {
    // The last two of each plane are no characters; XML does not allow them.
    c.is_control()
        || u32::from(c) & 0xfffe == 0xfffe
        || matches!(
            c,
            '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Letters and marks of the scripts that are spelt with joiners: Arabic to Sinhala,
/// Myanmar, Khmer and Mongolian.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{18af}')
        && !is_hidden(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_shown() {
        for (text, shown) in [
            ("Japan\n日本", "Japan\n日本"),
            ("\u{1b}[31mred\u{7}\r", "␛[31mred␇␍"),
            ("a\tb\u{7f}\u{9b}m", "a b␡‹U+009B›m"),
            ("a\u{ffff}\u{1fffe}", "a‹U+FFFF›‹U+1FFFE›"),
            ("\u{202e}nom\u{2069}", "‹U+202E›nom‹U+2069›"),
            ("ja\u{200b}pan\u{200d}", "ja‹U+200B›pan‹U+200D›"),
            ("\u{e0041}", "‹U+E0041›"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("\u{200c}خ", "‹U+200C›خ"),
        ] {
            assert_eq!(visible(text), shown, "{text:?}");
            assert_eq!(visible(shown), shown, "{shown:?}");
        }
        assert_eq!(visible_line("a\nb"), "a␊b");
    }

    #[test]
    fn json_says_the_same_without_hidden_characters() {
        let text: String = (0..0x11_0000).filter_map(char::from_u32).collect();
        let json = serde_json::to_string_pretty(&[&text]).expect("JSON");
        let shown = visible_json(&json);
        assert!(shown.chars().all(|c| c == '\n' || !is_hidden(c)));
        let read: Vec<String> = serde_json::from_str(&shown).expect("still JSON");
        assert_eq!(read, [text]);
    }
}
