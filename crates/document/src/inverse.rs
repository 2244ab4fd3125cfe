//! What would have to change for something to hold and be reached.

mod rankings;
mod sets;

use hikiwake_conflict::{
    ChangeSet, ElementaryCounts, Inverse, InverseAnswer, InverseQuestion, ModelChange,
};
use hikiwake_finding::{Finding, words};

use crate::{Block, Document, Inline, Item, Names, Text, joined, scenarios, thousands};

/// Most other sets with the same effect told under one.
const ALIKE: usize = 2;

/// The smallest sets of changes after which something wanted holds and is reached.
pub fn inverse(findings: &[Finding<Inverse>], names: &Names) -> Document {
    Document::of_each("What would have to change", findings, |_, found| {
        one(found, names)
    })
}

fn one(found: &Inverse, names: &Names) -> Vec<Block> {
    if found.questions.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::heading(1, scenarios::scenario(&found.scenario))];
    for asked in &found.questions {
        blocks.extend(question(found, asked, names));
    }
    if found
        .questions
        .iter()
        .any(|asked| !asked.answers.is_empty())
    {
        blocks.push(Block::key(looked_at(&found.elementary)));
    }
    blocks.extend(found.notes.iter().map(Block::caution));
    blocks
}

/// What there was to choose from.
fn looked_at(counts: &ElementaryCounts) -> String {
    let parts = [
        (counts.dropped, "to drop a statement"),
        (counts.flipped, "to turn one round"),
        (counts.moved, "to move one to another rank"),
        (
            counts.added,
            "to add one that another period, a reading or the question has",
        ),
        (counts.removed, "to take an option off the table"),
        (counts.undoing, "to make an option one-way or free it"),
        (counts.bound, "to bind one as long as the wanted stands"),
        (counts.rules, "to drop a rule"),
    ];
    let parts: Vec<String> = (parts.into_iter().filter(|(n, _)| *n > 0))
        .map(|(n, what)| format!("{} {what}", thousands(n)))
        .collect();
    format!(
        "Looked at: {}: {}.",
        words::no_or_count(counts.all(), "elementary change", "elementary changes"),
        joined(&parts)
    )
}

fn question(found: &Inverse, asked: &InverseQuestion, names: &Names) -> Vec<Block> {
    let mut blocks = vec![
        Block::heading(2, format!("For “{}”", asked.label)),
        Block::paragraph(format!(
            "Wanted: {} ({} of the feasible states).",
            asked.wanted,
            thousands(asked.feasible)
        )),
    ];
    for answer in &asked.answers {
        blocks.push(Block::list(sets::answer(answer, asked, found.work)));
        if answer.least != Some(0) {
            blocks.extend(found_sets(answer));
        }
    }
    if let Some(state) = &asked.state {
        let rankings = asked.rankings.iter();
        blocks.extend(rankings.map(|one| Block::list(rankings::told(one, state, names))));
    }
    blocks
}

fn found_sets(answer: &InverseAnswer) -> Vec<Block> {
    if answer.sets.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::List {
        ordered: true,
        items: answer.sets.iter().map(set).collect(),
    }];
    let more = Block::not_listed(answer.sets.len(), answer.not_listed);
    blocks.extend(more);
    blocks
}

/// A set of changes, what they contradict, and what comes of them.
fn set(set: &ChangeSet) -> Item {
    let mut lines: Vec<Text> = sets::set(set).into_iter().map(Text::from).collect();
    let mut claims = Text::new();
    let mut told: Vec<&str> = Vec::new();
    for claim in set.changes.iter().flat_map(|change| &change.claims) {
        if !told.contains(&claim.id.as_str()) {
            told.push(&claim.id);
            claims = claims.and(" ").and(Inline::Claim(claim.into()));
        }
    }
    if !claims.is_empty() {
        lines.push(Text::from("Claims against it:").then(claims));
    }
    if !set.alike.is_empty() {
        let words = |changes: &Vec<ModelChange>| {
            let texts: Vec<&str> = changes.iter().map(|change| change.text.as_str()).collect();
            texts.join("; ")
        };
        let alike: Vec<String> = set.alike.iter().take(ALIKE).map(words).collect();
        let more = match (set.alike.len() - alike.len()) as u64 + set.alike_not_listed {
            0 => String::new(),
            n => format!(" (and {} more)", thousands(n)),
        };
        let alike = alike.join(" / ");
        lines.push(format!("To the same effect: {alike}{more}.").into());
    }
    Item::new(Text::lines(lines))
}
