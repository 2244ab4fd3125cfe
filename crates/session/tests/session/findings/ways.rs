//! Ways on small dossiers, with answers worked out by hand.

use hikiwake_conflict::{
    EndKind, Paths, PathsQuestion, StepGraph, StepGraphSettings, TooManyStates, WalkKind, Wanted,
    step_graph, ways,
};
use hikiwake_dossier::{CompileError, Compiled, Dossier, Scenario};
use hikiwake_finding::{AnalyseSettings, Finding, MoveKind, ReachKind};
use hikiwake_graph::{BuildError, Concept, Limits, State};

use std::collections::BTreeSet;

use super::{dossier, walks};
use crate::random;

/// Ann can sell her field for good, which she wants most; Ben can fence it, which he
/// wants while it is not sold, and would rather not once it is. Cid can protest, and
/// never gains by it.
const FIELD: &str = include_str!("field.toml");

fn compiled(dossier: &Dossier) -> Compiled {
    dossier
        .compile(&Scenario::default(), Limits::default())
        .expect("compiles")
}

fn asked(dossier: &Dossier, from: &str, to: Option<&str>, via: &[&str]) -> Finding<Paths> {
    let compiled = compiled(dossier);
    let find = |text: &str| compiled.find(text).expect("a state");
    let question = PathsQuestion {
        from: Some(find(from)),
        to: to.map(|text| Wanted::read(dossier, &compiled, text).expect("a state")),
        via: via.iter().map(|text| find(text)).collect(),
    };
    ways(
        dossier,
        &compiled.scenario,
        &question,
        &AnalyseSettings::default(),
    )
    .expect("not stopped")
}

#[test]
fn the_field() {
    let dossier = dossier(FIELD);
    let compiled = compiled(&dossier);
    let code = |text: &str| compiled.code(compiled.find(text).expect("a state"));
    let (none, sale) = (code("none"), code("sale"));
    let (fence, both) = (code("fence"), code("sale, fence"));
    let found = ways(
        &dossier,
        &compiled.scenario,
        &PathsQuestion::default(),
        &AnalyseSettings::default(),
    );
    let found = found.expect("not stopped").finding;

    // Improvements: Ann sells (at once, or behind Ben's fence), Ben fences what is not
    // sold and takes the fence down once it is.
    let counts: Vec<(WalkKind, u64, &[u64])> = (found.reached.iter())
        .map(|by| (by.by, by.states, &by.by_moves[..]))
        .collect();
    assert_eq!(
        counts,
        [
            (WalkKind::BestReplies, 4, &[1, 2, 1][..]),
            (WalkKind::Improvements, 4, &[1, 2, 1][..]),
            (WalkKind::Moves, 8, &[1, 3, 3, 1][..]),
        ]
    );
    let improvements = &found.reached[1];
    assert_eq!(improvements.ends.len(), 1);
    assert_eq!(improvements.ends[0].states, [sale.as_str()]);
    assert_eq!(
        (improvements.ends[0].how, improvements.ends[0].moves),
        (EndKind::AtRest, 1)
    );
    assert!(improvements.round.is_empty());

    // Only the sale is for good.
    let lasting: Vec<(&str, &str, u64)> = (found.lasting.iter())
        .map(|l| (l.actor.as_str(), l.text.as_str(), l.steps))
        .collect();
    assert_eq!(lasting, [("ann", "Ann: sale on", 4)]);
    let no_return: Vec<(&str, &str)> = (found.no_return.iter())
        .map(|point| (point.step.from.as_str(), point.step.to.as_str()))
        .collect();
    assert_eq!(
        no_return,
        [
            (none.as_str(), sale.as_str()),
            (fence.as_str(), both.as_str())
        ]
    );

    let goal = &found.goals[0];
    assert_eq!(goal.state.code, sale);
    assert_eq!(goal.reach, ReachKind::BestReplies);
    let walks = &goal.walks[0];
    assert_eq!((walks.moves, walks.paths), (1, Some(1)));
    assert_eq!(
        walks.able_alone.as_deref(),
        Some(&[vec!["ann".to_owned()]][..])
    );
    assert_eq!(walks.needed.as_deref(), Some(&[vec!["ann".to_owned()]][..]));
    let step = &walks.listed[0].steps[0];
    assert_eq!(step.lasting, Some(true));
    // Ben would fence first, after which it still comes to the sale; Cid only could.
    let others: Vec<(&str, u64, u64, u64)> = (step.others.iter())
        .map(|o| (o.actor.as_str(), o.moves, o.improvements, o.stopping))
        .collect();
    assert_eq!(others, [("ben", 1, 1, 0), ("cid", 1, 0, 0)]);
}

