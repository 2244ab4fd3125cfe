//! A negotiation as everybody sees it.

use std::sync::{Arc, OnceLock};

use hikiwake_dossier::{CompileError, Dossier, Negotiation, Scenario};
use hikiwake_graph::Bits;

use super::beside_in_force::BesideInForce;
use super::faction_verdicts::{FactionVerdicts, judge};
use super::win_sets::keep_passing;
use hikiwake_finding::{AnalyseSettings, Stage};

/// What can be agreed under one scenario, and what each faction says to every agreement:
/// what `ratify`, `settle` and `block` all begin with.
#[derive(Clone)]
pub struct EvaluatedNegotiation {
    pub(crate) talks: Negotiation,
    /// Per form, the combinations that have it: they meet it and none before.
    pub(crate) by_form: Arc<[Bits]>,
    /// Per faction.
    pub(crate) judged: Vec<FactionVerdicts>,
    /// Per rule of ratification, once it is asked for.
    passing: OnceLock<Vec<Bits>>,
    /// Per side, once it is asked for.
    beside: OnceLock<Vec<BesideInForce>>,
}

impl Stage for EvaluatedNegotiation {
    const NAME: &'static str = "negotiation, everybody heard";

    fn bytes(&self) -> u64 {
        let sets = 2 * self.judged.len() + self.by_form.len() + 2 * self.talks.sides.len();
        let sets = sets + self.talks.ratification.len();
        self.talks.model.bytes() + (sets * self.talks.model.space().size() / 8) as u64
    }
}

impl EvaluatedNegotiation {
    /// A negotiation in which everybody was asked before, where stages are kept.
    ///
    /// # Errors
    /// As for [`EvaluatedNegotiation::new`].
    pub fn kept(
        dossier: &Dossier,
        scenario: &Scenario,
        settings: &AnalyseSettings,
    ) -> Result<Arc<EvaluatedNegotiation>, CompileError> {
        let make = || EvaluatedNegotiation::new(dossier, scenario, settings);
        settings.kept(dossier, scenario, &"", make)
    }

    /// Asks everybody.
    ///
    /// # Errors
    /// Where the scenario does not compile, or there is nothing to agree on.
    pub fn new(
        dossier: &Dossier,
        scenario: &Scenario,
        settings: &AnalyseSettings,
    ) -> Result<EvaluatedNegotiation, CompileError> {
        settings.stage("listing agreements");
        let talks = dossier.talks(scenario, settings.limits)?;
        settings.stage("asking who accepts what");
        let by_form = by_form(&talks);
        let judged = (0..talks.factions.len()).map(|f| judge(&talks, &by_form, f));
        Ok(EvaluatedNegotiation {
            judged: judged.collect(),
            by_form,
            talks,
            passing: OnceLock::new(),
            beside: OnceLock::new(),
        })
    }

    /// The same in another reading, `None` for the base reading; nothing where all judge
    /// and must accept as here. Whoever judges as here is not asked again.
    ///
    /// # Errors
    /// As for [`Negotiation::in_reading`].
    pub(crate) fn in_reading(
        &self,
        dossier: &Dossier,
        reading: Option<String>,
    ) -> Result<Option<EvaluatedNegotiation>, CompileError> {
        let talks = self.talks.in_reading(dossier, reading)?;
        if talks.same_homes(&self.talks) {
            return Ok(None);
        }
        let factions = talks.factions.iter().zip(&self.talks.factions).enumerate();
        let judged = factions.map(|(f, (there, here))| match there == here {
            true => self.judged[f].clone(),
            false => judge(&talks, &self.by_form, f),
        });
        Ok(Some(EvaluatedNegotiation {
            judged: judged.collect(),
            by_form: self.by_form.clone(),
            talks,
            passing: OnceLock::new(),
            beside: OnceLock::new(),
        }))
    }

    /// Per side, how its government sees all combinations beside the agreement in force.
    pub(crate) fn beside(&self) -> &[BesideInForce] {
        self.beside.get_or_init(|| {
            let sides = 0..self.talks.sides.len();
            let one = |side| BesideInForce::new(&self.talks, &self.judged, side);
            sides.map(one).collect()
        })
    }

    /// Keeps of `among` what every government prefers to the agreement in force.
    pub(crate) fn keep_preferred(&self, among: &mut Bits) {
        for side in self.beside() {
            among.intersect(&side.better);
        }
    }

    /// The new agreements that pass on all sides under a rule.
    pub(crate) fn passing(&self, rule: usize) -> &Bits {
        let talks = &self.talks;
        let passing = self.passing.get_or_init(|| {
            let rules = talks.ratification.iter();
            let passing = rules.map(|rule| {
                let mut passing = new_agreements(talks);
                for gate in &rule.gates {
                    keep_passing(talks, &self.judged, gate, &mut passing);
                }
                passing
            });
            passing.collect()
        });
        &passing[rule]
    }
}

fn by_form(talks: &Negotiation) -> Arc<[Bits]> {
    let space = talks.model.space();
    let mut left = Bits::all(space.size());
    let forms = talks.forms.iter().map(|form| {
        let mut here = form.formula.extension(space);
        here.intersect(&left);
        left.subtract(&here);
        here
    });
    forms.collect()
}

/// All agreements that the rules about terms admit but the one in force, if one is.
pub(crate) fn new_agreements(talks: &Negotiation) -> Bits {
    let mut new = talks.model.feasible().clone();
    if !talks.none_in_force {
        new.remove(talks.reversion);
    }
    new
}
