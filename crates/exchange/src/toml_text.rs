//! Claims and what is known of sources as a dossier file.

use std::fmt::Write as _;

use serde_json::Value;

use crate::columns::rank;
use crate::record::Record;

/// A text that remembers what stands where in it.
#[derive(Debug, Default)]
pub(crate) struct Marked {
    pub text: String,
    /// First byte and what begins there, in order.
    pub marks: Vec<(usize, String)>,
}

impl Marked {
    /// Notes that this begins here.
    pub fn mark(&mut self, what: String) {
        self.marks.push((self.text.len(), what));
    }

    /// What the byte `at` belongs to.
    pub fn at(&self, at: usize) -> Option<&str> {
        let behind = self.marks.partition_point(|(start, _)| *start <= at);
        let (_, what) = self.marks.get(behind.checked_sub(1)?)?;
        Some(what)
    }

    /// Writes a table with these lines, which stand for `what` where they come from.
    pub fn plain(&mut self, head: &str, id: &str, lines: String, what: String) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.mark(what);
        let _ = writeln!(self.text, "[{head}.{}]\n{lines}", key(id));
    }

    /// Writes a table with its keys, each on a line of its own; `name` says what a
    /// path of it is called where it comes from.
    pub fn table(&mut self, head: &str, id: &str, record: &Record, name: impl Fn(&str) -> String) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.mark(name(""));
        let _ = writeln!(self.text, "[{head}.{}]", key(id));
        let mut lines = Vec::new();
        for (key, value) in record {
            match value {
                Value::Object(part) if head == "claims" => {
                    lines.extend(
                        part.iter()
                            .map(|(inner, value)| (format!("{key}.{inner}"), value)),
                    );
                }
                value => lines.push((key.clone(), value)),
            }
        }
        lines.sort_by_cached_key(|(path, _)| rank(path));
        for (path, value) in lines {
            self.mark(name(&path));
            let keys: Vec<String> = path.split('.').map(key).collect();
            let _ = writeln!(self.text, "{} = {}", keys.join("."), inline(value));
        }
    }
}

fn key(key: &str) -> String {
    let bare = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    match !key.is_empty() && key.bytes().all(bare) {
        true => key.to_owned(),
        false => quoted(key),
    }
}

/// A value on one line.
fn inline(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(inline).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(table) => {
            let first = ["start", "end", "digest"];
            let mut entries: Vec<_> = table.iter().collect();
            entries
                .sort_by_key(|(key, _)| first.iter().position(|k| k == key).unwrap_or(first.len()));
            let entry =
                |(name, value): (&String, &Value)| format!("{} = {}", key(name), inline(value));
            let entries: Vec<String> = entries.into_iter().map(entry).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        // `1e300` is a number in JSON and TOML alike; TOML has no null.
        Value::Null => "\"\"".to_owned(),
        other => other.to_string(),
    }
}

/// A basic string of TOML.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
