//! What to watch, and what would show that the brief is wrong.

use super::BriefFindings;
use crate::number::in_words;
use crate::{Block, Names, Table, Text, sensitivity};

/// Most signs of each kind.
const SIGNS: usize = 4;
/// Most wishes that would show the brief wrong.
const WRONG: usize = 3;

pub(super) fn signs(found: &BriefFindings, names: &Names) -> Vec<Block> {
    let hangs = found.sensitivity;
    let mut table = Table::new(["Sign", "What it would mean"]);
    for window in windows(found).into_iter().take(SIGNS) {
        table.row([window.0, window.1]);
    }
    let readings = hangs.readings.iter();
    let known_then = readings.filter(|one| !one.hindsight && hangs.is_upset_by(&one.turn));
    for one in known_then.take(SIGNS) {
        let becomes = sensitivity::becomes(hangs, &one.turn, names);
        table.row([
            one.reading.label.clone(),
            format!("What is in place {becomes}."),
        ]);
    }
    let mut blocks = Vec::new();
    if !table.is_empty() {
        blocks.push(Block::Table(table));
    }
    let turned = sensitivity::upsetting(hangs, &hangs.reversed);
    if !turned.is_empty() && hangs.today.is_some() {
        let first = &turned[..turned.len().min(WRONG)];
        let text = Text::from("We would be wrong if one of these were not so: ")
            .then(sensitivity::named(hangs, first, " wish", names));
        let more = turned.len().saturating_sub(WRONG);
        let text = match more {
            0 => text,
            _ => text.and(format!(
                "; {} more are listed by `sensitivity --full`",
                in_words(more)
            )),
        };
        blocks.push(Block::paragraph(text.and(".")));
    }
    blocks
}

/// The windows that are open at the date of the brief and close after it.
fn windows(found: &BriefFindings) -> Vec<(String, String)> {
    let windows = found.timeline.map_or(&[][..], |timeline| &timeline.windows);
    let open = windows.iter().filter_map(|window| {
        let until = window.closes.as_deref()?;
        let open = found.is_under_way(window.opens.as_deref(), until);
        open.then_some((window, until))
    });
    open.map(|(window, until)| {
        let effect = match window.effect.as_str() {
            "helps" => "A settlement is easier until then.",
            "hinders" => "A settlement is harder until then.",
            _ => "Whether it helps or hinders a settlement is unclear.",
        };
        (format!("{until}: {}", window.label), effect.to_owned())
    })
    .collect()
}
