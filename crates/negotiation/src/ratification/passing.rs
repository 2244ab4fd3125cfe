//! How agreements fare under one rule.

use hikiwake_bargain::vote::{self, Decisive, decisive};
use hikiwake_graph::Bits;

use super::chances::Chanced;
use super::notes::note;
use super::power;
use super::table::Table;
use super::types::*;
use crate::agreements::passes;
use hikiwake_finding::AnalyseSettings;
use hikiwake_finding::words::thousands;

/// Per column and faction, agreements.
type Counts = Vec<Vec<u64>>;

/// Who is decisive on one side.
struct Turns {
    keeps_out: Counts,
    could_open: Vec<u64>,
    carries: Counts,
    /// Per column, those that fail for no one's no alone.
    several: Vec<u64>,
}

pub(super) fn ratified(
    table: &Table,
    rule: usize,
    chances: &Chanced,
    settings: &AnalyseSettings,
    notes: &mut Vec<String>,
) -> Ratified {
    let talks = table.talks;
    let gates = &talks.ratification[rule].gates;
    let plain: Vec<vote::Gate> = gates.iter().map(|gate| table.gate(gate)).collect();
    let wins = table.wins[rule];
    let found = chances.under(table, &plain, settings.list, notes);
    let mut sides = Vec::new();
    for (side, id) in talks.sides.iter().enumerate() {
        let turns = turns(table, &plain[side]);
        if turns.is_none() {
            note(
                notes,
                &format!(
                    "The factions tell more than {} kinds of agreements apart, so nothing is said of \
                 who is decisive on which: shorter orders of statements, or forms, would do.",
                    thousands(super::table::MOST_KINDS as u64)
                ),
            );
        }
        let power = power::power(table, &plain[side]);
        if power.is_none() {
            note(
                notes,
                "Nothing is said of the power of votes as large and uneven as these, or of \
                 more than 88 who vote: votes in thousands do as well.",
            );
        }
        let columns = columns(table, &wins[side]);
        sides.push(SideRatified {
            side: id.clone(),
            gate: power::head(talks, &gates[side]),
            win_set: table.count_new(&wins[side]),
            by_form: (columns.into_iter().enumerate())
                .map(|(column, mut row)| {
                    if let Some(turns) = &turns {
                        row.kept_out_by = ranked(table, &turns.keeps_out[column]);
                        row.could_stop = ranked(table, &turns.carries[column]);
                        row.kept_out_by_several = turns.several[column];
                    }
                    row.chance = found.sides[side][column];
                    row
                })
                .collect(),
            decisive: turns.map_or_else(Vec::new, |turns| rows(table, &turns)),
            power,
        });
    }
    let zone = table.zone(wins.iter().map(|wins| &**wins));
    let verdict = |faction: usize| table.judged[faction].verdict(talks.reversion);
    let admitted = !talks.none_in_force && talks.model.feasible().has(talks.reversion);
    Ratified {
        rule: talks.ratification[rule].id.clone(),
        sides,
        zone: zone.count() as u64,
        reversion_passes: admitted.then(|| gates.iter().all(|gate| passes(talks, gate, verdict))),
        by_form: (columns(table, &zone).into_iter().enumerate())
            .map(|(column, row)| FormRatified {
                chance: found.joint[column],
                ..row
            })
            .collect(),
        likeliest: found.likeliest,
    }
}

/// Form by form, how many of these pass.
fn columns(table: &Table, passing: &Bits) -> Vec<FormRatified> {
    let column = |(column, form): (usize, &Bits)| {
        let agreements = form.count() as u64;
        let passes = form.count_in(passing) as u64;
        FormRatified {
            form: table.talks.forms.get(column).map(|form| form.id.clone()),
            agreements,
            passes,
            how: match passes {
                _ if agreements == 0 => HowMany::NoAgreement,
                0 => HowMany::None,
                n if n == agreements => HowMany::All,
                _ => HowMany::Some,
            },
            kept_out_by: Vec::new(),
            kept_out_by_several: 0,
            could_stop: Vec::new(),
            chance: None,
        }
    };
    table.by_form.iter().enumerate().map(column).collect()
}

fn turns(table: &Table, gate: &vote::Gate) -> Option<Turns> {
    let (columns, factions) = (table.by_form.len(), table.judged.len());
    let none = || vec![vec![0; factions]; columns];
    let mut turns = Turns {
        keeps_out: none(),
        could_open: vec![0; factions],
        carries: none(),
        several: vec![0; columns],
    };
    for kind in table.kinds.as_ref()? {
        let (passes, who) = decisive(gate, &kind.says);
        if !passes && !who.contains(&Some(Decisive::KeepsOut)) {
            turns.several[kind.form] += kind.count;
        }
        for (faction, turn) in who.into_iter().enumerate() {
            match turn {
                Some(Decisive::KeepsOut) => turns.keeps_out[kind.form][faction] += kind.count,
                Some(Decisive::CouldOpen) => turns.could_open[faction] += kind.count,
                Some(Decisive::Carries) => turns.carries[kind.form][faction] += kind.count,
                None => {}
            }
        }
    }
    Some(turns)
}

/// The factions with any, most first.
fn ranked(table: &Table, counts: &[u64]) -> Vec<FactionCount> {
    let factions = table.talks.factions.iter().zip(counts);
    let mut ranked: Vec<FactionCount> = factions
        .filter(|(_, agreements)| **agreements > 0)
        .map(|(faction, &agreements)| FactionCount {
            faction: faction.actor.clone(),
            agreements,
        })
        .collect();
    ranked.sort_by_key(|count| std::cmp::Reverse(count.agreements));
    ranked
}

/// Those who are decisive on anything, most often first.
fn rows(table: &Table, turns: &Turns) -> Vec<DecisiveRow> {
    let sum = |counts: &Counts, faction: usize| counts.iter().map(|c| c[faction]).sum::<u64>();
    let factions = table.talks.factions.iter().enumerate();
    let row = factions.map(|(index, faction)| {
        let keeps_out = sum(&turns.keeps_out, index);
        let (could_open, carries) = (turns.could_open[index], sum(&turns.carries, index));
        DecisiveRow {
            faction: faction.actor.clone(),
            keeps_out,
            could_open,
            carries,
            swings: keeps_out + could_open + carries,
        }
    });
    let mut rows: Vec<DecisiveRow> = row.filter(|row| row.swings > 0).collect();
    rows.sort_by_key(|row| {
        (
            std::cmp::Reverse(row.keeps_out),
            std::cmp::Reverse(row.swings),
        )
    });
    rows
}
