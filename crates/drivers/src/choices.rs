//! What raising a driver makes an actor choose: the edges of the map that lead through the
//! game.

use hikiwake_dossier::{Change, Column, CompileError, Compiled, Dossier, Scenario};
use hikiwake_finding::{AnalyseSettings, StateRow, basis};
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
    let compiled = settings.compile(dossier, scenario)?;
    let Some(before) = InPlace::of(dossier, &compiled) else {
        return Ok(Vec::new());
    };
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
        let mut changed = scenario.clone();
        changed.changes.push(Change::Driver {
            driver: head.id.clone(),
            level: head.levels[level].clone(),
        });
        let compiled = settings.compile(dossier, &changed)?;
        let Some(after) = InPlace::of(dossier, &compiled) else {
            continue;
        };
        let columns = before.compiled.columns.iter().zip(&compiled.columns);
        for (old, new) in columns {
            // Every best reply after the change has the option higher than every one
            // before it, or lower.
            let ([low, high], [new_low, new_high]) = (before.range(old), after.range(new));
            let rises = new_low > high;
            if rises || new_high < low {
                edges.push(InducedEdge {
                    driver,
                    lowered,
                    option: old.id.clone(),
                    actor: old.actor.clone(),
                    direction: match rises != lowered {
                        true => Direction::Up,
                        false => Direction::Down,
                    },
                    before: before.rows(&old.actor),
                    after: after.rows(&new.actor),
                });
            }
        }
    }
    Ok(edges)
}

/// A model at what is in place.
struct InPlace<'a> {
    dossier: &'a Dossier,
    compiled: &'a Compiled,
    state: State,
}

impl<'a> InPlace<'a> {
    /// `None` where the dossier does not say what is in place.
    fn of(dossier: &'a Dossier, compiled: &'a Compiled) -> Option<Self> {
        Some(InPlace {
            dossier,
            compiled,
            state: compiled.status_quo?,
        })
    }

    /// What an actor does best, all others fixed: to stay, where no move is better.
    fn replies(&self, actor: &str) -> Vec<State> {
        let model = &self.compiled.model;
        let owner = self
            .compiled
            .decision_makers
            .iter()
            .position(|id| id == actor);
        let replies = owner.map_or_else(Vec::new, |owner| model.best_replies(owner, self.state));
        match replies.is_empty() {
            true => vec![self.state],
            false => replies,
        }
    }

    /// The lowest and highest level of an option among its owner's best replies.
    fn range(&self, column: &Column) -> [u8; 2] {
        let space = self.compiled.model.space();
        let level = |reply: State| column.axis.map_or(0, |axis| space.level(reply, axis));
        let levels = self.replies(&column.actor).into_iter().map(level);
        levels.fold([u8::MAX, 0], |[low, high], level| {
            [low.min(level), high.max(level)]
        })
    }

    fn rows(&self, actor: &str) -> Vec<StateRow> {
        let replies = self.replies(actor).into_iter();
        replies
            .map(|state| basis::row(self.dossier, self.compiled, state))
            .collect()
    }
}
