//! Which statements and rules make the diagrams large.

use hikiwake_graph::{Formula, Order};

use crate::encoding::options_of;
use crate::error::{Blame, Part};
use crate::symbolic::Symbolic;

/// Most parts that are named.
const MOST: usize = 5;

impl Symbolic {
    /// The parts that weigh most: a preference that alone was too much first, then
    /// those that made the diagrams grow the most, then those of the longest span.
    pub(crate) fn blame(&self, decision_makers: &[usize]) -> Vec<Blame> {
        let places = &self.m.encoding.places;
        let weighed = |part: Part, formula: &Formula, grown: Option<(usize, usize)>| {
            let options = options_of(formula);
            let at = options.iter().map(|&axis| places[axis]);
            let span = at.clone().max().zip(at.min()).map_or(0, |(b, a)| b - a + 1);
            Blame {
                part,
                options: options.len(),
                span,
                grown,
            }
        };
        let mut all = Vec::new();
        for &i in decision_makers {
            let nodes = &self.growth[i].nodes;
            let ranks: Vec<Vec<&Formula>> = match &self.sides[i].order {
                Some(Order::Statements(ranks)) => {
                    ranks.iter().map(|r| r.iter().collect()).collect()
                }
                Some(Order::Ranking(classes)) => classes.iter().map(|class| vec![class]).collect(),
                Some(Order::Values(_)) | None => Vec::new(),
            };
            for (rank, formulas) in ranks.iter().enumerate() {
                // Read from the least important up; what was never reached weighed nothing.
                let turn = ranks.len() - 1 - rank;
                if turn > nodes.len() {
                    continue;
                }
                let before = turn.checked_sub(1).map_or(1, |turn| nodes[turn]);
                let grown = nodes.get(turn).map(|&after| (before, after));
                for (place, formula) in formulas.iter().enumerate() {
                    let part = Part::Wish {
                        decision_maker: i,
                        rank,
                        place,
                    };
                    all.push(weighed(part, formula, grown));
                }
            }
        }
        for (k, rule) in self.builder.required().iter().enumerate() {
            let Some(&before) = self.rules.get(k) else {
                break;
            };
            let grown = self.rules.get(k + 1).map(|&after| (before, after));
            all.push(weighed(Part::Required(k), rule, grown));
        }
        for (k, (from, to, _)) in self.builder.forbidden().iter().enumerate() {
            let both = Formula::And(vec![from.clone(), to.clone()]);
            all.push(weighed(Part::Forbidden(k), &both, Some((0, 0))));
        }
        // What names at most one option cannot make anything large.
        all.retain(|blame| blame.options > 1);
        let growth = |blame: &Blame| {
            let grown = blame
                .grown
                .map(|(before, after)| after.saturating_sub(before));
            grown.unwrap_or(usize::MAX)
        };
        all.sort_by_key(|blame| {
            let heaviest_first = std::cmp::Reverse((growth(blame), blame.span));
            (heaviest_first, blame.part)
        });
        all.truncate(MOST);
        all
    }
}
