//! The one JSON form: every finding meets the published schema.

use hikiwake_conflict::{ExplainSettings, analyse, compare, explain, list_states, views};
use hikiwake_dossier::{Scenario, TextStore, attach, read, relocate, verify};
use hikiwake_evidence::{register, relocation, verification};
use hikiwake_finding::AnalyseSettings;
use hikiwake_graph::Limits;
use hikiwake_negotiation::{GradualPlansSettings, steps};
use hikiwake_session::{Session, Settings, Watcher, schema, versions};
use serde_json::{Value, json};

use super::{dilemma, dossier, scenario};
use crate::random;
use crate::written::{SOURCES, of_repository};

#[test]
fn every_finding_meets_the_schema() {
    let schema = schema();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let check = |what: &str, value: Value| {
        let faults: Vec<String> = validator
            .iter_errors(&value)
            .map(|e| e.to_string())
            .collect();
        assert!(faults.is_empty(), "{what}: {faults:#?}");
        assert_eq!(value["kind"], what);
    };
    let settings = AnalyseSettings::default();
    let mut dossiers = vec![
        (dossier(dilemma::TEXT), scenario("silence", None)),
        (dossier(super::views::TEXT), scenario("now", None)),
    ];
    for seed in 0..20 {
        dossiers.push((dossier(&random::dossier(seed)), Scenario::default()));
    }
    for (dossier, scenario) in &dossiers {
        let compiled = dossier
            .compile(scenario, Limits::default())
            .expect("compiles");
        let state = compiled.model.feasible().iter().next().expect("a state");
        let analysis = analyse(dossier, scenario, &settings).expect("compiles");
        check("analysis", json!(analysis));
        check("register", json!(register(dossier, 50_000_000)));
        check(
            "steps",
            json!(steps(dossier, &GradualPlansSettings::default())),
        );
        check(
            "views",
            json!(views(dossier, scenario, &settings).expect("compiles")),
        );
        check("states", json!(list_states(dossier, &compiled, None, 100)));
        let explanation = explain(
            dossier,
            &compiled,
            state,
            &[],
            &[],
            &ExplainSettings::default(),
        );
        check("explanation", json!(explanation.expect("explained")));
        let stated = Scenario {
            stated_only: true,
            ..scenario.clone()
        };
        // A ranking may leave nothing to compare with; where there is a model, it is shown.
        if let Ok(comparison) = compare(dossier, scenario, &stated, &settings) {
            check("comparison", json!(comparison));
        }
    }
    let [old, new] = ["reference/dossiers/lake", "reference/dossiers/gate"].map(of_repository);
    let sessions = [old, new].map(|dossier| Session::new(dossier, Settings::default()));
    let found = versions(
        &sessions[0],
        &sessions[1],
        &Scenario::default(),
        Watcher::default(),
    );
    check("versions", json!(found.expect("two versions")));
    for seed in 0..10 {
        let [old, new] = [seed, seed + 1].map(|seed| dossier(&random::dossier(seed)));
        let sessions = [old, new].map(|dossier| Session::new(dossier, Settings::default()));
        let found = versions(
            &sessions[0],
            &sessions[1],
            &Scenario::default(),
            Watcher::default(),
        );
        check("versions", json!(found.expect("two versions")));
    }
    assert!(!validator.is_valid(&json!({ "format": 1, "kind": "analysis" })));
}

/// Places and texts: what `source verify` and `source relocate` print.
#[test]
fn places_and_texts_meet_the_schema() {
    let here = tempfile::tempdir().expect("a temporary folder");
    let folder = here.path();
    let text = "Water falls from the dam. Nobody asked the farmers of the plain.";
    let claims = "[claims.x]\nsource = \"book\"\nsays = \"A.\"\nplaces = [{ start = 0, end = 25, \
                  digest = \"00000000\" }, { start = 26, end = 64 }, { start = 60, end = 99 }]\n";
    std::fs::write(folder.join("dossier.toml"), dilemma::TEXT).expect("written");
    std::fs::write(folder.join("more.toml"), claims).expect("written");
    std::fs::write(folder.join("sources.json"), SOURCES).expect("written");
    std::fs::write(folder.join("text.txt"), text).expect("written");
    let shelf = TextStore::at(&folder.join("data"));
    let read = read(folder);
    let dossier = read.dossier.as_ref().expect("a dossier");
    attach(dossier, folder, &shelf, "book", &folder.join("text.txt")).expect("attached");
    let found = verify(&read, folder, &shelf);
    assert_eq!(found.faults.len(), 2);
    let new = folder.join("new.txt");
    std::fs::write(&new, format!("Preface. {text}")).expect("written");
    let edition = relocate(&read, folder, &shelf, "book", &new).expect("proposals");
    let schema = schema();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for value in [
        json!(verification(dossier, found)),
        json!(relocation(dossier, edition.relocation)),
    ] {
        let faults: Vec<String> = (validator.iter_errors(&value))
            .map(|e| e.to_string())
            .collect();
        assert!(faults.is_empty(), "{faults:#?}");
    }
}

/// Same input, same bytes.
#[test]
fn findings_are_deterministic() {
    for seed in 0..20 {
        let text = random::dossier(seed);
        let run = || {
            let finding = analyse(
                &dossier(&text),
                &Scenario::default(),
                &AnalyseSettings::default(),
            );
            serde_json::to_string(&finding.expect("compiles")).expect("JSON")
        };
        assert_eq!(run(), run(), "seed {seed}");
    }
}
