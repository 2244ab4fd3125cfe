//! Figures of the same metric, set side by side.

use hikiwake_dossier::Dossier;
use hikiwake_dossier::file::{Bound, Claim, Figure};

use super::side::{Restated, of_claim, once};
use super::time::{Relation, Time};
use super::unit::{Match, Unit};
use super::values::{Value, agree};
use super::{
    FoundBy, RegisterCounts, RegisterEntry, RegisterJudgement, RegisterKind, RegisterSide,
    RegisterVerdict,
};
use crate::words;

/// Entries of one metric, most serious first.
const LISTED: [RegisterVerdict; 4] = [
    RegisterVerdict::Clash,
    RegisterVerdict::Open,
    RegisterVerdict::OtherMeasure,
    RegisterVerdict::OtherDate,
];

/// One figure, ready to be compared.
struct Read<'a> {
    figure: &'a Figure,
    side: RegisterSide,
    time: Time,
    unit: Unit,
}

/// One entry per metric and verdict: the figures of which some pair has it.
pub(super) fn entries(
    dossier: &Dossier,
    restated: &Restated,
    counts: &mut RegisterCounts,
) -> Vec<RegisterEntry> {
    let mut metrics: indexmap::IndexMap<&str, Vec<(&str, &Claim, &Figure)>> = Default::default();
    for (id, claim) in &dossier.file.claims {
        if let Some(figure) = &claim.figure {
            let metric = metrics.entry(figure.metric.as_str()).or_default();
            metric.push((id, claim, figure));
        }
    }
    let mut entries = Vec::new();
    for (metric, figures) in metrics {
        let figures = read(dossier, restated, &figures);
        entries.extend(of_metric(metric, &figures, counts));
    }
    entries
}

fn read<'a>(
    dossier: &Dossier,
    restated: &Restated,
    figures: &[(&str, &Claim, &'a Figure)],
) -> Vec<Read<'a>> {
    let side = |&(id, claim, figure): &(&str, &Claim, &Figure)| {
        let side = of_claim(dossier, id, claim, value_text(figure));
        RegisterSide {
            number: figure.value,
            unit: figure.unit.clone(),
            bound: sign(figure.bound).to_string(),
            date: figure.date.clone(),
            of: figure.of.clone(),
            by: match figure.within.as_str() {
                "" => side.by,
                within => within.to_string(),
            },
            ..side
        }
    };
    let sides = once(figures.iter().map(side).collect(), restated);
    let figure = |side: RegisterSide| {
        let (_, _, figure) = figures.iter().find(|(id, ..)| *id == side.claims[0])?;
        Some(Read {
            figure,
            time: Time::read(&figure.date),
            unit: Unit::read(&figure.unit),
            side,
        })
    };
    sides.into_iter().filter_map(figure).collect()
}

fn of_metric(metric: &str, figures: &[Read], counts: &mut RegisterCounts) -> Vec<RegisterEntry> {
    // Per verdict: which figures are in it, and the pair that shows it best.
    let mut found: [(Vec<bool>, Option<(usize, usize)>); LISTED.len()] =
        std::array::from_fn(|_| (vec![false; figures.len()], None));
    let apart = |&(one, other): &(usize, usize)| {
        figures[one].side.source_id != figures[other].side.source_id
    };
    for (at, one) in figures.iter().enumerate() {
        for (next, other) in figures.iter().enumerate().skip(at + 1) {
            counts.figures_compared += 1;
            let Some(outcome) = compare(one, other) else {
                counts.figures_agree += 1;
                continue;
            };
            let verdict = outcome.verdict();
            let differ = matches!(verdict, RegisterVerdict::Clash | RegisterVerdict::Open);
            if !differ && !apart(&(at, next)) {
                counts.figures_series += 1;
                continue;
            }
            let listed = LISTED.iter().position(|known| *known == verdict);
            let (members, shown) = &mut found[listed.unwrap_or(0)];
            (members[at], members[next]) = (true, true);
            // Two sources show more than one.
            if shown.is_none_or(|pair| !apart(&pair) && apart(&(at, next))) {
                *shown = Some((at, next));
            }
        }
    }
    let id = format!("figure.{metric}");
    let mut entries: Vec<RegisterEntry> = Vec::new();
    for (verdict, (members, shown)) in LISTED.into_iter().zip(found) {
        let Some((one, other)) = shown else { continue };
        let (one, other) = (&figures[one], &figures[other]);
        let Some(outcome) = compare(one, other) else {
            continue;
        };
        let members = figures.iter().zip(members).filter(|(_, member)| *member);
        let sides: Vec<RegisterSide> = members.map(|(read, _)| read.side.clone()).collect();
        let more = sides.len() - 2;
        let mut why = outcome.why(one, other);
        if more > 0 {
            why.push_str(&format!(
                " The same goes for {}.",
                words::count(more as u64, "further figure", "further figures")
            ));
        }
        let values: Vec<String> = sides
            .iter()
            .map(|side| dated(&side.value, &side.date))
            .collect();
        let says = format!("{}.", words::capital(&values.join("; ")));
        entries.push(RegisterEntry {
            id: match entries.is_empty() {
                true => id.clone(),
                false => format!("{id}.{}", name(verdict)),
            },
            kind: RegisterKind::Figure,
            matter: words::capital(&metric.replace(['_', '-'], " ")),
            says: says.clone(),
            sides,
            verdict,
            why: why.clone(),
            found: FoundBy::Program,
            program: Some(RegisterJudgement { says, verdict, why }),
            reading: None,
            differences: Vec::new(),
            bears_on: Vec::new(),
        });
    }
    entries
}

