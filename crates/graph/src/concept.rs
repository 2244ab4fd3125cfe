//! The solution concepts of the classical family.

/// A solution concept of the classical family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Concept {
    /// No unilateral improvement (Nash 1950, 1951).
    Nash,
    /// General metarationality: some answer punishes every improvement (Howard 1971).
    Gmr,
    /// Symmetric metarationality: and there is no escape from the punishment (Howard 1971).
    Smr,
    /// Sequential stability: each step of the answer improves its mover (Fraser & Hipel 1979, 1984).
    Seq,
    /// Symmetric sequential stability: credible and without escape (Rego & Vieira 2015, 2017).
    Sseq,
}

impl Concept {
    /// All five, in the order of the tables.
    pub const ALL: [Concept; 5] = [
        Concept::Nash,
        Concept::Gmr,
        Concept::Smr,
        Concept::Seq,
        Concept::Sseq,
    ];

    /// The field's abbreviation: `Nash`, `GMR`, `SMR`, `SEQ`, `SSEQ`.
    pub fn name(self) -> &'static str {
        match self {
            Concept::Nash => "Nash",
            Concept::Gmr => "GMR",
            Concept::Smr => "SMR",
            Concept::Seq => "SEQ",
            Concept::Sseq => "SSEQ",
        }
    }
}
