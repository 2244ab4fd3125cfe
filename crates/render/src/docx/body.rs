//! The blocks of a document as the body of a Word document.

use hikiwake_document::{
    Align, Block, Cited, Document, Figure, Inline, Item, Outcry, Row, Table, Text, visible_line,
};
use maud::{Markup, html};
use textwrap::core::display_width;

use super::picture::{Painter, Picture};
use super::{DOTTED, DRAWING, DocxError, INDENT, LEVELS, MARGIN, MOST_COLUMNS, PICTURE, run};

/// Width of a line, in twentieths of a point: A4 without its margins.
const WIDTH: usize = 11_906 - 2 * MARGIN;
/// Width and height of the largest picture, in units of 1/360000 cm.
const LARGEST: (f32, f32) = (6_552_000.0, 8_400_000.0);
/// A pixel in the same units, 133 to an inch: letters in drawings are as large as in notes.
const PIXEL: f32 = 6_858.0;

/// What the body refers to, in the order in which it is written.
#[derive(Default)]
pub(super) struct Body<'a> {
    /// The claims; the first has the footnote 1.
    pub cited: Vec<&'a Cited>,
    /// Pictures in PNG.
    pub pictures: Vec<Vec<u8>>,
    /// Addresses of the web.
    pub links: Vec<&'a str>,
    /// How many numbered lists there are.
    pub numbered: usize,
    painter: Option<Painter>,
}

/// How a paragraph stands.
#[derive(Clone, Copy)]
enum Place {
    /// Under so many items of lists.
    Under(usize),
    /// An item of a list (its number, how many lists stand around it).
    Item(usize, usize),
    /// In a cell.
    Cell(Align),
}

fn paragraph(style: &str, place: Place, runs: &Markup) -> Markup {
    html! {
        w:p {
            w:pPr {
                w:pStyle w:val=(style) {}
                @match place {
                    Place::Under(0) | Place::Cell(Align::Left) => {}
                    Place::Under(depth) => { w:ind w:left=(INDENT * depth) {} }
                    Place::Item(list, depth) => {
                        w:numPr { w:ilvl w:val=(depth.min(LEVELS - 1)) {} w:numId w:val=(list) {} }
                    }
                    Place::Cell(Align::Centre) => { w:jc w:val="center" {} }
                    Place::Cell(Align::Right) => { w:jc w:val="right" {} }
                }
            }
            (runs)
        }
    }
}

impl<'a> Body<'a> {
    pub(super) fn document(&mut self, document: &'a Document) -> Result<Markup, DocxError> {
        let heads = [("Title", &document.title), ("Subtitle", &document.subject)];
        let heads = heads.into_iter().filter(|(_, words)| !words.is_empty());
        Ok(html! {
            @for (style, words) in heads {
                (paragraph(style, Place::Under(0), &run(words, None)))
            }
            @if !document.answer.is_empty() {
                (paragraph("Answer", Place::Under(0), &self.text(&document.answer)))
            }
            (self.blocks(&document.blocks, 0)?)
        })
    }

    /// `depth` is how many items of lists they stand under.
    fn blocks(&mut self, all: &'a [Block], depth: usize) -> Result<Markup, DocxError> {
        Ok(html! { @for block in all { (self.block(block, depth)?) } })
    }

    fn block(&mut self, block: &'a Block, depth: usize) -> Result<Markup, DocxError> {
        let depth = depth.min(LEVELS);
        let place = Place::Under(depth);
        Ok(match block {
            Block::Heading { level, text } => {
                let style = format!("Heading{}", (*level).clamp(1, 4));
                paragraph(&style, place, &self.text(text))
            }
            Block::Paragraph(text) => paragraph("Normal", place, &self.text(text)),
            Block::List { ordered, items } => self.list(*ordered, items, depth)?,
            Block::Table(table) => self.table(table, depth)?,
            Block::Figure(figure) => self.figure(figure, place)?,
            Block::Note { outcry, text } => match outcry {
                Outcry::Key => paragraph("Note", place, &self.text(text)),
                Outcry::Caution => {
                    let note = run("Note. ", Some("Strong"));
                    let words = html! { (note) (self.text(text)) };
                    paragraph("Caution", place, &words)
                }
            },
            Block::Details { summary, blocks } => html! {
                (paragraph("Summary", place, &self.text(summary)))
                (self.blocks(blocks, depth)?)
            },
        })
    }

    fn list(
        &mut self,
        ordered: bool,
        items: &'a [Item],
        depth: usize,
    ) -> Result<Markup, DocxError> {
        let list = match ordered {
            true => {
                self.numbered += 1;
                DOTTED + self.numbered
            }
            false => DOTTED,
        };
        Ok(html! {
            @for item in items {
                (paragraph("ListParagraph", Place::Item(list, depth), &self.text(&item.text)))
                (self.blocks(&item.under, depth + 1)?)
            }
        })
    }

