//! `hikiwake setting`

use std::path::Path;

use hikiwake_evidence::{Map, Ties, Timeline};
use hikiwake_finding::Finding;
use hikiwake_session::{Answer as Found, Question};

use super::documents::{Shown, shown};
use super::{Answer, put, session};
use crate::args::{Run, Shape};

pub fn setting(folder: &Path, shape: &Shape, run: &Run) -> Answer {
    let session = session(folder, run)?;
    shown(folder, shape, run, || {
        let map: Option<Finding<Map>> = put(&session, run, &Question::Map).ok();
        let timeline: Option<Finding<Timeline>> = put(&session, run, &Question::Timeline).ok();
        let ties: Option<Finding<Ties>> = put(&session, run, &Question::Ties).ok();
        let document = hikiwake_document::setting(map.as_ref(), timeline.as_ref(), ties.as_ref());
        let Some(document) = document else {
            return Err(
                "error: There is nothing here about the setting\n  = help: write `[places.ID]`, \
                 `[events.ID]`, `[windows.ID]` or `[ties.ID]` (docs/dossier.md)"
                    .to_owned(),
            );
        };
        let parts = [
            map.map(Found::from),
            timeline.map(Found::from),
            ties.map(Found::from),
        ];
        Ok(Shown {
            finding: parts.into_iter().flatten().collect::<Vec<_>>(),
            document,
            csv: None,
        })
    })
}
