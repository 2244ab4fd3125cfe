//! Between states and what people call them.

use std::ops::Range;

use hikiwake_graph::{Formula, State};

use crate::diagnostic::nearest;
use crate::formula::FormulaError;
use crate::render::{first, last};
use crate::state_text::{self, Entry};
use crate::{Column, Compiled, visible_line};

use super::error::{breaks_rule, list};
use super::names::{Fault, NamedOption};
use super::{Effect, Names};

/// How a state in which every option is at its lowest level is written.
const NOTHING: &str = "none";
/// Most states that are named where a definition was written for one of them.
const NAMED: usize = 8;

impl Compiled {
    /// The code of a state, the same in every period and reading of the dossier.
    pub fn code(&self, state: State) -> String {
        let space = self.model.space();
        let level = |column: &Column| column.axis.map_or(0, |axis| space.level(state, axis));
        let levels: Vec<u8> = self.columns.iter().map(level).collect();
        self.codes.encode(&levels)
    }

    /// Finds a state by what a person may type: its code, `status-quo`, an
    /// outcome's id, or a state text (`economy, sanctions, build-up = high`). A
    /// word that is a code and an option's name at once is read as the name.
    ///
    /// # Errors
    /// One sentence for the person: what was not understood, or that the state
    /// is not feasible and which rule it breaks.
    pub fn find(&self, text: &str) -> Result<State, String> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("status-quo") {
            return self
                .status_quo
                .ok_or_else(|| "This dossier has no periods and so no status quo.".to_string());
        }
        if let Some((_, state)) = self.outcomes.iter().find(|(id, _)| id == text) {
            return state.clone();
        }
        if let Some(levels) = self.codes.decode(text)
            && self.names.option(text).is_none()
        {
            return self.feasible(&levels);
        }
        self.read_state(text)
            .map_err(|fault| self.not_found(text).unwrap_or(fault))
    }

    /// What to say of a word that no option is called, where something better can
    /// be said than that.
    fn not_found(&self, text: &str) -> Option<String> {
        if let Some(formula) = self.names.definitions.get(text) {
            return Some(self.meeting(text, formula));
        }
        let outcomes = self.outcomes.iter().map(|(id, _)| id.as_str());
        if let Some(near) = nearest(text, outcomes.chain(["status-quo"])) {
            return Some(format!(
                "There is no state `{text}`. Did you mean `{near}`?"
            ));
        }
        let options = self.names.options.keys().map(String::as_str);
        let word = !text.is_empty() && text.chars().all(char::is_alphabetic);
        if !word || nearest(text, options).is_some() {
            return None;
        }
        let length = 2 * self.codes.syllables();
        Some(format!(
            "There is no state `{text}`. Write a code of {length} letters as the tables have it, \
             `status-quo`, an outcome's id, or the options taken."
        ))
    }

    /// What to say where a definition was written for a state: which states meet it.
    fn meeting(&self, definition: &str, formula: &Formula) -> String {
        let mut met = formula.extension(self.model.space());
        met.intersect(self.model.feasible());
        let first: Vec<String> = (met.iter().take(NAMED))
            .map(|state| format!("\n  {}  {}", self.code(state), self.state_text(state)))
            .collect();
        let first = first.concat();
        match met.count() {
            0 => format!("`{definition}` is a definition, and no state that can be meets it."),
            1 => format!(
                "`{definition}` is a definition, which one state meets. Ask about that one by its \
                 code:{first}"
            ),
            n => {
                let more = match n.saturating_sub(NAMED) {
                    0 => String::new(),
                    more => format!(
                        "\nand {more} more: `hikiwake states FOLDER --where {definition}` lists them."
                    ),
                };
                format!(
                    "`{definition}` is a definition, which {n} states meet. Ask about one of them by \
                     its code:{first}{more}"
                )
            }
        }
    }

    /// Reads a formula over the dossier's options and definitions.
    ///
    /// # Errors
    /// One message with the place underlined.
    pub fn formula(&self, text: &str) -> Result<Formula, String> {
        self.names
            .formula(text)
            .map_err(|fault| underlined(text, &fault))
    }

    /// The state as text: the options above their lowest level, or `none`. Where
    /// not all parties consent alike to a joint option, each consent stands alone
    /// as `option.party`. [`Compiled::find`] reads it back.
    pub fn state_text(&self, state: State) -> String {
        levels_text(&self.columns, |axis| self.model.space().level(state, axis))
    }

    /// The feasible state that a state text describes, or one sentence why not.
    pub(super) fn read_state(&self, text: &str) -> Result<State, String> {
        let mut faults = Vec::new();
        let levels = self.names.levels(text, self.columns.len(), &mut faults);
        match faults.first() {
            Some(fault) => Err(underlined(text, &fault.error)),
            None => self.feasible(&levels),
        }
    }

    /// The feasible state with these levels of all columns.
    ///
    /// # Errors
    /// One sentence for the person: what is not on the table, or which rule it breaks.
    pub fn feasible(&self, levels: &[u8]) -> Result<State, String> {
        let space = self.model.space();
        let at = axis_levels(&self.columns, self.options.len(), levels)?;
        let state = space
            .state(&at)
            .ok_or_else(|| "An option has no such level.".to_string())?;
        if self.model.feasible().has(state) {
            return Ok(state);
        }
        let broken = self.rules.iter().find(|rule| match &rule.effect {
            Effect::Requires(formula) => !formula.holds(space, state),
            Effect::Bars { .. } => false,
        });
        Err(match broken {
            Some(rule) => breaks_rule("The state", &rule.id, &rule.text),
            None => "The state is not feasible.".to_string(),
        })
    }
}

