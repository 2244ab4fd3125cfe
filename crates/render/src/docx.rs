//! Documents as Word documents (Office Open XML, ISO/IEC 29500).
//!
//! Written from templates of XML: `docx-rs` has no repeated heads of tables, no alternative
//! text and no marks in footnotes, and its numbers run on from one document to the next;
//! `rdocx` is an office of 200,000 lines.

mod body;
mod picture;

use std::fmt;
use std::io::{Cursor, Write};

use hikiwake_document::{Cited, Document, visible, visible_line};
use maud::{Markup, PreEscaped, html};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::DOCX_MARK;
use body::Body;

/// Why there is no Word document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocxError {
    /// This machine has no font to draw the figures with.
    NoFont,
    /// A figure cannot be drawn.
    Figure {
        /// Its title.
        title: String,
        /// What is wrong with it.
        fault: String,
    },
    /// A table has more columns than Word takes.
    Columns(usize),
    /// The file cannot be put together.
    Package(String),
}

/// Most columns of a table: Word opens none with more.
const MOST_COLUMNS: usize = 63;

impl fmt::Display for DocxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let other = "ask for another form, such as --format html";
        match self {
            DocxError::NoFont => f.write_str(
                "this machine has no font to draw the figures with\n  = help: install one, such as Noto Sans or Liberation Sans",
            ),
            DocxError::Figure { title, fault } => write!(
                f,
                "the figure “{}” cannot be drawn: {}\n  = help: {other}",
                visible_line(title),
                visible_line(fault)
            ),
            DocxError::Columns(columns) => write!(
                f,
                "a table has {columns} columns, and Word takes up to {MOST_COLUMNS}\n  = help: {other}"
            ),
            DocxError::Package(fault) => {
                write!(f, "the Word document cannot be put together: {fault}\n  = help: {other}")
            }
        }
    }
}

impl std::error::Error for DocxError {}

/// The document for Word: headings, lists and tables as Word knows them, claims as
/// footnotes, figures as pictures with alternative text.
///
/// The same document gives the same bytes where the same fonts are installed.
pub fn docx(document: &Document) -> Result<Vec<u8>, DocxError> {
    let mut body = Body::default();
    let blocks = body.document(document)?;
    let whole = html! {
        w:document xmlns:w=(WORD) xmlns:r=(OFFICE) xmlns:wp=(PLACED) xmlns:a=(DRAWING)
            xmlns:pic=(PICTURE) { w:body { (blocks) (section()) } }
    };
    let parts = [
        ("word/document.xml", xml(&whole)),
        ("word/_rels/document.xml.rels", xml(&relationships(&body))),
        ("word/numbering.xml", xml(&numbering(body.numbered))),
        ("word/footnotes.xml", xml(&footnotes(&body.cited))),
        (
            "word/styles.xml",
            include_str!("docx/styles.xml").to_owned(),
        ),
        (
            "word/settings.xml",
            include_str!("docx/settings.xml").to_owned(),
        ),
        (
            "word/footer.xml",
            include_str!("docx/footer.xml").to_owned(),
        ),
    ];
    let packed = || {
        // No time of writing, and the mark readable.
        let plain = SimpleFileOptions::DEFAULT
            .last_modified_time(DateTime::DEFAULT)
            .compression_method(CompressionMethod::Stored);
        let packed = plain.compression_method(CompressionMethod::Deflated);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut put = |name: &str, options, bytes: &[u8]| {
            zip.start_file(name, options)?;
            zip.write_all(bytes).map_err(zip::result::ZipError::from)
        };
        put(
            "[Content_Types].xml",
            packed,
            include_bytes!("docx/content_types.xml"),
        )?;
        put("_rels/.rels", packed, include_bytes!("docx/rels.xml"))?;
        put("docProps/core.xml", plain, xml(&about(document)).as_bytes())?;
        for (name, text) in &parts {
            put(name, packed, text.as_bytes())?;
        }
        for (at, png) in body.pictures.iter().enumerate() {
            put(&format!("word/media/{at}.png"), plain, png)?;
        }
        Ok(zip.finish()?.into_inner())
    };
    packed().map_err(|error: zip::result::ZipError| DocxError::Package(error.to_string()))
}

// The vocabularies.
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PLACED: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

fn xml(root: &Markup) -> String {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    format!("{head}{}", root.0)
}

/// Margins of a page, 14 mm, in twentieths of a point.
const MARGIN: usize = 794;

/// An A4 page and its foot. Lengths are in twentieths of a point.
fn section() -> Markup {
    html! {
        w:sectPr {
            w:footerReference w:type="default" r:id="footer" {}
            w:pgSz w:w="11906" w:h="16838" {}
            w:pgMar w:top=(MARGIN) w:right=(MARGIN) w:bottom=(MARGIN) w:left=(MARGIN) w:header="567" w:footer="454" w:gutter="0" {}
        }
    }
}

