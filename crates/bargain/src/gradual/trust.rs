//! Starting small with a partner who may betray (Watson 1999, 2002).

/// One side trusts, the other may honour or betray the trust. A stake is from 0 to 1;
/// every number here is per unit of stake and round. A good partner always honours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trust {
    /// The probability that the partner is good.
    pub prior: f64,
    /// What the one who trusts gains from trust honoured.
    pub gain: f64,
    /// What it loses from trust betrayed, which ends everything.
    pub loss: f64,
    /// What a bad partner gains by betraying.
    pub betray: f64,
    /// What a bad partner gains by honouring.
    pub honour: f64,
    /// What the next round counts, against 1 for this one.
    pub discount: f64,
}

/// The best way to begin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beginning {
    /// Rounds before the full stake.
    pub rounds: u32,
    /// The first stake.
    pub stake: f64,
    /// What it is worth to the one who trusts, all rounds counted.
    pub value: f64,
}

/// Rounds before the full stake beyond which no beginning is looked for.
const MOST_ROUNDS: u32 = 1_000_000;

impl Trust {
    /// How many times larger each stake may be than the one before: with faster growth
    /// a bad partner would wait for a larger prize; with this he betrays at once.
    pub fn growth(&self) -> f64 {
        (self.betray - self.honour) / (self.discount * self.betray)
    }

    /// The stake that grows to 1 in `rounds` rounds.
    fn stake(&self, rounds: u32) -> f64 {
        self.growth().powf(-f64::from(rounds))
    }

    /// What beginning `rounds` rounds before the full stake is worth; with 0, the one
    /// bargain.
    pub fn value(&self, rounds: u32) -> f64 {
        let good = self.prior * self.gain * self.kept(rounds);
        good - (1.0 - self.prior) * self.loss * self.stake(rounds)
    }

    /// The stakes with a good partner, all rounds counted.
    fn kept(&self, rounds: u32) -> f64 {
        let k = self.discount * self.growth();
        let growing = self.stake(rounds) * geometric(k, rounds);
        growing + self.discount.powf(f64::from(rounds)) / (1.0 - self.discount)
    }

    /// The best beginning; `None` where no beginning is worth anything or a bad partner
    /// would rather wait at any growth (growth of 1 or less).
    pub fn best(&self) -> Option<Beginning> {
        let growth = self.growth();
        if !(growth.is_finite() && growth > 1.0 && (0.0..1.0).contains(&self.discount)) {
            return None;
        }
        // One round more costs the gain of this round and saves on the loss.
        let k = self.discount * growth;
        let needed = (1.0 - self.prior) * self.loss;
        let step = self.prior * self.gain;
        let (mut sum, mut power) = (step, 1.0);
        for rounds in 0..MOST_ROUNDS {
            if sum >= needed * (1.0 - SAME) {
                let value = self.value(rounds);
                return (value > 0.0).then(|| Beginning {
                    rounds,
                    stake: self.stake(rounds),
                    value,
                });
            }
            power *= k;
            sum += step * power;
        }
        None
    }
}

/// Sums that differ by less than this share count as equal.
const SAME: f64 = 1e-12;

/// 1 + k + … + k^(terms − 1).
fn geometric(k: f64, terms: u32) -> f64 {
    match (1.0 - k).abs() < 1e-9 {
        true => f64::from(terms),
        false => (1.0 - k.powf(f64::from(terms))) / (1.0 - k),
    }
}
