//! What a `.gmcr` file says.

/// Options of the file that are taken (`true`) or not, all at once.
pub(super) type Pattern = Vec<(usize, bool)>;

/// Patterns of which one must fit: a simple condition has one, a compound several.
pub(super) type Condition = Vec<Pattern>;

/// A file, its indexes checked. Options are numbered as in the file, from 0.
#[derive(Clone, Debug, Default)]
pub(super) struct GmcrFile {
    pub options: Vec<Choice>,
    pub makers: Vec<Maker>,
    /// No state fits any of these.
    pub infeasible: Vec<Condition>,
    /// Whether rankings count, and not statements.
    pub manual: bool,
    /// Decision makers who act together: groups of two and more, where the file
    /// divides all of them into groups.
    pub coalitions: Vec<Vec<usize>>,
    /// The program and version that the file names, where it does.
    pub program: String,
    /// Keys that the format does not have, with their place.
    pub unknown: Vec<String>,
}

/// An option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub name: String,
    pub direction: Direction,
}

/// Which changes the owner of an option may make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Either way.
    Both,
    /// From N to Y only.
    Forward,
    /// From Y to N only.
    Back,
}

impl Direction {
    pub const ALL: [Direction; 3] = [Direction::Both, Direction::Forward, Direction::Back];

    /// How files write it.
    pub fn word(self) -> &'static str {
        match self {
            Direction::Both => "both",
            Direction::Forward => "fwd",
            Direction::Back => "back",
        }
    }
}

/// A decision maker.
#[derive(Clone, Debug, Default)]
pub(super) struct Maker {
    pub name: String,
    /// Its options, in its own order, each once.
    pub options: Vec<usize>,
    /// Most important first.
    pub statements: Vec<Condition>,
    /// Classes of state numbers, best first.
    pub ranking: Option<Vec<Vec<u64>>>,
    /// States that it does not perceive.
    pub misperceived: Vec<Condition>,
    /// Whether the file holds its payoffs.
    pub payoffs: bool,
}
