//! Whether anything changes that one would tell a minister, in one sentence.

use hikiwake_dossier::{Became, PartChange, PartKind};
use hikiwake_traceability::{AnswerChange, ChangedAnswer, PeriodVersions, Versions};

use super::{parts, period_name};
use crate::changed_answers::{BEFORE, in_place, sentence, weight};
use crate::reasons::ordinal;
use crate::{Names, joined, who_does_what};

/// Most words of the sentence.
const WORDS: usize = 25;

/// One sentence of at most 25 words.
pub(super) fn opening(versions: &Versions, names: &Names) -> String {
    if versions.parts.is_empty() {
        return "Nothing changed: the two versions say the same.".to_owned();
    }
    let weightiest = (versions.periods.iter().rev())
        .flat_map(|period| period.answers.iter().map(move |answer| (period, answer)))
        .min_by_key(|(_, change)| weight(&change.answer));
    let Some((period, change)) = weightiest else {
        let what = if versions.track_record.is_empty() {
            "Nothing in the answers changes"
        } else {
            "Only the track record changes"
        };
        return shortest_that_fits(unchanged(what, versions));
    };
    let when = when(versions, period, change, names);
    let mut sentences = Vec::new();
    for because in because(versions, change, names) {
        for verdict in verdicts(period, change, names) {
            sentences.push(format!("{when}{verdict}{because}."));
        }
    }
    shortest_that_fits(sentences)
}

/// `October 2017: `, the dates at which the answer changed alike; nothing where it did at all.
fn when(
    versions: &Versions,
    period: &PeriodVersions,
    change: &AnswerChange,
    names: &Names,
) -> String {
    let told = sentence(period, change, &[change], names, &BEFORE);
    let alike = |other: &&PeriodVersions| {
        (other.answers.iter()).any(|one| sentence(other, one, &[one], names, &BEFORE) == told)
    };
    let dates: Vec<&str> = (versions.periods.iter().filter(alike))
        .map(period_name)
        .collect();
    match dates.len() == versions.periods.len() {
        true => String::new(),
        false => format!("{}: ", joined(&dates)),
    }
}

/// The first of these, the fullest first, that is short enough.
fn shortest_that_fits(sentences: Vec<String>) -> String {
    let fits = |sentence: &&String| sentence.split_whitespace().count() <= WORDS;
    let found = sentences.iter().find(fits).or(sentences.last());
    found.cloned().unwrap_or_default()
}

fn unchanged(what: &str, versions: &Versions) -> Vec<String> {
    let counts = parts::counts(&versions.parts.iter().collect::<Vec<_>>());
    let all = format!("{what}; {}.", joined(&counts));
    let some = |most: usize| {
        let some = counts[..most.min(counts.len())].join(", ");
        format!("{what}; {some}, and more changed beside.")
    };
    vec![all, some(3), some(2), some(1), format!("{what}.")]
}

/// What changed, the fullest first, without a full stop.
fn verdicts(period: &PeriodVersions, change: &AnswerChange, names: &Names) -> Vec<String> {
    match &change.answer {
        ChangedAnswer::InPlace { old, new } if old.lasts && !new.lasts => {
            let movers: Vec<String> = new
                .departures
                .iter()
                .flat_map(|step| step.movers.clone())
                .collect();
            let first = new.departures.first();
            let first = first.map(|step| who_does_what::step(&period.options[1], step, names));
            let verdict = "what is in place would no longer last";
            let full = in_place(period, old, new, names, &BEFORE);
            let mut all = vec![full.trim_end_matches('.').to_owned()];
            all.extend(first.map(|deed| format!("{verdict}: {deed}")));
            if !movers.is_empty() {
                all.push(format!("{verdict}: {} would leave it", names.list(&movers)));
            }
            all.push(verdict.to_owned());
            all.into_iter()
                .map(|told| hikiwake_finding::words::capital(&told))
                .collect()
        }
        ChangedAnswer::InPlace { old, new } if old.lasts == new.lasts => vec![
            in_place(period, old, new, names, &BEFORE)
                .trim_end_matches('.')
                .to_owned(),
            "What is in place would still not last, and be left in another way".to_owned(),
        ],
        ChangedAnswer::InPlace { .. } => vec!["What is in place would now last".to_owned()],
        ChangedAnswer::Wishes {
            actor, old, new, ..
        } => vec![format!(
            "What lasts does not change; of its wishes {} has {} of {}, before {} of {}",
            names.name(actor),
            new.met,
            new.all,
            old.met,
            old.all
        )],
        ChangedAnswer::Trades { new, .. } => vec![match new.is_empty() {
            true => "What lasts does not change, but less can be traded".to_owned(),
            false => "What lasts does not change, but there is a new trade".to_owned(),
        }],
        ChangedAnswer::Turn { .. } => {
            vec!["What lasts does not change, but it hangs on other wishes or readings".to_owned()]
        }
        _ => {
            let full = sentence(period, change, &[change], names, &BEFORE);
            let short = full.split("; before").next().unwrap_or_default().to_owned();
            vec![full.trim_end_matches('.').to_owned(), short]
        }
    }
}

/// `, because Japan’s third wish went`, the fullest first; nothing where no single change or
/// several would do.
fn because(versions: &Versions, change: &AnswerChange, names: &Names) -> Vec<String> {
    let mut all = Vec::new();
    if let Some([one]) = change.turns_on.as_deref() {
        let part = &versions.parts[*one];
        all.push(format!(", because {}", parts::clause(part, names)));
        all.extend(in_short(part, names).map(|told| format!(", because {told}")));
    }
    all.push(String::new());
    all
}

/// A wish without its words.
fn in_short(part: &PartChange, names: &Names) -> Option<String> {
    if part.kind != PartKind::Wish {
        return None;
    }
    let whose = names.name(part.actor.as_deref()?);
    let rank = part.fields.iter().find(|field| field.field == "rank");
    let at = |value: Option<&serde_json::Value>| {
        ordinal(
            value
                .and_then(serde_json::Value::as_u64)
                .unwrap_or_default() as usize,
        )
    };
    Some(match (part.became, rank) {
        (Became::Added, Some(rank)) => format!("{whose}’s {} wish came", at(rank.new.as_ref())),
        (Became::Removed, Some(rank)) => format!("{whose}’s {} wish went", at(rank.old.as_ref())),
        (Became::Changed, Some(rank)) if rank.old != rank.new => format!(
            "a wish of {whose} went from {} to {}",
            at(rank.old.as_ref()),
            at(rank.new.as_ref())
        ),
        _ => format!("a wish of {whose} changed"),
    })
}
