//! Scenarios in the XML of GENIUS: a domain (`negotiation_template`) and a profile for
//! each side (`utility_space`).

mod evaluations;

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
    let called = called(domain);
    let mut scenario = Scenario {
        name: called.unwrap_or(stem(name)).to_owned(),
        issues,
        profiles: Vec::new(),
    };
    if reader.faults.is_empty() {
        for (name, root) in &profiles {
            let profile = reader.profile(name, root, &scenario.issues);
            scenario.profiles.push(profile);
            if let Some(other) = self::called(root).filter(|other| Some(*other) != called) {
                let left = format!("{name}: the name `{other}` of its objective");
                reader.left.push(left);
            }
        }
        for (name, root) in domains.iter().chain(&profiles) {
            let unread = root.unread(by_rote);
            let unread = unread.into_iter().map(|what| format!("{name}: {what}"));
            reader.left.extend(unread);
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

/// Whether an attribute only holds the file together: numbers, kinds that are told
/// twice, and what stands in every file of GENIUS and says nothing there.
fn by_rote(name: &str, value: &str) -> bool {
    let number = value.parse::<f64>().ok();
    match name {
        "index" | "number_of_issues" | "vtype" | "type" | "etype" => true,
        "cost" => number == Some(0.0),
        _ => name.starts_with("xmlns"),
    }
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
        let objective = objective(root);
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
                    .map(|item| value_of(item).to_owned())
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
        let called = root.get("name").filter(|name| !name.trim().is_empty());
        let mut profile = Profile {
            name: called.unwrap_or(stem(name)).to_owned(),
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
            // The bounds of the domain may stand here once more.
            let range = element.child("range").unwrap_or(element);
            let _ = (range.get("lowerbound"), range.get("upperbound"));
            let worths = self.evaluations(name, element, issue);
            profile
                .worths
                .push(worths.into_iter().map(|worth| weight * worth).collect());
        }
        let known = |name: &str| issues.iter().any(|issue| issue.name == name);
        for other in objective.all("issue") {
            let called = other.get("name").unwrap_or_default();
            if !known(called) {
                let left = format!("{name}: the issue `{called}`, which the domain does not have");
                self.left.push(left);
                other.told();
            }
        }
        for weight in objective.all("weight") {
            let index = weight.get("index").unwrap_or_default();
            if weighed.contains(&index) {
                continue;
            }
            // NegMAS writes what it adds to every utility so.
            match self.scaled {
                true => {
                    self.left.push(format!(
                        "{name}: the weight of issue {index}, which is none"
                    ));
                    weight.told();
                }
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

fn objective(root: &Element) -> &Element {
    let space = root.child("utility_space").unwrap_or(root);
    space.child("objective").unwrap_or(space)
}

/// The name of the objective, where it is more than what GENIUS calls all of them.
fn called(root: &Element) -> Option<&str> {
    let called = objective(root).get("name")?.trim();
    (!["", "root", "any"].contains(&called)).then_some(called)
}

/// The value that an item stands for; some files say it once more as its description.
fn value_of(item: &Element) -> &str {
    let value = item.get("value").unwrap_or_default();
    if item.peek("description") == Some(value) {
        item.get("description");
    }
    value
}

/// Whether an issue has a list of values, whole numbers, or something else.
fn kind(element: &Element) -> &str {
    let kinds = ["vtype", "type", "etype"].map(|key| element.get(key));
    kinds.into_iter().flatten().next().unwrap_or("discrete")
}
