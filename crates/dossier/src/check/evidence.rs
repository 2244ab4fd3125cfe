//! Evidence: claims, sources, and what rests on them.

use std::collections::HashSet;

use crate::file::{ActorKind, Basis, Evidence, ReadingChange, Statement};
use crate::spans::Path;

use super::{Check, at};

impl<'a> Check<'a> {
    pub fn evidence(&mut self) {
        let file = self.file;
        let mut used = HashSet::new();
        for (id, option) in &file.options {
            self.because(&at("options", id), &option.evidence, &mut used);
        }
        for (id, rule) in &file.rules {
            self.because(&at("rules", id), &rule.evidence, &mut used);
        }
        for (k, preference) in file.preferences.iter().enumerate() {
            let path = at("preferences", k);
            self.because(&path, &preference.evidence, &mut used);
            self.all_because(&path.at("statements"), &preference.statements, &mut used);
        }
        for (id, period) in &file.periods {
            let path = at("periods", id);
            self.claims(&path.at("because"), &period.because, &mut used);
            for (k, outcome) in period.outcomes.iter().enumerate() {
                self.because(&path.at("outcomes").at(k), &outcome.evidence, &mut used);
            }
        }
        for (id, reading) in &file.readings {
            let path = at("readings", id);
            self.changes_because(&path, &reading.changes, &mut used);
        }
        for (id, perception) in &file.perceptions {
            let path = at("perceptions", id);
            self.because(&path, &perception.evidence, &mut used);
            self.changes_because(&path, &perception.changes, &mut used);
        }
        for (id, attitude) in &file.attitudes {
            self.because(&at("attitudes", id), &attitude.evidence, &mut used);
        }
        self.tables(&mut used);
        self.evidence_of_talks(&mut used);
        let mut cited = HashSet::new();
        for (id, claim) in &file.claims {
            let path = at("claims", id);
            self.claim(&path, claim);
            cited.insert(claim.source.as_str());
            let places = claim.places.iter();
            cited.extend(places.filter_map(|place| place.source.as_deref()));
            if !used.contains(id.as_str()) && !claim.has_content() {
                let span = self.places.key(&path);
                self.warning(
                    "unused-claim",
                    span,
                    format!("Nothing rests on the claim `{id}`."),
                    "Name it in the `because` of what it supports, or take it out.",
                );
            }
        }
        for source in self.sources {
            for (field, day) in source.days_of_no_calendar() {
                let span = self.places.value(&at("bibliography", &source.id));
                self.warning(
                    "no-such-day",
                    span,
                    format!(
                        "`{field}` of the source `{}` is {day}, which no calendar has.",
                        source.id
                    ),
                    "Mend the day in the bibliography; until then the month is taken.",
                );
            }
            if !cited.contains(source.id.as_str()) {
                let span = self.places.value(&at("bibliography", &source.id));
                self.warning(
                    "unused-source",
                    span,
                    format!("No claim comes from the source `{}`.", source.id),
                    "Add what it says under `claims`, or take it out of the bibliography.",
                );
            }
        }
        self.drivers(&mut used);
        self.around_claims();
        self.idle_actors();
    }

    /// Checks the evidence of the changes in the reading or perception at `path`.
    fn changes_because(
        &mut self,
        path: &Path,
        changes: &'a [ReadingChange],
        used: &mut HashSet<&'a str>,
    ) {
        for (k, change) in changes.iter().enumerate() {
            let path = path.at("changes").at(k);
            self.because(&path, &change.evidence, used);
            if let Some(with) = &change.with {
                self.because(&path.at("with"), &with.evidence, used);
            }
            if let Some(add) = &change.add {
                self.because(&path.at("add"), &add.evidence, used);
            }
            let set = change.set.as_deref().unwrap_or_default();
            self.all_because(&path.at("set"), set, used);
        }
    }

    pub fn all_because(
        &mut self,
        path: &Path,
        statements: &'a [Statement],
        used: &mut HashSet<&'a str>,
    ) {
        for (k, statement) in statements.iter().enumerate() {
            self.because(&path.at(k), &statement.evidence, used);
        }
    }

    /// Checks the evidence of what stands at `path`.
    pub fn because(&mut self, path: &Path, evidence: &'a Evidence, used: &mut HashSet<&'a str>) {
        self.claims(&path.at("because"), &evidence.because, used);
        let word = match evidence.basis {
            Some(Basis::Stated) => "stated",
            Some(Basis::Inferred) => "inferred",
            Some(Basis::Analyst) | None => return,
        };
        if evidence.because.is_empty() {
            let span = self.places.value(&path.at("basis"));
            self.warning(
                "no-claim",
                span,
                format!("The basis is `{word}`, but no claim is named."),
                "Name the claims in `because`, or write `basis = \"analyst\"`.",
            );
        }
    }

    pub fn claims(&mut self, path: &Path, because: &'a [String], used: &mut HashSet<&'a str>) {
        let file = self.file;
        let mut named = HashSet::new();
        for (k, claim) in because.iter().enumerate() {
            let path = path.at(k);
            self.known("claim", "unknown-claim", &file.claims, &path, claim);
            used.insert(claim);
            if !named.insert(claim) {
                let span = self.places.value(&path);
                self.warning(
                    "claim-twice",
                    span,
                    format!("The claim `{claim}` is named twice here."),
                    "Name it once.",
                );
            }
        }
    }

    /// States that neither act nor want anything, nor stand in a source. Factions,
    /// leaders and the rest may stand in a dossier for its readers alone.
    fn idle_actors(&mut self) {
        let file = self.file;
        let mut busy: HashSet<&String> = HashSet::new();
        for option in file.options.values() {
            busy.extend(option.owner.iter().chain(&option.parties));
        }
        busy.extend(file.preferences.iter().map(|preference| &preference.actor));
        let changes = file.readings.values().flat_map(|reading| &reading.changes);
        busy.extend(changes.filter_map(|change| change.actor.as_ref()));
        busy.extend(
            file.factions
                .iter()
                .flat_map(|(id, faction)| [id, &faction.side]),
        );
        busy.extend(file.terms.values().flat_map(|term| &term.parties));
        for (id, actor) in &file.actors {
            let read_about = !actor.mentions.is_empty();
            if actor.kind == ActorKind::State && !read_about && !busy.contains(id) {
                let span = self.places.key(&at("actors", id));
                self.warning(
                    "idle-actor",
                    span,
                    format!("`{id}` controls no option and wants nothing."),
                    "Give it options or preferences, or take it out.",
                );
            }
        }
    }
}
