//! A Word document read back.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use hikiwake_document::{Block, Document, Inline, Table, Text};
use hikiwake_render::docx;
use resvg::usvg::roxmltree::{self, Node};
use zip::ZipArchive;

/// The parts of a Word document by name.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).expect("a part");
        let mut contents = Vec::new();
        part.read_to_end(&mut contents).expect("read");
        let name = part.name().expect("a name").into_owned();
        parts.insert(name, contents);
    }
    parts
}

pub fn parts_of(document: &Document) -> BTreeMap<String, Vec<u8>> {
    parts(&docx(document).expect("written"))
}

/// Asks about one part as XML; what XML does not allow is found here.
pub fn read<T>(parts: &BTreeMap<String, Vec<u8>>, name: &str, ask: impl FnOnce(Node) -> T) -> T {
    let text = std::str::from_utf8(&parts[name]).expect("UTF-8");
    let xml = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    ask(xml.root_element())
}

pub fn all<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    let named = |one: &Node| one.tag_name().name() == name;
    node.descendants().filter(named).collect()
}

/// The value of an attribute, in whatever vocabulary.
pub fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let mut attributes = node.attributes();
    let found = attributes.find(|attribute| attribute.name() == name)?;
    Some(found.value())
}

pub fn style(paragraph: Node) -> String {
    let styles = all(paragraph, "pStyle");
    let style = styles.first().and_then(|style| value(*style, "val"));
    style.unwrap_or_default().to_owned()
}

/// The words of the runs below a node; breaks are line breaks. A mark of a footnote is
/// the id at its end.
pub fn text(node: Node, ids: &[String]) -> String {
    let mut text = String::new();
    for part in node.descendants() {
        let superscript = part.parent().is_some_and(|run| {
            all(run, "rStyle")
                .iter()
                .any(|style| value(*style, "val") == Some("FootnoteReference"))
        });
        match part.tag_name().name() {
            "t" if !superscript => text.push_str(part.text().unwrap_or_default()),
            "br" => text.push('\n'),
            "p" => text.push('\n'),
            "footnoteReference" => {
                let at: usize = value(part, "id").expect("an id").parse().expect("a number");
                text.push_str(&format!(" [{}]", ids[at - 1]));
            }
            "instrText" => {
                let words = part.text().unwrap_or_default();
                let mark = words
                    .split_whitespace()
                    .find_map(|word| word.strip_prefix("claim"));
                let at: usize = mark.expect("a mark").parse().expect("a number");
                text.push_str(&format!(" [{}]", ids[at - 1]));
            }
            _ => {}
        }
    }
    text
}

/// The words of the whole body.
pub fn in_word(document: &Document) -> String {
    let parts = parts_of(document);
    let ids: Vec<String> = read(&parts, "word/footnotes.xml", |root| {
        let notes = all(root, "footnote");
        let notes = notes
            .into_iter()
            .filter(|note| value(*note, "type").is_none());
        let told = notes.map(|note| text(note, &[]));
        let id = told.map(|told| {
            told.rsplit_once('[')
                .expect("an id")
                .1
                .trim_end_matches(']')
                .to_owned()
        });
        id.collect()
    });
    read(&parts, "word/document.xml", |root| text(root, &ids))
}

pub fn together(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The widths of the columns of the first table, which fits on the page.
pub fn widths(parts: &BTreeMap<String, Vec<u8>>) -> Vec<usize> {
    read(parts, "word/document.xml", |root| {
        let columns = all(all(root, "tbl")[0], "gridCol").into_iter();
        let widths = columns.map(|column| value(column, "w").expect("a width").parse());
        let widths: Vec<usize> = widths.map(|width| width.expect("a number")).collect();
        assert!(widths.iter().sum::<usize>() <= 10_318, "{widths:?}");
        widths
    })
}

/// The words of all texts of the blocks, but for the marks of claims.
pub fn in_blocks(blocks: &[Block], wanted: &mut Vec<String>) {
    let mut in_text = |text: &Text| {
        let seen = text
            .0
            .iter()
            .filter(|part| !matches!(part, Inline::Claim(_)));
        wanted.extend(seen.map(Inline::words));
    };
    let in_table = |table: &Table, see: &mut dyn FnMut(&Text)| {
        see(&table.caption);
        table.columns.iter().for_each(|column| see(&column.head));
        table.rows.iter().flat_map(|row| &row.cells).for_each(see);
    };
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) | Block::Note { text, .. } => {
                in_text(text)
            }
            Block::Table(table) => in_table(table, &mut in_text),
            Block::Figure(figure) => {
                in_text(&figure.title.as_str().into());
                in_text(&figure.caption);
                figure.keys.iter().for_each(|key| in_text(&key.text));
            }
            Block::List { .. } | Block::Details { .. } => {}
        }
    }
    for block in blocks {
        match block {
            Block::List { items, .. } => {
                for item in items {
                    in_blocks(&[Block::Paragraph(item.text.clone())], wanted);
                    in_blocks(&item.under, wanted);
                }
            }
            Block::Details { summary, blocks } => {
                in_blocks(&[Block::Paragraph(summary.clone())], wanted);
                in_blocks(blocks, wanted);
            }
            _ => {}
        }
    }
}
