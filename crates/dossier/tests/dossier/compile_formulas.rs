//! Compiled formulas against the formulas as written, on random dossiers and states.

use hikiwake_dossier::{Compiled, Scenario, read};
use hikiwake_graph::{Limits, State};
use proptest::prelude::*;

const ACTORS: [&str; 3] = ["a", "b", "c"];

/// An option: owner, or parties of a joint one, by index; number of levels; absent.
type Opt = (usize, Vec<usize>, usize, bool);

/// A formula as a person means it.
#[derive(Clone, Debug)]
enum Wish {
    /// Option, and for a joint one perhaps one party; the sign and level, or above the lowest.
    Option(usize, Option<usize>, Option<(usize, usize)>),
    Definition(usize),
    Not(Box<Wish>),
    And(Vec<Wish>),
    Or(Vec<Wish>),
    If(Box<Wish>, Box<Wish>),
    Iff(Box<Wish>, Box<Wish>),
}

const SIGNS: [&str; 6] = ["=", "!=", "<", "<=", ">", ">="];

fn compares(sign: usize, level: usize, with: usize) -> bool {
    match sign {
        0 => level == with,
        1 => level != with,
        2 => level < with,
        3 => level <= with,
        4 => level > with,
        _ => level >= with,
    }
}

/// The wish as text. Indices are taken modulo what there is.
fn text(wish: &Wish, options: &[Opt], definitions: usize) -> String {
    let part = |wish: &Wish| format!("({})", text(wish, options, definitions));
    let join = |parts: &[Wish], word: &str| parts.iter().map(part).collect::<Vec<_>>().join(word);
    match wish {
        Wish::Option(at, party, compare) => {
            let at = at % options.len();
            let (_, parties, levels, _) = &options[at];
            let mut name = format!("o{at}");
            if let (Some(party), false) = (party, parties.is_empty()) {
                name += &format!(".{}", ACTORS[parties[party % parties.len()]]);
            }
            match compare {
                None => name,
                Some((sign, level)) => format!("{name} {} l{}", SIGNS[*sign], level % levels),
            }
        }
        Wish::Definition(_) if definitions == 0 => "true".to_string(),
        Wish::Definition(at) => format!("d{}", at % definitions),
        Wish::Not(wish) => format!("not {}", part(wish)),
        Wish::And(parts) => join(parts, " and "),
        Wish::Or(parts) => join(parts, " or "),
        Wish::If(then, condition) => format!("{} if {}", part(then), part(condition)),
        Wish::Iff(a, b) => format!("{} iff {}", part(a), part(b)),
    }
}

/// Whether the consents (per option, per party) meet the wish, word for word.
fn met(wish: &Wish, options: &[Opt], consents: &[Vec<usize>], definitions: &[Wish]) -> bool {
    let met_by = |wish: &Wish| met(wish, options, consents, definitions);
    match wish {
        Wish::Option(at, party, compare) => {
            let at = at % options.len();
            let (_, parties, levels, _) = &options[at];
            let level = match party {
                Some(party) if !parties.is_empty() => consents[at][party % parties.len()],
                _ => *consents[at].iter().min().unwrap(),
            };
            match compare {
                None => level > 0,
                Some((sign, with)) => compares(*sign, level, with % levels),
            }
        }
        Wish::Definition(_) if definitions.is_empty() => true,
        Wish::Definition(at) => {
            let at = at % definitions.len();
            met(&definitions[at], options, consents, &definitions[..at])
        }
        Wish::Not(wish) => !met_by(wish),
        Wish::And(parts) => parts.iter().all(met_by),
        Wish::Or(parts) => parts.iter().any(met_by),
        Wish::If(then, condition) => met_by(then) || !met_by(condition),
        Wish::Iff(a, b) => met_by(a) == met_by(b),
    }
}

/// The levels of all consents in a state.
fn consents(compiled: &Compiled, options: &[Opt], state: State) -> Vec<Vec<usize>> {
    let level = |column: &hikiwake_dossier::Column| match column.axis {
        Some(axis) => usize::from(compiled.model.space().level(state, axis)),
        None => 0,
    };
    (0..options.len())
        .map(|at| {
            let columns = compiled.columns.iter();
            columns
                .filter(|c| c.id == format!("o{at}"))
                .map(level)
                .collect()
        })
        .collect()
}

