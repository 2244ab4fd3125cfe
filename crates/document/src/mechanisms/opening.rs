//! How many mechanisms are carried, in one sentence; of one, what carries it.

use hikiwake_dossier::CarrierKind;
use hikiwake_finding::words::capital;
use hikiwake_traceability::{MechanismTest, MechanismVerdict, Mechanisms};

use crate::number::in_words;
use crate::{Names, joined, sentence};

/// The sentence over the page.
pub(super) fn answer(found: &Mechanisms, names: &Names) -> String {
    match found.mechanisms.as_slice() {
        [] => "The dossier names no mechanism.".to_owned(),
        [one] => of_one(one, names),
        all => of_all(all),
    }
}

fn of_all(all: &[MechanismTest]) -> String {
    let count = |verdict| all.iter().filter(|one| one.verdict == verdict).count();
    let carried = count(MechanismVerdict::Carried);
    let idle = count(MechanismVerdict::Idle);
    let uncarried = count(MechanismVerdict::Uncarried);
    let silent = count(MechanismVerdict::Silent);
    if carried == all.len() {
        return format!(
            "All {} mechanisms are carried: put to the test, each of them changes an answer.",
            in_words(all.len())
        );
    }
    let mut clauses = vec![format!(
        "Of {} mechanisms {} {} an answer when put to the test",
        in_words(all.len()),
        in_words(carried),
        verb(carried, "changes", "change"),
    )];
    let mut rest = Vec::new();
    if idle > 0 {
        rest.push(format!(
            "{} {} idle for a reason",
            in_words(idle),
            verb(idle, "is", "are")
        ));
    }
    if silent > 0 {
        rest.push(format!(
            "{} {} nothing",
            in_words(silent),
            verb(silent, "changes", "change")
        ));
    }
    if uncarried > 0 {
        rest.push(format!(
            "{} {} carried by nothing",
            in_words(uncarried),
            verb(uncarried, "is", "are")
        ));
    }
    clauses.push(joined(&rest));
    sentence::of_clauses(&clauses)
}

fn verb(number: usize, one: &'static str, many: &'static str) -> &'static str {
    match number {
        1 => one,
        _ => many,
    }
}

/// What comes of it without one mechanism.
fn of_one(one: &MechanismTest, names: &Names) -> String {
    let label = format!("“{}”", one.label);
    match one.verdict {
        MechanismVerdict::Carried => {
            let first = super::weightiest(one, names).map(|(_, told)| told);
            let first = first.map(|told| told.split(';').next().unwrap_or_default().to_owned());
            let first = first.unwrap_or_default();
            let told = match one.tests.iter().all(|test| test.reading.is_some()) {
                true => format!("{label}: {first}"),
                false => format!("Without {label}: {first}"),
            };
            let told = told.trim_end_matches('.').to_owned();
            sentence::first_that_fits(&[
                format!("{told}."),
                format!("{label} changes an answer when put to the test."),
            ])
        }
        MechanismVerdict::Idle => {
            format!("{label} changes nothing here, and the dossier says why.")
        }
        MechanismVerdict::Silent => format!("No answer changes without {label}."),
        MechanismVerdict::Uncarried => format!("No judgement carries {label}."),
    }
}

/// A kind of carrier, before its words.
pub(super) fn kind(kind: CarrierKind) -> String {
    capital(match kind {
        CarrierKind::Statement => "a wish",
        CarrierKind::Option => "something that can be done",
        CarrierKind::Rule => "a rule",
        CarrierKind::Link => "a link",
        CarrierKind::Verdict => "a verdict at home",
        CarrierKind::Guarantee => "an assurance",
        CarrierKind::Ratification => "who must agree",
        CarrierKind::Holder => "who prepares it",
        CarrierKind::Step => "a step",
        CarrierKind::Shows => "a success to show",
        CarrierKind::Promise => "a promise",
        CarrierKind::Window => "a window",
        CarrierKind::Perception => "a picture of the other",
        CarrierKind::Driver => "a driver",
        CarrierKind::Reading => "a reading, put on",
    })
}