/// What the file says about itself.
fn about(document: &Document) -> Markup {
    html! {
        cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
            xmlns:dc="http://purl.org/dc/elements/1.1/" {
            (PreEscaped(DOCX_MARK))
            dc:language { "en-GB" }
            dc:subject { (visible_line(&document.subject)) }
            dc:title { (visible_line(&document.title)) }
        }
    }
}

fn relationships(body: &Body) -> Markup {
    let parts = ["styles", "settings", "numbering", "footnotes", "footer"];
    html! {
        Relationships xmlns=(PACKAGE) {
            @for part in parts {
                Relationship Id=(part) Type={ (OFFICE) "/" (part) } Target={ (part) ".xml" } {}
            }
            @for at in 0..body.pictures.len() {
                Relationship Id={ "picture" (at) } Type={ (OFFICE) "/image" } Target={ "media/" (at) ".png" } {}
            }
            @for (at, address) in body.links.iter().enumerate() {
                Relationship Id={ "link" (at) } Type={ (OFFICE) "/hyperlink" } Target=(address) TargetMode="External" {}
            }
        }
    }
}

/// How deep a list stands within lists, at most.
const LEVELS: usize = 9;
/// How far each level is set in.
const INDENT: usize = 397;
/// The list of all items with dots. Each numbered list is one of its own, so that it
/// begins with 1.
const DOTTED: usize = 1;

fn numbering(numbered: usize) -> Markup {
    let level = |level: usize, format: &str, text: &str| {
        html! {
            w:lvl w:ilvl=(level) {
                w:start w:val="1" {}
                w:numFmt w:val=(format) {}
                w:lvlText w:val=(text) {}
                w:lvlJc w:val="left" {}
                w:pPr { w:ind w:left=(INDENT * (level + 1)) w:hanging=(INDENT) {} }
            }
        }
    };
    html! {
        w:numbering xmlns:w=(WORD) {
            w:abstractNum w:abstractNumId="0" {
                w:multiLevelType w:val="multilevel" {}
                @for at in 0..LEVELS { (level(at, "bullet", if at % 2 == 0 { "•" } else { "–" })) }
            }
            w:abstractNum w:abstractNumId="1" {
                w:multiLevelType w:val="multilevel" {}
                @for at in 0..LEVELS { (level(at, "decimal", &format!("%{}.", at + 1))) }
            }
            w:num w:numId=(DOTTED) { w:abstractNumId w:val="0" {} }
            @for list in 1..=numbered {
                w:num w:numId=(DOTTED + list) {
                    w:abstractNumId w:val="1" {}
                    @for at in 0..LEVELS {
                        w:lvlOverride w:ilvl=(at) { w:startOverride w:val="1" {} }
                    }
                }
            }
        }
    }
}

fn footnotes(cited: &[&Cited]) -> Markup {
    let line = |id: i8, kind: &str, line: Markup| {
        html! { w:footnote w:type=(kind) w:id=(id) { w:p {
            w:pPr { w:spacing w:after="0" w:line="240" w:lineRule="auto" {} }
            w:r { (line) }
        } } }
    };
    html! {
        w:footnotes xmlns:w=(WORD) {
            (line(-1, "separator", html! { w:separator {} }))
            (line(0, "continuationSeparator", html! { w:continuationSeparator {} }))
            @for (at, cited) in cited.iter().enumerate() {
                w:footnote w:id=(at + 1) { w:p {
                    w:pPr { w:pStyle w:val="FootnoteText" {} }
                    w:r { w:rPr { w:rStyle w:val="FootnoteReference" {} } w:footnoteRef {} }
                    (run(&format!(" {}", told(cited)), None))
                } }
            }
        }
    }
}

/// What the claim says, where it stands and under which id it is known.
fn told(cited: &Cited) -> String {
    let mut told = cited.says.clone();
    let place = [cited.source.as_str(), cited.place.as_str()];
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    if !place.is_empty() {
        told.push_str(&format!(" ({})", place.join(", ")));
    }
    if !cited.by.is_empty() {
        told.push_str(&format!(" Asserted by {}.", cited.by));
    }
    told + &format!(" [{}]", cited.id)
}

/// Words in one style. What would not show, and what XML has no sign for, is made visible.
fn run(words: &str, style: Option<&str>) -> Markup {
    let words = visible(words);
    html! {
        w:r {
            @if let Some(style) = style { w:rPr { w:rStyle w:val=(style) {} } }
            @for (at, line) in words.split('\n').enumerate() {
                @if at > 0 { w:br {} }
                w:t xml:space="preserve" { (line) }
            }
        }
    }
}
