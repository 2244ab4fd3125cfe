//! The one JSON form of all findings, as a JSON Schema.

use hikiwake_dossier::{PassageSearch, Relocation, Verification};
use schemars::SchemaGenerator;
use serde_json::{Value, json};

use hikiwake_conflict::{
    Analysis, Comparison, Concepts, Explanation, Inverse, Paths, Perceptions, StateList, StepGraph,
    Symbolic,
};
use hikiwake_evidence::{Backtest, Checked, Map, Register, Ties, Timeline};
use hikiwake_finding::Finding;
use hikiwake_negotiation::{DomesticRatification, GradualPlans, ObstacleSets, Settlement};
use hikiwake_traceability::{Coverage, Trace};

/// JSON Schema (2020-12) of what every command prints as JSON, and of what the report
/// shows beside it: a [`Finding`] of one of these kinds, told apart by `kind`.
pub fn schema() -> Value {
    let mut generator = SchemaGenerator::default();
    let kinds = [
        ("check", generator.subschema_for::<Finding<Checked>>()),
        ("states", generator.subschema_for::<Finding<StateList>>()),
        ("analysis", generator.subschema_for::<Finding<Analysis>>()),
        (
            "explanation",
            generator.subschema_for::<Finding<Explanation>>(),
        ),
        (
            "comparison",
            generator.subschema_for::<Finding<Comparison>>(),
        ),
        ("backtest", generator.subschema_for::<Finding<Backtest>>()),
        ("trace", generator.subschema_for::<Finding<Trace>>()),
        ("coverage", generator.subschema_for::<Finding<Coverage>>()),
        ("register", generator.subschema_for::<Finding<Register>>()),
        (
            "verification",
            generator.subschema_for::<Finding<Verification>>(),
        ),
        (
            "passage-search",
            generator.subschema_for::<Finding<PassageSearch>>(),
        ),
        (
            "relocation",
            generator.subschema_for::<Finding<Relocation>>(),
        ),
        ("timeline", generator.subschema_for::<Finding<Timeline>>()),
        ("map", generator.subschema_for::<Finding<Map>>()),
        ("ways", generator.subschema_for::<Finding<Paths>>()),
        (
            "step-graph",
            generator.subschema_for::<Finding<StepGraph>>(),
        ),
        ("inverse", generator.subschema_for::<Finding<Inverse>>()),
        ("steps", generator.subschema_for::<Finding<GradualPlans>>()),
        ("concepts", generator.subschema_for::<Finding<Concepts>>()),
        ("views", generator.subschema_for::<Finding<Perceptions>>()),
        ("symbolic", generator.subschema_for::<Finding<Symbolic>>()),
        (
            "settlement",
            generator.subschema_for::<Finding<Settlement>>(),
        ),
        (
            "ratify",
            generator.subschema_for::<Finding<DomesticRatification>>(),
        ),
        ("block", generator.subschema_for::<Finding<ObstacleSets>>()),
        ("ties", generator.subschema_for::<Finding<Ties>>()),
    ];
    let one = |(kind, schema)| json!({ "allOf": [schema, { "properties": { "kind": { "const": kind } } }] });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A finding of Hikiwake",
        "oneOf": kinds.map(one),
        "$defs": generator.take_definitions(true),
    })
}
