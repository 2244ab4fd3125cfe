//! What would have to change, against every set of changes there is: on random small
//! dossiers the same elementary changes are listed by a plain program, each set of
//! them is made, and the model that comes of it is solved whole.

use std::collections::BTreeSet;

use crate::findings::walks::kinds;
use crate::random;
use crate::written::written;
use hikiwake_conflict::{
    ChangeSet, Inverse, InverseSettings, InverseWalk, ModelChange, analyse, inverse,
};
use hikiwake_dossier::file::{ChangeKind, ReadingChange, Statement};
use hikiwake_dossier::{Change as Edit, Compiled, CompiledRule, Dossier, Preferences, Scenario};
use hikiwake_finding::{AnalyseSettings, ReachKind};
use hikiwake_graph::{
    Axis, Change, Concept, Formula, Limits, ModelBuilder, Order, State, StepKind,
};

/// A change as the finding names it: kind, actor, option or rule, statement (its id,
/// or where it is added its formula), rank before which it goes.
type Name = (String, String, String, String, u64);

/// A change of the plain program.
#[derive(Clone, Debug)]
struct Made {
    name: Name,
    act: Act,
}

#[derive(Clone, Debug, PartialEq)]
enum Act {
    Drop(usize, String),
    Flip(usize, String),
    Move(usize, String, usize),
    Add(usize, usize),
    Remove(String),
    Changing(String, Change),
    /// A joint option that cannot be undone (`true`) or taken up again.
    Joint(String, bool),
    Bind(usize),
    Rule(String),
}

fn dossier(text: &str) -> Dossier {
    written(text, Some(random::SOURCES))
}

/// What is added in the question: the first two actors come to want these.
const ADDED: [(&str, &str); 2] = [("a0", "o1"), ("a1", "not o0")];

fn at(axis: usize, levels: u64) -> Formula {
    Formula::Level { axis, levels }
}

/// The statements of a decision maker: rank, id, formula.
fn statements(compiled: &Compiled, i: usize) -> Option<Vec<(usize, String, Formula)>> {
    match &compiled.preferences[i] {
        Preferences::None => Some(Vec::new()),
        Preferences::Ranking { .. } => None,
        Preferences::Statements(ranks) => Some(
            (ranks.iter().enumerate())
                .flat_map(|(rank, list)| list.iter().map(move |s| (rank, s)))
                .map(|(rank, s)| (rank, s.id.clone(), s.formula.clone()))
                .collect(),
        ),
    }
}

/// The formulas that may be added, by decision maker.
fn addable(compiled: &Compiled) -> Vec<(usize, String, Formula)> {
    let mut found = Vec::new();
    for (actor, wants) in ADDED {
        let Some(i) = compiled.decision_makers.iter().position(|id| id == actor) else {
            continue;
        };
        let formula = compiled.formula(wants).expect("a formula");
        let held = statements(compiled, i);
        if held.is_some_and(|held| held.iter().all(|(_, _, f)| *f != formula)) {
            found.push((i, wants.to_owned(), formula));
        }
    }
    found
}