#[test]
fn through_a_state_and_at_a_loss() {
    let dossier = dossier(FIELD);
    // Behind the fence: Ben, Ann, Ben.
    let found = asked(&dossier, "status-quo", Some("sale"), &["fence"]).finding;
    let kinds: Vec<(WalkKind, u64, Option<u64>)> = (found.goals[0].walks.iter())
        .map(|walks| (walks.by, walks.moves, walks.paths))
        .collect();
    // Nobody regrets it either: each ends with what each wants most.
    assert_eq!(
        kinds,
        [
            (WalkKind::BestReplies, 3, Some(1)),
            (WalkKind::WithoutRegret, 3, Some(1)),
            (WalkKind::Improvements, 3, Some(1)),
            (WalkKind::Moves, 3, Some(1)),
        ]
    );
    let walks = &found.goals[0].walks[0];
    let movers: Vec<&str> = (walks.listed[0].steps.iter())
        .map(|step| step.step.movers[0].as_str())
        .collect();
    assert_eq!(movers, ["ben", "ann", "ben"]);
    assert_eq!(walks.states_on_all.len(), 2);

    // The fence on sold land is where Ben has just been caught out.
    let found = asked(&dossier, "status-quo", Some("sale, fence"), &[]).finding;
    let kinds: Vec<WalkKind> = found.goals[0].walks.iter().map(|walks| walks.by).collect();
    assert_eq!(
        kinds,
        [
            WalkKind::BestReplies,
            WalkKind::Improvements,
            WalkKind::Moves
        ]
    );

    // A protest is nobody's gain.
    let found = asked(&dossier, "sale", Some("sale, protest"), &[]).finding;
    let goal = &found.goals[0];
    assert_eq!(goal.walks.len(), 1);
    assert_eq!(goal.walks[0].by, WalkKind::Moves);
    assert_eq!(
        goal.walks[0].listed[0].steps[0].step.kind,
        MoveKind::AtALoss
    );
    assert_eq!(goal.reach, ReachKind::MovesAtALoss);
    assert!(goal.concepts.is_empty(), "{:?}", goal.concepts);

    // Nothing leads back, and nothing has to be done to stay.
    let back = asked(&dossier, "sale", Some("none"), &[]).finding;
    assert!(back.goals[0].walks.is_empty());
    let stay = asked(&dossier, "sale", Some("sale"), &[]).finding;
    assert!(stay.goals[0].walks.iter().all(|walks| walks.moves == 0));
}

/// Two who chase each other for ever: one wants to be where the other is, the other not.
const CHASE: &str = include_str!("chase.toml");

#[test]
fn a_chase_never_rests() {
    let dossier = dossier(CHASE);
    let found = asked(&dossier, "status-quo", None, &[]).finding;
    let improvements = &found.reached[1];
    assert_eq!(improvements.round.len(), 4);
    let ends: Vec<(EndKind, usize)> = (improvements.ends.iter())
        .map(|end| (end.how, end.states.len()))
        .collect();
    assert_eq!(ends, [(EndKind::Round, 4)]);
    assert!(found.lasting.is_empty() && found.no_return.is_empty());

    let settings = StepGraphSettings {
        condensed: true,
        ..StepGraphSettings::default()
    };
    let whole = graph(&dossier, &StepGraphSettings::default()).expect("four states");
    assert_eq!((whole.nodes.len(), whole.edges.len()), (4, 4));
    assert!(
        whole
            .edges
            .iter()
            .all(|edge| edge.irreversible == Some(false))
    );
    assert!(!whole.nodes.iter().any(|node| node.ends));
    let one = graph(&dossier, &settings).expect("one node");
    assert_eq!(
        (one.nodes.len(), one.edges.len(), one.nodes[0].states),
        (1, 0, 4)
    );
    assert!(one.nodes[0].ends && one.nodes[0].start);
}

