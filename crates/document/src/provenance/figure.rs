//! What the wishes rest on, as a bar.

use hikiwake_conflict::Analysis;
use hikiwake_finding::StatementHead;
use maud::{Markup, html};

use crate::canvas::{CANVASES, fixed, strokes};
use crate::{Basis, Figure, Key, Text, count, joined, scenarios};

/// Height of a bar.
const HIGH: f64 = 24.0;
/// A piece with room for its number is wider, a sample of one is not.
const ROOM: f64 = 26.0;

/// A piece of the bar: what its wishes rest on, whether they were written with hindsight,
/// and how many they are.
struct Piece {
    basis: Basis,
    hindsight: bool,
    count: usize,
}

impl Piece {
    fn class(&self) -> &'static str {
        match self.basis {
            Basis::Stated => "stated",
            Basis::Inferred => "inferred",
            Basis::Analyst => "analyst",
        }
    }

    fn words(&self) -> String {
        let rests_on = match self.basis {
            Basis::Stated => "stated in the sources",
            Basis::Inferred => "one step beyond the sources",
            Basis::Analyst => "the analyst’s own",
        };
        let hindsight = match self.hindsight {
            true => ", with hindsight",
            false => "",
        };
        format!("{rests_on}{hindsight}")
    }
}

/// The bar of a model that has wishes. `id` is its own on the page.
pub(crate) fn bar(id: String, found: &Analysis) -> Option<Figure> {
    let all = found.statements.len();
    if all == 0 {
        return None;
    }
    let pieces = pieces(&found.statements);
    let told: Vec<String> = (pieces.iter())
        .map(|piece| format!("{} {}", piece.count, piece.words()))
        .collect();
    let description = format!("{}.", joined(&told));
    let title = format!(
        "What the {} rest on, {}",
        count(all as u64, "wish", "wishes"),
        scenarios::period_name(&found.scenario)
    );
    let [wide, narrow] = CANVASES.map(|sheet| {
        let size = (sheet.width, HIGH + 2.0);
        let drawn = html! { g.bar { (drawn(&pieces, sheet.width - 2.0)) } };
        sheet
            .svg(&id, size, (&title, &description), &drawn)
            .into_string()
    });
    let keys = pieces.iter().map(|piece| {
        let one = Piece { count: 1, ..*piece };
        let sample = html! {
            svg.chart.swatch width="28" height="26" viewBox="0 0 28 26" aria-hidden="true" {
                g.bar { (drawn(&[one], 26.0)) }
            }
        };
        Key {
            sample: sample.into_string(),
            text: format!("{} {}", piece.count, piece.words()).into(),
        }
    });
    Some(Figure {
        keys: keys.collect(),
        caption: Text::new(),
        wide,
        narrow: Some(narrow),
        id,
        title,
        description,
    })
}

/// The wishes by what they rest on, best founded first, those with hindsight behind the others.
fn pieces(statements: &[StatementHead]) -> Vec<Piece> {
    let each = [Basis::Stated, Basis::Inferred, Basis::Analyst];
    let each = each.into_iter().flat_map(|basis| {
        [false, true].map(|hindsight| {
            let of = |wish: &&StatementHead| {
                Basis::of(&wish.basis) == basis && wish.hindsight == hindsight
            };
            Piece {
                basis,
                hindsight,
                count: statements.iter().filter(of).count(),
            }
        })
    });
    each.filter(|piece| piece.count > 0).collect()
}

/// The pieces side by side, as wide as all of them are to be.
fn drawn(pieces: &[Piece], width: f64) -> Markup {
    let all: usize = pieces.iter().map(|piece| piece.count).sum();
    let mut left = 1.0;
    let each = pieces.iter().map(|piece| {
        let (x, wide) = (left, width * piece.count as f64 / all as f64);
        left += wide;
        html! {
            rect.(piece.class()) x=(fixed(x)) y="1" width=(fixed(wide)) height=(fixed(HIGH)) {}
            @if piece.hindsight {
                path.hatch.(piece.class()) d=(strokes((x, 1.0), (wide, HIGH), "l5,-5", 9.0)) {}
            } @else if wide > ROOM {
                text.(piece.class()) x=(fixed(x + wide / 2.0)) y="18" text-anchor="middle" { (piece.count) }
            }
        }
    });
    html! { @for one in each { (one) } }
}
