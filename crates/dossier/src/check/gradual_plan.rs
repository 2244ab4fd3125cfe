//! Gradual plans and promises.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::compile::{circles, crossed_red_lines};
use crate::file::{Named, PlanStep};
use crate::spans::Path;

use super::{Check, at};

impl<'a> Check<'a> {
    pub fn ladders(&mut self) {
        let file = self.file;
        for (id, ladder) in &file.ladders {
            let path = at("ladders", id);
            for (k, window) in ladder.windows.iter().enumerate() {
                let path = path.at("windows").at(k);
                self.known("window", "unknown-window", &file.windows, &path, window);
            }
            if let Some(months) = ladder.months_per_step
                && !(months > 0.0 && months.is_finite())
            {
                self.out_of_range(&path.at("months_per_step"), "A number above 0.");
            }
            if let Some(chance) = ladder.yearly_survival
                && !(0.0..=1.0).contains(&chance)
            {
                self.out_of_range(&path.at("yearly_survival"), "A number from 0 to 1.");
            }
            if !file
                .steps
                .values()
                .any(|s| s.ladder.as_ref().is_none_or(|l| l == id))
            {
                let span = self.places.key(&path);
                self.warning(
                    "no-step",
                    span,
                    format!("No step belongs to the plan `{id}`."),
                    format!("Add `[steps.…]` with `ladder = \"{id}\"`."),
                );
            }
        }
        let uses: Vec<Vec<usize>> = (file.steps.values())
            .map(|s| {
                s.needs
                    .iter()
                    .filter_map(|id| file.steps.get_index_of(id))
                    .collect()
            })
            .collect();
        let circle_of = circles(&uses);
        for (k, (id, step)) in file.steps.iter().enumerate() {
            let path = at("steps", id);
            self.step(&path, step);
            for (i, needed) in step.needs.iter().enumerate() {
                let path = path.at("needs").at(i);
                if !self.known("step", "unknown-step", &file.steps, &path, needed) {
                    continue;
                }
                let circle = file.steps.get_index_of(needed);
                let on_one =
                    |other: usize| circle_of[k].is_some() && circle_of[other] == circle_of[k];
                if circle.is_some_and(on_one) {
                    self.error(
                        "step-circle",
                        &path,
                        format!("The step `{id}` must come before itself."),
                        "Take out one of the `needs` on the circle.",
                    );
                } else if file.steps[needed].ladder != step.ladder {
                    self.error(
                        "step-of-another-plan",
                        &path,
                        format!("`{needed}` belongs to another plan."),
                        "A step can only need steps of its own plan.",
                    );
                }
            }
        }
        for (id, promise) in &file.promises {
            let path = at("promises", id);
            self.known_actor(&path.at("by"), &promise.by);
            self.known_actor(&path.at("to"), &promise.to);
            if let Some(option) = &promise.option {
                let path = path.at("option");
                self.known("option", "unknown-option", &file.options, &path, option);
            }
            if let Some(term) = &promise.term {
                self.known("term", "unknown-term", &file.terms, &path.at("term"), term);
            }
            if promise.announced <= 0.0 {
                self.out_of_range(&path.at("announced"), "A number above 0.");
            }
            if promise.delivered < 0.0 {
                self.out_of_range(&path.at("delivered"), "A number from 0 up.");
            }
            if let Some(share) = promise.private_share
                && !(0.0..=1.0).contains(&share)
            {
                self.out_of_range(&path.at("private_share"), "A number from 0 to 1.");
            }
        }
    }

