//! What would have to change for a wanted state to hold, and to be reached.

mod apply;
mod contradiction;
mod elementary;
mod finding;
mod joint_walk;
mod rankings;
mod search;
mod sets;
mod words;

use std::fmt;

use hikiwake_dossier::{CompileError, Compiled, Dossier, Preferences, Scenario};
use hikiwake_graph::{Concept, StepKind};

pub use finding::*;

use crate::Wanted;
use crate::patterns::{holding_if_reversible, irreversible};
use crate::solve::verdicts;
use contradiction::Contradictions;
use elementary::{Candidate, Edit, Elementary, GraphEdit, Options};
use hikiwake_finding::{AnalyseSettings, Finding, FindingKind, basis};
use search::{Search, Task, Tried, Walk};
use words::Namer;

/// What to ask and how far to look.
#[derive(Clone)]
pub struct InverseSettings<'a> {
    /// The concept under which a state is to hold. Default: SEQ.
    pub concept: Concept,
    /// How it is to be reached; each is a question of its own. Default: that it need
    /// not be, by improvements, and by improvements with one step taken together.
    pub walks: Vec<InverseWalk>,
    /// Most changes at once. Default: 2.
    pub size: usize,
    /// Look for minimal sets of more changes after the smallest were found.
    pub further: bool,
    /// Statements that may be added, besides those of other periods and readings:
    /// id of the actor, and the formula.
    pub add: Vec<(String, String)>,
    /// Ids of the actors whose rankings are asked for; the wanted must be one state.
    pub rankings: Vec<String>,
    /// How models are built and what a search may cost, a step being some 64 states looked
    /// at. Its `list` is the most entries listed per answer; default: 12.
    pub analyse: AnalyseSettings<'a>,
}

impl Default for InverseSettings<'_> {
    fn default() -> Self {
        InverseSettings {
            concept: Concept::Seq,
            walks: vec![
                InverseWalk::No,
                InverseWalk::Improvements,
                InverseWalk::Joint,
            ],
            size: 2,
            further: false,
            add: Vec::new(),
            rankings: Vec::new(),
            analyse: AnalyseSettings {
                list: 12,
                ..AnalyseSettings::default()
            },
        }
    }
}

/// Why the question has no answer, in words for a person.
#[derive(Clone, Debug, PartialEq)]
pub enum InverseError {
    /// The scenario does not compile.
    Compile(CompileError),
    /// What was asked for is not there or not to be read.
    Asked(String),
}

impl fmt::Display for InverseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InverseError::Compile(error) => error.fmt(f),
            InverseError::Asked(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for InverseError {}

impl From<CompileError> for InverseError {
    fn from(error: CompileError) -> Self {
        InverseError::Compile(error)
    }
}

/// Finds out what would have to change for `wanted` to hold: a state as
/// [`Compiled::find`] reads it, the id of a definition or a formula; without it each
/// definition with a label that some states meet and some do not.
///
/// # Errors
/// Where the scenario does not compile, or something asked for is not there.
pub fn inverse(
    dossier: &Dossier,
    scenario: &Scenario,
    wanted: Option<&str>,
    settings: &InverseSettings,
) -> Result<Finding<Inverse>, InverseError> {
    let compiled = settings.analyse.compile(dossier, scenario)?;
    let wanted = match wanted {
        Some(text) => vec![Wanted::read(dossier, &compiled, text).map_err(InverseError::Asked)?],
        None => labelled(dossier, &compiled),
    };
    let options = elementary::options(&compiled);
    let mut asked = Vec::new();
    for (actor, text) in &settings.add {
        let formula = compiled.formula(text).map_err(InverseError::Asked)?;
        asked.push((actor_index(&compiled, actor)?, text.clone(), formula));
    }
    let candidates = elementary::candidates(dossier, &compiled, &asked);
    let elementary = elementary::all(&compiled, &options, &candidates);
    let contradictions = Contradictions::new(&compiled, &candidates);
    let ask = Ask {
        dossier,
        compiled: &compiled,
        options: &options,
        candidates: &candidates,
        elementary: &elementary,
        contradictions: &contradictions,
        settings,
    };
    let questions: Vec<InverseQuestion> = (wanted.iter())
        .map(|wanted| ask.question(wanted))
        .collect::<Result<_, _>>()?;
    let finding = Inverse {
        scenario: basis::scenario_head(dossier, &compiled),
        actors: basis::actors(dossier, &compiled),
        options: basis::options(dossier, &compiled),
        concept: settings.concept.name().to_owned(),
        elementary: counts(&elementary),
        work: settings.analyse.work,
        questions,
        notes: notes(dossier, &compiled),
    };
    Ok(basis::finding(dossier, FindingKind::Inverse, finding))
}

fn actor_index(compiled: &Compiled, id: &str) -> Result<usize, InverseError> {
    let mut ids = compiled.decision_makers.iter();
    ids.position(|known| known == id).ok_or_else(|| {
        let ids = compiled.decision_makers.join(", ");
        InverseError::Asked(format!(
            "No decision maker is called `{id}`. There are {ids}."
        ))
    })
}

/// The definitions with a label that some states meet and some do not.
fn labelled(dossier: &Dossier, compiled: &Compiled) -> Vec<Wanted> {
    let feasible = compiled.model.feasible();
    let definitions = dossier.file.definitions.iter();
    definitions
        .filter(|(_, definition)| !definition.label.is_empty())
        .filter_map(|(id, definition)| {
            let formula = compiled.formula(id).ok()?;
            let mut meeting = formula.extension(compiled.model.space());
            meeting.intersect(feasible);
            (!meeting.is_empty() && meeting != *feasible).then(|| Wanted {
                definition: Some(id.clone()),
                label: definition.label.clone(),
                text: definition.formula.clone(),
                formula,
                state: None,
            })
        })
        .collect()
}

/// One scenario with everything that could change.
struct Ask<'a> {
    dossier: &'a Dossier,
    compiled: &'a Compiled,
    options: &'a [Options],
    candidates: &'a [Candidate],
    elementary: &'a [Elementary],
    contradictions: &'a Contradictions,
    settings: &'a InverseSettings<'a>,
}

