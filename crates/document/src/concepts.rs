//! What an arrangement withstands beyond what the five classical concepts ask.

mod opening;
mod why;

use hikiwake_conflict::{ConceptFamily, Concepts, FamilyKind, Held, StateConcepts};
use hikiwake_finding::{Finding, words};

use crate::block::DatePart;
use crate::{Block, Document, Inline, Names, Number, Stance, Table, Text, scenarios, states};

/// What an arrangement withstands, beyond everybody's looking out for itself.
pub fn concepts(findings: &[Finding<Concepts>], names: &Names) -> Document {
    Document::of_dates("What it also withstands", findings, |_, found| DatePart {
        heading: scenarios::scenario(&found.scenario),
        answer: opening::answer(found, names).into(),
        blocks: blocks(found, names),
    })
}

fn blocks(found: &Concepts, names: &Names) -> Vec<Block> {
    let told: Vec<(usize, &ConceptFamily)> = (found.families.iter().enumerate())
        .filter(|(_, family)| family.left_out.is_none())
        .collect();
    let subject = opening::subject(found);
    let mut blocks: Vec<Block> = subject
        .map(|of| Block::list(opening::points(found, of, false, names)))
        .into_iter()
        .collect();
    if subject.is_none() {
        let how = Text::from("To ask of an arrangement: ");
        let how = how.and(Inline::Code(
            "hikiwake concepts FOLDER \"options taken\"".to_owned(),
        ));
        blocks.push(Block::key(how.and(".")));
    }
    let mut all = vec![Block::Table(verdicts(found, &told))];
    all.extend(states::marks_meaning(
        found.states.iter().map(|one| &one.state),
    ));
    if !found.patterns.is_empty() {
        all.push(Block::Table(patterns(found, &told)));
    }
    all.push(Block::Table(counts(found, &told)));
    blocks.push(Block::details(
        "Other arrangements, and how many withstand it",
        all,
    ));
    let why = (found.states.iter()).flat_map(|one| why(found, one, names));
    blocks.push(Block::details("Why, move by move", why.collect()));
    let mut meanings = vec![Block::list(meanings(found, &told))];
    let left_out = opening::left_out(found);
    if !left_out.is_empty() {
        meanings.push(Block::list(left_out));
    }
    blocks.push(Block::details(
        "What is asked, and what was left out",
        meanings,
    ));
    blocks
}

/// What each column asks, with its definition.
fn meanings(found: &Concepts, told: &[(usize, &ConceptFamily)]) -> Vec<Text> {
    let head = |words: String| Text::from(Inline::Strong(words));
    let alone =
        head("Alone".to_owned()).and(" – yes: nobody would leave alone (SEQ); no: somebody would.");
    let others = told.iter().map(|(_, family)| {
        head(title(found, family.family))
            .and(format!(" – {}. ", meaning(found, family.family)))
            .and(format!("{}.", family.definition))
    });
    [alone].into_iter().chain(others).collect()
}

/// What a family is called.
fn title(found: &Concepts, kind: FamilyKind) -> String {
    match kind {
        FamilyKind::Groups if found.every_group => "No group".to_owned(),
        FamilyKind::Groups => "The groups".to_owned(),
        FamilyKind::Ahead => format!("{} ahead", found.horizon),
        FamilyKind::Far => "Far ahead".to_owned(),
        FamilyKind::Strong => "Strongly".to_owned(),
        FamilyKind::Unknown => "Whatever is true".to_owned(),
    }
}

