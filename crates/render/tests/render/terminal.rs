//! A terminal obeys nothing, and nothing is wider than it.

use hikiwake_document::{Align, Block, Document, Table};
use hikiwake_render::{FOLDED, Terminal, terminal};

use crate::sample;

fn at(width: usize) -> Terminal {
    Terminal {
        width,
        styled: false,
        unfolded: true,
    }
}

/// What a terminal would obey or nobody would see.
fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [20, 60, 100] {
        for document in sample::documents() {
            let text = terminal(&document, at(width));
            for line in text.lines() {
                let wide = textwrap::core::display_width(line);
                assert!(wide <= width, "{wide} of {width}: {line}\n{text}");
            }
        }
    }
}

#[test]
fn nothing_hidden_reaches_the_terminal() {
    for document in sample::documents() {
        let text = terminal(&document, at(80));
        assert_eq!(text.chars().find(|c| is_hidden(*c)), None, "{text}");
        let styled = Terminal {
            styled: true,
            ..at(80)
        };
        // Nothing of ours but bold, and that ended.
        let bold = terminal(&document, styled);
        assert_eq!(bold.matches("\u{1b}[1m").count(), 4, "{bold}");
        let plain = bold.replace("\u{1b}[1m", "").replace("\u{1b}[0m", "");
        assert_eq!(plain, text);
    }
    let red = sample::document(&|_| sample::HOSTILE[0].to_owned());
    assert!(terminal(&red, at(80)).contains("␛[31mred␇"));
}

#[test]
fn a_table_without_room_is_a_list() {
    let mut table = Table::new(["Step", "Northumbrians", "Southumbrians"]);
    table.row(["Irrigation", "uncompromising", "accommodating"]);
    let mut document = Document::new("", "");
    document.push(Block::Table(table));
    let wide = terminal(&document, at(60));
    assert!(
        wide.contains("Step        Northumbrians   Southumbrians"),
        "{wide}"
    );
    let narrow = terminal(&document, at(40));
    let list =
        "  Irrigation\n    Northumbrians: uncompromising\n    Southumbrians: accommodating\n";
    assert!(narrow.ends_with(list), "{narrow}");
}

#[test]
fn what_is_folded_is_a_line() {
    let document = sample::document(&str::to_owned);
    let folded = Terminal {
        unfolded: false,
        ..at(80)
    };
    let (all, folded) = (terminal(&document, at(80)), terminal(&document, folded));
    assert!(all.contains("More") && !all.contains(FOLDED));
    // A line stands for what is folded, one for the picture apart from it, and nothing of
    // what they hold.
    assert_eq!(folded.matches(FOLDED).count(), 2, "{folded}");
    assert!(
        folded.contains("▸ More") && folded.len() < all.len(),
        "{folded}"
    );
}

/// Signs stand under short heads where columns are narrow; a list has the whole heads.
#[test]
fn heads_are_short_where_columns_are_narrow() {
    let mut table = Table::new(["Who", "Two islands and a treaty", "Joint development"]);
    for (column, short) in [(1, "1"), (2, "2")] {
        table.columns[column].short = Some(short.to_owned());
        table.columns[column].align = Align::Centre;
    }
    table.over("At home");
    table.row(["The army", "+", "−"]);
    table.over("Abroad");
    table.row(["An ally whose name is long", "±", "+"]);
    let set = hikiwake_render::terminal_table(&table, 60);
    assert_eq!(
        set,
        "  Who                         1 2\n\n  At home\n  The army                    + −\n\n  \
         Abroad\n  An ally whose name is long  ± +\n"
    );
    let listed = hikiwake_render::terminal_table(&table, 9);
    assert!(listed.contains("Two"), "{listed}");
    assert!(!listed.contains('1'), "{listed}");
}
