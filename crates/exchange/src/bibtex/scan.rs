//! The entries of a BibTeX file, their values written out and still in LaTeX. Nothing
//! here calls itself, so braces may stand within each other as deep as they like.

use std::collections::{HashMap, HashSet};

use crate::Fault;

/// Entries that are read.
const MOST_ENTRIES: usize = 50_000;
/// Faults after which the rest is not read.
const MOST_FAULTS: usize = 100;
/// Bytes of an abbreviation or an entry, written out: 1 MiB.
const LARGEST: usize = 1 << 20;
/// Bytes of everything, written out: 64 MiB.
pub(super) const LARGEST_WHOLE: usize = 64 << 20;
/// The abbreviations that BibTeX knows from the start.
pub(super) const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// An entry as it stands in the file.
#[derive(Debug)]
pub(super) struct Entry {
    pub line: usize,
    /// Its type, in lower case.
    pub kind: String,
    pub key: String,
    /// No name twice.
    pub fields: Vec<Field>,
}

/// A field of an entry.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// In lower case.
    pub name: String,
    /// Abbreviations written out; without the outer braces or quotes.
    pub value: String,
}

/// What the file holds.
#[derive(Debug, Default)]
pub(super) struct File {
    pub entries: Vec<Entry>,
    /// What stands in the file beside entries.
    pub left: Vec<String>,
    /// Bytes of all values.
    pub whole: usize,
}

/// Divides a file into its entries, with every fault of structure.
pub(super) fn scan(text: &str) -> Result<File, Vec<Fault>> {
    let mut scanner = Scanner {
        text,
        at: 0,
        line: (0, 1),
        strings: HashMap::new(),
        file: File::default(),
        faults: Vec::new(),
    };
    scanner.file();
    match scanner.faults.is_empty() {
        true => Ok(scanner.file),
        false => Err(scanner.faults),
    }
}

/// A message and what to do; its place is where the scanner stands.
type Stop = (String, &'static str);

const UNCLOSED: &str = "Close it; see whether a brace is missing before this place.";

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// A byte and the line that it stands in, to count lines once only.
    line: (usize, usize),
    strings: HashMap<String, String>,
    file: File,
    faults: Vec<Fault>,
}

impl<'t> Scanner<'t> {
    fn file(&mut self) {
        let mut remarks = 0;
        while let Some(found) = self.rest().find('@') {
            let before = &self.rest()[..found];
            remarks += usize::from(!before.trim().is_empty());
            self.at += found + 1;
            let line = self.line();
            let begun = self.at;
            self.blanks();
            let kind = self.word().to_ascii_lowercase();
            self.blanks();
            // An address of mail in a remark is no entry.
            let Some(close) = self.open().filter(|_| !kind.is_empty()) else {
                remarks += 1;
                continue;
            };
            if let Err((message, help)) = self.entry(&kind, close, line) {
                let at = format!("line {}", self.line());
                self.faults.push(Fault::new(at, message, help));
                // What follows may be sound: it begins on a line of its own.
                let next = self.text[begun..].find("\n@");
                self.at = next.map_or(self.text.len(), |next| begun + next + 1);
                if self.faults.len() >= MOST_FAULTS {
                    let message = format!("After {MOST_FAULTS} faults the rest is not read.");
                    self.faults
                        .push(Fault::new("", message, "Mend these first."));
                    return;
                }
            }
            if self.file.entries.len() > MOST_ENTRIES || self.file.whole > LARGEST_WHOLE {
                let message = match self.file.whole > LARGEST_WHOLE {
                    true => "With its abbreviations written out, the file is longer than 64 MiB."
                        .to_owned(),
                    false => format!("The file has more than {MOST_ENTRIES} entries."),
                };
                let help = "Divide it into several files.";
                self.faults
                    .push(Fault::new(format!("line {line}"), message, help));
                return;
            }
        }
        remarks += usize::from(!self.rest().trim().is_empty());
        if remarks > 0 {
            let left = "the text between entries, which BibTeX takes for remarks";
            self.file.left.push(left.into());
        }
    }

    fn entry(&mut self, kind: &str, close: char, line: usize) -> Result<(), Stop> {
        match kind {
            "comment" => {
                self.until(close, "The comment")?;
            }
            "preamble" => {
                self.file.left.push("`@preamble`".into());
                self.until(close, "The preamble")?;
            }
            "string" => {
                self.blanks();
                let name = self.word().to_lowercase();
                let cannot = |(why, help)| {
                    (
                        format!("The abbreviation `{name}` cannot be used: {why}"),
                        help,
                    )
                };
                self.equals().map_err(cannot)?;
                let value = self.value(close).map_err(cannot)?;
                self.file.whole += value.len();
                self.blanks();
                if !(self.takes(close) || self.takes(',') && self.closes(close)) {
                    return Err(cannot(("it is not closed.".into(), UNCLOSED)));
                }
                if self.strings.insert(name.clone(), value).is_some() {
                    return Err(cannot(("it is given twice.".into(), "Keep one.")));
                }
            }
            kind => {
                let entry = self.fields(kind, close, line)?;
                self.file.entries.push(entry);
            }
        }
        Ok(())
    }

