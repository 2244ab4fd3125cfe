//! What is legal about agreements but surely not meant: forms and rules that make no
//! difference, and an agreement in force that cannot be.

use std::collections::HashSet;

use hikiwake_graph::{Bits, Limits};

use crate::Scenario;
use crate::compile::{CompiledForm, Negotiation, term_levels};

use super::{Check, at};

/// Most combinations of levels that are looked through: each rule and form is worked out
/// on all of them, in every period.
const MOST: usize = 1 << 24;

impl Check<'_> {
    /// Needs a dossier without errors.
    pub fn agreements(&mut self) {
        let file = self.file;
        if file.terms.is_empty() {
            return;
        }
        let sizes = file.terms.values().map(|term| term_levels(term).len());
        let size = sizes.fold(1usize, usize::saturating_mul);
        if size > MOST {
            let span = self
                .places
                .key(&at("terms", file.terms.keys().next().map_or("", |t| t)));
            self.warning(
                "not-looked-at",
                span,
                format!("With {size} combinations of levels, agreements were not searched for rules and forms that make no difference."),
                "There is nothing to mend; with fewer terms or levels they are searched.",
            );
            return;
        }
        let mut found: Vec<Negotiation> = Vec::new();
        for period in self.periods_of(&[]) {
            let path = match &period {
                Some(id) => at("periods", id),
                None => at("terms", file.terms.keys().next().map_or("", |term| term)),
            };
            let scenario = Scenario {
                period,
                ..Scenario::default()
            };
            match Negotiation::new(file, &scenario, Limits::default()) {
                Ok(talks) => found.push(talks),
                Err(error) => {
                    let span = self.places.key(&path);
                    self.warning(
                        "no-talks",
                        span,
                        format!("Agreements were not looked through here: {error}"),
                        "Until then, `settle` and `ratify` may have no answer here.",
                    );
                    return;
                }
            }
        }
        for talks in &found {
            self.in_force(talks);
        }
        // What can be agreed is most often the same in all periods.
        let mut apart: Vec<&Negotiation> = Vec::new();
        for talks in &found {
            if !apart.iter().any(|other| same_agreements(other, talks)) {
                apart.push(talks);
            }
        }
        self.idle_term_rules(&apart);
        let divided: Vec<Divided> = apart.iter().map(|talks| divided(talks)).collect();
        self.idle_forms(&apart, &divided);
        for talks in &found {
            let alike = apart.iter().position(|other| same_agreements(other, talks));
            if let Some(alike) = alike {
                self.leaders(talks, &divided[alike].by_form);
            }
        }
    }

    /// The agreement in force against the rules and against where things stand.
    fn in_force(&mut self, talks: &Negotiation) {
        let Some(id) = &talks.scenario.period else {
            return;
        };
        let space = talks.model.space();
        let path = at("periods", id).at("terms");
        let broken = talks
            .rules
            .iter()
            .find(|r| !r.formula.holds(space, talks.reversion));
        if let Some(rule) = broken {
            self.error(
                "in-force-breaks-rule",
                &path,
                format!("The agreement in force breaks the rule `{}`.", rule.id),
                "What is in force cannot be impossible: mend the rule or the terms.",
            );
        }
        let Some(now) = self.levels_of_status_quo(id) else {
            return;
        };
        let after = talks.after(talks.reversion, &now);
        let differs = (talks.columns.iter().zip(after.iter().zip(&now))).find(|(_, (a, n))| a != n);
        if let Some((column, (&after, &now))) = differs {
            let name = |level: u8| column.levels.get(usize::from(level)).map_or("?", |l| l);
            let span = self.places.value(&path);
            self.warning(
                "terms-differ",
                span,
                format!(
                    "By the terms in force, `{}` is at `{}`; by the status quo it is at `{}`.",
                    column.id,
                    name(after),
                    name(now)
                ),
                "Bring `terms` and `status_quo` of the period together.",
            );
        }
    }

    fn levels_of_status_quo(&self, period: &str) -> Option<Vec<u8>> {
        let text = &self.file.periods.get(period)?.status_quo;
        let columns = self.names.options.values().map(|o| o.consents.len()).sum();
        let mut faults = Vec::new();
        let levels = self.names.levels(text, columns, &mut faults);
        faults.is_empty().then_some(levels)
    }

    /// Rules that exclude nothing which the others leave.
    fn idle_term_rules(&mut self, found: &[&Negotiation]) {
        let mut at_work: HashSet<&str> = HashSet::new();
        for talks in found {
            at_work.extend(rules_at_work(talks));
        }
        for id in self.file.term_rules.keys() {
            if !at_work.contains(id.as_str()) {
                let span = self.places.key(&at("term_rules", id));
                self.warning(
                    "idle-rule",
                    span,
                    format!("The rule `{id}` excludes nothing that the others leave."),
                    "Take it out, or mend it.",
                );
            }
        }
    }

    /// Forms that no agreement has, and agreements that have none.
    fn idle_forms(&mut self, found: &[&Negotiation], divided: &[Divided]) {
        let is_empty = |k| {
            let by_form = |one: &Divided| one.by_form.get(k).is_none_or(Bits::is_empty);
            divided.iter().all(by_form)
        };
        let empty: Vec<bool> = (0..self.file.forms.len()).map(is_empty).collect();
        let mut both = found.iter().zip(divided);
        let without = both.find_map(|(talks, one)| {
            let first = one.formless.iter().next();
            first.map(|agreement| talks.text(agreement))
        });
        for (k, id) in self.file.forms.keys().enumerate() {
            if empty.get(k) == Some(&true) && !found.is_empty() {
                let span = self.places.value(&at("forms", id).at("is"));
                self.warning(
                    "empty-form",
                    span,
                    format!("No agreement has the form `{id}`."),
                    "Mend its formula, or put it before the form that takes all of its agreements.",
                );
            }
        }
        if let (Some(example), Some(last)) = (without, self.file.forms.keys().last()) {
            let span = self.places.key(&at("forms", last));
            self.warning(
                "formless",
                span,
                format!("Some agreements have no form, such as ({example})."),
                "Add a form for them, or a last one with `is = \"true\"`.",
            );
        }
    }
}

