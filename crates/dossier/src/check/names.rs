//! Actors, options, definitions, rules: who and what there is.

use std::collections::HashSet;

use hikiwake_graph::MOST_LEVELS;

use crate::compile::{controllers, level_names};
use crate::diagnostic::nearest;
use crate::file::Opt;
use crate::spans::Path;

use super::{Check, at};

/// Words that stand for states and so cannot name an option.
const STATE_WORDS: [&str; 2] = ["none", "status-quo"];

impl Check<'_> {
    pub fn names(&mut self) {
        let file = self.file;
        for (id, option) in &file.options {
            self.reserved(&at("options", id), id);
            self.option(&at("options", id), option);
        }
        for id in file.definitions.keys() {
            let path = at("definitions", id);
            if file.options.contains_key(id) {
                self.error_at_key(
                    "same-name",
                    &path,
                    format!("`{id}` is an option and a definition at once."),
                    "Give the definition another name.",
                );
            }
        }
        let mut faults = Vec::new();
        self.names
            .define(file, |id, fault| faults.push((id.to_string(), fault)));
        for (id, fault) in faults {
            self.faults(&at("definitions", id).at("formula"), vec![fault]);
        }
    }

    pub fn reserved(&mut self, path: &Path, id: &str) {
        if STATE_WORDS.contains(&id) {
            self.error_at_key(
                "reserved-name",
                path,
                format!("`{id}` stands for a state and cannot name an option."),
                "Choose another name.",
            );
        }
    }

    fn option(&mut self, path: &Path, option: &Opt) {
        self.condition(path, &option.only_while);
        match (&option.owner, option.parties.is_empty()) {
            (None, true) => self.error_at_key(
                "owner-or-parties",
                path,
                "Nobody controls this option.",
                "Give it an `owner`, or the `parties` who must all consent.",
            ),
            (Some(_), false) => self.error(
                "owner-or-parties",
                &path.at("parties"),
                "An option has an `owner` or `parties`, not both.",
                "Take one of the two out.",
            ),
            (None, false) if option.parties.len() == 1 => self.error(
                "owner-or-parties",
                &path.at("parties"),
                "A joint option has two parties or more.",
                "Name the other parties, or write `owner` in place of `parties`.",
            ),
            _ => {}
        }
        if let Some(owner) = &option.owner {
            self.known_actor(&path.at("owner"), owner);
        } else {
            let mut named = HashSet::new();
            for (k, party) in controllers(option).iter().enumerate() {
                self.known_actor(&path.at("parties").at(k), party);
                if !named.insert(party) {
                    self.error(
                        "party-twice",
                        &path.at("parties").at(k),
                        format!("`{party}` is named twice."),
                        "Name each party once.",
                    );
                }
            }
        }
        let levels = level_names(option);
        if levels.len() > MOST_LEVELS {
            self.error(
                "too-many-levels",
                &path.at("levels"),
                format!("The option has {} levels.", levels.len()),
                format!("An option has at most {MOST_LEVELS} levels: merge those that nobody tells apart."),
            );
            return;
        }
        if option.change.is_some() && option.allow.is_some() {
            self.error(
                "change-and-allow",
                &path.at("allow"),
                "An option has `change` or `allow`, not both.",
                "Take one of the two out: `allow` alone lists every change there is.",
            );
        }
        for (k, pair) in option.allow.iter().flatten().enumerate() {
            for (end, level) in pair.iter().enumerate() {
                if !levels.contains(level) {
                    let help = match nearest(level, levels.iter().map(String::as_str)) {
                        Some(near) => format!("Did you mean `{near}`?"),
                        None => format!("Its levels are {}.", levels.join(", ")),
                    };
                    self.error(
                        "unknown-level",
                        &path.at("allow").at(k).at(end),
                        format!("The option has no level `{level}`."),
                        help,
                    );
                }
            }
        }
    }

    pub fn rules(&mut self) {
        for (id, rule) in &self.file.rules {
            let path = at("rules", id);
            let kinds = [
                rule.never.is_some(),
                rule.always.is_some(),
                rule.bars.is_some(),
            ];
            if kinds.iter().filter(|&&given| given).count() != 1 {
                self.error_at_key(
                    "rule-kind",
                    &path,
                    format!("The rule `{id}` does not say exactly one thing."),
                    "Give it one of `never`, `always` and `bars`, and make two rules of two.",
                );
            }
            if let Some(never) = &rule.never {
                self.formula(&path.at("never"), never);
            }
            if let Some(always) = &rule.always {
                self.formula(&path.at("always"), always);
            }
            if let Some(bars) = &rule.bars {
                let path = path.at("bars");
                self.formula(&path.at("from"), &bars.from);
                self.formula(&path.at("to"), &bars.to);
                if let Some(by) = &bars.by {
                    self.known_actor(&path.at("by"), by);
                }
            }
            self.known_periods(&path.at("periods"), &rule.periods);
            self.condition(&path, &rule.only_while);
        }
    }
}
