//! Why there is no symbolic answer.

use std::fmt;

use hikiwake_graph::BuildError;

/// One part of a description: a preference of a decision maker, or a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// Formula `place` of rank `rank` of a decision maker's statements, or class
    /// `rank` of a ranking (then `place` is 0).
    Wish {
        /// The decision maker.
        decision_maker: usize,
        /// The rank, the most important being 0; or the class, the best being 0.
        rank: usize,
        /// Which formula of the rank.
        place: usize,
    },
    /// The formula that every state meets, of this number.
    Required(usize),
    /// The forbidden transition of this number.
    Forbidden(usize),
}

/// How much a part of a description weighs on the diagrams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blame {
    /// Which part.
    pub part: Part,
    /// How many options it names.
    pub options: usize,
    /// How many options lie between the first and the last of them in the order
    /// of variables, both counted.
    pub span: usize,
    /// The preferences of its decision maker in nodes, before it came in (less
    /// important ones come first) and with it; `None` where that alone was too much.
    pub grown: Option<(usize, usize)>,
}

/// Why a description cannot be taken on at all.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum SymbolicError {
    /// The description is wrong, as [`hikiwake_graph::ModelBuilder::build`] says.
    Build(BuildError),
    /// The order of this decision maker is a list of values, one per combination:
    /// such a list is as long as the space.
    Values {
        /// Whose order it is.
        decision_maker: usize,
    },
    /// A ranking leaves out feasible states.
    Unranked {
        /// Whose ranking it is.
        decision_maker: usize,
        /// Some of the states left out, one level per option.
        states: Vec<Vec<u8>>,
        /// How many are left out, in decimal.
        count: String,
    },
    /// More options and levels than can be numbered.
    TooManyOptions,
    /// The limit was reached before any question could be asked.
    Full(Full),
}

/// A limit was reached: which question, and what is to blame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Full {
    /// Which limit.
    pub limit: Reached,
    /// The parts that weigh most, the heaviest first (at most 5).
    pub blame: Vec<Blame>,
}

/// Which limit was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// [`crate::Limits::bytes`].
    Bytes,
    /// [`crate::Limits::work`].
    Work,
}

impl fmt::Display for SymbolicError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SymbolicError::Build(error) => error.fmt(f),
            SymbolicError::Values { decision_maker } => write!(
                f,
                "the order of decision maker {decision_maker} is a list of values, one per \
                 combination; give statements or a ranking"
            ),
            SymbolicError::Unranked {
                decision_maker,
                count,
                ..
            } => write!(
                f,
                "the ranking of decision maker {decision_maker} leaves out {count} feasible states"
            ),
            SymbolicError::TooManyOptions => {
                write!(
                    f,
                    "too many options: their levels need more than 2,000 variables"
                )
            }
            SymbolicError::Full(full) => full.fmt(f),
        }
    }
}

impl fmt::Display for Full {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.limit {
            Reached::Bytes => "the decision diagrams do not fit the limit on memory",
            Reached::Work => "the decision diagrams need more steps than allowed",
        })
    }
}

impl std::error::Error for SymbolicError {}
impl std::error::Error for Full {}