fn name(verdict: RegisterVerdict) -> &'static str {
    match verdict {
        RegisterVerdict::Clash => "clash",
        RegisterVerdict::Open => "open",
        RegisterVerdict::OtherMeasure => "other-measure",
        RegisterVerdict::OtherDate => "other-date",
        RegisterVerdict::SameThing => "same-thing",
    }
}

/// Why two figures that differ do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Clash,
    OtherTimes,
    OtherSpans,
    OtherWholes,
    OtherUnits,
    Currencies,
    FiscalYear,
    OnYear,
    CoarseTime,
    NoTime,
    TimeInWords,
    OneWhole,
    OthersWords,
}

/// How two figures of one metric stand to each other; `None` where they agree.
fn compare(one: &Read, other: &Read) -> Option<Outcome> {
    let (a, b) = (one.figure, other.figure);
    let [of_a, of_b] = [a, b].map(|figure| figure.of.trim().to_lowercase());
    if !of_a.is_empty() && !of_b.is_empty() && of_a != of_b {
        return Some(Outcome::OtherWholes);
    }
    let both_dates = match (a.value, b.value, &a.when, &b.when) {
        (Some(x), Some(y), ..) => {
            let value = |number, figure: &Figure| Value {
                number,
                bound: figure.bound,
            };
            match one.unit.against(&other.unit) {
                Match::Currencies => return Some(Outcome::Currencies),
                Match::Other => return Some(Outcome::OtherUnits),
                Match::Power(power) if agree(value(x, a), value(y, b), power) => return None,
                Match::Power(_) => false,
            }
        }
        (None, None, Some(x), Some(y)) if dates_agree((x, a.bound), (y, b.bound)) => return None,
        (None, None, Some(_), Some(_)) => true,
        _ => return Some(Outcome::OtherUnits),
    };
    // A figure that is a date is about no other time.
    let relation = match both_dates {
        true => Relation::Same,
        false => one.time.relation(&other.time),
    };
    Some(match relation {
        Relation::Apart => Outcome::OtherTimes,
        Relation::Overlap => Outcome::OtherSpans,
        _ if of_a != of_b => Outcome::OneWhole,
        Relation::Fiscal => Outcome::FiscalYear,
        Relation::OnYear => Outcome::OnYear,
        Relation::Coarser => Outcome::CoarseTime,
        Relation::NotGiven => Outcome::NoTime,
        Relation::Words => Outcome::TimeInWords,
        Relation::Same if a.within.is_empty() != b.within.is_empty() => Outcome::OthersWords,
        Relation::Same => Outcome::Clash,
    })
}

/// Whether two dates can both be right: one is within the other, or within what
/// its bound allows.
fn dates_agree((one, first): (&str, Bound), (other, second): (&str, Bound)) -> bool {
    // As first and last day, in numbers that compare as days do.
    let allowed = |text: &str, bound: Bound| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let day = |rest: &str| -> f64 {
            let whole = format!("{digits}{}", rest.get(digits.len()..).unwrap_or_default());
            whole.parse().unwrap_or_default()
        };
        let (start, end) = (day("00000101"), day("00001231"));
        match bound {
            Bound::Exact | Bound::About => (start, end),
            Bound::MoreThan => (end + 1.0, f64::INFINITY),
            Bound::AtLeast => (start, f64::INFINITY),
            Bound::LessThan => (f64::NEG_INFINITY, start - 1.0),
            Bound::AtMost => (f64::NEG_INFINITY, end),
        }
    };
    let (one, other) = (allowed(one, first), allowed(other, second));
    one.0 <= other.1 && other.0 <= one.1
}

impl Outcome {
    fn verdict(self) -> RegisterVerdict {
        match self {
            Outcome::Clash => RegisterVerdict::Clash,
            Outcome::OtherTimes | Outcome::OtherSpans => RegisterVerdict::OtherDate,
            Outcome::OtherWholes | Outcome::OtherUnits => RegisterVerdict::OtherMeasure,
            _ => RegisterVerdict::Open,
        }
    }

