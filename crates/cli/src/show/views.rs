//! `views`.

use hikiwake_analysis::{Finding, Views};

pub fn views(finding: &Finding<Views>) -> String {
    finding.finding.sentences.join("\n")
}
