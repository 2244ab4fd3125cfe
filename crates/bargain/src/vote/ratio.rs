//! A share as two whole numbers.

/// A fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    /// Above the line.
    pub over: u128,
    /// Below the line; never 0.
    pub under: u128,
}

impl Ratio {
    /// In lowest terms; 0 where nothing is below the line.
    pub fn new(over: u128, under: u128) -> Self {
        match greatest_common_divisor(over, under) {
            0 => Ratio { over: 0, under: 1 },
            _ if under == 0 => Ratio { over: 0, under: 1 },
            divisor => Ratio {
                over: over / divisor,
                under: under / divisor,
            },
        }
    }

    /// The nearest number of 64 bits.
    pub fn value(self) -> f64 {
        self.over as f64 / self.under as f64
    }
}

pub(super) fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
