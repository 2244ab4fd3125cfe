//! Where names stand on a map: each at the first of its possible places that is
//! free, the weightiest names first (greedy, as in Christensen, Marks and Shieber
//! 1995, with the eight positions around a point).

/// A rectangle, by its left, top, right and bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect(pub f64, pub f64, pub f64, pub f64);

impl Rect {
    /// A rectangle around a point.
    pub fn around((x, y): (f64, f64), (width, height): (f64, f64)) -> Rect {
        Rect(
            x - width / 2.0,
            y - height / 2.0,
            x + width / 2.0,
            y + height / 2.0,
        )
    }

    fn meets(&self, other: &Rect) -> bool {
        self.0 < other.2 && other.0 < self.2 && self.1 < other.3 && other.1 < self.3
    }

    fn within(&self, (width, height): (f64, f64)) -> bool {
        self.0 >= 0.0 && self.1 >= 0.0 && self.2 <= width && self.3 <= height
    }

    fn holds(&self, (x, y): (f64, f64)) -> bool {
        (self.0..=self.2).contains(&x) && (self.1..=self.3).contains(&y)
    }
}

/// A possible place: where the label stands, and the line that ties it to its mark
/// where it stands off.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub rect: Rect,
    /// Where in it the text begins: 1 at the left, beside a mark to its left; -1 at
    /// the right; 0 in the middle.
    pub side: f64,
    pub leader: Option<[(f64, f64); 2]>,
}

/// The eight ways from a point, the best first: beside, above and below to the
/// right, then to the left, then straight above and below.
const WAYS: [(f64, f64); 8] = [
    (1.0, 0.0),
    (1.0, -1.0),
    (1.0, 1.0),
    (-1.0, 0.0),
    (-1.0, -1.0),
    (-1.0, 1.0),
    (0.0, -1.0),
    (0.0, 1.0),
];

/// Places for labels of the given sizes around a mark, nearer ones first; farther
/// off they have a leader.
pub(super) fn around(mark: (f64, f64), sizes: &[(f64, f64)]) -> Vec<(usize, Candidate)> {
    let mut candidates = Vec::new();
    for off in [8.0, 16.0, 28.0, 42.0, 60.0, 80.0, 105.0] {
        for (shape, size) in sizes.iter().enumerate() {
            for (right, down) in WAYS {
                let centre = (
                    mark.0 + right * (off + size.0 / 2.0),
                    mark.1 + down * (off * 0.8 + size.1 / 2.0),
                );
                let rect = Rect::around(centre, *size);
                let end = (mark.0.clamp(rect.0, rect.2), mark.1.clamp(rect.1, rect.3));
                let leader = (off > 10.0).then_some([mark, end]);
                let candidate = Candidate {
                    rect,
                    side: right,
                    leader,
                };
                candidates.push((shape, candidate));
            }
        }
    }
    candidates
}

/// What is taken on a map.
pub(super) struct Taken {
    size: (f64, f64),
    rects: Vec<Rect>,
    leaders: Vec<[(f64, f64); 2]>,
}

impl Taken {
    pub fn new(size: (f64, f64)) -> Taken {
        Taken {
            size,
            rects: Vec::new(),
            leaders: Vec::new(),
        }
    }

    /// Keeps a rectangle free of labels.
    pub fn keep(&mut self, rect: Rect) {
        self.rects.push(rect);
    }

    /// Whether a rectangle lies within the map and meets nothing there.
    pub fn free(&self, rect: &Rect) -> bool {
        rect.within(self.size)
            && !self.rects.iter().any(|taken| taken.meets(rect))
            && !self.leaders.iter().any(|leader| crosses(leader, rect))
    }

    /// Takes the first candidate that is free.
    pub fn place<T: Copy>(&mut self, candidates: &[(T, Candidate)]) -> Option<(T, Candidate)> {
        let found = candidates.iter().find(|(_, candidate)| {
            self.free(&candidate.rect)
                && candidate.leader.is_none_or(|[from, to]| {
                    // The mark itself stands at the beginning of the line.
                    let late = [towards(from, to, 9.0), to];
                    !self.rects.iter().any(|taken| crosses(&late, taken))
                })
        })?;
        self.rects.push(found.1.rect);
        self.leaders.extend(found.1.leader);
        Some(*found)
    }
}

/// The point at a distance on the way to another, at most there.
fn towards(from: (f64, f64), to: (f64, f64), distance: f64) -> (f64, f64) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let share = (distance / dx.hypot(dy).max(1e-9)).min(1.0);
    (from.0 + dx * share, from.1 + dy * share)
}

/// Whether a line passes through a rectangle, by points two pixels apart.
fn crosses([from, to]: &[(f64, f64); 2], rect: &Rect) -> bool {
    let steps = ((to.0 - from.0).hypot(to.1 - from.1) / 2.0).ceil().max(1.0) as u32;
    (0..=steps).any(|step| {
        let share = f64::from(step) / f64::from(steps);
        let at = |a: f64, b: f64| a + (b - a) * share;
        rect.holds((at(from.0, to.0), at(from.1, to.1)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names crowded on one spot stand apart or not at all.
    #[test]
    fn labels_never_overlap() {
        let mut taken = Taken::new((300.0, 200.0));
        let marks: Vec<(f64, f64)> = (0..12_i32)
            .map(|at| {
                (
                    150.0 + f64::from(at % 4) * 9.0,
                    100.0 + f64::from(at / 4) * 7.0,
                )
            })
            .collect();
        for mark in &marks {
            taken.keep(Rect::around(*mark, (8.0, 8.0)));
        }
        let sizes = [(90.0, 16.0), (50.0, 32.0)];
        let placed: Vec<Rect> = (marks.iter())
            .filter_map(|mark| taken.place(&around(*mark, &sizes)))
            .map(|(_, candidate)| candidate.rect)
            .collect();
        assert!(placed.len() >= 6, "{}", placed.len());
        for (at, rect) in placed.iter().enumerate() {
            assert!(rect.within((300.0, 200.0)));
            assert!(placed[at + 1..].iter().all(|other| !rect.meets(other)));
            assert!(
                marks
                    .iter()
                    .all(|mark| !rect.meets(&Rect::around(*mark, (8.0, 8.0))))
            );
        }
    }
}
