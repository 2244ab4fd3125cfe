//! What can be agreed: terms, the rules about them, and forms of settlement.

use hikiwake_graph::MOST_LEVELS;

use crate::compile::{CompiledTerm, Names, term_levels};
use crate::diagnostic::nearest;
use crate::file::Term;
use crate::spans::Path;

use super::{Check, at};

impl Check<'_> {
    /// Terms, and everything that speaks of them.
    pub fn talks(&mut self) {
        let file = self.file;
        let mut set: Vec<(usize, &str)> = Vec::new();
        for (id, term) in &file.terms {
            let path = at("terms", id);
            self.term(&path, id, term);
            for (level, text) in &term.sets {
                let path = path.at("sets").at(level);
                for column in self.term_sets(&path, term, level, text) {
                    match set.iter().find(|(other, _)| *other == column) {
                        Some((_, other)) if *other != id.as_str() => self.error(
                            "option-of-two-terms",
                            &path,
                            format!("The term `{other}` sets this option, too."),
                            "An option belongs to one term: let only one of the two set it.",
                        ),
                        _ => set.push((column, id)),
                    }
                }
            }
        }
        self.over_terms(Self::agreements_and_homes);
        if let Some(after) = file.settlement.as_ref().and_then(|s| s.after.as_ref()) {
            let path = at("settlement", "after");
            self.known("reading", "unknown-reading", &file.readings, &path, after);
        }
    }

    /// Rules about terms, forms, those at home, and agreements in force: all that speaks
    /// of terms.
    fn agreements_and_homes(&mut self) {
        let file = self.file;
        for (id, rule) in &file.term_rules {
            let path = at("term_rules", id);
            self.known_periods(&path.at("periods"), &rule.periods);
            for (key, formula) in [("never", &rule.never), ("always", &rule.always)] {
                if let Some(formula) = formula {
                    self.formula(&path.at(key), formula);
                }
            }
            if rule.never.is_some() == rule.always.is_some() {
                self.error_at_key(
                    "rule-kind",
                    &path,
                    "A rule about terms says one of `never` and `always`.",
                    "`never` names what no agreement can be, `always` what every agreement is.",
                );
            }
        }
        for (id, form) in &file.forms {
            self.formula(&at("forms", id).at("is"), &form.is);
        }
        self.homes();
        for (id, period) in &file.periods {
            let path = at("periods", id).at("terms");
            let mut faults = Vec::new();
            let terms = self.bare_terms();
            self.names.term_levels(&terms, &period.terms, &mut faults);
            self.faults(&path, faults);
        }
    }

    /// Does `check` while formulas speak of terms.
    pub fn over_terms(&mut self, check: impl FnOnce(&mut Self)) {
        let terms = Names::of_terms(self.file, &self.bare_terms(), &[], &[]);
        let options = std::mem::replace(&mut self.names, terms);
        self.names.define(self.file, |_, _| {});
        check(self);
        self.names = options;
    }

    /// The terms as names with levels, and no more.
    fn bare_terms(&self) -> Vec<CompiledTerm> {
        let bare = |(id, term): (&String, &Term)| CompiledTerm {
            id: id.clone(),
            label: String::new(),
            text: String::new(),
            levels: term_levels(term),
            level_labels: Vec::new(),
            beyond: String::new(),
        };
        self.file.terms.iter().map(bare).collect()
    }

    fn term(&mut self, path: &Path, id: &str, term: &Term) {
        let file = self.file;
        self.reserved(path, id);
        let what = match (
            file.options.contains_key(id),
            file.definitions.contains_key(id),
        ) {
            (true, _) => Some("an option"),
            (_, true) => Some("a definition"),
            _ => None,
        };
        if let Some(what) = what {
            self.error_at_key(
                "same-name",
                path,
                format!("`{id}` is a term and {what} at once."),
                "Give the term another name.",
            );
        }
        let levels = term_levels(term);
        if levels.len() > MOST_LEVELS {
            self.error(
                "too-many-levels",
                &path.at("levels"),
                format!("The term has {} levels.", levels.len()),
                format!(
                    "A term has at most {MOST_LEVELS} levels: merge those that nobody tells apart."
                ),
            );
        }
        if !term.level_labels.is_empty() && term.level_labels.len() != levels.len() {
            self.error(
                "level-labels",
                &path.at("level_labels"),
                format!(
                    "There are {} names for {} levels.",
                    term.level_labels.len(),
                    levels.len()
                ),
                "Give one for each level, lowest first, or none.",
            );
        }
        for (k, party) in term.parties.iter().enumerate() {
            self.known_actor(&path.at("parties").at(k), party);
        }
    }

    /// Checks what one level sets; the columns of the options.
    fn term_sets(&mut self, path: &Path, term: &Term, level: &str, text: &str) -> Vec<usize> {
        let levels = term_levels(term);
        if !levels.iter().any(|l| l == level) {
            let help = match nearest(level, levels.iter().map(String::as_str)) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => format!("Its levels are {}.", levels.join(", ")),
            };
            let message = format!("The term has no level `{level}`.");
            self.error_at_key("unknown-level", path, message, help);
        }
        let mut faults = Vec::new();
        let changes = self.names.changes(text, &mut faults);
        if changes.is_empty() && faults.is_empty() {
            self.error(
                "sets-nothing",
                path,
                "There is no option here.",
                "Write an option, as in \"economy\", or with its level: \"sanctions = no\"; a level that changes no option is left out.",
            );
        }
        self.faults(path, faults);
        changes.into_iter().map(|(column, _)| column).collect()
    }
}
