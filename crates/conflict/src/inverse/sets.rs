//! The sets of changes that were found, told: what changes, and what comes of it.

use hikiwake_dossier::Compiled;
use hikiwake_graph::{State, StepKind};

use super::elementary::{Edit, Elementary, GraphEdit};
use super::finding::{ChangeSet, InverseAnswer, InverseWalk, SizeTried};
use super::search::{Found, Tried};
use super::words::Namer;
use super::{Ask, Wanted, apply};
use hikiwake_finding::{ReachKind, basis, walk};

pub(crate) fn answer(
    ask: &Ask,
    namer: &Namer,
    wanted: &Wanted,
    walk: InverseWalk,
    tried: &[Tried],
) -> InverseAnswer {
    let weight = |set: &Vec<usize>| -> u64 {
        (set.iter())
            .map(|&change| namer.weight(&ask.elementary[change]))
            .sum()
    };
    let mut entries: Vec<(usize, u64, Vec<&Vec<usize>>)> = Vec::new();
    for (size, Found { sets }) in tried
        .iter()
        .flat_map(|t| t.found.iter().map(|f| (t.size, f)))
    {
        let mut sets: Vec<&Vec<usize>> = sets.iter().collect();
        sets.sort_by_key(|set| (weight(set), (*set).clone()));
        entries.push((size, weight(sets[0]), sets));
    }
    entries.sort_by(|a, b| (a.0, a.1, &a.2[0]).cmp(&(b.0, b.1, &b.2[0])));
    let sizes: Vec<SizeTried> = tried.iter().map(size_tried).collect();
    let first = sizes.iter().position(|size| size.found > 0);
    let least = first.filter(|&at| sizes[..at].iter().all(|size| size.complete));
    let sets: Vec<ChangeSet> = (entries.iter().take(ask.settings.analyse.list))
        .map(|(_, weight, sets)| told(ask, namer, wanted, walk, *weight, sets))
        .collect();
    InverseAnswer {
        reached: walk,
        not_listed: (entries.len() - sets.len()) as u64,
        least: least.map(|at| sizes[at].size),
        sizes,
        sets,
    }
}

fn size_tried(tried: &Tried) -> SizeTried {
    SizeTried {
        size: tried.size as u64,
        sets: tried.sets,
        solved: tried.solved,
        found: tried
            .found
            .iter()
            .map(|found| found.sets.len() as u64)
            .sum(),
        complete: tried.complete,
    }
}

/// The scenario with a set of changes made, built anew.
fn changed(ask: &Ask, wanted: &Wanted, set: &[usize]) -> Option<Compiled> {
    let mut compiled = ask.compiled.clone();
    let mut graph: Vec<GraphEdit> = Vec::new();
    let mut wishes: Vec<Vec<Edit>> = vec![Vec::new(); compiled.preferences.len()];
    for &change in set {
        match &ask.elementary[change] {
            Elementary::Graph(edit) => graph.push(*edit),
            Elementary::Wish { actor, edit } => wishes[*actor].push(*edit),
        }
    }
    for (preferences, edits) in compiled.preferences.iter_mut().zip(&wishes) {
        *preferences = apply::preferences(preferences, edits, ask.candidates);
    }
    let limits = ask.settings.analyse.limits;
    let mut builder = apply::builder(ask.compiled, &graph, ask.options, &wanted.formula, limits);
    for (i, preferences) in compiled.preferences.iter().enumerate() {
        if let Some(order) = preferences.order() {
            builder.order(i, order);
        }
    }
    compiled.model = builder.build_with(&ask.settings.analyse.run).ok()?;
    compiled.status_quo =
        apply::start(ask.compiled, compiled.model.feasible(), &graph, ask.options);
    Some(compiled)
}

