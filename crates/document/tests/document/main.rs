//! Numbers by one rule, claims found wherever they stand, and what findings are told in.

mod backtest;
mod lists;
mod negotiation_in_words;
#[path = "../../../session/tests/session/random.rs"]
#[allow(dead_code)]
mod random;
mod register;
mod told;
mod trace;
#[path = "../../../dossier/tests/dossier/written.rs"]
mod written;

use hikiwake_document::{
    Block, Cited, Document, Figure, Inline, Item, Number, Precision, Table, Text, percent,
    thousands,
};
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_share_is_written_within_what_its_precision_allows(share in 0.0..2.0_f64) {
        let text = percent(share);
        match text.chars().next() {
            Some('<') => prop_assert!(share > 0.0 && share < 0.0005, "{share}: {text}"),
            Some('>') => prop_assert!(share > 0.995 && share < 1.0, "{share}: {text}"),
            _ => {
                let read: f64 = text.strip_suffix('%').unwrap().parse().unwrap();
                let most = if read < 10.0 { 0.05 } else { 0.5 };
                prop_assert!((read - share * 100.0).abs() <= most + 1e-9, "{share}: {text}");
            }
        }
        // No zeros at the end that say nothing.
        prop_assert!(!text.contains(".0%"), "{text}");
        prop_assert_eq!(Number::percent(share).written(), text);
    }

    #[test]
    fn a_count_keeps_its_digits_in_groups_of_three(count: u64) {
        let text = thousands(count);
        prop_assert_eq!(text.replace(',', ""), count.to_string());
        let groups: Vec<&str> = text.split(',').collect();
        prop_assert!(groups[1..].iter().all(|group| group.len() == 3), "{}", text);
        prop_assert!((1..=3).contains(&groups[0].len()), "{}", text);
    }

    #[test]
    fn at_most_two_decimals_are_the_nearest(value in -1e6..1e6_f64) {
        let text = Number::of(value, Precision::AtMost(2)).written();
        let read: f64 = text.parse().unwrap();
        prop_assert!((read - value).abs() <= 0.005 + 1e-9, "{value}: {text}");
        prop_assert!(!text.contains('.') || !text.ends_with('0'), "{}", text);
        prop_assert!(text != "-0", "{}", value);
        prop_assert_eq!(Number::of(value, Precision::AtMost(2)).exact().parse::<f64>(), Ok(value));
    }
}

#[test]
fn claims_are_found_wherever_they_stand_each_once() {
    let cites = |id: &str| {
        Text::from("see ").and(Inline::Claim(Cited {
            id: id.to_owned(),
            says: format!("says {id}"),
            source: String::new(),
            place: String::new(),
            by: String::new(),
        }))
    };
    let mut table = Table::new([cites("head")]).caption(cites("caption"));
    table.row([cites("cell")]);
    let figure = Figure {
        id: String::new(),
        title: String::new(),
        description: String::new(),
        caption: cites("figure"),
        keys: Vec::new(),
        wide: String::new(),
        narrow: None,
    };
    let mut document = Document::new("", "");
    document.blocks = vec![
        Block::heading(1, cites("heading")),
        Block::paragraph(cites("paragraph")),
        Block::List {
            ordered: false,
            items: vec![Item {
                text: cites("item"),
                under: vec![Block::caution(cites("under"))],
            }],
        },
        Block::Table(table),
        Block::Figure(figure),
        Block::details(cites("summary"), vec![Block::key(cites("folded"))]),
        Block::paragraph(cites("paragraph")),
    ];
    let ids: Vec<&str> = document
        .cited()
        .iter()
        .map(|cited| cited.id.as_str())
        .collect();
    assert_eq!(
        ids,
        [
            "heading",
            "paragraph",
            "item",
            "under",
            "caption",
            "head",
            "cell",
            "figure",
            "summary",
            "folded"
        ]
    );
}
