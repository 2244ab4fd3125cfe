//! `hikiwake concepts`

use std::path::PathBuf;
use std::slice;

use hikiwake_conflict::Concepts;
use hikiwake_document::Names;
use hikiwake_dossier::Scenario;
use hikiwake_finding::Finding;
use hikiwake_session::{Gain, NextMover, Question};

use super::documents::{Shown, shown};
use super::{Answer, put, scenario, session, target};
use crate::args::{ConceptsArgs, ScenarioArgs};

/// How many moves the report looks ahead.
const HORIZON: usize = 4;
/// Most states listed.
const LIST: usize = 12;

/// What is asked for the report.
pub fn for_report(scenario: &Scenario, list: usize) -> Question {
    Question::Concepts {
        scenario: scenario.clone(),
        state: None,
        groups: Vec::new(),
        horizon: HORIZON,
        far: None,
        next: NextMover::default(),
        gain: Gain::default(),
        list,
    }
}

pub fn concepts(arguments: &ConceptsArgs) -> Answer {
    let is_folder = |text: &String| PathBuf::from(text).is_dir();
    let (folder, state) = match arguments.target.as_slice() {
        [] => (PathBuf::from("."), None),
        [folder] if is_folder(folder) => (PathBuf::from(folder), None),
        target => {
            let (folder, rest) = target::folder_first(target, 1)?;
            (folder, rest.first())
        }
    };
    let ScenarioArgs { run, shape, .. } = &arguments.scenario;
    let session = session(&folder, run)?;
    let group = |text: &String| {
        text.split(',')
            .map(|actor| actor.trim().to_owned())
            .collect()
    };
    let question = Question::Concepts {
        scenario: scenario(&arguments.scenario),
        state: state.cloned(),
        groups: arguments.groups.iter().map(group).collect(),
        horizon: arguments.horizon.into(),
        far: arguments.far.map(usize::from),
        next: arguments.next.into(),
        gain: arguments.gain.into(),
        list: LIST,
    };
    shown(&folder, shape, run, || {
        let finding: Finding<Concepts> = put(&session, run, &question)?;
        let names = Names::new(&finding.finding.actors);
        Ok(Shown {
            document: hikiwake_document::concepts(slice::from_ref(&finding), &names),
            finding,
            csv: None,
        })
    })
}
