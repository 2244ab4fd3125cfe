//! How much a package would have to be worth: from which size on each would let a form of
//! settlement pass, or that no size is enough.

use hikiwake_negotiation::{FactionTipping, Settlement, Tipping, Tips};
use maud::{Markup, html};

use crate::canvas::{CANVASES, Canvas, FONT, LINE, fixed};
use crate::form_grounds::{Form, labels};
use crate::grouped::grouped;
use crate::text_width::lines;
use crate::{Figure, Key, Names, Text, joined};

/// Most sentences.
const TOLD: usize = 3;
/// Height of the line of one who judges, and room for its initials.
const ROW: f64 = 20.0;
const INITIALS: f64 = 34.0;

/// The form whose best agreement the package is part of; none where that form breaks off
/// what is in force, since nothing is then sold.
fn form<'a>(found: &'a Settlement, tipping: &Tipping) -> Option<Form<'a>> {
    let id = found.agreements[tipping.agreement].row.form.as_ref()?;
    let form = found.forms.iter().find(|form| form.id == *id)?;
    let form = Form {
        label: &form.label,
        ground: &form.ground,
    };
    form.ground.undoes_in_force.is_empty().then_some(form)
}

/// Those of a side for whom the size of the package matters, or who fail whatever it is.
fn by_size(tipping: &Tipping) -> impl Iterator<Item = &FactionTipping> {
    let by_size = |one: &&FactionTipping| one.how != Tips::ByForm;
    tipping.factions.iter().filter(by_size)
}

/// From which size on each would let which forms pass, and for whom none is enough.
pub(crate) fn told(found: &Settlement) -> Vec<Text> {
    let told = by_size_of_package(found).into_iter();
    told.take(TOLD).map(|(_, told)| told.into()).collect()
}

/// The same in one sentence: whom no size wins over, if there are such.
pub(crate) fn in_short(found: &Settlement) -> Option<Text> {
    let mut told = by_size_of_package(found);
    told.sort_by_key(|(how, _)| *how != Tips::Never);
    told.into_iter().next().map(|(_, told)| told.into())
}

fn by_size_of_package(found: &Settlement) -> Vec<(Tips, String)> {
    let mut told = Vec::new();
    let mut terms: Vec<usize> = found.tipping.iter().map(|tipping| tipping.term).collect();
    terms.dedup();
    for term in terms {
        let here = found.tipping.iter().filter(|tipping| tipping.term == term);
        let here: Vec<(Form, &Tipping)> = here
            .filter_map(|tipping| Some((form(found, tipping)?, tipping)))
            .collect();
        let all: Vec<Form> = here.iter().map(|(form, _)| *form).collect();
        let who = here.iter().flat_map(|(form, tipping)| {
            let factions = by_size(tipping).filter(|one| one.side.is_some());
            factions.map(move |one| ((one.how, one.level, &one.name), *form))
        });
        let by_size = grouped(who)
            .into_iter()
            .map(|((how, level, name), forms)| ((how, level), (name, of_all(&forms, &all))));
        let head = &found.terms[term];
        told.extend(
            grouped(by_size)
                .into_iter()
                .filter_map(|((how, level), who)| match (how, level) {
                    (Tips::At, Some(level)) => {
                        let who: Vec<String> = who
                            .iter()
                            .enumerate()
                            .map(|(at, (name, forms))| {
                                let pass = if at == 0 { " pass" } else { "" };
                                let lets = if at == 0 { " would let" } else { "" };
                                format!("{name}{lets} {forms}{pass}")
                            })
                            .collect();
                        let told = format!(
                            "From “{}” of “{}” on, {}.",
                            head.levels[usize::from(level)],
                            head.label,
                            joined(&who)
                        );
                        Some((how, told))
                    }
                    (Tips::Never, _) => {
                        let who: Vec<String> = who
                            .iter()
                            .map(|(name, forms)| format!("{name} over to {forms}"))
                            .collect();
                        let told =
                            format!("No size of “{}” would win {}.", head.label, joined(&who));
                        Some((how, told))
                    }
                    _ => None,
                }),
        );
    }
    told
}

/// `any form`, `any form but “A”`, or the forms by name.
fn of_all(forms: &[Form], all: &[Form]) -> String {
    let others: Vec<Form> = (all.iter())
        .filter(|form| forms.iter().all(|known| known.label != form.label))
        .copied()
        .collect();
    match (forms.len(), others.len()) {
        (2.., 0) => "any form".to_owned(),
        (3.., 1) => format!("any form but {}", labels(&others)),
        _ => labels(forms),
    }
}

