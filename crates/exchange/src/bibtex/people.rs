//! Names in BibTeX: people by their parts, institutions in braces.

use biblatex::{Chunk, Person, Spanned};
use serde_json::{Map, Value, json};

use super::write::latex;

/// Names joined by `and`. `None` where one of them has no family name and is no
/// institution: BibTeX has no place for it.
pub(super) fn write(names: &Value) -> Option<String> {
    let names = names.as_array()?;
    let names = names.iter().map(one).collect::<Option<Vec<_>>>()?;
    (!names.is_empty()).then(|| names.join(" and "))
}

fn one(name: &Value) -> Option<String> {
    let part = |key: &str| name[key].as_str().filter(|text| !text.trim().is_empty());
    if let Some(literal) = part("literal") {
        return Some(format!("{{{}}}", latex(literal)));
    }
    let mut text = String::new();
    if let Some(particle) = part("non-dropping-particle") {
        text.push_str(&latex(particle));
        text.push(' ');
    }
    // Braces keep a name together that BibTeX would cut up.
    text.push_str(&format!("{{{}}}", latex(part("family")?)));
    text.push(',');
    for part in [part("suffix"), part("given")].into_iter().flatten() {
        let part = latex(part);
        match part.contains([',', '=']) || part.split_whitespace().any(|word| word == "and") {
            true => text.push_str(&format!(" {{{part}}},")),
            false => text.push_str(&format!(" {part},")),
        }
    }
    if part("given").is_some() {
        text.pop();
    }
    Some(text)
}

/// The names of a field, and whether it ends in `and others`.
pub(super) fn read(chunks: &[Spanned<Chunk>]) -> (Value, bool) {
    let mut names: Vec<Vec<Spanned<Chunk>>> = vec![Vec::new()];
    for chunk in chunks {
        let Chunk::Normal(text) = &chunk.v else {
            if let Some(last) = names.last_mut() {
                last.push(chunk.clone());
            }
            continue;
        };
        for (k, piece) in pieces(text).into_iter().enumerate() {
            if k > 0 {
                names.push(Vec::new());
            }
            if let Some(last) = names.last_mut().filter(|_| !piece.is_empty()) {
                last.push(Spanned::zero(Chunk::Normal(piece)));
            }
        }
    }
    let blank = |chunk: &Spanned<Chunk>| chunk.v.get().trim().is_empty();
    names.retain(|name| !name.iter().all(blank));
    let mut others = false;
    let mut list = Vec::new();
    for mut name in names {
        while name.first().is_some_and(blank) {
            name.remove(0);
        }
        while name.last().is_some_and(blank) {
            name.pop();
        }
        match name.as_slice() {
            [only] if matches!(&only.v, Chunk::Verbatim(_)) => {
                list.push(json!({ "literal": only.v.get() }));
            }
            [only] if only.v.get().trim() == "others" => others = true,
            parts => list.push(person(&Person::parse(parts))),
        }
    }
    (list.into(), others)
}

/// A text cut at each `and` that stands alone.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let words = text.split_inclusive(char::is_whitespace);
    let mut before_blank = true;
    for word in words {
        let is_and = before_blank && word.trim_end() == "and" && word.len() > 3;
        before_blank = word.ends_with(char::is_whitespace);
        match pieces.last_mut() {
            Some(last) if !is_and => last.push_str(word),
            _ => pieces.push(String::new()),
        }
    }
    pieces
}

fn person(person: &Person) -> Value {
    let parts = [
        ("family", &person.name),
        ("given", &person.given_name),
        ("non-dropping-particle", &person.prefix),
        ("suffix", &person.suffix),
    ];
    let parts = parts.into_iter().filter(|(_, text)| !text.is_empty());
    let parts = parts.map(|(key, text)| (key.to_owned(), Value::from(text.trim())));
    Value::Object(parts.collect::<Map<_, _>>())
}
