//! Dates as places on the axis of a drawing.

use hikiwake_dossier::Date;

/// When the date begins, in years; months are taken as equally long, which a
/// drawing does not show.
pub(super) fn begin(date: &str) -> Option<f64> {
    let (year, month, day) = Date::parse(date)?.first;
    let months = f64::from(month - 1) + f64::from(day - 1) / 31.0;
    Some(f64::from(year) + months / 12.0)
}

/// When it ends.
pub(super) fn end(date: &str) -> Option<f64> {
    let known = Date::parse(date)?;
    let length = match (known.month(), known.day()) {
        (None, _) => 1.0,
        (_, None) => 1.0 / 12.0,
        _ => 1.0 / 12.0 / 31.0,
    };
    begin(date).map(|begin| begin + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_moments_in_order() {
        let moments: Vec<f64> = ["2016", "2016-01-02", "2016-02", "2016-12-31", "2017"]
            .iter()
            .map(|date| begin(date).unwrap())
            .collect();
        assert!(moments.windows(2).all(|pair| pair[0] < pair[1]));
        assert!((end("2016").unwrap() - begin("2017").unwrap()).abs() < 1e-9);
        assert!((end("2016-12").unwrap() - begin("2017").unwrap()).abs() < 1e-9);
        for odd in [
            "",
            "soon",
            "2016-13",
            "2016-00",
            "2016-12-32",
            "2016-1-1-1",
            "99999",
            "-5",
        ] {
            assert_eq!(begin(odd), None, "{odd}");
        }
    }
}