    fn table(&mut self, table: &'a Table, depth: usize) -> Result<Markup, DocxError> {
        if table.columns.len() > MOST_COLUMNS {
            return Err(DocxError::Columns(table.columns.len()));
        }
        let widths = widths(table, WIDTH - INDENT * depth);
        let cell = |at: usize, style: &str, runs: &Markup| {
            html! {
                w:tc {
                    w:tcPr { w:tcW w:w=(widths[at]) w:type="dxa" {} }
                    (paragraph(style, Place::Cell(table.columns[at].align), runs))
                }
            }
        };
        Ok(html! {
            @if !table.caption.is_empty() {
                (paragraph("TableCaption", Place::Under(depth), &self.text(&table.caption)))
            }
            @if !table.columns.is_empty() {
                w:tbl {
                    w:tblPr {
                        w:tblStyle w:val="Findings" {}
                        w:tblW w:w=(widths.iter().sum::<usize>()) w:type="dxa" {}
                        w:tblInd w:w=(INDENT * depth) w:type="dxa" {}
                        w:tblLayout w:type="fixed" {}
                        w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="0" {}
                    }
                    w:tblGrid { @for width in &widths { w:gridCol w:w=(width) {} } }
                    w:tr {
                        w:trPr { w:cantSplit {} w:tblHeader {} }
                        @for (at, column) in table.columns.iter().enumerate() {
                            (cell(at, "TableHead", &self.text(&column.head)))
                        }
                    }
                    @for row in &table.rows {
                        @if row.over {
                            // It goes to the next page with the row that it heads.
                            w:tr {
                                w:trPr { w:cantSplit {} }
                                w:tc {
                                    w:tcPr {
                                        w:tcW w:w=(widths.iter().sum::<usize>()) w:type="dxa" {}
                                        w:gridSpan w:val=(widths.len()) {}
                                    }
                                    @for heading in row.cells.iter().take(1) {
                                        (paragraph("TableHead", Place::Cell(Align::Left), &self.text(heading)))
                                    }
                                }
                            }
                        } @else {
                            w:tr {
                                w:trPr { w:cantSplit {} }
                                @for at in 0..table.columns.len() {
                                    (cell(at, "TableText", &row.cells.get(at).map(|text| self.text(text)).unwrap_or_default()))
                                }
                            }
                        }
                    }
                }
                // Word joins tables that have nothing between them.
                (paragraph("TableEnd", Place::Under(0), &Markup::default()))
            }
        })
    }

    fn figure(&mut self, figure: &'a Figure, place: Place) -> Result<Markup, DocxError> {
        let drawn = self.picture(figure, &figure.wide, true)?;
        let mut keys = Vec::new();
        for (at, key) in figure.keys.iter().enumerate() {
            let sample = self.picture(figure, &key.sample, false)?;
            let apart = if at == 0 { "" } else { "\u{2003}" };
            keys.push(
                html! { (run(apart, None)) (sample) (run(" ", None)) (self.text(&key.text)) },
            );
        }
        Ok(html! {
            (paragraph("Figure", place, &drawn))
            @if !keys.is_empty() { (paragraph("FigureKey", place, &html! { @for key in &keys { (key) } })) }
            (paragraph("Caption", place, &html! {
                (run(&format!("{}. ", figure.title), Some("Strong"))) (self.text(&figure.caption))
            }))
        })
    }

    /// A picture in a line. A sample beside its meaning tells nothing more to those who
    /// cannot see it.
    fn picture(&mut self, figure: &Figure, svg: &str, tells: bool) -> Result<Markup, DocxError> {
        if self.painter.is_none() {
            self.painter = Painter::new();
        }
        let painter = self.painter.as_ref().ok_or(DocxError::NoFont)?;
        let drawn = painter.picture(svg);
        let Picture { png, width, height } = drawn.map_err(|fault| DocxError::Figure {
            title: figure.title.clone(),
            fault,
        })?;
        let at = self.pictures.len();
        self.pictures.push(png);
        let (width, height) = (width * PIXEL, height * PIXEL);
        let scale = (LARGEST.0 / width).min(LARGEST.1 / height).min(1.0);
        let [width, height] = [width, height].map(|length| (length * scale) as u64);
        let told = match tells {
            true => figure.description.as_str(),
            false => "",
        };
        Ok(html! {
            w:r { w:drawing { wp:inline distT="0" distB="0" distL="0" distR="0" {
                wp:extent cx=(width) cy=(height) {}
                wp:docPr id=(at + 1) name={ "Picture " (at + 1) } descr=(visible_line(told)) {
                    @if !tells { (decorative()) }
                }
                wp:cNvGraphicFramePr { a:graphicFrameLocks noChangeAspect="1" {} }
                a:graphic { a:graphicData uri=(PICTURE) { pic:pic {
                    pic:nvPicPr { pic:cNvPr id=(at + 1) name={ (at) ".png" } {} pic:cNvPicPr {} }
                    pic:blipFill { a:blip r:embed={ "picture" (at) } {} a:stretch { a:fillRect {} } }
                    pic:spPr {
                        a:xfrm { a:off x="0" y="0" {} a:ext cx=(width) cy=(height) {} }
                        a:prstGeom prst="rect" { a:avLst {} }
                    }
                } } }
            } } }
        })
    }