fn every_change(compiled: &Compiled) -> Vec<Made> {
    let mut found = Vec::new();
    let actor = |i: usize| compiled.decision_makers[i].clone();
    for i in 0..compiled.decision_makers.len() {
        let Some(list) = statements(compiled, i) else {
            continue;
        };
        let ranks = list.last().map_or(0, |last| last.0 + 1);
        for (rank, id, _) in &list {
            let mut add = |kind: &str, to: u64, act| {
                let name = (kind.to_owned(), actor(i), String::new(), id.clone(), to);
                found.push(Made { name, act });
            };
            add("drop", 0, Act::Drop(i, id.clone()));
            add("flip", 0, Act::Flip(i, id.clone()));
            let alone = list.iter().filter(|other| other.0 == *rank).count() == 1;
            for gap in 0..=ranks {
                if !(alone && (gap == *rank || gap == rank + 1)) {
                    add("move", gap as u64 + 1, Act::Move(i, id.clone(), gap));
                }
            }
        }
        for (number, (_, wants, _)) in addable(compiled).iter().enumerate() {
            if addable(compiled)[number].0 == i {
                for gap in 0..=ranks {
                    let name = (
                        "add".into(),
                        actor(i),
                        String::new(),
                        wants.clone(),
                        gap as u64 + 1,
                    );
                    found.push(Made {
                        name,
                        act: Act::Add(number, gap),
                    });
                }
            }
        }
    }
    let mut ids: Vec<String> = Vec::new();
    for (axis, option) in compiled.options.iter().enumerate() {
        let owner = actor(option.owner);
        let joint = option.party.is_some();
        let mut add = |kind: &str, actor: &str, act| {
            let name = (
                kind.to_owned(),
                actor.to_owned(),
                option.id.clone(),
                String::new(),
                0,
            );
            found.push(Made { name, act });
        };
        add("bind", &owner, Act::Bind(axis));
        if ids.contains(&option.id) {
            continue;
        }
        ids.push(option.id.clone());
        let id = || option.id.clone();
        let by = if joint { "" } else { owner.as_str() };
        add("remove", by, Act::Remove(id()));
        if joint {
            if option.change == Some(ChangeKind::Reversible) {
                add("one-way", by, Act::Joint(id(), true));
                add("one-way-down", by, Act::Joint(id(), false));
            }
            continue;
        }
        let now = &compiled.model.space().axes()[axis].change;
        for (kind, change) in [
            ("one-way", Change::OneWayUp),
            ("one-way-down", Change::OneWayDown),
            ("reversible", Change::Reversible),
        ] {
            if change != *now {
                add(kind, by, Act::Changing(id(), change));
            }
        }
    }
    for rule in &compiled.rules {
        let name = (
            "drop-rule".into(),
            String::new(),
            rule.id.clone(),
            String::new(),
            0,
        );
        found.push(Made {
            name,
            act: Act::Rule(rule.id.clone()),
        });
    }
    found
}

/// Whether two changes can be made together.
fn together(compiled: &Compiled, a: &Act, b: &Act) -> bool {
    let statement = |act: &Act| match act {
        Act::Drop(i, id) | Act::Flip(i, id) | Act::Move(i, id, _) => Some((*i, id.clone())),
        _ => None,
    };
    let option = |act: &Act| match act {
        Act::Remove(id) | Act::Changing(id, _) | Act::Joint(id, _) => Some(id.clone()),
        _ => None,
    };
    if let (Some(one), Some(other)) = (statement(a), statement(b)) {
        let flip = matches!(a, Act::Flip(..)) as u8 + matches!(b, Act::Flip(..)) as u8;
        let moved = matches!(a, Act::Move(..)) as u8 + matches!(b, Act::Move(..)) as u8;
        return one != other || (flip == 1 && moved == 1);
    }
    if let (Some(one), Some(other)) = (option(a), option(b)) {
        return one != other;
    }
    let bound = |a: &Act, b: &Act| match (a, b) {
        (Act::Bind(axis), Act::Remove(id)) => compiled.options[*axis].id == *id,
        _ => false,
    };
    if bound(a, b) || bound(b, a) {
        return false;
    }
    !matches!((a, b), (Act::Add(one, _), Act::Add(other, _)) if one == other)
}

