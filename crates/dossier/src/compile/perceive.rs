//! One actor's picture of a scenario: a reading that it alone holds, with rules of its own.

use crate::file::{self, AttitudeKind, Evidence, File, Perception, Rule};
use crate::{CompileError, Compiled, CompiledRule, Dossier, Effect, Scenario};

use super::Names;
use super::connectives::and;
use super::effect::effect;
use super::error::faulty;
use super::preferences::{Unchanged, Wants, apply, stands};

/// The perceptions of `viewer` that stand in a scenario whose period is known.
pub(crate) fn perceptions<'f>(
    file: &'f File,
    scenario: &Scenario,
    viewer: &str,
) -> Vec<(&'f str, &'f Perception)> {
    let all = file.perceptions.iter();
    all.filter(|(_, p)| p.of == viewer && counts(&p.periods, &p.evidence, scenario))
        .map(|(id, perception)| (id.as_str(), perception))
        .collect()
}

/// Whether a judgement stands in the scenario's period and is wanted there.
fn counts(periods: &[String], evidence: &Evidence, scenario: &Scenario) -> bool {
    stands(periods, scenario.period.as_deref()) && (!scenario.stated_only || evidence.is_stated())
}

/// Makes what everybody wants what the holder of the perceptions thinks that they want.
pub(super) fn wants<'f>(
    wants: &mut [(&'f str, Wants<'f>)],
    perceptions: &[(&'f str, &'f Perception)],
    period: Option<&str>,
) -> Result<(), CompileError> {
    for &(id, perception) in perceptions {
        for change in &perception.changes {
            let Some(actor) = &change.actor else {
                return Err(CompileError::Faulty(format!(
                    "The perception `{id}` has a change that is of no actor."
                )));
            };
            let of_actor = wants.iter_mut().find(|(name, _)| name == actor);
            let Some((_, wants)) = of_actor else {
                return Err(CompileError::Faulty(format!(
                    "The perception `{id}` is about what `{actor}` wants, who decides nothing here."
                )));
            };
            apply(wants, change, Some(id), period).map_err(|why| {
                CompileError::Faulty(match why {
                    Unchanged::Missing(statement) => format!(
                        "The perception `{id}` changes the statement `{statement}` of `{actor}`, \
                         which is not there in this period and reading."
                    ),
                    Unchanged::Ranking | Unchanged::Nothing | Unchanged::JudgesOtherwise => {
                        format!("The perception `{id}` cannot change what `{actor}` wants.")
                    }
                })
            })?;
        }
    }
    Ok(())
}

/// What the perceptions rule out, each rule under the perception's id.
pub(super) fn rules(
    names: &Names,
    decision_makers: &[String],
    perceptions: &[(&str, &Perception)],
) -> Result<Vec<CompiledRule>, CompileError> {
    let mut rules = Vec::new();
    for (id, perception) in perceptions {
        let mut rule = |effect| {
            rules.push(CompiledRule {
                id: id.to_string(),
                text: perception.text.clone(),
                effect,
            });
        };
        for option in perception
            .unaware
            .iter()
            .filter_map(|o| names.options.get(o))
        {
            let lowest = (option.consents.iter())
                .map(|consent| option.formula(std::slice::from_ref(consent), |level| level == 0));
            rule(Effect::Requires(and(lowest.collect())));
        }
        let never = perception.never.iter().map(|formula| Rule {
            never: Some(formula.clone()),
            ..Rule::default()
        });
        let bars = perception.bars.iter().map(|bars| Rule {
            bars: Some(bars.clone()),
            ..Rule::default()
        });
        for written in never.chain(bars) {
            let effect = effect(names, decision_makers, &written)
                .map_err(|error| faulty(format_args!("the perception `{id}`"), &error))?;
            effect.into_iter().for_each(&mut rule);
        }
    }
    Ok(rules)
}

impl Dossier {
    /// The perceptions that make a difference to a compiled scenario: those of its decision
    /// makers that stand in its period, by decision maker and then in the order of the files.
    pub fn perceptions(&self, compiled: &Compiled) -> Vec<(&str, &Perception)> {
        let of = |viewer: &String| perceptions(&self.file, &compiled.scenario, viewer);
        compiled.decision_makers.iter().flat_map(of).collect()
    }

    /// The attitudes between decision makers of a compiled scenario that stand in its
    /// period, in the order of the files, other than those that everybody has anyway.
    pub fn attitudes(&self, compiled: &Compiled) -> Vec<(&str, &file::Attitude)> {
        let decides = |actor: &String| compiled.decision_makers.contains(actor);
        let all = self.file.attitudes.iter();
        all.filter(|(_, a)| decides(&a.of) && decides(&a.towards) && !a.is_usual())
            .filter(|(_, a)| counts(&a.periods, &a.evidence, &compiled.scenario))
            .map(|(id, attitude)| (id.as_str(), attitude))
            .collect()
    }
}

impl file::Attitude {
    /// Whether it is what everybody has without saying: positive to itself, neutral to others.
    pub(crate) fn is_usual(&self) -> bool {
        match self.of == self.towards {
            true => self.is == AttitudeKind::Positive,
            false => self.is == AttitudeKind::Neutral,
        }
    }
}
