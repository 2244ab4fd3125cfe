//! Two models side by side: two dates, or a reading and what it departs from; and one date
//! under all its readings.

mod opening;
mod strip;

use hikiwake_conflict::{Comparison, Pair};
use hikiwake_finding::{Finding, Holding, StatementHead};

use crate::{
    Block, Document, Inline, Names, Number, Table, Text, scenarios, statements, states, thousands,
};

pub use strip::{reading_strip, readings};

/// How the two models are called: for a sentence, and for the head of a column.
type Sides = [&'static str; 2];

/// Two models side by side.
pub fn comparison(finding: &Finding<Comparison>, names: &Names) -> Document {
    let found = &finding.finding;
    let mut document = Document::new("Side by side", &finding.dossier.title)
        .answering(opening::answer(found, names));
    let sides = ["A", "B"];
    document.push(Block::list(sides.iter().zip(&found.sides).map(
        |(letter, side)| {
            let letter = Text::from(Inline::Strong((*letter).to_owned()));
            let told = letter
                .and(": ")
                .and(scenarios::scenario(&side.scenario).as_str());
            match &side.scenario.reading {
                Some(reading) if !reading.text.is_empty() => {
                    told.and(format!(". {}", reading.text))
                }
                _ => told,
            }
        },
    )));
    document.push(Block::list(opening::points(found, names)));
    document
        .blocks
        .extend(found.notes.iter().map(Block::caution));
    document.blocks.extend(details(found, sides, names));
    document
}

/// The wishes that differ, and how arrangements last on either side; both folded.
fn details(found: &Comparison, sides: Sides, names: &Names) -> Vec<Block> {
    let mut blocks = Vec::new();
    let wishes = statements(found, sides, names);
    if !wishes.is_empty() {
        blocks.push(Block::details(
            "Wishes that went, came or changed places",
            wishes,
        ));
    }
    let mut lasting = vec![Block::Table(counts(found, sides))];
    let all: Vec<&Pair> = found.states.iter().collect();
    lasting.push(Block::Table(pairs(&all, sides, names)));
    lasting.extend(Block::not_listed(
        found.states.len(),
        found.states_not_listed,
    ));
    blocks.push(Block::details(
        "Arrangements that would last on either side",
        lasting,
    ));
    blocks
}

/// The wishes that differ, under headings.
fn statements(found: &Comparison, sides: Sides, names: &Names) -> Vec<Block> {
    let mut blocks = Vec::new();
    let told = |statement: &StatementHead| {
        let head = format!("{} {}. ", names.name(&statement.actor), statement.rank);
        Text::from(head)
            .and(Inline::Code(statement.wants.clone()))
            .and(": ")
            .then(statements::statement(statement))
    };
    for (side, only) in sides
        .iter()
        .zip([&found.statements_gone, &found.statements_new])
    {
        if !only.is_empty() {
            blocks.push(Block::heading(3, format!("Wishes only in {side}")));
            blocks.push(Block::list(only.iter().map(told)));
        }
    }
    if !found.statements_moved.is_empty() {
        blocks.push(Block::heading(3, "Wishes in both, at another rank"));
        blocks.push(Block::list(found.statements_moved.iter().map(|moved| {
            let (statement, [first, second]) = (&moved.statement, moved.ranks);
            let who = format!(
                "{}: rank {first} → {second}, ",
                names.name(&statement.actor)
            );
            Text::from(who)
                .and(Inline::Code(statement.wants.clone()))
                .and(": ")
                .and(Inline::Quoted(statement.text.clone()))
        })));
    }
    blocks
}

/// How many states last in each.
fn counts(found: &Comparison, sides: Sides) -> Table {
    let [both, gone, new] = found.hold.map(thousands);
    let caption = format!(
        "How many arrangements would last. Under SEQ {both} in both, {gone} only in {}, {new} \
         only in {}. Counts, not chances.",
        sides[0], sides[1]
    );
    let mut table = Table::numbers(["Looking ahead as"].into_iter().chain(sides)).caption(caption);
    let [first, second] = &found.sides;
    for one in &first.equilibrium_counts {
        let other = second.equilibrium_counts.iter();
        if let Some(other) = other.clone().find(|other| other.concept == one.concept) {
            let number = |n: u64| Text::from(Number::whole(n));
            table.row([
                one.concept.as_str().into(),
                number(one.states),
                number(other.states),
            ]);
        }
    }
    table
}

/// How states last in each.
fn pairs(pairs: &[&Pair], sides: Sides, names: &Names) -> Table {
    let heads = ["Code", sides[0], sides[1], "Options taken"];
    let mut table = Table::new(heads).caption("How each would last, and how it is reached.");
    let how = |holding: &Option<Holding>| match holding {
        None => "cannot be".to_owned(),
        Some(holding) => states::holding(holding, names),
    };
    for pair in pairs {
        let code = Inline::State {
            code: pair.code.clone(),
            words: pair.text.clone(),
        };
        let text: Text = pair.text.as_str().into();
        table.row([
            code.into(),
            how(&pair.first).into(),
            how(&pair.second).into(),
            text,
        ]);
    }
    table
}
