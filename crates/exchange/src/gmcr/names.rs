//! Ids that a person can read, made from names.

use std::collections::HashSet;

/// Words of the formula language, which no id can be.
const KEYWORDS: [&str; 8] = ["and", "or", "not", "if", "iff", "implies", "true", "false"];
/// Longest id made from a name.
const LONGEST: usize = 40;

/// Ids that are taken already.
#[derive(Debug, Default)]
pub(super) struct Ids(HashSet<String>);

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
pub(super) fn plain(name: &str) -> Option<String> {
    let mut id = String::new();
    for c in name.chars() {
        match c {
            c if c.is_ascii_alphanumeric() => id.push(c.to_ascii_lowercase()),
            '_' => id.push('_'),
            '\'' | '’' => {}
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

/// An id from a formula; `None` where it would be too long to read.
pub(super) fn of_formula(formula: &str) -> Option<String> {
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
            ("", None),
        ] {
            assert_eq!(plain(name).as_deref(), id, "{name}");
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
