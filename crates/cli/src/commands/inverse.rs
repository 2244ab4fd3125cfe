//! `hikiwake inverse`

use std::path::{Path, PathBuf};
use std::slice;

use hikiwake_conflict::{Inverse, InverseWalk};
use hikiwake_document::Names;
use hikiwake_dossier::Scenario;
use hikiwake_finding::Finding;
use hikiwake_session::{ConceptName, Question};

use super::documents::{Shown, shown};
use super::{Answer, put, scenario, session};
use crate::args::{InverseArgs, ScenarioArgs};

/// Most entries that the report lists per answer, and the work it spends on each:
/// less than a second.
const REPORT_LIST: usize = 5;
const REPORT_WORK: u64 = 3_000_000;

pub fn inverse(target: &[String], arguments: &ScenarioArgs, change: &InverseArgs) -> Answer {
    let (folder, wanted) = folder_and_wanted(target);
    let session = session(&folder, &arguments.run)?;
    let add = (change.add.iter())
        .map(|text| {
            let (actor, formula) = text.split_once(':').ok_or_else(|| {
                format!(
                    "error: `{text}` does not say who comes to want it\n  = help: write it as \
                     \"japan: not sanctions\""
                )
            })?;
            Ok((actor.trim().to_owned(), formula.trim().to_owned()))
        })
        .collect::<Result<_, String>>()?;
    let question = Question::Inverse {
        scenario: scenario(arguments),
        wanted: wanted.map(str::to_owned),
        concept: change.concept.into(),
        reached: change.reached.iter().map(|&walk| walk.into()).collect(),
        size: change.size,
        further: change.further,
        add,
        rankings: change.rankings.clone(),
        work: None,
        list: change.list,
    };
    shown(&folder, &arguments.shape, &arguments.run, || {
        let finding: Finding<Inverse> = put(&session, &arguments.run, &question)?;
        let names = Names::new(&finding.finding.actors);
        let document = hikiwake_document::inverse(slice::from_ref(&finding), &names);
        Ok(Shown {
            document,
            finding,
            csv: None,
        })
    })
}

/// The labelled definitions, as far as the report's own work goes.
pub fn for_report(scenario: &Scenario) -> Question {
    Question::Inverse {
        scenario: scenario.clone(),
        wanted: None,
        concept: ConceptName::Seq,
        reached: vec![InverseWalk::Improvements, InverseWalk::Joint],
        size: 2,
        further: false,
        add: Vec::new(),
        rankings: Vec::new(),
        work: Some(REPORT_WORK),
        list: REPORT_LIST,
    }
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
