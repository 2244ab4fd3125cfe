//! `inverse`.

use hikiwake_analysis::{Finding, Inverse};

pub fn inverse(finding: &Finding<Inverse>) -> String {
    finding.finding.sentences.join("\n")
}
