//! Payments: what makes an agreement acceptable where money can change hands, and how
//! large a package must be to win a faction over.
//!
//! Side payments presume that utilities are in one unit that can be handed over
//! (transferable utility; von Neumann & Morgenstern 1944; Luce & Raiffa 1957, ch. 8).
//! A red line is the case where they are not: no size pays for it.

/// What a payment among the parties must and can be for one agreement.
#[derive(Clone, Debug, PartialEq)]
pub struct Payments {
    /// The agreement.
    pub agreement: u32,
    /// What all gain together over disagreement. Below 0, no payment makes the agreement
    /// acceptable to all.
    pub surplus: f64,
    /// Per party, the least and the most that it can receive so that all still have what
    /// disagreement gives them; a negative amount is paid. Empty where the surplus is
    /// negative.
    pub bounds: Vec<(f64, f64)>,
    /// Per party, what it receives if the surplus is shared equally: the Nash point once
    /// money can change hands. Empty where the surplus is negative.
    pub equal: Vec<f64>,
}

/// An amount that one party pays another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Payment {
    /// Who pays.
    pub from: usize,
    /// Who receives.
    pub to: usize,
    /// How much, above 0.
    pub amount: f64,
}

/// The payments that make `agreement` acceptable, given what each party gains by it over
/// disagreement (below 0: what it loses).
///
/// A party that gains g can pay up to g; one that loses must receive as much. The most a
/// party can receive is what the others gain together.
pub fn payments(agreement: u32, gains: &[f64]) -> Payments {
    let surplus: f64 = gains.iter().sum();
    let share = surplus / gains.len().max(1) as f64;
    let (bounds, equal) = if surplus >= 0.0 {
        (
            gains.iter().map(|gain| (-gain, surplus - gain)).collect(),
            gains.iter().map(|gain| share - gain).collect(),
        )
    } else {
        (Vec::new(), Vec::new())
    };
    Payments {
        agreement,
        surplus,
        bounds,
        equal,
    }
}

/// Who pays whom, given what each receives in the end (negative: pays): payers in their
/// order to receivers in their order, at most one payment fewer than there are parties.
/// Amounts below `dust` are not paid.
pub fn flows(received: &[f64], dust: f64) -> Vec<Payment> {
    let mut flows = Vec::new();
    let payers = received.iter().enumerate().filter(|(_, r)| **r < 0.0);
    let mut payers: Vec<(usize, f64)> = payers.map(|(party, r)| (party, -r)).collect();
    let mut at = 0;
    for (to, &due) in received.iter().enumerate() {
        let mut due = due;
        while due > dust && at < payers.len() {
            let (from, left) = payers[at];
            let amount = due.min(left);
            if amount > dust {
                flows.push(Payment { from, to, amount });
            }
            due -= amount;
            payers[at].1 -= amount;
            if payers[at].1 <= dust {
                at += 1;
            }
        }
    }
    flows
}

/// How large a package must be for a faction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tipping {
    /// It accepts without any.
    Already,
    /// From this level of the package on.
    At {
        /// The least level at which it accepts.
        level: usize,
        /// The size at which its gain meets its cost, on the straight line between this
        /// level's size and that of the level below.
        size: f64,
        /// Whether it accepts at every higher level, too.
        stays: bool,
    },
    /// At no level: what the best level leaves missing.
    Never {
        /// The least that is missing at any level.
        missing: f64,
    },
}

/// The least level of a package at which a faction accepts.
///
/// `base`: what it gains by the rest of the agreement over the reversion point. `worths`:
/// what each level of the package is worth to it, lowest level first; the lowest level is
/// no package. `sizes`: the size of each level in a unit of its own, rising; without it,
/// the number of the level. `cost`: what its gain must exceed; a gain that just meets it
/// is not minded, and counts.
///
/// For a faction whose judgement is an order of wishes in which something above the
/// package is conceded, no size does: that is not a question of worths, and the caller
/// says so.
pub fn tipping(base: f64, worths: &[f64], sizes: Option<&[f64]>, cost: f64) -> Tipping {
    let missing: Vec<f64> = worths.iter().map(|worth| cost - base - worth).collect();
    let size = |level: usize| {
        let given = sizes.and_then(|sizes| sizes.get(level).copied());
        given.unwrap_or(level as f64)
    };
    match missing.iter().position(|missing| *missing <= 0.0) {
        Some(0) => Tipping::Already,
        Some(level) => {
            let (before, after) = (missing[level - 1], missing[level]);
            // `before` is above 0 and `after` is not: the gap is above 0.
            let part = before / (before - after);
            let (low, high) = (size(level - 1), size(level));
            Tipping::At {
                level,
                size: low + part * (high - low),
                stays: missing[level..].iter().all(|missing| *missing <= 0.0),
            }
        }
        None => {
            let least = missing.iter().copied().fold(f64::INFINITY, f64::min);
            Tipping::Never {
                missing: if least.is_finite() {
                    least
                } else {
                    cost - base
                },
            }
        }
    }
}
