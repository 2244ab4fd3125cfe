//! Findings as one self-contained HTML page: works offline, prints, reads well
//! on a phone and by a screen reader. Everything from the dossier is escaped.

use hikiwake_analysis::{Analysis, Comparison, Finding};

/// What a report shows: the analyses of a dossier's periods, earliest first.
#[derive(Clone, Debug)]
pub struct Report {
    /// One analysis per period (or one, in a dossier without periods).
    pub periods: Vec<Finding<Analysis>>,
    /// Each of the dossier's readings against the base reading of its period.
    pub readings: Vec<Finding<Comparison>>,
}

/// The page.
pub fn html(report: &Report) -> String {
    todo!()
}
