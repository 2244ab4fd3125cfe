//! Files of gmcr-py in and out: what they mean, by plain reading; what is refused;
//! and models that go out and come back.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use hikiwake_dossier::{Compiled, Dossier, Scenario, read, read_texts};
use hikiwake_exchange::{ModelFormat, NewDossier, export_model, take_gmcr};
use hikiwake_graph::{Limits, State};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

fn taken(file: &Value) -> NewDossier {
    match take_gmcr(file.to_string().as_bytes(), "Some Case.gmcr") {
        Ok(taken) => taken,
        Err(faults) => panic!("{file}\n{faults:#?}"),
    }
}

fn compiled(taken: &NewDossier) -> (Dossier, Compiled) {
    let read = read_texts(&taken.files);
    let Some(dossier) = read.dossier else {
        panic!("{}", read.render(false));
    };
    let compiled = compile(&dossier, None);
    (dossier, compiled)
}

fn compile(dossier: &Dossier, reading: Option<&str>) -> Compiled {
    let scenario = Scenario {
        reading: reading.map(str::to_owned),
        ..Scenario::default()
    };
    dossier
        .compile(&scenario, Limits::default())
        .expect("compiles")
}

fn exported(dossier: &Dossier, compiled: &Compiled) -> Result<(Value, Vec<String>), String> {
    let out = export_model(dossier, compiled, ModelFormat::Gmcr, Limits::default())?;
    let file = serde_json::from_slice(&out.bytes).expect("JSON");
    Ok((file, out.notes))
}

fn faults(file: &Value) -> String {
    let faults = take_gmcr(file.to_string().as_bytes(), "x.gmcr").expect_err("refused");
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    faults.join("\n")
}

/// A file read as its description says it, sharing no code with the importer.
struct Plain<'f> {
    file: &'f Value,
}

