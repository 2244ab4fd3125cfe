//! Whether two values can both be true of one thing.

use hikiwake_dossier::file::Bound;

/// How far "about" reaches, as a share of the number.
const ABOUT: f64 = 0.1;
/// What floating-point arithmetic may lose, as a share of the number.
const LOST: f64 = 1e-9;

/// A number with its bound, in a unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value {
    pub number: f64,
    pub bound: Bound,
}

/// Whether both can be true, the first being given in 10^`power` times the unit
/// of the second. Two exact numbers agree where they are equal, or where the one
/// given more finely, rounded to the decimals of the other, is the other;
/// otherwise the numbers that each allows must meet. "About" allows a tenth more
/// or less.
pub(super) fn agree(one: Value, other: Value, power: i32) -> bool {
    let scale = 10f64.powi(power);
    let scaled = Value {
        number: one.number * scale,
        ..one
    };
    if one.bound == Bound::Exact && other.bound == Bound::Exact {
        return close(scaled.number, other.number)
            || rounds_to(scaled.number, other.number)
            || rounds_to(other.number / scale, one.number);
    }
    let (low, high) = (allowed(scaled), allowed(other));
    meet(low, high)
}

/// What a value allows: each end with whether it is itself allowed.
type Allowed = [(f64, bool); 2];

fn allowed(value: Value) -> Allowed {
    let (number, none) = (value.number, f64::INFINITY);
    let spare = number.abs() * LOST;
    // An end that is itself left out stays out, whatever was lost on either side.
    let out = 3.0 * spare;
    match value.bound {
        Bound::Exact => [(number - spare, true), (number + spare, true)],
        Bound::About => {
            let spare = number.abs() * (ABOUT + LOST);
            [(number - spare, true), (number + spare, true)]
        }
        Bound::MoreThan => [(number + out, false), (none, true)],
        Bound::AtLeast => [(number - spare, true), (none, true)],
        Bound::LessThan => [(-none, true), (number - out, false)],
        Bound::AtMost => [(-none, true), (number + spare, true)],
    }
}

fn meet(one: Allowed, other: Allowed) -> bool {
    let below = |(high, high_in): (f64, bool), (low, low_in): (f64, bool)| {
        high > low || (high == low && high_in && low_in)
    };
    below(one[1], other[0]) && below(other[1], one[0])
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= one.abs().max(other.abs()) * LOST
}

/// Whether `fine`, rounded to the decimals with which `coarse` is written, is it.
fn rounds_to(fine: f64, coarse: f64) -> bool {
    let decimals = decimals(coarse);
    // A whole number may be exact to the last digit: 12 and 12.4 agree, 3,500 and
    // 3,512 do not.
    decimals < decimals_within(fine, decimals) && {
        let step = 10f64.powi(decimals as i32);
        close((fine * step).round() / step, coarse)
    }
}

fn decimals(number: f64) -> usize {
    let text = number.to_string();
    text.split_once('.').map_or(0, |(_, after)| after.len())
}

/// The decimals of a number that arithmetic may have blurred: more than `least`
/// only where they are more than blur.
fn decimals_within(number: f64, least: usize) -> usize {
    let step = 10f64.powi(least as i32);
    match close((number * step).round() / step, number) {
        true => least,
        false => least + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Bound::*;

    fn agree(one: (Bound, f64), other: (Bound, f64), power: i32) -> bool {
        let value = |(bound, number)| Value { number, bound };
        let (one, other) = (value(one), value(other));
        let found = super::agree(one, other, power);
        assert_eq!(found, super::agree(other, one, -power), "{one:?} {other:?}");
        found
    }

    #[test]
    fn exact_numbers_agree_when_equal_or_rounded() {
        assert!(agree((Exact, 8.0), (Exact, 8.0), 0));
        assert!(agree((Exact, 33.2), (Exact, 33.0), 0));
        assert!(agree((Exact, 2.6), (Exact, 2600.0), 3));
        assert!(agree((Exact, 2.6), (Exact, 2583.0), 3));
        assert!(!agree((Exact, 2.6), (Exact, 2500.0), 3));
        assert!(!agree((Exact, 100_000.0), (Exact, 155_000.0), 0));
        assert!(!agree((Exact, 33.2), (Exact, 33.3), 0));
        assert!(!agree((Exact, 3500.0), (Exact, 3512.0), 0));
        assert!(!agree((Exact, 33.2), (Exact, 34.0), 0));
        assert!(agree((Exact, 0.0), (Exact, 0.0), 0));
        assert!(agree((Exact, -25.0), (Exact, -24.9), 0));
    }

    #[test]
    fn bounds_leave_room() {
        assert!(agree((MoreThan, 180.0), (Exact, 200.0), 0));
        assert!(!agree((MoreThan, 180.0), (Exact, 180.0), 0));
        assert!(agree((AtLeast, 180.0), (Exact, 180.0), 0));
        assert!(!agree((MoreThan, 180.0), (Exact, 150.0), 0));
        assert!(agree((MoreThan, 180.0), (MoreThan, 5.0), 0));
        assert!(!agree((MoreThan, 180.0), (LessThan, 180.0), 0));
        assert!(!agree((AtLeast, 180.0), (LessThan, 180.0), 0));
        assert!(agree((AtLeast, 180.0), (AtMost, 180.0), 0));
        assert!(agree((About, 15.0), (Exact, 14.0), 0));
        assert!(agree((About, 15.0), (Exact, 16.5), 0));
        assert!(!agree((About, 15.0), (Exact, 12.0), 0));
        assert!(agree((About, 15.0), (About, 13.0), 0));
        assert!(agree((About, -25.0), (Exact, -24.0), 0));
        assert!(agree((LessThan, -33.0), (Exact, -40.0), 0));
        assert!(!agree((LessThan, -33.0), (Exact, -25.0), 0));
    }
}
