//! From a scenario to the file of a new dossier.

use std::fmt::Write as _;

use hikiwake_dossier::{Severity, read_texts};

use super::ScenarioFormat;
use super::scenario::{Profile, Read, Scenario};
use crate::names::{Ids, plain, plain_level};
use crate::toml_text::quoted;
use crate::{Fault, NewDossier};

pub(super) fn dossier(
    read: &Read,
    title: &str,
    format: ScenarioFormat,
) -> Result<NewDossier, Vec<Fault>> {
    let mut remarks = read.remarks.clone();
    let text = text(&read.scenario, title, format, &mut remarks);
    let files = vec![("dossier.toml".to_owned(), text)];
    let checked = read_texts(&files);
    let errors: Vec<Fault> = checked
        .diagnostics
        .iter()
        .filter(|fault| fault.severity == Severity::Error)
        .map(|fault| {
            let span = fault.span.as_ref();
            let at =
                span.map(|s| format!("the dossier made of it, {}:{}:{}", s.file, s.line, s.column));
            Fault::new(at.unwrap_or_default(), &fault.message, &fault.help)
        })
        .collect();
    match errors.is_empty() && checked.dossier.is_some() {
        true => Ok(NewDossier {
            files,
            remarks,
            left: read.left.clone(),
            warnings: checked.diagnostics.len(),
        }),
        false => Err(errors),
    }
}

fn text(
    scenario: &Scenario,
    title: &str,
    format: ScenarioFormat,
    remarks: &mut Vec<String>,
) -> String {
    let program = match format {
        ScenarioFormat::Genius => "GENIUS",
        ScenarioFormat::Negmas => "NegMAS",
    };
    let summary = format!("Taken over from the {program} scenario {}.", scenario.name);
    let mut text = format!(
        "[dossier]\nformat = 1\ntitle = {}\nsummary = {}\n\n[settlement]\nnone_in_force = true\n",
        quoted(title),
        quoted(&summary)
    );
    let mut ids = Ids::default();
    let sides: Vec<String> = (1..)
        .zip(&scenario.profiles)
        .map(|(k, profile)| {
            ids.take(&[plain(&profile.name).unwrap_or_else(|| format!("side-{k}"))])
        })
        .collect();
    for (id, profile) in sides.iter().zip(&scenario.profiles) {
        let _ = writeln!(text, "\n[actors.{id}]\nname = {}", quoted(&profile.name));
    }
    // Actors and terms stand in the same formulas; an issue with one value is no term.
    let terms: Vec<Option<String>> = (1..)
        .zip(&scenario.issues)
        .map(|(k, issue)| match issue.values.len() {
            1 => None,
            _ => Some(ids.take(&[plain(&issue.name).unwrap_or_else(|| format!("issue-{k}"))])),
        })
        .collect();
    for (term, issue) in terms.iter().zip(&scenario.issues) {
        let Some(id) = term else {
            remarks.push(format!(
                "The issue {} has one value only: it is no term, and what it is worth is part of `cost`.",
                issue.name
            ));
            continue;
        };
        let mut ids = Ids::default();
        let levels: Vec<String> = (1..)
            .zip(&issue.values)
            .map(|(k, value)| {
                ids.take(&[plain_level(value).unwrap_or_else(|| format!("level-{k}"))])
            })
            .collect();
        let _ = writeln!(text, "\n[terms.{id}]\nlabel = {}", quoted(&issue.name));
        let _ = writeln!(text, "levels = {}", list(&levels));
        let _ = writeln!(text, "level_labels = {}", list(&issue.values));
    }
    for (side, profile) in sides.iter().zip(&scenario.profiles) {
        let _ = write!(
            text,
            "\n[factions.{side}]\nside = \"{side}\"\n\n[[factions.{side}.judges]]\n"
        );
        if profile.reservation.is_none() {
            remarks.push(format!(
                "{} has no reservation value: its least utility counts as that.",
                profile.name
            ));
        }
        let cost = cost(profile, scenario);
        let _ = writeln!(
            text,
            "cost = {cost:?} # reservation value, less what the first value of each issue is worth"
        );
        let _ = writeln!(text, "[factions.{side}.judges.weights]");
        for (term, worths) in terms.iter().zip(&profile.worths) {
            if let Some(id) = term {
                let worths: Vec<String> = worths.iter().map(|worth| format!("{worth:?}")).collect();
                let _ = writeln!(text, "{id} = [{}]", worths.join(", "));
            }
        }
    }
    text
}

/// What an agreement must be worth more than the one with the first value everywhere,
/// from which the new dossier counts.
fn cost(profile: &Profile, scenario: &Scenario) -> f64 {
    let worth = |pick: fn(&[f64]) -> f64| -> f64 {
        let worths = profile.worths.iter().zip(&scenario.issues);
        profile.constant + worths.map(|(worths, _)| pick(worths)).sum::<f64>()
    };
    let first = worth(|worths| worths.first().copied().unwrap_or(0.0));
    let least = || worth(|worths| worths.iter().copied().fold(f64::INFINITY, f64::min));
    profile.reservation.unwrap_or_else(least) - first
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}
