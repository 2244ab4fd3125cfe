//! Drivers that claims see at different levels.

use hikiwake_dossier::Dossier;

use super::side::{Restated, driver_label, of_claim, once, values};
use super::{RegisterEntry, RegisterJudgement, RegisterKind, RegisterSide, RegisterVerdict};

/// One entry per driver that claims see at different levels. Levels are words,
/// so the verdict is for a reader.
pub(super) fn entries(dossier: &Dossier, restated: &Restated) -> Vec<RegisterEntry> {
    let mut levels: indexmap::IndexMap<&str, Vec<RegisterSide>> = Default::default();
    for (id, claim) in &dossier.file.claims {
        if let Some(level) = &claim.level {
            let side = of_claim(dossier, id, claim, level.at.clone());
            levels.entry(&level.driver).or_default().push(side);
        }
    }
    let mut entries = Vec::new();
    for (driver, sides) in levels {
        let sides = once(sides, restated);
        let mut words: Vec<String> = sides.iter().map(|side| word(&side.value)).collect();
        words.sort();
        words.dedup();
        if words.len() < 2 {
            continue;
        }
        let why = "Levels are words: whether they mean the same, or other times, is for a reader \
                   to say."
            .to_string();
        let judgement = RegisterJudgement {
            says: format!("It is called {}.", values(&sides)),
            verdict: RegisterVerdict::Open,
            why,
        };
        entries.push(RegisterEntry::of_program(
            format!("level.{driver}"),
            RegisterKind::Level,
            driver_label(dossier, driver),
            judgement,
            sides,
        ));
    }
    entries
}

/// The level without what stands in brackets behind it: "low (so far)" is "low".
fn word(level: &str) -> String {
    let head = level.split_once('(').map_or(level, |(head, _)| head);
    head.trim().to_lowercase()
}