    fn why(self, one: &Read, other: &Read) -> String {
        let (a, b) = (&one.side, &other.side);
        let times = || format!("{} and {}", quoted(&a.date), quoted(&b.date));
        match self {
            Outcome::Clash if one.figure.when.is_some() => format!(
                "Both give the date of the same thing, and {} is not {}.",
                a.value, b.value
            ),
            Outcome::Clash => format!(
                "Both count the same thing at the same time ({}), and {} is not {}.",
                a.date, a.value, b.value
            ),
            Outcome::OtherTimes => format!("They are about other times, {}.", times()),
            Outcome::OtherSpans => format!(
                "They are about times that overlap without being the same, {}.",
                times()
            ),
            Outcome::OtherWholes => format!(
                "They are parts of other wholes: of {}, and of {}.",
                a.of, b.of
            ),
            Outcome::OtherUnits => format!(
                "They are measured otherwise, {} and {}, and do not convert into each other.",
                unit(a),
                unit(b)
            ),
            Outcome::Currencies => {
                "They are in two currencies, and no rate of exchange is applied.".to_string()
            }
            Outcome::FiscalYear => format!(
                "One is for a fiscal year, the other for calendar time, {}: when that fiscal year \
                 begins is not said, so the times may be the same.",
                times()
            ),
            Outcome::OnYear => format!(
                "Only one is said to be a change on the year before, {}.",
                times()
            ),
            Outcome::CoarseTime => format!(
                "One time is given less exactly than the other, {}: they may be the same.",
                times()
            ),
            Outcome::NoTime => match (a.date.is_empty(), b.date.is_empty()) {
                (true, true) => "Neither says which time it is about.".to_string(),
                _ => format!("Not both say which time they are about, {}.", times()),
            },
            Outcome::TimeInWords => format!(
                "A time is given in words that the program does not read, {}.",
                times()
            ),
            Outcome::OneWhole => {
                let of = if a.of.is_empty() { &b.of } else { &a.of };
                format!("Only one says of what it is a part: of {of}.")
            }
            Outcome::OthersWords => {
                let within = match one.figure.within.as_str() {
                    "" => &other.figure.within,
                    within => within,
                };
                format!("One number stands in the {within}, not in the source's own words.")
            }
        }
    }
}

fn quoted(date: &str) -> String {
    match date.trim() {
        "" => "no time given".to_string(),
        date => format!("“{date}”"),
    }
}

fn unit(side: &RegisterSide) -> String {
    match (side.number, side.unit.as_str()) {
        (None, _) => "as a date".to_string(),
        (_, "") => "without a unit".to_string(),
        (_, unit) => format!("in {unit}"),
    }
}

fn dated(value: &str, date: &str) -> String {
    match date {
        "" => value.to_string(),
        date if value.contains(date) => value.to_string(),
        date => format!("{value} ({date})"),
    }
}

/// `about 15 meetings`, `more than 180 km`, `at the latest 2021`.
fn value_text(figure: &Figure) -> String {
    let unit = match figure.unit.as_str() {
        "" => String::new(),
        "%" | "percent" | "per cent" => " %".to_string(),
        unit => format!(" {unit}"),
    };
    match (figure.value, &figure.when) {
        (Some(number), _) => format!("{}{}{unit}", before(figure.bound), digits(number)),
        (None, Some(when)) => match figure.bound {
            Bound::AtMost => format!("at the latest {when}"),
            Bound::AtLeast => format!("at the earliest {when}"),
            Bound::LessThan => format!("before {when}"),
            Bound::MoreThan => format!("after {when}"),
            bound => format!("{}{when}", before(bound)),
        },
        (None, None) => String::new(),
    }
}

fn before(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "",
        Bound::About => "about ",
        Bound::MoreThan => "more than ",
        Bound::LessThan => "less than ",
        Bound::AtMost => "at most ",
        Bound::AtLeast => "at least ",
    }
}

fn sign(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "=",
        Bound::About => "~",
        Bound::MoreThan => ">",
        Bound::LessThan => "<",
        Bound::AtMost => "<=",
        Bound::AtLeast => ">=",
    }
}

/// A number with its digits in groups of three: `-155,000`, `6.2`.
fn digits(number: f64) -> String {
    let text = number.to_string();
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => ("−", rest),
        None => ("", text.as_str()),
    };
    let (whole, rest) = match text.split_once('.') {
        Some((whole, decimals)) => (whole, format!(".{decimals}")),
        None => (text, String::new()),
    };
    // A number too great for a group of digits stands as it is.
    let whole = whole
        .parse()
        .map_or_else(|_| whole.to_string(), words::thousands);
    format!("{sign}{whole}{rest}")
}
