//! The file in other hands: what that alone changes.

use hikiwake_dossier::{CompiledGate, Dossier, Role};
use hikiwake_graph::Bits;

use super::rows;
use super::table::Table;
use super::types::*;
use crate::agreements::win_set;

pub(super) fn change(dossier: &Dossier, before: &Table, now: &Table) -> RatifyChange {
    let id = |table: &Table| table.talks.scenario.period.clone().unwrap_or_default();
    let held = |table: &Table| rows::holders(dossier, table.talks);
    let (earlier, later) = (held(before), held(now));
    let mut holders = Vec::new();
    for holder in &later {
        let former = earlier.iter().find(|former| former.side == holder.side);
        if let Some(former) = former.filter(|former| former.faction != holder.faction) {
            holders.extend(in_other_hands(
                now,
                &holder.side,
                &former.faction,
                &holder.faction,
            ));
        }
    }
    RatifyChange {
        from: id(before),
        to: id(now),
        holders,
    }
}

/// What would pass now on this side if `former` still held the file.
fn in_other_hands(table: &Table, side: &str, former: &str, later: &str) -> Option<HolderChange> {
    let talks = table.talks;
    let index = talks.sides.iter().position(|id| id == side)?;
    let (old, new) = (talks.faction_of(former)?, talks.faction_of(later)?);
    let mut rules = Vec::new();
    for (rule, wins) in talks.ratification.iter().zip(&table.wins) {
        let gate = &rule.gates[index];
        if !gate.asks_holder {
            continue;
        }
        let passes = |holder: usize| win_set(talks, table.judged, &held_by(gate, holder));
        let (with_old, with_new) = (passes(old), passes(new));
        let zone = |win: &Bits| {
            let others = wins.iter().enumerate().filter(|(side, _)| *side != index);
            let all = others.map(|(_, wins)| &**wins).chain([win]);
            table.zone(all).count() as u64
        };
        let by_form = |than: &dyn Fn(usize, usize) -> bool| {
            let forms = talks.forms.iter().zip(&table.by_form);
            forms
                .filter(|(_, form)| than(form.count_in(&with_new), form.count_in(&with_old)))
                .map(|(form, _)| form.id.clone())
                .collect()
        };
        rules.push(HolderRule {
            rule: rule.id.clone(),
            before: HeldBy {
                win_set: table.count_new(&with_old),
                zone: zone(&with_old),
            },
            now: HeldBy {
                win_set: table.count_new(&with_new),
                zone: zone(&with_new),
            },
            opened: by_form(&|new, old| new > old),
            closed: by_form(&|new, old| new < old),
        });
    }
    Some(HolderChange {
        side: side.to_owned(),
        from: former.to_owned(),
        to: later.to_owned(),
        rules,
    })
}

/// The gate with this faction as the one that holds the file.
fn held_by(gate: &CompiledGate, holder: usize) -> CompiledGate {
    let mut held = gate.clone();
    held.vetoes.retain(|&(_, role)| role != Role::Holder);
    if held.vetoes.iter().all(|&(faction, _)| faction != holder) {
        held.vetoes.push((holder, Role::Holder));
    }
    held
}
