//! The map around one driver: what acts on it at once, and what it acts on.

use hikiwake_drivers::{DriverPush, Influence, InfluenceLink, LinkSign};
use maud::{Markup, html};

use crate::canvas::{CANVASES, Canvas};
use crate::driver_figure::{DriverBox, GAP, arrow};
use crate::{Figure, count};

/// Neighbours drawn on each side.
const MOST: usize = 8;

/// Neighbours, and the links to or from them.
type Side<'a> = Vec<(usize, &'a InfluenceLink)>;

pub(super) fn figure(found: &Influence, push: &DriverPush) -> Option<Figure> {
    let drawn = |link: &&InfluenceLink| link.sign != LinkSign::NoEffect;
    let links = || found.links.iter().filter(drawn);
    let causes: Side = links()
        .filter(|link| link.effect == push.driver)
        .map(|link| (link.cause, link))
        .collect();
    let effects: Side = links()
        .filter(|link| link.cause == push.driver)
        .map(|link| (link.effect, link))
        .collect();
    if causes.is_empty() && effects.is_empty() {
        return None;
    }
    let label = &found.drivers[push.driver].label;
    let title = format!("What acts on it, and what it acts on: {label}");
    let description = format!(
        "{} and {}. The lists below name them.",
        count(
            causes.len() as u64,
            "driver acts on it",
            "drivers act on it"
        ),
        count(effects.len() as u64, "is acted on", "are acted on"),
    );
    let left_out = causes.len().saturating_sub(MOST) + effects.len().saturating_sub(MOST);
    let mut caption =
        "Above, what acts on it at once; below, what it acts on. + more makes more; − \
                       more makes less; dashed where sources only hedge or dispute it."
            .to_owned();
    if left_out > 0 {
        caption.push_str(&format!(
            " {} left out.",
            count(left_out as u64, "further link is", "further links are")
        ));
    }
    let [wide, narrow] = CANVASES.map(|sheet| {
        svg(
            found,
            push.driver,
            (&causes, &effects),
            sheet,
            (&title, &description),
        )
        .into_string()
    });
    Some(Figure {
        id: "influence".to_owned(),
        title,
        description,
        caption: caption.into(),
        keys: Vec::new(),
        wide,
        narrow: Some(narrow),
    })
}

/// Causes in rows above the driver, effects in rows below it.
fn svg(
    found: &Influence,
    driver: usize,
    (causes, effects): (&Side, &Side),
    sheet: Canvas,
    told: (&str, &str),
) -> Markup {
    let columns = if sheet.class == "wide" { 4 } else { 2 };
    let width = (sheet.width - GAP) / columns as f64 - GAP;
    let boxes = |side: &Side| -> Vec<DriverBox> {
        let side = side.iter().take(MOST);
        side.map(|&(at, _)| DriverBox::new(&found.drivers[at].label, width))
            .collect()
    };
    let (mut above, mut below) = (boxes(causes), boxes(effects));
    let mut middle = DriverBox::new(&found.drivers[driver].label, sheet.width * 0.6);
    let room = 3.0 * GAP;
    let top = rows(&mut above, columns, sheet.width, GAP);
    let start = if above.is_empty() { GAP } else { top + room };
    middle.put(sheet.width / 2.0, start + middle.height / 2.0);
    let end = start + middle.height;
    let bottom = match below.is_empty() {
        true => end + GAP,
        false => rows(&mut below, columns, sheet.width, end + room),
    };
    let drawn = html! {
        @for (one, (_, link)) in above.iter().zip(causes) { (arrow(one, &middle, link)) }
        @for (one, (_, link)) in below.iter().zip(effects) { (arrow(&middle, one, link)) }
        @for one in above.iter().chain(&below) { (one.draw(false)) }
        (middle.draw(true))
    };
    sheet.svg("influence", (sheet.width, bottom), told, &drawn)
}

/// Puts boxes in rows from `top` on, and tells where they end.
fn rows(boxes: &mut [DriverBox], columns: usize, sheet: f64, top: f64) -> f64 {
    let mut top = top;
    for row in boxes.chunks_mut(columns) {
        let height = row.iter().map(|one| one.height).fold(0.0, f64::max);
        let step = sheet / row.len() as f64;
        for (at, one) in row.iter_mut().enumerate() {
            one.put(step * (at as f64 + 0.5), top + height / 2.0);
        }
        top += height + GAP;
    }
    top
}