fn graph(dossier: &Dossier, settings: &StepGraphSettings) -> Result<StepGraph, TooManyStates> {
    let analysis = AnalyseSettings::default();
    step_graph(
        dossier,
        &compiled(dossier).scenario,
        None,
        settings,
        &analysis,
    )
    .map(|found| found.finding)
}

#[test]
fn the_field_as_a_graph() {
    let dossier = dossier(FIELD);
    let all = StepGraphSettings {
        by: WalkKind::Moves,
        ..StepGraphSettings::default()
    };
    let whole = graph(&dossier, &all).expect("eight states");
    // Fence and protest either way at eight states, the sale at four.
    assert_eq!((whole.nodes.len(), whole.edges.len()), (8, 20));
    let lasting = whole
        .edges
        .iter()
        .filter(|edge| edge.irreversible == Some(true));
    assert!(lasting.clone().all(|edge| edge.movers == ["ann"]));
    assert_eq!(lasting.count(), 4);
    assert!(whole.nodes[0].start && whole.nodes[0].moves == 0);

    let condensed = graph(
        &dossier,
        &StepGraphSettings {
            condensed: true,
            ..all.clone()
        },
    );
    let condensed = condensed.expect("two nodes");
    let sizes: Vec<u64> = condensed.nodes.iter().map(|node| node.states).collect();
    assert_eq!((sizes, condensed.edges.len()), (vec![4, 4], 1));
    assert_eq!(condensed.edges[0].steps, 4);
    assert_eq!(condensed.nodes[1].outcomes, ["Sold and open"]);

    let few = StepGraphSettings { states: 7, ..all };
    let refused = graph(&dossier, &few).expect_err("eight states are more than seven");
    assert!(
        refused.to_string().contains("8 nodes and 20 edges"),
        "{refused}"
    );
}

/// Memory may suffice to build and solve a model and yet not for all that is walked to.
#[test]
fn memory_that_does_not_suffice_is_said() {
    let more: String = (0..9)
        .map(|n| format!("[options.more{n}]\nowner = \"cid\"\nlabel = \"More {n}\"\n"))
        .collect();
    let dossier = dossier(&format!("{FIELD}\n{more}"));
    let with = |bytes| {
        let settings = AnalyseSettings {
            limits: Limits { bytes },
            ..AnalyseSettings::default()
        };
        let scenario = Scenario::default();
        ways(&dossier, &scenario, &PathsQuestion::default(), &settings)
    };
    let needed = match with(600) {
        Err(CompileError::Build(BuildError::TooLarge { needed, .. })) => needed,
        other => panic!("{other:?}"),
    };
    let needed = u64::try_from(needed).expect("a small model");
    let found = with(needed).expect("built").finding;
    assert!(found.reached.iter().all(|by| by.by != WalkKind::Moves));
    let told = |note: &String| note.contains("any moves") && note.contains("--memory");
    assert!(found.notes.iter().any(told), "{:?}", found.notes);
}

#[test]
fn moves_of_one_who_is_indifferent_gain_nothing_and_lose_nothing() {
    // Nobody has said whether a protest is good or bad for Cid.
    let text = FIELD.replace(
        "[[preferences]]\nactor = \"cid\"\nstatements = [{ id = \"quiet\", wants = \"not protest\", text = \"Quiet.\" }]\n",
        "",
    );
    assert_ne!(text, FIELD);
    let dossier = dossier(&text);
    let found = asked(&dossier, "sale", Some("sale, protest"), &[]).finding;
    let goal = &found.goals[0];
    assert_eq!(goal.reach, ReachKind::MovesWithoutGain);
    let step = &goal.walks[0].listed[0].steps[0].step;
    assert_eq!(step.kind, MoveKind::WithoutGain);
    // Selling and taking it back are not: the second cannot be.
    let back = asked(&dossier, "sale", Some("none"), &[]).finding;
    assert_eq!(back.goals[0].reach, ReachKind::Never);
}

