//! `hikiwake analyse`: state by state, or on decision diagrams where the space is
//! too large for that.

use hikiwake_conflict::{Analysis, Symbolic};
use hikiwake_document::{Document, Names};
use hikiwake_finding::Finding;
use serde::Serialize;

use super::documents::{Shown, shown};
use super::{Answer, asked, open, scenario};
use crate::args::{Ask, Format};
use crate::show;

/// What was found, by whichever engine.
#[derive(Serialize)]
#[serde(untagged)]
enum Found {
    StateByState(Box<Analysis>),
    OnDiagrams(Box<Symbolic>),
}

pub fn analyse(ask: &Ask, list: usize, on_diagrams: bool) -> Answer {
    let dossier = open(&ask.folder)?;
    let (shape, run) = (&ask.scenario.shape, &ask.scenario.run);
    let scenario = scenario(&ask.scenario);
    // Commands stand in lines of their own, however long, so that they can be copied.
    let mut next = String::new();
    let text = shown(&ask.folder, shape, run, || {
        // Whatever memory holds is answered state by state, unless diagrams are asked for.
        let found = asked(run, list, |settings| {
            if on_diagrams {
                return Ok(None);
            }
            match hikiwake_conflict::analyse(&dossier, &scenario, settings) {
                Err(error) if hikiwake_conflict::is_too_large(&error) => Ok(None),
                found => found.map(Some),
            }
        })?;
        if let Some(finding) = found {
            let names = Names::new(&finding.finding.actors);
            let document = hikiwake_document::analysis(&finding, &names);
            if shape.format == Format::Text && shape.output.is_none() && !run.json {
                next = show::what_next(&dossier, &ask.folder, &finding);
            }
            return Ok(with(document, finding, Found::StateByState));
        }
        let finding = asked(run, list, |settings| {
            hikiwake_conflict::symbolic(&dossier, &scenario, settings, !on_diagrams)
        })?;
        let document = hikiwake_document::symbolic(&finding);
        Ok(with(document, finding, Found::OnDiagrams))
    })?;
    Ok(text + &next)
}

fn with<T>(
    document: Document,
    of: Finding<T>,
    found: fn(Box<T>) -> Found,
) -> Shown<Finding<Found>> {
    let finding = Finding {
        format: of.format,
        kind: of.kind,
        dossier: of.dossier,
        finding: found(Box::new(of.finding)),
    };
    Shown {
        finding,
        document,
        csv: None,
    }
}
