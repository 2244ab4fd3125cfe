//! Games in the language of PRISM: what is written, and that all that is named is there.
//! What they mean is compared with Storm (`scripts/peers`).

use std::collections::BTreeSet;
use std::path::Path;

use hikiwake_dossier::{Compiled, Dossier, Scenario, read, read_texts};
use hikiwake_exchange::{ExportedModel, ModelFormat, export_model};
use hikiwake_graph::Limits;

fn compiled(dossier: &Dossier) -> Compiled {
    dossier
        .compile(&Scenario::default(), Limits::default())
        .expect("compiles")
}

fn of_text(text: &str) -> (Dossier, Compiled) {
    let read = read_texts(&[("dossier.toml".to_owned(), text.to_owned())]);
    let dossier = read.dossier.expect("no errors");
    let compiled = compiled(&dossier);
    (dossier, compiled)
}

fn exported(dossier: &Dossier, compiled: &Compiled) -> Result<ExportedModel, String> {
    export_model(dossier, compiled, ModelFormat::Prism, Limits::default())
}

/// The model and its questions as text.
fn texts(exported: &ExportedModel) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let (questions, _) = exported.questions.as_ref().expect("questions");
    (text(&exported.bytes), text(questions))
}

/// Players whose ids are words of the language, ids that become the same, an option that
/// cannot be undone, a state that is none and a barred move.
const SMALL: &str = r#"
[dossier]
format = 1
title = "Words\nof the language"
[actors.init]
name = "Init"
[actors.chair]
name = "Chair"
[options.a-b]
owner = "init"
label = "One way"
change = "one-way"
[options.a_b]
owner = "chair"
label = "Level"
levels = ["low", "mid", "high"]
[rules.hole]
never = "a-b and a_b = high"
[rules.bar]
bars = { from = "not a-b and a_b = low", to = "not a-b and a_b = mid" }
[[preferences]]
actor = "init"
statements = [{ id = "s", wants = "a-b" }, { id = "t", wants = "a_b = low" }]
[[preferences]]
actor = "chair"
statements = [{ id = "u", wants = "a_b >= mid" }]
"#;

const MODEL: &str = r#"// Words of the language
// The chair gives the floor to anyone but who moved last; who has it moves once or passes.
smg

player chair chair endplayer
player p_init m_init endplayer
player p_chair m_chair endplayer

// Who has the floor: 0 the chair, 1 Init, 2 Chair.
global turn : [0..2];
// Who moved last; 0 nobody yet.
global last : [0..2];
// Whether everyone keeps to improvements.
global improving : bool;

