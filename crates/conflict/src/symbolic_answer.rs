//! Asking the symbolic engine about a scenario.

use std::fmt;

use hikiwake_dossier::{CompileError, Dossier, Effect, Outline, Scenario, breaks_rule};
use hikiwake_graph::{BuildError, Concept};
use hikiwake_symbolic::{Full, Limits, StateSet, SymbolicError};

use crate::{
    Symbolic, SymbolicConcept, SymbolicFormula, SymbolicLandmark, SymbolicPattern, SymbolicReached,
    SymbolicSet, SymbolicStable,
};
use crate::{symbolic_words::advice, symbolic_words::formula, symbolic_words::limit};
use hikiwake_finding::{
    ActorHead, AnalyseSettings, Finding, FindingKind, OptionChange, OptionHead, StateRow, basis,
};
use hikiwake_finding::{words::actors, words::large};

/// Most terms of a formula: of the states that hold, and of those stable for one.
const TERMS: [usize; 2] = [12, 6];
/// Most samples of each of these.
const SAMPLES: [usize; 2] = [3, 1];

/// Why there is no symbolic answer.
#[derive(Clone, Debug)]
pub enum SymbolicRefusal {
    /// The scenario does not compile.
    Compile(CompileError),
    /// The engine does not take it, or a limit was reached before any answer: in
    /// words, with the way out.
    Engine(String),
}

impl fmt::Display for SymbolicRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SymbolicRefusal::Compile(error) => error.fmt(f),
            SymbolicRefusal::Engine(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for SymbolicRefusal {}

impl From<CompileError> for SymbolicRefusal {
    fn from(error: CompileError) -> Self {
        SymbolicRefusal::Compile(error)
    }
}

/// Whether a scenario was refused for its size alone, so that [`symbolic`] can
/// still answer.
pub fn is_too_large(error: &CompileError) -> bool {
    matches!(error, CompileError::Build(BuildError::TooLarge { .. }))
}

/// Answers for one scenario of a dossier on binary decision diagrams, for any size
/// of space. `too_large` says whether that is why.
///
/// # Errors
/// See [`SymbolicRefusal`].
pub fn symbolic(
    dossier: &Dossier,
    scenario: &Scenario,
    settings: &AnalyseSettings,
    too_large: bool,
) -> Result<Finding<Symbolic>, SymbolicRefusal> {
    settings.stage("reading preferences into decision diagrams");
    let asked = SymbolicQuestion::new(dossier, scenario, settings)?;
    let mut concepts = Vec::new();
    let mut notes = Vec::new();
    for concept in Concept::ALL {
        settings.stage(&format!("asking who would stay where: {}", concept.name()));
        let found = asked.concept(concept);
        notes.extend(asked.note(&found));
        concepts.push(found);
    }
    let landmarks = asked.landmarks()?;
    settings.stage("walking from the status quo");
    let (reached, improvements) = asked.reached();
    let patterns = asked.patterns(improvements.as_ref());
    let levels = asked.outline.columns().iter();
    let levels = levels.filter(|c| c.axis.is_some()).map(|c| c.levels.len());
    let found = Symbolic {
        scenario: basis::scenario_head_of(dossier, asked.outline.scenario()),
        actors: asked.actors(),
        combinations: product(levels),
        feasible: asked.engine.count(asked.engine.feasible()),
        too_large,
        concepts,
        landmarks,
        patterns,
        reached,
        nodes: asked.engine.largest() as u64,
        notes,
        options: asked.options,
    };
    Ok(basis::finding(dossier, FindingKind::Symbolic, found))
}

struct SymbolicQuestion<'a> {
    dossier: &'a Dossier,
    outline: Outline,
    engine: hikiwake_symbolic::Symbolic,
    options: Vec<OptionHead>,
    /// Per axis, its column.
    columns: Vec<usize>,
    start: Option<Vec<u8>>,
}

