//! `compare` of two folders: what changed from one version of a dossier to the next.

use std::path::Path;

use hikiwake_document::Names;
use hikiwake_dossier::Scenario;

use super::documents::{Shown, shown};
use super::{Answer, asked, session};
use crate::args::{Run, Shape};

pub fn versions(
    [old, new]: [&Path; 2],
    period: Option<String>,
    reading: Option<String>,
    shape: &Shape,
    run: &Run,
) -> Answer {
    let sessions = [session(old, run)?, session(new, run)?];
    let scenario = Scenario {
        period,
        reading,
        ..Scenario::default()
    };
    shown(new, shape, run, || {
        let finding = asked(run, |watcher| {
            hikiwake_session::versions(&sessions[0], &sessions[1], &scenario, watcher)
        })?;
        let names = Names::new(&finding.finding.actors);
        Ok(Shown {
            document: hikiwake_document::versions(&finding, &names),
            csv: None,
            finding,
        })
    })
}
