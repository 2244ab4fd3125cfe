//! Sources as BibTeX, in the dialect that BibLaTeX reads too.

//!
//! Read by a reader of its own: the library for BibTeX that is at hand eats words
//! behind commands without an argument, knows few accents, refuses a lone `$`, and
//! rests on a package that nobody keeps.

mod dates;
mod latex;
mod markup;
mod people;
mod read;
mod references;
mod scan;
mod symbols;
mod types;
mod write;

pub(crate) use read::read;
pub(crate) use write::write;

/// Fields of BibTeX and the keys of CSL-JSON whose text they hold. Where two fields
/// stand for one key, the first is the one that is written.
const FIELDS: [(&str, &str); 24] = [
    ("title", "title"),
    ("shorttitle", "title-short"),
    ("series", "collection-title"),
    ("volume", "volume"),
    ("edition", "edition"),
    ("version", "version"),
    ("chapter", "chapter-number"),
    ("pages", "page"),
    ("type", "genre"),
    ("eventtitle", "event-title"),
    ("address", "publisher-place"),
    ("location", "publisher-place"),
    ("doi", "DOI"),
    ("url", "URL"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("language", "language"),
    ("langid", "language"),
    ("abstract", "abstract"),
    ("keywords", "keyword"),
    ("note", "note"),
    ("annotation", "annote"),
    ("annote", "annote"),
    ("library", "archive"),
];

/// Fields with names.
const PEOPLE: [&str; 3] = ["author", "editor", "translator"];

/// Keys of CSL-JSON with a date, and the fields that hold them.
const DATES: [(&str, &str); 4] = [
    ("issued", "date"),
    ("accessed", "urldate"),
    ("event-date", "eventdate"),
    ("original-date", "origdate"),
];

/// Fields in which signs stand for themselves.
const VERBATIM: [&str; 6] = ["url", "doi", "date", "urldate", "eventdate", "origdate"];

/// The field that keeps an id which BibTeX does not allow as a key.
const ID: &str = "csl-id";
/// The field that keeps the type of CSL where several share one type of BibTeX.
const TYPE: &str = "entrysubtype";
