//! What can be typed for `export` and `import`.

use clap::{Args, ValueEnum};

use super::{memory, usual_memory};

/// What `export` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Claims as a table.
    ClaimsCsv,
    /// Sources as a table.
    SourcesCsv,
    /// Sources as CSL-JSON.
    Csl,
    /// Sources as BibTeX.
    Bibtex,
    /// Claims with their places as W3C web annotations (JSON-LD).
    Annotations,
    /// A project of qualitative analysis (REFI-QDA, .qdpx).
    Qdpx,
    /// States, verdicts, equilibria, moves, wishes and paths, each as a table (CSV).
    Tables,
    /// The model for gmcr-py (.gmcr).
    Gmcr,
    /// The model as a game in strategic form for Gambit (.nfg).
    Nfg,
    /// The model as a game of turns in the language of PRISM, for PRISM-games and Storm
    /// (.prism), and beside it questions (.props).
    Prism,
    /// What can be agreed on, and what it is worth to each government, for GENIUS (XML).
    Genius,
    /// The same for NegMAS (YAML).
    Negmas,
}

/// What `import` reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportFormat {
    /// Claims as a table.
    ClaimsCsv,
    /// Sources as a table.
    SourcesCsv,
    /// Sources as CSL-JSON.
    Csl,
    /// Sources as BibTeX.
    Bibtex,
    /// Claims with their places as W3C web annotations (JSON-LD).
    Annotations,
    /// A project of qualitative analysis (REFI-QDA, .qdpx).
    Qdpx,
    /// Drivers and signed links as GraphML (Gephi, yEd, networkx).
    Graphml,
    /// Drivers and signed links as a table: cause, effect, sign or weight; or all pairs.
    MapCsv,
    /// Drivers and signed links of Mental Modeler (.mmp).
    Mmp,
    /// A whole model of gmcr-py (.gmcr), as a new dossier.
    Gmcr,
    /// A negotiation scenario of GENIUS (a folder of XML), as a new dossier.
    Genius,
    /// A negotiation scenario of NegMAS (a folder of YAML, JSON or XML), as a new dossier.
    Negmas,
}

/// Which model to write; only for tables, gmcr, nfg, prism, genius and negmas.
#[derive(Debug, Args)]
#[command(next_help_heading = "Only for tables, gmcr, nfg, prism, genius and negmas")]
pub struct ExportModel {
    /// Period (the latest, if left out).
    #[arg(long, value_name = "ID")]
    pub period: Option<String>,
    /// Reading (the base reading, if left out).
    #[arg(long, value_name = "ID")]
    pub reading: Option<String>,
    /// Keep only the preference statements that a source states.
    #[arg(long)]
    pub stated_only: bool,
    /// Most memory that the model may take, such as 512MB or 8GB (half of the machine's,
    /// if left out).
    #[arg(long, value_name = "SIZE", value_parser = memory, default_value_t = usual_memory(), hide_default_value = true)]
    pub memory: u64,
    /// Most rows that all tables may have together.
    #[arg(long, value_name = "ROWS", default_value_t = 10_000_000)]
    pub rows: u64,
}
