//! Sources as BibTeX, in the dialect that BibLaTeX reads too.

mod people;
mod read;
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

/// Fields that are taken as they stand, without LaTeX.
const VERBATIM: [&str; 2] = ["url", "doi"];

/// The field that keeps an id which BibTeX does not allow as a key.
const ID: &str = "csl-id";
/// The field that keeps the type of CSL where several share one type of BibTeX.
const TYPE: &str = "entrysubtype";
