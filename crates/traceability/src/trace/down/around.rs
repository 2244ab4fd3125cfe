//! What stands around claims: sources, notes, differences, restatements.

use std::collections::BTreeSet;

use hikiwake_dossier::file::{Material, Note};

use super::super::passages::carries;
use super::super::{TraceKind, TraceNode};
use super::{Tree, said};
use hikiwake_finding::words::no_or_count;

impl Tree<'_> {
    pub(super) fn source(&mut self, id: &str) -> TraceNode {
        let dossier = self.dossier;
        let source = dossier.sources.iter().find(|s| s.id == id);
        let long = source.map_or_else(|| id.to_string(), hikiwake_dossier::Source::long);
        let mut node = TraceNode::new(TraceKind::Source, id, long);
        if let Some(known) = dossier.file.sources.get(id) {
            let length = known
                .text
                .as_ref()
                .map(|t| no_or_count(t.length, "character", "characters"));
            node = node
                .fact("reliability", format!("{:?}", known.reliability))
                .fact("why", &known.why)
                .fact("closed", known.closed.clone().unwrap_or_default())
                .fact("text", length.unwrap_or_default());
        }
        let claims = dossier
            .file
            .claims
            .iter()
            .filter(|(_, claim)| claim.source == id);
        let claims = self.claims("Claims", claims.map(|(id, _)| id));
        let notes = dossier
            .file
            .notes
            .iter()
            .filter(|(_, note)| note.source == id);
        let notes = self.group("Notes", notes, |_, (id, note)| note_head(id, note));
        node.with(claims).with(notes)
    }

    pub(super) fn note(&mut self, id: &str) -> TraceNode {
        let dossier = self.dossier;
        let Some(note) = dossier.file.notes.get(id) else {
            return TraceNode::new(TraceKind::Note, id, id);
        };
        let place: Vec<TraceNode> = (note.place.iter())
            .map(|place| self.passage(&note.source, place))
            .collect();
        let claims = dossier.file.claims.iter();
        let carry = claims.filter(|(_, claim)| carries(claim, note));
        let carry = self.claims("Claims that carry it", carry.map(|(id, _)| id));
        let source = self.source_name(&note.source);
        note_head(id, note)
            .fact("source", source)
            .with(place)
            .with(carry)
    }

    pub(super) fn difference_head(&self, id: &str) -> TraceNode {
        let Some(difference) = self.dossier.file.differences.get(id) else {
            return TraceNode::new(TraceKind::Difference, id, id);
        };
        TraceNode::new(TraceKind::Difference, id, &difference.topic)
            .text(&difference.says)
            .fact("verdict", said(difference.verdict))
            .fact("resolution", &difference.resolution)
    }

    pub(super) fn difference(&mut self, id: &str) -> TraceNode {
        let dossier = self.dossier;
        let mut node = self.difference_head(id);
        let sides = dossier
            .file
            .differences
            .get(id)
            .map_or(&[][..], |d| &d.sides);
        for side in sides {
            let label = format!("{}: {}", self.source_name(&side.source), side.value);
            let mut told =
                TraceNode::new(TraceKind::Group, "", label).fact("section", &side.section);
            for place in &side.places {
                told.children.push(self.passage(&side.source, place));
            }
            let mut claims: BTreeSet<&str> = side.claims.iter().map(String::as_str).collect();
            for place in &side.places {
                let source = place.source.as_deref().unwrap_or(&side.source);
                claims.extend(self.passages.at(source, place.start, place.end));
            }
            let claims = self.claims("Claims read from there", claims);
            node.children.push(told.with(claims));
        }
        node
    }

    pub(super) fn restatement(&mut self, id: &str) -> TraceNode {
        let dossier = self.dossier;
        let Some(restatement) = dossier.file.restatements.get(id) else {
            return TraceNode::new(TraceKind::Restatement, id, id);
        };
        let label = match restatement.says.is_empty() {
            true => id,
            false => &restatement.says,
        };
        let mut node = TraceNode::new(TraceKind::Restatement, id, label)
            .fact("source", self.source_name(&restatement.source));
        for place in &restatement.places {
            node.children.push(self.passage(&restatement.source, place));
        }
        let claims = self.claims("Claims that count once", &restatement.claims);
        node.with(claims)
    }
}

pub(super) fn note_head(id: &str, note: &Note) -> TraceNode {
    TraceNode::new(TraceKind::Note, id, format!("Note {}", note.number))
        .fact("section", &note.section)
        .fact("rests on", materials(&note.rests_on))
}

pub(super) fn materials(materials: &[Material]) -> String {
    let names: Vec<String> = materials.iter().map(said).collect();
    names.join(", ")
}