/// What “yes”, “partly” and “no” mean of a family.
fn meaning(found: &Concepts, kind: FamilyKind) -> String {
    match kind {
        FamilyKind::Groups => format!(
            "yes: {} would leave; no: one would",
            match found.every_group {
                true => "no group that moves together, of whatever size,",
                false => "none of the groups asked for",
            }
        ),
        FamilyKind::Ahead => format!(
            "yes: nobody who looks {} ahead would leave; partly: it depends on ties or on who \
             moves next; no: somebody would",
            words::no_or_count(found.horizon, "move", "moves")
        ),
        FamilyKind::Far => "yes: nobody who looks far enough ahead would leave, however much \
                            farther; partly: it depends on ties or on who moves next; no: \
                            somebody would, or it depends on how far one looks"
            .to_owned(),
        FamilyKind::Strong => "yes: whoever could gain by leaving would suffer a great loss, or \
                               nobody could gain; partly: a small loss, or no gain, keeps \
                               somebody; no: somebody would leave alone"
            .to_owned(),
        FamilyKind::Unknown => "yes: nobody would leave alone, whichever reading is true; partly: \
                                perhaps; no: somebody would leave in every reading"
            .to_owned(),
    }
}

/// The heads of a table whose columns are families.
fn heads(found: &Concepts, first: &str, told: &[(usize, &ConceptFamily)]) -> Vec<String> {
    let titles = told.iter().map(|(_, family)| title(found, family.family));
    let first = [first.to_owned(), "Alone".to_owned()];
    first.into_iter().chain(titles).collect()
}

/// The states that matter under each family.
fn verdicts(found: &Concepts, told: &[(usize, &ConceptFamily)]) -> Table {
    let caption = "What lasts: ● yes, ◐ partly, · no.";
    let mut table = Table::marks(heads(found, "Code", told)).caption(caption);
    for state in &found.states {
        let alone = mark(Some(if state.alone { Held::Yes } else { Held::No }));
        let marks = told.iter().map(|&(k, _)| mark(state.families[k].verdict));
        let marks = [alone].into_iter().chain(marks).map(Text::from);
        table.row([states::marked_code(&state.state)].into_iter().chain(marks));
    }
    table
}

/// How many states there are of each pattern that last.
fn patterns(found: &Concepts, told: &[(usize, &ConceptFamily)]) -> Table {
    let caption = "How many arrangements of each pattern last. Counts, not chances.";
    let mut table = Table::numbers(heads(found, "Pattern", told)).caption(caption);
    for pattern in &found.patterns {
        let held = told.iter().map(|&(k, _)| pattern.families[k]);
        let held = [Some(pattern.alone)].into_iter().chain(held);
        let held = held.map(|held| held.map_or(Text::new(), |n| Number::whole(n).into()));
        table.row([Text::from(&pattern.label)].into_iter().chain(held));
    }
    table
}

/// How many states last in each family.
fn counts(found: &Concepts, told: &[(usize, &ConceptFamily)]) -> Table {
    let caption = format!(
        "How many last of {} arrangements that are possible. Counts, not chances.",
        words::thousands(found.feasible)
    );
    let mut table = Table::numbers(heads(found, "", told)).caption(caption);
    let number = |n: Option<u64>| n.map_or(Text::new(), |n| Number::whole(n).into());
    type Count = fn(&ConceptFamily) -> Option<u64>;
    let rows: [(&str, Option<u64>, Count); 3] = [
        ("last", Some(found.alone), |family| family.states),
        ("last in part", None, |family| family.partly),
        ("last, alone too", None, |family| family.with_alone),
    ];
    for (head, alone, of) in rows {
        let counted = told.iter().map(|(_, family)| number(of(family)));
        table.row([Text::from(head), number(alone)].into_iter().chain(counted));
    }
    table
}

/// A state in words, and why each family says what it says.
fn why(found: &Concepts, one: &StateConcepts, names: &Names) -> Vec<Block> {
    let row = &one.state;
    let head = Text::from(states::code(row)).and(format!(": {}", states::described(row)));
    vec![
        Block::paragraph(head),
        Block::list(opening::points(found, one, true, names)),
    ]
}

fn mark(held: Option<Held>) -> Inline {
    match held {
        Some(Held::Yes) => Inline::mark("●", "yes", Stance::For),
        Some(Held::Partly) => Inline::mark("◐", "partly", Stance::Mixed),
        Some(Held::No) => Inline::mark("·", "no", Stance::Neither),
        None => Inline::mark("", "", Stance::Neither),
    }
}
