//! Scenarios in the XML of GENIUS: a domain (`negotiation_template`) and a profile for
//! each side (`utility_space`).

use super::ScenarioFormat;
use super::scenario::{Issue, MOST_VALUES, Profile, Read, Scenario};
use crate::Fault;
use crate::fault::utf8;
use crate::xml::{Element, parse};

const WRITE_AGAIN: &str = "Write the files again in the program that they come from.";

/// Reads the files; with [`ScenarioFormat::Negmas`] evaluations count as they stand.
pub(super) fn read(
    files: &[(String, Vec<u8>)],
    format: ScenarioFormat,
) -> Result<Read, Vec<Fault>> {
    let mut reader = Reader {
        scaled: format == ScenarioFormat::Genius,
        faults: Vec::new(),
        remarks: Vec::new(),
        left: Vec::new(),
    };
    let mut domains = Vec::new();
    let mut profiles = Vec::new();
    for (name, bytes) in files {
        match root(name, bytes) {
            Ok(root) if root.name == "negotiation_template" => domains.push((name, root)),
            Ok(root) if root.name == "utility_space" => profiles.push((name, root)),
            Ok(root) => reader.left.push(format!(
                "{name}: its root is `{}`, so it is neither a domain nor a profile",
                root.name
            )),
            Err(fault) => reader.faults.push(fault),
        }
    }
    let (name, domain) = match domains.as_slice() {
        [(name, domain)] => (*name, domain),
        _ if !reader.faults.is_empty() => return Err(reader.faults),
        [] => {
            let message = "There is no domain: no file whose root is `negotiation_template`.";
            let help = "Put the domain file beside the profiles, all in one folder.";
            return Err(vec![Fault::new("", message, help)]);
        }
        several => {
            let names: Vec<&str> = several.iter().map(|(name, _)| name.as_str()).collect();
            let message = format!("There are several domains: {}.", names.join(", "));
            let help = "Keep each scenario in a folder of its own.";
            return Err(vec![Fault::new("", message, help)]);
        }
    };
    let issues = reader.domain(name, domain);
    let mut scenario = Scenario {
        name: stem(name).to_owned(),
        issues,
        profiles: Vec::new(),
    };
    if reader.faults.is_empty() {
        for (name, root) in &profiles {
            let profile = reader.profile(name, root, &scenario.issues);
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

/// The name of a file without its ending.
pub(super) fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn root(name: &str, bytes: &[u8]) -> Result<Element, Fault> {
    let text = utf8(bytes, name)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    parse(text).map_err(|(line, message)| {
        let help = "Mend it in an editor; `&` in a name is written `&amp;`.";
        Fault::new(format!("{name}, line {line}"), upper(&message), help)
    })
}

/// A part of a message as a sentence.
fn upper(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}

struct Reader {
    scaled: bool,
    faults: Vec<Fault>,
    remarks: Vec<String>,
    left: Vec<String>,
}

impl Reader {
    fn fault(&mut self, name: &str, element: &Element, message: String, help: &str) {
        let at = format!("{name}, line {}", element.line);
        self.faults.push(Fault::new(at, message, help));
    }

    /// The element that holds the issues.
    fn objective<'e>(&mut self, name: &str, root: &'e Element) -> &'e Element {
        let space = root.child("utility_space").unwrap_or(root);
        let objective = space.child("objective").unwrap_or(space);
        if let Some(inner) = objective.child("objective") {
            self.fault(
                name,
                inner,
                "There are objectives within an objective.".to_owned(),
                "Put all issues under one objective; their weights are multiplied with those of the objectives above.",
            );
        }
        objective
    }

    fn domain(&mut self, name: &str, root: &Element) -> Vec<Issue> {
        let mut issues = Vec::new();
        for element in self.objective(name, root).all("issue") {
            let called = element.get("name").unwrap_or_default().to_owned();
            let values = match kind(element) {
                "discrete" => element
                    .all("item")
                    .map(|item| item.get("value").unwrap_or_default().to_owned())
                    .collect(),
                "integer" => self.whole_numbers(name, element),
                other => {
                    self.fault(
                        name,
                        element,
                        format!("The issue `{called}` is of the kind `{other}`, which has no list of values."),
                        "Give it the values that matter, as a discrete issue.",
                    );
                    Vec::new()
                }
            };
            issues.push(Issue {
                name: called,
                values,
            });
        }
        issues
    }

    /// The values of an issue between two bounds.
    fn whole_numbers(&mut self, name: &str, element: &Element) -> Vec<String> {
        let range = element.child("range").unwrap_or(element);
        let bound = |key: &str| {
            range
                .get(key)
                .and_then(|text| text.trim().parse::<i64>().ok())
        };
        let (Some(low), Some(high)) = (bound("lowerbound"), bound("upperbound")) else {
            let message = "An integer issue needs `lowerbound` and `upperbound`, whole numbers.";
            self.fault(name, element, message.to_owned(), WRITE_AGAIN);
            return Vec::new();
        };
        let count = high.checked_sub(low).and_then(|gap| gap.checked_add(1));
        if !count.is_some_and(|count| (1..=MOST_VALUES as i64).contains(&count)) {
            self.fault(
                name,
                element,
                format!(
                    "From {low} to {high} there is no number of values between 1 and {MOST_VALUES}."
                ),
                "Give it fewer values, as a discrete issue.",
            );
            return Vec::new();
        }
        (low..=high).map(|value| value.to_string()).collect()
    }

    fn profile(&mut self, name: &str, root: &Element, issues: &[Issue]) -> Profile {
        let objective = self.objective(name, root);
        let mut profile = Profile {
            name: stem(name).to_owned(),
            worths: Vec::new(),
            constant: 0.0,
            reservation: Some(0.0),
        };
        for other in ["utility_function", "utility"] {
            if let Some(element) = objective.child(other) {
                self.fault(
                    name,
                    element,
                    "The utility is not a sum over the issues.".to_owned(),
                    "Only additive profiles can become weights: write it without constraints and hypercubes.",
                );
            }
        }
        let mut weighed = Vec::new();
        for issue in issues {
            let called = &issue.name;
            let mut found = objective
                .all("issue")
                .filter(|e| e.get("name") == Some(called));
            let (Some(element), None) = (found.next(), found.next()) else {
                self.fault(
                    name,
                    objective,
                    format!("The issue `{called}` of the domain does not stand here once."),
                    "Name the issues in profiles and domain alike.",
                );
                continue;
            };
            let index = element.get("index").unwrap_or_default();
            weighed.push(index);
            let mut weights = objective
                .all("weight")
                .filter(|w| w.get("index") == Some(index));
            let weight = weights.next().and_then(|w| self.number(name, w, "value"));
            let Some(weight) = weight else {
                self.fault(
                    name,
                    element,
                    format!("The issue `{called}` has no weight."),
                    "Give it one: <weight index=\"…\" value=\"…\"/> with the index of the issue.",
                );
                continue;
            };
            let worths = self.evaluations(name, element, issue);
            profile
                .worths
                .push(worths.into_iter().map(|worth| weight * worth).collect());
        }
        for weight in objective.all("weight") {
            let index = weight.get("index").unwrap_or_default();
            if weighed.contains(&index) {
                continue;
            }
            // NegMAS writes what it adds to every utility so.
            match self.scaled {
                true => self.left.push(format!(
                    "{name}: the weight of issue {index}, which is none"
                )),
                false => profile.constant += self.number(name, weight, "value").unwrap_or(0.0),
            }
        }
        let space = root.child("utility_space").unwrap_or(root);
        if let Some(reservation) = space.child("reservation") {
            profile.reservation = self.number(name, reservation, "value");
        }
        if let Some(discount) = space.child("discount_factor") {
            match self.number(name, discount, "value") {
                Some(factor) if factor != 1.0 && factor != 0.0 => {
                    self.left
                        .push(format!("{name}: the discount factor {factor}"));
                }
                _ => {}
            }
        }
        profile
    }

    /// What each value of an issue is worth before it is weighed.
    fn evaluations(&mut self, name: &str, element: &Element, issue: &Issue) -> Vec<f64> {
        if let Some(function) = element.child("evaluator") {
            return self.line(name, function, issue);
        }
        let mut worths = Vec::new();
        for value in &issue.values {
            let mut items = element
                .all("item")
                .filter(|item| item.get("value") == Some(value));
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
    fn line(&mut self, name: &str, function: &Element, issue: &Issue) -> Vec<f64> {
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
        let mut parameter = |keys: [&str; 2], without: f64| {
            let key = keys.into_iter().find(|key| function.get(key).is_some());
            key.map_or(Some(without), |key| self.number(name, function, key))
        };
        let offset = parameter(["offset", "parameter0"], 0.0);
        let slope = parameter(["slope", "parameter1"], 1.0);
        let (Some(offset), Some(slope)) = (offset, slope) else {
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
        numbers
            .into_iter()
            .map(|value| slope * value + offset)
            .collect()
    }

    /// The number of an attribute; a fault where it is none.
    fn number(&mut self, name: &str, element: &Element, key: &str) -> Option<f64> {
        let text = element.get(key).unwrap_or_default();
        let number = text
            .trim()
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite());
        if number.is_none() {
            self.fault(
                name,
                element,
                format!("`{text}` as the {key} of <{}> is no number.", element.name),
                "Write an ordinary number, with a point for decimals.",
            );
        }
        number
    }
}

/// Whether an issue has a list of values, whole numbers, or something else.
fn kind(element: &Element) -> &str {
    let kinds = ["vtype", "type", "etype"].map(|key| element.get(key));
    kinds.into_iter().flatten().next().unwrap_or("discrete")
}
