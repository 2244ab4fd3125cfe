//! `explain`: a proof as numbered moves, the answers indented beneath them.

use std::collections::{BTreeMap, BTreeSet};

use hikiwake_conflict::{Explanation, Failure, FailureKind, Improvement, Proof};
use hikiwake_finding::{ClaimHead, Finding, PreferenceVerdict, Reason, StatementHead, WalkStep};

use super::paper;

/// The finding as text: the verdicts in sentences, each proof move by move, then
/// the states, wishes and claims that the proofs name.
pub fn explanation(finding: &Finding<Explanation>) -> String {
    let found = &finding.finding;
    let mut writer = Writer {
        found,
        text: paper::heading(&finding.dossier.title),
        states: BTreeSet::new(),
        wishes: BTreeMap::new(),
        claims: BTreeMap::new(),
    };
    writer.opening();
    // Concepts that rest on the same ground are told together.
    for proofs in found.proofs.chunk_by(same_ground) {
        writer.proofs(proofs);
    }
    writer.closing();
    writer.text
}

struct Writer<'a> {
    found: &'a Explanation,
    text: String,
    /// Codes of the states named so far.
    states: BTreeSet<&'a str>,
    /// The wishes named so far, by actor's place, rank and id.
    wishes: BTreeMap<(usize, usize, &'a str), &'a StatementHead>,
    /// The claims named so far, by id.
    claims: BTreeMap<&'a str, &'a ClaimHead>,
}

impl<'a> Writer<'a> {
    /// A paragraph that begins with `mark` in column `indent`, the rest hanging under its text.
    fn say(&mut self, indent: usize, mark: &str, text: &str) {
        let first = format!("{}{mark}", " ".repeat(indent));
        let rest = " ".repeat(indent + mark.chars().count());
        self.text.push_str(&paper::paragraph(text, &first, &rest));
    }

    fn heading(&mut self, text: &str) {
        self.text.push_str(&paper::heading(text));
    }

