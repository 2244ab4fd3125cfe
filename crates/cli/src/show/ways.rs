//! `ways`.

use hikiwake_analysis::{Finding, Ways};

pub fn ways(finding: &Finding<Ways>) -> String {
    finding.finding.sentences.join("\n")
}