impl Ask<'_> {
    fn question(&self, wanted: &Wanted) -> Result<InverseQuestion, InverseError> {
        let meeting = wanted.meeting(self.compiled);
        let rankings = match (self.settings.rankings.as_slice(), wanted.state) {
            ([], _) => Vec::new(),
            (_, None) => {
                return Err(InverseError::Asked(
                    "Rankings are asked for one state: name a state instead of a pattern, by its \
                     code or by the options taken."
                        .to_owned(),
                ));
            }
            (actors, Some(state)) => {
                let actors = actors.iter().map(|id| actor_index(self.compiled, id));
                let actors = actors.collect::<Result<Vec<_>, _>>()?;
                rankings::answers(self.dossier, self.compiled, state, &actors, self.settings)
            }
        };
        let walks = match self.compiled.status_quo {
            // Rankings are a question of their own.
            _ if !rankings.is_empty() => Vec::new(),
            Some(_) => self.settings.walks.clone(),
            None => vec![InverseWalk::No],
        };
        let settings = &self.settings.analyse;
        let content = self.compiled.content();
        let verdicts = verdicts::<CompileError>(self.dossier, self.compiled, &content, settings)?;
        let concept = self.settings.concept;
        let irreversible = irreversible(self.compiled, &meeting);
        let holding_if_reversible = holding_if_reversible(
            self.dossier,
            self.compiled,
            &meeting,
            &irreversible,
            concept,
            settings,
        )?;
        Ok(InverseQuestion {
            definition: wanted.definition.clone(),
            label: wanted.label.clone(),
            wanted: wanted.text.clone(),
            state: (wanted.state).map(|state| basis::row(self.dossier, self.compiled, state)),
            feasible: meeting.count() as u64,
            holding: meeting.count_in(&verdicts.equilibria[concept as usize]) as u64,
            irreversible,
            holding_if_reversible,
            answers: walks
                .into_iter()
                .map(|walk| self.answer(wanted, walk))
                .collect(),
            rankings,
        })
    }

    fn answer(&self, wanted: &Wanted, walk: InverseWalk) -> InverseAnswer {
        self.settings.analyse.stage(match walk {
            InverseWalk::No => "looking for changes after which it holds",
            _ => "looking for changes after which it holds and is reached",
        });
        let task = Task {
            compiled: self.compiled,
            options: self.options,
            candidates: self.candidates,
            elementary: self.elementary,
            wanted: &wanted.formula,
            concept: self.settings.concept,
            walk: match walk {
                InverseWalk::No => Walk::No,
                InverseWalk::Any => Walk::By(StepKind::Move),
                InverseWalk::Improvements => Walk::By(StepKind::Improvement),
                InverseWalk::Joint => Walk::Joint {
                    work: self.settings.analyse.work,
                },
                InverseWalk::BestReplies => Walk::By(StepKind::BestReply),
            },
            limits: self.settings.analyse.limits,
            run: self.settings.analyse.run,
        };
        let mut search = Search::new(task, self.settings.analyse.work);
        let mut sizes: Vec<Tried> = Vec::new();
        for size in 0..=self.settings.size {
            let tried = search.tried(size);
            let (cut, found) = (tried.cut, !tried.found.is_empty());
            sizes.push(tried);
            // Where nothing has to change, no larger set is minimal.
            if cut || (found && (size == 0 || !self.settings.further)) {
                break;
            }
        }
        let namer = Namer {
            dossier: self.dossier,
            compiled: self.compiled,
            options: self.options,
            candidates: self.candidates,
            contradictions: self.contradictions,
            wanted: &wanted.label,
        };
        sets::answer(self, &namer, wanted, walk, &sizes)
    }
}

fn counts(elementary: &[Elementary]) -> ElementaryCounts {
    let mut counts = ElementaryCounts::default();
    for change in elementary {
        *match change {
            Elementary::Wish { edit, .. } => match edit {
                Edit::Drop { .. } => &mut counts.dropped,
                Edit::Flip { .. } => &mut counts.flipped,
                Edit::Move { .. } => &mut counts.moved,
                Edit::Add { .. } => &mut counts.added,
            },
            Elementary::Graph(edit) => match edit {
                GraphEdit::Remove(_) => &mut counts.removed,
                GraphEdit::OneWay(_) | GraphEdit::OneWayDown(_) | GraphEdit::Reversible(_) => {
                    &mut counts.undoing
                }
                GraphEdit::Bind(_) => &mut counts.bound,
                GraphEdit::DropRule(_) => &mut counts.rules,
            },
        } += 1;
    }
    counts
}

impl ElementaryCounts {
    /// All of them.
    pub fn all(&self) -> u64 {
        let wishes = self.dropped + self.flipped + self.moved + self.added;
        wishes + self.removed + self.undoing + self.bound + self.rules
    }
}

/// What no change touches.
fn notes(dossier: &Dossier, compiled: &Compiled) -> Vec<String> {
    let ranked = (compiled.decision_makers.iter().zip(&compiled.preferences))
        .filter(|(_, preferences)| matches!(preferences, Preferences::Ranking { .. }));
    ranked
        .map(|(id, _)| {
            let name = basis::actor_name(dossier, id);
            format!("{name} has a ranking instead of single wishes: no change of it was tried.")
        })
        .collect()
}
