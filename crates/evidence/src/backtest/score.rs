//! Marks for calls, and their sums.

use super::finding::{Foretold, Mark, OptionTest, Score, StateMark, Tally};
use super::prediction::BrierRange;

/// The mark for levels foretold, as a set: one level is a firm call.
pub(crate) fn mark(foretold: &[u8], came: u8) -> Mark {
    match foretold {
        [] => Mark::Silent,
        levels if !levels.contains(&came) => Mark::Miss,
        [_] => Mark::Hit,
        _ => Mark::Undecided,
    }
}

/// The marks for these options summed up.
pub(crate) fn tally(options: &[OptionTest], marks: &[Mark]) -> Tally {
    let mut tally = Tally::default();
    for (option, mark) in options.iter().zip(marks) {
        tally.options += 1;
        tally.changed += usize::from(option.changed());
        match mark {
            Mark::Hit => {
                tally.hits += 1;
                tally.changed_hits += usize::from(option.changed());
            }
            Mark::Miss => tally.misses += 1,
            Mark::Undecided => {
                tally.undecided += 1;
                tally.changed_undecided += usize::from(option.changed());
            }
            Mark::Silent => tally.silent += 1,
        }
    }
    tally
}

impl Tally {
    /// Adds another's counts.
    pub(crate) fn add(&mut self, other: &Tally) {
        self.options += other.options;
        self.hits += other.hits;
        self.misses += other.misses;
        self.undecided += other.undecided;
        self.silent += other.silent;
        self.changed += other.changed;
        self.changed_hits += other.changed_hits;
        self.changed_undecided += other.changed_undecided;
    }
}

/// The score of a model. `among` tells whether the state that came is one of those
/// foretold.
pub(crate) fn model(options: &[OptionTest], foretold: &Foretold, among: bool) -> Score {
    let levels = |option: &OptionTest| -> Vec<u8> {
        let calls = &foretold.calls[option.option];
        calls.iter().map(|share| share.level).collect()
    };
    let marks: Vec<Mark> = (options.iter())
        .map(|option| mark(&levels(option), option.after))
        .collect();
    Score {
        tally: tally(options, &marks),
        state: match (foretold.states, among) {
            (0, _) => StateMark::Silent,
            (1, true) => StateMark::Exact,
            (_, true) => StateMark::Among,
            (_, false) => StateMark::Miss,
        },
        marks,
    }
}

/// The score of "nothing changes".
pub(crate) fn nothing_changes(options: &[OptionTest], was: &[u8], is: &[u8]) -> Score {
    let marks: Vec<Mark> = (options.iter())
        .map(|option| mark(&[option.before], option.after))
        .collect();
    Score {
        tally: tally(options, &marks),
        state: match was == is {
            true => StateMark::Exact,
            false => StateMark::Miss,
        },
        marks,
    }
}

/// The Brier score of the range from `low` to `high`, for something that came true
/// or did not: the squared error of the probability, from 0 (best) to 1.
///
/// Brier (1950), "Verification of forecasts expressed in terms of probability",
/// Monthly Weather Review 78, 1–3, sums the squared errors over both classes ("it
/// will", "it will not"), which gives twice this number; that halved form is what
/// is meant by the score today.
pub(crate) fn brier(low: f64, high: f64, came_true: bool) -> BrierRange {
    let error = |p: f64| (p - f64::from(u8::from(came_true))).powi(2);
    let (a, b) = (error(low), error(high));
    BrierRange {
        least: a.min(b),
        midpoint: error((low + high) / 2.0),
        greatest: a.max(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks() {
        assert_eq!(mark(&[], 0), Mark::Silent);
        assert_eq!(mark(&[1], 1), Mark::Hit);
        assert_eq!(mark(&[1], 0), Mark::Miss);
        assert_eq!(mark(&[0, 1], 0), Mark::Undecided);
        assert_eq!(mark(&[0, 1], 2), Mark::Miss);
    }

    #[test]
    fn a_model_that_foretells_nothing_is_silent() {
        let options = [OptionTest {
            option: 0,
            before: 0,
            after: 1,
            on_table: true,
            ex_ante_right: 0,
            hindsight_right: 0,
        }];
        let nothing = Foretold {
            stays: false,
            states: 0,
            listed: Vec::new(),
            calls: vec![Vec::new()],
        };
        let score = model(&options, &nothing, false);
        assert_eq!(score.state, StateMark::Silent);
        assert_eq!(
            (score.tally.silent, score.tally.hits, score.tally.changed),
            (1, 0, 1)
        );
    }
}
