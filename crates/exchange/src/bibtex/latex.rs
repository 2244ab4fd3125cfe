//! LaTeX text read as text of CSL-JSON, which has markup of its own (`<i>…</i>`). What
//! stands open is kept in a list: nothing here calls itself.

use std::collections::BTreeSet;

use unicode_normalization::char::compose;

use super::symbols::{Style, accent, sign, style, switch};

/// A text, and what of LaTeX in it was not understood.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Text {
    pub text: String,
    /// Commands and what they hide. The words in their braces are in the text.
    pub left: BTreeSet<String>,
}

/// A text of LaTeX.
pub(super) fn text(latex: &str) -> Text {
    Reader::new(latex, false).read()
}

/// An address or a date, in which only commands mean something.
pub(super) fn verbatim(latex: &str) -> Text {
    Reader::new(latex, true).read()
}

/// Braces that are open.
#[derive(Default)]
struct Group {
    /// What stands behind them.
    close: String,
    /// Whether they are within quotation marks of their own.
    quotes: bool,
    math: bool,
    /// Whether signs stand for themselves.
    verbatim: bool,
}

struct Reader<'t> {
    rest: &'t str,
    out: Text,
    /// Whether a blank comes before what is next.
    blank: bool,
    /// Accents that wait for their letter, as they are joined and as they stand alone.
    accents: Vec<(char, char)>,
    groups: Vec<Group>,
    /// What is left of the text where the formula ends that is open.
    formula_end: Option<usize>,
    /// How many quotation marks are open.
    quotes: usize,
    /// Whether a single quotation mark is open.
    single: bool,
}

