//! What raising a driver makes an actor choose: the edges of the map that lead through the
//! game.

use std::sync::Arc;

use hikiwake_dossier::{Change, CompileError, Compiled, Dossier, Scenario};
use hikiwake_finding::{AnalyseSettings, basis};
use hikiwake_graph::State;

use crate::{Direction, DriverMap, InducedEdge};

/// The edges from drivers to options at what is in place: a driver is raised by one level
/// (lowered, where it stands highest, and read the other way round), and each decision
/// maker's best replies are held against those before, all others staying where they are.
///
/// # Errors
/// Where the scenario makes no model, or the watcher asked to stop.
pub(crate) fn induced(
    dossier: &Dossier,
    scenario: &Scenario,
    map: &DriverMap,
    settings: &AnalyseSettings,
) -> Result<Vec<InducedEdge>, CompileError> {
    let switches = dossier.switches();
    let before = settings.compile(dossier, scenario)?;
    let mut edges = Vec::new();
    for (driver, head) in map.drivers.iter().enumerate() {
        if !switches.iter().any(|switch| switch.hangs_on(&head.id)) {
            continue;
        }
        let lowered = head.level + 1 >= head.levels.len();
        let level = match lowered {
            true => head.level.saturating_sub(1),
            false => head.level + 1,
        };
        let after = at_level(
            dossier,
            scenario,
            head.id.clone(),
            &head.levels[level],
            settings,
        )?;
        let Some(((now, then), moved)) = before.status_quo.zip(after.status_quo).map(|states| {
            (
                states,
                Moved {
                    before: &before,
                    after: &after,
                },
            )
        }) else {
            continue;
        };
        for (column, rises) in moved.options(now, then) {
            let option = &before.columns[column];
            edges.push(InducedEdge {
                driver,
                lowered,
                option: option.id.clone(),
                actor: option.actor.clone(),
                direction: match rises != lowered {
                    true => Direction::Up,
                    false => Direction::Down,
                },
                before: moved
                    .replies(&before, &option.actor, now)
                    .iter()
                    .map(|&state| basis::row(dossier, &before, state))
                    .collect(),
                after: moved
                    .replies(&after, &option.actor, then)
                    .iter()
                    .map(|&state| basis::row(dossier, &after, state))
                    .collect(),
            });
        }
    }
    Ok(edges)
}

fn at_level(
    dossier: &Dossier,
    scenario: &Scenario,
    driver: String,
    level: &str,
    settings: &AnalyseSettings,
) -> Result<Arc<Compiled>, CompileError> {
    let mut changed = scenario.clone();
    changed.changes.push(Change::Driver {
        driver,
        level: level.to_owned(),
    });
    settings.compile(dossier, &changed)
}

struct Moved<'a> {
    before: &'a Compiled,
    after: &'a Compiled,
}

impl Moved<'_> {
    /// The options that every best reply of their owner after the change has higher than
    /// every one before it (`true`), or lower: by their columns.
    fn options(&self, now: State, then: State) -> Vec<(usize, bool)> {
        let columns = self
            .before
            .columns
            .iter()
            .zip(&self.after.columns)
            .enumerate();
        let moved = columns.filter_map(|(at, (old, new))| {
            let [low, high] = self.range(self.before, old, now)?;
            let [new_low, new_high] = self.range(self.after, new, then)?;
            match () {
                () if new_low > high => Some((at, true)),
                () if new_high < low => Some((at, false)),
                () => None,
            }
        });
        moved.collect()
    }

    /// The lowest and highest level of an option among its owner's best replies.
    fn range(
        &self,
        compiled: &Compiled,
        column: &hikiwake_dossier::Column,
        state: State,
    ) -> Option<[u8; 2]> {
        let level = |reply: &State| {
            let space = compiled.model.space();
            column.axis.map_or(0, |axis| space.level(*reply, axis))
        };
        let replies = self.replies(compiled, &column.actor, state);
        let levels = || replies.iter().map(level);
        Some([levels().min()?, levels().max()?])
    }

    /// What an actor does best, all others fixed: to stay, where no move is better.
    fn replies(&self, compiled: &Compiled, actor: &str, state: State) -> Vec<State> {
        let owner = compiled.decision_makers.iter().position(|id| id == actor);
        let replies =
            owner.map_or_else(Vec::new, |owner| compiled.model.best_replies(owner, state));
        match replies.is_empty() {
            true => vec![state],
            false => replies,
        }
    }
}
