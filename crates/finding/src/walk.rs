//! Steps and paths in words, and how far each kind of step leads from the status quo.

use hikiwake_dossier::{Compiled, Dossier};
use hikiwake_graph::State;

use crate::{MoveKind, Reason, WalkStep, basis};
use crate::{basis::actor_name, basis::reason};

/// One step of `movers` from `from` to `to`, in words and with each mover's reason.
pub fn step(
    dossier: &Dossier,
    compiled: &Compiled,
    movers: &[usize],
    from: State,
    to: State,
) -> WalkStep {
    let because: Vec<Reason> = (movers.iter())
        .map(|&mover| reason(dossier, compiled, mover, from, to))
        .collect();
    WalkStep {
        kind: kind(compiled, movers, from, to),
        movers: (movers.iter())
            .map(|&mover| compiled.decision_makers[mover].clone())
            .collect(),
        from: compiled.code(from),
        to: compiled.code(to),
        text: text(dossier, compiled, from, to),
        changes: basis::changes(compiled, from, to),
        because,
    }
}

fn kind(compiled: &Compiled, movers: &[usize], from: State, to: State) -> MoveKind {
    let model = &compiled.model;
    let better = |&mover: &usize| model.value(mover, to) > model.value(mover, from);
    let worse = |&mover: &usize| model.value(mover, to) < model.value(mover, from);
    match movers {
        movers if movers.iter().any(worse) => MoveKind::AtALoss,
        movers if !movers.iter().all(better) => MoveKind::WithoutGain,
        [mover] if model.best_replies(*mover, from).contains(&to) => MoveKind::BestReply,
        [_] => MoveKind::Improvement,
        _ => MoveKind::Joint,
    }
}

/// What changes from `from` to `to`, by owner: `Japan: sanctions off, economy on`.
fn text(dossier: &Dossier, compiled: &Compiled, from: State, to: State) -> String {
    let space = compiled.model.space();
    let mut owners: Vec<(usize, Vec<String>)> = Vec::new();
    for axis in compiled.columns.iter().filter_map(|column| column.axis) {
        let level = space.level(to, axis);
        if space.level(from, axis) == level {
            continue;
        }
        let option = &compiled.options[axis];
        let change = match (option.levels.as_slice(), level) {
            ([no, yes], 0) if no == "no" && yes == "yes" => format!("{} off", option.id),
            ([no, yes], 1) if no == "no" && yes == "yes" => format!("{} on", option.id),
            (levels, level) => match levels.get(usize::from(level)) {
                Some(name) => format!("{} = {name}", option.id),
                None => format!("{} = {level}", option.id),
            },
        };
        match owners.iter_mut().find(|(owner, _)| *owner == option.owner) {
            Some((_, changes)) => changes.push(change),
            None => owners.push((option.owner, vec![change])),
        }
    }
    owners.sort_by_key(|(owner, _)| *owner);
    let by_owner = |(owner, changes): &(usize, Vec<String>)| {
        let name = actor_name(dossier, &compiled.decision_makers[*owner]);
        format!("{name}: {}", changes.join(", "))
    };
    owners.iter().map(by_owner).collect::<Vec<_>>().join("; ")
}

/// A path of the engine as steps in words.
pub fn path(dossier: &Dossier, compiled: &Compiled, path: &hikiwake_graph::Path) -> Vec<WalkStep> {
    let mut from = path.from;
    let mut steps = Vec::with_capacity(path.steps.len());
    for taken in &path.steps {
        steps.push(step(dossier, compiled, &[taken.mover], from, taken.to));
        from = taken.to;
    }
    steps
}
