//! Claims, their places and what stands around them: sources, notes, differences,
//! restatements.

use std::collections::BTreeSet;

use hikiwake_dossier::file::{Bound, Claim, Figure, Material, Note, Sign};

use super::super::evidence::{carries, differences};
use super::super::{TraceKind, TraceNode};
use super::{Tree, said};
use crate::basis::actor_name;
use crate::grade::Grade;
use crate::likelihood::{self, Likelihood, LikelihoodFrom, Yardstick};
use crate::words::count;

impl Tree<'_> {
    /// A claim with its places and notes; told in full only once.
    pub(super) fn claim(&mut self, id: &str) -> TraceNode {
        let Some(claim) = self.dossier.file.claims.get(id) else {
            return TraceNode::new(TraceKind::Claim, id, id);
        };
        let node = TraceNode::new(TraceKind::Claim, id, &claim.says)
            .fact("source", self.source_name(&claim.source))
            .fact("section", &claim.section);
        if !self.told.insert(id.to_string()) {
            return TraceNode { told: true, ..node };
        }
        let mut node = self.judged(node, claim);
        node.facts.extend(self.form(claim).facts);
        for place in &claim.places {
            node.children.push(self.passage(&claim.source, place));
        }
        let file = &self.dossier.file;
        let carried = file.notes.iter().filter(|(_, note)| carries(claim, note));
        for (id, note) in carried {
            let place = note
                .place
                .iter()
                .map(|place| self.passage(&note.source, place));
            node.children.push(note_head(id, note).with(place));
        }
        node
    }

    /// By whom, how strongly, how well graded it is.
    fn judged(&self, node: TraceNode, claim: &Claim) -> TraceNode {
        let hedge = claim
            .hedge
            .as_ref()
            .map(|hedge| match hedge.cue.is_empty() {
                true => said(hedge.strength),
                false => format!("{} (“{}”)", said(hedge.strength), hedge.cue),
            });
        let grade = Grade::of(self.dossier, claim).to_string();
        let grade = match &claim.grade {
            Some(written) => written.clone(),
            None if grade == "F6" => String::new(),
            None => format!("{grade}, from the source’s"),
        };
        let likelihood = likelihood::read(claim, None, Yardstick::default());
        node.fact(
            "by",
            match claim.by.is_empty() {
                true => String::new(),
                false => actor_name(self.dossier, &claim.by),
            },
        )
        .fact("hedge", hedge.unwrap_or_default())
        .fact("grade", grade)
        .fact(
            "likelihood",
            likelihood.as_ref().map(likely).unwrap_or_default(),
        )
        .fact("confidence", claim.confidence.map(said).unwrap_or_default())
        .fact("rests on", materials(&claim.rests_on))
        .fact("note", &claim.note)
    }

    /// What it says in the forms that programs read.
    fn form(&self, claim: &Claim) -> TraceNode {
        let mut node = TraceNode::new(TraceKind::Claim, "", "");
        if let Some(link) = &claim.link {
            let sign = sign(link.sign);
            node = node.fact("link", format!("{} > {} ({sign})", link.cause, link.effect));
        }
        if let Some(position) = &claim.position {
            let who = self.names(&position.actors);
            let kind = match position.kind.is_empty() {
                true => String::new(),
                false => format!(" ({})", position.kind),
            };
            let stands = format!("{who}: {} on {}{kind}", position.stance, position.issue);
            node = node.fact("position", stands);
        }
        if let Some(option) = &claim.option {
            let who = self.names(&option.controllers);
            let who = if who.is_empty() {
                who
            } else {
                format!(", by {who}")
            };
            node = node.fact("option", format!("{}{who}", option.key));
        }
        if let Some(number) = &claim.figure {
            node = node.fact("figure", figure(number));
        }
        if let Some(event) = &claim.event {
            node = node.fact("event", &event.date);
        }
        if let Some(level) = &claim.level {
            node = node.fact("level", format!("{} is {}", level.driver, level.at));
        }
        if let Some(prediction) = &claim.prediction {
            let kind = said(prediction.kind);
            node = node
                .fact("prediction", format!("{} ({kind})", prediction.key))
                .fact("horizon", &prediction.horizon);
        }
        if let Some(mechanism) = &claim.mechanism {
            node = node.fact("mechanism", &mechanism.key);
        }
        node
    }

    /// A claim with all that says the same, or otherwise.
    pub(super) fn claim_in_full(&mut self, id: &str) -> TraceNode {
        let node = self.claim(id);
        let own = BTreeSet::from([id]);
        let shared = self.passages.shared(&own);
        let shared = self.claims("Other claims read from the same passage", shared);
        let restated = self.passages.restated(&own);
        let restated = self.claims(
            "Claims that repeat it elsewhere; together they count once",
            restated,
        );
        let differing = differences(self.dossier, id);
        let differing = self.group("Differences in which it stands", differing, |tree, id| {
            tree.difference_head(id)
        });
        node.with(shared).with(restated).with(differing)
    }

    pub(super) fn source(&mut self, id: &str) -> TraceNode {
        let dossier = self.dossier;
        let source = dossier.sources.iter().find(|s| s.id == id);
        let long = source.map_or_else(|| id.to_string(), hikiwake_dossier::Source::long);
        let mut node = TraceNode::new(TraceKind::Source, id, long);
        if let Some(known) = dossier.file.sources.get(id) {
            let length = known
                .text
                .as_ref()
                .map(|t| count(t.length, "character", "characters"));
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

    fn difference_head(&self, id: &str) -> TraceNode {
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

fn note_head(id: &str, note: &Note) -> TraceNode {
    TraceNode::new(TraceKind::Note, id, format!("Note {}", note.number))
        .fact("section", &note.section)
        .fact("rests on", materials(&note.rests_on))
}

/// `0.55 to 0.8 (“likely”, read as “likely” by ICD 203)`
pub(super) fn likely(likelihood: &Likelihood) -> String {
    let Likelihood {
        low,
        high,
        term,
        from,
        words,
        ..
    } = likelihood;
    let from = match from {
        LikelihoodFrom::Analyst => "given by the analyst".to_string(),
        LikelihoodFrom::Word => format!("“{words}”, read as “{term}” by ICD 203"),
        LikelihoodFrom::Vague => "said to be possible, no more".to_string(),
        LikelihoodFrom::Unhedged => "plainly asserted".to_string(),
    };
    format!("{low} to {high} ({from})")
}

fn materials(materials: &[Material]) -> String {
    let names: Vec<String> = materials.iter().map(said).collect();
    names.join(", ")
}

/// `+`, `-` or `0`, as the format writes it.
pub(super) fn sign(sign: Sign) -> &'static str {
    match sign {
        Sign::Plus => "+",
        Sign::Minus => "-",
        Sign::None => "0",
    }
}

/// `more than 15 percent of LNG imports, 2016`
fn figure(figure: &Figure) -> String {
    let bound = match figure.bound {
        Bound::Exact => "",
        Bound::About => "about ",
        Bound::MoreThan => "more than ",
        Bound::LessThan => "less than ",
        Bound::AtMost => "at most ",
        Bound::AtLeast => "at least ",
    };
    let mut text = format!("{} = {bound}", figure.metric);
    match (figure.value, &figure.when) {
        (Some(value), _) => text.push_str(&value.to_string()),
        (None, Some(when)) => text.push_str(when),
        (None, None) => {}
    }
    for (before, part) in [
        (" ", &figure.unit),
        (" of ", &figure.of),
        (", ", &figure.date),
    ] {
        if !part.is_empty() {
            text.push_str(before);
            text.push_str(part);
        }
    }
    text
}