impl Plain<'_> {
    fn options(&self) -> usize {
        self.file["options"].as_array().unwrap().len()
    }

    fn makers(&self) -> &[Value] {
        self.file["decisionMakers"].as_array().unwrap()
    }

    fn meets(condition: &Value, taken: &[bool]) -> bool {
        if condition["compound"] == true {
            let members = condition["members"].as_array().unwrap();
            return members.iter().any(|member| Self::meets(member, taken));
        }
        condition.as_array().unwrap().iter().all(|literal| {
            let option = usize::try_from(literal[0].as_u64().unwrap()).unwrap();
            taken[option] == (literal[1] == "Y")
        })
    }

    fn owned(maker: &Value) -> Vec<usize> {
        let options = maker["options"].as_array().unwrap().iter();
        options.map(|o| o.as_u64().unwrap() as usize).collect()
    }

    /// Feasible states, options as in the file, in the order of their numbers.
    fn states(&self) -> Vec<Vec<bool>> {
        let n = self.options();
        let mut order: Vec<usize> = (0..n).collect();
        let mut k = 0;
        for option in self.makers().iter().flat_map(Self::owned) {
            k += 1;
            let at = order.iter().position(|o| *o == option).unwrap();
            order.remove(at);
            order.insert(k.min(order.len()), option);
        }
        let mut states = Vec::new();
        for decimal in 0..1usize << n {
            let mut taken = vec![false; n];
            for (bit, &option) in order.iter().enumerate() {
                taken[option] = decimal >> bit & 1 == 1;
            }
            let infeasible = self.file["infeasibles"].as_array().unwrap();
            if !infeasible.iter().any(|c| Self::meets(c, &taken)) {
                states.push(taken);
            }
        }
        states
    }

    /// How good each state is for a decision maker: more is better.
    fn worth(&self, maker: &Value, states: &[Vec<bool>]) -> Vec<u64> {
        if self.file["useManualPreferenceRanking"] == true {
            let classes = maker["preferenceRanking"].as_array().unwrap();
            let mut worth = vec![0; states.len()];
            for (place, class) in classes.iter().rev().enumerate() {
                let one = [class.clone()];
                for number in class.as_array().map_or(&one[..], |c| c) {
                    worth[number.as_u64().unwrap() as usize - 1] = place as u64;
                }
            }
            return worth;
        }
        let statements = maker["preferences"].as_array().unwrap();
        let weigh = |taken: &Vec<bool>| {
            let bits = statements.iter().map(|s| u64::from(Self::meets(s, taken)));
            bits.fold(0, |sum, bit| 2 * sum + bit)
        };
        states.iter().map(weigh).collect()
    }

    /// That `compiled` is the model of this file.
    fn is(&self, compiled: &Compiled) {
        let model = &compiled.model;
        let states = self.states();
        let index = |taken: &[bool]| -> State {
            let mut levels = vec![0; compiled.options.len()];
            for (column, yes) in compiled.columns.iter().zip(taken) {
                levels[column.axis.unwrap()] = u8::from(*yes);
            }
            model.space().state(&levels).unwrap()
        };
        let at: Vec<State> = states.iter().map(|taken| index(taken)).collect();
        let feasible: BTreeSet<State> = model.feasible().iter().collect();
        assert_eq!(at.iter().copied().collect::<BTreeSet<_>>(), feasible);
        let mut i = 0;
        for maker in self.makers() {
            let owned = Self::owned(maker);
            let worth = self.worth(maker, &states);
            let indifferent = worth.iter().all(|w| *w == worth[0]);
            let wants = self.file["useManualPreferenceRanking"] == true
                || !maker["preferences"].as_array().unwrap().is_empty();
            if owned.is_empty() && !wants {
                assert!(indifferent);
                continue;
            }
            let mut classes: Vec<u64> = worth.clone();
            classes.sort_unstable();
            classes.dedup();
            for (a, from) in at.iter().enumerate() {
                let rank = classes.binary_search(&worth[a]).unwrap() + 1;
                assert_eq!(model.value(i, *from) as usize, rank, "{maker} at {a}");
                for (b, to) in at.iter().enumerate() {
                    let allowed = (0..self.options()).all(|option| {
                        let (x, y) = (states[a][option], states[b][option]);
                        let direction = &self.file["options"][option]["permittedDirection"];
                        x == y
                            || owned.contains(&option)
                                && (direction == "both" || (direction == "fwd") == y)
                    });
                    assert_eq!(model.can_move(i, *from, *to), allowed && a != b);
                }
            }
            i += 1;
        }
        // Whoever is left over holds what nobody can change.
        for i in i..model.decision_makers() {
            assert!(at.iter().all(|s| model.moves(i, *s).is_empty()));
        }
    }
}

/// That two models are the same: axis k of the first is column k of the second.
fn same(before: &Compiled, after: &Compiled) {
    let (a, b) = (&before.model, &after.model);
    assert_eq!(a.space().size(), b.space().size());
    let there = |state: State| {
        let mut levels = vec![0; after.options.len()];
        for (axis, column) in after.columns.iter().enumerate() {
            levels[column.axis.unwrap()] = a.space().level(state, axis);
        }
        b.space().state(&levels).unwrap()
    };
    let all: Vec<(State, State)> = (0..a.space().size())
        .map(|index| State(u32::try_from(index).unwrap()))
        .map(|state| (state, there(state)))
        .collect();
    for &(s, t) in &all {
        assert_eq!(a.feasible().has(s), b.feasible().has(t));
        for i in 0..a.decision_makers() {
            assert_eq!(a.value(i, s), b.value(i, t));
            for &(s2, t2) in &all {
                assert_eq!(a.can_move(i, s, s2), b.can_move(i, t, t2));
            }
        }
    }
}

fn literal(options: usize) -> impl Strategy<Value = (usize, bool)> {
    (0..options, any::<bool>())
}

