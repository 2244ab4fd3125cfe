//! Two models side by side: two dates, or a reading and what it departs from.

mod opening;

use hikiwake_conflict::{Comparison, Pair};
use hikiwake_finding::{Finding, Holding, StatementHead};

use crate::{
    Block, Document, Inline, Names, Number, Table, Text, scenarios, statements, states, thousands,
};

/// How the two models are called: for a sentence, and for the head of a column.
type Sides = [&'static str; 2];

/// Two models side by side.
pub fn comparison(finding: &Finding<Comparison>, names: &Names) -> Document {
    let found = &finding.finding;
    let mut document = Document::new("Side by side", &finding.dossier.title);
    let sides = ["A", "B"];
    document.push(Block::list(sides.iter().zip(&found.sides).map(
        |(letter, side)| {
            let letter = Text::from(Inline::Strong((*letter).to_owned()));
            letter
                .and(": ")
                .and(scenarios::scenario(&side.scenario).as_str())
        },
    )));
    document.push(Block::list(opening::opening(found)));
    document
        .blocks
        .extend(found.notes.iter().map(Block::caution));
    document.blocks.extend(statements(found, sides, names, 1));
    document.push(Block::heading(1, "States that hold in A or B"));
    document.push(Block::Table(counts(found, sides)));
    let all: Vec<&Pair> = found.states.iter().collect();
    document.push(Block::Table(pairs(&all, sides, names)));
    let more = Block::not_listed(found.states.len(), found.states_not_listed);
    document.blocks.extend(more);
    document
}

/// Each reading of a dossier against the base reading of its period.
pub fn readings(readings: &[Finding<Comparison>], names: &Names) -> Document {
    let subject = readings.first().map_or("", |first| &first.dossier.title);
    let mut document = Document::new("Other readings", subject);
    document.push(Block::paragraph(
        "Where the sources, or two analysts, can be read in more than one way: each reading set \
         beside the base reading of its date.",
    ));
    let mut before = "";
    for reading in readings.iter().map(|reading| &reading.finding) {
        let period = scenarios::period_name(&reading.sides[0].scenario);
        if period != before {
            document.push(Block::heading(1, period));
            before = period;
        }
        document.blocks.extend(one_reading(reading, names));
    }
    document
}

fn one_reading(found: &Comparison, names: &Names) -> Vec<Block> {
    let head = found.sides[1].scenario.reading.as_ref();
    let label = head.map_or("Base reading", |head| &head.label);
    let mut blocks = vec![Block::heading(2, label)];
    let text = head.map(|head| head.text.as_str());
    let text = text.filter(|text| !text.is_empty());
    blocks.extend(text.map(Block::paragraph));
    blocks.push(Block::list(opening::opening(found)));
    blocks.extend(found.notes.iter().map(Block::caution));
    let sides = ["the base reading", "this reading"];
    let mut changes = statements(found, sides, names, 3);
    if changes.is_empty() {
        changes.push(Block::paragraph("It changes no statement."));
    }
    changes.push(Block::heading(3, "States that hold"));
    changes.push(Block::Table(counts(found, sides)));
    let how = |h: &Option<Holding>| h.as_ref().map(|h| (h.concepts.clone(), h.reach));
    let differs = |pair: &&Pair| how(&pair.first) != how(&pair.second);
    let changed: Vec<&Pair> = found.states.iter().filter(differs).collect();
    if !changed.is_empty() {
        changes.push(Block::Table(pairs(&changed, sides, names)));
    }
    if found.states_not_listed > 0 {
        changes.push(Block::key(format!(
            "{} more that hold in either are not listed.",
            thousands(found.states_not_listed)
        )));
    }
    blocks.push(Block::details("What it changes, state by state", changes));
    blocks
}

/// The statements of preference that differ, under headings of this level.
fn statements(found: &Comparison, sides: Sides, names: &Names, level: u8) -> Vec<Block> {
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
            blocks.push(Block::heading(level, format!("Wishes only in {side}")));
            blocks.push(Block::list(only.iter().map(told)));
        }
    }
    if !found.statements_moved.is_empty() {
        blocks.push(Block::heading(level, "Wishes in both, at another rank"));
        blocks.push(Block::list(found.statements_moved.iter().map(|moved| {
            let (statement, [first, second]) = (&moved.statement, moved.ranks);
            let who = format!(
                "{}: rank {first} → {second}, ",
                names.name(&statement.actor)
            );
            Text::from(who)
                .and(Inline::Code(statement.wants.clone()))
                .and(": ")
                .and(Inline::Quoted(statements::in_words(statement).to_owned()))
        })));
    }
    blocks
}

/// How many states hold in each.
fn counts(found: &Comparison, sides: Sides) -> Table {
    let [both, gone, new] = found.hold.map(thousands);
    let caption = format!(
        "How many states hold. Under SEQ {both} hold in both, {gone} only in {}, {new} only in {}.",
        sides[0], sides[1]
    );
    let mut table = Table::numbers(["Concept"].into_iter().chain(sides)).caption(caption);
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

/// How states hold in each.
fn pairs(pairs: &[&Pair], sides: Sides, names: &Names) -> Table {
    let heads = ["State", sides[0], sides[1], "Options taken"];
    let mut table = Table::new(heads).caption("How each holds and is reached.");
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
