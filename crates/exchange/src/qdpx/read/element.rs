//! How elements of a project are told apart and refer to each other.

use crate::xml::Element;

/// Where a line is, for a fault.
pub(super) fn at(line: usize) -> String {
    format!("project.qde, line {line}")
}

/// A GUID without braces, in lower case.
pub(super) fn plain_guid(text: &str) -> String {
    text.trim().trim_matches(['{', '}']).to_lowercase()
}

pub(super) fn guid(element: &Element) -> Option<String> {
    element.get("guid").map(plain_guid)
}

/// GUIDs of the notes that an element refers to.
pub(super) fn references(element: &Element) -> Vec<String> {
    let targets = element
        .all("NoteRef")
        .filter_map(|note| note.get("targetGUID"));
    targets.map(plain_guid).collect()
}

/// What is said of a reference to a note that is not there.
pub(super) fn no_note(from: &Element) -> String {
    format!("a note that is not in the project, line {}", from.line)
}
