//! Scenarios in the YAML and JSON of NegMAS (0.16): an outcome space with its issues,
//! and a utility function for each side.

mod worths;

use super::genius::stem;
use super::scenario::{Issue, MOST_VALUES, Profile, Read, Scenario};
use super::tree::{Tree, tree};
use crate::Fault;

/// Reads the files.
pub(super) fn read(files: &[(String, Vec<u8>)]) -> Result<Read, Vec<Fault>> {
    let mut reader = Reader::default();
    let mut spaces = Vec::new();
    let mut functions = Vec::new();
    for (name, bytes) in files {
        let read = match name.to_lowercase().ends_with(".xml") {
            true => {
                reader.left.push(format!(
                    "{name}: YAML or JSON stands beside it, and is read"
                ));
                continue;
            }
            false => tree(name, bytes),
        };
        let tree = match read {
            Ok(tree) => tree,
            Err(fault) => {
                reader.faults.push(fault);
                continue;
            }
        };
        let kind = kind(&tree).to_owned();
        if kind.contains("OutcomeSpace") {
            spaces.push((name, tree));
        } else if kind.to_lowercase().contains("fun") {
            functions.push((name, tree));
        } else if tree.get("issuesValues").is_some()
            || tree.get("LinearAdditiveUtilitySpace").is_some()
        {
            let help = "Load the folder in NegMAS and write it with to_yaml; then take that in.";
            reader.fault(
                name,
                "This is a file of GeniusWeb, which is not read.",
                help,
            );
        } else {
            reader.left.push(format!(
                "{name}: neither an outcome space nor a utility function"
            ));
        }
    }
    let (name, space) = match spaces.as_slice() {
        [(name, space)] => (*name, space),
        _ if !reader.faults.is_empty() => return Err(reader.faults),
        [] => {
            let message = "There is no outcome space: no file whose `type` names one.";
            let help = "Put the file of the outcome space beside those of the utility functions, all in one folder.";
            return Err(vec![Fault::new("", message, help)]);
        }
        several => {
            let names: Vec<&str> = several.iter().map(|(name, _)| name.as_str()).collect();
            let message = format!("There are several outcome spaces: {}.", names.join(", "));
            let help =
                "Keep each scenario in a folder of its own; YAML and JSON of one need two, too.";
            return Err(vec![Fault::new("", message, help)]);
        }
    };
    let mut scenario = Scenario {
        name: named(space).unwrap_or(stem(name)).to_owned(),
        issues: reader.issues(name, space),
        profiles: Vec::new(),
    };
    if reader.faults.is_empty() {
        for (name, function) in &functions {
            let profile = reader.profile(name, function, &scenario.issues);
            scenario.profiles.push(profile);
        }
    }
    let read = Read {
        scenario,
        remarks: reader.remarks,
        left: reader.left,
    };
    read.unless(reader.faults, name)
}

/// The class that a value names, without its module.
fn kind(tree: &Tree) -> &str {
    let kind = tree.get("type").and_then(Tree::text).unwrap_or_default();
    kind.rsplit('.').next().unwrap_or_default()
}

fn named(tree: &Tree) -> Option<&str> {
    tree.get("name")
        .and_then(Tree::text)
        .filter(|name| !name.trim().is_empty())
}

#[derive(Default)]
struct Reader {
    faults: Vec<Fault>,
    remarks: Vec<String>,
    left: Vec<String>,
}

impl Reader {
    fn fault(&mut self, at: &str, message: impl Into<String>, help: &str) {
        self.faults.push(Fault::new(at, message, help));
    }

    /// Tells the keys of a table that are not among these.
    fn known(&mut self, at: &str, tree: &Tree, keys: &[&str]) {
        let Tree::Table(entries) = tree else {
            return;
        };
        for (key, value) in entries {
            let name = key.name().unwrap_or_default();
            if !keys.contains(&name.as_str()) && *value != Tree::Nothing {
                self.left.push(format!("{at}: the key `{name}`"));
            }
        }
    }

