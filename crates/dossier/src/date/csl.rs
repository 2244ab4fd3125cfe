//! Dates of a bibliography, in the forms in which programs write them into CSL-JSON.

mod words;

use std::fmt;

use serde_json::{Value, json};

use super::days_of_month;

/// A date of a bibliography, or from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CslDate {
    /// The date, or the first of two.
    pub first: CslPoint,
    /// The last of two.
    pub last: Option<CslPoint>,
    /// Whether it is approximate.
    pub circa: bool,
}

/// A year, season, month or day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CslPoint {
    /// Below 0 before Christ, as CSL counts: -1 comes before 1.
    pub year: i32,
    /// 1 to 12, or a season: 21 is spring, 24 winter, as EDTF counts.
    pub month: Option<u32>,
    /// Day of the month; only with a month that is none of the seasons.
    pub day: Option<u32>,
}

impl CslPoint {
    /// The point, if the calendar has it.
    pub fn new(year: i32, month: Option<u32>, day: Option<u32>) -> Option<CslPoint> {
        // Leap years come again after 400.
        let of_month = |month| days_of_month(u16::try_from(year.rem_euclid(400)).ok()?, month);
        let last = month.and_then(|month| of_month(u8::try_from(month).ok()?));
        let last = last.map_or(0, u32::from);
        let sound = year != 0
            && (-9999..=9999).contains(&year)
            && month.is_none_or(|month| matches!(month, 1..=12 | 21..=24))
            && day.is_none_or(|day| (1..=last).contains(&day));
        sound.then_some(CslPoint { year, month, day })
    }

    /// The season: 1 is spring, 4 winter.
    fn season(&self) -> Option<u32> {
        self.month?.checked_sub(20)
    }
}

impl CslDate {
    /// The date that a value of CSL-JSON holds: parts in numbers or texts, `raw`,
    /// `literal`, `edtf`, a plain text or number, or the lists of Pandoc. `None` where
    /// it cannot be told.
    pub fn of(value: &Value) -> Option<CslDate> {
        let true_of = |value: &Value| match value {
            Value::Null => false,
            Value::String(text) => !matches!(text.trim(), "" | "0" | "false"),
            other => *other != json!(false) && *other != json!(0),
        };
        let sides: Vec<Option<CslPoint>> = match value {
            Value::String(text) => return CslDate::parse(text),
            Value::Number(_) => vec![point([value, &Value::Null, &Value::Null])],
            Value::Array(list) => {
                let side = |side: &Value| {
                    let month = ["month", "season"].map(|key| &side[key]);
                    match month {
                        [Value::Null, season] => point_of(&side["year"], season, 20),
                        [month, _] => point([&side["year"], month, &side["day"]]),
                    }
                };
                list.iter().map(side).collect()
            }
            Value::Object(_) => match value["date-parts"].as_array() {
                Some(list) => {
                    let side = |side: &Value| match number(&side[1]) {
                        _ if side.as_array().is_none_or(|parts| parts.len() > 3) => None,
                        Some(None) if !value["season"].is_null() => {
                            point_of(&side[0], &value["season"], 20)
                        }
                        _ => point([&side[0], &side[1], &side[2]]),
                    };
                    list.iter().map(side).collect()
                }
                None => {
                    let mut texts = ["edtf", "raw", "literal"].iter().map(|key| &value[*key]);
                    let mut date = CslDate::parse(texts.find_map(Value::as_str)?)?;
                    date.circa |= true_of(&value["circa"]);
                    return Some(date);
                }
            },
            _ => return None,
        };
        let (first, last) = match sides.as_slice() {
            [first] => ((*first)?, None),
            [first, last] => ((*first)?, Some((*last)?)),
            _ => return None,
        };
        let circa = true_of(&value["circa"]) || true_of(&value[0]["circa"]);
        Some(CslDate { first, last, circa })
    }

    /// Reads `2016`, `2016-12`, `2016-12-15`, `2016-21` (spring), `-0430`, each also
    /// with `~`, `?` or `%` for an approximate one and two with `/` between (EDTF
    /// level 1); or words like `15 décembre 2016`, `Sep–Oct 2016`, `c. 1956`.
    pub fn parse(text: &str) -> Option<CslDate> {
        let text = text.trim();
        let mut circa = false;
        let mut side = |text: &str| {
            let plain = text.trim_end_matches(['~', '?', '%']);
            circa |= plain != text;
            edtf(plain)
        };
        let sides = match text.split_once('/') {
            None => side(text).map(|first| (first, None)),
            Some((first, last)) => side(first)
                .zip(side(last))
                .map(|(first, last)| (first, Some(last))),
        };
        match sides {
            Some((first, last)) => Some(CslDate { first, last, circa }),
            None => words::read(text),
        }
    }

    /// The value of CSL-JSON, with parts in numbers.
    pub fn to_value(&self) -> Value {
        let parts = |point: &CslPoint| {
            let parts = [point.month, point.day].into_iter().flatten();
            let parts = parts.map(Value::from);
            Value::from_iter(std::iter::once(point.year.into()).chain(parts))
        };
        let mut value = match (self.last, self.first.season()) {
            (None, Some(season)) => {
                json!({ "date-parts": [[self.first.year]], "season": season })
            }
            (None, None) => json!({ "date-parts": [parts(&self.first)] }),
            (Some(last), _) => json!({ "date-parts": [parts(&self.first), parts(&last)] }),
        };
        if self.circa {
            value["circa"] = true.into();
        }
        value
    }
}

impl fmt::Display for CslPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            // EDTF has a year 0, which is 1 before Christ.
            ..-1 => write!(f, "-{:04}", -self.year - 1)?,
            year => write!(f, "{:04}", year.max(0))?,
        }
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

