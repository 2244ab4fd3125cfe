//! Documents as Markdown (CommonMark with pipe tables), for notes and issues.

use hikiwake_document::{
    Align, Block, Cited, Document, Inline, Item, Outcry, Table, Text, visible,
};

/// The document as Markdown. Claims become footnotes, each told once at the end.
///
/// Characters that Markdown would read as markup are escaped; HTML in the text of a
/// dossier stays text.
pub fn markdown(document: &Document) -> String {
    let cited = document.cited();
    let mut page = Page {
        text: String::new(),
        marks: marks(&cited),
        cited,
    };
    if !document.title.is_empty() {
        page.put("", &format!("# {}", in_line(&escaped(&document.title))));
    }
    if !document.subject.is_empty() {
        page.put("", &in_line(&escaped(&document.subject)));
    }
    if !document.answer.is_empty() {
        let words = page.words(&document.answer, Within::Lines);
        page.put("", &words);
    }
    page.blocks(&document.blocks, "");
    page.footnotes();
    page.text
}

struct Page<'a> {
    text: String,
    /// The claims in order of first mention.
    cited: Vec<&'a Cited>,
    /// Their marks, no two the same.
    marks: Vec<String>,
}

/// Where words stand.
#[derive(Clone, Copy)]
enum Within {
    Lines,
    /// In a table: one line, and no bare pipe.
    Cell,
}

impl Page<'_> {
    /// `indent` stands before every line.
    fn blocks(&mut self, all: &[Block], indent: &str) {
        for block in all {
            match block {
                Block::Heading { level, text } => {
                    let marks = "#".repeat((usize::from(*level) + 1).min(6));
                    let words = in_line(&self.words(text, Within::Lines));
                    self.put(indent, &format!("{marks} {words}"));
                }
                Block::Paragraph(text) => self.put(indent, &self.words(text, Within::Lines)),
                Block::List { ordered, items } => self.list(*ordered, items, indent),
                Block::Table(table) => self.table(table, indent),
                Block::Figure(figure) => {
                    let (title, told) = (escaped(&figure.title), escaped(&figure.description));
                    self.put(indent, &format!("*{}.* {told}", in_line(&title)));
                }
                Block::Note { outcry, text } => {
                    let words = self.words(text, Within::Lines);
                    let words = match outcry {
                        Outcry::Key => words,
                        Outcry::Caution => format!("**Note.** {words}"),
                    };
                    self.put(&format!("{indent}> "), &words);
                }
                Block::Details { summary, blocks } => {
                    let words = in_line(&escaped(&summary.plain()));
                    self.put(indent, &format!("**{words}**"));
                    self.blocks(blocks, indent);
                }
            }
        }
    }

    /// A block with a blank line before it.
    fn put(&mut self, indent: &str, block: &str) {
        if !self.text.is_empty() && !block.is_empty() {
            self.text.push('\n');
        }
        for line in block.lines() {
            self.text.push_str(indent);
            self.text.push_str(line);
            self.text.push('\n');
        }
    }

    fn list(&mut self, ordered: bool, items: &[Item], indent: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        for (at, item) in items.iter().enumerate() {
            let mark = match ordered {
                true => format!("{}. ", at + 1),
                false => "- ".to_owned(),
            };
            let under = format!("{indent}{}", " ".repeat(mark.len()));
            let words = self.words(&item.text, Within::Lines);
            let words = words.replace('\n', &format!("\n{under}"));
            self.text.push_str(&format!("{indent}{mark}{words}\n"));
            self.blocks(&item.under, &under);
        }
    }

    fn table(&mut self, table: &Table, indent: &str) {
        let cell = |text: &Text| in_line(&self.words(text, Within::Cell));
        let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        let rule = |align: Align| match align {
            Align::Left => "---".to_owned(),
            Align::Centre => ":-:".to_owned(),
            Align::Right => "--:".to_owned(),
        };
        let columns = &table.columns;
        let mut lines = vec![
            row(columns.iter().map(|column| cell(&column.head)).collect()),
            row(columns.iter().map(|column| rule(column.align)).collect()),
        ];
        for one in &table.rows {
            lines.push(row(one.cells.iter().map(cell).collect()));
        }
        let caption = self.words(&table.caption, Within::Lines);
        self.put(indent, &lines.join("\n"));
        self.put(indent, &caption);
    }

    fn words(&self, text: &Text, within: Within) -> String {
        let mut words = String::new();
        let mut before = None;
        // A break at either end would stand there as a backslash.
        let shows = |part: &Inline| !part.words().trim().is_empty();
        let first = text.0.iter().position(shows).unwrap_or(text.0.len());
        let end = text
            .0
            .iter()
            .rposition(shows)
            .map_or(first, |last| last + 1);
        for part in text.0[first..end]
            .iter()
            .filter(|part| !part.words().is_empty())
        {
            // Two of a kind in a row would close one another.
            let kind = std::mem::discriminant(part);
            match before == Some(kind) {
                true => escape(&mut words, &part.words()),
                false => self.inline(&mut words, part, within),
            }
            let marked = matches!(part, Inline::Strong(_) | Inline::Code(_));
            before = marked.then_some(kind);
        }
        words.trim().to_owned()
    }

    fn inline(&self, out: &mut String, part: &Inline, within: Within) {
        match part {
            // Marks beside other marks may not open or close.
            Inline::Strong(words)
                if words.starts_with(char::is_alphanumeric)
                    && words.ends_with(char::is_alphanumeric) =>
            {
                out.push_str("**");
                escape(out, words);
                out.push_str("**");
            }
            Inline::Strong(words) => escape(out, words),
            Inline::Code(words) => out.push_str(&match within {
                Within::Lines => code(words),
                Within::Cell => code(words).replace('|', "\\|"),
            }),
            Inline::Claim(cited) => match self.cited.iter().position(|one| one.id == cited.id) {
                Some(at) => out.push_str(&format!("[^{}]", self.marks[at])),
                None => escape(out, &part.words()),
            },
            Inline::Break => out.push_str(match within {
                Within::Lines => "\\\n",
                // The one tag that pipe tables know.
                Within::Cell => "<br>",
            }),
            Inline::Link(address) if is_plain_link(address) => {
                out.push_str(&format!("<{address}>"));
            }
            other => escape(out, &other.words()),
        }
    }

    fn footnotes(&mut self) {
        for (at, cited) in std::mem::take(&mut self.cited).into_iter().enumerate() {
            let mut told = escaped(&cited.says);
            let place = [cited.source.as_str(), cited.place.as_str()];
            let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
            if !place.is_empty() {
                told.push_str(&format!(" ({})", escaped(&place.join(", "))));
            }
            if !cited.by.is_empty() {
                told.push_str(&format!(" Asserted by {}.", escaped(&cited.by)));
            }
            let note = format!("[^{}]: {}", self.marks[at], in_line(&told));
            self.put("", &note);
        }
    }
}

