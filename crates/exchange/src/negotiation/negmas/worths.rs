//! What each value of an issue is worth in a utility function: one by one, or along a
//! line.

use super::{Reader, kind};
use crate::negotiation::scenario::Issue;
use crate::negotiation::tree::Tree;

impl Reader {
    /// What each value of an issue is worth before it is weighed.
    pub(super) fn worths(&mut self, name: &str, function: &Tree, issue: &Issue) -> Vec<f64> {
        let parameter = |key: &str, without: f64| {
            let given = function.get(key).filter(|tree| **tree != Tree::Nothing);
            given.map_or(Some(without), Tree::number)
        };
        let line = match (function, kind(function)) {
            (Tree::Nothing, _) | (_, "IdentityFun") => Some((Some(1.0), Some(0.0))),
            (_, "AffineFun" | "LinearFun") => {
                Some((parameter("slope", f64::NAN), parameter("bias", 0.0)))
            }
            (_, "ConstFun") => Some((Some(0.0), parameter("bias", f64::NAN))),
            _ => None,
        };
        let at = format!("{name}, `{}`", issue.name);
        if let Some((slope, bias)) = line {
            self.known(&at, function, &["type", "slope", "bias"]);
            let (slope, bias) = (slope.unwrap_or(f64::NAN), bias.unwrap_or(f64::NAN));
            let worth = |value: &String| match slope == 0.0 {
                true => Some(bias),
                false => value.parse::<f64>().ok().map(|value| slope * value + bias),
            };
            let worths: Option<Vec<f64>> = issue.values.iter().map(worth).collect();
            return worths
                .filter(|w| w.iter().all(|w| w.is_finite()))
                .unwrap_or_else(|| {
                    self.fault(
                        name,
                        format!(
                            "The issue `{}` is judged by a line that gives no number.",
                            issue.name
                        ),
                        "Give slope, bias and values as numbers, or each value in a TableFun.",
                    );
                    Vec::new()
                });
        }
        let table = match kind(function) {
            "TableFun" => function.get("mapping"),
            "" => Some(function),
            _ => None,
        };
        let Some(Tree::Table(entries)) = table else {
            self.fault(
                name,
                format!(
                    "The issue `{}` is judged by a {}, which is not read.",
                    issue.name,
                    kind(function)
                ),
                "Write it as a TableFun: what each value is worth.",
            );
            return Vec::new();
        };
        if kind(function) == "TableFun" {
            self.known(&at, function, &["type", "mapping"]);
        }
        let values: Vec<&str> = issue.values.iter().map(String::as_str).collect();
        let more = entries.iter().filter_map(|(key, _)| key.name());
        let more = more.filter(|key| !values.contains(&key.as_str()));
        self.left
            .extend(more.map(|key| format!("{at}: the worth of `{key}`, which is no value of it")));
        let mut worths = Vec::new();
        for value in &issue.values {
            let mut found = entries
                .iter()
                .filter(|(key, _)| key.name().as_ref() == Some(value));
            match (found.next(), found.next()) {
                (Some((_, worth)), None) => {
                    let what = format!("worth of `{value}` in `{}`", issue.name);
                    worths.push(self.finite(name, &what, worth));
                }
                _ => self.fault(
                    name,
                    format!(
                        "The value `{value}` of the issue `{}` does not stand here once.",
                        issue.name
                    ),
                    "Give each value of the outcome space one number.",
                ),
            }
        }
        worths
    }
}
