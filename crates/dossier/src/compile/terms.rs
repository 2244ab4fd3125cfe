//! What an agreement settles, and what each of its levels does to the options.

use crate::Column;
use crate::CompileError;
use crate::file::{File, Term};
use crate::state_text;

use super::find::{level_of, underlined};
use super::names::{Consent, Fault, NamedOption, controllers};
use super::{Names, level_names};

/// One term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompiledTerm {
    /// Id; of a joint option, its id.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// What it means.
    pub text: String,
    /// Names of the levels, lowest first.
    pub levels: Vec<String>,
    /// The same for the reader.
    pub level_labels: Vec<String>,
    /// What the model after signing has no options for.
    pub beyond: String,
}

/// What the levels of one term do to the columns of the model.
#[derive(Clone, Debug, Default)]
pub(crate) struct Setting {
    /// Per level, the columns that it sets, each with its level.
    pub by_level: Vec<Vec<(usize, u8)>>,
}

impl Setting {
    /// The level that stands where the columns are at `now`: the highest that sets
    /// anything and of which all that it sets is in place, or the lowest.
    pub fn stands(&self, now: &[u8]) -> u8 {
        let in_place = |levels: &Vec<(usize, u8)>| {
            levels
                .iter()
                .all(|&(column, level)| now.get(column).is_some_and(|&n| n >= level))
        };
        let mut levels = self.by_level.iter();
        let level = levels.rposition(|levels| !levels.is_empty() && in_place(levels));
        level.unwrap_or(0) as u8
    }
}

/// The terms of `file` and what they set, read with the names of the model.
pub(super) fn terms(
    file: &File,
    names: &Names,
) -> Result<(Vec<CompiledTerm>, Vec<Setting>), CompileError> {
    let mut compiled = Vec::new();
    let mut settings = Vec::new();
    for (id, term) in &file.terms {
        let levels = term_levels(term);
        let mut setting = Setting {
            by_level: vec![Vec::new(); levels.len()],
        };
        for (level, text) in &term.sets {
            let Some(level) = levels.iter().position(|l| l == level) else {
                continue;
            };
            let mut faults = Vec::new();
            setting.by_level[level] = names.changes(text, &mut faults);
            if let Some(fault) = faults.first() {
                let why = underlined(text, &fault.error);
                return Err(CompileError::Faulty(format!("In the term `{id}`: {why}")));
            }
        }
        let labels = match term.level_labels.len() == levels.len() {
            true => term.level_labels.clone(),
            false => levels.clone(),
        };
        compiled.push(CompiledTerm {
            id: id.clone(),
            label: term.label.clone(),
            text: term.text.clone(),
            level_labels: labels,
            levels,
            beyond: term.beyond.clone(),
        });
        settings.push(setting);
    }
    Ok((compiled, settings))
}

/// The joint options as terms: agreed at a level, all parties consent to it.
pub(super) fn joint_terms(file: &File, columns: &[Column]) -> (Vec<CompiledTerm>, Vec<Setting>) {
    let joint = file.options.iter().filter(|(_, o)| o.owner.is_none());
    joint
        .map(|(id, option)| {
            let levels = level_names(option);
            let at = |level: usize| {
                let columns = columns.iter().enumerate().filter(|(_, c)| c.id == *id);
                columns.map(|(k, _)| (k, level as u8)).collect()
            };
            let setting = Setting {
                by_level: (0..levels.len()).map(at).collect(),
            };
            let term = CompiledTerm {
                id: id.clone(),
                label: option.label.clone(),
                text: option.text.clone(),
                level_labels: levels.clone(),
                levels,
                beyond: String::new(),
            };
            (term, setting)
        })
        .unzip()
}

/// Names of the levels of a term, lowest first.
pub(crate) fn term_levels(term: &Term) -> Vec<String> {
    let usual = || vec!["no".to_string(), "yes".to_string()];
    term.levels.clone().unwrap_or_else(usual)
}

