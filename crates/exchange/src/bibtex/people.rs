//! Names in BibTeX: people by their parts, institutions in braces.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::latex;
use super::markup::latex;

/// Names joined by `and`; empty where there are none.
pub(super) fn write(names: &Value) -> String {
    let names = names.as_array().into_iter().flatten();
    let names: Vec<String> = names.filter_map(one).collect();
    names.join(" and ")
}

fn one(name: &Value) -> Option<String> {
    let part = |key: &str| name[key].as_str().filter(|text| !text.trim().is_empty());
    let Some(family) = part("family") else {
        // BibTeX has no name without a family name but that of an institution.
        return Some(format!("{{{}}}", latex(part("literal").or(part("given"))?)));
    };
    let mut text = String::new();
    for particle in ["dropping-particle", "non-dropping-particle"]
        .into_iter()
        .filter_map(part)
    {
        text.push_str(&particles(particle));
        text.push(' ');
    }
    // Braces keep a name together that BibTeX would cut up.
    text.push_str(&format!("{{{}}},", latex(family)));
    for part in [part("suffix"), part("given")].into_iter().flatten() {
        let part = latex(part);
        let is_and = |word: &str| word.eq_ignore_ascii_case("and");
        match part.contains([',', '=']) || part.split_whitespace().any(is_and) {
            true => text.push_str(&format!(" {{{part}}},")),
            false => text.push_str(&format!(" {part},")),
        }
    }
    if part("given").is_some() {
        text.pop();
    }
    Some(text)
}

/// Particles, which BibTeX knows by their small letters. Others are put in braces, so
/// that they are not lost: they come back as part of the family name.
fn particles(text: &str) -> String {
    let latex = latex(text);
    let small = |word: &str| {
        word.starts_with(char::is_lowercase)
            && word != "and"
            && !word.contains([',', '=', '\\', '{'])
    };
    match latex.split(' ').all(small) {
        true => latex,
        false => format!("{{{latex}}}"),
    }
}

/// Names as they were read.
#[derive(Default)]
pub(super) struct Names {
    pub list: Vec<Value>,
    /// What could not be kept: `and others`, commands of LaTeX.
    pub left: BTreeSet<String>,
}

/// The names of a field.
pub(super) fn read(field: &str) -> Names {
    let mut names = Names::default();
    let mut begin = 0;
    let words = words(field);
    for (k, word) in words.iter().enumerate() {
        if word.eq_ignore_ascii_case("and") && k > 0 {
            let end = offset(field, word);
            names.add(&field[begin..end]);
            begin = end + word.len();
        }
    }
    names.add(&field[begin..]);
    names
}

impl Names {
    fn add(&mut self, name: &str) {
        let name = name.trim();
        if name.is_empty() {
            return;
        }
        if name == "others" {
            self.left.insert("and others".into());
            return;
        }
        let parts = parts(name);
        if let ([whole], [part]) = (words(name).as_slice(), parts.as_slice())
            && let Some(inner) = whole
                .strip_prefix('{')
                .and_then(|name| name.strip_suffix('}'))
            && is_one_group(whole)
            && part == &name
        {
            let literal = self.text(inner);
            self.list.push(json!({ "literal": literal }));
            return;
        }
        let keyed = parts.iter().map(|part| {
            let (key, value) = part.split_once('=')?;
            let is_key = key
                .trim()
                .bytes()
                .all(|b| b.is_ascii_alphabetic() || b == b'-');
            is_key.then_some((key, value))
        });
        let named = match keyed.collect::<Option<Vec<_>>>() {
            // The form of BibLaTeX: `family=Harman, given=Gilbert, prefix=von`.
            Some(keyed) => {
                let drops = keyed
                    .iter()
                    .any(|(key, value)| key.trim() == "useprefix" && value.trim() == "false");
                let mut named = Vec::new();
                for (key, value) in keyed {
                    let key = match key.trim() {
                        "prefix" if drops => "dropping-particle",
                        "prefix" => "non-dropping-particle",
                        key @ ("family" | "given" | "suffix") => key,
                        "useprefix" => continue,
                        key => {
                            self.left.insert(format!("{key}={value}"));
                            continue;
                        }
                    };
                    named.push((key, value.trim().to_owned()));
                }
                named
            }
            None => by_place(&parts),
        };
        let named = named
            .into_iter()
            .map(|(key, latex)| (key.to_owned(), self.text(&latex)));
        let person: Map<String, Value> = named
            .filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| (key, text.into()))
            .collect();
        if !person.is_empty() {
            self.list.push(person.into());
        }
    }

    fn text(&mut self, latex: &str) -> String {
        let text = latex::text(latex);
        self.left.extend(text.left);
        text.text
    }
}

