//! Signs, and sets of them: what the claims on one link say together.

use std::ops::{BitOr, Mul};

/// The direction of an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sign {
    /// More of the cause makes more of the effect.
    Plus,
    /// More of the cause makes less of the effect.
    Minus,
}

impl Mul for Sign {
    type Output = Sign;

    fn mul(self, other: Sign) -> Sign {
        if self == other {
            Sign::Plus
        } else {
            Sign::Minus
        }
    }
}

/// The signs that are claimed of one link: one or more of +, - and 0. Never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SignSet(u8);

impl SignSet {
    /// {+}
    pub const PLUS: SignSet = SignSet(1);
    /// {-}
    pub const MINUS: SignSet = SignSet(2);
    /// {0}: looked at, and no effect found. Such a link is none.
    pub const ZERO: SignSet = SignSet(4);

    /// Whether all of these signs are claimed.
    pub fn contains(self, signs: SignSet) -> bool {
        self.0 & signs.0 == signs.0
    }

    /// Whether + or - is claimed: only then is there a link.
    pub fn has_effect(self) -> bool {
        self.0 & 3 != 0
    }

    /// Whether some claim says that there is an effect and another that there is none.
    pub fn is_disputed(self) -> bool {
        self.has_effect() && self.0 & 4 != 0
    }

    /// Whether both + and - are claimed.
    pub fn is_ambivalent(self) -> bool {
        self.0 & 3 == 3
    }

    /// The one direction that is claimed; `None` where there are two or none.
    pub fn sign(self) -> Option<Sign> {
        match self.0 & 3 {
            1 => Some(Sign::Plus),
            2 => Some(Sign::Minus),
            _ => None,
        }
    }
}

/// All that either set claims.
impl BitOr for SignSet {
    type Output = SignSet;

    fn bitor(self, other: SignSet) -> SignSet {
        SignSet(self.0 | other.0)
    }
}

impl From<Sign> for SignSet {
    fn from(sign: Sign) -> SignSet {
        match sign {
            Sign::Plus => SignSet::PLUS,
            Sign::Minus => SignSet::MINUS,
        }
    }
}
