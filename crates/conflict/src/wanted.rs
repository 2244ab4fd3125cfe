//! What somebody asks for: one state, or any state of a kind.

use hikiwake_dossier::{Compiled, Dossier};
use hikiwake_graph::{Bits, Concept, Formula, State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::solve::Solved;

/// One state, or the states that meet a definition or a formula.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Id of the definition, if it is one.
    pub definition: Option<String>,
    /// Name for the reader.
    pub label: String,
    /// The formula as written, or the state as text.
    pub text: String,
    /// What a state has to meet.
    pub formula: Formula,
    /// The state, if it is one.
    pub state: Option<State>,
}

/// A kind of state that was asked for in place of one state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WantedKind {
    /// Id of the definition; `None` for a formula.
    pub definition: Option<String>,
    /// Name for the reader.
    pub label: String,
    /// The formula as written.
    pub formula: String,
    /// Feasible states that meet it.
    pub feasible: u64,
    /// Of these, equilibria under SEQ.
    pub holding: u64,
}

impl Wanted {
    /// The id of a definition, a state as [`Compiled::find`] reads it, or a formula.
    ///
    /// # Errors
    /// One sentence for the person: what was not understood.
    pub fn read(dossier: &Dossier, compiled: &Compiled, text: &str) -> Result<Wanted, String> {
        if let Some(definition) = dossier.file.definitions.get(text) {
            let label = match definition.label.is_empty() {
                true => text.to_owned(),
                false => definition.label.clone(),
            };
            return Ok(Wanted {
                definition: Some(text.to_owned()),
                label,
                text: definition.formula.clone(),
                formula: compiled.formula(text)?,
                state: None,
            });
        }
        let why = match compiled.find(text) {
            Ok(state) => return Ok(Wanted::of_state(compiled, state)),
            Err(why) => why,
        };
        match compiled.formula(text) {
            Ok(formula) => Ok(Wanted {
                definition: None,
                label: text.to_owned(),
                text: text.to_owned(),
                formula,
                state: None,
            }),
            // A formula has words that a state has not.
            Err(fault)
                if text
                    .split(' ')
                    .any(|word| ["and", "or", "not", "if", "iff"].contains(&word)) =>
            {
                Err(fault)
            }
            Err(_) => Err(why),
        }
    }

    /// That one state.
    pub fn of_state(compiled: &Compiled, state: State) -> Wanted {
        let levels = compiled.model.space().levels(state);
        let at = |(axis, &level): (usize, &u8)| Formula::Level {
            axis,
            levels: 1 << level,
        };
        Wanted {
            definition: None,
            label: compiled.code(state),
            text: compiled.state_text(state),
            formula: Formula::And(levels.iter().enumerate().map(at).collect()),
            state: Some(state),
        }
    }

    /// The feasible states that meet it.
    pub fn meeting(&self, compiled: &Compiled) -> Bits {
        let mut meeting = self.formula.extension(compiled.model.space());
        meeting.intersect(compiled.model.feasible());
        meeting
    }

    /// The kind, where not one state is asked for.
    pub(crate) fn kind(&self, solved: &Solved) -> Option<WantedKind> {
        let meeting = self.meeting(&solved.compiled);
        let lasting = &solved.equilibria[Concept::Seq as usize];
        self.state.is_none().then(|| WantedKind {
            definition: self.definition.clone(),
            label: self.label.clone(),
            formula: self.text.clone(),
            feasible: meeting.count() as u64,
            holding: meeting.count_in(lasting) as u64,
        })
    }

    /// That no state that can be meets it.
    pub(crate) fn none_meets_it(&self) -> String {
        format!("No arrangement that is possible meets `{}`.", self.text)
    }
}
