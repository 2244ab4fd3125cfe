//! Documents as HTML: a fragment to put into a page, or a page that stands alone.

use hikiwake_document::{Align, Basis, Block, Document, Figure, Inline, Item, Outcry, Table, Text};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::visible;

const STYLE: &str = include_str!("style.css");

/// Nothing is fetched and no script runs, whatever the page holds.
pub const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'none'; \
                          script-src 'none'; base-uri 'none'; form-action 'none'";

/// A page that stands alone: it fetches nothing and runs no script.
///
/// The same document gives the same bytes. Text from a dossier is escaped; control
/// characters and those that turn the direction of writing come out as U+FFFD.
pub fn page(document: &Document) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                title { (document.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main { (written(document)) }
                footer {
                    p { "Made with Hikiwake. The page is complete: it fetches nothing and runs no script." }
                }
            }
        }
    };
    visible(&page.into_string()).into_owned()
}

/// The document without a page around it, for a page that has its own style.
pub fn fragment(document: &Document) -> String {
    visible(&written(document).into_string()).into_owned()
}

fn written(document: &Document) -> Markup {
    html! {
        @if !document.title.is_empty() { h1 { (document.title) } }
        (blocks(&document.blocks))
    }
}

fn blocks(all: &[Block]) -> Markup {
    html! { @for one in all { (block(one)) } }
}

fn block(block: &Block) -> Markup {
    html! {
        @match block {
            Block::Heading { level, text } => { (heading(*level, text)) }
            Block::Paragraph(words) => { p { (text(words)) } }
            Block::List { ordered: true, items } => { ol { (list(items)) } }
            Block::List { ordered: false, items } => { ul { (list(items)) } }
            Block::Table(one) => { (table(one)) }
            Block::Figure(one) => { (figure(one)) }
            Block::Note { outcry, text: words } => {
                p.(match outcry { Outcry::Key => "small", Outcry::Caution => "caution" }) { (text(words)) }
            }
            Block::Details { summary, blocks: inside } => {
                details { summary { (text(summary)) } (blocks(inside)) }
            }
        }
    }
}

fn heading(level: u8, words: &Text) -> Markup {
    html! {
        @match level {
            0 | 1 => { h2 { (text(words)) } }
            2 => { h3 { (text(words)) } }
            3 => { h4 { (text(words)) } }
            _ => { h5 { (text(words)) } }
        }
    }
}

fn list(items: &[Item]) -> Markup {
    html! { @for item in items { li { (text(&item.text)) (blocks(&item.under)) } } }
}

/// On a narrow screen each row becomes a card, its cells behind the heads of their columns.
fn table(table: &Table) -> Markup {
    html! {
        table.stack {
            @if !table.caption.is_empty() { caption { (text(&table.caption)) } }
            thead { tr { @for column in &table.columns { th.(align(column.align)) scope="col" { (text(&column.head)) } } } }
            tbody {
                @for row in &table.rows {
                    tr {
                        @for (at, (column, cell)) in table.columns.iter().zip(&row.cells).enumerate() {
                            @let head = column.head.plain();
                            @if at == 0 {
                                th.(align(column.align)) scope="row" data-label=(head) { (text(cell)) }
                            } @else {
                                td.(align(column.align)) data-label=(head) { (text(cell)) }
                            }
                        }
                    }
                }
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

fn figure(figure: &Figure) -> Markup {
    html! {
        figure aria-label=(figure.title) {
            // Drawn by the figures of this program, which escape what they take.
            div.wide[figure.narrow.is_some()] { (PreEscaped(&figure.wide)) }
            @if let Some(narrow) = &figure.narrow { div.narrow { (PreEscaped(narrow)) } }
            figcaption { (text(&figure.caption)) }
        }
    }
}

fn text(words: &Text) -> Markup {
    html! { @for part in &words.0 { (inline(part)) } }
}

fn inline(part: &Inline) -> Markup {
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
            Inline::Likelihood(words) => { span.likelihood { (words) } }
            Inline::State { code, words } => { span.state title=(words) data-state=(code) { (code) } }
            Inline::Actor { id, name } => { span.actor data-actor=(id) { (name) } }
            Inline::Choice { id, label } => { span.option data-option=(id) { (label) } }
            Inline::Statement { id, words } => { q.statement data-statement=(id) { (words) } }
            Inline::Claim(cited) => {
                @let told = [&cited.says, &cited.source, &cited.place, &cited.by];
                @let told: Vec<&str> = told.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
                span.cite data-claim=(cited.id) title=(told.join(" — ")) { "[" (cited.id) "]" }
            }
            Inline::Basis { basis, hindsight } => {
                span.badge.(class(*basis)) { (basis.words()) }
                @if *hindsight { " " span.badge.hindsight { "hindsight" } }
            }
            Inline::Link(address) => { (link(address)) }
            Inline::Break => { br; }
        }
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