/// The ids as marks of footnotes may be; those that would be the same get a number.
fn marks(cited: &[&Cited]) -> Vec<String> {
    let plain = |c: char| match c.is_alphanumeric() || c == '_' {
        true => c,
        false => '-',
    };
    let mut marks: Vec<String> = Vec::new();
    for one in cited {
        let mark: String = one.id.chars().map(plain).collect();
        let numbered = (2..).map(|n| format!("{mark}-{n}"));
        let mark = std::iter::once(mark.clone()).chain(numbered);
        marks.extend(mark.into_iter().find(|mark| !marks.contains(mark)));
    }
    marks
}

/// Only http and https; nothing that would end the link or a cell.
fn is_plain_link(address: &str) -> bool {
    let web = address.starts_with("https://") || address.starts_with("http://");
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '|');
    web && !visible(address).contains(ends) && visible(address) == address
}

/// In one line.
fn in_line(words: &str) -> String {
    words.replace("\\\n", " ").replace('\n', " ")
}

/// Code in more ticks than stand in it.
fn code(words: &str) -> String {
    let words = visible(words).replace('\n', " ");
    if words.trim().is_empty() {
        return String::new();
    }
    let most = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(most + 1);
    match most > 0 {
        true => format!("{ticks} {words} {ticks}"),
        false => format!("{ticks}{words}{ticks}"),
    }
}

/// Text that means what it says.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(&mut out, text);
    out
}

/// Adds text that means what it says: markup characters behind a backslash. Lines break
/// where they do, but none is blank.
fn escape(out: &mut String, text: &str) {
    let text = visible(text);
    let line = out.rsplit('\n').next().unwrap_or_default().trim_start();
    let mut begins = line.is_empty();
    let mut number = line.chars().all(|c| c.is_ascii_digit());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if begins && c.is_whitespace() {
            continue;
        }
        let markup = matches!(
            c,
            '\\' | '`'
                | '*'
                | '_'
                | '['
                | ']'
                | '<'
                | '>'
                | '|'
                | '~'
                | '&'
                | '$'
                | '#'
                | '^'
                | '{'
        );
        // These are markup at the beginning of a line only; `1.` and `1)` open a list.
        let opens = begins && matches!(c, '+' | '-' | '=' | ':');
        let ends = rest.peek().is_none_or(|next| next.is_whitespace());
        let lists = number && !begins && ends && matches!(c, '.' | ')');
        if markup || opens || lists {
            out.push('\\');
        }
        out.push(c);
        begins = c == '\n';
        number = begins || (number && c.is_ascii_digit());
    }
}