/// Per form a line for each whom the size concerns, from the size on at which it lets the
/// form pass.
pub(super) fn figure(at: usize, found: &Settlement, names: &Names) -> Option<Figure> {
    let term = found.tipping.first()?.term;
    let rows: Vec<(Form, &Tipping)> = (found.tipping.iter())
        .filter(|tipping| tipping.term == term && by_size(tipping).next().is_some())
        .filter_map(|tipping| Some((form(found, tipping)?, tipping)))
        .collect();
    let levels = &found.terms[term].levels;
    if rows.is_empty() {
        return None;
    }
    let title = format!(
        "How much “{}” would have to be worth",
        found.terms[term].label
    );
    let described = rows.iter().map(|(form, tipping)| {
        let each: Vec<String> = by_size(tipping).map(|one| said(one, levels)).collect();
        format!("“{}”: {}.", form.label, joined(&each))
    });
    let description = described.collect::<Vec<_>>().join(" ");
    let [wide, narrow] = CANVASES.map(|sheet| {
        let (size, drawn) = drawing(&rows, levels, names, sheet);
        let svg = sheet.svg(
            &format!("package-{at}"),
            size,
            (&title, &description),
            &drawn,
        );
        svg.into_string()
    });
    let sample = |drawn: &Markup| {
        let sample = html! {
            svg.chart.package.swatch width="28" height="14" viewBox="0 0 28 14" aria-hidden="true" { (drawn) }
        };
        sample.into_string()
    };
    let key = |sample: String, text: &str| Key {
        sample,
        text: text.into(),
    };
    Some(Figure {
        id: format!("package-{at}"),
        title,
        description,
        caption:
            "For the best agreement of each form, with the size of the package alone changed; \
                  who judges by the form alone is left out, as no size matters."
                .into(),
        keys: vec![
            key(
                sample(&html! { path.passes d="M1,7H27" {} }),
                "it would let the form pass",
            ),
            key(sample(&html! { path.fails d="M1,7H27" {} }), "it would not"),
        ],
        wide,
        narrow: Some(narrow),
    })
}

/// `Japan from “2.6 bn” on`
fn said(one: &FactionTipping, levels: &[String]) -> String {
    match (one.how, one.level) {
        (Tips::Already, _) => format!("{} without any", one.name),
        (Tips::At, Some(level)) => {
            format!("{} from “{}” on", one.name, levels[usize::from(level)])
        }
        _ => format!("{} by no size", one.name),
    }
}

fn drawing(
    rows: &[(Form, &Tipping)],
    levels: &[String],
    names: &Names,
    sheet: Canvas,
) -> ((f64, f64), Markup) {
    let narrow = sheet.class == "narrow";
    let left = if narrow {
        INITIALS
    } else {
        sheet.width * 0.3 + INITIALS
    };
    let step = (sheet.width - left) / levels.len() as f64;
    let heads: Vec<Vec<String>> = (levels.iter())
        .map(|level| lines(level, step - 6.0, FONT, 4))
        .collect();
    let high = heads.iter().map(Vec::len).max().unwrap_or(1);
    let mut y = LINE * high as f64 + 8.0;
    let top = y;
    let mut drawn = Vec::new();
    for (column, head) in heads.iter().enumerate() {
        let x = left + step * column as f64;
        drawn.push(html! {
            @for (line, words) in head.iter().enumerate() {
                text x=(fixed(x + 3.0)) y=(fixed(12.0 + LINE * line as f64)) { (words) }
            }
        });
    }
    for (form, tipping) in rows {
        let room = if narrow {
            sheet.width
        } else {
            left - INITIALS - 8.0
        };
        let label = lines(form.label, room, FONT, 3);
        let (above, beside) = match narrow {
            true => (LINE * label.len() as f64, 0.0),
            false => (0.0, LINE * label.len() as f64),
        };
        drawn.push(html! {
            @for (line, words) in label.iter().enumerate() {
                text.form x="0" y=(fixed(y + 14.0 + LINE * line as f64)) { (words) }
            }
        });
        let mut lane = y + above;
        for one in by_size(tipping) {
            let from = match (one.how, one.level) {
                (Tips::Already, _) => 0,
                (Tips::At, Some(level)) => usize::from(level),
                _ => levels.len(),
            };
            let (middle, turn) = (lane + ROW / 2.0, left + step * from as f64);
            drawn.push(html! {
                g.(names.colour(&one.faction)) {
                    text.mark text-anchor="end" x=(fixed(left - 6.0)) y=(fixed(middle + 4.5)) { (names.initials(&one.faction)) }
                    @if from > 0 {
                        path.fails d={ "M" (fixed(left + 2.0)) "," (fixed(middle)) "H" (fixed(turn - 2.0)) } {}
                    }
                    @if from < levels.len() {
                        path.passes d={ "M" (fixed(turn + 2.0)) "," (fixed(middle)) "H" (fixed(sheet.width - 2.0)) } {}
                    }
                }
            });
            lane += ROW;
        }
        y = lane.max(y + beside + 4.0) + 10.0;
    }
    let grid = (0..levels.len()).map(|column| left + step * column as f64);
    let drawn = html! {
        g.package {
            @for x in grid { path.grid d={ "M" (fixed(x)) "," (fixed(top)) "V" (fixed(y - 6.0)) } {} }
            @for part in &drawn { (part) }
        }
    };
    ((sheet.width, y), drawn)
}
