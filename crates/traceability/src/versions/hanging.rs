//! What single wishes and readings would upset or open.

use hikiwake_conflict::{Sensitivity, StatementTurn, Turn};
use hikiwake_dossier::PartKind;

use super::renamed::Renamed;
use super::{ChangedAnswer, TurnEffect, Turned};

/// The wishes and readings of both versions that would do something else.
pub(super) fn turns(old: &Sensitivity, new: &Sensitivity, renamed: &Renamed) -> Vec<ChangedAnswer> {
    let alike = alike(old, new, renamed);
    let effects = |before: &Turn, after: &Turn| -> Option<[TurnEffect; 2]> {
        let effect = |of: &Sensitivity, turn: &Turn, name: &dyn Fn(&str) -> String| {
            let known = |ids: Vec<String>| -> Vec<String> {
                ids.into_iter().filter(|id| alike.contains(id)).collect()
            };
            TurnEffect {
                upsets: (old.lasts == new.lasts).then(|| of.is_upset_by(turn)),
                opens: known(turn.opens.iter().map(|open| name(&open.id)).collect()),
                closes: known(turn.closes.iter().map(|id| name(id)).collect()),
            }
        };
        let was = effect(old, before, &|id| {
            renamed.id(PartKind::Definition, id).to_owned()
        });
        let is = effect(new, after, &str::to_owned);
        (was != is).then_some([was, is])
    };
    let mut changes = Vec::new();
    for (turned, before, after) in [
        (Turned::Dropped, &old.dropped, &new.dropped),
        (Turned::Reversed, &old.reversed, &new.reversed),
    ] {
        for one in after {
            let wish = &new.statements[one.statement];
            let same = |before: &&StatementTurn| {
                let was = &old.statements[before.statement];
                renamed.id(PartKind::Actor, &was.actor) == wish.actor
                    && renamed.wish(&was.actor, &was.id) == wish.id
            };
            let pair = before
                .iter()
                .find(same)
                .and_then(|was| effects(&was.turn, &one.turn));
            changes.extend(pair.map(|[old, new]| ChangedAnswer::Turn {
                turned,
                statement: Some(Box::new(wish.clone())),
                reading: None,
                old,
                new,
            }));
        }
    }
    for one in &new.readings {
        let mut before = old.readings.iter();
        let was =
            before.find(|was| renamed.id(PartKind::Reading, &was.reading.id) == one.reading.id);
        let pair = was.and_then(|was| effects(&was.turn, &one.turn));
        changes.extend(pair.map(|[old, new]| ChangedAnswer::Turn {
            turned: Turned::Reading,
            statement: None,
            reading: Some(one.reading.clone()),
            old,
            new,
        }));
    }
    changes
}

/// Ids of the patterns that are open in both versions as the case is read, or in neither.
fn alike(old: &Sensitivity, new: &Sensitivity, renamed: &Renamed) -> Vec<String> {
    let is_open = |ground: &hikiwake_conflict::PatternGround| ground.pattern.by_joint_move > 0;
    let alike = new.patterns.iter().filter(|now| {
        old.patterns.iter().any(|was| {
            renamed.id(PartKind::Definition, &was.pattern.id) == now.pattern.id
                && is_open(was) == is_open(now)
        })
    });
    alike.map(|ground| ground.pattern.id.clone()).collect()
}
