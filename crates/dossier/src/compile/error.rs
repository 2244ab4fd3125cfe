//! Why a scenario cannot be compiled, in words for a person.

use std::fmt;

use hikiwake_graph::{BuildError, Stopped};

use crate::diagnostic::nearest;

/// Why a scenario cannot be compiled. The text of the error says it in a sentence
/// or two, with the way out.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CompileError {
    /// No such period; the ids there are.
    UnknownPeriod(String, Vec<String>),
    /// No such reading; the ids there are.
    UnknownReading(String, Vec<String>),
    /// The reading is not meant for the period; the periods it is for.
    ReadingNotForPeriod(String, Vec<String>),
    /// Nobody decides anything, or more than the engine takes: their number.
    DecisionMakers(usize),
    /// The dossier has a fault that reading it reports: what and where.
    Faulty(String),
    /// The rules leave no state.
    NoState,
    /// A ranking leaves out feasible states.
    Unranked {
        /// Id of the actor whose ranking has the gap.
        actor: String,
        /// The first states left out, as text.
        states: Vec<String>,
        /// How many are left out.
        count: usize,
    },
    /// There are neither terms nor joint options.
    NothingToAgree,
    /// Neither factions nor parties of terms: nobody must agree.
    NobodyAgrees,
    /// The rules about terms leave no agreement.
    NoAgreement,
    /// The watcher asked to stop.
    Stopped,
    /// The engine refused.
    Build(BuildError),
}

impl From<Stopped> for CompileError {
    fn from(_: Stopped) -> Self {
        CompileError::Stopped
    }
}

impl std::error::Error for CompileError {}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownPeriod(id, ids) => unknown(f, "period", id, ids),
            Self::UnknownReading(id, ids) => unknown(f, "reading", id, ids),
            Self::ReadingNotForPeriod(id, periods) => write!(
                f,
                "The reading `{id}` is meant only for {}: choose one of these periods, or another reading.",
                list(periods)
            ),
            Self::DecisionMakers(0) => f.write_str(
                "Nobody decides anything here: give an option an owner, or an actor preferences.",
            ),
            Self::DecisionMakers(n) => write!(
                f,
                "{n} actors have options or preferences, and at most 16 can be analysed: leave the smaller ones out."
            ),
            Self::Faulty(what) => write!(f, "{what} `check` shows where."),
            Self::NoState => f.write_str(
                "The rules leave no state at all: loosen one of those that contradict each other.",
            ),
            Self::Unranked {
                actor,
                states,
                count,
            } => {
                write!(
                    f,
                    "The ranking of `{actor}` leaves out {count} feasible state{}",
                    if *count == 1 { "" } else { "s" }
                )?;
                write!(f, ", such as ({})", states.join("); ("))?;
                f.write_str(". Add a last class `true` for all the rest.")
            }
            Self::NothingToAgree => f.write_str(
                "There is nothing to agree on here: say under `[terms]` what an agreement settles, \
                 or give an option `parties`.",
            ),
            Self::NobodyAgrees => f.write_str(
                "Nobody must agree here: give the terms `parties`, or say under `[factions]` who \
                 sits at home on which side.",
            ),
            Self::NoAgreement => f.write_str(
                "The rules about terms leave no agreement at all: loosen one of those that \
                 contradict each other.",
            ),
            Self::Stopped => f.write_str("Stopped before the answer was found."),
            Self::Build(error) => build(f, error),
        }
    }
}

fn build(f: &mut fmt::Formatter<'_>, error: &BuildError) -> fmt::Result {
    match error {
        BuildError::TooLarge {
            combinations,
            needed,
            limit,
        } => write!(
            f,
            "The options make {combinations} combinations of levels, which would need {} of memory, \
             and {} is the limit. Take options out, merge levels, or hold options at their lowest \
             level with `absent` in the period (rules do not make the space smaller); or raise the \
             limit with `--memory`, as far as 1073741824 combinations. `analyse` answers as it is, \
             on decision diagrams.",
            bytes(*needed),
            bytes(u128::from(*limit)),
        ),
        BuildError::BadAxis { axis, reason } => write!(f, "Option number {axis}: {reason}."),
        BuildError::BadFormula { reason } => write!(f, "A formula: {reason}."),
        other => write!(f, "The model cannot be built: {other:?}."),
    }
}

fn unknown(f: &mut fmt::Formatter<'_>, kind: &str, id: &str, ids: &[String]) -> fmt::Result {
    write!(f, "There is no {kind} `{id}`.")?;
    if let Some(near) = nearest(id, ids.iter().map(String::as_str)) {
        write!(f, " Did you mean `{near}`?")
    } else if ids.is_empty() {
        write!(f, " This dossier has none.")
    } else {
        write!(f, " There are {}.", list(ids))
    }
}

/// That something breaks a rule, with the rule's text where it has one: "The state" or
/// "The agreement" before it.
pub fn breaks_rule(what: &str, id: &str, text: &str) -> String {
    match text.trim() {
        "" => format!("{what} breaks the rule `{id}`."),
        text => format!("{what} breaks the rule `{id}`: {text}"),
    }
}

/// `a`, `b` and `c`, each quoted.
pub(crate) fn list(ids: &[String]) -> String {
    let quoted: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => "nothing".to_string(),
    }
}

/// A number of bytes as a person says it.
fn bytes(n: u128) -> String {
    const UNITS: [&str; 6] = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB"];
    let mut value = n;
    let mut unit = 0;
    while value >= 10_240 && unit + 1 < UNITS.len() {
        value /= 1024;
        unit += 1;
    }
    format!("{value} {}", UNITS[unit])
}
