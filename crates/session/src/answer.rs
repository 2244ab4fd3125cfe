//! Answers: findings of every kind as one closed type.

use hikiwake_conflict::{
    Analysis, Comparison, Concepts, Explanation, Inverse, Paths, Perceptions, Readings,
    Sensitivity, StateList, StepGraph, Symbolic, Watch, WishBalance,
};
use hikiwake_dossier::{PassageSearch, Relocation, Verification};
use hikiwake_drivers::{DriverLoops, DriverScenarios, Influence};
use hikiwake_evidence::{Backtest, Checked, Map, Register, Ties, Timeline};
use hikiwake_finding::{Finding, FindingKind};
use hikiwake_negotiation::{DomesticRatification, GradualPlans, ObstacleSets, Settlement};
use hikiwake_traceability::{Coverage, Mechanisms, Trace, Versions, WhatIf};
use schemars::SchemaGenerator;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};

/// Says once which kind of finding is of which type: the sum, its JSON both ways, and its
/// schema.
macro_rules! answers {
    ($($kind:ident($finding:ty),)*) => {
        /// A finding of any kind. Its JSON is that of the finding, told apart by `kind`.
        #[derive(Clone, Debug, Serialize)]
        #[serde(untagged)]
        #[allow(missing_docs, reason = "they are the kinds of FindingKind")]
        pub enum Answer { $($kind(Box<Finding<$finding>>),)* }

        impl<'de> Deserialize<'de> for Answer {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let value = Value::deserialize(from)?;
                let kind = value.get("kind").cloned().unwrap_or_default();
                match FindingKind::deserialize(kind).map_err(D::Error::custom)? {
                    $(FindingKind::$kind => serde_json::from_value(value)
                        .map(|finding| Answer::$kind(Box::new(finding))),)*
                }
                .map_err(D::Error::custom)
            }
        }

        $(impl TryFrom<Answer> for Finding<$finding> {
            type Error = Answer;

            fn try_from(answer: Answer) -> Result<Self, Answer> {
                match answer {
                    Answer::$kind(finding) => Ok(*finding),
                    other => Err(other),
                }
            }
        })*

        $(impl From<Finding<$finding>> for Answer {
            fn from(finding: Finding<$finding>) -> Self {
                Answer::$kind(Box::new(finding))
            }
        })*

        /// JSON Schema (2020-12) of what every command prints as JSON, and of what the report
        /// shows beside it: a [`Finding`] of one of these kinds, told apart by `kind`.
        pub fn schema() -> Value {
            let mut generator = SchemaGenerator::default();
            let kinds = vec![$({
                let schema = generator.subschema_for::<Finding<$finding>>();
                json!({ "allOf": [schema, { "properties": { "kind": { "const": FindingKind::$kind } } }] })
            },)*];
            json!({
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "title": "A finding of Hikiwake",
                "oneOf": kinds,
                "$defs": generator.take_definitions(true),
            })
        }
    };
}

answers! {
    Check(Checked),
    States(StateList),
    Analysis(Analysis),
    Explanation(Explanation),
    Comparison(Comparison),
    Backtest(Backtest),
    Trace(Trace),
    Coverage(Coverage),
    Register(Register),
    Verification(Verification),
    PassageSearch(PassageSearch),
    Relocation(Relocation),
    Timeline(Timeline),
    Map(Map),
    Ways(Paths),
    StepGraph(StepGraph),
    Inverse(Inverse),
    Steps(GradualPlans),
    Concepts(Concepts),
    Views(Perceptions),
    Symbolic(Symbolic),
    Settlement(Settlement),
    Ratify(DomesticRatification),
    Block(ObstacleSets),
    Ties(Ties),
    Wishes(WishBalance),
    Sensitivity(Sensitivity),
    Versions(Versions),
    Readings(Readings),
    Watch(Watch),
    Mechanisms(Mechanisms),
    WhatIf(WhatIf),
    Influence(Influence),
    Loops(DriverLoops),
    Scenarios(DriverScenarios),
}
