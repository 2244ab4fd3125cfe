//! `hikiwake setting`

use std::path::Path;

use hikiwake_evidence::{Map, Ties, Timeline};
use hikiwake_finding::Finding;
use serde::Serialize;

use super::documents::{Shown, shown};
use super::{Answer, open};
use crate::args::{Run, Shape};

/// A part of the setting.
#[derive(Serialize)]
#[serde(untagged)]
enum Part {
    Map(Finding<Map>),
    Timeline(Finding<Timeline>),
    Ties(Finding<Ties>),
}

pub fn setting(folder: &Path, shape: &Shape, run: &Run) -> Answer {
    let dossier = open(folder)?;
    shown(folder, shape, run, || {
        let map = hikiwake_evidence::map(&dossier);
        let timeline = hikiwake_evidence::timeline(&dossier);
        let ties = hikiwake_evidence::ties(&dossier);
        let document = hikiwake_document::setting(map.as_ref(), timeline.as_ref(), ties.as_ref());
        let Some(document) = document else {
            return Err(
                "error: There is nothing here about the setting\n  = help: write `[places.ID]`, \
                 `[events.ID]`, `[windows.ID]` or `[ties.ID]` (docs/dossier.md)"
                    .to_owned(),
            );
        };
        let parts = [
            map.map(Part::Map),
            timeline.map(Part::Timeline),
            ties.map(Part::Ties),
        ];
        Ok(Shown {
            finding: parts.into_iter().flatten().collect::<Vec<_>>(),
            document,
            csv: None,
        })
    })
}
