//! `hikiwake report`

use std::fmt::Write as _;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use hikiwake_analysis::{Heard, StepsSettings, WaysQuestion};
use hikiwake_dossier::{Scenario, Source};

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
        return Err("error: a report is a page; for JSON use analyse --json".to_owned());
    }
    let dossier = open(folder)?;
    let scenarios = base_scenarios(&dossier);
    let periods = each(run, &scenarios, |scenario| {
        analysis(&dossier, scenario, run, REPORT_LIST)
    })?;
    let readings = each(run, &scenarios, |base| {
        let others = readings_of(&dossier, base);
        asked(run, REPORT_LIST, |settings| {
            hikiwake_analysis::compare_each(&dossier, base, &others, settings)
        })
    })?;
    let readings = readings.into_iter().flatten().collect();
    let mut text = String::new();
    for period in &periods {
        text.push_str(&show::brief(period));
    }
    let tested = backtest::test(&dossier, YardstickArg::default(), run)?;
    let carried = asked(run, REPORT_LIST, |settings| {
        hikiwake_analysis::coverage(&dossier, &Scenario::default(), settings)
    })?;
    let (file, talks) = (&dossier.file, dossier.has_talks());
    let [terms, forms, factions] = [
        !file.terms.is_empty(),
        talks && !file.forms.is_empty(),
        talks && !file.factions.is_empty(),
    ];
    let heard = match terms || forms || factions {
        true => each(run, &scenarios, |scenario| {
            asked(run, REPORT_LIST, |settings| {
                Heard::new(&dossier, scenario, settings)
            })
        })?,
        false => Vec::new(),
    };
    let report = hikiwake_report::Report {
        ways: each(run, &scenarios, |scenario| {
            asked(run, REPORT_LIST, |settings| {
                let compiled = dossier.compile(scenario, settings.limits)?;
                let question = WaysQuestion::default();
                Ok(hikiwake_analysis::ways(
                    &dossier, compiled, &question, settings,
                ))
            })
        })?,
        inverse: each(run, &scenarios, |scenario| {
            inverse::for_report(&dossier, scenario, run)
        })?,
        settle: match terms {
            true => each(run, &heard, |here| {
                settle::for_report(&dossier, here, REPORT_LIST, run)
            })?,
            false => Vec::new(),
        },
        block: match forms {
            true => each(run, &heard, |here| {
                block::for_report(&dossier, here, &heard, run)
            })?,
            false => Vec::new(),
        },
        concepts: each(run, &scenarios, |scenario| {
            asked(run, REPORT_LIST, |settings| {
                hikiwake_analysis::concepts(&dossier, scenario, settings)
            })
        })?,
        views: each(run, &scenarios, |scenario| {
            asked(run, REPORT_LIST, |settings| {
                hikiwake_analysis::views(&dossier, scenario, settings)
            })
        })?,
        steps: (!dossier.file.ladders.is_empty())
            .then(|| hikiwake_analysis::steps(&dossier, &StepsSettings::default())),
        ratify: match factions {
            true => Some(ratify::for_report(&dossier, &heard, run)?),
            false => None,
        },
        coverage: Some(carried),
        backtest: (!tested.finding.is_empty()).then_some(tested),
        periods,
        readings,
        register: Some(hikiwake_analysis::register(&dossier).finding),
        sources: dossier.sources.iter().map(Source::long).collect(),
        map: hikiwake_analysis::map(&dossier),
        timeline: hikiwake_analysis::timeline(&dossier),
        ties: hikiwake_analysis::ties(&dossier),
    };
    write::whole(output, hikiwake_report::html(&report))?;
    let _ = writeln!(text, "\nWritten: {}", output.display());
    Ok(text)
}

/// What is asked of every period, in their order, several at once.
fn each<P: Sync, T: Send>(
    run: &Run,
    periods: &[P],
    question: impl Fn(&P) -> Result<T, String> + Sync,
) -> Result<Vec<T>, String> {
    let threads = run
        .threads
        .unwrap_or_else(|| hikiwake_graph::Run::default().threads);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut answers = Vec::new();
        while let Some((place, period)) = take(&next, periods) {
            answers.push((place, question(period)));
        }
        answers
    };
    let mut answers = std::thread::scope(|scope| {
        let workers = threads.get().min(periods.len());
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
        let mut answers = work();
        for other in others {
            answers.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        answers
    });
    answers.sort_by_key(|(place, _)| *place);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// The next period that nobody has taken, and its place.
fn take<'p, P>(next: &AtomicUsize, periods: &'p [P]) -> Option<(usize, &'p P)> {
    let place = next.fetch_add(1, Ordering::Relaxed);
    Some((place, periods.get(place)?))
}
