//! `hikiwake trace`

use std::path::PathBuf;

use hikiwake_analysis::{AnalyseSettings, TraceSettings};

use super::{Answer, answer, asked, limits, open, progress, scenario, target};
use crate::args::ScenarioArgs;
use crate::show;

/// Traces one thing.
pub fn trace(typed: &[String], arguments: &ScenarioArgs, list: usize) -> Answer {
    let (folder, rest) = target::folder_first(typed, 1)?;
    let dossier = open(&folder)?;
    let finding = progress::shown(|told| {
        let settings = TraceSettings {
            analyse: AnalyseSettings {
                list,
                limits: limits(&arguments.run),
                work: arguments.run.work,
                progress: Some(told),
                ..AnalyseSettings::default()
            },
            ..TraceSettings::default()
        };
        hikiwake_analysis::trace(&dossier, &rest[0], &scenario(arguments), &settings)
            .map_err(|error| format!("error: {error}"))
    })?;
    answer(&arguments.run, &finding, show::trace)
}

/// What every claim reaches, and what every finding rests on.
pub fn coverage(typed: &[String], arguments: &ScenarioArgs, list: usize) -> Answer {
    let folder = match typed {
        [] => PathBuf::from("."),
        [folder] => PathBuf::from(folder),
        [_, thing, ..] => {
            return Err(format!(
                "error: --all traces everything, and `{thing}` is one thing\n  = help: leave out \
                 one of the two"
            ));
        }
    };
    let dossier = open(&folder)?;
    let finding = asked(&arguments.run, list, |settings| {
        hikiwake_analysis::coverage(&dossier, &scenario(arguments), settings)
    })?;
    answer(&arguments.run, &finding, |finding| {
        show::coverage(finding, list)
    })
}