impl<'a> SymbolicQuestion<'a> {
    fn new(
        dossier: &'a Dossier,
        scenario: &Scenario,
        settings: &AnalyseSettings,
    ) -> Result<Self, SymbolicRefusal> {
        let outline = dossier.outline(scenario)?;
        let limits = Limits {
            bytes: settings.limits.bytes,
            work: settings.work,
        };
        let engine = hikiwake_symbolic::Symbolic::new(&outline.builder(), limits)
            .map_err(|error| refusal(dossier, &outline, error))?;
        let mut columns: Vec<(usize, usize)> = (outline.columns().iter().enumerate())
            .filter_map(|(at, column)| Some((column.axis?, at)))
            .collect();
        columns.sort_unstable();
        let mut asked = SymbolicQuestion {
            dossier,
            options: basis::option_heads(dossier, outline.columns()),
            columns: columns.into_iter().map(|(_, at)| at).collect(),
            start: None,
            outline,
            engine,
        };
        if let Some(start) = asked.outline.status_quo() {
            let start = start.and_then(|levels| asked.feasible(levels));
            asked.start = Some(start.map_err(|why| {
                CompileError::Faulty(format!("The status quo is no state of the model. {why}"))
            })?);
        }
        Ok(asked)
    }

    /// The levels again if they are feasible, else which rule they break.
    fn feasible(&self, levels: Vec<u8>) -> Result<Vec<u8>, String> {
        if self.engine.has(self.engine.feasible(), &levels) {
            return Ok(levels);
        }
        let text = self.outline.text(&levels);
        let breaks = |effect: &Effect| match effect {
            Effect::Requires(formula) => !hikiwake_symbolic::meets(formula, &levels),
            Effect::Bars { .. } => false,
        };
        let broken = self.outline.rules().iter().find(|r| breaks(&r.effect));
        Err(match broken {
            Some(rule) => breaks_rule(&format!("The state ({text})"), &rule.id, &rule.text),
            None => format!("The state ({text}) is not feasible."),
        })
    }

    fn actors(&self) -> Vec<ActorHead> {
        let ids = self.outline.decision_makers().iter();
        ids.map(|id| ActorHead {
            id: id.clone(),
            name: basis::actor_name(self.dossier, id),
        })
        .collect()
    }

    fn row(&self, levels: &[u8]) -> StateRow {
        let period = self.outline.scenario().period.as_ref();
        let period = period.and_then(|id| self.dossier.file.periods.get(id));
        let label = |id: &str| {
            let mut outcomes = period.map_or(&[][..], |p| &p.outcomes).iter();
            let outcome = outcomes.find(|o| o.id == id);
            outcome.map_or_else(|| id.to_string(), |o| o.label.clone())
        };
        let outcomes = self.outline.outcomes().into_iter();
        let here = self.outline.column_levels(levels);
        let today = self
            .start
            .as_deref()
            .map(|start| self.outline.column_levels(start));
        let changes = (today.iter().flatten().zip(&here).enumerate())
            .filter(|(_, (from, to))| from != to)
            .map(|(option, (&from, &to))| OptionChange { option, from, to });
        StateRow {
            code: self.outline.code(levels),
            from_status_quo: changes.collect(),
            levels: here,
            text: self.outline.text(levels),
            status_quo: self.start.as_deref() == Some(levels),
            outcomes: outcomes
                .filter(|(_, at)| at.as_deref() == Ok(levels))
                .map(|(id, _)| label(&id))
                .collect(),
        }
    }

    fn concept(&self, concept: Concept) -> SymbolicConcept {
        let actors = self.outline.decision_makers().iter().enumerate();
        let stable = actors.map(|(i, actor)| {
            let found = self.engine.stable(i, concept);
            SymbolicStable {
                actor: actor.clone(),
                limit: (found.as_ref().err()).map(|full| limit(&self.outline, full)),
                states: found.ok().map(|set| self.set(&set, 1)),
            }
        });
        let stable = stable.collect();
        let all = self.engine.equilibria(concept).ok();
        SymbolicConcept {
            concept: concept.name().to_string(),
            equilibria: all.map(|set| self.set(&set, 0)),
            stable,
        }
    }

