//! How the forecasts fared: model, sources and "nothing changes" against what
//! happened.

mod predictions;

use hikiwake_evidence::{
    backtest::Backtest, backtest::LevelShare, backtest::Mark, backtest::OptionTest,
    backtest::OutcomeTest, backtest::PeriodTest, backtest::Score, backtest::StateMark,
    backtest::Tally,
};
use hikiwake_finding::Finding;
use maud::{Markup, html};

pub(crate) fn section(finding: Option<&Finding<Backtest>>) -> Markup {
    html! {
        @if let Some(Finding { finding: found, .. }) = finding {
            section #backtest.wide aria-labelledby="backtest-h" {
                h2 #backtest-h { "How the forecasts fared" }
                @for sentence in &found.sentences { p { (sentence) } }
                (meaning(found))
                @for period in &found.periods { (of_period(found, period)) }
                (predictions::part(found))
                @if !found.record.disagreements.is_empty() {
                    h3 { "Where the record and the coded states disagree" }
                    ul { @for found in &found.record.disagreements { li { (found.sentence) } } }
                }
            }
        }
    }
}

fn meaning(found: &Backtest) -> Markup {
    html! {
        details {
            summary { "How this is scored" }
            @if !found.periods.is_empty() {
                p {
                    "The model foretells the states that hold under SEQ and that best replies reach \
                     from the status quo; where the status quo itself holds, it foretells that. An \
                     option that has one level in all of them is a firm call, right or wrong; one \
                     that has several is left open. Shares count states and are no probabilities. \
                     “Nothing changes” foretells the status quo, and is right on every option that \
                     does not change: what a model can add shows on those that do. A source speaks \
                     where one of its predictions fixes an option at that time, and only if it was \
                     closed by then."
                }
                p {
                    "A model carries hindsight where one of its statements or rules is marked as \
                     written after the outcome that it explains; such models are counted apart."
                }
            }
            @if !found.forecasts.is_empty() {
                p {
                    "The Brier score (Brier 1950) is the squared difference between the probability \
                     given and what came, 1 or 0: 0 is best, 1 worst, and always saying 50 % scores \
                     0.25. Words of likelihood stand for ranges, and the score for the midpoint and \
                     for the ends of the range. What came true in part is not scored."
                }
            }
        }
    }
}

fn of_period(found: &Backtest, period: &PeriodTest) -> Markup {
    html! {
        h3 { "Foretold from " (period.period.label) }
        @for outcome in &period.outcomes { (scoreboard(found, period, outcome)) }
        (readings(period))
    }
}

/// The mark as a word; the colour only repeats it.
fn mark(mark: Mark) -> Markup {
    let (class, word) = match mark {
        Mark::Hit => ("hit", "right"),
        Mark::Miss => ("miss", "wrong"),
        Mark::Undecided => ("open", "open"),
        Mark::Silent => ("silent", "says nothing"),
    };
    html! { span.fared.(class) { (word) } }
}

fn scoreboard(found: &Backtest, period: &PeriodTest, outcome: &OutcomeTest) -> Markup {
    let level = |option: &OptionTest, level: u8| -> &str {
        let levels = &found.options[option.option].levels;
        levels.get(usize::from(level)).map_or("", |name| name)
    };
    let base = outcome.scenarios.first().map(|scores| &scores.best_replies);
    let calls = period.scenarios.first().map(|s| &s.best_replies);
    html! {
        table.stack.scoreboard role="table" {
            caption {
                "What happened: " (outcome.label) " (" (outcome.date) ")"
                @if let Some(why) = &outcome.infeasible { ". The model has no such state. " (why) }
            }
            thead role="rowgroup" {
                tr role="row" {
                    @for heading in ["Option", "Model", "Nothing changes"] {
                        th scope="col" role="columnheader" { (heading) }
                    }
                    @for source in &found.sources {
                        th scope="col" role="columnheader" { (source.short) }
                    }
                    th scope="col" role="columnheader" { "What happened" }
                }
            }
            tbody role="rowgroup" {
                @for (k, option) in outcome.options.iter().enumerate() {
                    tr role="row" {
                        th scope="row" role="rowheader" data-label="Option" {
                            (found.options[option.option].label)
                            @if !option.on_table { " " span.small { "not on the table then" } }
                        }
                        td role="cell" data-label="Model" {
                            @if let (Some(base), Some(calls)) = (base, calls) {
                                (shares(&calls.calls[option.option], |l| level(option, l))) " "
                                (mark(base.marks[k]))
                            }
                        }
                        td role="cell" data-label="Nothing changes" {
                            (level(option, option.before)) " " (mark(outcome.nothing_changes.marks[k]))
                        }
                        @for (source, score) in found.sources.iter().zip(&outcome.sources) {
                            td role="cell" data-label=(source.short) {
                                @if score.in_time {
                                    @let call = &score.calls[k];
                                    @for (at, &l) in call.levels.iter().enumerate() {
                                        @if at > 0 { " or " }
                                        (level(option, l))
                                    }
                                    " " (mark(call.mark))
                                } @else { span.small { "closed later" } }
                            }
                        }
                        td role="cell" data-label="What happened" {
                            @if option.changed() {
                                strong { (level(option, option.before)) " → " (level(option, option.after)) }
                            } @else { (level(option, option.after)) }
                        }
                    }
                }
                tr.sum role="row" {
                    th scope="row" role="rowheader" data-label="" { "Options right" }
                    td role="cell" data-label="Model" {
                        @if let Some(base) = base { (sum(&base.tally)) ". " (state(base)) }
                    }
                    td role="cell" data-label="Nothing changes" {
                        (sum(&outcome.nothing_changes.tally)) ". " (state(&outcome.nothing_changes))
                    }
                    @for (source, score) in found.sources.iter().zip(&outcome.sources) {
                        td role="cell" data-label=(source.short) {
                            @if score.in_time { (sum(&score.tally)) } @else { span.small { "closed later" } }
                        }
                    }
                    td role="cell" data-label="What happened" { (outcome.nothing_changes.tally.changed) " changed" }
                }
            }
        }
    }
}

