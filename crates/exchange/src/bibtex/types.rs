//! Types of CSL and of BibTeX, and the fields whose meaning hangs on the type.

/// Types of CSL with the type of BibTeX that each is written as.
const TYPES: [(&str, &str); 14] = [
    ("article-journal", "article"),
    ("article-magazine", "article"),
    ("article-newspaper", "article"),
    ("book", "book"),
    ("chapter", "incollection"),
    ("dataset", "dataset"),
    ("entry-encyclopedia", "inreference"),
    ("manuscript", "unpublished"),
    ("pamphlet", "booklet"),
    ("paper-conference", "inproceedings"),
    ("patent", "patent"),
    ("report", "techreport"),
    ("thesis", "phdthesis"),
    ("webpage", "online"),
];

/// The other types of CSL (1.0.2, appendix III).
const OTHERS: [&str; 31] = [
    "article",
    "bill",
    "broadcast",
    "classic",
    "collection",
    "document",
    "entry",
    "entry-dictionary",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "map",
    "motion_picture",
    "musical_score",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "treaty",
];

/// Whether this is a type of CSL.
pub(super) fn is_csl(name: &str) -> bool {
    OTHERS.contains(&name) || TYPES.iter().any(|(csl, _)| *csl == name)
}

/// The type of BibTeX for a type of CSL: `misc` where none fits.
pub(super) fn to_bibtex(csl: &str) -> &'static str {
    let found = TYPES.iter().find(|(name, _)| *name == csl);
    found.map_or("misc", |(_, bibtex)| bibtex)
}

/// The type of CSL for a type of BibTeX (in lower case).
pub(super) fn to_csl(bibtex: &str) -> &'static str {
    let same = match bibtex {
        "inbook" | "suppbook" | "incollection" => "incollection",
        "conference" => "inproceedings",
        "report" => "techreport",
        "thesis" | "mastersthesis" => "phdthesis",
        "electronic" | "www" => "online",
        "mvbook" | "collection" | "proceedings" | "reference" => "book",
        other => other,
    };
    let found = TYPES.iter().find(|(_, name)| *name == same);
    found.map_or("document", |(csl, _)| csl)
}

/// The key of CSL for a field whose meaning hangs on the type.
pub(super) fn by_type(bibtex: &str, field: &str) -> Option<&'static str> {
    let article = bibtex == "article";
    match field {
        "number" if article => Some("issue"),
        "number" => Some("number"),
        "journal" | "journaltitle" => Some("container-title"),
        "booktitle" => Some("container-title"),
        "organization" if matches!(bibtex, "online" | "electronic" | "www") => {
            Some("container-title")
        }
        "publisher" | "institution" | "school" | "organization" => Some("publisher"),
        _ => None,
    }
}

/// The field in which an entry of this type holds a key of CSL, of those above.
pub(super) fn field_for(bibtex: &str, key: &str) -> Option<&'static str> {
    match (key, bibtex) {
        ("issue", "article") => Some("number"),
        ("number", "article") => None,
        ("number", _) => Some("number"),
        ("container-title", "article") => Some("journal"),
        ("container-title", "incollection" | "inproceedings" | "inreference") => Some("booktitle"),
        ("container-title", "online") => Some("organization"),
        ("publisher", "techreport") => Some("institution"),
        ("publisher", "phdthesis") => Some("school"),
        ("publisher", _) => Some("publisher"),
        _ => None,
    }
}
