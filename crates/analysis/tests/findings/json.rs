//! The one JSON form: every finding meets the published schema.

use hikiwake_analysis::{
    AnalyseSettings, ExplainSettings, analyse, compare, explain, list_states, register, schema,
};
use hikiwake_dossier::Scenario;
use hikiwake_graph::Limits;
use serde_json::{Value, json};

use super::{dilemma, dossier, random, scenario};

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
    let mut dossiers = vec![(dossier(dilemma::TEXT), scenario("silence", None))];
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
        check("register", json!(register(dossier)));
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
    assert!(!validator.is_valid(&json!({ "format": 1, "kind": "analysis" })));
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
