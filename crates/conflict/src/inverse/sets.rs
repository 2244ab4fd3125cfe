//! The sets of changes that were found, told: what changes, and what comes of it.

use hikiwake_dossier::Compiled;
use hikiwake_graph::State;

use super::elementary::{Edit, Elementary, GraphEdit};
use super::finding::{ChangeSet, InverseAnswer, InverseWalk, SizeTried};
use super::search::{Found, Tried};
use super::words::Namer;
use super::{Ask, apply};
use crate::Wanted;
use crate::patterns::irreversible;
use crate::reach::Reached;
use crate::regret::{rather_alone, worse_off};
use hikiwake_finding::{ReachKind, basis, walk};

/// Most entries followed to the end of their walk where fewer are listed.
const FOLLOWED: usize = 24;

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
    // Whom a walk leaves worse off is known at its end: of many, the first are followed.
    let most = ask.settings.analyse.list;
    let followed = (entries.iter().take(most.max(FOLLOWED)))
        .map(|(_, weight, sets)| told(ask, namer, wanted, walk, *weight, sets));
    let mut sets: Vec<ChangeSet> = followed.collect();
    let followed = sets.len();
    let followed_worse_off = sets.iter().filter(|set| !set.worse_off.is_empty()).count();
    let loses = |id: &&String| sets.iter().any(|set| set.worse_off.contains(id));
    let worse_off = ask.compiled.decision_makers.iter().filter(loses);
    let worse_off: Vec<String> = worse_off.cloned().collect();
    sets.sort_by_key(|set| {
        (
            !set.worse_off.is_empty(),
            !set.better_alone.is_empty(),
            set.lasts_if_reversible == Some(false),
        )
    });
    sets.truncate(most);
    let sizes: Vec<SizeTried> = tried.iter().map(size_tried).collect();
    let first = sizes.iter().position(|size| size.found > 0);
    let least = first.filter(|&at| sizes[..at].iter().all(|size| size.complete));
    InverseAnswer {
        reached: walk,
        not_listed: (entries.len() - sets.len()) as u64,
        least: least.map(|at| sizes[at].size),
        sizes,
        sets,
        followed: followed as u64,
        followed_worse_off: followed_worse_off as u64,
        worse_off,
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
fn changed(
    ask: &Ask,
    wanted: &Wanted,
    set: &[usize],
    reversible: &[GraphEdit],
) -> Option<Compiled> {
    let mut compiled = ask.compiled.clone();
    let mut graph: Vec<GraphEdit> = Vec::new();
    let mut wishes: Vec<Vec<Edit>> = vec![Vec::new(); compiled.preferences.len()];
    for &change in set {
        match &ask.elementary[change] {
            Elementary::Graph(edit) => graph.push(*edit),
            Elementary::Wish { actor, edit } => wishes[*actor].push(*edit),
        }
    }
    // The last that is said of an option counts.
    graph.extend(reversible);
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
        worse_off: Vec::new(),
        better_alone: Vec::new(),
        lasts_if_reversible: None,
        changes,
    };
    // The search has built the same model, so there is one.
    if let Some(compiled) = changed(ask, wanted, sets[0], &[])
        && let Some(state) = outcome(ask, &compiled, wanted, walk, &mut set)
    {
        let reversible = reversible(ask, wanted);
        if !reversible.is_empty() {
            let free = changed(ask, wanted, sets[0], &reversible);
            set.lasts_if_reversible = free.map(|free| {
                let model = &free.model;
                let concept = ask.settings.concept;
                (0..model.decision_makers()).all(|i| model.stable(i, concept).has(state))
            });
        }
    }
    set
}

/// What would make the options reversible that whatever is wanted has taken for good.
fn reversible(ask: &Ask, wanted: &Wanted) -> Vec<GraphEdit> {
    let irreversible = irreversible(ask.compiled, &wanted.meeting(ask.compiled));
    let ids: Vec<&String> = (irreversible.iter())
        .map(|&column| &ask.compiled.columns[column].id)
        .collect();
    let options = ask.options.iter().enumerate();
    options
        .filter(|(_, option)| !option.joint && ids.contains(&&option.id))
        .map(|(at, _)| GraphEdit::Reversible(at))
        .collect()
}

/// What comes of a set of changes: which wanted states hold, and how the first is
/// reached.
fn outcome(
    ask: &Ask,
    compiled: &Compiled,
    wanted: &Wanted,
    walk: InverseWalk,
    set: &mut ChangeSet,
) -> Option<State> {
    let model = &compiled.model;
    let mut holding = wanted.meeting(compiled);
    for i in 0..model.decision_makers() {
        holding.intersect(&model.stable(i, ask.settings.concept));
    }
    let reached = (compiled.status_quo)
        .map(|start| Reached::searched(model, start, ask.settings.analyse.work));
    let is_reached = |state: State| match (&reached, walk) {
        (None, _) | (_, InverseWalk::No) => true,
        (Some(reached), InverseWalk::Any) => reached.moves.has(state),
        (Some(reached), InverseWalk::Improvements) => reached.improvements.has(state),
        (Some(reached), InverseWalk::BestReplies) => reached.best_replies.has(state),
        (Some(reached), InverseWalk::Joint) => reached.kind(state) <= ReachKind::JointMove,
    };
    let states: Vec<State> = holding.iter().filter(|&state| is_reached(state)).collect();
    set.states = states.len() as u64;
    let row = |state| basis::row(ask.dossier, compiled, state);
    let Some(reached) = reached else {
        let first = states
            .into_iter()
            .min_by_key(|&state| compiled.code(state))?;
        set.state = row(first);
        return Some(first);
    };
    let start = reached.start;
    let key = |&state: &State| {
        let path = reached.path(state);
        (
            !worse_off(model, start, &path).is_empty(),
            !rather_alone(model, start, &path).is_empty(),
            reached.kind(state),
            path.len(),
            model.space().difference(start, state).options,
            compiled.code(state),
        )
    };
    let state = states.into_iter().min_by_key(key)?;
    let path = reached.path(state);
    let ids = |all: Vec<usize>| {
        let id = |actor: usize| compiled.decision_makers[actor].clone();
        all.into_iter().map(id).collect()
    };
    let step = |movers: &[usize], from, to| walk::step(ask.dossier, compiled, movers, from, to);
    set.state = row(state);
    set.reach = Some(reached.kind(state));
    set.worse_off = ids(worse_off(model, start, &path));
    set.better_alone = (rather_alone(model, start, &path).into_iter())
        .map(|(member, from, to)| step(&[member], from, to))
        .collect();
    let mut from = start;
    for (movers, to) in path {
        set.path.push(step(&movers, from, to));
        from = to;
    }
    Some(state)
}
