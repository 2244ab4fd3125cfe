//! Who can stop what at home: forms of settlement against those who must agree, and against
//! the governments' own wishes.

use hikiwake_negotiation::{DomesticRatification, FactionRow, RatifyPeriod, Says};
use maud::{Markup, html};

use super::columns;
use super::opening::has_a_veto;
use crate::canvas::{CANVASES, Canvas, FONT, LINE, fixed, pair};
use crate::form_grounds::rests_on;
use crate::text_width::lines;
use crate::{Basis, Figure, Key, joined};

/// Height of a cell at least, and the room between two.
const CELL: f64 = 22.0;
const GAP: f64 = 3.0;

/// One who judges: a column.
struct Judge<'a> {
    row: &'a FactionRow,
    name: String,
    /// What the verdicts rest on; nothing for a government, which judges wish by wish.
    basis: Option<Basis>,
}

/// The picture of one date under one rule; nothing where nobody need agree, or no form has
/// an agreement.
pub(crate) fn figure(
    at: &str,
    found: &DomesticRatification,
    period: &RatifyPeriod,
    rule: usize,
) -> Option<Figure> {
    let judges = judges(found, period, rule);
    let forms: Vec<usize> = columns(period)
        .filter(|&at| at < found.forms.len() && period.by_form[at].agreements > 0)
        .collect();
    if judges.is_empty() || forms.is_empty() {
        return None;
    }
    let id = format!("who-stops-{at}");
    let title = "Who can stop what at home";
    let description = described(found, &forms, &judges);
    let [wide, narrow] = CANVASES.map(|sheet| {
        let (size, drawn) = drawing(found, &forms, &judges, sheet);
        sheet
            .svg(&id, size, (title, &description), &drawn)
            .into_string()
    });
    Some(Figure {
        id,
        title: title.to_owned(),
        description,
        caption: format!(
            "Forms of settlement against those who must agree under “{}”; at the right, the \
             governments’ own wishes.",
            found.rules[rule].label
        )
        .into(),
        keys: keys(&judges),
        wide,
        narrow: Some(narrow),
    })
}

/// Those who must not reject, side by side; then the governments, where they are others.
fn judges<'a>(
    found: &DomesticRatification,
    period: &'a RatifyPeriod,
    rule: usize,
) -> Vec<Judge<'a>> {
    let is_side = |row: &FactionRow| found.sides.iter().any(|side| side.id == row.head.id);
    let must_agree = |row: &FactionRow| {
        let mut sides = found.sides.iter();
        sides.any(|side| has_a_veto(found, row, rule, &side.id))
    };
    let of_others = period
        .factions
        .iter()
        .filter(|row| must_agree(row) && !is_side(row));
    let of_others = of_others.map(|row| Judge {
        row,
        name: row.head.short.clone(),
        basis: Some(Basis::of(&row.head.basis)),
    });
    let governments = period.factions.iter().filter(|row| is_side(row));
    let governments = governments.map(|row| Judge {
        row,
        name: format!("{}: own wishes", row.head.short),
        basis: None,
    });
    of_others.chain(governments).collect()
}

fn says(says: Says) -> &'static str {
    match says {
        Says::Accepts => "is for it",
        Says::DoesNotMind => "does not mind",
        Says::Rejects => "stops it",
        Says::Depends => "stops some of its agreements",
        Says::NoAgreement => "is not asked",
    }
}

/// The figure as text.
fn described(found: &DomesticRatification, forms: &[usize], judges: &[Judge]) -> String {
    let told = forms.iter().map(|&at| {
        let each: Vec<String> = (judges.iter())
            .map(|judge| {
                let says = says(judge.row.cells[at].says);
                match judge.basis {
                    Some(_) => {
                        let known = rests_on(&judge.row.head.basis, judge.row.head.hindsight);
                        format!("{} {says} ({known})", judge.name)
                    }
                    None => format!("{} {says}", judge.name),
                }
            })
            .collect();
        format!("“{}”: {}.", found.forms[at].label, joined(&each))
    });
    told.collect::<Vec<_>>().join(" ")
}

/// `A`, `B`, …: how a narrow sheet calls a column.
fn letter(column: usize) -> String {
    let letter = char::from(b'A' + (column % 26) as u8);
    letter.to_string().repeat(1 + column / 26)
}

