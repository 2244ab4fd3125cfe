//! The symbolic answer beside the explicit one, on a dossier that both can do;
//! alone on one of 2^100 states; and on one that is too entangled.

use std::fmt::Write as _;
use std::path::Path;

use hikiwake_conflict::{SymbolicRefusal, analyse, is_too_large, symbolic};
use hikiwake_dossier::{Dossier, Scenario};
use hikiwake_finding::AnalyseSettings;
use hikiwake_graph::Limits;

fn settings() -> AnalyseSettings<'static> {
    AnalyseSettings::default()
}

fn read(folder: &Path) -> Dossier {
    let read = hikiwake_dossier::read(folder);
    let faults = read.render(false);
    read.dossier.unwrap_or_else(|| panic!("{faults}"))
}

/// A dossier with the options and statements that `text` adds to four states.
fn dossier(text: &str) -> Dossier {
    let folder = tempfile::tempdir().unwrap();
    let mut all = String::from("[dossier]\nformat = 1\ntitle = \"Large\"\n");
    for actor in ["north", "east", "south", "west"] {
        let _ = writeln!(all, "[actors.{actor}]\nname = \"{actor}\"");
    }
    all.push_str(text);
    std::fs::write(folder.path().join("dossier.toml"), all).unwrap();
    read(folder.path())
}

const ACTORS: [&str; 4] = ["north", "east", "south", "west"];

/// A hundred options in neighbourhoods of four, one option for each actor.
fn hundred_options() -> String {
    let mut text = String::new();
    for k in 0..100 {
        let owner = ACTORS[k % 4];
        let _ = writeln!(
            text,
            "[options.o{k}]\nlabel = \"Option {k}\"\nowner = \"{owner}\""
        );
    }
    text
}

#[test]
fn both_engines_tell_the_same_of_the_same_dossier() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dossiers/kuril");
    let dossier = read(&folder);
    for period in dossier.period_ids() {
        let scenario = Scenario {
            period: Some(period),
            ..Scenario::default()
        };
        let one_by_one = analyse(&dossier, &scenario, &settings()).unwrap().finding;
        let found = symbolic(&dossier, &scenario, &settings(), false).unwrap();
        assert_eq!(found.kind, hikiwake_finding::FindingKind::Symbolic);
        let found = found.finding;
        assert_eq!(found.combinations, one_by_one.combinations.to_string());
        assert_eq!(found.feasible, one_by_one.feasible.to_string());
        assert_eq!(found.options, one_by_one.options);
        for (concept, expected) in found.concepts.iter().zip(&one_by_one.equilibrium_counts) {
            assert_eq!(concept.concept, expected.concept);
            let set = concept.equilibria.as_ref().unwrap();
            assert_eq!(set.states, expected.states.to_string());
        }
        let reached = found.reached.unwrap();
        let near = one_by_one
            .equilibrium_counts
            .iter()
            .map(|c| c.by_improvements);
        let near: Vec<_> = near.map(|n| Some(n.to_string())).collect();
        let found_near: Vec<_> = reached.holding.into_iter().map(|(_, n)| n).collect();
        assert_eq!(found_near, near);
        for (pattern, expected) in found.patterns.iter().zip(&one_by_one.patterns) {
            let expected = &expected.pattern;
            assert_eq!(pattern.id, expected.id);
            assert_eq!(pattern.feasible, expected.feasible.to_string());
            assert_eq!(pattern.holding[3].1, Some(expected.holding.to_string()));
        }
        assert_eq!(found.patterns.len(), one_by_one.patterns.len());
        let status_quo = one_by_one.status_quo.unwrap();
        assert_eq!(found.landmarks[0].concepts, status_quo.concepts);
        assert_eq!(found.landmarks[0].leavers, status_quo.leavers);
        assert_eq!(found.landmarks[0].state, Some(status_quo.state));
    }
}

#[test]
fn a_space_too_large_for_memory_is_answered() {
    let mut text = hundred_options();
    for (i, actor) in ACTORS.iter().enumerate() {
        let _ = writeln!(text, "[[preferences]]\nactor = \"{actor}\"\nstatements = [");
        for k in 0..10 {
            let (own, other) = (8 * k + i, 8 * k + (i + 1) % 4);
            let _ = writeln!(
                text,
                "{{ id = \"s{k}\", wants = \"o{own} and not o{other}\", basis = \"analyst\" }},"
            );
        }
        text.push_str("]\n");
    }
    let dossier = dossier(&text);
    let scenario = Scenario::default();
    let refused = analyse(&dossier, &scenario, &settings()).unwrap_err();
    assert!(is_too_large(&refused));
    let found = symbolic(&dossier, &scenario, &settings(), true)
        .unwrap()
        .finding;
    assert_eq!(found.combinations, (1u128 << 100).to_string());
    assert!(found.too_large);
    // Four options in a ring, each wanted only while the next is not taken: two
    // neighbours are never both left. That leaves 7 of 16 choices in each of ten
    // rings; sixty options nobody cares about.
    let nash = found.concepts[0].equilibria.as_ref().unwrap();
    assert_eq!(nash.states, (7u128.pow(10) << 60).to_string());
    let formula = nash.formula.as_ref().unwrap();
    assert!(!formula.complete && !formula.except && formula.terms.len() == 12);
    let ring = |levels: &[u8], k: usize| [0, 1, 2, 3, 0].map(|i| levels[8 * k + i]);
    let held = |levels: &[u8]| (0..10).all(|k| ring(levels, k).windows(2).all(|w| w != [0, 0]));
    assert!(nash.samples.iter().all(|row| held(&row.levels)));
    assert_eq!(nash.samples.len(), 3);
}

#[test]
fn what_is_too_entangled_is_named() {
    let mut text = hundred_options();
    text.push_str("[[preferences]]\nactor = \"west\"\nstatements = [\n");
    text.push_str("{ id = \"near\", wants = \"o0 and o1\", basis = \"analyst\" },\n");
    // A sum of differences between far options: no order of variables is short.
    let pairs = (0..50).map(|k| format!("(o{k} and o{} or o{k} and o{})", 50 + k, (7 * k) % 100));
    let far = pairs.collect::<Vec<_>>().join(" or ");
    let _ = writeln!(
        text,
        "{{ id = \"far\", wants = \"{far}\", basis = \"analyst\" }}]"
    );
    let dossier = dossier(&text);
    let small = AnalyseSettings {
        limits: Limits { bytes: 2_000_000 },
        ..settings()
    };
    let refused = symbolic(&dossier, &Scenario::default(), &small, true).unwrap_err();
    let SymbolicRefusal::Engine(why) = refused else {
        panic!("{refused}");
    };
    assert!(why.contains("limit on memory"), "{why}");
    assert!(
        why.contains("The heaviest: The statement `far` of west ties 100 options"),
        "{why}"
    );
    assert!(why.contains("--memory"), "{why}");
}
