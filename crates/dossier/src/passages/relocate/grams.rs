//! Where in a text something like a passage can stand at all.
//!
//! Two texts that differ by `k` edits share nearly all their groups of three bytes
//! (Jokinen & Ukkonen 1991): of a passage of `m` bytes at least `m − 2 − 3k`, and
//! these lie on diagonals (place in the text less place in the passage) that are at
//! most `k` apart. Wherever fewer are shared, no search is needed. Nothing that a
//! search of the whole text would find is left out.

use std::ops::Range;

/// Bytes in a group.
const GROUP: usize = 3;
/// Where a passage shares more groups than this for each byte of the text, counting
/// them costs more than it saves.
const WORTH: usize = 8;

/// The groups of three bytes of a text, with their places.
#[derive(Clone, Debug)]
pub(super) struct Grams {
    /// Groups in order, each with its place.
    sorted: Vec<([u8; GROUP], usize)>,
    length: usize,
}

impl Grams {
    pub fn of(text: &str) -> Grams {
        let bytes = text.as_bytes();
        let groups = bytes.array_windows::<GROUP>();
        let mut sorted: Vec<_> = groups.enumerate().map(|(at, group)| (*group, at)).collect();
        sorted.sort_unstable();
        Grams {
            sorted,
            length: bytes.len(),
        }
    }

    /// The parts of the text in which the passage can stand with at most `edits`
    /// edits: in order, and apart from each other.
    pub fn windows(&self, passage: &[u8], edits: usize) -> Vec<Range<usize>> {
        let whole = || std::iter::once(0..self.length).collect();
        let length = passage.len();
        let least = (length + 1).checked_sub(GROUP * (edits + 1));
        let Some(least) = least.filter(|&least| least > 0) else {
            return whole();
        };
        let places: Vec<&[([u8; GROUP], usize)]> = passage
            .array_windows::<GROUP>()
            .map(|group| self.places(group))
            .collect();
        if places.iter().map(|p| p.len()).sum::<usize>() > WORTH * self.length {
            return whole();
        }
        // Diagonals in bins of `edits + 1`: those of one match lie in two neighbours.
        let width = edits + 1;
        let mut bins = vec![0_usize; (self.length + length) / width + 2];
        for (in_passage, places) in places.iter().enumerate() {
            for (_, in_text) in *places {
                bins[(in_text + length - in_passage) / width] += 1;
            }
        }
        let mut windows: Vec<Range<usize>> = Vec::new();
        for (k, pair) in bins.windows(2).enumerate() {
            if pair[0] + pair[1] < least {
                continue;
            }
            let start = (k * width).saturating_sub(length);
            let end = ((k + 2) * width + edits).min(self.length);
            match windows.last_mut() {
                Some(last) if start <= last.end => last.end = end,
                _ => windows.push(start..end),
            }
        }
        windows
    }

    fn places(&self, group: &[u8; GROUP]) -> &[([u8; GROUP], usize)] {
        let first = self.sorted.partition_point(|(other, _)| other < group);
        let rest = &self.sorted[first..];
        &rest[..rest.partition_point(|(other, _)| other == group)]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use triple_accel::SearchType;
    use triple_accel::levenshtein::{LEVENSHTEIN_COSTS, levenshtein_search_naive_with_opts};

    use super::*;

    proptest! {
        #[test]
        fn no_match_is_left_out(text in "[a-d ]{0,300}", cut in any::<(u16, u8)>(), noise in "[a-d]{0,6}", k in 0_usize..20) {
            let from = usize::from(cut.0) % (text.len() + 1);
            let to = (from + usize::from(cut.1) % 80).min(text.len());
            let middle = (from + to) / 2;
            let passage = format!("{}{noise}{}", &text[from..middle], &text[middle..to]);
            prop_assume!(!passage.is_empty());
            let windows = Grams::of(&text).windows(passage.as_bytes(), k);
            let all = levenshtein_search_naive_with_opts(
                passage.as_bytes(), text.as_bytes(), k as u32, SearchType::All, LEVENSHTEIN_COSTS, false,
            );
            for m in all.filter(|m| m.start < m.end) {
                let held = windows.iter().any(|w| w.start <= m.start && m.end <= w.end);
                prop_assert!(held, "{m:?} is in none of {windows:?}");
            }
        }
    }

    #[test]
    fn what_is_near_lies_in_a_window() {
        let text = "In the beginning there was a dam on the Ard, and it held. ".repeat(3)
            + "Nothing of the kind stands here at all, nor anywhere else in this line. "
            + "Later there wa5 a darn on the Ard; and it held.";
        let grams = Grams::of(&text);
        let passage = b"there was a dam on the Ard, and it held.";
        let windows = grams.windows(passage, passage.len() / 5);
        let covers = |at: usize| windows.iter().any(|w| w.start <= at && at + 40 <= w.end);
        assert!(
            covers(17) && covers(17 + 58) && covers(text.len() - 41),
            "{windows:?}"
        );
        let nothing = text.find("Nothing").unwrap();
        assert!(
            !windows.iter().any(|w| w.contains(&(nothing + 30))),
            "{windows:?}"
        );
        // Too short to tell, and too common to be worth it.
        let whole = |text: &str| Vec::from_iter(std::iter::once(0..text.len()));
        assert_eq!(grams.windows(b"a dam", 1), whole(&text));
        let same = "a".repeat(1000);
        assert_eq!(Grams::of(&same).windows(&[b'a'; 100], 20), whole(&same));
        assert_eq!(Grams::of("").windows(b"a dam on the Ard", 2), Vec::new());
    }
}