    fn fields(&mut self, kind: &str, close: char, line: usize) -> Result<Entry, Stop> {
        let end = self.rest().find([',', close, '\n', '=', '"', '{']);
        let key = self.rest()[..end.unwrap_or(0)].trim().to_owned();
        if key.is_empty() {
            let message = format!("The entry `@{kind}` has no key.");
            return Err((message, "Write `@book{author-year, …}`."));
        }
        self.at += end.unwrap_or(0);
        let mut entry = Entry {
            line,
            kind: kind.to_owned(),
            key,
            fields: Vec::new(),
        };
        let (mut size, mut seen) = (0, HashSet::new());
        loop {
            let key = &entry.key;
            self.blanks();
            if self.takes(close) {
                return Ok(entry);
            }
            if !self.takes(',') {
                let what = match entry.fields.last() {
                    Some(field) => format!("Behind the field `{}` of `{key}`", field.name),
                    None => format!("Behind the key `{key}`"),
                };
                let help =
                    "See whether a comma, a brace or a quotation mark is missing or too much.";
                return Err((format!("{what} stands neither a comma nor the end."), help));
            }
            self.blanks();
            if self.closes(close) {
                return Ok(entry);
            }
            let name = self.word().to_ascii_lowercase();
            let within = |(why, help)| (format!("The field `{name}` of `{key}`: {why}"), help);
            self.equals().map_err(within)?;
            let begun = self.at;
            let value = self.value(close).map_err(|stop| {
                self.at = begun;
                within(stop)
            })?;
            size += name.len() + value.len();
            self.file.whole += value.len();
            if size > LARGEST {
                return Err((format!("`{key}` is longer than 1 MiB."), "Shorten it."));
            }
            if !seen.insert(name.clone()) {
                return Err((
                    format!("`{key}` has the field `{name}` twice."),
                    "Keep one.",
                ));
            }
            entry.fields.push(Field { name, value });
        }
    }

    /// A value: pieces in braces or quotes, numbers and abbreviations, joined by `#`.
    fn value(&mut self, close: char) -> Result<String, Stop> {
        let mut value = String::new();
        loop {
            self.blanks();
            match self.rest().chars().next() {
                Some('{') => {
                    self.at += 1;
                    value.push_str(self.until('}', "the value")?);
                }
                Some('"') => {
                    self.at += 1;
                    value.push_str(self.until('"', "the value")?);
                }
                _ => {
                    let end = |c: char| c.is_whitespace() || c == close || ",#{}\"=".contains(c);
                    let end = self.rest().find(end).unwrap_or(self.rest().len());
                    let word = self.rest()[..end].to_lowercase();
                    if word.is_empty() {
                        return Err(("a value is missing.".into(), "Write it in braces."));
                    }
                    if word.bytes().all(|b| b.is_ascii_digit())
                        || MONTHS.contains(&word.as_str()) && !self.strings.contains_key(&word)
                    {
                        value.push_str(&word);
                    } else if let Some(text) = self.strings.get(&word) {
                        value.push_str(text);
                    } else {
                        let message = format!("`{word}` is no abbreviation that is known here.");
                        return Err((message, "Write it in braces, or give it by @string before."));
                    }
                    self.at += end;
                }
            }
            if value.len() > LARGEST {
                return Err(("it is longer than 1 MiB.".into(), "Shorten it."));
            }
            self.blanks();
            if !self.takes('#') {
                return Ok(value);
            }
        }
    }

    /// What stands before this sign, outside of braces.
    fn until(&mut self, sign: char, what: &str) -> Result<&'t str, Stop> {
        let mut depth = 0_usize;
        for (k, c) in self.rest().char_indices() {
            match c {
                c if c == sign && depth == 0 => {
                    let found = &self.text[self.at..self.at + k];
                    self.at += k + c.len_utf8();
                    return Ok(found);
                }
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                _ => {}
            }
        }
        Err((format!("{what} is not closed."), UNCLOSED))
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn word(&mut self) -> &'t str {
        let end = |c: char| c.is_whitespace() || ",=#{}()\"@".contains(c);
        let word = &self.rest()[..self.rest().find(end).unwrap_or(self.rest().len())];
        self.at += word.len();
        word
    }

    fn takes(&mut self, sign: char) -> bool {
        let takes = self.rest().starts_with(sign);
        self.at += if takes { sign.len_utf8() } else { 0 };
        takes
    }

    fn closes(&mut self, close: char) -> bool {
        self.blanks();
        self.takes(close)
    }

    /// The sign that closes what opens here.
    fn open(&mut self) -> Option<char> {
        let close = if self.takes('{') { Some('}') } else { None };
        close.or_else(|| self.takes('(').then_some(')'))
    }

    fn equals(&mut self) -> Result<(), Stop> {
        self.blanks();
        match self.takes('=') {
            true => Ok(()),
            false => Err(("the sign `=` is missing.".into(), "Write `name = {value}`.")),
        }
    }

    /// The line that the scanner stands in.
    fn line(&mut self) -> usize {
        let (from, line) = self.line;
        let ends = |from: usize, to: usize| {
            let between = self.text.as_bytes()[from..to].iter();
            between.filter(|b| **b == b'\n').count()
        };
        let line = match from <= self.at {
            true => line + ends(from, self.at),
            false => line - ends(self.at, from),
        };
        self.line = (self.at, line);
        line
    }
}
