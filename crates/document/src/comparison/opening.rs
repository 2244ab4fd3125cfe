//! A comparison in plain sentences.

use hikiwake_conflict::{Comparison, MovedStatement, Side};
use hikiwake_finding::{Holding, OptionChange, OptionHead, ReachKind, ReadingHead, words::capital};

use crate::number::in_words;
use crate::reasons::ordinal;
use crate::scenarios;
use crate::statements::clause;
use crate::states::holds_under;
use crate::{Names, joined, pattern_grounds, sentence, who_does_what};

/// Most things told in one sentence.
const TOLD: usize = 3;

/// Words of a reading's name that has room in a sentence.
const LABEL: usize = 6;

/// Whether what is in place lasts on either side, and the wish that moved most.
pub(super) fn answer(found: &Comparison, names: &Names) -> String {
    let [before, after] = &found.sides;
    let when = whens(found);
    let mut clauses = vec![match (&before.status_quo, &after.status_quo) {
        (Some(then), Some(now)) => verdicts(&when, then, now, names),
        _ => "The dossier does not say on both sides what is in place".to_owned(),
    }];
    let moved = weightiest(found).first().map(|moved| rose(moved, names));
    clauses.extend(moved);
    clauses.extend(exchanged(found));
    sentence::of_clauses(&clauses)
}

/// `In April 2016` and `in October 2017`; `As the case is read` and `under this reading`.
fn whens(found: &Comparison) -> [String; 2] {
    let [before, after] = found.sides.each_ref().map(|side| &side.scenario);
    if before.period != after.period
        && let (Some(then), Some(now)) = (&before.period, &after.period)
    {
        return [then, now].map(|period| at_date(clause(scenarios::label(period))));
    }
    let base = || "as the case is read,".to_owned();
    let short =
        |reading: &ReadingHead, else_so: &str| match reading.label.split_whitespace().count() {
            few if few <= LABEL => format!("under “{}”", reading.label),
            _ => format!("under {else_so}"),
        };
    match (&before.reading, &after.reading) {
        (None, Some(reading)) => [base(), short(reading, "this reading")],
        (Some(reading), None) => [short(reading, "this reading"), base()],
        (Some(first), Some(second)) => [
            short(first, "the first reading"),
            short(second, "the second reading"),
        ],
        (None, None) => ["at first".to_owned(), "then".to_owned()],
    }
}

/// `in April 2016`, `in early December 2016`; `at “Spring”`.
fn at_date(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    match words.as_slice() {
        [.., last] if !is_year(last) => format!("at “{label}”"),
        [first, _, _, ..] => format!("in {}{}", first.to_lowercase(), &label[first.len()..]),
        _ => format!("in {label}"),
    }
}

/// Whether what is in place lasts on either side; who would leave it, where that differs.
fn verdicts(when: &[String; 2], then: &Holding, now: &Holding, names: &Names) -> String {
    let lasts = |holding| holds_under(holding, "SEQ");
    let first = capital(&when[0]);
    match (lasts(then), lasts(now)) {
        (true, true) => format!(
            "{first} what is in place would last; {} it would, too",
            when[1]
        ),
        (true, false) => format!(
            "{first} what is in place would last; {} {} would leave it",
            when[1],
            names.list(&now.leavers)
        ),
        (false, true) => format!(
            "{first} {} would leave what is in place; {} it would last",
            names.list(&then.leavers),
            when[1]
        ),
        (false, false) if then.leavers == now.leavers => format!(
            "{first} {} would leave what is in place; {}, too",
            names.list(&then.leavers),
            when[1].trim_end_matches(',')
        ),
        (false, false) => format!(
            "{first} {} would leave what is in place; {} {}{} would",
            names.list(&then.leavers),
            when[1],
            match now.leavers.iter().all(|who| then.leavers.contains(who)) {
                true => "only ",
                false => "",
            },
            names.list(&now.leavers)
        ),
    }
}

/// The wishes that changed places: the one first that stands highest on either side.
fn weightiest(found: &Comparison) -> Vec<&MovedStatement> {
    let mut moved: Vec<&MovedStatement> = found.statements_moved.iter().collect();
    moved.sort_by_key(|one| {
        let [before, after] = one.ranks;
        (before.min(after), std::cmp::Reverse(before.abs_diff(after)))
    });
    moved
}

/// `Russia’s “Keep the islands” rose from 9th to 1st`
fn rose(moved: &MovedStatement, names: &Names) -> String {
    let [before, after] = moved.ranks;
    let (whose, wish) = (
        names.name(&moved.statement.actor),
        clause(moved.statement.said()),
    );
    let rose = if after < before { "rose" } else { "fell" };
    format!(
        "{whose}’s “{wish}” {rose} from {} to {}",
        ordinal(before),
        ordinal(after)
    )
}

/// `thirteen wishes went and eleven came`
fn exchanged(found: &Comparison) -> Option<String> {
    let wishes = |n| match n {
        1 => "one wish".to_owned(),
        n => format!("{n} wishes"),
    };
    match (found.statements_gone.len(), found.statements_new.len()) {
        (0, 0) => None,
        (gone, 0) => Some(format!("{} went", wishes(gone))),
        (0, new) => Some(format!("{} came", wishes(new))),
        (gone, new) => Some(format!("{} went and {} came", wishes(gone), in_words(new))),
    }
}

