//! `compare`: which two models are meant.

use std::path::{Path, PathBuf};

use hikiwake_conflict::{Comparison, Readings};
use hikiwake_document::Names;
use hikiwake_dossier::{Dossier, Scenario};
use hikiwake_session::{Question, Session};

use super::documents::{Shown, shown};
use super::{Answer, put, session, target};
use crate::args::{Run, Shape};

pub fn compare(targets: &[String], shape: &Shape, run: &Run, list: usize) -> Answer {
    let (folder, rest) = match targets {
        [] => (PathBuf::from("."), targets),
        [folder, rest @ ..] if Path::new(folder).is_dir() => (PathBuf::from(folder), rest),
        some => target::folder_first(some, 2)?,
    };
    let session = session(&folder, run)?;
    let dossier = session.dossier();
    let named: Vec<Scenario> = (rest.iter())
        .map(|text| scenario(dossier, text))
        .collect::<Result<_, _>>()?;
    let (first, second) = match named.as_slice() {
        [] => return readings(&session, &folder, Scenario::default(), shape, run),
        [date] if date.reading.is_none() => {
            return readings(&session, &folder, date.clone(), shape, run);
        }
        [reading] => {
            let base = Scenario {
                reading: None,
                ..reading.clone()
            };
            (base, reading.clone())
        }
        [first, second, ..] => (first.clone(), second.clone()),
    };
    let question = Question::Comparison {
        first,
        second,
        list,
    };
    shown(&folder, shape, run, || {
        let finding = put::<Comparison>(&session, run, &question)?;
        let names = Names::new(&finding.finding.actors);
        Ok(Shown {
            document: hikiwake_document::comparison(&finding, &names),
            csv: None,
            finding,
        })
    })
}

/// One date under all its readings.
fn readings(
    session: &Session,
    folder: &Path,
    scenario: Scenario,
    shape: &Shape,
    run: &Run,
) -> Answer {
    shown(folder, shape, run, || {
        let finding = put::<Readings>(session, run, &Question::Readings { scenario })?;
        let names = Names::new(&finding.finding.actors);
        Ok(Shown {
            document: hikiwake_document::reading_strip(&finding, &names),
            csv: None,
            finding,
        })
    })
}

/// Two folders, the old version of a dossier and the new one, where such are named. A period
/// or reading that is called like a folder is meant where the first folder has it.
pub fn two_versions(targets: &[String]) -> Option<[&Path; 2]> {
    let [old, new] = targets else { return None };
    let paths = [old, new].map(Path::new);
    let both = paths.iter().all(|path| path.is_dir());
    let is_scenario = || {
        let read = hikiwake_dossier::read(paths[0]);
        let file = read.dossier.map(|dossier| dossier.file);
        file.is_some_and(|file| file.periods.contains_key(new) || file.readings.contains_key(new))
    };
    (both && !is_scenario()).then_some(paths)
}

/// `PERIOD`, `PERIOD/READING` or `READING` (in the one period it is meant for,
/// else the latest of its periods).
fn scenario(dossier: &Dossier, text: &str) -> Result<Scenario, String> {
    let file = &dossier.file;
    let of = |period: Option<&str>, reading: Option<&str>| Scenario {
        period: period.map(str::to_owned),
        reading: reading.map(str::to_owned),
        stated_only: false,
        ..Scenario::default()
    };
    if let Some((period, reading)) = text.split_once('/') {
        return Ok(of(Some(period).filter(|id| !id.is_empty()), Some(reading)));
    }
    if file.periods.contains_key(text) {
        return Ok(of(Some(text), None));
    }
    match file.readings.get(text) {
        Some(reading) => {
            let latest = dossier
                .period_ids()
                .into_iter()
                .rfind(|id| reading.periods.is_empty() || reading.periods.contains(id));
            Ok(of(latest.as_deref(), Some(text)))
        }
        None => {
            let periods: Vec<_> = file.periods.keys().map(String::as_str).collect();
            let readings: Vec<_> = file.readings.keys().map(String::as_str).collect();
            Err(format!(
                "error: no period or reading is called `{text}`, and no folder\n  \
                 = help: periods: {}; readings: {}; or name the folder of another version",
                listed(&periods),
                listed(&readings)
            ))
        }
    }
}

fn listed(ids: &[&str]) -> String {
    if ids.is_empty() {
        "none".to_owned()
    } else {
        ids.join(", ")
    }
}
