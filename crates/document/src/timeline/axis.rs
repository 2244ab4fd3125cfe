//! The way of time down the figure: each month takes as much room as its labels
//! need, and long stretches without anything are folded.

/// Least room of a month, room of a year without anything and of a folded stretch.
const MONTH: f64 = 3.0;
const YEAR: f64 = 26.0;
/// So many empty years in a row are folded.
const FOLD: i32 = 3;

/// A year, or several folded into one, on the axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Band {
    /// First year, and the year after the last.
    pub years: (i32, i32),
    /// First and last ordinate.
    pub y: (f64, f64),
}

impl Band {
    pub fn folded(&self) -> bool {
        self.years.1 - self.years.0 >= FOLD
    }

    /// `2016`, `1957–2011`
    pub fn name(&self) -> String {
        if self.folded() {
            format!("{}–{}", self.years.0, self.years.1 - 1)
        } else {
            self.years.0.to_string()
        }
    }
}

/// A stretch of time that is drawn evenly.
struct Stretch {
    from: f64,
    to: f64,
    y: (f64, f64),
}

/// All years of a figure.
pub(super) struct Axis {
    pub bands: Vec<Band>,
    stretches: Vec<Stretch>,
}

/// The month of a moment, counted from 0 through all years.
fn month(moment: f64) -> i64 {
    (moment * 12.0 + 1e-6).floor() as i64
}

impl Axis {
    /// An axis from `top` that holds labels of the given heights at their moments,
    /// and shows the years of `marked` moments.
    pub fn new(top: f64, labels: &[(f64, f64)], marked: &[f64]) -> Axis {
        let mut axis = Axis {
            bands: Vec::new(),
            stretches: Vec::new(),
        };
        let year = |moment: f64| month(moment).div_euclid(12) as i32;
        let mut years: Vec<i32> = labels.iter().map(|label| year(label.0)).collect();
        years.extend(marked.iter().map(|moment| year(*moment)));
        years.sort_unstable();
        years.dedup();
        let mut y = top;
        let mut before: Option<i32> = None;
        for this in years {
            let empty = before.map_or(this, |before| before + 1)..this;
            if empty.len() as i32 >= FOLD {
                y = axis.push(empty.start, empty.end, &[YEAR], y);
            } else {
                for empty in empty {
                    y = axis.push(empty, empty + 1, &[YEAR], y);
                }
            }
            let rooms: Vec<f64> = (0..12)
                .map(|of_year| {
                    let this = i64::from(this) * 12 + of_year;
                    let of = labels.iter().filter(|label| month(label.0) == this);
                    of.map(|label| label.1).sum::<f64>().max(MONTH)
                })
                .collect();
            y = axis.push(this, this + 1, &rooms, y);
            before = Some(this);
        }
        axis
    }

    /// Adds years in stretches of the given heights; tells where they end.
    fn push(&mut self, from: i32, to: i32, rooms: &[f64], top: f64) -> f64 {
        let (start, length) = (f64::from(from), f64::from(to - from) / rooms.len() as f64);
        let mut y = top;
        for (at, room) in rooms.iter().enumerate() {
            let from = start + length * at as f64;
            self.stretches.push(Stretch {
                from,
                to: from + length,
                y: (y, y + room),
            });
            y += room;
        }
        self.bands.push(Band {
            years: (from, to),
            y: (top, y),
        });
        y
    }

    /// Tops of labels of these heights at their moments, in order of time: each
    /// within its month.
    pub fn tops(&self, labels: &[(f64, f64)], above: f64) -> Vec<f64> {
        let mut tops = Vec::with_capacity(labels.len());
        let mut rest = labels;
        for stretch in &self.stretches {
            let inside = |label: &(f64, f64)| label.0 < stretch.to - 1e-6;
            let (these, others) = rest.split_at(rest.partition_point(inside));
            let (wished, heights): (Vec<f64>, Vec<f64>) = (these.iter())
                .map(|label| (self.y(label.0) - above, label.1))
                .unzip();
            tops.extend(spread(stretch.y, &wished, &heights));
            rest = others;
        }
        tops
    }