/// What can be agreed, by its form.
struct Divided {
    /// Per form, the agreements that have it.
    by_form: Vec<Bits>,
    /// Those that have none.
    formless: Bits,
}

fn divided(talks: &Negotiation) -> Divided {
    let mut formless = talks.model.feasible().clone();
    let of_form = |form: &CompiledForm| {
        let mut those = form.formula.extension(talks.model.space());
        those.intersect(&formless);
        formless.subtract(&those);
        those
    };
    Divided {
        by_form: talks.forms.iter().map(of_form).collect(),
        formless,
    }
}

/// Whether the same can be agreed in both, in the same forms.
fn same_agreements(a: &Negotiation, b: &Negotiation) -> bool {
    let mut rules = a.rules.iter().zip(&b.rules);
    let mut forms = a.forms.iter().zip(&b.forms);
    (a.rules.len(), a.forms.len()) == (b.rules.len(), b.forms.len())
        && rules.all(|(a, b)| (&a.id, &a.formula) == (&b.id, &b.formula))
        && forms.all(|(a, b)| a.formula == b.formula)
}

/// The ids of the rules that exclude something which the others leave.
fn rules_at_work(talks: &Negotiation) -> Vec<&str> {
    let space = talks.model.space();
    let (mut by_any, mut by_several) = (Bits::none(space.size()), Bits::none(space.size()));
    let excluded: Vec<Bits> = (talks.rules.iter())
        .map(|rule| {
            let mut excluded = rule.formula.extension(space);
            excluded.complement();
            let mut again = excluded.clone();
            again.intersect(&by_any);
            by_several.unite(&again);
            by_any.unite(&excluded);
            excluded
        })
        .collect();
    let works = |excluded: &Bits| !excluded.is_subset(&by_several);
    (talks.rules.iter().zip(&excluded))
        .filter(|(_, excluded)| works(excluded))
        .map(|(rule, _)| rule.id.as_str())
        .collect()
}
