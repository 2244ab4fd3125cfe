//! Heads and rows of the finding.

use hikiwake_dossier::file::{Degree, Evidence};
use hikiwake_dossier::{Dossier, Judge, Negotiation};

use super::power::role;
use super::table::{Table, verdict};
use super::types::*;
use super::{chances, passing};
use crate::agreements::{agreement_row, faction_heads, term_heads};
use crate::form_grounds::undoes_in_force;
use hikiwake_finding::{ActorHead, AnalyseSettings, ClaimHead, basis};

pub(super) fn sides(dossier: &Dossier, talks: &Negotiation) -> Vec<ActorHead> {
    let side = |id: &String| ActorHead {
        id: id.clone(),
        name: basis::actor_name(dossier, id),
    };
    talks.sides.iter().map(side).collect()
}

pub(super) fn forms(talks: &Negotiation) -> Vec<FormHead> {
    let forms = talks.forms.iter().map(|form| FormHead {
        id: form.id.clone(),
        label: form.label.clone(),
        text: form.text.clone(),
        ground: ground(&form.evidence),
    });
    forms.collect()
}

pub(super) fn rules(talks: &Negotiation) -> Vec<RatificationHead> {
    let rules = talks.ratification.iter().enumerate();
    let head = rules.map(|(index, rule)| RatificationHead {
        id: rule.id.clone(),
        label: match rule.label.is_empty() {
            true => rule.id.clone(),
            false => rule.label.clone(),
        },
        text: rule.text.clone(),
        usual: index == talks.usual,
        ground: ground(&rule.evidence),
    });
    head.collect()
}

pub(super) fn ground(evidence: &Evidence) -> RatifyGround {
    RatifyGround {
        basis: basis::basis_name(evidence.basis.unwrap_or_default()).to_owned(),
        hindsight: evidence.hindsight,
        because: evidence.because.clone(),
        note: evidence.note.clone(),
    }
}

/// One date.
pub(super) fn period(
    dossier: &Dossier,
    table: &Table,
    settings: &AnalyseSettings,
    notes: &mut Vec<String>,
) -> RatifyPeriod {
    let talks = table.talks;
    let counts: Vec<u64> = table.by_form.iter().map(|f| f.count() as u64).collect();
    let form_id = |column: usize| talks.forms.get(column).map(|form| form.id.clone());
    let chances = chances::Chanced::new(table, settings, notes);
    RatifyPeriod {
        scenario: basis::scenario_head_of(dossier, &talks.scenario),
        terms: term_heads(talks),
        agreements: table.new.count() as u64,
        reversion: agreement_row(talks, talks.reversion),
        by_form: (counts.iter().enumerate())
            .map(|(column, &agreements)| FormCount {
                form: form_id(column),
                agreements,
                undoes_in_force: undoes_in_force(table.heard, &table.by_form[column]),
            })
            .collect(),
        factions: factions(dossier, table, &counts),
        holders: holders(dossier, talks),
        rules: (0..talks.ratification.len())
            .map(|rule| passing::ratified(table, rule, &chances, settings, notes))
            .collect(),
    }
}

fn factions(dossier: &Dossier, table: &Table, counts: &[u64]) -> Vec<FactionRow> {
    let talks = table.talks;
    let mut rows: Vec<FactionRow> = Vec::new();
    for (index, head) in faction_heads(dossier, talks).into_iter().enumerate() {
        let faction = &talks.factions[index];
        let judged = &table.judged[index];
        let roles = roles(talks, index);
        // Without votes one matters only where a rule asks it.
        if faction.votes == 0 && roles.is_empty() {
            continue;
        }
        let cell = |(here, &all): (_, &u64)| {
            let accepts = judged.accepts.count_in(here) as u64;
            let rejects = judged.rejects.count_in(here) as u64;
            Cell {
                says: match () {
                    () if all == 0 => Says::NoAgreement,
                    () if accepts == all => Says::Accepts,
                    () if rejects == all => Says::Rejects,
                    () if accepts + rejects == 0 => Says::DoesNotMind,
                    () => Says::Depends,
                },
                accepts,
                does_not_mind: all - accepts - rejects,
                rejects,
            }
        };
        rows.push(FactionRow {
            head,
            influence: degree(faction.weight.0).into(),
            salience: degree(faction.weight.1).into(),
            judges_by: match &faction.judge {
                Judge::Nothing => "nothing",
                Judge::Forms(_) => "forms",
                Judge::Order { .. } => "statements",
                Judge::Weights => "weights",
            }
            .into(),
            doubt: faction.doubt,
            on_reversion: match verdict(judged.verdict(talks.reversion)) {
                hikiwake_bargain::vote::Vote::Accepts => Says::Accepts,
                hikiwake_bargain::vote::Vote::DoesNotMind => Says::DoesNotMind,
                hikiwake_bargain::vote::Vote::Rejects => Says::Rejects,
            },
            cells: table.by_form.iter().zip(counts).map(cell).collect(),
            roles,
        });
    }
    // Side by side, third parties last; within a side as in the dossier.
    let place = |row: &FactionRow| {
        let side = row.head.side.as_ref();
        side.and_then(|side| talks.sides.iter().position(|s| s == side))
            .unwrap_or(talks.sides.len())
    };
    rows.sort_by_key(place);
    rows
}

fn degree(degree: Degree) -> &'static str {
    match degree {
        Degree::Low => "low",
        Degree::Medium => "medium",
        Degree::High => "high",
    }
}

fn roles(talks: &Negotiation, faction: usize) -> Vec<FactionRole> {
    let mut roles = Vec::new();
    for rule in &talks.ratification {
        for (gate, side) in rule.gates.iter().zip(&talks.sides) {
            let veto = gate.vetoes.iter().find(|&&(f, _)| f == faction);
            let counted = gate.quota.is_some() || gate.majority;
            let votes = (counted && gate.voters.contains(&faction)).then_some("votes");
            let veto = veto.map(|&(_, found)| role(found));
            roles.extend(veto.into_iter().chain(votes).map(|role| FactionRole {
                rule: rule.id.clone(),
                side: side.clone(),
                role: role.into(),
            }));
        }
    }
    roles
}

pub(super) fn holders(dossier: &Dossier, talks: &Negotiation) -> Vec<FileHolder> {
    let holders = talks.holders.iter().map(|holder| {
        let mut ground = ground(&holder.evidence);
        if let Some(reading) = &holder.reading {
            let name = basis::reading_name(dossier, reading);
            ground.note = format!("So the reading “{name}” has it.");
        }
        FileHolder {
            side: holder.side.clone(),
            faction: holder.faction.clone(),
            ground,
        }
    });
    holders.collect()
}

/// The claims that the finding names, in order of the dossier.
pub(super) fn claims(dossier: &Dossier, found: &DomesticRatification) -> Vec<ClaimHead> {
    let mut named: Vec<&String> = Vec::new();
    let forms = found.forms.iter().map(|form| &form.ground);
    let rules = found.rules.iter().map(|rule| &rule.ground);
    for ground in forms.chain(rules) {
        named.extend(&ground.because);
    }
    for period in &found.periods {
        let factions = period.factions.iter().map(|row| &row.head.because);
        let holders = period.holders.iter().map(|holder| &holder.ground.because);
        named.extend(factions.chain(holders).flatten());
    }
    let ids = dossier.file.claims.keys();
    let ids: Vec<String> = (ids.map(|id| id.to_string()))
        .filter(|id| named.contains(&id))
        .collect();
    basis::claims(dossier, &ids)
}