/// Ids of the sides that must agree: those of factions and terms, or else the parties of
/// joint options; in the order of the actors. Where every term names its parties, they
/// are the sides, and the factions of others are third parties.
pub(crate) fn sides(file: &File) -> Vec<String> {
    let told = !file.terms.is_empty() && file.terms.values().all(|t| !t.parties.is_empty());
    let named = |actor: &String| {
        let factions = !told && file.factions.values().any(|f| f.side == *actor);
        let terms = file.terms.values().any(|t| t.parties.contains(actor));
        let joint = file.terms.is_empty()
            && (file.options.values()).any(|o| o.owner.is_none() && controllers(o).contains(actor));
        factions || terms || joint
    };
    file.actors.keys().filter(|a| named(a)).cloned().collect()
}

impl Names {
    /// What the names of `file` mean in agreements: a term is an axis; an option has the
    /// level that the terms give it, or else the one it has `now`, by column.
    pub(crate) fn of_terms(
        file: &File,
        terms: &[CompiledTerm],
        settings: &[Setting],
        now: &[u8],
    ) -> Names {
        let mut names = Names::of_options(file, |_| None);
        for option in names.options.values_mut() {
            for consent in &mut option.consents {
                let now = now.get(consent.column).copied().unwrap_or(0);
                consent.through = vec![now];
                let of = |levels: &Vec<(usize, u8)>| {
                    let mut set = levels
                        .iter()
                        .filter(|(column, _)| *column == consent.column);
                    set.next().map(|&(_, level)| level)
                };
                let sets = |s: &Setting| s.by_level.iter().any(|levels| of(levels).is_some());
                if let Some(axis) = settings.iter().position(sets) {
                    let levels = settings[axis].by_level.iter();
                    consent.through = levels.map(|levels| of(levels).unwrap_or(now)).collect();
                    consent.axis = Some(axis);
                }
            }
        }
        for (axis, term) in terms.iter().enumerate() {
            let joint = file.options.get(&term.id).filter(|_| file.terms.is_empty());
            let parties = joint.map_or(&[][..], controllers).iter().cloned().map(Some);
            let parties: Vec<Option<String>> = match joint {
                Some(_) => parties.collect(),
                None => vec![None],
            };
            let consent = |party| Consent {
                party,
                axis: Some(axis),
                column: axis,
                through: Vec::new(),
            };
            let option = NamedOption {
                levels: term.levels.clone(),
                consents: parties.into_iter().map(consent).collect(),
            };
            names.options.insert(term.id.clone(), option);
        }
        names
    }

    /// The levels, one per term, that a text describes: an agreement is written as a
    /// state. Every fault is added to `faults`.
    pub(crate) fn term_levels(
        &self,
        terms: &[CompiledTerm],
        text: &str,
        faults: &mut Vec<Fault>,
    ) -> Vec<u8> {
        let mut levels = vec![0; terms.len()];
        if text.trim() == "none" {
            return levels;
        }
        let entries = state_text::parse(text).unwrap_or_else(|fault| {
            faults.push(fault.into());
            Vec::new()
        });
        for entry in entries {
            let (name, span) = entry.option;
            let Some(axis) = terms.iter().position(|t| t.id == name) else {
                let known = terms.iter().map(|t| t.id.as_str());
                let help = match crate::diagnostic::nearest(&name, known) {
                    Some(near) => format!("Did you mean `{near}`?"),
                    None => "Name terms, divided by commas: `price = low, guarantee`.".to_string(),
                };
                let message = format!("There is no term `{name}`.");
                faults.push(Fault::new("unknown-term", span, message, help));
                continue;
            };
            let Some(option) = self.options.get(&name) else {
                continue;
            };
            match level_of(option, &name, &span, entry.level) {
                Ok(level) => levels[axis] = level,
                Err(fault) => faults.push(fault),
            }
        }
        levels
    }
}
