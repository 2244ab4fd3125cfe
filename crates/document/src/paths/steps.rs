//! The ways to one arrangement, step by step.

use hikiwake_conflict::{PathStep, Paths, PathsTo, StepsIn, WalkKind, WalksTo};
use hikiwake_finding::WalkStep;

use super::words;
use crate::named::Named;
use crate::{Block, Inline, Item, Names, Text, states, thousands};

/// The ways to each goal, step by step; those to what has no name together.
pub(super) fn to_each<'a>(found: &'a Paths, names: &Names, named: &mut Named<'a>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut nameless = Vec::new();
    for goal in &found.goals {
        let steps = to(goal, names, named);
        match goal.state.outcomes.first() {
            _ if steps.is_empty() => {}
            Some(label) => {
                blocks.push(Block::details(format!("Step by step to “{label}”"), steps));
            }
            None => {
                let code = Text::from(states::code(&goal.state));
                let text = code.and(format!(": {}", states::described(&goal.state)));
                nameless.push(Block::paragraph(text));
                nameless.extend(steps);
            }
        }
    }
    if !nameless.is_empty() {
        let summary = match &found.asked {
            Some(_) => "Step by step",
            None => "Step by step to what else would last",
        };
        blocks.push(Block::details(summary, nameless));
    }
    blocks
}

/// The ways to one state, step by step.
fn to<'a>(goal: &'a PathsTo, names: &Names, named: &mut Named<'a>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for walks in &goal.walks {
        blocks.extend(walked(walks, names, named));
    }
    if !goal.joint.is_empty() {
        blocks.push(Block::paragraph("With a step taken together:"));
        let steps = goal.joint.iter().map(|step| told(step, named));
        blocks.push(Block::numbered(steps.collect::<Vec<_>>()));
    }
    blocks
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
        blocks.push(Block::paragraph(format!("By {}{of}:", words(walks.by))));
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
            (0, _) => ": steps in their mover’s interest would still lead there",
            (n, all) if n == all => ": then nobody’s interest would lead there any more",
            _ => ": after this one nobody’s interest would lead there any more",
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
