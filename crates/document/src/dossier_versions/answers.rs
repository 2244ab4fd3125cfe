//! The answers that changed, in sentences.

use hikiwake_traceability::{
    AnswerChange, ChangedAnswer, PeriodVersions, TrackRecord, Turned, Versions,
};

use super::{hanging, parts};
use crate::changed_answers::{BEFORE, groups, sentence, trades, weight};
use crate::number::in_words;
use crate::{Names, Table, Text};

/// Most wishes named in one sentence.
const NAMED: usize = 3;
/// The weight of what the answer hangs on: less than all else.
const LIGHTEST: u8 = 6;

/// The answers of a period that changed, the weightiest first, each with what it turns on;
/// those that say the same of several rules at home, or of several wishes, in one.
pub(super) fn sentences(
    versions: &Versions,
    period: &PeriodVersions,
    names: &Names,
) -> Vec<(u8, Text)> {
    let mut all: Vec<&AnswerChange> = period.answers.iter().collect();
    all.sort_by_key(|change| weight(&change.answer));
    let mut told: Vec<(u8, Text)> = Vec::new();
    all.retain(|change| !matches!(change.answer, ChangedAnswer::Turn { .. }));
    for alike in groups(all) {
        let change = alike[0];
        let text = Text::from(sentence(period, change, &alike, names, &BEFORE));
        let text = text.and(turns_on(versions, period, change, names));
        told.push((weight(&change.answer), text));
    }
    told.extend(
        hanging::turns(period, names)
            .into_iter()
            .map(|text| (LIGHTEST, text)),
    );
    told
}

/// ` Because Japan’s 3rd wish, “…”, went.`, or what else is known of it; empty where that was
/// not tried.
fn turns_on(
    versions: &Versions,
    period: &PeriodVersions,
    change: &AnswerChange,
    names: &Names,
) -> String {
    match change.turns_on.as_deref() {
        None => String::new(),
        Some([]) if period.undone.is_empty() => String::new(),
        Some([]) => " No change undone alone gives the old answer back.".to_owned(),
        Some([one]) => format!(
            " This is because {}.",
            parts::clause(&versions.parts[*one], names)
        ),
        Some(some) => {
            let clauses: Vec<String> = (some.iter().take(NAMED))
                .map(|&one| parts::clause(&versions.parts[one], names))
                .collect();
            let more = match some.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!("; and {} more", in_words(more)),
            };
            format!(
                " Undoing any one of these gives the old answer back: {}{more}.",
                clauses.join("; ")
            )
        }
    }
}

/// Where the score of the back-test changed.
pub(super) fn track_record(versions: &Versions) -> Vec<String> {
    let told = |record: &Option<TrackRecord>| match record {
        None => "none".to_owned(),
        Some(record) => format!(
            "{} of {} points right, where saying that nothing changes gets {}",
            record.hits, record.options, record.nothing_changes
        ),
    };
    let sentences = versions.track_record.iter().map(|change| {
        let which = match change.hindsight {
            false => "Track record",
            true => "Track record with hindsight",
        };
        format!(
            "{which}: {}; before, {}.",
            told(&change.new),
            told(&change.old)
        )
    });
    sentences.collect()
}

/// Every answer that changed.
pub(super) fn table(versions: &Versions, period: &PeriodVersions, names: &Names) -> Table {
    let mut table = Table::new(["Answer", "It turns on"]);
    for change in &period.answers {
        let told = match &change.answer {
            ChangedAnswer::Turn {
                turned,
                statement,
                reading,
                old,
                new,
            } => {
                let named = hanging::named(statement.as_deref(), reading.as_ref(), names);
                let how = match turned {
                    Turned::Dropped => "given up",
                    Turned::Reversed => "turned round",
                    Turned::Reading => "as a reading",
                };
                format!(
                    "{named}, {how}: {}; before: {}.",
                    hanging::effect(period, new),
                    hanging::effect(period, old)
                )
            }
            ChangedAnswer::Trades { gone, new } => {
                let each = new
                    .iter()
                    .map(|one| trades(period, &[], std::slice::from_ref(one), names, &BEFORE));
                let went = gone
                    .iter()
                    .map(|one| trades(period, std::slice::from_ref(one), &[], names, &BEFORE));
                each.chain(went).collect::<Vec<_>>().join(" ")
            }
            _ => sentence(period, change, &[change], names, &BEFORE),
        };
        let ground = turns_on(versions, period, change, names);
        table.row([told, ground.trim_start().to_owned()]);
    }
    table
}
