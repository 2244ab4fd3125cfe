//! Counts of signed terms, and exact fractions of them.

use crate::Sign;

/// How many terms of a sum pull which way, if every strength is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Terms {
    /// Terms of positive sign.
    pub positive: u128,
    /// Terms of negative sign.
    pub negative: u128,
    /// Terms that cross an ambivalent link: either sign.
    pub undetermined: u128,
}

impl Terms {
    /// One term of this sign; `None`: of either.
    pub(crate) fn one(sign: Option<Sign>) -> Terms {
        let mut terms = Terms::default();
        match sign {
            Some(Sign::Plus) => terms.positive = 1,
            Some(Sign::Minus) => terms.negative = 1,
            None => terms.undetermined = 1,
        }
        terms
    }

    /// All terms; `None` beyond 2^128 - 1.
    pub fn total(&self) -> Option<u128> {
        let signed = self.positive.checked_add(self.negative)?;
        signed.checked_add(self.undetermined)
    }

    /// `|positive - negative| / total`: the weighted prediction W of Dambacher, Li &
    /// Rossignol (2002, 2003). It is no probability. `None` without terms.
    pub fn weight(&self) -> Option<Fraction> {
        Fraction::new(self.positive.abs_diff(self.negative), self.total()?)
    }

    /// The sign of the sum if every strength is one; `None` where it is 0.
    pub fn net(&self) -> Option<Sign> {
        match self.positive.cmp(&self.negative) {
            std::cmp::Ordering::Greater => Some(Sign::Plus),
            std::cmp::Ordering::Less => Some(Sign::Minus),
            std::cmp::Ordering::Equal => None,
        }
    }

    pub(crate) fn is_zero(&self) -> bool {
        *self == Terms::default()
    }

    pub(crate) fn plus(self, other: Terms) -> Option<Terms> {
        Some(Terms {
            positive: self.positive.checked_add(other.positive)?,
            negative: self.negative.checked_add(other.negative)?,
            undetermined: self.undetermined.checked_add(other.undetermined)?,
        })
    }

    pub(crate) fn times(self, other: Terms) -> Option<Terms> {
        let [p, n, u] = [self.positive, self.negative, self.undetermined];
        let [q, m, v] = [other.positive, other.negative, other.undetermined];
        let product = |a: u128, b: u128| a.checked_mul(b);
        Some(Terms {
            positive: product(p, q)?.checked_add(product(n, m)?)?,
            negative: product(p, m)?.checked_add(product(n, q)?)?,
            undetermined: product(u, other.total()?)?
                .checked_add(product(p.checked_add(n)?, v)?)?,
        })
    }

    pub(crate) fn scaled(self, factor: u128) -> Option<Terms> {
        Some(Terms {
            positive: self.positive.checked_mul(factor)?,
            negative: self.negative.checked_mul(factor)?,
            undetermined: self.undetermined.checked_mul(factor)?,
        })
    }
}

/// A fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fraction {
    /// Above the line.
    pub numerator: u128,
    /// Below the line; never 0.
    pub denominator: u128,
}

impl Fraction {
    /// The fraction reduced; `None` where the denominator is 0.
    pub fn new(numerator: u128, denominator: u128) -> Option<Fraction> {
        let (mut a, mut b) = (numerator, denominator);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        (denominator != 0).then(|| Fraction {
            numerator: numerator / a,
            denominator: denominator / a,
        })
    }

    /// The nearest number of 53 bits, for printing.
    pub fn value(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// Whether it is 1/2 or more.
    pub fn is_half_or_more(self) -> bool {
        self.numerator >= self.denominator - self.numerator.min(self.denominator)
    }
}
