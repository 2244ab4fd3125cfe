//! Gates in words, and power in them.

use hikiwake_bargain::vote;
use hikiwake_dossier::{CompiledGate, Negotiation, Role};

use super::table::Table;
use super::types::*;
use hikiwake_finding::words;

/// Who must accept. `name` names a faction for the reader.
pub(super) fn head(talks: &Negotiation, gate: &CompiledGate) -> GateHead {
    let mut vetoes: Vec<VetoHead> = Vec::new();
    for &(faction, found) in &gate.vetoes {
        vetoes.push(VetoHead {
            faction: talks.factions[faction].actor.clone(),
            role: role(found).into(),
        });
    }
    let counted = gate.quota.is_some() || gate.majority;
    let all = gate.voters.iter().filter(|_| counted);
    let votes = all.map(|&f| u64::from(talks.factions[f].votes)).sum();
    GateHead {
        text: text(gate, votes),
        vetoes,
        quota: gate.quota,
        majority: gate.majority,
        votes,
    }
}

fn text(gate: &CompiledGate, votes: u64) -> String {
    let mut parts = Vec::new();
    let is = |wanted: Role| gate.vetoes.iter().filter(move |(_, role)| *role == wanted);
    if is(Role::Leader).count() > 0 {
        parts.push("the leader must not reject".to_owned());
    }
    match is(Role::Veto).count() {
        0 => {}
        1 => parts.push("one with a veto must not reject".to_owned()),
        n => parts.push(format!("{n} with a veto must not reject")),
    }
    if is(Role::Holder).count() > 0 {
        parts.push("whoever holds the file must not reject".to_owned());
    }
    if let Some(quota) = gate.quota {
        let quota = words::thousands(u64::from(quota));
        let votes = words::no_or_count(votes, "vote", "votes");
        parts.push(format!(
            "those who do not reject must have {quota} of {votes}"
        ));
    }
    if gate.majority {
        parts.push("those who accept must outvote those who reject".to_owned());
    }
    words::joined(&parts)
}

/// What a member of a gate is called.
pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Leader => "leader",
        Role::Veto => "veto",
        Role::Holder => "holder",
    }
}

/// Power in a gate; `None` where coalitions are too many to be counted.
pub(super) fn power(table: &Table, gate: &vote::Gate) -> Option<PowerHead> {
    let power = vote::power(gate)?;
    let row = |player: &vote::Player| PowerRow {
        faction: table.talks.factions[player.faction].actor.clone(),
        swings: player.swings.to_string(),
        banzhaf: player.banzhaf.value(),
        banzhaf_share: player.banzhaf_share.value(),
        shapley: player.shapley.value(),
        shapley_exact: match player.shapley.under {
            1 => player.shapley.over.to_string(),
            under => format!("{}/{under}", player.shapley.over),
        },
    };
    Some(PowerHead {
        winning: power.winning.to_string(),
        members: power.players.iter().map(row).collect(),
    })
}
