//! What would last and why, and how it could change.

use hikiwake_finding::Holding;

use super::{BriefFindings, drives};
use crate::analysis::{in_place, verdict_on};
use crate::wish_balance::{figure as pictures, opening as who_has_what, trading};
use crate::{Block, Inline, Names, Text, pattern_grounds, sensitivity, states, who_does_what};

/// The answer in three sentences.
pub(super) fn bottom_line(found: &BriefFindings, names: &Names) -> Text {
    let analysis = &found.analysis.finding;
    let mut sentences: Vec<String> = Vec::new();
    match &analysis.status_quo {
        None => sentences.push("The dossier does not say what is in place.".to_owned()),
        Some(today) => sentences.push(verdict(found, today, names)),
    }
    if let Some(pattern) = analysis.patterns.first().map(|ground| &ground.pattern) {
        sentences.push(format!(
            "“{}” {}.",
            pattern.label,
            pattern_grounds::becomes(pattern)
        ));
    }
    if analysis.status_quo.is_some() {
        sentences.push(match found.wishes.trades.is_empty() {
            true => "There is nothing to trade.".to_owned(),
            false => "There is something to trade.".to_owned(),
        });
    }
    Text::from(Inline::Strong("Bottom line. ".to_owned())).and(sentences.join(" "))
}

/// `What is in place would last: nobody has a better move of its own.`
fn verdict(found: &BriefFindings, today: &Holding, names: &Names) -> String {
    if states::holds_under(today, "Nash") {
        return "What is in place would last: nobody has a better move of its own.".to_owned();
    }
    if states::holds_under(today, "SEQ") {
        return "What is in place would last, but only by fear of the answer: whoever could do \
                better alone would be answered."
            .to_owned();
    }
    let clauses = verdict_on(&found.analysis.finding, today, names);
    format!("{}.", clauses.join("; "))
}

pub(super) fn why(found: &BriefFindings, names: &Names) -> Vec<Block> {
    let analysis = &found.analysis.finding;
    if analysis.status_quo.is_none() {
        return Vec::new();
    }
    let mut blocks = Vec::new();
    blocks.extend(in_place(analysis).map(Block::paragraph));
    let mut points = vec![
        Text::from(who_has_what(found.wishes, names)),
        trading(found.wishes, names),
        Text::from(sensitivity::opening(found.sensitivity)),
    ];
    if let Some(joint) = analysis.joint.first() {
        points.insert(
            0,
            match joint.count {
                0 => "No two or more of them, moving together, would all gain.".into(),
                _ => "A group could move together to the gain of all its members.".into(),
            },
        );
    }
    blocks.extend(pictures::bars("brief", found.wishes, names).map(Block::Figure));
    blocks.push(Block::list(points));
    blocks
}

pub(super) fn how_it_could_change(found: &BriefFindings, names: &Names) -> Vec<Block> {
    let hangs = found.sensitivity;
    let mut blocks: Vec<Block> = Vec::new();
    let first = sensitivity::first_movers(hangs, names);
    if hangs.today.is_some() {
        blocks.extend((!first.is_empty()).then(|| Block::list(first)));
    }
    let lasting: Vec<String> = (found.paths.lasting.iter())
        .map(|step| who_does_what::deeds(&found.paths.options, &step.changes, names))
        .collect();
    if !lasting.is_empty() {
        blocks.push(Block::paragraph(format!(
            "There is no way back once {}.",
            lasting.join(", or once ")
        )));
    }
    blocks.extend(
        found
            .influence
            .and_then(drives::sentence)
            .map(Block::paragraph),
    );
    blocks
}