fn wishes() -> impl Strategy<Value = Wish> {
    let leaf = prop_oneof![
        4 => (0..9usize, proptest::option::of(0..3usize), proptest::option::of((0..6usize, 0..4usize)))
            .prop_map(|(at, party, compare)| Wish::Option(at, party, compare)),
        1 => (0..9usize).prop_map(Wish::Definition),
    ];
    leaf.prop_recursive(4, 24, 3, |part| {
        let both = (part.clone(), part.clone());
        prop_oneof![
            part.clone().prop_map(|w| Wish::Not(Box::new(w))),
            proptest::collection::vec(part.clone(), 2..4).prop_map(Wish::And),
            proptest::collection::vec(part.clone(), 2..4).prop_map(Wish::Or),
            both.clone()
                .prop_map(|(a, b)| Wish::If(Box::new(a), Box::new(b))),
            both.prop_map(|(a, b)| Wish::Iff(Box::new(a), Box::new(b))),
        ]
    })
}

fn options() -> impl Strategy<Value = Vec<Opt>> {
    let parties = prop_oneof![
        Just(vec![]),
        Just(vec![0, 1]),
        Just(vec![2, 0]),
        Just(vec![1, 0, 2]),
    ];
    proptest::collection::vec((0..3usize, parties, 2..5usize, any::<bool>()), 1..5)
}

fn dossier(options: &[Opt], definitions: &[Wish]) -> String {
    let mut text_of = "[dossier]\nformat = 1\ntitle = \"T\"\n".to_string();
    for actor in ACTORS {
        // Somebody decides even where every option is absent.
        text_of += &format!(
            "[actors.{actor}]\nname = \"{actor}\"\n[[preferences]]\nactor = \"{actor}\"\nranking = [[\"true\"]]\n"
        );
    }
    let mut absent = Vec::new();
    for (at, (owner, parties, levels, is_absent)) in options.iter().enumerate() {
        let control = if parties.is_empty() {
            format!("owner = \"{}\"", ACTORS[*owner])
        } else {
            let names: Vec<&str> = parties.iter().map(|p| ACTORS[*p]).collect();
            format!("parties = {names:?}")
        };
        let levels: Vec<String> = (0..*levels).map(|l| format!("l{l}")).collect();
        text_of += &format!("[options.o{at}]\nlabel = \"O\"\n{control}\nlevels = {levels:?}\n");
        if *is_absent {
            absent.push(format!("o{at}"));
        }
    }
    // The last one first: the order of definitions does not matter.
    for (at, wish) in definitions.iter().enumerate().rev() {
        text_of += &format!(
            "[definitions.d{at}]\nformula = \"{}\"\n",
            text(wish, options, at)
        );
    }
    text_of
        + &format!("[periods.now]\nlabel = \"Now\"\nstatus_quo = \"none\"\nabsent = {absent:?}\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn compiled_formulas_say_what_is_written(
        options in options(),
        definitions in proptest::collection::vec(wishes(), 0..4),
        wish in wishes(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("dossier.toml"), dossier(&options, &definitions)).unwrap();
        let read = read(folder.path());
        let faults = read.render(false);
        let Some(dossier) = read.dossier else {
            return Err(TestCaseError::fail(faults));
        };
        let compiled = dossier.compile(&Scenario::default(), Limits::default()).unwrap();
        let written = text(&wish, &options, definitions.len());
        let formula = compiled.formula(&written).map_err(TestCaseError::fail)?;
        let space = compiled.model.space();
        let extension = formula.extension(space);
        for index in 0..space.size() {
            let state = State(index as u32);
            let expected = met(&wish, &options, &consents(&compiled, &options, state), &definitions);
            prop_assert_eq!(formula.holds(space, state), expected, "{} in {}", written, compiled.state_text(state));
            prop_assert_eq!(extension.has(state), expected);
        }
    }
}
