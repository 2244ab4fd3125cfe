//! The places of a source, held against its text.

use serde_json::{Value, json};

use hikiwake_dossier::sha256;

use crate::Fault;
use crate::qdpx::positions::Layout;
use crate::xml::Element;

use super::element::at;

/// Code points of all places together, whose digests are reckoned.
const MOST_POINTS: u64 = 64 << 20;
/// Places named in a fault.
const NAMED: usize = 8;
/// Hex digits of a digest that are kept.
const DIGITS: usize = 16;

/// Whether places are held against the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    /// Yes: what comes from elsewhere.
    Texts,
    /// No: what this program has just written, to see what it holds.
    Nothing,
}

/// How the places of a project are told.
pub(super) struct Places {
    check: Check,
    /// Whether this program wrote the project.
    own: bool,
    /// Code points that places may still cover.
    points: u64,
}

impl Places {
    pub fn new(check: Check, own: bool) -> Places {
        Places {
            check,
            own,
            points: MOST_POINTS,
        }
    }

    /// The selections in a source, each with its place, and what is wrong with the
    /// others. `text` is the text in the archive, `recorded` the digest of the text
    /// that the dossier counts in, `edition` that of the text that the project says it
    /// counts in.
    pub fn of<'e>(
        &mut self,
        element: &'e Element,
        id: &str,
        text: Option<&str>,
        recorded: Option<&str>,
        edition: Option<&str>,
    ) -> (Vec<(&'e Element, Value)>, Vec<Fault>) {
        // Nothing is laid out where nothing is selected.
        let selected = element.child("PlainTextSelection").is_some();
        let layout = text
            .filter(|_| selected)
            .map(|text| Layout::new(text, recorded, self.own));
        // This program counts as the dossier does, so that it takes the same text only.
        let counted = match (self.check, recorded) {
            (Check::Nothing, _) => true,
            (Check::Texts, None) => self.own,
            (Check::Texts, Some(recorded)) => {
                self.own && edition.is_some_and(|own| own.eq_ignore_ascii_case(recorded))
            }
        };
        let mut places = Vec::new();
        let (mut unheld, mut faulty) = (Vec::new(), Vec::new());
        for selection in element.all("PlainTextSelection") {
            let name = selection.get("name").unwrap_or("");
            let called = format!(
                "`{}` (line {})",
                name.chars().take(40).collect::<String>(),
                selection.line
            );
            let number = |key: &str| {
                selection
                    .get(key)
                    .and_then(|text| text.trim().parse::<u64>().ok())
            };
            let (Some(start), Some(end)) = (number("startPosition"), number("endPosition")) else {
                faulty.push(format!("{called}: no whole numbers as positions"));
                continue;
            };
            let place = match &layout {
                None if counted => json!({ "start": start, "end": end }),
                Some(Some(layout)) => match layout.place(start, end, name) {
                    Ok((start, end)) if u64::from(end - start) > self.points => {
                        faulty.push(format!("{called}: all places together are too long"));
                        continue;
                    }
                    Ok((start, end)) => {
                        self.points -= u64::from(end - start);
                        let digest = sha256(layout.slice(start, end).as_bytes());
                        json!({ "start": start, "end": end, "digest": digest[..DIGITS] })
                    }
                    Err(why) => {
                        faulty.push(format!("{called}: {why}"));
                        continue;
                    }
                },
                _ => {
                    unheld.push(called);
                    continue;
                }
            };
            places.push((selection, place));
        }
        let because = match layout {
            None if self.own && edition.is_some() => {
                "the project counts in another text than the dossier"
            }
            None => "the archive holds no plain text of it",
            _ => "the text in the archive is not the one that the dossier counts in",
        };
        let wrong = [
            (
                unheld,
                format!("The places in `{id}` cannot be held against its text: {because}."),
            ),
            (faulty, format!("Some places in `{id}` cannot be told.")),
        ];
        let wrong = wrong
            .into_iter()
            .filter(|(list, _)| !list.is_empty())
            .map(|(list, message)| fault(element, &list, &message));
        (places, wrong.collect())
    }
}

/// What is wrong with these selections of a source.
fn fault(element: &Element, list: &[String], message: &str) -> Fault {
    let mut named = list[..list.len().min(NAMED)].join("; ");
    if list.len() > NAMED {
        named.push_str(&format!("; and {} more", list.len() - NAMED));
    }
    let message = format!("{message} These are {named}.");
    let help = "Export the project with the plain text of its sources, as it was attached.";
    Fault::new(at(element.line), message, help)
}
