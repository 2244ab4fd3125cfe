//! The way of time down the figure: each year takes as much room as its labels
//! need, and long stretches without anything are folded.

/// Least room of a year, and room of a folded stretch.
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

/// All years of a figure.
pub(super) struct Axis {
    pub bands: Vec<Band>,
}

impl Axis {
    /// An axis from `top` that holds labels of the given heights at their moments,
    /// and shows the years of `marked` moments.
    pub fn new(top: f64, labels: &[(f64, f64)], marked: &[f64]) -> Axis {
        let year = |moment: f64| moment.floor() as i32;
        let mut years: Vec<i32> = labels.iter().map(|label| year(label.0)).collect();
        years.extend(marked.iter().map(|moment| year(*moment)));
        years.sort_unstable();
        years.dedup();
        let mut bands: Vec<Band> = Vec::new();
        let mut y = top;
        let mut band = |from: i32, to: i32, height: f64| {
            bands.push(Band {
                years: (from, to),
                y: (y, y + height),
            });
            y += height;
        };
        let mut before: Option<i32> = None;
        for this in years {
            let empty = before.map_or(this, |before| before + 1)..this;
            if empty.len() as i32 >= FOLD {
                band(empty.start, empty.end, YEAR);
            } else {
                empty.for_each(|empty| band(empty, empty + 1, YEAR));
            }
            let of = labels.iter().filter(|label| year(label.0) == this);
            let height: f64 = of.map(|label| label.1).sum();
            band(this, this + 1, height.max(YEAR));
            before = Some(this);
        }
        Axis { bands }
    }

    /// Tops of labels of these heights at their moments, in order of time: each
    /// within its year.
    pub fn tops(&self, labels: &[(f64, f64)], above: f64) -> Vec<f64> {
        let mut tops = Vec::with_capacity(labels.len());
        for band in &self.bands {
            let (from, to) = (f64::from(band.years.0), f64::from(band.years.1));
            let of = labels.iter().filter(|label| (from..to).contains(&label.0));
            let (wished, heights): (Vec<f64>, Vec<f64>) =
                of.map(|label| (self.y(label.0) - above, label.1)).unzip();
            tops.extend(spread(band.y, &wished, &heights));
        }
        tops
    }

    /// Ordinate of a moment; before the first and after the last, the ends.
    pub fn y(&self, moment: f64) -> f64 {
        let inside = |band: &&Band| moment < f64::from(band.years.1);
        match self.bands.iter().find(inside) {
            Some(band) => {
                let (from, to) = (f64::from(band.years.0), f64::from(band.years.1));
                let share = ((moment - from) / (to - from)).max(0.0);
                band.y.0 + share * (band.y.1 - band.y.0)
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
    fn empty_stretches_are_folded() {
        let axis = Axis::new(10.0, &[(1956.8, 16.0), (2016.1, 90.0)], &[2018.5]);
        let names: Vec<String> = axis.bands.iter().map(Band::name).collect();
        assert_eq!(names, ["1956", "1957–2015", "2016", "2017", "2018"]);
        assert_eq!(axis.y(1900.0), 10.0);
        assert_eq!(axis.y(2016.0), 10.0 + 2.0 * YEAR);
        assert_eq!(axis.y(2017.0), 10.0 + 2.0 * YEAR + 90.0);
        assert_eq!(axis.y(2100.0), axis.bottom());
    }
}
