//! `concepts`.

use hikiwake_analysis::{Concepts, Finding};

pub fn concepts(finding: &Finding<Concepts>) -> String {
    finding.finding.sentences.join("\n")
}
