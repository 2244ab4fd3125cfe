//! What would hold at one date, how the states that matter lead to one another, and why
//! those who would like to move stay.

mod common_ground;
mod joint;
pub mod moves;
mod opening;
mod patterns;
mod sanctions;

use opening::points;
pub(crate) use opening::{answer, in_place, verdict as verdict_on, what_happened};

use hikiwake_conflict::{Analysis, ConceptCount};
use hikiwake_finding::{Finding, Holding, ScenarioHead};

use crate::{
    Block, Document, Names, Number, Table, Text, provenance, scenarios, states, thousands,
};

/// The analysis of one model by itself.
pub fn analysis(finding: &Finding<Analysis>, names: &Names) -> Document {
    period(0, finding, names)
}

/// The analysis of one date among others. `at` is its place on the page, for the ids of its
/// drawing.
pub fn period(at: usize, finding: &Finding<Analysis>, names: &Names) -> Document {
    let found = &finding.finding;
    let title = scenarios::period_name(&found.scenario);
    let mut document = Document::new(title, &finding.dossier.title).answering(answer(found, names));
    document.blocks.extend(reading(found));
    document
        .blocks
        .extend(in_place(found).map(Block::paragraph));
    document.push(Block::list(points(found, names)));
    let basis = provenance::figure::bar(format!("rests-on-{at}"), found);
    document.blocks.extend(basis.map(Block::Figure));
    document
        .blocks
        .extend(found.notes.iter().map(Block::caution));
    let mut fold = |summary: &str, blocks: Vec<Block>| {
        if !blocks.is_empty() {
            document.push(Block::details(summary, blocks));
        }
    };
    fold("Every arrangement that would last", held(found, names));
    let happened = found.outcomes.iter();
    let happened: Vec<String> = happened
        .map(|outcome| what_happened(found, outcome, names))
        .collect();
    if !happened.is_empty() {
        fold("What happened, and why", vec![Block::list(happened)]);
    }
    fold("How the moves lead on", moves::moves(at, found, names));
    fold("Why they stay", sanctions::cards(found, names));
    fold("What groups could do together", joint::joint(found, names));
    fold(
        "On what the sources state alone",
        provenance::stated_only(found, names),
    );
    fold(
        "What was known, and what words and codes stand for",
        meanings(found, names),
    );
    document.naming_what_lasts()
}

/// What is supposed beside the base reading.
fn reading(found: &Analysis) -> Option<Block> {
    let ScenarioHead {
        reading,
        stated_only,
        ..
    } = &found.scenario;
    let reading = reading
        .iter()
        .map(|reading| format!("Reading: {}. {}", reading.label, reading.text));
    let stated = stated_only.then(|| "Only judgements that the sources state.".to_owned());
    let parts: Vec<String> = reading.chain(stated).collect();
    (!parts.is_empty()).then(|| Block::paragraph(parts.join(" ")))
}

/// What the options are, and what each code stands for.
fn meanings(found: &Analysis, names: &Names) -> Vec<Block> {
    let known = found.scenario.period.iter().map(|period| &period.knowledge);
    let known = known.filter(|known| !known.is_empty());
    let mut blocks: Vec<Block> = known.map(Block::paragraph).collect();
    blocks.push(states::options(&found.options, names, true));
    if !found.rows.is_empty() {
        let mut table = Table::new(["Code", "Options taken"]);
        for row in &found.rows {
            let code = Text::from(states::code(row));
            table.row([code, states::described(row).into()]);
        }
        blocks.push(Block::Table(table));
    }
    blocks
}

fn held(found: &Analysis, names: &Names) -> Vec<Block> {
    let mut blocks = Vec::new();
    let others = others(found);
    if found.equilibria.is_empty() {
        blocks.push(Block::paragraph(
            "None would last, however far one looks ahead.",
        ));
    }
    let listed = || found.equilibria.iter().chain(others.iter().copied());
    if listed().next().is_some() {
        let quo = found.status_quo.as_ref();
        let table = states::holdings(&found.options, listed(), quo, names).caption(
            "Best supported first; then, for comparison, what is in place and what happened where \
             these would not last.",
        );
        blocks.push(Block::Table(table));
        blocks.extend(states::marks_meaning(
            listed().map(|holding| &holding.state),
        ));
        let (shown, more) = (found.equilibria.len(), found.equilibria_not_listed);
        blocks.extend(Block::not_listed(shown, more));
    }
    blocks.push(Block::Table(counts(&found.equilibrium_counts).caption(
        format!(
            "How many arrangements would last by each way of looking ahead, of {} that are \
             possible ({} combinations of options), and how many of them can be reached from what \
             is in place. Counts, not chances.",
            thousands(found.feasible),
            thousands(found.combinations),
        ),
    )));
    if !found.patterns.is_empty() {
        blocks.push(Block::Table(patterns::table(found)));
    }
    blocks.push(states::concepts_explained());
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
        "Looking ahead",
        "would last",
        "by best moves",
        "step by step",
        "with a step together",
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