/// Whether some wanted state holds, and is reached as asked, once changes are made.
fn works(
    compiled: &Compiled,
    wanted: &Formula,
    concept: Concept,
    walk: InverseWalk,
    acts: &[&Act],
) -> bool {
    let fell = |rule: &CompiledRule| {
        acts.iter()
            .any(|act| matches!(act, Act::Rule(id) if *id == rule.id))
    };
    let base = compiled.builder(|rule| !fell(rule));
    let mut axes: Vec<Axis> = base.axes().to_vec();
    let mut required = base.required().to_vec();
    let mut forbidden = base.forbidden().to_vec();
    let space = compiled.model.space();
    let mut start = compiled.status_quo.expect("a status quo");
    let axes_of = |id: &str| -> Vec<usize> {
        let of = |&axis: &usize| compiled.options[axis].id == id;
        (0..compiled.options.len()).filter(of).collect()
    };
    for act in acts {
        match act {
            Act::Remove(id) => {
                for axis in axes_of(id) {
                    required.push(at(axis, 1));
                    start = space.with(start, axis, 0);
                }
            }
            Act::Changing(id, change) => axes[axes_of(id)[0]].change = change.clone(),
            Act::Joint(id, up) => {
                // In force at a level or above: all consent to it.
                for level in 1..axes[axes_of(id)[0]].levels {
                    let all: u64 = (level..axes[axes_of(id)[0]].levels).map(|l| 1 << l).sum();
                    let consents = axes_of(id).into_iter().map(|axis| at(axis, all));
                    let here = Formula::And(consents.collect());
                    let not = Formula::Not(Box::new(here.clone()));
                    forbidden.push(match up {
                        true => (here, not, None),
                        false => (not, here, None),
                    });
                }
            }
            Act::Bind(axis) => {
                for level in 0..axes[*axis].levels {
                    for other in (0..axes[*axis].levels).filter(|other| *other != level) {
                        let from = Formula::And(vec![wanted.clone(), at(*axis, 1 << level)]);
                        forbidden.push((from, at(*axis, 1 << other), None));
                    }
                }
            }
            _ => {}
        }
    }
    let mut builder = ModelBuilder::new(base.decision_makers());
    axes.into_iter().for_each(|axis| {
        builder.option(axis);
    });
    required.into_iter().for_each(|formula| {
        builder.require(formula);
    });
    forbidden.into_iter().for_each(|(from, to, by)| {
        builder.forbid(from, to, by);
    });
    for i in 0..compiled.decision_makers.len() {
        match statements(compiled, i) {
            Some(list) => builder.order(i, Order::Statements(order(compiled, i, &list, acts))),
            None => builder.order(i, base.order_of(i).expect("a ranking").clone()),
        };
    }
    let Ok(model) = builder.build() else {
        return false;
    };
    let stability = model.stability();
    let all: Vec<usize> = (0..model.decision_makers()).collect();
    let kind = match walk {
        InverseWalk::No => None,
        InverseWalk::Any => Some(StepKind::Move),
        InverseWalk::Improvements => Some(StepKind::Improvement),
        InverseWalk::BestReplies => Some(StepKind::BestReply),
        InverseWalk::Joint => {
            let held = stability.equilibria(concept);
            let held = held.iter().filter(|&s| wanted.holds(model.space(), s));
            let held: Vec<State> = held.collect();
            if held.is_empty() || !model.feasible().has(start) {
                return false;
            }
            let kinds = kinds(&model, start);
            let mut held = held.iter();
            return held.any(|state| kinds[state] <= ReachKind::JointMove);
        }
    };
    let reached = |state: State| match kind {
        None => true,
        Some(_) if !model.feasible().has(start) => false,
        Some(kind) => model.reach(start, &all, kind).has(state),
    };
    (stability.equilibria(concept).iter())
        .any(|state| wanted.holds(model.space(), state) && reached(state))
}

/// The ranks of `i` after the changes, each statement or added one at its place:
/// (gap or rank, 0 for what comes into a gap and 1 for what stays, order).
fn order(
    compiled: &Compiled,
    i: usize,
    list: &[(usize, String, Formula)],
    acts: &[&Act],
) -> Vec<Vec<Formula>> {
    let mut placed: Vec<((usize, u8, usize), Formula)> = Vec::new();
    for (number, (rank, id, formula)) in list.iter().enumerate() {
        let has = |wanted: Act| acts.iter().any(|act| **act == wanted);
        if has(Act::Drop(i, id.clone())) {
            continue;
        }
        let formula = match has(Act::Flip(i, id.clone())) {
            true => Formula::Not(Box::new(formula.clone())),
            false => formula.clone(),
        };
        let gap = acts.iter().find_map(|act| match act {
            Act::Move(j, moved, gap) if (*j, moved) == (i, id) => Some(*gap),
            _ => None,
        });
        match gap {
            Some(gap) => placed.push(((gap, 0, number + 1), formula)),
            // What stays in one rank shares its place.
            None => placed.push(((*rank, 1, 0), formula)),
        }
    }
    for act in acts {
        if let Act::Add(number, gap) = act
            && addable(compiled)[*number].0 == i
        {
            let formula = addable(compiled)[*number].2.clone();
            placed.push(((*gap, 0, 1_000 + number), formula));
        }
    }
    placed.sort_by_key(|(place, _)| *place);
    let ranks = placed.chunk_by(|a, b| a.0 == b.0);
    ranks
        .map(|rank| rank.iter().map(|(_, f)| f.clone()).collect())
        .collect()
}

