//! How factions judge in one period under one reading, before names are looked up.

use indexmap::IndexMap;

use crate::CompileError;
use crate::file::{
    Basis, Evidence, Faction, FactionJudgement, FactionVerdict, File, ReadingChange,
};

use super::edits::{By, Edit};
use super::preferences::{Unchanged, Wants, apply, base, ranks, stands};

/// How one faction judges agreements.
#[derive(Clone, Debug)]
pub(crate) enum Judges<'f> {
    /// As its actor's preferences have it.
    ByPreferences,
    /// By what it says to forms; those that are not named are not minded.
    ByForms(IndexMap<&'f str, Said<'f>>),
    /// By wishes over terms and options.
    ByStatements(Wants<'f>),
    /// By weights alone.
    ByWeights,
    /// Nothing is said of this period.
    Nothing,
}

/// A verdict, what it rests on, and the reading that brought it in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said<'f> {
    pub verdict: FactionVerdict,
    pub evidence: &'f Evidence,
    /// Why it is another than the government's own, where the dossier says so.
    pub differs: &'f str,
    pub reading: Option<&'f str>,
}

/// The entry of `judges` that stands in `period`, the first of them; if it is by forms,
/// those behind it add what they say to other forms.
pub(crate) fn judgement<'f>(
    faction: &'f Faction,
    period: Option<&str>,
) -> Option<&'f FactionJudgement> {
    faction.judges.iter().find(|j| stands(&j.periods, period))
}

/// How the factions judge, the edits made; in the order of the files.
pub(crate) fn judges<'f>(
    file: &'f File,
    period: Option<&str>,
    edits: &[By<'f>],
) -> Result<Vec<Judges<'f>>, CompileError> {
    let factions = file.factions.values();
    let mut all: Vec<Judges> = factions.map(|f| Judges::base(f, period)).collect();
    for &(by, edit) in edits {
        let Edit::Judgement(change) = edit else {
            continue;
        };
        let Some(faction) = &change.faction else {
            continue;
        };
        let index = file.factions.get_index_of(faction);
        let Some(judges) = index.and_then(|index| all.get_mut(index)) else {
            let by = by.map_or("A change".to_owned(), |id| format!("The reading `{id}`"));
            return Err(CompileError::Faulty(format!(
                "{by} changes how `{faction}` judges, and there is no such faction."
            )));
        };
        let done = judges.apply(change, by, period);
        done.map_err(|why| why.error(by, faction))?;
    }
    Ok(all)
}

impl<'f> Judges<'f> {
    /// How a faction judges before any reading.
    pub fn base(faction: &'f Faction, period: Option<&str>) -> Self {
        let Some(judgement) = judgement(faction, period) else {
            return match faction.judges.is_empty() {
                true => Judges::ByPreferences,
                false => Judges::Nothing,
            };
        };
        if !judgement.forms.is_empty() {
            let mut all = IndexMap::new();
            for judgement in faction.judges.iter().filter(|j| stands(&j.periods, period)) {
                for (form, &verdict) in &judgement.forms {
                    all.entry(form.as_str()).or_insert(Said {
                        verdict,
                        evidence: &judgement.evidence,
                        differs: &judgement.differs,
                        reading: None,
                    });
                }
            }
            return Judges::ByForms(all);
        }
        if !judgement.statements.is_empty() {
            let ranks = ranks(&judgement.statements, period, None);
            return Judges::ByStatements(Wants::Statements(ranks));
        }
        match judgement.weights.is_empty() {
            true => Judges::Nothing,
            false => Judges::ByWeights,
        }
    }

    /// How whoever a change is about judges before any reading; an actor, by what it wants.
    pub fn before(file: &'f File, change: &ReadingChange, period: Option<&str>) -> Self {
        match (&change.actor, &change.faction) {
            (Some(actor), _) => Judges::ByStatements(base(file, actor, period)),
            (None, faction) => {
                let faction = faction.as_ref().and_then(|id| file.factions.get(id));
                faction.map_or(Judges::Nothing, |faction| Judges::base(faction, period))
            }
        }
    }

    /// Carries out one change; `reading` is the one that brings it in, if one does.
    pub fn apply(
        &mut self,
        change: &'f ReadingChange,
        reading: Option<&'f str>,
        period: Option<&str>,
    ) -> Result<(), Unchanged> {
        match (self, &change.says) {
            (Judges::ByStatements(wants), None) => apply(wants, change, reading, period),
            (Judges::ByForms(said), Some(says)) => {
                said.extend(says.iter().map(|(form, &verdict)| {
                    let said = Said {
                        verdict,
                        evidence: &change.evidence,
                        differs: "",
                        reading,
                    };
                    (form.as_str(), said)
                }));
                Ok(())
            }
            _ => Err(Unchanged::JudgesOtherwise),
        }
    }

    /// Without what the sources do not state.
    pub fn stated(self, judgement: Option<&FactionJudgement>) -> Self {
        match self {
            Judges::ByForms(mut said) => {
                said.retain(|_, said| said.evidence.is_stated());
                match said.is_empty() {
                    true => Judges::Nothing,
                    false => Judges::ByForms(said),
                }
            }
            Judges::ByStatements(wants) => Judges::ByStatements(wants.stated()),
            Judges::ByWeights if !judgement.is_some_and(|j| j.evidence.is_stated()) => {
                Judges::Nothing
            }
            other => other,
        }
    }

    /// `evidence`, joined by that of the verdicts that readings brought in; and these
    /// readings.
    pub fn ground(&self, mut evidence: Evidence) -> (Evidence, Vec<String>) {
        let mut readings: Vec<String> = Vec::new();
        let Judges::ByForms(said) = self else {
            return (evidence, readings);
        };
        for said in said.values() {
            let Some(reading) = said.reading else {
                continue;
            };
            if readings.iter().all(|known| known != reading) {
                readings.push(reading.to_string());
            }
            for claim in &said.evidence.because {
                if !evidence.because.contains(claim) {
                    evidence.because.push(claim.clone());
                }
            }
            let basis = |evidence: &Evidence| evidence.basis.unwrap_or(Basis::Analyst);
            evidence.basis = Some(basis(&evidence).max(basis(said.evidence)));
            evidence.hindsight |= said.evidence.hindsight;
        }
        (evidence, readings)
    }
}
