//! YAML and JSON as one kind of tree: bounded, without aliases and tags.

use std::collections::HashSet;

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::Value;

use crate::Fault;
use crate::fault::utf8;
use crate::json;

/// Lists and tables within each other.
const DEEPEST: usize = 64;
/// Values of a file.
const MOST_VALUES: usize = 1_000_000;

/// A value of a file.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tree {
    Nothing,
    Truth(bool),
    /// A number, and as it is written.
    Number(f64, String),
    Text(String),
    List(Vec<Tree>),
    Table(Vec<(Tree, Tree)>),
}

impl Tree {
    /// What stands under a key of a table.
    pub fn get(&self, key: &str) -> Option<&Tree> {
        let Tree::Table(entries) = self else {
            return None;
        };
        let found = entries
            .iter()
            .find(|(k, _)| matches!(k, Tree::Text(k) if k == key));
        found.map(|(_, value)| value)
    }

    pub fn text(&self) -> Option<&str> {
        match self {
            Tree::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn number(&self) -> Option<f64> {
        match self {
            Tree::Number(number, _) => Some(*number),
            _ => None,
        }
    }

    pub fn list(&self) -> Option<&[Tree]> {
        match self {
            Tree::List(items) => Some(items),
            _ => None,
        }
    }

    /// A single value as the name of something; JSON has text where YAML has numbers.
    pub fn name(&self) -> Option<String> {
        match self {
            Tree::Number(_, text) | Tree::Text(text) => Some(text.clone()),
            Tree::Truth(truth) => Some(truth.to_string()),
            Tree::Nothing | Tree::List(_) | Tree::Table(_) => None,
        }
    }
}

/// Reads a file; whether it is YAML or JSON is told by its name.
pub(super) fn tree(name: &str, bytes: &[u8]) -> Result<Tree, Fault> {
    let text = utf8(bytes, name)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !name.to_lowercase().ends_with(".json") {
        return yaml(name, text);
    }
    let value = json::parse(text).map_err(|error| {
        let at = format!("{name}, line {}, column {}", error.line(), error.column());
        let help = "Save it again in the program that it comes from.";
        Fault::new(at, format!("This JSON is not read: {error}."), help)
    })?;
    Ok(of_json(value))
}

/// As deep as `serde_json` allows.
fn of_json(value: Value) -> Tree {
    match value {
        Value::Null => Tree::Nothing,
        Value::Bool(truth) => Tree::Truth(truth),
        Value::Number(number) => {
            Tree::Number(number.as_f64().unwrap_or(f64::NAN), number.to_string())
        }
        Value::String(text) => Tree::Text(text),
        Value::Array(items) => Tree::List(items.into_iter().map(of_json).collect()),
        Value::Object(entries) => {
            let entry = |(key, value)| (Tree::Text(key), of_json(value));
            Tree::Table(entries.into_iter().map(entry).collect())
        }
    }
}

/// A list or table that is not complete.
enum Open {
    List(Vec<Tree>),
    Table(Vec<(Tree, Tree)>, Option<Tree>),
}

fn yaml(name: &str, text: &str) -> Result<Tree, Fault> {
    let mut parser = Parser::new_from_str(text);
    let mut open: Vec<Open> = Vec::new();
    let mut root = None;
    let (mut count, mut documents) = (0, 0);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| {
            let at = format!("{name}, line {}", error.marker().line());
            let help = "Save it again in the program that it comes from.";
            Fault::new(at, format!("This is not YAML: {}.", error.info()), help)
        })?;
        let fault = |message: &str, help: &str| {
            Fault::new(format!("{name}, line {}", span.start.line()), message, help)
        };
        let plain = "Write every value out, as NegMAS does.";
        let done = match event {
            Event::Scalar(text, style, anchor, tag) => {
                if anchor != 0 || tag.is_some() {
                    return Err(fault("Anchors and tags are not read.", plain));
                }
                match style {
                    ScalarStyle::Plain => single(&text),
                    _ => Tree::Text(text.into_owned()),
                }
            }
            Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag)
                if anchor != 0 || tag.is_some() =>
            {
                return Err(fault("Anchors and tags are not read.", plain));
            }
            Event::Alias(_) => return Err(fault("Aliases are not read.", plain)),
            Event::SequenceStart(..) => {
                open.push(Open::List(Vec::new()));
                if open.len() > DEEPEST {
                    let message = format!("More than {DEEPEST} lists stand within each other.");
                    return Err(fault(&message, plain));
                }
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::Table(Vec::new(), None));
                if open.len() > DEEPEST {
                    let message = format!("More than {DEEPEST} tables stand within each other.");
                    return Err(fault(&message, plain));
                }
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(items)) => Tree::List(items),
                Some(Open::Table(entries, _)) => {
                    let mut seen = HashSet::new();
                    let mut names = entries.iter().filter_map(|(key, _)| key.name());
                    if let Some(twice) = names.find(|name| !seen.insert(name.clone())) {
                        let message = format!("The key `{twice}` stands twice.");
                        return Err(fault(&message, "Keep one of the two."));
                    }
                    Tree::Table(entries)
                }
                None => continue,
            },
            Event::DocumentStart(_) => {
                documents += 1;
                if documents > 1 {
                    return Err(fault("There are several documents in the file.", plain));
                }
                continue;
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => continue,
        };
        count += 1;
        if count > MOST_VALUES {
            let message = format!("There are more than {MOST_VALUES} values.");
            return Err(fault(&message, "Divide the scenario."));
        }
        match open.last_mut() {
            None => root = Some(done),
            Some(Open::List(items)) => items.push(done),
            Some(Open::Table(entries, key)) => match key.take() {
                None => *key = Some(done),
                Some(key) => entries.push((key, done)),
            },
        }
    }
    Ok(root.unwrap_or(Tree::Nothing))
}

