//! Those at home: how factions judge, and who must accept.

use crate::compile::parts::{compiled, wants};
use crate::compile::preferences::{Wants, ranks, stands};
use crate::file::{Basis, Degree, Evidence, Faction, File, Gate, Judgement};
use crate::{CompileError, Preferences};

use super::{
    CompiledFaction, CompiledForm, CompiledGate, CompiledRatification, CompiledTerm, Judge, Role,
    Talks,
};

/// Evidence for a judgement; the remark on the faction stands for one on its judgement.
fn evidence(faction: &Faction, judgement: Option<&Judgement>) -> Evidence {
    let mut evidence = judgement.map_or(&faction.evidence, |j| &j.evidence).clone();
    if evidence.note.is_empty() {
        evidence.note = faction.evidence.note.clone();
    }
    evidence
}

impl Talks {
    pub(super) fn compile_factions(
        &self,
        file: &File,
    ) -> Result<Vec<CompiledFaction>, CompileError> {
        let wants = wants(file, &self.scenario)?;
        let own = |actor: &str| -> Result<Judge, CompileError> {
            let mut wants = wants.iter().filter(|(a, _)| *a == actor);
            Ok(match wants.next() {
                Some((actor, wants)) if !matches!(wants, Wants::Nothing) => Judge::Order {
                    preferences: self.order(actor, wants.clone())?,
                    audience_cost: None,
                    deadlock_cost: None,
                },
                _ => Judge::Nothing,
            })
        };
        let mut factions = Vec::new();
        for (actor, faction) in &file.factions {
            factions.push(self.faction(actor, faction, &own)?);
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
                weights: None,
                cost: 0.0,
                doubt: 0.0,
                evidence: Evidence::default(),
            });
        }
        Ok(factions)
    }

    fn faction(
        &self,
        actor: &str,
        faction: &Faction,
        own: &dyn Fn(&str) -> Result<Judge, CompileError>,
    ) -> Result<CompiledFaction, CompileError> {
        let period = self.scenario.period.as_deref();
        let judgement = faction.judges.iter().find(|j| stands(&j.periods, period));
        let stated_only = self.scenario.stated_only;
        let silent = judgement.is_some_and(|j| {
            stated_only && j.statements.is_empty() && j.evidence.basis != Some(Basis::Stated)
        });
        let judge = match judgement {
            None if faction.judges.is_empty() => own(actor)?,
            None => Judge::Nothing,
            Some(_) if silent => Judge::Nothing,
            Some(judgement) => self.judge(actor, judgement)?,
        };
        let here = period.and_then(|id| faction.influence_in.get(id)).copied();
        let influence = here.or(faction.influence).unwrap_or_default();
        let salience = faction.salience.unwrap_or_default();
        let weights = judgement.filter(|j| !j.weights.is_empty() && !silent);
        Ok(CompiledFaction {
            actor: actor.to_string(),
            side: self.sides.iter().position(|side| *side == faction.side),
            votes: faction
                .votes
                .unwrap_or(influence.counts() * salience.counts()),
            weight: (influence, salience),
            judge,
            weights: weights.map(|judgement| self.weights(judgement)),
            cost: judgement.map_or(0.0, |j| j.cost),
            doubt: judgement.map_or(0.0, |j| j.doubt),
            evidence: evidence(faction, judgement),
        })
    }

    fn judge(&self, actor: &str, judgement: &Judgement) -> Result<Judge, CompileError> {
        if !judgement.forms.is_empty() {
            let verdict = |form: &CompiledForm| judgement.forms.get(&form.id).copied();
            let verdicts = self.forms.iter().map(|f| verdict(f).unwrap_or_default());
            return Ok(Judge::Forms(verdicts.collect()));
        }
        if judgement.statements.is_empty() {
            return Ok(match judgement.weights.is_empty() {
                true => Judge::Nothing,
                false => Judge::Weights,
            });
        }
        let period = self.scenario.period.as_deref();
        let wants = Wants::Statements(ranks(&judgement.statements, period, None));
        let preferences = self.order(actor, wants)?;
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
            audience_cost: rank(&judgement.audience_cost).map(|rank| rank + 1),
            deadlock_cost: rank(&judgement.deadlock_cost),
            preferences,
        })
    }

    fn order(&self, actor: &str, wants: Wants) -> Result<Preferences, CompileError> {
        let wants = match self.scenario.stated_only {
            true => wants.stated(),
            false => wants,
        };
        compiled(&self.names, actor, wants)
    }

    /// Per term and level, what it is worth; a term without weights is worth nothing.
    fn weights(&self, judgement: &Judgement) -> Vec<Vec<f64>> {
        let worth = |term: &CompiledTerm| {
            let mut worth = judgement.weights.get(&term.id).cloned().unwrap_or_default();
            worth.resize(term.levels.len(), 0.0);
            worth
        };
        self.terms.iter().map(worth).collect()
    }

    pub(super) fn compile_ratification(&self, file: &File) -> Vec<CompiledRatification> {
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
                        gate(side).map_or_else(CompiledGate::default, |gate| {
                            self.gate(file, index, side, gate)
                        })
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
            self.gate(file, index, side, &gate)
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

    fn gate(&self, file: &File, index: usize, side: &str, gate: &Gate) -> CompiledGate {
        let period = self.scenario.period.as_deref();
        let holder = (file.holders.iter())
            .find(|h| h.side == side && stands(&h.periods, period))
            .filter(|_| gate.holder);
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
