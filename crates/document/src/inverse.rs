//! What would have to change for something to hold and be reached.

use hikiwake_conflict::{ChangeSet, Inverse, InverseAnswer, InverseQuestion, ModelChange};
use hikiwake_finding::Finding;

use crate::{Block, Document, Inline, Item, Text, scenarios, thousands};

/// Most other sets with the same effect told under one.
const ALIKE: usize = 2;

/// The smallest sets of changes after which something wanted holds and is reached.
pub fn inverse(findings: &[Finding<Inverse>]) -> Document {
    Document::of_each("What would have to change", findings, |_, found| one(found))
}

fn one(found: &Inverse) -> Vec<Block> {
    if found.questions.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::heading(1, scenarios::scenario(&found.scenario))];
    for asked in &found.questions {
        blocks.extend(question(asked));
    }
    if found
        .questions
        .iter()
        .any(|asked| !asked.answers.is_empty())
    {
        blocks.push(Block::key(found.elementary.sentence()));
    }
    blocks.extend(found.notes.iter().map(Block::caution));
    blocks
}

fn question(asked: &InverseQuestion) -> Vec<Block> {
    let mut blocks = vec![
        Block::heading(2, format!("For “{}”", asked.label)),
        Block::paragraph(format!(
            "Wanted: {} ({} of the feasible states).",
            asked.wanted,
            thousands(asked.feasible)
        )),
    ];
    for answer in &asked.answers {
        blocks.push(Block::list(&answer.sentences));
        if answer.least != Some(0) {
            blocks.extend(sets(answer));
        }
    }
    let rankings = asked.rankings.iter();
    blocks.extend(rankings.map(|ranking| Block::list(&ranking.sentences)));
    blocks
}

fn sets(answer: &InverseAnswer) -> Vec<Block> {
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
    let mut lines: Vec<Text> = set.sentences.iter().map(Text::from).collect();
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
