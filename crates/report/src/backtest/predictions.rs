//! The sources' predictions and what became of them.

use hikiwake_evidence::{
    backtest::Backtest, backtest::BrierRow, backtest::ForecastTest, backtest::GroupedBy,
    backtest::JudgedBy, backtest::LikelihoodKind, backtest::Outturn, backtest::OutturnRow,
};
use maud::{Markup, html};

pub(crate) fn part(found: &Backtest) -> Markup {
    html! {
        @if !found.forecasts.is_empty() {
            h3 { "What became of the predictions" }
            (outturns(found))
            (brier(found))
            (reliability(found))
            @for source in &found.sources {
                @let tests = of_source(found, &source.id);
                details {
                    summary { (source.short) ": " (tests.len()) " predictions one by one" }
                    (list(&tests))
                }
            }
        }
    }
}

fn of_source<'a>(found: &'a Backtest, source: &str) -> Vec<&'a ForecastTest> {
    let tests = found.forecasts.iter();
    tests
        .filter(|test| test.claim.source_id == source)
        .collect()
}

fn source<'a>(found: &'a Backtest, id: &'a str) -> &'a str {
    let known = found.sources.iter().find(|source| source.id == id);
    known.map_or(id, |source| &source.short)
}

fn table(caption: &str, head: &[&str], rows: &[Vec<String>]) -> Markup {
    html! {
        table.stack role="table" {
            caption { (caption) }
            thead role="rowgroup" {
                tr role="row" { @for heading in head { th scope="col" role="columnheader" { (heading) } } }
            }
            tbody role="rowgroup" {
                @for row in rows {
                    tr role="row" {
                        @for (at, (cell, heading)) in row.iter().zip(head).enumerate() {
                            @if at == 0 {
                                th scope="row" role="rowheader" data-label=(heading) { (cell) }
                            } @else { td role="cell" data-label=(heading) { (cell) } }
                        }
                    }
                }
            }
        }
    }
}

fn outturns(found: &Backtest) -> Markup {
    let row = |row: &OutturnRow| {
        let group = match row.by {
            GroupedBy::All => "All".to_owned(),
            GroupedBy::Source => source(found, &row.group).to_owned(),
            GroupedBy::Kind if row.group.is_empty() => "Kind: not said".to_owned(),
            GroupedBy::Kind => format!("Kind: {}", row.group),
            GroupedBy::Strength => format!("Said: {}", row.group),
        };
        let numbers = [
            row.forecasts,
            row.came_true,
            row.failed,
            row.mixed,
            row.void,
            row.unknown,
        ];
        let mut cells = vec![group];
        cells.extend(numbers.map(|number| number.to_string()));
        cells
    };
    let rows: Vec<Vec<String>> = found.outturns.iter().map(row).collect();
    table(
        "Outturns. Void: the condition never arose. Unknown: the record does not tell",
        &[
            "Predictions",
            "Number",
            "True",
            "False",
            "In part",
            "Void",
            "Unknown",
        ],
        &rows,
    )
}

fn words(kind: LikelihoodKind) -> &'static str {
    match kind {
        LikelihoodKind::Stated => "Likelihood stated",
        LikelihoodKind::Plain => "Plain assertion",
        LikelihoodKind::Vague => "“Could” and the like",
    }
}

fn brier(found: &Backtest) -> Markup {
    let row = |row: &BrierRow| {
        vec![
            match row.source.as_str() {
                "" => format!("{}: all", words(row.words)),
                id => format!("{}: {}", words(row.words), source(found, id)),
            },
            row.forecasts.to_string(),
            row.came_true.to_string(),
            format!("{:.3}", row.mean.midpoint),
            format!("{:.3} to {:.3}", row.mean.least, row.mean.greatest),
            format!("{:.3}", row.always_half),
            row.with_nothing_changes.map_or("–".to_owned(), |beside| {
                format!(
                    "on {}: {:.3}, the sources {:.3}",
                    beside.forecasts, beside.nothing_changes, beside.midpoint
                )
            }),
        ]
    };
    let rows: Vec<Vec<String>> = found.brier.iter().map(row).collect();
    html! {
        @if !rows.is_empty() {
            (table(
                "Brier scores, 0 best, of the predictions that came true or did not",
                &["Called by", "Number", "Came true", "At the midpoints", "Over the ranges", "Always 50%", "“Nothing changes”"],
                &rows,
            ))
        }
    }
}

