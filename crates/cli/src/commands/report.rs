//! `hikiwake report`

use std::fmt::Write as _;
use std::path::Path;

use hikiwake_conflict::Analysis;
use hikiwake_document::Names;
use hikiwake_dossier::{Scenario, Source, visible};
use hikiwake_evidence::Backtest;
use hikiwake_finding::Finding;
use hikiwake_report::Annexes;
use hikiwake_session::Question;

use super::outside::what_moves_it;
use super::questions::{Answers, Questions};
use super::{
    Answer, base_scenarios, concepts, documents, inverse, put, readings_of, session_keeping,
};
use crate::args::{ALL_PARTS, Run, YardstickArg};
use crate::write::{Kind, Output};

/// What verdicts on an agreement and its worths take, about: measured on twelve million
/// combinations of levels, a quarter of which the rules admit.
const BYTES_AN_AGREEMENT: u64 = 24;

/// Most states that a table of the report lists: as many as a page takes.
const REPORT_LIST: usize = 24;

/// Most bytes kept between its questions: models, and not negotiations, which are heard
/// again sooner than they are held.
const KEPT: u64 = 32 << 20;
/// Most kinds of agreements that it lists as likeliest under a rule.
const LIKELIEST: usize = 3;

pub fn report(folder: &Path, output: &Path, force: bool, with: Vec<String>, run: &Run) -> Answer {
    if run.json {
        return Err(format!(
            "error: `report` writes a page and has no --json\n  = help: every question on the page \
             answers in JSON by itself, as in: hikiwake analyse {} --json",
            crate::show::typed(folder)
        ));
    }
    let session = session_keeping(folder, run, KEPT)?;
    let dossier = session.dossier();
    let output = Output::at(output, folder, Kind::Report, force)?;
    let scenarios = base_scenarios(dossier);
    let (file, talks) = (&dossier.file, dossier.has_talks());
    let [terms, forms, factions] = [
        !file.terms.is_empty(),
        talks && !file.forms.is_empty(),
        talks && !file.factions.is_empty(),
    ];
    let threads = run
        .threads
        .unwrap_or_else(|| hikiwake_graph::Run::default().threads);
    let ask = &session;
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
    let (periods, readings) = (Answers::to(of_each), Answers::to(of_each));
    let (settle, block) = (Answers::to(of_each), Answers::to(of_each));
    let (ways, inverse) = (Answers::to(of_each), Answers::to(of_each));
    let (concepts, views) = (Answers::to(of_each), Answers::to(of_each));
    let (wishes, sensitivity) = (Answers::to(of_each), Answers::to(of_each));
    let (tested, carried, ratify) = (Answers::to(1), Answers::to(1), Answers::to(1));
    let mut questions = Questions::default();
    if forms {
        questions.each(
            &scenarios,
            |s| models(1, s).saturating_add(talks),
            &block,
            |scenario| {
                let question = Question::Block {
                    scenario: scenario.clone(),
                    wanted: None,
                    agreement: None,
                    rule: None,
                };
                put(ask, run, &question)
            },
        );
    }
    if terms {
        questions.each(
            &scenarios,
            |s| models(1, s).saturating_add(talks),
            &settle,
            |scenario| {
                let question = Question::Settlement {
                    scenario: scenario.clone(),
                    rule: None,
                    list: REPORT_LIST,
                };
                put(ask, run, &question)
            },
        );
    }
    if factions {
        questions.each(
            &[()],
            |()| largest.saturating_add(talks),
            &ratify,
            |()| {
                let question = Question::Ratify {
                    scenario: Scenario::default(),
                    rule: None,
                    list: LIKELIEST,
                };
                put(ask, run, &question)
            },
        );
    }
    questions.each(
        &scenarios,
        |s| models(2, s),
        &sensitivity,
        |scenario| {
            let scenario = scenario.clone();
            put(ask, run, &Question::Sensitivity { scenario })
        },
    );
    questions.each(
        &scenarios,
        |s| models(2, s),
        &inverse,
        |scenario| put(ask, run, &inverse::for_report(scenario)),
    );
    questions.each(
        &scenarios,
        |s| models(2, s),
        &readings,
        |base| {
            let others = readings_of(dossier, base).into_iter();
            let compared = others.map(|other| {
                let question = Question::Comparison {
                    first: base.clone(),
                    second: other,
                    list: REPORT_LIST,
                };
                put(ask, run, &question)
            });
            compared.collect::<Result<Vec<_>, _>>()
        },
    );
    questions.each(
        &[()],
        |()| largest,
        &carried,
        |()| {
            let question = Question::Coverage {
                scenario: Scenario::default(),
                list: REPORT_LIST,
            };
            put(ask, run, &question)
        },
    );
    questions.each(
        &[()],
        |()| largest,
        &tested,
        |()| {
            let yardstick = YardstickArg::default().into();
            put::<Backtest>(ask, run, &Question::Backtest { yardstick })
        },
    );
    questions.each(
        &scenarios,
        |s| models(1 + perceptions, s),
        &views,
        |scenario| {
            let question = Question::Views {
                scenario: scenario.clone(),
                list: REPORT_LIST,
            };
            put(ask, run, &question)
        },
    );
    questions.each(
        &scenarios,
        |s| models(1, s),
        &wishes,
        |scenario| {
            let scenario = scenario.clone();
            put(ask, run, &Question::Wishes { scenario })
        },
    );
    questions.each(
        &scenarios,
        |s| models(1, s),
        &ways,
        |scenario| {
            let question = Question::Ways {
                scenario: scenario.clone(),
                to: None,
                from: None,
                via: Vec::new(),
                list: REPORT_LIST,
            };
            put(ask, run, &question)
        },
    );
    questions.each(
        &scenarios,
        |s| models(1, s),
        &periods,
        |scenario| {
            let question = Question::Analysis {
                scenario: scenario.clone(),
                list: REPORT_LIST,
            };
            put(ask, run, &question)
        },
    );
    questions.each(
        &scenarios,
        |s| models(2, s),
        &concepts,
        |scenario| put(ask, run, &concepts::for_report(scenario, REPORT_LIST)),
    );
    // Of the questions about millions of agreements one is asked at a time, beside others.
    let models_at_once = largest.saturating_mul(4 * threads.get() as u64);
    let room = talks.saturating_mul(2).max(models_at_once);
    questions.answered(threads, run.memory.min(room));
    let periods: Vec<Finding<Analysis>> = periods.taken()?;
    let actors = periods.iter().flat_map(|period| &period.finding.actors);
    let answers = hikiwake_document::answers(&periods, &Names::new(actors));
    let mut text = documents::printed(&answers);
    let tested = tested.taken()?.pop();
    let all_plans = Question::Steps {
        plan: None,
        yearly_discount: None,
    };

    // The latest date is what the brief is about.
    let latest = scenarios.last().cloned().unwrap_or_default();
    let register = Question::Register {
        scenario: Some(latest.clone()),
    };
    let (influence, push, loops) = what_moves_it(ask, run, &latest)?;
    let watch = Question::Watch { scenario: latest };
    let report = hikiwake_report::Report {
        with: annexes(with),
        influence,
        push,
        loops,
        wishes: wishes.taken()?,
        sensitivity: sensitivity.taken()?,
        ways: ways.taken()?,
        inverse: inverse.taken()?,
        settle: settle.taken()?,
        block: block.taken()?,
        concepts: concepts.taken()?,
        views: views.taken()?,
        steps: (!file.ladders.is_empty())
            .then(|| put(ask, run, &all_plans))
            .transpose()?,
        ratify: ratify.taken()?.pop(),
        coverage: carried.taken()?.pop(),
        backtest: tested.filter(|tested| !tested.finding.is_empty()),
        periods,
        readings: readings.taken()?.into_iter().flatten().collect(),
        register: Some(put(ask, run, &register)?),
        watch: Some(put(ask, run, &watch)?),
        sources: dossier.sources.iter().map(Source::long).collect(),
        map: put(ask, run, &Question::Map).ok(),
        timeline: put(ask, run, &Question::Timeline).ok(),
        ties: put(ask, run, &Question::Ties).ok(),
    };
    let _ = writeln!(text, "\nWritten: {}", output.name());
    output.write(visible(&hikiwake_report::html(&report)).as_bytes(), text)
}

/// Which parts show what is folded.
fn annexes(with: Vec<String>) -> Annexes {
    match with.iter().any(|part| part == ALL_PARTS) {
        true => Annexes::All,
        false => Annexes::Of(with),
    }
}
