//! The chain down: what a thing is, and what it rests on, to the passages.

mod around;
mod claim;
mod model;
mod period;
mod record;
mod state;
mod wishes;

use std::collections::BTreeSet;

use hikiwake_dossier::Dossier;
use hikiwake_dossier::file::{Evidence, Place};

use super::passages::Passages;
use super::thing::Thing;
use super::{PassagePlace, PassageText, TraceFact, TraceKind, TraceNode};
use hikiwake_conflict::solve::Solved;
use hikiwake_finding::basis::{actor_name, basis_name, pages};

/// Builds the tree. A claim is told in full where it stands first, and by its
/// name alone from then on.
pub(super) struct Tree<'a> {
    pub dossier: &'a Dossier,
    pub passages: Passages<'a>,
    /// Most things listed under one heading.
    pub list: usize,
    /// The words of a passage, where they were asked for and are at hand.
    pub text: Option<&'a PassageText<'a>>,
    /// The claims told so far.
    pub told: BTreeSet<String>,
}

impl<'a> Tree<'a> {
    pub fn new(dossier: &'a Dossier, list: usize, text: Option<&'a PassageText<'a>>) -> Self {
        Tree {
            dossier,
            passages: Passages::new(dossier),
            list: list.max(1),
            text,
            told: BTreeSet::new(),
        }
    }

    /// The tree of a thing; `solved` are the models of the periods asked about, for
    /// those that need one.
    pub fn root(&mut self, thing: &Thing, solved: &[Solved]) -> TraceNode {
        let id = thing.id.as_str();
        match thing.kind {
            TraceKind::Actor => self.actor(id),
            TraceKind::Option => self.option(id),
            TraceKind::Definition => self.definition(id),
            TraceKind::Rule => self.rule(id),
            TraceKind::Statement => self.statements(id),
            TraceKind::Ranking => self.ranking(id),
            TraceKind::Claim => self.claim_in_full(id),
            TraceKind::Source => self.source(id),
            TraceKind::Driver => self.driver(id),
            TraceKind::Link => self.link(id),
            TraceKind::Event => self.event(id),
            TraceKind::Forecast => self.forecast(id),
            TraceKind::Window => self.window(id),
            TraceKind::Tie => self.tie(id),
            TraceKind::Place => self.map_place(id),
            TraceKind::Difference => self.difference(id),
            TraceKind::Restatement => self.restatement(id),
            TraceKind::Note => self.note(id),
            TraceKind::Period => self.period(id),
            TraceKind::Outcome => self.outcome(id, solved),
            TraceKind::Reading => self.reading(id),
            TraceKind::State => self.state(id, solved),
            // Nothing else can be asked for by its id.
            _ => TraceNode::new(thing.kind, id, id),
        }
    }

    /// A heading over some things, each made by `node`; nothing over none. At most
    /// the number to be listed.
    fn group<T>(
        &mut self,
        label: &str,
        items: impl IntoIterator<Item = T>,
        mut node: impl FnMut(&mut Self, T) -> TraceNode,
    ) -> Option<TraceNode> {
        let mut group = TraceNode::new(TraceKind::Group, "", label);
        for item in items {
            if group.children.len() < self.list {
                let child = node(self, item);
                group.children.push(child);
            } else {
                group.not_listed += 1;
            }
        }
        (!group.children.is_empty()).then_some(group)
    }

    /// The claims with these ids, under a heading.
    fn claims<S: AsRef<str>>(
        &mut self,
        label: &str,
        ids: impl IntoIterator<Item = S>,
    ) -> Option<TraceNode> {
        self.group(label, ids, |tree, id| tree.claim(id.as_ref()))
    }

    /// What the evidence of a judgement says, and the claims it names.
    fn evidence(&mut self, node: TraceNode, evidence: &Evidence) -> TraceNode {
        let basis = basis_name(evidence.basis.unwrap_or_default());
        let node = node
            .fact("basis", basis)
            .fact("hindsight", if evidence.hindsight { "yes" } else { "" })
            .fact("note", &evidence.note);
        let claims: Vec<TraceNode> = evidence.because.iter().map(|id| self.claim(id)).collect();
        node.with(claims)
    }

    /// A place in a text, with its words where they were asked for.
    fn passage(&self, source: &str, place: &Place) -> TraceNode {
        let source = place.source.as_deref().unwrap_or(source);
        let name = self.source_name(source);
        let note = place
            .in_note
            .map(|n| format!(", note {n}"))
            .unwrap_or_default();
        let page = pages(self.dossier, source, place);
        let page = page.map_or(String::new(), |pages| format!(", {pages}"));
        let (start, end) = (place.start, place.end);
        let label = format!("{name}{page}{note}, characters {start}–{end}");
        let words = self.text.map(|text| text(source, place));
        TraceNode {
            place: Some(PassagePlace {
                source: source.to_string(),
                start,
                end,
                digest: place.digest.clone(),
                in_note: place.in_note,
            }),
            passage: words.clone().and_then(Result::ok),
            no_words: words.and_then(Result::err),
            ..TraceNode::new(TraceKind::Passage, "", label)
        }
    }

    /// Author and year of a source, or its id.
    fn source_name(&self, id: &str) -> String {
        let source = self.dossier.sources.iter().find(|s| s.id == id);
        source.map_or_else(|| id.to_string(), hikiwake_dossier::Source::short)
    }

    /// Actors by name, as a list.
    fn names<S: AsRef<str>>(&self, ids: impl IntoIterator<Item = S>) -> String {
        let name = |id: S| actor_name(self.dossier, id.as_ref());
        let names: Vec<String> = ids.into_iter().map(name).collect();
        names.join(", ")
    }
}

impl TraceNode {
    pub(super) fn new(kind: TraceKind, id: impl Into<String>, label: impl Into<String>) -> Self {
        TraceNode {
            kind,
            id: id.into(),
            label: label.into(),
            text: String::new(),
            facts: Vec::new(),
            holding: None,
            stand: None,
            place: None,
            passage: None,
            no_words: None,
            told: false,
            children: Vec::new(),
            not_listed: 0,
        }
    }

    /// With what it says.
    fn text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// With something known of it; an empty value is left out.
    fn fact(mut self, name: &'static str, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.facts.push(TraceFact {
                name: name.into(),
                value,
            });
        }
        self
    }

    /// With more below it.
    fn with(mut self, children: impl IntoIterator<Item = TraceNode>) -> Self {
        self.children.extend(children);
        self
    }
}

/// The name of a value of the format in plain words: `StateMedia` as `state media`.
fn said(value: impl std::fmt::Debug) -> String {
    let mut words = String::new();
    for letter in format!("{value:?}").chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}