impl fmt::Display for CslDate {
    /// The form of EDTF, which [`CslDate::parse`] reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let circa = if self.circa { "~" } else { "" };
        write!(f, "{}{circa}", self.first)?;
        match self.last {
            Some(last) => write!(f, "/{last}{circa}"),
            None => Ok(()),
        }
    }
}

/// A part in a number or a text: `None` where it is none, `Some(None)` where nothing
/// is said.
fn number(value: &Value) -> Option<Option<i32>> {
    match value {
        Value::Null => Some(None),
        Value::Number(number) => {
            let number = number.as_i64().and_then(|number| number.try_into().ok());
            number.map(|number| Some(number).filter(|number| *number != 0))
        }
        Value::String(text) if text.trim().is_empty() => Some(None),
        Value::String(text) => number(&Value::from(text.trim().parse::<i32>().ok()?)),
        _ => None,
    }
}

fn point([year, month, day]: [&Value; 3]) -> Option<CslPoint> {
    let part = |value: &Value| number(value)?.map(u32::try_from).transpose().ok();
    // Seasons are also counted from 13.
    let month = part(month)?.map(|month| match month {
        13..=16 => month + 8,
        month => month,
    });
    CslPoint::new(number(year)??, month, part(day)?)
}

/// A year with a season that is counted from `before`.
fn point_of(year: &Value, season: &Value, before: u32) -> Option<CslPoint> {
    let season = number(season)?.map(|season| u32::try_from(season).ok()?.checked_add(before));
    match season {
        Some(season) => CslPoint::new(number(year)??, Some(season?), None),
        None => CslPoint::new(number(year)??, None, None),
    }
}

fn edtf(text: &str) -> Option<CslPoint> {
    let (before, text) = match text.strip_prefix('-') {
        Some(text) => (true, text),
        None => (false, text),
    };
    let parts: Vec<&str> = text.split('-').collect();
    let sound = parts.len() <= 3
        && parts
            .iter()
            .zip([4, 2, 2])
            .all(|(part, width)| part.len() == width && part.bytes().all(|b| b.is_ascii_digit()));
    if !sound {
        return None;
    }
    let part = |at: usize| parts.get(at).and_then(|part| part.parse::<u32>().ok());
    let year = i32::try_from(part(0)?).ok()?;
    let year = match (before, year) {
        (false, 0) => -1,
        (false, year) => year,
        (true, year) => -year - 1,
    };
    CslPoint::new(year, part(1), part(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_date_is_read() {
        for (value, text) in [
            (json!({ "date-parts": [["2016", 12, 15]] }), "2016-12-15"),
            (
                json!({ "date-parts": [["2016", "12", "15"]] }),
                "2016-12-15",
            ),
            (json!({ "date-parts": [["2016", "02"]] }), "2016-02"),
            (json!({ "date-parts": [[2016, 0, 0]] }), "2016"),
            (json!({ "date-parts": [[2016, null]] }), "2016"),
            (json!({ "raw": "2016-12-15" }), "2016-12-15"),
            (json!({ "raw": "16 December 2016" }), "2016-12-16"),
            (json!({ "literal": "2016-12-15" }), "2016-12-15"),
            (json!({ "edtf": "2016-12~" }), "2016-12~"),
            (json!("2016-12-15"), "2016-12-15"),
            (json!(2016), "2016"),
            (json!([{ "year": "2016", "month": "12" }]), "2016-12"),
            (json!([{ "year": 2016, "season": 2 }]), "2016-22"),
            (
                json!({ "date-parts": [["2016"]], "season": "4" }),
                "2016-24",
            ),
            (json!({ "date-parts": [[2016, 24]] }), "2016-24"),
            (json!({ "date-parts": [[2016, 16]] }), "2016-24"),
            (json!({ "date-parts": [[1956]], "circa": true }), "1956~"),
            (json!({ "date-parts": [[1956]], "circa": "0" }), "1956"),
            (
                json!({ "date-parts": [["1956", 10, 19], ["1956", 12, 12]] }),
                "1956-10-19/1956-12-12",
            ),
            (json!({ "date-parts": [[-431]] }), "-0430"),
            (json!({ "date-parts": [[-1]] }), "0000"),
        ] {
            let date = CslDate::of(&value).map(|date| date.to_string());
            assert_eq!(date.as_deref(), Some(text), "{value}");
        }
        for value in [
            json!({ "date-parts": [[2016, 2, 30]] }),
            json!({ "date-parts": [[2016, 17]] }),
            json!({ "date-parts": [[]] }),
            json!({ "date-parts": [[2016, null, 3]] }),
            json!({ "literal": "Christmas" }),
            json!({ "date-parts": [[i64::MAX]] }),
            json!({}),
            json!(null),
            json!(true),
        ] {
            assert_eq!(CslDate::of(&value), None, "{value}");
        }
    }

    #[test]
    fn a_date_comes_back_from_its_text_and_its_value() {
        let points = [1956, -1, -431, 9999].into_iter().flat_map(|year| {
            [
                (None, None),
                (Some(2), Some(28)),
                (Some(12), None),
                (Some(23), None),
            ]
            .map(|(month, day)| CslPoint::new(year, month, day).unwrap())
        });
        let points: Vec<CslPoint> = points.collect();
        for first in &points {
            for last in points.iter().map(|point| Some(*point)).chain([None]) {
                for circa in [false, true] {
                    let date = CslDate {
                        first: *first,
                        last,
                        circa,
                    };
                    assert_eq!(CslDate::parse(&date.to_string()), Some(date));
                    assert_eq!(CslDate::of(&date.to_value()), Some(date));
                }
            }
        }
    }
}
