//! What holds under concepts beyond the five classical ones.

mod opening;
mod why;

use hikiwake_conflict::{ConceptFamily, Concepts, FamilyKind, Held, StateConcepts};
use hikiwake_finding::{Finding, words};

use crate::{Block, Document, Inline, Names, Number, Stance, Table, Text, scenarios, states};

/// What holds beyond the five concepts.
pub fn concepts(findings: &[Finding<Concepts>], names: &Names) -> Document {
    let mut document = Document::of_each("Beyond the five concepts", findings, |_, found| {
        one(found, names)
    });
    if !document.blocks.is_empty() {
        document.push(Block::key(
            "The five concepts ask whether one actor alone would leave a state. Here: whether a \
             group would that moves together; whether somebody would who looks some moves ahead; \
             whether a great or a small loss keeps each where he is; and whether it holds whatever \
             is true of what the readings disagree about.",
        ));
    }
    document
}

fn one(found: &Concepts, names: &Names) -> Vec<Block> {
    let told: Vec<(usize, &ConceptFamily)> = (found.families.iter().enumerate())
        .filter(|(_, family)| family.left_out.is_none())
        .collect();
    let mut blocks = vec![
        Block::heading(1, scenarios::scenario(&found.scenario)),
        Block::list(opening::opening(found)),
        Block::Table(verdicts(found, &told)),
    ];
    let marks = states::marks_meaning(found.states.iter().map(|state| &state.state));
    blocks.extend(marks);
    if !found.patterns.is_empty() {
        blocks.push(Block::Table(patterns(found, &told)));
    }
    let alone = "nobody would leave alone (SEQ); no: somebody would.";
    let alone = Text::from(Inline::Strong("Alone".to_owned())).and(format!(" – yes: {alone}"));
    let meanings = told.iter().map(|(_, family)| {
        Text::from(Inline::Strong(title(found, family.family)))
            .and(format!(" – {}. ", meaning(found, family.family)))
            .and(format!("{}.", family.definition))
    });
    let meanings = Block::list([alone].into_iter().chain(meanings));
    blocks.push(Block::details("What the columns mean", vec![meanings]));
    let why = found
        .states
        .iter()
        .flat_map(|state| why(found, state, names));
    blocks.push(Block::details("Why", why.collect()));
    blocks
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
    let caption = "What holds: ● yes, ◐ partly, · no.";
    let mut table = Table::marks(heads(found, "State", told)).caption(caption);
    for state in &found.states {
        let alone = mark(Some(if state.alone { Held::Yes } else { Held::No }));
        let marks = told.iter().map(|&(k, _)| mark(state.families[k].verdict));
        let marks = [alone].into_iter().chain(marks).map(Text::from);
        table.row([states::marked_code(&state.state)].into_iter().chain(marks));
    }
    table
}

/// How many states of each pattern hold.
fn patterns(found: &Concepts, told: &[(usize, &ConceptFamily)]) -> Table {
    let caption = "How many states of each pattern hold.";
    let mut table = Table::numbers(heads(found, "Pattern", told)).caption(caption);
    for pattern in &found.patterns {
        let held = told.iter().map(|&(k, _)| pattern.families[k]);
        let held = [Some(pattern.alone)].into_iter().chain(held);
        let held = held.map(|held| held.map_or(Text::new(), |n| Number::whole(n).into()));
        table.row([Text::from(&pattern.label)].into_iter().chain(held));
    }
    table
}

/// A state in words, and why each family says what it says.
fn why(found: &Concepts, state: &StateConcepts, names: &Names) -> Vec<Block> {
    let row = &state.state;
    let told = (state.families.iter().zip(&found.families))
        .filter(|(verdict, _)| verdict.verdict.is_some() && !verdict.why.is_empty())
        .map(|(verdict, family)| {
            let told = Text::from(Inline::Strong(title(found, family.family))).and(" ");
            let told = told.and(mark(verdict.verdict));
            let reasons = verdict.why.iter();
            let reasons = reasons.map(|reason| why::sentence(found, reason, names));
            told.and(format!(": {}", reasons.collect::<Vec<_>>().join(" ")))
        });
    let head = Text::from(states::code(row)).and(format!(": {}", states::described(row)));
    vec![Block::paragraph(head), Block::list(told)]
}

fn mark(held: Option<Held>) -> Inline {
    match held {
        Some(Held::Yes) => Inline::mark("●", "yes", Stance::For),
        Some(Held::Partly) => Inline::mark("◐", "partly", Stance::Mixed),
        Some(Held::No) => Inline::mark("·", "no", Stance::Neither),
        None => Inline::mark("", "", Stance::Neither),
    }
}
