//! Reading a project from anywhere: its sources one after the other, each with its
//! places, and the claims that these make up.

mod claim;
mod draft;
mod element;
mod places;
mod source;

pub(crate) use places::Check;

use hikiwake_dossier::Dossier;

use crate::Fault;
use crate::fault::utf8;
use crate::incoming::{Incoming, Kind};

use super::ORIGIN;
use super::archive::{Archive, LARGEST_ENTRY};
use crate::xml::{Element, parse};
use draft::Drafts;
use element::{at, references};
use places::Places;
use source::Sources;

/// Reads a project for this dossier.
pub(crate) fn read(bytes: &[u8], dossier: &Dossier, check: Check) -> Result<Incoming, Vec<Fault>> {
    let one = |fault: Fault| vec![fault];
    let mut archive = Archive::open(bytes).map_err(one)?;
    let project = archive.entry("project.qde", LARGEST_ENTRY).map_err(one)?;
    let project = project.ok_or_else(|| {
        let help = "Export the project once more as REFI-QDA (.qdpx).";
        one(Fault::new("", "The archive holds no project.qde.", help))
    })?;
    let text = utf8(&project, "project.qde").map_err(one)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let root = parse(text).map_err(|(line, message)| {
        let help = "Export the project once more as REFI-QDA (.qdpx).";
        one(Fault::new(
            at(line),
            format!("The project cannot be read: {message}."),
            help,
        ))
    })?;
    if root.name != "Project" {
        let message = format!("The root is `{}`, not `Project`.", root.name);
        return Err(one(Fault::new(
            at(root.line),
            message,
            "Give a REFI-QDA project.",
        )));
    }
    let own = root
        .get("origin")
        .is_some_and(|origin| origin.starts_with(ORIGIN));
    let mut reading = Reading {
        sources: Sources {
            dossier,
            check,
            own,
        },
        places: Places::new(check, own),
        drafts: Drafts::new(&root, own),
        incoming: Incoming::new("element"),
        faults: Vec::new(),
    };
    reading.project(&root, &mut archive);
    reading.done()
}

struct Reading<'a> {
    sources: Sources<'a>,
    places: Places,
    drafts: Drafts<'a>,
    incoming: Incoming,
    faults: Vec<Fault>,
}

impl<'a> Reading<'a> {
    fn project(&mut self, root: &'a Element, archive: &mut Archive) {
        let sources = root.all("Sources").flat_map(|sources| &sources.children);
        for source in sources {
            match source.name.as_str() {
                "TextSource" => self.source(source, archive),
                other => {
                    let name = source.get("name").unwrap_or("");
                    self.incoming.left.push(format!("the {other} `{name}`"));
                }
            }
        }
        for (name, what) in [
            ("Cases", "cases"),
            ("Variables", "variables"),
            ("Sets", "sets"),
            ("Graphs", "graphs"),
            ("Links", "links"),
        ] {
            if root.child(name).is_some() {
                self.incoming.left.push(format!("its {what}"));
            }
        }
        // Notes that no source refers to say nothing of a source.
        let lost = root.all("Notes").flat_map(|notes| notes.all("Note"));
        let lost: Vec<_> = lost
            .filter(|note| !self.drafts.has(note))
            .map(|note| format!("the note `{}`", note.get("name").unwrap_or("")))
            .collect();
        self.incoming.left.extend(lost);
    }

    fn source(&mut self, element: &'a Element, archive: &mut Archive) {
        let text = match source::text(element, archive) {
            Ok(text) => text,
            Err(fault) => return self.faults.push(fault),
        };
        let text = text.as_deref();
        let (id, record) = self.sources.meant(element, text);
        if let Some(record) = record {
            let at = at(element.line);
            self.incoming
                .add(Kind::Source, id.clone(), record, at, &mut self.faults);
        }
        let recorded = self.sources.recorded(&id);
        let (places, wrong) = self.places.of(element, &id, text, recorded);
        for (selection, place) in places {
            let left = &mut self.incoming.left;
            self.drafts
                .selection(selection, &id, place, left, &mut self.faults);
        }
        self.faults.extend(wrong);
        for guid in references(element) {
            if let Some(draft) = self.drafts.note(&guid, element) {
                draft.source = Some(id.clone());
            }
        }
    }

    fn done(mut self) -> Result<Incoming, Vec<Fault>> {
        claim::add(self.drafts.drafts, &mut self.incoming, &mut self.faults);
        match self.faults.is_empty() {
            true => Ok(self.incoming),
            false => Err(self.faults),
        }
    }
}
