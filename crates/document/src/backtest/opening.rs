//! What comes of a backtest, in sentences.

use hikiwake_evidence::backtest::{
    Backtest, BrierRow, Disagreement, DisagreesWith, GroupedBy, LikelihoodKind, Mark, OptionTest,
    OutcomeTest, PeriodTest, Tally,
};
use hikiwake_finding::EventHead;

use super::level_of;
use crate::{count, joined};

/// What comes of it, most important first.
pub(super) fn opening(backtest: &Backtest) -> Vec<String> {
    let mut sentences = Vec::new();
    for block in &backtest.blocks {
        let made = match block.hindsight {
            false => "Made ex ante",
            true => "Made with hindsight",
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
             {}, as many in {}, fewer in {}. The state that happened, and no other, was foretold \
             in {}.",
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
    let later: usize = (backtest.periods.iter().flat_map(|p| &p.scenarios))
        .filter(|s| !s.hindsight && s.later_sources > 0)
        .count();
    if later > 0 {
        sentences.push(format!(
            "{} counted as ex ante because nothing in {} is marked as hindsight, although {} on a \
             source that was closed after the period: see the table.",
            count(later as u64, "model is", "models are"),
            if later == 1 { "it" } else { "them" },
            if later == 1 {
                "a statement of it rests"
            } else {
                "statements of them rest"
            },
        ));
    }
    let worded_later: usize = (backtest.periods.iter().flat_map(|p| &p.scenarios))
        .filter(|s| !s.hindsight && !s.options_hindsight.is_empty())
        .count();
    if worded_later > 0 {
        sentences.push(format!(
            "{} counted as ex ante, although an option on the table is worded from what was known \
             only later: see the table.",
            count(worded_later as u64, "model is", "models are"),
        ));
    }
    sentences.extend(predictions(backtest));
    let disagreements = backtest.record.disagreements.len();
    if disagreements > 0 {
        sentences.push(format!(
            "There {} {} between the record of events and the states coded besides: see the list. \
             Neither corrects the other.",
            if disagreements == 1 { "is" } else { "are" },
            count(disagreements as u64, "difference", "differences"),
        ));
    }
    if backtest.is_empty() {
        sentences.push(
            "There is nothing to test: no period has an outcome, and there are no forecasts."
                .to_string(),
        );
    }
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
            "the base reading ({right} of {models} made ex ante)"
        )),
        (right, false) => who.push(format!(
            "{right} of {models} made ex ante, not the base reading"
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

fn predictions(backtest: &Backtest) -> Vec<String> {
    let mut sentences = Vec::new();
    let all = backtest
        .outturns
        .iter()
        .find(|row| row.by == GroupedBy::All);
    if let Some(all) = all {
        let told = [
            (all.came_true, "came true"),
            (all.failed, "did not"),
            (all.mixed, "came true in part"),
            (all.void, "had a condition that never arose"),
            (all.unknown, "cannot be told"),
        ];
        let told: Vec<String> = (told.into_iter())
            .filter(|(number, _)| *number > 0)
            .map(|(number, what)| format!("{number} {what}"))
            .collect();
        sentences.push(format!(
            "Of {} of the sources, {}.",
            count(all.forecasts as u64, "prediction", "predictions"),
            joined(&told)
        ));
    }
    let rows = backtest.brier.iter().filter(|row| row.source.is_empty());
    sentences.extend(rows.map(brier));
    sentences
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
        DisagreesWith::StatusQuo => "status quo",
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
