//! `hikiwake report`

use std::fmt::Write as _;
use std::path::Path;

use hikiwake_conflict::PathsQuestion;
use hikiwake_dossier::{Scenario, Source, visible};
use hikiwake_negotiation::{EvaluatedNegotiation, GradualPlansSettings};

use super::questions::{Answers, Questions};
use super::{
    Answer, analysis, asked, backtest, base_scenarios, block, documents, inverse, open, ratify,
    readings_of, settle,
};
use crate::args::{Run, YardstickArg};
use crate::write::{Kind, Output};

/// What verdicts on an agreement and its worths take, about: measured on twelve million
/// combinations of levels, a quarter of which the rules admit.
const BYTES_AN_AGREEMENT: u64 = 24;

/// Most states that a table of the report lists: as many as a page takes.
const REPORT_LIST: usize = 24;

pub fn report(folder: &Path, output: &Path, force: bool, run: &Run) -> Answer {
    if run.json {
        return Err(format!(
            "error: `report` writes a page and has no --json\n  = help: every question on the page \
             answers in JSON by itself, as in: hikiwake analyse {} --json",
            folder.display()
        ));
    }
    let dossier = open(folder)?;
    let output = Output::at(output, folder, Kind::Report, force)?;
    let scenarios = base_scenarios(&dossier);
    let (file, talks) = (&dossier.file, dossier.has_talks());
    let [terms, forms, factions] = [
        !file.terms.is_empty(),
        talks && !file.forms.is_empty(),
        talks && !file.factions.is_empty(),
    ];
    let threads = run
        .threads
        .unwrap_or_else(|| hikiwake_graph::Run::default().threads);
    let dossier = &dossier;
    // Bytes of as many models of a scenario as a question holds at once.
    let models = |count: u64, scenario: &Scenario| {
        let builder = dossier.outline(scenario).map(|outline| outline.builder());
        let bytes = builder.map_or(0, |builder| builder.bytes().unwrap_or(0));
        // One that is too large is answered on diagrams, within the same limit.
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX).min(run.memory);
        count.saturating_mul(bytes)
    };
    let perceptions = file.perceptions.len() as u64;
    let agreements = (file.terms.values())
        .map(|term| term.levels.as_ref().map_or(2, Vec::len) as u64)
        .fold(1, u64::saturating_mul);
    let talks = agreements.saturating_mul(BYTES_AN_AGREEMENT);
    let largest = scenarios.iter().map(|s| models(1, s)).max().unwrap_or(0);

    // What takes longest is begun first.
    let of_each = scenarios.len();
    let (heard, periods, readings) = (
        Answers::to(of_each),
        Answers::to(of_each),
        Answers::to(of_each),
    );
    let (ways, inverse) = (Answers::to(of_each), Answers::to(of_each));
    let (concepts, views) = (Answers::to(of_each), Answers::to(of_each));
    let (tested, carried) = (Answers::to(1), Answers::to(1));
    let mut questions = Questions::default();
    if terms || forms || factions {
        questions.each(
            &scenarios,
            |s| models(1, s).saturating_add(talks),
            &heard,
            |scenario| {
                asked(run, REPORT_LIST, |settings| {
                    EvaluatedNegotiation::kept(dossier, scenario, settings)
                })
            },
        );
    }
    questions.each(
        &scenarios,
        |s| models(2, s),
        &inverse,
        |scenario| inverse::for_report(dossier, scenario, run),
    );
    questions.each(
        &scenarios,
        |s| models(2, s),
        &concepts,
        |scenario| {
            asked(run, REPORT_LIST, |settings| {
                hikiwake_conflict::concepts(dossier, scenario, settings)
            })
        },
    );
    questions.each(
        &scenarios,
        |s| models(2, s),
        &readings,
        |base| {
            let others = readings_of(dossier, base);
            asked(run, REPORT_LIST, |settings| {
                hikiwake_conflict::compare_each(dossier, base, &others, settings)
            })
        },
    );
    questions.each(
        &[()],
        |()| largest,
        &carried,
        |()| {
            asked(run, REPORT_LIST, |settings| {
                hikiwake_traceability::coverage(dossier, &Scenario::default(), settings)
            })
        },
    );
    questions.each(
        &[()],
        |()| largest,
        &tested,
        |()| backtest::test(dossier, YardstickArg::default(), run),
    );
    questions.each(
        &scenarios,
        |s| models(1 + perceptions, s),
        &views,
        |scenario| {
            asked(run, REPORT_LIST, |settings| {
                hikiwake_conflict::views(dossier, scenario, settings)
            })
        },
    );
    questions.each(
        &scenarios,
        |s| models(1, s),
        &ways,
        |scenario| {
            asked(run, REPORT_LIST, |settings| {
                let question = PathsQuestion::default();
                hikiwake_conflict::ways(dossier, scenario, &question, settings)
            })
        },
    );
    questions.each(
        &scenarios,
        |s| models(1, s),
        &periods,
        |scenario| analysis(dossier, scenario, run, REPORT_LIST),
    );
    questions.answered(threads, run.memory);
    let periods = periods.taken()?;
    let mut text = documents::printed(&hikiwake_document::brief(&periods));
    let tested = tested.taken()?.pop();

    let heard = heard.taken()?;
    let (ratify, settle, block) = (
        Answers::to(1),
        Answers::to(heard.len()),
        Answers::to(heard.len()),
    );
    let mut questions = Questions::default();
    if forms {
        questions.each(
            &heard,
            |_| largest.saturating_add(talks),
            &block,
            |here| block::for_report(dossier, here, &heard, run),
        );
    }
    if factions {
        questions.each(
            &[()],
            |()| largest.saturating_add(talks),
            &ratify,
            |()| ratify::for_report(dossier, &heard, run),
        );
    }
    if terms {
        questions.each(
            &heard,
            |_| largest.saturating_add(talks),
            &settle,
            |here| settle::for_report(dossier, here, REPORT_LIST, run),
        );
    }
    questions.answered(threads, run.memory);

    let report = hikiwake_report::Report {
        ways: ways.taken()?,
        inverse: inverse.taken()?,
        settle: settle.taken()?,
        block: block.taken()?,
        concepts: concepts.taken()?,
        views: views.taken()?,
        steps: (!file.ladders.is_empty())
            .then(|| hikiwake_negotiation::steps(dossier, &GradualPlansSettings::default())),
        ratify: ratify.taken()?.pop(),
        coverage: carried.taken()?.pop(),
        backtest: tested.filter(|tested| !tested.finding.is_empty()),
        periods,
        readings: readings.taken()?.into_iter().flatten().collect(),
        register: Some(hikiwake_evidence::register(dossier, run.work)),
        sources: dossier.sources.iter().map(Source::long).collect(),
        map: hikiwake_evidence::map(dossier),
        timeline: hikiwake_evidence::timeline(dossier),
        ties: hikiwake_evidence::ties(dossier),
    };
    let _ = writeln!(text, "\nWritten: {}", output.name());
    output.write(visible(&hikiwake_report::html(&report)).as_bytes(), text)
}
