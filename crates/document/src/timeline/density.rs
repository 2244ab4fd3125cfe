//! How many events the sources tell of, by year: a strip of bars.

use hikiwake_evidence::YearCount;
use maud::{Markup, html};

use crate::canvas::{Canvas, fixed, pair};

/// Height of the highest bar, room above it for its number and below for years.
const HIGH: f64 = 46.0;
const ABOVE: f64 = 18.0;
const BELOW: f64 = 20.0;
const SIDE: f64 = 20.0;

/// The strip on a sheet; nothing where all is in one year.
pub(super) fn svg(told: &[YearCount], sheet: Canvas, text: (&str, &str)) -> Option<Markup> {
    let (first, last) = (told.first()?.year, told.last()?.year);
    if first == last {
        return None;
    }
    let years = f64::from(last - first) + 1.0;
    let most = told.iter().map(|year| year.events).max()?.max(1);
    let step = (sheet.width - 2.0 * SIDE) / years;
    let left = |year: u16| SIDE + f64::from(year - first) * step;
    let floor = ABOVE + HIGH;
    let peak = told.iter().find(|year| year.events == most)?;
    let ticks = ticks(first, last, step);
    let drawn = html! {
        path.axis d={ "M" (pair((SIDE, floor))) "H" (fixed(sheet.width - SIDE)) } {}
        @for year in told {
            @let height = HIGH * year.events as f64 / most as f64;
            rect.told x=(fixed(left(year.year))) y=(fixed(floor - height)) height=(fixed(height))
                width=(fixed((step * 0.8).max(1.0))) {}
        }
        text text-anchor="middle" x=(fixed(left(peak.year) + step * 0.4)) y=(fixed(ABOVE - 5.0)) { (most) }
        @for year in ticks {
            @let middle = left(year) + step * 0.4;
            path.axis d={ "M" (pair((middle, floor))) "v4" } {}
            text text-anchor="middle" x=(fixed(middle)) y=(fixed(floor + 17.0)) { (year) }
        }
    };
    Some(sheet.svg("told", (sheet.width, floor + BELOW), text, &drawn))
}

/// Round years that can be written under the axis, at least 44 pixels apart.
fn ticks(first: u16, last: u16, step: f64) -> Vec<u16> {
    let every = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]
        .into_iter()
        .find(|every| f64::from(*every) * step >= 44.0)
        .unwrap_or(2000_u16);
    (first..=last).filter(|year| year % every == 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_apart() {
        assert_eq!(
            ticks(1855, 2017, 4.3),
            [1860, 1880, 1900, 1920, 1940, 1960, 1980, 2000]
        );
        assert_eq!(ticks(2015, 2017, 100.0), [2015, 2016, 2017]);
    }
}