    fn text(&mut self, text: &'a Text) -> Markup {
        let mut runs = Vec::new();
        let mut after_note = false;
        let mut rest = text.0.iter().peekable();
        while let Some(part) = rest.next() {
            // Marks of notes stand close to the words, with a comma between them.
            let before_note = matches!(rest.peek(), Some(Inline::Claim(_)));
            let shown = match part {
                Inline::Claim(cited) => {
                    if after_note {
                        runs.push(run(",", Some("FootnoteReference")));
                    }
                    self.note(cited)
                }
                Inline::Plain(words) if before_note => match words.trim_end() {
                    "" => continue,
                    words => run(words, None),
                },
                Inline::Strong(words) => run(words, Some("Strong")),
                Inline::Code(words) => run(words, Some("Code")),
                Inline::Link(address) => self.link(address),
                other => run(&other.words(), None),
            };
            runs.push(shown);
            after_note = matches!(part, Inline::Claim(_));
        }
        html! { @for run in &runs { (run) } }
    }

    /// The mark of the footnote of a claim. The first makes the footnote, the others
    /// refer to it.
    fn note(&mut self, cited: &'a Cited) -> Markup {
        let style = html! { w:rPr { w:rStyle w:val="FootnoteReference" {} } };
        let known = self.cited.iter().position(|known| known.id == cited.id);
        let Some(known) = known else {
            self.cited.push(cited);
            let number = self.cited.len();
            return html! {
                w:bookmarkStart w:id=(number) w:name={ "claim" (number) } {}
                w:r { (style) w:footnoteReference w:id=(number) {} }
                w:bookmarkEnd w:id=(number) {}
            };
        };
        let number = known + 1;
        html! {
            w:r { (style) w:fldChar w:fldCharType="begin" {} }
            w:r { (style) w:instrText xml:space="preserve" { " NOTEREF claim" (number) " \\f \\h " } }
            w:r { (style) w:fldChar w:fldCharType="separate" {} }
            w:r { (style) w:t { (number) } }
            w:r { (style) w:fldChar w:fldCharType="end" {} }
        }
    }

    /// Nothing but http and https is linked.
    fn link(&mut self, address: &'a str) -> Markup {
        let web = address.starts_with("https://") || address.starts_with("http://");
        if !web || visible_line(address) != address {
            return run(address, None);
        }
        self.links.push(address);
        html! {
            w:hyperlink r:id={ "link" (self.links.len() - 1) } { (run(address, Some("Hyperlink"))) }
        }
    }
}

/// Says to a reader of screens that a picture tells nothing.
fn decorative() -> Markup {
    let uri = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}";
    let name = "http://schemas.microsoft.com/office/drawing/2017/decorative";
    html! {
        a:extLst xmlns:a=(DRAWING) { a:ext uri=(uri) { adec:decorative xmlns:adec=(name) val="1" {} } }
    }
}

/// How wide the columns are. A table that fits is no wider than its words. In another each
/// column has room for its longest word; what is left goes to those with the most words.
fn widths(table: &Table, whole: usize) -> Vec<usize> {
    /// About the width of a letter in a table.
    const LETTER: usize = 95;
    /// The room beside the words of a cell, in letters.
    const AROUND: usize = 3;
    /// So many letters are best set in one line.
    const SHORT: usize = 16;
    /// No column asks for more.
    const MOST: usize = 48;
    let measured = |at: usize| {
        let cells = table.rows.iter().filter_map(|row: &Row| row.cells.get(at));
        let texts = std::iter::once(&table.columns[at].head).chain(cells);
        let (mut word, mut line, mut all) = (1, 1, 0);
        for text in texts {
            for one in text.plain().split('\n') {
                let longest = one.split_whitespace().map(display_width).max();
                word = word.max(longest.unwrap_or(0));
                line = line.max(display_width(one));
                all += display_width(one);
            }
        }
        let usual = (all / (table.rows.len() + 1)).max(SHORT);
        let word = word.min(MOST);
        [word, line.min(usual).clamp(word, MOST), line].map(|letters| letters + AROUND)
    };
    let measures: Vec<[usize; 3]> = (0..table.columns.len()).map(measured).collect();
    let [words, wanted, lines]: [usize; 3] =
        [0, 1, 2].map(|at| measures.iter().map(|one| one[at]).sum());
    let room: usize = whole / LETTER;
    let width = |[word, want, line]: &[usize; 3]| {
        if lines <= room {
            line * LETTER
        } else if words >= room || wanted <= words {
            whole * word / words
        } else {
            let left = whole - words * LETTER;
            word * LETTER + left * (want - word) / (wanted - words)
        }
    };
    measures.iter().map(width).collect()
}
