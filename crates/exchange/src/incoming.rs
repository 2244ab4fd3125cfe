//! What a file of another program holds, as this program reads it.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::Fault;
use crate::record::Record;

/// Claims and sources read from a file, not yet in any dossier.
#[derive(Clone, Debug, Default)]
pub struct Incoming {
    /// Claims by id.
    pub claims: IndexMap<String, Record>,
    /// Sources by id.
    pub sources: IndexMap<String, Record>,
    /// What the file holds and a dossier cannot, in sentences.
    pub left: Vec<String>,
    /// Where each claim and source stands in the file.
    pub(crate) places: HashMap<(Kind, String), String>,
    /// What the parts of an entry are called there: column, key, field.
    pub(crate) part: &'static str,
}

/// Claim or source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Claim,
    Source,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Kind::Claim => "claim",
            Kind::Source => "source",
        }
    }
}

impl Incoming {
    pub(crate) fn new(part: &'static str) -> Incoming {
        Incoming {
            part,
            ..Incoming::default()
        }
    }

    /// Adds an entry that stands at `at`; two of one id are a fault.
    pub(crate) fn add(
        &mut self,
        kind: Kind,
        id: String,
        record: Record,
        at: String,
        faults: &mut Vec<Fault>,
    ) {
        let key = (kind, id);
        if let Some(first) = self.places.get(&key) {
            faults.push(Fault::new(
                at,
                format!(
                    "The {} `{}` is already given at {first}.",
                    kind.word(),
                    key.1
                ),
                "Give one of them another id.",
            ));
            return;
        }
        match kind {
            Kind::Claim => self.claims.insert(key.1.clone(), record),
            Kind::Source => self.sources.insert(key.1.clone(), record),
        };
        self.places.insert(key, at);
    }

    /// Where an entry stands in the file, and its part of this path.
    pub(crate) fn place(&self, kind: Kind, id: &str, path: &str) -> String {
        let at = self.places.get(&(kind, id.to_owned()));
        let at = at.map_or_else(|| format!("`{id}`"), String::clone);
        match path {
            "" => at,
            path => format!("{at}, {} `{path}`", self.part),
        }
    }
}
