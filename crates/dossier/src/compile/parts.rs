//! Everything that a scenario names, looked up.

use hikiwake_graph::{Axis, Formula};

use crate::file::{File, Opt, Period};
use crate::{
    Codes, Column, CompileError, CompiledOption, CompiledRule, CompiledStatement, Preferences,
    Scenario,
};

use super::change::{axis, bound};
use super::connectives::{negated, not, or};
use super::drivers::DriverLevels;
use super::edits::{By, Edit, edits};
use super::effect::effect;
use super::error::faulty;
use super::names::{controllers, level_names};
use super::preferences::{Wants, apply, base, move_above, negate, stands};
use super::{Names, perceive};

/// Everything about a scenario that is known before its model is built.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    pub scenario: Scenario,
    pub decision_makers: Vec<String>,
    pub options: Vec<CompiledOption>,
    pub columns: Vec<Column>,
    pub preferences: Vec<Preferences>,
    pub rules: Vec<CompiledRule>,
    pub names: Names,
    pub codes: Codes,
    pub axes: Vec<Axis>,
    /// Transitions that no party of a joint option may make alone.
    pub bound: Vec<(Formula, Formula)>,
    pub status_quo: Option<String>,
    pub outcomes: Vec<(String, String)>,
}

impl Parts {
    /// The levels of the axes where the columns have these; `None` where an option that is
    /// absent is above its lowest level.
    pub fn at_axes(&self, levels: &[u8]) -> Option<Vec<u8>> {
        let mut at_axis = vec![0; self.options.len()];
        for (column, &level) in self.columns.iter().zip(levels) {
            match column.axis {
                Some(axis) => at_axis[axis] = level,
                None if level > 0 => return None,
                None => {}
            }
        }
        Some(at_axis)
    }
}

/// Ids of the periods by date, those without a date first.
pub(crate) fn periods_by_date(file: &File) -> Vec<String> {
    let mut ids: Vec<&String> = file.periods.keys().collect();
    ids.sort_by_key(|id| &file.periods[*id].date);
    ids.into_iter().cloned().collect()
}

/// Looks up everything that `scenario` names in `file`, which must be without errors.
pub(crate) fn parts(file: &File, scenario: &Scenario) -> Result<Parts, CompileError> {
    seen_by(file, scenario, None)
}

/// The same as `viewer` sees it, if somebody's picture is wanted.
pub(crate) fn seen_by(
    file: &File,
    scenario: &Scenario,
    viewer: Option<&str>,
) -> Result<Parts, CompileError> {
    let parts = looked_up(file, scenario, viewer)?;
    match parts.decision_makers.len() {
        0 => Err(CompileError::DecisionMakers(0)),
        _ => Ok(parts),
    }
}

