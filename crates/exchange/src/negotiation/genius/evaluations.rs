//! What each value of an issue is worth in a profile: one by one, or along a line.

use super::{Reader, value_of};
use crate::negotiation::scenario::Issue;
use crate::xml::Element;

impl Reader {
    /// What each value of an issue is worth before it is weighed.
    pub(super) fn evaluations(&mut self, name: &str, element: &Element, issue: &Issue) -> Vec<f64> {
        if let Some(function) = element.child("evaluator") {
            return self.line(name, element, function, issue);
        }
        let mut worths = Vec::new();
        for value in &issue.values {
            let mut items = element.all("item").filter(|item| value_of(item) == value);
            let evaluation = match (items.next(), items.next()) {
                (Some(item), None) => self.number(name, item, "evaluation"),
                _ => None,
            };
            let Some(evaluation) = evaluation else {
                self.fault(
                    name,
                    element,
                    format!(
                        "The value `{value}` of the issue `{}` has no evaluation here.",
                        issue.name
                    ),
                    "Give each value of the domain one evaluation, a number.",
                );
                continue;
            };
            worths.push(evaluation);
        }
        if self.scaled {
            if worths.iter().any(|worth| *worth < 0.0) {
                self.fault(
                    name,
                    element,
                    format!("The issue `{}` has an evaluation below 0, which GENIUS does not know.", issue.name),
                    "Raise all of them, or take the file in --from negmas, where they count as they stand.",
                );
            }
            let most = worths.iter().copied().fold(0.0, f64::max);
            if most > 0.0 {
                worths.iter_mut().for_each(|worth| *worth /= most);
            }
        }
        worths
    }

    /// A worth that rises or falls along a line.
    fn line(
        &mut self,
        name: &str,
        element: &Element,
        function: &Element,
        issue: &Issue,
    ) -> Vec<f64> {
        let kind = function.get("ftype").unwrap_or_default();
        if kind != "linear" {
            self.fault(
                name,
                function,
                format!(
                    "The issue `{}` is judged by a function `{kind}`, which is not read.",
                    issue.name
                ),
                "Give its values evaluations, as a discrete issue.",
            );
            return Vec::new();
        }
        // In GENIUS `offset` and `slope` count from the lower bound and give 0 to 1; the
        // older parameters, and NegMAS, count from 0.
        let old = ["parameter0", "parameter1"].map(|key| function.get(key).is_some());
        let old = old.contains(&true);
        let keys = match old {
            true => ["parameter0", "parameter1"],
            false => ["offset", "slope"],
        };
        let mut parameter = |key: &str, without: f64| match function.get(key) {
            Some(_) => self.number(name, function, key),
            None => Some(without),
        };
        let (Some(offset), Some(slope)) = (parameter(keys[0], 0.0), parameter(keys[1], 1.0)) else {
            return Vec::new();
        };
        let numbers: Option<Vec<f64>> =
            issue.values.iter().map(|v| v.trim().parse().ok()).collect();
        let Some(numbers) = numbers else {
            self.fault(
                name,
                function,
                format!(
                    "The issue `{}` is judged by a line, and its values are no numbers.",
                    issue.name
                ),
                "Give its values evaluations.",
            );
            return Vec::new();
        };
        let range = element.child("range").unwrap_or(element);
        let least = numbers.iter().copied().fold(f64::INFINITY, f64::min);
        let from = match range.get("lowerbound") {
            Some(_) if self.scaled => self.number(name, range, "lowerbound").unwrap_or(least),
            _ => least,
        };
        let worth = |value: f64| match self.scaled && !old {
            true => (offset + slope * (value - from)).clamp(0.0, 1.0),
            false => slope * value + offset,
        };
        numbers.into_iter().map(worth).collect()
    }
}
