//! Findings about small dossiers, checked against answers worked out by hand, and
//! about random ones, checked against the definitions.

mod compared;
mod dilemma;
mod json;
mod naming;
mod offer;
mod setting;
mod settings;
mod views;
pub(crate) mod walks;
mod ways;

use crate::written::{SOURCES, written};
use hikiwake_conflict::{Analysis, ConceptCount, analyse};
use hikiwake_dossier::{Dossier, Scenario};
use hikiwake_finding::{AnalyseSettings, Finding};

/// The dossier whose `dossier.toml` is `text`.
fn dossier(text: &str) -> Dossier {
    written(text, Some(SOURCES))
}

fn scenario(period: &str, reading: Option<&str>) -> Scenario {
    Scenario {
        period: Some(period.to_string()),
        reading: reading.map(str::to_string),
        stated_only: false,
        ..Scenario::default()
    }
}

fn analysis(dossier: &Dossier, scenario: &Scenario) -> Finding<Analysis> {
    analyse(dossier, scenario, &AnalyseSettings::default()).expect("the scenario compiles")
}

/// States, by best replies, by improvements, by a joint move; per concept.
fn counts(counts: &[ConceptCount]) -> Vec<(&str, [u64; 4])> {
    let four = |c: &ConceptCount| {
        [
            c.states,
            c.by_best_replies,
            c.by_improvements,
            c.by_joint_move,
        ]
    };
    counts
        .iter()
        .map(|c| (c.concept.as_str(), four(c)))
        .collect()
}
