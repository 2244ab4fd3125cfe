//! How a dispute can move: where it drifts if left alone, what cannot be undone, and the
//! ways to what happened and to what would last.

mod drift;
mod figure;
mod goal;
mod steps;

use hikiwake_conflict::{EndKind, Paths, WalkKind};
use hikiwake_finding::Finding;

use crate::block::DatePart;
use crate::named::Named;
use crate::{Block, Document, Inline, Names, Number, Table, Text, count, scenarios, sentence};

/// Most goals told before what is folded.
const GOALS: usize = 3;

/// How the dispute can move, at each date.
pub fn ways(findings: &[Finding<Paths>], names: &Names) -> Document {
    Document::of_dates("How the dispute can move", findings, |at, found| DatePart {
        heading: scenarios::scenario(&found.scenario),
        answer: answer(found, names).into(),
        blocks: blocks(at, found, names),
    })
}

/// Where it drifts, or the way to what was asked for.
fn answer(found: &Paths, names: &Names) -> String {
    if found.start.is_none() {
        return "The dossier does not say what is in place, so there is nowhere to start from."
            .to_owned();
    }
    if found.asked.is_some() {
        return match found.goals.first() {
            Some(goal) => sentence::first_that_fits(&goal::sentences(found, goal, names)),
            None => "No arrangement that is possible is of this kind.".to_owned(),
        };
    }
    let drift = drift::sentences(found, names);
    let named = found.goals.iter().find(|goal| goal::is_named(found, goal));
    let goal = named.map(|goal| {
        let fullest = goal::sentences(found, goal, names);
        let shortest = fullest.last().cloned().unwrap_or_default();
        small(shortest.trim_end_matches('.'))
    });
    let long = |drift: &String| goal.as_ref().map(|goal| format!("{drift}; {goal}."));
    let with_goal = drift.iter().filter_map(long);
    let alone = drift.iter().map(|drift| format!("{drift}."));
    sentence::first_that_fits(&with_goal.chain(alone).collect::<Vec<_>>())
}

fn blocks(at: usize, found: &Paths, names: &Names) -> Vec<Block> {
    if found.start.is_none() {
        return vec![Block::paragraph(
            "Give the period a `status_quo`, or name an arrangement to start from with --from.",
        )];
    }
    let mut named = Named::new(names, &found.rows);
    let overview = found.asked.is_none() && !found.reached.is_empty();
    let mut points: Vec<Text> = Vec::new();
    let told = answer(found, names);
    if overview {
        points.extend(drift::points(found, &told, names));
    }
    // Of what has no name, the first is enough.
    let nameless = found
        .goals
        .iter()
        .position(|goal| !goal::is_named(found, goal));
    let goals = (found.goals.iter().enumerate())
        .filter(|(at, goal)| goal::is_named(found, goal) || Some(*at) == nameless)
        .map(|(_, goal)| goal)
        .take(GOALS);
    let goals = goals.map(|goal| goal::told(found, goal, &told, names));
    points.extend(goals.filter(|goal| !goal.is_empty()).map(Text::from));
    let mut blocks = Vec::new();
    if !points.is_empty() {
        blocks.push(Block::list(points));
    }
    blocks.extend(found.notes.iter().map(Block::caution));
    if overview {
        if let Some(graph) = found.drawing.as_ref().filter(|graph| graph.nodes.len() > 1) {
            blocks.push(figure::figure(at, graph, names));
        }
        blocks.push(Block::details(
            "How far each kind of step leads",
            how_far(found),
        ));
        blocks.extend(no_return(found, &mut named));
    }
    blocks.extend(steps::to_each(found, names, &mut named));
    blocks.extend(named.blocks(None));
    blocks
}

/// How many states are reached, move by move, and where that pauses or goes round.
fn how_far(found: &Paths) -> Vec<Block> {
    let longest = found.reached.iter().map(|by| by.by_moves.len()).max();
    let moves = (0..longest.unwrap_or(0)).map(|n| count(n as u64, "move", "moves"));
    let heads = ["By".to_owned(), "In all".to_owned()]
        .into_iter()
        .chain(moves);
    let mut table = Table::numbers(heads).caption(
        "Arrangements reached, by the fewest moves they take; nobody moves twice running.",
    );
    let mut remarks = Vec::new();
    for by in &found.reached {
        let kind = words(by.by);
        let numbers = [by.states].into_iter().chain(by.by_moves.iter().copied());
        let numbers = numbers.map(|n| Text::from(Number::whole(n)));
        table.row([Text::from(kind)].into_iter().chain(numbers));
        if by.by == WalkKind::Moves {
            continue;
        }
        let ends = |how: EndKind| {
            let ends = by.ends.iter().filter(move |end| end.how == how);
            let codes: Vec<&str> = ends
                .flat_map(|end| &end.states)
                .map(String::as_str)
                .collect();
            (!codes.is_empty()).then(|| codes.join(", "))
        };
        if let Some(codes) = ends(EndKind::AtRest) {
            let more = match by.ends_not_listed {
                0 => String::new(),
                n => format!(" and {n} more"),
            };
            remarks.push(format!("By {kind} it comes to rest at {codes}{more}."));
        }
        if let Some(codes) = ends(EndKind::Round) {
            remarks.push(format!("By {kind} it can go round for ever among {codes}."));
        }
        if let Some(codes) = ends(EndKind::Paused) {
            remarks.push(format!(
                "By {kind} it also stops at {codes}, where only whoever moved last would move on."
            ));
        }
        if let Some(first) = by.round.first() {
            let round = [&first.from]
                .into_iter()
                .chain(by.round.iter().map(|step| &step.to));
            let round: Vec<&str> = round.map(String::as_str).collect();
            remarks.push(format!("By {kind} it can go round: {}.", round.join(" → ")));
        }
    }
    let mut blocks = vec![Block::Table(table)];
    blocks.extend((!remarks.is_empty()).then(|| Block::list(remarks)));
    if found.drawing.is_none() {
        let many = "Steps in their movers’ interest lead to too much to be drawn here; ";
        let many = Text::from(many).and(Inline::Code("hikiwake ways --graph".to_owned()));
        blocks.push(Block::key(many.and(" writes them for other programs.")));
    }
    blocks
}

/// A sentence to stand behind another: with a small letter, where it begins with the words
/// of the house and not with a name.
fn small(sentence: &str) -> String {
    match sentence.strip_prefix("Each side") {
        Some(rest) => format!("each side{rest}"),
        None => sentence.to_owned(),
    }
}

/// What the steps of a walk are.
fn words(by: WalkKind) -> &'static str {
    match by {
        WalkKind::BestReplies => "each side’s best moves",
        WalkKind::WithoutRegret => "steps that nobody regrets at the end",
        WalkKind::Improvements => "steps in their mover’s interest",
        WalkKind::Moves => "any steps",
    }
}

/// The improvements over which nothing leads back.
fn no_return<'a>(found: &'a Paths, named: &mut Named<'a>) -> Vec<Block> {
    let points = found.no_return.iter().map(|point| {
        let from = Text::from(named.state(&point.step.from)).and(": ");
        from.then(named.step(&point.step))
    });
    let points: Vec<Text> = points.collect();
    if points.is_empty() {
        return Vec::new();
    }
    let more = Block::not_listed(points.len(), found.no_return_not_listed);
    let mut blocks = vec![Block::list(points)];
    blocks.extend(more);
    let summary = "Steps in their mover’s interest after which nothing leads back";
    vec![Block::details(summary, blocks)]
}
