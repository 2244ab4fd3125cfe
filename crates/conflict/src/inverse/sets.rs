//! The sets of changes that were found, told: what changes, and what comes of it.

use hikiwake_dossier::Compiled;
use hikiwake_graph::{State, StepKind};

use super::elementary::{Edit, Elementary, GraphEdit};
use super::finding::{ChangeSet, InverseAnswer, InverseWalk, SizeTried};
use super::search::{Found, Tried};
use super::words::Namer;
use super::{Ask, Wanted, apply};
use hikiwake_finding::{MoveKind, ReachKind, WalkStep, basis, walk};
use hikiwake_finding::{words::count, words::list, words::place, words::thousands};

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
    let mut answer = InverseAnswer {
        reached: walk,
        not_listed: (entries.len() - sets.len()) as u64,
        least: least.map(|at| sizes[at].size),
        sizes,
        sets,
        sentences: Vec::new(),
    };
    answer.sentences = sentences(&answer, wanted, ask.settings.analyse.work);
    answer
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
        sentences: Vec::new(),
        changes,
    };
    // The search has built the same model, so there is one.
    if let Some(compiled) = changed(ask, wanted, sets[0]) {
        outcome(ask, &compiled, wanted, walk, &mut set);
    }
    set.sentences = set_sentences(&set);
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

fn set_sentences(set: &ChangeSet) -> Vec<String> {
    let mut sentences: Vec<String> = (set.changes.iter())
        .map(|change| {
            let against = match (&change.basis, change.claims.as_slice()) {
                (None, _) => "It contradicts nothing in the dossier.".to_owned(),
                (Some(basis), []) => format!("Against a judgement without a claim ({basis})."),
                (Some(basis), claims) => {
                    let claim =
                        |c: &hikiwake_finding::ClaimHead| format!("{} ({})", c.id, c.source);
                    let claims: Vec<String> = claims.iter().map(claim).collect();
                    format!("Against {} ({basis}).", list(&claims))
                }
            };
            format!("{}. {against}", change.text)
        })
        .collect();
    let state = match set.state.status_quo {
        true => "the status quo".to_owned(),
        false => format!("{} ({})", place(&set.state), set.state.text),
    };
    let more = match set.states.saturating_sub(1) {
        0 => String::new(),
        n => format!(", and {} more", count(n, "state", "states")),
    };
    let reached = match set.reach {
        None | Some(ReachKind::Never) => String::new(),
        Some(ReachKind::Here) => "; it is where things stand".to_owned(),
        Some(kind) => format!("; {} lead there: {}", kind_words(kind), steps(&set.path)),
    };
    sentences.push(format!("Then {state} holds{more}{reached}."));
    sentences
}

fn kind_words(kind: ReachKind) -> &'static str {
    match kind {
        ReachKind::BestReplies => "best replies",
        ReachKind::Improvements => "improvements, not all of them the best on offer,",
        ReachKind::MovesWithoutGain => "moves, some of them without gain,",
        _ => "moves, some of them at a loss,",
    }
}

fn steps(path: &[WalkStep]) -> String {
    let step = |step: &WalkStep| match step.kind {
        MoveKind::WithoutGain => format!("{} (without gain)", step.text),
        MoveKind::AtALoss => format!("{} (at a loss)", step.text),
        _ => step.text.clone(),
    };
    path.iter().map(step).collect::<Vec<_>>().join("; then ")
}

/// What was shown, in sentences.
fn sentences(answer: &InverseAnswer, wanted: &Wanted, work: u64) -> Vec<String> {
    let what = match (wanted.state, answer.reached) {
        (Some(_), InverseWalk::No) => format!("For {} to hold", wanted.label),
        (None, InverseWalk::No) => format!("For a state with “{}” to hold", wanted.label),
        (Some(_), _) => format!("For {} to hold and be reached", wanted.label),
        (None, _) => format!("For a state with “{}” to hold and be reached", wanted.label),
    };
    let by = match answer.reached {
        InverseWalk::No => "",
        InverseWalk::Any => " by any moves",
        InverseWalk::Improvements => " by improvements",
        InverseWalk::BestReplies => " by best replies",
    };
    let mut sentences = Vec::new();
    for size in &answer.sizes {
        let sets = sets_of(size.size, size.sets);
        sentences.push(match (size.size, size.found, size.complete) {
            (0, 0, true) => continue,
            (0, found, _) if found > 0 => {
                let states = answer.sets.first().map_or(0, |set| set.states);
                let holding = count(states, "state holds", "states hold");
                let holding = match answer.reached {
                    InverseWalk::No => holding,
                    _ => format!("{holding} and can be reached so"),
                };
                format!("{what}{by}, nothing has to change: {holding}.")
            }
            (0, _, false) => format!(
                "{what}{by}: the work allowed ({}) does not suffice to solve the model as it is. \
                 Raise `work` (--work).",
                count(work, "step", "steps")
            ),
            (_, 0, true) => format!(
                "{what}{by}, {} {} not enough: of {sets} none works.",
                changes(size.size),
                if size.size == 1 { "is" } else { "are" }
            ),
            (_, found, true) => {
                let works = if found == 1 { "works" } else { "work" };
                format!(
                    "{what}{by}, {} can be enough: of {sets} {} {works}{}.",
                    changes(size.size),
                    thousands(found),
                    kinds_of_models(answer, size.size)
                )
            }
            (_, found, false) => format!(
                "{what}{by}, not all of {sets} could be tried with the work allowed ({}); {} so far. \
                 Nothing is claimed of the rest: raise `work` (--work) to look further.",
                count(work, "step", "steps"),
                match found {
                    0 => "none works".to_owned(),
                    1 => "1 works".to_owned(),
                    n => format!("{} work", thousands(n)),
                }
            ),
        });
    }
    sentences
}

fn kinds_of_models(answer: &InverseAnswer, size: u64) -> String {
    let here = answer.sizes.iter().filter(|s| s.found > 0).count() == 1;
    let models = answer.sets.len() as u64 + answer.not_listed;
    let found = answer
        .sizes
        .iter()
        .find(|s| s.size == size)
        .map_or(0, |s| s.found);
    match here && models != found {
        true => format!(", making {}", count(models, "model", "different models")),
        false => String::new(),
    }
}

fn changes(size: u64) -> String {
    match size {
        1 => "one change".to_owned(),
        2 => "two changes together".to_owned(),
        n => format!("{n} changes together"),
    }
}

fn sets_of(size: u64, sets: u64) -> String {
    match size {
        0 => "the model as it is".to_owned(),
        1 => count(sets, "change", "changes"),
        2 => count(sets, "pair", "pairs"),
        n => format!("{} of {n}", count(sets, "set", "sets")),
    }
}
