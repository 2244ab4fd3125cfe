//! The one bargain: all steps at once, or one side's part first.

use super::prefixes::Prefix;
use super::{GradualPlan, PlanCourse, Taker};

impl GradualPlan {
    /// The whole plan as one bargain. With `first`, that side carries out its part before
    /// the others do: all of its own steps, and its share of what is done together, for
    /// which it bears its costs and has nothing yet.
    pub fn at_once(&self, first: Option<usize>) -> PlanCourse {
        let mut course = PlanCourse::start(self.sides);
        let whole = self.course(&self.written_order());
        let last = whole.steps();
        let sum = |side: usize| Prefix {
            flow: whole.flow[last][side],
            kept: whole.kept[last][side],
            shown: whole.shown[last][side],
            given: whole.given[last][side],
            locked: whole.locked[last][side],
        };
        let Some(first) = first else {
            course.add(sum);
            return course;
        };
        let part = |side: usize| self.first_part(first, side);
        course.add(part);
        course.add(|side| {
            let (sum, part) = (sum(side), part(side));
            Prefix {
                flow: sum.flow - part.flow,
                kept: sum.kept - part.kept,
                shown: sum.shown - part.shown,
                given: sum.given - part.given,
                locked: sum.locked - part.locked,
            }
        });
        course
    }

    /// What `side` has once `first` has done its part and nobody else anything.
    fn first_part(&self, first: usize, side: usize) -> Prefix {
        let mut part = Prefix::default();
        for (step, s) in self.steps.iter().enumerate() {
            let scale = self.scales[side];
            let (cost, worth) = (s.costs[side] / scale, s.worth[side] / scale);
            match self.taker(step, first) {
                Taker::Others => {}
                Taker::Alone => {
                    part.flow += worth - cost;
                    part.kept += self.kept(step, side);
                    part.shown += self.shown(step, side);
                    part.given += cost;
                    part.locked += s.locked * cost;
                }
                Taker::Together if side == first => {
                    part.flow -= cost;
                    part.kept -= s.locked * cost;
                    part.given += cost;
                    part.locked += s.locked * cost;
                }
                Taker::Together => {
                    part.flow += worth;
                    part.kept += s.locked * worth;
                }
            }
        }
        part
    }
}
