//! The sources' predictions and what became of them.

use hikiwake_evidence::{
    backtest::Backtest, backtest::BrierRow, backtest::ForecastTest, backtest::GroupedBy,
    backtest::LikelihoodKind,
};

use crate::show::paper;

/// All tables of predictions; empty where the dossier has none.
pub fn predictions(found: &Backtest) -> String {
    if found.forecasts.is_empty() {
        return String::new();
    }
    outturns(found) + &brier(found) + &reliability(found) + &forecasts(found)
}

fn outturns(found: &Backtest) -> String {
    let head = [
        "predictions",
        "number",
        "true",
        "false",
        "mixed",
        "void",
        "unknown",
    ];
    let rows = (found.outturns.iter())
        .map(|row| {
            let group = match row.by {
                GroupedBy::All => "all".to_owned(),
                GroupedBy::Source => source(found, &row.group),
                GroupedBy::Kind if row.group.is_empty() => "of no kind".to_owned(),
                GroupedBy::Kind | GroupedBy::Strength => row.group.clone(),
            };
            let by = match row.by {
                GroupedBy::All => "",
                GroupedBy::Source => "source: ",
                GroupedBy::Kind => "kind: ",
                GroupedBy::Strength => "said: ",
            };
            let numbers = [
                row.forecasts,
                row.came_true,
                row.failed,
                row.mixed,
                row.void,
                row.unknown,
            ];
            let mut cells = vec![format!("{by}{group}")];
            cells.extend(numbers.map(|n| n.to_string()));
            cells
        })
        .collect();
    paper::heading("What became of the predictions")
        + &paper::table(head.map(str::to_owned).to_vec(), rows, &[])
}

fn source(found: &Backtest, id: &str) -> String {
    let source = found.sources.iter().find(|source| source.id == id);
    source.map_or(id.to_owned(), |source| source.short.clone())
}

fn words(kind: LikelihoodKind) -> &'static str {
    match kind {
        LikelihoodKind::Stated => "likelihood stated",
        LikelihoodKind::Plain => "plain assertion",
        LikelihoodKind::Vague => "“could” and the like",
    }
}

fn brier(found: &Backtest) -> String {
    if found.brier.is_empty() {
        return String::new();
    }
    let head = [
        "Brier score (0 best)",
        "number",
        "true",
        "midpoint",
        "range",
        "always 50%",
        "beside “nothing changes”",
    ];
    let row = |row: &BrierRow| {
        vec![
            match row.source.as_str() {
                "" => format!("{}, all", words(row.words)),
                id => format!("  {}", source(found, id)),
            },
            row.forecasts.to_string(),
            row.came_true.to_string(),
            format!("{:.3}", row.mean.midpoint),
            format!("{:.3}–{:.3}", row.mean.least, row.mean.greatest),
            format!("{:.3}", row.always_half),
            row.with_nothing_changes.map_or(String::new(), |beside| {
                format!(
                    "{}: {:.3} against {:.3}",
                    beside.forecasts, beside.midpoint, beside.nothing_changes
                )
            }),
        ]
    };
    let rows = found.brier.iter().map(row).collect();
    paper::heading("How likely it was called")
        + &paper::table(head.map(str::to_owned).to_vec(), rows, &[])
}

fn reliability(found: &Backtest) -> String {
    if found.reliability.is_empty() {
        return String::new();
    }
    let head = ["called", "range", "number", "came true"]
        .map(str::to_owned)
        .to_vec();
    let rows = (found.reliability.iter())
        .map(|row| {
            vec![
                words(row.words).to_owned(),
                range(row.low, row.high),
                row.forecasts.to_string(),
                row.came_true.to_string(),
            ]
        })
        .collect();
    paper::heading("Reliability") + &paper::table(head, rows, &[])
}

fn range(low: f64, high: f64) -> String {
    format!("{:.0}–{:.0}%", low * 100.0, high * 100.0)
}

fn forecasts(found: &Backtest) -> String {
    let mut text = paper::heading("The predictions one by one");
    let head = [
        "",
        "source",
        "until",
        "outturn",
        "called",
        "Brier",
        "statement",
    ];
    let row = |test: &ForecastTest| {
        vec![
            test.id.clone(),
            test.claim.source.clone(),
            test.until.clone(),
            format!("{:?}", test.outturn).to_lowercase(),
            test.likelihood
                .as_ref()
                .map_or(String::new(), |l| range(l.low, l.high)),
            test.brier
                .map_or(String::new(), |brier| format!("{:.2}", brier.midpoint)),
            statement(test),
        ]
    };
    let rows = found.forecasts.iter().map(row).collect();
    text.push_str(&paper::table(head.map(str::to_owned).to_vec(), rows, &[]));
    text
}

/// The statement, why it came out so, and what an earlier period says instead.
fn statement(test: &ForecastTest) -> String {
    let mut text = test.text.clone();
    if !test.why.is_empty() {
        text.push_str(&format!(" — {}", test.why));
    }
    if let Some((other, period)) = &test.contested {
        let other = format!("{other:?}").to_lowercase();
        text.push_str(&format!(" (The record from {period} alone says {other}.)"));
    }
    text
}
