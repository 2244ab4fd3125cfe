//! Characters that a reader cannot see and a terminal or browser would obey.

use std::borrow::Cow;

/// The text with such characters as U+FFFD: controls, those that turn the direction of
/// writing, and those that are no characters. Line breaks and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    match text.chars().any(hidden) {
        false => Cow::Borrowed(text),
        true => Cow::Owned(
            text.chars()
                .map(|c| if hidden(c) { '\u{fffd}' } else { c })
                .collect(),
        ),
    }
}

fn hidden(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}' => true,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        '\u{2028}' | '\u{2029}' | '\u{200b}' => true,
        c => c.is_control() || u32::from(c) & 0xfffe == 0xfffe,
    }
}