/// What stands behind the answer, a sentence or two each.
pub(super) fn points(found: &Comparison, names: &Names) -> Vec<String> {
    let mut told = Vec::new();
    told.extend(in_place(found, names));
    let when = whens(found);
    for (when, side) in when.iter().zip(&found.sides) {
        let Some(today) = &side.status_quo else {
            continue;
        };
        let when = capital(when);
        told.push(format!("{when} {}.", first_move(found, today, names)));
    }
    let moved: Vec<String> = (weightiest(found).iter().take(TOLD))
        .map(|moved| rose(moved, names))
        .collect();
    if !moved.is_empty() {
        told.push(format!("{}.", joined(&moved)));
    }
    match exchanged(found) {
        Some(exchanged) => told.push(format!("{}.", capital(&exchanged))),
        None if moved.is_empty() => told.push("No wish went, came or changed places.".to_owned()),
        None => {}
    }
    told.extend(patterns(&found.sides, &when));
    told.extend(happened(found, &when));
    told
}

/// What was done between the two to what is in place.
fn in_place(found: &Comparison, names: &Names) -> Option<String> {
    let [then, now] = found.sides.each_ref().map(|side| side.status_quo.as_ref());
    let (then, now) = (&then?.state.levels, &now?.state.levels);
    let changes: Vec<OptionChange> = (then.iter().zip(now).enumerate())
        .filter(|(_, (from, to))| from != to)
        .map(|(option, (&from, &to))| OptionChange { option, from, to })
        .collect();
    match changes.is_empty() {
        true if found.sides[0].scenario.period == found.sides[1].scenario.period => None,
        true => Some("What is in place is the same at both.".to_owned()),
        false => Some(format!(
            "What has changed in place: {}.",
            who_does_what::deeds(&found.options, &changes, names)
        )),
    }
}

/// Who would leave it and how; else that nobody would.
fn first_move(found: &Comparison, today: &Holding, names: &Names) -> String {
    match moves(&found.options, today, names) {
        None if holds_under(today, "Nash") => "nobody has a better move of its own".to_owned(),
        None => "only fear of the answer keeps everybody where they are".to_owned(),
        Some(moves) => format!("this would undo what is in place: {moves}"),
    }
}

/// How each who would leave what is in place would do so; nothing where it would last.
pub(super) fn moves(options: &[OptionHead], today: &Holding, names: &Names) -> Option<String> {
    if holds_under(today, "SEQ") {
        return None;
    }
    let steps: Vec<String> = (today.departures.iter())
        .map(|step| who_does_what::step(options, step, names))
        .collect();
    Some(match steps.is_empty() {
        true => format!("{} would leave it", names.list(&today.leavers)),
        false => steps.join("; "),
    })
}

/// What becomes of the patterns on either side.
fn patterns(sides: &[Side; 2], when: &[String; 2]) -> Vec<String> {
    let [before, after] = sides;
    let pairs = before.patterns.iter().filter_map(|then| {
        let now = after.patterns.iter().find(|now| now.id == then.id)?;
        Some((then, now))
    });
    let told = pairs.map(|(then, now)| {
        let [first, second] = [then, now].map(pattern_grounds::becomes);
        let when = [&when[0], &when[1]].map(|when| when.trim_end_matches(','));
        match first == second {
            true => format!("“{}” {first}, both ways.", then.label),
            false => format!(
                "“{}” {first} {}; {} it {second}.",
                then.label, when[0], when[1]
            ),
        }
    });
    told.take(TOLD).collect()
}

/// What each side makes of what happened.
fn happened(found: &Comparison, when: &[String; 2]) -> Vec<String> {
    let [first, second] = &found.sides;
    let pairs = first.outcomes.iter().filter_map(|then| {
        let now = second.outcomes.iter().find(|now| now.id == then.id)?;
        Some((&then.label, then.holding.as_ref(), now.holding.as_ref()))
    });
    let told = pairs.map(|(label, then, now)| {
        let [first, second] = [then, now].map(foreseen);
        let when = [&when[0], &when[1]].map(|when| when.trim_end_matches(','));
        match first == second {
            true => format!("What happened, “{label}”: {first}, both ways."),
            false => format!(
                "What happened, “{label}”: {} {first}; {} {second}.",
                when[0], when[1]
            ),
        }
    });
    told.take(TOLD).collect()
}

/// What a model says of what happened.
fn foreseen(happened: Option<&Holding>) -> &'static str {
    let Some(holding) = happened else {
        return "it has no place in the model";
    };
    if !holds_under(holding, "SEQ") {
        return "it would not last";
    }
    match holding.reach {
        None | Some(ReachKind::Here) => "it would last",
        Some(ReachKind::BestReplies) => "it would last, and each side’s best moves lead there",
        Some(ReachKind::Improvements) => "it would last, though the best moves lead elsewhere",
        Some(ReachKind::JointMove) => "it would last, but takes a step taken together",
        Some(ReachKind::MovesWithoutGain | ReachKind::MovesAtALoss | ReachKind::Never) => {
            "it would last, but nobody’s interest leads there"
        }
    }
}