    fn step(&mut self, path: &Path, step: &PlanStep) {
        let file = self.file;
        match &step.ladder {
            Some(ladder) => {
                let path = path.at("ladder");
                self.known("ladder", "unknown-ladder", &file.ladders, &path, ladder);
            }
            None if file.ladders.len() != 1 => self.error_at_key(
                "which-ladder",
                path,
                format!(
                    "There are {} plans: nothing says whose step this is.",
                    file.ladders.len()
                ),
                "Add `ladder = \"…\"`, the name of a plan under `[ladders]`.",
            ),
            None => {}
        }
        for (k, side) in step.by.iter().enumerate() {
            self.known_actor(&path.at("by").at(k), side);
        }
        if !step.sets.is_empty() {
            let mut faults = Vec::new();
            self.names.changes(&step.sets, &mut faults);
            self.faults(&path.at("sets"), faults);
        }
        for (key, worths) in [
            ("costs", &step.costs),
            ("worth", &step.worth),
            ("shows", &step.shows),
        ] {
            self.worths(&path.at(key), worths);
        }
        if !(0.0..=1.0).contains(&step.locked) {
            self.out_of_range(&path.at("locked"), "A share from 0 to 1.");
        }
    }

    fn worths(&mut self, path: &Path, worths: &Named<f64>) {
        for (side, &worth) in worths {
            let path = path.at(side);
            self.known_actor(&path, side);
            if worth < 0.0 {
                self.out_of_range(
                    &path,
                    "A number from 0 up: what a step costs stands in `costs`, what it is worth in `worth`.",
                );
            }
        }
    }

    fn out_of_range(&mut self, path: &Path, wanted: &str) {
        self.error("out-of-range", path, "This number cannot be.", wanted);
    }

    /// Steps that cross a red line, each told once with all its periods. Needs a dossier
    /// without errors.
    pub fn crossed_red_lines(&mut self) {
        let mut found: IndexMap<(String, String, String), Vec<String>> = IndexMap::new();
        for crossed in crossed_red_lines(self.file) {
            let which = (crossed.step, crossed.actor, crossed.statement.id);
            let periods = found.entry(which).or_default();
            periods.extend(crossed.period.map(|id| format!("`{id}`")));
        }
        for ((step, actor, statement), periods) in found {
            let span = self.places.value(&at("steps", &step).at("sets"));
            let there = match periods.is_empty() {
                true => String::new(),
                false => format!(" ({})", periods.join(", ")),
            };
            self.warning(
                "crosses-red-line",
                span,
                format!("This step crosses the red line `{statement}` of `{actor}`{there}."),
                "Mend the step or the wish if that is not meant; `steps` tells it in any case.",
            );
        }
    }

    /// The evidence of all that talks and plans are made of.
    pub fn evidence_of_talks(&mut self, used: &mut HashSet<&'a str>) {
        let file = self.file;
        for (id, term) in &file.terms {
            self.because(&at("terms", id), &term.evidence, used);
        }
        for (id, rule) in &file.term_rules {
            self.because(&at("term_rules", id), &rule.evidence, used);
        }
        for (id, form) in &file.forms {
            self.because(&at("forms", id), &form.evidence, used);
        }
        for (id, faction) in &file.factions {
            let path = at("factions", id);
            self.because(&path, &faction.evidence, used);
            for (k, judgement) in faction.judges.iter().enumerate() {
                let path = path.at("judges").at(k);
                self.because(&path, &judgement.evidence, used);
                self.all_because(&path.at("statements"), &judgement.statements, used);
            }
            for (id, guarantee) in &faction.guarantees {
                let path = path.at("guarantees").at(id);
                self.because(&path, &guarantee.evidence, used);
            }
        }
        for (id, rule) in &file.ratification {
            self.because(&at("ratification", id), &rule.evidence, used);
        }
        for (k, holder) in file.holders.iter().enumerate() {
            self.because(&at("holders", k), &holder.evidence, used);
        }
        for (id, ladder) in &file.ladders {
            self.because(&at("ladders", id), &ladder.evidence, used);
        }
        for (id, step) in &file.steps {
            self.because(&at("steps", id), &step.evidence, used);
        }
        for (id, promise) in &file.promises {
            self.because(&at("promises", id), &promise.evidence, used);
        }
    }
}
