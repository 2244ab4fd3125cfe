//! Why an actor does not do what it would like to do.

use hikiwake_conflict::{Analysis, SanctionCard};

use crate::{Block, Inline, Item, Names, Text, count, deeds, reasons, statements, states};

/// A card for each step that somebody has a reason to take and does not.
pub(super) fn cards(found: &Analysis, names: &Names) -> Vec<Block> {
    if found.cards.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::paragraph(
        "Each takes one step that an actor has a reason to take, and shows what speaks \
             against it: the answer of the others, or what matters more to the actor itself.",
    )];
    for card in &found.cards {
        blocks.push(Block::heading(2, question(found, card, names)));
        blocks.push(Block::List {
            ordered: false,
            items: one(found, card, names),
        });
    }
    if found.cards_not_listed > 0 {
        let more = count(
            found.cards_not_listed,
            "further card is",
            "further cards are",
        );
        blocks.push(Block::key(format!("{more} not shown.")));
    }
    blocks
}

/// The question that a card answers.
fn question(found: &Analysis, card: &SanctionCard, names: &Names) -> String {
    let name = names.name(&card.actor);
    let state = found.rows.iter().find(|row| row.code == card.state);
    let here = state.map_or_else(|| card.state.clone(), states::place);
    let deed = deeds::deed(&found.options, &card.improvement.changes);
    let although = match &card.wish {
        None => format!("that alone would be better for {name}"),
        Some(wish) => format!("“{}” is among the wishes of {name}", wish.wants),
    };
    format!("Why would {name} not {deed} in {here}, although {although}?")
}

fn one(found: &Analysis, card: &SanctionCard, names: &Names) -> Vec<Item> {
    let lead = |words: &str| Text::from(Inline::Strong(words.to_owned()));
    let state = found.rows.iter().find(|row| row.code == card.state);
    let here = match state {
        Some(row) => Text::from(states::code(row)).and(format!(": {}", states::described(row))),
        None => card.state.as_str().into(),
    };
    let step = |step| states::step(step, &found.rows);
    let brings = match &card.wish {
        Some(wish) => Text::from(" It meets the wish ").then(statements::statement(wish)),
        None => Text::from(" It is ").then(reasons::reasons(&card.improvement.because, names)),
    };
    let mut items = vec![
        Item::new(Text::from("In ").then(here)),
        Item::new(lead("The step.").and(" ").then(step(&card.improvement))),
        Item::new(lead("What it would bring.").then(brings)),
    ];
    if !card.answer.is_empty() {
        let answer = lead("The answer.").and(match card.credible {
            true => " Each step is better for the one who takes it, so the answer is credible.",
            false => {
                " The others can do this, though not every step is better for the one who takes it."
            }
        });
        let steps = card.answer.iter().map(|one| {
            let because = reasons::reasons(&one.because, names);
            step(one).and(Inline::Break).then(because)
        });
        items.push(Item {
            text: answer,
            under: vec![Block::numbered(steps)],
        });
    }
    let end = match card.answer.is_empty() {
        true => " The step alone is ",
        false => " After that it is ",
    };
    let end = lead("In the end.").and(end);
    items.push(Item::new(end.then(reasons::reason(&card.result, names))));
    items
}
