//! The blocks of a document.

use hikiwake_finding::Finding;
use serde::Serialize;

use crate::{Cited, Inline, Table, Text, thousands};

/// What a finding says, in the order in which it is read.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Document {
    /// What it tells: the first heading.
    pub title: String,
    /// The dossier it tells it of; said once where several documents stand together.
    pub subject: String,
    /// The answer in one sentence of at most 25 words: who does what.
    pub answer: Text,
    /// The parts in order: what fits a screen, and folded behind it what only somebody who
    /// doubts will read.
    pub blocks: Vec<Block>,
    /// Whether what the cited claims say is part of the answer: a terminal, where nothing
    /// can be opened, writes it out at the end.
    pub claims_told: bool,
}

/// One part of a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// A heading below the title.
    Heading {
        /// 1 for a section, 2 for a part of one, and so on to 4.
        level: u8,
        /// Its words.
        text: Text,
    },
    /// A paragraph.
    Paragraph(Text),
    /// A list.
    List {
        /// Whether the order of the items says something; they are numbered then.
        ordered: bool,
        /// The items.
        items: Vec<Item>,
    },
    /// A table.
    Table(Table),
    /// A drawing.
    Figure(Figure),
    /// A remark that must not be read over, such as a limit that was reached.
    Note {
        /// How loud it is.
        outcry: Outcry,
        /// Its words.
        text: Text,
    },
    /// What only somebody who doubts will read: folded where a renderer can fold.
    Details {
        /// What stands there while it is folded.
        summary: Text,
        /// What it holds.
        blocks: Vec<Block>,
    },
}

/// An item of a list: its words, and what belongs under them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Item {
    /// The words of the item.
    pub text: Text,
    /// Blocks under it.
    pub under: Vec<Block>,
}

/// How loud a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcry {
    /// How to read what stands above.
    Key,
    /// The answer is short of something: a limit, a supposition.
    Caution,
}

/// What a document says of one date among others.
pub(crate) struct DatePart {
    /// The date, or the scenario.
    pub heading: String,
    /// The answer in one sentence.
    pub answer: Text,
    /// What stands behind it.
    pub blocks: Vec<Block>,
}

/// A drawing with all that a reader needs who cannot see it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// Begins the ids inside the drawing; unique within a document.
    pub id: String,
    /// What it shows, in a few words.
    pub title: String,
    /// What can be seen on it, in sentences: the alternative text.
    pub description: String,
    /// How to read the drawing; left out with it.
    pub caption: Text,
    /// What its lines and marks mean; left out with it, too.
    pub keys: Vec<Key>,
    /// The drawing for a page and for paper, as an SVG element.
    pub wide: String,
    /// The same for a phone, where a drawing that is only made smaller cannot be read.
    pub narrow: Option<String>,
}

/// A line or mark of a drawing, and what it means.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Key {
    /// A sample of it, as an SVG element.
    pub sample: String,
    /// What it means.
    pub text: Text,
}

impl Document {
    /// A document without blocks.
    pub fn new(title: impl Into<String>, subject: impl Into<String>) -> Self {
        Document {
            title: title.into(),
            subject: subject.into(),
            answer: Text::new(),
            blocks: Vec::new(),
            claims_told: false,
        }
    }

    /// A document of one date, or of several one under the other. The answer of a single
    /// date is that of the document; of several, each stands under its date.
    pub(crate) fn of_dates<T>(
        title: &str,
        findings: &[Finding<T>],
        mut part: impl FnMut(usize, &T) -> DatePart,
    ) -> Self {
        let subject = findings.first().map_or("", |first| &first.dossier.title);
        let mut document = Document::new(title, subject);
        for (at, finding) in findings.iter().enumerate() {
            let part = part(at, &finding.finding);
            document.push(Block::heading(1, part.heading));
            match findings.len() {
                1 => document.answer = part.answer,
                _ if part.answer.is_empty() => {}
                _ => document.push(Block::Paragraph(part.answer)),
            }
            document.blocks.extend(part.blocks);
        }
        document
    }

    /// The document with its answer in one sentence.
    #[must_use]
    pub fn answering(mut self, sentence: impl Into<Text>) -> Self {
        self.answer = sentence.into();
        self
    }

    /// The same without what is folded; it is named, with how to have it written, too.
    #[must_use]
    pub fn without_details(mut self, how: &str) -> Self {
        // The same is left out at every date, and named once.
        let mut named: Vec<String> = Vec::new();
        self.blocks.retain(|block| match block {
            Block::Details { summary, .. } => {
                let summary = summary.plain();
                if !named.contains(&summary) {
                    named.push(summary);
                }
                false
            }
            _ => true,
        });
        if !named.is_empty() {
            let told = format!(
                "Not on this page: {}. Written here, too, with ",
                named.join("; ")
            );
            let told = Text::from(told).and(Inline::Code(how.to_owned())).and(".");
            self.push(Block::key(told));
        }
        self
    }

