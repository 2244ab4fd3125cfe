//! Those at home: how factions judge, and who must accept.

use crate::compile::drivers::DriverLevels;
use crate::compile::edits::{By, Edit, edits};
use crate::compile::error::faulty;
use crate::compile::judges::{Judges, judgement, judges};
use crate::compile::parts::{compiled, wants};
use crate::compile::preferences::{Wants, stands};
use crate::file::{Basis, Degree, Evidence, Faction, FactionJudgement, File, Gate};
use crate::{CompileError, Preferences};

use super::{
    CompiledFaction, CompiledForm, CompiledGate, CompiledGuarantee, CompiledHolder,
    CompiledRatification, CompiledTerm, Judge, Negotiation, Role,
};

/// Evidence for a judgement; the remark on the faction stands for one on its judgement.
fn evidence(faction: &Faction, judgement: Option<&FactionJudgement>) -> Evidence {
    let mut evidence = judgement.map_or(&faction.evidence, |j| &j.evidence).clone();
    if evidence.note.is_empty() {
        evidence.note = faction.evidence.note.clone();
    }
    evidence
}

impl Negotiation {
    /// Compiles all that a reading can change: how factions judge, who holds the file,
    /// and so who must accept.
    pub(super) fn compile_homes(&mut self, file: &File) -> Result<(), CompileError> {
        let scenario = self.scenario.clone();
        let file = &*DriverLevels::of(file, &scenario)?.standing(file)?;
        let edits = edits(file, &scenario)?;
        self.factions = self.compile_factions(file, &edits)?;
        self.holders = self.compile_holders(file, &edits);
        self.ratification = self.compile_ratification(file);
        Ok(())
    }

    fn compile_factions<'f>(
        &self,
        file: &'f File,
        edits: &[By<'f>],
    ) -> Result<Vec<CompiledFaction>, CompileError> {
        let period = self.scenario.period.as_deref();
        let mut wants = wants(file, period, edits)?;
        if self.scenario.stated_only {
            wants = (wants.into_iter())
                .map(|(actor, wants)| (actor, wants.stated()))
                .collect();
        }
        let own = |actor: &str| -> Result<Judge, CompileError> {
            let mut wants = wants.iter().filter(|(a, _)| *a == actor);
            Ok(match wants.next() {
                Some((actor, wants)) if !matches!(wants, Wants::Nothing) => Judge::Order {
                    preferences: compiled(file, &self.names, actor, wants.clone())?,
                    audience_cost: None,
                    deadlock_cost: None,
                },
                _ => Judge::Nothing,
            })
        };
        let mut factions = Vec::new();
        for ((actor, faction), judges) in file.factions.iter().zip(judges(file, period, edits)?) {
            factions.push(self.faction(file, (actor, faction), judges, &own)?);
        }
        for (index, side) in self.sides.iter().enumerate() {
            if file.factions.contains_key(side) {
                continue;
            }
            factions.push(CompiledFaction {
                actor: side.clone(),
                side: Some(index),
                votes: 0,
                weight: (Degree::Medium, Degree::Medium),
                judge: own(side)?,
                guarantees: Vec::new(),
                weights: None,
                cost: 0.0,
                doubt: 0.0,
                evidence: Evidence::default(),
                verdict_evidence: Vec::new(),
                differs: Vec::new(),
                readings: Vec::new(),
            });
        }
        if self.scenario.stated_only {
            // What is left of how somebody judges is stated.
            let judging = factions.iter_mut();
            for faction in judging.filter(|one| !matches!(one.judge, Judge::Nothing)) {
                faction.evidence.basis = Some(Basis::Stated);
            }
        }
        Ok(factions)
    }

