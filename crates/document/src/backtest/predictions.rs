//! The sources’ predictions and what became of them.

use hikiwake_evidence::backtest::{
    Backtest, ForecastTest, GroupedBy, JudgedBy, LikelihoodKind, Outturn,
};

use crate::{Block, Inline, Number, Precision, Table, Text, count};

/// All tables of predictions; nothing where the dossier has none.
pub(super) fn predictions(found: &Backtest) -> Vec<Block> {
    if found.forecasts.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Table(outturns(found))];
    if !found.brier.is_empty() {
        blocks.push(Block::heading(2, "How likely it was called"));
        blocks.push(Block::Table(brier(found)));
    }
    if !found.reliability.is_empty() {
        let heading = "How often what was called so likely came true";
        blocks.push(Block::heading(2, heading));
        blocks.push(Block::Table(reliability(found)));
    }
    for source in &found.sources {
        let tests = found.forecasts.iter();
        let of = |test: &&ForecastTest| test.claim.source_id == source.id;
        let tests: Vec<&ForecastTest> = tests.filter(of).collect();
        if !tests.is_empty() {
            let number = count(tests.len() as u64, "prediction", "predictions");
            let table = Block::Table(one_by_one(&tests));
            blocks.push(Block::details(
                format!("{}: {number}", source.short),
                vec![table],
            ));
        }
    }
    blocks
}

fn whole(number: usize) -> Text {
    Number::whole(number as u64).into()
}

fn source(found: &Backtest, id: &str) -> String {
    let known = found.sources.iter().find(|source| source.id == id);
    known.map_or(id.to_owned(), |source| source.short.clone())
}

fn outturns(found: &Backtest) -> Table {
    let mut table = Table::numbers([
        "Predictions",
        "Number",
        "Came true",
        "Did not",
        "In part",
        "Never arose",
        "Cannot be told",
    ])
    .caption(
        "Never arose: its condition did not come about. Cannot be told: the record is silent.",
    );
    for row in &found.outturns {
        let group = match row.by {
            GroupedBy::All => "All".to_owned(),
            GroupedBy::Source => source(found, &row.group),
            GroupedBy::Kind if row.group.is_empty() => "Of no kind".to_owned(),
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
        table.row([group.into()].into_iter().chain(numbers.map(whole)));
    }
    table
}

fn words(kind: LikelihoodKind) -> &'static str {
    match kind {
        LikelihoodKind::Stated => "Likelihood stated",
        LikelihoodKind::Plain => "Plain assertion",
        LikelihoodKind::Vague => "“Could” and the like",
    }
}

fn brier(found: &Backtest) -> Table {
    let mut table = Table::numbers([
        "Called by",
        "Number",
        "Came true",
        "Brier score at the midpoints",
        "Over the ranges",
        "Always 50%",
        "Beside “nothing changes”",
    ])
    .caption(
        "Of the predictions that came true or did not; 0 is best. Beside: on how many “nothing \
         changes” can be asked, what it scores on them, and what the sources score.",
    );
    let score = |score: f64| Number::of(score, Precision::Exactly(3));
    for row in &found.brier {
        let by = match row.source.as_str() {
            "" => format!("{}: all", words(row.words)),
            id => format!("{}: {}", words(row.words), source(found, id)),
        };
        let beside = row.with_nothing_changes.map_or("–".into(), |beside| {
            Text::from(format!("{}: ", beside.forecasts))
                .and(score(beside.nothing_changes))
                .and(", sources ")
                .and(score(beside.midpoint))
        });
        table.row([
            by.into(),
            whole(row.forecasts),
            whole(row.came_true),
            score(row.mean.midpoint).into(),
            Text::from(score(row.mean.least))
                .and("–")
                .and(score(row.mean.greatest)),
            score(row.always_half).into(),
            beside,
        ]);
    }
    table
}

fn reliability(found: &Backtest) -> Table {
    let mut table = Table::numbers(["Called", "Number", "Came true", "Share"])
        .caption("The ranges that were named, and how often it came true.");
    for row in &found.reliability {
        let share = row.came_true as f64 / row.forecasts.max(1) as f64;
        table.row::<Text>([
            format!("{}: {}", words(row.words), range(row.low, row.high)).into(),
            whole(row.forecasts),
            whole(row.came_true),
            Number::percent(share).into(),
        ]);
    }
    table
}

fn range(low: f64, high: f64) -> String {
    format!("{:.0}–{:.0}%", low * 100.0, high * 100.0)
}

fn outturn(outturn: Outturn) -> &'static str {
    match outturn {
        Outturn::True => "came true",
        Outturn::False => "did not come true",
        Outturn::Mixed => "came true in part",
        Outturn::Void => "its condition never arose",
        Outturn::Unknown => "cannot be told",
    }
}

fn one_by_one(tests: &[&ForecastTest]) -> Table {
    let heads = [
        "Prediction",
        "Until",
        "What became of it",
        "Called",
        "Brier score",
    ];
    let mut table =
        Table::new(heads).caption("Each prediction, made testable, and what became of it.");
    for test in tests {
        let says = Text::from(format!("{}: {} ", test.id, test.text))
            .and(Inline::Claim((&test.claim).into()));
        let likelihood = test.likelihood.as_ref();
        let called = likelihood.map_or(Text::new(), |likelihood| {
            let range = range(likelihood.low, likelihood.high);
            match likelihood.words.as_str() {
                "" => range.into(),
                words => Text::from(range + " ").and(Inline::Quoted(words.to_owned())),
            }
        });
        let brier = test.brier.map_or(String::new(), |brier| {
            let (middle, least, greatest) = (brier.midpoint, brier.least, brier.greatest);
            format!("{middle:.2} ({least:.2} to {greatest:.2})")
        });
        let until = test.until.as_str().into();
        table.row([says, until, became(test), called, brier.into()]);
    }
    table
}

/// What became of a prediction, who says so and why.
fn became(test: &ForecastTest) -> Text {
    let by = match test.judged_by {
        JudgedBy::Record => ", by the record",
        JudgedBy::Person => ", by the analyst",
        JudgedBy::Nobody => "",
    };
    let mut text = Text::from(Inline::Strong(outturn(test.outturn).to_owned())).and(by);
    if !test.why.is_empty() {
        text = text.and(": ").and(test.why.as_str());
    }
    if !test.expects.is_empty() {
        text = text.and(" ").and(Inline::Code(test.expects.clone()));
        if !test.given.is_empty() {
            text = text.and(" given ").and(Inline::Code(test.given.clone()));
        }
        text = text.and(format!(" ({})", test.holds.replace('-', " ")));
    }
    if let Some((other, period)) = &test.contested {
        let other = outturn(*other);
        text = text.and(format!(" (By the record from {period} alone: {other}.)"));
    }
    text
}
