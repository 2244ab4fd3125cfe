//! The dependences as lanes: an actor a column, a pair a row, for a narrow page
//! and for more actors than a graph can show.

use hikiwake_evidence::Ties;
use maud::{Markup, html};

use super::arrow;
use super::bundle::{Bundle, Line};
use crate::canvas::{Canvas, FONT, LINE, fixed, pair};
use crate::text_width;

/// Size of names above columns.
const NAME: f64 = FONT * 1.08;
/// Least width of a column.
const NARROWEST: f64 = 26.0;
/// Room above an arrow, from it to its label, and under the label.
const ABOVE: f64 = 14.0;
const BELOW: f64 = 8.0;

/// The figure; nothing where there are too many actors for the sheet.
pub(super) fn svg(
    ties: &Ties,
    bundles: &[Bundle],
    sheet: Canvas,
    told: (&str, &str),
) -> Option<Markup> {
    let count = ties.actors.len();
    let pitch = sheet.width / count.max(1) as f64;
    if pitch < NARROWEST {
        return None;
    }
    let lane = |actor: usize| pitch * (actor as f64 + 0.5);
    // Where a name would have to be broken inside a word, columns bear letters.
    let room = pitch - 12.0;
    let fits = |word: &str| text_width::width(word, NAME) <= room;
    let named = (ties.actors.iter()).all(|actor| actor.name.split_whitespace().all(fits));
    let heads: Vec<Vec<String>> = (ties.actors.iter().enumerate())
        .map(|(at, actor)| match named {
            true => text_width::lines(&actor.name, room, NAME, 4),
            false => vec![letter(at)],
        })
        .collect();
    let head = heads.iter().map(Vec::len).max().unwrap_or(0) as f64 * LINE + 10.0;
    let mut y = head;
    let rows: Vec<(f64, Vec<Line>)> = (bundles.iter())
        .map(|bundle| {
            let title = title(ties, bundle, named);
            let mut lines: Vec<Line> = text_width::lines(&title, sheet.width - 16.0, NAME, 3)
                .into_iter()
                .map(|text| Line { text, kind: true })
                .collect();
            lines.extend(bundle.lines(sheet.width - 16.0));
            let top = y + ABOVE;
            y = top + BELOW + lines.len() as f64 * LINE + BELOW;
            (top, lines)
        })
        .collect();
    let drawn = html! {
        @for (at, lines) in heads.iter().enumerate() {
            path.lane d={ "M" (pair((lane(at), head))) "V" (fixed(y)) } {}
            rect.actor x=(fixed(lane(at) - pitch / 2.0 + 3.0)) y="1" width=(fixed(pitch - 6.0)) height=(fixed(head - 2.0)) rx="4" {}
            @for (line_at, line) in lines.iter().enumerate() {
                text.actor text-anchor="middle" x=(fixed(lane(at))) y=(fixed(5.0 + 12.5 + LINE * line_at as f64)) { (line) }
            }
        }
        @for (bundle, (top, lines)) in bundles.iter().zip(&rows) {
            rect.row x="0" y=(fixed(top + BELOW / 2.0)) width=(sheet.width)
                height=(fixed(lines.len() as f64 * LINE + BELOW)) {}
            @if bundle.from == bundle.on {
                (arrow::arrow(&[(lane(bundle.from), top - ABOVE + 2.0), (lane(bundle.from) + 14.0, top - 6.0), (lane(bundle.from), *top)]))
            } @else {
                circle.start cx=(fixed(lane(bundle.from))) cy=(fixed(*top)) r="3" {}
                (arrow::arrow(&[(lane(bundle.from), *top), (lane(bundle.on), *top)]))
            }
            (arrow::lines(lines, (8.0, top + BELOW)))
        }
    };
    Some(sheet.svg("ties", (sheet.width, y), told, &drawn))
}

/// `Japan → Russia`, with the letters of the columns where these bear letters.
fn title(ties: &Ties, bundle: &Bundle, named: bool) -> String {
    let name = |at: usize| {
        let name = &ties.actors[at].name;
        if named {
            name.clone()
        } else {
            format!("{} {name}", letter(at))
        }
    };
    format!("{} → {}", name(bundle.from), name(bundle.on))
}

fn letter(at: usize) -> String {
    match u8::try_from(at) {
        Ok(at) if at < 26 => char::from(b'A' + at).to_string(),
        _ => (at + 1).to_string(),
    }
}
