//! The place of a target. Positions are code points in the data model, and UTF-16 units
//! in some programs; what is quoted decides between them.

use hikiwake_dossier::sha256;
use serde_json::Value;

use crate::record::Record;

use super::{Reading, is, listed};

/// Bytes of texts in which quotations are looked up, all together: 16 GiB.
pub(super) const MOST_LOOKED_AT: u64 = 16 << 30;
/// Hex digits of a digest that are kept.
const DIGITS: usize = 16;

/// The words at a place, and what stands around them.
struct Quote<'a> {
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

/// What is wrong, and what to do about it.
type Refused = (String, &'static str);

const ATTACH: &str = "Attach the text of the source (`hikiwake source attach`); what is quoted is then looked up in it.";
const POSITION: &str = "Give a TextPositionSelector with `start` and `end`, in code points.";

impl Reading<'_> {
    /// The place that a target means, in code points. `text` is that of its source,
    /// where it is known.
    pub(super) fn place(
        &mut self,
        target: &Value,
        text: Option<&str>,
        at: &str,
    ) -> Result<Record, Refused> {
        let (mut position, mut quote) = (None, None);
        for selector in listed(&target["selector"]) {
            let keys: &[&str] = if is(selector, "TextPositionSelector") && position.is_none() {
                position = Some(selector);
                &["type", "start", "end", "hikiwake:digest"]
            } else if is(selector, "TextQuoteSelector") && quote.is_none() {
                let words = |key: &str| selector[key].as_str().unwrap_or("");
                quote = Some(Quote {
                    exact: words("exact"),
                    prefix: words("prefix"),
                    suffix: words("suffix"),
                });
                &["type", "exact", "prefix", "suffix"]
            } else {
                self.tell(format!("the selector {}", selector["type"]), at);
                continue;
            };
            if !selector["refinedBy"].is_null() {
                let message = "The selector is refined by another one.";
                return Err((message.to_owned(), POSITION));
            }
            self.known(selector, "a selector", keys, at);
        }
        let quote = quote.filter(|quote| !quote.exact.is_empty());
        let given = match position {
            Some(position) => Some((number(position, "start")?, number(position, "end")?)),
            None => None,
        };
        let (start, end) = match (given, &quote, text) {
            (None, None, _) => {
                let message = "This target has no TextPositionSelector.";
                return Err((message.to_owned(), POSITION));
            }
            (None, Some(_), None) => {
                let message = "This target has a quotation and no TextPositionSelector.";
                return Err((message.to_owned(), ATTACH));
            }
            (Some(given), None, _) => given,
            (Some(given), Some(quote), None) => agreed(given, quote)?,
            (given, Some(quote), Some(text)) => {
                let place = self.found(given, quote, text)?;
                if let Some((start, end)) = given.filter(|given| *given != place) {
                    self.left.push(format!(
                        "the position {start} to {end} of {at}: what it quotes stands at {} to {}, which is taken",
                        place.0, place.1
                    ));
                }
                place
            }
        };
        let mut place = match &target["hikiwake:place"] {
            Value::Object(rest) => rest.clone(),
            Value::Null => Record::new(),
            other => {
                self.known(other, "the rest of a place", &[], at);
                Record::new()
            }
        };
        place.insert("start".into(), start.into());
        place.insert("end".into(), end.into());
        let written = position.and_then(|position| position["hikiwake:digest"].as_str());
        let quoted = quote.map(|quote| sha256(quote.exact.as_bytes())[..DIGITS].to_owned());
        if let Some(digest) = written.map(str::to_owned).or(quoted) {
            place.insert("digest".into(), digest.into());
        }
        Ok(place)
    }

    /// Where the quotation stands: at one place only, else where the words around it
    /// and the position say.
    fn found(
        &mut self,
        given: Option<(u64, u64)>,
        quote: &Quote,
        text: &str,
    ) -> Result<(u64, u64), Refused> {
        let left = self.looked.checked_sub(text.len() as u64);
        self.looked = left.ok_or_else(|| {
            let message = format!(
                "There are too many quotations to look up: the texts together are longer than {} GiB.",
                MOST_LOOKED_AT >> 30
            );
            (message, "Divide the file.")
        })?;
        let all: Vec<usize> = text.match_indices(quote.exact).map(|(at, _)| at).collect();
        let count = all.len();
        let around = |at: &usize| {
            text[..*at].ends_with(quote.prefix)
                && text[at + quote.exact.len()..].starts_with(quote.suffix)
        };
        let mut some: Vec<usize> = all.iter().copied().filter(around).collect();
        if some.is_empty() {
            some = all;
        }
        if let Some((start, _)) = given.filter(|_| some.len() > 1) {
            let points = text.char_indices().map(|(at, _)| at);
            let point = usize::try_from(start)
                .ok()
                .and_then(|k| points.into_iter().nth(k));
            let mut units = 0;
            let unit = text.char_indices().find(|(_, c)| {
                let here = units == start;
                units += c.len_utf16() as u64;
                here
            });
            let unit = unit.map(|(at, _)| at);
            some.retain(|at| [point, unit].contains(&Some(*at)));
        }
        match some.as_slice() {
            [at] => {
                let start = text[..*at].chars().count() as u64;
                Ok((start, start + quote.exact.chars().count() as u64))
            }
            _ => {
                let message = match count {
                    0 => "What is quoted does not stand in the text of the source.".to_owned(),
                    _ => format!(
                        "What is quoted stands {count} times in the text of the source, and not once where the rest says."
                    ),
                };
                let help = "Quote more words, or give the position in code points alone.";
                Err((message, help))
            }
        }
    }
}

fn number(selector: &Value, key: &str) -> Result<u64, Refused> {
    let number = selector[key].as_u64().filter(|n| *n <= u64::from(u32::MAX));
    let message = || format!("`{key}` is not a whole number from 0 on.");
    number.ok_or_else(|| (message(), POSITION))
}

/// The position, where a quotation agrees with it as far as that shows without the text.
fn agreed(given: (u64, u64), quote: &Quote) -> Result<(u64, u64), Refused> {
    let whole = [quote.prefix, quote.exact, quote.suffix].concat();
    if whole.chars().any(|c| c.len_utf16() > 1) {
        let message =
            "Signs stand here that some programs count as one and some as two (such as emoji).";
        return Err((message.to_owned(), ATTACH));
    }
    let length = quote.exact.chars().count() as u64;
    match given.1.checked_sub(given.0) == Some(length) {
        true => Ok(given),
        false => {
            let message =
                format!("The position and what is quoted, which is {length} signs long, differ.");
            Err((message, ATTACH))
        }
    }
}
