//! The time that a figure is about: a small, careful reader. What it does not
//! know it says so, rather than guess.

use hikiwake_dossier::date::DAYS;
use hikiwake_dossier::{Date, Day};

/// A time as a dossier gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Time {
    /// None is given, or "n/a".
    NotGiven,
    /// Words that are not read here.
    Words,
    /// First and last day.
    Days(Days),
}

/// First and last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    first: Day,
    last: Day,
    kind: Kind,
    /// A change on the same time of the year before.
    on_year: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// One year, month or day: perhaps a moment in it, given no more exactly.
    Moment,
    /// From one time to another.
    Span,
    /// Fiscal years, whose first day depends on the country.
    Fiscal,
}

/// How two times stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// The same.
    Same,
    /// Nothing in common.
    Apart,
    /// They overlap without being the same, and at least one is a span.
    Overlap,
    /// One contains the other and may be the same, given less exactly.
    Coarser,
    /// A fiscal against a calendar year, too near to be told apart.
    Fiscal,
    /// One is a change on the year before.
    OnYear,
    /// One or both give none.
    NotGiven,
    /// One or both are in words that are not read here.
    Words,
}

impl Time {
    /// Reads `2016`, `2016-12`, `2016-12-15`; `FY2016`; `2016 H1`, `2016 Q1`,
    /// `2016 Q1-Q3`; spans with `/` (ISO 8601, whose end may leave out what it
    /// shares with the beginning) or, of years, with `-`; `to …`, `until …`,
    /// `by …`, `from …`, `since …`; and `yoy` after any of these.
    pub fn read(text: &str) -> Time {
        let text = text.trim().to_lowercase().replace(['–', '—'], "-");
        if matches!(text.as_str(), "" | "n/a" | "-") {
            return Time::NotGiven;
        }
        let (text, on_year) = match text.strip_suffix("yoy") {
            Some(rest) => (rest.trim_end(), true),
            None => (text.as_str(), false),
        };
        let opening = ["from ", "since "]
            .iter()
            .find_map(|w| text.strip_prefix(w));
        let closing = (["to ", "until ", "by "].iter()).find_map(|w| text.strip_prefix(w));
        let days = match (opening, closing) {
            (Some(rest), _) => piece(rest).map(|(first, _, kind)| (first, DAYS.1, spanned(kind))),
            (_, Some(rest)) => piece(rest).map(|(_, last, kind)| (DAYS.0, last, spanned(kind))),
            _ => piece(text).or_else(|| between(text)),
        };
        match days {
            Some((first, last, kind)) if first <= last => Time::Days(Days {
                first,
                last,
                kind,
                on_year,
            }),
            _ => Time::Words,
        }
    }

    /// How the two stand to each other.
    pub fn relation(&self, other: &Time) -> Relation {
        let (one, other) = match (self, other) {
            (Time::NotGiven, _) | (_, Time::NotGiven) => return Relation::NotGiven,
            (Time::Words, _) | (_, Time::Words) => return Relation::Words,
            (Time::Days(one), Time::Days(other)) => (one, other),
        };
        let apart = |one: (Day, Day), other: (Day, Day)| one.1 < other.0 || other.1 < one.0;
        let fiscal = [one, other].map(|days| days.kind == Kind::Fiscal);
        if apart(
            one.reach(fiscal[0] != fiscal[1]),
            other.reach(fiscal[0] != fiscal[1]),
        ) {
            return Relation::Apart;
        }
        if one.on_year != other.on_year {
            return Relation::OnYear;
        }
        if fiscal[0] != fiscal[1] {
            return Relation::Fiscal;
        }
        match (one.first, one.last) == (other.first, other.last) {
            true => Relation::Same,
            false if one.kind == Kind::Moment && other.kind == Kind::Moment => Relation::Coarser,
            false => Relation::Overlap,
        }
    }
}

impl Days {
    /// First and last day. Of fiscal years set against calendar time, all days
    /// that can be meant: the fiscal years in use begin between July of the year
    /// before and April of the year that names them.
    fn reach(&self, widest: bool) -> (Day, Day) {
        match self.kind == Kind::Fiscal && widest {
            true => (
                (self.first.0.saturating_sub(1), 7, 1),
                (self.last.0.saturating_add(1), 6, 30),
            ),
            false => (self.first, self.last),
        }
    }
}

type Piece = (Day, Day, Kind);

fn spanned(kind: Kind) -> Kind {
    match kind {
        Kind::Fiscal => Kind::Fiscal,
        _ => Kind::Span,
    }
}

/// One time: a fiscal year, a year with its half or quarters, a date.
fn piece(text: &str) -> Option<Piece> {
    if let Some(rest) = text.strip_prefix("fy") {
        let year = year(rest.trim_start())?;
        return Some((year.first, year.last, Kind::Fiscal));
    }
    match text.split_once(' ') {
        None => date(text),
        Some((one, other)) => {
            let (head, part) = match year(one) {
                Some(head) => (head, other.trim()),
                None => (year(other.trim())?, one),
            };
            let (first, last) = months(part)?;
            let month = |month| Date::of(head.year(), Some(month), None);
            Some((month(first)?.first, month(last)?.last, Kind::Span))
        }
    }
}

