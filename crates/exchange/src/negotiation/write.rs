//! Scenarios as files of GENIUS and NegMAS.

use std::fmt::Write as _;

use super::ScenarioFormat;
use super::scenario::{Profile, Scenario};
use crate::names::{Ids, plain};
use crate::xml::attribute;

/// Utilities may add up to so much without being divided: files of GENIUS itself are off
/// by less.
const HIGHEST: f64 = 1.001;

/// Brings all utilities into the range of GENIUS, 0 to 1, and says how.
pub(super) fn fit(scenario: &mut Scenario) -> Vec<String> {
    let mut notes = Vec::new();
    for profile in &mut scenario.profiles {
        let mut raised = 0.0 - profile.constant;
        profile.constant = 0.0;
        for worths in &mut profile.worths {
            let least = worths.iter().copied().fold(0.0, f64::min);
            raised -= least;
            worths.iter_mut().for_each(|worth| *worth -= least);
        }
        let highest: f64 = profile.worths.iter().map(|worths| most(worths)).sum();
        let divisor = if highest > HIGHEST { highest } else { 1.0 };
        for worths in &mut profile.worths {
            worths.iter_mut().for_each(|worth| *worth /= divisor);
        }
        // Anything will do: the least utility is 0 now.
        let least = profile.reservation.unwrap_or(-raised);
        profile.reservation = Some((least + raised) / divisor);
        if raised != 0.0 || divisor != 1.0 {
            notes.push(format!(
                "GENIUS has utilities from 0 to 1: those of {} are {raised:?} more, divided by {divisor:?}.",
                profile.name
            ));
        }
    }
    notes
}

fn most(worths: &[f64]) -> f64 {
    worths.iter().copied().fold(0.0, f64::max)
}

/// The files: the domain first, then a profile for each side, in an order that sorting
/// their names keeps.
pub(super) fn files(scenario: &Scenario, format: ScenarioFormat) -> Vec<(String, String)> {
    let ending = match format {
        ScenarioFormat::Genius => "xml",
        ScenarioFormat::Negmas => "yml",
    };
    let mut ids = Ids::default();
    let names: Vec<String> = (1..)
        .zip(&scenario.profiles)
        .map(|(k, profile)| {
            ids.take(&[plain(&profile.name).unwrap_or_else(|| format!("side-{k}"))])
        })
        .collect();
    let sorted = names.is_sorted();
    let digits = names.len().to_string().len();
    let mut files = vec![match format {
        ScenarioFormat::Genius => (ids.take(&["domain".to_owned()]), genius_domain(scenario)),
        ScenarioFormat::Negmas => (ids.take(&["domain".to_owned()]), negmas_space(scenario)),
    }];
    for (k, (profile, name)) in scenario.profiles.iter().zip(names).enumerate() {
        let name = match sorted {
            true => name,
            false => format!("{:0digits$}-{name}", k + 1),
        };
        let text = match format {
            ScenarioFormat::Genius => genius_profile(scenario, profile),
            ScenarioFormat::Negmas => negmas_function(profile, scenario),
        };
        files.push((name, text));
    }
    files
        .into_iter()
        .map(|(name, text)| (format!("{name}.{ending}"), text))
        .collect()
}

fn genius_issues(scenario: &Scenario, mut item: impl FnMut(&mut String, usize, usize)) -> String {
    let mut text = String::new();
    for (k, issue) in scenario.issues.iter().enumerate() {
        let _ = writeln!(
            text,
            "      <issue etype=\"discrete\" index=\"{}\" name=\"{}\" type=\"discrete\" vtype=\"discrete\">",
            k + 1,
            attribute(&issue.name)
        );
        for (v, value) in issue.values.iter().enumerate() {
            let _ = write!(
                text,
                "        <item index=\"{}\" value=\"{}\"",
                v + 1,
                attribute(value)
            );
            item(&mut text, k, v);
            text.push_str("/>\n");
        }
        text.push_str("      </issue>\n");
    }
    text
}

fn genius_domain(scenario: &Scenario) -> String {
    let issues = genius_issues(scenario, |text, k, v| {
        let _ = write!(
            text,
            " cost=\"0\" description=\"{}\"",
            attribute(&scenario.issues[k].values[v])
        );
    });
    format!(
        "<negotiation_template>\n  <utility_space number_of_issues=\"{}\">\n    <objective description=\"\" etype=\"objective\" index=\"0\" name=\"{}\" type=\"objective\">\n{issues}    </objective>\n  </utility_space>\n</negotiation_template>\n",
        scenario.issues.len(),
        attribute(&scenario.name),
    )
}

/// The highest evaluation of each issue is 1, so that it is read alike with and without
/// the scaling of GENIUS; an issue that is worth nothing weighs 0.
fn genius_profile(scenario: &Scenario, profile: &Profile) -> String {
    let issues = genius_issues(scenario, |text, k, v| {
        let most = most(&profile.worths[k]);
        let share = if most > 0.0 {
            profile.worths[k][v] / most
        } else {
            1.0
        };
        let _ = write!(text, " evaluation=\"{share:?}\"");
    });
    let mut text = format!(
        "<utility_space name=\"{}\" number_of_issues=\"{}\">\n    <objective description=\"\" etype=\"objective\" index=\"0\" name=\"{}\" type=\"objective\">\n{issues}",
        attribute(&profile.name),
        scenario.issues.len(),
        attribute(&scenario.name),
    );
    for (k, worths) in profile.worths.iter().enumerate() {
        let _ = writeln!(
            text,
            "      <weight index=\"{}\" value=\"{:?}\"/>",
            k + 1,
            most(worths)
        );
    }
    let reservation = profile.reservation.unwrap_or(0.0);
    let _ = write!(
        text,
        "    </objective>\n    <discount_factor value=\"1.0\"/>\n    <reservation value=\"{reservation:?}\"/>\n</utility_space>\n"
    );
    text
}

/// A text of YAML, which is one of JSON, too.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A number that YAML 1.1 and 1.2 both read as one.
fn number(number: f64) -> String {
    let text = format!("{number:?}");
    match text.split_once('e') {
        Some((digits, power)) => {
            let point = if digits.contains('.') { "" } else { ".0" };
            let sign = if power.starts_with('-') { "" } else { "+" };
            format!("{digits}{point}e{sign}{power}")
        }
        None => text,
    }
}

fn negmas_space(scenario: &Scenario) -> String {
    let mut text = format!(
        "type: DiscreteCartesianOutcomeSpace\nname: {}\nissues:\n",
        quoted(&scenario.name)
    );
    for issue in &scenario.issues {
        let _ = writeln!(
            text,
            "- type: CategoricalIssue\n  name: {}\n  values:",
            quoted(&issue.name)
        );
        for value in &issue.values {
            let _ = writeln!(text, "  - {}", quoted(value));
        }
    }
    text
}

fn negmas_function(profile: &Profile, scenario: &Scenario) -> String {
    let mut text = format!(
        "type: LinearAdditiveUtilityFunction\nname: {}\nreserved_value: {}\nreserved_outcome: null\nweights:\n",
        quoted(&profile.name),
        profile
            .reservation
            .map_or_else(|| "null".to_owned(), number)
    );
    for _ in &scenario.issues {
        text.push_str("- 1.0\n");
    }
    text.push_str("values:\n");
    for (issue, worths) in scenario.issues.iter().zip(&profile.worths) {
        text.push_str("- type: TableFun\n  mapping:\n");
        for (value, worth) in issue.values.iter().zip(worths) {
            let _ = writeln!(text, "    {}: {}", quoted(value), number(*worth));
        }
    }
    text
}
