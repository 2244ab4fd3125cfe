//! What holds whatever is true of what the readings disagree about.

use std::sync::Arc;

use hikiwake_dossier::{Compiled, Scenario};
use hikiwake_graph::{
    Bits, Concept, CredibleMoves, Extension, Model, PartlyKnown, Stability, State, Stopped,
};

use super::{ConceptReason, Family, FamilyKind, ReadingUse};
use crate::solve::Solved;
use hikiwake_finding::AnalyseSettings;

/// The family, and which readings were compared.
pub(super) fn family<'a>(
    solved: &'a Solved<'a>,
    scenario: &Scenario,
    settings: &AnalyseSettings,
) -> (Family<'a>, Vec<ReadingUse>) {
    let (alike, uses) = alike(solved, scenario, settings);
    if uses.len() < 2 {
        let why = "there is no other reading here, so that no preference is unknown";
        return (Family::left_out(FamilyKind::Unknown, why.to_string()), uses);
    }
    if alike.is_empty() {
        let why = "no reading is like this one but for the orders";
        return (Family::left_out(FamilyKind::Unknown, why.to_string()), uses);
    }
    let models: Vec<_> = alike.iter().map(|compiled| &compiled.model).collect();
    let partly = PartlyKnown::new(&solved.compiled.model, &models);
    let stable = |extension, credible| {
        let partly = partly.as_ref().map_err(|error| error.to_string())?;
        partly
            .stability(extension, credible)
            .map_err(|error| error.to_string())
    };
    // The first is stable in every reading, what is not in the second in none.
    let surely = stable(Extension::A, CredibleMoves::CertainlyBetter);
    let perhaps = stable(Extension::D, CredibleMoves::PerhapsBetter);
    let (surely, perhaps): (Stability, Stability) = match (surely, perhaps) {
        (Ok(surely), Ok(perhaps)) => (surely, perhaps),
        (Err(why), _) | (_, Err(why)) => {
            return (Family::left_out(FamilyKind::Unknown, why), uses);
        }
    };
    let seq = Concept::Seq;
    let holds = [surely.equilibria(seq), perhaps.equilibria(seq)];
    let solve = |model: &&Model| model.stability_of(&[seq], &settings.run);
    let solved_readings: Result<Vec<Stability>, Stopped> = models.iter().map(solve).collect();
    let mut in_readings: Vec<Bits> = match solved_readings {
        Ok(readings) => readings.iter().map(|r| r.equilibria(seq)).collect(),
        Err(stopped) => {
            return (
                Family::left_out(FamilyKind::Unknown, stopped.to_string()),
                uses,
            );
        }
    };
    in_readings.push(solved.equilibria[seq as usize].clone());
    let why = move |state: State| {
        let everyone = 0..solved.compiled.decision_makers.len();
        let without = |stability: &Stability| -> Vec<usize> {
            let open = |i: &usize| !stability.stable(*i, seq).has(state);
            everyone.clone().filter(open).collect()
        };
        let (never, open) = (without(&perhaps), without(&surely));
        let verdict = match (never.is_empty(), open.is_empty()) {
            (false, _) => ConceptReason::LeavesInEvery {
                actors: solved.ids(&never),
            },
            (true, true) => ConceptReason::StaysInEvery,
            (true, false) => ConceptReason::Unsure {
                actors: solved.ids(&open),
            },
        };
        let readings = in_readings.iter().filter(|bits| bits.has(state)).count() as u64;
        let of = in_readings.len() as u64;
        vec![verdict, ConceptReason::HoldsIn { readings, of }]
    };
    let family = Family {
        kind: FamilyKind::Unknown,
        holds: Ok(holds),
        why: Box::new(why),
    };
    (family, uses)
}

/// The other readings of the period that are like this one but for the orders, and of
/// each reading whether it is.
fn alike(
    solved: &Solved,
    scenario: &Scenario,
    settings: &AnalyseSettings,
) -> (Vec<Arc<Compiled>>, Vec<ReadingUse>) {
    let here = &solved.compiled;
    let period = &here.scenario.period;
    let readings = solved.dossier.file.readings.iter();
    let of_period = readings.filter(|(_, reading)| {
        let periods = &reading.periods;
        periods.is_empty() || period.as_ref().is_none_or(|id| periods.contains(id))
    });
    let named = of_period.map(|(id, reading)| (Some(id.clone()), reading.label.clone()));
    let base = (None, "the base reading".to_string());
    let (mut alike, mut uses) = (Vec::new(), Vec::new());
    for (id, label) in std::iter::once(base).chain(named) {
        let mut left_out = None;
        if id != scenario.reading {
            let scenario = Scenario {
                period: period.clone(),
                reading: id.clone(),
                ..scenario.clone()
            };
            match settings.compile(solved.dossier, &scenario) {
                Err(error) => left_out = Some(error.to_string()),
                Ok(other) if other.decision_makers != here.decision_makers => {
                    left_out = Some("others decide in it".to_string());
                }
                Ok(other) => match PartlyKnown::new(&here.model, &[&other.model]) {
                    Ok(_) => alike.push(other),
                    Err(_) => left_out = Some("it has other options or states".to_string()),
                },
            }
        }
        uses.push(ReadingUse {
            id: id.unwrap_or_default(),
            label,
            left_out,
        });
    }
    (alike, uses)
}
