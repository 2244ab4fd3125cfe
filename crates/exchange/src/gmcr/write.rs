//! The model of one period and reading as a `.gmcr` file.

use hikiwake_dossier::{Compiled, Dossier, Effect, Preferences, Scenario};
use hikiwake_graph::{Limits, Model, State};
use serde_json::{Value, json};

use super::file::{Condition, Direction};
use super::normal_form::patterns;
use super::numbers::counted;
use super::{MOST_RANKED, take_gmcr};
use crate::exported_model::{ExportedModel, actor_name, option_name};

/// Writes the model, and reads it back.
///
/// # Errors
/// What of the model no `.gmcr` file can say, and how to do without it.
pub(crate) fn write(
    dossier: &Dossier,
    compiled: &Compiled,
    limits: Limits,
) -> Result<ExportedModel, String> {
    let directions = directions(dossier, compiled)?;
    let model = &compiled.model;
    let mut notes = Vec::new();
    // Whoever can change nothing and wants nothing decides nothing, and whoever holds
    // what nobody can change does not own it.
    let owns = |maker: usize| -> Vec<usize> {
        let axes = (0..directions.len()).filter(|k| directions[*k].is_some());
        axes.filter(|k| compiled.options[*k].owner == maker)
            .collect()
    };
    let makers: Vec<usize> = (0..model.decision_makers())
        .filter(|&maker| {
            let decides = !owns(maker).is_empty() || !indifferent(model, maker);
            if !decides {
                let name = actor_name(dossier, &compiled.decision_makers[maker]);
                notes.push(format!(
                    "{name} can change nothing and prefers nothing: left out."
                ));
            }
            decides
        })
        .collect();
    if makers.is_empty() {
        return Err("no actor can change or prefers anything in this model\n  = help: choose another period or reading".into());
    }
    let owned: Vec<Vec<usize>> = makers.iter().map(|&maker| owns(maker)).collect();
    let wishes: Vec<Result<Vec<Condition>, String>> = makers
        .iter()
        .map(|&maker| wishes(&compiled.preferences[maker]))
        .collect();
    for (maker, wishes) in makers.iter().zip(&wishes) {
        if let Err(why) = wishes {
            let name = actor_name(dossier, &compiled.decision_makers[*maker]);
            notes.push(format!(
                "All are ranked by number, because {name} has {why}."
            ));
        }
    }
    let manual = wishes.iter().any(Result::is_err);
    let numbers = match manual {
        true => numbers(model, &counted(directions.len(), &owned))?,
        false => Vec::new(),
    };
    let entries = makers.iter().zip(&owned).zip(&wishes);
    let decision_makers: Vec<Value> = entries
        .map(|((&maker, owned), wishes)| {
            let wishes = wishes.as_deref().unwrap_or_default();
            let mut entry = json!({
                "name": actor_name(dossier, &compiled.decision_makers[maker]),
                "options": owned,
                "preferences": wishes.iter().map(condition).collect::<Vec<_>>(),
            });
            if manual {
                entry["preferenceRanking"] = ranking(model, maker, &numbers);
            }
            entry
        })
        .collect();
    let options: Vec<Value> = (directions.iter().enumerate())
        .map(|(k, direction)| {
            json!({
                "name": option_name(dossier, &compiled.options[k].id, compiled.options[k].party.as_deref()),
                "permittedDirection": direction.unwrap_or(Direction::Both).word(),
            })
        })
        .collect();
    let file = json!({
        "program": "gmcr-py",
        "version": "0.4.1",
        "options": options,
        "decisionMakers": decision_makers,
        "infeasibles": infeasible(compiled)?,
        "useManualPreferenceRanking": manual,
        "coalitions": (0..makers.len()).collect::<Vec<_>>(),
    });
    let bytes = file.to_string().into_bytes();
    same(&bytes, compiled, &makers, limits)?;
    Ok(ExportedModel {
        bytes,
        holds: format!(
            "{} decision makers, {} options",
            makers.len(),
            options.len()
        ),
        notes,
        ..ExportedModel::default()
    })
}

/// How each option may change; `None` where nobody can change it.
fn directions(dossier: &Dossier, compiled: &Compiled) -> Result<Vec<Option<Direction>>, String> {
    let refused = |what: String, help: &str| Err(format!("{what}\n  = help: {help}"));
    for rule in &compiled.rules {
        if let Effect::Bars { .. } = rule.effect {
            return refused(
                format!(
                    "the rule `{}` bars a move, and a .gmcr file bars none",
                    rule.id
                ),
                "take the rule out of a copy of the dossier and export that",
            );
        }
    }
    let axes = compiled.model.space().axes();
    let mut directions = Vec::new();
    for (axis, option) in axes.iter().zip(&compiled.options) {
        let name = option_name(dossier, &option.id, option.party.as_deref());
        if axis.levels != 2 {
            return refused(
                format!(
                    "`{}` ({name}) has {} levels, and an option of a .gmcr file has two",
                    option.id, axis.levels
                ),
                "in a copy of the dossier, make it several options or fewer levels",
            );
        }
        let joint = option.party.is_some();
        if joint && option.change != Some(hikiwake_dossier::file::ChangeKind::Reversible) {
            return refused(
                format!(
                    "`{}` is a joint option that cannot be changed freely, and a .gmcr file has no such thing",
                    option.id
                ),
                "make it reversible in a copy of the dossier and export that",
            );
        }
        let targets = axis.change.targets(2);
        directions.push(match (targets[0] != 0, targets[1] != 0) {
            (true, true) => Some(Direction::Both),
            (true, false) => Some(Direction::Forward),
            (false, true) => Some(Direction::Back),
            (false, false) => None,
        });
    }
    Ok(directions)
}

