//! What a source foretells of the options at a given time, as far as its
//! predictions fix it.

use hikiwake_dossier::file::{Forecast, Holds};
use hikiwake_dossier::{AllOptions, Date, Day, Dossier};
use hikiwake_graph::Formula;

use super::truth::holds;
use crate::hindsight::closed;
use crate::{
    likelihood::Likelihood, likelihood::LikelihoodFrom, likelihood::Yardstick, likelihood::read,
};

/// Most assignments tried to find what a formula fixes; beyond, it is taken to fix
/// nothing.
const MOST_ASSIGNMENTS: u64 = 1 << 20;

/// The source whose forecast it is.
pub(crate) fn source_of<'a>(dossier: &'a Dossier, forecast: &Forecast) -> Option<&'a str> {
    let claim = dossier.file.claims.get(&forecast.claim)?;
    Some(&claim.source)
}

/// How likely the forecast's source called it.
pub(crate) fn likelihood(
    dossier: &Dossier,
    forecast: &Forecast,
    yardstick: Yardstick,
) -> Option<Likelihood> {
    let claim = dossier.file.claims.get(&forecast.claim)?;
    read(claim, Some(forecast), yardstick)
}

/// The first day on which a forecast is tested: its own, or the day by which its
/// source was closed.
pub(crate) fn first_day(dossier: &Dossier, forecast: &Forecast) -> Option<Day> {
    match &forecast.from {
        Some(from) => Date::parse(from).map(|date| date.first),
        None => closed(dossier, source_of(dossier, forecast)?).map(|date| date.last),
    }
}

/// A time and state at which forecasts are asked what they say.
pub(crate) struct Moment<'a> {
    /// The day.
    pub day: Day,
    /// Whether it is the last that the period knows: open-ended forecasts of how
    /// things end are set beside it.
    pub last: bool,
    /// What happened; only conditions (`given`) are looked up in it.
    pub levels: &'a [u8],
}

/// What a forecast fixes at a moment: per option, the set of levels that it leaves
/// (as bits), for the options that it does not leave free; nothing where it does
/// not speak of the moment, or does not call itself more likely than not (or less).
pub(crate) fn fixed(
    dossier: &Dossier,
    options: &AllOptions,
    forecast: &Forecast,
    yardstick: Yardstick,
    moment: &Moment,
) -> Vec<(usize, u64)> {
    let read = |text: &Option<String>| text.as_deref().and_then(|t| options.formula(t).ok());
    let Some(expects) = read(&forecast.expects) else {
        return Vec::new();
    };
    if read(&forecast.given).is_some_and(|given| !holds(&given, moment.levels)) {
        return Vec::new();
    }
    let until = forecast.until.as_deref().and_then(Date::parse);
    let begun = first_day(dossier, forecast).is_some_and(|from| from <= moment.day);
    let lasts = until.is_none_or(|until| moment.day <= until.last);
    let ends = until.map_or(moment.last, |until| moment.day == until.last);
    let Some(likely) = direction(dossier, forecast, yardstick) else {
        return Vec::new();
    };
    let speaks = match (forecast.holds, likely) {
        (Holds::AtEnd, _) => ends,
        // Held at all times; or held at no time.
        (Holds::Throughout, true) | (Holds::Once, false) => lasts,
        // Held at some time, or broken at some time: which is not said.
        (Holds::Throughout, false) | (Holds::Once, true) => false,
    };
    if !(begun && speaks) {
        return Vec::new();
    }
    match likely {
        true => left_by(options, &expects),
        false => left_by(options, &Formula::Not(Box::new(expects))),
    }
}

/// Whether the source calls the forecast more likely than not (true) or less
/// likely than not (false), by the whole range of its words.
fn direction(dossier: &Dossier, forecast: &Forecast, yardstick: Yardstick) -> Option<bool> {
    let likelihood = likelihood(dossier, forecast, yardstick)?;
    match () {
        () if likelihood.from == LikelihoodFrom::Vague => None,
        () if likelihood.low > 0.5 => Some(true),
        () if likelihood.high < 0.5 => Some(false),
        () => None,
    }
}

/// Per option that a formula speaks of, the levels that it has in some state that
/// meets the formula; left out are the options that it does not bind, and all where
/// no state meets it.
fn left_by(options: &AllOptions, formula: &Formula) -> Vec<(usize, u64)> {
    let mut named = Vec::new();
    names(formula, &mut named);
    named.sort_unstable();
    named.dedup();
    let radix = |column: usize| options.columns()[column].levels.len();
    let assignments = (named.iter()).try_fold(1u64, |n, &c| n.checked_mul(radix(c) as u64));
    let Some(assignments) = assignments.filter(|&n| n <= MOST_ASSIGNMENTS) else {
        return Vec::new();
    };
    let mut levels = vec![0u8; options.columns().len()];
    let mut left = vec![0u64; named.len()];
    for _ in 0..assignments {
        if holds(formula, &levels) {
            for (left, &column) in left.iter_mut().zip(&named) {
                *left |= 1 << levels[column];
            }
        }
        // The next assignment, as an odometer turns.
        for &column in &named {
            levels[column] += 1;
            if usize::from(levels[column]) < radix(column) {
                break;
            }
            levels[column] = 0;
        }
    }
    let all = |column: usize| u64::MAX >> (64 - radix(column).clamp(1, 64));
    (named.into_iter().zip(left))
        .filter(|&(column, left)| left != 0 && left != all(column))
        .collect()
}

fn names(formula: &Formula, found: &mut Vec<usize>) {
    match formula {
        Formula::Constant(_) => {}
        Formula::Level { axis, .. } => found.push(*axis),
        Formula::Not(part) => names(part, found),
        Formula::And(parts) | Formula::Or(parts) => {
            parts.iter().for_each(|part| names(part, found));
        }
    }
}
