//! Published conflicts with known answers: each folder of `dossiers/classics` is
//! read, compiled, solved and compared with the `expected.json` beside it.
//!
//! `by_definition` holds what an independent checker finds from the definitions,
//! `by_source` what the source or the tool prints. Where the two differ a test
//! below says so by name and says who is right by the definition.

use std::collections::BTreeSet;
use std::path::PathBuf;

use hikiwake_dossier::{Compiled, Scenario, read};
use hikiwake_graph::{Concept, Limits, Stability, State, StepKind};
use serde_json::Value;

const CASES: [&str; 5] = ["cuban", "elmira", "elmira-2014", "korea-2017", "prisoners"];

/// Rows of the sources that nothing here answers, and why.
const LEFT: [(&str, &str); 4] = [
    (
        "SIM",
        "simultaneous sanctioning is not among the concepts: its two readings in use differ \
         (gmcr-py lets the others stay, Jacobi asks that both be SEQ-unstable)",
    ),
    (
        "SEQ&SIM(column)",
        "counts a state where each decision maker is SEQ- or SIM-stable",
    ),
    (
        "SEQ+sim",
        "the same, with the simultaneous sanctions marked in the source",
    ),
    (
        "coalition GMR, SMR, SEQ, SIM",
        "in gmcr-py a coalition answers as one player and improves only where every member \
         gains; the engine gives joint improvements and whether their result holds, not \
         coalition stability",
    ),
];

type Numbers = BTreeSet<u64>;

struct Case {
    expected: Value,
    compiled: Compiled,
    stability: Stability,
    /// (number in the source, state)
    states: Vec<(u64, State)>,
}

impl Case {
    fn open(name: &str) -> Case {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("../../dossiers/classics")
            .join(name);
        let read = read(&folder);
        let faults = read.render(false);
        assert_eq!(read.diagnostics, [], "{name}:\n{faults}");
        let dossier = read.dossier.expect("no errors");
        let compiled = dossier
            .compile(&Scenario::default(), Limits::default())
            .expect("compiles");
        let text = std::fs::read_to_string(folder.join("expected.json")).expect("readable");
        let expected: Value = serde_json::from_str(&text).expect("JSON");
        let options: Vec<&str> = list(&expected["options"])
            .iter()
            .map(|id| id.as_str().expect("an id"))
            .collect();
        let states = map(&expected["states"])
            .map(|(number, bits)| {
                let bits = bits.as_str().expect("bits");
                let number = number.parse().expect("a number");
                (number, state(&compiled, &options, bits))
            })
            .collect();
        let stability = compiled.model.stability();
        Case {
            expected,
            compiled,
            stability,
            states,
        }
    }

    fn state(&self, number: u64) -> State {
        let found = self.states.iter().find(|(n, _)| *n == number);
        found.unwrap_or_else(|| panic!("no state {number}")).1
    }

    fn actor(&self, id: &str) -> usize {
        let mut ids = self.compiled.decision_makers.iter();
        ids.position(|actor| actor == id)
            .unwrap_or_else(|| panic!("no decision maker {id}"))
    }

    /// The numbers of the states that meet a condition.
    fn numbers(&self, mut meets: impl FnMut(State) -> bool) -> Numbers {
        let states = self.states.iter();
        states.filter(|(_, s)| meets(*s)).map(|(n, _)| *n).collect()
    }

    fn stable(&self, actor: usize, concept: Concept) -> Numbers {
        self.numbers(|s| self.stability.stable(actor, concept).has(s))
    }

    fn equilibria(&self, concept: Concept) -> Numbers {
        let equilibria = self.stability.equilibria(concept);
        self.numbers(|s| equilibria.has(s))
    }

    fn improvements(&self, actor: &str, from: u64) -> Numbers {
        let model = &self.compiled.model;
        let found = model.improvements(self.actor(actor), self.state(from));
        self.numbers(|s| found.contains(&s))
    }

    /// The states from which `group` has no joint improvement.
    fn without_joint_improvement(&self, group: &[usize]) -> Numbers {
        let model = &self.compiled.model;
        self.numbers(|s| {
            model
                .joint_improvements(s, group, &self.stability)
                .is_empty()
        })
    }

    /// Compares the stable states and equilibria of `part` with the engine's and
    /// returns how many sets were compared.
    fn compare(&self, name: &str, part: &Value) -> usize {
        let mut compared = 0;
        let stable = map(&part["stable"])
            .flat_map(|(actor, rows)| map(rows).map(move |(key, set)| (Some(actor), key, set)));
        let equilibria = map(&part["equilibria"]).map(|(key, set)| (None, key, set));
        for (actor, key, set) in stable.chain(equilibria) {
            let Some(concept) = concept(key) else {
                continue;
            };
            let found = match actor {
                Some(actor) => self.stable(self.actor(actor), concept),
                None => self.equilibria(concept),
            };
            let whose = actor.unwrap_or("equilibria");
            assert_eq!(found, numbers(set), "{name}: {key} {whose}");
            compared += 1;
        }
        compared
    }
}