    fn faction(
        &self,
        file: &File,
        (actor, faction): (&str, &Faction),
        judges: Judges,
        own: &dyn Fn(&str) -> Result<Judge, CompileError>,
    ) -> Result<CompiledFaction, CompileError> {
        let period = self.scenario.period.as_deref();
        let judgement = judgement(faction, period);
        let stated_only = self.scenario.stated_only;
        let judges = match stated_only {
            true => judges.stated(judgement),
            false => judges,
        };
        let (evidence, readings) = judges.ground(evidence(faction, judgement));
        let verdict_evidence = match (&judges, judgement) {
            (Judges::ByForms(said), Some(usual)) => {
                let of = |form: &CompiledForm| {
                    let own = said.get(form.id.as_str()).map(|said| said.evidence);
                    own.filter(|own| **own != usual.evidence).cloned()
                };
                self.forms.iter().map(of).collect()
            }
            _ => Vec::new(),
        };
        let differs = match &judges {
            Judges::ByForms(said) => {
                let of = |form: &CompiledForm| said.get(form.id.as_str()).map(|said| said.differs);
                let each = self.forms.iter().map(of);
                each.map(|why| why.unwrap_or_default().to_owned()).collect()
            }
            _ => Vec::new(),
        };
        let judge = match judges {
            Judges::ByPreferences => own(actor)?,
            Judges::ByForms(said) => {
                let verdict = |form: &CompiledForm| said.get(form.id.as_str()).map(|s| s.verdict);
                let verdicts = self.forms.iter().map(|f| verdict(f).unwrap_or_default());
                Judge::Forms(verdicts.collect())
            }
            Judges::ByStatements(wants) => self.by_statements(file, (actor, judgement), wants)?,
            Judges::ByWeights => Judge::Weights,
            Judges::Nothing => Judge::Nothing,
        };
        let here = period.and_then(|id| faction.influence_in.get(id)).copied();
        let influence = here.or(faction.influence).unwrap_or_default();
        let salience = faction.salience.unwrap_or_default();
        let weights = judgement.filter(|j| !j.weights.is_empty());
        let weights = weights.filter(|j| !stated_only || j.evidence.is_stated());
        Ok(CompiledFaction {
            actor: actor.to_string(),
            side: self.sides.iter().position(|side| *side == faction.side),
            votes: faction
                .votes
                .unwrap_or(influence.counts() * salience.counts()),
            weight: (influence, salience),
            judge,
            guarantees: self.guarantees(faction)?,
            weights: weights.map(|judgement| self.weights(judgement)),
            cost: judgement.map_or(0.0, |j| j.cost),
            doubt: judgement.map_or(0.0, |j| j.doubt),
            evidence,
            verdict_evidence,
            differs,
            readings,
        })
    }

    /// The guarantees that are spoken of in this period.
    fn guarantees(&self, faction: &Faction) -> Result<Vec<CompiledGuarantee>, CompileError> {
        let period = self.scenario.period.as_deref();
        let guarantees = faction.guarantees.iter();
        let here = guarantees.filter(|(_, g)| stands(&g.periods, period));
        let here = here.filter(|(_, g)| !self.scenario.stated_only || g.evidence.is_stated());
        here.map(|(id, guarantee)| {
            let terms = guarantee.terms.as_deref().unwrap_or("true");
            let formula = (self.names.formula(terms))
                .map_err(|error| faulty(format_args!("the guarantee `{id}`"), &error))?;
            let about = |form: &CompiledForm| guarantee.is_about(&form.id);
            Ok(CompiledGuarantee {
                id: id.clone(),
                label: guarantee.label.clone(),
                forms: self.forms.iter().map(about).collect(),
                formula,
                evidence: guarantee.evidence.clone(),
            })
        })
        .collect()
    }

    fn by_statements(
        &self,
        file: &File,
        (actor, judgement): (&str, Option<&FactionJudgement>),
        wants: Wants,
    ) -> Result<Judge, CompileError> {
        let preferences = compiled(file, &self.names, actor, wants)?;
        let rank = |id: &Option<String>| {
            let id = id.as_ref()?;
            let Preferences::Statements(ranks) = &preferences else {
                return None;
            };
            ranks
                .iter()
                .position(|rank| rank.iter().any(|s| s.id == *id))
        };
        Ok(Judge::Order {
            audience_cost: judgement
                .and_then(|j| rank(&j.audience_cost))
                .map(|rank| rank + 1),
            deadlock_cost: judgement.and_then(|j| rank(&j.deadlock_cost)),
            preferences,
        })
    }