    /// Ordinate of a moment; before the first and after the last, the ends.
    pub fn y(&self, moment: f64) -> f64 {
        let inside = |stretch: &&Stretch| moment < stretch.to;
        match self.stretches.iter().find(inside) {
            Some(Stretch { from, to, y }) => {
                let share = ((moment - from) / (to - from)).max(0.0);
                y.0 + share * (y.1 - y.0)
            }
            None => self.bottom(),
        }
    }

    pub fn bottom(&self) -> f64 {
        self.bands.last().map_or(0.0, |band| band.y.1)
    }
}

/// Ordinates of the tops of labels of these heights, in order, as near as can be
/// to those wished, none beyond `within` (as far as there is room) and none over
/// another: blocks of labels that would overlap are moved together by the least
/// that it takes (pool adjacent violators).
pub(super) fn spread(within: (f64, f64), wished: &[f64], heights: &[f64]) -> Vec<f64> {
    // Sum of wishes for the block's top, number of labels, height.
    let mut blocks: Vec<(f64, f64, f64)> = Vec::new();
    let place = |block: &(f64, f64, f64)| {
        let lowest = (within.1 - block.2).max(within.0);
        (block.0 / block.1).clamp(within.0, lowest)
    };
    for (wish, height) in wished.iter().zip(heights) {
        blocks.push((*wish, 1.0, *height));
        while let [.., above, below] = &blocks[..] {
            if place(above) + above.2 <= place(below) {
                break;
            }
            let joined = (
                above.0 + below.0 - above.2 * below.1,
                above.1 + below.1,
                above.2 + below.2,
            );
            blocks.truncate(blocks.len() - 2);
            blocks.push(joined);
        }
    }
    let mut tops = Vec::with_capacity(wished.len());
    let mut heights = heights.iter();
    for block in &blocks {
        let mut y = place(block);
        for height in heights.by_ref().take(block.1 as usize) {
            tops.push(y);
            y += height;
        }
    }
    tops
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_never_overlap() {
        let wished = [5.0, 6.0, 7.0, 60.0, 61.0, 200.0, 190.0];
        let heights = [20.0, 30.0, 20.0, 10.0, 10.0, 10.0, 40.0];
        for bottom in [140.0, 180.0, 300.0] {
            let tops = spread((0.0, bottom), &wished, &heights);
            for at in 1..tops.len() {
                assert!(
                    tops[at - 1] + heights[at - 1] <= tops[at] + 1e-9,
                    "{tops:?}"
                );
            }
            assert!(
                tops[0] >= 0.0 && tops[6] + 40.0 <= bottom + 1e-9,
                "{tops:?}"
            );
        }
        // A label with room stays where it wishes to be.
        assert_eq!(
            spread((0.0, 60.0), &[5.0, 50.0], &[10.0, 10.0]),
            [5.0, 50.0]
        );
    }

    #[test]
    fn labels_stand_in_their_month() {
        let labels: Vec<(f64, f64)> = [0.0, 0.0, 8.0, 8.5, 8.9, 11.99]
            .iter()
            .map(|months| (2016.0 + months / 12.0, 20.0))
            .collect();
        let axis = Axis::new(0.0, &labels, &[]);
        let tops = axis.tops(&labels, 8.0);
        let month = |at: u32| axis.y(2016.0 + f64::from(at) / 12.0);
        for (at, top) in [
            (0, tops[0]),
            (0, tops[1]),
            (8, tops[2]),
            (8, tops[4]),
            (11, tops[5]),
        ] {
            assert!(
                top >= month(at) - 1e-9 && top + 20.0 <= month(at + 1) + 1e-9,
                "{tops:?}"
            );
        }
    }

    #[test]
    fn empty_stretches_are_folded() {
        let axis = Axis::new(10.0, &[(1956.8, 16.0), (2016.1, 90.0)], &[2018.5]);
        let names: Vec<String> = axis.bands.iter().map(Band::name).collect();
        assert_eq!(names, ["1956", "1957–2015", "2016", "2017", "2018"]);
        assert_eq!(axis.y(1900.0), 10.0);
        assert_eq!(axis.y(2016.0), 10.0 + (16.0 + 11.0 * MONTH) + YEAR);
        assert_eq!(axis.y(2017.0), axis.y(2016.0) + 90.0 + 11.0 * MONTH);
        assert_eq!(axis.y(2100.0), axis.bottom());
    }
}