    /// Tells what stands for other issues than these, or behind the last of them.
    fn of_issues(&mut self, name: &str, what: &str, tree: &Tree, issues: &[Issue]) {
        match tree {
            Tree::List(items) if items.len() > issues.len() => {
                let more = items.len() - issues.len();
                let left = format!("{name}: {more} {what} more than there are issues");
                self.left.push(left);
            }
            tree => {
                let names: Vec<&str> = issues.iter().map(|issue| issue.name.as_str()).collect();
                self.known(&format!("{name}, {what}"), tree, &names);
            }
        }
    }

    fn issues(&mut self, name: &str, space: &Tree) -> Vec<Issue> {
        let Some(items) = space.get("issues").and_then(Tree::list) else {
            self.fault(
                name,
                "The outcome space has no list of `issues`.",
                "Write it with to_yaml of NegMAS.",
            );
            return Vec::new();
        };
        self.known(name, space, &["type", "name", "issues"]);
        let mut issues = Vec::new();
        for (k, item) in (1..).zip(items) {
            let at = format!("{name}, issue {k}");
            self.known(&at, item, &["type", "name", "values"]);
            let values = item.get("values").unwrap_or(&Tree::Nothing);
            let values = self.values(&at, kind(item), values);
            issues.push(Issue {
                name: item
                    .get("name")
                    .and_then(Tree::name)
                    .unwrap_or_else(|| format!("issue {k}")),
                values,
            });
        }
        issues
    }

    fn values(&mut self, at: &str, kind: &str, values: &Tree) -> Vec<String> {
        let whole = |tree: &Tree| tree.name()?.parse::<i64>().ok();
        let range = |low: i64, high: i64| match high.checked_sub(low) {
            Some(gap) if (0..MOST_VALUES as i64).contains(&gap) => {
                Some((low..=high).map(|n| n.to_string()).collect())
            }
            _ => None,
        };
        let found: Option<Vec<String>> = match (kind, values) {
            ("ContiguousIssue", Tree::List(bounds)) => match bounds.as_slice() {
                [low, high] => whole(low)
                    .zip(whole(high))
                    .and_then(|(low, high)| range(low, high)),
                _ => None,
            },
            (
                "ContiguousIssue" | "CategoricalIssue" | "OrdinalIssue" | "CardinalIssue",
                Tree::Number(..),
            ) => whole(values).and_then(|count| range(0, count.checked_sub(1)?)),
            ("CategoricalIssue" | "OrdinalIssue" | "CardinalIssue", Tree::List(items)) => {
                items.iter().map(Tree::name).collect()
            }
            _ => None,
        };
        found.unwrap_or_else(|| {
            let kind = if kind.is_empty() { "no type" } else { kind };
            self.fault(
                at,
                format!("An issue of {kind} without a list of up to {MOST_VALUES} values."),
                "Give it the values that matter, as a CategoricalIssue; make continuous issues discrete in NegMAS first.",
            );
            Vec::new()
        })
    }

    /// A utility that loses worth as time passes: taken without its discount.
    fn discounted(&mut self, name: &str, function: &Tree, issues: &[Issue]) -> Profile {
        let Some(inner) = function.get("ufun") else {
            self.fault(
                name,
                format!("The {} has no `ufun`.", kind(function)),
                "Write the utility that is discounted behind `ufun`.",
            );
            return Profile::default();
        };
        let told = ["type", "name", "ufun", "reserved_value", "reserved_outcome"];
        let Tree::Table(entries) = function else {
            return Profile::default();
        };
        let discount: Vec<String> = entries
            .iter()
            .filter_map(|(key, value)| Some((key.name()?, value)))
            .filter(|(key, value)| !told.contains(&key.as_str()) && **value != Tree::Nothing)
            .map(|(key, value)| match value.name() {
                Some(value) => format!("{key} {value}"),
                None => key,
            })
            .collect();
        self.left.push(format!(
            "{name}: that it is a {} ({})",
            kind(function),
            discount.join(", ")
        ));
        let mut profile = self.profile(name, inner, issues);
        if let Some(own) = named(function) {
            profile.name = own.to_owned();
        }
        let own = self.reservation(name, function);
        profile.reservation = own.or(profile.reservation);
        profile
    }

