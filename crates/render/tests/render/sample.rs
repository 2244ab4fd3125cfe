//! A document with a block and an inline part of every kind.

use hikiwake_document::{
    Align, Basis, Block, Cited, Document, Figure, Inline, Item, Key, Number, Stance, Table, Text,
};

/// Texts as somebody would write them who wants to be obeyed.
pub const HOSTILE: [&str; 12] = [
    "\u{1b}[31mred\u{7}\u{1b}]0;title\u{7}",
    "\u{202e}gnihtemos\u{2066} turned\u{200b}",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "&lt;b&gt; &#x1b;",
    "# no heading\n\n- no list\n1. none\n    no code",
    "| no | table |\n| --- | --- |",
    "[no link](javascript:alert(1)) ![x](y) [^1] ~~no~~ `no` **no** __no__",
    "C:\\folder\\",
    "=HYPERLINK(1)\r\nsecond",
    "日本語の非常に長い文章日本語の非常に長い文章日本語の非常に長い文章日本語の非常に長い文章日本語の非常に長い文章",
    "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaftsvorsitzender",
];

/// The document, each of its texts put through `say`.
pub fn document(say: &dyn Fn(&str) -> String) -> Document {
    let cited = |id: &str| {
        Inline::Claim(Cited {
            id: say(id),
            says: say("The river rose."),
            source: say("Miller 2020"),
            place: say("p. 3"),
            by: say("the mayor"),
        })
    };
    let all = Text::from(say("Plain. "))
        .and(Inline::Strong(say("Strong")))
        .and(Inline::Strong(say("again")))
        .and(Inline::Quoted(say("quoted")))
        .and(Inline::Code(say("code")))
        .and(Number::whole(1234).meaning(say("meaning")))
        .and(Inline::Likelihood(say("likely")))
        .and(Inline::State {
            code: say("0101"),
            words: say("in words"),
        })
        .and(Inline::Actor {
            id: say("ann"),
            name: say("Ann"),
        })
        .and(Inline::Choice {
            id: say("gate"),
            label: say("Gate"),
        })
        .and(Inline::Statement {
            id: say("dry"),
            words: say("be dry"),
        })
        .and(cited("C1"))
        .and(Inline::Basis {
            basis: Basis::Inferred,
            hindsight: true,
        })
        .and(Inline::mark(&say("+"), &say("accepts"), Stance::For))
        .and(Inline::Break)
        .and(Inline::Link(say("https://example.org/a")))
        .and(Inline::Link(say("javascript:alert(1)")));
    let mut table = Table::new([say("Step"), say("By"), say("Exposed")])
        .align(1, Align::Centre)
        .align(2, Align::Right)
        .caption(say("How to read it."));
    table.columns[1].short = Some(say("1"));
    table.over(say("Roads"));
    table.row([say("A road").into(), say("Ann").into(), all.clone()]);
    table.row([say("A gate")]);
    let figure = Figure {
        id: "drawn".to_owned(),
        title: say("Title of the figure"),
        description: say("What can be seen."),
        caption: say("Thin: this.").into(),
        keys: vec![Key {
            sample: "<svg width=\"9\" height=\"9\"></svg>".to_owned(),
            text: say("a line").into(),
        }],
        wide: "<svg class=\"wide\" width=\"90\" height=\"9\"></svg>".to_owned(),
        narrow: None,
    };
    let mut document = Document::new(say("The title"), say("The subject"));
    document.blocks = vec![
        Block::heading(1, say("A heading")),
        Block::paragraph(all.clone()),
        Block::list([say("one"), say("two")]),
        Block::List {
            ordered: true,
            items: vec![Item {
                text: all,
                under: vec![Block::paragraph(say("under it")), Block::list([say("sub")])],
            }],
        },
        Block::heading(2, say("Below")),
        Block::Table(table.clone()),
        Block::Figure(figure),
        Block::key(say("How to read")),
        Block::caution(say("A limit")),
        Block::details(say("More"), vec![Block::Table(table)]),
    ];
    document
}

/// The document as it is, and with each hostile text in every place.
pub fn documents() -> Vec<Document> {
    let hostile = HOSTILE.iter().flat_map(|hostile| {
        let instead = document(&|_| (*hostile).to_owned());
        [instead, document(&|text| format!("{text} {hostile}"))]
    });
    [document(&str::to_owned)]
        .into_iter()
        .chain(hostile)
        .collect()
}