/// A plain word of YAML 1.2: nothing, a truth, a number, or text.
fn single(text: &str) -> Tree {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Tree::Nothing,
        "true" | "True" | "TRUE" => return Tree::Truth(true),
        "false" | "False" | "FALSE" => return Tree::Truth(false),
        _ => {}
    }
    let number = match text.to_lowercase().as_str() {
        ".inf" | "+.inf" => Some(f64::INFINITY),
        "-.inf" => Some(f64::NEG_INFINITY),
        ".nan" => Some(f64::NAN),
        _ => {
            let sign = |b: u8| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.' | b'e' | b'E');
            let digits = text.bytes().any(|b| b.is_ascii_digit()) && text.bytes().all(sign);
            digits.then(|| text.parse().ok()).flatten()
        }
    };
    number.map_or_else(
        || Tree::Text(text.to_owned()),
        |number| Tree::Number(number, text.to_owned()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_yaml() {
        let number = |n: f64, text: &str| Tree::Number(n, text.to_owned());
        assert_eq!(single("~"), Tree::Nothing);
        assert_eq!(single("True"), Tree::Truth(true));
        assert_eq!(single("-3"), number(-3.0, "-3"));
        assert_eq!(single("1e-05"), number(1e-5, "1e-05"));
        assert_eq!(single("-.inf"), number(f64::NEG_INFINITY, "-.inf"));
        for text in ["1-2", "60 Gb", "e", "inf", "nan", "-", "1.2.3"] {
            assert_eq!(single(text), Tree::Text(text.to_owned()));
        }
    }

    #[test]
    fn what_yaml_may_hold() {
        let read = |text: &str| tree("a.yml", text.as_bytes());
        let found = read("a: [1, 'x', \"1\"]\nb: {c: null}\n0: .5\n").unwrap();
        assert_eq!(found.get("a").unwrap().list().unwrap().len(), 3);
        assert_eq!(found.get("a").unwrap().list().unwrap()[2].text(), Some("1"));
        assert_eq!(found.get("b").unwrap().get("c"), Some(&Tree::Nothing));
        assert_eq!(read("").unwrap(), Tree::Nothing);
        for (text, message) in [
            ("a: &x [1]\nb: *x\n", "Anchors and tags"),
            ("!!python/object:os.system x", "Anchors and tags"),
            ("- 1\n---\n- 2\n", "several documents"),
            ("a: [1", "not YAML"),
        ] {
            let fault = read(text).unwrap_err().to_string();
            assert!(fault.contains(message), "{text}: {fault}");
        }
        assert!(read(&"[".repeat(100_000)).is_err());
        assert!(read(&"- ".repeat(100_000)).is_err());
    }
}
