//! Rules and statements that make no difference to any state or move.

use crate::compile::stands;
use crate::file::Statement;
use crate::spans::Path;

use super::meaning::All;
use super::model::{Above, Idle, budget, look};
use super::{Check, at};

impl Check<'_> {
    pub fn idle_rules(&mut self, all: &All) {
        let file = self.file;
        for (id, rule) in &file.rules {
            let periods = self.periods_of(&rule.periods);
            let idle =
                |period| matches!(all.get(period), Some(Some(seen)) if seen.rule_is_idle(id));
            if !periods.is_empty()
                && periods.iter().all(idle)
                && !self.is_needed_in_a_reading(id, &periods)
            {
                let span = self.places.key(&at("rules", id));
                let what = match rule.bars {
                    Some(_) => "bars no move that anyone could make",
                    None => "takes away no state that the other rules leave",
                };
                self.warning(
                    "idle-rule",
                    span,
                    format!("The rule `{id}` {what}."),
                    "Take it out, or mend its formula.",
                );
            }
        }
    }

    /// Whether a rule makes a difference once a reading puts options on the table.
    fn is_needed_in_a_reading(&self, rule: &str, periods: &[Option<String>]) -> bool {
        let file = self.file;
        let mut readings =
            (file.readings.iter()).filter(|(_, reading)| !reading.present.is_empty());
        readings.any(|(id, reading)| {
            let mut meant = periods.iter().map(Option::as_deref);
            meant.any(|period| {
                stands(&reading.periods, period)
                    && look(file, period, Some(id), &mut budget())
                        .is_ok_and(|seen| !seen.rule_is_idle(rule))
            })
        })
    }

    pub fn idle_statement(
        &mut self,
        all: &All,
        path: &Path,
        statement: &Statement,
        periods: &[String],
    ) {
        let mut idle = Vec::new();
        for period in self.periods_of(periods) {
            if stands(&statement.periods, period.as_deref()) {
                let seen = all.get(&period).and_then(Option::as_ref);
                idle.push(seen.and_then(|seen| seen.idle(statement, &mut Above::new())));
            }
        }
        self.idle_everywhere(path, statement, idle);
    }

    pub fn idle_statements(
        &mut self,
        all: &All,
        path: &Path,
        statements: &[Statement],
        periods: &[String],
    ) {
        let mut idle: Vec<Vec<Option<Idle>>> = statements.iter().map(|_| Vec::new()).collect();
        for period in self.periods_of(periods) {
            let seen = all.get(&period).and_then(Option::as_ref);
            let mut above = Above::new();
            for (statement, idle) in statements.iter().zip(&mut idle) {
                if stands(&statement.periods, period.as_deref()) {
                    idle.push(seen.and_then(|seen| seen.idle(statement, &mut above)));
                }
            }
        }
        for (k, (statement, idle)) in statements.iter().zip(idle).enumerate() {
            self.idle_everywhere(&path.at(k), statement, idle);
        }
    }

    /// Warns of a statement that makes no difference in any period where it stands.
    fn idle_everywhere(&mut self, path: &Path, statement: &Statement, idle: Vec<Option<Idle>>) {
        let idle: Option<Vec<Idle>> = idle.into_iter().collect();
        let Some(why) = idle.and_then(|idle| idle.into_iter().next()) else {
            return;
        };
        let path = path.at("wants");
        let whole = 0..statement.wants.len();
        let conditional = "a wish `x if y` is met wherever y is not";
        let (code, range, message, help) = match why {
            Idle::Vacuous(condition) => (
                "vacuous-condition",
                condition,
                "No state meets this condition, so that the wish is always met.".to_string(),
                "Mend the condition, or take the wish out.".to_string(),
            ),
            Idle::Always => (
                "always-met",
                whole,
                "Every state meets this wish.".to_string(),
                format!("Take it out, or mend it: {conditional}."),
            ),
            Idle::Never => (
                "never-met",
                whole,
                "No state meets this wish.".to_string(),
                "Take it out, or mend it or the rules that stand against it.".to_string(),
            ),
            Idle::Same(above) => (
                "same-as-above",
                whole,
                format!("This wish is met in the same states as `{above}` above it."),
                "Take one of the two out: the later one decides nothing, or counts double in one rank.".to_string(),
            ),
            Idle::Contrary(above) => (
                "contrary-above",
                whole,
                format!("This wish is the contrary of `{above}` above it."),
                "Take one of the two out: the later one decides nothing, or cancels the other in one rank.".to_string(),
            ),
        };
        let span = self.places.within(&path, range);
        self.warning(code, span, message, help);
    }
}
