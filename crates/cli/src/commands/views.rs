//! `hikiwake views`

use std::slice;

use hikiwake_document::{Block, Inline, Names, Text};

use super::documents::{Shown, shown};
use super::{Answer, asked, open, scenario};
use crate::args::Ask;

/// How a dossier says what somebody sees otherwise.
const HOW: [&str; 8] = [
    "[perceptions.first]",
    "of = \"an-actor\"",
    "changes = [{ actor = \"another\", drop = \"a-wish\" }]",
    "",
    "[attitudes.first]",
    "of = \"an-actor\"",
    "towards = \"another\"",
    "is = \"positive\"",
];

pub fn views(ask: &Ask, list: usize) -> Answer {
    let dossier = open(&ask.folder)?;
    let run = &ask.scenario.run;
    shown(&ask.folder, &ask.scenario.shape, run, || {
        let finding = asked(run, list, |settings| {
            hikiwake_conflict::views(&dossier, &scenario(&ask.scenario), settings)
        })?;
        let found = &finding.finding;
        let names = Names::new(&found.actors);
        let mut document = hikiwake_document::views(slice::from_ref(&finding), &names);
        if !found.is_there() {
            document.push(Block::list(&found.sentences));
            document.push(Block::paragraph(
                "To say what an actor misjudges, or how it stands to another, add tables such as \
                 these to any file of the dossier; docs/dossier.md explains them.",
            ));
            let lines = HOW.map(|line| Inline::Code(line.to_owned()));
            document.push(Block::paragraph(Text::lines(lines)));
        }
        Ok(Shown {
            document,
            finding,
            csv: None,
        })
    })
}