fn indifferent(model: &Model, maker: usize) -> bool {
    model
        .feasible()
        .iter()
        .all(|state| model.value(maker, state) == 1)
}

/// A preference as statements; what stands in the way otherwise.
fn wishes(preferences: &Preferences) -> Result<Vec<Condition>, String> {
    let ranks = match preferences {
        Preferences::None => return Ok(Vec::new()),
        Preferences::Ranking { .. } => return Err("a ranking".to_owned()),
        Preferences::Statements(ranks) => ranks,
    };
    let mut wishes = Vec::new();
    for rank in ranks {
        let [statement] = rank.as_slice() else {
            return Err("statements that share a rank".to_owned());
        };
        let Some(condition) = patterns(&statement.formula, true) else {
            return Err(format!(
                "the statement `{}`, which has too many cases",
                statement.id
            ));
        };
        // What is met everywhere or nowhere decides nothing.
        let decides = !condition.is_empty() && condition.iter().all(|p| !p.is_empty());
        wishes.extend(decides.then_some(condition));
    }
    Ok(wishes)
}

fn infeasible(compiled: &Compiled) -> Result<Vec<Value>, String> {
    let mut conditions = Vec::new();
    for rule in &compiled.rules {
        if let Effect::Requires(formula) = &rule.effect {
            let condition = patterns(formula, false).ok_or_else(|| {
                format!(
                    "the rule `{}` has too many cases for a .gmcr file\n  = help: divide it into several rules",
                    rule.id
                )
            })?;
            // Several patterns cut out what several conditions would.
            conditions.extend(
                condition
                    .into_iter()
                    .map(|pattern| self::condition(&vec![pattern])),
            );
        }
    }
    Ok(conditions)
}

fn condition(condition: &Condition) -> Value {
    let pattern = |pattern: &super::file::Pattern| -> Value {
        let literal =
            |(option, taken): &(usize, bool)| json!([option, if *taken { "Y" } else { "N" }]);
        pattern.iter().map(literal).collect()
    };
    match condition.as_slice() {
        [one] => pattern(one),
        several => json!({
            "compound": true,
            "members": several.iter().map(pattern).collect::<Vec<_>>(),
        }),
    }
}

/// The feasible states in the order in which gmcr-py numbers them.
fn numbers(model: &Model, order: &[usize]) -> Result<Vec<State>, String> {
    let feasible = model.feasible();
    if feasible.count() > MOST_RANKED {
        return Err(format!(
            "the states must be ranked by number, which is written for up to {MOST_RANKED} states; there are {}\n  = help: give every actor statements that share no rank",
            feasible.count()
        ));
    }
    let decimal = |state: &State| {
        let taken =
            |(bit, axis): (usize, &usize)| u64::from(model.space().level(*state, *axis)) << bit;
        order.iter().enumerate().map(taken).sum::<u64>()
    };
    let mut states: Vec<State> = feasible.iter().collect();
    states.sort_by_key(decimal);
    Ok(states)
}

/// State numbers by class, best first.
fn ranking(model: &Model, maker: usize, numbers: &[State]) -> Value {
    let mut ranked: Vec<(std::cmp::Reverse<u32>, usize)> = (1..)
        .zip(numbers)
        .map(|(number, state)| (std::cmp::Reverse(model.value(maker, *state)), number))
        .collect();
    ranked.sort_unstable();
    let classes = ranked.chunk_by(|a, b| a.0 == b.0);
    classes
        .map(|class| match class {
            [(_, one)] => json!(one),
            several => several.iter().map(|(_, number)| json!(number)).collect(),
        })
        .collect()
}

/// Reads a written file back and compares the whole model: the states, how each
/// option may change, and every decision maker's order. A difference would be a
/// fault of this program.
fn same(bytes: &[u8], compiled: &Compiled, makers: &[usize], limits: Limits) -> Result<(), String> {
    let fault =
        |what: &str| format!("the written file is another model ({what}); please report this");
    let taken = take_gmcr(bytes, "written.gmcr").map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        format!(
            "{}\n{}",
            fault("it cannot be read again"),
            faults.join("\n")
        )
    })?;
    let read = hikiwake_dossier::read_texts(&taken.files);
    let dossier = read
        .dossier
        .ok_or_else(|| fault("it cannot be read again"))?;
    let back = dossier
        .compile(&Scenario::default(), limits)
        .map_err(|error| fault(&error.to_string()))?;
    let (model, other) = (&compiled.model, &back.model);
    // Column k of what came back is axis k of what went out.
    let axes: Vec<usize> = back
        .columns
        .iter()
        .filter_map(|column| column.axis)
        .collect();
    if axes.len() != compiled.options.len() || other.decision_makers() < makers.len() {
        return Err(fault("options or decision makers"));
    }
    for (k, axis) in axes.iter().enumerate() {
        let targets = |model: &Model, axis: usize| model.space().axes()[axis].change.targets(2);
        if targets(model, k) != targets(other, *axis) {
            return Err(fault("how options change"));
        }
    }
    for index in 0..model.space().size() {
        let state = State(u32::try_from(index).unwrap_or(u32::MAX));
        let mut levels = vec![0; axes.len()];
        for (k, axis) in axes.iter().enumerate() {
            levels[*axis] = model.space().level(state, k);
        }
        let there = other
            .space()
            .state(&levels)
            .ok_or_else(|| fault("options"))?;
        if model.feasible().has(state) != other.feasible().has(there) {
            return Err(fault("states"));
        }
        for (position, &maker) in makers.iter().enumerate() {
            if model.value(maker, state) != other.value(position, there) {
                return Err(fault("orders"));
            }
        }
    }
    Ok(())
}