fn reliability(found: &Backtest) -> Markup {
    let rows: Vec<Vec<String>> = (found.reliability.iter())
        .map(|row| {
            vec![
                format!("{}: {}", words(row.words), range(row.low, row.high)),
                row.forecasts.to_string(),
                row.came_true.to_string(),
                format!(
                    "{:.0}%",
                    100.0 * row.came_true as f64 / row.forecasts as f64
                ),
            ]
        })
        .collect();
    html! {
        @if !rows.is_empty() {
            (table(
                "Reliability: how often what was called so likely came true",
                &["Called", "Number", "Came true", "Share"],
                &rows,
            ))
        }
    }
}

fn range(low: f64, high: f64) -> String {
    format!("{:.0}–{:.0}%", low * 100.0, high * 100.0)
}

/// The outturn as a word; the colour only repeats it.
fn outturn(outturn: Outturn) -> Markup {
    let (class, word) = match outturn {
        Outturn::True => ("hit", "true"),
        Outturn::False => ("miss", "false"),
        Outturn::Mixed => ("open", "in part"),
        Outturn::Void => ("silent", "void"),
        Outturn::Unknown => ("silent", "unknown"),
    };
    html! { span.fared.(class) { (word) } }
}

fn list(tests: &[&ForecastTest]) -> Markup {
    let head = ["Prediction", "Until", "Outturn", "Called", "Brier score"];
    html! {
        table.stack.predictions role="table" {
            caption { "Each prediction, made testable, and what became of it" }
            thead role="rowgroup" {
                tr role="row" { @for heading in head { th scope="col" role="columnheader" { (heading) } } }
            }
            tbody role="rowgroup" { @for test in tests { (one(test)) } }
        }
    }
}

fn one(test: &ForecastTest) -> Markup {
    html! {
        tr role="row" {
            th scope="row" role="rowheader" data-label="Prediction" {
                (test.text)
                span.small {
                    " [" (test.id) "] " (test.claim.source)
                    @if !test.claim.place.is_empty() { ", " (test.claim.place) }
                }
            }
            td role="cell" data-label="Until" { (test.until) }
            td role="cell" data-label="Outturn" {
                (outturn(test.outturn)) " "
                span.small {
                    @match test.judged_by {
                        JudgedBy::Record => "by the record. ",
                        JudgedBy::Person => "by the analyst. ",
                        JudgedBy::Nobody => "",
                    }
                    (test.why)
                    @if !test.expects.is_empty() {
                        " " code { (test.expects) }
                        @if !test.given.is_empty() { " given " code { (test.given) } }
                        " (" (test.holds.replace('-', " ")) ")"
                    }
                    @if let Some((other, period)) = &test.contested {
                        " Folded from " (period) " alone, the record says " (outturn(*other)) "."
                    }
                }
            }
            td role="cell" data-label="Called" {
                @if let Some(likelihood) = &test.likelihood {
                    (range(likelihood.low, likelihood.high))
                    @if !likelihood.words.is_empty() { span.small { " “" (likelihood.words) "”" } }
                }
            }
            td role="cell" data-label="Brier score" {
                @if let Some(brier) = &test.brier {
                    (format!("{:.2}", brier.midpoint))
                    span.small { (format!(" ({:.2} to {:.2})", brier.least, brier.greatest)) }
                }
            }
        }
    }
}
