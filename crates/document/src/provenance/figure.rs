//! The basis of all statements as a bar.

use hikiwake_conflict::Analysis;
use maud::html;

use crate::canvas::fixed;
use crate::{Basis, Figure, Text, scenarios};

/// Width and height of a bar.
const BAR: (f64, f64) = (380.0, 26.0);
/// Least width of a piece that has room for its number.
const ROOM: f64 = 22.0;

/// A piece of the bar: class and words of its basis, whether it was written with
/// hindsight, how many, where it begins, how wide it is.
struct Piece {
    class: &'static str,
    hindsight: bool,
    count: usize,
    left: f64,
    width: f64,
}

/// The bar of a model that has statements. `at` makes its ids unique.
pub(super) fn bar(at: usize, found: &Analysis) -> Option<Figure> {
    let all = found.statements.len();
    if all == 0 {
        return None;
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let mut left = 0.0;
    for (basis, class) in [
        (Basis::Stated, "stated"),
        (Basis::Inferred, "inferred"),
        (Basis::Analyst, "analyst"),
    ] {
        for hindsight in [false, true] {
            let of = |s: &&hikiwake_finding::StatementHead| {
                Basis::of(&s.basis) == basis && s.hindsight == hindsight
            };
            let count = found.statements.iter().filter(of).count();
            let width = BAR.0 * count as f64 / all as f64;
            if count > 0 {
                pieces.push(Piece {
                    class,
                    hindsight,
                    count,
                    left,
                    width,
                });
            }
            left += width;
        }
    }
    let told = pieces.iter().map(|piece| {
        let hindsight = if piece.hindsight {
            " with hindsight"
        } else {
            ""
        };
        format!("{} {}{hindsight}", piece.count, piece.class)
    });
    let description = told.collect::<Vec<_>>().join(", ");
    let period = scenarios::period_name(&found.scenario);
    let title = format!("Basis of {all} statements, {period}");
    let id = format!("basis-{at}");
    let hatch = format!("{id}-hatch");
    let drawn = html! {
        svg.bar viewBox={ "0 0 " (BAR.0) " " (BAR.1) } role="img" aria-labelledby={ (id) "-t " (id) "-d" } {
            title id={ (id) "-t" } { (title) }
            desc id={ (id) "-d" } { (description) }
            defs {
                pattern id=(hatch) width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    rect.hatch width="2.5" height="6" {}
                }
            }
            @for piece in &pieces {
                rect.(piece.class) x=(fixed(piece.left)) y="0" width=(fixed(piece.width)) height=(BAR.1) {}
                @if piece.hindsight {
                    rect x=(fixed(piece.left)) y="0" width=(fixed(piece.width)) height=(BAR.1) fill={ "url(#" (hatch) ")" } {}
                } @else if piece.width >= ROOM {
                    text.(piece.class) x=(fixed(piece.left + piece.width / 2.0)) y="18" text-anchor="middle" { (piece.count) }
                }
            }
        }
    };
    Some(Figure {
        wide: drawn.into_string(),
        narrow: None,
        caption: Text::new(),
        keys: Vec::new(),
        id,
        title,
        description,
    })
}