fn map(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let entries = value.as_object().into_iter().flatten();
    entries.map(|(key, value)| (key.as_str(), value))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn numbers(value: &Value) -> Numbers {
    let numbers = list(value).iter();
    numbers.map(|n| n.as_u64().expect("a number")).collect()
}

/// The concept of a row; `None` for rows that are left with a reason.
fn concept(key: &str) -> Option<Concept> {
    if key == "R" {
        return Some(Concept::Nash);
    }
    let found = Concept::ALL
        .into_iter()
        .find(|concept| concept.name() == key);
    let left = LEFT.iter().any(|(row, _)| *row == key);
    assert!(
        found.is_some() != left,
        "{key} is neither compared nor left with a reason"
    );
    found
}

/// The state with these options taken, by its levels, its text and its code.
fn state(compiled: &Compiled, options: &[&str], bits: &str) -> State {
    let taken: Vec<&str> = options
        .iter()
        .zip(bits.chars())
        .filter(|(_, bit)| *bit == '1')
        .map(|(id, _)| *id)
        .collect();
    let axes = compiled.options.iter();
    let levels: Vec<u8> = axes
        .map(|axis| taken.contains(&axis.id.as_str()).into())
        .collect();
    let space = compiled.model.space();
    let state = space.state(&levels).expect("levels in range");
    assert_eq!(compiled.find(&taken.join(", ")), Ok(state), "{bits}");
    assert_eq!(compiled.find(&compiled.code(state)), Ok(state), "{bits}");
    state
}

#[test]
fn the_states_and_orders_are_those_of_the_source() {
    for name in CASES {
        let case = Case::open(name);
        let model = &case.compiled.model;
        let mut states: Vec<State> = case.states.iter().map(|(_, s)| *s).collect();
        states.sort_unstable();
        let feasible: Vec<State> = model.feasible().iter().collect();
        assert_eq!(feasible, states, "{name}");
        for (actor, ranking) in map(&case.expected["rankings"]) {
            let i = case.actor(actor);
            // Best first; values are dense ranks from 1.
            let classes = list(ranking);
            for (place, class) in classes.iter().enumerate() {
                for number in numbers(class) {
                    let value = model.value(i, case.state(number)) as usize;
                    let expected = classes.len() - place;
                    assert_eq!(value, expected, "{name}: {actor} at {number}");
                }
            }
        }
    }
}

#[test]
fn every_verdict_is_that_of_the_definitions() {
    let mut verdicts = 0;
    for name in CASES {
        let case = Case::open(name);
        let actors = case.compiled.decision_makers.len();
        let compared = case.compare(name, &case.expected["by_definition"]);
        assert_eq!(compared, (actors + 1) * Concept::ALL.len(), "{name}");
        verdicts += compared * case.states.len();
    }
    println!("{verdicts} verdicts and equilibria compared with the definitions");
}

/// Both solvers of gmcr-py 0.4.1 print the same tables, and they are right.
#[test]
fn gmcr_py_agrees_with_the_definitions_on_its_own_examples() {
    for name in ["cuban", "elmira", "prisoners"] {
        let case = Case::open(name);
        let actors = case.compiled.decision_makers.len();
        // R, GMR, SMR and SEQ; gmcr-py knows no SSEQ.
        let compared = case.compare(name, &case.expected["by_source"]);
        assert_eq!(compared, (actors + 1) * 4, "{name}");
    }
}

/// gmcr-py moves a coalition in one step, the definition by any sequence of its
/// members' moves through feasible states. In its examples no hole lies between
/// two members' moves: its R rows are the states without joint improvement.
#[test]
fn gmcr_py_coalition_r_rows_are_the_states_without_joint_improvement() {
    let mut rows = 0;
    for name in ["cuban", "elmira", "prisoners"] {
        let case = Case::open(name);
        for run in list(&case.expected["by_source"]["coalition_runs"]) {
            let players = list(&run["players"]);
            let mut equilibria = case.numbers(|_| true);
            for (player, stable) in players.iter().zip(list(&run["stable"])) {
                let members: Vec<usize> = list(player)
                    .iter()
                    .map(|id| case.actor(id.as_str().expect("an id")))
                    .collect();
                let found = case.without_joint_improvement(&members);
                assert_eq!(found, numbers(&stable["R"]), "{name}: {player}");
                if let [alone] = members[..] {
                    assert_eq!(found, case.stable(alone, Concept::Nash));
                }
                equilibria.retain(|n| found.contains(n));
                rows += 1;
            }
            let printed = numbers(&run["equilibria"]["R"]);
            assert_eq!(equilibria, printed, "{name}: {players:?}");
        }
    }
    assert_eq!(rows, 1 + 7 + 1);
}

/// The guide's statements about Elmira hold by the definitions.
#[test]
fn the_statements_of_the_2014_guide_about_elmira_hold() {
    let case = Case::open("elmira-2014");
    for concept in [Concept::Nash, Concept::Gmr, Concept::Smr, Concept::Seq] {
        let equilibria = case.equilibria(concept);
        for number in [7, 10, 11, 12] {
            assert!(equilibria.contains(&number), "{} {number}", concept.name());
        }
        for number in [8, 9] {
            assert!(!equilibria.contains(&number), "{} {number}", concept.name());
        }
    }

    // Only the local government improves on the status quo, and only to 7.
    assert_eq!(case.compiled.status_quo, Some(case.state(1)));
    assert_eq!(case.improvements("moe", 1), Numbers::new());
    assert_eq!(case.improvements("uniroyal", 1), Numbers::new());
    assert_eq!(case.improvements("local-government", 1), Numbers::from([7]));

    // From 7 nobody moves to 10 alone; ministry and Uniroyal do together, it is
    // better for both, and it holds.
    let model = &case.compiled.model;
    let (seven, ten) = (case.state(7), case.state(10));
    for i in 0..model.decision_makers() {
        assert!(!model.can_move(i, seven, ten));
    }
    let pair = [case.actor("moe"), case.actor("uniroyal")];
    let joint = model.joint_improvements(seven, &pair, &case.stability);
    let to_ten = joint.iter().find(|joint| joint.to == ten).expect("7 to 10");
    assert_eq!(to_ten.movers, pair);
    assert_eq!(to_ten.holds, Concept::ALL);
    assert!(to_ten.leavers.is_empty());

    // With the two as one coalition 7 is no equilibrium under any concept: all
    // that the local government can answer at 10 is 4, which both prefer to 7.
    let answers = model.moves(case.actor("local-government"), ten);
    assert_eq!(answers, [case.state(4)]);
    for i in pair {
        assert!(model.value(i, case.state(4)) > model.value(i, seven));
    }
    let mut equilibria = case.without_joint_improvement(&pair);
    let alone = case.stable(case.actor("local-government"), Concept::Nash);
    equilibria.retain(|n| alone.contains(n));
    assert!(!equilibria.contains(&7));
    let printed = &case.expected["by_source"]["coalition_runs"][0]["equilibria"];
    assert_eq!(equilibria, numbers(&printed["R"]));
    assert_eq!(equilibria, Numbers::from([5, 6, 9, 10, 11, 12]));

    // Nobody walks from the status quo to 10 by improvements: only together.
    let reach = model.reach(case.state(1), &[0, 1, 2], StepKind::Improvement);
    assert_eq!(case.numbers(|s| reach.has(s)), Numbers::from([1, 7]));
    let reach = model.reach(case.state(1), &[0, 1, 2], StepKind::Move);
    assert!(reach.has(ten));
}

/// Jacobi's tables of unilateral improvements and of R, SEQ and SMR stability
/// for each side are those of the definitions, and so are the SMR equilibria.
#[test]
fn jacobi_korea_tables_agree_with_the_definitions() {
    let case = Case::open("korea-2017");
    let source = &case.expected["by_source"];
    // Three tables for each side; the SMR equilibria.
    assert_eq!(case.compare("korea-2017", source), 2 * 3 + 1);
    for (actor, table) in map(&source["unilateral_improvements"]) {
        for (number, _) in &case.states {
            let printed = table.get(number.to_string());
            let printed = printed.map(numbers).unwrap_or_default();
            let found = case.improvements(actor, *number);
            assert_eq!(found, printed, "{actor} at {number}");
        }
    }
}

/// Jacobi's equilibria "SEQ+sim" contain state 4, which is SEQ-stable for neither
/// side. By the definition of SEQ 0, 5 and 10 are the equilibria; the source
/// adds 4 because it marks it as simultaneously sanctioned for both sides.
#[test]
fn jacobi_korea_counts_state_4_which_is_no_seq_equilibrium() {
    let case = Case::open("korea-2017");
    let source = &case.expected["by_source"];
    let printed = numbers(&source["equilibria"]["SEQ+sim"]);
    let found = case.equilibria(Concept::Seq);
    assert_eq!(found, Numbers::from([0, 5, 10]));
    assert_eq!(printed, Numbers::from([0, 4, 5, 10]));
    for actor in ["us", "north-korea"] {
        let stable = case.stable(case.actor(actor), Concept::Seq);
        assert!(!stable.contains(&4), "{actor}");
        let marked = numbers(&source["simultaneous_sanctions"][actor]);
        assert_eq!(marked, Numbers::from([4]), "{actor}");
    }
}

/// Every row that is left stands in some source; none is listed for nothing.
#[test]
fn what_is_left_is_said() {
    let mut keys = BTreeSet::new();
    for name in CASES {
        let source = &Case::open(name).expected["by_source"];
        for (_, rows) in map(&source["stable"]) {
            keys.extend(map(rows).map(|(key, _)| key.to_owned()));
        }
        keys.extend(map(&source["equilibria"]).map(|(key, _)| key.to_owned()));
        if source.get("coalition_runs").is_some() {
            keys.insert("coalition GMR, SMR, SEQ, SIM".into());
        }
    }
    for (row, reason) in LEFT {
        assert!(keys.contains(row), "{row} stands in no source");
        println!("left: {row}: {reason}");
    }
}
