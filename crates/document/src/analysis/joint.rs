//! What groups could bring about together, and whether it would hold.

use hikiwake_conflict::{Analysis, JointImprovement, JointTable};

use crate::{Block, Inline, Names, Table, Text, reasons, states, thousands};

/// The joint improvements from the status quo and from what happened.
pub(super) fn joint(found: &Analysis, names: &Names) -> Vec<Block> {
    if found.joint.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::heading(1, "What groups could do together")];
    for table in &found.joint {
        blocks.push(Block::list(&table.sentences));
        if !table.improvements.is_empty() {
            blocks.push(Block::Table(improvements(table, names)));
        }
    }
    blocks
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
        "Does it hold?",
        "How the others see it",
    ];
    let mut table = Table::new(heads).caption(format!(
        "Joint improvements from {}: {} in all, {} that nobody would leave{cut}.",
        from.from.code,
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
pub(super) fn why(found: &Analysis, names: &Names) -> Vec<Block> {
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
        let summary = format!("Why they would, from {}", from.from.code);
        Block::details(summary, vec![Block::list(items)])
    });
    details.collect()
}
