//! How a dispute can move: how far each kind of step leads, what cannot be undone, and the
//! ways to what happened and to what would hold.

mod figure;
mod opening;

use hikiwake_conflict::{EndKind, PathStep, Paths, PathsTo, StepsIn, WalkKind, WalksTo};
use hikiwake_finding::{Finding, WalkStep};

use crate::named::Named;
use crate::{
    Block, Document, Inline, Item, Names, Number, Table, Text, count, scenarios, states, thousands,
};

/// How the dispute can move, at each date.
pub fn ways(findings: &[Finding<Paths>], names: &Names) -> Document {
    let one = |at, found: &Paths| period(at, found, names);
    Document::of_each("How the dispute can move", findings, one)
}

fn period(at: usize, found: &Paths, names: &Names) -> Vec<Block> {
    let mut named = Named::new(names, &found.rows);
    let mut blocks = vec![
        Block::heading(1, scenarios::scenario(&found.scenario)),
        Block::list(opening::opening(found, names)),
    ];
    blocks.extend(found.notes.iter().map(Block::caution));
    if found.asked.is_none() && !found.reached.is_empty() {
        blocks.extend(how_far(found));
        match &found.drawing {
            Some(graph) if graph.nodes.len() > 1 => {
                blocks.push(figure::figure(at, graph, names));
            }
            Some(_) => {}
            None => {
                let many = "Improvements lead to too many states to be drawn here; ";
                let many = Text::from(many).and(Inline::Code("hikiwake ways --graph".to_owned()));
                blocks.push(Block::key(many.and(" writes them for other programs.")));
            }
        }
        blocks.extend(no_return(found, &mut named));
    }
    let goals = found.goals.iter();
    blocks.extend(goals.filter_map(|goal| to(goal, names, &mut named)));
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
    let mut table = Table::numbers(heads).caption("States reached, by the fewest moves they take.");
    let mut remarks = Vec::new();
    for by in &found.reached {
        let kind = by.by.words();
        let numbers = [by.states].into_iter().chain(by.by_moves.iter().copied());
        let numbers = numbers.map(|n| Text::from(Number::whole(n)));
        table.row([Text::from(kind)].into_iter().chain(numbers));
        if by.by == WalkKind::Moves {
            continue;
        }
        let paused = by.ends.iter().filter(|end| end.how == EndKind::Paused);
        let codes: Vec<&str> = (paused.flat_map(|end| &end.states))
            .map(String::as_str)
            .collect();
        if !codes.is_empty() {
            let codes = codes.join(", ");
            remarks.push(format!(
                "By {kind} walks also stop at {codes}, where only whoever moved last would move on."
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
    let mut blocks = vec![
        Block::heading(2, "How far each kind of step leads"),
        Block::Table(table),
    ];
    blocks.extend((!remarks.is_empty()).then(|| Block::list(remarks)));
    blocks
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
    let summary = "Improvements after which nothing leads back";
    vec![Block::details(summary, blocks)]
}

/// The ways to one state, step by step.
fn to<'a>(goal: &'a PathsTo, names: &Names, named: &mut Named<'a>) -> Option<Block> {
    let mut blocks = Vec::new();
    for walks in &goal.walks {
        blocks.extend(walked(walks, names, named));
    }
    if !goal.joint.is_empty() {
        blocks.push(Block::paragraph("With a joint improvement:"));
        let steps = goal.joint.iter().map(|step| told(step, named));
        blocks.push(Block::numbered(steps.collect::<Vec<_>>()));
    }
    let happened = goal.state.outcomes.first();
    let happened = happened.map_or(String::new(), |label| format!("“{label}”, "));
    let summary = Text::from(format!("Step by step to {happened}")).and(states::code(&goal.state));
    (!blocks.is_empty()).then(|| Block::details(summary, blocks))
}

/// The walks by one kind of step.
fn walked<'a>(walks: &'a WalksTo, names: &Names, named: &mut Named<'a>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (at, way) in walks.listed.iter().enumerate() {
        if way.steps.is_empty() {
            continue;
        }
        let of = match walks.paths {
            Some(1) => String::new(),
            Some(n) => format!(" (path {} of {})", at + 1, thousands(n)),
            None => format!(" (path {})", at + 1),
        };
        blocks.push(Block::paragraph(format!("By {}{of}:", walks.by.words())));
        let steps = way
            .steps
            .iter()
            .map(|step| one(walks.by, step, names, named));
        blocks.push(Block::List {
            ordered: true,
            items: steps.map(Item::new).collect(),
        });
    }
    if walks.paths == Some(1) {
        return blocks;
    }
    if !walks.states_on_all.is_empty() {
        let between = walks.states_on_all.join(", ");
        blocks.push(Block::paragraph(format!(
            "Every such walk, however long, comes through {between}."
        )));
    }
    if !walks.steps_on_all.is_empty() && !walks.listed.is_empty() {
        let steps = walks.steps_on_all.iter();
        let steps: Vec<String> = steps
            .map(|step| format!("{} → {} ({})", step.from, step.to, step.text))
            .collect();
        let steps = steps.join("; ");
        blocks.push(Block::paragraph(format!("Every such walk takes {steps}.")));
    }
    blocks
}

/// A step with its kind, and how its movers see it.
fn told<'a>(step: &'a WalkStep, named: &mut Named<'a>) -> Text {
    let head = named
        .step(step)
        .and(format!(" ({})", states::move_kind(step.kind)));
    Text::lines([head].into_iter().chain(named.because(step)))
}

/// A step, whether it can be undone, and who could get in before it.
fn one<'a>(by: WalkKind, step: &'a PathStep, names: &Names, named: &mut Named<'a>) -> Text {
    let mut lines = vec![told(&step.step, named)];
    if step.lasting == Some(true) {
        let lasts = "Nothing anybody can do leads back over this step.";
        lines.push(Inline::Strong(lasts.to_owned()).into());
    }
    let (would, could): (Vec<&StepsIn>, Vec<&StepsIn>) =
        step.others.iter().partition(|other| other.improvements > 0);
    for other in would {
        let Some(best) = &other.best else { continue };
        let ends = match (other.stopping, other.improvements) {
            _ if by == WalkKind::Moves => "",
            (0, _) => ": improvements would still lead there",
            (n, all) if n == all => ": then no improvements would lead there any more",
            _ => ": after this one no improvements would lead there any more",
        };
        let who = names.name(&other.actor);
        let change = best.text.strip_prefix(&format!("{who}: "));
        let change = change.unwrap_or(&best.text);
        let to = named.state(&best.to);
        let gains = Text::from(format!("{who} would gain by moving first ({change} → ")).and(to);
        lines.push(gains.and(format!("){ends}.")));
    }
    if !could.is_empty() {
        let could: Vec<String> = could.iter().map(|other| other.actor.clone()).collect();
        let could = names.list(&could);
        lines.push(format!("{could} could move first, but would not gain.").into());
    }
    Text::lines(lines)
}
