//! What groups could bring about together, and whether it would hold.

use hikiwake_conflict::{Analysis, JointImprovement, JointTable};

use crate::{Block, Inline, Names, Table, Text, reasons, states, thousands};

/// The joint improvements from the status quo and from what happened.
pub(super) fn joint(found: &Analysis, names: &Names) -> Vec<Block> {
    if found.joint.is_empty() {
        return Vec::new();
    }
    let mut blocks = Vec::new();
    for table in &found.joint {
        blocks.push(Block::list(told(table, names)));
        if !table.improvements.is_empty() {
            blocks.push(Block::Table(improvements(table, names)));
        }
    }
    blocks.extend(why(found, names));
    blocks
}

/// Whether there is a joint improvement, and whether it would hold.
fn told(table: &JointTable, names: &Names) -> Vec<String> {
    let from = states::place(&table.from);
    let Some(first) = table.improvements.first() else {
        return match table.count {
            0 => vec![format!(
                "From {from}, no group could bring about together what each of its members would \
                 prefer and none could reach alone."
            )],
            n => vec![format!(
                "From {from}, there are {} steps that a group could take together.",
                thousands(n)
            )],
        };
    };
    let there_are = match table.count {
        1 => "there is 1 step that a group could take together and each member would prefer"
            .to_owned(),
        n => format!(
            "there are {} steps that a group could take together and each member would prefer",
            thousands(n)
        ),
    };
    let would_hold = match (table.holding, table.count) {
        (0, 1) => "but it would not last".to_owned(),
        (0, _) => "but none of them would last".to_owned(),
        (1, 1) => "and it would last".to_owned(),
        (n, _) => format!("and {} of them would last", thousands(n)),
    };
    let which = match (table.holding, table.count) {
        (_, 1) => "It",
        (0, _) => "Nearest to lasting",
        _ => "First among them",
    };
    let leave = match first.leavers.as_slice() {
        [] => String::new(),
        leavers => format!("; {} would leave it", names.list(leavers)),
    };
    vec![
        format!("From {from}, {there_are}, {would_hold}."),
        format!(
            "{which} is {}, by {} together{leave}.",
            states::state(&first.state),
            names.list(&first.group)
        ),
    ]
}

fn improvements(from: &JointTable, names: &Names) -> Table {
    let listed = from.improvements.len();
    let cut = match from.count > listed as u64 {
        true => format!("; the first {listed} are listed"),
        false => String::new(),
    };
    let heads = [
        "Together",
        "What they would do",
        "It leads to",
        "Would it last?",
        "How the others see it",
    ];
    let mut table = Table::new(heads).caption(format!(
        "Steps together from {}: {} in all, {} that nobody would leave{cut}.",
        states::place(&from.from),
        thousands(from.count),
        thousands(from.holding)
    ));
    for joint in &from.improvements {
        let holds = match joint.leavers.as_slice() {
            [] => Text::from(Inline::Strong("Yes".to_owned())),
            leavers => Text::from(Inline::Strong("No".to_owned()))
                .and(format!(": {} would leave", names.list(leavers))),
        };
        let holds = match joint.holds.as_slice() {
            [] => holds,
            held => holds.and(format!("; under {}", states::concepts(held))),
        };
        let others = joint.others.iter().map(|reason| {
            let name = names.name(&reason.actor);
            format!("{name}: {}", reasons::verdict(reason.verdict))
        });
        let others = match joint.others.is_empty() {
            true => "There are no others.".into(),
            false => Text::lines(others),
        };
        table.row([
            names.list(&joint.group).into(),
            joint.step.text.as_str().into(),
            states::marked_code(&joint.state),
            holds,
            others,
        ]);
    }
    table
}

/// What speaks for the steps, for each who takes part; steps for the same reasons together.
fn why(found: &Analysis, names: &Names) -> Vec<Block> {
    let with_steps = found
        .joint
        .iter()
        .filter(|from| !from.improvements.is_empty());
    let details = with_steps.map(|from| {
        let mut alike: Vec<(&JointImprovement, Text)> = Vec::new();
        for joint in &from.improvements {
            let same = alike.iter_mut().find(|(one, _)| {
                (&one.group, &one.step.because) == (&joint.group, &joint.step.because)
            });
            let state = states::code(&joint.state);
            match same {
                Some((_, to)) => *to = std::mem::take(to).and(", ").and(state),
                None => alike.push((joint, state.into())),
            }
        }
        let items = alike.into_iter().map(|(joint, to)| {
            let who = Text::from(names.list(&joint.group)).and(", to ").then(to);
            who.and(": ")
                .then(reasons::reasons(&joint.step.because, names))
        });
        let summary = format!("Why they would, from {}", states::place(&from.from));
        Block::details(summary, vec![Block::list(items)])
    });
    details.collect()
}