/// Of a kind of states the one that lasts and is reached best comes first; every walk says
/// who of its movers ends worse off.
#[test]
fn a_kind_of_states_is_a_goal_and_walks_say_who_ends_worse_off() {
    let (mut kinds, mut worse, mut better) = (0, 0, 0);
    for seed in 0..800 {
        let mut text = random::dossier(seed);
        text.push_str("\n[periods.now]\nlabel = \"Now\"\ndate = \"2016\"\nstatus_quo = \"none\"\n");
        text.push_str("\n[definitions.wanted]\nlabel = \"Wanted\"\nformula = \"o0 or o1\"\n");
        if !text.contains("[options.o1]") || text.contains("levels") {
            continue;
        }
        let dossier = dossier(&text);
        let compiled = compiled(&dossier);
        let model = &compiled.model;
        let start = compiled.status_quo.expect("a status quo");
        let found = asked(&dossier, "status-quo", Some("wanted"), &[]).finding;
        let formula = compiled.formula("wanted").expect("defined");
        let reached = walks::kinds(model, start);
        let stability = model.stability();
        let holding = stability.equilibria(Concept::Seq);
        let meets = |state: &State| formula.holds(model.space(), *state);
        let meeting: Vec<State> = model.feasible().iter().filter(meets).collect();
        let lasting: Vec<State> = meeting
            .iter()
            .copied()
            .filter(|&s| holding.has(s))
            .collect();
        let kind = found.asked_kind.as_ref().expect("a kind");
        assert_eq!(kind.feasible, meeting.len() as u64);
        assert_eq!(kind.holding, lasting.len() as u64);
        let best = |states: &[State]| states.iter().map(|s| reached[s]).min();
        let expected = match (best(&lasting), best(&meeting)) {
            (Some(lasts), Some(any)) if any < lasts => vec![lasts, any],
            (lasts, any) => lasts.or(any).into_iter().collect(),
        };
        let told: Vec<ReachKind> = found.goals.iter().map(|goal| goal.reach).collect();
        assert_eq!(told, expected, "{seed}");
        kinds += 1;
        better += u64::from(told.len() == 2);
        let value = |id: &String, state| {
            let i = compiled
                .decision_makers
                .iter()
                .position(|known| known == id);
            model.value(i.expect("a decision maker"), state)
        };
        for goal in &found.goals {
            let end = compiled.find(&goal.state.text).expect("a state");
            assert!(meets(&end));
            let loses = |movers: Vec<&String>| -> BTreeSet<String> {
                let lost = movers
                    .into_iter()
                    .filter(|id| value(id, end) < value(id, start));
                lost.cloned().collect()
            };
            for way in goal.walks.iter().flat_map(|walks| &walks.listed) {
                let movers = way
                    .steps
                    .iter()
                    .flat_map(|step| &step.step.movers)
                    .collect();
                let told: BTreeSet<String> = way.worse_off.iter().cloned().collect();
                assert_eq!(told, loses(movers), "{seed}");
                worse += u64::from(!way.worse_off.is_empty());
            }
            let movers = goal.joint.iter().flat_map(|step| &step.movers).collect();
            let told: BTreeSet<String> = goal.joint_worse_off.iter().cloned().collect();
            assert_eq!(told, loses(movers), "{seed}");
            for alone in &goal.joint_better_alone {
                let id = &alone.movers[0];
                let find = |code: &String| {
                    let mut feasible = model.feasible().iter();
                    feasible
                        .find(|&s| compiled.code(s) == *code)
                        .expect("a state")
                };
                let agreed = goal.joint.iter().find(|step| step.movers.len() > 1);
                let agreed = find(&agreed.expect("a joint step").to);
                assert!(value(id, find(&alone.to)) > value(id, agreed), "{seed}");
            }
        }
    }
    println!("{kinds} kinds, {worse} walks leave a mover worse off, {better} with a better way");
    assert!(kinds > 20 && worse > 5 && better > 0);
}
