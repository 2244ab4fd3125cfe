//! What a negotiation scenario says, whichever program wrote it.

use crate::Fault;

/// Sides of a scenario.
const MOST_SIDES: usize = 64;
/// Issues of a scenario.
const MOST_ISSUES: usize = 1_000;
/// Values of an issue: a term can have as many levels.
pub(super) const MOST_VALUES: usize = hikiwake_graph::MOST_LEVELS;
/// Worths and reservation values are not read beyond it.
const LARGEST: f64 = 1e100;

/// A scenario: agreements give each issue one of its values.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Scenario {
    pub name: String,
    pub issues: Vec<Issue>,
    pub profiles: Vec<Profile>,
}

/// Something to agree on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Issue {
    pub name: String,
    pub values: Vec<String>,
}

/// What one side thinks of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Profile {
    pub name: String,
    /// Per issue and value, what is added to the utility.
    pub worths: Vec<Vec<f64>>,
    /// What every agreement has beside these.
    pub constant: f64,
    /// What an agreement must be worth; `None` where anything will do.
    pub reservation: Option<f64>,
}

/// A scenario as it was read.
#[derive(Debug)]
pub(super) struct Read {
    pub scenario: Scenario,
    /// How something was taken over that is said in another way.
    pub remarks: Vec<String>,
    /// What was not taken over.
    pub left: Vec<String>,
}

impl Read {
    /// What was read, unless something is wrong: `faults` with its parts, or it as a whole.
    pub fn unless(self, mut faults: Vec<Fault>, files: &str) -> Result<Read, Vec<Fault>> {
        if faults.is_empty() {
            faults = self.scenario.faults(files);
        }
        match faults.is_empty() {
            true => Ok(self),
            false => Err(faults),
        }
    }
}

impl Scenario {
    /// The number of agreements, in words where it is too large for one.
    pub fn agreements(&self) -> String {
        let product = self.issues.iter().try_fold(1_u64, |product, issue| {
            product.checked_mul(issue.values.len() as u64)
        });
        product.map_or_else(
            || "more than 10^19".to_owned(),
            |product| product.to_string(),
        )
    }

    /// What is wrong with it as a whole.
    pub fn faults(&self, files: &str) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut fault = |message: String, help: &str| faults.push(Fault::new(files, message, help));
        if self.profiles.len() < 2 {
            fault(
                match self.profiles.len() {
                    0 => "There is no profile of a side.".to_owned(),
                    _ => "There is a profile of one side only.".to_owned(),
                },
                "Put a profile for each side beside the domain: it takes two to agree.",
            );
        }
        if self.profiles.len() > MOST_SIDES {
            let count = self.profiles.len();
            fault(
                format!("There are {count} profiles, and up to {MOST_SIDES} are read."),
                "Put fewer of them beside the domain.",
            );
        }
        if self.issues.is_empty() || self.issues.len() > MOST_ISSUES {
            let count = self.issues.len();
            fault(
                format!("There are {count} issues, and 1 to {MOST_ISSUES} are read."),
                "Name what is negotiated in the domain.",
            );
        }
        for issue in &self.issues {
            let (name, count) = (&issue.name, issue.values.len());
            if count == 0 || count > MOST_VALUES {
                fault(
                    format!(
                        "The issue `{name}` has {count} values, and 1 to {MOST_VALUES} are read."
                    ),
                    "Give it a few values to choose from.",
                );
            }
            if let Some(twice) = repeated(&issue.values) {
                fault(
                    format!("The issue `{name}` has the value `{twice}` twice."),
                    "Name each of its values once.",
                );
            }
        }
        let names: Vec<String> = self.issues.iter().map(|issue| issue.name.clone()).collect();
        if let Some(twice) = repeated(&names) {
            fault(
                format!("There are two issues called `{twice}`."),
                "Give each issue a name of its own.",
            );
        }
        for profile in &self.profiles {
            let worths = profile.worths.iter().flatten();
            let mut numbers = worths
                .chain([&profile.constant])
                .chain(&profile.reservation);
            if numbers.any(|n| n.is_nan() || n.abs() > LARGEST) {
                fault(
                    format!(
                        "In the profile `{}` a number is beyond {LARGEST:e}.",
                        profile.name
                    ),
                    "Give utilities between 0 and 1, or of any other ordinary size.",
                );
            }
        }
        faults
    }
}

/// The first of them that stands there twice.
pub(super) fn repeated(names: &[String]) -> Option<&String> {
    let mut seen = std::collections::HashSet::new();
    names.iter().find(|name| !seen.insert(*name))
}

/// Whether both say the same, up to rounding in the last digits, and to names of files.
pub(super) fn same(one: &Scenario, other: &Scenario) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(1.0);
    let alike = |a: &Profile, b: &Profile| {
        let worths = a.worths.iter().flatten().zip(b.worths.iter().flatten());
        let reservation = match (a.reservation, b.reservation) {
            (Some(a), Some(b)) => near(a, b),
            (a, b) => a == b,
        };
        let lengths = |p: &Profile| p.worths.iter().map(Vec::len).collect::<Vec<_>>();
        lengths(a) == lengths(b)
            && worths.into_iter().all(|(a, b)| near(*a, *b))
            && near(a.constant, b.constant)
            && reservation
    };
    one.issues == other.issues
        && one.profiles.len() == other.profiles.len()
        && one
            .profiles
            .iter()
            .zip(&other.profiles)
            .all(|(a, b)| alike(a, b))
}
