//! Documents on a terminal: wrapped to its width, tables without rules.

mod table;

use hikiwake_document::{
    Block, Cited, Document, Figure, Inline, Item, Outcry, Table, Text, visible, visible_line,
};
use textwrap::core::display_width;

pub use table::terminal_table;

/// What a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terminal {
    /// Columns.
    pub width: usize,
    /// Whether bold and colour are understood and wanted.
    pub styled: bool,
    /// Whether what is folded elsewhere is written out, or stands as a line of its own.
    pub unfolded: bool,
}

/// Begins the line that stands for something folded.
pub const FOLDED: &str = "▸ ";

/// The document as text for a terminal.
///
/// No line is longer than the width. Text from a dossier comes out without characters that
/// a terminal would obey.
pub fn terminal(document: &Document, terminal: Terminal) -> String {
    let mut page = Page {
        text: String::new(),
        terminal,
        fresh: true,
        folded: Vec::new(),
    };
    if !document.subject.is_empty() {
        page.apart();
        page.paragraph(&document.subject.as_str().into(), "", "");
    }
    if !document.title.is_empty() {
        page.heading(&document.title, Some('═'));
    }
    if !document.answer.is_empty() {
        page.apart();
        page.paragraph(&document.answer, "", "");
    }
    page.blocks(&document.blocks, "");
    if document.claims_told && terminal.unfolded {
        page.claims(&document.cited());
    }
    page.text
}

struct Page {
    text: String,
    terminal: Terminal,
    /// Nothing stands there since the last heading or mark of a list.
    fresh: bool,
    /// What is folded here, to be named in one line.
    folded: Vec<String>,
}

impl Page {
    fn blocks(&mut self, all: &[Block], indent: &str) {
        for block in all {
            self.block(block, indent);
        }
        self.name_folded(indent);
    }

    fn block(&mut self, block: &Block, indent: &str) {
        match block {
            Block::Details { summary, .. } if !self.terminal.unfolded => {
                return self.folded.push(summary.plain());
            }
            // What is drawn stands in sentences beside it, too.
            Block::Figure(figure) if !self.terminal.unfolded => {
                return self.folded.push(format!("Picture: {}", figure.title));
            }
            _ => self.name_folded(indent),
        }
        match block {
            Block::Details { summary, blocks } => return self.details(summary, blocks, indent),
            Block::Heading { level, text } => {
                let line = (*level <= 1).then_some('─');
                return self.heading(&text.plain(), line);
            }
            _ => self.apart(),
        }
        match block {
            Block::Heading { .. } | Block::Details { .. } => {}
            Block::Paragraph(words) => self.paragraph(words, indent, indent),
            Block::List { ordered, items } => self.list(*ordered, items, indent),
            Block::Table(table) => self.table(table, indent),
            Block::Figure(figure) => self.figure(figure, indent),
            Block::Note { outcry, text } => {
                let mark = match outcry {
                    Outcry::Key => "",
                    Outcry::Caution => "! ",
                };
                let first = format!("{indent}{mark}");
                self.paragraph(text, &first, &blank(&first));
            }
        }
    }

    /// A blank line between what stands there and what comes.
    fn apart(&mut self) {
        if !std::mem::take(&mut self.fresh) {
            self.text.push('\n');
        }
    }

    /// A heading, with a line under it if it has one.
    fn heading(&mut self, words: &str, line: Option<char>) {
        self.text.push('\n');
        let wrapped = textwrap::fill(&visible_line(words), self.terminal.width);
        match self.terminal.styled {
            true => self.text.push_str(&format!("\u{1b}[1m{wrapped}\u{1b}[0m")),
            false => self.text.push_str(&wrapped),
        }
        self.text.push('\n');
        if let Some(line) = line {
            let longest = wrapped.lines().map(display_width).max().unwrap_or(0);
            self.text.extend(std::iter::repeat_n(line, longest));
            self.text.push('\n');
        }
        self.fresh = true;
    }

    /// What is folded elsewhere, under a heading; within a list, under a line of the list.
    fn details(&mut self, summary: &Text, blocks: &[Block], indent: &str) {
        match indent.is_empty() {
            true => self.heading(&summary.plain(), None),
            false => {
                self.apart();
                self.paragraph(summary, indent, indent);
                self.fresh = true;
            }
        }
        self.blocks(blocks, indent);
    }

    /// What could be unfolded, in a line.
    fn name_folded(&mut self, indent: &str) {
        if self.folded.is_empty() {
            return;
        }
        let named = std::mem::take(&mut self.folded).join(" · ");
        self.apart();
        let words = format!("{FOLDED}{named}");
        self.paragraph(&words.into(), indent, &format!("{indent}  "));
    }

    fn paragraph(&mut self, words: &Text, first: &str, rest: &str) {
        let words = plain(words);
        wrap(&mut self.text, &words, first, rest, self.terminal.width);
    }

    fn list(&mut self, ordered: bool, items: &[Item], indent: &str) {
        let digits = items.len().to_string().len();
        // Items of several blocks stand apart.
        let apart = items.iter().any(|item| item.under.len() > 1);
        for (at, item) in items.iter().enumerate() {
            if apart && at > 0 {
                self.apart();
            }
            let mark = match ordered {
                true => format!("{indent}{:>digits$}. ", at + 1),
                false => format!("{indent}• "),
            };
            let under = blank(&mark);
            self.paragraph(&item.text, &mark, &under);
            self.fresh = true;
            self.blocks(&item.under, &under);
            self.fresh = false;
        }
    }

    /// How to read a table stands under it.
    fn table(&mut self, table: &Table, indent: &str) {
        let room = self.terminal.width.saturating_sub(indent.len());
        for line in terminal_table(table, room).lines() {
            self.text.push_str(indent);
            self.text.push_str(line);
            self.text.push('\n');
        }
        if !table.caption.is_empty() {
            let under = format!("{indent}  ");
            self.paragraph(&table.caption, &under, &under);
        }
    }

    /// What the claims say.
    fn claims(&mut self, cited: &[&Cited]) {
        if !cited.is_empty() {
            self.heading("Claims", None);
        }
        for claim in cited {
            let place = [claim.source.as_str(), &claim.place];
            let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
            let by = match claim.by.as_str() {
                "" => String::new(),
                by => format!("; asserted by {by}"),
            };
            let text = format!("{} ({}{by})", claim.says, place.join(", "));
            self.paragraph(&text.into(), &format!("[{}] ", claim.id), "  ");
        }
    }

    fn figure(&mut self, figure: &Figure, indent: &str) {
        let told = format!("[Figure: {}] {}", figure.title, figure.description);
        self.paragraph(&told.into(), indent, indent);
    }
}

/// Text wrapped to the width: `first` before its first line, `rest` before the others.
fn wrap(text: &mut String, words: &str, first: &str, rest: &str, width: usize) {
    // Line by line: what is given whole is wrapped as if `first` stood before each line.
    for (at, line) in words.split('\n').enumerate() {
        // An id or a date is not broken at its hyphens.
        let options = textwrap::Options::new(width)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .initial_indent(if at == 0 { first } else { rest })
            .subsequent_indent(rest);
        text.push_str(textwrap::fill(line, options).trim_end());
        text.push('\n');
    }
}

/// Blanks as wide as the text.
fn blank(text: &str) -> String {
    " ".repeat(display_width(text))
}

/// The words of a text as a terminal may get them.
fn plain(text: &Text) -> String {
    let words: String = text.0.iter().map(Inline::words).collect();
    visible(&words).into_owned()
}
