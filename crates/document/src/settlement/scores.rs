//! What additive scores promise, and what forbids it.

use hikiwake_negotiation::{
    Additive, AdditiveOver, AdditiveSet, BargainPoint, Forbidden, Settlement,
};

use super::agreements::label;
use super::name;
use crate::statements::statement;
use crate::{Block, Table, Text, count, thousands};

/// Everything that is found by weights added up.
pub(super) fn scores(found: &Settlement) -> Vec<Block> {
    let Some(additive) = &found.additive else {
        return Vec::new();
    };
    let heading = "Added up, as if a loss in one term were paid for by a gain in another";
    let mut blocks = vec![
        Block::heading(2, heading),
        Block::Table(points(found, additive)),
    ];
    let paid = additive.sets.first().and_then(|set| set.payments.as_ref());
    let flows = paid.iter().flat_map(|paid| &paid.flows);
    let flows = flows.map(|(from, to, amount)| {
        let [from, to] = [from, to].map(|side| name(found, &additive.sides[*side]));
        format!("{from} paid {to} {amount:.1}")
    });
    let flows: Vec<String> = flows.collect();
    if !flows.is_empty() {
        blocks.push(Block::paragraph(format!(
            "Were scores money, the largest sum would be shared equally if {}.",
            flows.join(" and ")
        )));
    }
    if let Some(forbidden) = additive.forbidden.as_ref().filter(|all| all.rejected > 0) {
        blocks.extend(rejected(found, forbidden));
    }
    blocks
}

fn points(found: &Settlement, additive: &Additive) -> Table {
    let sides = additive.sides.iter().map(|side| name(found, side));
    let heads = ["Point"].into_iter().chain(sides).chain(["Agreement"]);
    let mut table = Table::new(heads).caption(
        "Additive scores: the sum of each government’s weights; in brackets the gain over what it \
         must be given.",
    );
    let as_found = additive.sets.iter().map(|set| (set, ""));
    let delivered = additive.as_delivered.iter();
    let delivered = delivered.map(|set| (set, ", offers counted as delivered"));
    for (set, remark) in as_found.chain(delivered) {
        let over = match set.over {
            AdditiveOver::All => "All agreements",
            AdditiveOver::NotForbidden => "Those that no government rejects",
            AdditiveOver::Zone => "The zone of agreement",
        };
        table.over(format!("{over} ({}){remark}", thousands(set.agreements)));
        set_rows(found, set, &mut table);
    }
    table
}

/// Points that are one agreement stand in one row.
fn set_rows(found: &Settlement, set: &AdditiveSet, table: &mut Table) {
    if set.points.is_empty() {
        table.row(["None gives every government what it must have."]);
    }
    let same = |a: &BargainPoint, b: &BargainPoint| a.agreement == b.agreement;
    for (at, point) in set.points.iter().enumerate() {
        if set.points[..at].iter().any(|before| same(before, point)) {
            continue;
        }
        let kinds = set.points.iter().filter(|other| same(other, point));
        let kinds: Vec<&str> = kinds.map(|point| point.kind.words()).collect();
        let scores = point.scores.iter().zip(&point.gains);
        let scores = scores.map(|(score, gain)| format!("{score:.1} ({gain:+.1})"));
        let row = [kinds.join(", ")].into_iter().chain(scores);
        table.row(row.chain([label(found, point.agreement)]));
    }
}

fn rejected(found: &Settlement, forbidden: &Forbidden) -> [Block; 2] {
    let promised = count(forbidden.promised, "agreement", "agreements");
    let rejected = thousands(forbidden.rejected);
    let by = forbidden.by.iter().map(|by| {
        let red_line = if by.red_line { ", a red line" } else { "" };
        let by_whom = name(found, &by.side);
        let mut text = Text::from(format!(
            "{} by {by_whom}{red_line}",
            thousands(by.agreements)
        ));
        for why in &by.statements {
            text = text.and(": ").then(statement(why));
        }
        match by.forms.is_empty() {
            true => text,
            false => text.and(format!(", which says no to {}", by.forms.join(", "))),
        }
    });
    [
        Block::paragraph(format!(
            "Of {promised} by which every government gains, added up, {rejected} are rejected by a \
             government’s own judgement:"
        )),
        Block::list(by),
    ]
}
