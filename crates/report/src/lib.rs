//! Findings as one self-contained HTML page: works offline, prints, reads well
//! on a phone and by a screen reader. Everything from the dossier is escaped.

mod driver_graph;
mod graph_file;
mod page;

pub use driver_graph::{driver_dot, driver_graphml};
pub use graph_file::{dot, graphml};
use hikiwake_conflict::{
    Analysis, Comparison, Concepts, Inverse, Paths, Perceptions, Sensitivity, Watch, WishBalance,
};
use hikiwake_drivers::{DriverLoops, Influence};
use hikiwake_evidence::{Backtest, Map, Register, Ties, Timeline};
use hikiwake_finding::Finding;
use hikiwake_negotiation::{DomesticRatification, GradualPlans, ObstacleSets, Settlement};
use hikiwake_traceability::Coverage;

/// What a report shows: the analyses of a dossier's periods, earliest first.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// One analysis per period (or one, in a dossier without periods).
    pub periods: Vec<Finding<Analysis>>,
    /// Who has what it wants, per period.
    pub wishes: Vec<Finding<WishBalance>>,
    /// What the answer hangs on, per period.
    pub sensitivity: Vec<Finding<Sensitivity>>,
    /// What to watch after the latest date.
    pub watch: Option<Finding<Watch>>,
    /// What moves what at the latest date.
    pub influence: Option<Finding<Influence>>,
    /// What a push on the driver does that moves most for certain.
    pub push: Option<Finding<Influence>>,
    /// What feeds itself or keeps itself in check at the latest date.
    pub loops: Option<Finding<DriverLoops>>,
    /// The parts, by their ids on the page, that show what is folded: proofs, evidence,
    /// long tables. The others say what they leave out.
    pub with: Annexes,
    /// Each of the dossier's readings against the base reading of its period.
    pub readings: Vec<Finding<Comparison>>,
    /// How the dispute can move, per period.
    pub ways: Vec<Finding<Paths>>,
    /// What would have to change, per period.
    pub inverse: Vec<Finding<Inverse>>,
    /// What could be agreed and whether it would hold, per period, where there is
    /// something to agree on.
    pub settle: Vec<Finding<Settlement>>,
    /// What stands in the way of forms of settlement, per period, where there are any.
    pub block: Vec<Finding<ObstacleSets>>,
    /// What holds under further concepts, per period.
    pub concepts: Vec<Finding<Concepts>>,
    /// What each side thinks holds, per period.
    pub views: Vec<Finding<Perceptions>>,
    /// Gradual plans beside the one bargain, where the dossier has any.
    pub steps: Option<Finding<GradualPlans>>,
    /// Who must accept at home, where the dossier tells.
    pub ratify: Option<Finding<DomesticRatification>>,
    /// What was foretold against what happened, where the dossier can tell.
    pub backtest: Option<Finding<Backtest>>,
    /// Which claims carry which findings, where the dossier has claims.
    pub coverage: Option<Finding<Coverage>>,
    /// Where the sources differ; nothing is shown where it has no entries.
    pub register: Option<Finding<Register>>,
    /// The bibliography, one line a source.
    pub sources: Vec<String>,
    /// Where it all lies, where the dossier has places.
    pub map: Option<Finding<Map>>,
    /// What happened when, where the dossier tells.
    pub timeline: Option<Finding<Timeline>>,
    /// Who depends on whom, where the dossier tells.
    pub ties: Option<Finding<Ties>>,
}

pub use page::{MARK, PARTS};

/// Which parts of a report show what is folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Annexes {
    /// Every part.
    All,
    /// Those with these ids, of [`PARTS`].
    Of(Vec<String>),
}

impl Default for Annexes {
    fn default() -> Self {
        Annexes::Of(Vec::new())
    }
}

/// The page: one HTML file without scripts and without anything to fetch.
///
/// The same report gives the same bytes. Text from the dossier is escaped, what does not
/// show is made visible, and a content security policy forbids scripts besides.
pub fn html(report: &Report) -> String {
    page::page(report)
}
