//! Claims with their places, and what says the same or otherwise.

use std::collections::BTreeSet;

use hikiwake_dossier::file::{Claim, Figure};

use super::super::passages::{carries, differences};
use super::super::{TraceKind, TraceNode};
use super::around::{materials, note_head};
use super::{Tree, said};
use hikiwake_evidence::grade::Grade;
use hikiwake_evidence::{
    likelihood, likelihood::Likelihood, likelihood::LikelihoodFrom, likelihood::Yardstick,
};
use hikiwake_finding::basis::actor_name;
use hikiwake_finding::before;

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
            let sign = link.sign.as_written();
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

/// `more than 15 percent of LNG imports, 2016`
fn figure(figure: &Figure) -> String {
    let bound = before(figure.bound);
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