    fn reservation(&mut self, name: &str, function: &Tree) -> Option<f64> {
        if !matches!(function.get("reserved_outcome"), None | Some(Tree::Nothing)) {
            self.left
                .push(format!("{name}: the reserved outcome; its value counts"));
        }
        match function.get("reserved_value") {
            None | Some(Tree::Nothing) => None,
            Some(Tree::Number(value, _)) if *value == f64::NEG_INFINITY || value.is_nan() => None,
            Some(value) => Some(self.finite(name, "reserved_value", value)),
        }
    }

    fn profile(&mut self, name: &str, function: &Tree, issues: &[Issue]) -> Profile {
        if matches!(kind(function), "ExpDiscountedUFun" | "LinDiscountedUFun") {
            return self.discounted(name, function, issues);
        }
        let mut profile = Profile {
            name: named(function).unwrap_or(stem(name)).to_owned(),
            worths: Vec::new(),
            constant: 0.0,
            reservation: None,
        };
        let additive = [
            "LinearAdditiveUtilityFunction",
            "LinearUtilityFunction",
            "AffineUtilityFunction",
        ];
        if !additive.contains(&kind(function)) {
            self.fault(
                name,
                format!("The utility is a {}, which is not a sum over the issues.", kind(function)),
                "Only LinearAdditiveUtilityFunction, LinearUtilityFunction and AffineUtilityFunction can become weights, also within an ExpDiscountedUFun or LinDiscountedUFun.",
            );
            return profile;
        }
        profile.constant = match function.get("bias") {
            None | Some(Tree::Nothing) => 0.0,
            Some(bias) => self.finite(name, "bias", bias),
        };
        profile.reservation = self.reservation(name, function);
        let keys = [
            "type",
            "name",
            "values",
            "weights",
            "bias",
            "reserved_value",
            "reserved_outcome",
        ];
        self.known(name, function, &keys);
        for what in ["weights", "values"] {
            if let Some(tree) = function.get(what) {
                self.of_issues(name, what, tree, issues);
            }
        }
        let weights: Vec<f64> = match function.get("weights") {
            None | Some(Tree::Nothing) => vec![1.0; issues.len()],
            Some(weights) => (issues.iter().enumerate())
                .map(|(k, issue)| match part(weights, k, &issue.name) {
                    Some(weight) => {
                        self.finite(name, &format!("weight of `{}`", issue.name), weight)
                    }
                    None => {
                        let message = format!("The issue `{}` has no weight.", issue.name);
                        self.fault(
                            name,
                            message,
                            "Give one weight for each issue, in their order.",
                        );
                        0.0
                    }
                })
                .collect(),
        };
        let identity = Tree::Nothing;
        for (k, (issue, weight)) in issues.iter().zip(weights).enumerate() {
            let values = match function.get("values") {
                None | Some(Tree::Nothing) => Some(&identity),
                Some(values) => part(values, k, &issue.name),
            };
            let Some(values) = values else {
                let message = format!("The issue `{}` has no values here.", issue.name);
                self.fault(
                    name,
                    message,
                    "Give what each value of each issue is worth.",
                );
                continue;
            };
            let worths = self.worths(name, values, issue);
            profile
                .worths
                .push(worths.into_iter().map(|worth| weight * worth).collect());
        }
        profile
    }

    fn finite(&mut self, name: &str, what: &str, tree: &Tree) -> f64 {
        let number = tree.number().filter(|number| number.is_finite());
        number.unwrap_or_else(|| {
            let message = format!("The {what} is no ordinary number.");
            self.fault(
                name,
                message,
                "Write a finite number, with a point for decimals.",
            );
            0.0
        })
    }
}

/// What belongs to an issue, in a list by its place, in a table by its name.
fn part<'t>(tree: &'t Tree, at: usize, issue: &str) -> Option<&'t Tree> {
    match tree {
        Tree::List(items) => items.get(at),
        Tree::Table(entries) => {
            let mut found = entries
                .iter()
                .filter(|(key, _)| key.name().as_deref() == Some(issue));
            found.next().map(|(_, value)| value)
        }
        _ => None,
    }
}
