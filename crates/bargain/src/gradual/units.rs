//! Small models in closed form, against which larger ones are held.

/// What goes to the side that makes the first of `rounds` offers in turn over a prize
/// of 1 that is worth less by `discount` with every round (Rubinstein 1982 and its
/// finite form): (1 − (−δ)ⁿ) / (1 + δ).
pub fn first_share(rounds: u32, discount: f64) -> f64 {
    (1.0 - (-discount).powf(f64::from(rounds))) / (1.0 + discount)
}

/// The same where offers never end and each side has its own discount: the first
/// offer's, then the other's.
pub fn first_share_for_ever(own: f64, other: f64) -> f64 {
    (1.0 - other) / (1.0 - own * other)
}

/// The least discount with which tit for tat holds: it must pay neither to betray for
/// good nor to betray every other time. Payoffs of one round, `temptation` >
/// `reward` > `punishment` ≥ `sucker`.
pub fn reciprocity_patience(temptation: f64, reward: f64, punishment: f64, sucker: f64) -> f64 {
    let for_good = (temptation - reward) / (temptation - punishment);
    let in_turn = (temptation - reward) / (reward - sucker);
    for_good.max(in_turn)
}

/// Two sides each wait for the other to concede (Fearon 1998, after the war of
/// attrition).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standoff {
    /// What the side conceded to gets.
    pub high: f64,
    /// What the side that concedes gets.
    pub low: f64,
    /// What waiting costs, as the sum whose interest it takes.
    pub cost: f64,
    /// Interest per unit of time: how fast the future fades.
    pub interest: f64,
}

impl Standoff {
    /// The rate at which each side concedes: r (L + c) / (H − L).
    pub fn hazard(&self) -> f64 {
        self.interest * (self.low + self.cost) / (self.high - self.low)
    }

    /// How long it lasts on average until either concedes.
    pub fn mean_delay(&self) -> f64 {
        0.5 / self.hazard()
    }
}

/// A side whose strength will fall bargains with one that cannot promise to be modest
/// later (Powell 2006). The prize is 1 per unit of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PowerShift {
    /// The falling side's chance to win by force now.
    pub now: f64,
    /// Its chance later.
    pub later: f64,
    /// What one unit of time later counts.
    pub discount: f64,
    /// What force costs the falling side.
    pub cost: f64,
}

impl PowerShift {
    /// The loss of strength that the falling side faces: p_H − δ p_L.
    pub fn shift(&self) -> f64 {
        self.now - self.discount * self.later
    }

    /// The largest shift that peaceful offers can make up for:
    /// (1 − δ)(1 + (1 − δ) C).
    pub fn bearable(&self) -> f64 {
        let present = 1.0 - self.discount;
        present * (1.0 + present * self.cost)
    }

    /// Whether it is settled without force.
    pub fn settles(&self) -> bool {
        self.shift() <= self.bearable()
    }

    /// The least later chance with which it is settled.
    pub fn least_later(&self) -> f64 {
        (self.now - self.bearable()) / self.discount
    }
}
