//! One edit of a model that nobody has saved.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::file::{ChangeKind, ReadingChange};

/// One edit of a model that nobody has saved: what a what-if, the removal of a claim, a
/// signature or a draw consists of. Changes are carried out in order, each on what the
/// ones before it left, after those of the scenario's reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// What a reading can change of what an actor wants, or of how a faction judges.
    Judgement(Box<ReadingChange>),
    /// A statement is turned round: the actor wants that it is not so.
    Negate {
        /// Whose it is.
        actor: String,
        /// Its id.
        statement: String,
    },
    /// A statement goes to a rank of its own.
    Move {
        /// Whose it is.
        actor: String,
        /// Its id.
        statement: String,
        /// The statement above whose rank it goes; to the end without one.
        above: Option<String>,
    },
    /// An option is held at its lowest level.
    Absent(String),
    /// An option is put on the table although the period has it absent.
    Present(String),
    /// How an option may be changed.
    Reversibility {
        /// The option's id.
        option: String,
        /// How it may be changed.
        change: ChangeKind,
    },
    /// A rule does not stand.
    WithoutRule(String),
    /// A faction holds the file.
    Holder {
        /// The side on which it does.
        side: String,
        /// Its id.
        faction: String,
    },
    /// Something else is in place, written as the `status_quo` of a period.
    StatusQuo(String),
    /// A driver stands at a level: what stands only while it does comes or goes.
    Driver {
        /// The driver's id.
        driver: String,
        /// One of its levels.
        level: String,
    },
    /// All that a reading changes.
    Reading(String),
}

impl Change {
    /// A change that takes one statement out of what an actor wants.
    pub fn drop(actor: &str, statement: &str) -> Change {
        Change::Judgement(Box::new(ReadingChange {
            actor: Some(actor.to_owned()),
            drop: Some(statement.to_owned()),
            ..ReadingChange::default()
        }))
    }

    /// A change after which an actor wants nothing.
    pub fn nothing_wanted(actor: &str) -> Change {
        Change::Judgement(Box::new(ReadingChange {
            actor: Some(actor.to_owned()),
            set: Some(Vec::new()),
            ..ReadingChange::default()
        }))
    }
}
