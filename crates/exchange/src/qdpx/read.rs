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

use super::archive::{Archive, LARGEST_ENTRY};
use super::{NO_TIME, ORIGIN, user};
use crate::xml::{Element, parse};
use draft::Drafts;
use element::{at, no_note, references};
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
        sources: Sources::new(&root, dossier, check, own),
        places: Places::new(check, own),
        drafts: Drafts::new(&root, own),
        incoming: Incoming::new("element"),
        faults: Vec::new(),
    };
    reading.project(&root, &mut archive);
    reading.done(&root)
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
        let title = self.sources.dossier.file.dossier.as_ref();
        let name = root.get("name").unwrap_or("").trim();
        if !name.is_empty() && title.is_none_or(|head| head.title != name) {
            let left = format!("the name of the project, `{name}`");
            self.incoming.left.push(left);
        }
        for user in root.all("Users").flat_map(|users| users.all("User")) {
            let name = user.get("name").unwrap_or("");
            if name != ORIGIN {
                self.incoming.left.push(format!("the user `{name}`"));
            }
        }
        self.drafts.texts_of_notes(archive, &mut self.faults);
        let sources = root.all("Sources").flat_map(Element::children);
        for source in sources {
            match source.name.as_str() {
                "TextSource" => self.source(source, archive),
                other => {
                    let name = source.get("name").unwrap_or("");
                    self.incoming.left.push(format!("the {other} `{name}`"));
                    source.told();
                }
            }
        }
        for (name, what) in [
            ("Cases", "cases"),
            ("Sets", "sets"),
            ("Graphs", "graphs"),
            ("Links", "links"),
        ] {
            for part in root.all(name) {
                self.incoming.left.push(format!("its {what}"));
                part.told();
            }
        }
        // Notes that no source refers to say nothing of a source.
        for note in root.all("Notes").flat_map(|notes| notes.all("Note")) {
            if !self.drafts.has(note) {
                let name = note.get("name").unwrap_or("");
                self.incoming.left.push(format!("the note `{name}`"));
                note.told();
            }
        }
    }

    fn source(&mut self, element: &'a Element, archive: &mut Archive) {
        let text = match source::text(element, archive, &mut self.incoming.left) {
            Ok(text) => text,
            Err(fault) => return self.faults.push(fault),
        };
        let text = text.as_deref();
        let edition = self.sources.edition(element, &mut self.incoming.left);
        let (id, record) = self.sources.meant(element, text, edition.as_ref());
        if let Some(record) = record {
            let at = at(element.line);
            self.incoming
                .add(Kind::Source, id.clone(), record, at, &mut self.faults);
        }
        let recorded = self.sources.recorded(&id);
        let edition = edition.as_ref().map(|edition| edition.sha256.as_str());
        let (places, wrong) = self.places.of(element, &id, text, recorded, edition);
        for (selection, place) in places {
            let left = &mut self.incoming.left;
            self.drafts
                .selection(selection, &id, place, left, &mut self.faults);
        }
        self.faults.extend(wrong);
        let left = &mut self.incoming.left;
        for code in self.drafts.codings(element, left) {
            let name = element.get("name").unwrap_or("");
            left.push(format!("the code `{code}` of the whole source `{name}`"));
        }
        for guid in references(element) {
            match self.drafts.note(&guid, element, left) {
                Some(draft) => draft.source = Some(id.clone()),
                None => left.push(no_note(element)),
            }
        }
    }

    fn done(mut self, root: &Element) -> Result<Incoming, Vec<Fault>> {
        let unused = self.drafts.unused();
        claim::add(self.drafts.drafts, &mut self.incoming, &mut self.faults);
        let left = &mut self.incoming.left;
        left.extend(unused);
        let user = user();
        left.extend(root.unread(|name, value| {
            // What only tells elements apart, and what this program writes by rote.
            matches!(name, "guid" | "isCodable" | "typeOfVariable")
                || name.starts_with("xmlns")
                || name.ends_with("schemaLocation")
                || value == user
                || value == NO_TIME
        }));
        match self.faults.is_empty() {
            true => Ok(self.incoming),
            false => Err(self.faults),
        }
    }
}
