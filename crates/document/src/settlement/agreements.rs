//! Agreements by number: how each government sees them, and what becomes of them.

use hikiwake_finding::PreferenceVerdict;
use hikiwake_negotiation::{AfterState, Betrayal, Kept, SettledAgreement, Settlement};

use super::name;
use crate::statements::statement;
use crate::states::{CONCEPTS, reach};
use crate::{Align, Block, Inline, Item, Stance, Table, Text, joined};

/// `A3 Two islands and a treaty`.
pub(super) fn label(found: &Settlement, at: usize) -> String {
    let row = &found.agreements[at].row;
    let form = row.form.as_ref();
    let form = form.and_then(|id| found.forms.iter().find(|form| form.id == *id));
    let form = form.map_or("(of no named form)", |form| &form.label);
    let in_force = if row.in_force { " (in force)" } else { "" };
    format!("A{at} {form}{in_force}")
}

/// How to read a table of agreements.
pub(super) const KEY: &str = "A1, A2, … are told term by term below. Passes: the rule of ratification lets it pass on all \
     sides (it is in the zone of agreement). Under each government: + better than what is in force \
     by its own order, − worse, = no difference. Kept: nobody would break it, by all five \
     ways of looking ahead or those named. As now: it is left only by steps that would be taken \
     anyway. Not known: it leads to what is in place, so that the model knows none of its steps.";

/// Agreements with what becomes of them, each with a remark.
pub(super) fn table(found: &Settlement, rows: impl Iterator<Item = (usize, String)>) -> Table {
    let sides = found.sides.iter().map(|side| side.name.as_str());
    let heads = ["Agreement", "Passes"].into_iter().chain(sides);
    let after = ["Kept", "Reached", "Broken by"];
    let after = after.iter().filter(|_| found.after.is_some());
    let mut table = Table::new(heads.chain(after.copied()));
    for column in &mut table.columns[1..2 + found.sides.len()] {
        column.align = Align::Centre;
    }
    for (at, remark) in rows {
        let agreement = &found.agreements[at];
        let passes = if agreement.zone { "yes" } else { "no" };
        let mut row: Vec<Text> = vec![(label(found, at) + &remark).into(), passes.into()];
        row.extend(
            agreement
                .seen
                .iter()
                .map(|seen| verdict(seen.verdict).into()),
        );
        if found.after.is_some() {
            let state = agreement.state.map(|state| &found.states[state]);
            row.push(kept(agreement, state).into());
            let reached = state.and_then(|state| state.holding.reach);
            row.push(reached.map_or("", reach).into());
            let first = state.and_then(|state| state.betrayals.first());
            row.push(first.map_or(String::new(), betrayal).into());
        }
        table.row(row);
    }
    table
}

fn verdict(verdict: PreferenceVerdict) -> Inline {
    match verdict {
        PreferenceVerdict::Better => Inline::mark("+", "better", Stance::For),
        PreferenceVerdict::Worse => Inline::mark("−", "worse", Stance::Against),
        PreferenceVerdict::Equal => Inline::mark("=", "no difference", Stance::Neither),
    }
}

fn kept(agreement: &SettledAgreement, state: Option<&AfterState>) -> String {
    match (state, &agreement.no_state) {
        (Some(state), _) => match state.kept {
            Kept::Holds => match state.holding.concepts.as_slice() {
                all if all.len() == CONCEPTS.len() => "kept".to_owned(),
                some => format!("kept ({})", some.join(" ")),
            },
            Kept::AsNow => "as now".to_owned(),
            Kept::Betrayed => "broken".to_owned(),
            Kept::NotKnown if agreement.row.in_force => "in place".to_owned(),
            Kept::NotKnown => "not known".to_owned(),
        },
        (None, Some(_)) => "not in the model".to_owned(),
        (None, None) => String::new(),
    }
}

/// The step, and what it is beside what was agreed.
fn betrayal(betrayal: &Betrayal) -> String {
    let notes = [
        (!betrayal.undoes.is_empty(), "undoes what was agreed"),
        (!betrayal.opens.is_empty(), "possible only once signed"),
        (betrayal.anyway, "would be done anyway"),
    ];
    let notes = notes.into_iter().filter(|(is, _)| *is);
    let notes: String = notes.map(|(_, note)| format!(" ({note})")).collect();
    format!("{}{notes}", betrayal.step.text)
}

/// Each agreement that the finding names: what it changes, who would be worse off, and
/// why it would be broken.
pub(super) fn each(found: &Settlement) -> Block {
    let agreements = found.agreements.iter().enumerate();
    let items = agreements.map(|(at, agreement)| Item {
        text: changes(found, at, agreement),
        under: reasons(found, agreement),
    });
    Block::List {
        ordered: false,
        items: items.collect(),
    }
}

fn changes(found: &Settlement, at: usize, agreement: &SettledAgreement) -> Text {
    let mut text = Text::from(Inline::Strong(label(found, at)));
    if !agreement.changes.is_empty() {
        text = text.and(format!(": {}.", agreement.changes));
    }
    if !agreement.beyond.is_empty() {
        let beyond = agreement.beyond.join(", ");
        text = text.and(format!(" The model has no options for: {beyond}."));
    }
    if let Some(why) = &agreement.no_state {
        text = text.and(format!(" Not in the model after signing: {why}"));
    }
    text
}

fn reasons(found: &Settlement, agreement: &SettledAgreement) -> Vec<Block> {
    let mut reasons: Vec<Text> = Vec::new();
    for seen in &agreement.seen {
        if let (PreferenceVerdict::Worse, Some(why)) = (seen.verdict, seen.statements.first()) {
            let worse = format!("Worse for {} by ", name(found, &seen.side));
            reasons.push(Text::from(worse).then(statement(why)));
        }
    }
    let state = agreement.state.map(|state| &found.states[state]);
    if let Some(first) = state.and_then(|state| state.betrayals.first()) {
        let mut text = Text::from(format!("First to break it: {}", first.step.text));
        for why in first
            .step
            .because
            .iter()
            .flat_map(|why| why.statements.first())
        {
            text = text.and(", for ").then(statement(why));
        }
        if let Some(rest) = &first.rest {
            text = text
                .and(". Each side’s best moves then come to rest at ")
                .and(Inline::State {
                    code: rest.code.clone(),
                    words: rest.text.clone(),
                })
                .and(".");
        }
        reasons.push(text);
    }
    if let Some(worse) = state
        .map(|state| &state.worse_off)
        .filter(|worse| !worse.is_empty())
    {
        let who: Vec<&str> = worse.iter().map(|id| name(found, id)).collect();
        reasons.push(
            format!(
                "In the end worse off than with what is in place: {}",
                joined(&who)
            )
            .into(),
        );
    }
    match reasons.is_empty() {
        true => Vec::new(),
        false => vec![Block::list(reasons)],
    }
}
