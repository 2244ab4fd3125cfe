//! `hikiwake concepts`

use std::path::PathBuf;
use std::slice;

use hikiwake_conflict::ConceptsAsked;
use hikiwake_graph::CoalitionRules;

use super::documents::{Shown, shown};
use super::{Answer, asked, compile, decision_maker, open, scenario, target};
use crate::args::ConceptsArgs;

/// Most states listed.
const LIST: usize = 12;

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
    let dossier = open(&folder)?;
    let compiled = compile(&dossier, &arguments.scenario)?;
    let group = |text: &String| -> Result<Vec<usize>, String> {
        text.split(',')
            .map(|actor| decision_maker(&dossier, &compiled, actor.trim()))
            .collect()
    };
    let question = ConceptsAsked {
        state: state.map(|text| compiled.find(text)).transpose()?,
        groups: arguments
            .groups
            .iter()
            .map(group)
            .collect::<Result<_, _>>()?,
        horizon: arguments.horizon.into(),
        far: arguments.far.map(usize::from),
        next: arguments.next.into(),
        rules: CoalitionRules {
            gain: arguments.gain.into(),
            ..CoalitionRules::default()
        },
    };
    let run = &arguments.scenario.run;
    shown(&folder, &arguments.scenario.shape, run, || {
        let finding = asked(run, LIST, |settings| {
            let scenario = scenario(&arguments.scenario);
            hikiwake_conflict::concepts_of(&dossier, &scenario, settings, &question)
        })?;
        Ok(Shown {
            document: hikiwake_document::concepts(slice::from_ref(&finding)),
            finding,
            csv: None,
        })
    })
}