impl Names {
    /// The levels, one per column of `columns`, that a state text describes. Every
    /// fault is added to `faults`.
    pub fn levels(&self, text: &str, columns: usize, faults: &mut Vec<Fault>) -> Vec<u8> {
        let mut levels = vec![0; columns];
        if text.trim() == NOTHING {
            return levels;
        }
        for (column, level) in self.changes(text, faults) {
            levels[column] = level;
        }
        levels
    }

    /// The columns that a text such as `economy, opening = no` names, each with its
    /// level. Every fault is added to `faults`.
    pub fn changes(&self, text: &str, faults: &mut Vec<Fault>) -> Vec<(usize, u8)> {
        let entries = state_text::parse(text).unwrap_or_else(|fault| {
            faults.push(fault.into());
            Vec::new()
        });
        let mut changes: Vec<(usize, u8)> = Vec::new();
        for Entry { option, level } in entries {
            let (name, span) = option;
            let Some((option, consents)) = self.option(&name) else {
                faults.push(self.unknown(&name, span, true));
                continue;
            };
            match level_of(option, &name, &span, level) {
                Err(fault) => faults.push(fault),
                Ok(level) => {
                    for consent in consents {
                        if changes.iter().any(|&(column, _)| column == consent.column) {
                            faults.push(Fault::new(
                                "named-twice",
                                span.clone(),
                                format!("`{name}` is named twice."),
                                "Name each option once.",
                            ));
                            break;
                        }
                        changes.push((consent.column, level));
                    }
                }
            }
        }
        changes
    }
}

/// The levels of the `axes` axes, from those of all columns; or one sentence on
/// what is not on the table.
pub(super) fn axis_levels(
    columns: &[Column],
    axes: usize,
    levels: &[u8],
) -> Result<Vec<u8>, String> {
    let mut at = vec![0; axes];
    for (column, &level) in columns.iter().zip(levels) {
        match column.axis {
            Some(axis) => at[axis] = level,
            None if level > 0 => {
                return Err(format!(
                    "`{}` is not on the table in this period.",
                    column.id
                ));
            }
            None => {}
        }
    }
    Ok(at)
}

pub(super) fn level_of(
    option: &NamedOption,
    name: &str,
    span: &Range<usize>,
    level: Option<(String, Range<usize>)>,
) -> Result<u8, Fault> {
    let index = match level {
        Some((level, span)) => option
            .level(&level)
            .ok_or_else(|| Names::unknown_level(option, name, &level, span))?,
        None if option.levels.len() == 2 => 1,
        None => {
            let with_level = |level: &String| format!("{name} = {level}");
            let levels: Vec<String> = option.levels.iter().skip(1).map(with_level).collect();
            return Err(Fault::new(
                "which-level",
                span.clone(),
                format!("`{name}` has {} levels.", option.levels.len()),
                format!("Say which one: {}.", list(&levels)),
            ));
        }
    };
    Ok(u8::try_from(index).unwrap_or(u8::MAX))
}

/// The text of a state with these levels of the axes.
pub(super) fn levels_text(columns: &[Column], level: impl Fn(usize) -> u8) -> String {
    let level = |column: &Column| column.axis.map_or(0, &level);
    let mut words = Vec::new();
    for consents in columns.chunk_by(|a, b| a.id == b.id) {
        let alike = consents.iter().all(|c| level(c) == level(&consents[0]));
        for column in consents.iter().take(if alike { 1 } else { usize::MAX }) {
            let at = usize::from(level(column));
            if at == 0 {
                continue;
            }
            let mut word = column.id.clone();
            if let (false, Some(party)) = (alike, &column.party) {
                word = format!("{word}.{party}");
            }
            if column.levels.len() > 2 {
                word = format!("{word} = {}", column.levels.get(at).map_or("?", |l| l));
            }
            words.push(word);
        }
    }
    if words.is_empty() {
        return NOTHING.to_string();
    }
    words.join(", ")
}

/// A fault with the text and its place underlined, on three lines.
pub(super) fn underlined(text: &str, fault: &FormulaError) -> String {
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    let (start, end) = (fault.span.start, fault.span.end);
    let before = visible_line(last(part(0..start)));
    let inside = visible_line(first(part(start..end)));

    format!(
        "{} {}\n  {before}{inside}{}\n  {}{}",
        fault.message,
        fault.help,
        visible_line(first(part(end..text.len()))),
        " ".repeat(before.chars().count()),
        "^".repeat(inside.chars().count().max(1)),
    )
}
