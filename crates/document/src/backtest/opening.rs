//! What comes of a backtest, in sentences.

use std::cmp::Ordering;

use hikiwake_evidence::backtest::{
    Backtest, Block as TestedBlock, BrierRow, Disagreement, DisagreesWith, GroupedBy,
    LikelihoodKind, Mark, OptionTest, OutcomeTest, PeriodTest, ScenarioTest, Tally,
};
use hikiwake_finding::{EventHead, words};

use super::level_of;
use crate::number::in_words;
use crate::{count, joined, sentence};

/// Most changes that were missed named one by one.
const MISSED: usize = 2;

/// How good the models written beforehand have been, against saying that nothing changes.
pub(super) fn answer(backtest: &Backtest) -> String {
    let tested = backtest.blocks.iter().find(|block| block.base.options > 0);
    if let Some(block) = tested {
        return sentence::of_clauses(&[record(block)]);
    }
    match predictions_told(backtest) {
        Some(told) => told,
        None => "There is nothing to test: no period has an outcome, and there are no forecasts."
            .to_owned(),
    }
}

/// `Written beforehand, the model got 43 of 50 points right: no better than saying that
/// nothing changes (43)`
pub(crate) fn record(block: &TestedBlock) -> String {
    let (model, nothing) = (&block.base, &block.base_nothing_changes);
    let against = match model.hits.cmp(&nothing.hits) {
        Ordering::Less => "worse than",
        Ordering::Equal => "no better than",
        Ordering::Greater => "better than",
    };
    let written = match block.hindsight {
        false => "Written beforehand",
        true => "Written with knowledge of how it ended",
    };
    format!(
        "{written}, the model got {} of {} right: {against} saying that nothing changes ({})",
        model.hits,
        count(model.options as u64, "point", "points"),
        nothing.hits
    )
}

/// What comes of it, most important first.
pub(super) fn told(backtest: &Backtest) -> Vec<String> {
    let mut sentences = Vec::new();
    for (at, block) in backtest.blocks.iter().enumerate() {
        if block.base.options == 0 {
            continue;
        }
        if at > 0 {
            sentences.push(format!("{}.", record(block)));
        }
        let tests = match (block.base_models, block.base_tests) {
            (1, 1) => "That is one test: one model against one outcome.".to_owned(),
            (1, tests) => format!(
                "These are {} tests of one model, each against one outcome.",
                in_words(tests)
            ),
            (models, tests) => format!(
                "These are {} tests of {} models, each against one outcome.",
                in_words(tests),
                in_words(models)
            ),
        };
        sentences.push(tests);
        if block.base.changed > 0 {
            sentences.push(changed(backtest, block));
        }
    }
    sentences.extend(later(backtest));
    if backtest.blocks.iter().any(|block| block.base.options > 0) {
        sentences.extend(predictions_told(backtest));
    }
    match backtest.record.disagreements.len() {
        0 => {}
        1 => sentences.push(
            "The record of events and what the dossier codes differ in one place; neither corrects \
             the other."
                .to_owned(),
        ),
        some => sentences.push(format!(
            "The record of events and what the dossier codes differ in {} places; neither corrects \
             the other.",
            in_words(some)
        )),
    }
    sentences
}

/// `Of the seven things that changed it foresaw one; it missed …`
fn changed(backtest: &Backtest, block: &TestedBlock) -> String {
    let (all, seen) = (block.base.changed, block.base.changed_hits);
    let foresaw = match (all, seen) {
        (1, 0) => "It did not foresee the one thing that changed".to_owned(),
        (1, _) => "It foresaw the one thing that changed".to_owned(),
        (_, seen) => format!(
            "Of the {} things that changed it foresaw {}",
            in_words(all),
            in_words(seen)
        ),
    };
    let missed = missed(backtest, block.hindsight);
    if missed.is_empty() {
        return format!("{foresaw}.");
    }
    let shown = &missed[..missed.len().min(MISSED)];
    let more = match missed.len() - shown.len() {
        0 => String::new(),
        more => format!("; and {} more", in_words(more)),
    };
    format!("{foresaw}. It missed: {}{more}.", shown.join("; "))
}

/// What changed and a base reading did not call right.
fn missed(backtest: &Backtest, hindsight: bool) -> Vec<String> {
    let mut missed = Vec::new();
    for period in &backtest.periods {
        if period
            .scenarios
            .first()
            .is_none_or(|base| base.hindsight != hindsight)
        {
            continue;
        }
        for outcome in &period.outcomes {
            let Some(base) = outcome.scenarios.first() else {
                continue;
            };
            let marks = outcome.options.iter().zip(&base.best_replies.marks);
            for (option, mark) in marks.filter(|(option, _)| option.changed()) {
                let told = done(backtest, option);
                if *mark != Mark::Hit && !missed.contains(&told) {
                    missed.push(told);
                }
            }
        }
    }
    missed
}