    /// The same with the field's terms in brackets behind the words that stand for them.
    #[must_use]
    pub fn with_terms(mut self) -> Self {
        let spell = &mut |text: &mut Text| {
            for part in &mut text.0 {
                if let Inline::Term { words, formal } = part {
                    *part = Inline::Plain(format!("{words} [{formal}]"));
                }
            }
        };
        spell(&mut self.answer);
        for_each_text_mut(&mut self.blocks, spell);
        self
    }

    /// Adds a block.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// The claims that it cites, each once, in order of first mention.
    pub fn cited(&self) -> Vec<&Cited> {
        let mut all: Vec<&Cited> = Vec::new();
        for_each_text(&self.blocks, &mut |text| {
            for part in &text.0 {
                if let Inline::Claim(cited) = part
                    && all.iter().all(|known| known.id != cited.id)
                {
                    all.push(cited);
                }
            }
        });
        all
    }
}

/// Every text of the blocks in the order in which it is read.
fn for_each_text<'a>(blocks: &'a [Block], see: &mut impl FnMut(&'a Text)) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) | Block::Note { text, .. } => {
                see(text);
            }
            Block::List { items, .. } => {
                for item in items {
                    see(&item.text);
                    for_each_text(&item.under, see);
                }
            }
            Block::Table(table) => {
                see(&table.caption);
                table.columns.iter().for_each(|column| see(&column.head));
                (table.rows.iter().flat_map(|row| &row.cells)).for_each(&mut *see);
            }
            Block::Figure(figure) => {
                see(&figure.caption);
                figure.keys.iter().for_each(|key| see(&key.text));
            }
            Block::Details { summary, blocks } => {
                see(summary);
                for_each_text(blocks, see);
            }
        }
    }
}

/// The same, to change it.
pub(crate) fn for_each_text_mut(blocks: &mut [Block], see: &mut impl FnMut(&mut Text)) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) | Block::Note { text, .. } => {
                see(text);
            }
            Block::List { items, .. } => {
                for item in items {
                    see(&mut item.text);
                    for_each_text_mut(&mut item.under, see);
                }
            }
            Block::Table(table) => {
                see(&mut table.caption);
                for column in &mut table.columns {
                    see(&mut column.head);
                }
                (table.rows.iter_mut().flat_map(|row| &mut row.cells)).for_each(&mut *see);
            }
            Block::Figure(figure) => {
                see(&mut figure.caption);
                for key in &mut figure.keys {
                    see(&mut key.text);
                }
            }
            Block::Details { summary, blocks } => {
                see(summary);
                for_each_text_mut(blocks, see);
            }
        }
    }
}

impl Block {
    /// A heading of a level from 1 to 4.
    pub fn heading(level: u8, text: impl Into<Text>) -> Self {
        Block::Heading {
            level,
            text: text.into(),
        }
    }

    /// A paragraph.
    pub fn paragraph(text: impl Into<Text>) -> Self {
        Block::Paragraph(text.into())
    }

    /// A list without order, each item one text.
    pub fn list<T: Into<Text>>(items: impl IntoIterator<Item = T>) -> Self {
        let items = items.into_iter().map(Item::new).collect();
        Block::List {
            ordered: false,
            items,
        }
    }

    /// A numbered list, each item one text.
    pub fn numbered<T: Into<Text>>(items: impl IntoIterator<Item = T>) -> Self {
        let items = items.into_iter().map(Item::new).collect();
        Block::List {
            ordered: true,
            items,
        }
    }

    /// How to read what stands above.
    pub fn key(text: impl Into<Text>) -> Self {
        Block::Note {
            outcry: Outcry::Key,
            text: text.into(),
        }
    }

    /// How many of all are not shown, and how to see them; nothing if all are.
    pub(crate) fn not_listed(shown: usize, more: u64) -> Option<Self> {
        let command = Inline::Code(format!("--list {}", shown as u64 + more));
        let told = match more {
            0 => return None,
            1 => (Text::from("1 more is not listed: "), " lists it, too."),
            _ => (
                format!("{} more are not listed: ", thousands(more)).into(),
                " lists them all.",
            ),
        };
        Some(Block::key(told.0.and(command).and(told.1)))
    }

    /// What the answer is short of.
    pub fn caution(text: impl Into<Text>) -> Self {
        Block::Note {
            outcry: Outcry::Caution,
            text: text.into(),
        }
    }

    /// Something to unfold.
    pub fn details(summary: impl Into<Text>, blocks: Vec<Block>) -> Self {
        Block::Details {
            summary: summary.into(),
            blocks,
        }
    }
}

impl Item {
    /// An item of one text.
    pub fn new(text: impl Into<Text>) -> Self {
        Item {
            text: text.into(),
            under: Vec::new(),
        }
    }
}
