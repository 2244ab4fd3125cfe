//! A written model, and what it calls actors and options.

use hikiwake_dossier::Dossier;

/// A written model.
#[derive(Default, Clone, Debug, PartialEq, Eq)]
pub struct ExportedModel {
    /// The file.
    pub bytes: Vec<u8>,
    /// How much it holds, in a few words.
    pub holds: String,
    /// For a second file: questions to the model in the first, and how many.
    pub questions: Option<(Vec<u8>, usize)>,
    /// What it says in another way than the dossier.
    pub notes: Vec<String>,
    /// What of the dossier it cannot hold.
    pub lost: Vec<String>,
}

/// The actor's name for the reader.
pub(crate) fn actor_name(dossier: &Dossier, id: &str) -> String {
    let actor = dossier.file.actors.get(id);
    actor.map_or(id, |actor| actor.name.as_str()).to_owned()
}

/// The option's name for the reader; of a joint option, with whose consent it is.
pub(crate) fn option_name(dossier: &Dossier, id: &str, party: Option<&str>) -> String {
    let label = dossier.file.options.get(id);
    let label = label.map_or(id, |o| o.label.as_str());
    match party {
        Some(party) => format!("{label} ({})", actor_name(dossier, party)),
        None => label.to_owned(),
    }
}
