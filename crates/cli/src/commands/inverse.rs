//! `hikiwake inverse`

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::slice;

use hikiwake_conflict::{Inverse, InverseSettings, InverseWalk};
use hikiwake_document::Block;
use hikiwake_dossier::{Dossier, Scenario};
use hikiwake_finding::Finding;

use super::documents::{Shown, shown};
use super::{Answer, compile, decision_maker, limits, open, progress, scenario};
use crate::args::{InverseArgs, Run, ScenarioArgs};

/// Most entries that the report lists per answer, and the work it spends on each:
/// less than a second.
const REPORT_LIST: usize = 5;
const REPORT_WORK: u64 = 3_000_000;

pub fn inverse(target: &[String], arguments: &ScenarioArgs, change: &InverseArgs) -> Answer {
    let (folder, wanted) = folder_and_wanted(target);
    let dossier = open(&folder)?;
    let compiled = compile(&dossier, arguments)?;
    let id = |actor: &str| {
        decision_maker(&dossier, &compiled, actor).map(|i| compiled.decision_makers[i].clone())
    };
    let add = (change.add.iter())
        .map(|text| {
            let (actor, formula) = text.split_once(':').ok_or_else(|| {
                format!(
                    "error: `{text}` does not say who comes to want it\n  = help: write it as \
                     \"japan: not sanctions\""
                )
            })?;
            Ok((id(actor.trim())?, formula.trim().to_owned()))
        })
        .collect::<Result<_, String>>()?;
    let rankings = (change.rankings.iter())
        .map(|actor| id(actor))
        .collect::<Result<_, _>>()?;
    let mut settings = InverseSettings {
        concept: change.concept.into(),
        size: change.size,
        further: change.further,
        add,
        rankings,
        list: change.list,
        ..settings(&arguments.run)
    };
    if !change.reached.is_empty() {
        settings.walks = change.reached.iter().map(|&walk| walk.into()).collect();
    }
    let threads = arguments.run.threads;
    shown(&folder, &arguments.shape, &arguments.run, || {
        let finding = run(&dossier, &scenario(arguments), wanted, &settings, threads)?;
        let mut document = hikiwake_document::inverse(slice::from_ref(&finding));
        if finding.finding.questions.is_empty() {
            document.push(Block::paragraph(
                "The dossier has no definition with a label that some states meet and some do \
                 not: name a state, a definition or a formula.",
            ));
            document
                .blocks
                .extend(finding.finding.notes.iter().map(Block::caution));
        }
        Ok(Shown {
            document,
            finding,
            csv: None,
        })
    })
}

/// The labelled definitions, as far as the report's own work goes.
pub fn for_report(
    dossier: &Dossier,
    scenario: &Scenario,
    arguments: &Run,
) -> Result<Finding<Inverse>, String> {
    let settings = InverseSettings {
        walks: vec![InverseWalk::Improvements],
        list: REPORT_LIST,
        work: REPORT_WORK.min(arguments.work),
        ..settings(arguments)
    };
    run(dossier, scenario, None, &settings, arguments.threads)
}

fn settings(run: &Run) -> InverseSettings<'static> {
    InverseSettings {
        work: run.work,
        limits: limits(run),
        ..InverseSettings::default()
    }
}

fn run(
    dossier: &Dossier,
    scenario: &Scenario,
    wanted: Option<&str>,
    settings: &InverseSettings,
    threads: Option<NonZeroUsize>,
) -> Result<Finding<Inverse>, String> {
    progress::with_parts(threads, |told, solve| {
        let settings = InverseSettings {
            progress: Some(told),
            run: solve,
            ..settings.clone()
        };
        hikiwake_conflict::inverse(dossier, scenario, wanted, &settings)
            .map_err(|error| format!("error: {error}"))
    })
}

/// The folder is the first argument, where a second one follows or a dossier lies
/// there; else it is the current one.
fn folder_and_wanted(target: &[String]) -> (PathBuf, Option<&str>) {
    match target {
        [] => (PathBuf::from("."), None),
        [folder] if Path::new(folder).is_dir() => (PathBuf::from(folder), None),
        [wanted] => (PathBuf::from("."), Some(wanted)),
        [folder, wanted, ..] => (PathBuf::from(folder), Some(wanted)),
    }
}