/// `First von Last`, `von Last, First` or `von Last, Jr, First`.
fn by_place(parts: &[&str]) -> Vec<(&'static str, String)> {
    let von = "non-dropping-particle";
    let join = |words: &[&str]| words.join(" ");
    let small: Vec<bool>;
    match parts {
        [name] => {
            let words = words(name);
            small = words.iter().map(|word| is_small(word)).collect();
            let last = words.len().saturating_sub(1);
            let first_small = small[..last].iter().position(|small| *small);
            let last_small = small[..last].iter().rposition(|small| *small);
            let (given, family) = match first_small.zip(last_small) {
                Some((first, last)) => (first, last + 1),
                None => (last, last),
            };
            vec![
                ("family", join(&words[family..])),
                ("given", join(&words[..given])),
                (von, join(&words[given..family])),
            ]
        }
        [name, rest @ ..] => {
            let words = words(name);
            small = words.iter().map(|word| is_small(word)).collect();
            let last = words.len().saturating_sub(1);
            let family = small[..last]
                .iter()
                .rposition(|small| *small)
                .map_or(0, |at| at + 1);
            let (suffix, given) = match rest {
                [given] => ("", (*given).to_owned()),
                // More commas than BibTeX allows are kept.
                [suffix, given @ ..] => (*suffix, given.join(", ")),
                [] => ("", String::new()),
            };
            vec![
                ("family", join(&words[family..])),
                ("given", given),
                (von, join(&words[..family])),
                ("suffix", suffix.to_owned()),
            ]
        }
        [] => Vec::new(),
    }
}

/// Whether a word begins with a small letter. Braces without a command have no case.
fn is_small(word: &str) -> bool {
    let begins = !word.starts_with('{') || word.starts_with("{\\");
    let text = latex::text(word).text;
    begins
        && text
            .chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(char::is_lowercase)
}

/// Whether the braces that open a word close at its end.
fn is_one_group(word: &str) -> bool {
    let mut depth = 0_usize;
    let closes = word.char_indices().find(|(_, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    });
    closes.is_some_and(|(at, _)| at + 1 == word.len())
}

/// The words of a name. Blanks in braces and behind a backslash divide nothing.
fn words(text: &str) -> Vec<&str> {
    let blank = |c: char| c.is_ascii_whitespace() || c == '~';
    let words = cut(text, blank).into_iter();
    words.filter(|word| !word.is_empty()).collect()
}

/// The parts of a name, between commas.
fn parts(text: &str) -> Vec<&str> {
    cut(text, |c| c == ',').into_iter().map(str::trim).collect()
}

/// A text cut at these signs, outside of braces and not behind a backslash.
fn cut(text: &str, at: impl Fn(char) -> bool) -> Vec<&str> {
    let mut depth = 0_usize;
    let mut escaped = false;
    let mut pieces = Vec::new();
    let mut begin = 0;
    for (k, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth == 0 && !escaped && at(c) => {
                pieces.push(&text[begin..k]);
                begin = k + c.len_utf8();
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    pieces.push(&text[begin..]);
    pieces
}

/// Where a part begins in the text that it was cut from.
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}
