//! What would hold at one date, how the states that matter lead to one another, and why
//! those who would like to move stay.

mod joint;
pub mod moves;
mod opening;
mod patterns;
mod sanctions;

pub(crate) use opening::opening;

use hikiwake_conflict::{Analysis, ConceptCount};
use hikiwake_finding::{Finding, Holding, ScenarioHead};

use crate::{
    Block, Document, Names, Number, Table, Text, count, provenance, scenarios, states, symbolic,
    thousands,
};

/// The analysis of one model by itself.
pub fn analysis(finding: &Finding<Analysis>, names: &Names) -> Document {
    let mut document = period(0, finding, names);
    let question = symbolic::question(&finding.dossier.question);
    document.blocks.splice(0..0, question);
    let stated = provenance::stated_only(&finding.finding, names);
    document.blocks.extend(stated);
    document
}

/// The analysis of one date among others. `at` is its place on the page, for the ids of its
/// drawing.
pub fn period(at: usize, finding: &Finding<Analysis>, names: &Names) -> Document {
    let found = &finding.finding;
    let title = scenarios::period_name(&found.scenario);
    let mut document = Document::new(title, &finding.dossier.title);
    document.blocks.extend(about(found));
    document.push(Block::list(opening(found, names)));
    document
        .blocks
        .extend(found.notes.iter().map(Block::caution));
    document.push(Block::heading(1, "What would hold"));
    document.blocks.extend(held(found, names));
    let (drawn, as_table) = moves::moves(at, found, names);
    document.blocks.extend(drawn);
    document.blocks.extend(sanctions::cards(found, names));
    document.blocks.extend(joint::joint(found, names));
    let summary = "What the options mean";
    let options = states::options(&found.options, names, true);
    document.push(Block::details(summary, vec![options]));
    document.blocks.extend(as_table);
    document.blocks.extend(joint::why(found, names));
    if !found.rows.is_empty() {
        let states = count(found.rows.len() as u64, "state", "states");
        let mut table = Table::new(["State", "Options taken"]);
        for row in &found.rows {
            let code = Text::from(states::code(row));
            table.row([code, states::described(row).into()]);
        }
        let summary = format!("What each code stands for ({states})");
        document.push(Block::details(summary, vec![Block::Table(table)]));
    }
    document
}

/// Which model, of which day, and what was known then.
fn about(found: &Analysis) -> Option<Block> {
    let ScenarioHead {
        period,
        reading,
        stated_only,
    } = &found.scenario;
    let mut parts = Vec::new();
    if let Some(period) = period {
        parts.push(match &period.date {
            Some(date) if *date == period.id => format!("Snapshot of {date}."),
            Some(date) => format!("Period {}, snapshot of {date}.", period.id),
            None => format!("Period {}.", period.id),
        });
        parts.push(period.knowledge.clone());
    }
    if let Some(reading) = reading {
        parts.push(format!("Reading: {}. {}", reading.label, reading.text));
    }
    if *stated_only {
        parts.push("Only judgements that the sources state.".to_owned());
    }
    parts.retain(|part| !part.is_empty());
    (!parts.is_empty()).then(|| Block::paragraph(parts.join(" ")))
}

fn held(found: &Analysis, names: &Names) -> Vec<Block> {
    let mut blocks = Vec::new();
    let others = others(found);
    if found.equilibria.is_empty() {
        let none = "No state holds under any of the five concepts.";
        blocks.push(Block::paragraph(none));
    }
    let listed = || found.equilibria.iter().chain(others.iter().copied());
    if listed().next().is_some() {
        let quo = found.status_quo.as_ref();
        let table = states::holdings(&found.options, listed(), quo, names).caption(
            "Best supported first; then, for comparison, the status quo and what happened where \
             these do not hold. Changes to the state before are told with the ids of the options.",
        );
        blocks.push(Block::Table(table));
        blocks.extend(states::marks_meaning(
            listed().map(|holding| &holding.state),
        ));
        let (shown, more) = (found.equilibria.len(), found.equilibria_not_listed);
        blocks.extend(Block::not_listed(shown, more));
    }
    let are = if found.feasible == 1 { "is" } else { "are" };
    blocks.push(Block::Table(counts(&found.equilibrium_counts).caption(
        format!(
            "How many states hold, and how many of them are reached from the status quo. Of {} \
         combinations of options, {} {are} feasible.",
            thousands(found.combinations),
            count(found.feasible, "state", "states")
        ),
    )));
    if !found.patterns.is_empty() {
        blocks.push(Block::Table(patterns::table(found)));
    }
    blocks
}

/// The status quo and the outcomes that the list lacks.
fn others(found: &Analysis) -> Vec<&Holding> {
    let outcomes = found.outcomes.iter().filter_map(|o| o.holding.as_ref());
    let mut rows: Vec<&Holding> = Vec::new();
    for holding in found.status_quo.iter().chain(outcomes) {
        let code = &holding.state.code;
        let mut shown = found.equilibria.iter().chain(rows.iter().copied());
        if shown.all(|other| other.state.code != *code) {
            rows.push(holding);
        }
    }
    rows
}

/// How many states hold under each concept, by how they are reached.
fn counts(counts: &[ConceptCount]) -> Table {
    let heads = [
        "Concept",
        "Hold",
        "by best replies",
        "by improvements",
        "with a joint move",
    ];
    let mut table = Table::numbers(heads);
    for one in counts {
        let reached = [one.by_best_replies, one.by_improvements, one.by_joint_move];
        let row = [one.states].into_iter().chain(reached).map(whole);
        table.row([one.concept.as_str().into()].into_iter().chain(row));
    }
    table
}

fn whole(number: u64) -> Text {
    Number::whole(number).into()
}
