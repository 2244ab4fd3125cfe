//! Who can stop what at home: forms of settlement against those who must agree, and against
//! the governments' own wishes.

use hikiwake_negotiation::{DomesticRatification, FactionRow, RatifyPeriod, Says};
use maud::{Markup, html};

use super::columns;
use super::opening::has_a_veto;
use crate::canvas::{CANVASES, strokes};
use crate::form_grounds::rests_on;
use crate::grid::{Cell, Grid};
use crate::{Basis, Figure, Key, joined};

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
    let grid = Grid {
        class: "who-stops",
        heads: judges.iter().map(|judge| judge.name.clone()).collect(),
        rows: (forms.iter())
            .map(|&form| found.forms[form].label.clone())
            .collect(),
        labels: [0.36, 0.3],
    };
    let [wide, narrow] = CANVASES.map(|sheet| {
        let (size, drawn) = grid.drawn(sheet, |cell| {
            let judge = &judges[cell.column];
            let says = judge.row.cells[forms[cell.row]].says;
            drawn(says, judge.basis, cell)
        });
        sheet
            .svg(&id, size, (title, &description), &drawn)
            .into_string()
    });
    Some(Figure {
        id,
        title: title.to_owned(),
        description,
        caption: format!(
            "Forms of settlement against those who must agree under “{}”, and at the right \
             against the governments’ own wishes.",
            found.rules[rule].label
        )
        .into(),
        keys: keys(&grid, &judges),
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

/// The colour of what is said, and over it the texture of what it rests on.
fn drawn(says: Says, basis: Option<Basis>, cell: Cell) -> Markup {
    let class = match says {
        Says::Accepts => "accepts",
        Says::DoesNotMind => "indifferent",
        Says::Rejects => "stops",
        Says::Depends => "depends",
        Says::NoAgreement => "plain",
    };
    html! { (cell.filled(class)) (texture(basis, cell)) }
}

fn keys(grid: &Grid, judges: &[Judge]) -> Vec<Key> {
    let sample = |says, basis, text| grid.key(|cell| drawn(says, basis, cell), text);
    let plain = Says::NoAgreement;
    let used = |basis: Basis| judges.iter().any(|judge| judge.basis == Some(basis));
    let textures = [
        (Basis::Inferred, "one step beyond the sources"),
        (Basis::Analyst, "the analyst’s own"),
    ];
    let textures = textures.into_iter().filter(|(basis, _)| used(*basis));
    let textures = textures.map(|(basis, text)| sample(plain, Some(basis), text));
    let keys = [
        sample(Says::Rejects, None, "stops it"),
        sample(Says::DoesNotMind, None, "does not mind"),
        sample(Says::Accepts, None, "is for it"),
        sample(Says::Depends, None, "stops some of its agreements"),
    ];
    (keys.into_iter().chain(textures))
        .chain(grid.letters())
        .collect()
}

/// Lines over what is inferred, dots over what is the analyst's.
fn texture(basis: Option<Basis>, cell: Cell) -> Markup {
    let (class, stroke, every) = match basis {
        Some(Basis::Inferred) => ("hatch", "l5,-5", 9.0),
        Some(Basis::Analyst) => ("dots", "h0", 7.0),
        Some(Basis::Stated) | None => return html! {},
    };
    html! { path.(class) d=(strokes(cell.corner, cell.size, stroke, every)) {} }
}
