//! Two versions of a dossier: what changed in it and in its answers, and which change an
//! answer turns on.

mod answers;
mod hanging;
mod opening;
mod parts;

use hikiwake_finding::Finding;
use hikiwake_traceability::{PeriodVersions, Versions};

use crate::{Block, Document, Names, Text, joined, scenarios};

/// Most answers told before the folds, and most changes of the dossier.
const TOLD: usize = 6;

/// What changed from one version to the next.
pub fn versions(found: &Finding<Versions>, names: &Names) -> Document {
    let mut document = Document::new("What changed", &found.dossier.title);
    let versions = &found.finding;
    document.push(Block::paragraph(opening::opening(versions, names)));
    for caution in cautions(versions) {
        document.push(Block::caution(caution));
    }
    document.blocks.extend(told_answers(versions, names));
    if !versions.parts.is_empty() {
        document.push(Block::heading(1, "In the dossier"));
        document.push(Block::list(parts::first(versions, TOLD, names)));
    }
    for period in versions
        .periods
        .iter()
        .filter(|period| !period.answers.is_empty())
    {
        let heading = match versions.periods.len() {
            1 => "Every answer that changed".to_owned(),
            _ => format!("Every answer that changed: {}", period_name(period)),
        };
        let all = answers::table(versions, period, names);
        document.push(Block::details(heading, vec![Block::Table(all)]));
    }
    document.blocks.extend(parts::all(versions, names));
    document
}

fn period_name(period: &PeriodVersions) -> &str {
    scenarios::period_name(&period.scenario)
}

/// What keeps the answer from being whole.
fn cautions(versions: &Versions) -> Vec<String> {
    let mut cautions = Vec::new();
    if versions.periods.is_empty() {
        cautions.push(
            "The two versions have no period in common, so their answers cannot be set side by \
             side."
                .to_owned(),
        );
    }
    let unanswered = versions
        .periods
        .iter()
        .flat_map(|period| &period.unanswered);
    for why in unanswered {
        if !cautions.contains(why) {
            cautions.push(why.clone());
        }
    }
    cautions
}

/// The answers that weigh most, the latest period first; what changed alike at several dates
/// is told once, with the dates.
fn told_answers(versions: &Versions, names: &Names) -> Vec<Block> {
    let mut told: Vec<(u8, Text, Vec<&str>)> = Vec::new();
    for period in versions.periods.iter().rev() {
        for (weight, text) in answers::sentences(versions, period, names) {
            match told.iter_mut().find(|(_, known, _)| *known == text) {
                Some((_, _, dates)) => dates.insert(0, period_name(period)),
                None => told.push((weight, text, vec![period_name(period)])),
            }
        }
    }
    told.sort_by_key(|(weight, ..)| *weight);
    let more = told.len().saturating_sub(TOLD);
    let mut items: Vec<Text> = (told.into_iter().take(TOLD))
        .map(
            |(_, text, dates)| match dates.len() == versions.periods.len() {
                true => text,
                false => Text::from(format!("{}: ", joined(&dates))).then(text),
            },
        )
        .collect();
    if more > 0 {
        items.push(Text::from("More changed: see the folds below."));
    }
    items.extend(answers::track_record(versions).into_iter().map(Text::from));
    match items.is_empty() {
        true => Vec::new(),
        false => vec![Block::heading(1, "In the answers"), Block::list(items)],
    }
}