    /// A set in full (`kind` 0) or in short (1).
    fn set(&self, set: &StateSet, kind: usize) -> SymbolicSet {
        let samples = self.engine.samples(set, SAMPLES[kind]);
        SymbolicSet {
            states: self.engine.count(set),
            share: self.engine.share(set),
            formula: self.formula(set, TERMS[kind]),
            samples: samples.iter().map(|levels| self.row(levels)).collect(),
        }
    }

    /// The set as a formula, or what is not in it where that is said more shortly.
    fn formula(&self, set: &StateSet, most: usize) -> Option<SymbolicFormula> {
        if set.is_empty() {
            return None;
        }
        let cover = self.engine.cover(set, most);
        let short = |c: &hikiwake_symbolic::Cover| c.complete && c.terms.len() <= 3;
        if !cover.as_ref().is_ok_and(short) {
            let rest = self.engine.rest(set);
            let rest = rest.and_then(|rest| self.engine.cover(&rest, most));
            let terms = |found: &Result<hikiwake_symbolic::Cover, Full>| {
                let whole = found.as_ref().ok().filter(|cover| cover.complete);
                whole.map_or(usize::MAX, |cover| cover.terms.len())
            };
            if terms(&rest) < terms(&cover) {
                return Some(formula(&rest.ok()?, &self.options, &self.columns, true));
            }
        }
        Some(formula(&cover.ok()?, &self.options, &self.columns, false))
    }

    /// What stood in the way of a concept.
    fn note(&self, found: &SymbolicConcept) -> Option<String> {
        let missing: Vec<_> = (found.stable.iter())
            .filter_map(|side| Some((side.actor.clone(), side.limit.as_ref()?)))
            .collect();
        let (_, limit) = missing.first()?;
        let ids: Vec<String> = missing.iter().map(|(actor, _)| actor.clone()).collect();
        Some(format!(
            "{}: no answer for {} within the limit on {}.{}",
            found.concept,
            actors(self.dossier, &ids),
            limit.limit,
            advice(self.dossier, limit)
        ))
    }

    fn landmarks(&self) -> Result<Vec<SymbolicLandmark>, SymbolicRefusal> {
        let start = self.start.clone();
        let mut places = Vec::from_iter(start.map(|s| ("the status quo".to_string(), Ok(s))));
        for (id, levels) in self.outline.outcomes() {
            let period = self.outline.scenario().period.as_ref();
            let period = period.and_then(|id| self.dossier.file.periods.get(id));
            let outcome = period.and_then(|p| p.outcomes.iter().find(|o| o.id == id));
            let label = outcome.map_or(id, |o| format!("“{}”", o.label));
            places.push((label, levels.and_then(|levels| self.feasible(levels))));
        }
        let landmark = |(label, levels): (String, Result<Vec<u8>, String>)| {
            let at = levels.as_ref().ok();
            let holds = |concept: &Concept| {
                let states = self.engine.equilibria(*concept).ok();
                states
                    .zip(at)
                    .is_some_and(|(set, at)| self.engine.has(&set, at))
            };
            let leaves = |i: &usize| {
                let states = self.engine.stable(*i, Concept::Seq).ok();
                states
                    .zip(at)
                    .is_some_and(|(set, at)| !self.engine.has(&set, at))
            };
            let ids = self.outline.decision_makers();
            SymbolicLandmark {
                label,
                state: at.map(|levels| self.row(levels)),
                concepts: (Concept::ALL.iter().filter(|c| holds(c)))
                    .map(|concept| concept.name().to_string())
                    .collect(),
                leavers: (0..ids.len())
                    .filter(leaves)
                    .map(|i| ids[i].clone())
                    .collect(),
                infeasible: levels.err(),
            }
        };
        Ok(places.into_iter().map(landmark).collect())
    }

