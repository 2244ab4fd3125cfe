//! Documents as HTML: a fragment to put into a page, or a page that stands alone.

mod notes;

use std::cell::RefCell;

use hikiwake_document::{
    Align, Basis, Block, Cited, Column, Document, Figure, Inline, Item, Outcry, Row, Stance, Table,
    Text, visible,
};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use notes::{folded, notes};

/// The style sheet of every page.
pub const STYLE: &str = include_str!("style.css");

/// Nothing is fetched and no script runs, whatever the page holds.
pub const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'none'; \
                          script-src 'none'; base-uri 'none'; form-action 'none'";

/// What every page of one document holds near its beginning, by which it is known.
pub const PAGE_MARK: &str = "<meta name=\"generator\" content=\"Hikiwake answer\">";

/// A page that stands alone: it fetches nothing and runs no script.
///
/// The same document gives the same bytes. Text from a dossier is escaped, and what does
/// not show is made visible.
pub fn page(document: &Document) -> String {
    let title = [&document.title, &document.subject];
    let title: Vec<&str> = (title.into_iter().map(String::as_str))
        .filter(|part| !part.is_empty())
        .collect();
    let cited = document.cited();
    let part = Part::new(&cited, 1);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                (PreEscaped(PAGE_MARK))
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                title { (title.join(" – ")) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    @if !document.subject.is_empty() { p.kicker { (document.subject) } }
                    h1 { (document.title) }
                }
                main { (part.answer(&document.answer)) (part.blocks(&document.blocks)) (folded(&cited)) }
                footer {
                    p { "Made with Hikiwake. The page is complete: it fetches nothing and runs no script." }
                }
            }
        }
    };
    visible(&page.into_string()).into_owned()
}

/// The document as a section of a page that has its own style and first heading. What it
/// cites is listed once for the whole page, by [`evidence`].
pub fn fragment(document: &Document, id: &str, cited: &[&Cited]) -> String {
    let part = Part::new(cited, 2);
    let section = html! {
        section id=(id) aria-labelledby={ (id) "-h" } {
            h2 id={ (id) "-h" } { (document.title) }
            (part.answer(&document.answer))
            (part.blocks(&document.blocks))
        }
    };
    visible(&section.into_string()).into_owned()
}

/// What the claims say that the sections of a page cite, as a section of it with a title.
pub fn evidence(title: &str, id: &str, cited: &[&Cited]) -> String {
    let section = html! {
        section.claims id=(id) aria-labelledby={ (id) "-h" } {
            h2 id={ (id) "-h" } { (title) }
            (notes(cited))
        }
    };
    visible(&section.into_string()).into_owned()
}

/// Most columns of marks that a table is stacked with on a narrow screen.
const MARKS: usize = 4;

/// A part of a page: how deep its headings stand, and what the page cites.
struct Part<'a> {
    deep: u8,
    cited: &'a [&'a Cited],
    /// The levels of the headings under which the next block stands, outermost first.
    under: RefCell<Vec<u8>>,
}