/// The same, also where nobody decides anything: there may be something to agree on.
pub(crate) fn looked_up(
    file: &File,
    scenario: &Scenario,
    viewer: Option<&str>,
) -> Result<Parts, CompileError> {
    let ids = periods_by_date(file);
    let id = match &scenario.period {
        Some(id) if !ids.contains(id) => return Err(CompileError::UnknownPeriod(id.clone(), ids)),
        Some(id) => Some(id.clone()),
        None => ids.last().cloned(),
    };
    let period = id.as_deref().and_then(|id| file.periods.get(id));
    let scenario = Scenario {
        period: id.clone(),
        ..scenario.clone()
    };
    let id = id.as_deref();

    let drivers = DriverLevels::of(file, &scenario)?;
    let file = &*drivers.standing(file)?;
    let edits = edits(file, &scenario)?;
    let mut wants = wants(file, id, &edits)?;
    let away = drivers.options_away(file)?;
    let absent = |option: &str| {
        let usual = period.is_some_and(|p| p.absent.iter().any(|a| a == option));
        let usual = usual || away.contains(&option);
        edits.iter().fold(usual, |absent, (_, edit)| match *edit {
            Edit::Absent(changed) if changed == option => true,
            Edit::Present(changed) if changed == option => false,
            _ => absent,
        })
    };
    let controls = |actor: &str| {
        let mut options = file.options.iter();
        options.any(|(id, option)| !absent(id) && controllers(option).iter().any(|c| c == actor))
    };
    wants.retain(|(actor, wants)| !matches!(wants, Wants::Nothing) || controls(actor));
    let decision_makers: Vec<String> = wants.iter().map(|(actor, _)| actor.to_string()).collect();
    if decision_makers.len() > 16 {
        return Err(CompileError::DecisionMakers(decision_makers.len()));
    }
    let perceptions = viewer.map(|viewer| perceive::perceptions(file, &scenario, viewer));
    let perceptions = perceptions.unwrap_or_default();
    perceive::wants(&mut wants, &perceptions, id)?;

    let mut columns = columns(file, period, &edits);
    let mut axes = Vec::new();
    let mut options = Vec::new();
    for (owner, actor) in decision_makers.iter().enumerate() {
        for column in columns.iter_mut().filter(|c| c.actor == *actor) {
            if absent(&column.id) {
                continue;
            }
            column.axis = Some(axes.len());
            axes.push(axis(owner, column, &file.options[&column.id]));
            options.push(CompiledOption {
                id: column.id.clone(),
                party: column.party.clone(),
                owner,
                levels: column.levels.clone(),
                change: column.change,
            });
        }
    }

    let mut names = Names::of_options(file, |k| columns[k].axis);
    let mut first = None;
    names.define(file, |id, fault| {
        first.get_or_insert_with(|| faulty(format_args!("the definition `{id}`"), &fault.error));
    });
    if let Some(error) = first {
        return Err(error);
    }

    let mut preferences = Vec::new();
    for (actor, wants) in wants {
        let wants = if scenario.stated_only {
            wants.stated()
        } else {
            wants
        };
        preferences.push(compiled(file, &names, actor, wants)?);
    }
    let mut rules = Vec::new();
    let dropped = |rule: &str| {
        let mut edits = edits.iter();
        edits.any(|(_, edit)| matches!(edit, Edit::WithoutRule(id) if *id == rule))
    };
    let in_force = file.rules.iter().filter(|(_, r)| stands(&r.periods, id));
    for (rule_id, rule) in in_force.filter(|(id, _)| !dropped(id)) {
        let effect = effect(&names, &decision_makers, rule)
            .map_err(|error| faulty(format_args!("the rule `{rule_id}`"), &error))?;
        rules.extend(effect.map(|effect| CompiledRule {
            id: rule_id.clone(),
            text: rule.text.clone(),
            effect,
        }));
    }
    rules.extend(perceive::rules(&names, &decision_makers, &perceptions)?);
    let bound = columns
        .iter()
        .filter(|c| c.party.is_some())
        .filter_map(|c| Some((c, names.options.get(&c.id)?)))
        .filter(|(c, named)| named.consents[0].party == c.party && !absent(&c.id))
        .flat_map(|(c, named)| bound(named, c.change, &file.options[&c.id]))
        .collect();
    let instead = edits.iter().rev().find_map(|(_, edit)| match edit {
        Edit::StatusQuo(text) => Some((*text).to_owned()),
        _ => None,
    });
    let outcomes = period.map_or(&[][..], |p| &p.outcomes);
    let mut outcomes: Vec<_> = outcomes.iter().collect();
    outcomes.sort_by_key(|outcome| &outcome.date);
    Ok(Parts {
        codes: Codes::new(columns.iter().map(|c| c.levels.len()).collect()),
        status_quo: period.map(|p| instead.unwrap_or_else(|| p.status_quo.clone())),
        outcomes: outcomes
            .into_iter()
            .map(|o| (o.id.clone(), o.state.clone()))
            .collect(),
        scenario,
        decision_makers,
        options,
        columns,
        preferences,
        rules,
        names,
        axes,
        bound,
    })
}

