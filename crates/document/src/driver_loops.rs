//! Loops among drivers, and loops through what actors would choose.

mod ring;

use hikiwake_drivers::{
    Direction, DriverLoop, DriverLoops, InducedEdge, LoopKind, LoopPattern, LoopStep,
};
use hikiwake_finding::{Finding, OptionChange};

use crate::number::in_words;
use crate::{
    Block, Document, Names, Text, glossary, joined, links, scenarios, sentence, who_does_what,
};

/// Loops told before what is folded, and edges through choices.
const FIRST: usize = 3;
/// Loops drawn.
const DRAWN: usize = 2;

/// The loops of a map, and those through the game.
pub fn loops(finding: &Finding<DriverLoops>) -> Document {
    let found = &finding.finding;
    let names = Names::new(&found.game.actors);
    let mut document = Document::new("Loops", &finding.dossier.title).answering(answer(found));
    document.push(Block::heading(1, scenarios::scenario(&found.scenario)));
    let all = || found.loops.iter().chain(&found.game.loops);
    for (at, one) in all().take(DRAWN).enumerate() {
        document.push(Block::Figure(ring::figure(found, one, at, &names)));
    }
    if !found.loops.is_empty() {
        document.push(Block::paragraph(
            "Among the drivers, whatever anybody chooses:",
        ));
        document.push(list(found, &found.loops, FIRST, &names));
    }
    through_the_game(found, &names, &mut document);
    if !(found.complete && found.game.complete) {
        document.push(Block::caution(
            "There are more loops than were looked for: --list raises the number.",
        ));
    }
    if found.loops.len() + found.game.loops.len() > FIRST {
        let blocks =
            [&found.loops, &found.game.loops].map(|of| list(found, of, usize::MAX, &names));
        document.push(Block::details("Every loop", blocks.into()));
    }
    let crossed = all()
        .flat_map(|one| &one.steps)
        .filter_map(|step| match step {
            LoopStep::Link(link) => Some(*link),
            LoopStep::Choice(_) => None,
        });
    let mut crossed: Vec<usize> = crossed.collect();
    crossed.sort_unstable();
    crossed.dedup();
    if !crossed.is_empty() {
        let crossed = crossed.into_iter().map(|link| &found.links[link]);
        let table = Block::Table(links::table(&found.drivers, crossed));
        document.push(Block::details("Their links, with who says so", vec![table]));
    }
    document
}

fn answer(found: &DriverLoops) -> String {
    if found.drivers.is_empty() {
        return "The dossier names no drivers, so there is nothing that could go round in a loop."
            .to_owned();
    }
    let all = || found.loops.iter().chain(&found.game.loops);
    let of = |kind: LoopKind| all().filter(|one| one.kind == kind).count();
    if all().next().is_none() {
        return "There is no loop: nothing that moves comes back to move itself again.".to_owned();
    }
    let told = |number: usize, one: &str, many: &str| match number {
        0 => None,
        1 => Some(format!("one loop {one}")),
        _ => Some(format!("{} loops {many}", in_words(number))),
    };
    let parts = [
        told(of(LoopKind::Reinforcing), "feeds itself", "feed themselves"),
        told(
            of(LoopKind::Balancing),
            "keeps itself in check",
            "keep themselves in check",
        ),
        told(of(LoopKind::Undetermined), "may do either", "may do either"),
    ];
    let mut said = joined(&parts.into_iter().flatten().collect::<Vec<_>>());
    let first = said.remove(0).to_uppercase();
    let choices = match found.game.loops.len() {
        0 => "none closes through what actors would choose",
        _ => "what actors would choose is part of it",
    };
    sentence::of_clauses(&[format!("{first}{said}"), choices.to_owned()])
}

fn list(found: &DriverLoops, loops: &[DriverLoop], most: usize, names: &Names) -> Block {
    let shown = loops.iter().take(most);
    let mut items: Vec<Text> = shown.map(|one| told(found, one, names)).collect();
    if loops.len() > most {
        items.push(format!("and {} more", in_words(loops.len() - most)).into());
    }
    Block::list(items)
}