impl<'a> Part<'a> {
    fn new(cited: &'a [&'a Cited], deep: u8) -> Self {
        Part {
            deep,
            cited,
            under: RefCell::default(),
        }
    }

    fn answer(&self, sentence: &Text) -> Markup {
        html! { @if !sentence.is_empty() { p.answer { (self.text(sentence)) } } }
    }

    fn blocks(&self, all: &[Block]) -> Markup {
        html! { @for one in all { (self.block(one)) } }
    }

    fn block(&self, block: &Block) -> Markup {
        html! {
            @match block {
                Block::Heading { level, text } => { (self.heading(*level, text)) }
                Block::Paragraph(words) => { p { (self.text(words)) } }
                Block::List { ordered: true, items } => { ol { (self.list(items)) } }
                Block::List { ordered: false, items } => { ul { (self.list(items)) } }
                Block::Table(one) => { (self.table(one)) }
                Block::Figure(one) => { (self.figure(one)) }
                Block::Note { outcry, text: words } => {
                    p.(match outcry { Outcry::Key => "small", Outcry::Caution => "caution" }) { (self.text(words)) }
                }
                Block::Details { summary, blocks: inside } => {
                    details { summary { (self.text(summary)) } (self.blocks(inside)) }
                }
            }
        }
    }

    /// A heading one deeper than the one it stands under: a document may begin with parts of
    /// a section, and a page skips no level.
    fn heading(&self, level: u8, words: &Text) -> Markup {
        let mut under = self.under.borrow_mut();
        under.retain(|&outer| outer < level);
        under.push(level);
        html! {
            @match usize::from(self.deep) + under.len() {
                2 => { h2 { (self.text(words)) } }
                3 => { h3 { (self.text(words)) } }
                4 => { h4 { (self.text(words)) } }
                5 => { h5 { (self.text(words)) } }
                _ => { h6 { (self.text(words)) } }
            }
        }
    }

    fn list(&self, items: &[Item]) -> Markup {
        html! { @for item in items { li { (self.text(&item.text)) (self.blocks(&item.under)) } } }
    }

    /// On a narrow screen each row becomes a card, its cells behind the heads of their columns.
    /// Marks are compared down their columns: many of them keep their columns, and scroll.
    fn table(&self, table: &Table) -> Markup {
        let marks = table.columns.iter().filter(|c| c.align == Align::Centre);
        match marks.count() > MARKS {
            true => html! {
                div.scroll role="group" aria-label="Table" tabindex="0" { (self.rows(table, "marks")) }
            },
            false => self.rows(table, "stack"),
        }
    }

    fn rows(&self, table: &Table, class: &str) -> Markup {
        // What has no caption is named by what its rows are.
        let mut heads = table.columns.iter().map(|column| column.head.plain());
        let name = heads
            .find(|head| !head.is_empty())
            .filter(|_| table.caption.is_empty());
        html! {
            table class=(class) aria-label=[name] {
                @if !table.caption.is_empty() { caption { (self.text(&table.caption)) } }
                thead { tr { @for column in &table.columns {
                    th.(align(column.align)).brief[column.short.is_some()] scope="col" { (self.text(&column.head)) }
                } } }
                @for rows in table.rows.chunk_by(|_, next| !next.over) {
                    tbody { @for row in rows { (self.row(&table.columns, row)) } }
                }
            }
        }
    }

    fn row(&self, columns: &[Column], row: &Row) -> Markup {
        html! {
            @if row.over {
                tr.over { th scope="rowgroup" colspan=(columns.len()) { @for cell in row.cells.iter().take(1) { (self.text(cell)) } } }
            } @else {
                tr {
                    @for (at, (column, cell)) in columns.iter().zip(&row.cells).enumerate() {
                        @let head = column.head.plain();
                        @if at == 0 {
                            th.(align(column.align)) scope="row" data-label=(head) { (self.text(cell)) }
                        } @else {
                            td.(align(column.align)) data-label=(head) { (self.text(cell)) }
                        }
                    }
                }
            }
        }
    }

    fn figure(&self, figure: &Figure) -> Markup {
        // Drawn by the figures of this program, which escape what they take; the style sheet
        // shows the wide or the narrow one.
        html! {
            figure.setting aria-label=(figure.title) {
                @if !figure.keys.is_empty() {
                    ul.legend aria-label="Key to the figure" {
                        @for key in &figure.keys { li { (PreEscaped(&key.sample)) " " (self.text(&key.text)) } }
                    }
                }
                @if figure.narrow.is_some() { (PreEscaped(&figure.wide)) } @else {
                    div.scroll role="group" aria-label=(figure.title) tabindex="0" { (PreEscaped(&figure.wide)) }
                }
                @if let Some(narrow) = &figure.narrow { (PreEscaped(narrow)) }
                @if !figure.caption.is_empty() { figcaption { (self.text(&figure.caption)) } }
            }
        }
    }

    fn text(&self, words: &Text) -> Markup {
        html! { @for part in &words.0 { (self.inline(part)) } }
    }

    fn inline(&self, part: &Inline) -> Markup {
        html! {
            @match part {
                Inline::Plain(words) => { (words) }
                Inline::Strong(words) => { strong { (words) } }
                Inline::Quoted(words) => { q { (words) } }
                Inline::Code(words) => { code { (words) } }
                Inline::Number(number) => {
                    @if number.meaning.is_empty() { (number.written()) }
                    @else { span.number title=(number.meaning) { (number.written()) } }
                }
                Inline::Term { words, formal } => { abbr title=(formal) { (words) } }
                Inline::Likelihood(words) => { span.likelihood { (words) } }
                Inline::State { code, words } => { span.state title=(words) data-state=(code) { (code) } }
                Inline::Actor { id, name } => { span.actor data-actor=(id) { (name) } }
                Inline::Choice { id, label } => { span.option data-option=(id) { (label) } }
                Inline::Statement { id, words } => { q.statement data-statement=(id) { (words) } }
                Inline::Claim(cited) => {
                    @let note = self.cited.iter().position(|known| known.id == cited.id).unwrap_or(0);
                    a.cite href={ "#claim-" (note) } title=(cited.says) { "[" (cited.id) "]" }
                }
                Inline::Basis { basis, hindsight } => {
                    span.badge.(class(*basis)) { (basis.words()) }
                    @if *hindsight { " " span.badge.hindsight { "hindsight" } }
                }
                Inline::Mark { sign, meaning, stance: it } => {
                    @if !sign.is_empty() {
                        span.sign.(stance(*it)) role="img" title=(meaning) aria-label=(meaning) { (sign) }
                    }
                }
                Inline::Link(address) => { (link(address)) }
                Inline::Break => { br; }
            }
        }
    }
}

fn align(align: Align) -> &'static str {
    match align {
        Align::Left => "l",
        Align::Centre => "c",
        Align::Right => "n",
    }
}

fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::For => "for",
        Stance::Against => "against",
        Stance::Mixed => "mixed",
        Stance::Neither => "neither",
    }
}

fn class(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "stated",
        Basis::Inferred => "inferred",
        Basis::Analyst => "analyst",
    }
}

/// Nothing but http and https is linked.
fn link(address: &str) -> Markup {
    html! {
        @if address.starts_with("https://") || address.starts_with("http://") {
            a href=(address) rel="noreferrer" { (address) }
        } @else { (address) }
    }
}