/// `2016`, `2016-12`, `2016-12-15`.
fn date(text: &str) -> Option<Piece> {
    let date = Date::parse(text)?;
    Some((date.first, date.last, Kind::Moment))
}

/// `2014/2016`, `2015-09/11`, `2014-2016`, `FY2015-FY2016`.
fn between(text: &str) -> Option<Piece> {
    let (one, other) = match text.split_once('/') {
        Some(parts) => parts,
        None => {
            let (one, other) = text.split_once('-')?;
            let years = |text: &str| year(text.trim().trim_start_matches("fy").trim()).is_some();
            (years(one) && years(other)).then_some((one, other))?
        }
    };
    let (one, other) = (one.trim(), other.trim());
    let from = piece(one)?;
    // "2015-09/11": the end shares the year with the beginning. "2014/15" may be
    // two years or one fiscal year, and is not read.
    let shared = one
        .len()
        .checked_sub(other.len() + 1)
        .filter(|_| other.len() < one.len());
    let to = match piece(other) {
        Some(to) => to,
        None => {
            let head = one.get(..shared?)?;
            date(&format!("{head}-{other}"))?
        }
    };
    if (from.2 == Kind::Fiscal) != (to.2 == Kind::Fiscal) {
        return None;
    }
    Some((from.0, to.1, spanned(from.2)))
}

/// The months of `h1`, `q3`, `q1-q3`.
fn months(part: &str) -> Option<(u8, u8)> {
    if let Some((first, last)) = part.split_once('-') {
        return Some((months(first.trim())?.0, months(last.trim())?.1));
    }
    Some(match part {
        "h1" => (1, 6),
        "h2" => (7, 12),
        "q1" => (1, 3),
        "q2" => (4, 6),
        "q3" => (7, 9),
        "q4" => (10, 12),
        _ => return None,
    })
}

/// A year alone.
fn year(text: &str) -> Option<Date> {
    Date::parse(text).filter(|date| date.month().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relation(one: &str, other: &str) -> Relation {
        let (one, other) = (Time::read(one), Time::read(other));
        assert_eq!(one.relation(&other), other.relation(&one));
        one.relation(&other)
    }

    #[test]
    fn times_that_are_the_same() {
        for (one, other) in [
            ("2014", "2014"),
            ("2014-2016", "2014/2016"),
            ("2014–2016", "2014-2016"),
            ("2016 H1", "H1 2016"),
            ("2016 H1", "2016-01/06"),
            ("2016 Q1-Q3", "2016-01/2016-09"),
            ("FY2016", "fy 2016"),
            ("FY2015-FY2016", "FY2015/FY2016"),
            ("2017-01/02 yoy", "2017-01/02 yoy"),
            ("to 2016-12", "until 2016-12"),
            ("from 2007", "since 2007"),
        ] {
            assert_eq!(relation(one, other), Relation::Same, "{one} · {other}");
        }
    }

    #[test]
    fn times_apart() {
        for (one, other) in [
            ("1991", "2015"),
            ("2016-01", "2016-02"),
            ("2012-2015", "2016"),
            ("FY2014", "FY2016"),
            ("FY2016", "2014"),
            ("2016 Q1", "2016 Q2"),
            ("since 2017", "2016"),
        ] {
            assert_eq!(relation(one, other), Relation::Apart, "{one} · {other}");
        }
    }

    #[test]
    fn times_that_overlap() {
        for (one, other, expected) in [
            ("to 2017-10", "2012-2015", Relation::Overlap),
            ("2013-2015", "2015-2016", Relation::Overlap),
            ("2014-2016", "2016", Relation::Overlap),
            ("2016", "2016 H1", Relation::Overlap),
            ("2016", "2016-12", Relation::Coarser),
            ("2016-12-15", "2016-12", Relation::Coarser),
            ("FY2016", "2016", Relation::Fiscal),
            ("FY2016", "2017", Relation::Fiscal),
            ("FY2015-FY2016", "2015-2016", Relation::Fiscal),
            ("2016 yoy", "2016", Relation::OnYear),
        ] {
            assert_eq!(relation(one, other), expected, "{one} · {other}");
        }
    }

    #[test]
    fn what_is_not_known_is_said() {
        for words in [
            "2016 H1 in text / Q1 in cited title",
            "after Abe",
            "2014/15",
            "2012-13",
            "2016-12-15-1",
            "2016-2014",
            "FY2016-2017-03",
            "16",
            "é-2016",
            "2016-1é/11",
        ] {
            assert_eq!(relation(words, "2016"), Relation::Words, "{words}");
        }
        assert_eq!(relation("", "2016"), Relation::NotGiven);
        assert_eq!(relation("n/a", "after Abe"), Relation::NotGiven);
    }
}
