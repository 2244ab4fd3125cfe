//! The answers that changed, in sentences.

use hikiwake_finding::{StatementHead, WalkStep};
use hikiwake_negotiation::HowMany;
use hikiwake_traceability::{
    AnswerChange, AtHome, ChangedAnswer, InPlace, PeriodVersions, TrackRecord, Turned, Versions,
};

use super::{hanging, parts, weight};
use crate::number::in_words;
use crate::pattern_grounds::becomes_of_standing;
use crate::statements::clause;
use crate::{Names, Table, Text, joined, who_does_what};

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
    let mut said: Vec<&AnswerChange> = Vec::new();
    for change in all.iter().copied() {
        if matches!(change.answer, ChangedAnswer::Turn { .. })
            || said.iter().any(|known| says_the_same(known, change))
        {
            continue;
        }
        said.push(change);
        let alike: Vec<&AnswerChange> = (all.iter().copied())
            .filter(|other| says_the_same(other, change))
            .collect();
        let text = Text::from(sentence(period, change, &alike, names));
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

/// Whether two answers are of one form under two rules at home, and alike.
fn says_the_same(one: &AnswerChange, other: &AnswerChange) -> bool {
    match (&one.answer, &other.answer) {
        (
            ChangedAnswer::AtHome { form, old, new, .. },
            ChangedAnswer::AtHome {
                form: as_form,
                old: was,
                new: is,
                ..
            },
        ) => form == as_form && old == was && new == is && one.turns_on == other.turns_on,
        _ => std::ptr::eq(one, other),
    }
}

pub(super) fn sentence(
    period: &PeriodVersions,
    change: &AnswerChange,
    alike: &[&AnswerChange],
    names: &Names,
) -> String {
    match &change.answer {
        ChangedAnswer::InPlace { old, new } => in_place(period, old, new, names),
        ChangedAnswer::Pattern {
            label, old, new, ..
        } => format!(
            "“{label}” {}; before, it {}.",
            becomes_of_standing(*new),
            becomes_of_standing(*old)
        ),
        ChangedAnswer::Wishes {
            actor,
            old,
            new,
            gained,
            lost,
        } => {
            let name = names.name(actor);
            let mut told = format!(
                "Of its wishes {name} has {} of {}; before, {} of {}.",
                new.met, new.all, old.met, old.all
            );
            let quoted = |wishes: &[StatementHead]| {
                let wishes = wishes.iter().map(|wish| clause(wish.said()));
                joined(&wishes.map(|words| format!("“{words}”")).collect::<Vec<_>>())
            };
            if !gained.is_empty() {
                told.push_str(&format!(" It comes to have {}.", quoted(gained)));
            }
            if !lost.is_empty() {
                told.push_str(&format!(" It comes to lack {}.", quoted(lost)));
            }
            told
        }
        ChangedAnswer::Trades { gone, new } => trades(period, gone, new, names),
        ChangedAnswer::AtHome {
            form_label,
            old,
            new,
            ..
        } => {
            let rules = alike.iter().filter_map(|one| match &one.answer {
                ChangedAnswer::AtHome { rule_label, .. } => Some(format!("“{rule_label}”")),
                _ => None,
            });
            let rules: Vec<String> = rules.collect();
            let form = match form_label.as_str() {
                "" => "Anything else".to_owned(),
                label => format!("“{label}”"),
            };
            format!(
                "If {} must agree, {form} {}; before, it {}.",
                joined(&rules),
                passes(new, "can"),
                passes(old, "could")
            )
        }
        ChangedAnswer::Turn { .. } => String::new(),
    }
}

/// Whether what is in place lasts, and who leaves it how.
pub(super) fn in_place(
    period: &PeriodVersions,
    old: &InPlace,
    new: &InPlace,
    names: &Names,
) -> String {
    let how = |side: usize, one: &InPlace| {
        let steps = one.departures.iter();
        let steps = steps.map(|step| who_does_what::step(&period.options[side], step, names));
        steps.collect::<Vec<_>>().join("; ")
    };
    let told = |verdict: &str, how: String| match how.is_empty() {
        true => format!("What is in place would {verdict}."),
        false => format!("What is in place would {verdict}: {how}."),
    };
    match (old.lasts, new.lasts) {
        (true, false) => told("no longer last", how(1, new)),
        (false, true) => {
            let before = how(0, old);
            match before.is_empty() {
                true => "What is in place would now last.".to_owned(),
                false => {
                    format!("What is in place would now last; before, it would not: {before}.")
                }
            }
        }
        _ => format!(
            "What is in place would still not last, and be left otherwise: {}; before: {}.",
            how(1, new),
            how(0, old)
        ),
    }
}

fn trades(
    period: &PeriodVersions,
    gone: &[[WalkStep; 2]],
    new: &[[WalkStep; 2]],
    names: &Names,
) -> String {
    let told = |side: usize, steps: &[WalkStep; 2]| {
        let [first, second] =
            [0, 1].map(|at| who_does_what::step(&period.options[side], &steps[at], names));
        format!("{first}; in return {second}")
    };
    let come = new
        .first()
        .map(|steps| format!("There is a new trade: {}.", told(1, steps)));
    let went = gone
        .first()
        .map(|steps| format!("This is no longer a trade: {}.", told(0, steps)));
    let more = (new.len() + gone.len())
        .saturating_sub(usize::from(come.is_some()) + usize::from(went.is_some()));
    let more = (more > 0).then(|| "The fold below has more.".to_owned());
    let all: Vec<String> = come.into_iter().chain(went).chain(more).collect();
    all.join(" ")
}

/// `can pass`, `cannot pass: Putin can stop it`; `could` of what was.
fn passes(home: &AtHome, can: &str) -> String {
    let cannot = match can {
        "can" => "cannot",
        _ => "could not",
    };
    let passes = match home.passes {
        HowMany::NoAgreement => format!("{cannot} be agreed"),
        HowMany::None => format!("{cannot} pass"),
        HowMany::Some => format!("{can} pass in part"),
        HowMany::All => format!("{can} pass"),
    };
    let who: Vec<&str> = home
        .stopped_by
        .iter()
        .map(|who| who.name.as_str())
        .collect();
    match who.as_slice() {
        [] => passes,
        [one] => format!("{passes}: {one} {can} stop it"),
        several => format!("{passes}: {} each {can} stop it", joined(several)),
    }
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
                    .map(|one| trades(period, &[], std::slice::from_ref(one), names));
                let went = gone
                    .iter()
                    .map(|one| trades(period, std::slice::from_ref(one), &[], names));
                each.chain(went).collect::<Vec<_>>().join(" ")
            }
            _ => sentence(period, change, &[change], names),
        };
        let ground = turns_on(versions, period, change, names);
        table.row([told, ground.trim_start().to_owned()]);
    }
    table
}
