//! How likely the sources call it, and how sure the answer is: never in one sentence.

use hikiwake_evidence::likelihood::{Likelihood, LikelihoodFrom};
use hikiwake_evidence::{Backtest, ForecastTest, Register, RegisterVerdict};

use super::BriefFindings;
use crate::backtest::opening as backtest;
use crate::number::in_words;
use crate::{Block, Inline, Text, percent, provenance};

/// Most forecasts told one by one.
const FORECASTS: usize = 3;

pub(super) fn likely_and_sure(found: &BriefFindings) -> Vec<Block> {
    let mut likelihood =
        Text::from(Inline::Strong("Likelihood. ".to_owned())).and("The model gives none.");
    for forecast in forecasts(found) {
        likelihood = likelihood.and(" ").then(told(forecast));
    }
    let confidence = Text::from(Inline::Strong("Confidence (the analyst’s). ".to_owned()));
    vec![
        Block::paragraph(likelihood),
        Block::paragraph(confidence.and(sure(found).join(" "))),
    ]
}

/// Forecasts with words of likelihood that reach beyond the date of the brief, the plainest
/// first.
fn forecasts<'a>(found: &BriefFindings<'a>) -> Vec<&'a ForecastTest> {
    let all = found.backtest.map_or(&[][..], |found| &found.forecasts);
    let mut open: Vec<(&ForecastTest, &Likelihood)> = (all.iter())
        .filter(|one| found.is_under_way(Some(&one.from), &one.until))
        .filter_map(|one| Some((one, one.likelihood.as_ref()?)))
        .filter(|(_, likelihood)| likelihood.from != LikelihoodFrom::Unhedged)
        .filter(|(_, likelihood)| !likelihood.term.is_empty())
        .collect();
    open.sort_by(|(_, a), (_, b)| (a.high - a.low).total_cmp(&(b.high - b.low)));
    open.into_iter()
        .take(FORECASTS)
        .map(|(one, _)| one)
        .collect()
}

fn told(forecast: &ForecastTest) -> Text {
    let text = forecast.text.trim_end_matches('.');
    let mut told = Text::from(format!("{text}: "));
    if let Some(likelihood) = &forecast.likelihood {
        let range = format!("{}–{}", percent(likelihood.low), percent(likelihood.high));
        told = match likelihood.term.as_str() {
            term if likelihood.of_contrary => told.and(Inline::Likelihood(format!(
                "the contrary is called “{term}”, so {range}"
            ))),
            term => told.and(Inline::Likelihood(format!("{term} ({range})"))),
        };
    }
    told.and(" ")
        .and(Inline::Claim((&forecast.claim).into()))
        .and(".")
}

fn sure(found: &BriefFindings) -> Vec<String> {
    let mut sentences = provenance::in_sentences(&found.analysis.finding);
    sentences.extend(found.register.and_then(clash));
    sentences.extend(found.backtest.and_then(record));
    sentences
}

/// What the sources contradict each other on; what bears on a wish that decides comes first.
fn clash(register: &Register) -> Option<String> {
    let open = [RegisterVerdict::Clash, RegisterVerdict::Open];
    let entries = register
        .entries
        .iter()
        .filter(|one| open.contains(&one.verdict));
    let deciding: Vec<&str> = entries
        .filter(|one| !one.decides.is_empty())
        .map(|one| one.matter.as_str())
        .collect();
    Some(match deciding.as_slice() {
        [] => return None,
        [one] => format!("The sources disagree on one thing that decides: {one}."),
        [first, second] => {
            format!("The sources disagree on two things that decide: {first}; {second}.")
        }
        [first, rest @ ..] => format!(
            "The sources disagree on {} things that decide, among them: {first}.",
            in_words(rest.len() + 1)
        ),
    })
}

/// How good such models have been.
fn record(found: &Backtest) -> Option<String> {
    let block = found
        .blocks
        .iter()
        .find(|block| !block.hindsight && block.tests > 0)?;
    let record = backtest::record(block);
    let record = record.replacen("Written", "Track record: written", 1);
    let tests = match block.base_tests {
        1 => "one test".to_owned(),
        tests => format!("{} tests", in_words(tests)),
    };
    let mut parts = vec![format!("{record}, in {tests}")];
    let model = &block.base;
    if model.changed > 0 {
        parts.push(format!(
            "of {} things that changed it foresaw {}",
            in_words(model.changed),
            in_words(model.changed_hits)
        ));
    }
    Some(format!("{}.", parts.join("; ")))
}
