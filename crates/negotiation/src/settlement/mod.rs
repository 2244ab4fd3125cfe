//! What could be agreed, and whether it would hold: efficient agreements, additive
//! scores apart, the model after signing, promises.

mod additive;
mod additive_finding;
mod after_signing;
mod binding;
mod binding_finding;
mod finding;
mod forbidden;
mod forms;
mod kept;
mod named;
mod promises;
mod rows;
mod tipping;
mod values;

use std::fmt;
use std::sync::Arc;

use hikiwake_dossier::{CompileError, CompiledFaction, Dossier, Negotiation, Scenario};
use hikiwake_graph::{Bits, State};

pub(crate) use after_signing::{head_of, signed};
pub(crate) use kept::SinceSigning;

pub use additive_finding::*;
pub use binding_finding::*;
pub use finding::*;
pub use promises::{Delivery, DeliveryDoubt, PromisedWorth};
pub use tipping::{FactionTipping, Tipping, Tips};

use crate::EvaluatedNegotiation;
use crate::form_grounds::FormGrounds;
use crate::{agreements, agreements::Scores, agreements::scores};
use additive::Scored;
use after_signing::After;
use hikiwake_finding::{AnalyseSettings, Finding, FindingKind, basis};
use named::Named;
use values::{Group, Values};

/// Most pairs of agreements listed for each term that can bind.
const PAIRS: usize = 12;

/// Why the question has no answer, in words for a person.
#[derive(Clone, Debug, PartialEq)]
pub enum SettleError {
    /// The scenario does not compile.
    Compile(CompileError),
    /// What was asked for is not there.
    Asked(String),
}

impl fmt::Display for SettleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SettleError::Compile(error) => error.fmt(f),
            SettleError::Asked(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for SettleError {}

impl From<CompileError> for SettleError {
    fn from(error: CompileError) -> SettleError {
        SettleError::Compile(error)
    }
}

/// What the governments could agree on under the rule of ratification with id `rule`
/// (the usual one, if none is named), what additive scores add to that, and whether it
/// would hold. `settings.list` is the most groups of efficient agreements to list.
///
/// # Errors
/// Where the scenario does not compile, there is nothing to agree on, or no rule has
/// that name.
pub fn settle(
    dossier: &Dossier,
    scenario: &Scenario,
    rule: Option<&str>,
    settings: &AnalyseSettings,
) -> Result<Finding<Settlement>, SettleError> {
    let heard = &*EvaluatedNegotiation::kept(dossier, scenario, settings)?;
    let talks = &heard.talks;
    let scenario = &talks.scenario;
    let rule = match rule {
        None => talks.usual,
        Some(id) => {
            let mut rules = talks.ratification.iter();
            rules.position(|rule| rule.id == id).ok_or_else(|| {
                let ids: Vec<&str> = talks.ratification.iter().map(|r| r.id.as_str()).collect();
                SettleError::Asked(format!(
                    "No rule of ratification is called `{id}`. There are {}.",
                    ids.join(", ")
                ))
            })?
        }
    };
    let win_sets = heard.win_sets(rule);
    let mut zone = talks.model.feasible().clone();
    for win_set in win_sets {
        zone.intersect(win_set);
    }
    settings.stage("seeking efficient agreements");
    let values = Values::new(heard)?;
    let signed = after_signing::signed(dossier, scenario);
    let after = match talks.set_options() {
        true => {
            let before = settings.compile(dossier, scenario)?;
            Some(After::new(dossier, &signed, &before, talks, settings)?)
        }
        false => None,
    };
    let asked = SettlementQuestion {
        dossier,
        talks,
        rule,
        heard,
        win_sets,
        zone: &zone,
        values: &values,
        list: settings.list,
    };
    Ok(basis::finding(
        dossier,
        FindingKind::Settlement,
        asked.answer(after),
    ))
}

/// All that was asked.
struct SettlementQuestion<'a> {
    dossier: &'a Dossier,
    talks: &'a Negotiation,
    rule: usize,
    heard: &'a EvaluatedNegotiation,
    win_sets: &'a [Arc<Bits>],
    zone: &'a Bits,
    values: &'a Values<'a>,
    list: usize,
}