/// Every minimal set of the least size, of at most two changes; `None` where there
/// is none. With `further`, of all sizes.
fn by_brute_force(
    compiled: &Compiled,
    wanted: &Formula,
    concept: Concept,
    walk: InverseWalk,
    further: bool,
) -> Vec<BTreeSet<Name>> {
    let works = |acts: &[&Act]| works(compiled, wanted, concept, walk, acts);
    if works(&[]) {
        return vec![BTreeSet::new()];
    }
    let changes = every_change(compiled);
    let alone: Vec<bool> = changes.iter().map(|change| works(&[&change.act])).collect();
    let set = |changes: &[&Made]| changes.iter().map(|change| change.name.clone()).collect();
    let mut found: Vec<BTreeSet<Name>> = Vec::new();
    for (change, _) in changes.iter().zip(&alone).filter(|(_, works)| **works) {
        found.push(set(&[change]));
    }
    if !found.is_empty() && !further {
        return found;
    }
    for (k, one) in changes.iter().enumerate() {
        for (l, other) in changes.iter().enumerate().skip(k + 1) {
            let minimal = !alone[k] && !alone[l];
            if minimal && together(compiled, &one.act, &other.act) && works(&[&one.act, &other.act])
            {
                found.push(set(&[one, other]));
            }
        }
    }
    found
}

fn name(change: &ModelChange) -> Name {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let statement = change.statement.as_ref().map(|s| match s.id.is_empty() {
        true => s.wants.clone(),
        false => s.id.clone(),
    });
    let thing = change.option.clone().or(change.rule.clone());
    (
        change.kind.clone(),
        text(&change.actor),
        text(&thing),
        text(&statement),
        change.to.unwrap_or(0),
    )
}

/// Every set that the finding lists, those to the same effect included.
fn listed(sets: &[ChangeSet]) -> BTreeSet<BTreeSet<Name>> {
    let names = |changes: &Vec<ModelChange>| changes.iter().map(name).collect();
    (sets.iter())
        .flat_map(|set| std::iter::once(&set.changes).chain(&set.alike).map(names))
        .collect()
}

/// A random dossier that is small enough, with a status quo and something wanted.
fn small(seed: u64) -> Option<(Dossier, Compiled)> {
    let mut text = random::dossier(seed);
    text.push_str("\n[periods.now]\nlabel = \"Now\"\ndate = \"2016\"\nstatus_quo = \"none\"\n");
    text.push_str("\n[definitions.wanted]\nlabel = \"Wanted\"\nformula = \"o0 and o1\"\n");
    let text = match text.contains("[options.o1]") && !text.contains("levels") {
        true => text,
        false => return None,
    };
    let dossier = dossier(&text);
    let compiled = dossier
        .compile(&Scenario::default(), Limits::default())
        .ok()?;
    let size = compiled.model.space().size();
    (size <= 32 && every_change(&compiled).len() <= 60).then_some((dossier, compiled))
}

fn asked(dossier: &Dossier, settings: &InverseSettings) -> Inverse {
    inverse(dossier, &Scenario::default(), Some("wanted"), settings)
        .expect("an answer")
        .finding
}

