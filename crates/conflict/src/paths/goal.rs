//! The ways to one state, and who can stop them.

use hikiwake_graph::{Path, State, WayRules};

use super::{PathStep, PathsTo, StepsIn, WalkKind, Walks, WalksTo, Way, concepts, too_large};
use crate::reach::Walked;
use crate::regret::{rather_alone, worse_off};
use crate::solve::Solved;
use hikiwake_finding::{ReachKind, WalkStep};

/// Which ways.
pub(super) struct GoalQuestion<'a> {
    pub state: State,
    pub via: &'a [State],
    /// Most paths listed of each kind.
    pub paths: usize,
    /// All kinds of step, or the strongest that leads there.
    pub every_kind: bool,
    /// Bytes that a search may take.
    pub limit: u64,
}

pub(super) fn ways_to(
    solved: &Solved,
    walks: &Walks,
    asked: &GoalQuestion,
    notes: &mut Vec<String>,
) -> PathsTo {
    let mut note = |what: &str| {
        let note = too_large(what, asked.limit);
        if !notes.contains(&note) {
            notes.push(note);
        }
    };
    let mut found: Vec<WalksTo> = Vec::new();
    for kind in [
        WalkKind::BestReplies,
        WalkKind::WithoutRegret,
        WalkKind::Improvements,
        WalkKind::Moves,
    ] {
        if !asked.every_kind && (kind == WalkKind::WithoutRegret || !found.is_empty()) {
            continue;
        }
        let made;
        let ways = match walks.of(kind) {
            Some(ways) if asked.via.is_empty() => ways,
            // Said before: it was too large without further conditions.
            None if kind != WalkKind::WithoutRegret => continue,
            _ => {
                let rules = WayRules {
                    via: asked.via.to_vec(),
                    without_regret_at: (kind == WalkKind::WithoutRegret).then_some(asked.state),
                    ..WayRules::of(kind.steps())
                };
                match solved.compiled.model.ways(walks.start, &rules, asked.limit) {
                    Ok(ways) => made = ways,
                    Err(_) => {
                        note(&format!("What {} lead to", kind.words()));
                        continue;
                    }
                }
                &made
            }
        };
        let mut too_large = || note("What it leads to when somebody gets in between");
        found.extend(walks_to(solved, walks, kind, ways, asked, &mut too_large));
    }
    let reach = solved.reach(asked.state).unwrap_or(ReachKind::Never);
    let walk = match (reach, &solved.reached) {
        (ReachKind::JointMove, Some(reached)) if asked.via.is_empty() => reached.path(asked.state),
        _ => Vec::new(),
    };
    let model = &solved.compiled.model;
    let alone = rather_alone(model, walks.start, &walk).into_iter();
    PathsTo {
        state: solved.row(asked.state),
        concepts: concepts(solved, asked.state),
        reach,
        via: asked
            .via
            .iter()
            .map(|&state| solved.row(state).code)
            .collect(),
        walks: found,
        joint: match walk.is_empty() {
            true => Vec::new(),
            false => solved.path(asked.state),
        },
        joint_worse_off: solved.ids(&worse_off(model, walks.start, &walk)),
        joint_better_alone: alone
            .map(|(member, from, to)| solved.step(&[member], from, to))
            .collect(),
    }
}

fn walks_to(
    solved: &Solved,
    walks: &Walks,
    by: WalkKind,
    ways: &hikiwake_graph::StatusQuoAnalysis,
    asked: &GoalQuestion,
    too_large: &mut impl FnMut(),
) -> Option<WalksTo> {
    let fewest = ways.fewest_paths(asked.state, asked.paths)?;
    let ids = |groups: Vec<Vec<usize>>| groups.iter().map(|group| solved.ids(group)).collect();
    let step = |(from, step): (State, hikiwake_graph::Step)| -> WalkStep {
        solved.step(&[step.mover], from, step.to)
    };
    let listed = fewest
        .paths
        .iter()
        .map(|path| way(solved, walks, path, asked.limit, too_large));
    Some(WalksTo {
        by,
        moves: fewest.moves.into(),
        paths: fewest.count.and_then(|count| count.try_into().ok()),
        listed: listed.collect(),
        able_alone: ways.able_alone(asked.state).map(ids),
        needed: ways.needed(asked.state).map(ids),
        steps_on_all: ways
            .steps_on_all(asked.state)
            .into_iter()
            .map(step)
            .collect(),
        states_on_all: (ways.states_on_all(asked.state).into_iter())
            .map(|state| solved.row(state).code)
            .collect(),
    })
}

fn way(
    solved: &Solved,
    walks: &Walks,
    path: &Path,
    limit: u64,
    too_large: &mut impl FnMut(),
) -> Way {
    let stoppers = solved
        .compiled
        .model
        .stoppers(path, limit)
        .unwrap_or_else(|_| {
            too_large();
            vec![Vec::new(); path.steps.len()]
        });
    let mut from = path.from;
    let mut steps = Vec::new();
    for (taken, stoppers) in path.steps.iter().zip(stoppers) {
        let others = stoppers.iter().map(|stopper| {
            let stopping = stopper
                .improvements
                .iter()
                .filter(|(_, leads_on)| !leads_on);
            let best = stopping.clone().next().or(stopper.improvements.first());
            StepsIn {
                actor: solved.compiled.decision_makers[stopper.who].clone(),
                moves: stopper.moves as u64,
                improvements: stopper.improvements.len() as u64,
                stopping: stopping.count() as u64,
                best: best.map(|&(to, _)| solved.step(&[stopper.who], from, to)),
            }
        });
        steps.push(PathStep {
            step: solved.step(&[taken.mover], from, taken.to),
            lasting: walks.is_lasting(from, taken.to),
            others: others.collect(),
        });
        from = taken.to;
    }
    let walk: Vec<Walked> = (path.steps.iter())
        .map(|step| (vec![step.mover], step.to))
        .collect();
    let worse_off = worse_off(&solved.compiled.model, path.from, &walk);
    Way {
        steps,
        worse_off: solved.ids(&worse_off),
    }
}
