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
        blocks.push(Block::list(told(table, names)));
        if !table.improvements.is_empty() {
            blocks.push(Block::Table(improvements(table, names)));
        }
    }
    blocks
}

/// Whether there is a joint improvement, and whether it would hold.
fn told(table: &JointTable, names: &Names) -> Vec<String> {
    let from = states::place(&table.from);
    let Some(first) = table.improvements.first() else {
        return match table.count {
            0 => vec![format!(
                "From {from}, no group of decision makers can bring about a state that each of \
                 its members prefers and none of them could reach alone."
            )],
            n => vec![format!(
                "From {from}, there are {} joint improvements.",
                thousands(n)
            )],
        };
    };
    let there_are = match table.count {
        1 => "there is 1 joint improvement (a state that a group can bring about together and \
              each member prefers)"
            .to_owned(),
        n => format!(
            "there are {} joint improvements (states that a group can bring about together and \
             each member prefers)",
            thousands(n)
        ),
    };
    let would_hold = match (table.holding, table.count) {
        (0, 1) => "but it would not hold".to_owned(),
        (0, _) => "but none of them would hold".to_owned(),
        (1, 1) => "and it would hold".to_owned(),
        (n, _) => format!("and {} of them would hold", thousands(n)),
    };
    let which = match (table.holding, table.count) {
        (_, 1) => "It",
        (0, _) => "Nearest to holding",
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
