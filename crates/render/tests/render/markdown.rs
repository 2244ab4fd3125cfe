//! Another reader of Markdown reads back what was said.

use hikiwake_document::{Block, Document, Inline, Item, Table, Text, visible};
use hikiwake_render::markdown;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::sample;

/// What a reader of Markdown reads, breaks and blanks apart.
fn read(text: &str) -> String {
    let mut read = String::new();
    for event in Parser::new_ext(text, options()) {
        match event {
            Event::Text(text) | Event::Code(text) => read.push_str(&text),
            Event::FootnoteReference(mark) => read.push_str(&format!("[{mark}]")),
            Event::InlineHtml(tag) => assert_eq!(&*tag, "<br>", "{text}"),
            Event::Html(markup) => panic!("{markup} in {text}"),
            Event::Rule | Event::TaskListMarker(_) => panic!("{event:?} in {text}"),
            _ => {}
        }
    }
    unspaced(&read)
}

/// All that readers add, but what changes signs, and attributes, which this one also sees
/// behind a backslash.
fn options() -> Options {
    Options::all() - Options::ENABLE_SMART_PUNCTUATION - Options::ENABLE_HEADING_ATTRIBUTES
}

fn unspaced(text: &str) -> String {
    let visible = visible(text);
    visible.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A document that says the texts in order, in many places.
fn saying(texts: &[Vec<Inline>]) -> Document {
    let mut texts = texts.iter().map(|parts| Text(parts.clone())).cycle();
    let mut next = || texts.next().expect("some");
    let mut table = Table::new([next(), next()]);
    table.row([next(), next()]);
    let mut document = Document::new("", "");
    document.blocks = vec![
        Block::paragraph(next()),
        Block::heading(2, next()),
        Block::List {
            ordered: true,
            items: vec![Item {
                text: next(),
                under: vec![Block::paragraph(next())],
            }],
        },
        Block::paragraph(next()),
        Block::Table(table),
        Block::key(next()),
        Block::list([next(), next()]),
    ];
    document
}

/// All that it says, in the order in which it stands there.
fn said(document: &Document) -> String {
    let mut said = String::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } | Block::Note { text, .. } => {
                said.push_str(&text.plain());
            }
            Block::List { items, .. } => {
                for item in items {
                    said.push_str(&item.text.plain());
                    if let Some(Block::Paragraph(text)) = item.under.first() {
                        said.push_str(&text.plain());
                    }
                }
            }
            Block::Table(table) => {
                let heads = table.columns.iter().map(|column| &column.head);
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                said.extend(heads.chain(cells).map(Text::plain));
            }
            _ => unreachable!("{block:?}"),
        }
    }
    unspaced(&said)
}

fn part() -> impl Strategy<Value = Inline> {
    // Every sign that Markdown knows, and what it does not.
    let words = "[a-c1-3 \n.)(#*_`~<>|&;:!\\[\\]{}$=+^@/\"'\\\\\u{1b}\u{202e}é日-]{0,12}";
    prop_oneof![
        4 => words.prop_map(Inline::Plain),
        1 => words.prop_map(Inline::Strong),
        1 => words.prop_map(Inline::Quoted),
        1 => words.prop_map(Inline::Code),
        1 => Just(Inline::Break),
        1 => "https?://[a-c<>|_*\\\\ .&]{0,8}".prop_map(Inline::Link),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..Default::default() })]

    #[test]
    fn every_text_survives(texts in proptest::collection::vec(proptest::collection::vec(part(), 0..4), 1..6)) {
        let document = saying(&texts);
        let text = markdown(&document);
        prop_assert_eq!(read(&text), said(&document), "{}", text);
    }
}

#[test]
fn every_row_has_as_many_cells_as_the_head() {
    for document in sample::documents() {
        let text = markdown(&document);
        let mut tables = Vec::new();
        for event in Parser::new_ext(&text, options()) {
            match event {
                Event::Start(Tag::Table(columns)) => tables.push((columns.len(), Vec::new())),
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    tables.last_mut().expect("within a table").1.push(0);
                }
                Event::End(TagEnd::TableCell) => {
                    *tables
                        .last_mut()
                        .and_then(|t| t.1.last_mut())
                        .expect("a row") += 1;
                }
                _ => {}
            }
        }
        assert_eq!(tables, [(3, vec![3; 4]), (3, vec![3; 4])], "{text}");
        // Readers fill rows up: so the pipes are counted, too.
        for line in text.lines().filter(|line| line.starts_with('|')) {
            let bare = line.replace("\\\\", "").replace("\\|", "");
            assert_eq!(bare.matches('|').count(), 4, "{line}");
        }
    }
}

#[test]
fn claims_are_notes_each_told_once() {
    let text = markdown(&sample::document(&str::to_owned));
    assert_eq!(text.matches("[^C1]:").count(), 1, "{text}");
    assert!(text.ends_with("[^C1]: The river rose. (Miller 2020, p. 3) Asserted by the mayor.\n"));
    assert!(text.matches("[^C1]").count() > 2);
}

#[test]
fn claims_whose_ids_would_make_one_mark_stay_two() {
    let claim = |id: &str, says: &str| {
        Inline::Claim(hikiwake_document::Cited {
            id: id.to_owned(),
            says: says.to_owned(),
            source: String::new(),
            place: String::new(),
            by: String::new(),
        })
    };
    let mut document = Document::new("", "");
    document.push(Block::paragraph(
        Text::new()
            .and(claim("a.b", "first"))
            .and(claim("a-b", "second")),
    ));
    let text = markdown(&document);
    assert!(
        text.contains("[^a-b]: first") && text.contains("[^a-b-2]: second"),
        "{text}"
    );
}
