//! All ties from one actor to another, as one arrow with a label of several lines.

use hikiwake_evidence::{Dependence, Ties};
use hikiwake_finding::Measure;

use crate::canvas::{FONT, LINE};
use crate::text_width;

/// Figures that a label shows; the table has them all.
const MOST: usize = 6;
/// Indent of figures under their kind.
pub(super) const INDENT: f64 = 10.0;

/// The ties from one actor to another.
pub(super) struct Bundle<'a> {
    /// Indices of the actors.
    pub from: usize,
    pub on: usize,
    pub ties: Vec<&'a Dependence>,
}

/// A line of a label.
pub(super) struct Line {
    pub text: String,
    /// What the tie is for; else one of its figures.
    pub kind: bool,
}

/// The bundles in order of first mention.
pub(super) fn bundles(ties: &Ties) -> Vec<Bundle<'_>> {
    let index = |id: &str| ties.actors.iter().position(|actor| actor.id == id);
    let mut bundles: Vec<Bundle> = Vec::new();
    for tie in &ties.ties {
        let (Some(from), Some(on)) = (index(&tie.from), index(&tie.on)) else {
            continue;
        };
        let same = |bundle: &&mut Bundle| bundle.from == from && bundle.on == on;
        match bundles.iter_mut().find(same) {
            Some(bundle) => bundle.ties.push(tie),
            None => bundles.push(Bundle {
                from,
                on,
                ties: vec![tie],
            }),
        }
    }
    bundles
}

/// `Russian share of Japan's LNG: 9% (2014-2016) [Q026]`: the claim is the way to
/// the source.
fn figure(figure: &Measure) -> String {
    let claim = &figure.claim;
    let date = match figure.date.as_str() {
        "" => String::new(),
        date => format!(" ({date})"),
    };
    format!("{}: {}{date} [{}]", claim.says, figure.short, claim.id)
}

impl Bundle<'_> {
    /// The label in lines of at most `room` pixels.
    pub fn lines(&self, room: f64) -> Vec<Line> {
        let mut lines = Vec::new();
        let all: usize = self.ties.iter().map(|tie| tie.figures.len()).sum();
        let mut left = if all > MOST { MOST - 1 } else { MOST };
        for tie in &self.ties {
            let head = text_width::lines(&tie.kind, room, FONT * 1.08, 2);
            lines.extend(head.into_iter().map(|text| Line { text, kind: true }));
            for one in tie.figures.iter().take(left) {
                let wrapped = text_width::lines(&figure(one), room - INDENT, FONT, 4);
                lines.extend(wrapped.into_iter().map(|text| Line { text, kind: false }));
            }
            left = left.saturating_sub(tie.figures.len());
        }
        if all > MOST {
            let text = format!("and {} more figures", all + 1 - MOST);
            lines.push(Line { text, kind: false });
        }
        lines
    }
}

/// Width and height of lines.
pub(super) fn size(lines: &[Line]) -> (f64, f64) {
    let width = |line: &Line| match line.kind {
        true => text_width::width(&line.text, FONT * 1.08),
        false => text_width::width(&line.text, FONT) + INDENT,
    };
    let width = lines.iter().map(width).fold(0.0, f64::max);
    (width, lines.len() as f64 * LINE)
}
