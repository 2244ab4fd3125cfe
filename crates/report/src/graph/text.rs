//! How much room a text takes in a drawing, without asking a font.

use unicode_width::UnicodeWidthChar;

/// Width in pixels at a font size, on the generous side: as in a broad sans serif.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let em = |c: char| match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '’' | ' ' | '|' => 0.36,
        'm' | 'w' | 'M' | 'W' | '✓' | '…' | '+' | '−' | '=' => 0.9,
        'A'..='Z' => 0.72,
        // A wide (East Asian) character has two columns and one em.
        _ => [0.0, 0.63, 1.0][c.width().unwrap_or(1).min(2)],
    };
    text.chars().map(em).sum::<f64>() * size
}

/// The text, cut to `columns` with an ellipsis where it is longer.
pub(super) fn shortened(text: &str, columns: usize) -> String {
    let of = |c: char| c.width().unwrap_or(1);
    if text.chars().map(of).sum::<usize>() <= columns {
        return text.to_string();
    }
    let mut taken = 0;
    let mut short: String = (text.chars())
        .take_while(|&c| {
            taken += of(c);
            taken < columns
        })
        .collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}
