//! A drawing of rows against columns. Where a narrow sheet has no room for the heads, letters
//! call the columns, and the keys say which.

use maud::{Markup, html};

use crate::canvas::{CANVASES, Canvas, FONT, LINE, fixed, pair};
use crate::text_width::lines;
use crate::{Inline, Key, Stance};

/// Height of a cell at least, and the room between two.
const CELL: f64 = 26.0;
const GAP: f64 = 3.0;
/// Most width of a column, and the least that has room for its head.
const COLUMN: f64 = 130.0;
const HEAD: f64 = 80.0;

/// Rows against columns.
pub(crate) struct Grid<'a> {
    /// Class of the drawing in the style sheet.
    pub class: &'a str,
    /// Heads of the columns.
    pub heads: Vec<String>,
    /// Labels of the rows.
    pub rows: Vec<String>,
    /// Share of the sheet that the labels take, on a narrow sheet and on a wide one.
    pub labels: [f64; 2],
}

/// Where a cell lies.
#[derive(Clone, Copy)]
pub(crate) struct Cell {
    /// Its place among the rows.
    pub row: usize,
    /// Its place among the columns.
    pub column: usize,
    /// Its left upper corner.
    pub corner: (f64, f64),
    /// Its width and height.
    pub size: (f64, f64),
}

impl Cell {
    /// A box that fills it.
    pub fn filled(&self, class: &str) -> Markup {
        let ((left, top), (wide, high)) = (self.corner, self.size);
        html! { rect.(class) x=(fixed(left)) y=(fixed(top)) width=(fixed(wide)) height=(fixed(high)) {} }
    }

    /// How far something comes: a mark in its middle, or at the left of a word.
    pub fn degree(&self, degree: Degree, word: &str) -> Markup {
        let ((left, top), (wide, high)) = (self.corner, self.size);
        let most = if degree == Degree::Not { 1.5 } else { 8.0 };
        let r = (wide.min(high) / 2.0 - 2.0).min(most);
        let word = lines(word, wide - 26.0, FONT, 1).pop().unwrap_or_default();
        let across = if word.is_empty() { wide / 2.0 } else { 13.0 };
        let (x, y) = (left + across, top + high / 2.0);
        let full = degree == Degree::Full;
        html! {
            circle.full[full].ring[!full] cx=(fixed(x)) cy=(fixed(y)) r=(fixed(r)) {}
            @if degree == Degree::Half {
                path.full d={ "M" (pair((x, y - r))) "A" (pair((r, r))) " 0 0 0 " (pair((x, y + r))) "Z" } {}
            }
            @if !word.is_empty() { text x=(fixed(x + 11.0)) y=(fixed(y + 4.5)) { (word) } }
        }
    }
}

/// How far something comes, told by the shape of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Degree {
    /// Not at all.
    Not,
    /// The least that counts.
    Hollow,
    /// Half the way.
    Half,
    /// All the way.
    Full,
}

impl Degree {
    /// The mark of a table; the same shape as in a drawing.
    pub fn mark(self, meaning: &str) -> Inline {
        let (sign, stance) = match self {
            Degree::Not => ("·", Stance::Neither),
            Degree::Hollow => ("○", Stance::Neither),
            Degree::Half => ("◐", Stance::Mixed),
            Degree::Full => ("●", Stance::For),
        };
        Inline::mark(sign, meaning, stance)
    }
}

impl Grid<'_> {
    /// The drawing on a sheet, and its size.
    pub fn drawn(&self, sheet: Canvas, cell: impl Fn(Cell) -> Markup) -> ((f64, f64), Markup) {
        let (left, step) = self.columns(sheet);
        let lettered = is_lettered(sheet, step);
        let heads: Vec<Vec<String>> = (self.heads.iter().enumerate())
            .map(|(column, head)| match lettered {
                true => vec![letter(column)],
                false => lines(head, step - 6.0, FONT, 4),
            })
            .collect();
        let high = heads.iter().map(Vec::len).max().unwrap_or(1);
        let mut y = LINE * high as f64 + 6.0;
        let mut drawn = Vec::new();
        for (column, head) in heads.iter().enumerate() {
            let x = left + step * column as f64 + 2.0;
            drawn.push(html! {
                @for (line, words) in head.iter().enumerate() {
                    text.head x=(fixed(x)) y=(fixed(12.0 + LINE * line as f64)) { (words) }
                }
            });
        }
        for (row, label) in self.rows.iter().enumerate() {
            let label = lines(label, left - 8.0, FONT, 4);
            let tall = (LINE * label.len() as f64 + 6.0).max(CELL);
            let down = y + (tall - LINE * label.len() as f64) / 2.0 + 12.0;
            drawn.push(html! {
                @for (line, words) in label.iter().enumerate() {
                    text x="0" y=(fixed(down + LINE * line as f64)) { (words) }
                }
                @for column in 0..self.heads.len() {
                    (cell(Cell {
                        row,
                        column,
                        corner: (left + step * column as f64, y),
                        size: (step - GAP, tall),
                    }))
                }
            });
            y += tall + GAP;
        }
        let drawn = html! { g.(self.class) { @for part in &drawn { (part) } } };
        ((sheet.width, y + 2.0), drawn)
    }

    /// Where the first column begins, and how far it is from one to the next.
    fn columns(&self, sheet: Canvas) -> (f64, f64) {
        let left = sheet.width * self.labels[usize::from(sheet.class != "narrow")];
        let step = (sheet.width - left) / self.heads.len() as f64;
        (left, step.min(COLUMN))
    }

    /// A key with a cell as its sample.
    pub fn key(&self, sample: impl Fn(Cell) -> Markup, text: &str) -> Key {
        let cell = Cell {
            row: 0,
            column: 0,
            corner: (1.0, 1.0),
            size: (26.0, 18.0),
        };
        let sample = html! {
            svg.chart.(self.class).swatch width="28" height="20" viewBox="0 0 28 20" aria-hidden="true" { (sample(cell)) }
        };
        Key {
            sample: sample.into_string(),
            text: text.into(),
        }
    }

    /// What the letters stand for, where they call the columns of one of the sheets.
    pub fn letters(&self) -> impl Iterator<Item = Key> {
        let lettered = CANVASES
            .iter()
            .any(|&sheet| is_lettered(sheet, self.columns(sheet).1));
        let heads = self.heads.iter().enumerate().filter(move |_| lettered);
        heads.map(|(column, head)| {
            let letter = |_| html! { text x="8" y="15" { (letter(column)) } };
            self.key(letter, head)
        })
    }
}

/// Whether letters call columns of this width.
fn is_lettered(sheet: Canvas, step: f64) -> bool {
    sheet.class == "narrow" && step < HEAD
}

/// `A`, `B`, …, `AA`: how a narrow sheet calls a column.
fn letter(column: usize) -> String {
    let letter = char::from(b'A' + (column % 26) as u8);
    letter.to_string().repeat(1 + column / 26)
}