/// What every actor wants, the edits made.
pub(super) fn wants<'f>(
    file: &'f File,
    period: Option<&str>,
    edits: &[By<'f>],
) -> Result<Vec<(&'f str, Wants<'f>)>, CompileError> {
    let mut wants: Vec<(&str, Wants)> = file
        .actors
        .keys()
        .map(|actor| (actor.as_str(), base(file, actor, period)))
        .collect();
    for &(by, edit) in edits {
        let actor = match edit {
            Edit::Judgement(change) => change.actor.as_deref(),
            Edit::Negate(actor, _) | Edit::Move(actor, ..) => Some(actor),
            _ => None,
        };
        let Some(actor) = actor else {
            continue;
        };
        let of_actor = wants.iter_mut().find(|(known, _)| *known == actor);
        let Some((_, wants)) = of_actor else {
            let by = by.map_or("A change".to_owned(), |id| format!("The reading `{id}`"));
            return Err(CompileError::Faulty(format!(
                "{by} changes what `{actor}` wants, and there is no such actor."
            )));
        };
        let done = match edit {
            Edit::Judgement(change) => apply(wants, change, by, period),
            Edit::Negate(_, id) => negate(wants, id),
            Edit::Move(_, id, above) => move_above(wants, id, above),
            _ => Ok(()),
        };
        done.map_err(|why| why.error(by, actor))?;
    }
    Ok(wants)
}

/// All options in the order of the files, none of them on an axis yet.
pub(super) fn columns(file: &File, period: Option<&Period>, edits: &[By]) -> Vec<Column> {
    let change = |id: &str, option: &Opt| {
        let mut edits = edits.iter().rev();
        let edited = edits.find_map(|(_, edit)| match *edit {
            Edit::Reversibility(changed, change) if changed == id => Some(change),
            _ => None,
        });
        let here = edited.or(period.and_then(|p| p.change.get(id)).copied());
        let usual = option.change.unwrap_or_default();
        here.or(option.allow.is_none().then_some(usual))
    };
    file.options
        .iter()
        .flat_map(|(id, option)| {
            controllers(option).iter().map(move |actor| Column {
                id: id.clone(),
                party: option.owner.is_none().then(|| actor.clone()),
                actor: actor.clone(),
                levels: level_names(option),
                change: change(id, option),
                axis: None,
            })
        })
        .collect()
}

pub(super) fn compiled(
    file: &File,
    names: &Names,
    actor: &str,
    wants: Wants,
) -> Result<Preferences, CompileError> {
    let read = |text: &str, place: std::fmt::Arguments| {
        names.formula(text).map_err(|error| faulty(place, &error))
    };
    Ok(match wants {
        Wants::Nothing => Preferences::None,
        Wants::Statements(ranks) => {
            let mut compiled = Vec::new();
            for rank in ranks {
                let mut statements = Vec::new();
                for held in rank {
                    let s = held.statement;
                    let place = format_args!("the statement `{}` of `{actor}`", s.id);
                    let formula = read(&s.wants, place)?;
                    let (wants, formula) = match held.negated {
                        true => (negated(&s.wants), not(formula)),
                        false => (s.wants.clone(), formula),
                    };
                    let text = match s.text.as_str() {
                        "" => file.in_words(&wants),
                        text => text.to_owned(),
                    };
                    statements.push(CompiledStatement {
                        id: s.id.clone(),
                        text,
                        wants,
                        formula,
                        because: s.evidence.because.clone(),
                        basis: s.evidence.basis.unwrap_or_default(),
                        red_line: s.red_line,
                        hindsight: s.evidence.hindsight,
                        reading: held.reading.map(str::to_string),
                    });
                }
                compiled.push(statements);
            }
            Preferences::Statements(compiled)
        }
        Wants::Ranking(ranking, evidence) => {
            let mut classes = Vec::new();
            for class in ranking {
                let place = format_args!("the ranking of `{actor}`");
                let formulas: Result<Vec<_>, _> =
                    class.iter().map(|text| read(text, place)).collect();
                classes.push((class.join(" | "), or(formulas?)));
            }
            Preferences::Ranking {
                classes,
                evidence: evidence.clone(),
            }
        }
    })
}
