//! The bibliography: `sources.json`, CSL-JSON.

/// One source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its CSL-JSON id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Family names of the authors (or the literal name).
    pub authors: Vec<String>,
    /// Year of issue.
    pub year: Option<i32>,
    /// Series, journal or publisher, as the reader would look for it.
    pub container: String,
    /// Number in the series.
    pub number: String,
    /// Web address.
    pub url: String,
}

impl Source {
    /// Short form for running text: `Niquet 2016`.
    pub fn short(&self) -> String {
        todo!()
    }

    /// One line for a bibliography.
    pub fn long(&self) -> String {
        todo!()
    }
}
