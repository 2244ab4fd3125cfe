//! `hikiwake views`

use std::slice;

use hikiwake_conflict::Perceptions;
use hikiwake_document::{Block, Inline, Names, Text};
use hikiwake_finding::Finding;
use hikiwake_session::Question;

use super::documents::{Shown, shown};
use super::{Answer, put, scenario, session};
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
    let run = &ask.scenario.run;
    let session = session(&ask.folder, run)?;
    let question = Question::Views {
        scenario: scenario(&ask.scenario),
        list,
    };
    shown(&ask.folder, &ask.scenario.shape, run, || {
        let finding: Finding<Perceptions> = put(&session, run, &question)?;
        let found = &finding.finding;
        let names = Names::new(&found.actors);
        let mut document = hikiwake_document::views(slice::from_ref(&finding), &names);
        if !found.is_there() {
            document.push(Block::list([
                "The dossier says of nobody here that it sees others otherwise than they are, or \
                 cares what its moves do to them: everybody sees what the dossier has, and what \
                 holds is what `analyse` shows.",
            ]));
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