/// One entry: its lightest set in full, the others in words.
fn told(
    ask: &Ask,
    namer: &Namer,
    wanted: &Wanted,
    walk: InverseWalk,
    weight: u64,
    sets: &[&Vec<usize>],
) -> ChangeSet {
    let named = |set: &Vec<usize>| -> Vec<_> {
        (set.iter())
            .map(|&change| namer.change(&ask.elementary[change]))
            .collect()
    };
    let changes = named(sets[0]);
    let most = ask.settings.analyse.list;
    let mut set = ChangeSet {
        weight,
        alike: (sets.iter().skip(1).take(most).copied())
            .map(named)
            .collect(),
        alike_not_listed: sets.len().saturating_sub(1).saturating_sub(most) as u64,
        states: 0,
        state: basis::row(ask.dossier, ask.compiled, State(0)),
        reach: None,
        path: Vec::new(),
        changes,
    };
    // The search has built the same model, so there is one.
    if let Some(compiled) = changed(ask, wanted, sets[0]) {
        outcome(ask, &compiled, wanted, walk, &mut set);
    }
    set
}

/// What comes of a set of changes: which wanted states hold, and how the first is
/// reached.
fn outcome(
    ask: &Ask,
    compiled: &Compiled,
    wanted: &Wanted,
    walk: InverseWalk,
    set: &mut ChangeSet,
) {
    let model = &compiled.model;
    let mut holding = wanted.formula.extension(model.space());
    holding.intersect(model.feasible());
    for i in 0..model.decision_makers() {
        holding.intersect(&model.stable(i, ask.settings.concept));
    }
    let all: Vec<usize> = (0..model.decision_makers()).collect();
    let walks = compiled.status_quo.map(|start| {
        let kinds = [
            StepKind::BestReply,
            StepKind::Improvement,
            StepKind::WithoutLoss,
            StepKind::Move,
        ];
        (start, kinds.map(|kind| model.reach(start, &all, kind)))
    });
    let reach = |state: State| {
        let (start, [best, improvements, without_loss, moves]) = walks.as_ref()?;
        Some(match state {
            state if state == *start => ReachKind::Here,
            state if best.has(state) => ReachKind::BestReplies,
            state if improvements.has(state) => ReachKind::Improvements,
            state if without_loss.has(state) => ReachKind::MovesWithoutGain,
            state if moves.has(state) => ReachKind::MovesAtALoss,
            _ => ReachKind::Never,
        })
    };
    let enough = match walk {
        InverseWalk::No => ReachKind::Never,
        InverseWalk::Any => ReachKind::MovesAtALoss,
        InverseWalk::Improvements => ReachKind::Improvements,
        InverseWalk::BestReplies => ReachKind::BestReplies,
    };
    let states: Vec<State> = (holding.iter())
        .filter(|&state| reach(state).is_none_or(|kind| kind <= enough))
        .collect();
    let length = |state: State| set_walks(&walks, reach(state)).and_then(|w| w.length(state));
    let first = (states.iter()).min_by_key(|&&s| (reach(s), length(s), compiled.code(s)));
    set.states = states.len() as u64;
    if let Some(&state) = first {
        set.state = basis::row(ask.dossier, compiled, state);
        set.reach = reach(state);
        if let Some(path) = set_walks(&walks, set.reach).and_then(|w| w.path(state)) {
            set.path = walk::path(ask.dossier, compiled, &path);
        }
    }
}

type Walks = Option<(State, [hikiwake_graph::Reach; 4])>;

fn set_walks(walks: &Walks, reach: Option<ReachKind>) -> Option<&hikiwake_graph::Reach> {
    let (_, [best, improvements, without_loss, moves]) = walks.as_ref()?;
    match reach? {
        ReachKind::BestReplies => Some(best),
        ReachKind::Improvements => Some(improvements),
        ReachKind::MovesWithoutGain => Some(without_loss),
        ReachKind::MovesAtALoss => Some(moves),
        ReachKind::Here | ReachKind::JointMove | ReachKind::Never => None,
    }
}
