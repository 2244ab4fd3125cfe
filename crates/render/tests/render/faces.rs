//! The faces of a document, and that they say the same.

use std::collections::BTreeMap;
use std::path::Path;

use hikiwake_document::{Block, Document, Inline, Text};
use hikiwake_dossier::Dossier;
use hikiwake_render::{Terminal, markdown, page, terminal};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use scraper::{Html, Node, Selector};

/// A dossier of this repository.
pub fn dossier(folder: &str) -> Dossier {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = hikiwake_dossier::read(&root.join(folder));
    read.dossier.expect("without errors")
}

/// The document on a terminal, on a page and in Markdown: the same words and numbers.
pub fn on_every_face(document: &Document) -> [String; 3] {
    let faces = [
        on_a_terminal(document),
        on_a_page(document),
        in_markdown(document),
    ];
    let [terminal, page, markdown] = &faces;
    let title = &document.title;
    assert!(words(terminal).len() > 20, "{title}: {terminal}");
    assert_eq!(words(terminal), words(page), "{title}");
    assert_eq!(words(terminal), words(markdown), "{title}");
    assert_eq!(numbers(terminal), numbers(page), "{title}");
    assert_eq!(numbers(terminal), numbers(markdown), "{title}");
    faces
}

pub fn on_a_terminal(document: &Document) -> String {
    let wide = Terminal {
        width: 120,
        styled: false,
        unfolded: true,
    };
    terminal(document, wide)
}

/// The text of the page, without its head, foot and the notes about claims.
fn on_a_page(document: &Document) -> String {
    let page = Html::parse_document(&page(document));
    let body = Selector::parse("header, main").expect("a selector");
    let mut text = String::new();
    for part in page.select(&body) {
        for node in part.descendants() {
            let aside = |outer: &Node| {
                let outer = outer.as_element();
                outer.is_some_and(|outer| outer.classes().any(|class| class == "claims"))
            };
            if let Node::Text(words) = node.value()
                && !node.ancestors().any(|outer| aside(outer.value()))
            {
                text.push_str(words);
                // Between blocks, cells and breaks nothing is written.
                text.push(' ');
            }
        }
    }
    text
}

/// The text of the Markdown, without the notes about claims.
pub fn in_markdown(document: &Document) -> String {
    let mut text = String::new();
    let mut within_note = false;
    let markdown = markdown(document);
    for event in Parser::new_ext(
        &markdown,
        Options::all() - Options::ENABLE_SMART_PUNCTUATION,
    ) {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => within_note = true,
            Event::End(TagEnd::FootnoteDefinition) => within_note = false,
            Event::Text(words) | Event::Code(words) if !within_note => text.push_str(&words),
            Event::FootnoteReference(mark) => text.push_str(&format!("[{mark}]")),
            Event::Start(_) | Event::End(_) | Event::HardBreak | Event::SoftBreak => text.push(' '),
            Event::InlineHtml(_) => text.push(' '),
            _ => {}
        }
    }
    text
}

/// The headings, and the items of lists that are words alone.
pub fn said(document: &Document) -> Vec<String> {
    fn texts(blocks: &[Block]) -> Vec<&Text> {
        let of = blocks.iter().flat_map(|block| match block {
            Block::Heading { text, .. } => vec![text],
            Block::List { items, .. } => items.iter().map(|item| &item.text).collect(),
            Block::Details { blocks, .. } => texts(blocks),
            _ => Vec::new(),
        });
        of.collect()
    }
    let plain = |text: &&Text| matches!(text.0.as_slice(), [Inline::Plain(_)]);
    let all = texts(&document.blocks).into_iter();
    all.filter(plain).map(Text::plain).collect()
}

/// How often each word stands there.
pub fn words(text: &str) -> BTreeMap<&str, usize> {
    let mut words = BTreeMap::new();
    let parts = text.split(|c: char| !c.is_alphabetic());
    for word in parts.filter(|word| !word.is_empty() && *word != "Note") {
        *words.entry(word).or_default() += 1;
    }
    words
}

/// How often each share or broken number stands there; places in lists are none.
pub fn numbers(text: &str) -> BTreeMap<&str, usize> {
    let mut numbers = BTreeMap::new();
    for token in text.split_whitespace() {
        let token = token.trim_matches(|c: char| !c.is_alphanumeric() && c != '%' && c != '<');
        if token.contains(|c: char| c.is_ascii_digit()) && token.contains(['%', '.', '-']) {
            *numbers.entry(token).or_default() += 1;
        }
    }
    numbers
}

pub fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