fn shares<'a>(calls: &[LevelShare], level: impl Fn(u8) -> &'a str) -> Markup {
    let all: u64 = calls.iter().map(|share| share.states).sum();
    html! {
        @if let [one] = calls { (level(one.level)) } @else {
            @for (at, share) in calls.iter().enumerate() {
                @if at > 0 { ", " }
                (level(share.level)) " in " (share.states) " of " (all) " states"
            }
        }
    }
}

fn sum(tally: &Tally) -> Markup {
    html! {
        (tally.hits) " of " (tally.options)
        @if tally.changed > 0 { "; of the changed " (tally.changed_hits) " of " (tally.changed) }
    }
}

fn state(score: &Score) -> &'static str {
    match score.state {
        StateMark::Exact => "The state exactly.",
        StateMark::Among => "The state among others.",
        StateMark::Miss => "Another state.",
        StateMark::Silent => "No state.",
    }
}

/// Every reading in one line.
fn readings(period: &PeriodTest) -> Markup {
    let firsts = ["Reading", "Hindsight", "States foretold"];
    html! {
        table.stack role="table" {
            caption {
                "All readings from " (period.period.label) ": options right by best replies (of \
                 those that changed); in small, by improvements"
            }
            thead role="rowgroup" {
                tr role="row" {
                    @for heading in firsts { th scope="col" role="columnheader" { (heading) } }
                    @for outcome in &period.outcomes {
                        th scope="col" role="columnheader" { (outcome.label) " (" (outcome.date) ")" }
                    }
                }
            }
            tbody role="rowgroup" {
                @for (k, scenario) in period.scenarios.iter().enumerate() {
                    tr role="row" {
                        th scope="row" role="rowheader" data-label="Reading" {
                            @match &scenario.reading {
                                Some(reading) => (reading.label),
                                None => "Base reading",
                            }
                        }
                        td role="cell" data-label="Hindsight" {
                            @if scenario.hindsight {
                                span.badge.hindsight { "hindsight" } " "
                                (scenario.statements_hindsight) " of " (scenario.statements) " statements"
                                @if !scenario.rules_hindsight.is_empty() {
                                    ", " (scenario.rules_hindsight.len()) " rules"
                                }
                            } @else { "none marked" }
                            @if scenario.later_sources > 0 {
                                span.small { ". " (scenario.later_sources) " rest on a source closed later" }
                            }
                        }
                        td role="cell" data-label="States foretold" {
                            (scenario.best_replies.states)
                            @if scenario.best_replies.stays { " (the status quo)" }
                            span.small { " · " (scenario.improvements.states) }
                        }
                        @for outcome in &period.outcomes {
                            td role="cell" data-label=(outcome.label) {
                                @if let Some(score) = outcome.scenarios.get(k) {
                                    (short(&score.best_replies.tally))
                                    @if score.best_replies.state == StateMark::Exact { " exactly" }
                                    span.small { " · " (short(&score.improvements.tally)) }
                                }
                            }
                        }
                    }
                }
                tr.sum role="row" {
                    th scope="row" role="rowheader" data-label="Reading" { "“Nothing changes”" }
                    td role="cell" data-label="Hindsight" { "none" }
                    td role="cell" data-label="States foretold" { "1" }
                    @for outcome in &period.outcomes {
                        td role="cell" data-label=(outcome.label) {
                            (short(&outcome.nothing_changes.tally))
                            @if outcome.nothing_changes.state == StateMark::Exact { " exactly" }
                        }
                    }
                }
            }
        }
    }
}

/// `8 of 11 (1 of 2)`
fn short(tally: &Tally) -> Markup {
    html! {
        (tally.hits) " of " (tally.options)
        " (" (tally.changed_hits) " of " (tally.changed) ")"
    }
}