/// `It feeds itself: “A” lowers “B” [C1], which lowers “A” [C2]. Asserted: two; …`
fn told(found: &DriverLoops, one: &DriverLoop, names: &Names) -> Text {
    let kind = match one.kind {
        LoopKind::Reinforcing => glossary::FEEDS_ITSELF.said_as("It feeds itself"),
        LoopKind::Balancing => glossary::IN_CHECK.said_as("It keeps itself in check"),
        LoopKind::Undetermined => "It may feed itself or keep itself in check".into(),
    };
    let mut text = Text::from(kind).and(": ");
    for (at, step) in one.steps.iter().enumerate() {
        text = match at {
            0 => text
                .and(links::named(&found.drivers[one.drivers[0]]))
                .and(" "),
            _ => text.and(", which "),
        };
        text = match step {
            LoopStep::Link(link) => {
                let link = &found.links[*link];
                let effect = links::named(&found.drivers[link.effect]);
                text.and(links::does(link.sign))
                    .and(" ")
                    .and(effect)
                    .then(links::claims(link))
            }
            LoopStep::Choice(edge) => {
                let edge = &found.game.induced[*edge];
                let name = names.name(&edge.actor);
                let up = edge.direction == Direction::Up;
                text.and(format!("has {name} choose (it {})", deed(found, edge, up)))
            }
        };
    }
    let standing = [
        (one.asserted, "asserted by a source"),
        (one.hedged, "hedged"),
        (one.disputed, "disputed"),
        (one.analysts, "the analyst’s own"),
    ];
    let standing = standing.iter().filter(|(number, _)| *number > 0);
    let standing = standing.map(|(number, word)| format!("{} {word}", in_words(*number)));
    let standing: Vec<String> = standing.collect();
    if !standing.is_empty() {
        text = text.and(format!(". Of its links: {}", standing.join(", ")));
    }
    if !one.delays.is_empty() {
        text = text.and(format!(". How long: {}", one.delays.join(", ")));
    }
    for pattern in &one.patterns {
        text = text.and(format!(
            ". The pattern is called {}",
            pattern_name(*pattern)
        ));
    }
    text.and(".")
}

fn pattern_name(pattern: LoopPattern) -> &'static str {
    match pattern {
        LoopPattern::SecurityDilemma => "a security dilemma: steps of two sides raise each other",
        LoopPattern::HardLinerFeedback => {
            "hard-liner feedback: the step of one hardens a wish of the other"
        }
        LoopPattern::Hedging => "hedging: a dependence calls forth what lessens it",
        LoopPattern::PatronVeto => "a patron’s veto: a third party’s step undoes what went before",
    }
}

/// What raising a driver makes actors choose, and the loops that close so.
fn through_the_game(found: &DriverLoops, names: &Names, document: &mut Document) {
    let game = &found.game;
    if game.induced.is_empty() {
        return;
    }
    document.push(Block::paragraph(
        "What actors would choose, given what is in place:",
    ));
    let edges = game.induced.iter().take(FIRST);
    document.push(Block::list(edges.map(|edge| choice(found, edge, names))));
    match game.loops.is_empty() {
        true => document.push(Block::paragraph("No loop closes through these choices.")),
        false => {
            document.push(Block::paragraph("Loops that close through these choices:"));
            document.push(list(found, &game.loops, FIRST, names));
        }
    }
    if game.induced.len() > FIRST {
        let all = game.induced.iter().map(|edge| choice(found, edge, names));
        document.push(Block::details("Every such choice", vec![Block::list(all)]));
    }
}

/// `If “Anger” rose: Norland withdraws the licences.`
fn choice(found: &DriverLoops, edge: &InducedEdge, names: &Names) -> String {
    let driver = links::named(&found.drivers[edge.driver]);
    let moves = match edge.lowered {
        true => "fell",
        false => "rose",
    };
    // Told as it was tried.
    let up = (edge.direction == Direction::Up) != edge.lowered;
    format!(
        "If {driver} {moves}: {} {}.",
        names.name(&edge.actor),
        deed(found, edge, up)
    )
}

/// What its owner does with the option: more of it, or less.
fn deed(found: &DriverLoops, edge: &InducedEdge, up: bool) -> String {
    let is = |option: &&hikiwake_finding::OptionHead| {
        let of = option
            .consent
            .as_ref()
            .map_or(&option.id, |consent| &consent.option);
        *of == edge.option && option.owner == edge.actor
    };
    let options = found.game.options.iter().enumerate();
    let Some((option, head)) = options.into_iter().find(|(_, option)| is(option)) else {
        return format!("changes “{}”", edge.option);
    };
    let level = |rows: &[hikiwake_finding::StateRow]| {
        rows.first()
            .and_then(|row| row.levels.get(option))
            .copied()
            .unwrap_or(0)
    };
    let (mut from, mut to) = (level(&edge.before), level(&edge.after));
    if (to > from) != up {
        std::mem::swap(&mut from, &mut to);
    }
    who_does_what::deed(head, &OptionChange { option, from, to })
}
