//! The proofs of one actor: its improvements one by one, each with what comes of it.

use std::collections::BTreeSet;

use hikiwake_dossier::{Compiled, Dossier};
use hikiwake_graph::{Concept, Path, Stability, State};

use super::answers::{Answers, End, credible, symmetric, work_per_improvement};
use super::{Escape, ExplainError, ExplainSettings, Failure, FailureKind, Improvement, Proof};
use hikiwake_finding::{Reason, WalkStep, basis, walk};

/// What all proofs about one state share.
pub(super) struct Prover<'a> {
    pub dossier: &'a Dossier,
    pub compiled: &'a Compiled,
    pub stability: &'a Stability,
    pub settings: &'a ExplainSettings<'a>,
    /// The state explained.
    pub state: State,
    /// Every state that the proofs name.
    pub named: BTreeSet<State>,
}

impl Prover<'_> {
    /// One proof per concept for `actor`. Each improvement's answers are searched
    /// once for all concepts, and forgotten before the next.
    pub fn prove(
        &mut self,
        actor: usize,
        concepts: &[Concept],
    ) -> Result<Vec<Proof>, ExplainError> {
        let model = &self.compiled.model;
        let improvements = model.improvements_as_named(actor, self.state);
        let examined = self.settings.work / work_per_improvement(model, actor).max(1);

        let mut proofs: Vec<(Concept, Proof)> = concepts
            .iter()
            .map(|&concept| (concept, self.verdict(actor, concept)))
            .collect();
        for (number, &to) in improvements.iter().enumerate() {
            let answers =
                ((number as u64) < examined).then(|| Answers::new(model, actor, self.state, to));
            for (concept, proof) in &mut proofs {
                match (*concept, &answers) {
                    (Concept::Nash, _) if proof.stable => {
                        return Err(self.contradiction(actor, *concept));
                    }
                    (Concept::Nash, _) => self.unanswered(proof, actor, to, None),
                    (_, None) => proof.improvements_not_examined += 1,
                    (_, Some(answers)) => match (answers.spoiler(*concept), proof.stable) {
                        (Some(end), true) => {
                            self.answered(proof, actor, *concept, to, answers, end);
                        }
                        (Some(_), false) => proof.improvements_answered += 1,
                        (None, true) => return Err(self.contradiction(actor, *concept)),
                        (None, false) => {
                            self.unanswered(proof, actor, to, Some((*concept, answers)));
                        }
                    },
                }
            }
        }
        for (concept, proof) in &proofs {
            let found = !proof.improvements.is_empty() || proof.improvements_not_listed > 0;
            if !proof.stable && !found && proof.improvements_not_examined == 0 {
                return Err(self.contradiction(actor, *concept));
            }
        }
        Ok(proofs.into_iter().map(|(_, proof)| proof).collect())
    }

    /// The engine's verdict, yet without its grounds.
    fn verdict(&self, actor: usize, concept: Concept) -> Proof {
        Proof {
            actor: self.compiled.decision_makers[actor].clone(),
            concept: concept.name().to_owned(),
            stable: self.stability.stable(actor, concept).has(self.state),
            improvements: Vec::new(),
            improvements_not_listed: 0,
            improvements_answered: 0,
            improvements_not_examined: 0,
        }
    }

    fn contradiction(&self, actor: usize, concept: Concept) -> ExplainError {
        ExplainError::Contradiction {
            actor: self.compiled.decision_makers[actor].clone(),
            concept,
            state: self.compiled.code(self.state),
        }
    }

    /// Adds to a proof of stability an improvement with the answer that spoils it.
    fn answered(
        &mut self,
        proof: &mut Proof,
        actor: usize,
        concept: Concept,
        to: State,
        answers: &Answers,
        end: End,
    ) {
        if proof.improvements.len() >= self.settings.answered {
            proof.improvements_not_listed += 1;
            return;
        }
        let (escapes, escapes_not_listed) = if symmetric(concept) {
            self.escapes(actor, end.state)
        } else {
            (Vec::new(), 0)
        };
        proof.improvements.push(Improvement {
            step: self.step(actor, self.state, to),
            answer: self.path(answers.admitted(concept).reach.path(end.state)),
            result: Some(self.against_here(actor, end.state)),
            escapes,
            escapes_not_listed,
            failures: Vec::new(),
            failures_not_listed: 0,
        });
    }

    /// The actor's ways out of the end of an answer.
    fn escapes(&mut self, actor: usize, end: State) -> (Vec<Escape>, u64) {
        let model = &self.compiled.model;
        let mut ways = model.moves(actor, end);
        ways.sort_by_cached_key(|&to| model.naming_order(actor, end, to));
        let not_listed = ways.len().saturating_sub(self.settings.list) as u64;
        let escapes = ways
            .into_iter()
            .take(self.settings.list)
            .map(|to| Escape {
                step: self.step(actor, end, to),
                result: self.against_here(actor, to),
            })
            .collect();
        (escapes, not_listed)
    }

    /// Adds to a proof of instability an improvement that nothing spoils.
    fn unanswered(
        &mut self,
        proof: &mut Proof,
        actor: usize,
        to: State,
        answers: Option<(Concept, &Answers)>,
    ) {
        if proof.improvements.len() >= self.settings.list.max(1) {
            proof.improvements_not_listed += 1;
            return;
        }
        let (failures, failures_not_listed) = match answers {
            Some((concept, answers)) => self.failures(actor, concept, to, answers),
            None => (Vec::new(), 0),
        };
        proof.improvements.push(Improvement {
            step: self.step(actor, self.state, to),
            answer: Vec::new(),
            result: None,
            escapes: Vec::new(),
            escapes_not_listed: 0,
            failures,
            failures_not_listed,
        });
    }

    /// Why each answer to an improvement fails: first, where no admitted answer
    /// hurts, the worst of them; then those that would hurt, shortest first.
    fn failures(
        &mut self,
        actor: usize,
        concept: Concept,
        improvement: State,
        answers: &Answers,
    ) -> (Vec<Failure>, u64) {
        let admitted = answers.admitted(concept);
        let mut failures = Vec::new();
        let mut listed = 0;
        if admitted.hurting.is_empty() {
            let worst = admitted.worst.map(|end| end.state);
            listed += usize::from(worst.is_some());
            failures.push(Failure {
                answer: match worst {
                    Some(end) => self.path(admitted.reach.path(end)),
                    None => Vec::new(),
                },
                why: FailureKind::StillBetter {
                    result: self.against_here(actor, worst.unwrap_or(improvement)),
                },
            });
        }
        // Every hurting end of an admitted answer has a way out here; the others
        // are not admitted because some step on every path to them is not credible.
        let mut hurting = admitted.hurting.clone();
        if credible(concept) {
            let reached = &admitted.reach;
            hurting.extend(
                answers
                    .free()
                    .hurting
                    .iter()
                    .filter(|end| !reached.has(end.state)),
            );
            hurting.sort_by_key(End::order);
        }
        let room = self.settings.list.saturating_sub(failures.len());
        for end in hurting.into_iter().take(room) {
            let failure = if admitted.reach.has(end.state) {
                self.way_out(actor, answers, admitted.reach.path(end.state), end.state)
            } else {
                self.not_credible(answers.free().reach.path(end.state))
            };
            failures.extend(failure);
            listed += 1;
        }
        let ends = if credible(concept) {
            answers.free().count
        } else {
            admitted.count
        };
        (failures, ends.saturating_sub(listed) as u64)
    }

    fn way_out(
        &mut self,
        actor: usize,
        answers: &Answers,
        path: Option<Path>,
        end: State,
    ) -> Option<Failure> {
        let out = answers.way_out(end)?;
        Some(Failure {
            answer: self.path(path),
            why: FailureKind::WayOut {
                step: self.step(actor, end, out),
                result: self.against_here(actor, out),
            },
        })
    }

    fn not_credible(&mut self, path: Option<Path>) -> Option<Failure> {
        let path = path?;
        let model = &self.compiled.model;
        let mut from = path.from;
        let mut fault = None;
        for (number, step) in path.steps.iter().enumerate() {
            if model.value(step.mover, step.to) <= model.value(step.mover, from) {
                fault = Some((number, step.mover, from, step.to));
                break;
            }
            from = step.to;
        }
        let (step, mover, from, to) = fault?;
        Some(Failure {
            answer: self.path(Some(path)),
            why: FailureKind::NotCredible {
                step,
                result: basis::reason(self.dossier, self.compiled, mover, from, to),
            },
        })
    }

    /// How `actor` sees `end`, set against the state explained.
    fn against_here(&mut self, actor: usize, end: State) -> Reason {
        self.named.insert(end);
        basis::reason(self.dossier, self.compiled, actor, self.state, end)
    }

    fn step(&mut self, mover: usize, from: State, to: State) -> WalkStep {
        self.named.extend([from, to]);
        walk::step(self.dossier, self.compiled, &[mover], from, to)
    }

    fn path(&mut self, path: Option<Path>) -> Vec<WalkStep> {
        let Some(path) = path else {
            return Vec::new();
        };
        self.named.extend(path.steps.iter().map(|step| step.to));
        walk::path(self.dossier, self.compiled, &path)
    }
}
