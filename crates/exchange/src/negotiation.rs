//! Negotiation scenarios of GENIUS (Lin et al. 2014) and NegMAS (Mohammad et al. 2021):
//! issues with a few values each, and per side what each value is worth, added up.
//!
//! In: a folder of files becomes a new dossier whose issues are terms and whose sides
//! judge by weights. Out: the agreements of a dossier whose governments have weights
//! become such a folder, which is taken in again and compared.
//!
//! The two programs read the same XML differently. GENIUS divides each evaluation by
//! the highest one of its issue before it is weighed; NegMAS weighs it as it stands.
//! The format that is named says which is meant.

mod agreements;
mod dossier;
mod genius;
mod negmas;
mod scenario;
mod tree;
mod write;

use hikiwake_dossier::{Dossier, Negotiation};

use crate::{Fault, NewDossier};

/// A program that holds negotiation scenarios.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScenarioFormat {
    /// GENIUS: a domain and a profile for each side, in XML.
    Genius,
    /// NegMAS: the same in YAML, JSON, or the XML of GENIUS without its scaling.
    Negmas,
}

/// A written scenario.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExportedScenario {
    /// The files: names without folders, and texts.
    pub files: Vec<(String, String)>,
    /// How much it holds, in a few words.
    pub holds: String,
    /// What it says in another way than the dossier.
    pub notes: Vec<String>,
    /// What of the dossier it cannot hold.
    pub lost: Vec<String>,
}

/// Whether a file of this name can belong to a scenario.
pub fn may_hold_scenario(name: &str, format: ScenarioFormat) -> bool {
    let name = name.to_lowercase();
    let hidden = name.starts_with(['.', '_']) || name.ends_with("pareto.xml");
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    !hidden
        && match format {
            ScenarioFormat::Genius => ends(&[".xml"]),
            ScenarioFormat::Negmas => ends(&[".yml", ".yaml", ".json", ".xml"]),
        }
}

/// Makes a dossier from the files of a scenario, each a name and its bytes; `title` is
/// that of the dossier. Never panics, whatever the bytes; writes nothing.
///
/// # Errors
/// Every fault that was found.
pub fn take_scenario(
    files: &[(String, Vec<u8>)],
    title: &str,
    format: ScenarioFormat,
) -> Result<NewDossier, Vec<Fault>> {
    let read = read(files, format)?;
    dossier::dossier(&read, title, format)
}

/// Writes what can be agreed on in a dossier, and what it is worth to each government.
///
/// # Errors
/// What of it the format cannot say, and how to do without it.
pub fn export_scenario(
    dossier: &Dossier,
    talks: &Negotiation,
    format: ScenarioFormat,
) -> Result<ExportedScenario, String> {
    let mut taken = agreements::scenario(dossier, talks)?;
    let mut notes = Vec::new();
    if format == ScenarioFormat::Genius {
        notes = write::fit(&mut taken.scenario);
    }
    let files = write::files(&taken.scenario, format);
    let bytes = |(name, text): &(String, String)| (name.clone(), text.clone().into_bytes());
    let written: Vec<(String, Vec<u8>)> = files.iter().map(bytes).collect();
    let back = read(&written, format).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(Fault::to_string).collect();
        format!(
            "the written files cannot be read again:\n{}",
            faults.join("\n")
        )
    })?;
    if !scenario::same(&taken.scenario, &back.scenario) {
        return Err("the written files do not say the same when they are read again".to_owned());
    }
    let scenario = &taken.scenario;
    let issues = match scenario.issues.len() {
        1 => "1 issue".to_owned(),
        several => format!("{several} issues"),
    };
    Ok(ExportedScenario {
        holds: format!(
            "{} sides, {issues}, {} agreements",
            scenario.profiles.len(),
            scenario.agreements()
        ),
        files,
        notes,
        lost: taken.lost,
    })
}

fn read(files: &[(String, Vec<u8>)], format: ScenarioFormat) -> Result<scenario::Read, Vec<Fault>> {
    let trees = files
        .iter()
        .any(|(name, _)| !name.to_lowercase().ends_with(".xml"));
    match format {
        ScenarioFormat::Negmas if trees => negmas::read(files),
        format => genius::read(files, format),
    }
}