/// `“Join in economic projects” taken up`
fn done(backtest: &Backtest, option: &OptionTest) -> String {
    let head = &backtest.options[option.option];
    let label = &head.label;
    match (head.levels.len() > 2, option.after > option.before) {
        (false, true) => format!("“{label}” taken up"),
        (false, false) => format!("“{label}” given up"),
        (true, _) => format!(
            "“{label}” brought to {}",
            level_of(backtest, option.option, option.after)
        ),
    }
}

/// Models counted as written beforehand that lean on later sources, or have an option worded
/// from what was known only later.
fn later(backtest: &Backtest) -> Vec<String> {
    let count = |wanted: fn(&ScenarioTest) -> bool| {
        let scenarios = backtest.periods.iter().flat_map(|period| &period.scenarios);
        scenarios
            .filter(|one| !one.hindsight && wanted(one))
            .count()
    };
    let told = |models: usize, one: &str, several: &str| {
        (models > 0).then(|| {
            let (who, count, although) = match models {
                1 => ("One model".to_owned(), "counts", one),
                some => (
                    format!("{} models", words::capital(&in_words(some))),
                    "count",
                    several,
                ),
            };
            format!("{who} {count} as written beforehand, although {although}.")
        })
    };
    let sources = count(|one| one.later_sources > 0);
    let options = count(|one| !one.options_hindsight.is_empty());
    [
        told(
            sources,
            "it leans on a source that was closed later",
            "they lean on sources that were closed later",
        ),
        told(
            options,
            "an option of it is worded from what was known only later",
            "an option of them is worded from what was known only later",
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// `Of the sources’ 54 predictions 23 came true, 7 did not and 9 did in part.`
fn predictions_told(backtest: &Backtest) -> Option<String> {
    let all = backtest
        .outturns
        .iter()
        .find(|row| row.by == GroupedBy::All && row.forecasts > 0)?;
    let told = [
        (all.came_true, "came true"),
        (all.failed, "did not"),
        (all.mixed, "did in part"),
        (all.void, "had a condition that never arose"),
        (all.unknown, "cannot be told"),
    ];
    let told = told.into_iter().filter(|(number, _)| *number > 0);
    let told: Vec<String> = told
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
    if all.unknown == all.forecasts {
        return Some("None of the sources’ predictions can be judged yet.".to_owned());
    }
    let predictions = match all.forecasts {
        1 => "Of the sources’ one prediction".to_owned(),
        some => format!("Of the sources’ {some} predictions"),
    };
    Some(format!("{predictions} {}.", joined(&told)))
}

/// The same in figures: all models by all readings, what changed and who foresaw it, and how
/// likely the sources called what came.
pub(super) fn in_figures(backtest: &Backtest) -> Vec<String> {
    let mut sentences = Vec::new();
    for block in &backtest.blocks {
        let made = match block.hindsight {
            false => "Written beforehand",
            true => "Written with knowledge of how it ended",
        };
        if block.base.options > 0 {
            sentences.push(format!(
                "{made}, the base readings of the model {} “Nothing changes” {}",
                right(&block.base, "had"),
                right(&block.base_nothing_changes, "had"),
            ));
        }
        sentences.push(format!(
            "{made}, {} against what happened, {}: more options right than “nothing changes” in \
             {}, as many in {}, fewer in {}. What happened, and nothing else, was foretold in {}.",
            count(
                block.models as u64,
                "model was set",
                "models (all readings) were set"
            ),
            count(block.tests as u64, "test", "tests"),
            block.better,
            block.equal,
            block.worse,
            block.exact,
        ));
    }
    for period in &backtest.periods {
        for outcome in &period.outcomes {
            sentences.push(foreseen(backtest, period, outcome));
        }
    }
    let rows = backtest.brier.iter().filter(|row| row.source.is_empty());
    sentences.extend(rows.map(brier));
    sentences
}

/// `had 15 of 22 options right (0 of the 4 that changed), 6 wrong and 1 open.`
fn right(tally: &Tally, had: &str) -> String {
    let rest = [
        (tally.misses, "wrong"),
        (tally.undecided, "left open"),
        (tally.silent, "not spoken of"),
    ];
    let rest: String = (rest.into_iter())
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!(", {number} {what}"))
        .collect();
    format!(
        "{had} {} of {} right ({} of the {} that changed){rest}.",
        tally.hits,
        count(tally.options as u64, "option", "options"),
        tally.changed_hits,
        tally.changed,
    )
}

/// What changed, and who foresaw it: options with the same answer together.
fn foreseen(backtest: &Backtest, period: &PeriodTest, outcome: &OutcomeTest) -> String {
    let between = format!(
        "from “{}” to “{}” ({})",
        period.period.label, outcome.label, outcome.date
    );
    let mut answers: Vec<(String, Vec<String>)> = Vec::new();
    for (k, option) in outcome.options.iter().enumerate() {
        if option.changed() {
            let answer = who(backtest, period, outcome, k);
            let change = change(backtest, option);
            match answers.iter_mut().find(|(known, _)| *known == answer) {
                Some((_, changes)) => changes.push(change),
                None => answers.push((answer, vec![change])),
            }
        }
    }
    if answers.is_empty() {
        return format!("No option changed {between}.");
    }
    let told: Vec<String> = (answers.into_iter())
        .map(|(answer, changes)| {
            let each = if changes.len() > 1 { "each " } else { "" };
            format!("{}, {each}{answer}", joined(&changes))
        })
        .collect();
    format!("What changed {between}: {}.", told.join("; "))
}

/// Who called the option with this place in the outcome right.
fn who(backtest: &Backtest, period: &PeriodTest, outcome: &OutcomeTest, k: usize) -> String {
    let option = &outcome.options[k];
    let hindsight = period.scenarios.iter().filter(|s| s.hindsight).count();
    let ex_ante = period.scenarios.len() - hindsight;
    let mut who: Vec<String> = Vec::new();
    let base = (period.scenarios.first().zip(outcome.scenarios.first()))
        .is_some_and(|(model, score)| !model.hindsight && score.best_replies.marks[k] == Mark::Hit);
    let models = count(ex_ante as u64, "model", "models");
    match (option.ex_ante_right, base) {
        (0, _) => {}
        (right, true) => who.push(format!(
            "the base reading ({right} of {models} written beforehand)"
        )),
        (right, false) => who.push(format!(
            "{right} of {models} written beforehand, not the base reading"
        )),
    }
    for (source, score) in backtest.sources.iter().zip(&outcome.sources) {
        if score.calls[k].mark == Mark::Hit {
            who.push(source.short.clone());
        }
    }
    let afterwards = match option.hindsight_right {
        0 => String::new(),
        right => format!(
            " (with hindsight by {right} of {})",
            count(hindsight as u64, "model", "models")
        ),
    };
    match who.as_slice() {
        [] => format!("foreseen by nobody{afterwards}"),
        who => format!("foreseen by {}{afterwards}", joined(who)),
    }
}

/// `“Keep the sanctions” (yes → no)`
fn change(backtest: &Backtest, option: &OptionTest) -> String {
    let label = &backtest.options[option.option].label;
    format!(
        "“{label}” ({} → {})",
        level_of(backtest, option.option, option.before),
        level_of(backtest, option.option, option.after)
    )
}

fn brier(row: &BrierRow) -> String {
    let which = match row.words {
        LikelihoodKind::Stated => "a likelihood in words or numbers",
        LikelihoodKind::Plain => "a plain assertion, read as the highest range",
        LikelihoodKind::Vague => "a word of bare possibility, which is hardly a likelihood",
    };
    let beside = row.with_nothing_changes.map_or(String::new(), |beside| {
        format!(
            " On the {} about which “nothing changes” can be asked, it scores {:.2} and the \
             sources {:.2}.",
            beside.forecasts, beside.nothing_changes, beside.midpoint
        )
    });
    format!(
        "{} that came true or did not and carry {which}: Brier score {:.2} at the midpoints, from \
         {:.2} to {:.2} over the ranges; 0 is best, and always saying 50 % scores 0.25.{beside}",
        count(row.forecasts as u64, "prediction", "predictions"),
        row.mean.midpoint,
        row.mean.least,
        row.mean.greatest,
    )
}

/// Where the record and a coded state disagree, and which events made the record.
pub(super) fn disagreement(backtest: &Backtest, found: &Disagreement) -> String {
    let label = &backtest.options[found.option].label;
    let with = match found.with {
        DisagreesWith::Outcome => "outcome",
        DisagreesWith::StatusQuo => "dossier",
    };
    let last = match &found.event {
        Some(event) => format!("set last by {}", dated(event)),
        None => format!("as in {}, and no event sets it since", found.period),
    };
    let unsure: Vec<String> = found.unsure.iter().map(dated).collect();
    let unsure = match unsure.as_slice() {
        [] => String::new(),
        some => format!(" Dated too loosely to tell: {}.", joined(some)),
    };
    format!(
        "Record and {with} disagree on “{label}” at “{}” ({}): the record has {} ({last}), the \
         {with} {}.{unsure}",
        found.label,
        found.date,
        level_of(backtest, found.option, found.record),
        level_of(backtest, found.option, found.coded),
    )
}

/// `“The summit” (2016-12-15)`
fn dated(event: &EventHead) -> String {
    format!("“{}” ({})", event.label, event.date)
}
