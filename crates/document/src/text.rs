//! How much room a text takes in a drawing, without asking a font.

use unicode_width::UnicodeWidthChar;

/// Width in pixels at a font size, on the generous side: as in a broad sans serif.
pub fn width(text: &str, size: f64) -> f64 {
    let em = |c: char| match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '’' | ' ' | '\u{a0}' | '|' => 0.36,
        'm' | 'w' | 'M' | 'W' | '✓' | '…' | '+' | '−' | '=' => 0.9,
        'A'..='Z' => 0.72,
        // A wide (East Asian) character has two columns and one em.
        _ => [0.0, 0.63, 1.0][c.width().unwrap_or(1).min(2)],
    };
    text.chars().map(em).sum::<f64>() * size
}

/// The text, cut to `columns` with an ellipsis where it is longer.
pub fn shortened(text: &str, columns: usize) -> String {
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

/// The text in lines of at most `room` pixels at a font size, broken between words
/// (not at a no-break space; within a word that is too long); at most `most` lines, the last with an
/// ellipsis where there would be more.
pub fn lines(text: &str, room: f64, size: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let fits = |line: &str| width(line, size) <= room;
    let breaks = |c: char| c.is_whitespace() && c != '\u{a0}';
    for word in text.split(breaks).filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() {
            word.to_string()
        } else {
            format!("{line} {word}")
        };
        if fits(&longer) {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            line.push(c);
            if !fits(&line) && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, c.to_string()));
            }
        }
        if lines.len() > most {
            break;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && !fits(&format!("{last}…")) {
                last.pop();
            }
            last.truncate(last.trim_end().len());
            last.push('…');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_lose_nothing_unsaid() {
        let text = "The 1956 declaration, Verfassungsgerichtshofentscheidung, 色丹島";
        let all = lines(text, 120.0, 13.0, 20);
        assert!(all.len() > 3 && all.iter().all(|line| width(line, 13.0) <= 120.0));
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(letters(&all.concat()), letters(text));
        let two = lines(text, 120.0, 13.0, 2);
        assert_eq!(two.len(), 2);
        assert!(two[1].ends_with('…') && width(&two[1], 13.0) <= 120.0);
        assert_eq!(
            lines("about >\u{a0}180\u{a0}km b", 80.0, 13.0, 9)[1],
            ">\u{a0}180\u{a0}km b"
        );
        assert!(lines("  ", 120.0, 13.0, 2).is_empty());
        assert_eq!(lines("abc", 1.0, 13.0, 9), ["a", "b", "c"]);
    }
}