    /// Per term and level, what it is worth; a term without weights is worth nothing.
    fn weights(&self, judgement: &FactionJudgement) -> Vec<Vec<f64>> {
        let worth = |term: &CompiledTerm| {
            let mut worth = judgement.weights.get(&term.id).cloned().unwrap_or_default();
            worth.resize(term.levels.len(), 0.0);
            worth
        };
        self.terms.iter().map(worth).collect()
    }

    /// Who holds the file, the edits made.
    fn compile_holders(&self, file: &File, edits: &[By]) -> Vec<CompiledHolder> {
        let period = self.scenario.period.as_deref();
        let mut holders: Vec<CompiledHolder> = Vec::new();
        let mut put = |holder: CompiledHolder| {
            holders.retain(|known| known.side != holder.side);
            holders.push(holder);
        };
        for holder in (file.holders.iter().rev()).filter(|h| stands(&h.periods, period)) {
            put(CompiledHolder {
                side: holder.side.clone(),
                faction: holder.faction.clone(),
                evidence: holder.evidence.clone(),
                reading: None,
            });
        }
        for (by, edit) in edits {
            if let Edit::Holder(side, faction) = *edit {
                put(CompiledHolder {
                    side: side.to_owned(),
                    faction: faction.to_owned(),
                    evidence: Evidence::default(),
                    reading: by.map(str::to_owned),
                });
            }
        }
        holders.sort_by_key(|holder| self.sides.iter().position(|side| *side == holder.side));
        holders
    }

    fn compile_ratification(&self, file: &File) -> Vec<CompiledRatification> {
        let rules = file.ratification.iter().map(|(id, rule)| {
            let gate = |side: &String| rule.sides.get(side);
            CompiledRatification {
                id: id.clone(),
                label: rule.label.clone(),
                text: rule.text.clone(),
                gates: self
                    .sides
                    .iter()
                    .enumerate()
                    .map(|(index, side)| {
                        gate(side)
                            .map_or_else(CompiledGate::default, |gate| self.gate(index, side, gate))
                    })
                    .collect(),
                evidence: rule.evidence.clone(),
            }
        });
        let rules: Vec<_> = rules.collect();
        if !rules.is_empty() {
            return rules;
        }
        let government = |(index, side): (usize, &String)| {
            let gate = Gate {
                leader: Some(side.clone()),
                ..Gate::default()
            };
            self.gate(index, side, &gate)
        };
        vec![CompiledRatification {
            id: "governments".to_string(),
            label: "Governments decide".to_string(),
            text: "Nothing is said of who must accept at home: what a government does not \
                   reject is accepted."
                .to_string(),
            gates: self.sides.iter().enumerate().map(government).collect(),
            evidence: Evidence::default(),
        }]
    }

    fn gate(&self, index: usize, side: &str, gate: &Gate) -> CompiledGate {
        let mut holders = self.holders.iter();
        let holder = holders.find(|h| h.side == side).filter(|_| gate.holder);
        let named = (gate.leader.iter().map(|actor| (actor, Role::Leader)))
            .chain(gate.vetoes.iter().map(|actor| (actor, Role::Veto)))
            .chain(holder.map(|h| (&h.faction, Role::Holder)));
        let mut vetoes: Vec<(usize, Role)> = Vec::new();
        for (actor, role) in named {
            if let Some(faction) = self.faction_of(actor)
                && vetoes.iter().all(|&(f, _)| f != faction)
            {
                vetoes.push((faction, role));
            }
        }
        let voters = 0..self.factions.len();
        CompiledGate {
            vetoes,
            quota: gate.quota,
            majority: gate.majority,
            asks_holder: gate.holder,
            voters: voters
                .filter(|&f| self.factions[f].side == Some(index) && self.factions[f].votes > 0)
                .collect(),
        }
    }
}