    /// How much the status quo leads to, and the set that improvements reach.
    fn reached(&self) -> (Option<SymbolicReached>, Option<StateSet>) {
        let Some(start) = &self.start else {
            return (None, None);
        };
        let moves = self.engine.reached(start, false).ok();
        let improvements = self.engine.reached(start, true).ok();
        let holding = Concept::ALL.map(|concept| {
            let here = improvements.as_ref().and_then(|near| {
                let all = self.engine.equilibria(concept).ok()?;
                self.engine.both(&all, near).ok()
            });
            let count = here.map(|set| self.engine.count(&set));
            (concept.name().to_string(), count)
        });
        let reached = SymbolicReached {
            moves: moves.map(|set| self.engine.count(&set)),
            improvements: improvements.as_ref().map(|set| self.engine.count(set)),
            holding: holding.to_vec(),
        };
        (Some(reached), improvements)
    }

    fn patterns(&self, near: Option<&StateSet>) -> Vec<SymbolicPattern> {
        let definitions = self.dossier.file.definitions.iter();
        let labelled = definitions.filter(|(_, definition)| !definition.label.is_empty());
        let pattern = |(id, definition): (&String, &hikiwake_dossier::file::Definition)| {
            let meeting = self.outline.formula(id).ok()?;
            let meeting = self.engine.meeting(&meeting).ok()?;
            // Where its options are off the table it says nothing.
            if meeting.is_empty() || meeting == *self.engine.feasible() {
                return None;
            }
            let within = |concept: Concept| {
                let all = self.engine.equilibria(concept).ok()?;
                self.engine.both(&all, &meeting).ok()
            };
            let count = |set: StateSet| self.engine.count(&set);
            let by_improvements = within(Concept::Seq).zip(near);
            let by_improvements =
                by_improvements.and_then(|(set, near)| self.engine.both(&set, near).ok());
            Some(SymbolicPattern {
                id: id.clone(),
                label: definition.label.clone(),
                formula: definition.formula.clone(),
                feasible: self.engine.count(&meeting),
                holding: Concept::ALL
                    .map(|c| (c.name().to_string(), within(c).map(count)))
                    .to_vec(),
                by_improvements: by_improvements.map(count),
            })
        };
        labelled.filter_map(pattern).collect()
    }
}

fn refusal(dossier: &Dossier, outline: &Outline, error: SymbolicError) -> SymbolicRefusal {
    let of = |i: usize| basis::actor_name(dossier, &outline.decision_makers()[i]);
    match error {
        SymbolicError::Build(BuildError::NoState) => CompileError::NoState.into(),
        SymbolicError::Build(error) => CompileError::Build(error).into(),
        SymbolicError::Unranked {
            decision_maker,
            states,
            count,
        } => SymbolicRefusal::Engine(format!(
            "The ranking of {} leaves out {} of the feasible states, such as ({}). Add a last \
             class `true` for all the rest.",
            of(decision_maker),
            large(&count),
            states
                .first()
                .map_or(String::new(), |levels| outline.text(levels))
        )),
        SymbolicError::Full(full) => {
            let limit = limit(outline, &full);
            SymbolicRefusal::Engine(format!(
                "The preferences and rules do not fit decision diagrams within the limit on {}.{}",
                limit.limit,
                advice(dossier, &limit)
            ))
        }
        other => SymbolicRefusal::Engine(format!("Decision diagrams cannot answer: {other}.")),
    }
}

/// The product in decimal.
fn product(factors: impl Iterator<Item = usize>) -> String {
    // Digits, the lowest first.
    let mut digits = vec![1];
    for factor in factors {
        let mut carry = 0;
        for digit in &mut digits {
            carry += *digit * factor;
            *digit = carry % 10;
            carry /= 10;
        }
        while carry > 0 {
            digits.push(carry % 10);
            carry /= 10;
        }
    }
    digits.iter().rev().map(usize::to_string).collect()
}