fn simple(options: usize) -> impl Strategy<Value = Value> {
    vec(literal(options), 1..=3).prop_map(|literals| {
        let mut once: Vec<(usize, bool)> = Vec::new();
        for literal in literals {
            if !once.iter().any(|(option, _)| *option == literal.0) {
                once.push(literal);
            }
        }
        let written = |(k, yes): &(usize, bool)| json!([k, if *yes { "Y" } else { "N" }]);
        once.iter().map(written).collect()
    })
}

fn condition(options: usize) -> impl Strategy<Value = Value> {
    let compound = vec(simple(options), 1..=3)
        .prop_map(|members| json!({"compound": true, "members": members}));
    prop_oneof![2 => simple(options), 1 => compound]
}

/// Files with options of one owner or none, by statements or by ranking.
fn files() -> impl Strategy<Value = Value> {
    (1..=3usize, 1..=5usize).prop_flat_map(|(makers, options)| {
        let direction = prop_oneof![3 => Just("both"), 1 => Just("fwd"), 1 => Just("back")];
        // One owner in six is nobody.
        let owners = vec((0..6 * makers, direction), options);
        let wishes = vec(vec(condition(options), 0..=4), makers);
        let infeasible = vec(simple(options), 0..=2);
        let worth = vec(0..4u64, makers << options);
        (owners, wishes, infeasible, any::<bool>(), worth).prop_map(
            move |(owners, wishes, infeasible, manual, worth)| {
                let owner = |k: usize| match owners[k].0 {
                    0 => None,
                    owner => Some(owner % makers),
                };
                let options = owners.iter().enumerate();
                let options: Vec<Value> = options
                    .map(|(k, (_, direction))| {
                        let direction = owner(k).map_or("both", |_| *direction);
                        json!({"name": format!("Do {k}"), "permittedDirection": direction})
                    })
                    .collect();
                let makers = wishes.iter().enumerate().map(|(i, wishes)| {
                    let own = (0..options.len()).filter(|k| owner(*k) == Some(i));
                    json!({
                        "name": format!("Side {i}"),
                        "options": own.collect::<Vec<_>>(),
                        "preferences": wishes,
                    })
                });
                let mut file = json!({
                    "decisionMakers": makers.collect::<Vec<_>>(),
                    "options": options,
                    "infeasibles": infeasible,
                    "useManualPreferenceRanking": manual,
                });
                let states = Plain { file: &file }.states().len();
                if manual {
                    for i in 0..wishes.len() {
                        let worth = &worth[i * states..][..states];
                        let class = |wanted: u64| {
                            let numbers = (1..=states).filter(|n| worth[n - 1] == wanted);
                            numbers.collect::<Vec<usize>>()
                        };
                        let classes = (0..4).map(class).filter(|c| !c.is_empty());
                        file["decisionMakers"][i]["preferenceRanking"] =
                            classes.map(|c| json!(c)).collect();
                    }
                }
                file
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// What a file says is what the dossier's model has; and what goes out of that
    /// comes back.
    #[test]
    fn files_mean_what_they_say_and_come_back(file in files()) {
        let plain = Plain { file: &file };
        prop_assume!(!plain.states().is_empty());
        let (dossier, model) = compiled(&taken(&file));
        plain.is(&model);
        let Ok((again, _)) = exported(&dossier, &model) else {
            let all = model.model.feasible();
            for i in 0..model.model.decision_makers() {
                prop_assert!(all.iter().all(|s| model.model.moves(i, s).is_empty()));
                prop_assert!(all.iter().all(|s| model.model.value(i, s) == 1));
            }
            return Ok(());
        };
        let (_, back) = compiled(&taken(&again));
        // What is left out decides nothing; the rest is the model of the new file.
        Plain { file: &again }.is(&back);
        if back.decision_makers.len() == model.decision_makers.len() {
            same(&model, &back);
        }
    }

    /// Whatever the bytes, there is an answer.
    #[test]
    fn broken_files_are_refused_or_read(file in files(), at in any::<prop::sample::Index>(), with in "[\\[\\]{}\",:0-9YN-]{0,3}") {
        let text = file.to_string();
        let at = at.index(text.len());
        let text = format!("{}{with}{}", &text[..at], &text[(at + 1).min(text.len())..]);
        let _ = take_gmcr(text.as_bytes(), "x.gmcr");
    }
}

fn classics() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dossiers/classics");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("readable")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

#[test]
fn the_classics_go_out_and_come_back() {
    let mut compared = 0;
    for folder in classics() {
        let dossier = read(&folder).dossier.expect("no errors");
        let before = compile(&dossier, None);
        let Ok((file, _)) = exported(&dossier, &before) else {
            // Only what the format cannot say is refused.
            let binary = before.model.space().axes().iter().all(|a| a.levels == 2);
            assert!(!binary, "{}", folder.display());
            continue;
        };
        let (_, after) = compiled(&taken(&file));
        same(&before, &after);
        Plain { file: &file }.is(&after);
        compared += 1;
    }
    assert!(compared >= 5, "{compared}");
}

/// The seven examples of gmcr-py are not part of this project. Where they are at
/// hand, each is taken in, and those that are coded as dossiers here are the same.
#[test]
fn the_examples_of_gmcr_py() {
    let Some(folder) = std::env::var_os("GMCR_EXAMPLES") else {
        crate::absent::skipped("GMCR_EXAMPLES does not name the folder that holds them");
        return;
    };
    let mut read_in = 0;
    for entry in std::fs::read_dir(folder).expect("readable") {
        let path = entry.expect("readable").path();
        if path.extension().is_none_or(|ending| ending != "gmcr") {
            continue;
        }
        let bytes = std::fs::read(&path).expect("readable");
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let taken = take_gmcr(&bytes, &name).unwrap_or_else(|faults| panic!("{faults:#?}"));
        let (_, model) = compiled(&taken);
        let coded = name.trim_end_matches(".gmcr").to_lowercase();
        for classic in classics() {
            if classic.file_name().is_some_and(|c| *c == *coded) {
                let dossier = read(&classic).dossier.expect("no errors");
                same(&compile(&dossier, None), &model);
            }
        }
        read_in += 1;
    }
    assert!(read_in > 0, "no .gmcr file in GMCR_EXAMPLES");
}

/// One of everything.
pub fn everything() -> Value {
    json!({
        "program": "gmcr-py",
        "version": "0.3.12",
        "options": [
            {"name": "Build", "permittedDirection": "fwd"},
            {"name": "Pay", "permittedDirection": "both"},
            {"name": "Build", "permittedDirection": "back"},
            {"name": "日本", "permittedDirection": "both"},
        ],
        "decisionMakers": [
            {"name": "Upper \"Land\"", "options": ["0", 1], "payoffs": [1], "misperceptions": [[[2, "Y"]]],
             "preferences": [
                [[1, "Y"]],
                {"compound": true, "members": [[[0, "Y"], [1, "Y"]], [[0, "N"], [1, "N"]]]},
                [[1, "Y"]],
                {"compound": true, "members": [[[0, "Y"], [1, "Y"]], [[0, "N"], [1, "Y"]], [[0, "N"], [1, "N"]]]},
             ]},
            {"name": "not", "options": [2], "preferences": []},
        ],
        "infeasibles": [[[0, "Y"], [2, "Y"], [3, "N"]]],
        "useManualPreferenceRanking": false,
        "coalitions": [[0, 1]],
        "colour": "red",
    })
}

#[test]
fn a_dossier_as_a_person_would_write_it() {
    let taken = taken(&everything());
    let text = |name: &str| {
        let file = taken.files.iter().find(|(n, _)| n == name);
        file.map(|(_, text)| text.as_str()).unwrap_or_default()
    };
    let expected = r#"[dossier]
format = 1
title = "Some Case"
summary = "Taken over from Some Case.gmcr, a file of gmcr-py 0.3.12."

[actors.upper-land]
name = "Upper \"Land\""

[actors.not-it]
name = "not"

[actors.nobody]
name = "Nobody"
about = "Holds the options that nobody controls: they stay as they are."

[options.build-upper-land]
owner = "upper-land"
label = "Build"
change = "one-way"

[options.pay]
owner = "upper-land"
label = "Pay"

[options.build-not-it]
owner = "not-it"
label = "Build"
change = "one-way-down"

[options.option-4]
owner = "nobody"
label = "日本"
allow = [] # nobody can change it

[rules.rule-1]
never = "build-upper-land and build-not-it and not option-4"
"#;
    assert_eq!(text("dossier.toml"), expected);
    let expected = r#"[[preferences]]
actor = "upper-land"
statements = [ # most important first
  { id = "pay", wants = "pay" },
  { id = "build-upper-land-iff-pay", wants = "build-upper-land iff pay" },
  { id = "pay-if-build-upper-land", wants = "pay if build-upper-land" },
]
"#;
    assert_eq!(text("preferences.toml"), expected);
    let expected = r#"[perceptions.upper-land-does-not-see]
of = "upper-land"
never = ["build-not-it"]
"#;
    assert_eq!(text("perceptions.toml"), expected);
    let left = [
        "statement 3 of Upper \"Land\": it repeats one above and decides nothing",
        "the coalition of Upper \"Land\", not",
        "the payoffs, which follow from the preferences, of Upper \"Land\"",
        "the key `colour`",
    ];
    assert_eq!(taken.left, left);
}

#[test]
fn what_is_wrong_is_said_at_once() {
    let mut file = everything();
    file["options"][0]["permittedDirection"] = json!("up");
    file["decisionMakers"][0]["options"] = json!([0, 9]);
    file["decisionMakers"][1]["preferences"] = json!([[[0, "Y"], [0, "N"]], [[0, "y"]], 7]);
    let said = faults(&file);
    for part in [
        "option 1",
        "`permittedDirection`",
        "`9` is no index of an option",
        "decision maker 2, statement 1",
        "both Y and N of option 1",
        "statement 2",
        "statement 3",
    ] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }

    let mut shared = everything();
    shared["decisionMakers"][1]["options"] = json!([1, 2]);
    assert!(faults(&shared).contains("`Upper \"Land\"` and `not` each change it alone"));

    let mut empty = everything();
    empty["infeasibles"] = json!([[[0, "Y"]], [[0, "N"]]]);
    assert!(faults(&empty).contains("error"));

    let mut ranked = everything();
    ranked["useManualPreferenceRanking"] = json!(true);
    assert!(faults(&ranked).contains("this ranking is missing"));
    for (ranking, said) in [
        (json!([1, 2, 99]), "There is no state 99."),
        (json!([[1, 2], 2]), "State 2 stands in it twice."),
        (json!([1, 2, 3]), "State 4 is missing in it."),
        (json!([1, "two"]), "no list of state numbers"),
    ] {
        ranked["decisionMakers"][0]["preferenceRanking"] = ranking;
        assert!(faults(&ranked).contains(said), "{said}");
    }
    for bytes in [&b"\xff"[..], b"[1]", b"{", b"{}", b""] {
        assert!(take_gmcr(bytes, "x.gmcr").is_err());
    }
}

/// Options 4 and 1 of four are owned: gmcr-py counts them as 4, 2, 1, 3.
#[test]
fn states_are_numbered_in_the_order_of_gmcr_py() {
    let option = |name: &str| json!({"name": name, "permittedDirection": "both"});
    let file = json!({
        "options": [option("a"), option("b"), option("c"), option("d")],
        "decisionMakers": [
            {"name": "P", "options": [3], "preferences": [], "preferenceRanking": [2, [1, 3, 4, 5, 6, 7, 8], [9, 10, 11, 12, 13, 14, 15], 16]},
            {"name": "Q", "options": [0], "preferences": [], "preferenceRanking": [5, [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]]},
        ],
        "infeasibles": [],
        "useManualPreferenceRanking": true,
    });
    let (_, model) = compiled(&taken(&file));
    let value = |i: usize, text: &str| model.model.value(i, model.find(text).expect(text));
    // State 2 is d alone, state 5 is a alone, states 9 and above have c.
    assert_eq!(value(0, "d"), 4);
    assert_eq!(value(1, "a"), 2);
    assert_eq!(value(0, "c"), 2);
    assert_eq!(value(0, "a, b"), 3);
    assert_eq!(value(0, "a, b, c, d"), 1);
}

#[test]
fn what_the_format_cannot_say_is_refused_or_ranked() {
    let with = |more: &str, wants: &str| {
        let text = format!(
            r#"
[dossier]
format = 1
title = "T"
[actors.a]
name = "A"
[actors.b]
name = "B"
[options.x]
owner = "a"
label = "X"
[options.y]
owner = "b"
label = "Y"
{more}
[[preferences]]
actor = "a"
statements = [{wants}]
"#
        );
        let read = read_texts(&[("dossier.toml".to_owned(), text)]);
        let dossier = read
            .dossier
            .unwrap_or_else(|| panic!("{:#?}", read.diagnostics));
        let compiled = compile(&dossier, None);
        exported(&dossier, &compiled).map(|(file, notes)| {
            let (_, back) = self::compiled(&taken(&file));
            same(&compiled, &back);
            (file, notes)
        })
    };
    let plain = r#"{ id = "one", wants = "x" }"#;
    let (file, notes) = with("", plain).unwrap();
    assert_eq!(file["useManualPreferenceRanking"], false);
    assert_eq!(notes, Vec::<String>::new());

    let shared = r#"{ id = "one", wants = "x" }, { id = "two", wants = "y", same_rank = true }"#;
    let (file, notes) = with("", shared).unwrap();
    assert_eq!(file["useManualPreferenceRanking"], true);
    assert_eq!(
        file["decisionMakers"][0]["preferenceRanking"],
        json!([4, [2, 3], 1])
    );
    assert_eq!(
        notes,
        ["All are ranked by number, because A has statements that share a rank."]
    );

    // A joint option is one consent of each party.
    let joint = "[options.treaty]\nparties = [\"a\", \"b\"]\nlabel = \"Sign\"\n";
    let (file, _) = with(joint, r#"{ id = "one", wants = "treaty" }"#).unwrap();
    let names: Vec<&str> = (0..4)
        .filter_map(|k| file["options"][k]["name"].as_str())
        .collect();
    assert_eq!(names, ["X", "Sign (A)", "Y", "Sign (B)"]);

    for (more, said) in [
        (
            "[options.z]\nowner = \"a\"\nlabel = \"Z\"\nlevels = [\"l\", \"m\", \"h\"]\n",
            "`z` (Z) has 3 levels",
        ),
        (
            "[rules.stay]\nbars = { from = \"x\", to = \"not x\" }\n",
            "the rule `stay` bars a move",
        ),
        (
            "[options.treaty]\nparties = [\"a\", \"b\"]\nlabel = \"Sign\"\nchange = \"one-way\"\n",
            "`treaty` is a joint option that cannot be changed freely",
        ),
    ] {
        let refused = with(more, plain).expect_err("refused");
        assert!(refused.contains(said), "{refused}");
        assert!(refused.contains("help"), "{refused}");
    }
}

#[test]
fn a_pickle_is_called_by_its_name() {
    for bytes in [
        &b"\x80\x02}q\x00(X\x0e\x00\x00\x00u."[..],
        b"(dp0\nS'a'\n",
        b"}q\x00.",
    ] {
        let faults = take_gmcr(bytes, "old.gmcr").unwrap_err();
        assert!(faults[0].message.contains("a Python pickle"), "{faults:?}");
        assert!(faults[0].help.contains("save it again"));
    }
}
