//! What stands in the way, in words.

use super::{Block, BlockTarget, KeptBack, ObstacleKind};
use crate::words::{list, thousands};

/// Most repairs that one sentence names.
const NAMED: usize = 2;

pub(super) fn sentences(block: &Block) -> Vec<String> {
    let mut sentences = Vec::new();
    let (open, closed): (Vec<&BlockTarget>, Vec<&BlockTarget>) =
        (block.targets.iter().filter(|t| t.agreements > 0)).partition(|t| t.passing > 0);
    let names = |targets: &[&BlockTarget]| {
        let names: Vec<String> = targets.iter().map(|t| format!("“{}”", t.label)).collect();
        list(&names)
    };
    let rule = &block.rule_label;
    if closed.is_empty() {
        sentences.push(format!(
            "Under “{rule}” something passes of all that was asked about."
        ));
    } else {
        sentences.push(format!(
            "Under “{rule}” nothing passes of {}.",
            names(&closed)
        ));
    }
    for target in closed {
        sentences.extend(closed_off(block, target));
    }
    for target in open {
        sentences.extend(target.kept.map(|kept| not_coming(target, kept)));
    }
    let empty = block.targets.iter().filter(|t| t.agreements == 0);
    let empty: Vec<&BlockTarget> = empty.collect();
    if !empty.is_empty() {
        sentences.push(format!(
            "The rules about terms leave no agreement for {}.",
            names(&empty)
        ));
    }
    sentences
}

/// Why nothing passes, and the least that would open it.
fn closed_off(block: &Block, target: &BlockTarget) -> Vec<String> {
    let mut sentences = Vec::new();
    let label = &target.label;
    let text = |judgements: &[usize]| {
        let texts: Vec<String> = judgements
            .iter()
            .map(|&j| block.judgements[j].text.clone())
            .collect();
        list(&texts)
    };
    if let Some(first) = target.obstacles.first() {
        let count = target.obstacles.len();
        let each = match count {
            1 => "together these keep it out:".to_string(),
            _ => format!("each of {count} sets of judgements keeps it out, the first:"),
        };
        sentences.push(format!("“{label}”: {each} {}.", text(first)));
    }
    let Some(least) = target.repairs.iter().map(|r| r.without.len()).min() else {
        sentences.push(format!(
            "“{label}”: no judgement that might give would open it."
        ));
        return sentences;
    };
    let smallest: Vec<_> = (target.repairs.iter())
        .filter(|r| r.without.len() == least)
        .collect();
    let ways: Vec<String> = (smallest.iter().take(NAMED))
        .map(|repair| {
            let parts: Vec<String> = repair
                .without
                .iter()
                .map(|&j| block.judgements[j].repair.clone())
                .collect();
            list(&parts)
        })
        .collect();
    let more = match smallest.len().saturating_sub(NAMED) {
        0 => String::new(),
        1 => "; or in one more way".to_string(),
        more => format!("; or in {more} more ways"),
    };
    let changes = match least {
        1 => "one change opens it".to_string(),
        least => format!("{least} changes at once are the least that opens it"),
    };
    sentences.push(format!(
        "“{label}”: {changes}: {}{more}.",
        ways.join("; or ")
    ));
    if smallest
        .iter()
        .all(|r| r.without.iter().any(|&j| is_red_line(block, j)))
    {
        sentences.push(format!("“{label}”: every smallest way crosses a red line."));
    }
    let mut other: Vec<String> = Vec::new();
    let mut rules: Vec<(&str, Vec<String>)> = Vec::new();
    for there in target.elsewhere.iter().filter(|e| e.passing > 0) {
        let place = match rules.iter().position(|(rule, _)| *rule == there.label) {
            Some(place) => place,
            None => {
                rules.push((&there.label, Vec::new()));
                rules.len() - 1
            }
        };
        rules[place].1.extend(there.period.clone());
    }
    for (rule, periods) in rules {
        let when = match periods.is_empty() {
            true => String::new(),
            false => format!(" ({})", periods.join(", ")),
        };
        other.push(format!("“{rule}”{when}"));
    }
    if !other.is_empty() {
        sentences.push(format!(
            "“{label}”: something passes under {}.",
            list(&other)
        ));
    }
    sentences
}

fn is_red_line(block: &Block, judgement: usize) -> bool {
    block.judgements[judgement].kind == ObstacleKind::RedLine
}

/// Why what passes does not come about.
fn not_coming(target: &BlockTarget, kept: KeptBack) -> String {
    let label = &target.label;
    let count = |n: u64| thousands(n);
    let passing = count(kept.passing);
    if kept.wanted == 0 {
        return format!(
            "“{label}”: {passing} agreements pass at home, but not one of them is better for \
             every government than what is in force."
        );
    }
    let wanted = count(kept.wanted);
    let so_far = format!(
        "“{label}”: {passing} agreements pass, {wanted} of them better for every government than \
         what is in force"
    );
    if kept.hold == 0 {
        return format!("{so_far}; none of these would hold once signed.");
    }
    if kept.reached == 0 {
        return format!(
            "{so_far}; {} of these would hold, but single improvements lead to none of them from \
             where things stand.",
            count(kept.hold)
        );
    }
    format!(
        "{so_far}; {} of these would hold, and single improvements lead to {}.",
        count(kept.hold),
        count(kept.reached)
    )
}
