//! Signed maps of other programs: what acts on what, and which way. GraphML (Gephi, yEd,
//! networkx, and what `hikiwake influence` writes), tables of links or of all pairs, and
//! maps of Mental Modeler (Gray et al. 2013).
//!
//! A map becomes `[drivers]` and `[links]` of a dossier that is there. Weights beyond
//! their sign are kept as remarks: nothing here computes with them.

mod draft;
mod graph_keys;
mod graphml;
mod mental_modeler;
mod merge;
mod table;
mod weight;

use hikiwake_dossier::file::Sign;

use crate::Fault;

pub use merge::{MergedMap, merge_map};

/// Files larger than this are not taken in, in bytes.
const LARGEST: u64 = 16 << 20;
/// Most drivers of a map.
const MOST_DRIVERS: usize = 2_000;
/// Most links of a map.
const MOST_LINKS: usize = 50_000;

/// A format of signed maps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapFormat {
    /// GraphML.
    Graphml,
    /// A table: one row a link, or one row and one column a driver.
    MapCsv,
    /// Mental Modeler (`.mmp`), its XML and its JSON.
    Mmp,
}

impl MapFormat {
    /// Files larger than this are not taken in, in bytes.
    pub fn largest(self) -> u64 {
        LARGEST
    }
}

/// A map as read, in no dossier yet.
#[derive(Clone, Debug, Default)]
pub struct IncomingMap {
    /// What stands in it.
    pub drivers: Vec<MapDriver>,
    /// What acts on what.
    pub links: Vec<MapLink>,
    /// How something was understood that could be understood otherwise, in sentences.
    pub remarks: Vec<String>,
    /// What the file holds and a dossier cannot.
    pub left: Vec<String>,
}

/// A driver of a map.
#[derive(Clone, Debug, Default)]
pub struct MapDriver {
    /// The short name that it has there, where it has one.
    pub id: Option<String>,
    /// Its name for the reader.
    pub label: String,
    /// A remark.
    pub note: String,
    /// The option of the model that it is.
    pub option: Option<String>,
    /// Where it stands in the file.
    pub at: String,
}

/// A link of a map.
#[derive(Clone, Debug)]
pub struct MapLink {
    /// The driver that acts, by its place in the list.
    pub cause: usize,
    /// The driver acted on.
    pub effect: usize,
    /// Which way.
    pub sign: Sign,
    /// How, in a sentence.
    pub text: String,
    /// How long it takes, in words.
    pub delay: String,
    /// A remark.
    pub note: String,
    /// Where it stands in the file.
    pub at: String,
}

/// Reads a map. Never panics, whatever the bytes; writes nothing.
///
/// # Errors
/// Every fault that was found.
pub fn take_map(bytes: &[u8], format: MapFormat) -> Result<IncomingMap, Vec<Fault>> {
    let text = crate::fault::utf8(bytes, "").map_err(|fault| vec![fault])?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match format {
        MapFormat::Graphml => graphml::read(text),
        MapFormat::MapCsv => table::read(text),
        MapFormat::Mmp => mental_modeler::read(text),
    }
}

/// A name on one line, with single blanks.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sign as a dossier writes it.
fn written(sign: Sign) -> &'static str {
    match sign {
        Sign::Plus => "+",
        Sign::Minus => "-",
        Sign::None => "0",
    }
}
