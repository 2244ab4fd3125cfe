//! Why a scenario cannot be compiled, in words for a person.

use std::fmt;

use hikiwake_graph::{BuildError, MOST_COMBINATIONS, Stopped};

use crate::FormulaError;
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
        } => {
            let many = match *combinations {
                u128::MAX => "more than 3.4·10^38".to_owned(),
                counted => grouped(&counted.to_string()),
            };
            write!(f, "The options make {many} combinations of levels")?;
            let raise = if *combinations > MOST_COMBINATIONS {
                f.write_str(", and at most 1,073,741,824 can be gone through one by one.")?;
                ""
            } else if *needed > u128::from(*limit) {
                let (needed, limit) = (bytes(*needed), bytes(u128::from(*limit)));
                write!(
                    f,
                    ", which need {needed} of memory, and {limit} is the limit."
                )?;
                " Or raise the limit with `--memory`."
            } else {
                f.write_str(
                    ". Times the number of decision makers, that is more than the 4,294,967,294 \
                     that can be gone through one by one.",
                )?;
                ""
            };
            write!(
                f,
                " Take options out, merge levels, or hold options at their lowest level with \
                 `absent` in the period (rules do not make the space smaller).{raise} `analyse` \
                 answers as it is, on decision diagrams."
            )
        }
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

/// `1,234,567`, from the digits of a number of any length.
pub fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number of bytes in the units in which `--memory` is typed, never less than it is.
fn bytes(n: u128) -> String {
    const UNITS: [&str; 5] = ["bytes", "KB", "MB", "GB", "TB"];
    let (mut size, mut unit) = (1, 0);
    while n >= 1_000 * size && unit + 1 < UNITS.len() {
        size *= 1_000;
        unit += 1;
    }
    match (unit, n.div_ceil(size / 10.min(size))) {
        (0, _) => format!("{n} {}", UNITS[0]),
        (_, tenths) if tenths % 10 == 0 => format!("{} {}", tenths / 10, UNITS[unit]),
        (_, tenths) => format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit]),
    }
}

/// What is wrong with a formula, with where it stands.
pub(super) fn faulty(place: std::fmt::Arguments, error: &FormulaError) -> CompileError {
    CompileError::Faulty(format!("In {place}: {}", error.message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_that_a_model_passes_is_the_one_that_is_named() {
        let said = |combinations, needed| {
            let limit = 4_000_000_000;
            CompileError::Build(BuildError::TooLarge {
                combinations,
                needed,
                limit,
            })
            .to_string()
        };
        let many = said(1 << 33, 1 << 31);
        let first = "The options make 8,589,934,592 combinations of levels, and at most \
                     1,073,741,824 can be gone through one by one. Take options out";
        assert!(many.starts_with(first), "{many}");
        assert!(!many.contains("--memory"), "{many}");
        let memory = said(1 << 20, 4_000_000_001);
        let first = "The options make 1,048,576 combinations of levels, which need 4.1 GB of \
                     memory, and 4 GB is the limit.";
        assert!(memory.starts_with(first), "{memory}");
        assert!(
            memory.contains("raise the limit with `--memory`"),
            "{memory}"
        );
        assert!(said(1 << 30, 1).contains("decision makers"));
        let uncounted = said(u128::MAX, u128::MAX);
        let first = "The options make more than 3.4·10^38 combinations of levels, and";
        assert!(uncounted.starts_with(first), "{uncounted}");
    }
}