impl<'t> Reader<'t> {
    fn new(latex: &'t str, verbatim: bool) -> Reader<'t> {
        Reader {
            rest: latex,
            out: Text::default(),
            blank: false,
            accents: Vec::new(),
            groups: vec![Group {
                verbatim,
                ..Group::default()
            }],
            formula_end: None,
            quotes: 0,
            single: false,
        }
    }

    fn read(mut self) -> Text {
        while let Some(c) = self.rest.chars().next() {
            self.next(c);
        }
        while let Some(group) = self.groups.pop() {
            self.close(&group);
        }
        self.out
    }

    fn next(&mut self, c: char) {
        let ligatures = [
            ("---", "—"),
            ("--", "–"),
            ("``", "“"),
            ("''", "”"),
            ("?`", "¿"),
            ("!`", "¡"),
        ];
        let mut ligatures = ligatures
            .iter()
            .filter(|_| !self.verbatim() && !self.in_math());
        if let Some((there, sign)) = ligatures.find(|(there, _)| self.rest.starts_with(there)) {
            self.rest = &self.rest[there.len()..];
            return self.push(sign);
        }
        let whole = self.rest;
        self.rest = &self.rest[c.len_utf8()..];
        match c {
            ' ' | '\t' | '\n' | '\r' => self.blank |= self.accents.is_empty(),
            '{' => self.group(String::new()),
            '}' => {
                if self.groups.len() > 1 {
                    let group = self.groups.pop().unwrap_or_default();
                    self.close(&group);
                }
            }
            '\\' => self.command(),
            '~' if !self.verbatim() => self.push("\u{a0}"),
            '$' if self.formula_end == Some(whole.len()) => {
                self.formula_end = None;
                self.set_math(false);
            }
            '$' if !self.verbatim() && self.formula_end.is_none() && self.formula() => {
                self.set_math(true);
            }
            '_' | '^' if self.in_math() => self.script(c),
            '`' if !self.verbatim() => {
                self.single = true;
                self.push("‘");
            }
            '\'' if self.single && !self.rest.starts_with(char::is_alphabetic) => {
                self.single = false;
                self.push("’");
            }
            c => self.push(c.encode_utf8(&mut [0; 4])),
        }
    }

    fn in_math(&self) -> bool {
        self.groups.last().is_some_and(|group| group.math)
    }

    fn verbatim(&self) -> bool {
        self.groups.last().is_some_and(|group| group.verbatim)
    }

    fn set_math(&mut self, math: bool) {
        if let Some(group) = self.groups.last_mut() {
            group.math = math;
        }
    }

    /// Whether a formula begins here, behind its `$`, and where it ends: by the rule of
    /// Pandoc no blank stands within beside a `$`, and no digit behind the last. So
    /// `$5 and $10` is money.
    fn formula(&mut self) -> bool {
        let mut depth = 0_usize;
        let mut before = ' ';
        let mut signs = self.rest.char_indices();
        while let Some((k, c)) = signs.next() {
            match c {
                '$' if depth > 0 => return false,
                '$' => {
                    let behind = &self.rest[k + 1..];
                    let sound = !before.is_whitespace()
                        && !self.rest.starts_with(char::is_whitespace)
                        && !behind.starts_with(|c: char| c.is_ascii_digit());
                    self.formula_end = sound.then(|| self.rest.len() - k);
                    return sound;
                }
                '\\' => drop(signs.next()),
                '{' => depth += 1,
                '}' if depth == 0 => return false,
                '}' => depth -= 1,
                _ => {}
            }
            before = c;
        }
        false
    }

    /// Something set low or high in a formula.
    fn script(&mut self, c: char) {
        for degree in ["\\circ", "{\\circ}"] {
            if let Some(rest) = self.rest.strip_prefix(degree).filter(|_| c == '^') {
                self.rest = rest;
                return self.push("°");
            }
        }
        let (open, close) = match c {
            '_' => ("<sub>", "</sub>"),
            _ => ("<sup>", "</sup>"),
        };
        match self.rest.chars().next() {
            Some('{') => self.open(open, close),
            Some(c) if c.is_alphanumeric() || matches!(c, '+' | '-' | '*') => {
                self.mark(open);
                self.next(c);
                self.mark(close);
            }
            Some('\\') => {
                self.mark(open);
                self.rest = &self.rest[1..];
                let groups = self.groups.len();
                self.command();
                match self.groups.get_mut(groups) {
                    Some(group) => group.close.push_str(close),
                    None => self.mark(close),
                }
            }
            _ => self.push(c.encode_utf8(&mut [0; 4])),
        }
    }

    /// A command, behind its backslash.
    fn command(&mut self) {
        let end = self.rest.find(|c: char| !c.is_ascii_alphabetic());
        let letters = end.unwrap_or(self.rest.len());
        let Some(first) = self.rest.chars().next() else {
            return self.push("\\");
        };
        let (name, rest) = self.rest.split_at(letters.max(first.len_utf8()));
        self.rest = rest;
        if letters > 0 {
            self.rest = rest.trim_start_matches([' ', '\t', '\n', '\r']);
        }
        if let Some(accent) = accent(name) {
            return self.accents.push(accent);
        }
        match name {
            " " | "\t" | "\n" | "\r" => return self.push(" "),
            "{" | "}" | "%" | "&" | "$" | "#" | "_" => return self.push(name),
            "\\" => {
                self.blank = true;
                return;
            }
            // Places where a word may be divided, and blanks of no width.
            "-" | "/" | "!" | "@" => return,
            "," | ":" | ";" => return self.push("\u{2009}"),
            "(" | "[" => return self.set_math(true),
            ")" | "]" => return self.set_math(false),
            _ => {}
        }
        if let Some(sign) = sign(name) {
            return self.push(sign);
        }
        if let Some((open, close)) = switch(name) {
            self.mark(open);
            if let Some(group) = self.groups.last_mut() {
                group.close.insert_str(0, close);
            }
            return;
        }
        self.rest = self
            .rest
            .strip_prefix('*')
            .filter(|_| letters > 0)
            .unwrap_or(self.rest);
        let braced = self.rest.starts_with('{');
        match style(name).filter(|_| braced) {
            Some(Style::Around(open, close)) => self.open(open, close),
            Some(Style::Quotes) => {
                let (open, close) = [("“", "”"), ("‘", "’")][self.quotes % 2];
                self.quotes += 1;
                self.open(open, close);
                if let Some(group) = self.groups.last_mut() {
                    group.quotes = true;
                }
            }
            Some(Style::Plain) => self.open("", ""),
            Some(Style::Address) => {
                self.open("", "");
                if let Some(group) = self.groups.last_mut() {
                    group.verbatim = true;
                }
            }
            // Within an address a link is none, so that no reader starts another.
            Some(Style::Link) if self.verbatim() => self.open("", ""),
            Some(Style::Link) => {
                let address = verbatim(self.argument());
                let close = format!(" ({})", address.text);
                self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
                match self.rest.starts_with('{') {
                    true => self.open("", &close),
                    false => self.push(&address.text),
                }
            }
            Some(Style::Hidden) => {
                let hidden = self.argument();
                self.out.left.insert(format!("\\{name}{{{hidden}}}"));
            }
            None => {
                self.out.left.insert(format!("\\{name}"));
                if !braced {
                    self.push("\\");
                    self.push(name);
                }
            }
        }
    }

    /// What stands in the braces that begin here, as it stands.
    fn argument(&mut self) -> &'t str {
        let mut depth = 0_usize;
        for (k, c) in self.rest.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let argument = &self.rest[1..k.max(1)];
                self.rest = &self.rest[k + c.len_utf8()..];
                return argument;
            }
        }
        std::mem::take(&mut self.rest).trim_start_matches('{')
    }

    /// Opens the braces that begin here.
    fn open(&mut self, before: &str, behind: &str) {
        self.mark(before);
        self.rest = &self.rest[1..];
        self.group(behind.to_owned());
    }

    fn group(&mut self, close: String) {
        self.groups.push(Group {
            close,
            quotes: false,
            math: self.in_math(),
            verbatim: self.verbatim(),
        });
    }

    fn close(&mut self, group: &Group) {
        self.quotes -= usize::from(group.quotes);
        // An accent without a letter stands alone.
        for (_, alone) in std::mem::take(&mut self.accents) {
            self.push(alone.encode_utf8(&mut [0; 4]));
        }
        self.mark(&group.close);
    }

    /// Puts markup into the text.
    fn mark(&mut self, markup: &str) {
        if !markup.is_empty() {
            self.flush();
            self.out.text.push_str(markup);
        }
    }

    /// Puts signs into the text, the first of them with the accents that wait for it.
    fn push(&mut self, signs: &str) {
        self.flush();
        let mut signs = signs.chars();
        if let Some(first) = signs.next() {
            let mut letter = first;
            let mut joined = String::new();
            for (accent, _) in std::mem::take(&mut self.accents).into_iter().rev() {
                letter = match letter {
                    'ı' => 'i',
                    'ȷ' => 'j',
                    letter => letter,
                };
                match compose(letter, accent).filter(|_| joined.is_empty()) {
                    Some(whole) => letter = whole,
                    None => joined.push(accent),
                }
            }
            self.out.text.push(letter);
            self.out.text.push_str(&joined);
        }
        self.out.text.extend(signs);
    }

    /// Puts the blank that waits into the text; none stands at its beginning.
    fn flush(&mut self) {
        if std::mem::take(&mut self.blank) && !self.out.text.is_empty() {
            self.out.text.push(' ');
        }
    }
}
