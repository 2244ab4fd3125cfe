//! Marks and words of claims as the format writes them.

use super::claim::{Bound, Sign, Strength};

impl Strength {
    /// The word that stands in a dossier.
    pub fn as_written(self) -> &'static str {
        match self {
            Strength::Asserted => "asserted",
            Strength::Hedged => "hedged",
            Strength::Attributed => "attributed",
            Strength::Conditional => "conditional",
            Strength::Normative => "normative",
            Strength::Speculative => "speculative",
        }
    }
}

impl Sign {
    /// The sign that stands in a dossier.
    pub fn as_written(self) -> &'static str {
        match self {
            Sign::Plus => "+",
            Sign::Minus => "-",
            Sign::None => "0",
        }
    }
}

impl Bound {
    /// The sign that stands in a dossier.
    pub fn as_written(self) -> &'static str {
        match self {
            Bound::Exact => "=",
            Bound::About => "~",
            Bound::MoreThan => ">",
            Bound::LessThan => "<",
            Bound::AtMost => "<=",
            Bound::AtLeast => ">=",
        }
    }
}
