//! Efficient agreements: those that no other agreement improves on.
//!
//! Agreements are numbers from 0; `values[party][agreement]` is what an agreement is
//! worth to a party. Only the order within one party matters, so ordinal values (`u32`,
//! `i64`) and utilities (`f64`) are served alike.
//!
//! Two notions (Pareto 1906; Ehrgott 2005, ch. 2):
//!
//! - **strong**: no agreement is at least as good for every party and better for one;
//! - **weak**: no agreement is better for every party. All strongly efficient agreements
//!   are weakly efficient, too.
//!
//! Agreements that are worth the same to every party stand or fall together: [`Alike`]
//! says whether all of them are named or one for each vector of values.

mod many;
mod two;

/// Which improvement rules an agreement out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Efficiency {
    /// One that harms no party and helps one.
    #[default]
    Strong,
    /// One that helps every party.
    Weak,
}

/// What is named of agreements that are worth the same to every party.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alike {
    /// All of them.
    #[default]
    All,
    /// The one with the lowest number.
    First,
}

/// A value that can be compared with others of its party.
pub trait Worth: Copy + PartialOrd {
    /// A number that never falls where the value rises; it need not be exact.
    fn roughly(self) -> f64;

    /// Whether it can be compared at all.
    fn is_number(self) -> bool {
        self.partial_cmp(&self).is_some()
    }
}

impl Worth for u32 {
    fn roughly(self) -> f64 {
        f64::from(self)
    }
}

impl Worth for i32 {
    fn roughly(self) -> f64 {
        f64::from(self)
    }
}

impl Worth for i64 {
    fn roughly(self) -> f64 {
        self as f64
    }
}

impl Worth for f64 {
    fn roughly(self) -> f64 {
        self
    }
}

/// Why no frontier can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A party has not as many values as the first one.
    Lengths {
        /// The party.
        party: usize,
    },
    /// A value is not a number, so nothing can be compared with it.
    NotANumber {
        /// The party.
        party: usize,
        /// The agreement.
        agreement: u32,
    },
    /// An agreement is named that has no values.
    Unknown {
        /// The agreement.
        agreement: u32,
    },
    /// There are more than 2^32 − 1 agreements.
    TooMany,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fault::Lengths { party } => {
                write!(f, "party {party} does not have a value for each agreement")
            }
            Fault::NotANumber { party, agreement } => write!(
                f,
                "the value of agreement {agreement} for party {party} is not a number"
            ),
            Fault::Unknown { agreement } => write!(f, "agreement {agreement} has no values"),
            Fault::TooMany => write!(f, "more than {} agreements", u32::MAX),
        }
    }
}

impl std::error::Error for Fault {}

/// The efficient agreements, lowest number first.
///
/// `values[party][agreement]`; without parties, every agreement is efficient. Two
/// parties take one pass over the values plus O(m log m) for the m agreements that a
/// sample of the others does not rule out; three or more take O(m log^(k−1) m) (Kung,
/// Luccio & Preparata 1975).
pub fn frontier<V: Worth>(
    values: &[&[V]],
    efficiency: Efficiency,
    alike: Alike,
) -> Result<Vec<u32>, Fault> {
    let agreements = count(values)?;
    Ok(match values {
        [] => {
            let named = if alike == Alike::All {
                agreements
            } else {
                agreements.min(1)
            };
            (0..named).collect()
        }
        [only] => one(only, alike)?,
        [first, second] => two::frontier(first, second, efficiency, alike)?,
        _ => many::frontier(values, efficiency, alike)?,
    })
}

/// The efficient agreements among those that are named, lowest number first, each once.
pub fn frontier_among<V: Worth>(
    values: &[&[V]],
    among: &[u32],
    efficiency: Efficiency,
    alike: Alike,
) -> Result<Vec<u32>, Fault> {
    let agreements = count(values)?;
    let mut named = among.to_vec();
    named.sort_unstable();
    named.dedup();
    if let Some(&agreement) = named.last().filter(|&&last| last >= agreements) {
        return Err(Fault::Unknown { agreement });
    }
    if values.is_empty() {
        named.truncate(if alike == Alike::All { named.len() } else { 1 });
        return Ok(named);
    }
    let columns: Vec<Vec<V>> = values
        .iter()
        .map(|column| named.iter().map(|&a| column[a as usize]).collect())
        .collect();
    let columns: Vec<&[V]> = columns.iter().map(Vec::as_slice).collect();
    match frontier(&columns, efficiency, alike) {
        Ok(found) => Ok(found.into_iter().map(|at| named[at as usize]).collect()),
        Err(Fault::NotANumber { party, agreement }) => Err(Fault::NotANumber {
            party,
            agreement: named[agreement as usize],
        }),
        Err(other) => Err(other),
    }
}

/// The number of agreements, if every party has a value for each.
fn count<V>(values: &[&[V]]) -> Result<u32, Fault> {
    let agreements = values.first().map_or(0, |column| column.len());
    if let Some(party) = values.iter().position(|column| column.len() != agreements) {
        return Err(Fault::Lengths { party });
    }
    u32::try_from(agreements).map_err(|_| Fault::TooMany)
}

/// The best agreements of a single party.
fn one<V: Worth>(values: &[V], alike: Alike) -> Result<Vec<u32>, Fault> {
    let mut best: Vec<u32> = Vec::new();
    for (agreement, &value) in (0..).zip(values) {
        comparable(value, 0, agreement)?;
        let top = best.first().map(|&at: &u32| values[at as usize]);
        if top.is_none_or(|top| value > top) {
            best.clear();
            best.push(agreement);
        } else if alike == Alike::All && top == Some(value) {
            best.push(agreement);
        }
    }
    Ok(best)
}

/// Refuses what is not a number.
fn comparable<V: Worth>(value: V, party: usize, agreement: u32) -> Result<(), Fault> {
    if !value.is_number() {
        return Err(Fault::NotANumber { party, agreement });
    }
    Ok(())
}
