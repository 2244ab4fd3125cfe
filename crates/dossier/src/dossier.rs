//! A dossier as a whole: what the files say.

use crate::{Coastline, Source, file};

/// A dossier without errors: every name is known and every formula reads.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// All files together. Lists (`preferences`) are joined in order of file.
    pub file: file::File,
    /// The bibliography.
    pub sources: Vec<Source>,
    /// The land of the map, where the folder has a `map.geojson`.
    pub land: Option<Coastline>,
}

impl Dossier {
    /// The readings meant for a period (all of them without one), in the order of the
    /// files. The one under which `[settlement]` asks whether an agreement holds is not
    /// among them: it is no other judgement of the same state of things; nor are those that
    /// only draw links between drivers.
    pub fn alternatives<'d>(
        &'d self,
        period: Option<&'d str>,
    ) -> impl Iterator<Item = (&'d String, &'d file::Reading)> {
        let after = self.file.settlement.as_ref();
        let after = after.and_then(|settlement| settlement.after.as_deref());
        let readings = self.file.readings.iter();
        readings.filter(move |(id, reading)| {
            let all = period.is_none() || reading.periods.is_empty();
            let meant = all || (reading.periods.iter()).any(|p| Some(p.as_str()) == period);
            meant && Some(id.as_str()) != after && !reading.is_of_drivers_alone()
        })
    }

    /// The options that lack words with which an answer says who does what (`does`, `undoes`,
    /// `noun`), in the order of the files. What cannot be undone needs no `undoes`; where
    /// levels have names, an answer needs no `does`.
    pub fn options_without_words(&self) -> impl Iterator<Item = &str> {
        let without = self.file.options.iter().filter(|(_, option)| {
            let for_good = option.change == Some(file::ChangeKind::OneWay);
            let levels = option
                .levels
                .as_ref()
                .is_some_and(|levels| levels.len() > 2);
            option.noun.is_empty()
                || (option.does.is_empty() && !levels)
                || (option.undoes.is_empty() && !for_good)
        });
        without.map(|(id, _)| id.as_str())
    }
}