    fn name(&self, id: &'a str) -> &'a str {
        let head = self.found.actors.iter().find(|actor| actor.id == id);
        head.map_or(id, |actor| &actor.name)
    }

    fn opening(&mut self) {
        let state = &self.found.state;
        self.say(0, "", &paper::scenario(&self.found.scenario));
        self.text.push('\n');
        let notes = paper::state_notes(state);
        let notes = if notes.is_empty() {
            String::new()
        } else {
            format!(" ({notes})")
        };
        self.say(
            0,
            "",
            &format!("State {}{notes}: {}", state.code, or_none(&state.text)),
        );
        self.text.push('\n');
        let proofs = &self.found.proofs;
        for proof in proofs {
            self.say(0, "• ", &format!("{}: {}", proof.concept, proof.sentence));
        }
    }

    fn proofs(&mut self, proofs: &'a [Proof]) {
        let Some(proof) = proofs.first() else {
            return;
        };
        if proof.improvements.is_empty() && proof.improvements_not_examined == 0 {
            return; // the sentence says it all
        }
        let verdict = if proof.stable { "stable" } else { "not stable" };
        let name = self.name(&proof.actor);
        let concepts: Vec<&str> = proofs.iter().map(|p| p.concept.as_str()).collect();
        self.heading(&format!("{name} · {} · {verdict}", concepts.join(", ")));
        for (number, improvement) in proof.improvements.iter().enumerate() {
            let mark = format!("{}. ", number + 1);
            self.step(0, &mark, &improvement.step);
            if proof.stable {
                self.answered(proofs, improvement);
            } else {
                self.unanswered(improvement);
            }
        }
        let more = proof.improvements_not_listed;
        self.rest(
            0,
            more,
            "improvement is",
            "improvements are",
            "of the same kind (--list lists more)",
        );
        let answered = proof.improvements_answered;
        self.rest(
            0,
            answered,
            "improvement is",
            "improvements are",
            "spoiled by some answer",
        );
        let skipped = proof.improvements_not_examined;
        if skipped > 0 {
            self.say(
                0,
                "",
                &format!(
                    "{skipped} more have too many answers to follow within the limit (--work raises \
                     it); the verdict covers them all the same."
                ),
            );
        }
    }

    fn answered(&mut self, proofs: &[Proof], improvement: &'a Improvement) {
        self.say(3, "", "Answer:");
        self.steps(3, &improvement.answer);
        if let Some(result) = &improvement.result {
            let told = self.reason(result);
            let end = improvement.answer.last().map_or("", |step| &step.to);
            let here = &self.found.state.code;
            self.say(3, "⇒ ", &format!("{end} against {here}: {told}"));
        }
        let symmetric = |proof: &Proof| matches!(proof.concept.as_str(), "SMR" | "SSEQ");
        if improvement.escapes.is_empty() && proofs.iter().any(symmetric) {
            self.say(3, "", "No move leads out of it.");
        }
        if !improvement.escapes.is_empty() {
            self.say(3, "", "Ways out, none better than the state explained:");
        }
        for escape in &improvement.escapes {
            self.states.insert(&escape.step.to);
            let told = self.reason(&escape.result);
            self.say(
                3,
                "- ",
                &format!("{} → {}: {told}", escape.step.text, escape.step.to),
            );
        }
        self.rest(
            3,
            improvement.escapes_not_listed,
            "way out is",
            "ways out are",
            "no better",
        );
    }

    fn unanswered(&mut self, improvement: &'a Improvement) {
        // Failures on one ground are told once, by the first: the shortest.
        let mut told: Vec<(&Failure, u64)> = Vec::new();
        for failure in &improvement.failures {
            match told.iter_mut().find(|(first, _)| alike(first, failure)) {
                Some((_, more)) => *more += 1,
                None => told.push((failure, 0)),
            }
        }
        let only = improvement.failures.len() == 1 && improvement.failures_not_listed == 0;
        for (failure, more) in told {
            self.failure(failure, only);
            self.rest(5, more, "answer fails", "answers fail", "in the same way");
        }
        let more = improvement.failures_not_listed;
        let what = "that the others could bring about in answer";
        self.rest(
            3,
            more,
            "state",
            "states",
            &format!("{what} would not spoil it either"),
        );
    }

    fn failure(&mut self, failure: &'a Failure, only: bool) {
        let end = failure.answer.last().map_or("", |step| &step.to);
        let here = &self.found.state.code;
        match &failure.why {
            FailureKind::StillBetter { .. } if failure.answer.is_empty() => {
                let text = if only {
                    "The others have no move in answer."
                } else {
                    "The others have no answer in which each step is to its mover's advantage."
                };
                self.say(3, "✗ ", text);
            }
            FailureKind::StillBetter { result } => {
                self.say(3, "✗ ", "The worst answer still leaves a gain:");
                self.steps(5, &failure.answer);
                let told = self.reason(result);
                self.say(5, "⇒ ", &format!("{end} against {here}: {told}"));
            }
            FailureKind::NotCredible { step, .. } => {
                let which = match failure.answer.len() {
                    1 => "it is not".to_owned(),
                    _ => format!("step {} is not", step + 1),
                };
                let text = format!("This would hurt, but {which} to its mover's advantage:");
                self.say(3, "✗ ", &text);
                self.steps(5, &failure.answer);
            }
            FailureKind::WayOut { step, result } => {
                self.say(3, "✗ ", "This would hurt, but there is a way out:");
                self.steps(5, &failure.answer);
                self.step(5, "then ", step);
                let told = self.reason(result);
                self.say(5, "⇒ ", &format!("{} against {here}: {told}", step.to));
            }
        }
    }

    fn steps(&mut self, indent: usize, steps: &'a [WalkStep]) {
        for (number, step) in steps.iter().enumerate() {
            self.step(indent, &format!("{}) ", number + 1), step);
        }
    }

    fn step(&mut self, indent: usize, mark: &str, step: &'a WalkStep) {
        self.states.insert(&step.to);
        self.say(indent, mark, &format!("{} → {}", step.text, step.to));
        for reason in &step.because {
            let told = self.reason(reason);
            self.say(indent + mark.chars().count() + 2, "", &told);
        }
    }

    /// The reason in a clause; its wishes and claims are told at the end.
    fn reason(&mut self, reason: &'a Reason) -> String {
        let place = (self.found.actors.iter()).position(|actor| actor.id == reason.actor);
        let mut wishes = Vec::new();
        for wish in &reason.statements {
            let key = (place.unwrap_or(usize::MAX), wish.rank, wish.id.as_str());
            self.wishes.insert(key, wish);
            self.claims
                .extend(wish.claims.iter().map(|claim| (claim.id.as_str(), claim)));
            wishes.push(format!("{}{}", wish.wants, cited(wish)));
        }
        let name = self.name(&reason.actor);
        let verdict = match reason.verdict {
            PreferenceVerdict::Better => "better",
            PreferenceVerdict::Worse => "worse",
            PreferenceVerdict::Equal => return format!("neither better nor worse for {name}"),
        };
        // Only in a ranking do the two classes named differ in rank, the better first.
        if let [above, below] = reason.statements.as_slice()
            && above.rank != below.rank
        {
            let (class, place, other) = match reason.verdict {
                PreferenceVerdict::Better => (above, "above", below),
                _ => (below, "below", above),
            };
            let (class, other) = (&class.wants, &other.wants);
            let cited = cited(above);
            return format!("{verdict} for {name}: {class} ranks {place} {other}{cited}");
        }
        match reason.rank {
            Some(rank) => format!("{verdict} for {name} by wish {rank}: {}", wishes.join("; ")),
            None => format!("{verdict} for {name}"),
        }
    }

    fn rest(&mut self, indent: usize, count: u64, one: &str, many: &str, what: &str) {
        match count {
            0 => {}
            1 => self.say(indent, "", &format!("1 more {one} {what}.")),
            n => self.say(indent, "", &format!("{n} more {many} {what}.")),
        }
    }

    fn closing(&mut self) {
        let found = self.found;
        let mut states = std::mem::take(&mut self.states);
        states.remove(found.state.code.as_str());
        if !states.is_empty() {
            self.heading("States named");
        }
        let others = (found.rows.iter()).filter(|row| states.contains(row.code.as_str()));
        for row in others {
            let notes = paper::state_notes(row);
            let notes = if notes.is_empty() {
                String::new()
            } else {
                format!(" ({notes})")
            };
            self.say(
                0,
                &format!("{}  ", row.code),
                &format!("{}{notes}", or_none(&row.text)),
            );
        }
        let wishes = std::mem::take(&mut self.wishes);
        if !wishes.is_empty() {
            self.heading("Wishes named");
        }
        for ((_, rank, _), wish) in wishes {
            let mut basis = wish.basis.clone();
            if wish.hindsight {
                basis.push_str(", hindsight");
            }
            let text = if wish.text.is_empty() {
                &wish.wants
            } else {
                &wish.text
            };
            let mark = format!("{} {rank}  ", self.name(&wish.actor));
            self.say(0, &mark, &format!("{text} ({basis}){}", cited(wish)));
        }
        let claims = std::mem::take(&mut self.claims);
        if !claims.is_empty() {
            self.heading("Claims");
        }
        for (id, claim) in claims {
            let by = if claim.by.is_empty() {
                String::new()
            } else {
                format!(", after {}", claim.by)
            };
            let place = if claim.place.is_empty() {
                String::new()
            } else {
                format!(", {}", claim.place)
            };
            let text = format!("{} ({}{place}{by})", claim.says, claim.source);
            self.say(0, &format!("[{id}]  "), &text);
        }
    }
}

/// Whether two proofs differ in the concept only.
fn same_ground(a: &Proof, b: &Proof) -> bool {
    let counts = |proof: &Proof| {
        (
            proof.improvements_not_listed,
            proof.improvements_answered,
            proof.improvements_not_examined,
        )
    };
    a.actor == b.actor
        && a.stable == b.stable
        && counts(a) == counts(b)
        && a.improvements == b.improvements
}

/// Whether two answers fail on one ground: the same wish of the same mover, or
/// the same way out.
fn alike(a: &Failure, b: &Failure) -> bool {
    let same = |a: &Reason, b: &Reason| (&a.actor, a.rank) == (&b.actor, b.rank);
    match (&a.why, &b.why) {
        (
            FailureKind::NotCredible { step: i, result: x },
            FailureKind::NotCredible { step: j, result: y },
        ) => i == j && a.answer.len() == b.answer.len() && same(x, y),
        (
            FailureKind::WayOut { step: i, result: x },
            FailureKind::WayOut { step: j, result: y },
        ) => i.text == j.text && same(x, y),
        _ => false,
    }
}

/// The claims of a wish, as ` [p07, p11]`.
fn cited(wish: &StatementHead) -> String {
    if wish.claims.is_empty() {
        return String::new();
    }
    let ids: Vec<&str> = wish.claims.iter().map(|claim| claim.id.as_str()).collect();
    format!(" [{}]", ids.join(", "))
}

/// A state's text; the state with every option at its lowest level has none.
fn or_none(text: &str) -> &str {
    if text.is_empty() {
        "no option taken"
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use hikiwake_conflict::{ExplainSettings, explain};
    use hikiwake_dossier::{Scenario, read};
    use hikiwake_graph::Limits;

    #[test]
    fn what_is_named_is_told() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../dossiers/kuril");
        let dossier = read(folder.as_ref()).dossier.expect("a dossier");
        let scenario = Scenario {
            period: Some("2016-12".to_owned()),
            ..Scenario::default()
        };
        let compiled = dossier.compile(&scenario, Limits::default()).expect("runs");
        let state = compiled.status_quo.expect("a status quo");
        let settings = ExplainSettings::default();
        let found = explain(&dossier, &compiled, state, &[], &[], &settings).expect("explained");
        let text = super::explanation(&found);

        let (proofs, rest) = text.split_once("\nStates named\n").expect("states");
        let (states, rest) = rest.split_once("\nWishes named\n").expect("wishes");
        let (_, claims) = rest.split_once("\nClaims\n").expect("claims");
        let ends: Vec<&str> = (proofs.split(" → ").skip(1))
            .filter_map(|after| after.split(|c: char| !c.is_alphanumeric()).next())
            .collect();
        assert!(!ends.is_empty());
        for code in ends {
            let known = code == found.finding.state.code || states.contains(&format!("\n{code}  "));
            assert!(known, "{code} is not told:\n{text}");
        }
        let cited: Vec<&str> = (proofs.split('[').skip(1))
            .filter_map(|after| after.split(']').next())
            .flat_map(|ids| ids.split([',', ' ', '\n']))
            .filter(|id| !id.is_empty())
            .collect();
        assert!(!cited.is_empty());
        for id in cited {
            let known = claims.contains(&format!("\n[{id}]"));
            assert!(known, "{id} is not told:\n{text}");
        }
    }
}
