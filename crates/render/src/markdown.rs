//! Documents as Markdown (CommonMark with pipe tables), for notes and issues.

use hikiwake_document::{Align, Block, Cited, Document, Inline, Item, Outcry, Table, Text};

use crate::visible;

/// The document as Markdown. Claims become footnotes, each told once at the end.
///
/// Characters that Markdown would read as markup are escaped; HTML in the text of a
/// dossier stays text.
pub fn markdown(document: &Document) -> String {
    let mut page = Page::default();
    if !document.title.is_empty() {
        page.text = format!("# {}\n", escaped(&document.title).replace('\n', " "));
    }
    page.blocks(&document.blocks, 1, "");
    page.footnotes();
    page.text
}

#[derive(Default)]
struct Page<'a> {
    text: String,
    /// The claims in order of first mention.
    cited: Vec<&'a Cited>,
}

impl<'a> Page<'a> {
    /// `deeper` is added to the levels of headings; `indent` stands before every line.
    fn blocks(&mut self, all: &'a [Block], deeper: usize, indent: &str) {
        for block in all {
            match block {
                Block::Heading { level, text } => {
                    let marks = "#".repeat((usize::from(*level) + deeper).min(6));
                    let words = self.line(text);
                    self.put(indent, &format!("{marks} {words}"));
                }
                Block::Paragraph(text) => {
                    let words = self.words(text);
                    self.put(indent, &words);
                }
                Block::List { ordered, items } => self.list(*ordered, items, deeper, indent),
                Block::Table(table) => self.table(table, indent),
                Block::Figure(figure) => {
                    let caption = self.words(&figure.caption);
                    let told = escaped(&figure.description);
                    self.put(indent, &format!("*{}.* {told}", escaped(&figure.title)));
                    if !caption.is_empty() {
                        self.put(indent, &caption);
                    }
                }
                Block::Note { outcry, text } => {
                    let words = self.words(text);
                    let words = match outcry {
                        Outcry::Key => words,
                        Outcry::Caution => format!("**Note.** {words}"),
                    };
                    self.put(
                        indent,
                        &words
                            .lines()
                            .map(|l| format!("> {l}"))
                            .collect::<Vec<_>>()
                            .join("\n"),
                    );
                }
                Block::Details { summary, blocks } => {
                    let words = self.line(summary);
                    self.put(indent, &format!("**{words}**"));
                    self.blocks(blocks, deeper, indent);
                }
            }
        }
    }

    /// A block with a blank line before it.
    fn put(&mut self, indent: &str, block: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        for line in block.lines() {
            self.text.push_str(indent);
            self.text.push_str(line);
            self.text.push('\n');
        }
    }

    fn list(&mut self, ordered: bool, items: &'a [Item], deeper: usize, indent: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        for (at, item) in items.iter().enumerate() {
            let mark = if ordered {
                format!("{}. ", at + 1)
            } else {
                "- ".to_owned()
            };
            let under = format!("{indent}{}", " ".repeat(mark.len()));
            let words = self.words(&item.text);
            let mut lines = words.lines();
            self.text.push_str(&format!(
                "{indent}{mark}{}\n",
                lines.next().unwrap_or_default()
            ));
            for line in lines {
                self.text.push_str(&format!("{under}{line}\n"));
            }
            self.blocks(&item.under, deeper, &under);
        }
    }

    fn table(&mut self, table: &'a Table, indent: &str) {
        if !table.caption.is_empty() {
            let caption = self.words(&table.caption);
            self.put(indent, &caption);
        }
        let head = (table.columns.iter())
            .map(|column| self.cell(&column.head))
            .collect();
        let rule: Vec<String> = (table.columns.iter())
            .map(|column| match column.align {
                Align::Left => "---".to_owned(),
                Align::Centre => ":-:".to_owned(),
                Align::Right => "--:".to_owned(),
            })
            .collect();
        let mut lines = vec![row(head), row(rule)];
        for one in &table.rows {
            lines.push(row(one.cells.iter().map(|cell| self.cell(cell)).collect()));
        }
        self.put(indent, &lines.join("\n"));
    }

    /// A text within one cell: a break in it is the one tag that pipe tables know.
    fn cell(&mut self, text: &'a Text) -> String {
        let lines: Vec<String> = self
            .words(text)
            .lines()
            .map(|line| line.trim_end_matches('\\').to_owned())
            .collect();
        lines.join("<br>").replace('|', "\\|")
    }

    fn line(&mut self, text: &'a Text) -> String {
        self.words(text).replace("\\\n", " ").replace('\n', " ")
    }

    fn words(&mut self, text: &'a Text) -> String {
        text.0.iter().map(|part| self.inline(part)).collect()
    }

    fn inline(&mut self, part: &'a Inline) -> String {
        match part {
            Inline::Strong(words) => match words.trim().is_empty() {
                true => String::new(),
                false => format!("**{}**", escaped(words.trim())),
            },
            Inline::Code(words) => code(words),
            Inline::Claim(cited) => {
                if !self.cited.iter().any(|known| known.id == cited.id) {
                    self.cited.push(cited);
                }
                format!("[^{}]", mark(&cited.id))
            }
            Inline::Break => "\\\n".to_owned(),
            Inline::Link(address)
                if address.starts_with("https://") || address.starts_with("http://") =>
            {
                format!("<{}>", address.replace(['<', '>', ' ', '\n'], ""))
            }
            other => escaped(&other.words()),
        }
    }

    fn footnotes(&mut self) {
        for cited in std::mem::take(&mut self.cited) {
            let mut told = escaped(&cited.says);
            let place = [&cited.source, &cited.place];
            let place: Vec<&str> = place
                .into_iter()
                .map(String::as_str)
                .filter(|p| !p.is_empty())
                .collect();
            if !place.is_empty() {
                told.push_str(&format!(" ({})", escaped(&place.join(", "))));
            }
            if !cited.by.is_empty() {
                told.push_str(&format!(" Asserted by {}.", escaped(&cited.by)));
            }
            let told = told.replace('\n', " ");
            self.put("", &format!("[^{}]: {told}", mark(&cited.id)));
        }
    }
}

fn row(cells: Vec<String>) -> String {
    format!("| {} |", cells.join(" | "))
}

/// An id as the mark of a footnote may be.
fn mark(id: &str) -> String {
    let plain = |c: char| {
        if c.is_alphanumeric() || c == '-' || c == '_' {
            c
        } else {
            '-'
        }
    };
    id.chars().map(plain).collect()
}

/// Code in as many ticks as it needs.
fn code(words: &str) -> String {
    let words = visible(words).replace('\n', " ");
    let most = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(most + 1);
    match most > 0 || words.is_empty() {
        true => format!("{ticks} {words} {ticks}"),
        false => format!("{ticks}{words}{ticks}"),
    }
}

/// Text that means what it says: markup characters behind a backslash.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    let mut begins = true;
    for c in visible(text).chars() {
        let markup = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$'
        );
        // These are markup at the beginning of a line only.
        let opens = begins && matches!(c, '#' | '+' | '-' | '=' | ':');
        if markup || opens {
            out.push('\\');
        }
        // `1.` and `1)` open a list.
        if begins_number(&out) && matches!(c, '.' | ')') {
            out.push('\\');
        }
        out.push(c);
        begins = c == '\n' || (begins && c == ' ');
    }
    out
}

/// Whether the last line so far is digits and nothing else.
fn begins_number(text: &str) -> bool {
    let line = text.rsplit('\n').next().unwrap_or_default();
    !line.is_empty()
        && line.trim_start().chars().all(|c| c.is_ascii_digit())
        && !line.trim().is_empty()
}