#[test]
fn every_minimal_set_is_found_and_no_other() {
    let concepts = [
        Concept::Seq,
        Concept::Nash,
        Concept::Gmr,
        Concept::Smr,
        Concept::Sseq,
    ];
    let walks = [
        InverseWalk::No,
        InverseWalk::Improvements,
        InverseWalk::BestReplies,
        InverseWalk::Any,
        InverseWalk::Joint,
    ];
    let (mut compared, mut by_size) = (0, [0; 4]);
    for seed in 0..400 {
        let Some((dossier, compiled)) = small(seed) else {
            continue;
        };
        let concept = concepts[seed as usize % concepts.len()];
        let further = seed % 3 == 0;
        let wanted = compiled.formula("wanted").expect("defined");
        let decision_makers = &compiled.decision_makers;
        let add = (ADDED.iter())
            .filter(|(actor, _)| decision_makers.iter().any(|id| id == actor))
            .map(|(actor, wants)| ((*actor).to_owned(), (*wants).to_owned()));
        let settings = InverseSettings {
            concept,
            walks: walks.to_vec(),
            further,
            add: add.collect(),
            analyse: AnalyseSettings {
                list: usize::MAX,
                ..AnalyseSettings::default()
            },
            ..InverseSettings::default()
        };
        let found = asked(&dossier, &settings);
        assert_eq!(
            found.elementary.all(),
            every_change(&compiled).len() as u64,
            "{seed}"
        );
        for (walk, answer) in walks.iter().zip(&found.questions[0].answers) {
            let expected = by_brute_force(&compiled, &wanted, concept, *walk, further);
            let least = expected.iter().map(BTreeSet::len).min();
            assert_eq!(answer.least, least.map(|n| n as u64), "{seed} {walk:?}");
            assert!(answer.sizes.iter().all(|size| size.complete));
            let told: u64 = answer.sizes.iter().map(|size| size.found).sum();
            assert_eq!(told, expected.len() as u64, "{seed} {walk:?} {concept:?}");
            let expected: BTreeSet<BTreeSet<Name>> = expected.into_iter().collect();
            assert_eq!(
                listed(&answer.sets),
                expected,
                "{seed} {walk:?} {concept:?}"
            );
            compared += 1;
            by_size[least.unwrap_or(3)] += 1;
        }
        if compared >= COMPARED {
            break;
        }
    }
    println!("{compared} answers compared, by least size (last: none): {by_size:?}");
    assert!(compared >= COMPARED);
    assert!(by_size[..3].iter().all(|&n| n > 0), "{by_size:?}");
}

/// Answers to compare: as many as take a few seconds without the optimiser.
const COMPARED: usize = 60;

/// Each change that was found, made as an edit of the scenario, makes an analysis say that
/// what is wanted lasts and is reached; the walk goes there, and those end worse off who
/// are said to.
#[test]
fn what_is_found_does_what_it_says_when_it_is_carried_out() {
    let (mut carried, mut worse, mut freed) = (0, 0, 0);
    for seed in 0..1_500 {
        let Some((dossier, compiled)) = small(seed) else {
            continue;
        };
        let ids = &compiled.decision_makers;
        let add = ADDED
            .iter()
            .filter(|(actor, _)| ids.iter().any(|id| id == actor));
        let settings = InverseSettings {
            walks: vec![InverseWalk::Improvements, InverseWalk::Joint],
            size: 1,
            add: add
                .map(|(a, f)| ((*a).to_owned(), (*f).to_owned()))
                .collect(),
            analyse: AnalyseSettings {
                list: 40,
                ..AnalyseSettings::default()
            },
            ..InverseSettings::default()
        };
        let found = asked(&dossier, &settings);
        let question = &found.questions[0];
        let base = analyse(&dossier, &Scenario::default(), &settings.analyse);
        let base = base.expect("compiles").finding;
        if let Some(ground) = base.patterns.first() {
            assert_eq!(question.holding, ground.pattern.holding, "{seed}");
            assert_eq!(question.irreversible, ground.irreversible, "{seed}");
            let free = ground.holding_if_reversible;
            assert_eq!(question.holding_if_reversible, free, "{seed}");
            freed += u64::from(free.is_some());
        }
        for answer in &question.answers {
            let loses = |set: &&ChangeSet| !set.worse_off.is_empty();
            let first = answer.sets.iter().position(|set| loses(&set));
            let rest = &answer.sets[first.unwrap_or(answer.sets.len())..];
            assert!(
                rest.iter().all(|set| loses(&set)),
                "{seed}: they stand last"
            );
            let listed = answer.sets.iter().filter(loses).count() as u64;
            assert!(listed <= answer.followed_worse_off, "{seed}");
            for set in &answer.sets {
                // An edit adds to a list; it begins none.
                let begins = |change: &ModelChange| {
                    let i = ids.iter().position(|id| Some(id) == change.actor.as_ref());
                    let own = i.and_then(|i| statements(&compiled, i)).unwrap_or_default();
                    change.kind == "add" && own.is_empty()
                };
                let edits = as_edits(set).filter(|_| !set.changes.iter().any(begins));
                let Some(changes) = edits else {
                    continue;
                };
                let scenario = Scenario {
                    changes,
                    ..Scenario::default()
                };
                let now = analyse(&dossier, &scenario, &settings.analyse);
                let now = now.expect("compiles").finding;
                let Some(ground) = now.patterns.first() else {
                    continue;
                };
                let pattern = &ground.pattern;
                let reached = match answer.reached {
                    InverseWalk::Improvements => pattern.by_improvements,
                    _ => pattern.by_joint_move,
                };
                assert_eq!(set.states, reached, "{seed} {:?}", set.changes);
                follows(&dossier, &scenario, set, seed);
                carried += 1;
                worse += u64::from(!set.worse_off.is_empty());
            }
        }
    }
    println!("{carried} carried out, {worse} leave a mover worse off, {freed} irreversible");
    assert!(carried > 100 && worse > 5 && freed > 5);
}

