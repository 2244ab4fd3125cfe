//! A negotiation as everybody sees it.

use std::sync::{Arc, OnceLock};

use hikiwake_dossier::{CompileError, CompiledGate, Dossier, Negotiation, Scenario};
use hikiwake_graph::{Bits, Numbering};

use super::beside_in_force::BesideInForce;
use super::faction_verdicts::{FactionVerdicts, Unions, judge};
use super::win_sets::win_set;
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
    /// By rule of ratification and side, once it is asked for.
    win_sets: OnceLock<Vec<Vec<Arc<Bits>>>>,
    /// Per side, once it is asked for.
    beside: OnceLock<Vec<BesideInForce>>,
    /// The agreements that the rules admit, and the one in force, once asked for.
    numbered: OnceLock<Numbering>,
}

impl Stage for EvaluatedNegotiation {
    const NAME: &'static str = "negotiation, everybody heard";

    fn bytes(&self) -> u64 {
        // Those who judge by forms, and alike, share what they accept and reject.
        let verdicts = self.judged.iter().flat_map(|j| [&j.accepts, &j.rejects]);
        let mut verdicts: Vec<*const Bits> = verdicts.map(Arc::as_ptr).collect();
        verdicts.sort_unstable();
        verdicts.dedup();
        let sides = self.talks.sides.len();
        let sets = verdicts.len() + self.by_form.len() + 2 * sides;
        let sets = sets + self.talks.ratification.len() * sides;
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
        let mut unions = Unions::of(&by_form);
        let judged: Vec<FactionVerdicts> = (talks.factions.iter())
            .map(|faction| judge(&talks, &mut unions, faction))
            .collect();
        Ok(EvaluatedNegotiation {
            judged,
            by_form,
            talks,
            win_sets: OnceLock::new(),
            beside: OnceLock::new(),
            numbered: OnceLock::new(),
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
        let same: Vec<bool> = (talks.factions.iter().zip(&self.talks.factions))
            .map(|(there, here)| there == here)
            .collect();
        let judged = same.iter().enumerate();
        let mut unions = Unions::of(&self.by_form);
        let judged: Vec<FactionVerdicts> = judged
            .map(|(f, same)| match same {
                true => self.judged[f].clone(),
                false => judge(&talks, &mut unions, &talks.factions[f]),
            })
            .collect();
        // What a side lets pass changes only with its gate and with those whom it asks.
        let rules = talks.ratification.iter().zip(&self.talks.ratification);
        let win_sets = rules
            .zip(self.all_win_sets())
            .map(|((there, here), known)| {
                let sides = there.gates.iter().zip(&here.gates).zip(known);
                let sides = sides.map(|((there, here), known)| {
                    match there == here && there.asks().all(|faction| same[faction]) {
                        true => known.clone(),
                        false => Arc::new(win_set(&talks, &judged, there)),
                    }
                });
                sides.collect()
            });
        Ok(Some(EvaluatedNegotiation {
            win_sets: OnceLock::from(win_sets.collect::<Vec<_>>()),
            judged,
            by_form: self.by_form.clone(),
            talks,
            beside: OnceLock::new(),
            numbered: OnceLock::new(),
        }))
    }

    /// The same with one rule of ratification alone. What was found under the others goes,
    /// since it stands by the number of the rule.
    pub(crate) fn under_one_rule(&self, rule: usize) -> EvaluatedNegotiation {
        let mut one = self.clone();
        one.talks.ratification = vec![self.talks.ratification[rule].clone()];
        one.talks.usual = 0;
        one.win_sets = match self.win_sets.get() {
            Some(all) => OnceLock::from(vec![all[rule].clone()]),
            None => OnceLock::new(),
        };
        one
    }

    /// The agreements that the rules admit, and the one in force, numbered.
    pub(crate) fn numbered(&self) -> &Numbering {
        self.numbered.get_or_init(|| {
            let mut agreements = self.talks.model.feasible().clone();
            agreements.insert(self.talks.reversion);
            Numbering::of(agreements)
        })
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

    fn all_win_sets(&self) -> &[Vec<Arc<Bits>>] {
        self.win_sets.get_or_init(|| {
            // Rules of ratification often differ on one side alone.
            let mut known: Vec<(&CompiledGate, Arc<Bits>)> = Vec::new();
            let mut one = |gate| match known.iter().find(|(other, _)| *other == gate) {
                Some((_, win_set)) => win_set.clone(),
                None => {
                    let win_set = Arc::new(win_set(&self.talks, &self.judged, gate));
                    known.push((gate, win_set.clone()));
                    win_set
                }
            };
            let rules = self.talks.ratification.iter();
            rules
                .map(|rule| rule.gates.iter().map(&mut one).collect())
                .collect()
        })
    }

    /// Per side, what it lets pass under a rule: its win-set, the agreement in force
    /// included.
    pub(crate) fn win_sets(&self, rule: usize) -> &[Arc<Bits>] {
        &self.all_win_sets()[rule]
    }

    /// Whether under a rule every side lets the same pass in both, known without a look
    /// at any agreement.
    pub(crate) fn has_the_win_sets_of(&self, other: &EvaluatedNegotiation, rule: usize) -> bool {
        let mut sides = self.win_sets(rule).iter().zip(other.win_sets(rule));
        sides.all(|(here, there)| Arc::ptr_eq(here, there))
    }

    /// The new agreements that pass on all sides under a rule.
    pub(crate) fn passing(&self, rule: usize) -> Bits {
        let mut passing = new_agreements(&self.talks);
        for win_set in self.win_sets(rule) {
            passing.intersect(win_set);
        }
        passing
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
