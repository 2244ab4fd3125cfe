//! What single wishes and readings would now upset or open, and what they no longer would.

use hikiwake_finding::{ReadingHead, StatementHead};
use hikiwake_traceability::{ChangedAnswer, PeriodVersions, TurnEffect, Turned};

use crate::number::in_words;
use crate::reasons::ordinal;
use crate::{Names, Text, joined};

/// Most wishes named in one sentence.
const NAMED: usize = 3;

/// The wishes and readings that would now upset what is in place or open a way to a pattern,
/// and those that no longer would.
pub(super) fn turns(period: &PeriodVersions, names: &Names) -> Vec<Text> {
    let mut told = Vec::new();
    for turned in [Turned::Dropped, Turned::Reversed, Turned::Reading] {
        let upset = match period.lasts {
            [_, Some(true)] => "upset what is in place",
            _ => "make what is in place last",
        };
        let upsets = |effect: &TurnEffect| effect.upsets == Some(true);
        told.extend(each_way(period, turned, &upsets, upset, names));
        for (id, label) in &period.patterns {
            let opens = |effect: &TurnEffect| effect.opens.contains(id);
            let way = format!("open a way to “{label}”");
            told.extend(each_way(period, turned, &opens, &way, names));
        }
    }
    told.into_iter().map(Text::from).collect()
}

/// `Giving up Japan’s 3rd wish would now upset what is in place.`, and the other way about.
fn each_way(
    period: &PeriodVersions,
    wanted: Turned,
    does: &dyn Fn(&TurnEffect) -> bool,
    what: &str,
    names: &Names,
) -> Vec<String> {
    let told = |now: bool| {
        let changed = period
            .answers
            .iter()
            .filter_map(|change| match &change.answer {
                ChangedAnswer::Turn {
                    turned,
                    statement,
                    reading,
                    old,
                    new,
                } if *turned == wanted && does(new) == now && does(old) != now => {
                    Some(named(statement.as_deref(), reading.as_ref(), names))
                }
                _ => None,
            });
        let changed: Vec<String> = changed.collect();
        let (act, things) = match wanted {
            Turned::Dropped => ("Giving up", "wishes"),
            Turned::Reversed => ("Turning round", "wishes"),
            Turned::Reading => ("Reading the case by", "readings"),
        };
        let which = match changed.as_slice() {
            [] => return None,
            [one] => one.clone(),
            some if some.len() <= NAMED => format!("any of these: {},", joined(some)),
            many => format!("any of {} {things}", in_words(many.len())),
        };
        let word = if now { "now" } else { "no longer" };
        Some(format!("{act} {which} would {word} {what}."))
    };
    [true, false].into_iter().filter_map(told).collect()
}

/// `Japan’s 3rd wish`, or the reading.
pub(super) fn named(
    statement: Option<&StatementHead>,
    reading: Option<&ReadingHead>,
    names: &Names,
) -> String {
    match (statement, reading) {
        (Some(wish), _) => format!("{}’s {} wish", names.name(&wish.actor), ordinal(wish.rank)),
        (None, Some(reading)) => format!("“{}”", reading.label),
        (None, None) => String::new(),
    }
}

/// `changes whether what is in place lasts and opens “A settlement”`
pub(super) fn effect(period: &PeriodVersions, effect: &TurnEffect) -> String {
    let label = |id: &String| period.patterns.get(id).unwrap_or(id).clone();
    let upsets =
        (effect.upsets == Some(true)).then(|| "changes whether what is in place lasts".to_owned());
    let opens = effect
        .opens
        .iter()
        .map(|id| format!("opens “{}”", label(id)));
    let closes = effect
        .closes
        .iter()
        .map(|id| format!("closes “{}”", label(id)));
    let all: Vec<String> = upsets.into_iter().chain(opens).chain(closes).collect();
    match all.is_empty() {
        true => "nothing".to_owned(),
        false => joined(&all),
    }
}