/// The walk of a set is one of the changed model, ends where it says, and leaves those
/// worse off who are named.
fn follows(dossier: &Dossier, scenario: &Scenario, set: &ChangeSet, seed: u64) {
    let compiled = dossier
        .compile(scenario, Limits::default())
        .expect("compiles");
    let model = &compiled.model;
    let start = compiled.status_quo.expect("a status quo");
    let end = compiled.find(&set.state.text).expect("a state");
    let mut at = start;
    let mut movers = BTreeSet::new();
    for step in &set.path {
        assert_eq!(step.from, compiled.code(at), "{seed}");
        at = (model.feasible().iter())
            .find(|&state| compiled.code(state) == step.to)
            .expect("a state");
        movers.extend(step.movers.iter().cloned());
    }
    assert_eq!(at, end, "{seed}");
    let loses = |id: &&String| {
        let i = compiled
            .decision_makers
            .iter()
            .position(|known| known == *id);
        let i = i.expect("a decision maker");
        model.value(i, end) < model.value(i, start)
    };
    let expected: BTreeSet<&String> = movers.iter().filter(loses).collect();
    assert_eq!(
        set.worse_off.iter().collect::<BTreeSet<_>>(),
        expected,
        "{seed}"
    );
}

/// A single change as an edit of the scenario; `None` for one that no edit is like.
fn as_edits(set: &ChangeSet) -> Option<Vec<Edit>> {
    let [change] = set.changes.as_slice() else {
        return set.changes.is_empty().then(Vec::new);
    };
    let actor = || change.actor.clone().expect("an actor");
    let id = || change.statement.as_ref().expect("a statement").id.clone();
    let above = || change.above.as_ref().map(|head| head.id.clone());
    let option = || change.option.clone().expect("an option");
    let joint = change.actor.is_none();
    let reversibility = |change| Edit::Reversibility {
        option: option(),
        change,
    };
    Some(vec![match change.kind.as_str() {
        "drop" => Edit::drop(&actor(), &id()),
        "flip" => Edit::Negate {
            actor: actor(),
            statement: id(),
        },
        "move" => Edit::Move {
            actor: actor(),
            statement: id(),
            above: above(),
        },
        "add" => Edit::Judgement(Box::new(ReadingChange {
            actor: Some(actor()),
            add: Some(Statement {
                id: "new".to_owned(),
                wants: change.statement.as_ref()?.wants.clone(),
                ..Statement::default()
            }),
            above: above(),
            ..ReadingChange::default()
        })),
        "remove" => Edit::Absent(option()),
        "one-way" if !joint => reversibility(ChangeKind::OneWay),
        "one-way-down" if !joint => reversibility(ChangeKind::OneWayDown),
        "reversible" => reversibility(ChangeKind::Reversible),
        "drop-rule" => Edit::WithoutRule(change.rule.clone().expect("a rule")),
        _ => return None,
    }])
}

/// What anybody might come to want.
const ADDITIONS: [&str; 4] = ["o1", "not o0", "o0 iff o1", "not o1 if o0"];

