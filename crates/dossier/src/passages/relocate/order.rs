//! The order of passages, as evidence of where one belongs: what stood between
//! two passages stands between them still, in most new editions.

/// Code points by which neighbours may overlap that did not before.
const SLACK: u64 = 8;

/// A passage that was surely found: where it stood and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FoundPassage {
    pub old: [u64; 2],
    pub new: [u64; 2],
}

/// Surely found passages that kept their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Order {
    /// By where they began.
    by_start: Vec<FoundPassage>,
    /// By where they ended.
    by_end: Vec<FoundPassage>,
}

impl Order {
    /// Keeps the largest number of anchors that stand in the order in which they
    /// stood.
    pub fn of(mut anchors: Vec<FoundPassage>) -> Order {
        anchors.sort_by_key(|a| (a.old, a.new));
        anchors.dedup();
        let by_start = longest_rising(&anchors);
        let mut by_end = by_start.clone();
        by_end.sort_by_key(|a| (a.old[1], a.new[1]));
        Order { by_start, by_end }
    }

    /// Whether a passage that stood at `old` would, at `new`, stand between the
    /// same neighbours; `None` where it has no neighbours.
    pub fn kept(&self, old: [u64; 2], new: [u64; 2]) -> Option<bool> {
        let (before, behind) = self.neighbours(old);
        if before.is_none() && behind.is_none() {
            return None;
        }
        let after = before.is_none_or(|a| a.new[1] <= new[0].saturating_add(SLACK));
        let ahead = behind.is_none_or(|a| new[1] <= a.new[0].saturating_add(SLACK));
        Some(after && ahead)
    }

    /// Where a passage should begin, by its nearest neighbour.
    pub fn expected(&self, old: [u64; 2]) -> u64 {
        let shifted = |at: u64, from: u64, to: u64| at.saturating_add(to).saturating_sub(from);
        match self.neighbours(old) {
            (Some(a), _) => shifted(old[0], a.old[1], a.new[1]),
            (None, Some(a)) => shifted(old[0], a.old[0], a.new[0]),
            (None, None) => old[0],
        }
    }

    /// The last anchor that ended before a place, and the first that began behind it.
    fn neighbours(&self, old: [u64; 2]) -> (Option<&FoundPassage>, Option<&FoundPassage>) {
        let before = self.by_end.partition_point(|a| a.old[1] <= old[0]);
        let behind = self.by_start.partition_point(|a| a.old[0] < old[1]);
        let before = before.checked_sub(1).map(|k| &self.by_end[k]);
        (before, self.by_start.get(behind))
    }
}

/// A longest subsequence whose new places rise with the old ones.
fn longest_rising(anchors: &[FoundPassage]) -> Vec<FoundPassage> {
    // `tails[n]`: the entry with the least new start that ends a run of n + 1.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(anchors.len());
    for (k, anchor) in anchors.iter().enumerate() {
        let run = tails.partition_point(|&t| anchors[t].new[0] <= anchor.new[0]);
        before.push(run.checked_sub(1).map(|r| tails[r]));
        match tails.get_mut(run) {
            Some(tail) => *tail = k,
            None => tails.push(k),
        }
    }
    let mut kept = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied();
    while let Some(k) = at {
        kept.push(anchors[k]);
        at = before[k];
    }
    kept.reverse();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(old: u64, new: u64) -> FoundPassage {
        FoundPassage {
            old: [old, old + 5],
            new: [new, new + 5],
        }
    }

    #[test]
    fn what_is_out_of_order_is_no_anchor() {
        let order = Order::of(vec![
            anchor(0, 100),
            anchor(10, 900),
            anchor(20, 120),
            anchor(30, 130),
        ]);
        let starts: Vec<u64> = order.by_start.iter().map(|a| a.old[0]).collect();
        assert_eq!(starts, [0, 20, 30]);
        assert_eq!(order.kept([10, 15], [110, 115]), Some(true));
        assert_eq!(order.kept([10, 15], [900, 905]), Some(false));
        assert_eq!(order.kept([40, 45], [900, 905]), Some(true));
        assert_eq!(order.expected([12, 15]), 112);
        assert_eq!(Order::default().kept([0, 1], [5, 6]), None);
        assert_eq!(Order::default().expected([7, 9]), 7);
    }
}
