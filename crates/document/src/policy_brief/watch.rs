//! What to watch, and what would show that the brief is wrong.

use super::BriefFindings;
use crate::statements::in_brief;
use crate::{Block, Names, Table, Text, reasons::ordinal, sensitivity};

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
    let known_then = readings.filter(|one| !one.hindsight && one.turn.lasts != hangs.lasts);
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
    let turned: Vec<usize> = (hangs.reversed.iter())
        .filter(|one| one.turn.lasts != hangs.lasts)
        .map(|one| one.statement)
        .collect();
    if !turned.is_empty() && hangs.today.is_some() {
        let mut text = Text::from("We would be wrong if one of these were not so: ");
        for (at, &wish) in turned.iter().take(WRONG).enumerate() {
            let wish = &hangs.statements[wish];
            text = text
                .and(if at == 0 { "" } else { "; " })
                .and(format!(
                    "{}’s {} wish, ",
                    names.name(&wish.actor),
                    ordinal(wish.rank)
                ))
                .and(in_brief(wish));
        }
        let more = turned.len().saturating_sub(WRONG);
        let text = match more {
            0 => text,
            _ => text.and(format!(
                "; {} more are listed by `sensitivity --full`",
                sensitivity::in_words(more)
            )),
        };
        blocks.push(Block::paragraph(text.and(".")));
    }
    blocks
}

/// The windows that are open at the date of the brief and close after it.
fn windows(found: &BriefFindings) -> Vec<(String, String)> {
    let date = found.analysis.finding.scenario.period.as_ref();
    let date = date
        .and_then(|period| period.date.clone())
        .unwrap_or_default();
    let windows = found.timeline.map_or(&[][..], |timeline| &timeline.windows);
    let open = windows.iter().filter(|window| {
        let opened = window.opens.as_ref().is_none_or(|opens| *opens <= date);
        let closes = window.closes.as_ref().is_some_and(|closes| *closes > date);
        opened && closes
    });
    open.map(|window| {
        let until = window.closes.as_deref().unwrap_or_default();
        let effect = match window.effect.as_str() {
            "helps" => "A settlement is easier until then.",
            "hinders" => "A settlement is harder until then.",
            _ => "Whether it helps or hinders a settlement is unclear.",
        };
        (format!("{until}: {}", window.label), effect.to_owned())
    })
    .collect()
}