/// Of an addition those statements are named, and only those, that rank below it and that
/// some change of one option breaks which meets it.
#[test]
fn an_addition_names_what_it_overrides() {
    let (mut named, mut clear) = (0, 0);
    let wanted = [
        "o0 and o1",
        "o0 and not o1",
        "not o0 and o1",
        "not o0 and not o1",
    ];
    for (seed, wanted) in (0..600).flat_map(|seed| wanted.map(|wanted| (seed, wanted))) {
        let Some((dossier, compiled)) = small(seed) else {
            continue;
        };
        let settings = InverseSettings {
            walks: vec![InverseWalk::No, InverseWalk::Improvements],
            size: 1,
            add: (compiled.decision_makers.iter())
                .flat_map(|id| ADDITIONS.map(|wants| (id.clone(), wants.to_owned())))
                .collect(),
            analyse: AnalyseSettings {
                list: usize::MAX,
                ..AnalyseSettings::default()
            },
            ..InverseSettings::default()
        };
        let found = inverse(&dossier, &Scenario::default(), Some(wanted), &settings);
        let found = found.expect("an answer").finding;
        let sets = found.questions[0]
            .answers
            .iter()
            .flat_map(|answer| &answer.sets);
        let all = sets.flat_map(|set| set.alike.iter().flatten().chain(&set.changes));
        for change in all.filter(|change| change.kind == "add") {
            let wants = &change.statement.as_ref().expect("a statement").wants;
            let formula = compiled.formula(wants).expect("a formula");
            let actor = change.actor.as_ref().expect("an actor");
            let i = compiled.decision_makers.iter().position(|id| id == actor);
            let i = i.expect("a decision maker");
            let gap = change.to.expect("a rank") as usize - 1;
            let space = compiled.model.space();
            let feasible: Vec<State> = compiled.model.feasible().iter().collect();
            let breaks = |wish: &Formula| {
                feasible.iter().any(|&from| {
                    feasible.iter().any(|&to| {
                        let apart = space
                            .levels(from)
                            .iter()
                            .zip(space.levels(to).iter())
                            .filter(|(a, b)| a != b)
                            .count();
                        apart == 1
                            && !formula.holds(space, from)
                            && formula.holds(space, to)
                            && wish.holds(space, from)
                            && !wish.holds(space, to)
                    })
                })
            };
            let expected: BTreeSet<String> =
                (statements(&compiled, i).unwrap_or_default().into_iter())
                    .filter(|(rank, _, wish)| *rank >= gap && breaks(wish))
                    .map(|(_, id, _)| id)
                    .collect();
            let told: BTreeSet<String> = change.against.iter().map(|one| one.id.clone()).collect();
            assert_eq!(told, expected, "{seed} {}", change.text);
            assert_eq!(change.basis.is_none(), expected.is_empty(), "{seed}");
            match expected.is_empty() {
                true => clear += 1,
                false => named += 1,
            }
        }
    }
    println!("{named} additions override something, {clear} nothing");
    assert!(named > 20 && clear > 20);
}

#[test]
fn a_limit_that_is_reached_is_said_and_nothing_more_is_claimed() {
    let (dossier, _) = (0..400).find_map(small).expect("a small dossier");
    let settings = InverseSettings {
        analyse: AnalyseSettings {
            work: 1,
            ..AnalyseSettings::default()
        },
        ..InverseSettings::default()
    };
    let found = asked(&dossier, &settings);
    assert_eq!(found.work, 1);
    for answer in &found.questions[0].answers {
        assert_eq!(answer.least, None);
        assert!(!answer.sizes[0].complete);
    }
}

#[test]
fn what_is_not_there_is_refused_in_words() {
    let (dossier, _) = (0..400).find_map(small).expect("a small dossier");
    let ask = |wanted: &str, settings: &InverseSettings| {
        let answer = inverse(&dossier, &Scenario::default(), Some(wanted), settings);
        answer.expect_err("refused").to_string()
    };
    let usual = InverseSettings::default();
    assert!(ask("o0 and nothing-such", &usual).contains("nothing-such"));
    let stranger = InverseSettings {
        add: vec![("nobody".to_owned(), "o0".to_owned())],
        ..usual.clone()
    };
    assert!(ask("wanted", &stranger).contains("nobody"));
    let rankings = InverseSettings {
        rankings: vec!["a0".to_owned()],
        ..usual
    };
    assert!(ask("wanted", &rankings).contains("one state"));
}
