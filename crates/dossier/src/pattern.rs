//! The patterns that names, dates and grades in a dossier must fit.

/// Names that stand in formulas: actors, options, definitions.
pub(crate) const NAME: &str =
    "^(?!(?:and|or|not|if|iff|implies|true|false)$)[a-z](?:[a-z0-9_-]*[a-z0-9])?$";
/// Names of levels; they may begin with a digit.
pub(crate) const LEVEL: &str =
    "^(?!(?:and|or|not|if|iff|implies|true|false)$)[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?$";
/// Names of everything else: rules, periods, readings, claims, statements.
pub(crate) const ID: &str = "^[A-Za-z0-9][A-Za-z0-9_-]*$";
/// A year, a month or a day of the calendar: any day up to the last of its month, and
/// 29 February in leap years alone.
pub(crate) const DATE: &str = concat!(
    "^(?:[0-9]{4}(?:-(?:(?:0[13578]|1[02])(?:-(?:0[1-9]|[12][0-9]|3[01]))?",
    "|(?:0[469]|11)(?:-(?:0[1-9]|[12][0-9]|30))?",
    "|02(?:-(?:0[1-9]|1[0-9]|2[0-8]))?))?",
    "|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$",
);
/// An Admiralty grade: source A–F, information 1–6.
pub(crate) const GRADE: &str = "^[A-F][1-6]$";

/// Whether `text` fits one of the patterns above. (Written out, as the reader
/// needs these five and no others.)
pub(crate) fn fits(pattern: &str, text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = |fits: fn(&u8) -> bool| bytes.first().is_some_and(fits);
    let lower = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let dashed = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    let word = || {
        bytes.iter().all(|b| dashed(b) && !b.is_ascii_uppercase())
            && bytes.last().is_some_and(lower)
            && !crate::formula::is_keyword(text)
    };
    match pattern {
        NAME => begins(u8::is_ascii_lowercase) && word(),
        LEVEL => begins(u8::is_ascii_alphanumeric) && word(),
        ID => begins(u8::is_ascii_alphanumeric) && bytes.iter().all(dashed),
        DATE => crate::Date::parse(text).is_some(),
        GRADE => matches!(bytes, [b'A'..=b'F', b'1'..=b'6']),
        _ => true,
    }
}