fn keys(judges: &[Judge]) -> Vec<Key> {
    let sample = |drawn: &Markup| {
        let sample = html! {
            svg.chart.who-stops.swatch width="28" height="16" viewBox="0 0 28 16" aria-hidden="true" { (drawn) }
        };
        sample.into_string()
    };
    let cell = |stance: &str, basis: Option<Basis>| {
        sample(&html! {
            rect.(stance) x="1" y="1" width="26" height="14" {}
            (texture(basis, (1.0, 1.0), (26.0, 14.0)))
        })
    };
    let key = |sample: String, text: &str| Key {
        sample,
        text: text.into(),
    };
    let mut keys = vec![
        key(cell("stops", None), "stops it"),
        key(cell("indifferent", None), "does not mind"),
        key(cell("accepts", None), "is for it"),
        key(cell("depends", None), "stops some of its agreements"),
    ];
    let textures = [
        (Basis::Inferred, "one step beyond the sources"),
        (Basis::Analyst, "the analyst’s own"),
    ];
    for (basis, text) in textures {
        if judges.iter().any(|judge| judge.basis == Some(basis)) {
            keys.push(key(cell("plain", Some(basis)), text));
        }
    }
    keys
}

/// Lines over what is inferred, dots over what is the analyst's.
fn texture(basis: Option<Basis>, (left, top): (f64, f64), (wide, high): (f64, f64)) -> Markup {
    let (class, stroke, every) = match basis {
        Some(Basis::Inferred) => ("hatch", "l5,-5", 9.0),
        Some(Basis::Analyst) => ("dots", "h0", 7.0),
        Some(Basis::Stated) | None => return html! {},
    };
    let mut path = String::new();
    let mut y = top + 6.0;
    while y < top + high - 1.0 {
        let mut x = left + 3.0;
        while x < left + wide - 5.0 {
            path.push_str(&format!("M{}{stroke}", pair((x, y))));
            x += every;
        }
        y += every;
    }
    html! { path.(class) d=(path) {} }
}

fn drawing(
    found: &DomesticRatification,
    forms: &[usize],
    judges: &[Judge],
    sheet: Canvas,
) -> ((f64, f64), Markup) {
    let narrow = sheet.class == "narrow";
    let left = sheet.width * if narrow { 0.36 } else { 0.4 };
    let step = ((sheet.width - left) / judges.len() as f64).min(130.0);
    let heads: Vec<Vec<String>> = (judges.iter().enumerate())
        .map(|(column, judge)| match narrow {
            true => vec![letter(column)],
            false => lines(&judge.name, step - 6.0, FONT, 4),
        })
        .collect();
    let high = heads.iter().map(Vec::len).max().unwrap_or(1);
    let mut y = LINE * high as f64 + 6.0;
    let mut drawn = Vec::new();
    for (column, head) in heads.iter().enumerate() {
        let x = left + step * column as f64;
        drawn.push(html! {
            @for (line, words) in head.iter().enumerate() {
                text.head x=(fixed(x + 2.0)) y=(fixed(12.0 + LINE * line as f64)) { (words) }
            }
        });
    }
    for &form in forms {
        let label = lines(&found.forms[form].label, left - 8.0, FONT, 3);
        let tall = (LINE * label.len() as f64 + 6.0).max(CELL);
        drawn.push(html! {
            @for (line, words) in label.iter().enumerate() {
                @let down = (tall - LINE * label.len() as f64) / 2.0 + 12.0;
                text x="0" y=(fixed(y + down + LINE * line as f64)) { (words) }
            }
            @for (column, judge) in judges.iter().enumerate() {
                @let x = left + step * column as f64;
                @let class = match judge.row.cells[form].says {
                    Says::Accepts => "accepts",
                    Says::DoesNotMind => "indifferent",
                    Says::Rejects => "stops",
                    Says::Depends => "depends",
                    Says::NoAgreement => "plain",
                };
                rect.(class) x=(fixed(x)) y=(fixed(y)) width=(fixed(step - GAP)) height=(fixed(tall)) {}
                (texture(judge.basis, (x, y), (step - GAP, tall)))
            }
        });
        y += tall + GAP;
    }
    if narrow {
        for (column, judge) in judges.iter().enumerate() {
            let told = format!("{} {}", letter(column), judge.name);
            for line in lines(&told, sheet.width, FONT, 2) {
                y += LINE;
                drawn.push(html! { text x="0" y=(fixed(y)) { (line) } });
            }
        }
    }
    let drawn = html! { g.who-stops { @for part in &drawn { (part) } } };
    ((sheet.width, y + 2.0), drawn)
}