impl SettlementQuestion<'_> {
    fn answer(&self, after: Option<After>) -> Settlement {
        let (talks, values, zone) = (self.talks, self.values, self.zone);
        let feasible = talks.model.feasible();
        let efficient = values.efficient(feasible);
        let best_in_zone = values.efficient(zone);
        let mut preferred = feasible.clone();
        self.heard.keep_preferred(&mut preferred);
        let counts = self.counts(&efficient, &best_in_zone, &preferred);
        let mut named = Named::default();
        named.place(talks.reversion);

        let mut groups = values::groups(talks, values, zone, &efficient, &best_in_zone);
        let efficient_values = groups.iter().filter(|g| g.head.efficient).count() as u64;
        let curve = rows::curve(talks, values, &self.heard.judged, &groups);
        let efficient_not_listed = groups.len().saturating_sub(self.list) as u64;
        groups.truncate(self.list);
        let (forms, best) = forms::forms(
            talks,
            &self.heard.by_form,
            values,
            zone,
            &efficient,
            &mut named,
        );
        let grounds = FormGrounds::new(self.dossier, self.heard, after.as_ref().map(After::solved));
        let forms = forms.into_iter().zip(self.heard.by_form.iter()).enumerate();
        let forms: Vec<SettledForm> = forms
            .map(|(form, (head, here))| SettledForm {
                ground: grounds.of(here, Some(form)),
                ..head
            })
            .collect();
        let place = |mut group: Group| {
            group.head.agreement = named.place(group.agreement);
            group.head
        };
        let listed = groups.into_iter().map(place).collect();
        let additive = self.additive(&mut named);
        let bases = named.all().to_vec();
        let doubts = self.doubts(additive.as_ref(), &named);
        let tipping = self.tipping(&best, &mut named);
        let binding = match &after {
            Some(after) => binding::binding(talks, after, &bases, &mut named, PAIRS),
            None => Vec::new(),
        };
        let agreements = (named.all().iter())
            .map(|&agreement| self.agreement(agreement, after.as_ref()))
            .collect();
        let head = after.as_ref().map(After::head);
        let (states, notes) = after.map_or_else(Default::default, After::into_states);
        let mut found = Settlement {
            scenario: basis::scenario_head_of(self.dossier, &talks.scenario),
            none_in_force: talks.none_in_force,
            terms: agreements::term_heads(talks),
            forms,
            rule: rows::rule(&talks.ratification[self.rule]),
            sides: self.sides(),
            counts: SettleCounts {
                efficient_values,
                ..counts
            },
            efficient: listed,
            efficient_not_listed,
            forms_best: best,
            additive,
            tipping,
            binding,
            promises: promises::promises(self.dossier, Some(talks)),
            doubts,
            after: head,
            agreements,
            states,
            curve,
            notes,
        };
        found.notes.extend(self.notes(&found));
        found
    }

    fn counts(&self, efficient: &Bits, best_in_zone: &Bits, preferred: &Bits) -> SettleCounts {
        SettleCounts {
            combinations: self.talks.model.space().size() as u64,
            feasible: self.talks.model.feasible().count() as u64,
            zone: self.zone.count() as u64,
            preferred: preferred.count() as u64,
            efficient: efficient.count() as u64,
            efficient_values: 0,
            efficient_in_zone: efficient.count_in(self.zone) as u64,
            efficient_preferred: efficient.count_in(preferred) as u64,
            best_in_zone: best_in_zone.count() as u64,
            in_force_efficient: !self.talks.none_in_force && efficient.has(self.talks.reversion),
        }
    }

    fn sides(&self) -> Vec<SettledSide> {
        let sides = self.talks.sides.iter().zip(&self.values.sides);
        sides
            .zip(self.win_sets)
            .map(|((id, side), win_set)| side.head(self.dossier, self.talks, id, win_set))
            .collect()
    }

    fn additive(&self, named: &mut Named) -> Option<Additive> {
        let (talks, values) = (self.talks, self.values);
        let scored = Scored::new(talks, values)?;
        let feasible = talks.model.feasible();
        let not_forbidden = values.not_forbidden(feasible, &self.heard.judged);
        let over = [
            (AdditiveOver::All, feasible),
            (AdditiveOver::NotForbidden, &not_forbidden),
            (AdditiveOver::Zone, self.zone),
        ];
        let mut sets_of = |scored: &Scored| -> Vec<AdditiveSet> {
            let sets = over.iter();
            sets.map(|(over, among)| scored.over(*over, among, self.zone, named))
                .collect()
        };
        let sets = sets_of(&scored);
        let factions = values.sides.iter().map(|side| side.faction);
        let factions = factions.map(|f| f.map(|f| &talks.factions[f]));
        let factions: Vec<&CompiledFaction> = factions.collect::<Option<_>>().unwrap_or_default();
        let delivered = (factions.iter()).map(|faction| {
            let weights = promises::delivered_weights(self.dossier, talks, faction)?;
            Some(scores(&weights, values.numbered))
        });
        let delivered: Vec<Option<Scores>> = delivered.collect();
        let as_delivered = match delivered.iter().any(Option::is_some) {
            true => {
                let both = delivered.iter().zip(&scored.scores);
                let scores =
                    both.map(|(delivered, announced)| delivered.as_ref().unwrap_or(announced));
                let costs = factions
                    .iter()
                    .map(|faction| agreements::units(faction.cost));
                let costs = costs.collect();
                sets_of(&Scored::of(talks, values.numbered, scores.collect(), costs))
            }
            false => Vec::new(),
        };
        let nash = sets[0].points.iter().find(|p| p.kind == PointKind::Nash);
        let best = nash.map(|point| (named.all()[point.agreement], point.agreement));
        let forbidden = best.map(|best| {
            forbidden::forbidden(self.dossier, &scored, values, &self.heard.judged, best)
        });
        Some(Additive {
            sides: talks.sides.clone(),
            disagreement: scored
                .least
                .iter()
                .copied()
                .map(agreements::worth)
                .collect(),
            sets,
            as_delivered,
            forbidden,
        })
    }

    fn doubts(&self, additive: Option<&Additive>, named: &Named) -> Vec<DeliveryDoubt> {
        let points = additive.iter().flat_map(|a| &a.sets[0].points);
        let nash = points.into_iter().find(|p| p.kind == PointKind::Nash);
        nash.map_or_else(Vec::new, |point| {
            let agreement = (named.all()[point.agreement], point.agreement);
            promises::doubts(self.dossier, self.talks, agreement)
        })
    }

    /// The terms that something is promised by, and how large they must be for the best
    /// agreement of each form.
    fn tipping(&self, best: &[FormBest], named: &mut Named) -> Vec<Tipping> {
        let promises = self.dossier.file.promises.values();
        let mut terms: Vec<usize> = promises
            .filter_map(|p| {
                let id = p.term.as_ref()?;
                self.talks.terms.iter().position(|term| term.id == *id)
            })
            .collect();
        terms.sort_unstable();
        terms.dedup();
        let bases: Vec<State> = best.iter().map(|b| named.all()[b.agreement]).collect();
        let one = |term| {
            tipping::tipping(
                self.dossier,
                self.talks,
                &self.heard.judged,
                term,
                &bases,
                named,
            )
        };
        terms.into_iter().flat_map(one).collect()
    }

    fn agreement(&self, agreement: State, after: Option<&After>) -> SettledAgreement {
        let placed = after.map(|after| after.place(self.talks, agreement));
        let (state, no_state) = match placed {
            None => (None, None),
            Some(Ok(place)) => (Some(place), None),
            Some(Err(why)) => (None, Some(why)),
        };
        rows::agreement(self.dossier, self.talks, self.values, self.zone, agreement)
            .placed(state, no_state)
    }

    fn notes(&self, found: &Settlement) -> Vec<String> {
        let mut notes = Vec::new();
        let talks = self.talks;
        if !talks.none_in_force && !talks.model.feasible().has(talks.reversion) {
            notes.push(
                "The agreement in force breaks a rule about agreements: it is compared with \
                 others all the same."
                    .to_string(),
            );
        }
        if found.after.is_none() {
            notes.push(
                "No term sets an option of the model, so that nothing can be said of whether an \
                 agreement would be kept: give terms `sets`."
                    .to_string(),
            );
        }
        let weightless: Vec<String> = (self.values.sides.iter().zip(&found.sides))
            .filter(|(values, _)| values.scores.is_none())
            .map(|(_, side)| side.name.clone())
            .collect();
        if !weightless.is_empty() && weightless.len() < found.sides.len() {
            notes.push(format!(
                "There are no additive scores, since no weights were given for {}.",
                hikiwake_finding::words::joined(&weightless)
            ));
        }
        notes
    }
}
