//! `hikiwake report`

use std::fmt::Write as _;
use std::path::Path;

use hikiwake_analysis::{Heard, StepsSettings, WaysQuestion};
use hikiwake_dossier::{CompileError, Scenario, Source};

use super::questions::{Answers, Questions};
use super::{
    Answer, analysis, asked, backtest, base_scenarios, block, inverse, open, ratify, readings_of,
    settle,
};
use crate::args::{Run, YardstickArg};
use crate::{show, write};

/// Most states that a table of the report lists: as many as a page takes.
const REPORT_LIST: usize = 24;

pub fn report(folder: &Path, output: &Path, run: &Run) -> Answer {
    if run.json {
        return Err(format!(
            "error: `report` writes a page and has no --json\n  = help: every question on the page \
             answers in JSON by itself, as in: hikiwake analyse {} --json",
            folder.display()
        ));
    }
    let dossier = open(folder)?;
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
        questions.each(&scenarios, &heard, |scenario| {
            asked(run, REPORT_LIST, |settings| {
                Heard::new(dossier, scenario, settings)
            })
        });
    }
    questions.each(&scenarios, &inverse, |scenario| {
        inverse::for_report(dossier, scenario, run)
    });
    questions.each(&scenarios, &concepts, |scenario| {
        asked(run, REPORT_LIST, |settings| {
            hikiwake_analysis::concepts(dossier, scenario, settings)
        })
    });
    questions.each(&scenarios, &readings, |base| {
        let others = readings_of(dossier, base);
        asked(run, REPORT_LIST, |settings| {
            hikiwake_analysis::compare_each(dossier, base, &others, settings)
        })
    });
    questions.each(&[()], &carried, |()| {
        asked(run, REPORT_LIST, |settings| {
            hikiwake_analysis::coverage(dossier, &Scenario::default(), settings)
        })
    });
    questions.each(&[()], &tested, |()| {
        backtest::test(dossier, YardstickArg::default(), run)
    });
    questions.each(&scenarios, &views, |scenario| {
        asked(run, REPORT_LIST, |settings| {
            hikiwake_analysis::views(dossier, scenario, settings)
        })
    });
    questions.each(&scenarios, &ways, |scenario| {
        asked(run, REPORT_LIST, |settings| {
            let compiled = dossier.compile(scenario, settings.limits)?;
            let question = WaysQuestion::default();
            Ok::<_, CompileError>(hikiwake_analysis::ways(
                dossier, compiled, &question, settings,
            ))
        })
    });
    questions.each(&scenarios, &periods, |scenario| {
        analysis(dossier, scenario, run, REPORT_LIST)
    });
    questions.answered(threads);
    let periods = periods.taken()?;
    let mut text = String::new();
    for period in &periods {
        text.push_str(&show::brief(period));
    }
    let tested = tested.taken()?.pop();

    let heard = heard.taken()?;
    let (ratify, settle, block) = (
        Answers::to(1),
        Answers::to(heard.len()),
        Answers::to(heard.len()),
    );
    let mut questions = Questions::default();
    if forms {
        questions.each(&heard, &block, |here| {
            block::for_report(dossier, here, &heard, run)
        });
    }
    if factions {
        questions.each(&[()], &ratify, |()| {
            ratify::for_report(dossier, &heard, run)
        });
    }
    if terms {
        questions.each(&heard, &settle, |here| {
            settle::for_report(dossier, here, REPORT_LIST, run)
        });
    }
    questions.answered(threads);

    let report = hikiwake_report::Report {
        ways: ways.taken()?,
        inverse: inverse.taken()?,
        settle: settle.taken()?,
        block: block.taken()?,
        concepts: concepts.taken()?,
        views: views.taken()?,
        steps: (!file.ladders.is_empty())
            .then(|| hikiwake_analysis::steps(dossier, &StepsSettings::default())),
        ratify: ratify.taken()?.pop(),
        coverage: carried.taken()?.pop(),
        backtest: tested.filter(|tested| !tested.finding.is_empty()),
        periods,
        readings: readings.taken()?.into_iter().flatten().collect(),
        register: Some(hikiwake_analysis::register(dossier, run.work).finding),
        sources: dossier.sources.iter().map(Source::long).collect(),
        map: hikiwake_analysis::map(dossier),
        timeline: hikiwake_analysis::timeline(dossier),
        ties: hikiwake_analysis::ties(dossier),
    };
    write::whole(output, hikiwake_report::html(&report))?;
    let _ = writeln!(text, "\nWritten: {}", output.display());
    Ok(text)
}
