//! A loop as a ring: down on the right, up on the left.

use hikiwake_drivers::{Direction, DriverLoop, DriverLoops, LinkSign, LoopKind, LoopStep};
use maud::{Markup, html};

use crate::canvas::{CANVASES, Canvas};
use crate::driver_figure::{DriverBox, GAP, signed};
use crate::{Figure, Names};

pub(super) fn figure(found: &DriverLoops, one: &DriverLoop, at: usize, names: &Names) -> Figure {
    let title = match one.kind {
        LoopKind::Reinforcing => "A loop that feeds itself",
        LoopKind::Balancing => "A loop that keeps itself in check",
        LoopKind::Undetermined => "A loop that may do either",
    };
    let labels: Vec<&str> = (one.drivers.iter())
        .map(|&driver| found.drivers[driver].label.as_str())
        .collect();
    let description = format!("It goes round by: {}; and back.", labels.join("; "));
    let id = format!("loop-{at}");
    let [wide, narrow] =
        CANVASES.map(|sheet| svg(found, one, (&id, title, &description), sheet).into_string());
    let choices = one.steps.iter().filter_map(|step| match step {
        LoopStep::Choice(edge) => Some(names.name(&found.game.induced[*edge].actor)),
        LoopStep::Link(_) => None,
    });
    let mut caption = "+ more makes more; − more makes less; dashed where sources only hedge or \
                       dispute it"
        .to_owned();
    let choices: Vec<&str> = choices.collect();
    if !choices.is_empty() {
        caption.push_str(&format!(
            ", or where {} would choose it",
            crate::joined(&choices)
        ));
    }
    Figure {
        id,
        title: title.to_owned(),
        description,
        caption: format!("{caption}.").into(),
        keys: Vec::new(),
        wide,
        narrow: Some(narrow),
    }
}

fn svg(
    found: &DriverLoops,
    one: &DriverLoop,
    (id, title, description): (&str, &str, &str),
    sheet: Canvas,
) -> Markup {
    // Between two side by side there is room for an arrow with its sign.
    let room = sheet.width / 2.0 - 3.5 * GAP;
    let width = room.min(240.0);
    let mut boxes: Vec<DriverBox> = (one.drivers.iter())
        .map(|&driver| DriverBox::new(&found.drivers[driver].label, width))
        .collect();
    let right = boxes.len().div_ceil(2);
    let rows = right;
    let tallest = boxes.iter().map(|one| one.height).fold(0.0, f64::max);
    let step = tallest + 3.0 * GAP;
    for (at, one) in boxes.iter_mut().enumerate() {
        let (side, row) = match at < right {
            true => (0.75, at),
            false => (0.25, rows - 1 - (at - right)),
        };
        one.put(sheet.width * side, GAP + tallest / 2.0 + row as f64 * step);
    }
    let height = 2.0 * GAP + tallest + (rows - 1) as f64 * step;
    // Two that act on each other have one arrow above the other.
    let aside = if boxes.len() == 2 { 12.0 } else { 0.0 };
    let arrows = one.steps.iter().enumerate().map(|(at, step)| {
        let (sign, doubted) = match step {
            LoopStep::Link(link) => {
                let link = &found.links[*link];
                (link.sign, link.hedged || link.disputed)
            }
            LoopStep::Choice(edge) => match found.game.induced[*edge].direction {
                Direction::Up => (LinkSign::Rises, true),
                Direction::Down => (LinkSign::Falls, true),
            },
        };
        let next = &boxes[(at + 1) % boxes.len()];
        signed(&boxes[at], next, sign, doubted, aside)
    });
    let drawn = html! {
        @for arrow in arrows { (arrow) }
        @for one in &boxes { (one.draw(false)) }
    };
    let size = (sheet.width, height);
    sheet.svg_with_id("influence", id, size, (title, description), &drawn)
}