module chair
  // Nobody is asked any more.
  [] turn=0 -> true;
  [] turn=0 & last!=1 -> (turn'=1);
  [] turn=0 & last!=2 -> (turn'=2);
endmodule

// Init: how good a state is (1 is worst).
formula v_init = (o_a_b_2=0 ? (o_a_b=0 ? 2 : 4) : (o_a_b_2=1 ? (o_a_b=0 ? 1 : 3) : 1));

module m_init
  // One way: 0 no, 1 yes
  o_a_b : [0..1];
  [] turn=1 -> (turn'=0);
  [] turn=1 & last!=1 & !(o_a_b=1) & (o_a_b_2=0 | o_a_b_2=1) & (!improving | ((o_a_b_2=0 | o_a_b_2=2) ? 4 : 3)>v_init) -> (o_a_b'=1) & (turn'=0) & (last'=1);
endmodule

// Chair: how good a state is (1 is worst).
formula v_chair = (o_a_b_2=0 ? 1 : 2);

module m_chair
  // Level: 0 low, 1 mid, 2 high
  o_a_b_2 : [0..2];
  [] turn=2 -> (turn'=0);
  [] turn=2 & last!=2 & !(o_a_b_2=0) & (!improving | 1>v_chair) -> (o_a_b_2'=0) & (turn'=0) & (last'=2);
  [] turn=2 & last!=2 & !(o_a_b_2=1) & !((o_a_b_2=0 | o_a_b_2=1) & o_a_b=0) & (!improving | 2>v_chair) -> (o_a_b_2'=1) & (turn'=0) & (last'=2);
  [] turn=2 & last!=2 & !(o_a_b_2=2) & o_a_b=0 & (!improving | 2>v_chair) -> (o_a_b_2'=2) & (turn'=0) & (last'=2);
endmodule

init last=0 & ((o_a_b_2=0 | o_a_b_2=1) | o_a_b_2=2 & o_a_b=0) endinit

// ba: none
label "at_ba" = o_a_b=0 & o_a_b_2=0;
// be: a-b
label "at_be" = o_a_b=1 & o_a_b_2=0;
// bi: a_b = mid
label "at_bi" = o_a_b=0 & o_a_b_2=1;
// bo: a-b, a_b = mid
label "at_bo" = o_a_b=1 & o_a_b_2=1;
// bu: a_b = high
label "at_bu" = o_a_b=0 & o_a_b_2=2;
// States up to a value.
label "v_init_to_1" = v_init<=1;
label "v_init_to_2" = v_init<=2;
label "v_init_to_3" = v_init<=3;
label "v_init_to_4" = v_init<=4;
label "v_chair_to_1" = v_chair<=1;
label "v_chair_to_2" = v_chair<=2;
"#;

const QUESTIONS: &str = r#"// Whether a state is stable for a decision maker, asked of the model beside this file.
// Behind each question stands the answer of Hikiwake.

// ba: none
"Nash_p_init_at_ba": filter(forall, !(<<p_init>> P>=1 [ X !"v_init_to_2" ]), turn=1 & last=0 & !improving & "at_ba"); // false
"GMR_p_init_at_ba": filter(forall, !(<<p_init>> P>=1 [ X (!"v_init_to_2" & !(<<chair,p_chair>> P>=1 [ F "v_init_to_2" ])) ]), turn=1 & last=0 & !improving & "at_ba"); // false
"SMR_p_init_at_ba": filter(forall, !(<<p_init>> P>=1 [ X (!"v_init_to_2" & !(<<chair,p_chair>> P>=1 [ F (turn=1 & "v_init_to_2" & !(<<p_init>> P>=1 [ X !"v_init_to_2" ])) ])) ]), turn=1 & last=0 & !improving & "at_ba"); // false
"SEQ_p_init_at_ba": filter(forall, !(<<p_init>> P>=1 [ X (!"v_init_to_2" & !(<<chair,p_chair>> P>=1 [ F "v_init_to_2" ])) ]), turn=1 & last=0 & improving & "at_ba"); // false
"SSEQ_p_init_at_ba": filter(forall, !(<<p_init>> P>=1 [ X (!"v_init_to_2" & !(<<chair,p_chair>> P>=1 [ F (turn=1 & "v_init_to_2" & !(<<p_init>> P>=1 [ X !"v_init_to_2" ])) ])) ]), turn=1 & last=0 & improving & "at_ba"); // false
"#;

#[test]
fn a_small_game() {
    let (dossier, compiled) = of_text(SMALL);
    let exported = exported(&dossier, &compiled).expect("written");
    let (model, questions) = texts(&exported);
    assert_eq!(model, MODEL);
    assert!(questions.starts_with(QUESTIONS), "{questions}");
}

/// The words of a text that are names: what stands in comments and quotes left out.
fn words(text: &str) -> BTreeSet<String> {
    let lines = text.lines().map(|l| l.split("//").next().unwrap_or(""));
    let code: String = lines.flat_map(|l| [l, "\n"]).collect();
    let unquoted = code.split('"').step_by(2);
    unquoted
        .flat_map(|part| part.split(|c: char| !c.is_ascii_alphanumeric() && c != '_'))
        .filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()))
        .map(str::to_owned)
        .collect()
}

/// The quoted labels of a text.
fn labels(text: &str) -> Vec<&str> {
    text.split('"').skip(1).step_by(2).collect()
}

#[test]
fn everything_named_is_there() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dossiers");
    for folder in ["classics/elmira", "kuril"].map(|name| folder.join(name)) {
        let dossier = read(&folder).dossier.expect("no errors");
        let compiled = compiled(&dossier);
        let exported = exported(&dossier, &compiled).expect("written");
        let (model, questions) = texts(&exported);

        let language = [
            "smg",
            "player",
            "endplayer",
            "global",
            "int",
            "bool",
            "formula",
            "label",
            "module",
            "endmodule",
            "init",
            "endinit",
            "true",
            "false",
            "turn",
            "last",
            "improving",
            "chair",
            "filter",
            "forall",
            "X",
            "P",
            "F",
        ];
        let mut declared: BTreeSet<String> = language.map(str::to_owned).into();
        for line in model.lines().map(str::trim_start) {
            let mut of = line.split([' ', '\'']);
            match (of.next(), of.next(), of.next()) {
                (Some("player"), Some(player), Some(module)) if player != "chair" => {
                    assert!(player.starts_with("p_") && module.starts_with("m_"));
                    assert!(declared.insert(player.to_owned()), "twice: {line}");
                    assert!(declared.insert(module.to_owned()), "twice: {line}");
                }
                (Some("formula"), Some(name), _) | (Some(name), Some(":"), _)
                    if !name.starts_with('[') =>
                {
                    assert!(name.starts_with("o_") || name.starts_with("v_"));
                    assert!(declared.insert(name.to_owned()), "twice: {line}");
                }
                _ => {}
            }
        }
        for name in words(&model).union(&words(&questions)) {
            assert!(declared.contains(name), "not declared: {name}");
        }

        // A module changes nothing but its own options, who has the floor, who moved last.
        let mut commands = 0;
        for module in model.split("\nmodule ").skip(1) {
            let module = module.split("endmodule").next().expect("a module");
            for line in module.lines().filter(|l| l.contains("->")) {
                let changes = line.split("->").nth(1).expect("changes");
                for change in changes.split('(').skip(1) {
                    let name = change.split('\'').next().expect("a name");
                    let own = module.contains(&format!("  {name} : [0.."));
                    assert!(own || ["turn", "last"].contains(&name), "{line}");
                }
                commands += 1;
            }
        }
        assert!(commands > compiled.decision_makers.len());

        for text in [&model, &questions] {
            for line in text.lines().filter_map(|l| l.split("//").next()) {
                let count = |c| line.matches(c).count();
                assert_eq!((count('('), count('[')), (count(')'), count(']')), "{line}");
            }
        }
        let named = labels(&model);
        let there: BTreeSet<&str> = named.iter().copied().collect();
        assert_eq!(named.len(), there.len());
        let asked = questions.lines().filter(|l| l.starts_with('"'));
        let asked: Vec<Vec<&str>> = asked.map(labels).collect();
        assert_eq!(
            Some(asked.len()),
            exported.questions.map(|(_, count)| count)
        );
        let names: BTreeSet<&str> = asked.iter().map(|of| of[0]).collect();
        assert_eq!(names.len(), asked.len());
        for label in asked.iter().flat_map(|of| &of[1..]) {
            assert!(there.contains(label), "{label}");
        }
    }
}

#[test]
fn asked_about_every_state_or_said_which() {
    let (dossier, small) = of_text(SMALL);
    let exported_small = exported(&dossier, &small).expect("written");
    let states = small.model.feasible().count();
    let count = |exported: &ExportedModel| exported.questions.as_ref().map(|(_, count)| *count);
    assert_eq!(count(&exported_small), Some(states * 2 * 5));
    assert_eq!(exported_small.notes, Vec::<String>::new());

    // 4,096 states and 12 actors: too many questions, and everything else is as before.
    let large = many(12);
    let (dossier, compiled) = of_text(&large);
    let exported_large = exported(&dossier, &compiled).expect("written");
    assert!(count(&exported_large).is_some_and(|count| count <= 20_000));
    assert!(exported_large.notes[0].contains("of 4096 states"));

    let (dossier, compiled) = of_text(&many(17));
    let refused = exported(&dossier, &compiled).expect_err("too large");
    assert!(refused.contains("131072 combinations"), "{refused}");
    assert!(refused.contains("up to 65536"), "{refused}");
}

/// So many options of twelve actors, who want their first.
fn many(options: usize) -> String {
    let mut text = "[dossier]\nformat = 1\ntitle = \"Many\"\n".to_owned();
    for k in 0..12 {
        text += &format!("[actors.a{k}]\nname = \"A\"\n");
    }
    for k in 0..options {
        let owner = k % 12;
        text += &format!("[options.o{k}]\nowner = \"a{owner}\"\nlabel = \"O\"\n");
    }
    for k in 0..12 {
        text += &format!("[[preferences]]\nactor = \"a{k}\"\n");
        text += &format!("statements = [{{ id = \"s\", wants = \"o{k}\" }}]\n");
    }
    text
}
