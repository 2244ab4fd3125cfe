//! What is wrong with a dossier whose files have the right structure: unknown
//! names, formulas that do not read, and what is legal but surely not meant.

mod agreements;
mod carry_out;
mod content;
mod domestic;
mod drivers;
mod evidence;
mod gradual_plan;
mod idle;
mod leaders;
mod meaning;
mod model;
mod names;
mod negotiation;
mod page_map;
mod perceptions;
mod preferences;
mod readings;
mod record;
mod tables;

use std::collections::HashSet;
use std::fmt::Display;

use indexmap::IndexMap;

use crate::compile::{Fault, Names, size};
use crate::diagnostic::{Faults, nearest};
use crate::formula::Expr;
use crate::spans::{Path, Spans};
use crate::{Diagnostic, Source, Span, file};

/// All faults of meaning, in no particular order. What is legal but surely not
/// meant is looked for only where there are no errors: it needs a model.
pub(crate) fn check<'a>(
    file: &'a file::File,
    sources: &'a [Source],
    places: &'a Spans,
) -> Vec<Diagnostic> {
    let mut check = Check {
        file,
        sources,
        source_ids: sources.iter().map(|source| source.id.as_str()).collect(),
        places,
        names: Names::of_options(file, Some),
        periods: crate::compile::periods_by_date(file),
        left: MOST_PARTS,
        carried: 0,
        read_drivers: HashSet::new(),
        found: Faults::default(),
    };
    let of_names: [fn(&mut Check<'a>); 10] = [
        Check::names,
        Check::rules,
        Check::preferences,
        Check::periods,
        Check::readings,
        Check::perceptions,
        Check::talks,
        Check::ladders,
        Check::evidence,
        Check::record,
    ];
    for step in of_names {
        if !check.found.is_full() {
            step(&mut check);
        }
    }
    if !check.found.has_errors() {
        check.meaning();
        check.pages();
        check.places_in_texts();
        check.agreements();
        check.crossed_red_lines();
    }
    check.found.into_kept()
}

/// Most parts that all formulas of a dossier may have together, their definitions
/// written out: some hundred times as many as a large dossier has.
const MOST_PARTS: usize = 2_000_000;

/// The dossier being checked and what was found so far.
struct Check<'a> {
    file: &'a file::File,
    sources: &'a [Source],
    source_ids: HashSet<&'a str>,
    places: &'a Spans,
    /// What the names mean with every option on the table.
    names: Names,
    /// The periods' ids, in order of date.
    periods: Vec<String>,
    /// How many parts the formulas still to be read may have.
    left: usize,
    /// How many changes of readings were carried out, to see what comes of them.
    carried: usize,
    /// Ids of the drivers on which a condition hangs.
    read_drivers: HashSet<String>,
    found: Faults,
}

fn at(list: &str, part: impl Display) -> Path {
    Path(list.to_string()).at(part)
}

impl Check<'_> {
    /// An error at the value at `path`.
    fn error(
        &mut self,
        code: &'static str,
        path: &Path,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let span = self.places.value(path);
        self.found
            .push(Diagnostic::error(code, span, message, help));
    }

    /// An error at the key at `path`.
    fn error_at_key(
        &mut self,
        code: &'static str,
        path: &Path,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let span = self.places.key(path);
        self.found
            .push(Diagnostic::error(code, span, message, help));
    }

    /// A warning at `span`.
    fn warning(
        &mut self,
        code: &'static str,
        span: Option<Span>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.found
            .push(Diagnostic::warning(code, span, message, help));
    }

    /// Faults of the text at `path`, each at its own place.
    fn faults(&mut self, path: &Path, faults: Vec<Fault>) {
        for fault in faults {
            let error = fault.error;
            let span = self.places.within(path, error.span);
            self.found.push(Diagnostic::error(
                fault.code,
                span,
                error.message,
                error.help,
            ));
        }
    }

    /// Checks the formula that stands at `path`.
    fn formula(&mut self, path: &Path, text: &str) {
        if self.found.is_full() {
            return;
        }
        let mut faults = Vec::new();
        match Expr::parse(text) {
            Ok(expr) => {
                let formula = self.names.lower(&expr, &mut faults);
                match self.left.checked_sub(size(&formula)) {
                    Some(left) => self.left = left,
                    None => faults.push(Fault::new(
                        "formula-too-large",
                        expr.span.clone(),
                        format!("With this one, the formulas of the dossier have more than {MOST_PARTS} parts, their definitions written out."),
                        "That is the most that is read, and no setting raises it: take formulas out, or use fewer definitions in one another.",
                    )),
                }
            }
            Err(fault) => faults.push(fault.into()),
        }
        self.faults(path, faults);
    }

    /// Checks the state text at `path`; the levels it gives, where it reads.
    fn state(&mut self, path: &Path, text: &str) -> Option<Vec<u8>> {
        if self.found.is_full() {
            return None;
        }
        let mut faults = Vec::new();
        let columns = self.names.options.values().map(|o| o.consents.len()).sum();
        let levels = self.names.levels(text, columns, &mut faults);
        let reads = faults.is_empty();
        self.faults(path, faults);
        reads.then_some(levels)
    }

    /// Checks that `name`, written at `path`, is one of the keys of `known`.
    fn known<V>(
        &mut self,
        what: &str,
        code: &'static str,
        known: &IndexMap<String, V>,
        path: &Path,
        name: &str,
    ) -> bool {
        if known.contains_key(name) {
            return true;
        }
        if self.found.is_full() {
            return false;
        }
        let help = match nearest(name, known.keys().map(String::as_str)) {
            Some(near) => format!("Did you mean `{near}`?"),
            None if known.is_empty() => format!("This dossier declares no {what} yet."),
            None => format!(
                "Declare it as `[{what}s.{name}]`, or write the name of one that is declared."
            ),
        };
        self.error(code, path, format!("There is no {what} `{name}`."), help);
        false
    }

    fn known_actor(&mut self, path: &Path, name: &str) -> bool {
        let file = self.file;
        self.known("actor", "unknown-actor", &file.actors, path, name)
    }

    /// Checks a list of periods that stands at `path`.
    fn known_periods(&mut self, path: &Path, periods: &[String]) {
        let file = self.file;
        for (k, period) in periods.iter().enumerate() {
            self.known(
                "period",
                "unknown-period",
                &file.periods,
                &path.at(k),
                period,
            );
        }
    }

    /// The periods in which something with these `periods` stands: `None` stands
    /// for the whole of a dossier without periods.
    fn periods_of(&self, periods: &[String]) -> Vec<Option<String>> {
        if self.file.periods.is_empty() {
            return vec![None];
        }
        let named: HashSet<&String> = periods.iter().collect();
        let ids = self.periods.iter();
        ids.filter(|id| named.is_empty() || named.contains(id))
            .cloned()
            .map(Some)
            .collect()
    }
}
