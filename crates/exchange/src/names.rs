//! Ids that a person can read, made from names.

use std::collections::HashSet;

/// Words of the formula language, which no id can be.
const KEYWORDS: [&str; 8] = ["and", "or", "not", "if", "iff", "implies", "true", "false"];
/// Longest id made from a name.
const LONGEST: usize = 40;

/// Ids that are taken already.
#[derive(Debug, Default)]
pub(crate) struct Ids(HashSet<String>);

impl Ids {
    /// The first of `wishes` that is free, or the last of them with a number.
    pub fn take(&mut self, wishes: &[String]) -> String {
        let last = wishes.last().map_or("", String::as_str);
        let numbered = (2..).map(|k| format!("{last}-{k}"));
        let mut all = wishes.iter().cloned().chain(numbered);
        let free = all.find(|id| !self.0.contains(id)).unwrap_or_default();
        self.0.insert(free.clone());
        free
    }
}

/// The name in small letters, digits and hyphens; `None` where nothing is left.
pub(crate) fn plain(name: &str) -> Option<String> {
    id(&spelled(name))
}

/// The same for a level, which may begin with a digit.
pub(crate) fn plain_level(name: &str) -> Option<String> {
    let name = spelled(name);
    let begins = name.find(|c: char| c.is_ascii_alphanumeric())?;
    match name[begins..].starts_with(|c: char| c.is_ascii_digit()) {
        // The letter is taken off again.
        true => id(&format!("n{}", &name[begins..])).map(|id| id[1..].to_owned()),
        false => id(&name),
    }
}

fn id(name: &str) -> Option<String> {
    let mut id = String::new();
    for c in name.chars() {
        match c {
            c if c.is_ascii_alphanumeric() => id.push(c.to_ascii_lowercase()),
            '_' => id.push('_'),
            '\'' => {}
            _ if !id.ends_with('-') => id.push('-'),
            _ => {}
        }
    }
    let begins = id.find(|c: char| c.is_ascii_lowercase())?;
    let mut id = &id[begins..];
    if id.len() > LONGEST {
        id = &id[..LONGEST];
        id = id.rsplit_once('-').map_or(id, |(whole, _)| whole);
    }
    let id = id.trim_end_matches(['-', '_']);
    Some(match KEYWORDS.contains(&id) {
        true => format!("{id}-it"),
        false => id.to_owned(),
    })
}

/// The name in ASCII: letters of other alphabets by their sound, and signs before a
/// number by a word, so that what differs stays different. How a Chinese character
/// sounds hangs on the language, so these are left out.
fn spelled(name: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for (at, c) in name.char_indices() {
        let rest = &name[at + c.len_utf8()..];
        let (equal, than) = match rest.strip_prefix('=') {
            Some(than) => (true, than.trim_start()),
            None => (false, rest.trim_start()),
        };
        let (word, behind) = match c {
            '-' | '−' | '－' => ("minus", rest),
            '+' | '＋' => ("plus", rest),
            '<' if !equal => ("under", than),
            '>' if !equal => ("over", than),
            '≤' | '<' => ("at most", than),
            '≥' | '>' => ("at least", than),
            '~' | '≈' => ("about", than),
            _ => ("", rest),
        };
        let behind = behind.trim_start_matches(['$', '€', '£', '¥']);
        let number = behind.starts_with(|c: char| c.is_ascii_digit());
        if number && !word.is_empty() && !before.is_alphanumeric() {
            out.extend([" ", word, " "]);
        } else if !is_han(c) {
            out.push_str(deunicode::deunicode_char(c).unwrap_or(" "));
        } else {
            out.push(' ');
        }
        before = c;
    }
    out
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// An id from a formula; `None` where it would be too long to read.
pub(crate) fn of_formula(formula: &str) -> Option<String> {
    let id = formula.replace(' ', "-");
    (id.len() <= LONGEST).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids() {
        for (name, id) in [
            ("Cooperate with 2", Some("cooperate-with-2")),
            ("  Air  Strike! ", Some("air-strike")),
            ("2nd option", Some("nd-option")),
            ("If", Some("if-it")),
            ("日本", None),
            ("l'ordre", Some("lordre")),
            ("l’ordre", Some("lordre")),
            ("Österreich", Some("osterreich")),
            ("Отчёт", Some("otchiot")),
            ("日本 (Japan)", Some("japan")),
            ("+10% tariff", Some("plus-10-tariff")),
            ("Build-up 2", Some("build-up-2")),
            ("", None),
        ] {
            assert_eq!(plain(name).as_deref(), id, "{name}");
        }
    }

    #[test]
    fn levels_may_begin_with_digits() {
        for (name, id) in [
            ("60 Gb", Some("60-gb")),
            ("$4.37", Some("4-37")),
            ("19'' LCD", Some("19-lcd")),
            ("No", Some("no")),
            ("not", Some("not-it")),
            ("-10%", Some("minus-10")),
            ("−5 %", Some("minus-5")),
            ("+5%", Some("plus-5")),
            ("-$5", Some("minus-5")),
            ("<4", Some("under-4")),
            (">=4", Some("at-least-4")),
            ("2-4", Some("2-4")),
            ("日本", None),
        ] {
            assert_eq!(plain_level(name).as_deref(), id, "{name}");
        }
    }

    #[test]
    fn ids_are_unique() {
        let mut ids = Ids::default();
        let wishes = ["full".to_owned(), "full-ijc".to_owned()];
        assert_eq!(ids.take(&wishes), "full");
        assert_eq!(ids.take(&wishes), "full-ijc");
        assert_eq!(ids.take(&wishes), "full-ijc-2");
    }
}
